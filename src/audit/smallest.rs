//! The smallest change of a single mark that would alter who passes or who holds an award.
//!
//! Receives a contest that was counted, hands on for each thing at stake the change, with the cell that it is in. It
//! is exact: every mark is tried in every direction along the grid of its criterion, the smallest difference first,
//! and what a change does is counted, never estimated. Two observations keep that short:
//!
//! - Where steps look at one entry at a time, a change moves the scores of its own entry and of nobody else. What is
//!   at stake can then change only if one of those scores crosses a bound, or comes to stand elsewhere among the
//!   scores that a cut or an award was decided by. Only then is the contest counted again; and changes that move an
//!   entry to the very same place between others, equal to nobody, are counted once.
//! - Where a higher mark never lowers a score ([`Trial::rises`]), a score that has crossed such a line on the way
//!   does not come back: the first mark that crosses one is found by bisection.
//!
//! - Where marks are only added up or averaged ([`Trial::is_even`]), the same change of another mark of the entry does
//!   the same to its scores.
//!
//! Where steps look at the whole field (places, points for places) every change is counted; those that leave the same
//! numbers of their entry before the first such step are counted once, unless ties look at single marks.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::lines::{Lines, Profile};
use crate::audit::matrix::cells;
use crate::contest::{Cell, Coordinates, DecisionKind, EntryIndex, MarkScale, StageIndex, Status};
use crate::fold::Value;
use crate::score::Score;
use crate::tally::{Change, Open, Tally, Trial};

/// What a change of a mark can alter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stake {
    /// Who passes a stage.
    Pass(StageIndex),
    /// Who has the first place, where rules give no awards.
    First(StageIndex),
    /// Who holds an award; which of the rules' awards.
    Award(usize),
}

/// What was found for a stake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hinge {
    /// What is at stake.
    pub stake: Stake,
    /// The change, or why there is none.
    pub found: Result<SmallestChange, NoChange>,
}

/// The smallest change of a single mark that alters what is at stake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallestChange {
    /// The stage of the mark.
    pub stage: StageIndex,
    /// The cell.
    pub at: Coordinates,
    /// The mark that stands there.
    pub was: Score,
    /// The mark that would alter it.
    pub now: Score,
    /// Who would pass, or hold it, and does not.
    pub gains: Vec<EntryIndex>,
    /// Who passes, or holds it, and would not.
    pub loses: Vec<EntryIndex>,
    /// Whether it would be for the jury to decide.
    pub open: bool,
}

/// Why there is no such change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChange {
    /// No change of a single mark alters it.
    NoneAlters,
    /// The jury named who it is.
    Decided,
    /// The jury has still to decide.
    Open,
    /// No mark can change alone: they are places, or points that are dealt out.
    MarksDealt,
}

impl NoChange {
    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NoChange::NoneAlters => "none-alters",
            NoChange::Decided => "decided",
            NoChange::Open => "open",
            NoChange::MarksDealt => "marks-dealt",
        }
    }
}

/// What is at stake in a count: who passes, and each award; where there is neither, the first place.
#[must_use]
pub fn stakes(trial: &Trial, tally: &Tally) -> Vec<Stake> {
    let contest = trial.contest();
    let passes = tally.stages.iter().map(|result| result.stage).filter(|stage| contest.stage(*stage).pass.is_some());
    let mut stakes: Vec<Stake> = passes.map(Stake::Pass).collect();
    stakes.extend((0..tally.awards.len()).map(Stake::Award));
    let last = tally.stages.last().map(|result| result.stage);
    if stakes.is_empty() {
        stakes.extend(last.map(Stake::First));
    }
    stakes
}

/// The smallest change for each of the stakes, in their order. `progress` hears how many entries of how many have
/// been looked at.
pub fn smallest(
    trial: &mut Trial,
    tally: &Tally,
    stakes: &[Stake],
    progress: &mut dyn FnMut(usize, usize),
) -> Vec<Hinge> {
    let reasons: Vec<Option<NoChange>> = stakes.iter().map(|stake| settled(trial, tally, *stake)).collect();
    let open = stakes.iter().zip(&reasons).filter(|(_, reason)| reason.is_none());
    let unresolved: BTreeSet<Stake> = open.map(|(stake, _)| *stake).collect();
    let dealt = !has_marks_that_change_alone(trial);
    let lines = Lines::new(trial, tally);
    let mut search = Search {
        base: unresolved.iter().map(|stake| (*stake, holders(tally, *stake))).collect(),
        trial,
        lines,
        unresolved,
        found: BTreeMap::new(),
        counted: BTreeMap::new(),
        alike: BTreeMap::new(),
    };
    search.run(progress);
    let found = search.found;
    let hinge = |(stake, reason): (&Stake, Option<NoChange>)| {
        let none = if dealt { NoChange::MarksDealt } else { NoChange::NoneAlters };
        let found = reason.map_or_else(|| found.get(stake).cloned().ok_or(none), Err);
        Hinge { stake: *stake, found }
    };
    stakes.iter().zip(reasons).map(hinge).collect()
}

/// Why a stake is not looked for.
fn settled(trial: &Trial, tally: &Tally, stake: Stake) -> Option<NoChange> {
    let names = |kind: &DecisionKind| match (kind, stake) {
        (DecisionKind::Pass { stage, .. }, Stake::Pass(own)) => *stage == own,
        (DecisionKind::Award { award, .. }, Stake::Award(own)) => *award == own,
        _ => false,
    };
    if trial.contest().decisions.iter().any(|decision| names(&decision.kind)) {
        return Some(NoChange::Decided);
    }
    holders(tally, stake).is_none().then_some(NoChange::Open)
}

/// Who passes or holds what is at stake, of those who compete; none where it is for the jury to decide.
fn holders(tally: &Tally, stake: Stake) -> Option<BTreeSet<EntryIndex>> {
    let competes = |entry: &EntryIndex| tally.statuses[entry.0] == Status::Eligible;
    match stake {
        Stake::Pass(stage) => {
            let open = |open: &Open| match open {
                Open::Cut { stage: own, .. } | Open::Pass { stage: own } => *own == stage,
                // Nobody goes on from there: equals across the cut have still to be put in order.
                Open::Tie { stage: own, .. } => {
                    *own == stage && tally.stages.last().is_some_and(|last| last.stage == stage)
                }
                Open::NoScore { .. }
                | Open::Award { .. }
                | Open::Nomination { .. }
                | Open::Votes { .. }
                | Open::Undecided { .. }
                | Open::Incomplete { .. } => false,
            };
            let result = tally.stage(stage).filter(|_| !tally.open.iter().any(open))?;
            let passed = result.standings().filter(|standing| standing.passed == Some(true));
            Some(passed.map(|standing| standing.entry).filter(competes).collect())
        }
        Stake::First(stage) => {
            let first = |field: &crate::tally::Field| {
                let best = field.standings.iter().find_map(|standing| standing.place.clone());
                let own = field.standings.iter().filter(|standing| standing.place.is_some() && standing.place == best);
                own.map(|standing| standing.entry).collect::<Vec<_>>()
            };
            let entries: BTreeSet<EntryIndex> = tally.stage(stage)?.fields.iter().flat_map(first).collect();
            let undecided = |open: &Open| match open {
                Open::Tie { stage: own, entries: equal } => {
                    *own == stage && equal.iter().any(|entry| entries.contains(entry))
                }
                Open::Cut { .. }
                | Open::Pass { .. }
                | Open::NoScore { .. }
                | Open::Award { .. }
                | Open::Nomination { .. }
                | Open::Votes { .. }
                | Open::Undecided { .. }
                | Open::Incomplete { .. } => false,
            };
            (!tally.open.iter().any(undecided)).then_some(entries)
        }
        Stake::Award(award) => {
            let holders = tally.awards.get(award).filter(|holders| !holders.open)?;
            Some(holders.entries.iter().copied().collect())
        }
    }
}

fn has_marks_that_change_alone(trial: &Trial) -> bool {
    let contest = trial.contest();
    let mut criteria = contest.rules.stages.iter().flat_map(crate::contest::Stage::criteria);
    criteria.any(|criterion| matches!(criterion.marks, MarkScale::Range(_)))
}

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
}

/// Where an entry comes to stand, by how many units one of its marks is moved.
type ByUnits = BTreeMap<i64, Vec<Profile>>;

/// What tells everything that comes of a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// Where it puts its entry.
    Profiles(EntryIndex, StageIndex, Vec<Profile>),
    /// What it leaves of its entry where a step first looks at the whole field.
    Numbers(EntryIndex, StageIndex, Vec<Value>),
}

/// Who passes or holds what; none where it is for the jury to decide.
type Outcome = BTreeMap<Stake, Option<BTreeSet<EntryIndex>>>;

struct Search<'s> {
    trial: &'s mut Trial,
    lines: Lines,
    base: Outcome,
    unresolved: BTreeSet<Stake>,
    found: BTreeMap<Stake, SmallestChange>,
    /// Who passes or holds what, by where the change puts its entry.
    counted: BTreeMap<Told, Outcome>,
    /// Of each entry where a change of any mark by so many units puts it; nothing where its marks are not alike.
    alike: BTreeMap<(StageIndex, EntryIndex), Option<ByUnits>>,
}

impl Search<'_> {
    /// The smallest difference comes first; of equal ones the first cell by stage, juror, entry, attempt, criterion.
    fn run(&mut self, progress: &mut dyn FnMut(usize, usize)) {
        let mut moves = self.first_moves(progress);
        while let Some(next) = moves.pop_first() {
            if self.unresolved.is_empty() {
                return;
            }
            let profiles = self.profiles(next.change);
            if self.unresolved.iter().any(|stake| self.lines.touches(self.trial, next.change, &profiles, *stake)) {
                self.count(next.change, profiles);
            }
            let units = next.change.units + next.step;
            if next.change.units != next.end {
                let change = Change { units, ..next.change };
                moves.insert(Move { difference: self.difference(change), change, ..next });
            }
        }
    }

    /// Of every mark, up and down, the first that can touch anything.
    fn first_moves(&mut self, progress: &mut dyn FnMut(usize, usize)) -> BTreeSet<Move> {
        let contest = self.trial.contest();
        let stages: Vec<StageIndex> =
            contest.rules.stage_indices().filter(|stage| contest.marks[stage.0].is_some()).collect();
        let entries: Vec<(StageIndex, EntryIndex)> = stages
            .into_iter()
            .flat_map(|stage| contest.entry_indices().map(move |entry| (stage, entry)))
            .filter(|(stage, entry)| self.trial.score(*stage, *entry).is_some() && self.lines.competes(*entry))
            .collect();
        let mut moves = BTreeSet::new();
        for (done, (stage, entry)) in entries.iter().enumerate() {
            progress(done, entries.len());
            for direction in self.directions(*stage, *entry) {
                moves.extend(self.first_move(direction));
            }
        }
        progress(entries.len(), entries.len());
        moves
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
                    found.push(Move { difference: self.difference(change), change, step, end });
                }
            }
        }
        found
    }

    /// The first mark in a direction that can touch anything.
    fn first_move(&mut self, from: Move) -> Option<Move> {
        if !self.trial.rises(from.change.stage, from.change.at.entry) {
            return Some(from);
        }
        let (mut below, mut touching) = (0, (from.end - from.change.units) / from.step + 1);
        let at = |steps: i64| Change { units: from.change.units + (steps - 1) * from.step, ..from.change };
        if !self.can_touch(at(touching)) {
            return None;
        }
        while below + 1 < touching {
            let middle = (below + touching) / 2;
            if self.can_touch(at(middle)) {
                touching = middle;
            } else {
                below = middle;
            }
        }
        Some(Move { difference: self.difference(at(touching)), change: at(touching), ..from })
    }

    fn can_touch(&mut self, change: Change) -> bool {
        let profiles = self.profiles(change);
        self.unresolved.iter().any(|stake| self.lines.touches(self.trial, change, &profiles, *stake))
    }

    /// Where a change puts its entry in the stages that are made of its own marks.
    fn profiles(&mut self, change: Change) -> Vec<Profile> {
        let key = (change.stage, change.at.entry);
        if !self.alike.contains_key(&key) {
            let even = self.trial.is_even(change.stage, change.at.entry);
            self.alike.insert(key, even.then(BTreeMap::new));
        }
        let units = self.units_from(change);
        if let Some(Some(known)) = self.alike.get(&key)
            && let Some(profiles) = known.get(&units)
        {
            return profiles.clone();
        }
        let profiles = self.counted_profiles(change);
        if let Some(Some(known)) = self.alike.get_mut(&key) {
            known.insert(units, profiles.clone());
        }
        profiles
    }

    fn counted_profiles(&mut self, change: Change) -> Vec<Profile> {
        let scores = self.trial.scores(change);
        scores
            .iter()
            .filter_map(|(stage, score)| Some(self.lines.profile(*stage, change.at.entry, score.as_ref().ok()?)))
            .collect()
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
    fn count(&mut self, change: Change, profiles: Vec<Profile>) {
        let told = self.told(change, profiles);
        let known = told.as_ref().and_then(|told| self.counted.get(told).cloned());
        let outcome = known.unwrap_or_else(|| {
            let tally = self.trial.recount(change).ok();
            let of = |stake: &Stake| (*stake, tally.as_ref().and_then(|tally| holders(tally, *stake)));
            self.base.keys().map(of).collect()
        });
        for stake in self.unresolved.clone() {
            let (was, now) = (&self.base[&stake], &outcome[&stake]);
            if was != now {
                self.unresolved.remove(&stake);
                let found = self.found_change(change, was.as_ref(), now.as_ref());
                self.found.insert(stake, found);
            }
        }
        if let Some(told) = told {
            self.counted.insert(told, outcome);
        }
    }

    /// What tells everything that comes of the change; nothing if ties may look at the mark itself.
    fn told(&mut self, change: Change, profiles: Vec<Profile>) -> Option<Told> {
        let (entry, stage) = (change.at.entry, change.stage);
        if self.lines.is_told_by(self.trial, change, &profiles) {
            return Some(Told::Profiles(entry, stage, profiles));
        }
        let numbers =
            self.lines.ties_pass_over_marks(self.trial, change.stage).then(|| self.trial.before_field(change));
        numbers.flatten().map(|numbers| Told::Numbers(entry, stage, numbers))
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
