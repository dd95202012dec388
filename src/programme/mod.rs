//! The checked development programme (даму бағдарламасы, программа развития): what is to be reached in each year,
//! what was, and what it costs. The words of the field are the names of the types.
//!
//! Built by `validate`; whoever holds a [`Programme`] need not look at a file again.

mod value;

use crate::language::{Language, Title};
use crate::score::Score;

pub use value::{Amount, NotAValue, PERCENT, Value, is_same_unit};

/// A programme of some years with the values that were reached so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its name.
    pub title: Title,
    /// The language of its documents.
    pub language: Language,
    /// Whose programme it is.
    pub organisation: Option<Title>,
    /// The years it is for.
    pub years: Years,
    /// Its criteria in the order of the programme.
    pub criteria: Vec<Criterion>,
    /// What it costs, if it says so.
    pub budget: Option<Budget>,
}

/// The years of a programme, one after another; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    first: u16,
    last: u16,
}

/// A criterion (өлшемшарт, критерий): a heading with indicators below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its number as the programme has it: `1`.
    pub number: String,
    /// Its name.
    pub title: Title,
    /// Its indicators in the order of the programme; at least one.
    pub indicators: Vec<Indicator>,
}

/// An indicator (көрсеткіш, показатель).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its number as the programme has it: `1.5`.
    pub number: String,
    /// Its name.
    pub title: Title,
    /// Who answers for it.
    pub responsible: Option<Title>,
    /// One row, or one for each level that the indicator is broken down to.
    pub rows: Vec<Row>,
}

/// A row of the programme (жол, строка): what is measured and judged by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, which is the indicator's own where the indicator has one row: `1.5.3`.
    pub number: String,
    /// The level, where the indicator has several rows.
    pub title: Option<Title>,
    /// What is counted; none where only bare numbers are written.
    pub unit: Option<Title>,
    /// Which values are better; none where the programme does not say it.
    pub direction: Option<Direction>,
    /// The value of the year before the first.
    pub baseline: Option<Score>,
    /// Target and actual value of every year of the programme.
    pub years: Vec<YearValues>,
}

/// Which of two values is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The higher one: the target is the least that is to be reached.
    Up,
    /// The lower one: the target is the most that is allowed.
    Down,
    /// Neither: the target is to be kept, and whatever differs from it has missed it.
    Hold,
}

/// A year of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearValues {
    /// What is to be reached; none where the programme has `-`.
    pub target: Option<Score>,
    /// What was reached; none where nobody has reported it.
    pub actual: Option<Actual>,
}

/// A value that was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actual {
    /// The value in the unit of the row.
    pub value: Score,
    /// Where the number comes from; may be empty.
    pub source: String,
}

/// The budget (қаржыландыру, финансирование) of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The unit of every amount as the programme names it.
    pub unit: Option<Title>,
    /// The sum that the programme itself states.
    pub total: Option<Score>,
    /// Its rows in the order of the programme.
    pub rows: Vec<BudgetRow>,
}

/// A row of the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRow {
    /// Its number as the programme has it.
    pub number: String,
    /// What the money is for.
    pub title: Title,
    /// The total that the row states.
    pub total: Option<Score>,
    /// Planned and spent amounts of every year of the programme.
    pub years: Vec<YearAmounts>,
}

/// A year of a row of the budget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearAmounts {
    /// What is to be spent; none where the cell is empty.
    pub planned: Option<Score>,
    /// What was; none where nobody has reported it.
    pub spent: Option<Score>,
}

impl Years {
    /// The years from the first to the last; none where the last comes before the first, or the span is longer
    /// than any programme.
    #[must_use]
    pub fn new(first: u16, last: u16) -> Option<Years> {
        const LONGEST: u16 = 50;
        (first <= last && last - first < LONGEST).then_some(Years { first, last })
    }

    /// The first year.
    #[must_use]
    pub fn first(self) -> u16 {
        self.first
    }

    /// The last year.
    #[must_use]
    pub fn last(self) -> u16 {
        self.last
    }

    /// Every year in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = u16> + Clone {
        self.first..self.last + 1
    }

    /// Which of the years it is, from 0.
    #[must_use]
    pub fn index(self, year: u16) -> Option<usize> {
        (self.first..=self.last).contains(&year).then(|| usize::from(year - self.first))
    }
}

impl Programme {
    /// Every row with its indicator, in the order of the programme.
    pub fn rows(&self) -> impl Iterator<Item = (&Indicator, &Row)> {
        let indicators = self.criteria.iter().flat_map(|criterion| &criterion.indicators);
        indicators.flat_map(|indicator| indicator.rows.iter().map(move |row| (indicator, row)))
    }

    /// The last year for which anything was reported, a value or an amount.
    #[must_use]
    pub fn last_reported(&self) -> Option<u16> {
        let reported = |index: usize| {
            let amounts = self.budget.iter().flat_map(|budget| &budget.rows);
            self.rows().any(|(_, row)| row.years[index].actual.is_some())
                || amounts.into_iter().any(|row| row.years[index].spent.is_some())
        };
        self.years.iter().enumerate().filter(|(index, _)| reported(*index)).last().map(|(_, year)| year)
    }
}

impl Direction {
    /// Whether a value is worse than another that it is compared with.
    #[must_use]
    pub fn is_worse(self, value: &Score, than: &Score) -> bool {
        match self {
            Direction::Up => value < than,
            Direction::Down => value > than,
            Direction::Hold => value != than,
        }
    }

    /// Whether a value is better than another that it is compared with.
    #[must_use]
    pub fn is_better(self, value: &Score, than: &Score) -> bool {
        match self {
            Direction::Up => value > than,
            Direction::Down => value < than,
            Direction::Hold => false,
        }
    }

    /// The word in `programme.yaml` and in the JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Hold => "hold",
        }
    }
}

impl BudgetRow {
    /// What the years add up to.
    #[must_use]
    pub fn sum_of_years(&self) -> Score {
        self.years.iter().filter_map(|year| year.planned.as_ref()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_from_the_first() {
        let years = Years::new(2023, 2027).unwrap();
        assert_eq!(years.iter().collect::<Vec<_>>(), [2023, 2024, 2025, 2026, 2027]);
        assert_eq!((years.index(2022), years.index(2023), years.index(2027)), (None, Some(0), Some(4)));
        assert_eq!(Years::new(2027, 2023), None);
    }

    #[test]
    fn a_direction_says_which_value_is_worse() {
        let (one, two) = (Score::integer(1), Score::integer(2));
        assert!(Direction::Up.is_worse(&one, &two) && Direction::Down.is_worse(&two, &one));
        assert!(Direction::Hold.is_worse(&one, &two) && Direction::Hold.is_worse(&two, &one));
        assert!(!Direction::Hold.is_better(&two, &one), "what is to be kept cannot be exceeded");
    }
}
