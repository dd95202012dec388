//! Rows as they are read from a text.

use std::io::Cursor;

use csv::{Position, Reader, ReaderBuilder, StringRecord};

use crate::sheet::unguard;
use crate::source::delimited::skip_line_ends;

/// A line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) cells: StringRecord,
    pub(super) start: usize,
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

/// The rows of a text that hold anything.
pub(super) fn records(text: &str, body: usize, delimiter: u8) -> impl Iterator<Item = Row> + '_ {
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
pub(super) struct RowReader<'t> {
    text: &'t str,
    reader: Reader<Cursor<&'t [u8]>>,
}

impl<'t> RowReader<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
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
    pub(super) fn read(&mut self, start: usize) -> Option<Row> {
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
