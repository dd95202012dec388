//! Tables as delimited text, the only way in which any is written: no cell of it is a formula.

use std::io::{self, Write};

use csv::{Writer, WriterBuilder};

use crate::sheet::guard;

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
    let mut text = mark.as_bytes().to_vec();
    let mut writer = RowWriter::new(&mut text, delimiter);
    for row in rows {
        writer.write(row).expect(IN_MEMORY);
    }
    writer.finish().expect(IN_MEMORY);
    String::from_utf8(text).expect("texts are UTF-8")
}

const IN_MEMORY: &str = "a row is written to memory, each as wide as the next";

/// Writes a table as delimited text, row by row.
pub struct RowWriter<W: Write>(Writer<W>);

impl<W: Write> RowWriter<W> {
    /// A table as scripts read it: commas, no byte order mark.
    pub fn for_scripts(out: W) -> Self {
        RowWriter::new(out, b',')
    }

    fn new(out: W, delimiter: u8) -> Self {
        const ROOM: usize = 1 << 16;
        RowWriter(WriterBuilder::new().delimiter(delimiter).buffer_capacity(ROOM).from_writer(out))
    }

    /// Writes a row; every row is as wide as the first.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write<S: AsRef<str>>(&mut self, row: impl IntoIterator<Item = S>) -> io::Result<()> {
        for cell in row {
            self.0.write_field(guard(cell.as_ref()).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}
