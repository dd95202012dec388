//! Every page of this project: its links lead somewhere, its rules are rules, its shell lines run. Blocks of `console`
//! are run by `tests/readme.rs` and `tests/guides.rs`; here it is held that they stand nowhere else.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_bayqau");
const EXAMPLE: &str = "examples/adistemelik-birlestik-2025";

/// Where pages lie; the templates of documents and the catalogues are none.
const FOLDERS: [&str; 4] = ["docs", "contests", "examples", "tests"];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages_below(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

/// All pages by their paths in the project.
fn pages() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(project()).unwrap() {
        let path = entry.unwrap().path();
        paths.extend(path.extension().is_some_and(|ending| ending == "md").then_some(path));
    }
    for folder in FOLDERS {
        pages_below(&project().join(folder), &mut paths);
    }
    let name = |path: &Path| path.strip_prefix(project()).unwrap().to_str().unwrap().replace('\\', "/");
    let pages: BTreeMap<String, String> =
        paths.into_iter().map(|path| (name(&path), fs::read_to_string(&path).unwrap().replace("\r\n", "\n"))).collect();
    assert!(pages.len() > 40 && pages.contains_key("README.md") && pages.contains_key("docs/rules.md"));
    pages
}

/// A block of a page: what stands behind its fence, and its lines.
struct Block {
    info: String,
    text: String,
}

/// The blocks of a page, and what is none of them.
fn parts(page: &str) -> (Vec<Block>, String) {
    let (mut blocks, mut prose) = (Vec::new(), String::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            Some(info) => {
                let inside = lines.by_ref().take_while(|line| *line != "```");
                let text = inside.map(|line| format!("{line}\n")).collect();
                blocks.push(Block { info: info.to_owned(), text });
            }
            None => {
                prose.push_str(line);
                prose.push('\n');
            }
        }
    }
    (blocks, prose)
}

/// The text without what stands between backticks.
fn without_code(prose: &str) -> String {
    prose.lines().map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join("`") + "\n").collect()
}

/// The names of a page's headings as forges make them: small letters, without signs, hyphens for spaces.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let (_, prose) = parts(page);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim();
            let kept = |c: &char| c.is_alphanumeric() || *c == '-' || *c == '_' || *c == ' ';
            let name = title.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-");
            let times = seen.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times == 1 { name } else { format!("{name}-{}", *times - 1) }
        })
        .collect()
}

/// Where a link of a page leads, without going through the file system.
fn target(page: &str, link: &str) -> String {
    let mut path = PathBuf::from(page);
    path.pop();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{page}: {link} leads out of the project"),
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => panic!("{page}: {link}"),
        }
    }
    path.to_str().unwrap().replace('\\', "/")
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_heading() {
    let pages = pages();
    let (mut files, mut headings) = (0, 0);
    for (page, text) in &pages {
        let prose = without_code(&parts(text).1);
        assert!(!prose.lines().any(|line| line.starts_with('[') && line.contains("]: ")), "{page}: a link by name");
        for link in prose.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if let Some(address) = link.strip_prefix("https://") {
                let host = address.split('/').next().unwrap();
                assert!(host.contains('.') && !address.contains(char::is_whitespace), "{page}: {link}");
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { page.clone() } else { target(page, path) };
            assert!(project().join(&path).exists(), "{page}: {link}");
            files += 1;
            if !anchor.is_empty() {
                let there = pages.get(&path).unwrap_or_else(|| panic!("{page}: {link} is no page"));
                assert!(anchors(there).contains(anchor), "{page}: no heading of {path} is called {anchor}");
                headings += 1;
            }
        }
    }
    assert!(files > 200 && headings > 100, "{files} links, {headings} of them to headings");
}

#[test]
fn what_looks_like_a_link_and_is_none_is_seen() {
    assert_eq!(
        anchors("# A `b`: c!\n\n## A b c\n\n```text\n# no\n```\n"),
        ["a-b-c", "a-b-c-1"].map(str::to_owned).into()
    );
    assert_eq!(without_code("a `[b](c)` [d](e)\n"), "a ` [d](e)\n");
    assert_eq!(target("docs/guide/a.md", "../b.md"), "docs/b.md");
}

/// Whatever a reader would type is tried: here, or by the test of the page.
#[test]
fn every_block_is_of_a_kind_that_is_tried_or_only_shown() {
    for (page, text) in pages() {
        let is_guide = page.starts_with("docs/guide/");
        for Block { info, text } in parts(&text).0 {
            let (kind, rest) = info.split_once(' ').unwrap_or((&info, ""));
            match kind {
                "text" | "html" | "sh" => assert_eq!(rest, "", "{page}: {info}"),
                "csv" => assert!(is_guide || rest.is_empty(), "{page}: {info}"),
                "yaml" => assert!(is_guide != rest.is_empty() || rest == "part", "{page}: {info}"),
                "console" => assert!(page == "README.md" || is_guide, "{page}: nothing runs\n{text}"),
                _ => panic!("{page}: a block of “{info}”"),
            }
        }
    }
}

/// Rules that are only a part are marked so, and begin with the stages.
#[test]
fn rules_in_pages_have_no_fault() {
    let jury = "id;name;role\nj1;Бір;chair\nj2;Екі;\nj3;Үш;\nj4;Төрт;\nj5;Бес;\n";
    let participants = "id;name;organisation;district;submitted\na;Арман;№ 1;Сарыарқа;2026-02-20\n";
    let mut tried = 0;
    for (page, text) in pages().into_iter().filter(|(page, _)| !page.starts_with("docs/guide/")) {
        for Block { info, text } in parts(&text).0 {
            let rules = match info.as_str() {
                "yaml" => text,
                "yaml part" => format!("format: 1\ntitle: Байқау\nlanguage: kk\n{text}"),
                _ => continue,
            };
            let folder = TempDir::new().unwrap();
            let files = [("contest.yaml", rules.as_str()), ("jury.csv", jury), ("participants.csv", participants)];
            for (name, text) in files {
                fs::write(folder.path().join(name), text).unwrap();
            }
            if rules.contains("numbers:") {
                fs::create_dir(folder.path().join("numbers")).unwrap();
                fs::write(folder.path().join("numbers/jump.csv"), "participant;attempt;distance\n").unwrap();
            }
            let mut check = Command::new(BINARY);
            let output = check.args(["check", "--format", "json"]).current_dir(folder.path()).output().unwrap();
            let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
            // What is missing are the sheets, so the rules were understood to the end.
            assert!(found.iter().any(|each| each["code"] == "sheet-missing"), "{page}: {found:#?}");
            for each in found {
                assert_eq!(each["code"], "sheet-missing", "{page}: {each:#}\n{rules}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 3);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).unwrap() }
    }
}

/// Pipes, files, and `cargo run --release --`, which stands for the binary. A check may find something.
#[test]
fn shell_lines_in_pages_succeed() {
    let folder = TempDir::new().unwrap();
    copy(&project().join("examples"), &folder.path().join("examples"));
    copy(&project().join(EXAMPLE), &folder.path().join("our-contest"));
    let mut tried = 0;
    for (page, text) in pages() {
        for line in parts(&text).0.iter().filter(|block| block.info == "sh").flat_map(|block| block.text.lines()) {
            if line == "cargo test" {
                continue;
            }
            let (line, file) = line.split_once(" > ").map_or((line, None), |(line, file)| (line, Some(file)));
            let mut printed = Vec::new();
            for command in line.split(" | ") {
                let arguments = ["bayqau ", "cargo run --release -- "].iter().find_map(|own| command.strip_prefix(own));
                let arguments = arguments.unwrap_or_else(|| panic!("{page}: {command}"));
                let before = folder.path().join("before");
                fs::write(&before, &printed).unwrap();
                let mut bayqau = Command::new(BINARY);
                bayqau.args(arguments.split(' ')).current_dir(folder.path()).env("BAYQAU_LANG", "en");
                bayqau.stdin(Stdio::from(fs::File::open(before).unwrap()));
                let output = bayqau.output().unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{page}: {command}\n{said}");
                printed = output.stdout;
            }
            assert!(!printed.is_empty() || line.starts_with("bayqau check"), "{page}: {line}");
            if let Some(file) = file {
                fs::write(folder.path().join(file), printed).unwrap();
            }
            tried += 1;
        }
    }
    assert!(tried >= 8);
}

/// The block of a page that extends a template is filled in as one.
#[test]
fn the_page_that_extends_a_diploma_is_a_template() {
    let pages = pages();
    let (blocks, _) = parts(&pages["docs/documents.md"]);
    let block = blocks.iter().find(|block| block.info == "html").unwrap();
    let folder = TempDir::new().unwrap();
    let template = folder.path().join("own.html");
    fs::write(&template, &block.text).unwrap();
    let mut command = Command::new(BINARY);
    command.args(["document", "diploma", EXAMPLE, "--format", "html", "--template", template.to_str().unwrap()]);
    let output = command.current_dir(project()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let emblem = block.text.split_once("emblem %}").unwrap().1.split("{%").next().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(emblem));
}
