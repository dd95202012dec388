//! Rational numbers that are never cut off: machine words as long as they fit, any size beyond.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A rational in lowest terms, the denominator above zero. A number has one form only: what fits is `Small`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Exact {
    /// Whatever fits, which is nearly every number of a contest; the denominator in half a word, so that a million of
    /// them take no more room than they must.
    Small(i64, u32),
    /// What does not.
    Big(Box<BigRational>),
}

impl Exact {
    pub(super) const ZERO: Exact = Exact::Small(0, 1);

    /// `above / below` in lowest terms; `below` is not zero. Neither is the least `i128`: products of two words
    /// and sums of two of them are not.
    pub(super) fn ratio(above: i128, below: i128) -> Self {
        let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
        if let (Ok(above), Ok(below)) = (i64::try_from(above), u64::try_from(below)) {
            // Words are divided far faster; a divisor of the least word that is itself is no word.
            let divisor = below.gcd(&(above.unsigned_abs() % below));
            if let (Ok(divided), Ok(below)) = (i64::try_from(divisor), u32::try_from(below / divisor)) {
                return Exact::Small(above / divided, below);
            }
        }
        let divisor = above.gcd(&below);
        let (above, below) = (above / divisor, below / divisor);
        match (i64::try_from(above), u32::try_from(below)) {
            (Ok(above), Ok(below)) => Exact::Small(above, below),
            _ => Exact::Big(Box::new(BigRational::new_raw(above.into(), below.into()))),
        }
    }

    pub(super) fn integer(value: i64) -> Self {
        Exact::Small(value, 1)
    }

    /// 10 to the power of `digits`.
    pub(super) fn power_of_ten(digits: u32) -> Self {
        match 10_i64.checked_pow(digits) {
            Some(power) => Exact::Small(power, 1),
            None => BigRational::from_integer(BigInt::from(10).pow(digits)).into(),
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        match self {
            Exact::Small(_, below) => *below == 1,
            Exact::Big(number) => number.is_integer(),
        }
    }

    /// The sign: below zero, zero, above it.
    pub(super) fn sign(&self) -> Ordering {
        match self {
            Exact::Small(above, _) => above.cmp(&0),
            Exact::Big(number) if number.is_negative() => Ordering::Less,
            Exact::Big(_) => Ordering::Greater,
        }
    }

    /// The greatest whole number that is not above this one.
    pub(super) fn floor(&self) -> Self {
        match self {
            Exact::Small(above, below) => Exact::integer(above.div_euclid(i64::from(*below))),
            Exact::Big(number) => number.floor().into(),
        }
    }

    /// The number itself, if it is whole and a machine word holds it.
    pub(super) fn to_word(&self) -> Option<i64> {
        match self {
            Exact::Small(above, 1) => Some(*above),
            Exact::Small(..) | Exact::Big(_) => None,
        }
    }

    /// The number above the line and the one below it, if machine words hold both.
    pub(super) fn to_words(&self) -> Option<(i64, i64)> {
        match self {
            Exact::Small(above, below) => Some((*above, i64::from(*below))),
            Exact::Big(_) => None,
        }
    }

    /// How many digits after the point write the number exactly: only twos and fives divide its denominator.
    pub(super) fn digits(&self) -> Option<u32> {
        match self {
            Exact::Small(_, below) => {
                digits(i64::from(*below), |below, prime| (below % prime == 0).then(|| below / prime))
            }
            Exact::Big(number) => digits(number.denom().clone(), |below, prime| {
                let (whole, rest) = below.div_rem(&BigInt::from(prime));
                rest.is_zero().then_some(whole)
            }),
        }
    }

    pub(super) fn negated(&self) -> Self {
        match self {
            // The least word has no opposite among the words.
            Exact::Small(above, below) => Exact::ratio(-i128::from(*above), i128::from(*below)),
            Exact::Big(number) => (-&**number).into(),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        match (self, other) {
            (Exact::Small(one, 1), Exact::Small(other, 1)) => match one.checked_add(*other) {
                Some(sum) => Exact::Small(sum, 1),
                None => Exact::ratio(i128::from(*one) + i128::from(*other), 1),
            },
            (Exact::Small(one, below), Exact::Small(other, same)) if below == same => {
                Exact::ratio(i128::from(*one) + i128::from(*other), i128::from(*below))
            }
            (Exact::Small(a, b), Exact::Small(c, d)) => {
                let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
                Exact::ratio(a * d + c * b, b * d)
            }
            (one, other) => (one.big() + other.big()).into(),
        }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Exact::Small(a, b), Exact::Small(c, d)) => {
                Exact::ratio(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            (one, other) => (one.big() * other.big()).into(),
        }
    }

    /// # Panics
    /// `other` is zero.
    pub(super) fn divided_by(&self, other: &Self) -> Self {
        match (self, other) {
            (_, Exact::Small(0, _)) => panic!("nothing is divided by zero"),
            (Exact::Small(a, b), Exact::Small(c, d)) => {
                Exact::ratio(i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c))
            }
            (one, other) => (one.big() / other.big()).into(),
        }
    }

    fn big(&self) -> BigRational {
        match self {
            Exact::Small(above, below) => BigRational::new_raw((*above).into(), (*below).into()),
            Exact::Big(number) => (**number).clone(),
        }
    }
}

/// The greater of how often 2 and how often 5 divide a number, if nothing else does.
fn digits<N: One + PartialEq>(mut number: N, divided: impl Fn(&N, i64) -> Option<N>) -> Option<u32> {
    let mut times = [0, 0];
    for (prime, times) in [2, 5].into_iter().zip(&mut times) {
        while let Some(whole) = divided(&number, prime) {
            number = whole;
            *times += 1;
        }
    }
    number.is_one().then(|| times[0].max(times[1]))
}

impl From<BigRational> for Exact {
    fn from(number: BigRational) -> Self {
        match (number.numer().to_i64(), number.denom().to_u32()) {
            (Some(above), Some(below)) => Exact::Small(above, below),
            _ => Exact::Big(Box::new(number)),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Exact::Small(one, below), Exact::Small(other, same)) if below == same => one.cmp(other),
            (Exact::Small(a, b), Exact::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            (one, other) => one.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Exact::Small(above, 1) => above.fmt(f),
            Exact::Small(above, below) => write!(f, "{above}/{below}"),
            Exact::Big(number) => number.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words of every size, the ends among them.
    fn word() -> impl Strategy<Value = i64> {
        prop_oneof![-20_i64..20, any::<i64>(), any::<i64>().prop_map(|word| word >> 33), Just(i64::MIN), Just(i64::MAX)]
    }

    fn of_words() -> impl Strategy<Value = BigRational> {
        let below = word().prop_filter("a denominator", |below| *below != 0);
        (word(), below).prop_map(|(above, below)| BigRational::new(above.into(), below.into()))
    }

    fn number() -> impl Strategy<Value = BigRational> {
        prop_oneof![of_words(), (of_words(), of_words()).prop_map(|(one, other)| one * other)]
    }

    proptest! {
        /// What the library for numbers of any size says is what the words say.
        #[test]
        fn words_count_as_numbers_of_any_size_do(one in number(), other in number()) {
            let (a, b) = (Exact::from(one.clone()), Exact::from(other.clone()));
            prop_assert_eq!(a.plus(&b), Exact::from(&one + &other));
            prop_assert_eq!(a.times(&b), Exact::from(&one * &other));
            if !other.is_zero() {
                prop_assert_eq!(a.divided_by(&b), Exact::from(&one / &other));
            }
            prop_assert_eq!(a.negated(), Exact::from(-&one));
            prop_assert_eq!(a.floor(), Exact::from(one.floor()));
            prop_assert_eq!(a.cmp(&b), one.cmp(&other));
            prop_assert_eq!(a.sign(), one.cmp(&BigRational::zero()));
            prop_assert_eq!(a.is_integer(), one.is_integer());
            prop_assert_eq!(a.to_string(), one.to_string());
        }
    }
}
