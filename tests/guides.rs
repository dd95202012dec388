//! The guides are walked through as their reader would: files are written, commands are given, answers are compared.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_bayqau");

/// Something that the reader does.
#[derive(Debug)]
enum Step {
    /// Saves a file.
    Save { path: String, text: String },
    /// Gives a command; what the answer must be, line by line, and how it ends.
    Give { command: String, answer: Vec<String>, status: i32 },
}

/// Stands for any lines that are left out.
const ANYTHING: &str = "...";

fn steps(guide: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split_once(' ').unwrap_or((info, "")) {
            ("csv" | "yaml", path) => {
                assert!(!path.is_empty(), "a file without a name: {block:?}");
                steps.push(Step::Save { path: path.to_owned(), text: block.join("\n") + "\n" });
            }
            ("console", status) => {
                for line in block {
                    match (line.strip_prefix("$ "), steps.last_mut()) {
                        (Some(command), _) => steps.push(Step::Give {
                            command: command.to_owned(),
                            answer: Vec::new(),
                            status: status.parse().unwrap_or(0),
                        }),
                        (None, Some(Step::Give { answer, .. })) => answer.push(line.to_owned()),
                        (None, _) => panic!("an answer without a command: {line}"),
                    }
                }
            }
            (other, _) => panic!("a block of {other} is neither a file nor a command"),
        }
    }
    steps
}

/// Whether the lines are those that are expected, as many as are left out between them.
fn is_answer(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == ANYTHING => (0..=lines.len()).any(|skipped| is_answer(rest, &lines[skipped..])),
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, others)| line == first && is_answer(rest, others))
        }
    }
}

fn walk(name: &str) -> usize {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/guide").join(name);
    let steps = steps(&fs::read_to_string(path).unwrap().replace("\r\n", "\n"));
    let folder = TempDir::new().unwrap();
    let mut given = 0;
    for step in steps {
        match step {
            Step::Save { path, text } => save(folder.path(), &path, &text),
            Step::Give { command, answer, status } => {
                let (command, file) = command.split_once(" > ").unwrap_or((&command, ""));
                let mut words = command.split(' ');
                assert_eq!(words.next(), Some("bayqau"), "{command}");
                let mut bayqau = Command::new(BINARY);
                bayqau.args(words).current_dir(folder.path()).env_remove("BAYQAU_LANG");
                if !file.is_empty() {
                    bayqau.stdout(fs::File::create_new(folder.path().join(file)).unwrap());
                }
                let output = bayqau.output().unwrap();
                // What was saved for a word processor begins as such a file does.
                assert!(!file.ends_with(".docx") || fs::read(folder.path().join(file)).unwrap().starts_with(b"PK"));
                let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
                assert_eq!(output.status.code(), Some(status), "{name}: {command}\n{text}");
                let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
                assert!(
                    is_answer(&answer, &lines),
                    "{name}: {command}\nexpected\n{}\nfound\n{text}",
                    answer.join("\n")
                );
                given += 1;
            }
        }
    }
    given
}

fn save(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn the_secretary_is_led_through_a_season_in_russian() {
    assert!(walk("secretary.ru.md") >= 15);
}

#[test]
fn the_secretary_is_led_through_a_season_in_kazakh() {
    assert!(walk("secretary.kk.md") >= 15);
}

#[test]
fn the_methodologist_is_led_through_rules_in_russian() {
    assert!(walk("methodologist.ru.md") >= 4);
}

#[test]
fn the_methodologist_is_led_through_rules_in_kazakh() {
    assert!(walk("methodologist.kk.md") >= 4);
}

#[test]
fn an_answer_with_other_lines_is_none() {
    let expected = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    assert!(is_answer(&expected(&["a", "...", "d"]), &["a", "b", "c", "d"]));
    assert!(is_answer(&expected(&["..."]), &[]));
    assert!(!is_answer(&expected(&["a", "...", "d"]), &["a", "b"]));
    assert!(!is_answer(&expected(&["a"]), &["a", "b"]));
}
