//! The scores of a stage: subjects built from marks or from stages above, folded by the stage's steps.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::contest::{
    Addend, Axis, Cell, Content, Contest, Coordinates, Direction, EntryIndex, JurorIndex, LinkRule, MarkScale, Marks,
    Measured, Numbering, Operation, Per, Stage, StageIndex, Status, Step,
};
use crate::fold::{
    AxisMembers, Field, FoldedLine, Gap, Links, Recorder, Refusal, Silent, Subject, Table, Value, restricted, run,
    run_tables,
};
use crate::score::Score;
use crate::tally::{Part, Parts};

/// The scores of a stage with the values they were folded from, and the places they led to.
#[derive(Clone, Debug, Default)]
pub(super) struct Scored {
    pub(super) values: BTreeMap<EntryIndex, Value>,
    pub(super) parts: BTreeMap<EntryIndex, Arc<Parts>>,
    pub(super) places: BTreeMap<EntryIndex, Vec<(Numbering, Score)>>,
}

impl Scored {
    /// The scores of these entries alone, without places; nothing if one of them is not scored here.
    pub(super) fn of(&self, entries: &[EntryIndex]) -> Option<Scored> {
        let values = entries.iter().map(|entry| Some((*entry, self.values.get(entry)?.clone())));
        let parts = entries.iter().map(|entry| Some((*entry, Arc::clone(self.parts.get(entry)?))));
        Some(Scored {
            values: values.collect::<Option<_>>()?,
            parts: parts.collect::<Option<_>>()?,
            places: BTreeMap::new(),
        })
    }
}

/// Members of one axis, from which alone a score is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Only<'o> {
    pub(super) axis: Axis,
    pub(super) members: &'o [usize],
}

/// Counts the scores of stages.
#[derive(Clone, Copy)]
pub(super) struct Scorer<'s> {
    pub(super) contest: &'s Contest,
    /// The stages before.
    pub(super) above: &'s [Scored],
    /// Who competes.
    pub(super) statuses: &'s [Status],
}

/// The entries of a field of a stage.
#[derive(Clone, Copy)]
struct Entries<'e> {
    scorer: Scorer<'e>,
    stage: StageIndex,
    entries: &'e [EntryIndex],
}

impl<'s> Scorer<'s> {
    /// The scores of the entries of one field.
    pub(super) fn score(self, index: StageIndex, entries: &[EntryIndex]) -> Result<Scored, Vec<Refusal>> {
        let mut keep = KeepParts(vec![Parts::default(); entries.len()]);
        let values = self.record(index, entries, &mut keep)?;
        Ok(Scored {
            values: entries.iter().copied().zip(values).collect(),
            parts: entries.iter().copied().zip(keep.0.into_iter().map(Arc::new)).collect(),
            places: BTreeMap::new(),
        })
    }

    /// The score of one entry alone, without the values that it was folded from.
    pub(super) fn value(self, index: StageIndex, entry: EntryIndex) -> Result<Value, Vec<Refusal>> {
        Ok(self.record(index, &[entry], &mut Silent)?.pop().unwrap_or(Err(Gap::NoScore)))
    }

    /// The values that some steps of a stage leave of one entry alone.
    pub(super) fn part(self, index: StageIndex, entry: EntryIndex, steps: &[Step]) -> Result<Vec<Value>, Vec<Refusal>> {
        let own = Entries { scorer: self, stage: index, entries: &[entry] };
        let field = Field { subjects: own.subjects(None), panels: self.panels(), links: &own };
        let tables = run_tables(steps, field, &mut Silent)?;
        Ok(tables.iter().flat_map(|table| table.cells().map(|(_, value)| value.clone()).collect::<Vec<_>>()).collect())
    }

    /// The scores of the entries of one field, every step seen by a recorder.
    pub(super) fn record(
        self,
        index: StageIndex,
        entries: &[EntryIndex],
        recorder: &mut impl Recorder,
    ) -> Result<Vec<Value>, Vec<Refusal>> {
        let own = Entries { scorer: self, stage: index, entries };
        let field = Field { subjects: own.subjects(None), panels: self.panels(), links: &own };
        run(&self.steps(index), field, recorder)
    }

    /// The steps of the stage; adjustments are added after the last one if no line says where.
    pub(super) fn steps(self, index: StageIndex) -> Cow<'s, [Step]> {
        let stage = self.contest.stage(index);
        let said = stage.score.iter().any(|step| matches!(step.operation, Operation::Plus(Addend::Adjustments)));
        let adjusted = self.contest.adjustments.iter().find(|adjustment| adjustment.stage == index);
        match adjusted.filter(|_| !said) {
            None => Cow::Borrowed(&stage.score),
            Some(adjustment) => {
                let operation = Operation::Plus(Addend::Adjustments);
                let step = Step { operation, direction: stage.direction, place: adjustment.place };
                Cow::Owned(stage.score.iter().cloned().chain(std::iter::once(step)).collect())
            }
        }
    }

    /// The scores counted from some members of an axis alone; a gap where they cannot be counted.
    pub(super) fn score_from(self, index: StageIndex, entries: &[EntryIndex], only: Only) -> Vec<Value> {
        let steps = restricted(&self.contest.stage(index).score, only.axis);
        let value = |entry: EntryIndex| {
            let within = self.contest.stage(index).within.as_ref();
            within.and_then(|column| self.contest.entry(entry).fields.get(column))
        };
        let mut values: BTreeMap<EntryIndex, Value> = BTreeMap::new();
        for &entry in entries {
            if values.contains_key(&entry) {
                continue;
            }
            let field: Vec<EntryIndex> =
                self.above[index.0].values.keys().copied().filter(|other| value(*other) == value(entry)).collect();
            let own = Entries { scorer: self, stage: index, entries: &field };
            let run_over = Field { subjects: own.subjects(Some(only)), panels: self.panels(), links: &own };
            let scores = run(&steps, run_over, &mut Silent).unwrap_or_else(|_| vec![Err(Gap::NoScore); field.len()]);
            values.extend(field.iter().copied().zip(scores));
        }
        entries.iter().map(|entry| values.get(entry).cloned().unwrap_or(Err(Gap::NoScore))).collect()
    }

    /// A measured number of an entry: a number, a date as a count of days, nothing if there is none.
    pub(super) fn measured(self, entry: EntryIndex, measured: &Measured) -> Option<Score> {
        match measured {
            Measured::Number(stage, number) => self.contest.numbers[stage.0].get(entry, *number, 0).cloned(),
            Measured::Column(column) => {
                let text = self.contest.entry(entry).fields.get(column)?;
                let day = text.parse::<chrono::NaiveDate>().ok();
                let days = day.map(|day| Score::integer(i64::from(chrono::Datelike::num_days_from_ce(&day))));
                days.or_else(|| Score::parse(text).ok())
            }
        }
    }

    fn score_above(self, stage: StageIndex, entry: EntryIndex) -> Value {
        self.above[stage.0].values.get(&entry).and_then(|value| value.clone().ok()).ok_or(Gap::NoScore)
    }

    fn panels(self) -> Vec<Option<usize>> {
        let panel = |name: &String| self.contest.panels.iter().position(|panel| panel == name);
        self.contest.jury.iter().map(|juror| juror.panel.as_ref().and_then(panel)).collect()
    }

    fn competes(self, entry: EntryIndex) -> bool {
        self.statuses[entry.0] == Status::Eligible
    }
}

impl Entries<'_> {
    fn stage(&self) -> &Stage {
        self.scorer.contest.stage(self.stage)
    }

    fn subjects(&self, only: Option<Only>) -> Vec<Subject> {
        let track = |entry: EntryIndex| self.scorer.contest.entry(entry).track.as_str();
        let tracks: BTreeSet<&str> = self.entries.iter().map(|entry| track(*entry)).collect();
        let group = |entry: EntryIndex| tracks.iter().position(|each| *each == track(entry)).unwrap_or(0);
        self.entries.iter().map(|&entry| self.subject(entry, self.table(entry, group(entry), only))).collect()
    }

    fn subject(&self, entry: EntryIndex, table: Table) -> Subject {
        let contest = self.scorer.contest;
        let numbers = self.stage().numbers.iter().enumerate().map(|(number, each)| {
            let members = match each.per {
                Per::Entry => 1,
                Per::Attempt => self.stage().attempts(),
                Per::Panel => contest.panels.len(),
            };
            let value = |member| contest.numbers[self.stage.0].get(entry, number, member).cloned();
            (each.per.axis(), (0..members).map(value).collect())
        });
        let own = contest.adjustments.iter().filter(|each| each.stage == self.stage && each.entry == entry);
        let points: Vec<Score> = own.map(|adjustment| adjustment.points.clone()).collect();
        let stage_places = match &self.stage().content {
            Content::Marks { .. } => BTreeMap::new(),
            Content::Stages(stages) => {
                let places =
                    |stage: &StageIndex| Some((stage.0, self.scorer.above[stage.0].places.get(&entry)?.clone()));
                stages.iter().filter_map(places).collect()
            }
        };
        Subject {
            table,
            status: self.scorer.statuses[entry.0],
            numbers: numbers.collect(),
            adjustment: points.iter().sum(),
            stage_places,
        }
    }

    fn table(&self, entry: EntryIndex, group: usize, only: Option<Only>) -> Table {
        let contest = self.scorer.contest;
        let members = |axis, all: Vec<usize>| {
            let chosen = |only: Only| all.iter().copied().filter(|member| only.members.contains(member)).collect();
            AxisMembers { axis, members: only.filter(|only| only.axis == axis).map_or_else(|| all.clone(), chosen) }
        };
        match &self.stage().content {
            Content::Marks { criteria, attempts } => {
                let track = &contest.entry(entry).track;
                let own = |index: &usize| criteria[*index].tracks.as_ref().is_none_or(|tracks| tracks.contains(track));
                let axes = vec![
                    members(Axis::Jurors, contest.judges(self.stage).map(|juror| juror.0).collect()),
                    members(Axis::Attempts, (0..*attempts).collect()),
                    members(Axis::Criteria, (0..criteria.len()).filter(own).collect()),
                ];
                Table::new(group, axes, |at| {
                    self.mark(Coordinates { juror: JurorIndex(at[0]), entry, attempt: at[1], criterion: at[2] })
                })
            }
            Content::Stages(stages) => {
                let of_stage = |&stage: &StageIndex| {
                    let from =
                        |only| Some(self.scorer.score_from(stage, &[entry], only).pop()?.map_err(|_| Gap::NoScore));
                    let value = match only {
                        None => self.scorer.score_above(stage, entry),
                        Some(only) => from(only).unwrap_or(Err(Gap::NoScore)),
                    };
                    (stage.0, value)
                };
                let values: BTreeMap<usize, Value> = stages.iter().map(of_stage).collect();
                let incomplete = values.values().any(Result::is_err) && !fills_gaps(&self.stage().score);
                let axes = vec![members(Axis::Stages, stages.iter().map(|stage| stage.0).collect())];
                Table::new(group, axes, |at| if incomplete { Err(Gap::NoScore) } else { values[&at[0]].clone() })
            }
        }
    }

    fn mark(&self, at: Coordinates) -> Value {
        let contest = self.scorer.contest;
        let Some(marks) = &contest.marks[self.stage.0] else { return Err(Gap::Unread) };
        let criterion = &self.stage().criteria()[at.criterion];
        let juror = contest.juror(at.juror);
        if !juror.judges_criterion(&criterion.id) || !juror.judges_track(&contest.entry(at.entry).track) {
            return Err(Gap::Outside);
        }
        if contest.conflict(at.juror, at.entry).is_some() {
            return Err(Gap::Conflict);
        }
        match marks.cell(at) {
            Cell::Mark(units) if criterion.marks == MarkScale::Places => {
                Ok(self.place_among_competing(marks, at, units))
            }
            Cell::Mark(units) => Ok(marks.value(units)),
            Cell::Recused => Err(Gap::Recused),
            Cell::Absent => Err(Gap::Absent),
            Cell::Nothing => Err(Gap::Nothing),
            Cell::Unread if contest.conflict(at.juror, at.entry).is_some() => Err(Gap::Recused),
            Cell::Unread if marks.has_row(at.juror, at.entry) && self.stage().attempts() > 1 => Err(Gap::NotMade),
            Cell::Unread => {
                let juror = contest.juror(at.juror);
                let own = juror.judges_criterion(&criterion.id) && juror.judges_track(&contest.entry(at.entry).track);
                Err(if own { Gap::Unread } else { Gap::Nothing })
            }
        }
    }

    /// A juror's place counts those who compete: one out of competition changes nobody's.
    fn place_among_competing(&self, marks: &Marks, at: Coordinates, units: i64) -> Score {
        let better = self.scorer.contest.entry_indices().filter(|&entry| {
            let other = marks.cell(Coordinates { entry, ..at });
            entry != at.entry && self.scorer.competes(entry) && matches!(other, Cell::Mark(other) if other < units)
        });
        Score::from(better.count() + 1)
    }
}

impl Links for Entries<'_> {
    fn stage(&self) -> StageIndex {
        self.stage
    }

    fn only(&self, axis: Axis, members: &[usize]) -> Vec<Subject> {
        self.subjects(Some(Only { axis, members }))
    }

    fn number(&self, entry: usize, rule: &LinkRule) -> Option<Score> {
        let entry = self.entries[entry];
        let better_is_more = |stage: StageIndex, score: Score| match self.scorer.contest.stage(stage).direction {
            Direction::Higher => score,
            Direction::Lower => -score,
        };
        match rule {
            LinkRule::Criteria { stage, criteria } if *stage != self.stage => {
                let only = Only { axis: Axis::Criteria, members: criteria };
                Some(better_is_more(*stage, self.scorer.score_from(*stage, &[entry], only).pop()?.ok()?))
            }
            LinkRule::Jurors { stage, jurors } if *stage != self.stage => {
                let members: Vec<usize> = jurors.iter().map(|juror| juror.0).collect();
                let only = Only { axis: Axis::Jurors, members: &members };
                Some(better_is_more(*stage, self.scorer.score_from(*stage, &[entry], only).pop()?.ok()?))
            }
            LinkRule::Stage(stage) => {
                let score = self.scorer.score_above(*stage, entry).ok()?;
                Some(match self.scorer.contest.stage(*stage).direction {
                    Direction::Higher => score,
                    Direction::Lower => -score,
                })
            }
            LinkRule::Highest(measured) => self.scorer.measured(entry, measured),
            LinkRule::Lowest(measured) => self.scorer.measured(entry, measured).map(|number| -number),
            LinkRule::Criteria { .. } | LinkRule::Jurors { .. } | LinkRule::Count(..) | LinkRule::Countback(_) => None,
        }
    }
}

/// Whether the steps say what a stage without a score counts as.
fn fills_gaps(steps: &[Step]) -> bool {
    let fills = |step: &Step| match &step.operation {
        Operation::Fold(fold) => fold.axis == Axis::Stages && fold.missing.is_some(),
        _ => false,
    };
    steps.iter().any(fills)
}

/// Keeps the values before an axis is folded.
struct KeepParts(Vec<Parts>);

impl Recorder for KeepParts {
    fn before(&mut self, entry: usize, step: &Step, table: &Table) {
        let Operation::Fold(fold) = &step.operation else { return };
        let part = |(members, value): (Vec<(Axis, usize)>, &Value)| Part { members, value: value.clone() };
        self.0[entry].0.insert(fold.axis, table.cells().map(part).collect());
    }

    fn folded(&mut self, _: usize, _: &Step, _: &FoldedLine) {}
    fn after(&mut self, _: usize, _: &Step, _: &Table) {}
}
