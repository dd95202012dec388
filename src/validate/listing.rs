//! Tables whose columns have fixed names: participants, jury, decisions and the like.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::sheet::{Column, Row, Table, Vocabulary, meaning};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::folder::{Columns, FolderTable};

/// Takes in what is found to be wrong.
pub(crate) trait Found {
    /// Takes one in.
    fn report(&mut self, diagnostic: Diagnostic);
}

impl Found for Checker<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        Checker::report(self, diagnostic);
    }
}

/// What is found away from the checker, to be reported to it later.
impl Found for Vec<Diagnostic> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.push(diagnostic);
    }
}

/// A table with its columns recognised.
pub(crate) struct Listing {
    pub(crate) table: Arc<Table>,
    columns: BTreeMap<Column, usize>,
    /// The columns that nobody knows, by their position.
    pub(crate) others: Vec<(usize, String)>,
}

impl Listing {
    /// Reads the folder's table, in any of the forms; none if it is not there or lacks a column.
    pub(crate) fn read(checker: &mut Checker, table: FolderTable) -> Option<Listing> {
        Listing::read_at(checker, table.name(), table)
    }

    /// Reads the table of this name in the folder: one of several of a kind.
    pub(crate) fn read_at(checker: &mut Checker, name: &str, table: FolderTable) -> Option<Listing> {
        let Some(path) = checker.table_path(name) else {
            if table.is_required() {
                checker.missing_table(name);
            }
            return None;
        };
        let columns = table.columns();
        let known: Vec<Column> = columns.known().chain([Column::Ordinal]).collect();
        let table = checker.table(&path, &|cell| Column::named(cell, &known).is_some())?;
        Listing::of(checker, table, columns)
    }

    /// Recognises the columns of a table.
    fn of(checker: &mut Checker, table: Arc<Table>, shape: Columns) -> Option<Listing> {
        let known: Vec<Column> = shape.known().collect();
        let mut columns: BTreeMap<Column, usize> = BTreeMap::new();
        let mut others = Vec::new();
        let mut meant: Vec<&str> = Vec::new();
        for (position, cell) in table.header() {
            let place = table.header_place(position);
            match Column::named(cell, &known) {
                None if Column::named(cell, &[Column::Ordinal]).is_some() => {}
                Some(column) if columns.contains_key(&column) => {
                    checker.report(Diagnostic::new(Code::DuplicateColumn, place).with("column", cell));
                }
                Some(column) => {
                    columns.insert(column, position);
                }
                None if shape.free => others.push((position, cell.to_owned())),
                None => {
                    let names = known.iter().map(|column| column.id());
                    meant.extend(nearest(cell, names.clone()));
                    let unknown = Diagnostic::new(Code::UnknownColumn, place).with("column", cell);
                    let list = names.clone().collect::<Vec<_>>().join(", ");
                    checker.report(unknown.with_nearest(cell, names).with("known", list));
                }
            }
        }
        let line = table.header_line();
        let missing: Vec<&Column> = shape.required.iter().filter(|column| !columns.contains_key(column)).collect();
        for column in missing.iter().filter(|column| !meant.contains(&column.id())) {
            checker.report(Diagnostic::new(Code::MissingColumn, line).with("column", column.id()));
        }
        missing.is_empty().then_some(Listing { table, columns, others })
    }

    /// Whether the table has the column.
    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }

    /// The cell's text; empty if there is no such column.
    pub(crate) fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.columns.get(&column).map_or("", |&position| row.cell(position))
    }

    /// Where the cell stands; the row if there is no such column.
    pub(crate) fn place(&self, row: &Row, column: Column) -> Place {
        match self.columns.get(&column) {
            Some(&position) => self.table.place(row, position),
            None => self.table.line_of(row),
        }
    }

    /// Where the row stands.
    pub(crate) fn line(&self, row: &Row) -> Place {
        self.table.line_of(row)
    }

    /// The cell's text, which must not be blank.
    pub(crate) fn required<'r>(&self, found: &mut impl Found, row: &'r Row, column: Column) -> Option<&'r str> {
        let cell = self.cell(row, column);
        if cell.is_empty() {
            let place = self.place(row, column);
            found.report(Diagnostic::new(Code::MissingCell, place).with("column", column.id()));
            return None;
        }
        Some(cell)
    }

    /// The cell as a date, 2025-10-30; none if it is blank or no date, which is reported.
    pub(crate) fn date(&self, found: &mut impl Found, row: &Row, column: Column) -> Option<NaiveDate> {
        let cell = self.cell(row, column);
        if cell.is_empty() {
            return None;
        }
        let date = day(cell);
        if date.is_none() {
            let place = self.place(row, column);
            found.report(Diagnostic::new(Code::BadDate, place).with("found", cell));
        }
        date
    }

    /// The cell as one of the ids; none if it is another, which is reported.
    pub(crate) fn word<T: Copy>(
        &self,
        found: &mut impl Found,
        row: &Row,
        column: Column,
        words: &[(&str, T)],
    ) -> Option<T> {
        let cell = self.required(found, row, column)?;
        let known = words.iter().find(|(word, _)| *word == cell).map(|(_, value)| *value);
        if known.is_none() {
            let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.unknown_word(found, (row, column), &names, &names.join(", "));
        }
        known
    }

    /// The cell as a value that has its words in three languages; none if it is another, which is reported.
    pub(crate) fn meaning<T: Copy>(
        &self,
        found: &mut impl Found,
        row: &Row,
        column: Column,
        vocabulary: &Vocabulary<T>,
    ) -> Option<T> {
        let cell = self.required(found, row, column)?;
        let meant = meaning(cell, vocabulary);
        if meant.is_none() {
            let names: Vec<&str> = vocabulary.iter().flat_map(|(_, words)| words.iter().copied()).collect();
            let each = |words: &[&str]| {
                let mut own = words[..3].to_vec();
                own.dedup();
                own.join(" / ")
            };
            let known: Vec<String> = vocabulary.iter().map(|(_, words)| each(words)).collect();
            self.unknown_word(found, (row, column), &names, &known.join(", "));
        }
        meant
    }

    fn unknown_word(&self, found: &mut impl Found, (row, column): (&Row, Column), names: &[&str], known: &str) {
        let place = self.place(row, column);
        let cell = self.cell(row, column);
        let unknown = Diagnostic::new(Code::UnknownWord, place).with("found", cell).with("column", column.id());
        found.report(unknown.with_nearest(cell, names.iter().copied()).with("known", known));
    }
}

/// A day as a cell has it: 2025-10-30 or 30.10.2025.
pub(crate) fn day(cell: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(cell, form).ok())
}
