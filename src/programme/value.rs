//! A cell of a programme as it comes in life: `54`, `90,6`, `50%`, `45 (26%)`, `80 Мгб/с дейін`, `2 000 000`, `-`.
//!
//! Receives the text of one cell, hands on the amounts that are written in it. Which of them counts is decided
//! where the whole row is known.

use crate::score::Score;

/// The unit of shares, however it is written.
pub const PERCENT: &str = "%";

/// Words in front of a number that only repeat what the direction says: «до 80», “at least 5”.
const BEFORE: [&str; 7] = ["до", "не менее", "не более", "кемінде", "up to", "at least", "at most"];

/// The same behind the unit: «80 Мгб/с дейін».
const BEHIND: [&str; 3] = ["дейін", "кем емес", "артық емес"];

/// Cells that say that there is deliberately nothing.
const NOTHING: [&str; 3] = ["-", "–", "—"];

/// The longest unit that is read, in characters.
const LONGEST_UNIT: usize = 24;

/// What is written in a cell: an amount, and in brackets often the same in another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The amount in front.
    pub first: Amount,
    /// The amount in brackets: the share beside a count.
    pub second: Option<Amount>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number.
    pub number: Score,
    /// The unit, if one is written; [`PERCENT`] for every way to write it.
    pub unit: Option<String>,
}

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAValue;

impl Value {
    /// Reads a cell; nothing where it says `-`.
    ///
    /// # Errors
    /// The text is anything else: words without a number, two numbers side by side, a date, an exponent.
    pub fn parse(text: &str) -> Result<Option<Value>, NotAValue> {
        let text = text.trim();
        if NOTHING.contains(&text) {
            return Ok(None);
        }
        let Some((first, rest)) = text.split_once('(') else {
            return Ok(Some(Value { first: Amount::parse(text)?, second: None }));
        };
        let inside = rest.trim_end().strip_suffix(')').ok_or(NotAValue)?;
        Ok(Some(Value { first: Amount::parse(first)?, second: Some(Amount::parse(inside)?) }))
    }

    /// The amounts in the order in which they are written.
    pub fn amounts(&self) -> impl Iterator<Item = &Amount> {
        std::iter::once(&self.first).chain(&self.second)
    }
}

impl Amount {
    fn parse(text: &str) -> Result<Amount, NotAValue> {
        let text = without_word_before(text.trim());
        let end = number_end(text);
        let number: String = text[..end].chars().filter(|character| !character.is_whitespace()).collect();
        let number = Score::parse_decimal(&number).map_err(|_| NotAValue)?;
        Ok(Amount { number, unit: unit(&text[end..])? })
    }
}

/// Whether two texts name the same unit.
#[must_use]
pub fn is_same_unit(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}

fn normal(unit: &str) -> String {
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let is_percent = ["%", "пайыз", "процент", "процентов", "percent", "per cent"].contains(&unit.as_str());
    if is_percent { PERCENT.to_owned() } else { unit }
}

fn without_word_before(text: &str) -> &str {
    let lower = text.to_lowercase();
    let word =
        BEFORE.iter().find(|word| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
    // These words are as long in lower case as in upper.
    word.and_then(|word| text.get(word.len()..)).map_or(text, str::trim_start)
}

/// Where the number in front of a text ends. Groups are three digits after a space; `5000 000` passes, for budgets
/// are typed by hand, but `45 26` is two numbers.
fn number_end(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = text.chars().next().filter(|first| ['-', '−', '+'].contains(first)).map_or(0, char::len_utf8);
    let mut end = sign + digits(sign);
    while let Some(space) = text[end..].chars().next().filter(|next| next.is_whitespace()) {
        if digits(end + space.len_utf8()) != 3 {
            break;
        }
        end += space.len_utf8() + 3;
    }
    let fraction = if text[end..].starts_with(['.', ',']) { digits(end + 1) } else { 0 };
    if fraction > 0 { end + 1 + fraction } else { end }
}

fn unit(text: &str) -> Result<Option<String>, NotAValue> {
    let text = text.trim();
    let word = BEHIND.iter().find(|word| text.ends_with(**word));
    let text = word.map_or(text, |word| text[..text.len() - word.len()].trim_end());
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return Ok(None) };
    let begins = first.is_alphabetic() || ['%', '‰', '°'].contains(&first);
    let goes_on = |c: char| c.is_alphabetic() || c.is_whitespace() || "%‰°²³./-".contains(c);
    if !begins || !characters.all(goes_on) || text.chars().count() > LONGEST_UNIT {
        return Err(NotAValue);
    }
    Ok(Some(if is_same_unit(text, PERCENT) { PERCENT.to_owned() } else { text.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(text: &str) -> Vec<(String, Option<String>)> {
        let value = Value::parse(text).unwrap().unwrap();
        value.amounts().map(|amount| (amount.number.to_string(), amount.unit.clone())).collect()
    }

    fn amount(number: &str, unit: Option<&str>) -> (String, Option<String>) {
        (number.to_owned(), unit.map(str::to_owned))
    }

    #[test]
    fn cells_are_read_for_what_they_are() {
        assert_eq!(amounts("54"), [amount("54", None)]);
        assert_eq!(amounts("90,6"), [amount("453/5", None)]);
        assert_eq!(amounts("0%"), [amount("0", Some("%"))]);
        assert_eq!(amounts("45 (26%)"), [amount("45", None), amount("26", Some("%"))]);
        assert_eq!(amounts("9 (5,2%)"), [amount("9", None), amount("26/5", Some("%"))]);
        assert_eq!(amounts("4 (2,3 %)"), [amount("4", None), amount("23/10", Some("%"))]);
        assert_eq!(amounts("80 Мгб/с дейін"), [amount("80", Some("Мгб/с"))]);
        assert_eq!(amounts("до 80 Мбит/с"), [amount("80", Some("Мбит/с"))]);
        assert_eq!(amounts("3 педагог"), [amount("3", Some("педагог"))]);
        assert_eq!(amounts("61 пайыз"), [amount("61", Some("%"))]);
        assert_eq!(Value::parse(" – "), Ok(None));
    }

    #[test]
    fn groups_of_three_digits_are_one_number() {
        assert_eq!(amounts("2 000 000"), [amount("2000000", None)]);
        assert_eq!(amounts("5000 000"), [amount("5000000", None)]);
        assert_eq!(amounts("1\u{a0}500\u{202f}000,5 теңге"), [amount("3000001/2", Some("теңге"))]);
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for text in
            ["", "көп", "45 26", "45 (26", "(26%)", "12.11.2024", "04.май", "8,7E+10", "1e3", "NaN", "5-6", "1;2"]
        {
            assert_eq!(Value::parse(text), Err(NotAValue), "{text:?}");
        }
    }
}
