//! Marks as nearly all cells write them, in units of the stage's last digit.

use crate::contest::MarkScale;
use crate::score::Score;

/// The marks of a criterion, in units of the stage's last digit.
pub(super) struct Units {
    /// The mark of each whole number of one or two digits, or [`NOT_TAKEN`]: nearly all marks are such.
    whole: [i64; BELOW],
    taken: Taken,
    digits: u32,
}

/// How many whole numbers have one or two digits.
const BELOW: usize = 100;

/// What is no mark of any criterion.
const NOT_TAKEN: i64 = i64::MIN;

/// Which marks a criterion takes.
enum Taken {
    Range { lowest: i64, highest: i64, step: i64 },
    Listed(Vec<i64>),
}

impl Units {
    /// `entries` have places among them.
    pub(super) fn of(scale: &MarkScale, digits: u32, entries: usize) -> Option<Units> {
        let units = |score: &Score| score.to_units(digits);
        let taken = match scale {
            MarkScale::Range(range) => Taken::Range {
                lowest: units(&range.lowest)?,
                highest: units(&range.highest)?,
                step: units(&range.step)?,
            },
            MarkScale::Places => Taken::Range {
                lowest: units(&Score::integer(1))?,
                highest: units(&Score::from(entries))?,
                step: units(&Score::integer(1))?,
            },
            MarkScale::Points(points) => {
                let points = std::iter::once(&Score::integer(0)).chain(points).map(units).collect::<Option<_>>()?;
                Taken::Listed(points)
            }
        };
        let one = 10_i64.checked_pow(digits)?;
        let mut whole = [NOT_TAKEN; BELOW];
        for (number, mark) in (0_i64..).zip(&mut whole) {
            *mark = number.checked_mul(one).filter(|mark| taken.takes(*mark)).unwrap_or(NOT_TAKEN);
        }
        Some(Units { whole, taken, digits })
    }

    /// The mark that a cell plainly says, if the criterion takes it, and how many bytes the cell has. What stands behind
    /// them is not looked at.
    #[inline]
    pub(super) fn mark(&self, bytes: &[u8], delimiter: u8) -> Option<(i64, usize)> {
        match short_number(bytes, delimiter) {
            Some((number, length)) => Some((self.whole(number)?, length)),
            None => self.longer(bytes, delimiter),
        }
    }

    /// The mark that is a whole number of one or two digits, if the criterion takes it.
    fn whole(&self, number: usize) -> Option<i64> {
        self.whole.get(number).copied().filter(|mark| *mark != NOT_TAKEN)
    }

    /// The mark of any number, in quotes or without.
    fn longer(&self, bytes: &[u8], delimiter: u8) -> Option<(i64, usize)> {
        let quoted = bytes.strip_prefix(b"\"");
        let (mark, length) = leading_number(quoted.unwrap_or(bytes), delimiter, self.digits)?;
        let length = match quoted {
            None => length,
            Some(quoted) => (quoted.get(length) == Some(&b'"')).then_some(length + 2)?,
        };
        self.taken.takes(mark).then_some((mark, length))
    }
}

impl Taken {
    fn takes(&self, mark: i64) -> bool {
        match self {
            Taken::Range { lowest, highest, step } => {
                let is_on_step = |above: i64| above % step == 0;
                (*lowest..=*highest).contains(&mark) && mark.checked_sub(*lowest).is_some_and(is_on_step)
            }
            Taken::Listed(points) => points.contains(&mark),
        }
    }
}

/// The whole number of one or two digits that a cell without quotes is, and how many bytes it has.
#[inline]
fn short_number(bytes: &[u8], delimiter: u8) -> Option<(usize, usize)> {
    let [first, second, third] = *bytes.first_chunk()?;
    let (ten, one) = (first.wrapping_sub(b'0'), second.wrapping_sub(b'0'));
    // How long marks are changes from cell to cell, so that nobody can guess it: both numbers are made of each.
    let is_long = one < 10;
    let (number, after) = if is_long { (ten.wrapping_mul(10).wrapping_add(one), third) } else { (ten, second) };
    let is_number = ten < 10 && (after == delimiter || after == b'\n') && !(is_long && ten == 0);
    is_number.then_some((usize::from(number), 1 + usize::from(is_long)))
}

/// The number at the beginning without sign, spaces and zeros in front, such as `7`, `4.5` or `4,5`: in units of its
/// last digit, and how many bytes it has. What stands behind it is not looked at.
pub(super) fn leading_number(bytes: &[u8], delimiter: u8, digits: u32) -> Option<(i64, usize)> {
    const LONGEST: usize = 9;
    let (mut number, mut length, mut point) = (0_i64, 0, None);
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'0'..=b'9' if length < LONGEST => number = number * 10 + i64::from(byte - b'0'),
            b'.' | b',' if *byte != delimiter && point.is_none() => point = Some(length),
            _ => break,
        }
        length += 1;
    }
    let whole = point.unwrap_or(length);
    if whole == 0 || (whole > 1 && bytes[0] == b'0') {
        return None;
    }
    let written = match point {
        None => 0,
        Some(point) if point + 1 == length => return None,
        Some(point) => u32::try_from(length - point - 1).ok()?,
    };
    let shift = digits.checked_sub(written)?;
    let units = if shift == 0 { number } else { number.checked_mul(10_i64.checked_pow(shift)?)? };
    Some((units, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::MarkRange;
    use crate::sheet::read_number;
    use proptest::prelude::*;

    proptest! {
        /// What is read as a plain number is the number that the reader of all cells reads.
        #[test]
        fn plain_numbers_are_numbers(cell in "[0-9]{0,3}[.,]?[0-9]{0,3}[ -]?", digits in 0_u32..5) {
            if let Some((units, length)) = leading_number(cell.as_bytes(), b';', digits) {
                prop_assert_eq!(read_number(&cell[..length]), Ok(Score::from_units(units, digits)));
            }
        }
    }

    proptest! {
        /// The quicker way for marks of one or two digits says what the other one says.
        #[test]
        fn short_marks_are_marks(
            (cell, digits) in ("[0-9]{1,3}", 0_u32..3),
            (lowest, reach, step) in (0_i64..20, 0_i64..90, 1_i64..7),
        ) {
            let range = MarkRange {
                lowest: Score::integer(lowest),
                highest: Score::integer(lowest + reach),
                step: Score::integer(step),
            };
            let units = Units::of(&MarkScale::Range(range.clone()), digits, 9).unwrap();
            let row = format!("{cell};1\n");
            let (mark, length) = leading_number(row.as_bytes(), b';', digits).map_or((None, 0), |(mark, length)| {
                (Some(mark).filter(|mark| units.taken.takes(*mark)), length)
            });
            if let Some((number, short)) = short_number(row.as_bytes(), b';') {
                prop_assert_eq!((units.whole(number), short), (mark, length));
            } else {
                prop_assert!(cell.len() > 2 || cell.starts_with('0'));
            }
            let own: Score = Score::parse(&cell).unwrap();
            if length > 0 {
                let is_taken = range.contains(&own) && own.is_on_grid(&range.lowest, &range.step);
                prop_assert_eq!(mark.is_some(), is_taken);
            }
        }
    }

    #[test]
    fn the_usual_marks_are_plain() {
        for (cell, units) in [("7", 70), ("0", 0), ("10", 100), ("4,5", 45), ("4.5", 45), ("0,5", 5)] {
            assert_eq!(leading_number(cell.as_bytes(), b';', 1), Some((units, cell.len())), "{cell}");
        }
        for cell in ["", "04", "4.", ".5", "4,55", "-1", "04.05", "five"] {
            assert_eq!(leading_number(cell.as_bytes(), b';', 1), None, "{cell}");
        }
    }

    #[test]
    fn a_comma_between_cells_is_the_end_of_a_mark() {
        assert_eq!(leading_number(b"4,5", b',', 1), Some((40, 1)));
        assert_eq!(leading_number(b"4 ,5", b';', 1), Some((40, 1)));
        assert_eq!(leading_number(b"1234567890", b';', 0), Some((123_456_789, 9)));
    }
}
