//! The audit against brute force: every mark of a drawn contest changed to every other, every juror's line struck out
//! of the files, and the whole contest counted anew each time.

use std::collections::{BTreeMap, BTreeSet};

use bayqau::audit::{NoChange, NoComparison, OtherStanding, SmallestChange, Stake, audit};
use bayqau::contest::{
    Cell, Contest, Coordinates, EntryIndex, FoldKind, JurorIndex, MarkScale, Operation, Stage, StageIndex, Status,
};
use bayqau::score::Score;
use bayqau::source::Files;
use bayqau::tally::{Open, Scope, Tally, tally};
use bayqau::validate::{Amendments, Reading, check};

use crate::{draw, write};

/// How many contests are drawn.
const CONTESTS: u64 = 250;

/// As many more are drawn, of which those are looked at whose steps compare entries, or pull numbers together, or that
/// have several ways to pass.
const MORE: u64 = 1500;

/// In a contest with more changes than these brute force takes too long.
const MOST_CHANGES: usize = 150;

pub fn read(files: &Files) -> Option<Contest> {
    check(files, Reading { until: None, amendments: Amendments::All }).contest
}

pub fn scope(contest: &Contest, lenient: bool) -> Scope {
    Scope { until: contest.rules.ranking(), partial: lenient, lenient }
}

/// Who has what is at stake; none where it is open, or nothing can be counted.
pub fn holders(tally: Option<&Tally>, stake: Stake) -> Option<BTreeSet<EntryIndex>> {
    let tally = tally?;
    match stake {
        Stake::Pass(stage) => {
            let result = tally.stage(stage)?;
            let passed = result.standings().filter(|standing| standing.passed == Some(true));
            let competes = |entry: &EntryIndex| tally.statuses[entry.position()] == Status::Eligible;
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
pub fn changes(contest: &Contest) -> Vec<(Score, StageIndex, Coordinates, Cell)> {
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

pub fn with_mark(contest: &Contest, stage: StageIndex, at: Coordinates, cell: Cell) -> Contest {
    let mut changed = contest.clone();
    let marks = changed.marks[stage.0].as_mut().expect("the stage has marks");
    let place = marks.place(at).expect("the mark was read");
    marks.set(at, cell, place);
    changed
}

/// What makes one mark of a contest felt by other entries, or by other marks, and several ways to pass.
fn features(contest: &Contest) -> BTreeSet<&'static str> {
    let feature = |operation: &Operation| match operation {
        Operation::Places(_, ties) | Operation::Points(_, ties) if !ties.links.is_empty() => Some("ties in a step"),
        Operation::Places(..) => Some("places"),
        Operation::Points(..) => Some("points"),
        Operation::Fold(fold) if fold.kind == FoldKind::Skating => Some("skating"),
        Operation::Fold(fold) if fold.kind == FoldKind::OneByOne => Some("one-by-one"),
        Operation::Pull(..) => Some("pull"),
        _ => None,
    };
    let steps = contest.rules.stages.iter().flat_map(|stage| &stage.score);
    let several_ways = |stage: &Stage| stage.pass.as_ref().is_some_and(|pass| pass.ways.len() > 1);
    let passes = contest.rules.stages.iter().any(several_ways).then_some("several ways");
    steps.filter_map(|step| feature(&step.operation)).chain(passes).collect()
}

#[test]
fn the_smallest_change_is_the_one_that_brute_force_finds() {
    let (mut compared, mut found, mut nominations) = (0, 0, 0);
    let mut by_feature: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..CONTESTS + MORE {
        let Some(contest) = read(&write::files(&draw::undecided(seed))) else { continue };
        let features = features(&contest);
        if seed >= CONTESTS && features.is_empty() {
            continue;
        }
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
                    nominations += usize::from(matches!(hinge.stake, Stake::Nomination(_)));
                    features.iter().for_each(|feature| *by_feature.entry(feature).or_default() += 1);
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
    assert!(compared > 400 && found > 200, "{compared} compared, {found} found");
    assert!(nominations > 20, "{nominations} nominations would be another's");
    let often = |feature| by_feature.get(feature).is_some_and(|found| *found >= 15);
    let all = ["places", "points", "skating", "one-by-one", "pull", "ties in a step", "several ways"];
    assert!(all.into_iter().all(often), "found by feature: {by_feature:?}");
}

/// The files without a juror: no line in the jury, no sheets, no conflicts.
fn without(files: &Files, juror: &str) -> Files {
    let mut files = files.clone();
    files.retain(|path, _| !path.ends_with(&format!("/{juror}.csv")));
    let lists = |path: &str| ["jury.csv", "conflicts.csv"].contains(&path) || path.starts_with("ballots/");
    for (_, bytes) in files.iter_mut().filter(|(path, _)| lists(path)) {
        let text = bytes.text().expect("the files are texts");
        let kept = text.lines().filter(|line| !line.starts_with(&format!("{juror};")));
        *bytes = kept.map(|line| format!("{line}\n")).collect::<String>().into();
    }
    files
}

#[test]
fn results_without_a_juror_are_those_of_a_folder_without_the_juror() {
    let (mut compared, mut differing, mut nominations) = (0, 0, 0);
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
            let awards = (0..counted.awards.len()).map(Stake::Award);
            for stake in awards.chain((0..counted.nominations.len()).map(Stake::Nomination)) {
                let differs = match stake {
                    Stake::Award(award) => own.awards.iter().any(|each| each.which == award),
                    Stake::Nomination(own_index) => own.nominations.iter().any(|each| each.which == own_index),
                    Stake::Pass(_) | Stake::First(_) => panic!("no distinction: {stake:?}"),
                };
                let (was, now) = (holders(Some(&counted), stake), holders(Some(&other), stake));
                nominations += usize::from(was != now && matches!(stake, Stake::Nomination(_)));
                assert_eq!(differs, was != now, "contest {seed}, {stake:?}");
            }
        }
    }
    assert!(compared > 200 && differing > 80, "{compared} compared, {differing} differing");
    assert!(nominations > 10, "{nominations} nominations differing");
}
