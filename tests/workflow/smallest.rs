//! The smallest contests that show a rule of its own: each worked out by hand beside it.

use serde_json::{Value, json};

use crate::folder::{Folder, standings};

const JURY: (&str, &str) = ("jury.csv", "id;name;role\na;Аня;chair\nb;Бану;member\n");

/// A contest of two jurors: the stages and what follows them, and the other files.
fn contest(rules: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::empty();
    folder.write("contest.yaml", &format!("format: 1\ntitle: Кіші байқау\nlanguage: en\n{rules}"));
    for (name, text) in [JURY].iter().chain(files) {
        folder.write(name, text);
    }
    folder
}

/// The report of a count that need not be final.
fn report(folder: &Folder) -> Value {
    folder.run(&["tally", "--format", "json"]).json()
}

/// Participant, exact score and place in a stage.
fn places(report: &Value, stage: &str) -> Vec<[String; 3]> {
    let own = standings(report).into_iter().filter(|[id, ..]| id == stage);
    own.map(|[_, participant, exact, place, _]| [participant, exact, place]).collect()
}

const CUT: &str = "\
stages:
  - id: first
    criteria: [ { id: work, marks: 0-10 } ]
    ties: decide
    pass: { top: 1, tied: in }
  - id: second
    criteria: [ { id: talk, marks: 0-10 } ]
";

const EQUAL: [(&str, &str); 3] = [
    ("participants.csv", "id;name\np1;Ерлан\np2;Қуат\n"),
    ("scores/first/a.csv", "participant;work\np1;5\np2;5\n"),
    ("scores/first/b.csv", "participant;work\np1;7\np2;7\n"),
];

/// Once the jury has put them in order, one of them is inside the cut and the other is not.
#[test]
fn equals_whose_order_is_for_the_jury_do_not_go_on_before_it_has_decided() {
    let folder = contest(CUT, &EQUAL);
    let open = report(&folder);
    let tie = json!([{ "reason": "tie", "about": "first", "participants": ["p1", "p2"], "count": null }]);
    assert_eq!(open["why_not_final"], tie);
    assert!(standings(&open).iter().all(|[stage, .., passed]| stage == "first" && passed == "false"), "{open}");

    folder.write(
        "decisions.csv",
        "date;decision;about;entries;was;now;votes;by;grounds\n2025-10-30;order;first;p2 p1;;;2/0/0;jury;vote\n",
    );
    for juror in ["a", "b"] {
        folder.write(&format!("scores/second/{juror}.csv"), "participant;talk\np2;8\n");
    }
    let decided = folder.report();
    let passed: Vec<String> =
        standings(&decided).into_iter().map(|[stage, who, .., passed]| stage + &who + &passed).collect();
    assert_eq!(passed, ["firstp2true", "firstp1false", "secondp2", "rankingp2"]);
}

/// With `p1 = p2` they share the place, and the cut lets equals in.
#[test]
fn equals_whom_the_jury_leaves_equal_go_on_as_the_cut_says() {
    let folder = contest(CUT, &EQUAL);
    folder.write(
        "decisions.csv",
        "date;decision;about;entries;was;now;votes;by;grounds\n2025-10-30;order;first;p1 = p2;;;2/0/0;jury;vote\n",
    );
    for juror in ["a", "b"] {
        folder.write(&format!("scores/second/{juror}.csv"), "participant;talk\np1;8\np2;9\n");
    }
    let decided = folder.report();
    assert!(standings(&decided).iter().all(|[stage, .., passed]| stage != "first" || passed == "true"), "{decided}");
}

/// p3 withdrew when one of the two jurors had marked it: the sums of the others can be taken, 5 + 6 and 7 + 9.
#[test]
fn one_who_withdrew_half_judged_keeps_nobody_from_being_counted() {
    let rules = "stages:\n  - id: only\n    criteria: [ { id: work, marks: 0-10 } ]\n    score: [ { jurors: sum } ]\n";
    let files = [
        ("participants.csv", "id;name;status;reason\np1;Ерлан;;\np2;Қуат;;\np3;Марат;withdrawn;ауырды\n"),
        ("scores/only/a.csv", "participant;work\np1;5\np2;7\np3;9\n"),
        ("scores/only/b.csv", "participant;work\np1;6\np2;9\n"),
    ];
    let report = contest(rules, &files).report();
    assert_eq!(places(&report, "only"), [["p2", "16", "1"], ["p1", "11", "2"], ["p3", "", ""]]);
}

/// The same where extremes are left out: two of three jurors' marks of p3 would be none.
#[test]
fn one_who_withdrew_half_judged_has_no_extremes_to_leave_out() {
    let rules = "stages:\n  - id: only\n    criteria: [ { id: work, marks: 0-10 } ]\n    \
                 score: [ { jurors: mean, drop: { highest: 1 } } ]\n";
    let files = [
        ("participants.csv", "id;name;status;reason\np1;Ерлан;;\np3;Марат;disqualified;ережені бұзды\n"),
        ("scores/only/a.csv", "participant;work\np1;5\np3;9\n"),
        ("scores/only/b.csv", "participant;work\np1;6\n"),
    ];
    let report = contest(rules, &files).report();
    assert_eq!(places(&report, "only"), [["p1", "5", "1"], ["p3", "", ""]]);
}

/// Juror b stood back from p1, so p1 has a's jumps alone, 8 + 6; of p2 the second jump was not made, (7 + 0 + 5 + 0) / 2.
#[test]
fn a_juror_who_stood_back_does_not_count_as_attempts_that_were_not_made() {
    let rules = "stages:\n  - id: jump\n    attempts: 2\n    criteria: [ { id: style, marks: 0-10 } ]\n    \
                 score: [ { attempts: sum, missing: 0 }, { jurors: mean } ]\n";
    let recused = "participant;attempt;style\np1;1;recused\np1;2;recused\np2;1;5\n";
    let files = [
        ("participants.csv", "id;name\np1;Ерлан\np2;Қуат\n"),
        ("scores/jump/a.csv", "participant;attempt;style\np1;1;8\np1;2;6\np2;1;7\n"),
        ("scores/jump/b.csv", recused),
    ];
    let folder = contest(rules, &files);
    let expected = [["p1", "14", "1"], ["p2", "6", "2"]];
    assert_eq!(places(&folder.report(), "jump"), expected);

    // It is the same when the conflict is known beforehand.
    folder.write("scores/jump/b.csv", "participant;attempt;style\np2;1;5\n");
    folder.write("conflicts.csv", "juror;participant;reason\nb;p1;туысы\n");
    assert_eq!(places(&folder.report(), "jump"), expected);
}

/// p1 has no score in the first stage, for two jurors are needed, and so no place there: that counts as 2. Its places
/// are 2 + 1, those of p2 1 + 2. From the chair's marks alone they are the same, and the place is shared.
#[test]
fn what_has_no_place_in_a_stage_is_no_place_from_the_chairs_marks_either() {
    let rules = "\
stages:
  - id: first
    criteria: [ { id: work, marks: 0-10 } ]
    score: [ { jurors: mean, needs: 2 } ]
  - id: second
    criteria: [ { id: talk, marks: 0-10 } ]
ranking:
  score: [ { places: standard }, { stages: sum, missing: 2 } ]
  ties: { jurors: chair }
";
    let files = [
        ("participants.csv", "id;name\np1;Ерлан\np2;Қуат\n"),
        ("scores/first/a.csv", "participant;work\np1;3\np2;5\n"),
        ("scores/first/b.csv", "participant;work\np1;recused\np2;5\n"),
        ("scores/second/a.csv", "participant;talk\np1;9\np2;8\n"),
        ("scores/second/b.csv", "participant;talk\np1;9\np2;8\n"),
    ];
    let report = report(&contest(rules, &files));
    assert_eq!(places(&report, "ranking"), [["p1", "3", "1"], ["p2", "3", "1"]]);
}
