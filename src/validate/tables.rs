//! The tables of a folder: which file is which table, and each read as it came.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Heading, NamesColumn, Table, WorkbookFault, read_workbook};
use crate::source::{Content, Encoding, FileId, NotText, Place};
use crate::validate::Checker;

/// The endings of tables: those of texts, then those of workbooks.
const TEXTS: [&str; 3] = ["csv", "tsv", "txt"];
const WORKBOOKS: [&str; 2] = ["xlsx", "ods"];

/// The path of a table without its ending; none if it is the path of no table.
#[must_use]
pub fn table_name(path: &str) -> Option<&str> {
    let (name, ending) = path.rsplit_once('.')?;
    let is_ending = |known: &&&str| known.eq_ignore_ascii_case(ending);
    TEXTS.iter().chain(&WORKBOOKS).find(is_ending).map(|_| name)
}

fn is_workbook(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    WORKBOOKS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

impl Checker<'_> {
    /// The file that is the table of this name, in any of the forms; of two that are, the first, and that is reported.
    pub(crate) fn table_path(&mut self, name: &str) -> Option<String> {
        let mut paths = self.paths().filter(|path| table_name(path) == Some(name)).cloned();
        let first = paths.next()?;
        let others: Vec<String> = paths.collect();
        for other in others {
            self.twice(&other, &first);
        }
        Some(first)
    }

    /// Reports that two files are the same table, once.
    pub(crate) fn twice(&mut self, path: &str, first: &str) {
        let fault = Diagnostic::new(Code::TableTwice, self.file(path)).with("path", path).with("first", first);
        self.report_once(fault);
    }

    /// The file as a table, if it is one; rows that are none of it are reported. `names_column` tells which cells name
    /// columns.
    pub(crate) fn table(&mut self, path: &str, names_column: &NamesColumn) -> Option<Arc<Table>> {
        self.read_headings(&[(path, names_column)]);
        self.find_rows([path]);
        self.known_table(path)
    }

    /// The same of a file that was read as a table before.
    pub(crate) fn known_table(&self, path: &str) -> Option<Arc<Table>> {
        self.tables.get(path).cloned().flatten()
    }

    /// The header of a file that was read, if it is a table.
    pub(crate) fn heading(&self, path: &str) -> Option<Arc<Heading>> {
        self.headings.get(path).cloned().flatten()
    }

    /// Reads several files as far as their headers, at once; those in which more than rows may be at fault altogether.
    pub(crate) fn read_headings(&mut self, wanted: &[(&str, &NamesColumn)]) {
        let mut taken: Vec<(&str, Option<FileId>, &NamesColumn)> = Vec::new();
        for (path, names_column) in wanted {
            if !self.headings.contains_key(*path) {
                taken.push((path, self.take(path), names_column));
            }
        }
        let sources = &self.sources;
        let read = |(_, file, names_column): &(&str, Option<FileId>, &NamesColumn)| {
            file.map(|file| Heading::read(sources, file, names_column))
        };
        let read: Vec<_> = taken.par_iter().map(read).collect();
        let mut doubtful = Vec::new();
        for ((path, ..), read) in taken.into_iter().zip(read) {
            let heading = match read {
                Some(Ok((heading, lost))) => {
                    self.diagnostics.extend(lost);
                    doubtful.extend((!heading.is_plain()).then_some(path));
                    Some(Arc::new(heading))
                }
                Some(Err(fault)) => {
                    self.report(fault);
                    None
                }
                None => None,
            };
            self.headings.insert(path.to_owned(), heading);
        }
        self.find_rows(doubtful);
    }

    /// Finds the rows of files whose headers were read, at once. One that turns out to be no table has no header either.
    pub(crate) fn find_rows<'p>(&mut self, paths: impl IntoIterator<Item = &'p str>) {
        let is_new = |path: &&str| !self.tables.contains_key(*path);
        let headings = paths.into_iter().filter(is_new).filter_map(|path| Some((path, self.heading(path)?)));
        let headings: Vec<(&str, Arc<Heading>)> = headings.collect();
        let found: Vec<_> = headings.into_par_iter().map(|(path, heading)| (path, Table::below(heading))).collect();
        for (path, found) in found {
            let table = match found {
                Ok((table, faults)) => {
                    self.diagnostics.extend(faults);
                    Some(Arc::new(table))
                }
                Err(fault) => {
                    self.report(fault);
                    self.headings.insert(path.to_owned(), None);
                    None
                }
            };
            self.tables.insert(path.to_owned(), table);
        }
    }

    /// The text of a table, if there is one to be had.
    fn take(&mut self, path: &str) -> Option<FileId> {
        let bytes = self.files.get(path)?;
        if is_workbook(path) {
            return self.take_workbook(path, bytes);
        }
        let taken = self.sources.add_table(path, bytes);
        self.ids.insert(path.to_owned(), taken.file);
        let place = Place::File(taken.file);
        let line = |offset: usize| bytes[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let fault = match taken.outcome {
            Ok(Encoding::Utf8 | Encoding::Utf16 | Encoding::Windows1251) => return Some(taken.file),
            Ok(Encoding::Kz1048) => {
                self.report(Diagnostic::new(Code::KazakhPage, place));
                return Some(taken.file);
            }
            Err(NotText::Encoding(offset)) => Diagnostic::new(Code::DamagedText, place).with("line", line(offset)),
            Err(NotText::EncodingLine(line)) => Diagnostic::new(Code::DamagedText, place).with("line", line),
            Err(NotText::Undecided(offset)) => Diagnostic::new(Code::EncodingUnclear, place).with("line", line(offset)),
            Err(NotText::Foreign(foreign)) => Diagnostic::new(Code::NotATable, place).with("kind", foreign.word()),
            Err(NotText::TooLong) => Diagnostic::new(Code::TableTooLarge, place),
        };
        self.report(fault);
        None
    }

    /// Whether the sheet has more cells than are left for the folder's workbooks; else they are taken from those.
    fn is_too_large(&mut self, file: FileId) -> bool {
        // Whatever parts the cells of this sheet, nothing else parts more of them.
        let parts = self.sources.text(file).bytes().filter(|byte| matches!(byte, b'\n' | b'\r' | b',' | b';' | b'\t'));
        let cells = parts.count() as u64;
        let fits = cells <= self.cells_left;
        self.cells_left -= if fits { cells } else { 0 };
        !fits
    }

    fn take_workbook(&mut self, path: &str, bytes: &Content) -> Option<FileId> {
        let fault = match read_workbook(bytes) {
            Ok(sheet) => {
                let file = self.sources.add_sheet(path, bytes, sheet.text, sheet.grid);
                self.ids.insert(path.to_owned(), file);
                if self.is_too_large(file) {
                    self.report(Diagnostic::new(Code::TableTooLarge, Place::File(file)));
                    return None;
                }
                if !sheet.hidden.is_empty() {
                    let hidden = Diagnostic::new(Code::HiddenCells, Place::File(file));
                    self.report(hidden.with("list", sheet.hidden.join(", ")));
                }
                return Some(file);
            }
            Err(fault) => fault,
        };
        let file = self.sources.add_unread(path, bytes);
        self.ids.insert(path.to_owned(), file);
        let fault_with = |code: Code| Diagnostic::new(code, Place::File(file));
        self.report(match fault {
            WorkbookFault::Foreign(foreign) => fault_with(Code::NotATable).with("kind", foreign.word()),
            WorkbookFault::Text => fault_with(Code::NotATable).with("kind", "text"),
            WorkbookFault::Broken(detail) => fault_with(Code::WorkbookBroken).with("detail", detail),
            WorkbookFault::TooLarge => fault_with(Code::TableTooLarge),
            WorkbookFault::Several(names) => fault_with(Code::SeveralSheets).with("list", names.join(", ")),
            WorkbookFault::Empty => fault_with(Code::TableEmpty),
        });
        None
    }
}
