//! A delimited text as a table. Places count bytes of the text, so that CRLF, blank lines, quoted
//! newlines and any delimiter leave them right.
//!
//! The header is found by what the reader of the table knows: the first rows are searched for the one in which most
//! cells are names of columns, with each delimiter. What stands above it are titles.

use std::borrow::Cow;
use std::io::Cursor;
use std::ops::Range;

use csv::{Position, Reader, ReaderBuilder, StringRecord};
use memchr::{memchr, memchr2, memchr2_iter};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{unguard, workbook};
use crate::source::delimited::{self, Extent, read_row, skip_line_ends, trimmed_cell};
use crate::source::{FileId, Place, Sources, Text};

/// The delimiters that are looked for, in this order where they are equally frequent.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// How many bytes a line may have: a table of a contest has tens of columns, not millions.
const LONGEST_LINE: usize = 4 << 20;

/// How many bytes are looked for rows together.
const PART: usize = if cfg!(test) { 16 } else { 1 << 20 };

/// In how many rows the header is looked for.
const HEADER_WITHIN: usize = 10;

/// The letters of Kazakh that windows-1251 has not: a program that saves in it writes `?` or `_` instead.
const LOST: &str = "әғқңөұүһӘҒҚҢӨҰҮҺ";

/// Whether a cell names a column of a table.
pub type NamesColumn<'n> = dyn Fn(&str) -> bool + Sync + 'n;

/// A table: a header and rows, every row as wide as the header.
///
/// Of a row only its place is kept; its cells are read again from the text when they are asked for.
#[derive(Debug)]
pub struct Table {
    /// The file.
    pub file: FileId,
    text: Text,
    titles: Vec<Row>,
    header: Row,
    /// The first byte of every row.
    starts: Vec<u32>,
    /// The same of rows of another width than the header.
    uneven: Vec<u32>,
    delimiter: u8,
}

/// The rows in a part of a text.
#[derive(Default)]
struct RowsFound {
    starts: Vec<u32>,
    uneven: Vec<u32>,
    faults: Vec<Diagnostic>,
    /// The first byte of the last row, whichever it is.
    last: Option<usize>,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    cells: StringRecord,
    start: usize,
}

impl Row {
    /// The cell's text without spaces around it, as it was before it was guarded; empty beyond the last cell.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        unguard(self.cells.get(column).unwrap_or("").trim())
    }

    /// The cells' texts without spaces around them.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| unguard(cell.trim()))
    }

    /// Whether nothing stands in any cell.
    fn is_blank(&self) -> bool {
        self.cells().all(str::is_empty)
    }
}

impl Table {
    /// Reads the text of a file; `names_column` tells whether a cell names a column of the table. With it comes
    /// everything that is none of this table.
    ///
    /// # Errors
    /// There is no header, nobody can tell the delimiter, or a quote is never closed.
    pub fn read(
        sources: &Sources,
        file: FileId,
        names_column: &NamesColumn,
    ) -> Result<(Table, Vec<Diagnostic>), Diagnostic> {
        let text = sources.text(file);
        if has_longer_line(text, LONGEST_LINE) {
            return Err(Diagnostic::new(Code::TableTooLarge, Place::File(file)));
        }
        let is_sheet = sources.is_sheet(file);
        let (body, declared) = if is_sheet { (0, Some(workbook::DELIMITER)) } else { declared_delimiter(text) };
        let (delimiter, above) = match declared {
            Some(delimiter) => (delimiter, header_row(text, body, delimiter, names_column).0),
            None => find_delimiter(text, body, names_column).map_err(|unclear| match unclear {
                Unclear::NothingThere => Diagnostic::new(Code::TableEmpty, Place::File(file)),
                Unclear::Delimiter(start) => Diagnostic::new(Code::DelimiterUnclear, line_at(text, file, start)),
            })?,
        };
        let mut titles: Vec<Row> = records(text, body, delimiter).take(above + 1).collect();
        let Some(header) = titles.pop() else {
            return Err(Diagnostic::new(Code::TableEmpty, Place::File(file)));
        };
        let text = sources.shared_text(file);
        let mut table = Table { file, text, titles, header, starts: Vec::new(), uneven: Vec::new(), delimiter };
        let mut faults: Vec<Diagnostic> = lost_letters(&table.text, file).into_iter().collect();
        let last = table.find_rows(is_sheet, &mut faults);
        if let Some(open) = table.open_quote(last) {
            return Err(Diagnostic::new(Code::OpenQuote, file.at(open, table.text.len().min(open + 1))));
        }
        faults.extend(table.unnamed_columns());
        Ok((table, faults))
    }

    /// The rows above the header.
    #[must_use]
    pub fn titles(&self) -> &[Row] {
        &self.titles
    }

    /// The columns that have a name, with their positions.
    pub fn header(&self) -> impl Iterator<Item = (usize, &str)> {
        self.header.cells().enumerate().filter(|(_, name)| !name.is_empty())
    }

    /// How many rows below the header hold anything.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether no row below the header holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The rows below the header that hold anything.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.rows_at(self.starts.iter().copied())
    }

    /// Some of [`Table::rows`] that follow one another.
    ///
    /// # Panics
    /// There are not so many.
    pub fn rows_in(&self, indices: Range<usize>) -> impl Iterator<Item = Row> + '_ {
        self.rows_at(self.starts[indices].iter().copied())
    }

    /// The text of a cell of one of [`Table::rows`], as [`Row::cell`] has it.
    #[must_use]
    pub fn cell(&self, index: usize, column: usize) -> Cow<'_, str> {
        let start = self.starts[index] as usize;
        match trimmed_cell(&self.text, start, self.delimiter, column) {
            None => Cow::Borrowed(""),
            Some((start, end)) if delimited::occurrences(&self.text.as_bytes()[start..end], b'"') > 0 => {
                Cow::Owned(self.row(index).cell(column).to_owned())
            }
            Some((start, end)) => Cow::Borrowed(unguard(&self.text[start..end])),
        }
    }

    /// Whether one of [`Table::rows`] begins with a cell that plainly says that; elsewhere it may still be said.
    #[must_use]
    pub fn begins_with(&self, index: usize, cell: &str) -> bool {
        delimited::begins_with(&self.text.as_bytes()[self.starts[index] as usize..], cell, self.delimiter)
    }

    /// Where a cell of one of [`Table::rows`] stands, without the quotes and spaces around it.
    #[must_use]
    pub fn cell_place(&self, index: usize, column: usize) -> Place {
        let start = self.starts[index] as usize;
        let (start, end) = trimmed_cell(&self.text, start, self.delimiter, column).unwrap_or((start, start));
        self.file.at(start, end)
    }

    /// Some of [`Table::rows`], by their index, which rises.
    pub fn rows_of<'t>(&'t self, indices: &'t [u32]) -> impl Iterator<Item = Row> + 't {
        let starts = indices.iter().map(|index| self.starts[*index as usize]);
        self.rows_at(starts)
    }

    /// One of [`Table::rows`].
    ///
    /// # Panics
    /// There are not so many.
    #[must_use]
    pub fn row(&self, index: usize) -> Row {
        self.rows_at(self.starts[index..=index].iter().copied()).next().expect("a row is where it was found")
    }

    /// The first byte of one of [`Table::rows`] in the text.
    #[must_use]
    pub fn start(&self, index: usize) -> u32 {
        self.starts[index]
    }

    /// The text that the table stands in.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// What stands between its cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Every cell of the rows that are no rows of this table.
    #[must_use]
    pub fn uneven_cells(&self) -> Vec<String> {
        let cells = |row: Row| row.cells().map(str::to_owned).collect::<Vec<_>>();
        self.rows_at(self.uneven.iter().copied()).flat_map(cells).collect()
    }

    /// Where a cell of the header stands.
    #[must_use]
    pub fn header_place(&self, column: usize) -> Place {
        self.place(&self.header, column)
    }

    /// Where the header stands.
    #[must_use]
    pub fn header_line(&self) -> Place {
        self.line_of(&self.header)
    }

    /// Where a cell stands, without the quotes and spaces around it.
    #[must_use]
    pub fn place(&self, row: &Row, column: usize) -> Place {
        match trimmed_cell(&self.text, row.start, self.delimiter, column) {
            Some((start, end)) => self.file.at(start, end),
            None => self.line_of(row),
        }
    }

    /// Where a row stands: all of it.
    #[must_use]
    pub fn line_of(&self, row: &Row) -> Place {
        let end = self.cells_at(row.start).last().map_or(row.start, |(_, end)| end);
        let line = self.text[row.start..end].lines().next().unwrap_or("").trim_end().len();
        self.file.at(row.start, row.start + line)
    }

    fn cells_at(&self, start: usize) -> impl Iterator<Item = Extent> + '_ {
        delimited::cells(&self.text, start, self.delimiter)
    }

    /// The rows that begin at these bytes, which rise.
    fn rows_at<'t>(&'t self, starts: impl Iterator<Item = u32> + 't) -> impl Iterator<Item = Row> + 't {
        let mut reader = RowReader::new(&self.text, self.delimiter);
        starts.filter_map(move |start| reader.read(start as usize))
    }

    /// Finds the rows below the header; the first byte of the last row, whichever it is.
    fn find_rows(&mut self, is_sheet: bool, faults: &mut Vec<Diagnostic>) -> usize {
        let width = (0..self.header.cells.len()).rev().find(|&column| !self.header.cell(column).is_empty());
        let width = width.map_or(0, |last| last + 1);
        let mut last = self.header.start;
        let below = skip_line_ends(&self.text, read_row(&self.text, last, self.delimiter, &mut Vec::new()));
        let breaks_off = !is_sheet && !self.text.ends_with(['\n', '\r']);
        let rows = |part: Range<usize>| self.find_rows_in(part, width, breaks_off);
        let found: Vec<RowsFound> = self.parts(below).into_par_iter().map(rows).collect();
        self.starts.reserve_exact(found.iter().map(|found| found.starts.len()).sum());
        for found in found {
            self.starts.extend(found.starts);
            self.uneven.extend(found.uneven);
            faults.extend(found.faults);
            last = found.last.unwrap_or(last);
        }
        self.header.cells.truncate(width);
        last
    }

    /// The text from a byte on, in parts that end with lines, so that each can be read by itself.
    fn parts(&self, start: usize) -> Vec<Range<usize>> {
        let bytes = self.text.as_bytes();
        // Inside of quotes a line ends without a row that ends.
        let has_quotes = memchr(b'"', &bytes[start..]).is_some();
        let mut parts = Vec::new();
        let mut at = start;
        while at < bytes.len() {
            let least = if has_quotes { bytes.len() } else { bytes.len().min(at + PART) };
            let end = memchr(b'\n', &bytes[least..]).map_or(bytes.len(), |length| least + length + 1);
            parts.push(at..end);
            at = end;
        }
        parts
    }

    /// Finds the rows in a part of the text. Trailing empty cells that a spreadsheet left are passed over; rows of another
    /// width are none of the table. `breaks_off` says that the text does not end with a line.
    fn find_rows_in(&self, part: Range<usize>, width: usize, breaks_off: bool) -> RowsFound {
        let (text, file, delimiter) = (&*self.text, self.file, self.delimiter);
        let narrow = |start: usize| u32::try_from(start).expect("texts longer than 4 GiB are refused");
        let mut found = RowsFound::default();
        let mut cells: Vec<Extent> = Vec::new();
        let mut at = skip_line_ends(text, part.start);
        while at < part.end {
            let start = at;
            if let Some(end) = delimited::plain_row(text, start, delimiter, width) {
                found.last = Some(start);
                found.starts.push(narrow(start));
                at = skip_line_ends(text, end);
                continue;
            }
            let end = read_row(text, start, delimiter, &mut cells);
            at = skip_line_ends(text, end);
            let holds = |extent: &Extent| {
                let (from, to) = delimited::trimmed(text, *extent);
                from < to
            };
            if !cells.iter().any(holds) {
                continue;
            }
            found.last = Some(start);
            let beyond = cells.iter().skip(width).copied().find(holds);
            if beyond.is_none() && cells.len() >= width {
                found.starts.push(narrow(start));
                continue;
            }
            let place = match beyond {
                Some((start, end)) => file.at(start, end),
                None => file.at(start, cells.last().map_or(start, |(_, end)| *end)),
            };
            let is_torn = breaks_off && beyond.is_none() && at >= text.len();
            let code = if is_torn { Code::FileBreaksOff } else { Code::UnevenRow };
            found.faults.push(Diagnostic::new(code, place).with("found", cells.len()).with("expected", width));
            found.uneven.push(narrow(start));
        }
        found
    }

    /// A column that the header does not name may be there, but must hold nothing.
    fn unnamed_columns(&self) -> Vec<Diagnostic> {
        let unnamed = |column: &usize| self.header.cell(*column).is_empty();
        let first_cell = |column: usize| self.rows().find(|row| !row.cell(column).is_empty());
        let columns = (0..self.header.cells.len()).filter(unnamed);
        columns
            .filter_map(|column| {
                let row = first_cell(column)?;
                let fault = Diagnostic::new(Code::ColumnUnnamed, self.place(&row, column));
                Some(fault.with("found", row.cell(column)))
            })
            .collect()
    }

    /// The first byte of a quoted cell that never ends, in the row that begins at `last`.
    fn open_quote(&self, last: usize) -> Option<usize> {
        let (start, end) = self.cells_at(last).last()?;
        let bytes = self.text.as_bytes();
        let opened = start > 0 && bytes[start - 1] == b'"';
        (opened && bytes.get(end) != Some(&b'"')).then(|| start - 1)
    }
}

/// The delimiter that a first line such as `sep=;` says, and where the table begins.
fn declared_delimiter(text: &str) -> (usize, Option<u8>) {
    let line = text.lines().next().unwrap_or("");
    let said = line.trim().trim_matches('"');
    let delimiter = said.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &said.as_bytes()[4..]);
    match delimiter {
        Some([delimiter]) if !delimiter.is_ascii_alphanumeric() => ((line.len() + 1).min(text.len()), Some(*delimiter)),
        // A tab at the end of the line is gone with the spaces.
        Some([]) if line.contains('\t') => ((line.len() + 1).min(text.len()), Some(b'\t')),
        Some(_) | None => (0, None),
    }
}

/// Why the columns cannot be found.
enum Unclear {
    /// There is nothing in the file.
    NothingThere,
    /// With two delimiters equally many columns are found; the line of the header.
    Delimiter(usize),
}

/// The delimiter with which most names of columns stand in one row, and which row that is.
fn find_delimiter(text: &str, body: usize, names_column: &NamesColumn) -> Result<(u8, usize), Unclear> {
    let found = DELIMITERS.map(|delimiter| (delimiter, header_row(text, body, delimiter, names_column)));
    let most = found.iter().map(|(_, (_, names, _))| *names).max().unwrap_or(0);
    let best: Vec<_> = found.iter().filter(|(_, (_, names, width))| *names == most && *width > 1).collect();
    match best.as_slice() {
        [(delimiter, (above, _, _))] => Ok((*delimiter, *above)),
        // A table of one column needs no delimiter.
        [] if most > 0 => Ok((DELIMITERS[0], found[0].1.0)),
        [(_, (above, _, _)), ..] if most > 0 => {
            let row = records(text, body, best[0].0).nth(*above);
            Err(Unclear::Delimiter(row.map_or(body, |row| row.start)))
        }
        _ if text[body..].trim_matches([';', ',', '\t', '\n', '\r', ' ', '"']).is_empty() => Err(Unclear::NothingThere),
        // Nothing is known in the header; the faults are told as its first line has it.
        _ => Ok((most_frequent_delimiter(text), 0)),
    }
}

/// Which of the first rows names most columns, how many, and how wide it is.
fn header_row(text: &str, body: usize, delimiter: u8, names_column: &NamesColumn) -> (usize, usize, usize) {
    let names = |row: &Row| row.cells().filter(|cell| !cell.is_empty() && names_column(cell)).count();
    let first = records(text, body, delimiter).take(HEADER_WITHIN).enumerate();
    let counted = first.map(|(index, row)| (index, names(&row), row.cells.len()));
    let better = |best: (usize, usize, usize), row: (usize, usize, usize)| if row.1 > best.1 { row } else { best };
    counted.reduce(better).unwrap_or((0, 0, 0))
}

/// The delimiter that stands most often in the first line that holds anything, outside quotes.
fn most_frequent_delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let (false, Some(index)) = (quoted, DELIMITERS.iter().position(|&delimiter| delimiter == byte)) {
            counts[index] += 1;
        }
    }
    let most = (0..DELIMITERS.len()).rev().max_by_key(|&index| counts[index]).unwrap_or(0);
    DELIMITERS[most]
}

/// The rows of a text that hold anything.
fn records(text: &str, body: usize, delimiter: u8) -> impl Iterator<Item = Row> + '_ {
    let mut reader = RowReader::new(text, delimiter);
    let mut next = Some(body);
    std::iter::from_fn(move || {
        loop {
            let row = reader.read(next.take().unwrap_or_else(|| reader.at()))?;
            if !row.is_blank() {
                return Some(row);
            }
        }
    })
}

/// Reads rows that begin anywhere in a text; one behind the other at no more than a single pass.
struct RowReader<'t> {
    text: &'t str,
    reader: Reader<Cursor<&'t [u8]>>,
}

impl<'t> RowReader<'t> {
    fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Cursor::new(text.as_bytes()));
        RowReader { text, reader }
    }

    /// The byte behind the row that was read last.
    fn at(&self) -> usize {
        usize::try_from(self.reader.position().byte()).expect("the text is in memory")
    }

    /// The row that begins at or after the byte; none at the end of the text.
    fn read(&mut self, start: usize) -> Option<Row> {
        let start = skip_line_ends(self.text, start);
        if skip_line_ends(self.text, self.at()) != start {
            let mut position = Position::new();
            position.set_byte(start as u64);
            self.reader.seek(position).expect("the text is in memory");
        }
        let mut cells = StringRecord::new();
        let is_there = self.reader.read_record(&mut cells).expect("the text is UTF-8 and in memory");
        is_there.then_some(Row { cells, start })
    }
}

/// Whether a line has more bytes than that.
fn has_longer_line(text: &str, most: usize) -> bool {
    // Whatever is longer covers one of the halves whole.
    let halves = text.as_bytes().chunks(most / 2);
    if halves.map(|half| memchr2(b'\n', b'\r', half)).all(|end| end.is_some()) {
        return false;
    }
    let mut start = 0;
    let ends = memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.into_iter().any(|end| end - std::mem::replace(&mut start, end + 1) > most)
}

/// The place of the line that begins at `start`.
fn line_at(text: &str, file: FileId, start: usize) -> Place {
    file.at(start, start + text[start..].lines().next().unwrap_or("").trim_end().len())
}

/// The first word that has lost Kazakh letters: a question mark or an underscore stands inside it, and not one of the
/// letters that windows-1251 lacks is left in the whole text.
fn lost_letters(text: &str, file: FileId) -> Option<Diagnostic> {
    let is_cyrillic = |character: char| ('\u{400}'..='\u{52f}').contains(&character);
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at..].trim_start_matches(['?', '_']).chars().next();
    let inside = |at: &usize| {
        let follows = after(*at).is_some_and(is_cyrillic);
        follows && before(*at).is_none_or(|character| is_cyrillic(character) || !character.is_alphanumeric())
    };
    let at = memchr2_iter(b'?', b'_', text.as_bytes()).find(inside)?;
    if text.contains(|character| LOST.contains(character)) {
        return None;
    }
    let part = |character: char| is_cyrillic(character) || character == '?' || character == '_';
    let start = text[..at]
        .rfind(|character| !part(character))
        .map_or(0, |last| last + text[last..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|character| !part(character)).map_or(text.len(), |length| at + length);
    Some(Diagnostic::new(Code::LettersLost, file.at(start, end)).with("found", &text[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The rows of a text that is read in parts are those of the whole.
        #[test]
        fn rows_in_parts_are_rows_of_the_whole(
            text in prop_oneof![
                "((ab|b|1ә| |)(;(1|22|№| ))?(;(1|))?(\n|\r\n|\r|\n\n)){0,30}",
                "((ab|b|1ә| |)(;(1|22|№| ))?(;(1|))?(\n|\r\n|\r)){0,20}\"b;\n\"?;2\n?",
            ],
            breaks_off in any::<bool>(),
        ) {
            let text = format!("a;b\n{}", if breaks_off { text.trim_end() } else { &text });
            let (_, Ok((table, _))) = read(&text) else { return Ok(()) };
            let start = read_row(&text, table.header.start, b';', &mut Vec::new());
            let whole = table.find_rows_in(skip_line_ends(&text, start)..text.len(), 2, !text.ends_with(['\n', '\r']));
            let mut faults = Vec::new();
            let mut again = Table { starts: Vec::new(), uneven: Vec::new(), ..table };
            let last = again.find_rows(false, &mut faults);
            prop_assert_eq!(&again.starts, &whole.starts);
            prop_assert_eq!(&again.uneven, &whole.uneven);
            prop_assert_eq!(last, whole.last.unwrap_or(again.header.start));
            let places = |faults: &[Diagnostic]| faults.iter().map(|own| (own.code, own.place)).collect::<Vec<_>>();
            prop_assert_eq!(places(&faults), places(&whole.faults));
        }
    }

    #[test]
    fn a_digit_is_no_delimiter() {
        let (_, table) = read("sep=5\na5b\n152\n");
        assert_ne!(table.unwrap().0.delimiter(), b'5');
    }

    fn read(text: &str) -> (Sources, Result<(Table, Vec<Diagnostic>), Diagnostic>) {
        let mut sources = Sources::default();
        let (file, outcome) = sources.add("s.csv", text.as_bytes());
        outcome.unwrap();
        let table = Table::read(&sources, file, &|name| ["a", "b", "c"].contains(&name));
        (sources, table)
    }

    fn places(text: &str) -> Vec<(String, String)> {
        let (sources, table) = read(text);
        let (table, faults) = table.unwrap();
        assert_eq!(faults, []);
        let mut found = Vec::new();
        for row in table.rows() {
            for (column, _) in table.header() {
                let place = sources.describe(table.place(&row, column));
                found.push((row.cell(column).to_owned(), place));
            }
        }
        found
    }

    #[test]
    fn places_are_right_in_crlf_files_after_blank_lines_and_quoted_newlines() {
        let text = "\u{feff}a;b\r\n\r\n\"x\r\ny\";1\r\n;;\r\n  z ;\"2\"\r\n";
        let expected = [("x\r\ny", "s.csv:3:2"), ("1", "s.csv:4:4"), ("z", "s.csv:6:3"), ("2", "s.csv:6:7")];
        assert_eq!(places(text), expected.map(|(cell, place)| (cell.to_owned(), place.to_owned())));
    }

    #[test]
    fn every_delimiter_is_found_and_a_decimal_comma_does_not_confuse() {
        for text in ["a;b\n1,5;2,5\n", "a,b\n\"1,5\",\"2,5\"\n", "a\tb\n1,5\t2,5\n"] {
            let cells: Vec<String> = places(text).into_iter().map(|(cell, _)| cell).collect();
            assert_eq!(cells, ["1,5", "2,5"], "{text}");
        }
    }

    #[test]
    fn a_row_of_another_width_is_named_and_left_out() {
        let (sources, table) = read("a;b\n1;2;3\n1\n4;5;\n");
        let (table, faults) = table.unwrap();
        assert_eq!(table.len(), 1);
        let places: Vec<String> = faults.iter().map(|fault| sources.describe(fault.place)).collect();
        assert_eq!(places, ["s.csv:2:5", "s.csv:3:1"]);
    }

    #[test]
    fn a_quote_that_never_ends_is_named() {
        let (sources, table) = read("a;b\n1;\"2\n3;4\n");
        let fault = table.unwrap_err();
        assert_eq!((fault.code, sources.describe(fault.place).as_str()), (Code::OpenQuote, "s.csv:2:3"));
    }

    #[test]
    fn a_text_without_cells_is_no_table() {
        assert_eq!(read("\n;;\n").1.unwrap_err().code, Code::TableEmpty);
    }
}
