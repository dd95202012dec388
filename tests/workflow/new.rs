//! New contests.

use std::fs;

use crate::folder::{EXAMPLE, Folder, bayqau, files_below, project, run_with};

#[test]
fn a_contest_is_made_from_a_rule_set() {
    let folder = tempfile::tempdir().unwrap();
    let said = run_with(folder.path(), &["new", "ours", "--from", EXAMPLE], "").clean();
    assert!(said.contains("ours"), "{said}");
    let made = files_below(&folder.path().join("ours"));
    let rules = fs::read(project().join("contests").join(format!("{EXAMPLE}.yaml"))).unwrap();
    let line = b"# yaml-language-server: $schema=contest.schema.json\n";
    assert!(made["contest.yaml"] == [line.as_slice(), &rules].concat());
    assert!(made.contains_key("contest.schema.json"));
    let tables = ["conflicts.csv", "decisions.csv", "jury.csv", "participants.csv", "sittings.csv"];
    let names: Vec<&str> = made.keys().map(String::as_str).filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(names, tables);
}

#[test]
fn the_next_year_takes_over_rules_jury_and_templates() {
    let last = Folder::example();
    last.write("templates/protocol.md", "{{ contest }}\n");
    let folder = tempfile::tempdir().unwrap();
    let from = last.path().to_str().unwrap();
    run_with(folder.path(), &["new", "next", "--from", from], "").clean();
    let (old, made) = (files_below(last.path()), files_below(&folder.path().join("next")));
    assert!(made["contest.yaml"].ends_with(&old["contest.yaml"]));
    for same in ["jury.csv", "templates/protocol.md"] {
        assert!(made[same] == old[same], "{same}");
    }
    assert!(!made.keys().any(|name| name.starts_with("scores/") || name.starts_with("ballots/")));
    let rows = |name: &str| String::from_utf8(made[name].clone()).unwrap().trim_end().lines().count();
    assert_eq!(["participants.csv", "conflicts.csv", "decisions.csv", "sittings.csv"].map(rows), [1; 4]);
}

/// Of the columns those have choices whose words are known: of a member of the jury the role, of a sitting the stage.
#[test]
fn tables_as_workbooks_offer_what_their_cells_take() {
    let folder = tempfile::tempdir().unwrap();
    run_with(folder.path(), &["--lang", "kk", "new", "ours", "--from", EXAMPLE, "--format", "xlsx"], "");
    let made = files_below(&folder.path().join("ours"));
    let choices = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&made[name])).unwrap();
        let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        let lists = sheet.split("<formula1>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
        lists.collect::<Vec<_>>()
    };
    assert_eq!(choices("jury.xlsx"), ["\"төраға,мүше,хатшы\""]);
    assert_eq!(choices("sittings.xlsx"), ["\"portfolio,visit-card,ranking\""]);
    assert_eq!(choices("participants.xlsx"), ["\"қатысады,байқаудан тыс,қабылданбады,шығып қалды,шеттетілді\""]);
    assert!(choices("conflicts.xlsx").is_empty());
    // The headers are read as what they say: nobody is in the lists, and nothing else is missing.
    let check = run_with(folder.path(), &["check", "ours"], "");
    assert!(
        check.stderr.contains("error[nobody-judges]") && !check.stderr.contains("missing-column"),
        "{}",
        check.stderr
    );
}

#[test]
fn a_jury_that_was_a_workbook_is_taken_over_as_one() {
    let last = Folder::example();
    last.write("jury.txt", &last.read("jury.csv"));
    last.remove("jury.csv");
    let folder = tempfile::tempdir().unwrap();
    run_with(folder.path(), &["new", "next", "--from", last.path().to_str().unwrap()], "").clean();
    let made = files_below(&folder.path().join("next"));
    assert!(made.contains_key("jury.txt") && !made.contains_key("jury.csv"));
}

/// Nothing is filled in, so something is missing; it is said, and the rules themselves have no fault.
#[test]
fn a_fresh_contest_is_checked_without_a_fault_in_its_rules() {
    let folder = tempfile::tempdir().unwrap();
    for from in ["blank", EXAMPLE] {
        run_with(folder.path(), &["new", from, "--from", from], "").clean();
        let outcome = run_with(folder.path(), &["check", from], "");
        assert_eq!(outcome.status, 1);
        assert!(
            ["error[nobody-judges]", "jury.csv"].iter().all(|name| outcome.stderr.contains(name)),
            "{}",
            outcome.stderr
        );
        assert!(!outcome.stderr.contains("contest.yaml"), "{}", outcome.stderr);
    }
}

/// A result of nobody is not one that a chair could sign.
#[test]
fn a_contest_without_entries_is_not_complete() {
    let folder = tempfile::tempdir().unwrap();
    run_with(folder.path(), &["new", "ours"], "").clean();
    fs::write(folder.path().join("ours/jury.csv"), "id;name;role\nj1;Арман;chair\n").unwrap();
    for command in ["check", "tally"] {
        assert_eq!(run_with(folder.path(), &[command, "ours"], "").status, 1, "{command}");
    }
    assert_ne!(run_with(folder.path(), &["seal", "ranking", "ours"], "").status, 0);
}

#[test]
fn what_is_there_already_is_not_touched() {
    let folder = Folder::example();
    let before = files_below(folder.path());
    run_with(folder.path(), &["new", "scores"], "").refused(2, &["scores"]);
    run_with(folder.path(), &["new", "jury.csv", "--from", EXAMPLE], "").refused(2, &["jury.csv"]);
    run_with(folder.path(), &["new", "."], "").refused(2, &[]);
    assert!(files_below(folder.path()) == before);
}

#[test]
fn an_unknown_rule_set_is_answered_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = run_with(folder.path(), &["new", "ours", "--from", "adistemelik-birlestik-2052"], "");
    outcome.refused(2, &["adistemelik-birlestik-2052", "did you mean adistemelik-birlestik-2025?"]);
    run_with(folder.path(), &["new", "ours", "--from", "zzz"], "").refused(2, &["zzz", "blank", EXAMPLE]);
    assert!(files_below(folder.path()).is_empty());
}

#[test]
fn a_wrong_call_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["tell"][..], &["tally", "--format", "docx"], &["new"], &["tally", "--lang", "kz"], &[]] {
        let status = bayqau(folder.path(), arguments).output().unwrap().status;
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}
