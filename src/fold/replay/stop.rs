//! A step that looks at the whole field, with the tables that it found and left.

use std::collections::BTreeMap;

use crate::contest::{Axis, Direction, FoldKind, Numbering, Operation, Step};
use crate::fold::column::{Column, Moved, Numbered};
use crate::fold::field::{Key, Pair, is_of_stages, pairs_won, to_stage_places};
use crate::fold::skating::{Support, all_marks, majority, numbers, several_dances, single_dance};
use crate::fold::{Gap, Subject, Table, Value};
use crate::score::Score;

/// The places of a fold: equals at the mean of theirs.
pub(super) const AVERAGED: Numbered = Numbered::Place(Numbering::Averaged);

/// A step that looks at the whole field.
pub(super) struct Stop {
    /// Which of the steps.
    pub(super) at: usize,
    /// The entries' tables before it, the jurors of each panel in lines of their own.
    pub(super) before: Vec<Table>,
    /// Their tables after it.
    pub(super) after: Vec<Table>,
    pub(super) rule: Rule,
}

/// What the step does, with what it knows of those who compete.
pub(super) enum Rule {
    /// Numbers become their places, or the points of these.
    Numbers { becomes: Becomes, better: Direction, columns: BTreeMap<Key, Column<Score>> },
    /// Numbers become the entry's own places in the stages above.
    StagePlaces(Becomes),
    /// Jurors are folded by rules 5 to 8 of the Skating System; with each column what is a majority there.
    Jurors(BTreeMap<Key, (usize, Column<Support>)>),
    /// Dances are folded by rules 9 to 11.
    Dances(Axis),
    /// An axis is folded by comparing every two entries.
    Pairs { axis: Axis, better: Direction, columns: BTreeMap<Key, Pairs> },
}

/// What a place becomes, as the step says.
pub(super) enum Becomes {
    Place(Numbering),
    Points(Vec<Score>),
}

impl Becomes {
    pub(super) fn numbered(&self) -> Numbered<'_> {
        match self {
            Becomes::Place(numbering) => Numbered::Place(*numbering),
            Becomes::Points(points) => Numbered::Points(points),
        }
    }
}

/// A number by its position among others; none where there is a gap.
pub(super) type Rank = Option<u32>;

/// Lines that are compared with one another.
pub(super) struct Pairs {
    /// Whose they are.
    pub(super) entries: Vec<usize>,
    pub(super) lines: Vec<Vec<Value>>,
    /// Of each member of the lines every number along it as a key, in rising order.
    keys: Vec<Vec<Score>>,
    /// The lines, each number as its position among those.
    ranks: Vec<Vec<Rank>>,
    /// What each has won.
    pub(super) won: Vec<(usize, usize)>,
    column: Column<(usize, usize)>,
}

/// By entry what its table has otherwise after the step.
pub(super) type Changed = BTreeMap<usize, Vec<(Key, Value)>>;

impl Stop {
    /// What is known of a step with the tables before and after it; nothing of a step that cannot be taken again.
    pub(super) fn new(
        (at, step): (usize, &Step),
        (mut before, after): (Vec<Table>, Vec<Table>),
        subjects: &[Subject],
        panels: &[Option<usize>],
    ) -> Option<Self> {
        let becomes = match &step.operation {
            Operation::Places(numbering, _) => Becomes::Place(*numbering),
            Operation::Points(points, _) => Becomes::Points(points.clone()),
            Operation::Fold(fold) => {
                if fold.axis == Axis::Jurors {
                    before.iter_mut().for_each(|table| table.divide_jurors(panels));
                }
                let lines = competing_lines(&before, subjects, fold.axis);
                let rule = match fold.kind {
                    FoldKind::Skating if fold.axis == Axis::Jurors => {
                        Rule::Jurors(lines.into_iter().map(|(members, own)| (members, juror_column(own))).collect())
                    }
                    FoldKind::Skating => Rule::Dances(fold.axis),
                    FoldKind::OneByOne => {
                        let pairs = |(members, own)| (members, Pairs::new(own, step.direction));
                        let columns = lines.into_iter().map(pairs).collect();
                        Rule::Pairs { axis: fold.axis, better: step.direction, columns }
                    }
                    FoldKind::Sum | FoldKind::Mean | FoldKind::Median | FoldKind::Best | FoldKind::Worst => {
                        return None;
                    }
                };
                return Some(Stop { at, before, after, rule });
            }
            Operation::Round(_)
            | Operation::Times(_)
            | Operation::Plus(_)
            | Operation::Minus(_)
            | Operation::Floor(_)
            | Operation::Pull(..) => return None,
        };
        let rule = if is_of_stages(before.iter()) {
            Rule::StagePlaces(becomes)
        } else {
            let better = step.direction;
            let mut keyed: BTreeMap<Key, Vec<(usize, Score)>> = BTreeMap::new();
            for (entry, table) in before.iter().enumerate().filter(|(entry, _)| subjects[*entry].competes()) {
                for (members, value) in table.cells() {
                    if let Ok(number) = value {
                        keyed.entry(members).or_default().push((entry, better.key(number)));
                    }
                }
            }
            let columns = keyed.into_iter().map(|(members, keyed)| (members, Column::new(keyed))).collect();
            Rule::Numbers { becomes, better, columns }
        };
        Some(Stop { at, before, after, rule })
    }

    /// Whether rule 11 of the Skating System goes back to the marks before it.
    pub(super) fn is_first_of_skating(&self) -> bool {
        matches!(self.rule, Rule::Jurors(_))
    }

    /// Gives the jurors of each panel lines of their own, where the step folds jurors.
    pub(super) fn divide(&self, moving: &mut [(usize, Subject)], panels: &[Option<usize>]) {
        if self.folds_jurors() {
            moving.iter_mut().for_each(|(_, subject)| subject.table.divide_jurors(panels));
        }
    }

    /// Whether it is jurors that the step folds.
    pub(super) fn folds_jurors(&self) -> bool {
        match &self.rule {
            Rule::Jurors(_) => true,
            Rule::Pairs { axis, .. } => *axis == Axis::Jurors,
            Rule::Numbers { .. } | Rule::StagePlaces(_) | Rule::Dances(_) => false,
        }
    }

    /// What the step leaves otherwise than it did. `dances` is where jurors were folded by the Skating System.
    pub(super) fn changed(
        &self,
        moving: &[(usize, Subject)],
        subjects: &[Subject],
        dances: Option<&(&Stop, Vec<(usize, Subject)>)>,
    ) -> Option<Changed> {
        let mut changed = Found { after: &self.after, changed: Changed::new() };
        match &self.rule {
            Rule::StagePlaces(becomes) => {
                for (entry, subject) in moving {
                    let mut own = subject.clone();
                    to_stage_places(&mut own, becomes.numbered());
                    for (members, value) in own.table.cells() {
                        changed.note(*entry, members, value.clone());
                    }
                }
            }
            Rule::Numbers { becomes, better, columns } => {
                let mut moves: BTreeMap<Key, Vec<Moved<Score>>> = BTreeMap::new();
                for (entry, subject) in moving {
                    for (members, was, now) in self.before[*entry].beside(&subject.table) {
                        let (was, now) = (better.key(was.as_ref().ok()?), better.key(now.as_ref().ok()?));
                        moves.entry(members).or_default().push(Moved { entry: *entry, was, now });
                    }
                }
                for (members, moved) in moves {
                    changed.note_all(&members, columns.get(&members)?.renumbered(&moved, becomes.numbered()));
                }
            }
            Rule::Jurors(columns) => {
                for (members, lines) in self.other_lines(moving, Axis::Jurors) {
                    let (majority, column) = columns.get(&members)?;
                    let support = |line: &[Value]| Support::new(numbers_of(line), *majority);
                    let moved = lines.into_iter().map(|(entry, was, now)| {
                        let (was, now) = (support(&was), support(&now));
                        Moved { entry, was, now }
                    });
                    changed.note_all(&members, column.renumbered(&moved.collect::<Vec<_>>(), AVERAGED));
                }
            }
            Rule::Pairs { axis, better, columns } => {
                for (members, lines) in self.other_lines(moving, *axis) {
                    let pairs = columns.get(&members)?;
                    changed.note_all(&members, pairs.column.renumbered(&pairs.moved(lines, *better)?, AVERAGED));
                }
            }
            Rule::Dances(axis) => {
                let (jurors, judged) = dances?;
                let marks: Vec<Vec<Score>> = patched(&jurors.before, judged).into_iter().map(all_marks).collect();
                let tables: Vec<Table> = patched(&self.before, moving).into_iter().cloned().collect();
                for (members, lines) in competing_lines(&tables, subjects, *axis) {
                    let (entries, lines): (Vec<usize>, Vec<Vec<Value>>) = lines.into_iter().unzip();
                    let own: Vec<Vec<Score>> = entries.iter().map(|entry| marks[*entry].clone()).collect();
                    let places = several_dances(&numbers(&lines), &own);
                    changed.note_all(&members, entries.into_iter().zip(places).collect());
                }
            }
        }
        Some(changed.changed)
    }

    /// The entries after the step that moved before it or are moved by it.
    pub(super) fn after(
        &self,
        moving: &[(usize, Subject)],
        mut changed: Changed,
        subjects: &[Subject],
    ) -> Vec<(usize, Subject)> {
        let mut after: BTreeMap<usize, Subject> = BTreeMap::new();
        for (entry, subject) in moving {
            changed.entry(*entry).or_default();
            after.insert(*entry, Subject { table: Table::default(), ..subject.clone() });
        }
        let own = |(entry, values): (usize, Vec<(Key, Value)>)| {
            let mut subject = after.remove(&entry).unwrap_or_else(|| subjects[entry].clone());
            subject.table = self.after[entry].clone();
            for (members, value) in values {
                subject.table.put(&members, value);
            }
            (entry, subject)
        };
        changed.into_iter().map(own).collect()
    }

    /// The lines along an axis that are others than before: by what they have in common, whose, and both.
    fn other_lines(&self, moving: &[(usize, Subject)], axis: Axis) -> BTreeMap<Key, Vec<OtherLine>> {
        let values =
            |line: &[(usize, &Value)]| -> Vec<Value> { line.iter().map(|(_, value)| (*value).clone()).collect() };
        let mut others: BTreeMap<Key, Vec<OtherLine>> = BTreeMap::new();
        for (entry, subject) in moving {
            let lines = self.before[*entry].lines(axis).into_iter().zip(subject.table.lines(axis));
            for ((members, was), (_, now)) in lines.filter(|((_, was), (_, now))| was != now) {
                others.entry(members).or_default().push((*entry, values(&was), values(&now)));
            }
        }
        others
    }
}

/// A line of an entry that is another than before: whose, what it was, what it is.
type OtherLine = (usize, Vec<Value>, Vec<Value>);

/// What the entries' tables have otherwise than they had.
struct Found<'f> {
    after: &'f [Table],
    changed: Changed,
}

impl Found<'_> {
    fn note(&mut self, entry: usize, members: Key, value: Value) {
        if self.after[entry].at(&members) != Some(&value) {
            self.changed.entry(entry).or_default().push((members, value));
        }
    }

    fn note_all(&mut self, members: &Key, numbers: Vec<(usize, Score)>) {
        for (entry, number) in numbers {
            self.note(entry, members.clone(), Ok(number));
        }
    }
}

impl Pairs {
    fn new(lines: Vec<(usize, Vec<Value>)>, better: Direction) -> Self {
        let (entries, lines): (Vec<usize>, Vec<Vec<Value>>) = lines.into_iter().unzip();
        let won = pairs_won(&lines, better);
        let column = Column::new(entries.iter().copied().zip(won.iter().copied()).collect());
        let keys_along = |member: usize| {
            let there = lines.iter().filter_map(|line| line.get(member)?.as_ref().ok());
            let mut keys: Vec<Score> = there.map(|number| better.key(number)).collect();
            keys.sort();
            keys.dedup();
            keys
        };
        let keys = (0..lines.iter().map(Vec::len).max().unwrap_or(0)).map(keys_along).collect();
        let mut pairs = Pairs { entries, lines, keys, ranks: Vec::new(), won, column };
        pairs.ranks = pairs.lines.iter().map(|line| pairs.ranked(line, better)).collect();
        pairs
    }

    /// The numbers of a line by their positions among all: odd where it is one of these, even where it is between two,
    /// none where there is a gap.
    pub(super) fn ranked(&self, line: &[Value], better: Direction) -> Vec<Rank> {
        let rank = |(value, keys): (&Value, &Vec<Score>)| {
            let key = better.key(value.as_ref().ok()?);
            let position = keys.partition_point(|each| *each < key);
            u32::try_from(2 * position + usize::from(keys.get(position) == Some(&key))).ok()
        };
        line.iter().zip(&self.keys).map(rank).collect()
    }

    /// How a line compares with one of those that are here.
    pub(super) fn pair(&self, line: &[Rank], other: usize) -> Pair {
        Pair::of_ranks(line, &self.ranks[other])
    }

    /// Who has won otherwise than before, once some lines are others.
    fn moved(
        &self,
        lines: Vec<(usize, Vec<Value>, Vec<Value>)>,
        better: Direction,
    ) -> Option<Vec<Moved<(usize, usize)>>> {
        let mut others: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        let mut won: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (entry, was, now) in lines {
            let own = self.entries.binary_search(&entry).ok()?;
            let differing: Vec<usize> = (0..was.len()).filter(|member| was[*member] != now[*member]).collect();
            // A line of other members, as criteria of another track, may be shorter.
            let value = |line: &[Value], member: usize| line.get(member).cloned().unwrap_or(Err(Gap::Nothing));
            let at = |line: &[Value]| -> Vec<Value> { differing.iter().map(|member| value(line, *member)).collect() };
            let (short_was, short_now) = (at(&was), at(&now));
            for other in (0..self.lines.len()).filter(|other| *other != own) {
                let line = others.get(&other).unwrap_or(&self.lines[other]);
                let short = at(line);
                if Pair::of(&short_was, &short, better) == Pair::of(&short_now, &short, better) {
                    continue;
                }
                let (before, after) = (Pair::of(&was, line, better), Pair::of(&now, line, better));
                for (each, before, after) in [(own, before, after), (other, before.turned(), after.turned())] {
                    let key = won.entry(each).or_insert(self.won[each]);
                    after.add_to(key);
                    before.take_from(key);
                }
            }
            others.insert(own, now);
        }
        let moved = |(own, now): (usize, (usize, usize))| Moved { entry: self.entries[own], was: self.won[own], now };
        Some(won.into_iter().map(moved).collect())
    }
}

/// The lines along an axis of those who compete and have a number there, by what they have in common.
fn competing_lines(tables: &[Table], subjects: &[Subject], axis: Axis) -> BTreeMap<Key, Vec<(usize, Vec<Value>)>> {
    let mut found: BTreeMap<Key, Vec<(usize, Vec<Value>)>> = BTreeMap::new();
    for (entry, table) in tables.iter().enumerate().filter(|(entry, _)| subjects[*entry].competes()) {
        for (members, line) in table.lines(axis) {
            let values: Vec<Value> = line.into_iter().map(|(_, value)| value.clone()).collect();
            if values.iter().any(Result::is_ok) {
                found.entry(members).or_default().push((entry, values));
            }
        }
    }
    found
}

fn juror_column(lines: Vec<(usize, Vec<Value>)>) -> (usize, Column<Support>) {
    let (entries, lines): (Vec<usize>, Vec<Vec<Value>>) = lines.into_iter().unzip();
    let marks = numbers(&lines);
    (majority(&marks), Column::new(entries.into_iter().zip(single_dance(&marks)).collect()))
}

pub(super) fn numbers_of(line: &[Value]) -> Vec<Score> {
    line.iter().filter_map(|value| value.as_ref().ok().cloned()).collect()
}

/// The tables of all entries, those of some being others.
fn patched<'t>(tables: &'t [Table], others: &'t [(usize, Subject)]) -> Vec<&'t Table> {
    let mut all: Vec<&Table> = tables.iter().collect();
    for (entry, subject) in others {
        all[*entry] = &subject.table;
    }
    all
}
