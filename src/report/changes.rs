//! What differs between two results of one contest.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::report::on_demand::{Views, each_of};
use crate::report::{Report, StageView, StandingView};

/// An entry whose result in a stage differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The stage's id.
    pub stage: String,
    /// The entry's id.
    pub participant: String,
    /// What stood there; null if the stage did not list the entry.
    pub was: Option<OutcomeView>,
    /// What stands there now; null if the stage does not list the entry.
    pub now: Option<OutcomeView>,
}

/// What a stage makes of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeView {
    /// The score as it is printed.
    pub score: Option<String>,
    /// The exact score.
    pub exact: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// Whether it goes on.
    pub passed: Option<bool>,
    /// The ids of the awards that it holds, in the ranking.
    pub awards: Vec<String>,
}

/// Every entry whose score, place, passing or award differs, stage by stage.
#[must_use]
pub fn changes<P, S: Views<StandingView>, T>(was: &Report<P, S, T>, now: &Report<P, S, T>) -> Vec<ChangeView> {
    let stages: Vec<&StageView<S, T>> = now.all_stages().collect();
    let gone = was.all_stages().filter(|stage| !stages.iter().any(|each| each.id == stage.id));
    let ids: Vec<&str> = stages.iter().copied().chain(gone).map(|stage| stage.id.as_str()).collect();
    ids.into_iter().flat_map(|stage| stage_changes(was, now, stage)).collect()
}

fn stage_changes<P, S: Views<StandingView>, T>(
    was: &Report<P, S, T>,
    now: &Report<P, S, T>,
    stage: &str,
) -> Vec<ChangeView> {
    let (mut was, mut now) = (outcomes(was, stage), outcomes(now, stage));
    let ids: BTreeSet<String> = was.keys().chain(now.keys()).cloned().collect();
    let change = |participant: String| {
        let (was, now) = (was.remove(&participant), now.remove(&participant));
        (was != now).then(|| ChangeView { stage: stage.to_owned(), participant, was, now })
    };
    ids.into_iter().filter_map(change).collect()
}

/// What a stage makes of each entry that it lists, by their ids.
fn outcomes<P, S: Views<StandingView>, T>(report: &Report<P, S, T>, stage: &str) -> BTreeMap<String, OutcomeView> {
    let is_ranking = report.ranking.as_ref().is_some_and(|ranking| ranking.id == stage);
    let awards = if is_ranking { report.awards.as_slice() } else { &[] };
    let mut held: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for award in awards {
        for holder in &award.holders {
            held.entry(holder).or_default().push(award.id.clone());
        }
    }
    let mut outcomes = BTreeMap::new();
    let fields = report.all_stages().filter(|each| each.id == stage).flat_map(|each| &each.fields);
    for field in fields {
        each_of(&field.standings, |standing| {
            let outcome = OutcomeView {
                score: standing.score.clone(),
                exact: standing.exact.clone(),
                place: standing.place.clone(),
                passed: standing.passed,
                awards: held.get(standing.participant.as_str()).cloned().unwrap_or_default(),
            };
            outcomes.entry(standing.participant.clone()).or_insert(outcome);
        });
    }
    outcomes
}
