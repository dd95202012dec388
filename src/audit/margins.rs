//! How far each entry is from the next place and from the line that decides who passes.

use crate::contest::{Contest, EntryIndex, Relation, StageIndex};
use crate::score::Score;
use crate::tally::{Fate, Field, StageResult, Standing, Tally, Tie, limit};

/// How far an entry is from what would change its result in a stage.
#[derive(Clone, Debug)]
pub struct Margins {
    /// The entry.
    pub entry: EntryIndex,
    /// To the next place below.
    pub below: Option<Distance>,
    /// To the next place above.
    pub above: Option<Distance>,
    /// What stands between it and others whose scores count as equal: those who share its place, or else the next.
    pub equality: Option<Equality>,
    /// To the bounds that its stage sets to who passes.
    pub bounds: Vec<BoundDistance>,
    /// Where a number passes: of one that passes, to the best that does not; of another, to the last that does.
    pub cut: Option<Distance>,
}

/// What became of equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equality {
    /// They share the place.
    Shared,
    /// The jury has still to decide their order.
    Open,
    /// The jury decided it.
    Decided,
    /// The rule for equals put them in order.
    Rule,
}

impl Equality {
    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Equality::Shared => "shared",
            Equality::Open => "open",
            Equality::Decided => "decided",
            Equality::Rule => "rule",
        }
    }
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
pub fn margins(contest: &Contest, tally: &Tally, result: &StageResult) -> Vec<Margins> {
    // A ranking that takes the order of a stage has its equals too.
    let source = contest.stage(result.stage).takes_order_of.unwrap_or(result.stage);
    let ties = tally.stage(source).into_iter().flat_map(|result| &result.fields).flat_map(|field| &field.ties);
    let ties: Vec<&Tie> = ties.collect();
    result.fields.iter().flat_map(|field| of_field(contest, result.stage, field, &ties)).collect()
}

fn of_field(contest: &Contest, stage: StageIndex, field: &Field, ties: &[&Tie]) -> Vec<Margins> {
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
            equality: equality(ties, standing, placed.iter().find(|(_, other, _)| other > place).map(|own| own.0)),
            bounds: bounds.collect(),
            cut: to(across),
        }
    };
    placed.iter().map(of).collect()
}

/// What stands between an entry and those who share its place, or else the next one.
fn equality(ties: &[&Tie], standing: &Standing, next: Option<&Standing>) -> Option<Equality> {
    let tie = ties.iter().find(|tie| tie.entries.contains(&standing.entry))?;
    let end_of = |entry: EntryIndex| tie.ends.iter().find(|end| end.entries.contains(&entry));
    let own = end_of(standing.entry);
    if standing.tied {
        return Some(match own?.fate {
            Fate::Open => Equality::Open,
            Fate::Shared | Fate::Decided(_) => Equality::Shared,
        });
    }
    let next = next.filter(|next| tie.entries.contains(&next.entry))?;
    let together = own.is_some_and(|end| end.entries.contains(&next.entry));
    Some(if together { Equality::Decided } else { Equality::Rule })
}

/// The bound that a score is nearest to.
#[must_use]
pub fn nearest(bounds: &[BoundDistance]) -> Option<&BoundDistance> {
    bounds.iter().min_by(|one, other| one.difference.abs().cmp(&other.difference.abs()))
}
