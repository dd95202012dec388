//! An audit as CSV.

use crate::render::delimited::for_scripts;
use crate::report::{AuditView, DistanceView};

/// Every place of every stage with its margins, the ranking last; the same in every language.
#[must_use]
pub fn audit_to_csv(audit: &AuditView) -> String {
    const HEADER: [&str; 11] = [
        "stage",
        "place",
        "participant",
        "name",
        "score",
        "passed",
        "margin_below",
        "margin_above",
        "margin_bound",
        "margin_cut",
        "changes_without",
    ];
    let mut rows = vec![HEADER.map(str::to_owned)];
    for stage in &audit.stages {
        for standing in &stage.standings {
            let bounds: Vec<&str> = standing.bounds.iter().map(|bound| bound.exact.as_str()).collect();
            let without: Vec<&str> = standing.without.iter().map(|other| other.juror.as_str()).collect();
            let distance = |distance: &Option<DistanceView>| {
                distance.as_ref().map(|distance| distance.exact.clone()).unwrap_or_default()
            };
            rows.push([
                stage.id.clone(),
                standing.place.clone(),
                standing.participant.clone(),
                standing.name.clone(),
                standing.exact.clone(),
                standing.passed.map(|passed| passed.to_string()).unwrap_or_default(),
                distance(&standing.below),
                distance(&standing.above),
                bounds.join(" "),
                distance(&standing.cut),
                without.join(" "),
            ]);
        }
    }
    for_scripts(rows)
}
