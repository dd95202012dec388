//! Texts that a spreadsheet would take for formulas.
//!
//! A cell that begins with `=`, `+`, `-` or `@`, or with a tab or a line end before one, is computed when a
//! spreadsheet opens a CSV: whoever chooses a participant's name could run commands on the secretary's machine
//! (OWASP, “CSV Injection”). An apostrophe in front makes it a text. What is written so is read back as it was:
//! [`unguard`] undoes [`guard`]. A number below zero is a number, and the `-` of a cell with nothing to judge no formula.

use std::borrow::Cow;

use crate::score::Score;

/// Whether a formula begins with the byte.
fn begins_formula(byte: u8) -> bool {
    matches!(byte, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')
}

/// The text as a cell that no spreadsheet computes.
#[must_use]
#[inline]
pub fn guard(text: &str) -> Cow<'_, str> {
    match text.as_bytes() {
        [first, ..] if *first == b'\'' || begins_formula(*first) => guard_if_formula(text),
        _ => Cow::Borrowed(text),
    }
}

fn guard_if_formula(text: &str) -> Cow<'_, str> {
    let is_plain = text == "-" || text.starts_with('-') && Score::parse(text).is_ok();
    if !is_plain && is_taken_for_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell that may have been guarded.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.as_bytes() {
        [b'\'', ..] if is_taken_for_a_formula(cell) => &cell[1..],
        _ => cell,
    }
}

/// Apostrophes in front are looked past, so that a text that has one already keeps it.
fn is_taken_for_a_formula(text: &str) -> bool {
    text.bytes().find(|byte| *byte != b'\'').is_some_and(begins_formula)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_a_text_and_is_read_back() {
        // The texts that OWASP names, and one that begins with an apostrophe of its own.
        for text in
            ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1", "\r=1", "'=1", "--", "+1", "+7 701 000 00 00"]
        {
            let cell = guard(text);
            assert!(cell.starts_with('\''), "{text:?}");
            assert_eq!(unguard(&cell), text);
        }
    }

    #[test]
    fn numbers_and_names_stay_as_they_are() {
        for text in ["-2", "-2,5", "-1/4", "-", "Арман", "«=»", "a=b", "'a", "''", ""] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }
}
