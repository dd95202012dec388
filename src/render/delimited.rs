//! Tables as delimited text, the only way in which any is written: no cell of it is a formula.

use memchr::memchr3;

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
}

impl RowsInMemory {
    fn new(delimiter: u8) -> Self {
        RowsInMemory { text: Vec::new(), delimiter }
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
        if written.is_empty() || parts + 1 != row.len() || memchr3(b'"', b'\n', b'\r', written).is_some() {
            self.text.truncate(start);
            self.add_quoted(row);
        }
        self.text.push(b'\n');
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
    }
}
