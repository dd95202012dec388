//! Faults of decisions in a contest whose jurors give places, with a nomination by ballot and one by decision.

use bayqau::diagnostic::Code;

use crate::case::{Case, Files};

const RULES: &str = "contest.yaml";

/// The prize is line 2.
const DECISIONS: &str = "decisions.csv";

/// `p1` is the best, `p3` was judged before it was disqualified.
const PLACES: Files = &[
    (
        RULES,
        "format: 1\n\
         title: Би\n\
         language: en\n\
         stages:\n\
         \x20 - id: one\n\
         \x20   criteria: [ { id: style, marks: places } ]\n\
         \x20   score: [ { jurors: sum } ]\n\
         \x20   pass: { top: 2, tied: in }\n\
         awards: [ { id: first, holders: 1, tied: in } ]\n\
         nominations:\n\
         \x20 - { id: best, by: ballot, except: awards }\n\
         \x20 - { id: prize, by: decision }\n",
    ),
    ("jury.csv", "id;name;role\na;Аня;chair\nb;Бану;member\n"),
    ("participants.csv", "id;name;status;reason\np1;Ерлан;;\np2;Қуат;;\np3;Мадина;disqualified;another's work\n"),
    ("scores/one/a.csv", "participant;style\np1;1\np2;2\np3;3\n"),
    ("scores/one/b.csv", "participant;style\np1;1\np2;2\np3;3\n"),
    ("ballots/best.csv", "juror;participant\na;p2\nb;p2\n"),
    (
        DECISIONS,
        "date;decision;about;entries;was;now;votes;by;grounds\n2025-03-01;nomination;prize;p2;;;;jury;the hall rose\n",
    ),
];

fn places(name: &'static str) -> Case {
    Case::of(name, PLACES)
}

/// One more decision, line 3.
fn decision(name: &'static str, row: &'static str) -> Case {
    places(name).append(DECISIONS, row)
}

pub fn cases() -> Vec<Case> {
    [named(), places_amended(), lines_amended(), chosen()].into_iter().flatten().collect()
}

/// Whom a decision may name.
fn named() -> Vec<Case> {
    vec![
        places("a small contest in which the jury decides"),
        decision("one who was disqualified passes", "2025-03-02;pass;one;p1 p3;;;;jury;they danced well\n")
            .fault(Code::DecisionEntries, "decisions.csv:3:21", "the decision cannot be about “p3”")
            .shows("wrong entries"),
        places("two hold a nomination of one")
            .replace(DECISIONS, "prize;p2;", "prize;p1 p2;")
            .fault(Code::DecisionEntries, "decisions.csv:2:29", "the decision cannot be about “p1 p2”")
            .shows("at most 1"),
        places("two hold a nomination of two")
            .replace(RULES, "id: prize, by: decision", "id: prize, by: decision, holders: 2")
            .replace(DECISIONS, "prize;p2;", "prize;p1 p2;"),
        places("a vote for one whom the rules except")
            .write("ballots/best.csv", "juror;participant\na;p2\nb;p1\n")
            .fault(
                Code::VoteNotEligible,
                "ballots/best.csv:3:1",
                "p1 cannot hold the nomination: it holds “first”, and the rules except those who do",
            ),
        places("a vote for one who does not compete")
            .write("ballots/best.csv", "juror;participant\na;p2\nb;p3\n")
            .fault(Code::VoteNotEligible, "ballots/best.csv:3:3", "p3 cannot hold the nomination (disqualified)")
            .shows("see participants.csv:4"),
    ]
}

/// Places that the jury amends.
fn places_amended() -> Vec<Case> {
    const EXCHANGED: &str = "2025-03-02;mark;one/a/p2/style;;2;3;;jury;the sheet says so\n\
                             2025-03-02;mark;one/a/p3/style;;3;2;;jury;the sheet says so\n";
    vec![
        decision("two places are exchanged", EXCHANGED),
        decision("an amended mark leaves two first places", "2025-03-02;mark;one/a/p2/style;;2;1;;jury;a slip\n")
            .fault(
                Code::PlacesNotOnce,
                "decisions.csv:3:12",
                "a: the places under “style” are not 1 to 3, each once: 1, 1, 3",
            ),
        decision(
            "points are dealt once each after a mark is amended",
            "2025-03-02;mark;one/a/p2/style;;2;3;;jury;a slip\n",
        )
        .replace(RULES, "marks: places", "marks: [ 3, 2 ]")
        .write("scores/one/a.csv", "participant;style\np1;3\np2;2\np3;0\n")
        .write("scores/one/b.csv", "participant;style\np1;3\np2;2\np3;0\n")
        .fault(
            Code::PointsNotOnce,
            "decisions.csv:3:12",
            "a: the points under “style” are not dealt once each (3 entries): 0, 3, 3",
        ),
        decision("a place beyond the last", "2025-03-02;mark;one/a/p2/style;;2;99999999999999999999;;jury;a slip\n")
            .fault(
                Code::MarkOutOfRange,
                "decisions.csv:3:35",
                "mark 99999999999999999999 is outside the range from 1 to n",
            ),
    ]
}

/// Lines of the rules without an id go by their number.
fn lines_amended() -> Vec<Case> {
    vec![
        decision("a step is amended", "2025-03-02;rule;stages/one/score/0/jurors;;sum;mean;;jury;so it was meant\n"),
        decision("a step that is not there", "2025-03-02;rule;stages/one/score/1/jurors;;sum;mean;;jury;a slip\n")
            .fault(
                Code::DecisionAbout,
                "decisions.csv:3:17",
                "there is nothing called “stages/one/score/1/jurors” to decide on",
            ),
        decision("an award goes by its id alone", "2025-03-02;rule;awards/0/holders;;1;2;;jury;a slip\n").fault(
            Code::DecisionAbout,
            "decisions.csv:3:17",
            "there is nothing called “awards/0/holders” to decide on",
        ),
    ]
}

/// What the rules may name as the commission's own choice.
fn chosen() -> Vec<Case> {
    let chosen = |name, line| places(name).append(RULES, line);
    vec![
        chosen("a rule that is chosen by not being written", "chosen: [ stages/one/ties ]\n"),
        chosen("a key that is chosen inside a written one", "chosen: [ stages/one/pass/tied ]\n"),
        chosen("a key that is chosen inside one that is not written", "chosen: [ stages/one/ties/stage ]\n").fault(
            Code::UnknownName,
            "contest.yaml:13:11",
            "the rules have no line stages/one/ties/stage",
        ),
        chosen("a key that is chosen and not written", "chosen: [ stages/one/pass/at_least ]\n").fault(
            Code::UnknownName,
            "contest.yaml:13:11",
            "the rules have no line stages/one/pass/at_least",
        ),
    ]
}
