//! How far a programme got: for a terminal, and as CSV.

use crate::language::{Catalogue, Title};
use crate::render::delimited::for_scripts;
use crate::render::table::{Align, TextTable, wrap};
use crate::report::{CountLine, CriterionLines, MoneyLine, MoneyTable, ProgrammeReport, RowLine, YearlyReport};

/// The report as tables of a terminal that is `width` columns wide: the year of the report.
#[must_use]
pub fn to_terminal(report: &YearlyReport, catalogue: &Catalogue, width: u16) -> String {
    let writer = Writer { report, catalogue };
    let mut parts = vec![format!("{}\n{}\n{}\n", report.title, report.heading, wrap(&report.summary, width))];
    parts.push(writer.counts().draw(width));
    parts.extend(report.criteria.iter().map(|criterion| writer.criterion(criterion).draw(width)));
    if let Some(money) = &report.money {
        let notes: String = money.notes.iter().map(|note| wrap(note, width) + "\n").collect();
        parts.push(writer.money(money).draw(width) + &notes);
    }
    parts.join("\n")
}

struct Writer<'w> {
    report: &'w YearlyReport,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    /// A header of numbers, a word in a line: its column need be no wider than the numbers.
    fn stacked(&self, key: &str) -> String {
        self.plain(key).replace(' ', "\n")
    }

    fn counts(&self) -> TextTable {
        let row = |line: &CountLine| {
            vec![
                line.title.clone(),
                line.reached.clone(),
                line.share.clone(),
                line.missed.to_string(),
                line.no_data.to_string(),
                line.not_judged.to_string(),
            ]
        };
        TextTable {
            title: self.plain("programme-counts"),
            columns: vec![
                (self.plain("programme-criterion"), Align::Left),
                (self.stacked("programme-count-reached"), Align::Right),
                ("%".to_owned(), Align::Right),
                (self.stacked("programme-count-missed"), Align::Right),
                (self.stacked("programme-count-no-data"), Align::Right),
                (self.stacked("programme-count-not-judged"), Align::Right),
            ],
            rows: self.report.counts.iter().map(row).collect(),
        }
    }

    fn criterion(&self, criterion: &CriterionLines) -> TextTable {
        let row = |row: &RowLine| {
            vec![
                row.number.clone(),
                row.title.clone(),
                row.target.clone(),
                row.actual.clone(),
                row.verdict.clone(),
                row.trend.clone(),
                row.outlook.clone(),
            ]
        };
        TextTable {
            title: criterion.title.clone(),
            columns: vec![
                (self.plain("programme-number"), Align::Left),
                (self.plain("programme-indicator"), Align::Left),
                (self.plain("programme-target"), Align::Right),
                (self.plain("programme-actual"), Align::Right),
                (self.plain("programme-verdict"), Align::Left),
                (self.plain("programme-trend"), Align::Left),
                (self.plain("programme-outlook"), Align::Left),
            ],
            rows: criterion.rows.iter().map(row).collect(),
        }
    }

    fn money(&self, money: &MoneyTable) -> TextTable {
        let row = |line: &MoneyLine| {
            vec![
                line.number.clone(),
                line.title.clone(),
                line.planned.clone(),
                line.spent.clone(),
                line.planned_so_far.clone(),
                line.spent_so_far.clone(),
            ]
        };
        let title = self.plain("programme-budget");
        TextTable {
            title: money.unit.as_ref().map_or_else(|| title.clone(), |unit| format!("{title}, {unit}")),
            columns: vec![
                (self.plain("programme-number"), Align::Left),
                (self.plain("programme-money-for"), Align::Left),
                (self.stacked("programme-planned"), Align::Right),
                (self.stacked("programme-spent"), Align::Right),
                (self.stacked("programme-planned-so-far"), Align::Right),
                (self.stacked("programme-spent-so-far"), Align::Right),
            ],
            rows: money.rows.iter().chain(std::iter::once(&money.all)).map(row).collect(),
        }
    }
}

/// Every row and year as CSV, those of the budget last; the same in every language.
#[must_use]
pub fn to_csv(report: &ProgrammeReport) -> String {
    const HEADER: [&str; 10] =
        ["part", "number", "title", "unit", "direction", "year", "target", "actual", "verdict", "source"];
    let language = report.programme.language;
    let text = |title: &Option<Title>| title.as_ref().map(|title| title.get(language).to_owned()).unwrap_or_default();
    let mut rows = vec![HEADER.map(str::to_owned)];
    for indicator in report.criteria.iter().flat_map(|criterion| &criterion.indicators) {
        for row in &indicator.rows {
            let title = indicator.title.get(language).to_owned();
            let title =
                row.title.as_ref().map_or_else(|| title.clone(), |level| format!("{title}: {}", level.get(language)));
            rows.extend(row.years.iter().map(|year| {
                [
                    "indicator".to_owned(),
                    row.number.clone(),
                    title.clone(),
                    text(&row.unit),
                    row.direction.unwrap_or_default().to_owned(),
                    year.year.to_string(),
                    year.target.clone().unwrap_or_default(),
                    year.actual.clone().unwrap_or_default(),
                    year.verdict.to_owned(),
                    year.source.clone().unwrap_or_default(),
                ]
            }));
        }
    }
    for (budget, row) in report.budget.iter().flat_map(|budget| budget.rows.iter().map(move |row| (budget, row))) {
        rows.extend(row.years.iter().map(|year| {
            [
                "budget".to_owned(),
                row.number.clone(),
                row.title.get(language).to_owned(),
                text(&budget.unit),
                String::new(),
                year.year.to_string(),
                year.planned.clone().unwrap_or_default(),
                year.spent.clone().unwrap_or_default(),
                String::new(),
                String::new(),
            ]
        }));
    }
    for_scripts(rows)
}
