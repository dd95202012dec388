//! How one entry's scores came about: the very same count with a recorder that keeps what it sees.

use crate::contest::{Axis, Contest, EntryIndex, Operation, StageIndex, Step};
use crate::diagnostic::Diagnostic;
use crate::fold::{FoldedLine, Kept, Recorder, Table, Value};
use crate::source::Place;
use crate::tally::{Count, Part, Scope, Tally, with_amended_marks};

/// The derivation of an entry's score in a stage.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The stage.
    pub stage: StageIndex,
    /// The values that the first step found.
    pub start: Vec<Part>,
    /// The steps in their order.
    pub steps: Vec<StepRecord>,
}

/// What a step did to an entry's table.
#[derive(Clone, Debug)]
pub struct StepRecord {
    /// The line of the rules.
    pub place: Place,
    /// Which of the stage's steps; none for the adjustments that no line speaks of.
    pub step: Option<usize>,
    /// The values before it.
    pub before: Vec<Part>,
    /// The lines that it folded; none for a step that changes numbers or looks at the whole field.
    pub lines: Vec<LineRecord>,
    /// The values after it.
    pub after: Vec<Part>,
}

/// A line that was folded.
#[derive(Clone, Debug)]
pub struct LineRecord {
    /// The axis that was folded away.
    pub axis: Axis,
    /// The members of the axes that stay open.
    pub members: Vec<(Axis, usize)>,
    /// The members and values along the axis, with the part in which each was kept.
    pub kept: Vec<Kept>,
    /// What came of them.
    pub value: Value,
}

/// Counts the contest and derives the scores of an entry in every stage that lists it.
///
/// # Errors
/// As [`crate::tally::tally`].
pub fn explain(
    contest: &Contest,
    scope: Scope,
    entry: EntryIndex,
) -> Result<(Tally, Vec<Derivation>), Vec<Diagnostic>> {
    let contest = with_amended_marks(contest);
    let mut count = Count::new(&contest, scope);
    count.run();
    let derivations: Vec<Derivation> =
        count.stages.iter().filter_map(|result| count.derive(result.stage, entry)).collect();
    count.finish().map(|tally| (tally.of_amended(contest), derivations))
}

impl Count<'_> {
    fn derive(&self, stage: StageIndex, entry: EntryIndex) -> Option<Derivation> {
        let (_, field) = self.ordered[stage.0].iter().find(|(_, field)| field.entries().any(|each| each == entry))?;
        let scored = &self.scored[stage.0].values;
        let entries: Vec<EntryIndex> = field.entries().filter(|entry| scored.has(*entry)).collect();
        let position = entries.iter().position(|each| *each == entry)?;
        let mut keeper = Keeper { position, steps: Vec::new() };
        self.scorer().record(stage, &entries, &mut keeper).ok()?;
        let start = keeper.steps.first().map(|step| step.before.clone()).unwrap_or_default();
        let written = self.contest.stage(stage).score.len();
        for (index, step) in keeper.steps.iter_mut().enumerate() {
            step.step = Some(index).filter(|index| *index < written);
        }
        Some(Derivation { stage, start, steps: keeper.steps })
    }
}

/// Keeps what is done to one entry.
struct Keeper {
    position: usize,
    steps: Vec<StepRecord>,
}

fn parts(table: &Table) -> Vec<Part> {
    table.cells().map(|(members, value)| Part { members, value: value.clone() }).collect()
}

impl Recorder for Keeper {
    const SEES_LINES: bool = true;

    fn before(&mut self, entry: usize, step: &Step, table: &Table) {
        if entry == self.position {
            let before = parts(table);
            self.steps.push(StepRecord { place: step.place, step: None, before, lines: Vec::new(), after: Vec::new() });
        }
    }

    fn folded(&mut self, entry: usize, step: &Step, line: &FoldedLine) {
        let Operation::Fold(fold) = &step.operation else { return };
        let axis = fold.axis;
        if let (true, Some(step)) = (entry == self.position, self.steps.last_mut()) {
            let (members, kept, value) = (line.members.to_vec(), line.kept.to_vec(), line.value.clone());
            step.lines.push(LineRecord { axis, members, kept, value });
        }
    }

    fn after(&mut self, entry: usize, _: &Step, table: &Table) {
        if let (true, Some(step)) = (entry == self.position, self.steps.last_mut()) {
            step.after = parts(table);
        }
    }
}
