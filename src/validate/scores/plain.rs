//! Rows in which nothing is to be said: every cell a plain number that the criterion takes.
//!
//! Nearly all rows of nearly all sheets are such. They are read straight from the bytes of the text, the sheets of all
//! jurors at once; any other row, and any of which there is a doubt, is left for [`SheetReader::read`], which
//! understands all and says what is wrong.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use crate::contest::{Cell, EntryIndex, JurorCells, MarkScale, Marks, Sheet};
use crate::score::Score;
use crate::source::delimited::Extent;
use crate::validate::people::Roster;
use crate::validate::scores::SheetReader;

/// Reads the plain rows of the jurors' own sheets; what is left are the rows that have still to be read.
pub(super) fn read(readers: &mut [SheetReader], marks: &mut [Option<Marks>]) {
    let mut jobs: Vec<(&mut SheetReader, &mut JurorCells, u32)> = Vec::new();
    let mut own: Vec<(usize, usize, &mut JurorCells, u32)> = Vec::new();
    for (stage, marks) in marks.iter_mut().enumerate() {
        let Some(marks) = marks else { continue };
        let digits = marks.digits();
        own.extend(marks.jurors_mut().iter_mut().enumerate().map(|(juror, marks)| (stage, juror, marks, digits)));
    }
    for reader in readers {
        let Some(juror) = reader.by else { continue };
        let found = own.iter().position(|(stage, own, ..)| (*stage, *own) == (reader.index.0, juror.0));
        if let Some(found) = found {
            let (_, _, marks, digits) = own.swap_remove(found);
            jobs.push((reader, marks, digits));
        }
    }
    jobs.par_iter_mut().for_each(|(reader, marks, digits)| {
        if let Some(lane) = Lane::new(reader, *digits) {
            let rest = lane.read(&reader.rest, marks);
            reader.rest = rest;
        }
    });
}

/// What it takes to read the plain rows of a sheet.
struct Lane<'l> {
    reader: &'l SheetReader<'l>,
    participant: usize,
    /// The criterion, its column, and the units that it takes.
    criteria: Vec<(usize, usize, Units)>,
    digits: u32,
    /// Entries that the juror may not judge.
    conflicts: BTreeSet<EntryIndex>,
}

/// The marks of a criterion, in units of the stage's last digit.
enum Units {
    Range { lowest: i64, highest: i64, step: i64 },
    Listed(Vec<i64>),
}

impl Units {
    fn of(scale: &MarkScale, digits: u32) -> Option<Units> {
        let units = |score: &Score| score.to_units(digits);
        match scale {
            MarkScale::Range(range) => Some(Units::Range {
                lowest: units(&range.lowest)?,
                highest: units(&range.highest)?,
                step: units(&range.step)?,
            }),
            MarkScale::Places => Some(Units::Range {
                lowest: units(&Score::integer(1))?,
                highest: i64::MAX,
                step: units(&Score::integer(1))?,
            }),
            MarkScale::Points(points) => {
                let points = std::iter::once(&Score::integer(0)).chain(points).map(units).collect::<Option<_>>()?;
                Some(Units::Listed(points))
            }
        }
    }

    fn take(&self, mark: i64) -> bool {
        match self {
            Units::Range { lowest, highest, step } => {
                (*lowest..=*highest).contains(&mark) && mark.checked_sub(*lowest).is_some_and(|above| above % step == 0)
            }
            Units::Listed(points) => points.contains(&mark),
        }
    }
}

impl<'l> Lane<'l> {
    /// None where rows are of another form, or what is judged differs from entry to entry.
    fn new(reader: &'l SheetReader, digits: u32) -> Option<Self> {
        let columns = &reader.columns;
        let (Some(juror), true, None) = (reader.by, columns.is_wide(), columns.juror) else { return None };
        let own = &reader.people.jury[juror.0];
        let mut criteria = Vec::new();
        for (index, (criterion, column)) in reader.stage.criteria().iter().zip(&columns.criteria).enumerate() {
            if criterion.tracks.is_some() || !own.judges_criterion(&criterion.id) {
                return None;
            }
            if let Some(column) = column {
                criteria.push((index, *column, Units::of(&criterion.marks, digits)?));
            }
        }
        let conflicts = reader.people.conflicts.iter().filter(|conflict| conflict.juror == juror);
        let conflicts = conflicts.map(|conflict| conflict.entry).collect();
        Some(Lane { reader, participant: columns.participant?, criteria, digits, conflicts })
    }

    /// Reads the rows of these indices that are plain; the others.
    fn read(&self, rows: &[u32], marks: &mut JurorCells) -> Vec<u32> {
        let (table, columns) = (&self.reader.table, &self.reader.columns);
        let sheet = Sheet {
            file: table.file,
            text: table.text().clone(),
            delimiter: table.delimiter(),
            participant: self.participant,
            columns: columns.criteria.clone(),
        };
        marks.open(sheet);
        let mut cells: Vec<Extent> = Vec::new();
        let mut units: Vec<i64> = Vec::new();
        let mut expected = 0;
        let text = &**table.text();
        let mut rest = Vec::new();
        for &row in rows {
            let start = table.extents(row as usize, &mut cells);
            let entry = self.entry(text, &cells, expected);
            expected = entry.map_or(expected, |entry| entry.0 + 1);
            let read = entry
                .zip(self.attempt(text, &cells))
                .filter(|(entry, attempt)| !marks.has_row(*entry, *attempt) && self.units(text, &cells, &mut units));
            let Some((entry, attempt)) = read else {
                rest.push(row);
                continue;
            };
            marks.note_row(entry, attempt, u32::try_from(start).expect("texts longer than 4 GiB are refused"));
            for ((criterion, ..), units) in self.criteria.iter().zip(&units) {
                marks.write(entry, attempt, *criterion, Cell::Mark(*units));
            }
        }
        rest
    }

    /// The entry that the row names by its id, if the juror may judge it; `expected` is looked at first.
    fn entry(&self, text: &str, cells: &[Extent], expected: usize) -> Option<EntryIndex> {
        let roster: &Roster = self.reader.people.roster;
        let &(start, end) = cells.get(self.participant)?;
        let entry = roster.by_id(&text[start..end], expected)?;
        (!self.conflicts.contains(&entry)).then_some(entry)
    }

    fn attempt(&self, text: &str, cells: &[Extent]) -> Option<usize> {
        let Some(column) = self.reader.columns.attempt else { return Some(0) };
        let &(start, end) = cells.get(column)?;
        let attempt: usize = text[start..end].parse().ok()?;
        (1..=self.reader.stage.attempts()).contains(&attempt).then(|| attempt - 1)
    }

    /// The units of the row's marks; whether every one is plain, and their control total is right.
    fn units(&self, text: &str, cells: &[Extent], units: &mut Vec<i64>) -> bool {
        units.clear();
        let number = |column: usize| {
            let &(start, end) = cells.get(column)?;
            plain_number(&text.as_bytes()[start..end], self.digits)
        };
        for (_, column, scale) in &self.criteria {
            match number(*column) {
                Some(mark) if scale.take(mark) => units.push(mark),
                Some(_) | None => return false,
            }
        }
        self.reader.columns.total.is_none_or(|column| {
            let sum = units.iter().try_fold(0_i64, |sum, mark| sum.checked_add(*mark));
            sum.is_some() && number(column) == sum
        })
    }
}

/// A number without sign, spaces and zeros in front, such as `7`, `4.5` or `4,5`, in units of its last digit.
fn plain_number(cell: &[u8], digits: u32) -> Option<i64> {
    const LONGEST: usize = 9;
    if cell.is_empty() || cell.len() > LONGEST || (cell[0] == b'0' && cell.get(1).is_some_and(u8::is_ascii_digit)) {
        return None;
    }
    let mut number = 0_i64;
    let mut after_point: Option<u32> = None;
    for byte in cell {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                after_point = after_point.map(|count| count + 1);
            }
            b'.' | b',' if after_point.is_none() && number_has_begun(cell) => after_point = Some(0),
            _ => return None,
        }
    }
    let written = after_point.unwrap_or(0);
    if after_point == Some(0) {
        return None;
    }
    number.checked_mul(10_i64.checked_pow(digits.checked_sub(written)?)?)
}

fn number_has_begun(cell: &[u8]) -> bool {
    cell[0].is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::read_number;
    use proptest::prelude::*;

    proptest! {
        /// What is read as a plain number is the number that the reader of all cells reads.
        #[test]
        fn plain_numbers_are_numbers(cell in "[0-9]{0,3}[.,]?[0-9]{0,3}[ -]?", digits in 0_u32..5) {
            if let Some(units) = plain_number(cell.as_bytes(), digits) {
                prop_assert_eq!(read_number(&cell), Ok(Score::from_units(units, digits)));
            }
        }
    }

    #[test]
    fn the_usual_marks_are_plain() {
        for (cell, units) in [("7", 70), ("0", 0), ("10", 100), ("4,5", 45), ("4.5", 45), ("0,5", 5)] {
            assert_eq!(plain_number(cell.as_bytes(), 1), Some(units), "{cell}");
        }
        for cell in ["", "04", "4.", ".5", "4,55", "-1", "4 ", "04.05", "five", "1234567890"] {
            assert_eq!(plain_number(cell.as_bytes(), 1), None, "{cell}");
        }
    }
}
