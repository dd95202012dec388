//! Fluent catalogues, embedded in the binary.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::language::{Language, Title};

/// A value that a text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Text as it is: an id, a cell, a path.
    Text(String),
    /// A count, for plurals.
    Count(usize),
    /// A number written with a point; the language's decimal mark is put in.
    Number(String),
    /// A number written with a point, its thousands set apart besides.
    Amount(String),
    /// A title, said in the language of the text.
    Title(Title),
}

/// The values of one text by their names in the catalogue.
pub type Arguments = Vec<(&'static str, Argument)>;

/// The texts of one language.
pub struct Catalogue {
    language: Language,
    files: &'static [File],
}

/// The text of a file, and what was read of it.
type File = (&'static str, OnceLock<FluentBundle<FluentResource>>);

/// The files of a language's catalogue, the same in each language. A file is read when a text is looked for that none of
/// those before it has: what every contest needs stands in the first one.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [
            (Language::Kk, [$((include_str!(concat!("kk/", $name, ".ftl")), OnceLock::new())),+]),
            (Language::Ru, [$((include_str!(concat!("ru/", $name, ".ftl")), OnceLock::new())),+]),
            (Language::En, [$((include_str!(concat!("en/", $name, ".ftl")), OnceLock::new())),+]),
        ]
    };
}

static FILES: [(Language, [File; 17]); 3] = files![
    "lists",
    "sheets",
    "tables",
    "papers",
    "check",
    "messages",
    "diff",
    "audit",
    "documents",
    "regulation",
    "meeting",
    "programme",
    "publish",
    "templates",
    "rehearsal",
    "schema",
    "reference",
];

impl Catalogue {
    /// The catalogue of the language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (_, files) = FILES.iter().find(|(each, _)| *each == language).expect("every language has its files");
        Catalogue { language, files }
    }

    fn read(&self, text: &str) -> FluentBundle<FluentResource> {
        let identifier: LanguageIdentifier = self.language.code().parse().expect("kk, ru and en are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The invisible marks that Fluent would put around every value end up in files and terminals.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(text.to_owned()).expect("a test reads every file");
        bundle.add_resource(resource).expect("a test holds that no key stands twice");
        bundle
    }

    /// The language of the texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text of the key, or of its attribute.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.pattern(key).is_some()
    }

    /// The text of the key, or of its attribute (`key.attribute`); none if there is no such text.
    #[must_use]
    pub fn find(&self, key: &str, arguments: &Arguments) -> Option<String> {
        let (bundle, pattern) = self.pattern(key)?;
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            values.set(*name, self.value(argument));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(text.into_owned())
    }

    /// The text of a key that is known to be in every catalogue.
    #[must_use]
    pub fn text(&self, key: &str, arguments: &Arguments) -> String {
        let text = self.find(key, arguments);
        debug_assert!(text.is_some(), "{}: no text for {key}", self.language);
        text.unwrap_or_else(|| key.to_owned())
    }

    /// The text of a key as far as it is the same for all values: … stands for each of them.
    #[must_use]
    pub fn outline(&self, key: &str) -> String {
        let mut values = FluentArgs::new();
        let Some((bundle, pattern)) = self.pattern(key) else { return key.to_owned() };
        for name in variables(pattern) {
            values.set(name, "…");
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The text of the key, and the file that it stands in.
    fn pattern(&self, key: &str) -> Option<(&FluentBundle<FluentResource>, &Pattern<&str>)> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let mut bundles = self.files.iter().map(|(text, bundle)| bundle.get_or_init(|| self.read(text)));
        let (bundle, message) = bundles.find_map(|bundle| Some((bundle, bundle.get_message(id)?)))?;
        let pattern = match attribute {
            None => message.value()?,
            Some(attribute) => message.get_attribute(attribute)?.value(),
        };
        Some((bundle, pattern))
    }

    fn value<'a>(&self, argument: &'a Argument) -> FluentValue<'a> {
        match argument {
            Argument::Text(text) => FluentValue::from(text.as_str()),
            Argument::Count(count) => FluentValue::from(*count),
            Argument::Number(number) => FluentValue::from(self.language.number(number)),
            Argument::Amount(number) => FluentValue::from(self.language.amount(number)),
            Argument::Title(title) => FluentValue::from(title.get(self.language)),
        }
    }
}

impl Argument {
    /// A number with its thousands set apart: money.
    #[must_use]
    pub fn amount(score: &crate::score::Score) -> Self {
        match score.exact_digits() {
            Some(digits) => Argument::Amount(score.decimal(digits)),
            None => Argument::Text(score.to_string()),
        }
    }
}

/// The names of the values that a text uses, in its variants too.
fn variables<'a>(pattern: &Pattern<&'a str>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let (inline, variants) = match expression {
            Expression::Select { selector, variants } => (selector, variants.as_slice()),
            Expression::Inline(inline) => (inline, [].as_slice()),
        };
        if let InlineExpression::VariableReference { id } = inline {
            names.push(id.name);
        }
        names.extend(variants.iter().flat_map(|variant| variables(&variant.value)));
    }
    names
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Argument::Count(count)
    }
}

impl From<Title> for Argument {
    fn from(title: Title) -> Self {
        Argument::Title(title)
    }
}

impl From<&Title> for Argument {
    fn from(title: &Title) -> Self {
        Argument::Title(title.clone())
    }
}

impl From<&crate::score::Score> for Argument {
    fn from(score: &crate::score::Score) -> Self {
        match score.exact_digits() {
            Some(digits) => Argument::Number(score.decimal(digits)),
            None => Argument::Text(score.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every key and attribute of a language, each with the names of the values its text uses.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let texts = Catalogue::new(language).files.iter().map(|(text, _)| text);
        let mut keys = BTreeMap::new();
        let mut current = String::new();
        for line in texts.flat_map(|text| text.lines()) {
            let trimmed = line.trim_start();
            let key = if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                line.split_once(" =").map(|(key, _)| key.to_owned())
            } else if let Some(attribute) = trimmed.strip_prefix('.') {
                let id = current.split('.').next().unwrap();
                attribute.split_once(" =").map(|(attribute, _)| format!("{id}.{attribute}"))
            } else {
                None
            };
            if let Some(key) = key {
                assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{language}: {key} stands twice");
                current = key;
            }
            for used in line.split('$').skip(1) {
                let name = used.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap();
                keys.get_mut(&current).unwrap().insert(name.to_owned());
            }
        }
        keys
    }

    #[test]
    fn the_catalogues_have_the_same_keys_and_values() {
        let english = keys(Language::En);
        assert!(english.len() > 50);
        for language in [Language::Kk, Language::Ru] {
            let other = keys(language);
            for (key, values) in &english {
                assert_eq!(Some(values), other.get(key), "{language}: {key}");
            }
            for key in other.keys() {
                assert!(english.contains_key(key), "{language}: {key} is not in the English catalogue");
            }
        }
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            assert_eq!(catalogue.language(), language);
            assert!(!catalogue.has("of-no-text"));
            assert!(catalogue.files.iter().all(|(_, bundle)| bundle.get().is_some()));
        }
    }
}
