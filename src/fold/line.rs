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
    present(fold, line).count()
}

/// Folds a line; what was kept of which member goes to `kept`, if anybody asks.
///
/// # Errors
/// The extremes that are left out are all there is: how many numbers there were.
pub(super) fn fold(
    fold: &Fold,
    direction: Direction,
    line: &[(usize, &Value)],
    mut kept: Option<&mut Vec<Kept>>,
) -> Result<Value, usize> {
    if let Some(kept) = &mut kept {
        let nothing = |(member, value): &(usize, &Value)| Kept {
            member: *member,
            value: (*value).clone(),
            part: Score::integer(0),
        };
        kept.clear();
        kept.extend(line.iter().map(nothing));
    }
    let count = count(fold, line);
    if count == 0 {
        return Ok(Err(Gap::of(line.iter().map(|(_, value)| *value))));
    }
    if count < fold.needs {
        return Ok(Err(Gap::TooFew));
    }
    let is_whole = fold.drop.as_ref().is_none_or(|drop| !drop.applies_to(count)) && fold.weights.is_none();
    if let (FoldKind::Sum | FoldKind::Mean, true) = (fold.kind, is_whole) {
        // Every value is kept as it is: nothing need be put in order.
        for kept in kept.into_iter().flatten() {
            let missing = fold.missing.is_some() && kept.value.as_ref().is_err_and(|gap| gap.is_missing());
            kept.part = Score::integer(i64::from(kept.value.is_ok() || missing));
        }
        let sum: Score = present(fold, line).map(|(_, number)| number).sum();
        return Ok(Ok(if fold.kind == FoldKind::Mean { &sum / &Score::from(count) } else { sum }));
    }
    let mut there: Vec<(usize, Score)> =
        present(fold, line).map(|(position, number)| (position, number.clone())).collect();
    there.sort_by(|(_, one), (_, other)| one.cmp(other));
    let mut parts = vec![Score::integer(1); there.len()];
    if let Some(drop) = fold.drop.as_ref().filter(|drop| drop.applies_to(there.len())) {
        leave_out(drop, &mut parts);
    }
    if parts.iter().all(Score::is_zero) {
        return Err(there.len());
    }
    if let Some(kept) = kept {
        for ((position, _), part) in there.iter().zip(&parts) {
            kept[*position].part = part.clone();
        }
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
                return Ok(Err(Gap::TooFew));
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
    Ok(Ok(value))
}

/// The numbers of a line with their positions, gaps counted as the rule says.
fn present<'l>(fold: &'l Fold, line: &'l [(usize, &'l Value)]) -> impl Iterator<Item = (usize, &'l Score)> {
    line.iter().enumerate().filter_map(|(position, (_, value))| match value {
        Ok(number) => Some((position, number)),
        Err(gap) => fold.missing.as_ref().filter(|_| gap.is_missing()).map(|number| (position, number)),
    })
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
