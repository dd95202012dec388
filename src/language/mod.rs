//! The three languages: catalogues of texts, dates, numbers, alphabetical order.
//!
//! Receives keys and values, hands on finished text in the forms that each language's documents use.

mod catalogue;
mod explanation;
mod order;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

pub use catalogue::{Argument, Arguments, Catalogue};
pub use explanation::Explanation;
pub use order::Alphabet;

/// A language that documents and messages speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// A name for people: one text, or one per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// The same text in every language.
    Plain(String),
    /// A text for each of some languages; at least one.
    Each(Vec<(Language, String)>),
}

/// A text that is none of `kk`, `ru`, `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl Language {
    /// All of them, in the order in which a text is looked for when the wanted one is missing.
    pub const ALL: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

    /// The code: `kk`, `ru`, `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Kk => "kk",
            Language::Ru => "ru",
            Language::En => "en",
        }
    }

    /// The mark between whole and part.
    #[must_use]
    pub fn decimal_mark(self) -> char {
        match self {
            Language::Kk | Language::Ru => ',',
            Language::En => '.',
        }
    }

    /// A number written with a point, or a fraction, as this language writes it: `15,67`, `−2`.
    #[must_use]
    pub fn number(self, with_point: &str) -> String {
        let number = with_point.replace('.', &self.decimal_mark().to_string());
        match number.strip_prefix('-') {
            Some(amount) if amount.starts_with(|first: char| first.is_ascii_digit()) => format!("−{amount}"),
            Some(_) | None => number,
        }
    }

    /// A number written with a point, its thousands set apart by spaces that do not break: `2 000 000`.
    #[must_use]
    pub fn amount(self, with_point: &str) -> String {
        let (whole, part) = with_point.split_at(with_point.find('.').unwrap_or(with_point.len()));
        let sign = whole.len() - whole.trim_start_matches(['-', '−', '+']).len();
        let mut grouped = whole[..sign].replace('-', "−");
        for (index, digit) in whole[sign..].chars().enumerate() {
            if index > 0 && (whole.len() - sign - index).is_multiple_of(3) {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        grouped + &self.number(part)
    }

    /// A part as a percentage: `26,3%`, in Russian `26,3 %`.
    #[must_use]
    pub fn percent(self, with_point: &str) -> String {
        match self {
            Language::Kk | Language::En => format!("{}%", self.number(with_point)),
            Language::Ru => format!("{}\u{a0}%", self.number(with_point)),
        }
    }

    /// A date as an official document writes it.
    ///
    /// «2025 жылғы 30 қазан», «30 октября 2025 г.», “30 October 2025”.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        let (year, day) = (date.year(), date.day());
        let month = self.months()[date.month0() as usize];
        match self {
            Language::Kk => format!("{year} жылғы {day} {month}"),
            Language::Ru => format!("{day} {month} {year} г."),
            Language::En => format!("{day} {month} {year}"),
        }
    }

    /// The months as they stand in a date.
    fn months(self) -> [&'static str; 12] {
        match self {
            Language::Kk => [
                "қаңтар",
                "ақпан",
                "наурыз",
                "сәуір",
                "мамыр",
                "маусым",
                "шілде",
                "тамыз",
                "қыркүйек",
                "қазан",
                "қараша",
                "желтоқсан",
            ],
            Language::Ru => [
                "января",
                "февраля",
                "марта",
                "апреля",
                "мая",
                "июня",
                "июля",
                "августа",
                "сентября",
                "октября",
                "ноября",
                "декабря",
            ],
            Language::En => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Language::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the languages are kk, ru and en")
    }
}

impl std::error::Error for UnknownLanguage {}

impl Title {
    /// The text in the language, or else in the first language that has one.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match self {
            Title::Plain(text) => text,
            Title::Each(texts) => {
                let wanted = texts.iter().find(|(each, _)| *each == language);
                wanted.or(texts.first()).map_or("", |(_, text)| text)
            }
        }
    }

    /// Every text, for recognising a title in whatever language it was written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (plain, each) = match self {
            Title::Plain(text) => (Some(text.as_str()), [].as_slice()),
            Title::Each(texts) => (None, texts.as_slice()),
        };
        plain.into_iter().chain(each.iter().map(|(_, text)| text.as_str()))
    }

    /// The texts of a title in the order of [`Language::ALL`].
    #[must_use]
    pub fn each(mut texts: Vec<(Language, String)>) -> Self {
        texts.sort();
        Title::Each(texts)
    }
}

/// A text as it is, or an object with a text per language, as in the rules.
impl Serialize for Title {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Title::Plain(text) => serializer.serialize_str(text),
            Title::Each(texts) => serializer.collect_map(texts.iter().map(|(language, text)| (language.code(), text))),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Title {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Form {
            Plain(String),
            Each(std::collections::BTreeMap<String, String>),
        }
        match <Form as serde::Deserialize>::deserialize(deserializer)? {
            Form::Plain(text) => Ok(Title::Plain(text)),
            Form::Each(texts) => texts
                .into_iter()
                .map(|(code, text)| Ok((code.parse().map_err(serde::de::Error::custom)?, text)))
                .collect::<Result<_, _>>()
                .map(Title::each),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <String as serde::Deserialize>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_form_of_each_languages_documents() {
        let date = NaiveDate::from_ymd_opt(2025, 10, 30).unwrap();
        assert_eq!(Language::Kk.date(date), "2025 жылғы 30 қазан");
        assert_eq!(Language::Ru.date(date), "30 октября 2025 г.");
        assert_eq!(Language::En.date(date), "30 October 2025");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(Language::Ru.amount("2000000"), "2\u{a0}000\u{a0}000");
        assert_eq!(Language::Kk.amount("-12345.5"), "−12\u{a0}345,5");
        assert_eq!(Language::En.amount("999.75"), "999.75");
        assert_eq!([Language::Ru.number("-9/2"), Language::En.number("4.5")], ["−9/2", "4.5"]);
        assert_eq!([Language::Kk, Language::Ru].map(|each| each.percent("26.3")), ["26,3%", "26,3\u{a0}%"]);
    }

    #[test]
    fn a_title_without_the_wanted_language_speaks_another() {
        let title = Title::each(vec![(Language::Ru, "этап".into()), (Language::Kk, "кезең".into())]);
        assert_eq!(title.get(Language::Ru), "этап");
        assert_eq!(title.get(Language::En), "кезең");
        assert_eq!(title.texts().collect::<Vec<_>>(), ["кезең", "этап"]);
    }

    #[test]
    fn a_title_survives_json_in_both_forms() {
        for json in [r#""этап""#, r#"{"kk":"кезең","ru":"этап"}"#] {
            let title: Title = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&title).unwrap(), json);
        }
    }
}
