//! One line of a table folded to one value.

use crate::contest::{Direction, Drop, Fold, FoldKind};
use crate::fold::{Gap, Value};
use crate::score::Score;

/// A member of a folded line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The member of the axis.
    pub member: usize,
    /// Its value.
    pub value: Value,
    /// The part, 0 to 1, in which the value was kept; 0 for a gap and for what was left out.
    pub part: Score,
}

/// How many numbers of a line a fold would find.
pub(super) fn count(fold: &Fold, line: &[(usize, &Value)]) -> usize {
    present(fold, line).len()
}

/// Folds a line; with the value what was kept of which member.
///
/// # Errors
/// The extremes that are left out are all there is: how many numbers there were.
pub(super) fn fold(fold: &Fold, direction: Direction, line: &[(usize, &Value)]) -> Result<(Vec<Kept>, Value), usize> {
    let zero = || Score::integer(0);
    let mut kept: Vec<Kept> =
        line.iter().map(|(member, value)| Kept { member: *member, value: (*value).clone(), part: zero() }).collect();
    let mut there = present(fold, line);
    if there.is_empty() {
        return Ok((kept, Err(Gap::of(line.iter().map(|(_, value)| *value)))));
    }
    if there.len() < fold.needs {
        return Ok((kept, Err(Gap::TooFew)));
    }
    there.sort_by(|(_, one), (_, other)| one.cmp(other));
    let mut parts = vec![Score::integer(1); there.len()];
    if let Some(drop) = fold.drop.as_ref().filter(|drop| drop.applies_to(there.len())) {
        leave_out(drop, &mut parts);
    }
    if parts.iter().all(Score::is_zero) {
        return Err(there.len());
    }
    for ((position, _), part) in there.iter().zip(&parts) {
        kept[*position].part = part.clone();
    }
    let value = match fold.kind {
        FoldKind::Sum => weighted_sum(&there, &parts),
        FoldKind::Mean => {
            let weight = |(position, _): &(usize, Score)| match &fold.weights {
                Some(weights) => weights[line[*position].0].clone(),
                None => Score::integer(1),
            };
            let weights: Vec<Score> = there.iter().zip(&parts).map(|(each, part)| &weight(each) * part).collect();
            let total: Score = weights.iter().sum();
            if total.is_zero() {
                return Ok((kept, Err(Gap::TooFew)));
            }
            weighted_sum(&there, &weights) / total
        }
        FoldKind::Median => {
            let values = whole(&there, &parts);
            (values[(values.len() - 1) / 2] + values[values.len() / 2]) / Score::integer(2)
        }
        FoldKind::Best => best(&there, &parts, direction, true),
        FoldKind::Worst => best(&there, &parts, direction, false),
        FoldKind::Skating | FoldKind::OneByOne => unreachable!("these fold a whole field"),
    };
    Ok((kept, Ok(value)))
}

/// The numbers of a line with their positions, gaps counted as the rule says.
fn present(fold: &Fold, line: &[(usize, &Value)]) -> Vec<(usize, Score)> {
    let number = |(position, (_, value)): (usize, &(usize, &Value))| {
        let missing = || fold.missing.as_ref().filter(|_| value.as_ref().is_err_and(|gap| gap.is_missing()));
        value.as_ref().ok().or_else(missing).map(|number| (position, number.clone()))
    };
    line.iter().enumerate().filter_map(number).collect()
}

/// Takes the extremes' parts away from both ends of sorted values.
fn leave_out(drop: &Drop, parts: &mut [Score]) {
    let mut take = |count: &Score, from_top: bool| {
        let mut left = count.clone();
        let length = parts.len();
        for step in 0..length {
            let part = &mut parts[if from_top { length - 1 - step } else { step }];
            let taken = left.clone().min(part.clone());
            *part = &*part - &taken;
            left = left - taken;
        }
    };
    take(&drop.lowest, false);
    take(&drop.highest, true);
}

fn weighted_sum(there: &[(usize, Score)], weights: &[Score]) -> Score {
    let products: Vec<Score> = there.iter().zip(weights).map(|((_, value), weight)| value * weight).collect();
    products.iter().sum()
}

/// The values that are kept at all.
fn whole<'v>(there: &'v [(usize, Score)], parts: &[Score]) -> Vec<&'v Score> {
    there.iter().zip(parts).filter(|(_, part)| !part.is_zero()).map(|((_, value), _)| value).collect()
}

fn best(there: &[(usize, Score)], parts: &[Score], direction: Direction, best: bool) -> Score {
    let values = whole(there, parts);
    let highest = match direction {
        Direction::Higher => best,
        Direction::Lower => !best,
    };
    let found = if highest { values.last() } else { values.first() };
    (*found.expect("something is left")).clone()
}
