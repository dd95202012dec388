//! Steps that look at the whole field: places, points of places, one-by-one.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::contest::{Axis, Direction, LinkRule, Numbering, Step, Ties};
use crate::fold::column::{Column, Numbered, averaged_places};
use crate::fold::{Field, Gap, Refusal, Run, Silent, Subject, Table, Value, restricted, run_tables};
use crate::score::Score;

/// The members of open axes, as a key.
pub(super) type Key = Vec<(Axis, usize)>;

/// Numbers by entry and members.
type Numbers = BTreeMap<(usize, Key), Score>;

impl Run<'_> {
    /// Every number becomes its place, or the points of its place, among the competing ones at the same members.
    pub(super) fn places(
        &mut self,
        above: &[Step],
        step: &Step,
        ties: &Ties,
        numbered: Numbered,
    ) -> Result<(), Vec<Refusal>> {
        if is_of_stages(self.field.subjects.iter().map(|subject| &subject.table)) {
            self.field.subjects.iter_mut().for_each(|subject| to_stage_places(subject, numbered));
            return Ok(());
        }
        let breakers = self.breakers(above, ties, step.direction);
        let mut columns: BTreeMap<Key, Vec<(usize, Score)>> = BTreeMap::new();
        for (entry, subject) in self.field.subjects.iter().enumerate() {
            for (members, value) in subject.table.cells() {
                if let Ok(number) = value {
                    columns.entry(members).or_default().push((entry, number.clone()));
                }
            }
        }
        let mut becomes: Numbers = BTreeMap::new();
        for (members, numbers) in columns {
            let keyed = numbers.into_iter().map(|(entry, number)| (entry, step.direction.key(&number)));
            for (entry, number) in self.numbered(keyed.collect(), &members, &breakers, numbered) {
                becomes.insert((entry, members.clone()), number);
            }
        }
        for (entry, subject) in self.field.subjects.iter_mut().enumerate() {
            subject.table.change(|members, _| Ok(becomes[&(entry, members.to_vec())].clone()));
        }
        Ok(())
    }

    /// The numbers that each link of a step's ties gives, by entry and members; more is better. A link that some
    /// entry has no number for is passed over.
    fn breakers(&self, above: &[Step], ties: &Ties, direction: Direction) -> Vec<Numbers> {
        let mut breakers = Vec::new();
        for link in &ties.links {
            let mut numbers: Numbers = BTreeMap::new();
            match &link.rule {
                LinkRule::Criteria { stage, criteria } if *stage == self.field.links.stage() => {
                    numbers = self.restricted_numbers(above, direction, (Axis::Criteria, criteria));
                }
                LinkRule::Jurors { stage, jurors } if *stage == self.field.links.stage() => {
                    let members: Vec<usize> = jurors.iter().map(|juror| juror.0).collect();
                    numbers = self.restricted_numbers(above, direction, (Axis::Jurors, &members));
                }
                rule => {
                    for (entry, subject) in self.field.subjects.iter().enumerate() {
                        for (members, _) in subject.table.cells() {
                            if let Some(number) = self.field.links.number(entry, rule) {
                                numbers.insert((entry, members), number);
                            }
                        }
                    }
                }
            }
            breakers.push(numbers);
        }
        breakers
    }

    /// The numbers that the steps above give from some members of an axis alone; more is better. Nothing where
    /// they cannot be counted.
    fn restricted_numbers(&self, above: &[Step], direction: Direction, only: (Axis, &[usize])) -> Numbers {
        let (axis, members) = only;
        let subjects = self.field.links.only(axis, members);
        let steps = restricted(above, axis);
        let field = Field { subjects, panels: self.field.panels.clone(), links: self.field.links };
        let mut numbers = Numbers::new();
        for (entry, table) in run_tables(&steps, field, &mut Silent).unwrap_or_default().into_iter().enumerate() {
            for (at, value) in table.cells() {
                if let Ok(number) = value {
                    numbers.insert((entry, at), direction.key(number));
                }
            }
        }
        numbers
    }

    /// Numbers entries, more is better; one that does not compete is numbered as if it stood behind all better ones.
    fn numbered(
        &self,
        keyed: Vec<(usize, Score)>,
        members: &Key,
        breakers: &[Numbers],
        numbered: Numbered,
    ) -> Vec<(usize, Score)> {
        let (competing, others): (Vec<_>, Vec<_>) =
            keyed.into_iter().partition(|(entry, _)| self.field.subjects[*entry].competes());
        // Beside its key each has the position of its group among those whom the links tell apart.
        let column = Column::new(broken(competing, members, breakers));
        let mut numbers = column.numbers(numbered);
        let beside = |(entry, key)| (entry, column.number_beside(&(key, Reverse(0)), numbered));
        numbers.extend(others.into_iter().map(beside));
        numbers
    }

    /// Folds an axis by comparing every two entries: who is better along more of its members wins the pair.
    pub(super) fn one_by_one(&mut self, axis: Axis, direction: Direction) {
        self.fold_field(axis, |_, lines| averaged_places(pairs_won(lines, direction)));
    }

    /// Folds an axis of every entry at once: `place` gives the places of the lines of one combination of the
    /// other axes' members. An entry that does not compete gets the place that it would have among the others.
    pub(super) fn fold_field(&mut self, axis: Axis, place: impl Fn(&[usize], &[Vec<Value>]) -> Vec<Score>) {
        let mut columns: BTreeMap<Key, Vec<(usize, Vec<Value>)>> = BTreeMap::new();
        for (entry, subject) in self.field.subjects.iter().enumerate() {
            for (members, line) in subject.table.lines(axis) {
                let values: Vec<Value> = line.into_iter().map(|(_, value)| value.clone()).collect();
                if values.iter().any(Result::is_ok) {
                    columns.entry(members).or_default().push((entry, values));
                }
            }
        }
        let mut places: Numbers = BTreeMap::new();
        for (members, lines) in columns {
            let competes = |entry: usize| self.field.subjects[entry].competes();
            let own: Vec<&(usize, Vec<Value>)> = lines.iter().filter(|(entry, _)| competes(*entry)).collect();
            let entries: Vec<usize> = own.iter().map(|(entry, _)| *entry).collect();
            let values: Vec<Vec<Value>> = own.iter().map(|(_, line)| line.clone()).collect();
            for (entry, number) in entries.iter().zip(place(&entries, &values)) {
                places.insert((*entry, members.clone()), number);
            }
            for (entry, line) in lines.iter().filter(|(entry, _)| !competes(*entry)) {
                let with = [values.clone(), vec![line.clone()]].concat();
                if let Some(number) = place(&[entries.as_slice(), &[*entry]].concat(), &with).pop() {
                    places.insert((*entry, members.clone()), number);
                }
            }
        }
        for (entry, subject) in self.field.subjects.iter_mut().enumerate() {
            let folded: Result<(), ()> = subject.table.fold(axis, |members, line| {
                let place = places.get(&(entry, members.to_vec())).cloned();
                Ok(place.ok_or_else(|| Gap::of(line.iter().map(|(_, value)| *value))))
            });
            debug_assert_eq!(folded, Ok(()));
        }
    }
}

/// Whether the tables are those of a stage of stages, the stages still open: places are then those of the stages.
pub(super) fn is_of_stages<'t>(tables: impl Iterator<Item = &'t Table>) -> bool {
    let mut tables = tables.peekable();
    tables.peek().is_some() && tables.all(|table| !table.lines(Axis::Stages).is_empty())
}

/// Makes of each number of a stage of stages the entry's place in the stage, or the points of it.
pub(super) fn to_stage_places(subject: &mut Subject, numbered: Numbered) {
    let places = subject.stage_places.clone();
    let competes = subject.competes();
    subject.table.change(|members, _| {
        let stage = members.iter().find(|(axis, _)| *axis == Axis::Stages).map_or(0, |&(_, stage)| stage);
        let place =
            |wanted| places.get(&stage)?.iter().find(|(each, _)| *each == wanted).map(|(_, place)| place.clone());
        let number = match numbered {
            Numbered::Place(numbering) => place(numbering),
            Numbered::Points(_) => {
                // The places that the group occupies, from its first and from the mean of them all.
                place(Numbering::Standard).zip(place(Numbering::Averaged)).map(|(first, mean)| {
                    let size = &(&mean - &first) * &Score::integer(2);
                    let size = size.floor().unwrap_or(0) + 1;
                    let ahead = first.floor().unwrap_or(1).saturating_sub(1);
                    numbered.number(ahead, if competes { size } else { 1 }, 0)
                })
            }
        };
        number.ok_or(Gap::NoScore)
    });
}

/// Entries with their keys, and the position of each in the order of those who share its key: a link that one of them
/// has no number for is passed over.
fn broken(keyed: Vec<(usize, Score)>, members: &Key, breakers: &[Numbers]) -> Vec<(usize, (Score, Reverse<usize>))> {
    let split = |part: Vec<(usize, Score)>| -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<Score, Vec<usize>> = BTreeMap::new();
        for (entry, key) in part {
            groups.entry(key).or_default().push(entry);
        }
        groups.into_values().rev().collect()
    };
    if breakers.is_empty() {
        return keyed.into_iter().map(|(entry, key)| (entry, (key, Reverse(0)))).collect();
    }
    let mut by_key: BTreeMap<Score, Vec<usize>> = BTreeMap::new();
    for (entry, key) in keyed {
        by_key.entry(key).or_default().push(entry);
    }
    let mut found = Vec::new();
    for (key, entries) in by_key {
        let mut groups = vec![entries];
        for breaker in breakers {
            let by = |group: Vec<usize>| {
                let number = |entry: &usize| Some((*entry, breaker.get(&(*entry, members.clone()))?.clone()));
                let found: Option<Vec<(usize, Score)>> = group.iter().map(number).collect();
                found.map_or_else(|| vec![group], split)
            };
            groups = groups.into_iter().flat_map(by).collect();
        }
        for (position, group) in groups.into_iter().enumerate() {
            found.extend(group.into_iter().map(|entry| (entry, (key.clone(), Reverse(position)))));
        }
    }
    found
}

/// Of each line twice the pairs that it wins, an equal one counting half, and then the members in its favour.
pub(super) fn pairs_won(lines: &[Vec<Value>], direction: Direction) -> Vec<(usize, usize)> {
    let mut found = vec![(0, 0); lines.len()];
    for (one, own) in lines.iter().enumerate() {
        for (other, line) in lines.iter().enumerate().skip(one + 1) {
            let pair = Pair::of(own, line, direction);
            pair.add_to(&mut found[one]);
            pair.turned().add_to(&mut found[other]);
        }
    }
    found
}

/// Two lines compared member by member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Along how many members the first is better.
    won: usize,
    /// Along how many the other.
    lost: usize,
}

impl Pair {
    /// How two lines compare.
    pub(super) fn of(own: &[Value], other: &[Value], direction: Direction) -> Self {
        let mut pair = Pair { won: 0, lost: 0 };
        for (own, other) in own.iter().zip(other) {
            let (Ok(own), Ok(other)) = (own, other) else { continue };
            match direction.better_first(own, other) {
                Ordering::Less => pair.won += 1,
                Ordering::Greater => pair.lost += 1,
                Ordering::Equal => {}
            }
        }
        pair
    }

    /// How two lines compare of which only the order of their numbers is known; the greater is the better.
    pub(super) fn of_ranks(own: &[Option<u32>], other: &[Option<u32>]) -> Self {
        let mut pair = Pair { won: 0, lost: 0 };
        for (own, other) in own.iter().zip(other) {
            let (Some(own), Some(other)) = (own, other) else { continue };
            pair.won += usize::from(own > other);
            pair.lost += usize::from(own < other);
        }
        pair
    }

    /// The same pair as the other one sees it.
    pub(super) fn turned(self) -> Self {
        Pair { won: self.lost, lost: self.won }
    }

    /// Adds what the first of the pair has of it.
    pub(super) fn add_to(self, (pairs, favour): &mut (usize, usize)) {
        *pairs += self.points();
        *favour += self.won;
    }

    /// Takes that away again.
    pub(super) fn take_from(self, (pairs, favour): &mut (usize, usize)) {
        *pairs -= self.points();
        *favour -= self.won;
    }

    /// Two for a pair that is won, one for an equal one.
    fn points(self) -> usize {
        match self.won.cmp(&self.lost) {
            Ordering::Greater => 2,
            Ordering::Equal => 1,
            Ordering::Less => 0,
        }
    }
}
