//! The scores of a stage, counted step by step from the drawn contest in the plainest way there is.
//!
//! Nothing here is shared with the engine; every rule is the rule model's, read literally.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Addend, Axis, Cell, Contest, Half, Kind, Link, Number, Per, Scale, Stage, Status, Step, default_steps, ratio, whole,
};
use crate::places::{self, Counted};
use crate::ties::split_all;

/// Why a count cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    UnevenSum,
    NothingLeft,
    /// What the engine alone refuses.
    Other(&'static str),
}

/// All that keeps one step from being taken.
pub type Refusals = BTreeSet<Refusal>;

/// Which marks a count is taken from.
#[derive(Clone, Debug)]
pub enum Only {
    All,
    Criteria(BTreeSet<usize>),
    Jurors(BTreeSet<usize>),
}

/// Where a number stands in the table; `None` on an axis that is folded, or not the stage's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub entry: usize,
    pub juror: Option<usize>,
    pub panel: Option<usize>,
    pub criterion: Option<usize>,
    pub attempt: Option<usize>,
    pub stage: Option<usize>,
}

/// The numbers; a gap is a cell without one.
pub type Table = BTreeMap<Key, Option<Number>>;

/// A table on its way through the steps.
#[derive(Clone)]
pub struct Progress {
    pub stage: usize,
    pub only: Only,
    /// How many of the stage's steps are taken.
    pub taken: usize,
    pub table: Table,
    /// Whether the lower numbers are better.
    pub low: bool,
    /// The table before jurors were folded by the Skating System.
    pub judged: Table,
    adjusted: bool,
}

/// A count under way.
pub struct Recount<'c> {
    pub contest: &'c Contest,
    /// The stages counted so far.
    pub stages: Vec<Counted>,
    pub remaining: BTreeSet<usize>,
    /// The rules that made a difference.
    pub bites: RefCell<BTreeSet<&'static str>>,
}

impl Key {
    fn member(&mut self, axis: Axis) -> &mut Option<usize> {
        match axis {
            Axis::Jurors => &mut self.juror,
            Axis::Panels => &mut self.panel,
            Axis::Criteria => &mut self.criterion,
            Axis::Attempts => &mut self.attempt,
            Axis::Stages => &mut self.stage,
        }
    }

    pub fn on(mut self, axis: Axis) -> Option<usize> {
        *self.member(axis)
    }

    pub fn without(mut self, axis: Axis) -> Key {
        *self.member(axis) = None;
        self
    }
}

impl Progress {
    fn begin(stage: usize, only: &Only, table: Table, low: bool) -> Self {
        Progress { stage, only: only.clone(), taken: 0, table, low, judged: Table::new(), adjusted: false }
    }
}

impl<'c> Recount<'c> {
    /// A count in which nothing is counted yet.
    pub fn new(contest: &'c Contest) -> Self {
        let judged = |entry: &usize| contest.entries[*entry].status.is_judged();
        let remaining = (0..contest.entries.len()).filter(judged).collect();
        Recount { contest, stages: Vec::new(), remaining, bites: RefCell::default() }
    }
}

impl Recount<'_> {
    pub fn bite(&self, name: &'static str) {
        self.bites.borrow_mut().insert(name);
    }

    /// The score of each entry, or why the sum of one field or another cannot be taken.
    pub fn scores(&self, stage: usize, entries: &[usize]) -> Result<BTreeMap<usize, Option<Number>>, Refusals> {
        let mut scores = BTreeMap::new();
        let mut refusals = Refusals::new();
        for field in self.fields(stage, entries) {
            match self.field_scores(stage, &field, &Only::All) {
                Ok(own) => scores.extend(own),
                Err(own) => refusals.extend(own),
            }
        }
        if refusals.is_empty() { Ok(scores) } else { Err(refusals) }
    }

    /// The scores counted from some marks alone; none in a field where they cannot be counted.
    pub fn scores_from(&self, stage: usize, only: &Only) -> BTreeMap<usize, Number> {
        let scores = match only {
            Only::All => self.stages[stage].scores.clone(),
            Only::Criteria(_) | Only::Jurors(_) => {
                let fields = self.fields(stage, &self.stages[stage].listed).into_iter();
                fields.filter_map(|field| self.field_scores(stage, &field, only).ok()).flatten().collect()
            }
        };
        scores.into_iter().filter_map(|(entry, score)| Some((entry, score?))).collect()
    }

    /// Entries that are counted among themselves.
    pub fn fields(&self, stage: usize, entries: &[usize]) -> Vec<Vec<usize>> {
        let mut fields: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for &entry in entries {
            let within = self.contest.stages[stage].within;
            fields.entry(within.and_then(|column| self.contest.column(entry, column))).or_default().push(entry);
        }
        fields.into_values().collect()
    }

    fn field_scores(
        &self,
        stage: usize,
        entries: &[usize],
        only: &Only,
    ) -> Result<BTreeMap<usize, Option<Number>>, Refusals> {
        let mut end = self.run(stage, entries, only, self.steps(stage).len())?;
        if matches!(only, Only::All) && !end.adjusted {
            self.adjust(stage, &mut end.table);
        }
        let mut scores: BTreeMap<usize, Option<Number>> = entries.iter().map(|entry| (*entry, None)).collect();
        for (key, value) in &end.table {
            if value.is_some() {
                assert!(scores.insert(key.entry, *value) == Some(None), "an axis is left open");
            }
        }
        Ok(scores)
    }

    /// Whether the lower scores of the stage are better.
    pub fn is_low(&self, stage: usize) -> bool {
        self.run(stage, &[], &Only::All, self.steps(stage).len()).expect("nothing to refuse").low
    }

    pub fn steps(&self, stage: usize) -> Vec<Step> {
        let stage = &self.contest.stages[stage];
        stage.score.clone().unwrap_or_else(|| default_steps(stage))
    }

    /// The table after so many steps.
    pub fn run(&self, stage: usize, entries: &[usize], only: &Only, count: usize) -> Result<Progress, Refusals> {
        let table = self.table(stage, entries, only);
        let own = &self.contest.stages[stage];
        let low = |criterion: &crate::model::Criterion| criterion.low || criterion.scale == Scale::Places;
        let low = own.criteria.iter().any(low) || own.of.iter().any(|of| self.stages[*of].low);
        let mut at = Progress::begin(stage, only, table, low);
        for step in self.steps(stage).iter().take(count) {
            self.step(step, &mut at)?;
            at.taken += 1;
        }
        Ok(at)
    }

    /// The marks, or the scores of the stages that are added up.
    fn table(&self, stage: usize, entries: &[usize], only: &Only) -> Table {
        let contest = self.contest;
        let own = &contest.stages[stage];
        let mut table = Table::new();
        for &of in &own.of {
            let scores = self.scores_from(of, only);
            for &entry in entries {
                let key = Key { entry, stage: Some(of), ..Key::default() };
                table.insert(key, scores.get(&entry).copied());
            }
        }
        // An entry needs a score in each, unless a line says what a gap counts as.
        let counts_gaps = |step: &Step| matches!(step, Step::Fold(fold) if fold.missing.is_some());
        if !own.of.is_empty() && !self.steps(stage).iter().any(counts_gaps) {
            for entry in entries {
                let own = || table.iter().filter(|(key, _)| key.entry == *entry);
                if own().any(|(_, value)| value.is_none()) {
                    let keys: Vec<Key> = own().map(|(key, _)| *key).collect();
                    table.extend(keys.into_iter().map(|key| (key, None)));
                }
            }
        }
        let looked_at = |juror: usize, criterion: usize| match only {
            Only::All => true,
            Only::Criteria(criteria) => criteria.contains(&criterion),
            Only::Jurors(jurors) => jurors.contains(&juror),
        };
        for &entry in entries {
            for (juror, criterion) in pairs(contest.jurors.len(), own.criteria.len()) {
                if !contest.has_cell(stage, juror, entry, criterion) || !looked_at(juror, criterion) {
                    continue;
                }
                for attempt in 0..own.attempts {
                    let value = match own.cells.get(&(juror, entry, attempt, criterion)) {
                        Some(Cell::Mark(mark)) if own.criteria[criterion].scale == Scale::Places => {
                            // A juror's place counts those who compete.
                            let better = own.cells.iter().filter(|(key, cell)| {
                                let competes = contest.entries[key.1].status == Status::Eligible;
                                let same = (key.0, key.2, key.3) == (juror, attempt, criterion) && key.1 != entry;
                                same && competes && matches!(cell, Cell::Mark(other) if other < mark)
                            });
                            Some(whole(better.count() + 1))
                        }
                        Some(Cell::Mark(mark)) => Some(*mark),
                        // A juror who stood back or was away leaves nothing that could count as missing.
                        Some(Cell::Recused | Cell::Absent) => continue,
                        Some(Cell::Nothing) | None => None,
                    };
                    let (juror, criterion, attempt) = (Some(juror), Some(criterion), Some(attempt));
                    table.insert(Key { entry, juror, criterion, attempt, ..Key::default() }, value);
                }
            }
        }
        table
    }

    fn step(&self, step: &Step, at: &mut Progress) -> Result<(), Refusals> {
        let own = &self.contest.stages[at.stage];
        let each = |table: &mut Table, change: &dyn Fn(Key, Number) -> Number| {
            for (key, value) in table.iter_mut() {
                *value = value.map(|value| change(*key, value));
            }
        };
        match step {
            Step::Fold(fold) => self.fold(fold, at)?,
            Step::Round(to, half) => each(&mut at.table, &|_, value| rounded(value, *to, *half)),
            Step::Times(factor) => each(&mut at.table, &|_, value| value * factor),
            Step::TimesNames(names) => {
                each(&mut at.table, &|key, value| value * names.of[&key.on(names.axis).expect("the axis is open")]);
            }
            Step::TimesNumber(number) => each(&mut at.table, &|key, value| value * measured(own, *number, key)),
            Step::Plus(_) | Step::Minus(_) if !matches!(at.only, Only::All) => {}
            Step::Plus(Addend::Adjustments) => {
                self.adjust(at.stage, &mut at.table);
                at.adjusted = true;
            }
            Step::Plus(Addend::Constant(constant)) => each(&mut at.table, &|_, value| value + constant),
            Step::Minus(Addend::Constant(constant)) => each(&mut at.table, &|_, value| value - constant),
            Step::Plus(Addend::Number(number)) => {
                each(&mut at.table, &|key, value| value + measured(own, *number, key));
            }
            Step::Minus(Addend::Number(number)) => {
                each(&mut at.table, &|key, value| value - measured(own, *number, key));
            }
            Step::Minus(Addend::Adjustments) => unreachable!("adjustments are added"),
            Step::Floor(floor) => each(&mut at.table, &|_, value| {
                if value < *floor {
                    self.bite("floor raises a number");
                }
                value.max(*floor)
            }),
            Step::Pull(axis, distance) => {
                let spared = along(&at.only, *axis);
                for keys in groups(&at.table, *axis).into_values().filter(|_| !spared) {
                    let values: Vec<Number> = keys.iter().filter_map(|key| at.table[key]).collect();
                    if values.is_empty() {
                        continue;
                    }
                    let mean = values.iter().sum::<Number>() / whole(values.len());
                    for key in keys {
                        let value = at.table.get_mut(&key).expect("a key of the table");
                        let pulled = value.map(|value| value.clamp(mean - distance, mean + distance));
                        if pulled != *value {
                            self.bite("a number is pulled");
                        }
                        *value = pulled;
                    }
                }
            }
            Step::Places(numbering, links) => {
                let place = |ahead: usize, size: usize, index: usize| places::number(*numbering, ahead, size, index);
                self.become_places(links.as_deref(), at, &place);
                at.low = true;
            }
            Step::Points(points, links) => {
                let points_of = |ahead: usize, size: usize, _: usize| {
                    let points = (ahead..ahead + size).filter_map(|place| points.get(place));
                    points.sum::<Number>() / whole(size)
                };
                self.become_places(links.as_deref(), at, &points_of);
                at.low = false;
            }
        }
        Ok(())
    }

    /// Every number becomes what its place in the field is worth.
    fn become_places(&self, links: Option<&[Link]>, at: &mut Progress, worth: &dyn Fn(usize, usize, usize) -> Number) {
        // Where a table holds the scores of stages, places are those of the stages.
        for (key, value) in &mut at.table {
            if let (Some(of), Some(_)) = (key.stage, &value) {
                *value = self.stages[of].worth(key.entry, worth);
            }
        }
        let before = at.clone();
        for (field, keys) in across(&before.table).into_iter().filter(|(key, _)| key.stage.is_none()) {
            let numbers: BTreeMap<usize, Number> =
                keys.iter().filter_map(|key| Some((key.entry, before.table[key]?))).collect();
            let counts = |entry: usize| self.contest.entries[entry].status == Status::Eligible;
            let eligible = numbers.iter().filter(|(entry, _)| counts(**entry)).map(|(entry, number)| (*entry, *number));
            let ordered = places::by_number(&eligible.collect(), at.low, ratio(0, 1));
            let split = |link: &Link, group: &[usize]| self.step_link(&before, link, field, group);
            let ordered = split_all(ordered, links.unwrap_or_default(), &split);
            let mut ahead = 0;
            let mut values: BTreeMap<usize, Number> = BTreeMap::new();
            for (position, group) in ordered.iter().enumerate() {
                values.extend(group.iter().map(|entry| (*entry, worth(ahead, group.len(), position))));
                ahead += group.len();
            }
            for (&entry, own) in numbers.iter().filter(|(entry, _)| !counts(**entry)) {
                let better =
                    |group: &&Vec<usize>| if at.low { numbers[&group[0]] < *own } else { numbers[&group[0]] > *own };
                let better: Vec<&Vec<usize>> = ordered.iter().filter(better).collect();
                values.insert(entry, worth(better.iter().map(|group| group.len()).sum(), 1, better.len()));
            }
            for key in keys {
                at.table.insert(key, values.get(&key.entry).copied());
            }
        }
    }

    fn adjust(&self, stage: usize, table: &mut Table) {
        for (key, value) in table.iter_mut() {
            let own = self.contest.adjustments.iter().filter(|each| each.stage == stage && each.entry == key.entry);
            let points: Number = own.map(|each| each.points).sum();
            *value = value.map(|value| value + points);
        }
    }

    /// What the highest marks would give an entry of the track, if there is such a thing.
    pub fn maximum(&self, stage: usize, track: Option<usize>) -> Option<Number> {
        let own = &self.contest.stages[stage];
        let mut table = Table::new();
        for of in &own.of {
            table.insert(Key { stage: Some(*of), ..Key::default() }, Some(self.maximum(*of, track)?));
        }
        for (juror, criterion) in pairs(self.contest.jurors.len(), own.criteria.len()) {
            let highest = match &own.criteria[criterion].scale {
                Scale::Range { highest, .. } => Some(*highest),
                Scale::Dealt(points) => points.iter().max().copied(),
                Scale::Places => None,
            };
            let foreign = |own: Option<usize>| own.is_some() && own != track;
            let outside = foreign(self.contest.jurors[juror].track) || foreign(own.criteria[criterion].track);
            if outside || !self.contest.judges_criterion(stage, juror, criterion) {
                continue;
            }
            for attempt in 0..own.attempts {
                let (juror, criterion, attempt) = (Some(juror), Some(criterion), Some(attempt));
                table.insert(Key { juror, criterion, attempt, ..Key::default() }, Some(highest?));
            }
        }
        let low = own.of.iter().any(|of| self.stages[*of].low) || own.criteria.iter().any(|criterion| criterion.low);
        let mut at = Progress::begin(stage, &Only::All, table, low);
        for step in &self.steps(stage) {
            match step {
                Step::TimesNumber(_) | Step::Plus(Addend::Number(_)) | Step::Minus(Addend::Number(_)) => return None,
                Step::Places(..) | Step::Points(..) => return None,
                Step::Fold(fold) if matches!(fold.kind, Kind::Skating | Kind::OneByOne) => return None,
                Step::Plus(Addend::Adjustments) => {}
                _ => self.step(step, &mut at).ok()?,
            }
        }
        at.table.into_values().next().flatten()
    }
}

fn pairs(first: usize, second: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..first).flat_map(move |one| (0..second).map(move |other| (one, other)))
}

/// Whether a count from some marks alone is taken along the axis.
pub fn along(only: &Only, axis: Axis) -> bool {
    match only {
        Only::All => false,
        Only::Criteria(_) => axis == Axis::Criteria,
        Only::Jurors(_) => axis == Axis::Jurors,
    }
}

/// The keys that differ on the axis alone.
pub fn groups(table: &Table, axis: Axis) -> BTreeMap<Key, Vec<Key>> {
    let mut groups: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for key in table.keys() {
        groups.entry(key.without(axis)).or_default().push(*key);
    }
    groups
}

/// The keys that differ in the entry alone: of numbers that are compared with one another.
pub fn across(table: &Table) -> BTreeMap<Key, Vec<Key>> {
    let mut across: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for key in table.keys() {
        across.entry(Key { entry: 0, ..*key }).or_default().push(*key);
    }
    across
}

/// The measured number that belongs to a cell.
fn measured(stage: &Stage, number: usize, key: Key) -> Number {
    let measure = &stage.numbers[number];
    let member = match measure.per {
        Per::Entry => 0,
        Per::Attempt => key.attempt.expect("attempts are open"),
        Per::Panel => key.panel.expect("panels are open"),
    };
    measure.values[&(key.entry, member)]
}

/// To the nearest multiple; a half where the rule says.
fn rounded(value: Number, to: Number, half: Half) -> Number {
    let size = if value < ratio(0, 1) { -value } else { value } / to;
    let below = size.floor();
    let even = below.to_integer() % 2 == 0;
    let rest = size - below;
    let up = rest > ratio(1, 2) || rest == ratio(1, 2) && (half == Half::Up || half == Half::Even && !even);
    let size = if up { below + ratio(1, 1) } else { below } * to;
    if value < ratio(0, 1) { -size } else { size }
}
