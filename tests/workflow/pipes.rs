//! Results that go through a pipe.

use std::io::Write;
use std::process::Stdio;

use crate::folder::{Folder, bayqau, run_with};

/// The protocol with these arguments, counted here and fed from the JSON of `tally`.
#[track_caller]
fn same_from_a_pipe(tally: &[&str], protocol: &[&str]) {
    let folder = Folder::example();
    let json = folder.run(&[&["tally", "--format", "json"], tally].concat()).clean();
    let counted = folder.run(&[&["protocol"], protocol].concat()).clean();
    let piped = run_with(folder.path(), &[&["protocol", "--result", "-"], protocol].concat(), &json).clean();
    assert!(!counted.is_empty());
    assert!(counted == piped, "{protocol:?} differs:\n{counted}\n---\n{piped}");
}

#[test]
fn the_final_protocol_is_the_same_from_a_pipe() {
    for format in ["md", "html"] {
        for language in ["kk", "ru", "en"] {
            same_from_a_pipe(&[], &["--format", format, "--lang", language]);
        }
    }
    same_from_a_pipe(&[], &["--context"]);
}

#[test]
fn the_protocol_of_a_stage_is_the_same_from_a_pipe() {
    let stage = ["--stage", "portfolio"];
    for format in ["md", "html"] {
        for language in ["kk", "ru", "en"] {
            same_from_a_pipe(&stage, &["--stage", "portfolio", "--format", format, "--lang", language]);
        }
    }
    same_from_a_pipe(&stage, &["--stage", "portfolio", "--context"]);
}

#[test]
fn the_results_may_come_from_a_file_without_the_folder() {
    let folder = Folder::example();
    let counted = folder.run(&["protocol"]).clean();
    let json = folder.run(&["tally", "--format", "json"]).clean();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("result.json"), json).unwrap();
    assert_eq!(run_with(elsewhere.path(), &["protocol", "--result", "result.json"], "").clean(), counted);
}

#[test]
fn the_language_of_tally_does_not_reach_the_protocol() {
    let folder = Folder::example();
    let json = folder.run(&["tally", "--format", "json", "--lang", "ru"]).clean();
    assert_eq!(json, folder.run(&["tally", "--format", "json"]).clean());
}

#[test]
fn what_is_no_report_is_refused() {
    let folder = Folder::example();
    for text in ["", "{}", "[1]", "participant;mark\n"] {
        run_with(folder.path(), &["protocol", "--result", "-"], text).refused(2, &["tally --format json"]);
    }
    folder.run(&["protocol", "--result", "nowhere.json"]).refused(2, &["nowhere.json"]);
}

#[test]
fn a_report_of_one_stage_makes_no_final_protocol() {
    let folder = Folder::example();
    let json = folder.run(&["tally", "--format", "json", "--stage", "portfolio"]).clean();
    run_with(folder.path(), &["protocol", "--result", "-"], &json).refused(2, &["portfolio"]);
}

/// The reading end is closed before the binary has anything to write: it waits for its standard input.
#[test]
fn a_closed_pipe_is_success() {
    let folder = Folder::example();
    let json = folder.run(&["tally", "--format", "json"]).clean();
    let mut child = bayqau(folder.path(), &["protocol", "--result", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));
}

/// As in `bayqau check 2>&1 | head -1`.
#[test]
fn closed_standard_error_is_no_failure_to_write() {
    let folder = Folder::example();
    folder.edit("decisions.csv", ";recommend;", ";recomend;");
    folder.run(&["check"]).refused(1, &["error[unknown-word]"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = bayqau(folder.path(), &["check"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(writer).status();
    assert_ne!(status.unwrap().code(), Some(2));
}
