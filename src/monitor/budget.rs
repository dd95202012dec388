//! Money: planned against spent, in the year of the report and up to it.

use crate::programme::{Budget, BudgetRow, YearAmounts};
use crate::score::Score;

/// How far a budget was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetProgress {
    /// The rows in the order of the programme.
    pub rows: Vec<BudgetRowProgress>,
    /// All rows in the year of the report.
    pub year: Money,
    /// All rows up to it.
    pub so_far: Money,
    /// What the totals that the rows state add up to; a row without one counts with the sum of its years.
    pub totals: Score,
    /// What the years of all rows add up to.
    pub years: Score,
}

/// How far a row of a budget was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRowProgress {
    /// In the year of the report.
    pub year: Money,
    /// From the first year up to it.
    pub so_far: Money,
}

/// Planned against spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// What was to be spent.
    pub planned: Score,
    /// What was reported as spent; none where nothing was.
    pub spent: Option<Score>,
    /// How many amounts were planned of which nobody has reported what became of them.
    pub unreported: usize,
}

impl Money {
    /// The part of what was planned that was spent; none where nothing was planned or nothing is reported.
    #[must_use]
    pub fn share(&self) -> Option<Score> {
        let spent = self.spent.as_ref()?;
        (!self.planned.is_zero()).then(|| spent / &self.planned)
    }

    fn of(years: &[YearAmounts]) -> Money {
        let planned = |year: &YearAmounts| year.planned.as_ref().is_some_and(|amount| !amount.is_zero());
        let reported: Vec<&Score> = years.iter().filter_map(|year| year.spent.as_ref()).collect();
        Money {
            planned: years.iter().filter_map(|year| year.planned.as_ref()).sum(),
            spent: (!reported.is_empty()).then(|| reported.into_iter().sum()),
            unreported: years.iter().filter(|year| planned(year) && year.spent.is_none()).count(),
        }
    }

    fn sum<'m>(all: impl Iterator<Item = &'m Money>) -> Money {
        let none = Money { planned: Score::integer(0), spent: None, unreported: 0 };
        all.fold(none, |sum, money| Money {
            planned: &sum.planned + &money.planned,
            spent: match (sum.spent, &money.spent) {
                (Some(sum), Some(spent)) => Some(&sum + spent),
                (sum, spent) => sum.or_else(|| spent.clone()),
            },
            unreported: sum.unreported + money.unreported,
        })
    }
}

/// Compares a budget with what was spent, up to the year with this index.
pub(super) fn progress(budget: &Budget, last: Option<usize>) -> BudgetProgress {
    let row = |row: &BudgetRow| BudgetRowProgress {
        year: Money::of(last.map_or(&[], |last| &row.years[last..=last])),
        so_far: Money::of(last.map_or(&[], |last| &row.years[..=last])),
    };
    let rows: Vec<BudgetRowProgress> = budget.rows.iter().map(row).collect();
    let totals = budget.rows.iter().map(|row| row.total.clone().unwrap_or_else(|| row.sum_of_years()));
    BudgetProgress {
        year: Money::sum(rows.iter().map(|row| &row.year)),
        so_far: Money::sum(rows.iter().map(|row| &row.so_far)),
        totals: totals.collect::<Vec<_>>().iter().sum(),
        years: budget.rows.iter().map(BudgetRow::sum_of_years).collect::<Vec<_>>().iter().sum(),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Title;

    fn row(total: Option<i64>, years: &[(Option<i64>, Option<i64>)]) -> BudgetRow {
        let amounts = |(planned, spent): &(Option<i64>, Option<i64>)| YearAmounts {
            planned: planned.map(Score::integer),
            spent: spent.map(Score::integer),
        };
        BudgetRow {
            number: "1".into(),
            title: Title::Plain("1".into()),
            total: total.map(Score::integer),
            years: years.iter().map(amounts).collect(),
        }
    }

    #[test]
    fn what_nobody_reported_is_no_zero() {
        let rows = vec![
            row(Some(30), &[(Some(10), Some(8)), (Some(20), None)]),
            row(None, &[(Some(5), None), (Some(0), None)]),
            row(Some(7), &[(None, Some(2)), (Some(7), Some(6))]),
        ];
        let progress = progress(&Budget { unit: None, total: None, rows }, Some(1));
        assert_eq!((progress.totals, progress.years), (Score::integer(42), Score::integer(42)));
        assert_eq!(progress.year, Money { planned: Score::integer(27), spent: Some(Score::integer(6)), unreported: 1 });
        assert_eq!(
            progress.so_far,
            Money { planned: Score::integer(42), spent: Some(Score::integer(16)), unreported: 2 }
        );
        assert_eq!(progress.rows[1].so_far.share(), None);
        assert_eq!(progress.rows[0].year.spent, None);
    }
}
