//! The chain that splits equals.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Axis, Link, Measured, Number, Step, ratio, whole};
use crate::naive::{Key, Only, Progress, Recount};
use crate::places::{by_number, holds};

/// The numbers of entries, more is better.
type Numbers = BTreeMap<usize, Number>;

/// Splits groups by one link after the other. A link gives each entry of a group a row of numbers, more is
/// better; where one of them has no number it is passed over.
pub fn split_all(
    groups: Vec<Vec<usize>>,
    links: &[Link],
    numbers: &dyn Fn(&Link, &[usize]) -> Vec<Numbers>,
) -> Vec<Vec<usize>> {
    links.iter().fold(groups, |groups, link| {
        let split = |group: Vec<usize>| {
            if group.len() == 1 {
                return vec![group];
            }
            numbers(link, &group).iter().fold(vec![group], |parts, own| {
                let part = |part: Vec<usize>| {
                    if part.iter().any(|entry| !own.contains_key(entry)) {
                        return vec![part];
                    }
                    by_number(&part.into_iter().map(|entry| (entry, own[&entry])).collect(), false, ratio(0, 1))
                };
                parts.into_iter().flat_map(part).collect()
            })
        };
        groups.into_iter().flat_map(split).collect()
    })
}

impl Recount<'_> {
    /// Splits groups of a stage by a link.
    pub fn split_stage(&self, index: usize, link: &Link, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let before = groups.len();
        let groups = split_all(groups, std::slice::from_ref(link), &|link, group| {
            let numbers = self.link(index, link, group);
            if numbers.iter().any(|numbers| group.iter().any(|entry| !numbers.contains_key(entry))) {
                self.bite("a link is passed over");
            }
            numbers
        });
        if groups.len() > before {
            self.bite(match link {
                Link::Stage(_) => "split by a stage",
                Link::Criteria { .. } => "split by criteria",
                Link::Jurors { .. } => "split by jurors",
                Link::Count(..) => "split by a count",
                Link::Countback(_) => "split by a countback",
                Link::Extreme { measured: Measured::Number(..), .. } => "split by a number",
                Link::Extreme { measured: Measured::Rating | Measured::Submitted, .. } => "split by a column",
            });
        }
        groups
    }

    /// The scores of a stage counted from some marks alone, more is better.
    fn better_is_more(&self, stage: usize, only: &Only) -> Numbers {
        let sign = if self.stages[stage].low { ratio(-1, 1) } else { ratio(1, 1) };
        self.scores_from(stage, only).into_iter().map(|(entry, score)| (entry, score * sign)).collect()
    }

    /// The numbers that a link gives a group.
    fn link(&self, index: usize, link: &Link, group: &[usize]) -> Vec<Numbers> {
        let counted = &self.stages[index];
        let sign = |low: bool| if low { ratio(-1, 1) } else { ratio(1, 1) };
        let values = |axis: Axis| {
            let steps = self.steps(index);
            let fold = steps.iter().position(|step| matches!(step, Step::Fold(fold) if fold.axis == axis));
            let fields = self.fields(index, &counted.listed);
            let field = fields.iter().find(|field| field.contains(&group[0])).expect("the field of the group");
            self.run(index, field, &Only::All, fold.expect("the axis is folded")).expect("counted before")
        };
        match link {
            Link::Count(axis, bounds) => {
                let table = values(*axis).table;
                let count = |entry: &usize| {
                    let own = table.iter().filter(|(key, _)| key.entry == *entry).filter_map(|(_, value)| *value);
                    whole(own.filter(|value| bounds.iter().all(|bound| holds(*value, bound, None))).count())
                };
                vec![group.iter().map(|entry| (*entry, count(entry))).collect()]
            }
            Link::Countback(axis) => {
                let at = values(*axis);
                let sorted = |entry: &usize| {
                    let own = at.table.iter().filter(|(key, _)| key.entry == *entry).filter_map(|(_, value)| *value);
                    let mut own: Vec<Number> = own.map(|value| value * sign(at.low)).collect();
                    own.sort_by_key(|value| -value);
                    own
                };
                let all: Vec<(usize, Vec<Number>)> = group.iter().map(|entry| (*entry, sorted(entry))).collect();
                let longest = all.iter().map(|(_, own)| own.len()).max().unwrap_or(0);
                let nth = |n: usize| all.iter().filter_map(|(entry, own)| Some((*entry, *own.get(n)?))).collect();
                (0..longest).map(nth).collect()
            }
            Link::Stage(_) | Link::Criteria { .. } | Link::Jurors { .. } | Link::Extreme { .. } => {
                vec![self.number_of(index, link, group, &|of, only| self.better_is_more(of, only))]
            }
        }
    }

    /// The numbers that a link inside a step gives a group: what the table held there from some marks alone.
    pub fn step_link(&self, before: &Progress, link: &Link, field: Key, group: &[usize]) -> Vec<Numbers> {
        let own = |of: usize, only: &Only| {
            if of != before.stage {
                return self.better_is_more(of, only);
            }
            let entries: BTreeSet<usize> = before.table.keys().map(|key| key.entry).collect();
            let entries: Vec<usize> = entries.into_iter().collect();
            let Ok(at) = self.run(of, &entries, only, before.taken) else { return Numbers::new() };
            let sign = if at.low { ratio(-1, 1) } else { ratio(1, 1) };
            let value = |entry: &usize| Some((*entry, (*at.table.get(&Key { entry: *entry, ..field })?)? * sign));
            group.iter().filter_map(value).collect()
        };
        vec![self.number_of(before.stage, link, group, &own)]
    }

    fn number_of(
        &self,
        index: usize,
        link: &Link,
        group: &[usize],
        score: &dyn Fn(usize, &Only) -> Numbers,
    ) -> Numbers {
        match link {
            Link::Stage(of) => score(*of, &Only::All),
            Link::Criteria { stage, criteria } => score(stage.unwrap_or(index), &Only::Criteria(criteria.clone())),
            Link::Jurors { stage, jurors, .. } => score(stage.unwrap_or(index), &Only::Jurors(jurors.clone())),
            Link::Extreme { highest, measured } => {
                let number = |entry: usize| match measured {
                    Measured::Number(of, number) => {
                        self.contest.stages[*of].numbers[*number].values.get(&(entry, 0)).copied()
                    }
                    Measured::Rating => self.contest.entries[entry].rating,
                    Measured::Submitted => self.contest.entries[entry].submitted.map(|day| whole(day as usize)),
                };
                let sign = if *highest { ratio(1, 1) } else { ratio(-1, 1) };
                group.iter().filter_map(|entry| Some((*entry, number(*entry)? * sign))).collect()
            }
            Link::Count(..) | Link::Countback(_) => unreachable!("not inside a step"),
        }
    }
}
