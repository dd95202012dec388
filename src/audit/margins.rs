//! How far each entry is from the next place and from the line that decides who passes.

use crate::contest::{Contest, EntryIndex, Relation, StageIndex};
use crate::score::Score;
use crate::tally::{Field, StageResult, Standing, limit};

/// How far an entry is from what would change its result in a stage.
#[derive(Clone, Debug)]
pub struct Margins {
    /// The entry.
    pub entry: EntryIndex,
    /// To the next place below.
    pub below: Option<Distance>,
    /// To the next place above.
    pub above: Option<Distance>,
    /// To the bounds that its stage sets to who passes.
    pub bounds: Vec<BoundDistance>,
    /// Where a number passes: of one that passes, to the best that does not; of another, to the last that does.
    pub cut: Option<Distance>,
}

/// A distance to another entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// The nearest entry there.
    pub entry: EntryIndex,
    /// By how much the scores differ; zero where something else than the score put them in order.
    pub difference: Score,
}

/// A distance to a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundDistance {
    /// On which side of the limit a score must be.
    pub relation: Relation,
    /// The limit.
    pub limit: Score,
    /// By how much the score is on the right side; below zero: on the wrong one.
    pub difference: Score,
}

/// The margins of every entry that has a place in the stage.
#[must_use]
pub fn margins(contest: &Contest, result: &StageResult) -> Vec<Margins> {
    result.fields.iter().flat_map(|field| of_field(contest, result.stage, field)).collect()
}

fn of_field(contest: &Contest, stage: StageIndex, field: &Field) -> Vec<Margins> {
    let placed: Vec<(&Standing, &Score, &Score)> = field
        .standings
        .iter()
        .filter_map(|standing| Some((standing, standing.place.as_ref()?, standing.score.as_ref().ok()?)))
        .collect();
    let own = contest.stage(stage);
    let ways = own.pass.iter().flat_map(|pass| &pass.ways);
    let counts = ways.clone().any(|way| way.top.is_some());
    let of = |(standing, place, score): &(&Standing, &Score, &Score)| {
        let to = |other: Option<&(&Standing, &Score, &Score)>| {
            other.map(|(other, _, theirs)| Distance { entry: other.entry, difference: (*score - *theirs).abs() })
        };
        let bounds = ways.clone().flat_map(|way| &way.bounds).filter_map(|bound| {
            let limit = limit(contest, stage, standing.entry, bound)?;
            let difference = match bound.relation {
                Relation::AtLeast | Relation::Above => *score - &limit,
                Relation::AtMost | Relation::Below => &limit - *score,
            };
            Some(BoundDistance { relation: bound.relation, limit, difference })
        });
        let passed = |wanted: bool| placed.iter().filter(move |(each, ..)| each.passed == Some(wanted));
        let better = |one: &&(&Standing, &Score, &Score), other: &&(&Standing, &Score, &Score)| {
            own.direction.better_first(one.2, other.2)
        };
        let across = match standing.passed.filter(|_| counts) {
            None => None,
            Some(true) => passed(false).min_by(better),
            Some(false) => passed(true).max_by(better),
        };
        Margins {
            entry: standing.entry,
            below: to(placed.iter().find(|(_, other, _)| other > place)),
            above: to(placed.iter().rev().find(|(_, other, _)| other < place)),
            bounds: bounds.collect(),
            cut: to(across),
        }
    };
    placed.iter().map(of).collect()
}

/// The bound that a score is nearest to.
#[must_use]
pub fn nearest(bounds: &[BoundDistance]) -> Option<&BoundDistance> {
    bounds.iter().min_by(|one, other| one.difference.abs().cmp(&other.difference.abs()))
}
