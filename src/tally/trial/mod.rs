//! What another mark, or a jury without one of its members, would make of a count.
//!
//! Receives a contest, hands on counts of it under changes that nobody has made. They are the very same count, but
//! lenient, for a decision about what stood there need not fit what might have stood there.

mod effect;
mod nature;
mod outlook;

use std::collections::BTreeMap;

use crate::contest::{
    Axis, Cell, Contest, Coordinates, EntryIndex, JurorIndex, NominationRule, Role, StageIndex, Status,
};
use crate::diagnostic::Diagnostic;
use crate::fold::{Reach, Value};
use crate::tally::scores::{Only, Scored, Scorer};
use crate::tally::{Count, Scope, Tally, with_amended_marks};

pub use effect::Effect;
use effect::{Kept, KeptPlaces};
pub use nature::Alike;
use outlook::{FieldHorizon, Horizon};
pub use outlook::{Outlook, Spans};

/// A mark that might have been another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The stage.
    pub stage: StageIndex,
    /// The cell.
    pub at: Coordinates,
    /// The other mark, in units of the stage's last digit.
    pub units: i64,
}

/// A contest that was counted, and is asked what would have been.
pub struct Trial {
    /// With the marks that decisions have amended.
    contest: Contest,
    scope: Scope,
    statuses: Vec<Status>,
    scored: Vec<Scored>,
    /// Of each stage whose steps look at the whole field, its fields kept to be counted again.
    kept: BTreeMap<StageIndex, Option<Vec<Kept>>>,
    /// Of each stage whose places another one takes for numbers, the places kept likewise.
    places: BTreeMap<StageIndex, Option<Vec<KeptPlaces>>>,
    /// The same of scores from the criteria that a nomination goes by.
    nominated: BTreeMap<usize, Option<Vec<Kept>>>,
    /// Of each stage between what a change leaves those whose mark is none of it; none where that cannot be told.
    horizons: Vec<Option<Horizon>>,
    /// The same of scores from the criteria that a nomination goes by.
    nominated_horizons: BTreeMap<usize, Vec<FieldHorizon<Reach>>>,
}

impl Trial {
    /// Counts the contest up to a stage.
    ///
    /// # Errors
    /// What keeps the count from being taken.
    pub fn new(contest: &Contest, until: StageIndex) -> Result<Self, Vec<Diagnostic>> {
        let contest = with_amended_marks(contest).into_owned();
        let scope = Scope { until, partial: true, lenient: true };
        let mut count = Count::new(&contest, scope);
        count.run();
        let Count { statuses, scored, faults, .. } = count;
        if !faults.is_empty() {
            return Err(faults);
        }
        let (kept, places, nominated) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (horizons, nominated_horizons) = (Vec::new(), BTreeMap::new());
        let mut trial =
            Trial { contest, scope, statuses, scored, kept, places, nominated, horizons, nominated_horizons };
        trial.keep();
        trial.look_ahead();
        Ok(trial)
    }

    /// The contest, with the marks that decisions have amended.
    #[must_use]
    pub fn contest(&self) -> &Contest {
        &self.contest
    }

    /// The score that the entry has in the stage; none if it is not listed there.
    #[must_use]
    pub fn score(&self, stage: StageIndex, entry: EntryIndex) -> Option<&Value> {
        self.scored.get(stage.0)?.values.get(entry)
    }

    /// What entries have for a nomination that goes by a score; none of another.
    #[must_use]
    pub fn nominated(&self, nomination: usize, entries: &[EntryIndex]) -> Option<Vec<(EntryIndex, Value)>> {
        let NominationRule::Score { stage, criteria } = &self.contest.rules.nominations[nomination].rule else {
            return None;
        };
        let own = |entry: &EntryIndex| Some((*entry, self.score(*stage, *entry)?.clone()));
        if criteria.is_empty() {
            return Some(entries.iter().filter_map(own).collect());
        }
        let from = self.scorer().score_from(*stage, entries, Only { axis: Axis::Criteria, members: criteria });
        Some(entries.iter().filter_map(|entry| Some((*entry, from.get(*entry)?.clone()))).collect())
    }

    /// The count under the change. `effect` is what [`Trial::effect`] says of it.
    ///
    /// # Errors
    /// What keeps it from being taken.
    pub fn recount(&mut self, change: Change, effect: Option<&Effect>) -> Result<Tally, Vec<Diagnostic>> {
        let known = |(index, scored): (usize, &Scored)| {
            let stage = StageIndex(index);
            // What the scores of a whole field are folded from is not known of those who moved.
            let effect = effect.filter(|_| !(self.looks_at_parts(stage) && self.looks_at_field(stage)));
            match effect.and_then(|effect| effect.scores.get(&stage)) {
                _ if !self.hangs_on(stage, change.stage) => scored.clone(),
                Some(own) => {
                    let mut known = scored.clone();
                    known.exchange(Scored { values: own.iter().cloned().collect(), ..Scored::default() });
                    own.iter().for_each(|(entry, _)| drop(known.parts.replace(*entry, None)));
                    known
                }
                None => Scored::default(),
            }
        };
        let known: Vec<Scored> = self.scored.iter().enumerate().map(known).collect();
        let was = self.write(change);
        let mut count = Count { known: &known, ..Count::new(&self.contest, self.scope) };
        count.run();
        let tally = count.finish();
        self.restore(change, was);
        tally
    }

    /// The count as it stands.
    ///
    /// # Errors
    /// None that [`Trial::new`] has not met.
    pub fn tally(&self) -> Result<Tally, Vec<Diagnostic>> {
        let mut count = Count { known: &self.scored, ..Count::new(&self.contest, self.scope) };
        count.run();
        count.finish()
    }

    /// The count by a jury without one of its members.
    ///
    /// # Errors
    /// What keeps it from being taken.
    pub fn without(&self, juror: JurorIndex) -> Result<Tally, Vec<Diagnostic>> {
        let mut contest = self.contest.clone();
        contest.jury[juror.0].role = Role::Secretary;
        for ballots in &mut contest.ballots {
            ballots.retain(|ballot| ballot.juror != juror);
        }
        let mut count = Count::new(&contest, self.scope);
        count.run();
        count.finish()
    }

    fn scorer(&self) -> Scorer<'_> {
        Scorer { contest: &self.contest, above: &self.scored, statuses: &self.statuses }
    }

    /// Writes the changed mark; what stood there.
    fn write(&mut self, change: Change) -> Cell {
        let marks = self.contest.marks[change.stage.0].as_mut().expect("a change is one of a stage's marks");
        let was = marks.cell(change.at);
        marks.amend(change.at, Cell::Mark(change.units));
        was
    }

    /// Writes what stood in the place of a changed mark.
    fn restore(&mut self, change: Change, was: Cell) {
        let marks = self.contest.marks[change.stage.0].as_mut().expect("a change is one of a stage's marks");
        marks.amend(change.at, was);
    }
}
