//! Steps in whole numbers: what they make of an entry of which nothing is missing.
//!
//! Where every mark is there, all entries of a track have tables of one shape, so that the denominator which all their
//! numbers have in common at each step is known before any entry is looked at, and how far from zero they can get. If
//! machine words hold that, the steps are taken in whole numbers over that denominator. Where anything is missing, or
//! a step looks at more than the marks, [`super::run`] takes them, which gives the same.

use crate::contest::{Addend, Axis, Direction, Drop, Factor, Fold, FoldKind, Operation, Step};
use crate::fold::AxisMembers;
use crate::score::{Half, Score};

/// The steps of a score, ready for any entry of one numbers.
#[derive(Clone, Debug)]
pub struct Words {
    moves: Vec<Move>,
    /// The denominator of what is left.
    below: i64,
}

/// What a step does to all numbers, or to lines of them.
#[derive(Clone, Debug)]
enum Move {
    /// Lines of so many numbers, one every `stride`, become one each.
    Fold { stride: usize, length: usize, line: Line },
    /// Each number is multiplied by that of its position.
    TimesEach(Vec<i64>),
    /// Every number is multiplied, then that is added.
    TimesPlus(i64, i64),
    /// Every number is multiplied, then raised to that at least.
    TimesFloor(i64, i64),
    /// Every number becomes the nearest whole multiple of the step: `times` numbers are `step` of them.
    Round { times: i64, step: i64, half: Half, to: i64 },
}

/// How a line becomes one number.
#[derive(Clone, Debug)]
enum Line {
    /// All are added up.
    Sum,
    /// Each is multiplied by its weight, then all are added up.
    Weighted(Vec<i64>),
    /// So many of the lowest and highest are left out, the others are added up.
    Between(usize, usize),
    /// The same, and of the others the two in the middle are added up.
    Middle(usize, usize),
    /// The same, and of the others the lowest is taken.
    Lowest(usize),
    /// The same with the highest.
    Highest(usize),
}

/// What is known of all numbers between two steps.
struct Numbers {
    axes: Vec<AxisMembers>,
    /// Their denominator.
    below: i64,
    /// No number is further from zero, over that denominator.
    furthest: i64,
}

/// Room for a doubled remainder, and for a sum of two.
const MOST: i64 = i64::MAX / 4;

fn within(number: i64) -> Option<i64> {
    (number.checked_abs()? <= MOST).then_some(number)
}

fn product(one: i64, other: i64) -> Option<i64> {
    within(one.checked_mul(other)?)
}

fn least_common_multiple(one: i64, other: i64) -> Option<i64> {
    product(one / num_integer::gcd(one, other), other)
}

impl Words {
    /// The steps for tables over these axes in which every number is there: units of the minus `digits`th power of ten,
    /// none further from zero than `furthest`. None where the steps need more than the numbers, or words are too short.
    #[must_use]
    pub fn new(steps: &[Step], axes: &[AxisMembers], digits: u32, furthest: i64) -> Option<Self> {
        let mut numbers =
            Numbers { axes: axes.to_vec(), below: 10_i64.checked_pow(digits)?, furthest: within(furthest)? };
        let mut moves = Vec::new();
        for step in steps {
            if let Some(next) = numbers.step(step)? {
                push_joined(&mut moves, next);
            }
        }
        let is_single = numbers.axes.iter().all(|each| each.members.len() == 1);
        is_single.then_some(Words { moves, below: numbers.below })
    }

    /// Whether the score is the only number that there is.
    #[must_use]
    pub fn keeps_all(&self) -> bool {
        self.moves.is_empty() && self.below == 1
    }

    /// The score of an entry with these numbers, in the order of its table.
    #[must_use]
    pub fn score(&self, numbers: &mut Vec<i64>) -> Score {
        let mut sorted = Vec::new();
        for each in &self.moves {
            each.take(numbers, &mut sorted);
        }
        Score::ratio(numbers[0], self.below)
    }
}

/// Adds a move; sums of sums are one sum.
fn push_joined(moves: &mut Vec<Move>, next: Move) {
    if let Move::Fold { stride, length, line: Line::Sum } = &next
        && let Some(Move::Fold { stride: own, length: of_each, line: Line::Sum }) = moves.last_mut()
        && own == stride
    {
        *of_each *= length;
        return;
    }
    moves.push(next);
}

impl Numbers {
    /// What the step does, nothing where it leaves every number as it is; none where words cannot tell.
    fn step(&mut self, step: &Step) -> Option<Option<Move>> {
        match &step.operation {
            Operation::Fold(fold) => self.fold(fold, step.direction),
            Operation::Round(rounding) => {
                let (above, below) = rounding.to.to_ratio()?;
                let each = product(self.below, above)?;
                let reach = product(self.furthest, below)? / each + 1;
                (self.below, self.furthest) = (below, product(reach, above)?);
                Some(Some(Move::Round { times: below, step: each, half: rounding.half, to: above }))
            }
            Operation::Times(Factor::Constant(factor)) => {
                let (above, below) = factor.to_ratio()?;
                self.furthest = product(self.furthest, above.checked_abs()?)?;
                self.below = product(self.below, below)?;
                Some(Some(Move::TimesPlus(above, 0)))
            }
            Operation::Times(Factor::Each(axis, factors)) => self.times_each(*axis, factors),
            Operation::Plus(Addend::Constant(constant)) => {
                let (times, plus) = self.on_one_denominator(constant)?;
                self.furthest = within(self.furthest.checked_add(plus.checked_abs()?)?)?;
                Some(Some(Move::TimesPlus(times, plus)))
            }
            Operation::Minus(Addend::Constant(constant)) => {
                let (times, minus) = self.on_one_denominator(constant)?;
                self.furthest = within(self.furthest.checked_add(minus.checked_abs()?)?)?;
                Some(Some(Move::TimesPlus(times, -minus)))
            }
            Operation::Floor(floor) => {
                let (times, floor) = self.on_one_denominator(floor)?;
                self.furthest = self.furthest.max(floor.checked_abs()?);
                Some(Some(Move::TimesFloor(times, floor)))
            }
            Operation::Times(Factor::Number(_))
            | Operation::Plus(Addend::Number(_) | Addend::Adjustments)
            | Operation::Minus(Addend::Number(_) | Addend::Adjustments)
            | Operation::Pull(..)
            | Operation::Places(..)
            | Operation::Points(..) => None,
        }
    }

    /// Brings all numbers and a constant to one denominator: what they are multiplied by, and the constant over it.
    fn on_one_denominator(&mut self, constant: &Score) -> Option<(i64, i64)> {
        let (above, below) = constant.to_ratio()?;
        let common = least_common_multiple(self.below, below)?;
        let times = common / self.below;
        self.furthest = product(self.furthest, times)?;
        self.below = common;
        Some((times, product(above, common / below)?))
    }

    fn times_each(&mut self, axis: Axis, factors: &[Score]) -> Option<Option<Move>> {
        let Some(position) = self.axes.iter().position(|each| each.axis == axis) else { return Some(None) };
        let (factors, below) = whole(factors)?;
        let members = &self.axes[position].members;
        let stride: usize = self.axes[position + 1..].iter().map(|each| each.members.len()).product();
        let length: usize = self.axes.iter().map(|each| each.members.len()).product();
        let of = |at: usize| factors.get(members[at / stride % members.len()]).copied();
        let each: Vec<i64> = (0..length).map(of).collect::<Option<_>>()?;
        let largest = each.iter().map(|factor| factor.abs()).max().unwrap_or(0);
        self.furthest = product(self.furthest, largest)?;
        self.below = product(self.below, below)?;
        Some(Some(Move::TimesEach(each)))
    }

    fn fold(&mut self, fold: &Fold, direction: Direction) -> Option<Option<Move>> {
        let Some(position) = self.axes.iter().position(|each| each.axis == fold.axis) else { return Some(None) };
        let stride = self.axes[position + 1..].iter().map(|each| each.members.len()).product();
        let own = self.axes.remove(position);
        let length = own.members.len();
        if length == 0 || length < fold.needs {
            return None;
        }
        let (lowest, highest) = match fold.drop.as_ref().filter(|drop| drop.applies_to(length)) {
            None => (0, 0),
            Some(Drop { lowest, highest, .. }) => (whole_count(lowest)?, whole_count(highest)?),
        };
        let looks_at_field = matches!(fold.kind, FoldKind::Skating | FoldKind::OneByOne);
        if length == 1 && (lowest, highest) == (0, 0) && fold.weights.is_none() && !looks_at_field {
            return Some(None);
        }
        let kept = length.checked_sub(lowest + highest).filter(|kept| *kept > 0)?;
        let count = i64::try_from(kept).ok()?;
        let sum = if kept == length { Line::Sum } else { Line::Between(lowest, highest) };
        let line = match (fold.kind, &fold.weights) {
            (FoldKind::Sum, _) => {
                self.furthest = product(self.furthest, count)?;
                sum
            }
            (FoldKind::Mean, None) => {
                self.furthest = product(self.furthest, count)?;
                self.below = product(self.below, count)?;
                sum
            }
            (FoldKind::Mean, Some(weights)) if kept == length => {
                let (weights, _) = whole(weights)?;
                let own: Vec<i64> =
                    own.members.iter().map(|each| weights.get(*each).copied()).collect::<Option<_>>()?;
                let total =
                    own.iter().try_fold(0_i64, |sum, weight| within(sum.checked_add(weight.checked_abs()?)?))?;
                if total == 0 || own.iter().any(|weight| *weight < 0) {
                    return None;
                }
                self.furthest = product(self.furthest, total)?;
                self.below = product(self.below, total)?;
                Line::Weighted(own)
            }
            (FoldKind::Median, _) => {
                self.furthest = product(self.furthest, 2)?;
                self.below = product(self.below, 2)?;
                Line::Middle(lowest, highest)
            }
            (FoldKind::Best, _) if direction == Direction::Higher => Line::Highest(highest),
            (FoldKind::Worst, _) if direction == Direction::Lower => Line::Highest(highest),
            (FoldKind::Best | FoldKind::Worst, _) => Line::Lowest(lowest),
            (FoldKind::Mean, Some(_)) | (FoldKind::Skating | FoldKind::OneByOne, _) => return None,
        };
        Some(Some(Move::Fold { stride, length, line }))
    }
}

/// A number of values, if it is whole.
fn whole_count(count: &Score) -> Option<usize> {
    count.floor().filter(|_| count.is_integer())
}

/// Numbers over their least common denominator, and that.
fn whole(numbers: &[Score]) -> Option<(Vec<i64>, i64)> {
    let ratios: Vec<(i64, i64)> = numbers.iter().map(Score::to_ratio).collect::<Option<_>>()?;
    let common = ratios.iter().try_fold(1, |common, (_, below)| least_common_multiple(common, *below))?;
    let whole = ratios.iter().map(|(above, below)| product(*above, common / below)).collect::<Option<_>>()?;
    Some((whole, common))
}

impl Move {
    fn take(&self, numbers: &mut Vec<i64>, sorted: &mut Vec<i64>) {
        match self {
            Move::Fold { stride, length, line } => {
                let lines = numbers.len() / length;
                // Where a line's number goes, nothing stands any more that has still to be folded.
                for index in 0..lines {
                    let first = index / stride * stride * length + index % stride;
                    numbers[index] = line.fold(&numbers[first..], (*stride, *length), sorted);
                }
                numbers.truncate(lines);
            }
            Move::TimesEach(factors) => {
                numbers.iter_mut().zip(factors).for_each(|(number, factor)| *number *= factor);
            }
            Move::TimesPlus(times, plus) => numbers.iter_mut().for_each(|number| *number = *number * times + plus),
            Move::TimesFloor(times, floor) => {
                numbers.iter_mut().for_each(|number| *number = (*number * times).max(*floor));
            }
            Move::Round { times, step, half, to } => {
                numbers.iter_mut().for_each(|number| *number = nearest(*number * times, *step, *half) * to);
            }
        }
    }
}

impl Line {
    /// The number that the line which begins the numbers becomes.
    fn fold(&self, numbers: &[i64], (stride, length): (usize, usize), sorted: &mut Vec<i64>) -> i64 {
        let line = || numbers.iter().step_by(stride).take(length);
        let mut in_order = || {
            sorted.clear();
            sorted.extend(line());
            sorted.sort_unstable();
        };
        match self {
            Line::Sum if stride == 1 => numbers[..length].iter().sum(),
            Line::Sum => line().sum(),
            Line::Weighted(weights) => line().zip(weights).map(|(number, weight)| number * weight).sum(),
            Line::Between(lowest, highest) => {
                in_order();
                sorted[*lowest..length - highest].iter().sum()
            }
            Line::Middle(lowest, highest) => {
                in_order();
                let kept = &sorted[*lowest..length - highest];
                kept[(kept.len() - 1) / 2] + kept[kept.len() / 2]
            }
            Line::Lowest(left_out) => {
                in_order();
                sorted[*left_out]
            }
            Line::Highest(left_out) => {
                in_order();
                sorted[length - 1 - left_out]
            }
        }
    }
}

/// How many steps the number is nearest to.
fn nearest(number: i64, step: i64, half: Half) -> i64 {
    let (floor, rest) = (number.div_euclid(step), number.rem_euclid(step));
    let up = match (2 * rest).cmp(&step) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => match half {
            Half::AwayFromZero => number >= 0,
            Half::Down => number < 0,
            Half::Even => floor % 2 != 0,
        },
    };
    floor + i64::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Field, NoLinks, Silent, Subject, Table, run};
    use crate::score::Rounding;
    use crate::source::{Place, Sources};
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Score> {
        (-12_i64..40, 1_i64..13).prop_map(|(above, below)| Score::ratio(above, below))
    }

    fn part() -> impl Strategy<Value = Score> {
        (1_i64..40, 1_i64..13).prop_map(|(above, below)| Score::ratio(above, below))
    }

    fn fold(axis: Axis) -> impl Strategy<Value = Operation> {
        let kind = prop::sample::select(vec![
            FoldKind::Sum,
            FoldKind::Mean,
            FoldKind::Median,
            FoldKind::Best,
            FoldKind::Worst,
        ]);
        let drop = (0_i64..3, 0_i64..3, 0_usize..6).prop_map(|(highest, lowest, from)| Drop {
            highest: Score::ratio(highest, 1),
            lowest: Score::ratio(lowest, 1),
            from,
        });
        let drop = prop::option::of(drop);
        let weights = prop::option::of(prop::collection::vec((0_i64..4, 1_i64..5), 5));
        (kind, drop, 1_usize..4, weights).prop_map(move |(kind, drop, needs, weights)| {
            let weights =
                weights.map(|each| each.into_iter().map(|(above, below)| Score::ratio(above, below)).collect());
            Operation::Fold(Fold { axis, kind, drop, needs, missing: None, weights })
        })
    }

    /// What changes every number, or does not tell from numbers alone.
    fn change() -> impl Strategy<Value = Operation> {
        let half = prop::sample::select(vec![Half::AwayFromZero, Half::Even, Half::Down]);
        let each = prop::collection::vec(number(), 5);
        prop_oneof![
            (part(), half).prop_map(|(to, half)| Operation::Round(Rounding { to, half })),
            number().prop_map(|factor| Operation::Times(Factor::Constant(factor))),
            each.prop_map(|factors| Operation::Times(Factor::Each(Axis::Criteria, factors))),
            number().prop_map(|number| Operation::Plus(Addend::Constant(number))),
            number().prop_map(|number| Operation::Minus(Addend::Constant(number))),
            number().prop_map(Operation::Floor),
            Just(Operation::Plus(Addend::Adjustments)),
        ]
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let place = Place::File(Sources::default().add("contest.yaml", b"").0);
        let direction = prop::sample::select(vec![Direction::Higher, Direction::Lower]);
        let axes = Just(vec![Axis::Jurors, Axis::Attempts, Axis::Criteria]).prop_shuffle();
        let folds = axes.prop_flat_map(|axes| axes.into_iter().map(fold).collect::<Vec<_>>());
        (folds, prop::collection::vec(prop::option::of(change()), 4), direction).prop_map(
            move |(folds, changes, direction)| {
                let mut operations = Vec::new();
                for (index, change) in changes.into_iter().enumerate() {
                    operations.extend(change);
                    operations.extend(folds.get(index).cloned());
                }
                operations.into_iter().map(|operation| Step { operation, direction, place }).collect()
            },
        )
    }

    fn axes(lengths: [usize; 3]) -> Vec<AxisMembers> {
        let axes = [Axis::Jurors, Axis::Attempts, Axis::Criteria].into_iter().zip(lengths);
        // The first criterion is of another track.
        let first = |axis| usize::from(axis == Axis::Criteria);
        axes.map(|(axis, length)| AxisMembers { axis, members: (first(axis)..first(axis) + length).collect() })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        /// Whatever whole numbers tell, the steps on rational numbers tell too.
        #[test]
        fn whole_numbers_are_folded_as_rational_ones(
            steps in steps(),
            lengths in [1_usize..5, 1_usize..3, 1_usize..4],
            digits in 0_u32..3,
            numbers in prop::collection::vec(-100_i64..200, 40),
        ) {
            let axes = axes(lengths);
            let mut own: Vec<i64> = numbers.into_iter().take(lengths.iter().product()).collect();
            let Some(words) = Words::new(&steps, &axes, digits, 200) else { return Ok(()) };
            let mut rational = own.iter().map(|units| Ok(Score::from_units(*units, digits)));
            let table = Table::new(0, axes, |_| rational.next().unwrap());
            let field = Field { subjects: vec![Subject::of(table)], panels: Vec::new(), links: &NoLinks };
            prop_assert_eq!(run(&steps, field, &mut Silent), Ok(vec![Ok(words.score(&mut own))]));
        }
    }

    #[test]
    fn the_usual_steps_are_taken_in_whole_numbers() {
        let place = Place::File(Sources::default().add("contest.yaml", b"").0);
        let mean =
            Fold { axis: Axis::Jurors, kind: FoldKind::Mean, drop: None, needs: 1, missing: None, weights: None };
        let drop = Some(Drop { highest: Score::integer(1), lowest: Score::integer(1), from: 0 });
        let sum = |axis| Fold { axis, kind: FoldKind::Sum, ..mean.clone() };
        let rounding = Rounding { to: Score::ratio(1, 100), half: Half::AwayFromZero };
        let operations = [
            Operation::Fold(sum(Axis::Attempts)),
            Operation::Fold(Fold { drop, ..mean.clone() }),
            Operation::Round(rounding),
            Operation::Fold(sum(Axis::Criteria)),
        ];
        let steps = operations.map(|operation| Step { operation, direction: Direction::Higher, place });
        let words = Words::new(&steps, &axes([5, 1, 2]), 0, 10).unwrap();
        // Of 3 5 7 8 9 the mean without the ends is 20/3, of 1 2 2 4 10 it is 8/3: 6.67 and 2.67.
        let score = words.score(&mut vec![7, 2, 9, 1, 3, 4, 8, 2, 5, 10]);
        assert_eq!(score, Score::parse("9.34").unwrap());
    }

    #[test]
    fn sums_of_sums_are_one_sum() {
        let place = Place::File(Sources::default().add("contest.yaml", b"").0);
        let sum = |axis| Fold { axis, kind: FoldKind::Sum, drop: None, needs: 1, missing: None, weights: None };
        let operations = [Operation::Fold(sum(Axis::Criteria)), Operation::Fold(sum(Axis::Jurors))];
        let steps = operations.map(|operation| Step { operation, direction: Direction::Higher, place });
        let words = Words::new(&steps, &axes([3, 1, 2]), 0, 10).unwrap();
        assert_eq!(words.moves.len(), 1);
        assert_eq!(words.score(&mut vec![1, 2, 3, 4, 5, 6]), Score::integer(21));
    }

    #[test]
    fn where_words_are_too_short_nothing_is_told() {
        assert!(Words::new(&[], &axes([1, 1, 1]), 0, i64::MAX).is_none());
        assert!(Words::new(&[], &axes([1, 1, 1]), 19, 1).is_none());
    }
}
