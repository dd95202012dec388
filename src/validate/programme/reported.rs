//! `actuals.csv` and `spent.csv`: what was reached and what was spent, a row for each indicator or budget row and year.

use std::collections::BTreeMap;

use crate::definition::programme::{money, other_unit, outside};
use crate::diagnostic::{Code, Diagnostic};
use crate::programme::{Actual, Budget, Value, Years};
use crate::sheet::{Column, Row};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::programme::Numbers;
use crate::validate::programme::rows::ReadRow;

/// Which table it is.
struct Sheet {
    table: FolderTable,
    /// The column that names a row of the programme.
    number: Column,
    /// The column with what is reported of it.
    value: Column,
    /// What the numbers are of, in messages.
    kind: &'static str,
}

/// A cell that was reported.
struct Reported {
    /// Which row of the programme it is of.
    row: usize,
    /// Which year, from 0.
    year: usize,
    value: Value,
    source: String,
    /// Where the value stands.
    place: Place,
}

/// Puts the actual values into their rows.
pub(super) fn actuals(checker: &mut Checker, years: Years, numbers: &Numbers, rows: &mut [ReadRow]) {
    const SHEET: Sheet =
        Sheet { table: FolderTable::Actuals, number: Column::Indicator, value: Column::Value, kind: "indicator" };
    for Reported { row, year, value, source, place } in read(checker, &SHEET, years, numbers) {
        let ReadRow { row, unit, .. } = &mut rows[row];
        match (unit.choose(&value), row) {
            (Some(value), Some(row)) => row.years[year].actual = Some(Actual { value: value.clone(), source }),
            (Some(_), None) => {}
            (None, _) => {
                let other = value.first.unit.unwrap_or_default();
                checker.report(other_unit(place, &other, unit.unit.as_ref(), "indicator"));
            }
        }
    }
}

/// Puts what was spent into the rows of the budget.
pub(super) fn spent(checker: &mut Checker, years: Years, numbers: &Numbers, budget: &mut Budget) {
    const SHEET: Sheet =
        Sheet { table: FolderTable::Spent, number: Column::BudgetRow, value: Column::Amount, kind: "budget" };
    for Reported { row, year, value, place, .. } in read(checker, &SHEET, years, numbers) {
        match money(value, budget.unit.as_ref(), place) {
            Ok(amount) => budget.rows[row].years[year].spent = Some(amount),
            Err(fault) => checker.report(fault),
        }
    }
}

/// Whether anything was spent by a programme that has no budget.
pub(super) fn spent_without_budget(checker: &mut Checker) {
    if checker.has_table(FolderTable::Spent.name()) {
        let place = checker.file("programme.yaml");
        checker.report(Diagnostic::new(Code::MissingKey, place).with("key", "budget"));
    }
}

fn read(checker: &mut Checker, sheet: &Sheet, years: Years, numbers: &Numbers) -> Vec<Reported> {
    let Some(listing) = Listing::read(checker, sheet.table) else { return Vec::new() };
    let mut reader = Reader { checker, sheet, listing: &listing, years, numbers, seen: BTreeMap::new() };
    listing.table.rows().filter_map(|row| reader.row(&row)).collect()
}

struct Reader<'r, 'f> {
    checker: &'r mut Checker<'f>,
    sheet: &'r Sheet,
    listing: &'r Listing,
    years: Years,
    numbers: &'r Numbers,
    seen: BTreeMap<(usize, usize), Place>,
}

impl Reader<'_, '_> {
    fn row(&mut self, row: &Row) -> Option<Reported> {
        let place = self.listing.place(row, self.sheet.number);
        let (found, year) = (self.number(row, place), self.year(row));
        let value = self.value(row);
        let (found, year, value) = (found?, year?, value?);
        if let Some(first) = self.seen.insert((found, year), place) {
            let first = self.checker.sources.describe_line(first);
            let name =
                format!("{} {}", self.listing.cell(row, self.sheet.number), self.listing.cell(row, Column::Year));
            self.checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
            return None;
        }
        let value = value?;
        let source = self.listing.cell(row, Column::Source).to_owned();
        if source.is_empty() {
            let place = self.listing.place(row, Column::Source);
            self.checker.report(Diagnostic::new(Code::SourceMissing, place));
        }
        let place = self.listing.place(row, self.sheet.value);
        Some(Reported { row: found, year, value, source, place })
    }

    fn number(&mut self, row: &Row, place: Place) -> Option<usize> {
        let cell = self.listing.required(self.checker, row, self.sheet.number)?;
        let known = &self.numbers.known;
        let found = known.get(cell.trim_end_matches('.')).map(|(index, _)| *index);
        if found.is_none() && !self.numbers.damaged {
            let fault = Diagnostic::new(Code::UnknownNumber, place).with("found", cell).with("kind", self.sheet.kind);
            self.checker.report(fault.with_nearest(cell, known.keys().map(String::as_str)));
        }
        found
    }

    fn year(&mut self, row: &Row) -> Option<usize> {
        let cell = self.listing.required(self.checker, row, Column::Year)?;
        let year = cell.parse().ok().and_then(|year| self.years.index(year));
        if year.is_none() {
            let place = self.listing.place(row, Column::Year);
            self.checker.report(outside(place, cell, self.years));
        }
        year
    }

    /// The value; inside, nothing where the cell says `-`: nothing was measured.
    #[allow(clippy::option_option)] // Not read, read as nothing, and a value.
    fn value(&mut self, row: &Row) -> Option<Option<Value>> {
        let cell = self.listing.required(self.checker, row, self.sheet.value)?;
        let value = Value::parse(cell).ok();
        if value.is_none() {
            let place = self.listing.place(row, self.sheet.value);
            self.checker.report(Diagnostic::new(Code::NotAValue, place).with("found", cell));
        }
        value
    }
}
