//! From the bytes of a table to its text, whatever program saved it.
//!
//! Receives bytes, hands on a text and how it was encoded, or what the bytes are instead. UTF-8 and UTF-16 are known
//! by their marks or by their form; of the one-byte encodings windows-1251 and KZ-1048 are read where the bytes leave
//! no doubt which of the two it is.

use std::borrow::Cow;

use encoding_rs::{Encoding as Decoder, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::source::content::{Content, Text};
use crate::source::{NotText, mark_length};

/// How a text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either order of bytes; a spreadsheet's “Unicode text”.
    Utf16,
    /// The Cyrillic page of Windows, which lacks the Kazakh letters; also KZ-1048 without any of them.
    Windows1251,
    /// The Kazakh page of Windows: windows-1251 with nine letters more.
    Kz1048,
}

/// What a file is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A document of a word processor.
    Word,
    /// A workbook, under a name that says otherwise.
    Workbook,
    /// A workbook of the old kind, or one with a password.
    OldOffice,
    /// A PDF.
    Pdf,
    /// A web page.
    Html,
    /// A picture.
    Picture,
    /// An archive, or a file of a program that keeps its files in one.
    Archive,
    /// Nothing that is known here.
    Unknown,
}

impl Foreign {
    /// The word in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Foreign::Word => "word",
            Foreign::Workbook => "workbook",
            Foreign::OldOffice => "old-office",
            Foreign::Pdf => "pdf",
            Foreign::Html => "html",
            Foreign::Picture => "picture",
            Foreign::Archive => "archive",
            Foreign::Unknown => "unknown",
        }
    }
}

/// The Kazakh letters of KZ-1048, in the places where windows-1251 has letters of other languages: STRK1048-2002.
const KAZAKH: [(u8, char); 16] = [
    (0x8D, 'Қ'),
    (0x8E, 'Һ'),
    (0x9D, 'қ'),
    (0x9E, 'һ'),
    (0xA1, 'Ұ'),
    (0xA2, 'ұ'),
    (0xA3, 'Ә'),
    (0xA5, 'Ө'),
    (0xAA, 'Ғ'),
    (0xAF, 'Ү'),
    (0xB4, 'ө'),
    (0xBA, 'ғ'),
    (0xBC, 'ә'),
    (0xBD, 'Ң'),
    (0xBE, 'ң'),
    (0xBF, 'ү'),
];

/// Of these bytes windows-1251 makes Serbian and Macedonian letters, which no document here has: Қ Һ қ һ Ә ә Ң ң.
/// The others are Belarusian and Ukrainian there, and could stand in a name.
const SURELY_KAZAKH: [u8; 8] = [0x8D, 0x8E, 0x9D, 0x9E, 0xA3, 0xBC, 0xBD, 0xBE];

/// Decodes the text of a table.
///
/// # Errors
/// The bytes are no text, a damaged one, or one of which nobody can tell the encoding.
pub(super) fn decode(bytes: &Content) -> Result<(Text, Encoding), NotText> {
    if let Some(foreign) = foreign(bytes) {
        return Err(NotText::Foreign(foreign));
    }
    let mark = mark_length(bytes);
    let whole = || Text::new(bytes.clone(), mark);
    if mark > 0 {
        return utf8(bytes).map(|_| (whole(), Encoding::Utf8));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.has_zeros() {
        let decoder = utf16(bytes).ok_or(NotText::Foreign(Foreign::Unknown))?;
        return decoded(decoder, bytes).map(|text| (text.into_owned().into(), Encoding::Utf16));
    }
    match utf8(bytes) {
        Ok(_) => Ok((whole(), Encoding::Utf8)),
        Err(damaged) if is_mostly_utf8(bytes) => Err(damaged),
        Err(_) => one_byte(bytes).map(|(text, encoding)| (text.into(), encoding)),
    }
}

/// The text in UTF-8, its mark with it.
///
/// # Errors
/// The bytes are not UTF-8, first at the offset, which the mark does not count in.
pub(super) fn utf8(content: &Content) -> Result<&str, NotText> {
    content.text().ok_or_else(|| {
        let valid = std::str::from_utf8(content).map_or_else(|error| error.valid_up_to(), str::len);
        NotText::Encoding(valid - mark_length(content))
    })
}

/// What the first bytes say the file is, if that is no text.
#[must_use]
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const MAGIC: [(&[u8], Foreign); 7] = [
        (b"%PDF-", Foreign::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::OldOffice),
        (b"{\\rtf", Foreign::Word),
        (b"\x89PNG", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"Rar!", Foreign::Archive),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        let spreadsheet = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        return Some(match () {
            () if holds(b"xl/workbook.xml") || holds(spreadsheet) => Foreign::Workbook,
            () if holds(b"word/document.xml") || holds(b"mimetypeapplication/vnd.oasis.opendocument.text") => {
                Foreign::Word
            }
            () => Foreign::Archive,
        });
    }
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, foreign)| *foreign);
    found.or_else(|| {
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let start: Vec<u8> = start.trim_ascii_start().iter().take(14).map(u8::to_ascii_lowercase).collect();
        let page = [b"<!doctype html".as_slice(), b"<html", b"<table", b"<head"];
        page.iter().any(|tag| start.starts_with(tag)).then_some(Foreign::Html)
    })
}

/// UTF-16, by its mark; without one, by the zero that stands in every second byte of spaces, digits and delimiters.
fn utf16(bytes: &[u8]) -> Option<&'static Decoder> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ if zeros(1) > 0 && zeros(0) == 0 => Some(UTF_16LE),
        _ if zeros(0) > 0 && zeros(1) == 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn decoded<'b>(decoder: &'static Decoder, bytes: &'b [u8]) -> Result<Cow<'b, str>, NotText> {
    let (text, damaged) = decoder.decode_with_bom_removal(bytes);
    if !damaged {
        return Ok(text);
    }
    // What cannot be decoded stands in the text as a replacement; the lines before it are whole.
    let good = text.find('\u{FFFD}').unwrap_or(text.len());
    Err(NotText::EncodingLine(text[..good].matches('\n').count() + 1))
}

/// Whether a text that is not quite UTF-8 is one that was damaged, rather than one in another encoding: in windows-1251
/// two Cyrillic letters hardly ever make a character of UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    let mut rest = bytes;
    while !rest.is_empty() {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                whole += text.chars().filter(|character| !character.is_ascii()).count();
                break;
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                whole +=
                    std::str::from_utf8(good).map_or(0, |text| text.chars().filter(|each| !each.is_ascii()).count());
                broken += 1;
                rest = &bad[error.error_len().unwrap_or(bad.len())..];
            }
        }
    }
    whole > broken
}

/// Windows-1251 or KZ-1048.
fn one_byte(bytes: &[u8]) -> Result<(String, Encoding), NotText> {
    let control = |byte: &u8| (*byte < 0x20 && !b"\t\r\n".contains(byte)) || *byte == 0x7F || *byte == 0x98;
    if bytes.iter().any(control) {
        return Err(NotText::Foreign(Foreign::Unknown));
    }
    let kazakh = |byte: &u8| KAZAKH.iter().any(|(each, _)| each == byte);
    let encoding = match bytes.iter().position(kazakh) {
        None => Encoding::Windows1251,
        Some(_) if bytes.iter().any(|byte| SURELY_KAZAKH.contains(byte)) => Encoding::Kz1048,
        Some(first) => return Err(NotText::Undecided(first)),
    };
    let (text, _) = WINDOWS_1251.decode_without_bom_handling(bytes);
    // Every byte is one character in both encodings.
    let letter = |(byte, character): (&u8, char)| match KAZAKH.iter().find(|(each, _)| each == byte) {
        Some((_, letter)) => *letter,
        None => character,
    };
    let text = bytes.iter().zip(text.chars()).map(letter).collect();
    Ok((text, encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Encoding) {
        let (text, encoding) = decode(&bytes.into()).unwrap();
        (str::to_owned(&text), encoding)
    }

    fn fault(bytes: &[u8]) -> Option<NotText> {
        decode(&bytes.into()).err()
    }

    #[test]
    fn utf16_is_read_in_either_order_with_and_without_a_mark() {
        // Of Latin letters alone the bytes are UTF-8, too, with zeros.
        for cells in ["қазы\t5\r\n", "id\t5\r\n"] {
            let units: Vec<u16> = cells.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in
                [little.clone(), big.clone(), [b"\xFF\xFE", &little[..]].concat(), [b"\xFE\xFF", &big[..]].concat()]
            {
                assert_eq!(text(&bytes), (cells.to_owned(), Encoding::Utf16));
            }
        }
    }

    #[test]
    fn utf16_that_breaks_off_is_damaged() {
        assert_eq!(fault(b"\xFF\xFEa\0\n\0b"), Some(NotText::EncodingLine(2)));
    }

    /// STRK1048-2002: the word «Қазақстан», which read as windows-1251 is «Ќазаќстан».
    #[test]
    fn kazakh_letters_of_the_kazakh_page_are_read() {
        let bytes = b"\x8D\xE0\xE7\xE0\x9D\xF1\xF2\xE0\xED";
        assert_eq!(text(bytes), ("Қазақстан".to_owned(), Encoding::Kz1048));
    }

    #[test]
    fn russian_is_the_same_in_both_one_byte_encodings() {
        assert_eq!(text(b"\xE1\xE0\xEB\xEB;5"), ("балл;5".to_owned(), Encoding::Windows1251));
    }

    /// «ө» and «ү» of KZ-1048 are «ґ» and «ї» in windows-1251: which was meant, nobody can tell.
    #[test]
    fn letters_that_both_encodings_have_are_not_guessed() {
        assert_eq!(fault(b"\xEA\xB4\xEB"), Some(NotText::Undecided(1)));
    }

    #[test]
    fn one_damaged_byte_in_utf8_is_no_other_encoding() {
        let mut bytes = "қатысушы;балл\n".as_bytes().to_vec();
        bytes.push(0xFF);
        assert_eq!(fault(&bytes), Some(NotText::Encoding(bytes.len() - 1)));
    }

    #[test]
    fn what_is_no_text_is_named_by_its_first_bytes() {
        let cases: [(&[u8], Foreign); 5] = [
            (b"%PDF-1.7", Foreign::Pdf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::OldOffice),
            (b"PK\x03\x04....word/document.xml", Foreign::Word),
            (b"\xEF\xBB\xBF <HTML>", Foreign::Html),
            (b"\x01\x02\xFF", Foreign::Unknown),
        ];
        for (bytes, foreign) in cases {
            assert_eq!(fault(bytes), Some(NotText::Foreign(foreign)), "{foreign:?}");
        }
    }
}
