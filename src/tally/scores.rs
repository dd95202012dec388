//! The scores of a stage: subjects built from marks or from stages above, folded by the stage's steps.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use crate::contest::{
    Addend, Axis, Cell, Content, Contest, Coordinates, Direction, EntryIndex, JurorIndex, LinkRule, MarkScale, Marks,
    Measured, Numbering, Operation, Per, Stage, StageIndex, Status, Step,
};
use crate::fold::{
    AxisMembers, Field, Gap, Links, Recorder, Refusal, Replay, Silent, Subject, Table, Value, looks_at_field,
    restricted, run, run_apart, run_some,
};
use crate::score::Score;
use crate::tally::Parts;
use crate::tally::by_entry::ByEntry;
use crate::tally::parts::KeepParts;

/// The scores of a stage, and the places they led to.
#[derive(Clone, Debug, Default)]
pub(super) struct Scored {
    pub(super) values: ByEntry<Value>,
    /// What the scores were folded from, where it cannot be found out again from the entry alone.
    pub(super) parts: ByEntry<Arc<Parts>>,
    /// The places, where a later stage adds them up.
    pub(super) places: ByEntry<Vec<(Numbering, Score)>>,
    /// The entries of each field, where what one has hangs on who else is there.
    pub(super) fields: Vec<Vec<EntryIndex>>,
}

impl Scored {
    /// The scores of these entries alone, without places; nothing if one of them is not scored here, or not among the
    /// same others.
    pub(super) fn of(&self, entries: &[EntryIndex]) -> Option<Scored> {
        if !self.fields.is_empty() && !self.fields.iter().any(|field| field == entries) {
            return None;
        }
        let values = entries.iter().map(|entry| Some((*entry, self.values.get(*entry)?.clone())));
        let parts = entries.iter().filter_map(|entry| Some((*entry, Arc::clone(self.parts.get(*entry)?))));
        let fields = if self.fields.is_empty() { Vec::new() } else { vec![entries.to_vec()] };
        let values = values.collect::<Option<_>>()?;
        Some(Scored { values, parts: parts.collect(), fields, ..Scored::default() })
    }

    /// Puts the scores and places of some entries in; what stood there.
    pub(super) fn exchange(&mut self, new: Scored) -> Scored {
        let mut was = Scored::default();
        for (entry, value) in new.values {
            was.values.extend(self.values.replace(entry, Some(value)).map(|value| (entry, value)));
        }
        for (entry, places) in new.places {
            was.places.extend(self.places.replace(entry, Some(places)).map(|places| (entry, places)));
        }
        was
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
pub(super) struct Entries<'e> {
    pub(super) scorer: Scorer<'e>,
    pub(super) stage: StageIndex,
    entries: Cow<'e, [EntryIndex]>,
    /// Their tracks, in alphabetical order.
    pub(super) tracks: Vec<&'e str>,
    /// The marks of those who compete, in rising order, under each of the stage's criteria that takes places.
    dealt: BTreeMap<(usize, usize, usize), Vec<i64>>,
}

/// What the entries of a track have in common.
pub(super) struct TrackTable {
    /// Jurors, attempts and criteria.
    pub(super) axes: Vec<AxisMembers>,
    /// Whether a juror judges a criterion: jurors × criteria.
    judged: Vec<bool>,
    criteria: usize,
}

impl TrackTable {
    /// Whether a juror judges a criterion in the track.
    pub(super) fn judges(&self, juror: usize, criterion: usize) -> bool {
        self.judged[juror * self.criteria + criterion]
    }
}

impl<'s> Scorer<'s> {
    /// The scores of the entries of one field.
    pub(super) fn score(self, index: StageIndex, entries: &[EntryIndex]) -> Result<Scored, Vec<Refusal>> {
        let steps = self.steps(index);
        if !steps.iter().any(looks_at_field) {
            let own = Entries::new(self, index, entries.into());
            if let Some(values) = own.run_apart(&steps, None) {
                return Ok(Scored { values: ByEntry::of(entries, values), ..Scored::default() });
            }
        }
        let mut keep = KeepParts::of(entries.len());
        let values = self.record(index, entries, &mut keep)?;
        Ok(Scored {
            values: ByEntry::of(entries, values),
            parts: entries.iter().copied().zip(keep.0.into_iter().map(Arc::new)).collect(),
            fields: if steps.iter().any(looks_at_field) { vec![entries.to_vec()] } else { Vec::new() },
            ..Scored::default()
        })
    }

    /// The scores of some entries where steps look at one entry at a time, or those from some members of an axis alone;
    /// nothing where they cannot be counted for these alone.
    pub(super) fn values(self, index: StageIndex, entries: &[EntryIndex], only: Option<Only>) -> Option<Vec<Value>> {
        let own = Entries::new(self, index, entries.into());
        let subjects = run_some(&self.steps_from(index, only), own.subjects(only), &self.panels())?;
        Some(subjects.into_iter().map(|subject| subject.table.into_score()).collect())
    }

    /// The scores of the entries of one field, or those from some members of an axis alone, kept to be counted again
    /// when some of the entries have other marks; nothing where that cannot be.
    pub(super) fn replay(self, index: StageIndex, entries: &[EntryIndex], only: Option<Only>) -> Option<Replay> {
        let own = Entries::new(self, index, entries.into());
        let field = Field { subjects: own.subjects(only), panels: self.panels(), links: &own };
        Replay::new(&self.steps_from(index, only), field).ok().flatten()
    }

    /// What the steps of a stage begin with for an entry.
    pub(super) fn subject(self, index: StageIndex, entry: EntryIndex, only: Option<Only>) -> Subject {
        let entries = [entry];
        let own = Entries::new(self, index, Cow::Borrowed(&entries));
        own.subject_maker(only)(entry)
    }

    /// What the steps of a stage begin with for the entries of one field.
    pub(super) fn subjects(self, index: StageIndex, entries: &[EntryIndex], only: Option<Only>) -> Vec<Subject> {
        Entries::new(self, index, entries.into()).subjects(only)
    }

    /// The steps of the stage, or those for a score from some members of an axis alone.
    pub(super) fn steps_from(self, index: StageIndex, only: Option<Only>) -> Cow<'s, [Step]> {
        match only {
            None => self.steps(index),
            Some(only) => Cow::Owned(restricted(&self.contest.stage(index).score, only.axis)),
        }
    }

    /// The scores of the entries of one field, every step seen by a recorder.
    pub(super) fn record(
        self,
        index: StageIndex,
        entries: &[EntryIndex],
        recorder: &mut impl Recorder,
    ) -> Result<Vec<Value>, Vec<Refusal>> {
        let own = Entries::new(self, index, entries.into());
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

    /// The scores counted from some members of an axis alone, of all entries of the fields that these are in; a gap
    /// where they cannot be counted.
    pub(super) fn score_from(self, index: StageIndex, entries: &[EntryIndex], only: Only) -> ByEntry<Value> {
        let steps = restricted(&self.contest.stage(index).score, only.axis);
        let within = self.contest.stage(index).within.as_ref();
        let value = |entry: EntryIndex| within.and_then(|column| self.contest.entry(entry).fields.get(column));
        let mut values: ByEntry<Value> = ByEntry::default();
        for &entry in entries {
            if values.has(entry) {
                continue;
            }
            let own_value = value(entry);
            let field: Vec<EntryIndex> =
                self.above[index.0].values.entries().filter(|other| value(*other) == own_value).collect();
            let own = Entries::new(self, index, Cow::Borrowed(&field));
            let apart = if steps.iter().any(looks_at_field) { None } else { own.run_apart(&steps, Some(only)) };
            let scores = apart.unwrap_or_else(|| {
                let run_over = Field { subjects: own.subjects(Some(only)), panels: self.panels(), links: &own };
                run(&steps, run_over, &mut Silent).unwrap_or_else(|_| vec![Err(Gap::NoScore); field.len()])
            });
            values.extend(field.iter().copied().zip(scores));
        }
        values
    }

    /// The same of one entry.
    fn score_of_one_from(self, stage: StageIndex, entry: EntryIndex, only: Only) -> Value {
        self.score_from(stage, &[entry], only).get(entry).cloned().unwrap_or(Err(Gap::NoScore))
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
        self.above[stage.0].values.get(entry).and_then(|value| value.clone().ok()).ok_or(Gap::NoScore)
    }

    pub(super) fn panels(self) -> Vec<Option<usize>> {
        let panel = |name: &String| self.contest.panels.iter().position(|panel| panel == name);
        self.contest.jury.iter().map(|juror| juror.panel.as_ref().and_then(panel)).collect()
    }

    fn competes(self, entry: EntryIndex) -> bool {
        self.statuses[entry.position()] == Status::Eligible
    }
}

impl<'e> Entries<'e> {
    pub(super) fn new(scorer: Scorer<'e>, stage: StageIndex, entries: Cow<'e, [EntryIndex]>) -> Self {
        const STRETCH: usize = 1 << 14;
        let tracks = |entries: &[EntryIndex]| {
            let mut tracks: Vec<&str> = Vec::new();
            for track in entries.iter().map(|entry| scorer.contest.entry(*entry).track.as_str()) {
                // Most contests have no tracks, and most neighbours the same one.
                if tracks.last().is_some_and(|last| last.is_empty() && track.is_empty() || *last == track) {
                    continue;
                }
                if let Err(position) = tracks.binary_search(&track) {
                    tracks.insert(position, track);
                }
            }
            tracks
        };
        let tracks: BTreeSet<&str> = entries.par_chunks(STRETCH).flat_map_iter(tracks).collect();
        let tracks = tracks.into_iter().collect();
        Entries { scorer, stage, entries, tracks, dealt: dealt(scorer, stage) }
    }

    pub(super) fn stage(&self) -> &Stage {
        self.scorer.contest.stage(self.stage)
    }

    /// Runs steps that look at one entry at a time; nothing where others have to be looked at after all.
    fn run_apart(&self, steps: &[Step], only: Option<Only>) -> Option<Vec<Value>> {
        let panels = self.scorer.panels();
        let subjects = || {
            let mut subject = self.subject_maker(only);
            move |index: usize| subject(self.entries[index])
        };
        let quick = || {
            let mut quick = self.whole(steps, only);
            move |index: usize| quick(self.entries[index])
        };
        run_apart(steps, self.entries.len(), &panels, (subjects, quick))
    }

    /// Whom nobody asks to judge whom.
    pub(super) fn conflicts(&self) -> BTreeSet<(EntryIndex, JurorIndex)> {
        self.scorer.contest.conflicts.iter().map(|conflict| (conflict.entry, conflict.juror)).collect()
    }

    fn subjects(&self, only: Option<Only>) -> Vec<Subject> {
        self.entries.iter().copied().map(self.subject_maker(only)).collect()
    }

    /// Makes subjects of entries, one after the other.
    pub(super) fn subject_maker<'s>(&'s self, only: Option<Only<'s>>) -> impl FnMut(EntryIndex) -> Subject + 's {
        let contest = self.scorer.contest;
        let conflicts = self.conflicts();
        let mut adjustments: BTreeMap<EntryIndex, Vec<Score>> = BTreeMap::new();
        for adjustment in contest.adjustments.iter().filter(|each| each.stage == self.stage) {
            adjustments.entry(adjustment.entry).or_default().push(adjustment.points.clone());
        }
        let mut tables: Vec<Option<TrackTable>> = self.tracks.iter().map(|_| None).collect();
        move |entry| {
            let table = match &self.stage().content {
                Content::Marks { .. } => {
                    let group = self.group(entry);
                    let own = tables[group].get_or_insert_with(|| self.track_table(entry, only));
                    self.marks_table(entry, group, own, &conflicts)
                }
                Content::Stages(stages) => {
                    let group = self.group(entry);
                    self.stages_table(entry, group, stages, only)
                }
            };
            let adjustment = adjustments.get(&entry).map_or(Score::integer(0), |points| points.iter().sum());
            self.subject(entry, table, adjustment)
        }
    }

    fn subject(&self, entry: EntryIndex, table: Table, adjustment: Score) -> Subject {
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
        let stage_places = match &self.stage().content {
            Content::Marks { .. } => BTreeMap::new(),
            Content::Stages(stages) => {
                let places =
                    |stage: &StageIndex| Some((stage.0, self.scorer.above[stage.0].places.get(entry)?.clone()));
                stages.iter().filter_map(places).collect()
            }
        };
        let status = self.scorer.statuses[entry.position()];
        Subject { table, status, numbers: numbers.collect(), adjustment, stage_places }
    }

    /// The position of the entry's track among all.
    pub(super) fn group(&self, entry: EntryIndex) -> usize {
        if self.tracks.len() > 1 { self.tracks.binary_search(&self.track(entry)).unwrap_or(0) } else { 0 }
    }

    fn track(&self, entry: EntryIndex) -> &str {
        self.scorer.contest.entry(entry).track.as_str()
    }

    /// The axes of the marks of entries of a track, one of which is `entry`.
    pub(super) fn track_table(&self, entry: EntryIndex, only: Option<Only>) -> TrackTable {
        let (contest, track, criteria) = (self.scorer.contest, self.track(entry), self.stage().criteria());
        let own =
            |index: &usize| criteria[*index].tracks.as_ref().is_none_or(|tracks| tracks.iter().any(|own| own == track));
        let axes = vec![
            members(Axis::Jurors, contest.judges(self.stage).map(|juror| juror.0).collect(), only),
            members(Axis::Attempts, (0..self.stage().attempts()).collect(), only),
            members(Axis::Criteria, (0..criteria.len()).filter(own).collect(), only),
        ];
        let judged = contest.jury.iter().flat_map(|juror| {
            let in_track = juror.judges_track(track);
            criteria.iter().map(move |criterion| in_track && juror.judges_criterion(&criterion.id))
        });
        TrackTable { axes, judged: judged.collect(), criteria: criteria.len() }
    }

    fn marks_table(
        &self,
        entry: EntryIndex,
        group: usize,
        own: &TrackTable,
        conflicts: &BTreeSet<(EntryIndex, JurorIndex)>,
    ) -> Table {
        let marks = self.scorer.contest.marks[self.stage.0].as_ref();
        Table::new(group, own.axes.clone(), |members| {
            let &[(_, juror), (_, attempt), (_, criterion)] = members else {
                unreachable!("marks stand over jurors, attempts and criteria")
            };
            let Some(marks) = marks else { return Err(Gap::Unread) };
            if !own.judges(juror, criterion) {
                return Err(Gap::Outside);
            }
            let juror = JurorIndex(juror);
            if !conflicts.is_empty() && conflicts.contains(&(entry, juror)) {
                return Err(Gap::Conflict);
            }
            self.mark(marks, Coordinates { juror, entry, attempt, criterion })
        })
    }

    fn stages_table(&self, entry: EntryIndex, group: usize, stages: &[StageIndex], only: Option<Only>) -> Table {
        let of_stage = |&stage: &StageIndex| {
            let value = match only {
                None => self.scorer.score_above(stage, entry),
                Some(only) => self.scorer.score_of_one_from(stage, entry, only).map_err(|_| Gap::NoScore),
            };
            (stage.0, value)
        };
        let values: BTreeMap<usize, Value> = stages.iter().map(of_stage).collect();
        let incomplete = values.values().any(Result::is_err) && !fills_gaps(&self.stage().score);
        Table::new(group, self.stage_axes(stages, only), |at| {
            if incomplete { Err(Gap::NoScore) } else { values[&at[0].1].clone() }
        })
    }

    /// The axis of stages that are added up.
    pub(super) fn stage_axes(&self, stages: &[StageIndex], only: Option<Only>) -> Vec<AxisMembers> {
        vec![members(Axis::Stages, stages.iter().map(|stage| stage.0).collect(), only)]
    }

    fn mark(&self, marks: &Marks, at: Coordinates) -> Value {
        match marks.cell(at) {
            Cell::Mark(units) if self.stage().criteria()[at.criterion].marks == MarkScale::Places => {
                Ok(self.place_among_competing(at, units))
            }
            Cell::Mark(units) => Ok(marks.value(units)),
            Cell::Recused => Err(Gap::Recused),
            Cell::Absent => Err(Gap::Absent),
            Cell::Nothing => Err(Gap::Nothing),
            Cell::Unread if marks.has_row(at.juror, at.entry) && self.stage().attempts() > 1 => Err(Gap::NotMade),
            Cell::Unread => Err(Gap::Unread),
        }
    }

    /// A juror's place counts those who compete: one out of competition changes nobody's.
    fn place_among_competing(&self, at: Coordinates, units: i64) -> Score {
        let dealt = self.dealt.get(&(at.juror.0, at.attempt, at.criterion));
        Score::from(dealt.map_or(0, |dealt| dealt.partition_point(|other| *other < units)) + 1)
    }
}

/// The members of an axis, all or those that a score is counted from.
fn members(axis: Axis, all: Vec<usize>, only: Option<Only>) -> AxisMembers {
    let members = match only.filter(|only| only.axis == axis) {
        None => all,
        Some(only) => all.into_iter().filter(|member| only.members.contains(member)).collect(),
    };
    AxisMembers { axis, members: members.into() }
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
                Some(better_is_more(*stage, self.scorer.score_of_one_from(*stage, entry, only).ok()?))
            }
            LinkRule::Jurors { stage, jurors } if *stage != self.stage => {
                let members: Vec<usize> = jurors.iter().map(|juror| juror.0).collect();
                let only = Only { axis: Axis::Jurors, members: &members };
                Some(better_is_more(*stage, self.scorer.score_of_one_from(*stage, entry, only).ok()?))
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

/// The places that jurors gave those who compete, in rising order, under each criterion that takes places.
fn dealt(scorer: Scorer, stage: StageIndex) -> BTreeMap<(usize, usize, usize), Vec<i64>> {
    let (contest, own) = (scorer.contest, scorer.contest.stage(stage));
    let mut dealt = BTreeMap::new();
    let Some(marks) = &contest.marks[stage.0] else { return dealt };
    let criteria = own.criteria().iter().enumerate().filter(|(_, criterion)| criterion.marks == MarkScale::Places);
    for (criterion, _) in criteria {
        for juror in contest.judges(stage) {
            for attempt in 0..own.attempts() {
                let competing = contest.entry_indices().filter(|entry| scorer.competes(*entry));
                let given =
                    competing.filter_map(|entry| match marks.cell(Coordinates { juror, entry, attempt, criterion }) {
                        Cell::Mark(units) => Some(units),
                        Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => None,
                    });
                let mut given: Vec<i64> = given.collect();
                given.sort_unstable();
                dealt.insert((juror.0, attempt, criterion), given);
            }
        }
    }
    dealt
}

/// Whether the steps say what a stage without a score counts as.
fn fills_gaps(steps: &[Step]) -> bool {
    let fills = |step: &Step| match &step.operation {
        Operation::Fold(fold) => fold.axis == Axis::Stages && fold.missing.is_some(),
        _ => false,
    };
    steps.iter().any(fills)
}
