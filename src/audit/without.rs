//! Whether results survive a jury without any one of its members.

use std::collections::BTreeMap;

use crate::contest::{Axis, Contest, EntryIndex, FoldKind, JurorIndex, Limit, Operation, StageIndex};
use crate::score::Score;
use crate::tally::{Holders, Standing, Tally, Trial};

/// What the results would be without a juror.
#[derive(Clone, Debug)]
pub struct Without {
    /// Who is left out.
    pub juror: JurorIndex,
    /// What would differ, or why nobody can tell.
    pub outcome: Result<Difference, NoComparison>,
}

/// What would differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Entries with another place, or that pass where they did not, or the other way round.
    pub standings: Vec<OtherStanding>,
    /// Awards with other holders.
    pub awards: Vec<OtherHolders>,
    /// Nominations with other holders.
    pub nominations: Vec<OtherHolders>,
}

/// Where an entry would stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherStanding {
    /// The stage.
    pub stage: StageIndex,
    /// The entry.
    pub entry: EntryIndex,
    /// Its place; none if it would have none.
    pub place: Option<Score>,
    /// Whether it would pass.
    pub passed: Option<bool>,
}

/// Who would hold an award or a nomination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherHolders {
    /// Which of the rules' awards or nominations.
    pub which: usize,
    /// They; none if nobody would, or if it would be for the jury to decide.
    pub entries: Vec<EntryIndex>,
    /// Whether it would be for the jury to decide.
    pub open: bool,
}

/// Why results cannot be compared with those of a jury without one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoComparison {
    /// Nobody else judges in the stage.
    OnlyJuror(StageIndex),
    /// The stage adds up the jurors' marks, and some bound is in points.
    SumAgainstPoints(StageIndex),
    /// The rules leave nothing to count.
    NothingToCount,
}

impl NoComparison {
    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NoComparison::OnlyJuror(_) => "only-juror",
            NoComparison::SumAgainstPoints(_) => "sum-against-points",
            NoComparison::NothingToCount => "nothing-to-count",
        }
    }
}

/// The results without the juror, compared with those that stand.
#[must_use]
pub fn without(trial: &Trial, tally: &Tally, juror: JurorIndex) -> Without {
    let contest = trial.contest();
    let stages = || tally.stages.iter().map(|result| result.stage).filter(|stage| judges_in(contest, juror, *stage));
    let alone = stages().find(|stage| contest.judges(*stage).all(|other| other == juror));
    let summed = stages().find(|stage| adds_up_jurors(contest, *stage)).filter(|_| has_points(contest, tally));
    let outcome = match (alone, summed) {
        (Some(stage), _) => Err(NoComparison::OnlyJuror(stage)),
        (None, Some(stage)) => Err(NoComparison::SumAgainstPoints(stage)),
        (None, None) => match trial.without(juror) {
            Ok(other) => Ok(difference(tally, &other)),
            Err(_) => Err(NoComparison::NothingToCount),
        },
    };
    Without { juror, outcome }
}

fn judges_in(contest: &Contest, juror: JurorIndex, stage: StageIndex) -> bool {
    contest.marks[stage.0].is_some() && contest.judges(stage).any(|each| each == juror)
}

/// Everybody who judges in a stage that was counted, in the order of the jury.
pub fn judging<'t>(contest: &'t Contest, tally: &'t Tally) -> impl Iterator<Item = JurorIndex> + 't {
    let judges = move |juror: &JurorIndex| tally.stages.iter().any(|result| judges_in(contest, *juror, result.stage));
    (0..contest.jury.len()).map(JurorIndex).filter(judges)
}

fn adds_up_jurors(contest: &Contest, stage: StageIndex) -> bool {
    contest.stage(stage).score.iter().any(|step| match &step.operation {
        Operation::Fold(fold) => fold.axis == Axis::Jurors && fold.kind == FoldKind::Sum,
        Operation::Round(_)
        | Operation::Times(_)
        | Operation::Plus(_)
        | Operation::Minus(_)
        | Operation::Floor(_)
        | Operation::Pull(..)
        | Operation::Places(..)
        | Operation::Points(..) => false,
    })
}

/// Whether somebody passes, or holds an award, by a bound in points.
fn has_points(contest: &Contest, tally: &Tally) -> bool {
    let passes = tally.stages.iter().flat_map(|result| &contest.stage(result.stage).pass).flat_map(|pass| &pass.ways);
    let bounds = passes.flat_map(|way| &way.bounds).chain(contest.rules.awards.iter().flat_map(|award| &award.bounds));
    bounds.into_iter().any(|bound| matches!(bound.limit, Limit::Points(_)))
}

fn difference(was: &Tally, now: &Tally) -> Difference {
    let mut difference = Difference::default();
    for result in &was.stages {
        let other: BTreeMap<EntryIndex, &Standing> = now
            .stage(result.stage)
            .into_iter()
            .flat_map(|result| result.standings())
            .map(|standing| (standing.entry, standing))
            .collect();
        for standing in result.standings() {
            let other = other.get(&standing.entry);
            let place = other.and_then(|other| other.place.clone());
            let passed = other.and_then(|other| other.passed);
            if place != standing.place || passed != standing.passed {
                let (stage, entry) = (result.stage, standing.entry);
                difference.standings.push(OtherStanding { stage, entry, place, passed });
            }
        }
    }
    difference.awards = other_holders(&was.awards, &now.awards);
    difference.nominations = other_holders(&was.nominations, &now.nominations);
    difference
}

fn other_holders(was: &[Holders], now: &[Holders]) -> Vec<OtherHolders> {
    let differing = |(which, holders): (usize, &Holders)| {
        // Where the count does not come so far, the jury has to decide something before.
        let other = now.get(which);
        let entries = other.map(|other| other.entries.clone()).unwrap_or_default();
        let open = other.is_none_or(|other| other.open);
        // What is for the jury either way is nobody's yet.
        let differs = open != holders.open || !open && !crate::audit::same(&entries, &holders.entries);
        differs.then_some(OtherHolders { which, entries, open })
    };
    was.iter().enumerate().filter_map(differing).collect()
}
