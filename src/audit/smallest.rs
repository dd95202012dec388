//! The smallest change of a single mark that would alter who passes, or who holds an award or a nomination.
//!
//! Receives a contest that was counted, hands on for each thing at stake the change, with the cell that it is in.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Progress;
use crate::audit::search::Search;
use crate::contest::{Coordinates, DecisionKind, EntryIndex, MarkScale, StageIndex, Status};
use crate::score::Score;
use crate::tally::{Open, Tally, Trial};

/// What a change of a mark can alter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stake {
    /// Who passes a stage.
    Pass(StageIndex),
    /// Who has the first place, where rules give no awards.
    First(StageIndex),
    /// Who holds an award; which of the rules' awards.
    Award(usize),
    /// Who holds a nomination; which of the rules' nominations.
    Nomination(usize),
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

/// What is at stake in a count: who passes, and each award and nomination; where there is neither a pass nor an award,
/// the first place.
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
    stakes.extend((0..tally.nominations.len()).map(Stake::Nomination));
    stakes
}

/// The smallest change for each of the stakes, in their order. `progress` hears how much of the search is done.
pub fn smallest(trial: &mut Trial, tally: &Tally, stakes: &[Stake], progress: &mut dyn FnMut(Progress)) -> Vec<Hinge> {
    let reasons: Vec<Option<NoChange>> = stakes.iter().map(|stake| settled(trial, tally, *stake)).collect();
    let open = stakes.iter().zip(&reasons).filter(|(_, reason)| reason.is_none());
    let base = open.map(|(stake, _)| (*stake, holders(tally, *stake))).collect();
    let dealt = !has_marks_that_change_alone(trial);
    let found = Search::new(trial, tally, base).run(progress);
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
        (DecisionKind::Nomination { nomination, .. }, Stake::Nomination(own)) => *nomination == own,
        _ => false,
    };
    if trial.contest().decisions.iter().any(|decision| names(&decision.kind)) {
        return Some(NoChange::Decided);
    }
    holders(tally, stake).is_none().then_some(NoChange::Open)
}

/// Who passes or holds what is at stake, of those who compete; none where it is for the jury to decide.
pub(super) fn holders(tally: &Tally, stake: Stake) -> Option<BTreeSet<EntryIndex>> {
    let competes = |entry: &EntryIndex| tally.statuses[entry.position()] == Status::Eligible;
    match stake {
        Stake::Pass(stage) => {
            let result = tally.stage(stage).filter(|result| !result.pass_is_open)?;
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
        Stake::Nomination(nomination) => {
            let holders = tally.nominations.get(nomination).filter(|holders| !holders.open)?;
            Some(holders.entries.iter().copied().collect())
        }
    }
}

fn has_marks_that_change_alone(trial: &Trial) -> bool {
    let contest = trial.contest();
    let mut criteria = contest.rules.stages.iter().flat_map(crate::contest::Stage::criteria);
    criteria.any(|criterion| matches!(criterion.marks, MarkScale::Range(_)))
}

/// Who passes or holds what; none where it is for the jury to decide.
pub(super) type Outcome = BTreeMap<Stake, Option<BTreeSet<EntryIndex>>>;
