//! Rows in which nothing is to be said: every cell a plain number that the criterion takes.
//!
//! Nearly all rows of nearly all sheets are such. They are read straight from the bytes of the text, each once, the
//! sheets of all jurors at once; any other row, and any of which there is a doubt, is left for [`SheetReader::read`],
//! which understands all and says what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::slice;

use memchr::memchr;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::contest::{EntryIndex, JurorCells, Marks, OwnRows, Sheet};
use crate::sheet::unguard;
use crate::source::delimited::{Extent, begins_with, cell_end, cell_length, read_row, skip_line_ends, trimmed};
use crate::validate::ids::NOBODY;
use crate::validate::scores::SheetReader;
use crate::validate::scores::units::{Units, leading_number};

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
    text: &'l str,
    participant: usize,
    /// What stands in the columns.
    columns: Vec<Holds>,
    /// The criteria that have a column, as they rise.
    criteria: Vec<usize>,
    digits: u32,
    /// Entries that the juror may not judge.
    conflicts: BTreeSet<EntryIndex>,
}

/// What a column holds.
enum Holds {
    Participant,
    Attempt,
    /// In this one and those behind it the marks of the lane's criteria, from that one on.
    Marks(usize, Vec<Units>),
    /// The sum of the marks.
    Total,
    /// What nobody counts with.
    Else,
}

/// A row in which every cell is plain, and the control total right.
#[derive(Clone, Copy)]
struct PlainRow<'t> {
    start: usize,
    /// Who it may be that is named; nothing where it is who was expected.
    other: Option<&'t str>,
    attempt: usize,
}

/// Where the rows begin that are to be read.
enum Starts<'s> {
    /// All rows that begin in a stretch of the text.
    Stretch(Range<usize>),
    /// These.
    Listed(slice::Iter<'s, u32>),
}

impl Starts<'_> {
    fn next(&mut self) -> Option<usize> {
        match self {
            Starts::Stretch(left) => (left.start < left.end).then_some(left.start),
            Starts::Listed(starts) => starts.next().map(|start| *start as usize),
        }
    }

    /// Notes where the row ended.
    fn read_to(&mut self, text: &str, end: usize) {
        if let Starts::Stretch(left) = self {
            left.start = skip_line_ends(text, end);
        }
    }
}

/// How many rows are read before whom they name is looked for. Where entries stand in another order than the rows, they
/// are far apart in memory: many are fetched together rather than each when its row is read.
const TOGETHER: usize = 64;

/// In how many rows at the beginning of a part one is looked for that tells which entries follow.
const LOOKED_AT: usize = 64;

impl<'l> Lane<'l> {
    /// None where rows are of another form, or what is judged differs from entry to entry.
    fn new(reader: &'l SheetReader<'l>, digits: u32) -> Option<Self> {
        let columns = &reader.columns;
        let (Some(juror), true, None) = (reader.by, columns.is_wide(), columns.juror) else { return None };
        let participant = columns.participant?;
        let own = &reader.people.jury[juror.0];
        let entries = reader.people.roster.entries.len();
        let mut criteria = Vec::new();
        let mut marks: BTreeMap<usize, (usize, Units)> = BTreeMap::new();
        for (index, (criterion, column)) in reader.stage.criteria().iter().zip(&columns.criteria).enumerate() {
            if criterion.tracks.is_some() || !own.judges_criterion(&criterion.id) {
                return None;
            }
            if let Some(column) = column {
                marks.insert(*column, (criteria.len(), Units::of(&criterion.marks, digits, entries)?));
                criteria.push(index);
            }
        }
        let mut holds: Vec<Holds> = Vec::new();
        for column in 0..reader.heading.width() {
            match (marks.remove(&column), holds.last_mut()) {
                (Some((criterion, units)), Some(Holds::Marks(first, before))) if *first + before.len() == criterion => {
                    before.push(units);
                }
                (Some((criterion, units)), _) => holds.push(Holds::Marks(criterion, vec![units])),
                (None, _) if column == participant => holds.push(Holds::Participant),
                (None, _) if columns.attempt == Some(column) => holds.push(Holds::Attempt),
                (None, _) if columns.total == Some(column) => holds.push(Holds::Total),
                (None, _) => holds.push(Holds::Else),
            }
        }
        let conflicts = reader.people.conflicts.iter().filter(|conflict| conflict.juror == juror);
        let conflicts = conflicts.map(|conflict| conflict.entry).collect();
        Some(Lane { reader, text: reader.heading.text(), participant, columns: holds, criteria, digits, conflicts })
    }

    /// Reads the rows that are plain; the first bytes of the others, which rise.
    fn read_all(&self, marks: &mut JurorCells) -> Vec<u32> {
        let heading = &self.reader.heading;
        marks.open(Sheet {
            file: heading.file,
            text: Some(heading.text().clone()),
            delimiter: heading.delimiter(),
            participant: self.participant,
            columns: self.reader.columns.criteria.clone(),
        });
        if let Some(starts) = &self.reader.rest {
            return self.read_listed(starts, marks);
        }
        let parts = heading.parts();
        let firsts = self.firsts(&parts);
        let jobs: Vec<(Range<usize>, usize, OwnRows)> = match &firsts {
            Some(firsts) => {
                let cuts: Vec<EntryIndex> = firsts[1..].iter().copied().map(EntryIndex::new).collect();
                let own = parts.into_iter().zip(firsts.iter().copied()).zip(marks.parts(&cuts));
                own.map(|((part, first), own)| (part, first, own)).collect()
            }
            None => marks.parts(&[]).into_iter().map(|own| (whole(&parts), 0, own)).collect(),
        };
        let read = |(part, first, mut own): (Range<usize>, usize, OwnRows)| {
            let part = skip_line_ends(self.text, part.start)..part.end;
            self.read(Starts::Stretch(part), first, &mut own)
        };
        let left: Vec<Vec<u32>> = jobs.into_par_iter().map(read).collect();
        let left = left.concat();
        // Of those left some may name entries whose rows stand in another part.
        if firsts.is_some() { self.read_listed(&left, marks) } else { left }
    }

    fn read_listed(&self, starts: &[u32], marks: &mut JurorCells) -> Vec<u32> {
        let mut all = marks.parts(&[]);
        all.iter_mut().flat_map(|own| self.read(Starts::Listed(starts.iter()), 0, own)).collect()
    }

    /// The position of the entry with which each part of the text begins, if there are several parts and the entries
    /// of each stand behind those of the part before.
    fn firsts(&self, parts: &[Range<usize>]) -> Option<Vec<usize>> {
        let roster = self.reader.people.roster;
        let first = |part: &Range<usize>| {
            let (mut at, mut units) = (skip_line_ends(self.text, part.start), vec![0; self.criteria.len()]);
            for _ in 0..LOOKED_AT {
                let end = match self.plain(at, None, &mut units) {
                    Some((row, end)) => {
                        if let Some(position) = row.other.and_then(|id| roster.position_in_order(id)) {
                            return Some(position);
                        }
                        end
                    }
                    None => read_row(self.text, at, self.reader.heading.delimiter(), &mut Vec::new()),
                };
                at = skip_line_ends(self.text, end);
                if at >= part.end {
                    break;
                }
            }
            None
        };
        let firsts: Option<Vec<usize>> = parts.iter().map(first).collect();
        firsts.filter(|firsts| firsts.len() > 1 && firsts.is_sorted_by(|one, next| one < next))
    }

    /// Reads the rows that are plain, of which the first one probably names the entry at a position; the first bytes of
    /// the others, which rise.
    fn read(&self, mut starts: Starts, first: usize, own: &mut OwnRows) -> Vec<u32> {
        let (roster, heading) = (self.reader.people.roster, &self.reader.heading);
        let mut expected = roster.following(first);
        let width = self.criteria.len().max(1);
        let mut units = vec![0; width * TOGETHER];
        let (mut left, mut cells): (Vec<usize>, Vec<Extent>) = (Vec::new(), Vec::new());
        let mut rows: Vec<(PlainRow, u32)> = Vec::with_capacity(TOGETHER);
        let mut others: Vec<&str> = Vec::with_capacity(TOGETHER);
        loop {
            rows.clear();
            others.clear();
            while rows.len() < TOGETHER
                && let Some(start) = starts.next()
            {
                let next = expected.id().filter(|_| heading.keeps_ids_whole());
                let end = match self.plain(start, next, &mut units[rows.len() * width..][..self.criteria.len()]) {
                    Some((row, end)) => {
                        rows.push((row, narrow(expected.position())));
                        match row.other {
                            Some(other) => others.push(other),
                            None => expected.step(),
                        }
                        end
                    }
                    None => {
                        left.push(start);
                        read_row(self.text, start, heading.delimiter(), &mut cells)
                    }
                };
                starts.read_to(self.text, end);
            }
            if rows.is_empty() {
                break;
            }
            let found = roster.find_each(&others);
            expected = roster.behind(&found).unwrap_or(expected);
            let of_others = rows.iter_mut().filter(|(row, _)| row.other.is_some()).map(|(_, position)| position);
            of_others.zip(found).for_each(|(position, found)| *position = found);
            for ((row, position), units) in rows.iter().zip(units.chunks(width)) {
                let units = &units[..self.criteria.len()];
                let is_written = self
                    .may_judge(*position)
                    .is_some_and(|entry| own.write((entry, row.attempt), narrow(row.start), &self.criteria, units));
                if !is_written {
                    left.push(row.start);
                }
            }
        }
        left.sort_unstable();
        left.into_iter().map(narrow).collect()
    }

    /// The entry at a position, if there is one that the juror may judge.
    fn may_judge(&self, position: u32) -> Option<EntryIndex> {
        let entry = (position != NOBODY).then(|| EntryIndex::new(position as usize))?;
        (self.conflicts.is_empty() || !self.conflicts.contains(&entry)).then_some(entry)
    }

    /// The row that begins at `start`, if it is plain, and one past its last byte; its marks go to `units`. It probably
    /// names whose id is expected.
    #[inline]
    fn plain(&self, start: usize, expected: Option<&[u8]>, units: &mut [i64]) -> Option<(PlainRow<'l>, usize)> {
        let delimiter = self.reader.heading.delimiter();
        let bytes = self.text.as_bytes();
        let (mut at, mut is_first) = (start, true);
        let (mut attempt, mut total, mut other) = (0, None, Some(""));
        let mut next_cell = |at: usize| match std::mem::take(&mut is_first) {
            true => Some(at),
            false => (bytes.get(at) == Some(&delimiter)).then_some(at + 1),
        };
        for holds in &self.columns {
            if let Holds::Marks(first, columns) = holds {
                at = next_cell(at)?;
                for (position, (column, units)) in columns.iter().zip(&mut units[*first..]).enumerate() {
                    if position > 0 {
                        (bytes.get(at) == Some(&delimiter)).then_some(())?;
                        at += 1;
                    }
                    let (mark, length) = column.mark(&bytes[at..], delimiter)?;
                    *units = mark;
                    at += length;
                }
                continue;
            }
            at = next_cell(at)?;
            let rest = &bytes[at..];
            if let (Holds::Participant, Some(expected)) = (holds, expected)
                && begins_with(rest, expected, delimiter)
            {
                other = None;
                at += expected.len();
                continue;
            }
            if matches!(holds, Holds::Else) {
                at = cell_end(bytes, at, delimiter);
                continue;
            }
            let is_quoted = rest.first() == Some(&b'"');
            let rest = &rest[usize::from(is_quoted)..];
            at += usize::from(is_quoted);
            let length = match holds {
                Holds::Total => {
                    let (sum, length) = leading_number(rest, delimiter, self.digits)?;
                    total = Some(sum);
                    length
                }
                Holds::Marks(..) | Holds::Participant | Holds::Attempt | Holds::Else => match is_quoted {
                    true => memchr(b'"', rest)?,
                    false => cell_length(rest, delimiter),
                },
            };
            match holds {
                Holds::Participant => {
                    let (first, last) = trimmed(self.text, (at, at + length));
                    other = Some(unguard(&self.text[first..last]));
                }
                Holds::Attempt => attempt = self.attempt(&self.text[at..at + length])?,
                Holds::Marks(..) | Holds::Total | Holds::Else => {}
            }
            at += length;
            if is_quoted {
                if bytes.get(at) != Some(&b'"') {
                    return None;
                }
                at += 1;
            }
        }
        // A spreadsheet may leave empty cells behind the last column.
        at += bytes[at..].iter().take_while(|byte| **byte == delimiter).count();
        if bytes.get(at).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
            return None;
        }
        let sums_up = |total: i64| units.iter().try_fold(0_i64, |sum, mark| sum.checked_add(*mark)) == Some(total);
        let row = PlainRow { start, other, attempt };
        total.is_none_or(sums_up).then_some((row, at))
    }

    fn attempt(&self, cell: &str) -> Option<usize> {
        let attempt: usize = cell.parse().ok()?;
        (1..=self.reader.stage.attempts()).contains(&attempt).then(|| attempt - 1)
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("a text shorter than 4 GiB has fewer bytes and rows")
}

/// All that stands in parts which follow one another.
fn whole(parts: &[Range<usize>]) -> Range<usize> {
    parts.first().map_or(0, |first| first.start)..parts.last().map_or(0, |last| last.end)
}

#[cfg(test)]
mod tests {
    use crate::contest::{Cell, Coordinates, EntryIndex, JurorIndex};
    use crate::diagnostic::Code;
    use crate::source::{Content, Files, Position};
    use crate::validate::{Amendments, Reading, check};
    use proptest::prelude::*;

    const RULES: &str = "format: 1\ntitle: Parts\nlanguage: en\nstages:\n  - id: only\n    title: Only\n    criteria:\n      - { id: a, title: A, marks: 0-10 }\n      - { id: b, title: B, marks: 0-10 by 0.5 }\n    ties: [share]\n";

    /// What is wrong with a contest of one sheet, and if nothing is, the marks of each entry.
    type Read = (Vec<(Code, Option<Position>)>, Option<Vec<[Cell; 2]>>);

    fn read(sheet: &str, participants: Option<String>) -> Read {
        let sheet = format!("participant,a,b,note\n{sheet}");
        let mut files: Files = [
            ("contest.yaml", RULES.to_owned()),
            ("jury.csv", "id,name,role\nj,Juror,chair\n".to_owned()),
            ("scores/only/j.csv", sheet),
        ]
        .into_iter()
        .map(|(name, text)| (name.to_owned(), Content::from(text)))
        .collect();
        files.extend(participants.map(|text| ("participants.csv".to_owned(), Content::from(text))));
        let checked = check(&files, Reading { until: None, amendments: Amendments::All });
        let said = checked.diagnostics.iter().map(|found| (found.code, checked.sources.position(found.place)));
        let said = said.collect();
        let marks = checked.contest.map(|contest| {
            let marks = contest.marks[0].as_ref().unwrap();
            let at = |entry, criterion| Coordinates { juror: JurorIndex(0), entry, attempt: 0, criterion };
            let of = |entry| [0, 1].map(|criterion| marks.cell(at(entry, criterion)));
            (0..contest.entries.len()).map(EntryIndex::new).map(of).collect()
        });
        (said, marks)
    }

    proptest! {
        /// A sheet that is read in parts says what it says as one, whatever the order of its rows and whatever is wrong
        /// in them; and where nothing is wrong, what stands in it.
        #[test]
        fn sheets_in_parts_are_read_as_one(
            mut rows in prop::collection::vec((0_u32..24, 0_i64..11, 0_i64..21), 1..40),
            (is_sorted, is_distinct, is_registered) in (any::<bool>(), any::<bool>(), any::<bool>()),
            faults in prop::collection::vec((0_usize..40, prop::sample::select(vec!["11", "x", "", "4,5", "07", "-1"])), 0..3),
            blank in 0_usize..40,
        ) {
            let faults: Vec<_> = if is_distinct { Vec::new() } else { faults };
            if is_sorted {
                rows.sort_by_key(|(id, ..)| *id);
            }
            if is_distinct {
                let mut seen = std::collections::BTreeSet::new();
                rows.retain(|(id, ..)| seen.insert(*id));
            }
            let line = |(index, (id, a, b)): (usize, &(u32, i64, i64))| {
                let fault = faults.iter().find(|(row, _)| *row == index).map(|(_, cell)| (*cell).to_owned());
                let blank = if index == blank { ",,,\n" } else { "" };
                // Half marks are written with a point.
                let b = format!("{}{}", b / 2, if b % 2 == 0 { "" } else { ".5" });
                // Spaces around an id, empty cells behind the last one and doubled quotes are as good as none.
                let (space, note) = [("", "n"), (" ", "n"), ("", "n,,"), ("", "n\t")][index % 4];
                format!("{blank}p{id:02}{space},{},{b},{note}\n", fault.unwrap_or(a.to_string()))
            };
            let sheet: String = rows.iter().enumerate().map(line).collect();
            let all = (0..24).map(|id| format!("p{id:02},Entry {id}\n")).collect::<String>();
            let participants = is_registered.then(|| format!("id,name\na00,First\n{all}"));
            // Where a quote stands, nobody can tell where to divide.
            let in_parts = read(&format!("a00,0,0,n\n{sheet}"), participants.clone());
            prop_assert_eq!(&in_parts, &read(&format!("a00,0,0,\"n\"\n{sheet}"), participants));
            if is_distinct {
                let mut expected = rows.clone();
                expected.sort_by_key(|(id, ..)| *id);
                let of = |id: u32| expected.iter().find(|(own, ..)| *own == id);
                let cells = |row: Option<&(u32, i64, i64)>| {
                    row.map_or([Cell::Unread; 2], |(_, a, b)| [Cell::Mark(a * 10), Cell::Mark(b * 5)])
                };
                let ids: Vec<u32> =
                    if is_registered { (0..24).collect() } else { expected.iter().map(|(id, ..)| *id).collect() };
                let all = ids.into_iter().map(|id| cells(of(id)));
                prop_assert_eq!(in_parts.1, Some([[Cell::Mark(0); 2]].into_iter().chain(all).collect()));
            } else {
                // A mark with a zero before it is a mark, if no plain one.
                let is_wrong = |(row, cell): &(usize, &str)| *row < rows.len() && *cell != "07";
                prop_assert!(in_parts.1.is_none() || !faults.iter().any(is_wrong));
            }
        }
    }
}
