//! The documents about the code against the code.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap()
}

/// The texts between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The crates of a section of `Cargo.toml`.
fn crates<'c>(manifest: &'c str, section: &str) -> BTreeSet<&'c str> {
    let begins = format!("[{section}]");
    let lines = manifest.lines().skip_while(|line| *line != begins).skip(1).take_while(|line| !line.starts_with('['));
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect()
}

/// The crates in the first column of the tables of a part of the page.
fn listed(part: &str) -> Vec<&str> {
    part.lines().filter(|line| line.starts_with("| `")).filter_map(|line| quoted(line).next()).collect()
}

#[test]
fn every_dependency_has_its_reason_and_nothing_else_has_one() {
    let (manifest, page) = (read("Cargo.toml"), read("docs/dependencies.md"));
    let (binary, tests) = page.split_once("## In tests alone").unwrap();
    for (part, section) in [(binary, "dependencies"), (tests, "dev-dependencies")] {
        let listed = listed(part);
        let once: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(listed.len(), once.len(), "{section}: one stands twice");
        let mut expected = crates(&manifest, section);
        if section == "dependencies" {
            expected.extend(crates(&manifest, "target.'cfg(target_os = \"linux\")'.dependencies"));
        }
        assert_eq!(once, expected, "{section}");
    }
    let sections = manifest.lines().filter(|line| line.starts_with('[') && line.contains("dependencies"));
    assert_eq!(sections.count(), 3, "all have reasons");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}

fn git(arguments: &[&str]) -> Output {
    Command::new("git").arg("-C").arg(project()).args(arguments).output().unwrap()
}

/// The commits of a text, each with its title: a hash between backticks, and behind it the title in brackets.
fn commits(text: &str) -> Vec<(String, String)> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut commits = Vec::new();
    let is_hash = |text: &str| text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut rest = text.as_str();
    while let Some((_, behind)) = rest.split_once('`') {
        let Some((quoted, behind)) = behind.split_once('`') else { break };
        if is_hash(quoted) {
            let title = behind.strip_prefix(" (").and_then(|title| title.split_once(')'));
            let (title, _) = title.unwrap_or_else(|| panic!("{quoted} has no title behind it"));
            commits.push((quoted.to_owned(), title.to_owned()));
        }
        rest = behind;
    }
    commits
}

/// Only a whole checkout has the history. A tarball or a shallow clone has nothing to compare with, and says so past the
/// capture of tests.
#[test]
fn the_commits_that_show_how_to_change_the_code_are_in_its_history() {
    let commits = commits(&read("CONTRIBUTING.md"));
    assert!(commits.len() >= 8, "{commits:?}");
    let lacking = match project().join(".git").exists() {
        false => Some("no history is there"),
        true if git(&["rev-parse", "--is-shallow-repository"]).stdout != b"false\n" => Some("the history is cut off"),
        true => None,
    };
    if let Some(lacking) = lacking {
        let said = format!("\nCONTRIBUTING.md names {} commits, and {lacking}: not compared\n", commits.len());
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return;
    }
    for (commit, title) in commits {
        let found = git(&["merge-base", "--is-ancestor", &commit, "HEAD"]);
        assert!(found.status.success(), "{commit}: {}", String::from_utf8_lossy(&found.stderr));
        let own = git(&["log", "-1", "--format=%s", &commit]).stdout;
        assert_eq!(String::from_utf8(own).unwrap().trim_end(), title, "{commit}");
    }
}

/// What the map tells a newcomer to open is there, and so is what the recipes speak of.
#[test]
fn the_files_that_the_recipes_name_are_there() {
    let page = read("CONTRIBUTING.md");
    // What fuzzing finds has its folder once it has found something.
    let folders = ["src/", "tests/", "docs/", "templates/", "examples/", "contests/"];
    let named: Vec<&str> = quoted(&page).filter(|text| folders.iter().any(|folder| text.starts_with(folder))).collect();
    assert!(named.len() > 25, "{named:?}");
    for name in named {
        // Capitals stand for any name: the path is there as far as they begin.
        let parts = name.trim_end_matches('/').split('/');
        let fixed: Vec<&str> = parts.take_while(|part| !part.starts_with(|first: char| first.is_uppercase())).collect();
        assert!(project().join(fixed.join("/")).exists(), "{name}");
    }
}

#[test]
fn the_map_of_the_code_names_every_module() {
    let page = read("CONTRIBUTING.md");
    let named: BTreeSet<&str> = quoted(&page).collect();
    let library = read("src/lib.rs");
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() > 10);
    for module in modules {
        assert!(named.contains(module), "{module}");
    }
}

/// Every format that the code knows is in the table of the changes.
#[test]
fn the_formats_are_those_that_the_code_reads() {
    let page = read("CHANGELOG.md");
    for (source, line) in [
        ("src/definition/mod.rs", "const FORMAT: &str = \"1\";"),
        ("src/report/mod.rs", "pub const FORMAT: u32 = 1;"),
        ("src/report/seal.rs", "const FORMAT: u32 = 1;"),
    ] {
        assert!(read(source).contains(line), "{source} has another format: CHANGELOG.md must say which");
    }
    assert_eq!(page.lines().filter(|line| line.ends_with("| 1 | 1 |")).count(), 3);
}

fn bayqau(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bayqau")).env_clear().args(arguments).output().unwrap()
}

#[test]
fn the_version_names_the_commit_where_there_is_one() {
    let said = String::from_utf8(bayqau(&["--version"]).stdout).unwrap();
    let version = format!("bayqau {}", env!("CARGO_PKG_VERSION"));
    if project().join(".git").exists() {
        let commit = String::from_utf8(git(&["rev-parse", "--short=12", "HEAD"]).stdout).unwrap();
        assert_eq!(said, format!("{version} ({})\n", commit.trim()));
    } else {
        assert_eq!(said, format!("{version}\n"));
    }
}

#[test]
fn every_shell_completes_every_command() {
    let help = String::from_utf8(bayqau(&["--help"]).stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"tally") && commands.contains(&"completions"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = String::from_utf8(bayqau(&["completions", shell]).stdout).unwrap();
        let lacking: Vec<&&str> = commands.iter().filter(|command| !text.contains(**command)).collect();
        assert!(lacking.is_empty(), "{shell}: {lacking:?}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("man");
    assert!(bayqau(&["man", "--to", to.to_str().unwrap()]).status.success());
    let tool = fs::read_to_string(to.join("bayqau.1")).unwrap();
    assert_eq!(tool, String::from_utf8(bayqau(&["man"]).stdout).unwrap());
    let pages: Vec<String> =
        fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(pages.len() > 8, "{pages:?}");
    for page in pages.iter().filter(|page| *page != "bayqau.1") {
        let name = page.strip_prefix("bayqau-").unwrap().strip_suffix(".1").unwrap();
        assert!(tool.contains(&format!("bayqau\\-{}(1)", name.replace('-', "\\-"))), "{page} is in no list");
        assert!(bayqau(&[name, "--help"]).status.success(), "{page} is of no command");
    }
}
