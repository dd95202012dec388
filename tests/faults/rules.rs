//! Faults of `contest.yaml`.

use bayqau::diagnostic::Code;

use crate::case::{Case, Files};

const RULES: &str = "contest.yaml";

/// The steps of the first stage, lines 94 and 95.
const STEPS: &str = "      - criteria: sum                # 24 at most\n      - jurors: mean\n";

/// The line that ranks, line 143, and the one that breaks ties, line 144.
const STAGES_SUM: &str = "    - stages: sum\n";
const TIES: &str = "  ties: [ { stage: visit-card }, decide ]\n";

/// The bound of the first stage, line 96.
const BOUND: &str = "at_least: 16 }";

/// The end of the list of stages, line 134.
const END_OF_STAGES: &str = "      - jurors: mean\n\nranking:";

/// The end of the list of nominations, line 175.
const END_OF_NOMINATIONS: &str = "    by: decision\n\n# The regulation";

fn rules(name: &'static str, old: &'static str, new: &'static str) -> Case {
    Case::new(name).replace(RULES, old, new)
}

pub fn cases() -> Vec<Case> {
    [
        written(),
        kinds_of_values(),
        small(),
        names(),
        marks_and_bounds(),
        steps(),
        ties_and_distinctions(),
        without_effect(),
        skating(),
        counted(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// YAML, keys, the format.
fn written() -> Vec<Case> {
    vec![
        Case::new("rules that are not there").delete(RULES).fault(
            Code::FolderKind,
            "contest.yaml",
            "there is no contest.yaml here, and no meeting.yaml or programme.yaml",
        ),
        Case::new("rules in an old encoding").bytes(RULES, b"format: 1\ntitle: \xd1\xee\xf0\xe5\xe2\n").fault(
            Code::NotUtf8,
            "contest.yaml",
            "the file is not in UTF-8 (line 2)",
        ),
        Case::new("rules with nothing in them").write(RULES, "# to be written\n").fault(
            Code::WrongType,
            "contest.yaml",
            "keys with values are expected here, not nothing",
        ),
        rules("a colon too many", "language: kk\n", "language: kk: ru\n").fault(
            Code::YamlSyntax,
            "contest.yaml:12:13",
            "the file is not YAML: …",
        ),
        rules("a key twice", "language: kk\n", "language: kk\nlanguage: ru\n").fault(
            Code::DuplicateKey,
            "contest.yaml:13:1",
            "the key language stands twice",
        ),
        rules("a key twice in one line", BOUND, "at_least: 16, at_least: 17 }").fault(
            Code::DuplicateKey,
            "contest.yaml:96:27",
            "the key at_least stands twice",
        ),
        rules("no format", "format: 1\n", "").fault(
            Code::Format,
            "contest.yaml",
            "the rules do not say which format they are in",
        ),
        rules("a format of another year", "format: 1\n", "format: 2\n").fault(
            Code::Format,
            "contest.yaml:7:9",
            "format 2 is not known",
        ),
        rules("a format called no", "format: 1\n", "format: no\n").fault(
            Code::Format,
            "contest.yaml:7:9",
            "format no is not known",
        ),
        rules("a mistyped key", "    form:\n      kk: электронды", "    from:\n      kk: электронды")
            .fault(Code::UnknownKey, "contest.yaml:40:5", "the key from is not known here")
            .shows("did you mean form?"),
        rules("a key that is like none", "language: kk\n", "language: kk\ncolour: red\n")
            .fault(Code::UnknownKey, "contest.yaml:13:1", "the key colour is not known here")
            .shows("known here: format, title, language"),
        rules("a required key, mistyped", "language: kk\n", "langauge: kk\n")
            .fault(Code::UnknownKey, "contest.yaml:12:1", "the key langauge is not known here")
            .shows("did you mean language?"),
        rules("no language", "language: kk\n", "").fault(
            Code::MissingKey,
            "contest.yaml:7:1",
            "the key language is missing",
        ),
        rules(
            "a criterion without marks",
            "      - id: effectiveness\n        marks: 1-3\n",
            "      - id: effectiveness\n",
        )
        .fault(Code::MissingKey, "contest.yaml:63:9", "the key marks is missing"),
        rules("two faults in one file", "    form:\n      kk: электронды", "    from:\n      kk: электронды")
            .replace(RULES, BOUND, "at_least: sixteen }")
            .fault(Code::UnknownKey, "contest.yaml:40:5", "the key from is not known here")
            .fault(Code::WrongType, "contest.yaml:96:23", "a number is expected here, not “sixteen”"),
        rules("rules saved by Notepad", "ru: I место, en: 1st place", "ru: I место, kz: 1st place")
            .windows(RULES)
            .fault(Code::UnknownKey, "contest.yaml:148:39", "the key kz is not known here")
            .shows("did you mean kk?"),
        rules("a key twice in rules saved by Notepad", "ru: I место, en: 1st place", "ru: I место, ru: 1st place")
            .windows(RULES)
            .fault(Code::DuplicateKey, "contest.yaml:148:39", "the key ru stands twice"),
    ]
}

/// Values of another kind than the key takes.
fn kinds_of_values() -> Vec<Case> {
    vec![
        rules("a word where keys belong", "jury:\n  quorum: 2/3\n", "jury: 2/3\n").fault(
            Code::WrongType,
            "contest.yaml:31:7",
            "keys with values are expected here, not “2/3”",
        ),
        rules(
            "a word where a list belongs",
            "    score:\n      - criteria: sum                # 20 at most\n      - jurors: mean\n",
            "    score: mean\n",
        )
        .fault(Code::WrongType, "contest.yaml:132:12", "a list is expected here, not “mean”"),
        rules("a list where a text belongs", "quorum: 2/3", "quorum: [ 2/3 ]").fault(
            Code::WrongType,
            "contest.yaml:32:11",
            "a text is expected here, not a list",
        ),
        rules("nothing where a text belongs", "quorum: 2/3", "quorum: ~").fault(
            Code::WrongType,
            "contest.yaml:32:11",
            "a text is expected here, not nothing",
        ),
        rules("a list where a title belongs", "title: { kk: I орын, ru: I место, en: 1st place }", "title: [ I орын ]")
            .fault(Code::WrongType, "contest.yaml:148:12", "a text, or one per language, is expected here, not a list"),
        rules(
            "the end of the ties before a link",
            "[ { stage: visit-card }, decide ]",
            "[ decide, { stage: visit-card } ]",
        )
        .fault(
            Code::WrongType,
            "contest.yaml:144:11",
            "only the last line of ties may be a word, not “decide”",
        ),
        rules("a language nobody speaks here", "language: kk\n", "language: kz\n")
            .fault(Code::WrongValue, "contest.yaml:12:11", "“kz” is not possible here")
            .shows("possible: kk, ru, en"),
        rules("a quorum of more than all", "quorum: 2/3", "quorum: 4/3").fault(
            Code::WrongValue,
            "contest.yaml:32:11",
            "“4/3” is not possible here",
        ),
        rules("a fold that there is not", STEPS, "      - criteria: sum\n      - jurors: average\n")
            .fault(Code::WrongValue, "contest.yaml:95:17", "“average” is not possible here")
            .shows("possible: sum, mean, median, best, worst"),
        rules("none who pass", BOUND, "top: 0 }").fault(
            Code::WrongValue,
            "contest.yaml:96:18",
            "“0” is not possible here",
        ),
        rules("more than all votes", "    by: ballot\n", "    by: ballot\n    above: 50\n").fault(
            Code::WrongValue,
            "contest.yaml:170:12",
            "“50” is not possible here",
        ),
        rules("a day that there is not", "applications: 2025-10-17", "applications: 2025-17-10").fault(
            Code::BadDate,
            "contest.yaml:24:17",
            "“2025-17-10” is not a date",
        ),
    ]
}

/// Rules of a few lines, in a folder with a jury and nothing else.
fn small() -> Vec<Case> {
    const PEOPLE: Files = &[("jury.csv", "id;name;role\njuror-1;Байсұлтанова Ғалия Төлегенқызы;chair\n")];
    let small = |name, text| Case::of(name, PEOPLE).write(RULES, text);
    vec![
        small("no stages", "format: 1\ntitle: x\nlanguage: en\n").fault(
            Code::MissingKey,
            "contest.yaml:1:1",
            "the key stages is missing",
        ),
        small("an empty list of stages", "format: 1\ntitle: x\nlanguage: en\nstages: []\n").fault(
            Code::WrongType,
            "contest.yaml:4:9",
            "a list is expected here, not nothing",
        ),
        small("a stage of nothing", "format: 1\ntitle: x\nlanguage: en\nstages:\n  - id: one\n").fault(
            Code::MissingKey,
            "contest.yaml:5:5",
            "the key criteria is missing",
        ),
        small(
            "an empty list of criteria",
            "format: 1\ntitle: x\nlanguage: en\nstages:\n  - id: one\n    criteria: []\n",
        )
        .fault(Code::WrongType, "contest.yaml:6:15", "a list is expected here, not nothing"),
        small(
            "a mistyped key beside a missing one",
            "format: 1\nlangauge: en\nstages:\n  - id: one\n    criteria: [ { id: a, marks: 1-3 } ]\n",
        )
        .fault(Code::MissingKey, "contest.yaml:1:1", "the key title is missing")
        .fault(Code::UnknownKey, "contest.yaml:2:1", "the key langauge is not known here"),
    ]
}

/// Ids, and names that should be ids.
fn names() -> Vec<Case> {
    vec![
        rules("an award's id with spaces", "  - id: first\n", "  - id: 1st place\n").fault(
            Code::BadId,
            "contest.yaml:147:9",
            "“1st place” cannot be an id",
        ),
        rules("a stage's id with an underscore", "  - id: visit-card ", "  - id: visit_card ").fault(
            Code::BadId,
            "contest.yaml:98:9",
            "“visit_card” cannot be an id",
        ),
        rules(
            "a stage's id with an underscore beside a stage that is not there",
            "  - id: visit-card ",
            "  - id: visit_card ",
        )
        .replace(RULES, "of: [ portfolio, visit-card ]", "of: [ portfolio, visit-card, final ]")
        .fault(Code::BadId, "contest.yaml:98:9", "“visit_card” cannot be an id")
        .fault(Code::StageNotAbove, "contest.yaml:141:32", "there is no stage final above this one"),
        rules("a criterion's id with a space", "      - id: work-plan\n", "      - id: work plan\n").fault(
            Code::BadId,
            "contest.yaml:57:13",
            "“work plan” cannot be an id",
        ),
        rules(
            "two stages of one id",
            END_OF_STAGES,
            "      - jurors: mean\n\n  - id: portfolio\n    of: [ visit-card ]\n\nranking:",
        )
        .fault(Code::DuplicateId, "contest.yaml:136:9", "the id portfolio stands twice")
        .shows("first in contest.yaml:35"),
        rules(
            "two criteria of one id",
            "          en: presentation of the portfolio\n",
            "          en: presentation of the portfolio\n      - id: design\n        marks: 1-3\n",
        )
        .fault(Code::DuplicateId, "contest.yaml:93:13", "the id design stands twice")
        .shows("first in contest.yaml:87"),
        rules("two awards of one id", "  - id: second\n", "  - id: first\n")
            .fault(Code::DuplicateId, "contest.yaml:150:9", "the id first stands twice")
            .shows("first in contest.yaml:147"),
        rules(
            "two nominations of one id",
            END_OF_NOMINATIONS,
            "    by: decision\n  - id: best-event\n    by: decision\n\n# The regulation",
        )
        .fault(Code::DuplicateId, "contest.yaml:176:9", "the id best-event stands twice")
        .shows("first in contest.yaml:164"),
        rules("a stage that is not there", "of: [ portfolio, visit-card ]", "of: [ portfolio, visit-crad ]")
            .fault(Code::StageNotAbove, "contest.yaml:141:20", "there is no stage visit-crad above this one")
            .shows("did you mean visit-card?"),
        rules("a stage further down", BOUND, "top: 45%, of: visit-card }")
            .fault(Code::StageNotAbove, "contest.yaml:96:27", "there is no stage visit-card above this one")
            .shows("a stage can only speak of stages above it"),
        rules(
            "a nomination by a stage that is not there",
            END_OF_NOMINATIONS,
            "    by: decision\n  - id: best-card\n    by: { stage: visit-crad }\n\n# The regulation",
        )
        .fault(Code::UnknownName, "contest.yaml:177:18", "there is no stage visit-crad")
        .shows("did you mean visit-card?"),
        rules(
            "a decided nomination by a stage that is not there",
            END_OF_NOMINATIONS,
            "    by: { stage: visit-crad }\n\n# The regulation",
        )
        .fault(Code::UnknownName, "contest.yaml:175:18", "there is no stage visit-crad"),
        rules("a column that is not there", "one_per: organisation", "one_per: organization")
            .fault(Code::UnknownName, "contest.yaml:29:12", "participants.csv has no column organization")
            .shows("did you mean organisation?"),
        rules("a choice of nothing", "  - ranking/ties\n", "  - ranking/tie\n")
            .fault(Code::UnknownName, "contest.yaml:183:5", "the rules have no line ranking/tie")
            .shows("did you mean ranking/ties?"),
        Case::new("a misspelt line of what may be published")
            .append(RULES, "publish: { juror_mark: named, not_passed: shown }\n")
            .fault(Code::UnknownKey, "contest.yaml:187:12", "the key juror_mark is not known here")
            .fault(Code::WrongValue, "contest.yaml:187:43", "“shown” is not possible here")
            .shows("did you mean juror_marks?")
            .shows("possible: hidden, listed"),
        Case::new("a published column that is not there")
            .append(RULES, "publish:\n  fields: [ subject, distict ]\n")
            .fault(Code::UnknownName, "contest.yaml:188:22", "participants.csv has no column distict")
            .shows("known: id, name, organisation,"),
    ]
}

/// Ranges of marks, and bounds that hang on them.
fn marks_and_bounds() -> Vec<Case> {
    const COMPLETENESS: &str = "      - id: completeness\n        marks: 1-3\n";
    vec![
        rules("a range with one end", COMPLETENESS, "      - id: completeness\n        marks: 3\n").fault(
            Code::BadMarks,
            "contest.yaml:46:16",
            "“3” is no range of marks",
        ),
        rules("steps that miss the upper end", COMPLETENESS, "      - id: completeness\n        marks: 1-3 by 0.75\n")
            .fault(Code::BadMarks, "contest.yaml:46:16", "“1-3 by 0.75” is no range of marks"),
        rules(
            "a range that no table holds",
            COMPLETENESS,
            "      - id: completeness\n        marks: 1-99999999999999999999\n",
        )
        .replace("scores/portfolio/juror-1.csv", "p07;3;", "p07;99999999999999999999;")
        .fault(Code::BadMarks, "contest.yaml:46:16", "“1-99999999999999999999” is no range of marks"),
        rules("a range turned round", COMPLETENESS, "      - id: completeness\n        marks: 3-1\n")
            .fault(Code::RangeReversed, "contest.yaml:46:16", "the range is turned round: 3 is above 1")
            .shows("write 1-3"),
        rules("a threshold above the maximum", BOUND, "at_least: 26 }").fault(
            Code::BoundAboveMaximum,
            "contest.yaml:96:23",
            "the bound 26 is above the maximum of 24",
        ),
        rules("a threshold above a hundred percent", BOUND, "at_least: 120% }").fault(
            Code::BoundAboveMaximum,
            "contest.yaml:96:23",
            "the bound 120% is above the maximum of 24",
        ),
        rules(
            "an award above the maximum",
            "    holders: 1\n  - id: second\n",
            "    holders: 1\n    at_least: 50\n  - id: second\n",
        )
        .fault(Code::BoundAboveMaximum, "contest.yaml:150:15", "the bound 50 is above the maximum of 44"),
        rules("a percentage of nothing", STEPS, "      - criteria: sum\n      - { jurors: mean, needs: 9 }\n")
            .replace(RULES, BOUND, "at_least: 60% }")
            .fault(Code::NoMaximum, "contest.yaml:96:23", "a percentage needs a maximum, and this score has none"),
    ]
}

/// The steps of a score.
fn steps() -> Vec<Case> {
    const VERBS: &str = "only one of these can stand here: jurors, criteria, attempts, stages, panels, \
                         round, times, plus, minus, floor, pull, places, points";
    vec![
        rules("a step without a verb", STEPS, "      - criteria: sum\n      - {}\n").fault(
            Code::OneVerb,
            "contest.yaml:95:9",
            "the step says nothing to do",
        ),
        rules("extremes of nothing", STEPS, "      - criteria: sum\n      - drop: { highest: 1 }\n").fault(
            Code::OneVerb,
            "contest.yaml:95:9",
            "the step says nothing to do",
        ),
        rules("a step with two verbs", STEPS, "      - { criteria: sum, jurors: mean }\n").fault(
            Code::OneVerb,
            "contest.yaml:94:9",
            VERBS,
        ),
        rules("two verbs and extremes", STEPS, "      - { criteria: sum, jurors: mean, drop: { highest: 1 } }\n")
            .fault(Code::OneVerb, "contest.yaml:94:9", VERBS),
        rules("jurors left open", STEPS, "      - criteria: sum\n")
            .fault(Code::AxisOpen, "contest.yaml:94:9", "the jurors' numbers are never brought together")
            .shows("add a line such as jurors: mean"),
        rules("criteria left open", STEPS, "      - jurors: mean\n")
            .fault(Code::AxisOpen, "contest.yaml:94:9", "the criteria are never brought together")
            .shows("add a line such as criteria: sum"),
        rules("stages left open", STAGES_SUM, "    - round: 1\n").fault(
            Code::AxisOpen,
            "contest.yaml:143:7",
            "the stages are never brought together",
        ),
        rules("jurors folded twice", STEPS, "      - criteria: sum\n      - jurors: mean\n      - jurors: sum\n")
            .fault(
                Code::AxisFoldedTwice,
                "contest.yaml:96:9",
                "the jurors' numbers have already been brought together",
            ),
        rules(
            "stages where there are none",
            STEPS,
            "      - criteria: sum\n      - jurors: mean\n      - stages: sum\n",
        )
        .fault(Code::AxisAbsent, "contest.yaml:96:9", "there are no single stages here"),
        rules(
            "factors of criteria that are folded",
            STEPS,
            "      - criteria: sum\n      - times: { design: 2, others: 1 }\n      - jurors: mean\n",
        )
        .fault(Code::AxisAbsent, "contest.yaml:95:9", "there are no single criteria here"),
        rules("factors with a name left out", STAGES_SUM, "    - times: { portfolio: 0.4 }\n    - stages: sum\n")
            .fault(Code::NamesLeftOut, "contest.yaml:143:7", "not every name is there: visit-card left out"),
        rules(
            "factors with a name mistyped",
            STAGES_SUM,
            "    - times: { portfolio: 0.4, visitcard: 0.6 }\n    - stages: sum\n",
        )
        .fault(Code::UnknownName, "contest.yaml:143:32", "there is no stage visitcard among those that are added up")
        .shows("did you mean visit-card?"),
        rules(
            "marks and stages in one stage",
            END_OF_STAGES,
            "      - jurors: mean\n    of: [ portfolio ]\n\nranking:",
        )
        .fault(Code::OneVerb, "contest.yaml:135:11", "only one of these can stand here: criteria, of"),
    ]
}

/// What decides between equals, awards.
fn ties_and_distinctions() -> Vec<Case> {
    const PASS: &str = "the bound itself passes\n";
    vec![
        rules("ties by a stage that is not there", TIES, "  ties: [ { stage: visit-car }, decide ]\n")
            .fault(Code::StageNotAbove, "contest.yaml:144:20", "there is no stage visit-car above this one")
            .shows("did you mean visit-card?"),
        rules(
            "ties by a criterion that is not there",
            TIES,
            "  ties: [ { stage: visit-card, criteria: [ idea ] }, decide ]\n",
        )
        .fault(Code::UnknownName, "contest.yaml:144:44", "the stage has no criterion idea")
        .shows("did you mean ideas?"),
        rules("ties by criteria of no stage", TIES, "  ties: [ { criteria: [ ideas ] }, decide ]\n").fault(
            Code::LinkNeedsStage,
            "contest.yaml:144:11",
            "the link must say which stage's criteria it means",
        ),
        rules(
            "close scores in an order that a stage has found",
            "  of: [ portfolio, visit-card ]\n  score:\n    - stages: sum\n  ties: [ { stage: visit-card }, decide ]\n",
            "  of: [ visit-card ]\n  equal_within: 0.5\n",
        )
        .delete("decisions.csv")
        .fault(
            Code::OrderTaken,
            "contest.yaml:142:17",
            "the ranking takes the order of the stage visit-card, and equal_within changes nothing in it",
        )
        .shows("write equal_within in the stage visit-card, or give the ranking ties of its own"),
        rules("ties by a juror who is not there", PASS, "the bound itself passes\n    ties: { jurors: chiar }\n")
            .fault(Code::UnknownName, "contest.yaml:97:21", "there is no juror and no role chiar")
            .shows("did you mean chair?"),
        rules(
            "ties by criteria and jurors at once",
            TIES,
            "  ties: [ { stage: visit-card, criteria: ideas, jurors: chair }, decide ]\n",
        )
        .fault(
            Code::OneVerb,
            "contest.yaml:144:11",
            "only one of these can stand here: criteria, jurors, count, countback, highest, lowest",
        ),
        rules(
            "an award by number and by place",
            "    holders: 1\n  - id: second\n",
            "    holders: 1\n    place: 1\n  - id: second\n",
        )
        .fault(Code::OneVerb, "contest.yaml:147:5", "only one of these can stand here: holders, place, share"),
    ]
}

/// The first lines of rules in which one line is wrong, four of them, and the stage's id in the fifth.
macro_rules! rules_of {
    ($($line:literal)+) => {
        concat!("format: 1\ntitle: x\nlanguage: en\nstages:\n  - id: one\n", $($line, "\n"),+)
    };
}

/// Two criteria, the sixth line, where the stage needs nothing special of them.
macro_rules! stage_of {
    ($($line:literal)+) => {
        rules_of!("    criteria: [ { id: a, marks: 1-5 }, { id: b, marks: 1-5 } ]" $($line)+)
    };
}

/// A folder with two jurors and no sheet: what is wrong with rules is said before any sheet is read.
fn unread(name: &'static str, text: &'static str) -> Case {
    const PEOPLE: Files = &[
        ("jury.csv", "id;name;role\nj1;Байсұлтанова Ғалия Төлегенқызы;chair\nj2;Қоңқабай Ержан Смағұлұлы;member\n"),
        ("participants.csv", "id;name\np1;Ыдырысәлі Перизат Темірболатқызы\n"),
    ];
    Case::of(name, PEOPLE).write(RULES, text)
}

/// Lines that would say something and change nothing.
fn without_effect() -> Vec<Case> {
    let unknown = |name, text, place, key: &str| {
        unread(name, text).fault(Code::UnknownKey, place, &format!("the key {key} is not known here"))
    };
    vec![
        unknown(
            "extremes of the Skating System",
            rules_of!("    criteria: [ { id: a, marks: places } ]" "    score: [ { jurors: skating, drop: { highest: 1 } } ]"),
            "contest.yaml:7:33",
            "drop",
        ),
        unknown(
            "values needed for pairs",
            stage_of!("    score: [ { criteria: sum }, { jurors: one-by-one, needs: 2 } ]"),
            "contest.yaml:7:55",
            "needs",
        ),
        unknown(
            "weights of a sum",
            stage_of!("    score: [ { criteria: sum }, { jurors: sum, weights: { chair: 2, others: 1 } } ]"),
            "contest.yaml:7:48",
            "weights",
        ),
        unknown(
            "weights where extremes are left out",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean, drop: { lowest: 1 }, weights: { others: 1 } } ]"),
            "contest.yaml:7:70",
            "weights",
        ),
        unknown(
            "a juror's gap that counts as something",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean, missing: 0 } ]"),
            "contest.yaml:7:49",
            "missing",
        ),
        unknown("equals across no number", stage_of!("    pass: { at_least: 6, tied: in }"), "contest.yaml:7:26", "tied"),
        unknown(
            "a column of no number",
            stage_of!("    pass: { at_least: 6, within: name }"),
            "contest.yaml:7:26",
            "within",
        ),
        unknown("a whole number rounded", stage_of!("    pass: { top: 3, round: up }"), "contest.yaml:7:21", "round"),
        unknown(
            "a whole number of another stage",
            stage_of!("  - { id: two, criteria: [ { id: c, marks: 1-5 } ], pass: { top: 3, of: one } }"),
            "contest.yaml:7:69",
            "of",
        ),
        unknown(
            "attempts of a stage that adds up others",
            stage_of!("  - { id: two, of: [ one ], attempts: 3 }" "ranking: { of: [ two ] }"),
            "contest.yaml:7:29",
            "attempts",
        ),
        unknown(
            "absent jurors of a stage that adds up others",
            stage_of!("  - { id: two, of: [ one ], absent: skip }" "ranking: { of: [ two ] }"),
            "contest.yaml:7:29",
            "absent",
        ),
        unknown(
            "equals across a place",
            stage_of!("awards: [ { id: second, place: 2, tied: in } ]"),
            "contest.yaml:7:35",
            "tied",
        ),
        unknown(
            "a part of no votes",
            stage_of!("nominations: [ { id: best, by: { stage: one }, above: 50% } ]"),
            "contest.yaml:7:48",
            "above",
        ),
        unknown(
            "equals across what is decided",
            stage_of!("nominations: [ { id: best, by: decision, tied: in } ]"),
            "contest.yaml:7:42",
            "tied",
        ),
        unknown(
            "a bound of no count",
            stage_of!("    ties: [ { jurors: chair, at_least: 3 } ]"),
            "contest.yaml:7:30",
            "at_least",
        ),
        unread("no extremes left out", stage_of!("    score: [ { criteria: sum }, { jurors: mean, drop: { from: 5 } } ]"))
            .fault(Code::MissingKey, "contest.yaml:7:55", "the key highest is missing"),
        unread("a count of whatever is there", stage_of!("    ties: [ { count: jurors } ]")).fault(
            Code::MissingKey,
            "contest.yaml:7:13",
            "the key at_least is missing",
        ),
        unread("a count of an axis that is not there", stage_of!("    ties: [ { count: stages, at_least: 1 } ]")).fault(
            Code::AxisAbsent,
            "contest.yaml:7:13",
            "there are no single stages here",
        ),
        unread("a countback of the only attempt", stage_of!("    ties: [ { countback: attempts } ]")).fault(
            Code::AxisAbsent,
            "contest.yaml:7:13",
            "there are no single attempts here",
        ),
        unread(
            "a countback in another stage",
            stage_of!("  - { id: two, criteria: [ { id: c, marks: 1-5 } ], ties: { stage: one, countback: jurors } }"),
        )
        .fault(Code::OneVerb, "contest.yaml:7:59", "only one of these can stand here: stage, count, countback"),
        unread(
            "a number that another stage does not have",
            stage_of!("  - { id: two, criteria: [ { id: c, marks: 1-5 } ], ties: { stage: one, highest: time } }"),
        )
        .fault(Code::UnknownName, "contest.yaml:7:82", "the stage has no number time"),
        unread(
            "a column that is not there, inside a step",
            stage_of!("    score: [ { criteria: sum }, { places: dense, ties: { highest: age } }, { jurors: sum } ]"),
        )
        .fault(Code::UnknownName, "contest.yaml:7:67", "participants.csv has no column age"),
        unread("nothing at all in a list of ties", stage_of!("    ties: []")).fault(
            Code::WrongType,
            "contest.yaml:7:11",
            "a list is expected here, not nothing",
        ),
        unread("no way to pass", stage_of!("    pass: []")).fault(
            Code::WrongType,
            "contest.yaml:7:11",
            "a list is expected here, not nothing",
        ),
        unread("a ranking of nothing", stage_of!("ranking: { of: [] }")).fault(
            Code::WrongType,
            "contest.yaml:7:16",
            "a list is expected here, not nothing",
        ),
        unread("a stage added up twice", stage_of!("ranking: { of: [ one, one ] }")).fault(
            Code::DuplicateId,
            "contest.yaml:7:23",
            "the id one stands twice",
        ),
        unread("no track", rules_of!("    criteria: {}")).fault(
            Code::WrongType,
            "contest.yaml:6:15",
            "a list is expected here, not keys with values",
        ),
        unread("points of no place", stage_of!("    score: [ { criteria: sum }, { points: [] }, { jurors: sum } ]")).fault(
            Code::WrongType,
            "contest.yaml:7:43",
            "a list is expected here, not nothing",
        ),
        unread("closer than equal", stage_of!("    equal_within: -1")).fault(
            Code::WrongValue,
            "contest.yaml:7:19",
            "“-1” is not possible here",
        ),
        unread("places of which the higher is better", rules_of!("    criteria: [ { id: a, marks: places, better: high } ]"))
            .fault(Code::WrongValue, "contest.yaml:6:49", "“high” is not possible here"),
        unread(
            "a weight below zero",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean, weights: { chair: -2, others: 1 } } ]"),
        )
        .fault(Code::WrongValue, "contest.yaml:7:60", "“-2” is not possible here"),
        unread(
            "weights that weigh nothing",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean, weights: { others: 0 } } ]"),
        )
        .fault(Code::WrongValue, "contest.yaml:7:58", "“0” is not possible here"),
        unread(
            "a juror with two weights",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean, weights: { chair: 2, j1: 1, others: 1 } } ]"),
        )
        .fault(Code::DuplicateKey, "contest.yaml:7:70", "the key j1 stands twice"),
        unread(
            "adjustments taken away",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean }, { minus: adjustments } ]"),
        )
        .fault(Code::UnknownName, "contest.yaml:7:60", "the stage has no number adjustments"),
        unread(
            "adjustments added twice",
            stage_of!("    score:" "      - criteria: sum" "      - jurors: mean" "      - plus: adjustments" "      - plus: adjustments"),
        )
        .fault(Code::NumberMisplaced, "contest.yaml:11:15", "adjustments would be added a second time")
        .shows("keep one of the two lines"),
        unread(
            "a number named like the adjustments",
            stage_of!("    numbers: [ { id: adjustments } ]" "    score: [ { criteria: sum }, { jurors: mean }, { plus: adjustments } ]"),
        )
        .fault(Code::BadId, "contest.yaml:7:22", "“adjustments” cannot be an id"),
        unread(
            "a part of a hundred times",
            stage_of!("    score: [ { criteria: sum }, { jurors: mean }, { times: 30% } ]"),
        )
        .fault(Code::WrongType, "contest.yaml:7:60", "a number is expected here, not “30%”"),
        unread("a verb mistyped", stage_of!("    score: [ { criteria: sum }, { jurors: mean }, { rond: 0.1 } ]"))
            .fault(Code::UnknownKey, "contest.yaml:7:53", "the key rond is not known here")
            .shows("did you mean round?"),
    ]
}

/// The Skating System, which works on places.
fn skating() -> Vec<Case> {
    vec![
        unread("skating by marks", stage_of!("    score: [ { criteria: sum }, { jurors: skating } ]"))
            .fault(
                Code::SkatingNeedsPlaces,
                "contest.yaml:7:33",
                "the Skating System works on places, and these numbers are none",
            )
            .shows("let the criteria take marks: places"),
        unread(
            "dances whose jurors are brought together otherwise",
            rules_of!(
                "    criteria: [ { id: a, marks: places }, { id: b, marks: places } ]"
                "    score: [ { jurors: mean }, { criteria: skating } ]"
            ),
        )
        .fault(
            Code::SkatingNeedsPlaces,
            "contest.yaml:7:32",
            "the dances can only be skated after the jurors of each dance",
        )
        .shows("put the line jurors: skating right above this one"),
        unread("skating over stages", stage_of!("ranking: { score: [ { stages: skating } ] }"))
            .fault(Code::WrongValue, "contest.yaml:7:21", "“skating” is not possible here")
            .shows("take one of: sum, mean, median, best, worst, one-by-one"),
    ]
}

/// What only shows while counting: the marks of `p11` are four, for one juror is recused.
fn counted() -> Vec<Case> {
    vec![
        rules("a sum that would count a gap as zero", STEPS, "      - criteria: sum\n      - jurors: sum\n").fault(
            Code::UnevenSum,
            "contest.yaml:95:9",
            "p11 has 4 values to add up where others have 5: a gap would count as zero",
        ),
        rules(
            "extremes that are all there is",
            STEPS,
            "      - criteria: sum\n      - { jurors: mean, drop: { highest: 2, lowest: 2 } }\n",
        )
        .fault(Code::NothingLeft, "contest.yaml:95:9", "p11 has 4 values, and the extremes are all of them"),
    ]
}
