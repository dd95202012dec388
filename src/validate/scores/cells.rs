//! The cells of a row: marks, words that stand for one, the control total.

use crate::contest::{Cell, Conflict, Coordinates, Criterion, Marks};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::sheet::{NoNumber, Word, is_ambiguous, read_number};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::scores::columns::Portion;
use crate::validate::scores::{Line, SheetReader, fault_on_scale, off_scale};

impl SheetReader<'_> {
    /// Reads the cells of a row. A row that is blank throughout is one fault, not one per cell.
    pub(super) fn cells(
        &self,
        checker: &mut Checker,
        line: &Line,
        (at, portion): (Coordinates, &Portion),
        marks: &mut Marks,
    ) {
        let (row, columns) = (line.row, line.columns);
        let juror = &self.people.jury[at.juror.0];
        let judged = |criterion: &Criterion| juror.judges_criterion(&criterion.id);
        let cells: Vec<(usize, &Criterion, usize)> = self
            .stage
            .criteria()
            .iter()
            .enumerate()
            .filter_map(|(index, criterion)| Some((index, criterion, portion.criteria[index]?)))
            .filter(|(_, criterion, column)| judged(criterion) || !row.cell(*column).is_empty())
            .collect();
        let track = &self.people.roster.entries[at.entry.position()].track;
        let other = |criterion: &Criterion| !criterion.is_for(track);
        let (foreign, cells): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(_, criterion, _)| other(criterion));
        for (_, criterion, column) in foreign {
            let cell = row.cell(column);
            if !cell.is_empty() && Word::read(cell) != Some(Word::Nothing) {
                let fault = Diagnostic::new(Code::OtherTrack, line.place(column)).with("found", cell);
                checker.report(fault.with("criterion", &criterion.title).with("track", track.as_str()));
            }
        }
        if let Some(conflict) = self.conflict(at) {
            // Words are no marks; one fault for the row is enough.
            if let Some((_, _, column)) = cells.iter().find(|(_, _, column)| read_number(row.cell(*column)).is_ok()) {
                let fault = Diagnostic::new(Code::MarkInConflict, line.place(*column));
                let fault = fault.with("juror", juror.id.as_str());
                let fault = fault.with("entry", self.people.roster.entries[at.entry.position()].id.as_str());
                let forbidden = checker.sources.describe_line(conflict.place);
                checker.report(fault.with("line", forbidden));
                return;
            }
        }
        let all_blank = cells.iter().all(|(_, _, column)| row.cell(*column).is_empty());
        let mut total = Some(Score::integer(0));
        for (index, criterion, column) in &cells {
            let place = line.place(*column);
            let cell = Text { text: row.cell(*column), place, criterion };
            let at = Coordinates { criterion: *index, ..at };
            let value = self.cell(checker, &cell, marks);
            total = match (total, value) {
                (Some(total), Some(Cell::Mark(units))) => Some(total + marks.value(units)),
                (total, Some(Cell::Recused | Cell::Absent | Cell::Nothing | Cell::Unread)) => total,
                (_, None) | (None, _) => None,
            };
            if let Some(value) = value {
                marks.set(at, value, place);
            } else if all_blank || Word::read(cell.text) == Some(Word::Absent) {
                break;
            }
        }
        if let (Some(column), Some(total)) = (columns.total.filter(|_| portion.is_whole_row()), total) {
            let place = line.place(column);
            control(checker, row.cell(column), place, (&total, self.people.roster.entries[at.entry.position()].name()));
        }
    }

    /// The line that forbids the juror to judge the entry.
    fn conflict(&self, at: Coordinates) -> Option<&Conflict> {
        self.people.conflicts.iter().find(|each| each.juror == at.juror && each.entry == at.entry)
    }

    fn cell(&self, checker: &mut Checker, cell: &Text, marks: &Marks) -> Option<Cell> {
        let criterion = cell.criterion;
        let sources = &checker.sources;
        let fault = |code| fault_on_scale(code, cell.place, cell.text, criterion, sources);
        if cell.text.is_empty() {
            let fault = fault(Code::BlankCell);
            checker.report(fault);
            return None;
        }
        match Word::read(cell.text) {
            Some(Word::Recused) => return Some(Cell::Recused),
            Some(Word::Nothing) => return Some(Cell::Nothing),
            Some(Word::Absent) if self.stage.absent_skips => return Some(Cell::Absent),
            Some(Word::Absent) => {
                let fault = fault(Code::JurorAbsent);
                checker.report(fault);
                return None;
            }
            None => {}
        }
        let entries = self.people.roster.entries.len();
        let found = read_number(cell.text).map_err(no_mark).and_then(|mark| {
            match off_scale(&criterion.marks, &mark, entries) {
                // A mark that has three digits after its comma is none that could be read in two ways.
                Some(_) if is_ambiguous(cell.text) => Err(Code::AmbiguousNumber),
                Some(code) => Err(code),
                None => Ok(mark),
            }
        });
        match found {
            Ok(mark) => Some(marks.mark(&mark)),
            Err(code) => {
                let fault = fault(code);
                checker.report(fault);
                None
            }
        }
    }
}

/// A cell under a criterion.
struct Text<'t> {
    text: &'t str,
    place: Place,
    criterion: &'t Criterion,
}

/// Why a cell holds no mark.
fn no_mark(why: NoNumber) -> Code {
    match why {
        NoNumber::Date => Code::DateForMark,
        NoNumber::Shortened => Code::ShortenedNumber,
        NoNumber::FormulaError => Code::FormulaError,
        NoNumber::Other => Code::NotAMark,
    }
}

/// Compares a control total with the sum of the row's marks.
fn control(checker: &mut Checker, cell: &str, place: Place, (total, name): (&Score, &str)) {
    if cell.is_empty() || Word::read(cell).is_some() {
        return;
    }
    if read_number(cell).as_ref() != Ok(total) {
        let differs = Diagnostic::new(Code::TotalDiffers, place).with("found", cell);
        checker.report(differs.with("total", total).with("name", name));
    }
}
