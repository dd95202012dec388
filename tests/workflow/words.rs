//! The words of the tables' cells: Kazakh, Russian or English, in capitals or not.

use crate::folder::Folder;

const RULES: &str = "format: 1\ntitle: Жас қаламгер\nlanguage: kk\nstages:\n  - id: essay\n    \
                     criteria: [ { id: style, marks: 1-5 } ]\n";

/// Two jurors, three participants of whom the last is out of competition, and a decision about the second.
fn contest([chair, member, outside, status, eligible, withdrawn]: [&str; 6]) -> Folder {
    let folder = Folder::empty();
    folder.write("contest.yaml", RULES);
    folder.write("jury.csv", &format!("id;name;role\na;Сейтқали Маржан;{chair}\nb;Бекболат Нұрлан;{member}\n"));
    folder.write(
        "participants.csv",
        &format!("id;name;status;reason\np1;Арыстан Дәурен;{eligible};\np2;Төреғали Аружан;;\np3;Жомарт Әлихан;{outside};өз мектебі\n"),
    );
    for juror in ["a", "b"] {
        folder.write(&format!("scores/essay/{juror}.csv"), "participant;style\np1;5\np2;4\np3;3\n");
    }
    folder.write(
        "decisions.csv",
        &format!("date;decision;entries;was;now;votes;by;grounds\n30.10.2025;{status};p2;{eligible};{withdrawn};1/1/0;{chair};өтініші\n"),
    );
    folder
}

#[test]
fn roles_statuses_and_decisions_are_read_in_three_languages_and_any_case() {
    let english = contest(["chair", "member", "out-of-competition", "status", "eligible", "withdrawn"]);
    let report = english.report();
    assert_eq!(report["jury"][0]["role"], "chair");
    assert_eq!(report["participants"][1]["status"], "withdrawn");
    assert_eq!(report["participants"][2]["status"], "out-of-competition");
    assert_eq!(report["decisions"][0]["was"], "eligible");
    for words in [
        ["Төраға", "МҮШЕ", "Байқаудан тыс", "Мәртебе", "қатысады", "Шығып қалды"],
        ["Председатель", "член жюри", "ВНЕ КОНКУРСА", "статус", "Участвует", "снята"],
        ["Chair", "MEMBER", "Out-of-Competition", "Status", "Eligible", "Withdrawn"],
    ] {
        let mut other = contest(words).report();
        // The tables differ, what they say does not; who decided is printed as it was written.
        other["inputs"] = report["inputs"].clone();
        other["decisions"][0]["by"] = report["decisions"][0]["by"].clone();
        for key in ["jury", "participants", "stages", "ranking"] {
            let strip = |mut value: serde_json::Value| {
                for each in value.as_array_mut().into_iter().flatten() {
                    each.as_object_mut().map(|each| each.remove("fields"));
                }
                value
            };
            assert_eq!(strip(other[key].clone()), strip(report[key].clone()), "{words:?}: {key}");
        }
        assert_eq!(other["decisions"], report["decisions"], "{words:?}");
    }
}

#[test]
fn an_unknown_word_is_answered_with_the_words_of_three_languages() {
    let folder = contest(["Төрға", "мүше", "вне конкурса", "статус", "участвует", "снята"]);
    folder.remove("decisions.csv");
    folder.run(&["check"]).refused(
        1,
        &[
            "did you mean төраға?",
            "chair / төраға / председатель, member / мүше / член жюри, secretary / хатшы / секретарь",
        ],
    );
}

/// The mark is 5; two corrections of one day stand in the table in the wrong order, and only one order fits.
#[test]
fn corrections_of_one_day_follow_from_what_each_says_was_there() {
    let folder = contest(["chair", "member", "out-of-competition", "status", "eligible", "withdrawn"]);
    let header = "date;decision;about;entries;was;now;grounds\n";
    let (first, second) =
        ("2025-10-30;mark;essay/a/p1/style;;5;4;қағазда 4\n", "2025-10-30;mark;essay/a/p1/style;;4;3;қағазда 3\n");
    let exact = |rows: &[&str]| {
        folder.write("decisions.csv", &format!("{header}{}", rows.concat()));
        folder.report()["stages"][0]["fields"][0]["standings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|each| each["participant"] == "p1")
            .unwrap()["exact"]
            .clone()
    };
    // (3 + 5) / 2 = 4
    assert_eq!(exact(&[first, second]), "4");
    assert_eq!(exact(&[second, first]), "4");
    folder.write("decisions.csv", &format!("{header}{second}"));
    folder.run(&["check"]).refused(1, &["error[decision-was]", "4 stood there, but there stands 5"]);
}
