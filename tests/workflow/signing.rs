//! The hour before signing: what `check --strict` looks for beside the rest, and what may be passed over.

use std::path::Path;

use crate::folder::{Folder, files_below, project};

/// A copy of the folder of a diagnostic.
fn of(code: &str) -> Folder {
    let folder = Folder::empty();
    for (name, bytes) in files_below(&project().join("tests/catalogue").join(code)) {
        folder.write(&name, &String::from_utf8(bytes).unwrap());
    }
    folder
}

const HEADER: &str = "code;about;reason;by;date\n";

/// `juror-2` recused from judging p2, line 3 of the sheet, and `conflicts.csv` does not say why.
fn recused() -> Folder {
    of("recusal-undeclared")
}

fn waive(folder: &Folder, row: &str) {
    folder.write("waivers.csv", &format!("{HEADER}{row}\n"));
}

#[test]
fn what_only_a_signature_has_to_wait_for_is_silent_before() {
    let folder = recused();
    assert_eq!(folder.run(&["check"]).clean(), "No errors, no warnings\n");
    folder.run(&["tally", "--format", "json"]).clean();
    let strict = folder.run(&["check", "--strict"]);
    strict.refused(1, &["warning[recusal-undeclared]", "scores/essay/juror-2.csv:3:4", "No errors, 1 warning"]);
}

#[test]
fn the_worked_example_can_be_signed() {
    let folder = Folder::example();
    for arguments in [&["check", "--strict"][..], &["check", "--strict", "--stage", "portfolio"]] {
        assert_eq!(folder.run(arguments).clean(), "No errors, no warnings\n");
    }
}

#[test]
fn under_strict_a_warning_is_no_success() {
    let folder = of("no-chair");
    folder.write("sittings.csv", "stage;number;date;present\nessay;1;2025-10-30;juror-1 juror-2\n");
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["check", "--strict"]).status, 1);
    let meeting = of("decision-without-owner");
    assert_eq!((meeting.run(&["check"]).status, meeting.run(&["check", "--strict"]).status), (0, 1));
}

#[test]
fn what_the_jury_has_still_to_decide_is_said_once() {
    let folder = of("tie-undecided");
    let open = folder.run(&["check"]);
    assert_eq!((open.status, open.stdout.matches("p1").count()), (1, 0), "{open:?}");
    assert!(open.stdout.contains("Арыстан Дәурен Қайратұлы"), "{open:?}");
    folder.run(&["check", "--strict"]).refused(1, &["error[tie-undecided]", "p1, p2", "1 error, no warnings"]);
}

#[test]
fn a_waiver_takes_a_warning_out_and_is_printed_everywhere() {
    let folder = recused();
    waive(&folder, "recusal-undeclared;scores/essay/juror-2.csv:3;себебі отырыста ауызша айтылды;төраға;30.10.2025");
    let check = folder.run(&["check", "--strict"]).clean();
    let said = "Passed over: juror-2 recused from judging p2, and no line of conflicts.csv says why (recusal-undeclared, \
                scores/essay/juror-2.csv:3:4) – себебі отырыста ауызша айтылды (Chair, 30 October 2025)\n";
    assert_eq!(check, format!("No errors, no warnings\n{said}"));

    let views = folder.run(&["check", "--strict", "--format", "json"]).json();
    assert_eq!(
        (&views[0]["code"], &views[0]["waived"]),
        (&"recusal-undeclared".into(), &"себебі отырыста ауызша айтылды".into())
    );

    let waivers = folder.report()["waivers"].clone();
    assert_eq!(waivers.as_array().unwrap().len(), 1);
    assert_eq!(
        (&waivers[0]["place"], &waivers[0]["by"], &waivers[0]["date"]),
        (&"scores/essay/juror-2.csv:3:4".into(), &"chair".into(), &"2025-10-30".into(),)
    );

    for (lang, label, by) in [
        ("kk", "Түзетілмей қалдырылған ескертулер және олардың себептері", "Төраға, 2025 жылғы 30 қазан"),
        ("ru", "Замечания, оставленные без исправления, и причины", "Председатель, 30 октября 2025 г."),
    ] {
        for format in ["md", "html"] {
            let protocol = folder.run(&["protocol", "--lang", lang, "--format", format]).clean();
            for text in [label, by, "себебі отырыста ауызша айтылды"] {
                assert!(protocol.contains(text), "{lang} {format}: {text} is not in\n{protocol}");
            }
        }
    }
}

#[test]
fn a_waiver_may_name_the_whole_file_or_the_very_cell() {
    for about in ["scores/essay/juror-2.csv", "scores/essay/juror-2.csv:3", "scores/essay/juror-2.csv:3:4"] {
        let folder = recused();
        waive(&folder, &format!("recusal-undeclared;{about};себебі айтылды;chair;2025-10-30"));
        assert_eq!(folder.run(&["check", "--strict"]).status, 0, "{about}");
    }
}

#[test]
fn a_waiver_of_another_line_waives_nothing_and_is_reported() {
    let folder = recused();
    waive(&folder, "recusal-undeclared;scores/essay/juror-2.csv:4;себебі айтылды;chair;2025-10-30");
    let names = ["warning[recusal-undeclared]", "warning[waiver-unused]", "waivers.csv:2:1", "no errors, 2 warnings"];
    let said = folder.run(&["check", "--strict"]);
    assert_eq!(said.status, 1);
    let text = said.stderr.to_lowercase();
    assert!(names.iter().all(|name| text.contains(name)), "{}", said.stderr);
}

/// What comes after the stage has not been looked at, so nobody knows whether its waivers waive anything.
#[test]
fn a_waiver_for_a_later_stage_is_not_called_unused() {
    let folder = Folder::example();
    waive(&folder, "award-not-given;contest.yaml;қатысушы аз;chair;2025-10-30");
    folder.run(&["check", "--stage", "portfolio"]).clean();
    assert!(folder.run(&["check"]).stderr.contains("waiver-unused"));
}

#[test]
fn a_waiver_needs_a_reason_and_somebody_who_answers_for_it() {
    let folder = recused();
    waive(&folder, "recusal-undeclared;scores/essay/juror-2.csv:3;;;");
    let said = folder.run(&["check"]);
    said.refused(1, &["waivers.csv:2:47", "waivers.csv:2:48", "waivers.csv:2:49", "3 errors"]);
    waive(&folder, "recusal-undeclard;scores/essay/juror-2.csv:3;себебі айтылды;chair;2025-10-30");
    folder.run(&["check"]).refused(1, &["waivers.csv:2:1", "did you mean recusal-undeclared?"]);
}

#[test]
fn errors_are_never_waived() {
    for code in ["sheet-missing", "tie-undecided", "waiver-unused"] {
        let folder = recused();
        waive(&folder, &format!("{code};jury.csv:3;іссапарда;chair;2025-10-30"));
        folder.run(&["check"]).refused(1, &["error[waiver-of-error]", &format!("{code} cannot be waived")]);
    }
}

/// Papers are written after the stage was signed: they are no change of what was signed.
#[test]
fn a_waiver_written_later_does_not_break_a_seal() {
    let folder = recused();
    folder.run(&["seal", "essay"]).clean();
    waive(&folder, "recusal-undeclared;scores/essay/juror-2.csv:3;себебі айтылды;chair;2025-10-30");
    folder.run(&["check", "--strict"]).clean();
    assert!(Path::new(&folder.path().join("sealed/essay.json")).exists());
}
