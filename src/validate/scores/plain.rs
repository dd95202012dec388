//! Rows in which nothing is to be said: every cell a plain number that the criterion takes.
//!
//! Nearly all rows of nearly all sheets are such. They are read straight from the bytes of the text, the sheets of all
//! jurors at once; any other row, and any of which there is a doubt, is left for [`SheetReader::read`], which
//! understands all and says what is wrong.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memchr;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::contest::{EntryIndex, JurorCells, Marks, OwnRows, Sheet};
use crate::source::delimited::cell_length;
use crate::validate::ids::NOBODY;
use crate::validate::scores::units::{Units, leading_number, short_number};
use crate::validate::scores::{SheetReader, indices};

/// Reads the plain rows of the jurors' own sheets; what is left are the rows that have still to be read.
pub(super) fn read(readers: &mut [SheetReader], marks: &mut [Option<Marks>]) {
    let mut own: BTreeMap<(usize, usize), (&mut JurorCells, u32)> = BTreeMap::new();
    for (stage, marks) in marks.iter_mut().enumerate() {
        let Some(marks) = marks else { continue };
        let digits = marks.digits();
        own.extend(marks.jurors_mut().iter_mut().enumerate().map(|(juror, own)| ((stage, juror), (own, digits))));
    }
    let mut lanes: Vec<Option<(Lane, &mut JurorCells)>> = Vec::new();
    for reader in &*readers {
        let own = reader.by.and_then(|juror| own.remove(&(reader.index.0, juror.0)));
        lanes.push(own.and_then(|(marks, digits)| Some((Lane::new(reader, digits)?, marks))));
    }
    let read = |lane: Option<(Lane, &mut JurorCells)>| lane.map(|(lane, marks)| lane.read_all(marks));
    let rests: Vec<Option<Vec<u32>>> = lanes.into_par_iter().map(read).collect();
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
    /// Whom each row names.
    named: Cow<'l, [u32]>,
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
        let named = reader.people.roster.named(&reader.table, participant);
        Some(Lane { reader, participant, columns, criteria, digits, named, conflicts })
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
        if let Some(rows) = &self.reader.rest {
            let mut all = marks.parts(&[]);
            return all.iter_mut().flat_map(|own| self.read(rows.iter().copied(), own)).collect();
        }
        let (rows, cuts): (Vec<Range<u32>>, Vec<EntryIndex>) = parts(&self.named, indices(table));
        let jobs: Vec<(Range<u32>, OwnRows)> = rows.into_iter().zip(marks.parts(&cuts)).collect();
        let read = |(rows, mut own): (Range<u32>, OwnRows)| self.read(rows, &mut own);
        let rests: Vec<Vec<u32>> = jobs.into_par_iter().map(read).collect();
        rests.concat()
    }

    /// Reads the rows of these indices that are plain; the others.
    fn read(&self, rows: impl Iterator<Item = u32>, own: &mut OwnRows) -> Vec<u32> {
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
                let entry = self.may_judge(self.named[row as usize]);
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

/// How many rows are read together.
const PART: u32 = if cfg!(test) { 4 } else { 1 << 15 };

/// The rows of a table in parts, of which each names entries behind those of the part before, and where the entries of
/// each part but the first begin; in one part where that is not so. Whom each row names is known.
fn parts(named: &[u32], rows: Range<u32>) -> (Vec<Range<u32>>, Vec<EntryIndex>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The parts are all rows in their order, and no row names an entry of another part.
        #[test]
        fn parts_have_entries_of_their_own(
            named in prop_oneof![
                prop::collection::vec(prop_oneof![9 => 0_u32..40, 1 => Just(NOBODY)], 0..40),
                prop::collection::btree_set(0_u32..90, 0..40).prop_map(|named| named.into_iter().collect()),
                prop::collection::btree_set(0_u32..20, 0..20)
                    .prop_map(|named| named.into_iter().flat_map(|each| [each, each, each]).collect()),
            ],
        ) {
            let all = u32::try_from(named.len()).unwrap();
            let (rows, cuts) = parts(&named, 0..all);
            prop_assert_eq!(rows.iter().cloned().flatten().collect::<Vec<_>>(), (0..all).collect::<Vec<_>>());
            prop_assert_eq!(rows.len(), cuts.len() + 1);
            prop_assert!(cuts.is_sorted());
            let own = |part: usize| {
                let positions = rows[part].clone().map(|row| named[row as usize]);
                positions.filter(|position| *position != NOBODY).map(|position| EntryIndex::new(position as usize))
            };
            for part in 0..rows.len() {
                let begin = part.checked_sub(1).map(|before| cuts[before]);
                prop_assert!(own(part).all(|entry| begin.is_none_or(|begin| entry >= begin)));
                prop_assert!(own(part).all(|entry| cuts.get(part).is_none_or(|end| entry < *end)));
            }
            if named.is_sorted_by(|one, next| one < next) && all > PART {
                prop_assert!(rows.len() > 1);
            }
        }
    }
}
