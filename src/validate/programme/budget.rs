//! The budget of a programme: whether its years add up to its totals, and why not.

use std::collections::BTreeMap;

use crate::definition::programme::{BudgetDefinition, BudgetRowDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Argument;
use crate::programme::{Budget, BudgetRow, YearAmounts, Years};
use crate::score::Score;
use crate::sheet::fold;
use crate::source::Spanned;
use crate::validate::Checker;
use crate::validate::programme::{Numbers, reported};

/// A thousand: the difference between tenge and thousand tenge, the commonest slip of a budget.
const THOUSAND: i64 = 1000;

/// Reads the budget and what was spent; none if there is no budget, or a part of it is missing.
pub(super) fn read(
    checker: &mut Checker,
    definition: Option<&BudgetDefinition>,
    years: Years,
    damaged: bool,
) -> Option<Budget> {
    let Some(definition) = definition else {
        if !damaged {
            reported::spent_without_budget(checker);
        }
        return None;
    };
    let mut numbers = Numbers { known: BTreeMap::new(), damaged };
    for (index, row) in definition.rows.iter().enumerate() {
        numbers.add(checker, row.number.as_ref(), index);
    }
    check(checker, definition);
    let rows: Option<Vec<BudgetRow>> = definition.rows.iter().map(row).collect();
    let total = definition.total.as_ref().map(|total| total.value.clone());
    let mut budget = Budget { unit: definition.unit.clone(), total, rows: rows? };
    reported::spent(checker, years, &numbers, &mut budget);
    Some(budget)
}

fn row(definition: &BudgetRowDefinition) -> Option<BudgetRow> {
    let year = |planned: &Option<Score>| YearAmounts { planned: planned.clone(), spent: None };
    Some(BudgetRow {
        number: definition.number.as_ref()?.value.clone(),
        title: definition.title.clone()?,
        total: definition.total.as_ref().map(|total| total.value.clone()),
        years: definition.years.iter().map(year).collect(),
    })
}

/// What is known of a row once it was compared with its neighbours.
struct Examined {
    number: String,
    total: Score,
    years: Score,
    repeats: bool,
}

impl Examined {
    /// Total and years with the thousand put in that one of them lacks.
    fn scaled(&self) -> Option<(Score, Score)> {
        let thousand = Score::integer(THOUSAND);
        let (total, years) = (&self.total * &thousand, &self.years * &thousand);
        if self.years.is_zero() {
            None
        } else if self.total == years {
            Some((self.total.clone(), years))
        } else if self.years == total {
            Some((total, self.years.clone()))
        } else {
            None
        }
    }
}

fn check(checker: &mut Checker, definition: &BudgetDefinition) {
    let mut examined: Vec<Examined> = Vec::new();
    let mut damaged = false;
    for (index, row) in definition.rows.iter().enumerate() {
        damaged |= row.damaged;
        let (Some(number), Some(title)) = (&row.number, &row.title) else { continue };
        let titles: Vec<String> = title.texts().map(fold).collect();
        let same = |other: &&BudgetRowDefinition| {
            other.title.iter().flat_map(|other| other.texts()).any(|text| titles.contains(&fold(text)))
        };
        let first = definition.rows[..index].iter().find(same).and_then(|first| first.number.as_ref());
        if let Some(first) = first {
            let line = checker.sources.describe_line(first.place);
            let warning = Diagnostic::new(Code::RowRepeats, number.place).with("kind", "budget");
            let warning = warning.with("number", number.value.as_str()).with("other", first.value.as_str());
            checker.report(warning.with("first", line));
        }
        let years: Score = row.years.iter().flatten().sum();
        let total = row.total.as_ref().map_or_else(|| years.clone(), |total| total.value.clone());
        let own = Examined { number: number.value.clone(), total, years, repeats: first.is_some() };
        if let Some(total) = row.total.as_ref().filter(|total| total.value != own.years && !row.damaged) {
            let scaled = if own.scaled().is_some() { "yes" } else { "no" };
            let warning = differs(total, &own.years, "row").with("number", number.value.as_str());
            checker.report(warning.with("thousand", scaled));
        }
        examined.push(own);
    }
    if !damaged {
        overall(checker, definition, &examined);
    }
}

/// The whole budget: its total, and what the rows add up to.
fn overall(checker: &mut Checker, definition: &BudgetDefinition, rows: &[Examined]) {
    let totals: Score = rows.iter().map(|row| &row.total).sum();
    let years: Score = rows.iter().map(|row| &row.years).sum();
    match &definition.total {
        // Where a row does not add up, the total may be that of the years.
        Some(total) if total.value != totals && total.value != years => {
            checker.report(differs(total, &totals, "budget").with("number", "").with("thousand", "no"));
        }
        Some(_) => {}
        None if definition.total_faulty => {}
        None => {
            let warning = Diagnostic::new(Code::TotalMissing, definition.place);
            let agree = if totals == years { "yes" } else { "no" };
            let warning = warning
                .with("totals", Argument::amount(&totals))
                .with("years", Argument::amount(&years))
                .with("agree", agree);
            checker.report(mended(warning, rows).with("rows", rows.len()));
        }
    }
}

/// What total and years come to without the rows that repeat others, and with every thousand that is missing: if both
/// then give the same, that is what was meant.
fn mended(warning: Diagnostic, rows: &[Examined]) -> Diagnostic {
    let numbers =
        |rows: &mut dyn Iterator<Item = &Examined>| rows.map(|row| row.number.as_str()).collect::<Vec<_>>().join(", ");
    let kept = || rows.iter().filter(|row| !row.repeats);
    let pairs: Vec<(Score, Score)> =
        kept().map(|row| row.scaled().unwrap_or_else(|| (row.total.clone(), row.years.clone()))).collect();
    let total: Score = pairs.iter().map(|(total, _)| total).sum();
    let years: Score = pairs.iter().map(|(_, years)| years).sum();
    let without = numbers(&mut rows.iter().filter(|row| row.repeats));
    let scaled = numbers(&mut kept().filter(|row| row.scaled().is_some()));
    let mended = match (without.is_empty(), scaled.is_empty()) {
        _ if total != years => "no",
        (true, true) => "no",
        (false, true) => "repeats",
        (true, false) => "units",
        (false, false) => "both",
    };
    let warning = warning.with("mended", mended).with("without", without).with("scaled", scaled);
    warning.with("both", Argument::amount(&total))
}

fn differs(total: &Spanned<Score>, sum: &Score, kind: &'static str) -> Diagnostic {
    let warning = Diagnostic::new(Code::SumDiffers, total.place).with("kind", kind);
    warning.with("total", Argument::amount(&total.value)).with("sum", Argument::amount(sum))
}
