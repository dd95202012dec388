//! What another mark, or a jury without one of its members, would make of a count.
//!
//! Receives a contest, hands on counts of it under changes that nobody has made. They are the very same count, but
//! lenient, for a decision about what stood there need not fit what might have stood there; and they end with the
//! awards, before the nominations.

use std::collections::BTreeMap;

use crate::contest::{
    Axis, Cell, Content, Contest, Coordinates, EntryIndex, Factor, FoldKind, JurorIndex, Operation, Role, StageIndex,
    Status, Step,
};
use crate::diagnostic::Diagnostic;
use crate::fold::{Refusal, Value, looks_at_field};
use crate::tally::scores::{Scored, Scorer};
use crate::tally::{Count, Scope, Tally, with_amended_marks};

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
    basis: Vec<Basis>,
}

/// What an entry's score in a stage is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Its own marks, measured numbers and scores above.
    Itself,
    /// Its places in the stages that are added up.
    PlacesAbove,
    /// Also what others have: steps of the stage, or of one that it adds up, look at the whole field.
    Field,
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
        count.run_to_awards();
        let Count { statuses, scored, faults, .. } = count;
        if !faults.is_empty() {
            return Err(faults);
        }
        let basis = contest.rules.stage_indices().fold(Vec::new(), |mut above: Vec<Basis>, stage| {
            above.push(basis(&contest, stage, &above));
            above
        });
        Ok(Trial { contest, scope, statuses, scored, basis })
    }

    /// The contest, with the marks that decisions have amended.
    #[must_use]
    pub fn contest(&self) -> &Contest {
        &self.contest
    }

    /// What an entry's score in the stage is made of.
    #[must_use]
    pub fn basis(&self, stage: StageIndex) -> Basis {
        self.basis[stage.0]
    }

    /// The score that the entry has in the stage; none if it is not listed there.
    #[must_use]
    pub fn score(&self, stage: StageIndex, entry: EntryIndex) -> Option<&Value> {
        self.scored.get(stage.0)?.values.get(entry)
    }

    /// Whether the scores of the stage hang on marks of the other one.
    #[must_use]
    pub fn stands_on(&self, stage: StageIndex, other: StageIndex) -> bool {
        stage == other
            || match &self.contest.stage(stage).content {
                Content::Marks { .. } => false,
                Content::Stages(of) => of.iter().any(|above| self.stands_on(*above, other)),
            }
    }

    /// Whether a higher mark of the entry never lowers its score in the stage or in one that stands on it, as long as
    /// they are made of the entry's own marks alone.
    ///
    /// Every fold is then a function that rises with each of its values (a mean with or without weights, an order
    /// statistic, a sum of the values that are left when so many of each end are left out), and so does every change
    /// of a number: rounding, adding, a floor, a factor that is not below zero. A number that is pulled towards the
    /// mean rises with the mean too.
    #[must_use]
    pub fn rises(&self, stage: StageIndex, entry: EntryIndex) -> bool {
        let above = self.contest.rules.stage_indices().filter(|each| self.stands_on(*each, stage));
        above.into_iter().all(|each| {
            let rises = |step: &Step| match &step.operation {
                Operation::Times(Factor::Constant(factor)) => !factor.is_negative(),
                Operation::Times(Factor::Each(_, factors)) => !factors.iter().any(crate::score::Score::is_negative),
                Operation::Times(Factor::Number(number)) => {
                    let members = 0..self.contest.stage(each).attempts().max(self.contest.panels.len()).max(1);
                    let value = |member| self.contest.numbers[each.0].get(entry, *number, member);
                    !members.into_iter().filter_map(value).any(crate::score::Score::is_negative)
                }
                Operation::Fold(fold) => !fold.weights.iter().flatten().any(crate::score::Score::is_negative),
                Operation::Round(_)
                | Operation::Plus(_)
                | Operation::Minus(_)
                | Operation::Floor(_)
                | Operation::Pull(..)
                | Operation::Places(..)
                | Operation::Points(..) => true,
            };
            self.contest.stage(each).score.iter().all(rises)
        })
    }

    /// The scores that the change gives its entry in the stage and in those that stand on it, as far as they are made
    /// of the entry's own marks alone.
    pub fn scores(&mut self, change: Change) -> Vec<(StageIndex, Value)> {
        let entry = change.at.entry;
        let alone = |scorer: Scorer, stage: StageIndex| {
            let values = [(entry, scorer.value(stage, entry)?)].into_iter().collect();
            Ok(Scored { values, ..Scored::default() })
        };
        let value = |(stage, scored): (StageIndex, Scored)| Some((stage, scored.values.get(entry)?.clone()));
        self.rescored(change, alone).into_iter().filter_map(value).collect()
    }

    /// Whether a change of any mark of the entry by so many units does the same to its score in the stage, and there
    /// is no gap: marks are added up, or their mean is taken, before anything else is done with them.
    #[must_use]
    pub fn is_even(&self, stage: StageIndex, entry: EntryIndex) -> bool {
        let own = self.contest.stage(stage);
        let Some(marks) = &self.contest.marks[stage.0] else { return false };
        let cells_of = |juror: JurorIndex| {
            let judges = |criterion: &&crate::contest::Criterion| {
                let (juror, track) = (self.contest.juror(juror), self.contest.entry(entry).track.as_str());
                juror.judges_criterion(&criterion.id) && juror.judges_track(track) && criterion.is_for(track)
            };
            own.criteria().iter().filter(judges).count()
        };
        let all = self.contest.judges(stage);
        let jurors: Vec<JurorIndex> = all.filter(|juror| self.contest.conflict(*juror, entry).is_none()).collect();
        let counts: Vec<usize> = jurors.iter().copied().map(cells_of).filter(|count| *count > 0).collect();
        let all = jurors.into_iter().flat_map(|juror| {
            (0..own.attempts()).flat_map(move |attempt| {
                (0..own.criteria().len()).map(move |criterion| Coordinates { juror, entry, attempt, criterion })
            })
        });
        let marked = all.filter(|at| matches!(marks.cell(*at), Cell::Mark(_))).count();
        let evenly = |step: &Step| match &step.operation {
            Operation::Fold(fold) => {
                matches!(fold.kind, FoldKind::Sum | FoldKind::Mean) && fold.drop.is_none() && fold.weights.is_none()
            }
            Operation::Times(Factor::Constant(_)) | Operation::Plus(_) | Operation::Minus(_) => true,
            Operation::Times(Factor::Each(..) | Factor::Number(_))
            | Operation::Round(_)
            | Operation::Floor(_)
            | Operation::Pull(..)
            | Operation::Places(..)
            | Operation::Points(..) => false,
        };
        let folds = |step: &Step| matches!(step.operation, Operation::Fold(_));
        let last = own.score.iter().rposition(folds).unwrap_or(0);
        self.contest.panels.is_empty()
            && counts.windows(2).all(|pair| pair[0] == pair[1])
            && marked == counts.iter().sum::<usize>() * own.attempts()
            && own.score.iter().take(last + 1).all(evenly)
    }

    /// What the change leaves of its entry's marks where a step first looks at the whole field, or at the end.
    pub fn before_field(&mut self, change: Change) -> Option<Vec<Value>> {
        let was = self.write(change.stage, change.at, Cell::Mark(change.units));
        let own = self.contest.stage(change.stage).score.iter();
        let steps: Vec<Step> = own.take_while(|step| !looks_at_field(step)).cloned().collect();
        let scorer = Scorer { contest: &self.contest, above: &self.scored, statuses: &self.statuses };
        let values = scorer.part(change.stage, change.at.entry, &steps).ok();
        self.write(change.stage, change.at, was);
        values
    }

    /// The count under the change.
    ///
    /// # Errors
    /// What keeps it from being taken.
    pub fn recount(&mut self, change: Change) -> Result<Tally, Vec<Diagnostic>> {
        let with_parts = |scorer: Scorer, stage: StageIndex| scorer.score(stage, &[change.at.entry]);
        let mut rescored: BTreeMap<StageIndex, Scored> = self.rescored(change, with_parts).into_iter().collect();
        let known = |(index, scored): (usize, &Scored)| {
            let stage = StageIndex(index);
            let mut known = scored.clone();
            match rescored.remove(&stage) {
                Some(own) => {
                    known.exchange(own);
                    known
                }
                None if stage < change.stage || self.basis[index] == Basis::Itself => known,
                None => Scored::default(),
            }
        };
        let known: Vec<Scored> = self.scored.iter().enumerate().map(known).collect();
        let was = self.write(change.stage, change.at, Cell::Mark(change.units));
        let mut count = Count { known: &known, ..Count::new(&self.contest, self.scope) };
        count.run_to_awards();
        let tally = count.finish();
        self.write(change.stage, change.at, was);
        tally
    }

    /// The count as it stands.
    ///
    /// # Errors
    /// None that [`Trial::new`] has not met.
    pub fn tally(&self) -> Result<Tally, Vec<Diagnostic>> {
        let mut count = Count { known: &self.scored, ..Count::new(&self.contest, self.scope) };
        count.run_to_awards();
        count.finish()
    }

    /// The count by a jury without one of its members.
    ///
    /// # Errors
    /// What keeps it from being taken.
    pub fn without(&self, juror: JurorIndex) -> Result<Tally, Vec<Diagnostic>> {
        let mut contest = self.contest.clone();
        contest.jury[juror.0].role = Role::Secretary;
        let mut count = Count::new(&contest, self.scope);
        count.run_to_awards();
        count.finish()
    }

    fn rescored(
        &mut self,
        change: Change,
        score: impl Fn(Scorer, StageIndex) -> Result<Scored, Vec<Refusal>>,
    ) -> Vec<(StageIndex, Scored)> {
        let entry = change.at.entry;
        let was = self.write(change.stage, change.at, Cell::Mark(change.units));
        let mut found: Vec<(StageIndex, Scored)> = Vec::new();
        for index in change.stage.0..self.scored.len() {
            let stage = StageIndex(index);
            let own = self.basis[index] == Basis::Itself && self.scored[index].values.has(entry);
            if !own || !self.stands_on(stage, change.stage) {
                continue;
            }
            let scorer = Scorer { contest: &self.contest, above: &self.scored, statuses: &self.statuses };
            let Ok(scored) = score(scorer, stage) else { break };
            found.push((stage, self.scored[index].exchange(scored)));
        }
        for (stage, scored) in &mut found {
            *scored = self.scored[stage.0].exchange(std::mem::take(scored));
        }
        self.write(change.stage, change.at, was);
        found
    }

    /// Writes a cell; what stood there.
    fn write(&mut self, stage: StageIndex, at: Coordinates, cell: Cell) -> Cell {
        let marks = self.contest.marks[stage.0].as_mut().expect("a change is one of a stage's marks");
        let was = marks.cell(at);
        marks.amend(at, cell);
        was
    }
}

fn basis(contest: &Contest, stage: StageIndex, above: &[Basis]) -> Basis {
    let own = contest.stage(stage);
    let Content::Stages(of) = &own.content else {
        return if own.score.iter().any(looks_at_field) { Basis::Field } else { Basis::Itself };
    };
    let open = own
        .score
        .iter()
        .take_while(|step| !matches!(&step.operation, Operation::Fold(fold) if fold.axis == Axis::Stages));
    let in_stages = open.filter(|step| matches!(step.operation, Operation::Places(..) | Operation::Points(..))).count();
    let all = own.score.iter().filter(|step| looks_at_field(step)).count();
    let first = own.score.first().is_some_and(looks_at_field);
    if of.iter().any(|stage| above[stage.0] != Basis::Itself) {
        Basis::Field
    } else if all == 0 {
        Basis::Itself
    } else if all == in_stages && first {
        Basis::PlacesAbove
    } else {
        Basis::Field
    }
}
