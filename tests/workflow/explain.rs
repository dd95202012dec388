//! How a result came about.

use serde_json::Value;

use crate::folder::{Folder, project, run_with};

fn explained(participant: &str) -> Value {
    Folder::example().run(&["explain", ".", participant, "--format", "json"]).json()
}

#[test]
fn the_last_step_of_a_derivation_is_the_score() {
    for participant in ["p01", "p11", "p12", "p21", "p24"] {
        for stage in explained(participant)["stages"].as_array().unwrap() {
            let last = stage["steps"].as_array().unwrap().last().unwrap();
            let left = last["after"].as_array().unwrap();
            assert_eq!(left.len(), 1, "{participant}");
            assert_eq!(left[0]["exact"], stage["standing"]["exact"], "{participant}");
        }
    }
}

#[test]
fn every_mark_is_followed_to_its_cell() {
    let folder = Folder::example();
    let explanation = explained("p21");
    let marks = explanation["stages"][0]["marks"].as_array().unwrap();
    assert_eq!(marks.len(), 5 * 8, "five jurors, eight criteria");
    for mark in marks {
        let place: Vec<&str> = mark["place"].as_str().unwrap().split(':').collect();
        let [path, line, column] = place[..] else { panic!("{place:?}") };
        let text = folder.read(path);
        let line = text.trim_start_matches('\u{feff}').lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        let at: String = line.chars().skip(column.parse::<usize>().unwrap() - 1).take(1).collect();
        assert_eq!(mark["mark"].as_str(), Some(at.as_str()), "{place:?}");
    }
}

#[test]
fn a_recused_juror_is_shown_and_not_counted() {
    // 63/4 in the working: four jurors' totals.
    let explanation = explained("p11");
    let stage = &explanation["stages"][0];
    assert_eq!(stage["standing"]["exact"], "63/4");
    let mean = stage["steps"][1]["lines"][0]["values"].as_array().unwrap();
    let parts: Vec<(&str, &str)> =
        mean.iter().map(|value| (value["value"]["juror"].as_str().unwrap(), value["part"].as_str().unwrap())).collect();
    assert_eq!(parts, [("juror-1", "1"), ("juror-2", "1"), ("juror-3", "0"), ("juror-4", "1"), ("juror-5", "1")]);
    let bound = &stage["thresholds"][0];
    assert_eq!((bound["from"].as_str(), bound["exact"].as_str()), (Some("at_least"), Some("-1/4")));
}

#[test]
fn an_answer_to_an_appeal_names_no_juror_and_no_sheet() {
    let folder = Folder::example();
    let answer = folder.run(&["explain", ".", "p21", "--format", "md", "--lang", "ru"]).clean();
    for juror in ["Байсұлтанова", "Қоңқабай", "Әлімгерей", "Горностаева", "Шүлембай", "juror-", "scores/"]
    {
        assert!(!answer.contains(juror), "{juror}");
    }
    assert!(answer.contains("Член жюри 5"));
}

#[test]
fn the_rules_say_whether_jurors_are_named_in_an_answer() {
    let folder = Folder::example();
    let rules = folder.read("contest.yaml");
    folder.write("contest.yaml", &format!("{rules}\npublish: {{ juror_marks: named }}\n"));
    let named = folder.run(&["explain", ".", "p21", "--format", "md"]).clean();
    assert!(named.contains("Байсұлтанова"));
    let anonymous = folder.run(&["explain", ".", "p21", "--format", "md", "--anonymous"]).clean();
    assert!(!anonymous.contains("Байсұлтанова"));
    folder.write("contest.yaml", &format!("{rules}\npublish: {{ juror_marks: hidden }}\n"));
    let hidden = folder.run(&["explain", ".", "p21", "--format", "md"]).clean();
    assert!(!hidden.contains("Байсұлтанова") && !hidden.contains("1-қазы"), "{hidden}");
}

#[test]
fn a_participant_is_found_by_name_and_the_nearest_is_proposed() {
    let folder = Folder::example();
    let by_id = folder.run(&["explain", ".", "p21"]).clean();
    assert_eq!(folder.run(&["explain", ".", "Есенқұлова Шынар Ғабитқызы"]).clean(), by_id);
    folder.run(&["explain", ".", "p2l"]).refused(2, &["p2l", "did you mean p2"]);
}

#[test]
fn appeals_are_checked_and_stand_in_the_final_protocol() {
    let folder = Folder::example();
    let header = "received;participant;about;outcome;date\n";
    folder.write("appeals.csv", &format!("{header}2025-11-03;p18;ұпай саны;өзгеріссіз қалдырылды;2025-11-05\n"));
    let protocol = folder.run(&["protocol"]).clean();
    assert!(protocol.contains("ұпай саны") && protocol.contains("2025 жылғы 5 қараша: өзгеріссіз қалдырылды"));
    folder.write("appeals.csv", &format!("{header}2025-11-03;p99;ұпай саны;;\n"));
    folder.run(&["tally"]).refused(1, &["appeals.csv:2:12", "p99"]);
    folder.write("appeals.csv", &format!("{header}2025-11-03;p18;ұпай саны;жауап берілді;\n"));
    folder.run(&["tally"]).refused(1, &["appeals.csv:2:40", "missing-cell"]);
}

#[test]
fn a_mark_amended_by_decision_is_printed_apart_from_what_was_computed() {
    let folder = Folder::example();
    let decisions = folder.read("decisions.csv");
    let amended = "2025-10-26;mark;portfolio/juror-1/p22/completeness;;";
    let was = explained("p22")["stages"][0]["marks"][0]["mark"].as_str().unwrap().parse::<i64>().unwrap();
    let now = if was == 3 { 2 } else { was + 1 };
    folder.write("decisions.csv", &format!("{decisions}{amended}{was};{now};;chair;typed wrong\n"));
    let report = folder.run(&["tally", "--format", "json"]).json();
    let changed = report["amended"].as_array().unwrap();
    let own = changed.iter().find(|change| change["participant"] == "p22" && change["stage"] == "portfolio").unwrap();
    let exact = |side: &str| own[side]["exact"].as_str().unwrap().to_owned();
    assert_ne!(exact("was"), exact("now"));
    let explanation = folder.run(&["explain", ".", "p22", "--format", "json"]).json();
    assert_eq!(explanation["stages"][0]["standing"]["exact"], exact("now").as_str());
    folder.write("decisions.csv", &format!("{decisions}{amended}{now};{was};;chair;typed wrong\n"));
    folder.run(&["tally"]).refused(1, &["decision-was", "decisions.csv:6:53"]);
    let piped = run_with(folder.path(), &["protocol", "--result", "-"], &serde_json::to_string(&report).unwrap());
    assert!(piped.stdout.contains("→"), "the protocol prints what changed");
}

/// Weights, decisions and JSON speak of jurors too, and sheets are called after them.
#[test]
fn anonymous_is_anonymous_in_every_line_and_format() {
    for (folder, participant, names) in [
        ("tests/patterns/two-juries-panels", "p1", ["Әбенова", "Беркінбай", "Власенко"]),
        ("tests/patterns/bands", "p4", ["juror-2", "juror-1", "scores/work"]),
        ("examples/adistemelik-birlestik-2025", "p21", ["Байсұлтанова", "juror-3", "scores/portfolio/"]),
    ] {
        let of = project().join(folder);
        for format in ["md", "json", "table"] {
            let arguments = ["explain", of.to_str().unwrap(), participant, "--anonymous", "--format", format];
            let said = run_with(&of, &arguments, "").clean();
            for name in names {
                assert!(!said.contains(name), "{folder} {format}: {name}");
            }
        }
    }
}

/// Three have equal points; the second stage parts one of them, with 18 against 17.2.
#[test]
fn an_answer_to_an_appeal_holds_no_number_of_another_participant() {
    let folder = Folder::example();
    let answer = folder.run(&["explain", ".", "p21", "--format", "md", "--lang", "en"]).clean();
    let tie = answer.lines().rfind(|line| line.contains("Өмірғали")).unwrap();
    assert!(tie.contains("Есенқұлова Шынар Ғабитқызы – 17.20"), "{tie}");
    assert!(!tie.contains("18.00"), "{tie}");
    let table = folder.run(&["explain", ".", "p21", "--format", "table", "--lang", "en"]).clean();
    assert!(table.contains("18.00"), "the secretary sees them");
    assert!(!answer.contains("\n0 points short"), "nothing is lacking among equals: {answer}");
}

/// Two jurors, two participants, and a score and ties as given.
fn small(rules: &str, marks: [[&str; 2]; 2]) -> Folder {
    let folder = Folder::empty();
    let head = "format: 1\ntitle: Байқау\nlanguage: ru\nstages:\n  - id: one\n";
    folder.write(
        "contest.yaml",
        &format!("{head}    criteria: [ {{ id: c, title: танец, marks: 0-10 by 0.5 }} ]\n{rules}"),
    );
    folder.write("jury.csv", "id;name;role\na;Аня;chair\nb;Бану;member\n");
    folder.write("participants.csv", "id;name\np1;Ерлан\np2;Қуат\n");
    for (juror, [first, second]) in ["a", "b"].into_iter().zip(marks) {
        folder.write(&format!("scores/one/{juror}.csv"), &format!("participant;c\np1;{first}\np2;{second}\n"));
    }
    folder
}

/// Ten points each; the best mark of the one is 6, of the other 5.5.
#[test]
fn equals_who_are_parted_by_their_best_marks_are_told_so() {
    let rules = "    score: [ { jurors: sum } ]\n    ties: [ { countback: jurors } ]\n";
    let folder = small(rules, [["6", "5.5"], ["4", "4.5"]]);
    let answer = folder.run(&["explain", ".", "p2", "--format", "md"]).clean();
    let tie = answer.lines().find(|line| line.contains("Равные баллы")).unwrap();
    assert!(tie.contains("Ерлан; Қуат – 5,5 / 4,5"), "{tie}");
    let table = folder.run(&["explain", ".", "p2", "--format", "table"]).clean();
    assert!(table.contains("Ерлан – 6 / 4"), "{table}");
}

/// The mean of 4 and 5 less twelve; of 4 and 4.5 less twelve.
#[test]
fn a_number_that_ends_is_written_out_and_has_a_true_minus() {
    let rules = "    score: [ { jurors: mean }, { minus: 12 } ]\n";
    let folder = small(rules, [["4", "4"], ["5", "4.5"]]);
    for language in ["ru", "kk"] {
        let answer = folder.run(&["explain", ".", "p2", "--format", "md", "--lang", language]).clean();
        for text in ["→ 4,25", "4,25 → −7,75", " – 4,5", "0,25"] {
            assert!(answer.contains(text), "{text}: {answer}");
        }
        assert!(!answer.contains('≈') && !answer.contains("-7") && !answer.contains("(точно"), "{answer}");
    }
}

/// 0.0015 points part the two.
#[test]
fn what_was_missing_is_never_printed_as_nothing() {
    let rules = "    score: [ { jurors: sum }, { times: 0.001 } ]\n";
    let folder = small(rules, [["4", "5"], ["5", "5.5"]]);
    let answer = folder.run(&["explain", ".", "p1", "--format", "md"]).clean();
    assert!(answer.contains("До места 1 не хватило: 0,0015"), "{answer}");
}

/// The fourth juror gave the fifth place; one of the four before it does not compete.
#[test]
fn a_place_that_closes_up_is_explained() {
    let of = project().join("tests/patterns/places-instead-of-marks");
    for (language, said) in
        [("ru", "Места считаются среди участников конкурса"), ("kk", "Орындар байқауға қатысушылар арасында саналады")]
    {
        let arguments = ["explain", of.to_str().unwrap(), "p1", "--format", "md", "--lang", language];
        let answer = run_with(&of, &arguments, "").clean();
        assert!(answer.contains(said), "{answer}");
    }
    let arguments = ["explain", of.to_str().unwrap(), "p1", "--format", "json"];
    let json = run_with(&of, &arguments, "").clean();
    assert!(json.contains("\"places_close_up\": true") && json.contains("\"places_close_up\": false"), "{json}");
}
