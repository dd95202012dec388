//! Folders that hold too much, or what is no file, or what lies elsewhere.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::run::Contest;

/// A file of so many gigabytes that takes no place on the disk.
fn gigabytes(contest: &Contest, name: &str, size: u64) {
    contest.write(name, "");
    File::options().write(true).open(contest.path().join(name)).unwrap().set_len(size << 30).unwrap();
}

#[test]
fn files_of_gigabytes_are_refused_before_they_are_read() {
    for name in ["contest.yaml", "participants.csv", "scores/essay/j1.csv", "sealed/essay.json", "templates/x.html"] {
        let contest = Contest::new();
        gigabytes(&contest, name, 20);
        contest.refused(&[name, "1024"]);
    }
}

#[test]
fn many_large_files_are_too_large_together() {
    let contest = Contest::new();
    for number in 0..3 {
        let name = format!("templates/{number}.html");
        contest.write(&name, "");
        File::options().write(true).open(contest.path().join(name)).unwrap().set_len(600 << 20).unwrap();
    }
    contest.refused(&["1536"]);
}

#[test]
fn a_file_that_is_named_on_the_command_line_has_a_limit_too() {
    let contest = Contest::new();
    gigabytes(&contest, "big", 20);
    let commands: [&[&str]; 5] = [
        &["protocol", "--result", "big"],
        &["protocol", "--result", "/dev/zero"],
        &["protocol", "--template", "big"],
        &["diff", ".", "--rules", "big"],
        &["rehearse", "big"],
    ];
    for arguments in commands {
        let outcome = contest.run(arguments);
        assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{arguments:?}: {}", outcome.err);
        assert!(outcome.err.contains("is larger than 256 MB"), "{arguments:?}: {}", outcome.err);
    }
}

#[test]
fn a_hundred_thousand_sheets_are_refused() {
    let contest = Contest::new();
    fs::create_dir_all(contest.path().join("scores/essay")).unwrap();
    for number in 0..100_000 {
        File::create(contest.path().join(format!("scores/essay/x{number}.csv"))).unwrap();
    }
    contest.refused(&["10000"]);
}

#[test]
fn a_hundred_thousand_pictures_beside_the_tables_do_no_harm() {
    let contest = Contest::new();
    for number in 0..100_000 {
        File::create(contest.path().join(format!("{number}.jpg"))).unwrap();
    }
    assert_eq!(contest.codes(), [""; 0]);
}

#[test]
fn links_out_of_the_folder_are_refused() {
    let elsewhere = Contest::new();
    for (name, target) in [
        ("participants.csv", "participants.csv"),
        ("contest.yaml", "contest.yaml"),
        ("scores/essay/j1.csv", "scores/essay/j1.csv"),
        ("templates", ""),
        ("scores/other", "scores/essay"),
    ] {
        let contest = Contest::new();
        let _ = fs::remove_file(contest.path().join(name));
        symlink(elsewhere.path().join(target), contest.path().join(name)).unwrap();
        contest.refused(&[name, elsewhere.path().file_name().unwrap().to_str().unwrap()]);
    }
}

#[test]
fn a_template_that_is_a_link_out_of_the_folder_is_refused_with_a_report_too() {
    let contest = Contest::new();
    contest.write("report.json", contest.run(&["tally", "--format", "json"]).out);
    fs::create_dir(contest.path().join("templates")).unwrap();
    symlink("/etc/passwd", contest.path().join("templates/protocol.md")).unwrap();
    let outcome = contest.run(&["protocol", "--result", "report.json"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{}", outcome.err);
    assert!(outcome.err.contains("/etc/passwd"), "{}", outcome.err);
}

#[test]
fn links_inside_the_folder_are_read_and_circles_of_links_end() {
    let contest = Contest::new();
    fs::rename(contest.path().join("participants.csv"), contest.path().join("list.txt")).unwrap();
    symlink("list.txt", contest.path().join("participants.csv")).unwrap();
    assert_eq!(contest.codes(), [""; 0]);
    symlink("..", contest.path().join("scores/essay/round")).unwrap();
    symlink("self.csv", contest.path().join("scores/essay/self.csv")).unwrap();
    contest.refused(&["self.csv"]);
}

#[test]
fn a_link_that_leads_nowhere_is_not_passed_over() {
    for name in ["contest.yaml", "participants.csv", "scores/essay/j1.csv"] {
        let contest = Contest::new();
        contest.remove(name);
        symlink("nowhere", contest.path().join(name)).unwrap();
        contest.refused(&[name]);
    }
}

#[test]
fn devices_and_pipes_are_no_sheets() {
    for name in ["contest.yaml", "participants.csv", "scores/essay/j1.csv"] {
        let contest = Contest::new();
        contest.remove(name);
        assert!(Command::new("mkfifo").arg(contest.path().join(name)).status().unwrap().success());
        contest.refused(&[name]);
        contest.remove(name);
        symlink("/dev/zero", contest.path().join(name)).unwrap();
        contest.refused(&[name, "/dev/zero"]);
    }
}

#[test]
fn a_name_that_is_no_text_is_not_taken_for_another() {
    let contest = Contest::new();
    let name = OsStr::from_bytes(b"scores/essay/j\xff.csv");
    fs::write(contest.path().join(name), "participant;style\np1;5\n").unwrap();
    contest.refused(&["scores/essay/j"]);
}
