//! How far a result can be trusted: a contest of three works and three jurors, worked out by hand.
//!
//! Means: p1 8, p2 7, p3 13/3; at least 4 passes, the best holds the award. p1 loses it with three points less from
//! one juror, for then p2 is equal and the jury has to decide; p2 catches up with three more, which comes later in the
//! order of the cells. p3 passes with 12 of 13 points, so it takes two off to stop it.

use serde_json::{Value, json};

use crate::folder::Folder;

fn contest() -> Folder {
    let folder = Folder::empty();
    folder.write(
        "contest.yaml",
        "format: 1\ntitle: Кіші байқау\nlanguage: en\nstages:\n  - id: work\n    title: { kk: Жұмыс, ru: Работа, en: Work }\n    \
         criteria: [ { id: idea, marks: 0-10 } ]\n    pass: { at_least: 4 }\nranking: { of: [ work ] }\n\
         awards: [ { id: first, holders: 1, title: { kk: I орын, ru: I место, en: 1st place } } ]\n",
    );
    folder.write("jury.csv", "id;name;role\na;Аня;chair\nb;Бану;member\nc;Сая;member\n");
    folder.write("participants.csv", "id;name\np1;Арай\np2;Дана\np3;Олжас\n");
    folder.write("scores/work/a.csv", "participant;idea\np1;8\np2;7\np3;2\n");
    folder.write("scores/work/b.csv", "participant;idea\np1;8\np2;7\np3;2\n");
    folder.write("scores/work/c.csv", "participant;idea\np1;8\np2;7\np3;9\n");
    folder
}

fn audited(folder: &Folder) -> Value {
    folder.run(&["audit", "--format", "json"]).json()
}

#[test]
fn the_smallest_change_names_its_cell_and_what_comes_of_it() {
    let audit = audited(&contest());
    let change = |hinge: &Value| {
        let change = &hinge["change"];
        json!([change["place"], change["was"], change["now"], change["gains"], change["loses"], change["open"]])
    };
    let award = change(&audit["awards"][0]["smallest_change"]);
    assert_eq!(award, json!(["scores/work/a.csv:2:4", "8", "5", [], [], true]));
    let pass = change(&audit["stages"][0]["smallest_change"]);
    assert_eq!(pass, json!(["scores/work/a.csv:4:4", "2", "0", [], ["p3"], false]));
}

#[test]
fn leaving_a_juror_out_names_those_whose_result_would_differ() {
    // Without c the third has 2, below 4; the first two stay where they are without anybody.
    let audit = audited(&contest());
    let standings = &audit["stages"][0]["standings"];
    let without = |index: usize| standings[index]["without"].clone();
    assert_eq!((without(0), without(1)), (json!([]), json!([])));
    assert_eq!(without(2), json!([{ "juror": "c", "place": "3", "passed": false }]));
    assert_eq!(audit["awards"][0]["without"], json!([]));
    let margins: Vec<&Value> = (0..3).map(|index| &standings[index]["below"]["exact"]).collect();
    assert_eq!(margins, [&json!("1"), &json!("8/3"), &Value::Null]);
}

#[test]
fn a_juror_is_measured_against_the_others() {
    // c gave 8, 7, 9 where the others' means are 8, 7, 2: 7/3 more; a gave 8, 7, 2 beside 8, 7, 11/2: 7/6 less.
    let audit = audited(&contest());
    let severity = |index: usize| audit["stages"][0]["jurors"][index]["severity"]["value"].as_f64().unwrap();
    assert!((severity(2) - 7.0 / 3.0).abs() < 1e-12 && (severity(0) + 7.0 / 6.0).abs() < 1e-12);
    let alike = contest();
    alike.write("scores/work/c.csv", "participant;idea\np1;5\np2;5\np3;5\n");
    let audit = audited(&alike);
    assert_eq!(audit["stages"][0]["jurors"][2]["alike"], json!(true));
    assert_eq!(audit["stages"][0]["jurors"][2]["agreement"]["lack"], json!("juror-alike"));
}

#[test]
fn sentences_speak_three_languages() {
    let folder = contest();
    let said = |lang: &str| folder.run(&["audit", "--format", "md", "--lang", lang]).clean();
    assert!(said("kk").contains("1-орын – Арай, 8,00; келесі орыннан айырмасы – 1,00"), "{}", said("kk"));
    assert!(said("ru").contains("1-е место – Арай, 8,00; отрыв от следующего места – 1,00"), "{}", said("ru"));
    assert!(said("en").contains("Place 1: Арай, 8.00; ahead of the next place by 1.00"), "{}", said("en"));
}

/// The first two have the same marks: what the rules, or nobody yet, or the jury says about equals is what is said.
#[test]
fn of_equals_it_is_said_what_puts_them_in_their_places() {
    let equal = |ties: &str| {
        let folder = contest();
        for juror in ["a", "b", "c"] {
            folder.edit(&format!("scores/work/{juror}.csv"), "p2;7", "p2;8");
        }
        folder.edit("contest.yaml", "ranking: { of: [ work ] }", &format!("ranking: {{ of: [ work ], ties: {ties} }}"));
        folder
    };
    let said = |folder: &Folder| {
        let page = folder.run(&["audit", "--format", "md", "--lang", "en"]).stdout;
        let own = |line: &&str| line.contains("Арай, 8.00;");
        page.lines().filter(own).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let kind = |folder: &Folder| {
        let audit = folder.run(&["audit", "--format", "json"]).json();
        audit["stages"][1]["standings"][0]["equality"].clone()
    };
    let shared = equal("share");
    assert!(said(&shared).contains("the rules leave them the same place"), "{}", said(&shared));
    assert_eq!(kind(&shared), json!("shared"));
    let rule = equal("[ { lowest: order } ]");
    rule.write("participants.csv", "id;name;order\np1;Арай;1\np2;Дана;2\np3;Олжас;3\n");
    assert!(said(&rule).contains("the rule for equal points put them in this order"), "{}", said(&rule));
    assert_eq!(kind(&rule), json!("rule"));
    let open = equal("decide");
    assert!(said(&open).contains("the jury has still to decide their order"), "{}", said(&open));
    assert_eq!(kind(&open), json!("open"));
    open.write(
        "decisions.csv",
        "date;decision;about;entries;was;now;votes;by;grounds\n2025-10-30;order;ranking;p1 p2;;;3/0/0;jury;vote\n",
    );
    assert!(said(&open).contains("the jury decided their order"), "{}", said(&open));
    assert_eq!(kind(&open), json!("decided"));
}

#[test]
fn a_jury_whose_marks_are_added_up_cannot_be_compared_with_a_smaller_one() {
    let folder = contest();
    folder.edit("contest.yaml", "pass: { at_least: 4 }", "score: [ { jurors: sum } ]\n    pass: { at_least: 12 }");
    let audit = audited(&folder);
    let reasons: Vec<&Value> = audit["not_comparable"].as_array().unwrap().iter().map(|each| &each["reason"]).collect();
    assert_eq!(reasons, [&json!("sum-against-points"); 3]);
}

#[test]
fn an_annex_shows_jurors_as_participants_may_see_them() {
    let folder = contest();
    let annex = |folder: &Folder, format: &str| {
        let protocol = folder.run(&["protocol", "--annex", "audit", "--format", format]).clean();
        protocol.split_once("Annex").expect("the protocol has its annex").1.to_owned()
    };
    for format in ["md", "html"] {
        let own = annex(&folder, format);
        assert!(own.contains("Juror 1") && !own.contains("Аня") && !own.contains("scores/"), "{own}");
    }
    let named = contest();
    named.edit("contest.yaml", "awards:", "publish: { juror_marks: named }\nawards:");
    assert!(annex(&named, "md").contains("Аня"));
}
