//! The scores of a stage: tables built from marks or from stages above, folded by the stage's steps.

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Axis, Cell, Content, Contest, Coordinates, EntryIndex, JurorIndex, Operation, StageIndex, Step};
use crate::fold::{AxisMembers, Gap, Recorder, Refusal, Silent, Table, Value, restricted, run};
use crate::tally::{Part, Parts};

/// The scores of a stage with the values they were folded from.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) values: BTreeMap<EntryIndex, Value>,
    pub(super) parts: BTreeMap<EntryIndex, Parts>,
}

/// Members of one axis, from which alone a score is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Only<'o> {
    pub(super) axis: Axis,
    pub(super) members: &'o [usize],
}

/// The scores of the entries in a stage; `above` are those of the stages before it.
pub(super) fn score(
    contest: &Contest,
    above: &[Scored],
    index: StageIndex,
    entries: &[EntryIndex],
) -> Result<Scored, Vec<Refusal>> {
    let tables = tables(contest, index, entries, None, &|stage, entry| score_above(above, stage, entry));
    let mut keep = KeepParts(vec![Parts::default(); entries.len()]);
    let values = run(&contest.stage(index).score, tables, &mut keep)?;
    Ok(Scored {
        values: entries.iter().copied().zip(values).collect(),
        parts: entries.iter().copied().zip(keep.0).collect(),
    })
}

/// The scores counted from some members of an axis alone; a gap where they cannot be counted.
pub(super) fn score_from(contest: &Contest, index: StageIndex, entries: &[EntryIndex], only: Only) -> Vec<Value> {
    let of_stage = |stage: StageIndex, entry: EntryIndex| {
        score_from(contest, stage, &[entry], only).pop().unwrap_or(Err(Gap::NoScore))
    };
    let tables = tables(contest, index, entries, Some(only), &of_stage);
    let steps = restricted(&contest.stage(index).score, only.axis);
    run(&steps, tables, &mut Silent).unwrap_or_else(|_| vec![Err(Gap::NoScore); entries.len()])
}

fn score_above(above: &[Scored], stage: StageIndex, entry: EntryIndex) -> Value {
    above[stage.0].values.get(&entry).cloned().unwrap_or(Err(Gap::NoScore))
}

fn tables(
    contest: &Contest,
    index: StageIndex,
    entries: &[EntryIndex],
    only: Option<Only>,
    of_stage: &dyn Fn(StageIndex, EntryIndex) -> Value,
) -> Vec<Table> {
    let tracks: BTreeSet<&str> = contest.entries.iter().map(|entry| entry.track.as_str()).collect();
    let group = |entry: EntryIndex| tracks.iter().position(|track| *track == contest.entry(entry).track).unwrap_or(0);
    let table = |&entry: &EntryIndex| match &contest.stage(index).content {
        Content::Marks { criteria, attempts } => {
            let judges: Vec<usize> = contest.judges(index).map(|juror| juror.0).collect();
            let members = |axis, all: Vec<usize>| {
                let own = only.filter(|only| only.axis == axis);
                AxisMembers { axis, members: own.map_or(all, |only| only.members.to_vec()) }
            };
            let axes = vec![
                members(Axis::Jurors, judges),
                members(Axis::Attempts, (0..*attempts).collect()),
                members(Axis::Criteria, (0..criteria.len()).collect()),
            ];
            Table::new(group(entry), axes, |at| {
                let at = Coordinates { juror: JurorIndex(at[0]), entry, attempt: at[1], criterion: at[2] };
                mark(contest, index, at)
            })
        }
        Content::Stages(stages) => {
            let axes = vec![AxisMembers { axis: Axis::Stages, members: stages.iter().map(|stage| stage.0).collect() }];
            let values: BTreeMap<usize, Value> =
                stages.iter().map(|&stage| (stage.0, of_stage(stage, entry))).collect();
            let incomplete = values.values().any(Result::is_err) && !fills_gaps(&contest.stage(index).score);
            Table::new(group(entry), axes, |at| if incomplete { Err(Gap::NoScore) } else { values[&at[0]].clone() })
        }
    };
    entries.iter().map(table).collect()
}

/// Whether the steps say what a stage without a score counts as.
fn fills_gaps(steps: &[Step]) -> bool {
    steps.iter().any(|step| match &step.operation {
        Operation::Fold(fold) => fold.axis == Axis::Stages && fold.missing.is_some(),
        Operation::Round(_) | Operation::Times(_) => false,
    })
}

fn mark(contest: &Contest, index: StageIndex, at: Coordinates) -> Value {
    let Some(marks) = &contest.marks[index.0] else { return Err(Gap::Unread) };
    match marks.cell(at) {
        Cell::Mark(units) => Ok(marks.value(units)),
        Cell::Recused => Err(Gap::Recused),
        Cell::Absent => Err(Gap::Absent),
        Cell::Nothing => Err(Gap::Nothing),
        Cell::Unread if contest.conflict(at.juror, at.entry).is_some() => Err(Gap::Recused),
        Cell::Unread if marks.has_row(at.juror, at.entry) && contest.stage(index).attempts() > 1 => Err(Gap::NotMade),
        Cell::Unread => {
            let juror = contest.juror(at.juror);
            let criterion = &contest.stage(index).criteria()[at.criterion];
            let own = juror.judges_criterion(&criterion.id) && juror.judges_track(&contest.entry(at.entry).track);
            Err(if own { Gap::Unread } else { Gap::Nothing })
        }
    }
}

/// Keeps the values before jurors, criteria and stages are folded.
struct KeepParts(Vec<Parts>);

impl Recorder for KeepParts {
    fn before(&mut self, entry: usize, step: &Step, table: &Table) {
        let Operation::Fold(fold) = &step.operation else { return };
        let parts = &mut self.0[entry];
        let kept = match fold.axis {
            Axis::Jurors => &mut parts.jurors,
            Axis::Criteria => &mut parts.criteria,
            Axis::Stages => &mut parts.stages,
            Axis::Attempts => return,
        };
        *kept = table.cells().map(|(members, value)| Part { members, value: value.clone() }).collect();
    }
}
