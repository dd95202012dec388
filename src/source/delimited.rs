//! Where the cells of a delimited text stand: byte ranges, quotes and the spaces around a cell left out.
//!
//! What a cell says is for whoever reads the text; only its quotes are looked at here. Lines end with LF, CR or CRLF,
//! and a quoted cell may hold any of them.

use memchr::memchr3;

/// Where cells stand, from the first byte to one past the last.
pub type Extent = (usize, usize);

/// The cells of the row that begins at `start`, with the spaces around them.
pub fn cells(text: &str, start: usize, delimiter: u8) -> impl Iterator<Item = Extent> + '_ {
    let bytes = text.as_bytes();
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let (extent, after) = cell(bytes, next?, delimiter);
        next = (bytes.get(after) == Some(&delimiter)).then_some(after + 1);
        Some(extent)
    })
}

/// The cell of the row that begins at `start`, without spaces around it; none if the row has fewer.
#[must_use]
pub fn trimmed_cell(text: &str, start: usize, delimiter: u8, column: usize) -> Option<Extent> {
    cells(text, start, delimiter).nth(column).map(|extent| trimmed(text, extent))
}

/// A stretch of a text without the spaces around what stands there.
#[must_use]
pub fn trimmed(text: &str, (start, end): Extent) -> Extent {
    let inside = &text[start..end];
    if let [first, .., last] = inside.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return (start, end);
    }
    let left = inside.trim_start();
    let start = start + inside.len() - left.len();
    (start, start + left.trim_end().len())
}

/// One past the last byte of the row that begins at `start`, if it is as plain as can be: `width` cells, of which the
/// first holds something, and not a quote in any. Of any other row nothing is said.
#[must_use]
pub fn plain_row(text: &str, start: usize, delimiter: u8, width: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..];
    if !bytes.first().is_some_and(|first| first.is_ascii_graphic() && *first != delimiter) {
        return None;
    }
    // Rows are too short for what is made for long texts: eight bytes are looked at together.
    let (mut cells, mut length) = (1, 0);
    let (eights, _) = bytes.as_chunks();
    for eight in eights {
        let eight = u64::from_le_bytes(*eight);
        let delimiters = positions(eight, delimiter);
        let ends = positions(eight, b'\n') | positions(eight, b'\r') | positions(eight, b'"');
        if ends != 0 {
            let before_the_end = (ends & ends.wrapping_neg()) - 1;
            cells += count_of(delimiters & before_the_end);
            length += ends.trailing_zeros() as usize / 8;
            let is_plain = bytes[length] != b'"' && cells == width;
            return is_plain.then_some(start + length);
        }
        cells += count_of(delimiters);
        length += 8;
    }
    let row = &bytes[length..];
    let end = memchr3(b'\n', b'\r', b'"', row).unwrap_or(row.len());
    cells += row[..end].iter().filter(|byte| **byte == delimiter).count();
    let is_plain = row.get(end) != Some(&b'"') && cells == width;
    is_plain.then_some(start + length + end)
}

const EACH: u64 = u64::from_le_bytes([1; 8]);

/// Where a byte stands among eight: the highest bit of each.
fn positions(eight: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f * EACH;
    let differs = eight ^ (EACH * u64::from(byte));
    // The highest bit is set unless the byte is nothing but zeros.
    !(((differs & LOW) + LOW) | differs) & !LOW
}

/// How many positions there are, of at most eight.
fn count_of(positions: u64) -> usize {
    ((positions >> 7).wrapping_mul(EACH) >> 56) as usize
}

/// How often a byte stands in a few others.
#[must_use]
pub fn occurrences(bytes: &[u8], byte: u8) -> usize {
    let (eights, rest) = bytes.as_chunks();
    let in_eights: usize = eights.iter().map(|eight| count_of(positions(u64::from_le_bytes(*eight), byte))).sum();
    in_eights + rest.iter().filter(|own| **own == byte).count()
}

/// Whether the cell that begins the bytes is that, without quotes and spaces.
#[inline]
#[must_use]
pub fn begins_with(bytes: &[u8], cell: &[u8], delimiter: u8) -> bool {
    let ends = |byte: &u8| *byte == delimiter || is_line_end(*byte);
    bytes.strip_prefix(cell).is_some_and(|rest| rest.first().is_none_or(ends))
}

/// The row that begins at `start`: its cells go to `row`. One past its last byte, before the line's end.
pub fn read_row(text: &str, start: usize, delimiter: u8, row: &mut Vec<Extent>) -> usize {
    let bytes = text.as_bytes();
    row.clear();
    let mut at = start;
    loop {
        let (extent, after) = cell(bytes, at, delimiter);
        row.push(extent);
        if bytes.get(after) != Some(&delimiter) {
            return after;
        }
        at = after + 1;
    }
}

/// The first byte at or after `start` that ends no line.
#[must_use]
pub fn skip_line_ends(text: &str, start: usize) -> usize {
    start + text.as_bytes()[start..].iter().take_while(|byte| is_line_end(**byte)).count()
}

/// The cell that begins at `start`, and the byte behind it and its closing quote.
fn cell(bytes: &[u8], start: usize, delimiter: u8) -> (Extent, usize) {
    if bytes.get(start) == Some(&b'"') {
        let mut at = start + 1;
        while at < bytes.len() && !(bytes[at] == b'"' && bytes.get(at + 1) != Some(&b'"')) {
            at += if bytes[at] == b'"' { 2 } else { 1 };
        }
        let close = at.min(bytes.len());
        ((start + 1, close), end_of_cell(bytes, (close + 1).min(bytes.len()), delimiter))
    } else {
        let end = end_of_cell(bytes, start, delimiter);
        ((start, end), end)
    }
}

/// One past the last byte of the cell that begins at `start`, and of its closing quote.
#[must_use]
pub fn cell_end(bytes: &[u8], start: usize, delimiter: u8) -> usize {
    cell(bytes, start, delimiter).1
}

/// Where the cell without quotes ends that begins at `start`.
fn end_of_cell(bytes: &[u8], start: usize, delimiter: u8) -> usize {
    start + cell_length(&bytes[start..], delimiter)
}

/// How many bytes the cell without quotes has with which these begin.
#[inline]
#[must_use]
pub fn cell_length(bytes: &[u8], delimiter: u8) -> usize {
    length_before(
        bytes,
        |byte| byte == delimiter || is_line_end(byte),
        |eight| positions(eight, delimiter) | line_ends(eight),
    )
}

/// How many bytes the line has with which these begin.
#[inline]
#[must_use]
pub fn line_length(bytes: &[u8]) -> usize {
    length_before(bytes, is_line_end, line_ends)
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn line_ends(eight: u64) -> u64 {
    positions(eight, b'\n') | positions(eight, b'\r')
}

/// How many bytes stand before the first of those that are sought: one by one, and where among eight.
#[inline]
fn length_before(bytes: &[u8], is_sought: impl Fn(u8) -> bool, sought: impl Fn(u64) -> u64) -> usize {
    let (eights, rest) = bytes.as_chunks();
    for (length, eight) in (0..).step_by(8).zip(eights) {
        let found = sought(u64::from_le_bytes(*eight));
        if found != 0 {
            return length + found.trailing_zeros() as usize / 8;
        }
    }
    bytes.len() - rest.len() + rest.iter().position(|byte| is_sought(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut at, mut row, mut rows) = (skip_line_ends(text, 0), Vec::new(), Vec::new());
        while at < text.len() {
            let end = read_row(text, at, b';', &mut row);
            rows.push(row.iter().map(|(start, end)| text[*start..*end].to_owned()).collect());
            at = skip_line_ends(text, end);
        }
        rows
    }

    proptest! {
        /// What the csv crate makes of a text is found here, as long as no quote stands inside a cell.
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "([ab;\n\r1 ]|\"[ab;\n1]{0,3}\"(;|\n|\r\n)){0,30}") {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assume!(!expected.iter().flatten().any(|cell| cell.contains('"')));
            prop_assert_eq!(rows(&text), expected);
        }

        /// What is taken for plain has as many cells as that, the first of which holds something.
        #[test]
        fn plain_rows_are_rows(text in "([ab;\n\r1 ]|\"[ab;\n1]{0,3}\"(;|\n|\r\n)){0,30}", width in 1_usize..4) {
            let (mut at, mut row) = (skip_line_ends(&text, 0), Vec::new());
            while at < text.len() {
                let end = read_row(&text, at, b';', &mut row);
                if let Some(plain) = plain_row(&text, at, b';', width) {
                    prop_assert_eq!((plain, row.len()), (end, width));
                    prop_assert!(!text[row[0].0..row[0].1].trim().is_empty());
                } else {
                    let has_quote = text[at..end].contains('"');
                    let holds = text[row[0].0..row[0].1].starts_with(|first: char| first != ' ');
                    prop_assert!(has_quote || !holds || row.len() != width);
                }
                at = skip_line_ends(&text, end);
            }
        }
    }
}
