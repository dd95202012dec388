//! The reference is what the code says: its pages are printed by it, and what they say of usual values holds.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The pages, each with what prints it.
const PAGES: [(&str, &str); 3] =
    [("docs/rules.md", "rules"), ("docs/files.md", "files"), ("docs/commands.md", "commands")];

fn printed(page: &str, language: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    let output = command.env_clear().args(["reference", page, "--lang", language]).output().unwrap();
    assert!(output.status.success(), "{page}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn headings(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches(['#', ' '])).collect()
}

#[test]
fn the_pages_are_what_the_code_says() {
    for (path, page) in PAGES {
        let written = fs::read_to_string(project().join(path)).unwrap();
        let again = format!("{path} is out of date: cargo run -- reference {page} --lang en > {path}");
        assert!(written.replace("\r\n", "\n") == printed(page, "en"), "{again}");
    }
}

#[test]
fn every_page_can_be_had_in_every_language_with_the_same_parts() {
    for (_, page) in PAGES {
        let [kk, ru, en] = ["kk", "ru", "en"].map(|language| printed(page, language));
        assert!(kk != ru && ru != en && kk != en, "{page}");
        for text in [&kk, &ru, &en] {
            let all = headings(text);
            let once: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), once.len(), "{page}: a heading stands twice");
            assert_eq!(all.len(), headings(&en).len(), "{page}");
        }
    }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).unwrap() }
    }
}

/// The part of the page of the files that begins with this heading.
fn part(page: &str, heading: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// The commands that a sentence names: all words between backticks behind its beginning.
fn commands_after(text: &str, beginning: &str) -> BTreeSet<String> {
    let sentence = text.split(beginning).nth(1).unwrap_or("").split('.').next().unwrap();
    sentence.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every command that takes a folder, as it is called on one that lies in `c`.
const CALLS: [(&str, &[&str]); 14] = [
    ("check", &["check", "c"]),
    ("rehearse", &["rehearse", "c"]),
    ("sheets", &["sheets", "c", "--to", "out"]),
    ("tally", &["tally", "c"]),
    ("explain", &["explain", "c", "p17"]),
    ("audit", &["audit", "c"]),
    ("protocol", &["protocol", "c"]),
    ("document", &["document", "rating", "c"]),
    ("publish", &["publish", "c", "--to", "out"]),
    ("seal", &["seal", "portfolio", "c"]),
    ("diff", &["diff", "c", "whole"]),
    ("monitor", &["monitor", "c"]),
    ("new", &["new", "out", "--from", "c"]),
    ("schema", &["schema"]),
];

/// A small contest in which every kind of table has its place, all invented.
fn small_contest(folder: &Path) {
    let rules = "
format: 1
title: x
language: en
stages:
  - id: portfolio
    criteria: [ { id: a, marks: 1-5 } ]
    numbers: [ { id: time } ]
    adjustments: -1..1
    score: [ criteria: sum, jurors: mean, plus: adjustments ]
    ties: [ { lowest: time }, share ]
nominations: [ { id: best-event, by: ballot } ]
";
    for (path, text) in [
        ("contest.yaml", rules),
        ("jury.csv", "id;name;role\njuror-1;A;chair\n"),
        ("participants.csv", "id;name\np17;B\n"),
        ("scores/portfolio/juror-1.csv", "participant;a\np17;4\n"),
        ("ballots/best-event.csv", "juror;participant\njuror-1;p17\n"),
        ("numbers/portfolio.csv", "participant;time\np17;4\n"),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// How a command ended, what it printed and said, and the table of the jury that it took over.
type Answer = (Option<i32>, Vec<u8>, Vec<u8>, Option<Vec<u8>>);

/// How every command answers about the folder `c`.
fn answers(folder: &Path) -> Vec<Answer> {
    let answer = |(_, call): &(&str, &[&str])| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
        let output = command.env_clear().current_dir(folder).args(*call).output().unwrap();
        let taken_over = fs::read(folder.join("out/jury.csv")).ok();
        for written in ["out", "c/sealed"] {
            if folder.join(written).exists() {
                fs::remove_dir_all(folder.join(written)).unwrap();
            }
        }
        (output.status.code(), output.stdout, output.stderr, taken_over)
    };
    CALLS.iter().map(answer).collect()
}

/// The commands that answer otherwise once the table cannot be read.
fn readers(folder: &Path, before: &[Answer], table: &str) -> BTreeSet<String> {
    let path = folder.join("c").join(table);
    let own = fs::read(&path).ok();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "q;qq\nqqq;1\n").unwrap();
    let after = answers(folder);
    match own {
        Some(own) => fs::write(path, own).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
    let read = CALLS.iter().zip(before.iter().zip(&after)).filter(|(_, (before, after))| before != after);
    read.map(|((name, _), _)| (*name).to_owned()).collect()
}

#[test]
fn the_commands_that_are_said_to_read_a_table_are_those_that_do() {
    let page = printed("files", "en");
    let mut tables = 0;
    for (heading, example) in [
        ("## A contest", None),
        ("## A meeting", Some("pedagogter-zhinalysy-2024")),
        ("## A development programme", Some("damu-bagdarlamasy-2023")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for name in ["c", "whole"] {
            match example {
                Some(example) => copy(&project().join("examples").join(example), &folder.path().join(name)),
                None => small_contest(&folder.path().join(name)),
            }
        }
        let before = answers(folder.path());
        assert_eq!(before[0].0, Some(0), "{}", String::from_utf8_lossy(&before[0].2));
        let all = commands_after(&part(&page, heading), "All tables are read by");
        assert!(all.len() > 1, "{heading}");
        let inside = page.split(heading).nth(1).unwrap().split("\n## ").next().unwrap();
        for title in inside.lines().filter(|line| line.starts_with("### ")) {
            let mut said = all.clone();
            said.extend(commands_after(&part(&page, title), "It is read by"));
            let table = title.split('`').nth(1).unwrap();
            let table =
                table.replace("STAGE", "portfolio").replace("JUROR", "juror-1").replace("NOMINATION", "best-event");
            assert_eq!(readers(folder.path(), &before, &table), said, "{table}");
            tables += 1;
        }
    }
    assert!(tables > 12);
}

#[test]
fn what_is_said_to_be_written_is_what_is_written() {
    let page = printed("files", "en");
    let said = |command: &str| -> BTreeSet<String> {
        let titles = page.lines().filter(|line| line.starts_with("### "));
        let written = titles.filter(|title| part(&page, title).contains(&format!("`bayqau {command}` writes it")));
        written.map(|title| title.split('`').nth(1).unwrap().to_owned()).collect()
    };
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
        let output = command.env_clear().current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let tables = || -> BTreeSet<String> {
        let names = fs::read_dir(folder.path().join("c")).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).filter(|name| name.ends_with(".csv")).collect()
    };
    run(&["new", "c", "--from", "blank"]);
    let new = tables();
    assert_eq!(new, said("new"));
    let rules = fs::read_to_string(folder.path().join("c/contest.yaml")).unwrap();
    fs::write(folder.path().join("c/contest.yaml"), format!("{rules}\nparticipants: {{ blind: true }}\n")).unwrap();
    fs::write(folder.path().join("c/jury.csv"), "id;name;role\nj;Қ;chair\n").unwrap();
    fs::write(folder.path().join("c/participants.csv"), "id;name\np;А\nq;Ә\n").unwrap();
    run(&["sheets", "c", "--to", "out"]);
    let sheets: BTreeSet<String> = tables().difference(&new).cloned().collect();
    assert_eq!(sheets, said("sheets"));
}

/// The overview of the README leaves out no table and invents none.
#[test]
fn the_readme_names_every_table_of_a_contest() {
    let readme = fs::read_to_string(project().join("README.md")).unwrap().replace("\r\n", "\n");
    let listing = readme.split("```text\nour-contest/\n").nth(1).unwrap().split("```").next().unwrap();
    let names = listing.lines().filter_map(|line| line.split_whitespace().next());
    let listed: BTreeSet<&str> = names.filter(|name| name.ends_with(".csv")).collect();
    let page = printed("files", "en");
    let contest = page.split("\n## A meeting").next().unwrap();
    let titles = contest.lines().filter(|line| line.starts_with("### "));
    let known: BTreeSet<&str> = titles.flat_map(|title| title.split('`').skip(1).step_by(2)).collect();
    assert_eq!(listed, known);
}
