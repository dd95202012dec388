//! Numbers as a spreadsheet leaves them in a cell, and what it made of those that are none any more.

use crate::score::Score;

/// Why a cell holds no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// A spreadsheet has taken it for a day: `04.май`.
    Date,
    /// A spreadsheet has shortened it: `8,7E+10`.
    Shortened,
    /// A formula that came to no result: `#DIV/0!`.
    FormulaError,
    /// It is anything else.
    Other,
}

/// How spreadsheets shorten the months, in three languages; the first letters are enough.
const MONTHS: [&str; 35] = [
    "янв", "фев", "мар", "апр", "май", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "қаң", "ақп", "нау",
    "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел", "jan", "feb", "apr", "may", "jun", "jul", "aug",
    "sep", "oct", "nov",
];

/// Reads a decimal number: a point or a comma before the part, spaces of any kind between groups of three digits.
///
/// # Errors
/// It is none, and why.
pub fn read_number(cell: &str) -> Result<Score, NoNumber> {
    if is_date(cell) {
        return Err(NoNumber::Date);
    }
    let plain: String = if is_grouped(cell) { cell.split_whitespace().collect() } else { cell.to_owned() };
    Score::parse_decimal(&plain).map_err(|_| why(cell))
}

/// Whether a comma could stand before a part or between thousands: `1,234`.
#[must_use]
pub fn is_ambiguous(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once(',').is_some_and(|(whole, part)| {
        digits(whole) && whole.len() <= 3 && !whole.starts_with('0') && digits(part) && part.len() == 3
    })
}

fn why(cell: &str) -> NoNumber {
    let lower = cell.to_lowercase();
    let shortened = |(mantissa, exponent): (&str, &str)| {
        Score::parse_decimal(mantissa).is_ok() && Score::parse_decimal(exponent).is_ok()
    };
    // The Cyrillic letter looks the same.
    if lower.split_once(['e', 'е']).is_some_and(shortened) {
        NoNumber::Shortened
    } else if cell.starts_with('#') && cell.len() > 1 && cell[1..].bytes().all(|byte| !byte.is_ascii_lowercase()) {
        NoNumber::FormulaError
    } else {
        NoNumber::Other
    }
}

/// A day as spreadsheets show one: `04.май`, `май.04`, `04.05`, `04.05.2025`, `2025-05-04`, `4-May`. A mark is never
/// written with a zero in front of both its digits and a month's.
fn is_date(cell: &str) -> bool {
    let day = cell.split(['T', ' ']).next().unwrap_or("");
    let parts: Vec<&str> = day.split(['.', '-', '/']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = |part: &&str| {
        let lower = part.to_lowercase();
        let named = MONTHS.iter().chain(&["mar", "dec"]).any(|month| lower.starts_with(month));
        named && lower.chars().all(char::is_alphabetic)
    };
    match parts.as_slice() {
        [one, other] if digits(one) && digits(other) => one.len() == 2 && one.starts_with('0') && other.len() == 2,
        [one, other] => digits(one) && month(other) || month(one) && digits(other),
        [one, middle, last] => digits(one) && (digits(middle) || month(middle)) && digits(last),
        _ => false,
    }
}

/// `1 234 567,8`, with whatever space stands between the groups.
fn is_grouped(cell: &str) -> bool {
    let whole = cell.split(['.', ',']).next().unwrap_or("");
    let mut groups = whole.split(char::is_whitespace);
    let first = groups.next().unwrap_or("").trim_start_matches(['-', '−', '+']);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_either_mark_and_any_grouping_space() {
        for (cell, exact) in
            [("4,5", "9/2"), ("4.5", "9/2"), ("1\u{a0}234,5", "2469/2"), ("1\u{202f}000", "1000"), ("-2", "-2")]
        {
            assert_eq!(read_number(cell).map(|number| number.to_string()), Ok(exact.to_owned()), "{cell}");
        }
        assert_eq!(read_number("4 5"), Err(NoNumber::Other));
        assert_eq!(read_number("4.05").map(|number| number.to_string()), Ok("81/20".to_owned()));
    }

    #[test]
    fn days_that_were_marks_are_known() {
        for cell in [
            "04.май",
            "4-May",
            "май.04",
            "05.апр",
            "04.05",
            "04.05.2025",
            "2025-05-04",
            "01.қаң",
            "2025-05-04 00:00:00",
        ] {
            assert_eq!(read_number(cell), Err(NoNumber::Date), "{cell}");
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_named() {
        assert_eq!(read_number("8,7E+10"), Err(NoNumber::Shortened));
        assert_eq!(read_number("1e3"), Err(NoNumber::Shortened));
        assert_eq!(read_number("#DIV/0!"), Err(NoNumber::FormulaError));
        assert_eq!(read_number("#ЗНАЧ!"), Err(NoNumber::FormulaError));
        for cell in ["NaN", "inf", "five", "5 ұпай", "–5–", "#"] {
            assert_eq!(read_number(cell), Err(NoNumber::Other), "{cell}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_is_ambiguous() {
        assert!(is_ambiguous("1,234"));
        for cell in ["0,125", "1.234", "1234,567", "1,23"] {
            assert!(!is_ambiguous(cell), "{cell}");
        }
    }
}
