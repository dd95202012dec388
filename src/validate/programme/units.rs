//! In which unit a row of a programme is written, and which amount of a cell counts.
//!
//! The unit is the one that the programme names, else the one that the cells write. A bare number is in the unit of
//! its row. A cell with two amounts, `45 (26%)`, counts in the unit of its row, or else with its bare number.

use crate::diagnostic::{Code, Diagnostic};
use crate::language::Title;
use crate::programme::{Amount, PERCENT, Value, is_same_unit};
use crate::score::Score;
use crate::source::Spanned;
use crate::validate::Checker;

/// How the cells of a row are read.
pub(super) struct RowUnit {
    /// The unit; none where only bare numbers are written.
    pub(super) unit: Option<Title>,
    /// Other units in which the targets are written all the same.
    accepted: Vec<String>,
    /// Whether a percent sign means nothing, for the row counts.
    is_count: bool,
}

impl RowUnit {
    /// Finds the unit of a row from the one that is named, if any, and from its cells in the order of the years;
    /// everything that does not agree is reported, once for a row.
    pub(super) fn find(
        checker: &mut Checker,
        named: Option<&Title>,
        titles: &[&Title],
        cells: &[&Spanned<Value>],
    ) -> RowUnit {
        let mut found = RowUnit { unit: named.cloned(), accepted: Vec::new(), is_count: false };
        let counts = match named {
            Some(unit) => !names(unit, PERCENT),
            None => titles.iter().any(|title| title.texts().any(names_a_count)),
        };
        let in_percent = |cell: &&&Spanned<Value>| cell.value.second.is_none() && is_percent(&cell.value.first);
        if let Some(cell) = cells.iter().find(in_percent).filter(|_| counts) {
            let text = text(checker, cell);
            checker.report(Diagnostic::new(Code::CountInPercent, cell.place).with("found", text));
            found.is_count = true;
        }
        if named.is_some() {
            found.accept(checker, cells);
        } else if !found.is_count {
            found.unit = written(checker, cells);
        }
        found
    }

    /// The amount of a cell that counts; none where it is written in other units only.
    pub(super) fn choose<'v>(&self, value: &'v Value) -> Option<&'v Score> {
        let own = value.amounts().find(|amount| self.is_own(amount));
        let bare = || value.amounts().find(|amount| self.is_bare(amount));
        let accepted = || value.amounts().find(|amount| self.is_accepted(amount));
        own.or_else(bare).or_else(accepted).map(|amount| &amount.number)
    }

    fn is_own(&self, amount: &Amount) -> bool {
        let unit = self.unit.as_ref().zip(amount.unit.as_deref());
        unit.is_some_and(|(title, unit)| names(title, unit))
    }

    fn is_bare(&self, amount: &Amount) -> bool {
        amount.unit.is_none() || (self.is_count && is_percent(amount))
    }

    fn is_accepted(&self, amount: &Amount) -> bool {
        amount.unit.as_deref().is_some_and(|unit| self.accepted.iter().any(|other| is_same_unit(other, unit)))
    }

    /// Cells in another unit than the one that is named are read as they stand.
    fn accept(&mut self, checker: &mut Checker, cells: &[&Spanned<Value>]) {
        for cell in cells {
            if self.choose(&cell.value).is_some() {
                continue;
            }
            let other = cell.value.first.unit.clone().expect("a bare number is in the unit of its row");
            if self.accepted.is_empty() {
                let named = self.unit.as_ref().expect("a unit is named");
                let fault =
                    Diagnostic::new(Code::TwoUnits, cell.place).with("one", named).with("other", other.as_str());
                checker.report(fault);
            }
            self.accepted.push(other);
        }
    }
}

/// The unit that cells without a named one write.
fn written(checker: &mut Checker, cells: &[&Spanned<Value>]) -> Option<Title> {
    let change = cells.windows(2).find(|pair| !is_same_form(&pair[0].value, &pair[1].value));
    let double = cells.iter().find_map(|cell| Some((cell, cell.value.second.as_ref()?)));
    if let Some(pair) = change {
        let (was, found) = (text(checker, pair[0]), text(checker, pair[1]));
        checker.report(Diagnostic::new(Code::UnitChanges, pair[1].place).with("was", was).with("found", found));
    } else if let Some((cell, second)) = double {
        let unit = |amount: &Amount| amount.unit.clone().unwrap_or_else(|| "bare".to_owned());
        let (one, other) = (unit(&cell.value.first), unit(second));
        checker.report(Diagnostic::new(Code::TwoUnits, cell.place).with("one", one).with("other", other));
    }
    let without_bare = cells.iter().find(|cell| cell.value.amounts().all(|amount| amount.unit.is_some()));
    without_bare.and_then(|cell| cell.value.first.unit.clone()).map(Title::Plain)
}

/// Whether two cells are written in the same units.
fn is_same_form(one: &Value, other: &Value) -> bool {
    let units = |value: &Value| value.amounts().map(|amount| amount.unit.clone()).collect::<Vec<_>>();
    let (one, other) = (units(one), units(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => is_same_unit(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        })
}

fn is_percent(amount: &Amount) -> bool {
    amount.unit.as_deref() == Some(PERCENT)
}

/// Whether the title is a name of the unit, in any language.
fn names(title: &Title, unit: &str) -> bool {
    title.texts().any(|text| is_same_unit(text, unit))
}

/// Whether a title says in any language that its indicator is a number of people or things.
fn names_a_count(title: &str) -> bool {
    const COUNT: [&str; 4] = ["саны", "число", "количество", "number"];
    const SHARE: [&str; 4] = ["үлесі", "доля", "share", "%"];
    let lower = title.to_lowercase();
    let words =
        |names: &[&str]| lower.split(|c: char| !c.is_alphabetic() && c != '%').any(|word| names.contains(&word));
    words(&COUNT) && !words(&SHARE)
}

/// A cell as it is written.
fn text(checker: &Checker, cell: &Spanned<Value>) -> String {
    checker.cell_text(cell.place).trim_matches(['"', '\'']).to_owned()
}
