//! Rows in which nothing is to be said: every cell a plain number that the criterion takes.
//!
//! Nearly all rows of nearly all sheets are such. They are read straight from the bytes of the text, the sheets of all
//! jurors at once; any other row, and any of which there is a doubt, is left for [`SheetReader::read`], which
//! understands all and says what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use crate::contest::{EntryIndex, JurorCells, MarkScale, Marks, Sheet};
use crate::score::Score;
use crate::validate::ids::NOBODY;
use crate::validate::scores::{SheetReader, indices};

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
            reader.rest = Some(match &reader.rest {
                None => lane.read(indices(&reader.table), marks),
                Some(rows) => lane.read(rows.iter().copied(), marks),
            });
        }
    });
}

/// What it takes to read the plain rows of a sheet.
struct Lane<'l> {
    reader: &'l SheetReader<'l>,
    participant: usize,
    /// What stands in each column, as far as it matters.
    columns: Vec<Holds>,
    /// The criteria that have a column, as they rise.
    criteria: Vec<usize>,
    digits: u32,
    /// Entries that the juror may not judge.
    conflicts: BTreeSet<EntryIndex>,
}

/// What a column holds.
enum Holds {
    Attempt,
    /// The marks of one of the lane's criteria, and which of them it is.
    Mark(usize, Units),
    /// The sum of the marks.
    Total,
    /// What nobody counts with, or who is named.
    Else,
}

/// The marks of a criterion, in units of the stage's last digit.
struct Units {
    /// The mark of each whole number of one or two digits, as far as the criterion takes it: nearly all marks are such.
    whole: Vec<Option<i64>>,
    taken: Taken,
}

/// Which marks a criterion takes.
enum Taken {
    Range { lowest: i64, highest: i64, step: i64 },
    Listed(Vec<i64>),
}

impl Units {
    /// `entries` have places among them.
    fn of(scale: &MarkScale, digits: u32, entries: usize) -> Option<Units> {
        const BELOW: i64 = 100;
        let units = |score: &Score| score.to_units(digits);
        let taken = match scale {
            MarkScale::Range(range) => Taken::Range {
                lowest: units(&range.lowest)?,
                highest: units(&range.highest)?,
                step: units(&range.step)?,
            },
            MarkScale::Places => Taken::Range {
                lowest: units(&Score::integer(1))?,
                highest: units(&Score::from(entries))?,
                step: units(&Score::integer(1))?,
            },
            MarkScale::Points(points) => {
                let points = std::iter::once(&Score::integer(0)).chain(points).map(units).collect::<Option<_>>()?;
                Taken::Listed(points)
            }
        };
        let whole = |number: i64| units(&Score::integer(number)).filter(|mark| taken.takes(*mark));
        Some(Units { whole: (0..BELOW).map(whole).collect(), taken })
    }

    /// The mark at the beginning of these bytes, if the criterion takes it, and how many bytes it has.
    fn leading(&self, bytes: &[u8], delimiter: u8, digits: u32) -> Option<(i64, usize)> {
        let ends = |byte: u8| byte == delimiter || byte == b'\n';
        match *bytes {
            [digit @ b'0'..=b'9', after, ..] if ends(after) => Some((self.whole[usize::from(digit - b'0')]?, 1)),
            [ten @ b'1'..=b'9', one @ b'0'..=b'9', after, ..] if ends(after) => {
                Some((self.whole[usize::from(ten - b'0') * 10 + usize::from(one - b'0')]?, 2))
            }
            _ => leading_number(bytes, delimiter, digits).filter(|(mark, _)| self.taken.takes(*mark)),
        }
    }
}

impl Taken {
    fn takes(&self, mark: i64) -> bool {
        match self {
            Taken::Range { lowest, highest, step } => {
                let is_on_step = |above: i64| above % step == 0;
                (*lowest..=*highest).contains(&mark) && mark.checked_sub(*lowest).is_some_and(is_on_step)
            }
            Taken::Listed(points) => points.contains(&mark),
        }
    }
}

impl<'l> Lane<'l> {
    /// None where rows are of another form, or what is judged differs from entry to entry.
    fn new(reader: &'l SheetReader<'l>, digits: u32) -> Option<Self> {
        let columns = &reader.columns;
        let (Some(juror), true, None) = (reader.by, columns.is_wide(), columns.juror) else { return None };
        let participant = columns.participant?;
        let own = &reader.people.jury[juror.0];
        let entries = reader.people.roster.entries.len();
        let mut criteria = Vec::new();
        let mut marks: BTreeMap<usize, Holds> = BTreeMap::new();
        for (index, (criterion, column)) in reader.stage.criteria().iter().zip(&columns.criteria).enumerate() {
            if criterion.tracks.is_some() || !own.judges_criterion(&criterion.id) {
                return None;
            }
            if let Some(column) = column {
                marks.insert(*column, Holds::Mark(criteria.len(), Units::of(&criterion.marks, digits, entries)?));
                criteria.push(index);
            }
        }
        let last = marks.keys().copied().chain([participant]).chain(columns.attempt).chain(columns.total).max()?;
        let holds = |column: usize| match marks.remove(&column) {
            Some(mark) => mark,
            None if columns.attempt == Some(column) => Holds::Attempt,
            None if columns.total == Some(column) => Holds::Total,
            None => Holds::Else,
        };
        let columns = (0..=last).map(holds).collect();
        let conflicts = reader.people.conflicts.iter().filter(|conflict| conflict.juror == juror);
        let conflicts = conflicts.map(|conflict| conflict.entry).collect();
        Some(Lane { reader, participant, columns, criteria, digits, conflicts })
    }

    /// Reads the rows of these indices that are plain; the others.
    fn read(&self, rows: impl Iterator<Item = u32>, marks: &mut JurorCells) -> Vec<u32> {
        let (table, columns) = (&self.reader.table, &self.reader.columns);
        let sheet = Sheet {
            file: table.file,
            text: table.text().clone(),
            delimiter: table.delimiter(),
            participant: self.participant,
            columns: columns.criteria.clone(),
        };
        marks.open(sheet);
        let mut units = vec![0; self.criteria.len()];
        let named = self.reader.people.roster.named(table, self.participant);
        let text = &**table.text();
        let mut rest = Vec::new();
        for row in rows {
            let (start, position) = (table.start(row as usize), named[row as usize]);
            let entry = EntryIndex::new(position as usize);
            let is_named = position != NOBODY && !self.conflicts.contains(&entry);
            let attempt = if is_named { self.plain(text, start as usize, &mut units) } else { None };
            match attempt {
                Some(attempt) if marks.note_row(entry, attempt, start) => {
                    marks.write(entry, attempt, &self.criteria, &units);
                }
                _ => rest.push(row),
            }
        }
        rest
    }

    /// The attempt of the row that begins at `start`, if every cell of it is plain and the control total is right; its
    /// marks go to `units`. Whom it names is known.
    fn plain(&self, text: &str, start: usize, units: &mut [i64]) -> Option<usize> {
        let bytes = text.as_bytes();
        let delimiter = self.reader.table.delimiter();
        let (mut at, mut attempt, mut total) = (start, 0, None);
        for (column, holds) in self.columns.iter().enumerate() {
            if column > 0 {
                if bytes.get(at) != Some(&delimiter) {
                    return None;
                }
                at += 1;
            }
            let is_quoted = bytes.get(at) == Some(&b'"');
            at += usize::from(is_quoted);
            let rest = &bytes[at..];
            at += match holds {
                Holds::Mark(criterion, scale) => {
                    let (mark, length) = scale.leading(rest, delimiter, self.digits)?;
                    units[*criterion] = mark;
                    length
                }
                Holds::Total => {
                    let (sum, length) = leading_number(rest, delimiter, self.digits)?;
                    total = Some(sum);
                    length
                }
                Holds::Attempt | Holds::Else => {
                    let ends = |byte: &u8| match byte {
                        b'"' => true,
                        b'\n' | b'\r' => !is_quoted,
                        byte => *byte == delimiter && !is_quoted,
                    };
                    let length = rest.iter().position(ends).unwrap_or(rest.len());
                    if matches!(holds, Holds::Attempt) {
                        attempt = self.attempt(&text[at..at + length])?;
                    }
                    length
                }
            };
            if is_quoted {
                if bytes.get(at) != Some(&b'"') {
                    return None;
                }
                at += 1;
            }
        }
        if bytes.get(at).is_some_and(|byte| *byte != delimiter && !matches!(byte, b'\n' | b'\r')) {
            return None;
        }
        let sums_up = |total: i64| units.iter().try_fold(0_i64, |sum, mark| sum.checked_add(*mark)) == Some(total);
        total.is_none_or(sums_up).then_some(attempt)
    }

    fn attempt(&self, cell: &str) -> Option<usize> {
        let attempt: usize = cell.parse().ok()?;
        (1..=self.reader.stage.attempts()).contains(&attempt).then(|| attempt - 1)
    }
}

/// The number at the beginning without sign, spaces and zeros in front, such as `7`, `4.5` or `4,5`: in units of its
/// last digit, and how many bytes it has. What stands behind it is not looked at.
fn leading_number(bytes: &[u8], delimiter: u8, digits: u32) -> Option<(i64, usize)> {
    const LONGEST: usize = 9;
    let (mut number, mut length, mut point) = (0_i64, 0, None);
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'0'..=b'9' if length < LONGEST => number = number * 10 + i64::from(byte - b'0'),
            b'.' | b',' if *byte != delimiter && point.is_none() => point = Some(length),
            _ => break,
        }
        length += 1;
    }
    let whole = point.unwrap_or(length);
    if whole == 0 || (whole > 1 && bytes[0] == b'0') {
        return None;
    }
    let written = match point {
        None => 0,
        Some(point) if point + 1 == length => return None,
        Some(point) => u32::try_from(length - point - 1).ok()?,
    };
    let shift = digits.checked_sub(written)?;
    let units = if shift == 0 { number } else { number.checked_mul(10_i64.checked_pow(shift)?)? };
    Some((units, length))
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
            if let Some((units, length)) = leading_number(cell.as_bytes(), b';', digits) {
                prop_assert_eq!(read_number(&cell[..length]), Ok(Score::from_units(units, digits)));
            }
        }
    }

    #[test]
    fn the_usual_marks_are_plain() {
        for (cell, units) in [("7", 70), ("0", 0), ("10", 100), ("4,5", 45), ("4.5", 45), ("0,5", 5)] {
            assert_eq!(leading_number(cell.as_bytes(), b';', 1), Some((units, cell.len())), "{cell}");
        }
        for cell in ["", "04", "4.", ".5", "4,55", "-1", "04.05", "five"] {
            assert_eq!(leading_number(cell.as_bytes(), b';', 1), None, "{cell}");
        }
    }

    #[test]
    fn a_comma_between_cells_is_the_end_of_a_mark() {
        assert_eq!(leading_number(b"4,5", b',', 1), Some((40, 1)));
        assert_eq!(leading_number(b"4 ,5", b';', 1), Some((40, 1)));
        assert_eq!(leading_number(b"1234567890", b';', 0), Some((123_456_789, 9)));
    }
}
