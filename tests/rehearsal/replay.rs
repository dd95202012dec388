//! Every finding replayed: its folder, counted like any other, shows what the sentence says.

use bayqau::contest::{Contest, EntryIndex, StageIndex};
use bayqau::diagnostic::{Code, Diagnostic, any_error};
use bayqau::language::{Catalogue, Language};
use bayqau::rehearsal::{Asked, Column, Finding, Kind, Shown};
use bayqau::render::rehearsal_to_text;
use bayqau::report::RehearsalView;
use bayqau::score::Score;
use bayqau::source::Files;
use bayqau::tally::{Open, Scope, Tally, tally};
use bayqau::validate::{Amendments, Reading, check};

use crate::{LITERAL, contests, literal, rehearsed, rules, settled};

/// Nothing is found.
const NONE: [Kind; 0] = [];

/// A folder read, checked and counted like any other.
struct Counted {
    contest: Contest,
    warnings: Vec<Diagnostic>,
    outcome: Result<Tally, Vec<Diagnostic>>,
}

fn counted(files: &Files) -> Counted {
    let checked = check(files, Reading { until: None, amendments: Amendments::All });
    assert!(!any_error(&checked.diagnostics), "{:?}", checked.diagnostics);
    let contest = checked.contest.unwrap();
    let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
    let outcome = tally(&contest, scope);
    Counted { contest, warnings: checked.diagnostics, outcome }
}

impl Counted {
    fn tally(&self) -> &Tally {
        self.outcome.as_ref().unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    fn is_refused(&self, code: Code) -> bool {
        self.outcome.as_ref().is_err_and(|faults| faults.iter().any(|fault| fault.code == code))
    }

    fn is_open(&self, which: fn(&Open) -> bool) -> bool {
        self.tally().open.iter().any(which)
    }

    /// The entries that hold each award.
    fn held(&self) -> Vec<usize> {
        self.tally().awards.iter().map(|held| held.entries.len()).collect()
    }

    fn places(&self, stage: StageIndex) -> Vec<Option<Score>> {
        let standing = |entry: EntryIndex| {
            let mut standings = self.tally().stage(stage).unwrap().standings();
            standings.find(|standing| standing.entry == entry).and_then(|standing| standing.place.clone())
        };
        self.contest.entry_indices().map(standing).collect()
    }
}

/// The stage in which every cell of the column is what the count has; none if there is no such stage.
fn seen_in(counted: &Counted, column: &Column) -> Option<StageIndex> {
    let tally = counted.tally();
    let is_there = |stage: &StageIndex| {
        let Some(result) = tally.stage(*stage) else { return false };
        column.cells.iter().enumerate().all(|(entry, cell)| {
            let standing = result.standings().find(|standing| standing.entry == EntryIndex::new(entry));
            let score = standing.and_then(|standing| standing.score.clone().ok());
            let place = standing.and_then(|standing| standing.place.clone());
            let passed = standing.and_then(|standing| standing.passed);
            score == cell.score
                && cell.place.as_ref().is_none_or(|own| Some(own) == place.as_ref())
                && cell.passed.is_none_or(|own| Some(own) == passed)
        })
    };
    counted.contest.rules.stage_indices().find(is_there)
}

/// Shows that the finding is true of the folders that it comes with. `rules` is the text that was rehearsed.
fn replay(name: &str, rules: &str, finding: &Finding) {
    let all: Vec<Counted> = finding.columns.iter().map(|column| counted(&column.files)).collect();
    let say = format!("{name}: {:?}", finding.kind);
    for (column, own) in finding.columns.iter().zip(&all) {
        assert_eq!(column.cells.len(), own.contest.entries.len(), "{say}");
        if own.outcome.is_ok() {
            assert!(seen_in(own, column).is_some(), "{say}: {:?}", column.cells);
        } else {
            assert!(column.cells.iter().all(|cell| cell.refused), "{say}");
        }
    }
    let first = &all[0];
    let passed: Vec<Vec<Option<bool>>> =
        finding.columns.iter().map(|column| column.cells.iter().map(|cell| cell.passed).collect()).collect();
    let places: Vec<Vec<Option<Score>>> =
        finding.columns.iter().map(|column| column.cells.iter().map(|cell| cell.place.clone()).collect()).collect();
    let differs = |one: &dyn Fn(&Column) -> Vec<String>| {
        let texts: Vec<Vec<String>> = finding.columns.iter().map(one).collect();
        texts.iter().any(|text| *text != texts[0])
    };
    let shown = match finding.kind {
        Kind::WhosePoints => differs(&|column: &Column| {
            column.cells.iter().map(|cell| format!("{:?} {:?}", cell.passed, cell.held)).collect()
        }),
        Kind::StagesTogether | Kind::OneJuror => places.iter().any(|own| *own != places[0]),
        Kind::EverybodyPasses => passed[0].iter().all(|own| *own == Some(true)),
        Kind::NobodyPasses | Kind::EmptyQuota | Kind::EmptyCut => {
            passed[0].iter().all(|own| *own == Some(false)) && !first.is_open(|open| matches!(open, Open::Cut { .. }))
        }
        Kind::CutTie => first.is_open(|open| matches!(open, Open::Cut { .. })),
        Kind::HoldersUnsaid => {
            let (held, entries) = (first.held(), first.contest.entries.len());
            entries > 1 && held[0] == entries && held[1..].contains(&0)
        }
        Kind::EqualPoints => {
            let equal = first.places(first.contest.rules.ranking()).windows(2).any(|pair| pair[0] == pair[1]);
            equal && (first.is_open(|open| matches!(open, Open::Award { .. })) || first.held()[0] > 1)
        }
        Kind::AwardTie => first.is_open(|open| matches!(open, Open::Award { .. })),
        Kind::AwardUnreachable => first.held().contains(&0),
        Kind::AwardSkipped => {
            let held = first.held();
            let skipped = held.iter().position(|count| *count == 0).unwrap();
            held[skipped..].iter().any(|count| *count > 0)
        }
        Kind::NothingLeft => first.is_refused(Code::NothingLeft),
        Kind::RecusalStops => all.iter().all(|own| own.is_refused(Code::UnevenSum)),
        Kind::NominationTie | Kind::EqualVotes => first.is_open(|open| matches!(open, Open::Nomination { .. })),
        Kind::QuorumUnsaid => {
            // With a quorum the same folder waits for more votes, or says that the sitting had none.
            let mut files = finding.columns[0].files.clone();
            files.insert("contest.yaml".to_owned(), settled(rules, std::slice::from_ref(finding)).into());
            let after = counted(&files);
            let warns = |own: &Counted| own.warnings.iter().any(|warning| warning.code == Code::NoQuorum);
            let waits = |own: &Counted| own.is_open(|open| matches!(open, Open::Votes { .. }));
            assert!(!warns(first) && !waits(first), "{say}");
            match finding.shown {
                Shown::Votes => waits(&after) && first.tally().nominations.iter().any(|held| held.entries.len() == 1),
                Shown::Presence => warns(&after),
                Shown::Marks => false,
            }
        }
    };
    assert!(shown, "{say}: {:?}", finding.columns);
}

#[test]
fn every_finding_of_every_rule_set_is_what_its_folder_shows() {
    let mut replayed = 0;
    for (name, rehearsal) in contests() {
        let text = rules(name);
        for finding in rehearsal.findings.iter().chain(&rehearsal.settled) {
            replay(name, &text, finding);
            replayed += 1;
        }
    }
    assert!(replayed >= 20, "{replayed}");
}

#[test]
fn every_finding_of_the_regulation_taken_literally_is_what_its_folder_shows() {
    for finding in &literal().findings {
        replay("literal", LITERAL, finding);
    }
}

/// Rules with one stage and one award, and what else they say.
fn small(stage: &str, rest: &str) -> String {
    format!(
        "format: 1\ntitle: T\nlanguage: en\njury: {{ quorum: 1/2 }}\nstages:\n  - id: work\n    criteria: [ {{ id: a, \
         marks: 1-5 }}, {{ id: b, marks: 1-5 }} ]\n    score: [ {{ criteria: sum }}, {{ jurors: mean, needs: 2 }} ]\n    \
         ties: [ {{ jurors: chair }}, decide ]\n{stage}{rest}"
    )
}

/// The kinds that are found in small rules, each replayed.
fn found(stage: &str, rest: &str) -> Vec<Kind> {
    let text = small(stage, rest);
    let rehearsal = rehearsed(&text, Asked::default());
    for finding in &rehearsal.findings {
        replay("small", &text, finding);
        assert!(!finding.settle.is_empty(), "{:?}", finding.kind);
    }
    rehearsal.findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn rules_that_say_everything_leave_nothing_open() {
    assert_eq!(found("", ""), NONE);
    assert_eq!(found("    pass: { at_least: 6 }\n", "awards: [ { id: first, holders: 1, tied: in } ]\n"), NONE);
}

#[test]
fn thresholds_that_part_nobody_are_found() {
    // Two criteria of 1 to 5: 2 at least, 10 at most.
    assert_eq!(found("    pass: { at_least: 2 }\n", ""), [Kind::EverybodyPasses]);
    assert_eq!(found("    pass: { above: 10 }\n", ""), [Kind::NobodyPasses]);
    assert_eq!(found("    pass: { at_least: 3 }\n", ""), NONE);
}

#[test]
fn cuts_that_say_nothing_of_equals_are_found() {
    let cut = [Kind::CutTie];
    let shared = "    pass: { top: 2 }\n";
    let text = small(shared, "").replace("    ties: [ { jurors: chair }, decide ]\n", "");
    let rehearsal = rehearsed(&text, Asked::default());
    assert_eq!(rehearsal.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), cut);
    rehearsal.findings.iter().for_each(|finding| replay("cut", &text, finding));
    assert_eq!(found("    pass: { top: 2, tied: in }\n", ""), NONE);
    assert_eq!(found("    pass: { top: 40%, round: up, tied: in }\n", ""), NONE);
    assert_eq!(found("    pass: { top: 40%, tied: in }\n", ""), [Kind::EmptyQuota]);
}

#[test]
fn awards_that_nobody_can_get_are_found() {
    // Who has 8 has 6: the first takes everybody of whom the second could be given.
    let hidden = "awards: [ { id: diploma, at_least: 6 }, { id: winner, at_least: 8 } ]\n";
    assert_eq!(found("", hidden), [Kind::AwardUnreachable]);
    let plain = "awards: [ { id: winner, at_least: 8 }, { id: diploma, at_least: 6 } ]\n";
    assert_eq!(found("", plain), NONE);
}

#[test]
fn equals_at_the_end_of_an_award_are_found() {
    let sharing = |award: &str| small("", award).replace("{ jurors: chair }, decide", "{ jurors: chair }, share");
    let text = sharing("awards: [ { id: first, holders: 1, title: I }, { id: second, holders: 1, tied: in } ]\n");
    let rehearsal = rehearsed(&text, Asked::default());
    let [finding] = rehearsal.findings.as_slice() else { panic!("{:?}", rehearsal.findings) };
    assert_eq!(finding.kind, Kind::AwardTie);
    let paths: Vec<&str> = finding.lines.iter().map(|line| line.path.as_str()).collect();
    assert_eq!(paths, ["awards/first/tied"], "the second says what becomes of equals");
    // Two entries with the same points from every juror, the chair too: one award for both.
    let cells = &finding.columns[0].cells;
    assert!(cells.len() == 2 && cells.iter().all(|cell| cell.undecided && cell.score == cells[0].score), "{cells:?}");
    replay("award-tie", &text, finding);
    let after = rehearsed(&settled(&text, &rehearsal.findings), Asked::default());
    assert_eq!(after.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), NONE);
    // The jury's order leaves nobody at the end of an award, and places have no end inside of equals.
    assert_eq!(found("", "awards: [ { id: first, holders: 1 } ]\n"), NONE);
    let by_places = rehearsed(&sharing("awards: [ { id: first, place: 1 } ]\n"), Asked::default());
    assert!(by_places.findings.iter().all(|finding| finding.kind != Kind::AwardTie), "{:?}", by_places.findings);
}

#[test]
fn an_absent_juror_is_tried_where_the_rules_pass_over_one() {
    let sum = |rest: &str| small(rest, "").replace("{ jurors: mean, needs: 2 }", "{ jurors: sum }");
    let mean = |rest: &str| small(rest, "").replace(", needs: 2", "");
    let [recused, absent] = ["recused", "absent"].map(|word| {
        move |column: &Column| {
            let sheets = column.files.iter().filter(|(path, _)| path.starts_with("scores/"));
            sheets.filter(|(_, sheet)| sheet.text().unwrap().contains(word)).count()
        }
    });
    for (text, kind, columns) in [
        (sum("    absent: skip\n"), Kind::RecusalStops, vec![(1, 0), (0, 1)]),
        (sum(""), Kind::RecusalStops, vec![(1, 0)]),
        (mean("    absent: skip\n"), Kind::OneJuror, vec![(0, 0), (1, 0), (0, 1)]),
        (mean(""), Kind::OneJuror, vec![(0, 0), (1, 0)]),
    ] {
        let rehearsal = rehearsed(&text, Asked::default());
        let finding = rehearsal.findings.iter().find(|finding| finding.kind == kind).unwrap();
        replay("absent", &text, finding);
        let words: Vec<(usize, usize)> = finding.columns.iter().map(|own| (recused(own), absent(own))).collect();
        assert_eq!(words, columns, "{kind:?}");
        let catalogue = Catalogue::new(Language::En);
        let sentence = rehearsal_to_text(&RehearsalView::new(&rehearsal, &catalogue), &catalogue, 200);
        assert_eq!(sentence.contains("or is absent"), text.contains("absent: skip"), "{sentence}");
    }
}

#[test]
fn a_nomination_with_equal_votes_and_no_chair_is_found() {
    let nomination = "nominations: [ { id: best, by: ballot } ]\n";
    assert_eq!(found("", nomination), [Kind::EqualVotes]);
    let with_chair = Asked { has_chair: true, ..Asked::default() };
    assert_eq!(rehearsed(&small("", nomination), with_chair).findings.len(), 0);
    assert_eq!(found("", "nominations: [ { id: best, by: { stage: work } } ]\n"), [Kind::NominationTie]);
    assert_eq!(found("", "nominations: [ { id: best, by: { stage: work }, tied: in } ]\n"), NONE);
}
