//! Ballots, appeals, sittings.

use std::collections::BTreeMap;

use crate::contest::{
    Appeal, Ballot, Decision, DecisionKind, EntryIndex, Juror, JurorIndex, NominationRule, Rules, Sitting, StageIndex,
    Status,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::sheet::{Column, Row};
use crate::source::Place;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::people::{Roster, find_juror};
use crate::validate::{Checker, table_name};

/// Reads `ballots/NOMINATION.csv`: the votes for each nomination, in the order of the jury. They are for entries that
/// compete after all decisions.
pub(crate) fn ballots(
    checker: &mut Checker,
    rules: &Rules,
    jury: &[Juror],
    roster: &Roster,
    decisions: &[Decision],
) -> Vec<Vec<Ballot>> {
    let mut ballots: Vec<Vec<Ballot>> = vec![Vec::new(); rules.nominations.len()];
    let by_ballot = |index: &usize| matches!(rules.nominations[*index].rule, NominationRule::Ballot { .. });
    let known: Vec<&str> =
        (0..rules.nominations.len()).filter(by_ballot).map(|index| rules.nominations[index].id.as_str()).collect();
    for path in checker.paths_below("ballots") {
        let name = path.strip_prefix("ballots/").unwrap_or(&path);
        let is_table = table_name(name).is_some();
        let id = table_name(name).unwrap_or(name);
        match rules.nominations.iter().position(|nomination| nomination.id == id).filter(by_ballot) {
            Some(index) if is_table => {
                ballots[index] = ballot(checker, &format!("ballots/{id}"), jury, roster, decisions)
            }
            Some(_) | None => checker.stray(&path, id, &known),
        }
    }
    ballots
}

fn ballot(checker: &mut Checker, path: &str, jury: &[Juror], roster: &Roster, decisions: &[Decision]) -> Vec<Ballot> {
    let Some(listing) = Listing::read_at(checker, path, FolderTable::Ballots) else { return Vec::new() };
    let mut votes: BTreeMap<JurorIndex, Ballot> = BTreeMap::new();
    for row in listing.table.rows() {
        let row = &row;
        let (by, of) = (listing.place(row, Column::Juror), listing.place(row, Column::Participant));
        let juror = find_juror(checker, jury, listing.cell(row, Column::Juror), by);
        let entry = roster.find(checker, listing.cell(row, Column::Participant), of);
        let (Some(juror), Some(entry)) = (juror, entry) else { continue };
        if !jury[juror.0].role.votes() {
            let line = checker.sources.describe_line(jury[juror.0].place);
            let not = Diagnostic::new(Code::NotJudging, by).with("juror", jury[juror.0].id.as_str());
            checker.report(not.with("line", line));
        } else if let Some(first) = votes.get(&juror) {
            let first = checker.sources.describe_line(first.place);
            let name = jury[juror.0].id.as_str();
            checker.report(Diagnostic::new(Code::DuplicateRow, by).with("name", name).with("first", first));
        } else {
            let (status, said) = standing(roster, decisions, entry);
            if status == Status::Eligible {
                votes.insert(juror, Ballot { juror, entry, place: listing.line(row) });
            } else {
                let line = checker.sources.describe_line(said);
                let fault = Diagnostic::new(Code::VoteNotEligible, of)
                    .with("entry", roster.entries[entry.position()].id.as_str());
                checker.report(fault.with("status", status.word()).with("line", line));
            }
        }
    }
    votes.into_values().collect()
}

/// The status of an entry after the decisions, and where that is said.
fn standing(roster: &Roster, decisions: &[Decision], entry: EntryIndex) -> (Status, Place) {
    let last = decisions.iter().rev().find_map(|decision| match decision.kind {
        DecisionKind::Status { entry: about, now, .. } if about == entry => Some((now, decision.place)),
        _ => None,
    });
    let registered = &roster.entries[entry.position()];
    last.unwrap_or((registered.status, registered.place))
}

/// Reads `appeals.csv`, in the order of the days.
pub(crate) fn appeals(checker: &mut Checker, roster: &Roster) -> Vec<Appeal> {
    let Some(listing) = Listing::read(checker, FolderTable::Appeals) else { return Vec::new() };
    let mut appeals = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let received = listing.required(checker, row, Column::Received);
        let received = received.and_then(|_| listing.date(checker, row, Column::Received));
        let place = listing.place(row, Column::Participant);
        let entry = roster.find(checker, listing.cell(row, Column::Participant), place);
        let about = listing.required(checker, row, Column::About);
        let outcome = listing.cell(row, Column::Outcome);
        // An answer has its day.
        let date = match outcome {
            "" => None,
            _ => listing.required(checker, row, Column::Date).and_then(|_| listing.date(checker, row, Column::Date)),
        };
        let (Some(received), Some(entry), Some(about)) = (received, entry, about) else { continue };
        let (about, outcome) = (about.to_owned(), outcome.to_owned());
        appeals.push(Appeal { received, entry, about, outcome, date, place: listing.line(row) });
    }
    appeals
        .sort_by(|one, other| (one.received, one.entry, &one.about).cmp(&(other.received, other.entry, &other.about)));
    appeals
}

/// Reads `sittings.csv`, in the order of the days.
pub(crate) fn sittings(checker: &mut Checker, rules: &Rules, jury: &[Juror]) -> Vec<Sitting> {
    let Some(listing) = Listing::read(checker, FolderTable::Sittings) else { return Vec::new() };
    let mut sittings: Vec<Sitting> = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let faults = checker.count();
        let Some(sitting) = sitting(checker, rules, jury, &listing, row) else { continue };
        if let Some(first) = sittings.iter().find(|first| first.stage == sitting.stage) {
            let first = checker.sources.describe_line(first.place);
            let place = listing.place(row, Column::Stage);
            let name = rules.stages[sitting.stage.0].id.as_str();
            checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
            continue;
        }
        if checker.count() == faults {
            quorum(checker, rules, jury, &sitting);
        }
        sittings.push(sitting);
    }
    sittings.sort_by_key(|sitting| (sitting.date, sitting.stage));
    sittings
}

fn sitting(checker: &mut Checker, rules: &Rules, jury: &[Juror], listing: &Listing, row: &Row) -> Option<Sitting> {
    let stages: Vec<(&str, StageIndex)> =
        rules.stage_indices().map(|stage| (rules.stages[stage.0].id.as_str(), stage)).collect();
    let stage = listing.word(checker, row, Column::Stage, &stages);
    let number = listing.required(checker, row, Column::Number);
    let date = listing.required(checker, row, Column::Date).and_then(|_| listing.date(checker, row, Column::Date));
    let present = members(checker, jury, listing, row, Column::Present);
    let named_absent = members(checker, jury, listing, row, Column::Absent);
    for both in present.iter().filter(|juror| named_absent.contains(juror)) {
        let place = listing.place(row, Column::Absent);
        let name = jury[both.0].id.as_str();
        checker.report(Diagnostic::new(Code::PresentAndAbsent, place).with("juror", name));
    }
    let absent = (0..jury.len()).map(JurorIndex).filter(|juror| !present.contains(juror)).collect();
    let agenda = listing.cell(row, Column::Agenda).lines().map(str::trim).filter(|line| !line.is_empty());
    Some(Sitting {
        stage: stage?,
        number: number?.to_owned(),
        date: date?,
        location: listing.cell(row, Column::Location).to_owned(),
        present,
        absent,
        invited: listing.cell(row, Column::Invited).to_owned(),
        agenda: agenda.map(str::to_owned).collect(),
        place: listing.place(row, Column::Stage),
    })
}

fn members(checker: &mut Checker, jury: &[Juror], listing: &Listing, row: &Row, column: Column) -> Vec<JurorIndex> {
    let place = listing.place(row, column);
    let words = listing.cell(row, column).split_whitespace();
    let mut found: Vec<JurorIndex> = words.filter_map(|word| find_juror(checker, jury, word, place)).collect();
    found.sort();
    found.dedup();
    found
}

/// The secretary has no vote and counts in no quorum.
fn quorum(checker: &mut Checker, rules: &Rules, jury: &[Juror], sitting: &Sitting) {
    let Some(quorum) = &rules.quorum else { return };
    let total = jury.iter().filter(|juror| juror.role.votes()).count();
    let present = sitting.present.iter().filter(|juror| jury[juror.0].role.votes()).count();
    if Score::from(present) < &Score::from(total) * quorum {
        let warning = Diagnostic::new(Code::NoQuorum, sitting.place).with("present", present).with("total", total);
        checker.report(warning.with("quorum", quorum.to_string()));
    }
}
