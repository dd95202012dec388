//! The command: what it prints, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::LITERAL;

fn bayqau(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    command.args(arguments).current_dir(folder).env_remove("BAYQAU_LANG").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Rules that say everything.
const COMPLETE: &str = "format: 1\ntitle: T\nlanguage: ru\nstages:\n  - id: work\n    criteria: [ { id: a, marks: 1-5 } ]\n    \
                        score: [ { jurors: mean, needs: 2 } ]\n";

#[test]
fn findings_end_with_1_and_nothing_open_with_0() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("contest.yaml"), LITERAL).unwrap();
    fs::write(folder.path().join("complete.yaml"), COMPLETE).unwrap();
    let open = bayqau(folder.path(), &["rehearse", "--lang", "en"]);
    assert_eq!(open.status.code(), Some(1));
    assert_eq!(text(&open.stderr), "", "progress is for terminals");
    assert!(text(&open.stdout).starts_with("Rehearsal: 6 situations are open\n"), "{}", text(&open.stdout));
    let closed = bayqau(folder.path(), &["rehearse", "complete.yaml"]);
    assert_eq!(closed.status.code(), Some(0));
    assert_eq!(text(&closed.stdout), "Проверка правил: открытых случаев нет\n");
    let missing = bayqau(folder.path(), &["rehearse", "nothing.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn faulty_rules_are_shown_as_they_are_by_check() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("contest.yaml"), COMPLETE.replace("jurors: mean", "jurors: average")).unwrap();
    let faulty = bayqau(folder.path(), &["rehearse", "--lang", "en"]);
    assert_eq!(faulty.status.code(), Some(1));
    assert_eq!(text(&faulty.stdout), "");
    assert!(text(&faulty.stderr).contains("contest.yaml:7:"), "{}", text(&faulty.stderr));
}

#[test]
fn json_has_each_example_as_a_folder_that_tally_counts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("contest.yaml"), LITERAL).unwrap();
    let json = bayqau(folder.path(), &["rehearse", "--format", "json", "--lang", "kk"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["kind"], "whose-points");
    assert_eq!(finding["lines"][0]["path"], "stages/portfolio/score");
    for reading in finding["folders"].as_array().unwrap() {
        let own = folder.path().join(reading["reading"].as_str().unwrap());
        for (path, content) in reading["files"].as_object().unwrap() {
            let path = own.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content.as_str().unwrap()).unwrap();
        }
        let counted = bayqau(&own, &["tally", "--stage", "portfolio", "--format", "csv"]);
        assert_eq!(counted.status.code(), Some(0), "{}", text(&counted.stderr));
        assert!(text(&counted.stdout).lines().count() > 1);
    }
    let markdown = bayqau(folder.path(), &["rehearse", "--format", "md", "--lang", "kk"]);
    assert!(text(&markdown.stdout).contains("```yaml\nranking:\n  score:\n    - { stages: sum }\n```"));
}

#[test]
fn check_says_how_many_situations_are_open() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("contest.yaml"), LITERAL).unwrap();
    let checked = bayqau(folder.path(), &["check", "--lang", "en"]);
    let said = "The rules leave 6 situations open: bayqau rehearse shows them\n";
    assert!(text(&checked.stdout).ends_with(said), "{}", text(&checked.stdout));
    // Where marks are in it is too late for that.
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/adistemelik-birlestik-2025");
    let checked = bayqau(&example, &["check", "--lang", "en"]);
    assert_eq!(text(&checked.stdout), "No errors, no warnings\n");
}
