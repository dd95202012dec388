//! `blind.csv`: the key of a blind contest, which code stands for whom.

use std::collections::BTreeSet;

use crate::contest::{EntryIndex, Rules, draw_codes};
use crate::definition::is_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::Column;
use crate::validate::Checker;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::people::Roster;

/// Reads the key: from then on sheets may name an entry by its code.
pub(crate) fn codes(checker: &mut Checker, rules: &Rules, roster: &mut Roster) {
    let faults = checker.count();
    let Some(listing) = Listing::read(checker, FolderTable::Blind) else { return };
    let mut lines = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let (who, place) = (listing.place(row, Column::Participant), listing.place(row, Column::Code));
        let entry = roster.find(checker, listing.cell(row, Column::Participant), who);
        let (Some(entry), Some(code)) = (entry, listing.required(checker, row, Column::Code)) else { continue };
        if !is_id(code) {
            checker.report(Diagnostic::new(Code::BadId, place).with("id", code));
        } else if let Some((_, _, first)) = lines.iter().find(|(known, _, _)| *known == entry) {
            let name = roster.entries[entry.position()].id.as_str();
            let first = checker.sources.describe_line(*first);
            checker.report(Diagnostic::new(Code::DuplicateRow, who).with("name", name).with("first", first));
        } else {
            lines.push((entry, code.to_owned(), place));
        }
    }
    for (entry, code, place) in &lines {
        if let Some(taken) = roster.name_by_code(code, *entry) {
            let first = lines.iter().find(|(known, _, _)| *known == taken).map(|(_, _, first)| *first);
            let first = checker.sources.describe_line(first.unwrap_or(roster.entries[taken.position()].place));
            checker.report(Diagnostic::new(Code::DuplicateId, *place).with("id", code.as_str()).with("first", first));
        }
    }
    if rules.blind && checker.count() == faults {
        complete(checker, roster);
    }
}

/// Every entry that jurors judge has a code; for one that has none a free one is proposed.
fn complete(checker: &mut Checker, roster: &Roster) {
    let codes = roster.codes();
    // The key itself is the secret, so that the proposal stays the same and nobody without the key can tell it.
    let secret: Vec<&str> = codes.values().map(String::as_str).collect();
    let secret = secret.join("\n");
    let mut taken: BTreeSet<String> = codes.values().cloned().collect();
    taken.extend(roster.entries.iter().map(|entry| entry.id.to_string()));
    for (index, entry) in roster.entries.iter().enumerate() {
        if entry.status.is_judged() && !codes.contains_key(&EntryIndex::new(index)) {
            let proposed: Vec<(&str, String)> = draw_codes(&secret, &[&entry.id], &taken);
            let fault = Diagnostic::new(Code::CodeMissing, entry.place).with("entry", entry.id.as_str());
            let code = proposed.into_iter().map(|(_, code)| code).next().unwrap_or_default();
            checker.report(fault.with("code", code.as_str()));
            taken.insert(code);
        }
    }
}
