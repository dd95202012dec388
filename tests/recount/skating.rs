//! The folds that compare entries with one another: the Skating System and one-by-one.
//!
//! Rules 5 to 8 place the entries of one dance, rules 9 to 11 those of several.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Number, ratio, whole};
use crate::places;

/// Rules 5 to 8: the place that most of the jurors give, then the next one. The marks are by entry and juror.
pub fn one_dance(marks: &BTreeMap<usize, BTreeMap<usize, Number>>) -> BTreeMap<usize, Number> {
    let marks = marks.iter().map(|(entry, own)| (*entry, own.values().copied().collect())).collect();
    averaged(&by_majority(&marks, 1))
}

/// Groups of equals, best first, by majorities of the marks from a column on. A majority is more than half of the
/// marks of those who are judged by most.
fn by_majority(marks: &BTreeMap<usize, Vec<Number>>, first: usize) -> Vec<Vec<usize>> {
    let judges = marks.values().map(Vec::len).max().unwrap_or(0);
    let last = marks.values().flatten().map(Number::ceil).max().map_or(0, |mark| mark.to_integer());
    let last = usize::try_from(last).expect("a place");
    // How many marks are in the columns up to this one, and their sum: more is better, then less.
    let counted = |entry: &usize, column: usize| {
        let within: Vec<Number> = marks[entry].iter().copied().filter(|mark| *mark <= whole(column)).collect();
        (Reverse(within.len()), within.iter().sum::<Number>())
    };
    let mut left: Vec<usize> = marks.keys().copied().collect();
    let mut groups = Vec::new();
    for column in first..=last.max(first) {
        let (placed, others) = left.into_iter().partition(|entry| 2 * counted(entry, column).0.0 > judges);
        left = others;
        let looked_at = |entry: &usize| (column..=last).map(|column| counted(entry, column)).collect::<Vec<_>>();
        groups.extend(grouped(placed, looked_at));
    }
    if !left.is_empty() {
        groups.push(left);
    }
    groups
}

/// Rules 9 to 11: the sum of the places in the dances; then the places so good and better; then all marks as
/// those of one dance.
pub fn dances(
    places: &BTreeMap<usize, BTreeMap<usize, Number>>,
    marks: &BTreeMap<usize, Vec<Number>>,
    bite: &dyn Fn(&'static str),
) -> BTreeMap<usize, Number> {
    let entries: Vec<usize> = places.keys().copied().collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for mut equal in grouped(entries, |entry| places[entry].values().sum::<Number>()) {
        while !equal.is_empty() {
            let place = groups.iter().map(Vec::len).sum::<usize>() + 1;
            // Rule 10.
            let so_good = |entry: &usize| {
                let within: Vec<Number> = places[entry].values().copied().filter(|own| *own <= whole(place)).collect();
                (Reverse(within.len()), within.iter().sum::<Number>())
            };
            let mut best = grouped(equal.clone(), so_good).swap_remove(0);
            if best.len() < equal.len() {
                bite("rule 10");
            }
            // Rule 11.
            if best.len() > 1 {
                let own = best.iter().map(|entry| (*entry, marks[entry].clone())).collect();
                bite("rule 11");
                best = by_majority(&own, place).swap_remove(0);
            }
            equal.retain(|entry| !best.contains(entry));
            groups.push(best);
        }
    }
    averaged(&groups)
}

/// Pairs won, an equal pair half; then the jurors in favour.
pub fn one_by_one(marks: &BTreeMap<usize, BTreeMap<usize, Number>>, low: bool) -> BTreeMap<usize, Number> {
    let in_favour = |one: usize, other: usize| {
        let better = |juror: &&usize| {
            let both = marks[&one].get(juror).zip(marks[&other].get(juror));
            both.is_some_and(|(one, other)| if low { one < other } else { one > other })
        };
        marks[&one].keys().filter(better).count()
    };
    let entries: Vec<usize> = marks.keys().copied().collect();
    let won = |entry: &usize| {
        let others = entries.iter().filter(|other| *other != entry);
        let pair = |other: &usize| match in_favour(*entry, *other).cmp(&in_favour(*other, *entry)) {
            std::cmp::Ordering::Less => ratio(0, 1),
            std::cmp::Ordering::Equal => ratio(1, 2),
            std::cmp::Ordering::Greater => ratio(1, 1),
        };
        let pairs: Number = others.clone().map(pair).sum();
        let favour: usize = others.map(|other| in_favour(*entry, *other)).sum();
        (Reverse(pairs), Reverse(favour))
    };
    averaged(&grouped(entries.clone(), won))
}

/// Groups of entries with equal numbers, the least first.
fn grouped<K: Ord>(entries: Vec<usize>, number: impl Fn(&usize) -> K) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for entry in entries {
        groups.entry(number(&entry)).or_default().push(entry);
    }
    groups.into_values().collect()
}

fn averaged(groups: &[Vec<usize>]) -> BTreeMap<usize, Number> {
    places::numbered(groups, places::Numbering::Averaged)
}
