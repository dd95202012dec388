//! What is not there yet: later stages, sheets, decisions.

use serde_json::json;

use crate::folder::Folder;

const JURORS: [&str; 5] = ["juror-1", "juror-2", "juror-3", "juror-4", "juror-5"];
const TIE: &str = "2025-10-30;order;ranking;p21 p09;";

/// The example as it was before its second stage.
fn after_the_first_stage() -> Folder {
    let folder = Folder::example();
    for later in ["scores/visit-card", "ballots", "decisions.csv"] {
        folder.remove(later);
    }
    folder
}

#[test]
fn the_first_stage_needs_nothing_of_the_second() {
    let (whole, begun) = (Folder::example(), after_the_first_stage());
    for format in ["table", "md", "csv"] {
        let arguments = ["tally", "--stage", "portfolio", "--format", format];
        assert_eq!(begun.run(&arguments).clean(), whole.run(&arguments).clean());
    }
    let check = begun.run(&["check", "--stage", "portfolio"]);
    assert_eq!((check.status, check.stdout.as_str()), (0, "No errors, no warnings\n"), "{check:?}");
}

/// A protocol that was signed after the first stage can be printed again after the second.
#[test]
fn the_protocol_of_the_first_stage_says_nothing_of_the_second() {
    let (whole, begun) = (Folder::example(), after_the_first_stage());
    let sittings: Vec<Vec<String>> = begun.table("sittings.csv");
    begun.set_table("sittings.csv", &sittings[..2]);
    for format in ["md", "html"] {
        let arguments = ["protocol", "--stage", "portfolio", "--format", format];
        assert_eq!(begun.run(&arguments).clean(), whole.run(&arguments).clean());
    }
}

#[test]
fn an_incomplete_contest_is_refused_with_every_gap_named() {
    let folder = after_the_first_stage();
    let outcome = folder.run(&["tally"]);
    outcome.refused(1, &JURORS.map(|juror| format!("scores/visit-card/{juror}.csv")).each_ref().map(String::as_str));
    assert_eq!(outcome.stderr.matches("error[sheet-missing]").count(), JURORS.len());
    folder.run(&["protocol"]).refused(1, &JURORS);
}

#[test]
fn a_row_that_a_juror_left_out_is_named() {
    let folder = Folder::example();
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1\n", "");
    folder.run(&["tally"]).refused(1, &["error[row-missing]", "juror-1", "p03"]);
}

#[test]
fn a_partial_count_is_printed_as_preliminary() {
    let folder = after_the_first_stage();
    let outcome = folder.run(&["tally", "--partial", "--format", "json"]);
    assert_eq!(outcome.status, 1);
    let report = outcome.json();
    assert_eq!(report["final"], false);
    assert_eq!(report["stages"][0]["final"], true);
    assert_eq!(report["stages"][1]["final"], false);
    assert_eq!(report["ranking"]["final"], false, "it adds up a stage that is not final");
    let open = report["why_not_final"].as_array().unwrap();
    assert!(open.iter().any(|open| open["reason"] == "incomplete" && open["count"] == 5), "{open:?}");
}

#[test]
fn a_partial_count_passes_over_decisions_that_it_cannot_apply_yet() {
    let folder = Folder::example();
    folder.remove("scores/visit-card/juror-5.csv");
    let outcome = folder.run(&["tally", "--partial", "--format", "json"]);
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    assert_eq!(outcome.json()["final"], false);
}

/// `WORKING.md`, “Ties”: p21 and p09 are equal in both stages.
#[test]
fn a_tie_that_nobody_decided_is_named_and_the_result_is_not_final() {
    let folder = Folder::example();
    let before = folder.run(&["tally", "--format", "json"]).clean();
    let decisions = folder.read("decisions.csv");
    let without: String = decisions.split_inclusive('\n').filter(|line| !line.starts_with(TIE)).collect();
    assert_ne!(without, decisions);
    folder.write("decisions.csv", &without);

    let outcome = folder.run(&["tally", "--format", "json"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (1, ""));
    let report = outcome.json();
    assert_eq!(report["final"], false);
    let tie = json!([{ "reason": "tie", "about": "ranking", "participants": ["p21", "p09"], "count": null }]);
    assert_eq!(report["why_not_final"], tie);
    for (command, says) in [("tally", "Preliminary"), ("protocol", "Preliminary")] {
        let printed = folder.run(&[command, "--format", "md", "--lang", "en"]);
        assert_eq!(printed.status, 1);
        assert!(printed.stdout.contains(says), "{}", printed.stdout);
    }

    folder.write("decisions.csv", &decisions);
    assert_eq!(folder.run(&["tally", "--format", "json"]).clean(), before);
}

/// Whoever reads the results must not take an open award for one that nobody got.
#[test]
fn an_award_that_is_still_open_is_not_called_withheld() {
    let folder = Folder::example();
    let text = folder.read("decisions.csv");
    folder.write("decisions.csv", &text.replace(TIE, "2025-10-30;recommend;a level;p21;"));
    for command in ["tally", "protocol"] {
        let printed = folder.run(&[command, "--format", "md", "--lang", "en"]);
        assert_eq!(printed.status, 1, "{}", printed.stderr);
        assert!(!printed.stdout.contains("not awarded"), "{command}: {}", printed.stdout);
    }
}

/// The secretary must be sure that nothing was lost.
#[test]
fn a_table_with_a_mistyped_name_is_not_passed_over_in_silence() {
    for (right, wrong) in [("decisions.csv", "decision.csv"), ("conflicts.csv", "conflict.csv")] {
        let folder = Folder::example();
        std::fs::rename(folder.path().join(right), folder.path().join(wrong)).unwrap();
        let outcome = folder.run(&["check"]);
        assert!(outcome.stderr.contains(&format!("did you mean {right}?")), "{outcome:?}");
    }
}

#[test]
fn data_with_errors_is_never_counted() {
    let folder = Folder::example();
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1", "p03;4;2;2;2;3;2;2;1");
    for command in [&["tally"][..], &["tally", "--partial"], &["protocol"], &["seal", "portfolio"]] {
        folder.run(command).refused(1, &["error[mark-out-of-range]", "scores/portfolio/juror-1.csv:4:5"]);
    }
}

#[test]
fn an_unknown_stage_is_answered_with_the_nearest() {
    let folder = Folder::example();
    for command in ["check", "tally", "protocol"] {
        folder.run(&[command, "--stage", "portfolo"]).refused(2, &["portfolo", "did you mean portfolio?"]);
    }
    folder.run(&["seal", "visitcard"]).refused(2, &["visitcard", "did you mean visit-card?"]);
    folder.run(&["tally", "--stage", "budget"]).refused(2, &["budget", "portfolio", "visit-card", "ranking"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_named() {
    let folder = Folder::example();
    for command in ["check", "tally", "protocol"] {
        folder.run(&[command, "nowhere"]).refused(2, &["nowhere"]);
        folder.run(&[command, "jury.csv"]).refused(2, &["jury.csv"]);
    }
    folder.run(&["seal", "portfolio", "nowhere"]).refused(2, &["nowhere"]);
}
