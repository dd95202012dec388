//! What the jury decided beyond the arithmetic.

use std::collections::BTreeMap;

use crate::contest::{Contest, Coordinates, Decision, DecisionKind, EntryIndex, StageIndex, Status};
use crate::report::build::shortest;
use crate::report::standings::Listed;
use crate::report::{DecisionView, VotesView};
use crate::tally::Tally;

/// The contest's decisions, and what came of them.
pub(super) fn decisions(contest: &Contest, tally: &Tally) -> Vec<DecisionView> {
    let mut applied: BTreeMap<usize, Option<Vec<EntryIndex>>> = BTreeMap::new();
    applied.extend(tally.decisions.iter().map(|applied| (applied.decision, applied.computed.clone())));
    let view = |(index, decision)| Listed { contest, tally }.decision(decision, applied.get(&index));
    contest.decisions.iter().enumerate().map(view).collect()
}

impl Listed<'_> {
    /// `STAGE/JUROR/ENTRY/CRITERION`, with the attempt where there are several.
    fn cell(self, stage: StageIndex, at: &Coordinates) -> String {
        let own = self.contest.stage(stage);
        let criterion = own.criteria()[at.criterion].id.as_str();
        let cell = format!("{}/{}/{}/{criterion}", own.id, self.juror_id(at.juror), self.id(at.entry));
        if own.attempts() > 1 { format!("{cell}/{}", at.attempt + 1) } else { cell }
    }

    fn decision(self, decision: &Decision, applied: Option<&Option<Vec<EntryIndex>>>) -> DecisionView {
        let rules = &self.contest.rules;
        let single = |entries: &[EntryIndex]| entries.iter().map(|entry| vec![self.id(*entry)]).collect();
        let (kind, about, entries, now): (&str, String, Vec<Vec<String>>, Option<Status>) = match &decision.kind {
            DecisionKind::Order { stage, order } => {
                ("order", self.stage_id(*stage), order.iter().map(|shared| self.ids(shared)).collect(), None)
            }
            DecisionKind::Pass { stage, entries } => ("pass", self.stage_id(*stage), single(entries), None),
            DecisionKind::Status { entry, now, .. } => ("status", String::new(), single(&[*entry]), Some(*now)),
            DecisionKind::Award { award, holders } => ("award", rules.awards[*award].id.clone(), single(holders), None),
            DecisionKind::Nomination { nomination, holders } => {
                ("nomination", rules.nominations[*nomination].id.clone(), single(holders), None)
            }
            DecisionKind::Mark { stage, at, .. } => ("mark", self.cell(*stage, at), single(&[at.entry]), None),
            DecisionKind::Rule { about, .. } => ("rule", about.clone(), Vec::new(), None),
            DecisionKind::Recommend { about, entries } => ("recommend", about.clone(), single(entries), None),
        };
        let now = match (&decision.kind, now) {
            (DecisionKind::Mark { now, .. }, _) => shortest(now),
            (DecisionKind::Rule { now, .. }, _) => now.clone(),
            (_, status) => status.map_or_else(String::new, |status| status.word().to_owned()),
        };
        let was = match &decision.kind {
            DecisionKind::Status { was, .. } => was.word().to_owned(),
            DecisionKind::Order { .. }
            | DecisionKind::Pass { .. }
            | DecisionKind::Award { .. }
            | DecisionKind::Nomination { .. }
            | DecisionKind::Mark { .. }
            | DecisionKind::Rule { .. }
            | DecisionKind::Recommend { .. } => decision.was.value.clone(),
        };
        DecisionView {
            date: decision.date.to_string(),
            decision: kind.to_owned(),
            about,
            entries,
            was,
            now,
            votes: decision.votes.map(|votes| VotesView { yes: votes.yes, no: votes.no, abstained: votes.abstained }),
            by: decision.by.clone(),
            grounds: decision.grounds.clone(),
            computed: applied.and_then(Option::as_ref).map(|entries| self.ids(entries)),
            applied: applied.is_some(),
        }
    }
}
