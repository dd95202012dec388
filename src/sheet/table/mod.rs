//! A delimited text as a table. Places count bytes of the text, so that CRLF, blank lines, quoted
//! newlines and any delimiter leave them right.

mod heading;
mod row;

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::unguard;
use crate::source::delimited::{self, Extent, read_row, skip_line_ends, trimmed_cell};
use crate::source::{FileId, Place, Sources};

pub use heading::{Heading, NamesColumn};
pub use row::Row;
use row::RowReader;

/// A table: a header and rows, every row as wide as the header.
///
/// Of a row only its place is kept; its cells are read again from the text when they are asked for.
#[derive(Debug)]
pub struct Table {
    heading: Arc<Heading>,
    /// The first byte of every row.
    starts: Vec<u32>,
    /// The same of rows of another width than the header.
    uneven: Vec<u32>,
}

impl Deref for Table {
    type Target = Heading;

    fn deref(&self) -> &Heading {
        &self.heading
    }
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
        let (heading, lost) = Heading::read(sources, file, names_column)?;
        let (table, faults) = Table::below(Arc::new(heading))?;
        Ok((table, lost.into_iter().chain(faults).collect()))
    }

    /// Finds the rows below a header. With the table comes everything below that is none of it.
    ///
    /// # Errors
    /// A quote is never closed.
    pub fn below(heading: Arc<Heading>) -> Result<(Table, Vec<Diagnostic>), Diagnostic> {
        let mut table = Table { heading, starts: Vec::new(), uneven: Vec::new() };
        let mut faults = Vec::new();
        let last = table.find_rows(&mut faults);
        if let Some(open) = table.open_quote(last) {
            return Err(Diagnostic::new(Code::OpenQuote, table.file.at(open, table.text.len().min(open + 1))));
        }
        faults.extend(table.unnamed_columns());
        Ok((table, faults))
    }

    /// What is known without its rows.
    #[must_use]
    pub fn heading(&self) -> &Arc<Heading> {
        &self.heading
    }

    /// How many rows below the header hold anything.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The first byte of each of [`Table::rows`].
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
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
        match trimmed_cell(&self.text, start, self.delimiter(), column) {
            None => Cow::Borrowed(""),
            Some((start, end)) if delimited::occurrences(&self.text.as_bytes()[start..end], b'"') > 0 => {
                Cow::Owned(self.row(index).cell(column).to_owned())
            }
            Some((start, end)) => Cow::Borrowed(unguard(&self.text[start..end])),
        }
    }

    /// Where a cell of one of [`Table::rows`] stands, without the quotes and spaces around it.
    #[must_use]
    pub fn cell_place(&self, index: usize, column: usize) -> Place {
        let start = self.starts[index] as usize;
        let (start, end) = trimmed_cell(&self.text, start, self.delimiter(), column).unwrap_or((start, start));
        self.file.at(start, end)
    }

    /// Those of [`Table::rows`] that begin at one of these bytes, which rise.
    pub fn rows_from<'t>(&'t self, starts: &'t [u32]) -> impl Iterator<Item = Row> + 't {
        self.rows_at(starts.iter().copied().filter(|start| self.starts.binary_search(start).is_ok()))
    }

    /// One of [`Table::rows`].
    ///
    /// # Panics
    /// There are not so many.
    #[must_use]
    pub fn row(&self, index: usize) -> Row {
        self.rows_at(self.starts[index..=index].iter().copied()).next().expect("a row is where it was found")
    }

    /// Every cell of the rows that are no rows of this table.
    #[must_use]
    pub fn uneven_cells(&self) -> Vec<String> {
        let cells = |row: Row| row.cells().map(str::to_owned).collect::<Vec<_>>();
        self.rows_at(self.uneven.iter().copied()).flat_map(cells).collect()
    }

    /// The rows that begin at these bytes, which rise.
    fn rows_at<'t>(&'t self, starts: impl Iterator<Item = u32> + 't) -> impl Iterator<Item = Row> + 't {
        let mut reader = RowReader::new(&self.text, self.delimiter());
        starts.filter_map(move |start| reader.read(start as usize))
    }

    /// Finds the rows below the header; the first byte of the last row, whichever it is.
    fn find_rows(&mut self, faults: &mut Vec<Diagnostic>) -> usize {
        let mut last = self.heading.start();
        let breaks_off = !self.is_sheet && !self.text.ends_with(['\n', '\r']);
        let rows = |part: Range<usize>| self.find_rows_in(part, breaks_off);
        let found: Vec<RowsFound> = self.parts().into_par_iter().map(rows).collect();
        self.starts.reserve_exact(found.iter().map(|found| found.starts.len()).sum());
        for found in found {
            self.starts.extend(found.starts);
            self.uneven.extend(found.uneven);
            faults.extend(found.faults);
            last = found.last.unwrap_or(last);
        }
        last
    }

    /// Finds the rows in a part of the text. Trailing empty cells that a spreadsheet left are passed over; rows of another
    /// width are none of the table. `breaks_off` says that the text does not end with a line.
    fn find_rows_in(&self, part: Range<usize>, breaks_off: bool) -> RowsFound {
        let (text, file, delimiter, width) = (&*self.text, self.file, self.delimiter(), self.width());
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
        let first_cell = |column: usize| self.rows().find(|row| !row.cell(column).is_empty());
        self.unnamed()
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
            let start = read_row(&text, table.start(), b';', &mut Vec::new());
            let whole = table.find_rows_in(skip_line_ends(&text, start)..text.len(), !text.ends_with(['\n', '\r']));
            let mut faults = Vec::new();
            let mut again = Table { starts: Vec::new(), uneven: Vec::new(), ..table };
            let last = again.find_rows(&mut faults);
            prop_assert_eq!(&again.starts, &whole.starts);
            prop_assert_eq!(&again.uneven, &whole.uneven);
            prop_assert_eq!(last, whole.last.unwrap_or(again.start()));
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
