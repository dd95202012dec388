//! Tables as delimited text, the only way in which any is written: no cell of it is a formula.

use std::ops::Range;

use memchr::{memchr_iter, memchr3};

use crate::sheet::guard;
use crate::source::delimited::occurrences;

/// The table as scripts read it: commas, no byte order mark.
#[must_use]
pub fn for_scripts<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> String {
    write(rows, b',', "")
}

/// The table as Excel opens it in Kazakh and Russian: semicolons, a byte order mark.
#[must_use]
pub fn for_spreadsheets<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> String {
    write(rows, b';', "\u{feff}")
}

fn write<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>, delimiter: u8, mark: &str) -> String {
    let mut written = RowsInMemory::new(delimiter);
    for row in rows {
        written.add(&row.into_iter().collect::<Vec<String>>());
    }
    mark.to_owned() + std::str::from_utf8(&written.into_bytes()).expect("texts are UTF-8")
}

/// Rows of a table as delimited text, quoted where they must be (RFC 4180), each line ended by LF.
pub struct RowsInMemory {
    text: Vec<u8>,
    delimiter: u8,
    /// The last row, if nothing in it is quoted.
    last: Option<Plain>,
}

/// A row in which nothing is quoted.
struct Plain {
    /// Where it stands in the text, with the end of its line.
    row: Range<usize>,
    /// What stands before and behind the cells that changed last; none of it has changed since it was written.
    unchanged: Option<(Range<usize>, Range<usize>)>,
}

impl RowsInMemory {
    fn new(delimiter: u8) -> Self {
        RowsInMemory { text: Vec::new(), delimiter, last: None }
    }

    /// Writes a row.
    pub fn add(&mut self, row: &[impl AsRef<str>]) {
        let start = self.text.len();
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                self.text.push(self.delimiter);
            }
            let cell = cell.as_ref();
            if !cell.is_empty() {
                self.text.extend_from_slice(guard(cell).as_bytes());
            }
        }
        let written = &self.text[start..];
        let parts = occurrences(written, self.delimiter);
        let is_plain = !written.is_empty() && parts + 1 == row.len() && !must_be_quoted(written);
        if !is_plain {
            self.text.truncate(start);
            self.add_quoted(row);
        }
        self.text.push(b'\n');
        self.last = is_plain.then_some(Plain { row: start..self.text.len(), unchanged: None });
    }

    /// Writes a row that differs from the last one in nothing but the cells of some columns, from the `first` on: not in
    /// all of them, and of several such rows, one behind the other, in the same ones. False, and nothing is written,
    /// where cells are quoted.
    pub fn add_like_last(&mut self, first: usize, cells: &[&str]) -> bool {
        let Some(Plain { row, unchanged }) = &mut self.last else { return false };
        let (before, behind) = unchanged.get_or_insert_with(|| {
            let own = &self.text[row.clone()];
            let mut ends = memchr_iter(self.delimiter, own);
            let begin = first.checked_sub(1).and_then(|before| ends.nth(before)).map_or(0, |end| end + 1);
            let end = memchr_iter(self.delimiter, &own[begin..]).nth(cells.len() - 1);
            let end = end.map_or(own.len() - 1, |length| begin + length);
            (row.start..row.start + begin, row.start + end..row.end)
        });
        let start = self.text.len();
        self.text.extend_from_within(before.clone());
        let changed = self.text.len();
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                self.text.push(self.delimiter);
            }
            self.text.extend_from_slice(guard(cell).as_bytes());
        }
        let written = &self.text[changed..];
        if occurrences(written, self.delimiter) + 1 != cells.len() || must_be_quoted(written) {
            self.text.truncate(start);
            return false;
        }
        self.text.extend_from_within(behind.clone());
        true
    }

    /// Writes the cells of a row, quoted where they must be.
    fn add_quoted(&mut self, row: &[impl AsRef<str>]) {
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                self.text.push(self.delimiter);
            }
            let cell = guard(cell.as_ref());
            let parts = |byte: u8| byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
            // One empty cell must not be a blank line.
            if cell.bytes().any(parts) || row.len() == 1 && cell.is_empty() {
                self.text.push(b'"');
                self.text.extend(cell.replace('"', "\"\"").as_bytes());
                self.text.push(b'"');
            } else {
                self.text.extend(cell.as_bytes());
            }
        }
    }

    /// The text.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text
    }
}

/// Whether a quote or the end of a line stands in what was written.
fn must_be_quoted(written: &[u8]) -> bool {
    memchr3(b'"', b'\n', b'\r', written).is_some()
}

/// As scripts read it: commas.
impl Default for RowsInMemory {
    fn default() -> Self {
        RowsInMemory::new(b',')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What the csv crate writes.
        #[test]
        fn rows_are_those_of_the_csv_crate(rows in prop::collection::vec(prop::collection::vec("[a;,\"\n\r 1ә]{0,4}", 1..4), 0..4)) {
            for delimiter in [b',', b';'] {
                let mut own = RowsInMemory::new(delimiter);
                let mut theirs = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
                for row in &rows {
                    prop_assume!(row.iter().all(|cell| guard(cell) == cell.as_str()));
                    own.add(row);
                    theirs.write_record(row).unwrap();
                }
                prop_assert_eq!(own.into_bytes(), theirs.into_inner().unwrap());
            }
        }

        /// A row like the last one is written as any other row.
        #[test]
        fn rows_like_the_last_one_are_rows(
            row in prop::collection::vec("[a=;,\"\n1ә]{0,3}", 2..5),
            changes in prop::collection::vec(prop::collection::vec("[a=;,\"\n1ә]{0,3}", 1..3), 1..4),
            first in 0_usize..3,
        ) {
            let (mut quick, mut plain) = (RowsInMemory::default(), RowsInMemory::default());
            quick.add(&row);
            plain.add(&row);
            let mut row = row;
            // All rows that are alike differ in the cells of the same columns.
            let (width, fits) = (changes[0].len(), first + changes[0].len() <= row.len());
            for change in changes.iter().filter(|change| fits && change.len() == width) {
                row.splice(first..first + width, change.iter().cloned());
                let cells: Vec<&str> = change.iter().map(String::as_str).collect();
                if width == row.len() || !quick.add_like_last(first, &cells) {
                    quick.add(&row);
                }
                plain.add(&row);
            }
            prop_assert_eq!(quick.into_bytes(), plain.into_bytes());
        }
    }
}
