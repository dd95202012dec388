//! Exact numbers: the only place where a number is read, rounded or written.
//!
//! Receives the digits as somebody wrote them, hands on a [`Score`], an exact rational.
//! Nothing here or anywhere on the way to a place is a float.

mod exact;

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;

use exact::Exact;

/// The longest number that is read, in characters; more than any mark or factor needs.
const LONGEST: usize = 40;

/// An exact rational number: a mark, a total, a mean, a factor, a bound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(Exact);

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

/// Where a half goes when a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Half {
    /// 0.5 becomes 1, −0.5 becomes −1: what «rounding» means to most regulations.
    #[default]
    AwayFromZero,
    /// To the even neighbour.
    Even,
    /// Towards zero.
    Down,
}

/// A rounding: to the nearest multiple of `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// The step, above zero: 0.01, 0.5, 1.
    pub to: Score,
    /// What happens to a half of the step.
    pub half: Half,
}

impl Score {
    /// Reads a decimal number as a person or a spreadsheet writes it: `4`, `-2`, `4.5`, `4,5`.
    ///
    /// # Errors
    /// Anything else: exponents, groups of thousands, `NaN`, a bare point, forty characters.
    pub fn parse_decimal(text: &str) -> Result<Self, NotANumber> {
        Self::scaled(text).map(|(units, digits)| Score(units.divided_by(&Exact::power_of_ten(digits))))
    }

    /// Reads a decimal number or a fraction such as `1/3`.
    ///
    /// # Errors
    /// As [`Score::parse_decimal`]; also a denominator of zero.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        match text.split_once('/') {
            None => Self::parse_decimal(text),
            Some((above, below)) => {
                let above = Self::parse_decimal(above.trim())?;
                let below = Self::parse_decimal(below.trim())?;
                if below.is_zero() { Err(NotANumber) } else { Ok(above / below) }
            }
        }
    }

    /// How many digits stand after the point in a decimal text; trailing zeros count.
    ///
    /// # Errors
    /// As [`Score::parse_decimal`].
    pub fn digits_written(text: &str) -> Result<u32, NotANumber> {
        Self::scaled(text).map(|(_, digits)| digits)
    }

    /// The digits of a decimal number as a whole number, and how many of them stand after the point.
    fn scaled(text: &str) -> Result<(Exact, u32), NotANumber> {
        if text.len() > LONGEST {
            return Err(NotANumber);
        }
        let (negative, unsigned) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = match unsigned.split_once(['.', ',']) {
            None => (unsigned, None),
            Some((whole, part)) => (whole, Some(part)),
        };
        let only_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !only_digits(whole) || !part.is_none_or(only_digits) {
            return Err(NotANumber);
        }
        let part = part.unwrap_or("");
        let digits = || whole.bytes().chain(part.bytes());
        let word =
            digits().try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')));
        let units = match word {
            Some(word) => Exact::integer(word),
            None => {
                let number = BigInt::parse_bytes(&digits().collect::<Vec<u8>>(), 10).ok_or(NotANumber)?;
                BigRational::from_integer(number).into()
            }
        };
        let places = u32::try_from(part.len()).map_err(|_| NotANumber)?;
        Ok((if negative { units.negated() } else { units }, places))
    }

    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Self {
        Score(Exact::integer(value))
    }

    /// `units` tens of the minus `digits`th power: `(45, 1)` is 4.5.
    #[must_use]
    pub fn from_units(units: i64, digits: u32) -> Self {
        if digits == 0 {
            return Score::integer(units);
        }
        Score(Exact::integer(units).divided_by(&Exact::power_of_ten(digits)))
    }

    /// `above / below`.
    ///
    /// # Panics
    /// `below` is zero.
    #[must_use]
    pub fn ratio(above: i64, below: i64) -> Self {
        assert_ne!(below, 0, "nothing is divided by zero");
        Score(Exact::ratio(above.into(), below.into()))
    }

    /// The number in lowest terms, the denominator above zero, if machine words hold both.
    #[must_use]
    pub fn to_ratio(&self) -> Option<(i64, i64)> {
        self.0.to_words()
    }

    /// The least denominator that numbers and another one have in common, if a machine word holds it.
    #[must_use]
    pub fn common_denominator<'s>(mut numbers: impl Iterator<Item = &'s Score>, other: i64) -> Option<i64> {
        numbers.try_fold(other, |common, number| {
            let (_, below) = number.to_ratio()?;
            if common % below == 0 {
                Some(common)
            } else {
                (common / num_integer::gcd(common, below)).checked_mul(below)
            }
        })
    }

    /// The numerator of the number over such a denominator, if a machine word holds it.
    #[must_use]
    pub fn over(&self, common: i64) -> Option<i64> {
        let (above, below) = self.to_ratio()?;
        if below == common { Some(above) } else { above.checked_mul(common / below) }
    }

    /// The units of [`Score::from_units`], if the number has no more than `digits` digits after the point.
    #[must_use]
    pub fn to_units(&self, digits: u32) -> Option<i64> {
        self.0.times(&Exact::power_of_ten(digits)).to_word()
    }

    /// How many digits after the point write the number exactly; none if no number of digits does.
    #[must_use]
    pub fn exact_digits(&self) -> Option<u32> {
        self.0.digits()
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0 == Exact::ZERO
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.sign().is_lt()
    }

    /// Whether the number is whole.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// The greatest whole number that is not above this one, where it fits.
    #[must_use]
    pub fn floor(&self) -> Option<usize> {
        usize::try_from(self.0.floor().to_word()?).ok()
    }

    /// The number's distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// Whether the number is a whole multiple of `step` above `start`.
    #[must_use]
    pub fn is_on_grid(&self, start: &Score, step: &Score) -> bool {
        (&(self - start) / step).is_integer()
    }

    /// Rounds to the nearest multiple of the rounding's step.
    #[must_use]
    pub fn round(&self, rounding: &Rounding) -> Self {
        let steps = self / &rounding.to;
        let floor = Score(steps.0.floor());
        let rest = &steps - &floor;
        let up = match rest.cmp(&Score(Exact::ratio(1, 2))) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => match rounding.half {
                Half::AwayFromZero => !steps.is_negative(),
                Half::Down => steps.is_negative(),
                Half::Even => !(&floor / &Score::integer(2)).is_integer(),
            },
        };
        let whole = if up { floor + Score::integer(1) } else { floor };
        &whole * &rounding.to
    }

    /// The number with `digits` digits after the point, a half away from zero: `15.67`.
    #[must_use]
    pub fn decimal(&self, digits: u32) -> String {
        let whole = Rounding { to: Score::integer(1), half: Half::AwayFromZero };
        let units = Score(self.0.times(&Exact::power_of_ten(digits))).round(&whole);
        let sign = if units.is_negative() { "-" } else { "" };
        let text = format!("{:0>width$}", units.abs().to_string(), width = digits as usize + 1);
        let (whole, part) = text.split_at(text.len() - digits as usize);
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// The number with as few digits as write it exactly, but at most `digits`.
    #[must_use]
    pub fn shortest(&self, digits: u32) -> String {
        self.decimal(self.exact_digits().map_or(digits, |exact| exact.min(digits)))
    }
}

/// The exact value: an integer or a fraction in lowest terms, `47/3`.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $exact:expr) => {
        impl $trait for Score {
            type Output = Score;
            fn $method(self, other: Score) -> Score {
                Score($exact(&self.0, &other.0))
            }
        }
        impl $trait<&Score> for &Score {
            type Output = Score;
            fn $method(self, other: &Score) -> Score {
                Score($exact(&self.0, &other.0))
            }
        }
    };
}
operator!(Add, add, Exact::plus);
operator!(Sub, sub, |one: &Exact, other: &Exact| one.plus(&other.negated()));
operator!(Mul, mul, Exact::times);
operator!(Div, div, Exact::divided_by);

impl Neg for Score {
    type Output = Score;
    fn neg(self) -> Score {
        Score(self.0.negated())
    }
}

impl From<usize> for Score {
    fn from(value: usize) -> Self {
        Score(BigRational::from_integer(value.into()).into())
    }
}

impl<'a> std::iter::Sum<&'a Score> for Score {
    fn sum<I: Iterator<Item = &'a Score>>(values: I) -> Self {
        Score(values.fold(Exact::ZERO, |sum, score| sum.plus(&score.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str) -> Score {
        Score::parse(text).unwrap()
    }

    fn rounded(text: &str, to: &str, half: Half) -> String {
        score(text).round(&Rounding { to: score(to), half }).to_string()
    }

    #[test]
    fn a_decimal_comma_and_a_decimal_point_are_the_same_number() {
        assert_eq!(score("4,5"), score("4.5"));
        assert_eq!(score("4.5"), score("9/2"));
        assert_eq!(score("−2"), score("-2"));
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in ["", "-", ".", "4.", ".5", "1e3", "NaN", "1 000", "1.2.3", "1,2.3", "٣", "1/0", "04.май"] {
            assert_eq!(Score::parse(text), Err(NotANumber), "{text:?}");
        }
    }

    #[test]
    fn a_half_goes_where_the_rule_says() {
        assert_eq!(rounded("0.125", "0.01", Half::AwayFromZero), "13/100");
        assert_eq!(rounded("-0.125", "0.01", Half::AwayFromZero), "-13/100");
        assert_eq!(rounded("0.125", "0.01", Half::Even), "3/25");
        assert_eq!(rounded("0.135", "0.01", Half::Even), "7/50");
        assert_eq!(rounded("0.125", "0.01", Half::Down), "3/25");
        assert_eq!(rounded("-0.125", "0.01", Half::Down), "-3/25");
        assert_eq!(rounded("7.3", "0.5", Half::AwayFromZero), "15/2");
    }

    #[test]
    fn printing_rounds_half_up_and_keeps_the_sign() {
        assert_eq!(score("47/3").decimal(2), "15.67");
        assert_eq!(score("0.005").decimal(2), "0.01");
        assert_eq!(score("-0.4").decimal(0), "0");
        assert_eq!(score("-1/3").decimal(2), "-0.33");
        assert_eq!(score("16").decimal(2), "16.00");
        assert_eq!(score("2.5").shortest(2), "2.5");
        assert_eq!(score("47/3").shortest(2), "15.67");
    }

    #[test]
    fn digits_that_write_a_number_exactly_are_counted() {
        assert_eq!(score("1/8").exact_digits(), Some(3));
        assert_eq!(score("7").exact_digits(), Some(0));
        assert_eq!(score("1/3").exact_digits(), None);
        assert_eq!(score("4.5").to_units(1), Some(45));
        assert_eq!(score("4.25").to_units(1), None);
    }
}
