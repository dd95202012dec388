//! The header of a table, and what stands above it.
//!
//! The header is found by what the reader of the table knows: the first rows are searched for the one in which most
//! cells are names of columns, with each delimiter. What stands above it are titles.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr2_iter};

use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::table::row::{Row, records};
use crate::sheet::workbook;
use crate::source::delimited::{self, Extent, read_row, skip_line_ends, trimmed_cell};
use crate::source::{FileId, Place, Sources, Text};

/// The delimiters that are looked for, in this order where they are equally frequent.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// How many bytes a line may have: a table of a contest has tens of columns, not millions.
const LONGEST_LINE: usize = 4 << 20;

/// How many bytes are looked at together.
const PART: usize = if cfg!(test) { 16 } else { 1 << 20 };

/// In how many rows the header is looked for.
const HEADER_WITHIN: usize = 10;

/// The letters of Kazakh that windows-1251 has not: a program that saves in it writes `?` or `_` instead.
const LOST: &str = "әғқңөұүһӘҒҚҢӨҰҮҺ";

/// Whether a cell names a column of a table.
pub type NamesColumn<'n> = dyn Fn(&str) -> bool + Sync + 'n;

/// The header of a table with its text, in which no row has been found yet.
#[derive(Debug)]
pub struct Heading {
    /// The file.
    pub file: FileId,
    pub(super) text: Text,
    titles: Vec<Row>,
    header: Row,
    /// How many columns there are up to the last one that has a name.
    width: usize,
    /// The first byte of what stands below the header.
    below: usize,
    delimiter: u8,
    /// Whether the text was made of a sheet of a workbook.
    pub(super) is_sheet: bool,
    /// Whether a quote stands below the header: inside of quotes a line ends without a row that ends.
    has_quotes: bool,
    /// Whether one stands in the header or above it, which may not be closed there.
    has_quotes_above: bool,
}

impl Heading {
    /// Finds the header in the text of a file; `names_column` tells whether a cell names a column of the table. With it
    /// comes what the text as a whole tells.
    ///
    /// # Errors
    /// There is no header, or nobody can tell the delimiter.
    pub fn read(
        sources: &Sources,
        file: FileId,
        names_column: &NamesColumn,
    ) -> Result<(Heading, Option<Diagnostic>), Diagnostic> {
        let text = sources.shared_text(file);
        if has_longer_line(&text, LONGEST_LINE) {
            return Err(Diagnostic::new(Code::TableTooLarge, Place::File(file)));
        }
        let is_sheet = sources.is_sheet(file);
        let (body, declared) = if is_sheet { (0, Some(workbook::DELIMITER)) } else { declared_delimiter(&text) };
        let (delimiter, above) = match declared {
            Some(delimiter) => (delimiter, header_row(&text, body, delimiter, names_column).0),
            None => find_delimiter(&text, body, names_column).map_err(|unclear| match unclear {
                Unclear::NothingThere => Diagnostic::new(Code::TableEmpty, Place::File(file)),
                Unclear::Delimiter(start) => Diagnostic::new(Code::DelimiterUnclear, line_at(&text, file, start)),
            })?,
        };
        let mut titles: Vec<Row> = records(&text, body, delimiter).take(above + 1).collect();
        let Some(header) = titles.pop() else {
            return Err(Diagnostic::new(Code::TableEmpty, Place::File(file)));
        };
        let width = (0..header.cells.len()).rev().find(|&column| !header.cell(column).is_empty());
        let width = width.map_or(0, |last| last + 1);
        let below = skip_line_ends(&text, read_row(&text, header.start, delimiter, &mut Vec::new()));
        let has_quote = |part: &str| memchr(b'"', part.as_bytes()).is_some();
        let (has_quotes_above, has_quotes) = (has_quote(&text[..below]), has_quote(&text[below..]));
        let lost = lost_letters(&text, file);
        let heading =
            Heading { file, text, titles, header, width, below, delimiter, is_sheet, has_quotes, has_quotes_above };
        Ok((heading, lost))
    }

    /// The rows above the header.
    #[must_use]
    pub fn titles(&self) -> &[Row] {
        &self.titles
    }

    /// The columns that have a name, with their positions.
    pub fn header(&self) -> impl Iterator<Item = (usize, &str)> {
        self.header.cells().take(self.width).enumerate().filter(|(_, name)| !name.is_empty())
    }

    /// The columns without a name that stand before one that has one.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.width).filter(|column| self.header.cell(*column).is_empty())
    }

    /// How many columns there are up to the last one that has a name.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
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

    /// Whether the rows are lines, every column has a name, and so nothing but a row can be at fault.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.has_quotes && !self.has_quotes_above && !self.is_sheet && self.unnamed().next().is_none()
    }

    /// Whether no id can have what parts the cells in it.
    #[must_use]
    pub fn keeps_ids_whole(&self) -> bool {
        self.delimiter != b'-'
    }

    /// What stands below the header, in parts that end with lines, so that each can be read by itself.
    #[must_use]
    pub fn parts(&self) -> Vec<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut parts = Vec::new();
        let mut at = self.below;
        while at < bytes.len() {
            let least = if self.has_quotes { bytes.len() } else { bytes.len().min(at + PART) };
            let end = memchr(b'\n', &bytes[least..]).map_or(bytes.len(), |length| least + length + 1);
            parts.push(at..end);
            at = end;
        }
        parts
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

    /// The first byte of the header.
    pub(super) fn start(&self) -> usize {
        self.header.start
    }

    pub(super) fn cells_at(&self, start: usize) -> impl Iterator<Item = Extent> + '_ {
        delimited::cells(&self.text, start, self.delimiter)
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
