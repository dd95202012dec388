//! Rows in which nothing is to be said: every cell a plain number that the criterion takes.
//!
//! Nearly all rows of nearly all sheets are such. They are read straight from the bytes of the text, the sheets of all
//! jurors at once; any other row, and any of which there is a doubt, is left for [`SheetReader::read`], which
//! understands all and says what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memchr;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::contest::{EntryIndex, JurorCells, MarkScale, Marks, OwnRows, Sheet};
use crate::score::Score;
use crate::source::delimited::cell_length;
use crate::validate::ids::NOBODY;
use crate::validate::scores::{SheetReader, indices};

/// Reads the plain rows of the jurors' own sheets; what is left are the rows that have still to be read.
pub(super) fn read(readers: &mut [SheetReader], marks: &mut [Option<Marks>]) {
    let rests: Vec<Option<Vec<u32>>> = {
        let mut own: BTreeMap<(usize, usize), (&mut JurorCells, u32)> = BTreeMap::new();
        for (stage, marks) in marks.iter_mut().enumerate() {
            let Some(marks) = marks else { continue };
            let digits = marks.digits();
            own.extend(marks.jurors_mut().iter_mut().enumerate().map(|(juror, own)| ((stage, juror), (own, digits))));
        }
        let mut take = |reader: &SheetReader| own.remove(&(reader.index.0, reader.by?.0));
        let jobs: Vec<(&SheetReader, _)> = readers.iter().map(|reader| (reader, take(reader))).collect();
        let read = |(reader, own): (&SheetReader, Option<(&mut JurorCells, u32)>)| {
            let (marks, digits) = own?;
            Lane::new(reader, digits).map(|lane| lane.read_all(marks))
        };
        jobs.into_par_iter().map(read).collect()
    };
    for (reader, rest) in readers.iter_mut().zip(rests) {
        reader.rest = rest.or(reader.rest.take());
    }
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

    /// Reads the rows that are plain; the others.
    fn read_all(&self, marks: &mut JurorCells) -> Vec<u32> {
        let (table, columns) = (&self.reader.table, &self.reader.columns);
        marks.open(Sheet {
            file: table.file,
            text: table.text().clone(),
            delimiter: table.delimiter(),
            participant: self.participant,
            columns: columns.criteria.clone(),
        });
        let named = &*self.reader.people.roster.named(table, self.participant);
        if let Some(rows) = &self.reader.rest {
            let mut all = marks.parts(&[]);
            return all.iter_mut().flat_map(|own| self.read(rows.iter().copied(), named, own)).collect();
        }
        let (rows, cuts): (Vec<Range<u32>>, Vec<EntryIndex>) = parts(named, indices(table));
        let jobs: Vec<(Range<u32>, OwnRows)> = rows.into_iter().zip(marks.parts(&cuts)).collect();
        let read = |(rows, mut own): (Range<u32>, OwnRows)| self.read(rows, named, &mut own);
        let rests: Vec<Vec<u32>> = jobs.into_par_iter().map(read).collect();
        rests.concat()
    }

    /// Reads the rows of these indices that are plain; the others.
    fn read(&self, rows: impl Iterator<Item = u32>, named: &[u32], own: &mut OwnRows) -> Vec<u32> {
        // Where entries stand in another order than the rows, they are far apart in memory: those of some rows are fetched
        // together rather than each when its row is read.
        const TOGETHER: usize = 64;
        let table = &self.reader.table;
        let text = &**table.text();
        let width = self.criteria.len().max(1);
        let mut units = vec![0; width * TOGETHER];
        let mut read: Vec<(u32, Option<(EntryIndex, usize)>)> = Vec::with_capacity(TOGETHER);
        let mut rest = Vec::new();
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            read.clear();
            for (row, units) in rows.by_ref().take(TOGETHER).zip(units.chunks_mut(width)) {
                let entry = self.may_judge(named[row as usize]);
                let plain = |entry| Some((entry, self.plain(text, table.start(row as usize) as usize, units)?));
                read.push((row, entry.and_then(plain)));
            }
            for ((row, at), units) in read.iter().zip(units.chunks(width)) {
                let start = table.start(*row as usize);
                if !at.is_some_and(|at| own.write(at, start, &self.criteria, &units[..self.criteria.len()])) {
                    rest.push(*row);
                }
            }
        }
        rest
    }

    /// The entry at a position, if there is one that the juror may judge.
    fn may_judge(&self, position: u32) -> Option<EntryIndex> {
        let entry = (position != NOBODY).then(|| EntryIndex::new(position as usize))?;
        (self.conflicts.is_empty() || !self.conflicts.contains(&entry)).then_some(entry)
    }

    /// The attempt of the row that begins at `start`, if every cell of it is plain and the control total is right; its
    /// marks go to `units`. Whom it names is known.
    fn plain(&self, text: &str, start: usize, units: &mut [i64]) -> Option<usize> {
        let delimiter = self.reader.table.delimiter();
        let mut rest = &text.as_bytes()[start..];
        let (mut attempt, mut total) = (0, None);
        for (column, holds) in self.columns.iter().enumerate() {
            if column > 0 {
                match rest.split_first() {
                    Some((first, after)) if *first == delimiter => rest = after,
                    _ => return None,
                }
            }
            if let Holds::Mark(criterion, scale) = holds
                && let Some((number, after)) = short_number(rest, delimiter)
            {
                units[*criterion] = scale.whole[number]?;
                rest = after;
                continue;
            }
            let is_quoted = rest.first() == Some(&b'"');
            rest = &rest[usize::from(is_quoted)..];
            let length = match holds {
                Holds::Mark(criterion, scale) => {
                    let (mark, length) = leading_number(rest, delimiter, self.digits)?;
                    if !scale.taken.takes(mark) {
                        return None;
                    }
                    units[*criterion] = mark;
                    length
                }
                Holds::Total => {
                    let (sum, length) = leading_number(rest, delimiter, self.digits)?;
                    total = Some(sum);
                    length
                }
                Holds::Attempt | Holds::Else => {
                    let length = match is_quoted {
                        true => memchr(b'"', rest)?,
                        false => cell_length(rest, delimiter),
                    };
                    if matches!(holds, Holds::Attempt) {
                        attempt = self.attempt(std::str::from_utf8(&rest[..length]).ok()?)?;
                    }
                    length
                }
            };
            rest = &rest[length..];
            if is_quoted {
                rest = rest.strip_prefix(b"\"")?;
            }
        }
        if rest.first().is_some_and(|byte| *byte != delimiter && !matches!(byte, b'\n' | b'\r')) {
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

/// The rows of a table in parts, of which each names entries behind those of the part before, and where the entries of
/// each part but the first begin; in one part where that is not so. Whom each row names is known.
fn parts(named: &[u32], rows: Range<u32>) -> (Vec<Range<u32>>, Vec<EntryIndex>) {
    const PART: u32 = 1 << 15;
    let ends = |part: &[u32]| {
        let entries = || part.iter().copied().filter(|position| *position != NOBODY);
        Some((entries().min()?, entries().max()?))
    };
    let ends: Option<Vec<(u32, u32)>> = named.chunks(PART as usize).map(ends).collect();
    match ends {
        Some(ends) if ends.windows(2).all(|pair| pair[0].1 < pair[1].0) && ends.len() > 1 => {
            let parts = rows.clone().step_by(PART as usize).map(|first| first..rows.end.min(first + PART));
            (parts.collect(), ends[1..].iter().map(|(lowest, _)| EntryIndex::new(*lowest as usize)).collect())
        }
        Some(_) | None => (vec![rows], Vec::new()),
    }
}

/// The whole number of one or two digits that a cell without quotes is, and what stands behind the cell.
fn short_number(bytes: &[u8], delimiter: u8) -> Option<(usize, &[u8])> {
    let ends = |byte: u8| byte == delimiter || byte == b'\n';
    match *bytes {
        [digit @ b'0'..=b'9', after, ..] if ends(after) => Some((usize::from(digit - b'0'), &bytes[1..])),
        [ten @ b'1'..=b'9', one @ b'0'..=b'9', after, ..] if ends(after) => {
            Some((usize::from(ten - b'0') * 10 + usize::from(one - b'0'), &bytes[2..]))
        }
        _ => None,
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
