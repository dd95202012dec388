//! The Skating System of ballroom dancing: rules 5 to 8 for one dance, rules 9 to 11 for several.
//!
//! Source: the rules as the dance sport federations publish them. Marks are places, the lower the better.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::contest::{Axis, Numbering};
use crate::fold::column::averaged_places;
use crate::fold::{Run, Table, Value};
use crate::score::Score;

impl Run<'_> {
    /// Folds jurors by rules 5 to 8, or the dances by rules 9 to 11.
    pub(super) fn skating(&mut self, axis: Axis) {
        if axis == Axis::Jurors {
            self.jurors_before_skating = self.field.subjects.iter().map(|subject| subject.table.clone()).collect();
            self.fold_field(axis, |_, lines| averaged_places(single_dance(&numbers(lines))));
        } else {
            let marks: Vec<Vec<Score>> = self.jurors_before_skating.iter().map(all_marks).collect();
            self.fold_field(axis, |entries, lines| {
                let own: Vec<Vec<Score>> =
                    entries.iter().map(|&entry| marks.get(entry).cloned().unwrap_or_default()).collect();
                several_dances(&numbers(lines), &own)
            });
        }
    }
}

pub(super) fn numbers(lines: &[Vec<Value>]) -> Vec<Vec<Score>> {
    lines.iter().map(|line| line.iter().filter_map(|value| value.as_ref().ok().cloned()).collect()).collect()
}

pub(super) fn all_marks(table: &Table) -> Vec<Score> {
    table.cells().filter_map(|(_, value)| value.as_ref().ok().cloned()).collect()
}

/// How many marks are at this place or better, and their sum: more first, then the lower sum.
fn support(marks: &[Score], column: &Score) -> (usize, Reverse<Score>) {
    let within: Vec<&Score> = marks.iter().filter(|mark| *mark <= column).collect();
    (within.len(), Reverse(within.into_iter().sum()))
}

/// Every place that a mark gives, best first.
fn columns(marks: &[Vec<Score>]) -> Vec<Score> {
    let mut columns: Vec<Score> = marks.iter().flatten().cloned().collect();
    columns.sort();
    columns.dedup();
    columns
}

/// More than half of the marks.
pub(super) fn majority(marks: &[Vec<Score>]) -> usize {
    marks.iter().map(Vec::len).max().unwrap_or(0) / 2 + 1
}

/// Rules 5 to 8: what decides the places of entries in one dance, from the jurors' places.
pub(super) fn single_dance(marks: &[Vec<Score>]) -> Vec<Support> {
    let majority = majority(marks);
    marks.iter().map(|own| Support::new(own.clone(), majority)).collect()
}

/// The marks of an entry in a dance; what they put first is the greater.
///
/// At a place that neither of two entries was given, nothing is added to either: it is enough to look at their own.
#[derive(Clone, Debug)]
pub(super) struct Support {
    /// The best first.
    marks: Vec<Score>,
    /// More than half of the marks.
    majority: usize,
}

impl Support {
    /// The marks of an entry where so many are a majority.
    pub(super) fn new(mut marks: Vec<Score>, majority: usize) -> Self {
        marks.sort();
        Support { marks, majority }
    }

    /// Where it first has a majority.
    fn start(&self) -> Option<&Score> {
        self.marks.get(self.majority - 1)
    }
}

impl Ord for Support {
    fn cmp(&self, other: &Self) -> Ordering {
        // Rules 5 and 6: who has a majority at a better place. Whoever never has one shares the last place.
        let (Some(own), Some(theirs)) = (self.start(), other.start()) else {
            return self.start().is_some().cmp(&other.start().is_some());
        };
        // Rules 6 to 8: the larger majority there, then the lower sum of its marks, then the same one place further.
        let further = || {
            let mut places: Vec<&Score> = self.marks.iter().chain(&other.marks).filter(|mark| *mark >= own).collect();
            places.sort();
            places.dedup();
            let mut compared =
                places.into_iter().map(|place| support(&self.marks, place).cmp(&support(&other.marks, place)));
            compared.find(|compared| compared.is_ne()).unwrap_or(Ordering::Equal)
        };
        theirs.cmp(own).then_with(further)
    }
}

/// Other marks may be worth the same.
impl PartialEq for Support {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Support {}

impl PartialOrd for Support {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Rules 6 to 8: the larger majority first, then the lower sum of its marks, then the same one column further.
fn ordered(entries: Vec<usize>, marks: &[Vec<Score>], columns: &[Score]) -> Vec<Vec<usize>> {
    let Some((column, further)) = columns.split_first() else { return vec![entries] };
    if entries.len() <= 1 {
        return if entries.is_empty() { Vec::new() } else { vec![entries] };
    }
    let mut groups: BTreeMap<(usize, Reverse<Score>), Vec<usize>> = BTreeMap::new();
    for entry in entries {
        groups.entry(support(&marks[entry], column)).or_default().push(entry);
    }
    groups.into_values().rev().flat_map(|group| ordered(group, marks, further)).collect()
}

/// Rules 9 to 11: the places of entries over several dances, equals at the mean of their places.
///
/// `places` are each entry's places in the dances, `marks` all the jurors' marks for it in all of them.
pub(super) fn several_dances(places: &[Vec<Score>], marks: &[Vec<Score>]) -> Vec<Score> {
    // Rule 9: the lowest total of places.
    let mut totals: BTreeMap<Score, Vec<usize>> = BTreeMap::new();
    for (entry, own) in places.iter().enumerate() {
        totals.entry(own.iter().sum()).or_default().push(entry);
    }
    let mut result = vec![Score::integer(0); places.len()];
    let mut ahead = 0;
    for mut tied in totals.into_values() {
        while !tied.is_empty() {
            let best = best_for(&tied, ahead + 1, places, marks);
            for entry in &best {
                result[*entry] = Numbering::Averaged.place(ahead, best.len(), 0);
            }
            ahead += best.len();
            tied.retain(|entry| !best.contains(entry));
        }
    }
    result
}

/// Who of those with equal totals gets the place; several if nothing divides them.
fn best_for(tied: &[usize], place: usize, places: &[Vec<Score>], marks: &[Vec<Score>]) -> Vec<usize> {
    if tied.len() == 1 {
        return tied.to_vec();
    }
    // Rule 10: most dances at this place or better, then the lower total of those places.
    let place = Score::from(place);
    let most = tied.iter().map(|&entry| support(&places[entry], &place)).max();
    let best: Vec<usize> =
        tied.iter().copied().filter(|&entry| Some(support(&places[entry], &place)) == most).collect();
    if best.len() == 1 {
        return best;
    }
    // Rule 11: the jurors' marks in all dances as if they were one, from this place on.
    let own: Vec<Vec<Score>> = best.iter().map(|&entry| marks[entry].clone()).collect();
    let majority = majority(&own);
    let columns: Vec<Score> = columns(&own).into_iter().filter(|column| *column >= place).collect();
    let start = (0..columns.len()).find(|&column| own.iter().any(|own| support(own, &columns[column]).0 >= majority));
    let Some(start) = start else { return best };
    let with = (0..own.len()).filter(|&index| support(&own[index], &columns[start]).0 >= majority).collect();
    let first = ordered(with, &own, &columns[start..]).into_iter().next().unwrap_or_default();
    first.into_iter().map(|index| best[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(rows: &[&[i64]]) -> Vec<Vec<Score>> {
        rows.iter().map(|row| row.iter().map(|&mark| Score::integer(mark)).collect()).collect()
    }

    fn places(places: &[Score]) -> Vec<String> {
        places.iter().map(|place| place.decimal(1)).collect()
    }

    #[test]
    fn a_majority_of_first_places_wins_and_the_larger_majority_comes_first() {
        // Five jurors. A has three firsts: place 1 (rule 5). At second or better B has four, C three:
        // both have a majority, B's is larger (rule 6).
        let dance = marks(&[&[1, 1, 1, 3, 3], &[2, 2, 3, 1, 2], &[3, 3, 2, 2, 1]]);
        assert_eq!(places(&averaged_places(single_dance(&dance))), ["1.0", "2.0", "3.0"]);
    }

    #[test]
    fn equal_majorities_are_divided_by_their_sums_and_then_one_place_further() {
        // At second or better A and B have three each: sums 1+2+2 = 5 and 1+1+2 = 4: B first (rule 7).
        let dance = marks(&[&[1, 2, 2, 3, 3], &[2, 1, 1, 4, 4], &[3, 3, 3, 1, 2], &[4, 4, 4, 2, 1]]);
        assert_eq!(places(&averaged_places(single_dance(&dance)))[..2], ["2.0", "1.0"]);
    }

    #[test]
    fn what_nothing_divides_shares_the_mean_of_the_places() {
        let dance = marks(&[&[1, 2, 1, 2], &[2, 1, 2, 1]]);
        assert_eq!(places(&averaged_places(single_dance(&dance))), ["1.5", "1.5"]);
    }

    #[test]
    fn equal_totals_go_by_the_better_places_first() {
        // Totals 4 and 4; for place 1, B has one dance at first, A none (rule 10).
        let dances = marks(&[&[2, 2], &[1, 3], &[3, 1]]);
        let all = marks(&[&[2, 2, 2, 2, 2, 2], &[1, 1, 1, 3, 3, 3], &[3, 3, 3, 1, 1, 1]]);
        // B and C have equal counts and sums, and equal marks under rule 11: they share 1 and 2.
        assert_eq!(places(&several_dances(&dances, &all)), ["3.0", "1.5", "1.5"]);
    }
}
