//! What scores were folded from: kept with them where it hangs on others, else found out again, entry by entry.

use std::borrow::Cow;
use std::sync::Arc;

use crate::contest::{Axis, Contest, EntryIndex, Operation, StageIndex, Step};
use crate::fold::{Field, FoldedLine, NoLinks, Recorder, Table, Value, run};
use crate::tally::scores::{Entries, Scorer};
use crate::tally::{Part, Parts, Tally};

/// Tells the values of entries as they stand in a stage before jurors, criteria and stages are folded.
pub struct StageParts<'t> {
    steps: Cow<'t, [Step]>,
    panels: Vec<Option<usize>>,
    entries: Entries<'t>,
}

impl Tally {
    /// The values of the entries of a stage before an axis is folded. `contest` is the one that was counted.
    #[must_use]
    pub fn parts<'t>(&'t self, contest: &'t Contest, stage: StageIndex) -> StageParts<'t> {
        let contest = self.amended.as_deref().unwrap_or(contest);
        let scorer = Scorer { contest, above: &self.scored, statuses: &self.statuses };
        let entries = self.scored.get(stage.0).map(|scored| scored.values.entries().collect()).unwrap_or_default();
        StageParts::new(scorer, stage, Cow::Owned(entries))
    }
}

impl<'t> StageParts<'t> {
    /// Those of some entries, or of others of their tracks.
    pub(super) fn new(scorer: Scorer<'t>, stage: StageIndex, entries: Cow<'t, [EntryIndex]>) -> Self {
        StageParts {
            steps: scorer.steps(stage),
            panels: scorer.panels(),
            entries: Entries::new(scorer, stage, entries),
        }
    }

    /// The values of some entries, in their order; none of one that has not been counted.
    #[must_use]
    pub fn of(&self, entries: &[EntryIndex]) -> Vec<Arc<Parts>> {
        let mut subject = self.entries.subject_maker(None);
        let mut again = |entry| {
            let field = Field { subjects: vec![subject(entry)], panels: self.panels.clone(), links: &NoLinks };
            let mut keep = KeepParts::of(1);
            // An entry of which nothing is left has no score; what there was is kept all the same.
            let _ = run(&self.steps, field, &mut keep);
            Arc::new(keep.0.pop().unwrap_or_default())
        };
        let scored = self.entries.scorer.above.get(self.entries.stage.0);
        let parts = |entry: &EntryIndex| match scored {
            Some(scored) if scored.values.has(*entry) => {
                scored.parts.get(*entry).cloned().unwrap_or_else(|| again(*entry))
            }
            Some(_) | None => Arc::default(),
        };
        entries.iter().map(parts).collect()
    }
}

/// Keeps the values before an axis is folded.
pub(super) struct KeepParts(pub(super) Vec<Parts>);

impl KeepParts {
    /// For so many entries.
    pub(super) fn of(entries: usize) -> Self {
        KeepParts(vec![Parts::default(); entries])
    }
}

impl Recorder for KeepParts {
    const SEES_LINES: bool = false;

    fn before(&mut self, entry: usize, step: &Step, table: &Table) {
        let Operation::Fold(fold) = &step.operation else { return };
        let part = |(members, value): (Vec<(Axis, usize)>, &Value)| Part { members, value: value.clone() };
        self.0[entry].0.insert(fold.axis, table.cells().map(part).collect());
    }

    fn folded(&mut self, _: usize, _: &Step, _: &FoldedLine) {}
    fn after(&mut self, _: usize, _: &Step, _: &Table) {}
}
