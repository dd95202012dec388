//! The audit against brute force: every mark of a drawn contest changed to every other, every juror's line struck out
//! of the files, and the whole contest counted anew each time.

use std::collections::BTreeSet;

use bayqau::audit::{NoChange, NoComparison, OtherStanding, SmallestChange, Stake, audit};
use bayqau::contest::{Cell, Contest, Coordinates, EntryIndex, JurorIndex, MarkScale, StageIndex, Status};
use bayqau::score::Score;
use bayqau::source::Files;
use bayqau::tally::{Open, Scope, Tally, tally};
use bayqau::validate::{Amendments, Reading, check};

use crate::{draw, write};

/// How many contests are drawn.
const CONTESTS: u64 = 250;

/// In a contest with more changes than these brute force takes too long.
const MOST_CHANGES: usize = 150;

fn read(files: &Files) -> Option<Contest> {
    check(files, Reading { until: None, amendments: Amendments::All }).contest
}

fn scope(contest: &Contest, lenient: bool) -> Scope {
    Scope { until: contest.rules.ranking(), partial: lenient, lenient }
}

/// Who has what is at stake; none where it is open, or nothing can be counted.
fn holders(tally: Option<&Tally>, stake: Stake) -> Option<BTreeSet<EntryIndex>> {
    let tally = tally?;
    match stake {
        Stake::Pass(stage) => {
            let result = tally.stage(stage)?;
            let passed = result.standings().filter(|standing| standing.passed == Some(true));
            let competes = |entry: &EntryIndex| tally.statuses[entry.0] == Status::Eligible;
            (!result.pass_is_open).then(|| passed.map(|standing| standing.entry).filter(competes).collect())
        }
        Stake::First(stage) => {
            let mut first = BTreeSet::new();
            for field in &tally.stage(stage)?.fields {
                let places: Vec<&Score> = field.standings.iter().filter_map(|each| each.place.as_ref()).collect();
                let best = places.into_iter().min();
                let own = field.standings.iter().filter(|each| best.is_some() && each.place.as_ref() == best);
                first.extend(own.map(|standing| standing.entry));
            }
            let open = tally.open.iter().any(|open| {
                matches!(open, Open::Tie { stage: own, entries } if *own == stage && entries.iter().any(|each| first.contains(each)))
            });
            (!open).then_some(first)
        }
        Stake::Award(award) => {
            let holders = tally.awards.get(award)?;
            (!holders.open).then(|| holders.entries.iter().copied().collect())
        }
        Stake::Nomination(nomination) => {
            let holders = tally.nominations.get(nomination)?;
            (!holders.open).then(|| holders.entries.iter().copied().collect())
        }
    }
}

/// Every change of a single mark, the smallest first.
fn changes(contest: &Contest) -> Vec<(Score, StageIndex, Coordinates, Cell)> {
    let mut changes = Vec::new();
    for stage in contest.rules.stage_indices() {
        let Some(marks) = &contest.marks[stage.0] else { continue };
        for (criterion, each) in contest.stage(stage).criteria().iter().enumerate() {
            let MarkScale::Range(range) = &each.marks else { continue };
            let mut grid = Vec::new();
            let mut mark = range.lowest.clone();
            while mark <= range.highest {
                grid.push(mark.clone());
                mark = mark + range.step.clone();
            }
            for juror in (0..contest.jury.len()).map(JurorIndex) {
                for (entry, attempt) in contest
                    .entry_indices()
                    .flat_map(|entry| (0..contest.stage(stage).attempts()).map(move |own| (entry, own)))
                {
                    let at = Coordinates { juror, entry, attempt, criterion };
                    let Cell::Mark(units) = marks.cell(at) else { continue };
                    let was = marks.value(units);
                    let others = grid.iter().filter(|mark| **mark != was);
                    changes.extend(others.map(|mark| ((mark - &was).abs(), stage, at, marks.mark(mark))));
                }
            }
        }
    }
    let units = |cell: Cell| match cell {
        Cell::Mark(units) => units,
        other => panic!("no mark: {other:?}"),
    };
    changes.sort_by_key(|(difference, stage, at, cell)| (difference.clone(), *stage, *at, units(*cell)));
    changes
}

fn with_mark(contest: &Contest, stage: StageIndex, at: Coordinates, cell: Cell) -> Contest {
    let mut changed = contest.clone();
    let marks = changed.marks[stage.0].as_mut().expect("the stage has marks");
    let place = marks.place(at).expect("the mark was read");
    marks.set(at, cell, place);
    changed
}

#[test]
fn the_smallest_change_is_the_one_that_brute_force_finds() {
    let (mut compared, mut found) = (0, 0);
    for seed in 0..CONTESTS {
        let Some(contest) = read(&write::files(&draw::undecided(seed))) else { continue };
        let Ok(counted) = tally(&contest, scope(&contest, false)) else { continue };
        let changes = changes(&contest);
        if changes.len() > MOST_CHANGES {
            continue;
        }
        let audit = audit(&contest, &counted, contest.rules.ranking(), &mut |_| {}).unwrap();
        let counts: Vec<Option<Tally>> = changes
            .iter()
            .map(|(_, stage, at, cell)| {
                let changed = with_mark(&contest, *stage, *at, *cell);
                tally(&changed, scope(&contest, true)).ok()
            })
            .collect();
        for hinge in &audit.hinges {
            let base = holders(Some(&counted), hinge.stake);
            let first = changes.iter().zip(&counts).find(|(_, count)| holders(count.as_ref(), hinge.stake) != base);
            compared += 1;
            let own = match &hinge.found {
                Ok(SmallestChange { stage, at, now, .. }) => {
                    found += 1;
                    Some((*stage, *at, now.clone()))
                }
                Err(NoChange::Open) => {
                    assert_eq!(base, None, "contest {seed}: {hinge:?}");
                    continue;
                }
                Err(NoChange::NoneAlters | NoChange::MarksDealt) => None,
                Err(NoChange::Decided) => panic!("nobody decided anything in contest {seed}"),
            };
            let brute = first.map(|((_, stage, at, cell), _)| {
                let Cell::Mark(units) = cell else { panic!("no mark") };
                (*stage, *at, contest.marks[stage.0].as_ref().unwrap().value(*units))
            });
            assert_eq!(own, brute, "contest {seed}: {hinge:?}");
        }
    }
    assert!(compared > 200 && found > 80, "{compared} compared, {found} found");
}

/// The files without a juror: no line in the jury, no sheets, no conflicts.
fn without(files: &Files, juror: &str) -> Files {
    let mut files = files.clone();
    files.retain(|path, _| !path.ends_with(&format!("/{juror}.csv")));
    for path in ["jury.csv", "conflicts.csv"] {
        if let Some(bytes) = files.get_mut(path) {
            let text = bytes.text().expect("the files are texts");
            let kept = text.lines().filter(|line| !line.starts_with(&format!("{juror};")));
            *bytes = kept.map(|line| format!("{line}\n")).collect::<String>().into();
        }
    }
    files
}

#[test]
fn results_without_a_juror_are_those_of_a_folder_without_the_juror() {
    let (mut compared, mut differing) = (0, 0);
    for seed in 0..CONTESTS {
        let files = write::files(&draw::undecided(seed));
        let Some(contest) = read(&files) else { continue };
        let Ok(counted) = tally(&contest, scope(&contest, false)) else { continue };
        let audit = audit(&contest, &counted, contest.rules.ranking(), &mut |_| {}).unwrap();
        for own in &audit.without {
            // Rules that name the juror cannot be read without, and who alone judges leaves nothing to count.
            let Some(reduced) = read(&without(&files, &contest.juror(own.juror).id)) else { continue };
            let other = tally(&reduced, scope(&reduced, true));
            let (own, other) = match (&own.outcome, other) {
                (Ok(own), Ok(other)) => (own, other),
                (Err(NoComparison::OnlyJuror(_) | NoComparison::SumAgainstPoints(_)), _) => continue,
                (Err(NoComparison::NothingToCount), other) => {
                    assert!(other.is_err(), "contest {seed}");
                    continue;
                }
                (Ok(_), Err(faults)) => panic!("contest {seed}: {faults:?}"),
            };
            compared += 1;
            let mut expected = Vec::new();
            for result in &counted.stages {
                for standing in result.standings() {
                    let other = other.stage(result.stage).and_then(|result| {
                        result
                            .standings()
                            .find(|each| each.entry == standing.entry)
                            .map(|each| (each.place.clone(), each.passed))
                    });
                    let (place, passed) = other.unwrap_or((None, None));
                    if (&place, passed) != (&standing.place, standing.passed) {
                        expected.push(OtherStanding { stage: result.stage, entry: standing.entry, place, passed });
                    }
                }
            }
            differing += usize::from(!expected.is_empty());
            assert_eq!(own.standings, expected, "contest {seed}");
            for award in 0..counted.awards.len() {
                let stake = Stake::Award(award);
                let differs = own.awards.iter().any(|each| each.award == award);
                let (was, now) = (holders(Some(&counted), stake), holders(Some(&other), stake));
                assert_eq!(differs, was != now, "contest {seed}, award {award}");
            }
        }
    }
    assert!(compared > 200 && differing > 80, "{compared} compared, {differing} differing");
}
