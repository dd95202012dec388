//! What differs between two results, on the worked example: 17 pass with at least 16 of 24, the next have 15,80
//! (p18), 15,75 (p11), 15,40 (p06) and 15 (p13, p27); p24 passes with exactly 16.

use serde_json::{Value, json};

use crate::folder::{Folder, run_with};

/// The example, and a copy of it beside it, as `was` and `now` in one folder.
fn two() -> (Folder, Folder) {
    (Folder::example(), Folder::example())
}

fn diff(was: &Folder, now: &Folder, more: &[&str]) -> crate::folder::Outcome {
    let arguments = [&["diff", was.path().to_str().unwrap(), now.path().to_str().unwrap()], more].concat();
    run_with(was.path(), &arguments, "")
}

/// Stage and participant of every change, with its causes.
fn changes(diff: &Value) -> Vec<(String, String, Value)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = diff["results"].as_array().unwrap().iter();
    all.map(|each| (text(&each["stage"]), text(&each["participant"]), each["causes"].clone())).collect()
}

#[test]
fn a_folder_and_its_copy_have_the_same_results() {
    let (was, now) = two();
    assert_eq!(
        diff(&was, &now, &["--lang", "en"]).clean().trim_end().lines().last(),
        Some("The results are the same.")
    );
    let report = was.run(&["tally", ".", "--format", "json"]).stdout;
    was.write("was.json", &report);
    let folder = was.path().to_str().unwrap();
    assert_eq!(run_with(now.path(), &["diff", &format!("{folder}/was.json"), "."], "").status, 0);
    // The report on standard input.
    assert_eq!(run_with(now.path(), &["diff", "-", "."], &report).status, 0);
}

#[test]
fn a_change_of_rules_is_reviewed_against_a_past_year() {
    let folder = Folder::example();
    let rules = folder.read("contest.yaml");
    folder.write("templates/rules.yaml", &rules.replace("pass: { at_least: 16 }", "pass: { at_least: 15.5 }"));
    let outcome = folder.run(&["diff", ".", "--rules", "templates/rules.yaml", "--format", "json"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (1, ""));
    let diff = outcome.json();
    let [rule] = diff["rules"].as_array().unwrap().as_slice() else { panic!("{diff}") };
    let line = 1 + rules.lines().position(|line| line.contains("at_least: 16")).unwrap();
    assert_eq!(
        (&rule["was"][0]["line"], &rule["now"][0]["text"]),
        (&json!(line), &json!("    pass: { at_least: 15.5 }"))
    );
    let portfolio: Vec<_> = changes(&diff).into_iter().filter(|(stage, ..)| stage == "portfolio").collect();
    let expected = ["p11", "p18"].map(|id| ("portfolio".to_owned(), id.to_owned(), json!(["rules"])));
    assert_eq!(portfolio, expected);
    assert_eq!(diff["results"][0]["known_by"], json!("only"));
}

#[test]
fn where_rules_and_marks_differ_each_change_has_its_cause() {
    // One point more from one of five jurors makes the mean of p18 79/5 + 1/5 = 16, enough by the old rules too; p11
    // passes with 15,75 by the new ones alone.
    let (was, now) = two();
    now.edit("scores/portfolio/juror-1.csv", "p18;2;2;3;", "p18;3;2;3;");
    now.edit("contest.yaml", "pass: { at_least: 16 }", "pass: { at_least: 15.75 }");
    let outcome = diff(&was, &now, &["--stage", "portfolio", "--format", "json"]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (1, ""));
    let found = outcome.json();
    let expected =
        [("p11", "rules"), ("p18", "marks")].map(|(id, cause)| ("portfolio".to_owned(), id.to_owned(), json!([cause])));
    assert_eq!(changes(&found), expected);
    assert_eq!(found["results"][1]["now"]["exact"], json!("16"));
    let [mark] = found["marks"].as_array().unwrap().as_slice() else { panic!("{found}") };
    let line = 1 + was.read("scores/portfolio/juror-1.csv").lines().position(|line| line.starts_with("p18;")).unwrap();
    let cell = json!([mark["juror"], mark["participant"], mark["was"], mark["now"], mark["now_at"]]);
    assert_eq!(cell, json!(["juror-1", "p18", "2", "3", format!("scores/portfolio/juror-1.csv:{line}:5")]));
    let page = diff(&was, &now, &["--stage", "portfolio", "--format", "md", "--lang", "ru"]).stdout;
    assert!(page.contains("| 15,80, № 18, не проходит | 16,00, № 17, проходит | оценки |"), "{page}");
    let rows = diff(&was, &now, &["--stage", "portfolio", "--format", "csv"]).stdout;
    assert_eq!(rows.lines().count(), 3, "{rows}");
}

/// The jury let those with 15,5 pass where the rules said 16: p11 and p18 beside the seventeen. By other rules that say
/// 16 the decision holds as well; by rules that say 15 p06, p13 and p27 pass too, and the decision is none
/// about that line.
#[test]
fn what_the_jury_amended_is_amended_in_other_rules_only_where_the_same_stands() {
    let folder = Folder::example();
    let rules = folder.read("contest.yaml");
    let decisions = folder.read("decisions.csv");
    let amended = "2025-10-20;rule;stages/portfolio/pass/at_least;;16;15.5;5/0/0;jury;көпшілік дауыс\n";
    let (head, rest) = decisions.split_once('\n').unwrap();
    folder.write("decisions.csv", &format!("{head}\n{amended}{rest}"));
    let under = |line: &str| {
        folder.write("templates/rules.yaml", &rules.replace("pass: { at_least: 16 }", line));
        let more = ["diff", ".", "--rules", "templates/rules.yaml", "--stage", "portfolio"];
        folder.run(&[&more[..], &["--format", "json", "--lang", "en"]].concat())
    };
    let same = under("pass: { at_least: 16 } # unchanged");
    assert_eq!((same.status, same.stderr.as_str()), (0, ""));
    let already = under("pass: { at_least: 15.5 }");
    assert_eq!((already.status, already.stderr.as_str()), (0, ""));
    let other = under("pass: { at_least: 15 }");
    assert_eq!(
        other.stderr,
        "the jury put 15.5 for 16 at stages/portfolio/pass/at_least; templates/rules.yaml has 15 there and is counted \
         as it is written\n"
    );
    let expected = ["p06", "p13", "p27"].map(|id| ("portfolio".to_owned(), id.to_owned(), json!(["rules"]))).to_vec();
    assert_eq!((other.status, changes(&other.json())), (1, expected));
    let none = under("pass: { top: 17 }");
    assert!(none.stderr.contains("templates/rules.yaml has no such line"), "{}", none.stderr);
}

#[test]
fn only_a_folder_is_counted_under_other_rules() {
    let folder = Folder::example();
    folder.write("was.json", &folder.run(&["tally", ".", "--format", "json"]).stdout);
    folder.run(&["diff", "was.json", "--rules", "contest.yaml", "--lang", "en"]).refused(2, &["was.json is no folder"]);
    folder.run(&["diff", "."]).refused(2, &["--rules"]);
}
