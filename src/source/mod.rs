//! Files in memory, and places in them.
//!
//! Receives the bytes of a contest's folder, hands on decoded texts with a [`Place`] for anything that
//! a message may point at. A sheet of a workbook is a text too, each of its cells known by where it begins there.
//! Nothing here touches a disk.

mod content;
pub mod delimited;
mod encoding;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use memchr::memchr_iter;
use sha2::{Digest, Sha256};

pub use content::{Content, Text};
pub use encoding::{Encoding, Foreign, foreign};

/// The bytes of the files of a folder by their path inside it, `/` between names.
///
/// The map's order is the order everywhere: nothing depends on how a directory lists its files.
pub type Files = BTreeMap<String, Content>;

/// Which of the [`Sources`] a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// Where something stands: what a diagnostic points at and what an explanation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A file as a whole.
    File(FileId),
    /// Bytes `start..end` of the file's decoded text.
    Text {
        /// The file.
        file: FileId,
        /// The first byte.
        start: u32,
        /// One past the last byte.
        end: u32,
    },
}

/// A value and the place that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A position as people count: both from 1, the column in characters; in a workbook the row and the column of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line; lines end with LF or CRLF.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
}

/// Why a file's bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// The bytes are not UTF-8, first at this offset.
    Encoding(usize),
    /// The bytes are not UTF-16, first in this line.
    EncodingLine(usize),
    /// A byte at this offset is one letter in windows-1251 and another in KZ-1048.
    Undecided(usize),
    /// The file is no text at all.
    Foreign(Foreign),
    /// The file is longer than a place can name.
    TooLong,
}

/// A sheet of a workbook: its name, and where its cells begin in the text that was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The sheet's name.
    pub sheet: String,
    /// For every cell the first byte in the text, the row and the column, both from 0; in the order of the text.
    pub cells: Vec<(u32, u32, u32)>,
}

impl Grid {
    /// Row and column, from 0, of the cell that the byte belongs to.
    fn cell_at(&self, offset: usize) -> (u32, u32) {
        let after = self.cells.partition_point(|(start, _, _)| *start as usize <= offset);
        self.cells.get(after.saturating_sub(1)).map_or((0, 0), |(_, row, column)| (*row, *column))
    }
}

/// The name of a cell as a spreadsheet has it, of a row and a column from 0: `C7`.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).expect("a remainder of 26")));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Every text that was read, for showing excerpts of them.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    text: Text,
    /// None for a file that is not there.
    content: Option<Content>,
    /// Of the content; found out when it is asked for.
    sha256: OnceLock<String>,
    /// The cells, where the text was made of a workbook.
    grid: Option<Grid>,
    /// The ends of the lines, once a place was asked for.
    line_ends: OnceLock<Vec<u32>>,
}

/// A file that was read as a table.
pub struct Taken {
    /// The file; it can be named in messages even where its bytes are no text.
    pub file: FileId,
    /// How it was encoded.
    pub outcome: Result<Encoding, NotText>,
}

impl FileId {
    /// The place of bytes `start..end` of this file's text.
    #[must_use]
    pub fn at(self, start: usize, end: usize) -> Place {
        let narrow = |offset: usize| u32::try_from(offset).expect("texts longer than 4 GiB are refused");
        Place::Text { file: self, start: narrow(start), end: narrow(end) }
    }
}

impl Place {
    /// The file that the place is in.
    #[must_use]
    pub fn file(self) -> FileId {
        match self {
            Place::File(file) | Place::Text { file, .. } => file,
        }
    }
}

impl<T> Spanned<T> {
    /// The value at the place.
    pub fn new(value: T, place: Place) -> Self {
        Spanned { value, place }
    }
}

impl Sources {
    /// Takes a file in, decoded from UTF-8 with or without a byte order mark.
    ///
    /// The file can be named in messages even where its bytes are no text.
    ///
    /// # Errors
    /// The bytes are not UTF-8, or longer than 4 GiB.
    pub fn add(&mut self, path: &str, content: impl Into<Content>) -> (FileId, Result<(), NotText>) {
        let content = &content.into();
        let outcome = if is_too_long(content) { Err(NotText::TooLong) } else { encoding::utf8(content).map(|_| ()) };
        let text = if outcome.is_ok() { Text::new(content.clone(), mark_length(content)) } else { Text::default() };
        (self.push(path, text, Some(content), None), outcome)
    }

    /// Takes the text of a table in, in any encoding that spreadsheets save.
    pub fn add_table(&mut self, path: &str, content: impl Into<Content>) -> Taken {
        let content = &content.into();
        let decoded = if is_too_long(content) { Err(NotText::TooLong) } else { encoding::decode(content) };
        let (text, outcome) = match decoded {
            Ok((text, _)) if is_too_long(text.as_bytes()) => (Text::default(), Err(NotText::TooLong)),
            Ok((text, encoding)) => (text, Ok(encoding)),
            Err(fault) => (Text::default(), Err(fault)),
        };
        Taken { file: self.push(path, text, Some(content), None), outcome }
    }

    /// Takes a sheet of a workbook in, with the text that was made of it; the content is that of the workbook.
    ///
    /// # Panics
    /// The text is longer than 4 GiB.
    pub fn add_sheet(&mut self, path: &str, content: impl Into<Content>, text: String, grid: Grid) -> FileId {
        assert!(!is_too_long(text.as_bytes()), "who makes the text keeps it shorter");
        self.push(path, text.into(), Some(&content.into()), Some(grid))
    }

    /// A name for a workbook that cannot be read.
    pub fn add_unread(&mut self, path: &str, content: impl Into<Content>) -> FileId {
        self.push(path, Text::default(), Some(&content.into()), None)
    }

    /// A name for a file that should be there and is not.
    pub fn add_missing(&mut self, path: &str) -> FileId {
        self.push(path, Text::default(), None, None)
    }

    /// Lets the text of a file go: no place in it may be described any more.
    pub fn let_go(&mut self, file: FileId) {
        let own = &mut self.files[file.0 as usize];
        (own.text, own.content) = (Text::default(), None);
    }

    /// The file's path inside the folder.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    /// The file's text without a byte order mark.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }

    /// The file's text, to be kept.
    #[must_use]
    pub fn shared_text(&self, file: FileId) -> Text {
        self.file(file).text.clone()
    }

    /// Whether the text was made of a sheet of a workbook.
    #[must_use]
    pub fn is_sheet(&self, file: FileId) -> bool {
        self.file(file).grid.is_some()
    }

    /// The text of the row that a place in a workbook is in: where it begins, the text, and the row's number from 1.
    #[must_use]
    pub fn row(&self, place: Place) -> Option<(usize, &str, usize)> {
        let Place::Text { file, start, .. } = place else { return None };
        let grid = self.file(file).grid.as_ref()?;
        let (row, _) = grid.cell_at(start as usize);
        let first = grid.cells.partition_point(|(_, each, _)| *each < row);
        let next = grid.cells.partition_point(|(_, each, _)| *each <= row);
        let start = grid.cells.get(first)?.0 as usize;
        let text = self.text(file);
        let end = grid.cells.get(next).map_or(text.len(), |(start, _, _)| *start as usize);
        Some((start, text[start..end].trim_end_matches('\n'), row as usize + 1))
    }

    /// The lines that a place in a text touches: where they begin, what stands in them, and the number of the first.
    ///
    /// # Panics
    /// The place is a file as a whole.
    #[must_use]
    pub fn lines(&self, place: Place) -> (usize, &str, usize) {
        let Place::Text { file, start, end } = place else { panic!("a whole file is no excerpt of it") };
        let file = self.file(file);
        let (first, last) = (file.line_of(start as usize), file.line_of(end as usize));
        let (from, to) = (file.line_start(first), file.line_start(last + 1));
        (from, file.text[from..to].trim_end_matches('\n'), first + 1)
    }

    /// Path and SHA-256 (hexadecimal, of the bytes as they came) of every file, in the order of the paths.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<&str, &str> {
        self.files.iter().filter_map(|file| Some((file.path.as_str(), file.fingerprint()?))).collect()
    }

    /// Where the place begins, if it is inside a text.
    #[must_use]
    pub fn position(&self, place: Place) -> Option<Position> {
        match place {
            Place::File(_) => None,
            Place::Text { file, start, .. } => Some(self.position_of(file, start as usize)),
        }
    }

    /// Where the place ends, one past its last character, if it is inside a text; in a workbook, one past its cell.
    #[must_use]
    pub fn end_position(&self, place: Place) -> Option<Position> {
        match place {
            Place::File(_) => None,
            Place::Text { file, start, .. } if self.file(file).grid.is_some() => {
                let Position { line, column } = self.position_of(file, start as usize);
                Some(Position { line, column: column + 1 })
            }
            Place::Text { file, end, .. } => Some(self.position_of(file, end as usize)),
        }
    }

    /// The sheet and the cell of a place in a workbook: `Sheet1!C7`.
    #[must_use]
    pub fn cell(&self, place: Place) -> Option<String> {
        let Place::Text { file, start, .. } = place else { return None };
        let grid = self.file(file).grid.as_ref()?;
        let (row, column) = grid.cell_at(start as usize);
        Some(format!("{}!{}", grid.sheet, cell_name(row, column)))
    }

    /// `path`, `path:line:column`, or in a workbook `path!Sheet1!C7`.
    #[must_use]
    pub fn describe(&self, place: Place) -> String {
        let path = self.path(place.file());
        match (self.cell(place), self.position(place)) {
            (Some(cell), _) => format!("{path}!{cell}"),
            (None, None) => path.to_owned(),
            (None, Some(Position { line, column })) => format!("{path}:{line}:{column}"),
        }
    }

    /// `path:line`, for naming a second place inside a sentence; in a workbook `path!Sheet1!C7`.
    #[must_use]
    pub fn describe_line(&self, place: Place) -> String {
        let path = self.path(place.file());
        match (self.cell(place), self.position(place)) {
            (Some(cell), _) => format!("{path}!{cell}"),
            (None, None) => path.to_owned(),
            (None, Some(Position { line, .. })) => format!("{path}:{line}"),
        }
    }

    fn file(&self, file: FileId) -> &File {
        &self.files[file.0 as usize]
    }

    fn push(&mut self, path: &str, text: Text, content: Option<&Content>, grid: Option<Grid>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("a folder has fewer than 2^32 files"));
        self.files.push(File {
            path: path.to_owned(),
            text,
            content: content.cloned(),
            sha256: OnceLock::new(),
            grid,
            line_ends: OnceLock::new(),
        });
        id
    }

    fn position_of(&self, file: FileId, offset: usize) -> Position {
        if let Some(grid) = &self.file(file).grid {
            let (row, column) = grid.cell_at(offset);
            return Position { line: row as usize + 1, column: column as usize + 1 };
        }
        let line = self.file(file).line_of(offset);
        let start = self.file(file).line_start(line);
        Position { line: line + 1, column: self.text(file)[start..offset].chars().count() + 1 }
    }
}

impl File {
    /// The line, from 0, that a byte is in.
    fn line_of(&self, offset: usize) -> usize {
        self.line_ends().partition_point(|end| (*end as usize) < offset)
    }

    /// The first byte of a line, from 0; the end of the text behind the last one.
    fn line_start(&self, line: usize) -> usize {
        let Some(before) = line.checked_sub(1) else { return 0 };
        self.line_ends().get(before).map_or(self.text.len(), |end| *end as usize + 1)
    }

    /// The byte that ends each line but the last.
    fn line_ends(&self) -> &[u32] {
        self.line_ends
            .get_or_init(|| memchr_iter(b'\n', self.text.as_bytes()).filter_map(|end| end.try_into().ok()).collect())
    }

    fn fingerprint(&self) -> Option<&str> {
        let content = self.content.as_ref()?;
        Some(self.sha256.get_or_init(|| sha256(content)))
    }
}

/// How many bytes the mark takes that says “this is UTF-8”.
fn mark_length(bytes: &[u8]) -> usize {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    if bytes.starts_with(MARK) { MARK.len() } else { 0 }
}

/// Whether a place could not name every byte.
fn is_too_long(bytes: &[u8]) -> bool {
    u32::try_from(bytes.len()).is_err()
}

/// Lower-case hexadecimal digits of the bytes.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a text, hexadecimal.
#[must_use]
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of a text that comes piece by piece.
#[derive(Default)]
pub struct RunningSha256(Sha256);

impl RunningSha256 {
    /// Takes in the next piece.
    pub fn update(&mut self, piece: impl AsRef<[u8]>) {
        self.0.update(piece);
    }

    /// As [`sha256`] has it.
    #[must_use]
    pub fn hexadecimal(self) -> String {
        hex(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_crlf_and_a_byte_order_mark() {
        let mut sources = Sources::default();
        let (file, outcome) = sources.add("a.csv", "\u{feff}қазы;1\r\n\r\nәділ;2\r\n".as_bytes());
        assert_eq!(outcome, Ok(()));
        let two = sources.text(file).find('2').unwrap();
        assert_eq!(sources.describe(file.at(two, two + 1)), "a.csv:3:6");
        assert_eq!(sources.describe_line(file.at(0, 1)), "a.csv:1");
    }

    #[test]
    fn a_place_in_a_workbook_is_a_cell() {
        let mut sources = Sources::default();
        let grid = Grid { sheet: "Бағалау".to_owned(), cells: vec![(0, 0, 0), (5, 6, 2), (8, 6, 27)] };
        let file = sources.add_sheet("a.xlsx", b"", "қазы\n4\t\n".to_owned(), grid);
        assert_eq!(sources.describe(file.at(6, 7)), "a.xlsx!Бағалау!C7");
        assert_eq!(sources.describe_line(file.at(8, 9)), "a.xlsx!Бағалау!AB7");
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn bytes_that_are_no_utf8_are_named_by_their_offset() {
        let mut sources = Sources::default();
        assert_eq!(sources.add("a.csv", b"ab\xff").1, Err(NotText::Encoding(2)));
    }

    #[test]
    fn the_fingerprint_is_the_published_sha256_of_the_bytes() {
        // FIPS 180-4, the example "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256("abc"), expected);
        let mut sources = Sources::default();
        sources.add("a", b"abc").1.unwrap();
        assert_eq!(sources.fingerprints()["a"], expected);
    }
}
