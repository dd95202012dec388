//! The arithmetic: tables of numbers and the steps that fold them to a score.
//!
//! Receives one [`Subject`] per entry of a field and the steps of a stage, hands on one [`Value`] per entry.
//! A [`Recorder`] sees every step; with [`Silent`] nothing is kept. Results, maxima, tie links and explanations all come
//! from [`run`], and what is quicker where less is asked must give the same, which tests hold it to: [`Words`] where
//! nothing is missing, [`Replay`] where a few numbers change.

mod column;
mod field;
mod line;
mod maximum;
mod replay;
mod skating;
mod sums;
mod table;
mod words;

use std::collections::BTreeMap;
use std::convert::Infallible;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::contest::{Addend, Axis, Factor, Fold, FoldKind, LinkRule, Numbering, Operation, StageIndex, Status, Step};
use crate::score::Score;
use crate::source::Place;

use column::Numbered;
use sums::{Alike, Sums};

pub use line::Kept;
pub use maximum::{maximum, maximum_in};
pub use replay::{Reach, Replay, Span, run_spans};
pub use table::{AxisMembers, Members, Table};
pub use words::Words;

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
    /// The juror does not judge this: another track or criterion, another panel.
    Outside,
    /// The juror may not judge the entry.
    Conflict,
    /// No sheet says anything.
    Unread,
    /// The attempt was not made.
    NotMade,
    /// Fewer values than the rule needs.
    TooFew,
    /// The stage has no score for the entry.
    NoScore,
}

impl Gap {
    /// Whether a value is missing there, so that what the rule says stands in for it: not where a juror stood back,
    /// was away or does not judge, for that says nothing about the entry.
    #[must_use]
    pub fn is_missing(self) -> bool {
        match self {
            Gap::Nothing | Gap::Unread | Gap::NotMade | Gap::TooFew | Gap::NoScore => true,
            Gap::Recused | Gap::Absent | Gap::Outside | Gap::Conflict => false,
        }
    }

    /// Why there is no number where none of the values is one: what is missing before what nobody expects.
    fn of<'v>(values: impl Iterator<Item = &'v Value>) -> Gap {
        let gaps: Vec<Gap> = values.filter_map(|value| value.as_ref().err().copied()).collect();
        let first = |of: fn(&Gap) -> bool| gaps.iter().copied().find(of);
        let judged = |gap: &Gap| !matches!(gap, Gap::Outside | Gap::Conflict);
        first(|gap| gap.is_missing()).or(first(judged)).or(gaps.first().copied()).unwrap_or(Gap::Nothing)
    }

    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Gap::Recused | Gap::Conflict => "recused",
            Gap::Absent => "absent",
            Gap::Nothing | Gap::Outside => "nothing",
            Gap::Unread => "unread",
            Gap::NotMade => "not-made",
            Gap::TooFew => "too-few",
            Gap::NoScore => "no-score",
        }
    }
}

/// An entry with all that the steps of a stage may ask of it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its numbers.
    pub table: Table,
    /// Whether it counts in the places of others, or at all.
    pub status: Status,
    /// The stage's measured numbers: of each number, the value of each member of its axis.
    pub numbers: Vec<(Option<Axis>, Vec<Option<Score>>)>,
    /// What `adjustments.csv` gives it in the stage.
    pub adjustment: Score,
    /// Its place in each stage that is added up, in every numbering.
    pub stage_places: BTreeMap<usize, Vec<(Numbering, Score)>>,
}

/// The entries that are folded together, and what is known beside their marks.
pub struct Field<'f> {
    /// The entries.
    pub subjects: Vec<Subject>,
    /// The panel of each juror, by the juror's index; none where the jury has no panels.
    pub panels: Vec<Option<usize>>,
    /// Looks numbers up for ties inside a step.
    pub links: &'f dyn Links,
}

/// Numbers that ties inside a step ask for.
pub trait Links {
    /// The stage that is folded.
    fn stage(&self) -> StageIndex;
    /// The entries with only some members of an axis, in the same order.
    fn only(&self, axis: Axis, members: &[usize]) -> Vec<Subject>;
    /// The number of an entry that a link by stage, or by something measured, gives; more is better.
    fn number(&self, entry: usize, rule: &LinkRule) -> Option<Score>;
}

/// No ties stand inside of steps.
pub struct NoLinks;

impl Links for NoLinks {
    fn stage(&self) -> StageIndex {
        StageIndex(usize::MAX)
    }

    fn only(&self, _: Axis, _: &[usize]) -> Vec<Subject> {
        Vec::new()
    }

    fn number(&self, _: usize, _: &LinkRule) -> Option<Score> {
        None
    }
}

/// Why a fold cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A sum would add fewer values for this entry than for others, so that a gap would count as zero.
    UnevenSum {
        /// Which of the subjects.
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
        /// Which of the subjects.
        entry: usize,
        /// The line of the rules.
        step: Place,
        /// How many values are there.
        found: usize,
    },
}

/// Sees what [`run`] does.
pub trait Recorder {
    /// Whether it looks at the single lines of a fold.
    const SEES_LINES: bool;
    /// The table of an entry as it stands before the step.
    fn before(&mut self, entry: usize, step: &Step, table: &Table);
    /// A line of an entry's table that was folded.
    fn folded(&mut self, entry: usize, step: &Step, line: &FoldedLine);
    /// The table of an entry as it stands after the step.
    fn after(&mut self, entry: usize, step: &Step, table: &Table);
}

/// A line of a table that was folded.
#[derive(Clone, Copy, Debug)]
pub struct FoldedLine<'l> {
    /// The members of the axes that stay open.
    pub members: &'l Members,
    /// The members and values along the axis, with the part in which each was kept.
    pub kept: &'l [Kept],
    /// What came of them.
    pub value: &'l Value,
}

/// Keeps nothing.
pub struct Silent;

impl Recorder for Silent {
    const SEES_LINES: bool = false;

    fn before(&mut self, _: usize, _: &Step, _: &Table) {}
    fn folded(&mut self, _: usize, _: &Step, _: &FoldedLine) {}
    fn after(&mut self, _: usize, _: &Step, _: &Table) {}
}

impl Subject {
    /// An entry that competes and has nothing but its table.
    #[must_use]
    pub fn of(table: Table) -> Self {
        let (numbers, stage_places) = (Vec::new(), BTreeMap::new());
        Subject { table, status: Status::Eligible, numbers, adjustment: Score::integer(0), stage_places }
    }

    /// The same entry with another number where it has one.
    #[must_use]
    pub fn with(&self, members: &Members, number: Score) -> Self {
        let mut other = self.clone();
        if self.table.at(members).is_some_and(Result::is_ok) {
            other.table.put(members, Ok(number));
        }
        other
    }

    /// Whether it counts in the places of others.
    fn competes(&self) -> bool {
        self.status == Status::Eligible
    }
}

/// Whose sums add equally many values: the group of the table, and whether the entry is judged.
pub type Shape = (usize, bool);

/// Runs the steps over all entries of a field.
///
/// # Errors
/// Every fold that the data does not allow.
pub fn run(steps: &[Step], field: Field, recorder: &mut impl Recorder) -> Result<Vec<Value>, Vec<Refusal>> {
    Ok(run_tables(steps, field, recorder)?.into_iter().map(Table::into_score).collect())
}

/// Runs the steps as far as they go; axes may stay open.
///
/// # Errors
/// As [`run`].
fn run_tables(steps: &[Step], field: Field, recorder: &mut impl Recorder) -> Result<Vec<Table>, Vec<Refusal>> {
    let mut run = Run { field, jurors_before_skating: Vec::new(), sums: None };
    run.all(steps, recorder)?;
    Ok(run.field.subjects.into_iter().map(|subject| subject.table).collect())
}

/// The same where every step looks at one entry at a time: the entries are taken one after the other, on all cores.
/// `subjects` makes what makes the subjects, once for many of them.
///
/// `quick` makes what tells the score of an entry by [`Words`], if it can, and which others have a table of the same
/// shape: the first of these is folded as all others are, which counts the values that its sums add.
///
/// None where others have to be looked at after all: sums that do not add equally many values, or a line of which
/// nothing is left. [`run`] tells what is wrong then.
pub fn run_apart<S: FnMut(usize) -> Subject, Q: FnMut(usize) -> Option<(Shape, Score)>>(
    steps: &[Step],
    entries: usize,
    panels: &[Option<usize>],
    (subjects, quick): (impl Fn() -> S + Sync, impl Fn() -> Q + Sync),
) -> Option<Vec<Value>> {
    const TOGETHER: usize = 1024;
    let fold = |(index, values): (usize, &mut [Value])| -> Option<Sums> {
        let (mut subject, mut quick) = (subjects(), quick());
        let mut folded: Vec<Shape> = Vec::new();
        let field = Field { subjects: Vec::with_capacity(1), panels: panels.to_vec(), links: &NoLinks };
        let mut run = Run { field, jurors_before_skating: Vec::new(), sums: Some(Sums::default()) };
        for (entry, value) in (index * TOGETHER..).zip(values) {
            let quick = quick(entry);
            if let Some((shape, score)) = &quick
                && folded.contains(shape)
            {
                *value = Ok(score.clone());
                continue;
            }
            run.field.subjects.push(subject(entry));
            run.all(steps, &mut Silent).ok()?;
            *value = run.field.subjects.pop()?.table.into_score();
            if let Some((shape, score)) = quick {
                debug_assert_eq!(*value, Ok(score), "whole numbers are folded to the same");
                folded.push(shape);
            }
        }
        run.sums
    };
    let mut values: Vec<Value> = vec![Err(Gap::NoScore); entries];
    let counted: Option<Vec<Sums>> = values.par_chunks_mut(TOGETHER).enumerate().map(fold).collect();
    let mut sums = Sums::default();
    counted?.iter().for_each(|counts| sums.join(counts));
    sums.are_even().then_some(values)
}

/// Runs steps that look at one entry at a time for some entries of a field that has been run; sums have as many values
/// as before. None where nothing is left of a line.
#[must_use]
pub fn run_some(steps: &[Step], subjects: Vec<Subject>, panels: &[Option<usize>]) -> Option<Vec<Subject>> {
    let field = Field { subjects, panels: panels.to_vec(), links: &NoLinks };
    let mut run = Run { field, jurors_before_skating: Vec::new(), sums: Some(Sums::default()) };
    run.all(steps, &mut Silent).ok()?;
    Some(run.field.subjects)
}

/// Whether what the step makes of an entry hangs on the numbers of others.
#[must_use]
pub fn looks_at_field(step: &Step) -> bool {
    match &step.operation {
        Operation::Places(..) | Operation::Points(..) => true,
        Operation::Fold(fold) => matches!(fold.kind, FoldKind::Skating | FoldKind::OneByOne),
        Operation::Round(_)
        | Operation::Times(_)
        | Operation::Plus(_)
        | Operation::Minus(_)
        | Operation::Floor(_)
        | Operation::Pull(..) => false,
    }
}

struct Run<'f> {
    field: Field<'f>,
    /// Rule 11 of the Skating System goes back to the jurors' marks over all dances.
    jurors_before_skating: Vec<Table>,
    /// How many values sums have added, where the entries are taken one after the other.
    sums: Option<Sums>,
}

impl Run<'_> {
    fn all(&mut self, steps: &[Step], recorder: &mut impl Recorder) -> Result<(), Vec<Refusal>> {
        for (index, step) in steps.iter().enumerate() {
            for (entry, subject) in self.field.subjects.iter().enumerate() {
                recorder.before(entry, step, &subject.table);
            }
            self.step(&steps[..index], step, recorder)?;
            for (entry, subject) in self.field.subjects.iter().enumerate() {
                recorder.after(entry, step, &subject.table);
            }
        }
        Ok(())
    }

    fn step<R: Recorder>(&mut self, above: &[Step], step: &Step, recorder: &mut R) -> Result<(), Vec<Refusal>> {
        match &step.operation {
            Operation::Fold(fold) => self.fold(fold, above, step, recorder)?,
            Operation::Round(rounding) => self.change(|_, _, value| Ok(value.round(rounding))),
            Operation::Times(Factor::Constant(factor)) => self.change(|_, _, value| Ok(value * factor)),
            Operation::Times(Factor::Each(axis, factors)) => self.change(|_, members, value| {
                let member = members.iter().find(|(each, _)| each == axis);
                Ok(member.map_or_else(|| value.clone(), |&(_, member)| value * &factors[member]))
            }),
            Operation::Times(Factor::Number(number)) => {
                self.change(|subject, members, value| Ok(value * &subject.number(*number, members)?));
            }
            Operation::Plus(addend) => {
                self.change(|subject, members, value| Ok(value + &subject.addend(addend, members)?));
            }
            Operation::Minus(addend) => {
                self.change(|subject, members, value| Ok(value - &subject.addend(addend, members)?));
            }
            Operation::Floor(floor) => self.change(|_, _, value| Ok(value.clone().max(floor.clone()))),
            Operation::Pull(axis, distance) => {
                for subject in &mut self.field.subjects {
                    subject.table.pull(*axis, distance);
                }
            }
            Operation::Places(numbering, ties) => self.places(above, step, ties, Numbered::Place(*numbering))?,
            Operation::Points(points, ties) => self.places(above, step, ties, Numbered::Points(points))?,
        }
        Ok(())
    }

    fn fold<R: Recorder>(
        &mut self,
        fold: &Fold,
        above: &[Step],
        step: &Step,
        recorder: &mut R,
    ) -> Result<(), Vec<Refusal>> {
        if fold.axis == Axis::Jurors {
            let panels = &self.field.panels;
            for subject in &mut self.field.subjects {
                subject.table.divide_jurors(panels);
            }
        }
        match fold.kind {
            FoldKind::Skating => {
                self.skating(fold.axis);
                return Ok(());
            }
            FoldKind::OneByOne => {
                self.one_by_one(fold.axis, step.direction);
                return Ok(());
            }
            FoldKind::Sum | FoldKind::Mean | FoldKind::Median | FoldKind::Best | FoldKind::Worst => {}
        }
        let counts =
            if fold.kind == FoldKind::Sum { self.check_sums(fold, above.len(), step.place)? } else { Vec::new() };
        let mut refusals = Vec::new();
        let mut kept = Vec::new();
        for (entry, subject) in self.field.subjects.iter_mut().enumerate() {
            let (group, judged) = (subject.table.group, subject.status.is_judged());
            let folded = subject.table.fold(fold.axis, |members, line| {
                // Who no longer takes part keeps nobody's sum from being taken, and has none that counts a gap as zero.
                let most = || counts.iter().find(|(alike, _)| alike.is_of(group, members)).map(|(_, most)| *most);
                let uneven = !judged && most().is_some_and(|most| line::count(fold, line) < most);
                let value = match line::fold(fold, step.direction, line, R::SEES_LINES.then_some(&mut kept)) {
                    Ok(Ok(_)) if uneven => Err(Gap::TooFew),
                    Err(_) if !judged => {
                        kept.clear();
                        Err(Gap::TooFew)
                    }
                    folded => folded?,
                };
                recorder.folded(entry, step, &FoldedLine { members, kept: &kept, value: &value });
                Ok(value)
            });
            if let Err(found) = folded {
                refusals.push(Refusal::NothingLeft { entry, step: step.place, found });
            }
        }
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    fn change(&mut self, change: impl Fn(&Subject, &Members, &Score) -> Value) {
        for subject in &mut self.field.subjects {
            let mut table = std::mem::take(&mut subject.table);
            table.change(|members, value| change(subject, members, value));
            subject.table = table;
        }
    }

    /// A sum must add equally many values for every entry of a group and every juror: how many.
    fn check_sums(&mut self, fold: &Fold, step: usize, place: Place) -> Result<Vec<(Alike, usize)>, Vec<Refusal>> {
        let mut counts = Sums::default();
        for subject in &self.field.subjects {
            let judged = subject.status.is_judged();
            subject.each_sum(fold, |members, count| counts.note(step, subject.table.group, members, (judged, count)));
        }
        if let Some(sums) = &mut self.sums {
            // Whether others have as many is for whoever counts them all.
            sums.join(&counts);
            return Ok(Vec::new());
        }
        let most: Vec<(Alike, usize)> = counts.0.into_iter().map(|sum| (sum.alike, sum.most)).collect();
        let fewer = |subject: &Subject| {
            let mut fewer = None;
            subject.each_sum(fold, |members, count| {
                let most = most.iter().find(|(alike, _)| alike.is_of(subject.table.group, members));
                if let (None, Some((_, most))) = (fewer, most.filter(|(_, most)| count < *most)) {
                    fewer = Some((count, *most));
                }
            });
            fewer
        };
        let judged = self.field.subjects.iter().enumerate().filter(|(_, subject)| subject.status.is_judged());
        let refusals: Vec<Refusal> = judged
            .filter_map(|(entry, subject)| {
                let (found, expected) = fewer(subject)?;
                Some(Refusal::UnevenSum { entry, step: place, found, expected })
            })
            .collect();
        if refusals.is_empty() { Ok(most) } else { Err(refusals) }
    }
}

impl Subject {
    /// How many values a sum adds in each of its lines that has enough of them.
    fn each_sum(&self, fold: &Fold, mut found: impl FnMut(&Members, usize)) {
        let looked: Result<(), Infallible> = self.table.each_line(fold.axis, |members, line| {
            let count = line::count(fold, line);
            if count >= fold.needs.max(1) {
                found(members, count);
            }
            Ok(())
        });
        looked.unwrap_or_else(|never| match never {});
    }

    /// One of the stage's numbers, for the member of its axis that the value belongs to.
    fn number(&self, number: usize, members: &Members) -> Value {
        let (axis, values) = &self.numbers[number];
        let member =
            axis.and_then(|axis| members.iter().find(|(each, _)| *each == axis)).map_or(0, |&(_, member)| member);
        values.get(member).cloned().flatten().ok_or(Gap::Unread)
    }

    fn addend(&self, addend: &Addend, members: &Members) -> Value {
        match addend {
            Addend::Constant(constant) => Ok(constant.clone()),
            Addend::Number(number) => self.number(*number, members),
            Addend::Adjustments => Ok(self.adjustment.clone()),
        }
    }
}

/// The steps for a score that is counted from some members of an axis alone: without `plus` and `minus`, and
/// along that axis without extremes left out, numbers pulled, or a number of values needed.
#[must_use]
pub fn restricted(steps: &[Step], axis: Axis) -> Vec<Step> {
    let free = |step: &Step| match &step.operation {
        Operation::Fold(fold) if fold.axis == axis => {
            let fold = Fold { drop: None, needs: 1, ..fold.clone() };
            Some(Step { operation: Operation::Fold(fold), ..step.clone() })
        }
        Operation::Plus(_) | Operation::Minus(_) => None,
        Operation::Pull(along, _) if *along == axis => None,
        Operation::Fold(_)
        | Operation::Round(_)
        | Operation::Times(_)
        | Operation::Floor(_)
        | Operation::Pull(..)
        | Operation::Places(..)
        | Operation::Points(..) => Some(step.clone()),
    };
    steps.iter().filter_map(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::{Direction, Drop};
    use crate::score::Rounding;
    use crate::source::Sources;

    fn place() -> Place {
        Place::File(Sources::default().add("contest.yaml", b"").0)
    }

    fn step(operation: Operation) -> Step {
        Step { operation, direction: Direction::Higher, place: place() }
    }

    fn fold(axis: Axis, kind: FoldKind) -> Fold {
        Fold { axis, kind, drop: None, needs: 1, missing: None, weights: None }
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
        Table::new(0, axes, |at| cells[at[0].1][at[1].1].clone())
    }

    fn field(tables: Vec<Table>) -> Field<'static> {
        Field { subjects: tables.into_iter().map(Subject::of).collect(), panels: Vec::new(), links: &NoLinks }
    }

    fn scores(operations: Vec<Operation>, tables: Vec<Table>) -> Vec<String> {
        let steps: Vec<Step> = operations.into_iter().map(step).collect();
        let values = run(&steps, field(tables), &mut Silent).unwrap();
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
        assert_eq!(run(&steps, field(tables), &mut Silent), Err(vec![refusal]));
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
            let drop = Some(Drop { highest: Score::integer(1), lowest: Score::integer(1), from });
            vec![Operation::Fold(Fold { drop, ..fold(Axis::Jurors, FoldKind::Mean) })]
        };
        let five = || vec![table(&["1", "9", "5", "5", "6"])];
        assert_eq!(scores(trim(5), five()), ["16/3"]);
        assert_eq!(scores(trim(6), five()), ["26/5"]);
        let steps: Vec<Step> = trim(0).into_iter().map(step).collect();
        let refusal = Refusal::NothingLeft { entry: 0, step: place(), found: 2 };
        assert_eq!(run(&steps, field(vec![table(&["1", "2"])]), &mut Silent), Err(vec![refusal]));
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
        let axes = vec![AxisMembers { axis: Axis::Stages, members: vec![0, 2].into() }];
        let table = Table::new(0, axes, |_| Ok(Score::integer(10)));
        let factors = ["0.1", "0.2", "0.7"].map(|factor| Score::parse(factor).unwrap()).to_vec();
        let operations = vec![
            Operation::Times(Factor::Each(Axis::Stages, factors)),
            Operation::Fold(fold(Axis::Stages, FoldKind::Sum)),
        ];
        assert_eq!(scores(operations, vec![table]), ["8"]);
    }
}
