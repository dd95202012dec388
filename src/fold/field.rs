//! Steps that look at the whole field: places, points of places, one-by-one.

use std::collections::BTreeMap;

use crate::contest::{Axis, Direction, LinkRule, Numbering, Step, Ties};
use crate::fold::{Field, Gap, Refusal, Run, Silent, Value, restricted, run_tables};
use crate::score::Score;

/// The members of open axes, as a key.
type Key = Vec<(Axis, usize)>;

/// Numbers by entry and members.
type Numbers = BTreeMap<(usize, Key), Score>;

/// What a place becomes.
pub(super) enum Numbered<'n> {
    /// Its number.
    Place(Numbering),
    /// Its points; 0 beyond the last.
    Points(&'n [Score]),
}

impl Numbered<'_> {
    /// The number of a group of equals behind `ahead` others, the group being the `index`th.
    fn number(&self, ahead: usize, size: usize, index: usize) -> Score {
        match self {
            Numbered::Place(numbering) => numbering.place(ahead, size, index),
            Numbered::Points(points) => {
                let points: Vec<Score> = (ahead..ahead + size)
                    .map(|place| points.get(place).cloned().unwrap_or(Score::integer(0)))
                    .collect();
                points.iter().sum::<Score>() / Score::from(size)
            }
        }
    }
}

impl Run<'_> {
    /// Every number becomes its place, or the points of its place, among the competing ones at the same members.
    pub(super) fn places(
        &mut self,
        above: &[Step],
        step: &Step,
        ties: &Ties,
        numbered: &Numbered,
    ) -> Result<(), Vec<Refusal>> {
        if self.stage_places(numbered) {
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
            let keyed = numbers.into_iter().map(|(entry, number)| match step.direction {
                Direction::Higher => (entry, number),
                Direction::Lower => (entry, -number),
            });
            for (entry, number) in self.numbered(&keyed.collect::<Vec<_>>(), &members, &breakers, numbered) {
                becomes.insert((entry, members.clone()), number);
            }
        }
        for (entry, subject) in self.field.subjects.iter_mut().enumerate() {
            subject.table.change(|members, _| Ok(becomes[&(entry, members.to_vec())].clone()));
        }
        Ok(())
    }

    /// In a stage of stages the places are those of the stages, as long as the stages are open.
    fn stage_places(&mut self, numbered: &Numbered) -> bool {
        let lines = self.field.subjects.iter().all(|subject| !subject.table.lines(Axis::Stages).is_empty());
        if !lines || self.field.subjects.is_empty() {
            return false;
        }
        for subject in &mut self.field.subjects {
            let places = subject.stage_places.clone();
            let competes = subject.competes();
            subject.table.change(|members, _| {
                let stage = members.iter().find(|(axis, _)| *axis == Axis::Stages).map_or(0, |&(_, stage)| stage);
                let place = |wanted| {
                    places.get(&stage)?.iter().find(|(each, _)| *each == wanted).map(|(_, place)| place.clone())
                };
                let number = match numbered {
                    Numbered::Place(numbering) => place(*numbering),
                    Numbered::Points(points) => {
                        // The places that the group occupies, from its first and from the mean of them all.
                        place(Numbering::Standard).zip(place(Numbering::Averaged)).map(|(first, mean)| {
                            let size = &(&mean - &first) * &Score::integer(2);
                            let size = size.floor().unwrap_or(0) + 1;
                            let ahead = first.floor().unwrap_or(1).saturating_sub(1);
                            Numbered::Points(points).number(ahead, if competes { size } else { 1 }, 0)
                        })
                    }
                };
                number.ok_or(Gap::NoScore)
            });
        }
        true
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
                    let number = if direction == Direction::Lower { -number.clone() } else { number.clone() };
                    numbers.insert((entry, at), number);
                }
            }
        }
        numbers
    }

    /// Numbers entries, more is better; one that does not compete is numbered as if it stood behind all better ones.
    fn numbered(
        &self,
        keyed: &[(usize, Score)],
        members: &Key,
        breakers: &[Numbers],
        numbered: &Numbered,
    ) -> Vec<(usize, Score)> {
        let competes = |entry: usize| self.field.subjects[entry].competes();
        let split = |part: Vec<(usize, Score)>| -> Vec<Vec<usize>> {
            let mut groups: BTreeMap<Score, Vec<usize>> = BTreeMap::new();
            for (entry, key) in part {
                groups.entry(key).or_default().push(entry);
            }
            groups.into_values().rev().collect()
        };
        let mut groups = split(keyed.iter().filter(|(entry, _)| competes(*entry)).cloned().collect());
        for breaker in breakers {
            let by = |group: Vec<usize>| {
                let number = |entry: &usize| Some((*entry, breaker.get(&(*entry, members.clone()))?.clone()));
                let found: Option<Vec<(usize, Score)>> = group.iter().map(number).collect();
                found.map_or_else(|| vec![group], split)
            };
            groups = groups.into_iter().flat_map(by).collect();
        }
        let mut numbers = Vec::new();
        let mut ahead = 0;
        for (index, entries) in groups.iter().enumerate() {
            let number = numbered.number(ahead, entries.len(), index);
            numbers.extend(entries.iter().map(|entry| (*entry, number.clone())));
            ahead += entries.len();
        }
        let key = |entry: usize| keyed.iter().find(|(own, _)| *own == entry).map(|(_, key)| key);
        for (entry, own) in keyed.iter().filter(|(entry, _)| !competes(*entry)) {
            let better = groups.iter().filter(|group| key(group[0]).is_some_and(|key| key > own));
            let (index, ahead) = better.fold((0, 0), |(index, ahead), group| (index + 1, ahead + group.len()));
            numbers.push((*entry, numbered.number(ahead, 1, index)));
        }
        numbers
    }

    /// Folds an axis by comparing every two entries: who is better along more of its members wins the pair.
    pub(super) fn one_by_one(&mut self, axis: Axis, direction: Direction) {
        self.fold_field(axis, |_, lines| {
            let half = Score::integer(1) / Score::integer(2);
            let keyed = lines.iter().map(|own| {
                let (mut pairs, mut favour) = (Score::integer(0), 0_usize);
                for other in lines.iter().filter(|other| !std::ptr::eq(*other, own)) {
                    let compared = own.iter().zip(other).filter_map(|(own, other)| {
                        Some(direction.better_first(own.as_ref().ok()?, other.as_ref().ok()?))
                    });
                    let (mut won, mut lost) = (0, 0);
                    for comparison in compared {
                        match comparison {
                            std::cmp::Ordering::Less => won += 1,
                            std::cmp::Ordering::Greater => lost += 1,
                            std::cmp::Ordering::Equal => {}
                        }
                    }
                    favour += won;
                    match won.cmp(&lost) {
                        std::cmp::Ordering::Greater => pairs = pairs + Score::integer(1),
                        std::cmp::Ordering::Equal => pairs = &pairs + &half,
                        std::cmp::Ordering::Less => {}
                    }
                }
                vec![pairs, Score::from(favour)]
            });
            averaged_places(&keyed.collect::<Vec<_>>())
        });
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

/// The places of keys, the greatest first, equals at the mean of their places.
pub(super) fn averaged_places(keys: &[Vec<Score>]) -> Vec<Score> {
    let place = |own: &Vec<Score>| {
        let ahead = keys.iter().filter(|key| *key > own).count();
        let equal = keys.iter().filter(|key| *key == own).count();
        Numbering::Averaged.place(ahead, equal, 0)
    };
    keys.iter().map(place).collect()
}
