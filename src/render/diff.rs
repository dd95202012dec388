//! What differs between two results, as CSV.

use crate::render::delimited::for_scripts;
use crate::report::{DiffView, OutcomeView};

/// Every participant whose result differs, stage by stage; the same in every language.
#[must_use]
pub fn diff_to_csv(diff: &DiffView) -> String {
    const HEADER: [&str; 13] = [
        "stage",
        "participant",
        "name",
        "was_score",
        "was_place",
        "was_passed",
        "was_awards",
        "now_score",
        "now_place",
        "now_passed",
        "now_awards",
        "causes",
        "known_by",
    ];
    let outcome = |outcome: Option<&OutcomeView>| match outcome {
        None => [const { String::new() }; 4],
        Some(outcome) => [
            outcome.exact.clone().unwrap_or_default(),
            outcome.place.clone().unwrap_or_default(),
            outcome.passed.map(|passed| passed.to_string()).unwrap_or_default(),
            outcome.awards.join(" "),
        ],
    };
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    for result in &diff.results {
        let change = &result.change;
        let causes: Vec<&str> = result.causes.iter().map(|cause| cause.word()).collect();
        let mut row = vec![change.stage.clone(), change.participant.clone(), result.name.clone()];
        row.extend(outcome(change.was.as_ref()));
        row.extend(outcome(change.now.as_ref()));
        row.extend([causes.join(" "), result.known_by.word().to_owned()]);
        rows.push(row);
    }
    for_scripts(rows)
}
