//! Files in memory, and places in them.
//!
//! Receives the bytes of a contest's folder, hands on decoded texts with a [`Place`] for anything that
//! a message may point at. Nothing here touches a disk.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// The bytes of the files of a folder by their path inside it, `/` between names.
///
/// The map's order is the order everywhere: nothing depends on how a directory lists its files.
pub type Files = BTreeMap<String, Vec<u8>>;

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

/// A position as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The file is longer than a place can name.
    TooLong,
}

/// Every text that was read, for showing excerpts of them.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    text: String,
    /// None for a file that is not there.
    sha256: Option<String>,
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
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> (FileId, Result<(), NotText>) {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let decoded = match std::str::from_utf8(body) {
            _ if u32::try_from(bytes.len()).is_err() => Err(NotText::TooLong),
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(NotText::Encoding(error.valid_up_to())),
        };
        let sha256 = hex(&Sha256::digest(bytes));
        let (text, outcome) = match decoded {
            Ok(text) => (text, Ok(())),
            Err(fault) => (String::new(), Err(fault)),
        };
        (self.push(File { path: path.to_owned(), text, sha256: Some(sha256) }), outcome)
    }

    /// A name for a file that should be there and is not.
    pub fn add_missing(&mut self, path: &str) -> FileId {
        self.push(File { path: path.to_owned(), text: String::new(), sha256: None })
    }

    /// The file's path inside the folder.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }

    /// The file's text without a byte order mark.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// Path and SHA-256 (hexadecimal, of the bytes as they came) of every file, in the order of the paths.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<&str, &str> {
        self.files.iter().filter_map(|file| Some((file.path.as_str(), file.sha256.as_deref()?))).collect()
    }

    /// Where the place begins, if it is inside a text.
    #[must_use]
    pub fn position(&self, place: Place) -> Option<Position> {
        match place {
            Place::File(_) => None,
            Place::Text { file, start, .. } => Some(self.position_of(file, start as usize)),
        }
    }

    /// Where the place ends, one past its last character, if it is inside a text.
    #[must_use]
    pub fn end_position(&self, place: Place) -> Option<Position> {
        match place {
            Place::File(_) => None,
            Place::Text { file, end, .. } => Some(self.position_of(file, end as usize)),
        }
    }

    /// `path`, or `path:line:column`.
    #[must_use]
    pub fn describe(&self, place: Place) -> String {
        let path = self.path(place.file());
        match self.position(place) {
            None => path.to_owned(),
            Some(Position { line, column }) => format!("{path}:{line}:{column}"),
        }
    }

    /// `path:line`, for naming a second place inside a sentence.
    #[must_use]
    pub fn describe_line(&self, place: Place) -> String {
        let path = self.path(place.file());
        match self.position(place) {
            None => path.to_owned(),
            Some(Position { line, .. }) => format!("{path}:{line}"),
        }
    }

    fn push(&mut self, file: File) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("a folder has fewer than 2^32 files"));
        self.files.push(file);
        id
    }

    fn position_of(&self, file: FileId, offset: usize) -> Position {
        let before = &self.text(file)[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Lower-case hexadecimal digits of the bytes.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a text, hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// The SHA-256 of bytes, hexadecimal.
#[must_use]
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
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
