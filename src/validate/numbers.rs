//! What is measured, and points beside the marks.

use std::collections::BTreeMap;

use crate::contest::{Adjustment, Numbers, Per, Rules, Stage, StageIndex};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::sheet::{Column, Row, is_same, read_number};
use crate::source::Spanned;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::people::Roster;
use crate::validate::{Checker, table_name};

/// Reads `numbers/STAGE.csv` of every stage that is read and has numbers.
pub(crate) fn numbers(
    checker: &mut Checker,
    rules: &Rules,
    roster: &Roster,
    panels: &[String],
    last: StageIndex,
) -> Vec<Numbers> {
    for path in checker.paths_below("numbers") {
        let name = path.strip_prefix("numbers/").unwrap_or(&path);
        let stage = table_name(name).and_then(|name| rules.find_stage(name));
        let name = table_name(name).unwrap_or(name);
        if stage.is_none_or(|stage| rules.stages[stage.0].numbers.is_empty()) {
            let known: Vec<&str> =
                rules.stages.iter().filter(|stage| !stage.numbers.is_empty()).map(|stage| stage.id.as_str()).collect();
            checker.stray(&path, name, &known);
        }
    }
    rules
        .stage_indices()
        .map(|index| {
            let mut numbers = Numbers::default();
            if index <= last && !rules.stages[index.0].numbers.is_empty() {
                let stage = &rules.stages[index.0];
                NumberReader { stage, roster, panels }.read(checker, &mut numbers);
            }
            numbers
        })
        .collect()
}

/// Reads the numbers of one stage.
struct NumberReader<'r> {
    stage: &'r Stage,
    roster: &'r Roster,
    panels: &'r [String],
}

impl NumberReader<'_> {
    fn read(&self, checker: &mut Checker, numbers: &mut Numbers) {
        let path = format!("{}/{}", FolderTable::Numbers.name(), self.stage.id);
        let Some(listing) = Listing::read_at(checker, &path, FolderTable::Numbers) else { return };
        let columns = self.columns(checker, &listing);
        for row in listing.table.rows() {
            let row = &row;
            let place = listing.place(row, Column::Participant);
            let Some(entry) = self.roster.find(checker, listing.cell(row, Column::Participant), place) else {
                continue;
            };
            for (&number, &position) in &columns {
                let cell = row.cell(position);
                // A row of an attempt or a panel may leave the entry's own numbers to another row; what is
                // missing in the end is noticed when it is counted.
                if cell.is_empty() {
                    continue;
                }
                let Some(member) = self.member(checker, &listing, row, number) else { continue };
                let place = listing.table.place(row, position);
                let Ok(value) = read_number(cell) else {
                    let wrong = Diagnostic::new(Code::WrongType, place).with("expected", "number");
                    checker.report(wrong.with("found", "text").with("value", cell));
                    continue;
                };
                if let Some(first) = numbers.place(entry, number, member) {
                    let first = checker.sources.describe_line(first);
                    let name = listing.cell(row, Column::Participant);
                    checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
                } else {
                    numbers.set(entry, number, member, Spanned::new(value, place));
                }
            }
        }
    }

    /// The column of each number.
    fn columns(&self, checker: &mut Checker, listing: &Listing) -> BTreeMap<usize, usize> {
        let all = &self.stage.numbers;
        let mut columns = BTreeMap::new();
        let mut meant: Vec<&str> = Vec::new();
        for (position, cell) in &listing.others {
            if let Some(number) = all.iter().position(|number| is_same(&number.id, cell)) {
                columns.insert(number, *position);
                continue;
            }
            let place = listing.table.header_place(*position);
            let known: Vec<&str> = all.iter().map(|number| number.id.as_str()).collect();
            meant.extend(nearest(cell, known.iter().copied()));
            let unknown = Diagnostic::new(Code::UnknownColumn, place).with("column", cell.as_str());
            let unknown = unknown.with_nearest(cell, known.iter().copied());
            checker.report(unknown.with("known", known.join(", ")));
        }
        let line = listing.table.header_line();
        for (number, each) in all.iter().enumerate() {
            if !columns.contains_key(&number) && !meant.contains(&each.id.as_str()) {
                checker.report(Diagnostic::new(Code::MissingColumn, line).with("column", each.id.as_str()));
            }
        }
        columns
    }

    /// The member of the number's axis that the row names.
    fn member(&self, checker: &mut Checker, listing: &Listing, row: &Row, number: usize) -> Option<usize> {
        match self.stage.numbers[number].per {
            Per::Entry => Some(0),
            Per::Attempt => {
                let names: Vec<String> = (1..=self.stage.attempts()).map(|attempt| attempt.to_string()).collect();
                let words: Vec<(&str, usize)> =
                    names.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
                listing.word(checker, row, Column::Attempt, &words)
            }
            Per::Panel => {
                let words: Vec<(&str, usize)> =
                    self.panels.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
                listing.word(checker, row, Column::Panel, &words)
            }
        }
    }
}

/// Reads `adjustments.csv`.
pub(crate) fn adjustments(checker: &mut Checker, rules: &Rules, roster: &Roster) -> Vec<Adjustment> {
    let Some(listing) = Listing::read(checker, FolderTable::Adjustments) else { return Vec::new() };
    let stages: Vec<(&str, StageIndex)> =
        rules.stage_indices().map(|stage| (rules.stages[stage.0].id.as_str(), stage)).collect();
    let mut adjustments = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let place = listing.place(row, Column::Participant);
        let entry = roster.find(checker, listing.cell(row, Column::Participant), place);
        let stage = listing.word(checker, row, Column::Stage, &stages);
        let reason = listing.required(checker, row, Column::Reason);
        let place = listing.place(row, Column::Points);
        let Some(cell) = listing.required(checker, row, Column::Points) else { continue };
        let Ok(points) = read_number(cell) else {
            let wrong = Diagnostic::new(Code::WrongType, place).with("expected", "number");
            checker.report(wrong.with("found", "text").with("value", cell));
            continue;
        };
        let (Some(entry), Some(stage), Some(reason)) = (entry, stage, reason) else { continue };
        if let Some((lowest, highest)) = &rules.stages[stage.0].adjustments
            && (points < *lowest || points > *highest)
        {
            let fault = Diagnostic::new(Code::AdjustmentOutOfRange, place).with("found", &points);
            checker.report(fault.with("lowest", lowest).with("highest", highest));
        }
        adjustments.push(Adjustment { entry, stage, points, reason: reason.to_owned(), place: listing.line(row) });
    }
    adjustments.sort_by(|one, other| {
        (one.stage, one.entry, &one.points, &one.reason).cmp(&(other.stage, other.entry, &other.points, &other.reason))
    });
    adjustments
}
