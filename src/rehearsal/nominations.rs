//! Nominations: equals by score, and equal votes that no chair decides.

use crate::contest::{Contest, Nomination, NominationRule};
use crate::definition::Change;
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::Example;
use crate::rehearsal::finding::{Aspect, Draft, Kind, Shown};
use crate::rehearsal::search::Search;
use crate::tally::{Open, Tally};

/// The largest field in which two are looked for who hold nothing yet.
const MOST_ENTRIES: usize = 8;

/// Nominations for which several are equally good, and nothing says what follows.
pub(super) fn equals(case: &Case) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, own) in case.contest.rules.nominations.iter().enumerate() {
        let path = format!("nominations/{}/tied", own.id);
        if case.setting.says(&path) {
            continue;
        }
        let draft = match own.rule {
            NominationRule::Decision => None,
            NominationRule::Ballot { .. } if case.has_chair => None,
            NominationRule::Ballot { .. } => equal_votes(case, index),
            NominationRule::Score { .. } => equal_scores(case, index),
        };
        drafts.extend(draft.map(|draft| Draft {
            about: vec![("nomination", (&own.title).into())],
            paths: vec![path.clone()],
            candidates: vec![vec![Change::set(path, "in")]],
            ..draft
        }));
    }
    drafts
}

fn is_open(tally: &Tally, nomination: usize) -> bool {
    tally.open.iter().any(|open| matches!(open, Open::Nomination { nomination: own, .. } if *own == nomination))
}

fn equal_scores(case: &Case, nomination: usize) -> Option<Draft> {
    let sizes = (2..MOST_ENTRIES).map(|entries| case.size(entries, 1)).collect();
    let search = Search { settings: &[&case.setting], sizes, only: None };
    let wanted = |example: &Example, contests: &[Contest]| {
        // Equals hold no award beside it that is open too: the finding is about the nomination alone.
        count(&contests[0], example)
            .is_ok_and(|tally| is_open(&tally, nomination) && tally.awards.iter().all(|held| !held.open))
    };
    let example = search.find(&wanted)?;
    Some(Draft::new(case, Kind::NominationTie, example, (case.contest.rules.ranking(), Aspect::Places)))
}

/// Two votes for two entries, without the chair's.
fn equal_votes(case: &Case, nomination: usize) -> Option<Draft> {
    let own: &Nomination = &case.contest.rules.nominations[nomination];
    let example = (2..MOST_ENTRIES).find_map(|entries| {
        let voters = own.holders + 1;
        // The chair, the first of the jury, has not voted.
        let (contest, mut example) = case.setting.contest(case.size(entries, voters + 1))?;
        let votes = |voter: usize| (nomination, voter + 1, entries - 1 - voter);
        example.ballots = (0..voters.min(entries)).map(votes).collect();
        let tally = count(&contest, &example).ok()?;
        is_open(&tally, nomination).then_some(example)
    })?;
    let draft = Draft::new(case, Kind::EqualVotes, example, (case.contest.rules.ranking(), Aspect::Places));
    Some(Draft { shown: Shown::Votes, ..draft })
}
