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
        self.0.compare(one, other).then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn digits_are_compared_as_numbers() {
        let order = Alphabet::new(Language::Kk);
        assert_eq!(order.compare("№9 мектеп", "№10 мектеп"), Ordering::Less);
    }
}
