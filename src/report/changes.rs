//! What differs between two results of one contest.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

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
pub fn changes(was: &Report, now: &Report) -> Vec<ChangeView> {
    let stages: Vec<&StageView> = now.all_stages().collect();
    let gone = was.all_stages().filter(|stage| !stages.iter().any(|each| each.id == stage.id));
    let ids: Vec<&str> = stages.iter().copied().chain(gone).map(|stage| stage.id.as_str()).collect();
    ids.into_iter().flat_map(|stage| stage_changes(was, now, stage)).collect()
}

fn stage_changes(was: &Report, now: &Report, stage: &str) -> Vec<ChangeView> {
    let find = |report: &Report, id: &str| {
        let own = report.all_stages().find(|each| each.id == stage)?;
        let standing = own.standings().find(|standing| standing.participant == id)?;
        Some(outcome(report, stage, standing))
    };
    let listed = |report: &Report| -> Vec<String> {
        let own = report.all_stages().filter(|each| each.id == stage);
        own.flat_map(StageView::standings).map(|standing| standing.participant.clone()).collect()
    };
    let ids: BTreeSet<String> = listed(was).into_iter().chain(listed(now)).collect();
    let change = |participant: String| {
        let (was, now) = (find(was, &participant), find(now, &participant));
        (was != now).then(|| ChangeView { stage: stage.to_owned(), participant, was, now })
    };
    ids.into_iter().filter_map(change).collect()
}

fn outcome(report: &Report, stage: &str, standing: &StandingView) -> OutcomeView {
    let is_ranking = report.ranking.as_ref().is_some_and(|ranking| ranking.id == stage);
    let held = report.awards.iter().filter(|award| is_ranking && award.holders.contains(&standing.participant));
    OutcomeView {
        score: standing.score.clone(),
        exact: standing.exact.clone(),
        place: standing.place.clone(),
        passed: standing.passed,
        awards: held.map(|award| award.id.clone()).collect(),
    }
}
