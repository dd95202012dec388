//! A stage that was signed.

use crate::folder::Folder;

const SEAL: &str = "sealed/portfolio.json";

/// The example with its first stage sealed.
fn sealed() -> Folder {
    let folder = Folder::example();
    let said = folder.run(&["seal", "portfolio"]).clean();
    assert!(said.contains("portfolio.json"), "{said}");
    folder
}

/// Adds a row to the decisions.
fn decide(folder: &Folder, row: &str) {
    let decisions = folder.read("decisions.csv");
    folder.write("decisions.csv", &format!("{decisions}{row}\n"));
}

/// `check` and `tally` find the stage changed, and the first line says where.
#[track_caller]
fn changed(folder: &Folder, names: &[&str]) {
    let named = [&["error[sealed-changed]", SEAL], names].concat();
    folder.run(&["tally"]).refused(1, &named);
    folder.run(&["check"]).refused(1, &named);
}

#[test]
fn a_sealed_stage_changes_nothing_for_anybody_else() {
    let (open, sealed) = (Folder::example(), sealed());
    for arguments in [
        &["check"][..],
        &["tally", "--format", "md"],
        &["tally", "--format", "json"],
        &["tally", "--stage", "portfolio"],
        &["protocol"],
        &["protocol", "--stage", "portfolio"],
    ] {
        assert_eq!(sealed.run(arguments).clean(), open.run(arguments).clean(), "{arguments:?}");
    }
}

#[test]
fn the_final_result_can_be_sealed() {
    let folder = sealed();
    folder.run(&["seal", "ranking"]).clean();
    folder.run(&["check"]).clean();
}

#[test]
fn a_seal_is_never_written_over() {
    let folder = sealed();
    let before = folder.read(SEAL);
    folder.run(&["seal", "portfolio"]).refused(2, &[SEAL.trim_start_matches("sealed/")]);
    assert_eq!(folder.read(SEAL), before);
}

#[test]
fn a_result_that_is_not_final_is_not_sealed() {
    let folder = Folder::example();
    folder.remove("decisions.csv");
    let outcome = folder.run(&["seal", "ranking"]);
    assert_ne!(outcome.status, 0);
    assert_eq!(outcome.stdout, "");
    assert!(!folder.path().join("sealed").exists());
}

#[test]
fn a_mark_changed_after_signing_is_an_error_that_names_the_entry() {
    let folder = sealed();
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1", "p03;3;2;2;2;3;2;2;1");
    changed(&folder, &["p03", "14.60", "14.80"]);
}

/// Russian and Kazakh write a comma where JSON writes a point.
#[test]
fn the_numbers_of_a_broken_seal_are_written_as_the_language_writes_them() {
    let folder = sealed();
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1", "p03;3;2;2;2;3;2;2;1");
    for language in ["ru", "kk"] {
        let said = folder.run(&["check", "--lang", language]);
        assert!(said.stderr.contains("14,60") && said.stderr.contains("14,80"), "{}", said.stderr);
        assert!(!said.stderr.contains("14.60"), "{}", said.stderr);
    }
}

/// The juror's total and the score stay as they were; the marks do not.
#[test]
fn marks_exchanged_after_signing_are_an_error_too() {
    let folder = sealed();
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1", "p03;1;2;2;2;3;2;2;2");
    changed(&folder, &["p03"]);
}

#[test]
fn a_threshold_changed_after_signing_is_an_error() {
    let folder = sealed();
    folder.edit("contest.yaml", "pass: { at_least: 16 }", "pass: { at_least: 15.5 }");
    let outcome = folder.run(&["check", "--stage", "portfolio"]);
    outcome.refused(1, &["error[sealed-changed]", "p18"]);
}

#[test]
fn a_name_spelt_anew_after_signing_is_a_warning() {
    let folder = sealed();
    for file in ["participants.csv", "scores/portfolio/juror-5.csv"] {
        folder.edit(file, "Верещагина Лидия Аркадьевна", "Верещагина Лидия Аркадиевна");
    }
    let outcome = folder.run(&["tally", "--format", "csv"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[sealed-input-changed]"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("participants.csv"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("error["), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("Аркадиевна"));
}

#[test]
fn a_later_decision_covers_the_change_that_it_makes() {
    let folder = sealed();
    decide(&folder, "2025-11-05;status;;p24;eligible;disqualified;5/0/0;jury;Портфолио өз жұмысы емес");
    let report = folder.report();
    assert_eq!(report["final"], true);
    let standings = report["stages"][0]["fields"][0]["standings"].as_array().unwrap();
    let p24 = standings.iter().find(|standing| standing["participant"] == "p24").unwrap();
    assert_eq!((&p24["state"], &p24["place"]), (&"disqualified".into(), &serde_json::Value::Null));
    folder.run(&["check"]).clean();
}

#[test]
fn a_mark_corrected_by_a_later_decision_is_covered() {
    let folder = sealed();
    decide(&folder, "2025-11-05;mark;portfolio/juror-1/p03/completeness;p03;2;3;5/0/0;jury;Қате көшірілген");
    let report = folder.report();
    let standings = report["stages"][0]["fields"][0]["standings"].as_array().unwrap();
    let p03 = standings.iter().find(|standing| standing["participant"] == "p03").unwrap();
    assert_eq!(p03["exact"], "74/5", "73/5 and a point more from one of five jurors");
    folder.run(&["check"]).clean();
}

#[test]
fn a_rule_amended_by_a_later_decision_is_covered() {
    let folder = sealed();
    decide(&folder, "2025-11-05;rule;stages/portfolio/pass/at_least;;16;15.5;5/0/0;jury;Бұйрық бойынша");
    let report = folder.run(&["tally", "--stage", "portfolio", "--format", "json"]);
    assert_eq!((report.status, report.stderr.as_str()), (0, ""));
    let report = report.json();
    let standings = report["stages"][0]["fields"][0]["standings"].as_array().unwrap();
    let p18 = standings.iter().find(|standing| standing["participant"] == "p18").unwrap();
    assert_eq!(p18["passed"], true, "79/5 is 15.8");
}

#[test]
fn a_decision_covers_only_the_change_that_it_makes() {
    let folder = sealed();
    decide(&folder, "2025-11-05;status;;p24;eligible;disqualified;5/0/0;jury;Портфолио өз жұмысы емес");
    folder.edit("scores/portfolio/juror-1.csv", "p03;2;2;2;2;3;2;2;1", "p03;3;2;2;2;3;2;2;1");
    changed(&folder, &["p03"]);
}

#[test]
fn a_decision_taken_out_after_signing_is_an_error() {
    let folder = Folder::example();
    decide(&folder, "2025-10-20;status;;p24;eligible;withdrawn;;p24;Өз өтініші бойынша");
    folder.remove_rows("scores/visit-card/juror-1.csv", 0, &["p24"]);
    for sheet in ["juror-2", "juror-3", "juror-4", "juror-5"] {
        folder.remove_rows(&format!("scores/visit-card/{sheet}.csv"), 0, &["p24", "Рахымжүсіп Олжас Кеңесұлы"]);
    }
    folder.run(&["seal", "portfolio"]).clean();
    folder.run(&["check"]).clean();
    let decisions = folder.read("decisions.csv");
    let without: String = decisions.split_inclusive('\n').filter(|line| !line.contains("withdrawn")).collect();
    folder.write("decisions.csv", &without);
    folder
        .run(&["check", "--stage", "portfolio"])
        .refused(1, &["error[sealed-changed]", "decisions.csv", "2025-10-20"]);
}

/// A warning is something that the chair might act on; the second stage after the first is not.
#[test]
fn what_comes_after_a_sealed_stage_is_no_change_of_it() {
    let folder = Folder::example();
    let later = ["decisions.csv", "sittings.csv", "ballots/best-event.csv"].map(|name| (name, folder.read(name)));
    folder.remove("ballots");
    folder.remove("decisions.csv");
    let first: Vec<Vec<String>> = folder.table("sittings.csv").drain(..2).collect();
    folder.set_table("sittings.csv", &first);
    folder.run(&["seal", "portfolio"]).clean();
    for (name, text) in later {
        folder.write(name, &text);
    }
    folder.run(&["check"]).clean();
}

#[test]
fn a_broken_seal_is_an_error() {
    let folder = sealed();
    folder.write(SEAL, "{");
    folder.run(&["check"]).refused(1, &["error[seal-broken]", SEAL]);
}
