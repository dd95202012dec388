//! The README does what it says: its commands run, its lists are complete.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_bayqau");
const EXAMPLE: &str = "examples/adistemelik-birlestik-2025";

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).unwrap().replace("\r\n", "\n")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).unwrap() }
    }
}

/// A folder with what the README speaks of: the examples, a copy of one, and one with a broken sheet.
fn fill(folder: &Path) {
    for name in ["our-contest", "broken"] {
        copy(&project().join(EXAMPLE), &folder.join(name));
    }
    copy(&project().join("examples"), &folder.join("examples"));
    let sheet = folder.join("broken/scores/portfolio/juror-1.csv");
    let text = fs::read_to_string(&sheet).unwrap();
    let broken = text.replace("\np03;2;", "\np03;4;");
    assert_ne!(broken, text);
    fs::write(sheet, broken).unwrap();
}

/// The texts of the blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut inside: Option<String> = None;
    let fence = format!("```{language}");
    let readme = readme();
    for line in readme.lines() {
        match &mut inside {
            None if line == fence => inside = Some(String::new()),
            None => {}
            Some(_) if line == "```" => blocks.extend(inside.take()),
            Some(block) => {
                block.push_str(line);
                block.push('\n');
            }
        }
    }
    assert!(!blocks.is_empty(), "no block of {language}");
    blocks
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command.args(arguments).current_dir(folder).env("BAYQAU_LANG", "en");
    command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().unwrap()
}

#[test]
fn its_commands_print_what_it_shows() {
    // A command of another name would be passed over in silence.
    for command in blocks("console").iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("$ ")) {
        assert!(command.starts_with("$ bayqau "), "{command}");
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("README.md"), readme()).unwrap();
    fill(&folder.path().join("README.in"));
    trycmd::TestCases::new()
        .env("BAYQAU_LANG", "")
        .register_bin("bayqau", PathBuf::from(BINARY))
        .case(folder.path().join("README.md"))
        .run();
}

/// The first words in backticks of the rows of the table with this header.
fn listed(header: &str) -> BTreeSet<String> {
    let readme = readme();
    let rows = readme.lines().skip_while(|line| *line != header).skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).unwrap().to_owned());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn it_names_every_command() {
    let help = String::from_utf8(run(&project(), &["--help"]).stdout).unwrap();
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands = lines.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let known: BTreeSet<&str> =
        commands.map(|line| line.split(' ').next().unwrap()).filter(|command| *command != "help").collect();
    assert!(known.len() >= 5, "{help}");
    let listed = listed("| command | does |");
    let named: BTreeSet<&str> = listed.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(named, known);
}

#[test]
fn it_names_every_kind_of_decision() {
    let folder = TempDir::new().unwrap();
    fill(folder.path());
    let contest = folder.path().join("our-contest");
    fs::write(contest.join("decisions.csv"), "date;decision\n2025-10-30;nothing-of-the-kind\n").unwrap();
    let output = run(&contest, &["check", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let help = found.iter().find(|each| each["code"] == "unknown-word").unwrap()["help"].as_str().unwrap();
    let words = help.split_once(": ").unwrap().1.split(", ");
    let known: BTreeSet<String> = words.map(|each| each.split(" / ").next().unwrap().to_owned()).collect();
    assert_eq!(listed("| decision | about | entries |"), known);
}
