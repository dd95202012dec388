//! Alphabetical order, as the Unicode collation has it for each language.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::{Locale, locale};

use crate::language::Language;

/// Compares names in a language's alphabetical order, digits as numbers: №9 before №10.
pub struct Alphabet(CollatorBorrowed<'static>);

impl Alphabet {
    /// The alphabetical order of the language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let locale: Locale = match language {
            Language::Kk => locale!("kk"),
            Language::Ru => locale!("ru"),
            Language::En => locale!("en"),
        };
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Alphabet(collator.expect("the collation data of the three languages is compiled in"))
    }

    /// Which of the two names comes first; names that the language holds equal by their characters.
    #[must_use]
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        plainly(one, other).unwrap_or_else(|| self.0.compare(one, other).then_with(|| one.cmp(other)))
    }
}

/// The order of two ids, which no language tells otherwise: `p-07` before `p-11`, `a7` before `b1`. Nothing is said
/// of texts with other than ASCII characters, nor where they first differ in anything but two small letters, or two
/// digits of numbers equally long.
fn plainly(one: &str, other: &str) -> Option<Ordering> {
    if !one.is_ascii() || !other.is_ascii() {
        return None;
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let at = first_difference(one, other)?;
    let digits = |text: &[u8]| text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let letters = one[at].is_ascii_lowercase() && other[at].is_ascii_lowercase();
    let numbers = digits(one) > 0 && digits(one) == digits(other);
    (letters || numbers).then(|| one[at].cmp(&other[at]))
}

/// Where two texts differ first, both being long enough: eight bytes are looked at together.
fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    let mut same = 0;
    for (one, other) in one.as_chunks().0.iter().zip(other.as_chunks().0) {
        let difference = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if difference != 0 {
            return Some(same + difference.trailing_zeros() as usize / 8);
        }
        same += 8;
    }
    let differs = one[same..].iter().zip(&other[same..]).position(|(one, other)| one != other)?;
    Some(same + differs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kazakh_letters_stand_in_their_alphabetical_places() {
        // The alphabet of the Kazakh Cyrillic script.
        let alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
        let order = Alphabet::new(Language::Kk);
        let letters: Vec<String> = alphabet.chars().map(String::from).collect();
        for pair in letters.windows(2) {
            assert_eq!(order.compare(&pair[0], &pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    proptest! {
        /// What is told without the collation is what the collation tells.
        #[test]
        fn ids_stand_as_the_collation_has_them(one in "(abcdefgh)?[a-cA0-2 -]{0,6}", other in "(abcdefgh)?[a-cA0-2 -]{0,6}") {
            for language in Language::ALL {
                if let Some(order) = plainly(&one, &other) {
                    prop_assert_eq!(order, Alphabet::new(language).0.compare(&one, &other));
                }
            }
        }
    }

    #[test]
    fn digits_are_compared_as_numbers() {
        let order = Alphabet::new(Language::Kk);
        assert_eq!(order.compare("№9 мектеп", "№10 мектеп"), Ordering::Less);
    }
}
