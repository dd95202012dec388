//! How large a workbook is, before a table is made of it.
//!
//! A few kilobytes can unpack to gigabytes, two cells at the ends of a sheet can span all of it, one long text can be
//! shared by a million cells, and a row can say that it repeats. Each part is unpacked once and looked through as it
//! comes: what the file says of itself is believed only where it says too much.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::sheet::hidden::{local, value};

/// How many bytes the parts of a workbook may unpack to together: a sheet of a million marks has a fifth.
const MOST_BYTES: u64 = 256 << 20;

/// How many cells a table may span, and all tables of a folder together: enough for two million marks with all that
/// stands beside them.
pub const MOST_CELLS: u64 = 20_000_000;

/// How many bytes of text a workbook may show.
const MOST_TEXT: u64 = 256 << 20;

/// Whether the workbook is small enough to be read.
///
/// # Errors
/// It cannot be opened.
pub(super) fn fits(bytes: &[u8]) -> Result<bool, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut said = 0_u64;
    for part in 0..archive.len() {
        said = said.saturating_add(archive.by_index_raw(part).map_err(|error| error.to_string())?.size());
    }
    if said > MOST_BYTES {
        return Ok(false);
    }
    let mut left = MOST_BYTES;
    // The shared texts come first: the cells of all sheets are measured by them.
    let mut texts = Vec::new();
    let mut parts: Vec<usize> = (0..archive.len()).collect();
    let shared = archive.index_for_name(SHARED);
    parts.sort_by_key(|part| Some(*part) != shared);
    for part in parts {
        // What cannot be unpacked here cannot be there either: whoever needs the part will say so.
        let Ok(part_reader) = archive.by_index(part) else { continue };
        let mut counted = Counted { inner: part_reader, left };
        let fits = if Some(part) == shared {
            texts = shared_texts(BufReader::new(&mut counted));
            true
        } else {
            Sheet::new(&texts).read(BufReader::new(&mut counted))
        };
        // Nobody reads what follows a fault in a text, or a picture; it is unpacked all the same.
        let _ = io::copy(&mut counted, &mut io::sink());
        left = counted.left;
        if !fits || left == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where an Office Open XML workbook keeps the texts that its cells share: ECMA-376, part 1, 18.4.
const SHARED: &str = "xl/sharedStrings.xml";

/// A reader that ends when all bytes that are left have been read.
struct Counted<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.by_ref().take(self.left).read(buffer)?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// The length of each of the shared texts.
fn shared_texts(part: impl BufRead) -> Vec<u64> {
    let mut texts = Vec::new();
    let mut length = 0;
    each_event(part, |event| match event {
        Event::Start(tag) if local(tag) == "si" => length = 0,
        Event::Empty(tag) if local(tag) == "si" => texts.push(0),
        Event::End(tag) if tag.local_name().as_ref() == "si" => texts.push(length),
        Event::Text(text) => length += text.len() as u64,
        Event::CData(text) => length += text.len() as u64,
        _ => {}
    });
    texts
}

/// What has been seen of the sheet that is read.
struct Sheet<'t> {
    texts: &'t [u64],
    /// The first row and column with anything, and one past the last.
    first: (u64, u64),
    after: (u64, u64),
    /// How many bytes the cells show.
    text: u64,
    /// Where the next row and cell stand, if they do not say.
    row: u64,
    column: u64,
    /// How often the row, and the cell, stands.
    rows: u64,
    columns: u64,
    /// Of the cell: whether its text is that of a shared one, by its number, and what it is.
    is_shared: bool,
    shown: u64,
    number: String,
}

impl<'t> Sheet<'t> {
    fn new(texts: &'t [u64]) -> Self {
        Sheet {
            texts,
            first: (u64::MAX, u64::MAX),
            after: (0, 0),
            text: 0,
            row: 0,
            column: 0,
            rows: 1,
            columns: 1,
            is_shared: false,
            shown: 0,
            number: String::new(),
        }
    }

    /// Reads a part, which need be no sheet; whether what it spans and shows is small enough.
    fn read(mut self, part: impl BufRead) -> bool {
        let mut largest = (0, 0);
        each_event(part, |event| {
            match event {
                Event::Start(tag) => self.begin(tag),
                Event::Empty(tag) => {
                    self.begin(tag);
                    self.end(local(tag));
                }
                Event::End(tag) => self.end(tag.local_name().as_ref()),
                Event::Text(text) => self.show(text),
                Event::CData(text) => self.show(text),
                _ => {}
            }
            largest = (largest.0.max(self.cells()), largest.1.max(self.text));
        });
        largest.0 <= MOST_CELLS && largest.1 <= MOST_TEXT
    }

    fn cells(&self) -> u64 {
        let span = |first: u64, after: u64| after.saturating_sub(first);
        span(self.first.0, self.after.0).saturating_mul(span(self.first.1, self.after.1))
    }

    fn begin(&mut self, tag: &BytesStart) {
        let number = |name: &str| value(tag, name).and_then(|text| text.parse::<u64>().ok());
        match local(tag) {
            // A part of OpenDocument holds all of its sheets.
            "table" => *self = Sheet { text: self.text, ..Sheet::new(self.texts) },
            "row" => {
                self.row = number("r").map_or(self.row, |row| row.saturating_sub(1));
                (self.rows, self.column) = (1, 0);
            }
            "table-row" => {
                self.rows = number("number-rows-repeated").unwrap_or(1).max(1);
                self.column = 0;
            }
            "c" => {
                if let Some((row, column)) = value(tag, "r").as_deref().and_then(position) {
                    (self.row, self.column) = (row, column);
                }
                self.is_shared = value(tag, "t").as_deref() == Some("s");
                self.begin_cell(1);
            }
            "table-cell" | "covered-table-cell" => {
                self.begin_cell(number("number-columns-repeated").unwrap_or(1).max(1));
                // Numbers, days and formulas stand in attributes; their text may be left out.
                let is_shown = ["value-type", "formula"].iter().any(|name| value(tag, name).is_some());
                self.shown = if is_shown { 1 + tag.len() as u64 } else { 0 };
            }
            _ => {}
        }
    }

    fn begin_cell(&mut self, columns: u64) {
        (self.columns, self.shown) = (columns, 0);
        self.number.clear();
    }

    fn show(&mut self, text: &str) {
        let length = text.trim().len() as u64;
        self.shown = self.shown.saturating_add(length);
        // A number of a shared text has few digits.
        if self.is_shared && length < 20 {
            self.number.push_str(text.trim());
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "c" | "table-cell" | "covered-table-cell" => {
                if self.shown > 0 {
                    self.count();
                }
                self.column = self.column.saturating_add(self.columns);
                self.is_shared = false;
            }
            "row" | "table-row" => self.row = self.row.saturating_add(self.rows),
            _ => {}
        }
    }

    /// Counts a cell that shows something.
    fn count(&mut self) {
        self.first = (self.first.0.min(self.row), self.first.1.min(self.column));
        self.after.0 = self.after.0.max(self.row.saturating_add(self.rows));
        self.after.1 = self.after.1.max(self.column.saturating_add(self.columns));
        let shared = self.number.parse::<usize>().ok().filter(|_| self.is_shared);
        let shown = shared.and_then(|number| self.texts.get(number)).copied().unwrap_or(self.shown);
        self.text = self.text.saturating_add(shown.saturating_mul(self.rows).saturating_mul(self.columns));
    }
}

/// Row and column of a cell, from 0: `C7`.
fn position(name: &str) -> Option<(u64, u64)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let row: u64 = name[digits..].parse().ok()?;
    let letter = |column: u64, letter: char| {
        let value = u64::from(letter.to_ascii_uppercase()) - u64::from('A') + 1;
        column.checked_mul(26)?.checked_add(value)
    };
    let letters = &name[..digits];
    let column = letters.chars().filter(char::is_ascii_alphabetic).try_fold(0, letter)?;
    Some((row.saturating_sub(1), column.saturating_sub(1)))
}

/// Everything in a part, up to the first fault or its end.
fn each_event(part: impl BufRead, mut look: impl FnMut(&Event)) {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        if matches!(event, Event::Eof) {
            break;
        }
        look(&event);
        buffer.clear();
    }
}
