//! The search for the smallest change of a single mark that alters something.
//!
//! Receives what is at stake in a contest that was counted, hands on the change for each. It is exact: every mark is
//! tried in every direction along the grid of its criterion, the smallest difference first, and what a change does is
//! counted, never estimated. These observations keep that short:
//!
//! - Between what scores a change leaves its own entry, and everybody who may come to a line that the result was drawn
//!   by, is known without a count ([`Trial::outlook`], [`Lines`]). Where nobody crosses one, nothing is altered. Only a
//!   change that may cross one is counted, and those that leave the same scores once.
//! - Where more becomes more in every step ([`Trial::rises`]), that is known of all smaller changes the same way
//!   together: the first mark that may cross a line is found by bisection.
//! - Where marks are only added up or averaged first ([`Trial::alike`]), the same change of another mark of the juror,
//!   or of the entry, does the same to all scores.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Progress;
use crate::audit::lines::Lines;
use crate::audit::matrix::cells;
use crate::audit::smallest::{Outcome, SmallestChange, Stake, holders};
use crate::contest::{Cell, Coordinates, EntryIndex, JurorIndex, MarkScale, NominationRule, StageIndex};
use crate::score::Score;
use crate::tally::{Alike, Change, Effect, Tally, Trial};

/// A mark that is moved along its grid in one direction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Move {
    /// How far from the mark that stands there.
    difference: Score,
    change: Change,
    /// By how many units a step moves it; below zero downwards.
    step: i64,
    /// The last mark in this direction.
    end: i64,
    /// Whether no smaller change the same way touches anything.
    is_first: bool,
}

/// Marks of which a change by so many units does the same to all scores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    stage: StageIndex,
    entry: EntryIndex,
    /// The juror and the attempt, unless it is the same for all.
    sheet: Option<(JurorIndex, usize)>,
    /// The criterion, unless it is the same for all.
    criterion: Option<usize>,
    /// Which nominations go by the criterion.
    nominations: Vec<usize>,
}

/// What is known of the changes of a group in one direction: their size in units.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    /// So many touch nothing, nor do fewer.
    clear: i64,
    /// So many touch something, themselves or on the way.
    touching: Option<i64>,
}

/// The search under way.
pub struct Search<'s> {
    trial: &'s mut Trial,
    lines: Lines,
    base: Outcome,
    unresolved: BTreeSet<Stake>,
    found: BTreeMap<Stake, SmallestChange>,
    /// How the marks of each entry in a stage are alike, and whether more becomes more.
    natures: BTreeMap<(StageIndex, EntryIndex), (Alike, bool)>,
    reaches: BTreeMap<(Group, bool), Reach>,
    /// What the changes of a group touch, by how many units they move a mark.
    touched: BTreeMap<(Group, i64), Vec<Stake>>,
    /// Who passes or holds what under changes that have been counted, by the entry and what they do to scores.
    counted: BTreeMap<(EntryIndex, Effect), Outcome>,
}

impl<'s> Search<'s> {
    /// A search for what alters any of these, in a contest with this count.
    pub fn new(trial: &'s mut Trial, tally: &Tally, base: Outcome) -> Self {
        let lines = Lines::new(trial, tally);
        Search {
            unresolved: base.keys().copied().collect(),
            trial,
            lines,
            base,
            found: BTreeMap::new(),
            natures: BTreeMap::new(),
            reaches: BTreeMap::new(),
            touched: BTreeMap::new(),
            counted: BTreeMap::new(),
        }
    }

    /// The smallest difference comes first; of equal ones the first cell by stage, juror, entry, attempt, criterion.
    pub fn run(mut self, progress: &mut dyn FnMut(Progress)) -> BTreeMap<Stake, SmallestChange> {
        self.trial.watch(&self.lines.watched(&self.unresolved));
        let mut moves = self.first_moves();
        let all = moves.len();
        while let Some(mut next) = moves.pop_first() {
            progress(Progress { done: all - moves.len() - 1, all });
            if self.unresolved.is_empty() {
                break;
            }
            if !next.is_first {
                let units = next.change.units;
                let Some(first) = self.first(next) else { continue };
                next = first;
                if next.change.units != units {
                    moves.insert(next);
                    continue;
                }
            }
            if self.touches(next.change).iter().any(|stake| self.unresolved.contains(stake)) {
                self.count(next.change);
            }
            let units = next.change.units + next.step;
            if next.change.units != next.end {
                let change = Change { units, ..next.change };
                moves.insert(Move { difference: self.difference(change), change, ..next });
            }
        }
        progress(Progress { done: all, all });
        self.found
    }

    /// Every mark, one step up and down.
    fn first_moves(&self) -> BTreeSet<Move> {
        let contest = self.trial.contest();
        let stages = contest.rules.stage_indices().filter(|stage| contest.marks[stage.0].is_some());
        let entries = stages.flat_map(|stage| contest.entry_indices().map(move |entry| (stage, entry)));
        let counts = |(stage, entry): &(StageIndex, EntryIndex)| {
            self.trial.score(*stage, *entry).is_some() && self.lines.competes(*entry)
        };
        entries.filter(counts).flat_map(|(stage, entry)| self.directions(stage, entry)).collect()
    }

    /// Both directions of each mark of the entry, one step away.
    fn directions(&self, stage: StageIndex, entry: EntryIndex) -> Vec<Move> {
        let contest = self.trial.contest();
        let Some(marks) = &contest.marks[stage.0] else { return Vec::new() };
        let units = |score: &Score| score.to_units(marks.digits()).expect("a range has the stage's digits");
        let mut found = Vec::new();
        for at in contest.judges(stage).flat_map(|juror| cells(contest, stage, juror, entry)) {
            let MarkScale::Range(range) = &contest.stage(stage).criteria()[at.criterion].marks else { continue };
            let Cell::Mark(was) = marks.cell(at) else { continue };
            let (lowest, step) = (units(&range.lowest), units(&range.step));
            let highest = lowest + (units(&range.highest) - lowest) / step * step;
            for (step, end) in [(-step, lowest), (step, highest)] {
                if was != end {
                    let change = Change { stage, at, units: was + step };
                    found.push(Move { difference: self.difference(change), change, step, end, is_first: false });
                }
            }
        }
        found
    }

    /// The first mark in a direction that can touch anything, itself or on the way.
    fn first(&mut self, from: Move) -> Option<Move> {
        let rises = self.nature(from.change).1;
        if !rises {
            return Some(Move { is_first: true, ..from });
        }
        let was = from.change.units - self.units_from(from.change);
        let at = |size: i64| Change { units: was + size * from.step.signum(), ..from.change };
        let (step, end) = (from.step.abs(), (from.end - was).abs());
        let key = (self.group(from.change), from.step > 0);
        let mut reach = self.reaches.get(&key).copied().unwrap_or_default();
        let is_clear = |search: &mut Self, reach: &mut Reach, size: i64| {
            let clear = search.touched_by(at(size), true).is_empty();
            if clear {
                reach.clear = reach.clear.max(size);
            } else {
                reach.touching = Some(reach.touching.map_or(size, |least| least.min(size)));
            }
            clear
        };
        if reach.clear < end && reach.touching.is_none_or(|least| end < least) {
            is_clear(self, &mut reach, end);
        }
        // The first is one of these steps: the least that is known to touch, or one between that and the clear ones.
        let found = reach.touching.filter(|_| reach.clear < end).map(|least| {
            let (mut below, mut touching) = (reach.clear / step, (least + step - 1) / step);
            while below + 1 < touching {
                let middle = (below + touching) / 2;
                if is_clear(self, &mut reach, middle * step) {
                    below = middle;
                } else {
                    touching = middle;
                }
            }
            touching
        });
        self.reaches.insert(key, reach);
        let change = at(found? * step);
        Some(Move { difference: self.difference(change), change, is_first: true, ..from })
    }

    /// What the change touches, or may touch.
    fn touches(&mut self, change: Change) -> Vec<Stake> {
        let key = (self.group(change), self.units_from(change));
        if let Some(known) = self.touched.get(&key) {
            return known.clone();
        }
        let touched = self.touched_by(change, false);
        self.touched.insert(key, touched.clone());
        touched
    }

    /// What of all that is still looked for the change touches; with every smaller one the same way, or alone.
    fn touched_by(&mut self, change: Change, on_the_way: bool) -> Vec<Stake> {
        let rises = self.nature(change).1;
        let tellable = rises || !on_the_way && !self.trial.is_compared(change.stage);
        let outlook = if tellable { self.trial.outlook(change, on_the_way) } else { None };
        self.lines.touched(self.trial, change, outlook.as_ref(), &self.unresolved)
    }

    fn nature(&mut self, change: Change) -> (Alike, bool) {
        let (stage, entry) = (change.stage, change.at.entry);
        let trial = &self.trial;
        *self.natures.entry((stage, entry)).or_insert_with(|| (trial.alike(stage, entry), trial.rises(stage, entry)))
    }

    /// The group of the changed mark.
    fn group(&mut self, change: Change) -> Group {
        let Coordinates { juror, entry, attempt, criterion } = change.at;
        let alike = self.nature(change).0;
        let goes_by = |rule: &NominationRule| match rule {
            NominationRule::Score { stage, criteria } => *stage == change.stage && criteria.contains(&criterion),
            NominationRule::Ballot { .. } | NominationRule::Decision => false,
        };
        let nominations = self.trial.contest().rules.nominations.iter().enumerate();
        Group {
            stage: change.stage,
            entry,
            sheet: (alike != Alike::All).then_some((juror, attempt)),
            criterion: (alike == Alike::Apart).then_some(criterion),
            nominations: nominations.filter(|(_, each)| goes_by(&each.rule)).map(|(index, _)| index).collect(),
        }
    }

    fn difference(&self, change: Change) -> Score {
        let marks = self.trial.contest().marks[change.stage.0].as_ref().expect("a change is one of a stage's marks");
        marks.value(self.units_from(change).abs())
    }

    /// By how many units the change moves its mark.
    fn units_from(&self, change: Change) -> i64 {
        let marks = self.trial.contest().marks[change.stage.0].as_ref().expect("a change is one of a stage's marks");
        match marks.cell(change.at) {
            Cell::Mark(was) => change.units - was,
            Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => 0,
        }
    }

    /// Counts the contest under a change, or remembers what came of another that does the same.
    fn count(&mut self, change: Change) {
        let effect = self.trial.effect(change);
        let told = effect.as_ref().is_some_and(|effect| self.lines.is_told(self.trial, change, effect));
        let key = effect.as_ref().filter(|_| told).map(|effect| (change.at.entry, effect.clone()));
        let known = key.as_ref().and_then(|key| self.counted.get(key).cloned());
        let outcome = known.unwrap_or_else(|| {
            let tally = self.trial.recount(change, effect.as_ref()).ok();
            let of = |stake: &Stake| (*stake, tally.as_ref().and_then(|tally| holders(tally, *stake)));
            self.base.keys().map(of).collect()
        });
        let before = self.unresolved.len();
        for stake in self.unresolved.clone() {
            let (was, now) = (&self.base[&stake], &outcome[&stake]);
            if was != now {
                self.unresolved.remove(&stake);
                let found = self.found_change(change, was.as_ref(), now.as_ref());
                self.found.insert(stake, found);
            }
        }
        if self.unresolved.len() < before {
            self.trial.watch(&self.lines.watched(&self.unresolved));
        }
        if let Some(key) = key {
            self.counted.insert(key, outcome);
        }
    }

    fn found_change(
        &self,
        change: Change,
        was: Option<&BTreeSet<EntryIndex>>,
        now: Option<&BTreeSet<EntryIndex>>,
    ) -> SmallestChange {
        let marks = self.trial.contest().marks[change.stage.0].as_ref().expect("a change is one of a stage's marks");
        let Cell::Mark(units) = marks.cell(change.at) else { unreachable!("only marks are moved") };
        let beside = |one: Option<&BTreeSet<EntryIndex>>, other: Option<&BTreeSet<EntryIndex>>| match (one, other) {
            (Some(one), Some(other)) => one.difference(other).copied().collect(),
            (Some(_) | None, _) => Vec::new(),
        };
        SmallestChange {
            stage: change.stage,
            at: change.at,
            was: marks.value(units),
            now: marks.value(change.units),
            gains: beside(now, was),
            loses: beside(was, now),
            open: now.is_none(),
        }
    }
}
