//! The arithmetic: tables of numbers and the steps that fold them to a score.
//!
//! Receives one [`Table`] per entry and the steps of a stage, hands on one [`Value`] per entry. A
//! [`Recorder`] sees every step; with [`Silent`] nothing is kept. There is no second implementation:
//! results, maxima, tie links and explanations all come from [`run`].

mod maximum;

use std::collections::BTreeMap;

use crate::contest::{Axis, Drop, Factor, Fold, FoldKind, Operation, Step};
use crate::score::Score;
use crate::source::Place;

pub use maximum::maximum;

/// A number, or why there is none.
pub type Value = Result<Score, Gap>;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The juror took no part in judging the entry.
    Recused,
    /// The juror was not there.
    Absent,
    /// There was nothing for the juror to judge.
    Nothing,
    /// No sheet says anything.
    Unread,
    /// The attempt was not made.
    NotMade,
    /// Fewer values than the rule needs.
    TooFew,
    /// The stage has no score for the entry.
    NoScore,
}

/// The numbers of one entry over the axes that are still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Entries of one group are compared with one another: those of one track.
    group: usize,
    axes: Vec<AxisMembers>,
    values: Vec<Value>,
}

/// An axis with its members: jurors, criteria, attempts or stages by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisMembers {
    /// The axis.
    pub axis: Axis,
    /// The index of each member.
    pub members: Vec<usize>,
}

/// Why a fold cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A sum would add fewer values for this entry than for others, so that a gap would count as zero.
    UnevenSum {
        /// Which of the tables.
        entry: usize,
        /// The line of the rules.
        step: Place,
        /// How many values are there.
        found: usize,
        /// How many others have.
        expected: usize,
    },
    /// The extremes that are left out are all there is.
    NothingLeft {
        /// Which of the tables.
        entry: usize,
        /// The line of the rules.
        step: Place,
        /// How many values are there.
        found: usize,
    },
}

/// Sees what [`run`] does.
pub trait Recorder {
    /// The table of an entry as it stands before the step.
    fn before(&mut self, entry: usize, step: &Step, table: &Table);
}

/// Keeps nothing.
pub struct Silent;

impl Recorder for Silent {
    fn before(&mut self, _: usize, _: &Step, _: &Table) {}
}

impl Table {
    /// A table whose values come from `value` for the members of the axes, in their order.
    #[must_use]
    pub fn new(group: usize, axes: Vec<AxisMembers>, value: impl FnMut(&[usize]) -> Value) -> Self {
        let values = positions(&axes).iter().map(Vec::as_slice).map(value).collect();
        Table { group, axes, values }
    }

    /// Every value with the members that it belongs to, one per open axis.
    pub fn cells(&self) -> impl Iterator<Item = (Vec<(Axis, usize)>, &Value)> {
        positions(&self.axes)
            .into_iter()
            .zip(&self.values)
            .map(|(members, value)| (self.axes.iter().map(|each| each.axis).zip(members).collect(), value))
    }

    /// The one value of a table without open axes, or with one member on each.
    ///
    /// # Panics
    /// An axis with several members is open; rules that leave one open are refused.
    pub fn into_score(self) -> Value {
        assert!(self.values.len() == 1, "the steps of a checked stage fold every axis");
        self.values.into_iter().next().unwrap_or(Err(Gap::Nothing))
    }

    fn axis(&self, axis: Axis) -> Option<usize> {
        self.axes.iter().position(|each| each.axis == axis)
    }

    /// How many values lie between neighbours along the axis.
    fn stride(&self, position: usize) -> usize {
        self.axes[position + 1..].iter().map(|each| each.members.len()).product()
    }

    /// The values along an axis, for each combination of the members of the others.
    fn lines(&self, position: usize) -> Vec<Vec<(usize, &Value)>> {
        let stride = self.stride(position);
        let members = &self.axes[position].members;
        let block = stride * members.len();
        (0..self.values.len())
            .filter(|offset| offset % block < stride)
            .map(|start| {
                members
                    .iter()
                    .enumerate()
                    .map(|(index, &member)| (member, &self.values[start + index * stride]))
                    .collect()
            })
            .collect()
    }
}

/// The members of all axes, one combination after the other, the last axis fastest.
fn positions(axes: &[AxisMembers]) -> Vec<Vec<usize>> {
    axes.iter().fold(vec![Vec::new()], |done, axis| {
        let extended = |begun: &Vec<usize>| {
            let begun = begun.clone();
            axis.members.iter().map(move |&member| [begun.as_slice(), &[member]].concat())
        };
        done.iter().flat_map(extended).collect()
    })
}

/// Runs the steps over the tables of all entries of a field.
///
/// # Errors
/// Every fold that the data does not allow.
pub fn run(steps: &[Step], mut tables: Vec<Table>, recorder: &mut impl Recorder) -> Result<Vec<Value>, Vec<Refusal>> {
    for step in steps {
        for (entry, table) in tables.iter().enumerate() {
            recorder.before(entry, step, table);
        }
        match &step.operation {
            Operation::Fold(fold) => {
                if fold.kind == FoldKind::Sum {
                    check_sums(fold, step.place, &tables)?;
                }
                let folded = tables.iter().enumerate().map(|(entry, table)| {
                    fold_axis(fold, table).map_err(|found| Refusal::NothingLeft { entry, step: step.place, found })
                });
                tables = all_or_refusals(folded)?;
            }
            Operation::Round(rounding) => change(&mut tables, |_, value| value.round(rounding)),
            Operation::Times(Factor::Constant(factor)) => change(&mut tables, |_, value| value * factor),
            Operation::Times(Factor::Each(axis, factors)) => change(&mut tables, |members, value| {
                let member = members.iter().find(|(each, _)| each == axis);
                member.map_or_else(|| value.clone(), |&(_, member)| value * &factors[member])
            }),
        }
    }
    Ok(tables.into_iter().map(Table::into_score).collect())
}

fn all_or_refusals(results: impl Iterator<Item = Result<Table, Refusal>>) -> Result<Vec<Table>, Vec<Refusal>> {
    let (mut tables, mut refusals) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(table) => tables.push(table),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(tables) } else { Err(refusals) }
}

fn change(tables: &mut [Table], change: impl Fn(&[(Axis, usize)], &Score) -> Score) {
    for table in tables {
        let members: Vec<Vec<(Axis, usize)>> = table.cells().map(|(members, _)| members).collect();
        for (value, members) in table.values.iter_mut().zip(members) {
            if let Ok(number) = value {
                *number = change(&members, number);
            }
        }
    }
}

/// Folds the axis of one table away; a table that does not have it stays.
///
/// # Errors
/// Nothing is left after the extremes; how many values there were.
fn fold_axis(fold: &Fold, table: &Table) -> Result<Table, usize> {
    let Some(position) = table.axis(fold.axis) else { return Ok(table.clone()) };
    let values: Result<Vec<Value>, usize> = table.lines(position).iter().map(|line| fold_line(fold, line)).collect();
    let mut axes = table.axes.clone();
    axes.remove(position);
    Ok(Table { group: table.group, axes, values: values? })
}

fn fold_line(fold: &Fold, line: &[(usize, &Value)]) -> Result<Value, usize> {
    let mut there = present(fold, line);
    if there.is_empty() {
        return Ok(Err(line.iter().find_map(|(_, value)| value.as_ref().err().copied()).unwrap_or(Gap::Nothing)));
    }
    if there.len() < fold.needs {
        return Ok(Err(Gap::TooFew));
    }
    there.sort();
    let kept = match &fold.drop {
        Some(drop) => without_extremes(drop, &there).ok_or(there.len())?,
        None => there.as_slice(),
    };
    let count = Score::from(kept.len());
    let half = Score::integer(2);
    let sum = || kept.iter().sum::<Score>();
    Ok(Ok(match fold.kind {
        FoldKind::Sum => sum(),
        FoldKind::Mean => sum() / count,
        FoldKind::Median => (&kept[(kept.len() - 1) / 2] + &kept[kept.len() / 2]) / half,
        FoldKind::Best => kept[kept.len() - 1].clone(),
        FoldKind::Worst => kept[0].clone(),
    }))
}

/// The numbers of a line, gaps counted as the rule says.
fn present(fold: &Fold, line: &[(usize, &Value)]) -> Vec<Score> {
    line.iter().filter_map(|(_, value)| value.as_ref().ok().or(fold.missing.as_ref()).cloned()).collect()
}

/// What is left of sorted values; nothing if that is nothing.
fn without_extremes<'v>(drop: &Drop, sorted: &'v [Score]) -> Option<&'v [Score]> {
    if !drop.applies_to(sorted.len()) {
        return Some(sorted);
    }
    let last = sorted.len().checked_sub(drop.highest)?;
    (drop.lowest < last).then(|| &sorted[drop.lowest..last])
}

/// A sum must add equally many values for every entry of a group and every line of it.
fn check_sums(fold: &Fold, step: Place, tables: &[Table]) -> Result<(), Vec<Refusal>> {
    let counts: Vec<(usize, Vec<usize>)> = tables
        .iter()
        .map(|table| {
            let lines = table.axis(fold.axis).map(|position| table.lines(position)).unwrap_or_default();
            let counts = lines.iter().map(|line| present(fold, line).len()).filter(|&count| count > 0);
            (table.group, counts.collect())
        })
        .collect();
    let mut most = BTreeMap::new();
    for (group, counts) in &counts {
        let most = most.entry(*group).or_insert(0);
        *most = counts.iter().copied().fold(*most, usize::max);
    }
    let refusals: Vec<Refusal> = counts
        .iter()
        .enumerate()
        .filter_map(|(entry, (group, counts))| {
            let (found, expected) = (counts.iter().copied().min()?, most[group]);
            (found < expected).then_some(Refusal::UnevenSum { entry, step, found, expected })
        })
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

/// The steps for a score that is counted from some members of an axis alone: no extremes are left out and
/// no number of values is needed along that axis.
#[must_use]
pub fn restricted(steps: &[Step], axis: Axis) -> Vec<Step> {
    let free = |step: &Step| match &step.operation {
        Operation::Fold(fold) if fold.axis == axis => {
            let fold = Fold { drop: None, needs: 1, ..fold.clone() };
            Step { operation: Operation::Fold(fold), place: step.place }
        }
        Operation::Fold(_) | Operation::Round(_) | Operation::Times(_) => step.clone(),
    };
    steps.iter().map(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Rounding;
    use crate::source::Sources;

    fn place() -> Place {
        Place::File(Sources::default().add("contest.yaml", b"").0)
    }

    fn step(operation: Operation) -> Step {
        Step { operation, place: place() }
    }

    fn fold(axis: Axis, kind: FoldKind) -> Fold {
        Fold { axis, kind, drop: None, needs: 1, missing: None }
    }

    /// Jurors in the rows, criteria in the columns; `-` is a recused juror.
    fn table(rows: &[&str]) -> Table {
        let cells: Vec<Vec<Value>> = rows
            .iter()
            .map(|row| row.split(' ').map(|cell| Score::parse(cell).map_err(|_| Gap::Recused)).collect())
            .collect();
        let axes = vec![
            AxisMembers { axis: Axis::Jurors, members: (0..rows.len()).collect() },
            AxisMembers { axis: Axis::Criteria, members: (0..cells[0].len()).collect() },
        ];
        Table::new(0, axes, |at| cells[at[0]][at[1]].clone())
    }

    fn scores(operations: Vec<Operation>, tables: Vec<Table>) -> Vec<String> {
        let steps: Vec<Step> = operations.into_iter().map(step).collect();
        let values = run(&steps, tables, &mut Silent).unwrap();
        values.into_iter().map(|value| value.map_or_else(|gap| format!("{gap:?}"), |score| score.to_string())).collect()
    }

    #[test]
    fn a_recused_juror_is_left_out_of_the_mean() {
        let operations = vec![
            Operation::Fold(fold(Axis::Criteria, FoldKind::Sum)),
            Operation::Fold(fold(Axis::Jurors, FoldKind::Mean)),
        ];
        assert_eq!(scores(operations, vec![table(&["1 2", "- -", "3 2"])]), ["4"]);
    }

    #[test]
    fn a_sum_over_unequally_many_values_is_refused() {
        let steps = [step(Operation::Fold(fold(Axis::Jurors, FoldKind::Sum)))];
        let tables = vec![table(&["1", "2"]), table(&["1", "-"])];
        let refusal = Refusal::UnevenSum { entry: 1, step: place(), found: 1, expected: 2 };
        assert_eq!(run(&steps, tables, &mut Silent), Err(vec![refusal]));
    }

    #[test]
    fn rounding_each_product_and_rounding_the_sum_give_different_totals() {
        // 3 × 0.335 = 1.005: rounded each, 0.34 × 3 = 1.02; rounded once, 1.01 (a half away from zero).
        let cent =
            Operation::Round(Rounding { to: Score::parse("0.01").unwrap(), half: crate::score::Half::AwayFromZero });
        let sum = Operation::Fold(fold(Axis::Criteria, FoldKind::Sum));
        let mean = Operation::Fold(fold(Axis::Jurors, FoldKind::Mean));
        let entry = || vec![table(&["0.335 0.335 0.335"])];
        assert_eq!(scores(vec![cent.clone(), sum.clone(), mean.clone()], entry()), ["51/50"]);
        assert_eq!(scores(vec![sum, mean, cent], entry()), ["101/100"]);
    }

    #[test]
    fn extremes_are_left_out_once_enough_values_are_there() {
        let trim = |from| {
            let drop = Some(Drop { highest: 1, lowest: 1, from });
            vec![Operation::Fold(Fold { drop, ..fold(Axis::Jurors, FoldKind::Mean) })]
        };
        let five = || vec![table(&["1", "9", "5", "5", "6"])];
        assert_eq!(scores(trim(5), five()), ["16/3"]);
        assert_eq!(scores(trim(6), five()), ["26/5"]);
        let steps: Vec<Step> = trim(0).into_iter().map(step).collect();
        let refusal = Refusal::NothingLeft { entry: 0, step: place(), found: 2 };
        assert_eq!(run(&steps, vec![table(&["1", "2"])], &mut Silent), Err(vec![refusal]));
    }

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
        let median = || vec![Operation::Fold(fold(Axis::Jurors, FoldKind::Median))];
        assert_eq!(scores(median(), vec![table(&["1", "7", "2", "9"])]), ["9/2"]);
        assert_eq!(scores(median(), vec![table(&["1", "7", "2"])]), ["2"]);
    }

    #[test]
    fn best_and_worst_are_the_ends() {
        for (kind, expected) in [(FoldKind::Best, "9"), (FoldKind::Worst, "1")] {
            assert_eq!(
                scores(vec![Operation::Fold(fold(Axis::Jurors, kind))], vec![table(&["1", "9", "2"])]),
                [expected]
            );
        }
    }

    #[test]
    fn fewer_values_than_needed_leave_a_gap() {
        let needs = Operation::Fold(Fold { needs: 3, ..fold(Axis::Jurors, FoldKind::Mean) });
        assert_eq!(scores(vec![needs], vec![table(&["1", "2", "-"])]), ["TooFew"]);
    }

    #[test]
    fn factors_go_by_the_member_and_not_by_its_place_in_the_table() {
        let axes = vec![AxisMembers { axis: Axis::Stages, members: vec![0, 2] }];
        let table = Table::new(0, axes, |_| Ok(Score::integer(10)));
        let factors = ["0.1", "0.2", "0.7"].map(|factor| Score::parse(factor).unwrap()).to_vec();
        let operations = vec![
            Operation::Times(Factor::Each(Axis::Stages, factors)),
            Operation::Fold(fold(Axis::Stages, FoldKind::Sum)),
        ];
        assert_eq!(scores(operations, vec![table]), ["8"]);
    }
}
