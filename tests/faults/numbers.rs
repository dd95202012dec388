//! Faults of what is measured, of points beside the marks, and of marks that are no range.

use bayqau::diagnostic::Code;

use crate::case::{Case, Files};

/// Two jumps before two jurors, the distance added to the marks.
const JUMP: Files = &[
    (
        "contest.yaml",
        "format: 1\n\
         title: Секіру\n\
         language: en\n\
         stages:\n\
         \x20 - id: jump\n\
         \x20   criteria: [ { id: style, marks: 0-20 by 0.5 } ]\n\
         \x20   numbers: [ { id: distance } ]\n\
         \x20   score:\n\
         \x20     - jurors: sum\n\
         \x20     - plus: distance\n",
    ),
    ("jury.csv", "id;name;role\na;Аня;chair\nb;Бану;member\n"),
    ("participants.csv", "id;name;track\np1;Ерлан;social\np2;Қуат;innovation\n"),
    ("scores/jump/a.csv", "participant;style\np1;15\np2;14\n"),
    ("scores/jump/b.csv", "participant;style\np1;16\np2;13.5\n"),
    (DISTANCES, "participant;distance\np1;100\np2;98.5\n"),
];

const RULES: &str = "contest.yaml";
const DISTANCES: &str = "numbers/jump.csv";
const ADJUSTMENTS: &str = "adjustments.csv";

/// Lines 6, 7, and 9 with 10.
const CRITERIA: &str = "    criteria: [ { id: style, marks: 0-20 by 0.5 } ]\n";
const NUMBERS: &str = "    numbers: [ { id: distance } ]\n";
const STEPS: &str = "      - jurors: sum\n      - plus: distance\n";

fn jump(name: &'static str) -> Case {
    Case::of(name, JUMP)
}

fn rules(name: &'static str, old: &'static str, new: &'static str) -> Case {
    jump(name).replace(RULES, old, new)
}

pub fn cases() -> Vec<Case> {
    [used(), measured(), per_attempt(), adjusted(), dealt(), divided()].into_iter().flatten().collect()
}

/// Where the steps use a number.
fn used() -> Vec<Case> {
    vec![
        jump("a small contest without a fault"),
        rules("a number that no step uses", STEPS, "      - jurors: sum\n").fault(
            Code::NumberUnused,
            "contest.yaml:7:22",
            "the number distance is never used",
        ),
        rules("a number added to each juror's mark", STEPS, "      - plus: distance\n      - jurors: sum\n")
            .fault(Code::NumberMisplaced, "contest.yaml:9:15", "distance would be added to each of several numbers")
            .shows("move the line down"),
        rules(
            "a number of each attempt after the attempts",
            NUMBERS,
            "    numbers: [ { id: distance, per: attempt } ]\n",
        )
        .replace(RULES, STEPS, "      - jurors: sum\n      - attempts: best\n      - plus: distance\n    attempts: 2\n")
        .write("scores/jump/a.csv", "participant;attempt;style\np1;1;15\np2;1;14\n")
        .write("scores/jump/b.csv", "participant;attempt;style\np1;1;16\np2;1;13.5\n")
        .write(DISTANCES, "participant;attempt;distance\np1;1;100\np2;1;98.5\n")
        .fault(
            Code::NumberMisplaced,
            "contest.yaml:11:15",
            "distance belongs to single members that are no longer single here",
        )
        .shows("move the line up"),
        rules("a mistyped number", "      - plus: distance\n", "      - plus: distanse\n")
            .fault(Code::UnknownName, "contest.yaml:10:15", "the stage has no number distanse")
            .shows("did you mean distance?"),
        rules(
            "criteria of which one is better low",
            CRITERIA,
            "    criteria: [ { id: style, marks: 0-20 by 0.5 }, { id: faults, marks: 0-9, better: low } ]\n",
        )
        .replace(RULES, "      - jurors: sum\n", "      - criteria: sum\n      - jurors: sum\n")
        .write("scores/jump/a.csv", "participant;style;faults\np1;15;1\np2;14;0\n")
        .write("scores/jump/b.csv", "participant;style;faults\np1;16;1\np2;13.5;0\n")
        .fault(
            Code::DirectionsMixed,
            "contest.yaml:9:9",
            "some of these numbers are better high and some better low, so they cannot be brought together",
        ),
    ]
}

fn measured() -> Vec<Case> {
    vec![
        jump("numbers that are not there").delete(DISTANCES).fault(
            Code::FileMissing,
            DISTANCES,
            "the file numbers/jump.csv is missing",
        ),
        jump("an entry that was not measured")
            .replace(DISTANCES, "p2;98.5\n", "")
            .fault(Code::NumberMissing, "participants.csv:3:1", "p2 has no distance in the stage jump")
            .shows("numbers/jump.csv"),
        jump("a word for a number").replace(DISTANCES, "p1;100", "p1;far").fault(
            Code::WrongType,
            "numbers/jump.csv:2:4",
            "a number is expected here, not “far”",
        ),
        jump("an entry measured twice")
            .append(DISTANCES, "p1;99\n")
            .fault(Code::DuplicateRow, "numbers/jump.csv:4:4", "“p1” stands twice")
            .shows("first in numbers/jump.csv:2"),
        jump("a mistyped column of numbers")
            .replace(DISTANCES, "participant;distance", "participant;distanse")
            .fault(Code::UnknownColumn, "numbers/jump.csv:1:13", "the column “distanse” is not known")
            .shows("did you mean “distance”?"),
        jump("numbers of a mistyped stage")
            .write("numbers/jumb.csv", "participant;distance\np1;100\n")
            .fault(Code::StrayFile, "numbers/jumb.csv", "nothing here is called jumb")
            .shows("did you mean jump?"),
    ]
}

/// A row says which attempt it is of only where a number is of an attempt.
fn per_attempt() -> Vec<Case> {
    let two = |name| {
        rules(name, NUMBERS, "    attempts: 2\n    numbers: [ { id: distance, per: attempt }, { id: gate } ]\n")
            .replace(
                RULES,
                STEPS,
                "      - jurors: sum\n      - plus: distance\n      - attempts: sum\n      - plus: gate\n",
            )
            .write("scores/jump/a.csv", "participant;attempt;style\np1;1;15\np1;2;15\np2;1;14\np2;2;14\n")
            .write("scores/jump/b.csv", "participant;attempt;style\np1;1;15\np1;2;15\np2;1;14\np2;2;14\n")
    };
    const MEASURED: &str =
        "participant;attempt;distance;gate\np1;1;100;\np1;2;99;\np1;;;3\np2;1;98;\np2;2;97;\np2;–;;2\n";
    const OF_NO_ATTEMPT: &str =
        "participant;attempt;distance;gate\np1;1;100;\np1;2;99;3\np2;1;98;\np2;2;97;\np2;;96;2\n";
    vec![
        two("numbers of an entry in a row of no attempt").write(DISTANCES, MEASURED),
        two("a number of an attempt in a row of none").write(DISTANCES, OF_NO_ATTEMPT).fault(
            Code::MissingCell,
            "numbers/jump.csv:6:4",
            "the cell under attempt is blank",
        ),
    ]
}

fn adjusted() -> Vec<Case> {
    let ranged = |name| rules(name, NUMBERS, "    numbers: [ { id: distance } ]\n    adjustments: -10..15\n");
    vec![
        ranged("an adjustment beyond its range")
            .write(ADJUSTMENTS, "participant;stage;points;reason\np1;jump;20;ережені бұзды\n")
            .fault(
                Code::AdjustmentOutOfRange,
                "adjustments.csv:2:9",
                "the adjustment 20 is outside the range from −10 to 15",
            ),
        ranged("an adjustment of nothing")
            .write(ADJUSTMENTS, "participant;stage;points;reason\np1;jump;;ережені бұзды\n")
            .fault(Code::MissingCell, "adjustments.csv:2:9", "the cell under points is blank"),
        ranged("an adjustment of a word")
            .write(ADJUSTMENTS, "participant;stage;points;reason\np1;jump;екі;ережені бұзды\n")
            .fault(Code::WrongType, "adjustments.csv:2:9", "a number is expected here, not “екі”"),
        ranged("an adjustment without a reason")
            .write(ADJUSTMENTS, "participant;stage;points;reason\np1;jump;-5;\n")
            .fault(Code::MissingCell, "adjustments.csv:2:12", "the cell under reason is blank"),
        rules(
            "a range of adjustments turned round",
            NUMBERS,
            "    numbers: [ { id: distance } ]\n    adjustments: 15..-10\n",
        )
        .fault(Code::WrongValue, "contest.yaml:8:18", "“15..-10” is not possible here"),
    ]
}

/// Places that a juror gives, points that a juror deals.
fn dealt() -> Vec<Case> {
    vec![
        rules("a juror who gives a place twice", "0-20 by 0.5", "places")
            .write("scores/jump/a.csv", "participant;style\np1;1\np2;1\n")
            .write("scores/jump/b.csv", "participant;style\np1;1\np2;2\n")
            .fault(
                Code::PlacesNotOnce,
                "scores/jump/a.csv",
                "a: the places under “style” are not 1 to 2, each once: 1, 1",
            ),
        rules("a juror who deals points twice", "0-20 by 0.5", "[ 3, 2 ]")
            .write("scores/jump/a.csv", "participant;style\np1;3\np2;3\n")
            .write("scores/jump/b.csv", "participant;style\np1;3\np2;2\n")
            .fault(
                Code::PointsNotOnce,
                "scores/jump/a.csv",
                "a: the points under “style” are not dealt once each (2 entries): 3, 3",
            ),
        rules("half a place", "0-20 by 0.5", "places")
            .write("scores/jump/a.csv", "participant;style\np1;1.5\np2;1\n")
            .write("scores/jump/b.csv", "participant;style\np1;1\np2;2\n")
            .fault(Code::MarkOffStep, "scores/jump/a.csv:2:4", "mark 1.5 lies between two steps"),
        rules("a place behind all others", "0-20 by 0.5", "places")
            .write("scores/jump/a.csv", "participant;style\np1;1\np2;99999999999999999999\n")
            .write("scores/jump/b.csv", "participant;style\np1;1\np2;2\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/jump/a.csv:3:4",
                "mark 99999999999999999999 is outside the range from 1 to n",
            ),
        rules("points that nobody can write", "0-20 by 0.5", "[ 3.0000000000000000001, 2 ]").fault(
            Code::WrongValue,
            "contest.yaml:6:37",
            "“[ … ]” is not possible here",
        ),
        rules("points that are not dealt here", "0-20 by 0.5", "[ 3, 2 ]")
            .write("scores/jump/a.csv", "participant;style\np1;4\np2;2\n")
            .write("scores/jump/b.csv", "participant;style\np1;3\np2;2\n")
            .fault(
                Code::MarkOutOfRange,
                "scores/jump/a.csv:2:4",
                "4 is none of the points that a juror deals: 3; 2, and 0 to the rest",
            ),
    ]
}

/// Tracks and panels.
fn divided() -> Vec<Case> {
    vec![
        rules(
            "a mark for another track's criterion",
            CRITERIA,
            "    criteria: { social: [ { id: style, marks: 0-20 } ], innovation: [ { id: idea, marks: 0-20 } ] }\n",
        )
        .replace(RULES, "      - jurors: sum\n", "      - criteria: sum\n      - jurors: sum\n")
        .write("scores/jump/a.csv", "participant;style;idea\np1;15;4\np2;-;14\n")
        .write("scores/jump/b.csv", "participant;style;idea\np1;16;\np2;;13\n")
        .fault(
            Code::OtherTrack,
            "scores/jump/a.csv:2:7",
            "“4” stands under a criterion that is not for the track social",
        ),
        rules("panels left open", STEPS, "      - jurors: sum\n")
            .replace(RULES, NUMBERS, "")
            .delete(DISTANCES)
            .write("jury.csv", "id;name;role;panel\na;Аня;chair;artistic\nb;Бану;member;technical\n")
            .fault(Code::AxisOpen, "contest.yaml:8:9", "the panels are never brought together"),
        rules(
            "panels where there are none",
            STEPS,
            "      - jurors: sum\n      - panels: sum\n      - plus: distance\n",
        )
        .fault(Code::AxisAbsent, "contest.yaml:10:9", "there are no single panels here"),
        jump("a juror of no panel where others have one")
            .write("jury.csv", "id;name;role;panel\na;Аня;chair;artistic\nb;Бану;member;\n")
            .fault(Code::MissingCell, "jury.csv:3:15", "the cell under panel is blank"),
    ]
}
