//! How far a programme got, as public JSON: what `bayqau monitor` prints for scripts.
//!
//! Receives a programme and what came of comparing its values, hands on a [`ProgrammeReport`]. It speaks no language.
//! Values are as exact as they were written; what is divided is given rounded, and as a fraction beside it.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::language::{Language, Title};
use crate::monitor::{BudgetProgress, Counts, Money, Monitoring, Outlook, RowProgress, Trend, Verdict};
use crate::programme::{Actual, Budget, Programme, Row, YearValues};
use crate::report::build::{inputs, warning_views};
use crate::report::{FORMAT, InputView, Warning};
use crate::score::Score;
use crate::source::Sources;

/// Digits after the point of a number that was divided.
pub(super) const DIGITS: u32 = 2;

/// Digits after the point of a part: those of a percentage with one.
const PART_DIGITS: u32 = 3;

/// How far a programme got by the end of a year.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeReport {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The programme and its requisites.
    pub programme: ProgrammeView,
    /// The year of the report; null where nothing was reported yet.
    pub year: Option<u16>,
    /// The counts of all criteria together.
    pub overall: CountsView,
    /// The criteria in the order of the programme.
    pub criteria: Vec<ProgrammeCriterion>,
    /// Planned against spent, if the programme has a budget.
    pub budget: Option<BudgetView>,
    /// The files that were read.
    pub inputs: Vec<InputView>,
    /// What is wrong with the programme.
    pub warnings: Vec<Warning>,
}

/// A programme's requisites.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeView {
    /// Its name.
    pub title: Title,
    /// The language of its documents.
    pub language: Language,
    /// Whose programme it is.
    pub organisation: Option<Title>,
    /// Its years.
    pub years: Vec<u16>,
}

/// How many rows have which verdict in the year of the report.
#[derive(Clone, Debug, Serialize)]
pub struct CountsView {
    /// All rows.
    pub rows: usize,
    /// Those with a target in the year.
    pub due: usize,
    /// Met.
    pub met: usize,
    /// Better than the target.
    pub ahead: usize,
    /// Worse than the target.
    pub missed: usize,
    /// Without a value.
    pub no_data: usize,
    /// Different from the target, without a direction.
    pub not_judged: usize,
    /// Met or ahead, of those due.
    pub share: Option<NumberView>,
}

/// A number that was divided.
#[derive(Clone, Debug, Serialize)]
pub struct NumberView {
    /// Rounded.
    pub value: String,
    /// The same as a fraction.
    pub exact: String,
}

/// A criterion.
#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeCriterion {
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Title,
    /// Its counts.
    pub counts: CountsView,
    /// Its indicators.
    pub indicators: Vec<IndicatorView>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Title,
    /// Who answers for it.
    pub responsible: Option<Title>,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its number.
    pub number: String,
    /// Its level, where the indicator has several.
    pub title: Option<Title>,
    /// Its unit.
    pub unit: Option<Title>,
    /// up, down, hold; null where none is stated.
    pub direction: Option<&'static str>,
    /// The value of the year before the first.
    pub baseline: Option<String>,
    /// Every year of the programme.
    pub years: Vec<YearView>,
    /// better, worse, same; of a row without a direction rising, falling, same.
    pub trend: Option<&'static str>,
    /// The change in a year.
    pub pace: Option<NumberView>,
    /// What is to be expected of the last target.
    pub outlook: Option<OutlookView>,
}

/// A year of a row.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: u16,
    /// Its target.
    pub target: Option<String>,
    /// Its value.
    pub actual: Option<String>,
    /// not-due, no-target, no-data, met, ahead, missed, not-judged.
    pub verdict: &'static str,
    /// The value without the target.
    pub difference: Option<String>,
    /// Where the value comes from.
    pub source: Option<String>,
}

/// What is to be expected of the last target.
#[derive(Clone, Debug, Serialize)]
pub struct OutlookView {
    /// The last year that has a target.
    pub year: u16,
    /// The target.
    pub target: String,
    /// The value at this pace.
    pub expected: NumberView,
    /// Whether the target is then met; null of a row without a direction, unless it is just the target.
    pub reached: Option<bool>,
}

/// Planned against spent.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetView {
    /// The unit of every amount.
    pub unit: Option<Title>,
    /// The total that the programme states.
    pub total: Option<String>,
    /// What the totals of the rows add up to.
    pub totals: String,
    /// What their years add up to.
    pub years: String,
    /// All rows in the year of the report.
    pub year: MoneyView,
    /// All rows up to it.
    pub so_far: MoneyView,
    /// The rows.
    pub rows: Vec<BudgetRowView>,
}

/// Planned against spent in some years.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyView {
    /// What was to be spent.
    pub planned: String,
    /// What was; null where nothing was reported.
    pub spent: Option<String>,
    /// Spent of planned.
    pub share: Option<NumberView>,
    /// How many planned amounts nobody has reported on.
    pub unreported: usize,
}

/// A row of the budget.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetRowView {
    /// Its number.
    pub number: String,
    /// What the money is for.
    pub title: Title,
    /// The total that it states.
    pub total: Option<String>,
    /// In the year of the report.
    pub year: MoneyView,
    /// Up to it.
    pub so_far: MoneyView,
    /// Every year of the programme.
    pub years: Vec<AmountsView>,
}

/// A year of a row of the budget.
#[derive(Clone, Debug, Serialize)]
pub struct AmountsView {
    /// The year.
    pub year: u16,
    /// What was to be spent.
    pub planned: Option<String>,
    /// What was.
    pub spent: Option<String>,
}

impl ProgrammeReport {
    /// The report of a programme, with the files that were read and what was wrong in them.
    #[must_use]
    pub fn new(
        programme: &Programme,
        monitoring: &Monitoring,
        sources: &Sources,
        diagnostics: &[Diagnostic],
    ) -> ProgrammeReport {
        let mut progress = monitoring.rows.iter();
        let mut criteria = Vec::new();
        for (criterion, counts) in programme.criteria.iter().zip(&monitoring.criteria) {
            let indicators = criterion.indicators.iter().map(|indicator| IndicatorView {
                number: indicator.number.clone(),
                title: indicator.title.clone(),
                responsible: indicator.responsible.clone(),
                rows: indicator
                    .rows
                    .iter()
                    .zip(progress.by_ref())
                    .map(|(row, own)| self::row(programme, row, own))
                    .collect(),
            });
            criteria.push(ProgrammeCriterion {
                number: criterion.number.clone(),
                title: criterion.title.clone(),
                indicators: indicators.collect(),
                counts: self::counts(*counts),
            });
        }
        ProgrammeReport {
            format: FORMAT,
            programme: ProgrammeView {
                title: programme.title.clone(),
                language: programme.language,
                organisation: programme.organisation.clone(),
                years: programme.years.iter().collect(),
            },
            year: monitoring.year,
            overall: counts(monitoring.overall),
            criteria,
            budget: programme
                .budget
                .as_ref()
                .zip(monitoring.budget.as_ref())
                .map(|(budget, own)| self::budget(programme, budget, own)),
            inputs: inputs(sources),
            warnings: warning_views(diagnostics, sources, programme.language),
        }
    }

    /// The report as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a view has only text keys") + "\n"
    }
}

/// A number as exactly as it was written.
pub(super) fn plain(score: &Score) -> String {
    score.decimal(score.exact_digits().unwrap_or(2))
}

/// A number with as few digits as write it, but no more than `usual`; with more where it would look like one of those
/// that it is not: 69.996 is no 70.
pub(super) fn rounded(score: &Score, usual: u32, differs_from: &[&Score]) -> String {
    const MOST: u32 = 12;
    let shown = |digits: u32| Score::parse_decimal(&score.decimal(digits)).ok();
    let misleads =
        |digits: u32| differs_from.iter().any(|other| *other != score && shown(digits).as_ref() == Some(*other));
    let digits = (usual..MOST).find(|digits| !misleads(*digits)).unwrap_or(MOST);
    score.shortest(digits)
}

fn number(score: &Score, differs_from: &[&Score]) -> NumberView {
    NumberView { value: rounded(score, DIGITS, differs_from), exact: score.to_string() }
}

/// A part; nothing less than all looks like all.
fn part(score: &Score) -> NumberView {
    NumberView {
        value: rounded(score, PART_DIGITS, &[&Score::integer(0), &Score::integer(1)]),
        exact: score.to_string(),
    }
}

fn counts(counts: Counts) -> CountsView {
    CountsView {
        rows: counts.rows,
        due: counts.due(),
        met: counts.met,
        ahead: counts.ahead,
        missed: counts.missed,
        no_data: counts.no_data,
        not_judged: counts.not_judged,
        share: counts.share().as_ref().map(part),
    }
}

fn row(programme: &Programme, row: &Row, progress: &RowProgress) -> RowView {
    let years = programme.years.iter().zip(&row.years).zip(&progress.years);
    let year = |((year, values), verdict): ((u16, &YearValues), &Verdict)| YearView {
        year,
        target: values.target.as_ref().map(plain),
        actual: values.actual.as_ref().map(|actual| plain(&actual.value)),
        verdict: word(verdict),
        difference: difference(values.target.as_ref(), values.actual.as_ref()),
        source: values.actual.as_ref().map(|actual| actual.source.clone()),
    };
    RowView {
        number: row.number.clone(),
        title: row.title.clone(),
        unit: row.unit.clone(),
        direction: row.direction.map(|direction| direction.word()),
        baseline: row.baseline.as_ref().map(plain),
        years: years.map(year).collect(),
        trend: progress.trend.map(trend_word),
        pace: progress.pace.as_ref().map(|pace| number(pace, &[&Score::integer(0)])),
        outlook: progress.outlook.as_ref().map(outlook),
    }
}

fn difference(target: Option<&Score>, actual: Option<&Actual>) -> Option<String> {
    Some(plain(&(&actual?.value - target?)))
}

fn outlook(outlook: &Outlook) -> OutlookView {
    OutlookView {
        year: outlook.year,
        target: plain(&outlook.target),
        expected: number(&outlook.expected, &[&outlook.target]),
        reached: outlook.reached,
    }
}

/// The verdict's name in the JSON, in the CSV and in the page.
pub(super) fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::NotDue => "not-due",
        Verdict::NoTarget => "no-target",
        Verdict::NoData => "no-data",
        Verdict::Met => "met",
        Verdict::Ahead(_) => "ahead",
        Verdict::Missed(_) => "missed",
        Verdict::NotJudged(_) => "not-judged",
    }
}

/// The trend's name in the JSON.
pub(super) fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "better",
        Trend::Worse => "worse",
        Trend::Same => "same",
        Trend::Rising => "rising",
        Trend::Falling => "falling",
    }
}

fn budget(programme: &Programme, budget: &Budget, progress: &BudgetProgress) -> BudgetView {
    let rows = budget.rows.iter().zip(&progress.rows).map(|(row, own)| BudgetRowView {
        number: row.number.clone(),
        title: row.title.clone(),
        total: row.total.as_ref().map(plain),
        year: money(&own.year),
        so_far: money(&own.so_far),
        years: programme
            .years
            .iter()
            .zip(&row.years)
            .map(|(year, amounts)| AmountsView {
                year,
                planned: amounts.planned.as_ref().map(plain),
                spent: amounts.spent.as_ref().map(plain),
            })
            .collect(),
    });
    BudgetView {
        unit: budget.unit.clone(),
        total: budget.total.as_ref().map(plain),
        totals: plain(&progress.totals),
        years: plain(&progress.years),
        year: money(&progress.year),
        so_far: money(&progress.so_far),
        rows: rows.collect(),
    }
}

fn money(money: &Money) -> MoneyView {
    MoneyView {
        planned: plain(&money.planned),
        spent: money.spent.as_ref().map(plain),
        share: money.share().as_ref().map(part),
        unreported: money.unreported,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_never_rounded_to_one_that_it_is_not() {
        let (seventy, near) = (Score::integer(70), Score::parse("69.996").unwrap());
        assert_eq!(rounded(&near, 2, &[&seventy]), "69.996");
        assert_eq!(rounded(&Score::parse("209999/3000").unwrap(), 2, &[&seventy]), "69.9997");
        assert_eq!(rounded(&Score::parse("205/3").unwrap(), 2, &[&seventy]), "68.33");
        assert_eq!(rounded(&seventy, 2, &[&seventy]), "70");
    }
}
