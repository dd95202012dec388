//! Names as people type them: what two spellings of one name have in common.
//!
//! Kazakh letters typed on a keyboard that lacks them, Latin letters that look Cyrillic, spaces inside a word, the
//! given name in front. Names that are alike are proposed to the reader, and nobody is ever taken for another by it.

use crate::sheet::fold;

/// Letters that are typed for one another, each with the one that stands for both.
const LOOK_ALIKE: [(char, char); 31] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'и'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'а'),
    ('ә', 'а'),
    ('ӛ', 'о'),
    ('ө', 'о'),
    ('ё', 'е'),
    ('ғ', 'г'),
    ('қ', 'к'),
    ('ҡ', 'к'),
    ('ң', 'н'),
    ('ҥ', 'н'),
    ('ұ', 'у'),
    ('ү', 'у'),
    ('һ', 'х'),
    ('ҳ', 'х'),
    ('і', 'и'),
    ('ї', 'и'),
    ('й', 'и'),
    ('ы', 'и'),
];

/// What spellings of one name have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    /// The words in alphabetical order.
    words: Vec<String>,
    /// The letters in their order, without spaces.
    letters: String,
}

impl NameKey {
    /// The key of a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let plain = |character: char| {
            LOOK_ALIKE.iter().find(|(typed, _)| *typed == character).map_or(character, |(_, plain)| *plain)
        };
        let folded: String = fold(name).chars().map(plain).collect();
        let letters: String = folded.chars().filter(|character| character.is_alphanumeric()).collect();
        let separated = folded.split(|character: char| !character.is_alphanumeric());
        let mut words: Vec<String> = separated.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort();
        NameKey { words, letters }
    }

    /// Names that are alike have one of these in common: the words, and the letters.
    #[must_use]
    pub fn parts(&self) -> [String; 2] {
        [self.words.join(" "), self.letters.clone()]
    }

    /// Whether the two may be one name: the same words in any order, or the same letters with other spaces.
    #[must_use]
    pub fn is_alike(&self, other: &NameKey) -> bool {
        !self.letters.is_empty() && (self.words == other.words || self.letters == other.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_alike() {
        let name = NameKey::new("Қайратқызы Әсел");
        for typed in ["Кайраткызы Асел", "Әсел Қайратқызы", "Қайрат қызы Әсел", "қайратқызы  əceл"]
        {
            assert!(name.is_alike(&NameKey::new(typed)), "{typed}");
        }
        for other in ["Қайратқызы Әсем", "Қайратқызы", ""] {
            assert!(!name.is_alike(&NameKey::new(other)), "{other}");
        }
    }

    #[test]
    fn nothing_is_alike_to_nothing() {
        assert!(!NameKey::new("–").is_alike(&NameKey::new("—")));
    }
}
