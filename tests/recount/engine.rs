//! What the engine makes of the files of a contest.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bayqau::contest::{self, DecisionKind};
use bayqau::diagnostic::{Code, Severity};
use bayqau::source::Files;
use bayqau::tally::{Scope, Tally, tally};
use bayqau::validate::{Amendments, Reading, check};
use chrono::Datelike as _;

use crate::naive::{Refusal, Refusals};

/// The contest as the engine counts it, line by line, or why it does not.
pub fn lines(files: &Files) -> Result<String, Refusals> {
    let checked = check(files, Reading { until: None, amendments: Amendments::All });
    let Some(contest) = checked.contest else {
        let errors = checked.diagnostics.iter().filter(|each| each.code.severity() == Severity::Error);
        return Err(errors.map(|each| Refusal::Other(each.code.slug())).collect());
    };
    let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
    let refusal = |code: Code| match code {
        Code::UnevenSum => Refusal::UnevenSum,
        Code::NothingLeft => Refusal::NothingLeft,
        other => Refusal::Other(other.slug()),
    };
    match tally(&contest, scope) {
        Ok(tally) => Ok(written(&contest, &tally)),
        Err(faults) => Err(faults.iter().map(|fault| refusal(fault.code)).collect()),
    }
}

fn written(contest: &contest::Contest, tally: &Tally) -> String {
    let id = |entry: &contest::EntryIndex| contest.entry(*entry).id.to_string();
    let mut text = String::new();
    for result in &tally.stages {
        let stage = &contest.stage(result.stage).id;
        let maximum = result.maximum.as_ref().map_or("none".to_owned(), ToString::to_string);
        let _ = writeln!(text, "{stage}: maximum {maximum}");
        let mut lines = Vec::new();
        for standing in result.standings() {
            let score = standing.score.as_ref().map_or("none".to_owned(), ToString::to_string);
            let place = standing.place.as_ref().map_or("none".to_owned(), ToString::to_string);
            let (entry, tied, passed) = (id(&standing.entry), standing.tied, standing.passed);
            lines.push(format!("{stage} {entry}: score {score}, place {place}, tied {tied}, passed {passed:?}\n"));
        }
        lines.sort();
        text.extend(lines);
    }
    for (name, all) in [("award", &tally.awards), ("nomination", &tally.nominations)] {
        for (index, held) in all.iter().enumerate() {
            let by: BTreeSet<String> = held.entries.iter().map(id).collect();
            let _ = writeln!(text, "{name} {index}: {by:?}, open {}", held.open);
        }
    }
    for applied in &tally.decisions {
        let Some(computed) = &applied.computed else { continue };
        let about = match &contest.decisions[applied.decision].kind {
            DecisionKind::Order { stage, .. } => format!("order {}", contest.stage(*stage).id),
            DecisionKind::Pass { stage, .. } => format!("pass {}", contest.stage(*stage).id),
            DecisionKind::Award { award, .. } => format!("award {award}"),
            DecisionKind::Nomination { nomination, .. } => format!("nomination {nomination}"),
            _ => continue,
        };
        let by: BTreeSet<String> = computed.iter().map(id).collect();
        let _ = writeln!(text, "without the decision, {about}: {by:?}");
    }
    for decision in &contest.decisions {
        let votes = decision.votes.map(|votes| [votes.yes, votes.no, votes.abstained]);
        let _ = writeln!(text, "decision of day {}: votes {votes:?}", decision.date.day());
        if let DecisionKind::Recommend { about, entries } = &decision.kind {
            let entries: BTreeSet<String> = entries.iter().map(id).collect();
            let _ = writeln!(text, "recommended, {about}: {entries:?}");
        }
    }
    text
}
