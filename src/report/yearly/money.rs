//! The budget of a programme in the words of its yearly report.

use schemars::JsonSchema;
use serde::Serialize;

use crate::monitor::{BudgetProgress, BudgetRowProgress, Money};
use crate::programme::{Budget, BudgetRow};
use crate::report::yearly::{NOTHING, Writer};
use crate::score::Score;

/// Planned against spent.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MoneyTable {
    /// The unit of every amount, as a heading has it.
    pub unit: Option<String>,
    /// The rows of the budget.
    pub rows: Vec<MoneyLine>,
    /// What all of them come to.
    pub all: MoneyLine,
    /// What is to be said besides, a sentence each.
    pub notes: Vec<String>,
}

/// A row of the budget.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MoneyLine {
    /// Its number; empty for all rows.
    pub number: String,
    /// What the money is for.
    pub title: String,
    /// The total that the row states.
    pub total: String,
    /// What its years add up to.
    pub sum: String,
    /// Planned in the year of the report.
    pub planned: String,
    /// Spent in it.
    pub spent: String,
    /// Planned up to it.
    pub planned_so_far: String,
    /// Spent up to it.
    pub spent_so_far: String,
    /// Spent of planned up to it, in percent.
    pub share: String,
}

impl Writer<'_> {
    pub(super) fn money(&self, budget: &Budget, progress: &BudgetProgress) -> MoneyTable {
        let row = |(row, own): (&BudgetRow, &BudgetRowProgress)| {
            let stated = Stated { number: &row.number, title: self.title(&row.title), total: row.total.as_ref() };
            self.line(stated, &row.sum_of_years(), (&own.year, &own.so_far))
        };
        let total = budget.total.as_ref().unwrap_or(&progress.totals);
        let all = Stated { number: "", title: self.plain("programme-total"), total: Some(total) };
        MoneyTable {
            unit: budget.unit.as_ref().map(|unit| self.title(unit)),
            rows: budget.rows.iter().zip(&progress.rows).map(row).collect(),
            all: self.line(all, &progress.years, (&progress.year, &progress.so_far)),
            notes: self.notes(progress),
        }
    }

    fn line(&self, stated: Stated, sum: &Score, (year, so_far): (&Money, &Money)) -> MoneyLine {
        let amount = |amount: &Score| if amount.is_zero() { NOTHING.to_owned() } else { self.number(amount) };
        MoneyLine {
            number: stated.number.to_owned(),
            title: stated.title,
            total: self.number_or_nothing(stated.total),
            sum: amount(sum),
            planned: amount(&year.planned),
            spent: self.number_or_nothing(year.spent.as_ref()),
            planned_so_far: amount(&so_far.planned),
            spent_so_far: self.number_or_nothing(so_far.spent.as_ref()),
            share: self.percent(so_far.share().as_ref()),
        }
    }

    /// What does not add up, and what nobody has reported.
    fn notes(&self, progress: &BudgetProgress) -> Vec<String> {
        let mut notes = Vec::new();
        if progress.totals != progress.years {
            let (totals, years) = (self.number(&progress.totals), self.number(&progress.years));
            notes.push(self.say("programme-sums-differ", vec![("totals", totals.into()), ("years", years.into())]));
        }
        if progress.so_far.unreported > 0 {
            let count = progress.so_far.unreported;
            notes.push(self.say("programme-unreported", vec![("count", count.into())]));
        }
        notes
    }
}

/// What a row states of itself.
struct Stated<'s> {
    number: &'s str,
    title: String,
    total: Option<&'s Score>,
}
