//! The yearly report of a programme as a document: everything that its template prints, already in words.
//!
//! Receives a programme, what came of comparing its values, and a language; hands on a [`YearlyReport`].

mod chart;
mod money;

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Argument, Catalogue, Language, Title};
use crate::monitor::{Counts, Monitoring, Outlook, RowProgress, Trend, Verdict};
use crate::programme::{Indicator, Programme, Row, YearValues};
use crate::report::programme::{DIGITS, plain, rounded, word};
use crate::score::Score;

pub use chart::{Chart, Curve, Dot, Label};
pub use money::{MoneyLine, MoneyTable};

/// What stands where there is nothing.
const NOTHING: &str = "–";

/// What a yearly report says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct YearlyReport {
    /// kk, ru, en.
    pub language: &'static str,
    /// Whose programme it is.
    pub organisation: Option<String>,
    /// The programme.
    pub title: String,
    /// The year of the report as a heading.
    pub heading: String,
    /// The year of the report; none where nothing was reported yet.
    pub year: Option<String>,
    /// The years of the programme.
    pub years: Vec<String>,
    /// What came of the year, in one sentence.
    pub summary: String,
    /// A line for each criterion, and one for all of them.
    pub counts: Vec<CountLine>,
    /// The criteria with their rows.
    pub criteria: Vec<CriterionLines>,
    /// Planned against spent, if the programme has a budget.
    pub money: Option<MoneyTable>,
    /// How verdicts and outlooks come about, a sentence each.
    pub rules: Vec<String>,
}

/// The counts of a criterion, or of all.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CountLine {
    /// Its number and name; all of them are a word.
    pub title: String,
    /// Rows with a target in the year.
    pub due: usize,
    /// Met, those ahead not counted.
    pub met: usize,
    /// Better than the target.
    pub ahead: usize,
    /// Worse.
    pub missed: usize,
    /// Without a value.
    pub no_data: usize,
    /// Different, without a direction.
    pub not_judged: usize,
    /// Met or ahead of those due, in percent.
    pub share: String,
    /// The same as numbers: `7 / 12`.
    pub reached: String,
}

/// A criterion with its rows.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CriterionLines {
    /// Its number and name.
    pub title: String,
    /// Its rows.
    pub rows: Vec<RowLine>,
}

/// A row.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RowLine {
    /// Its number.
    pub number: String,
    /// Indicator, level and unit.
    pub title: String,
    /// Which values are better, in words.
    pub direction: String,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// The value of the year before the first, with that year.
    pub baseline: Option<String>,
    /// The target of the year of the report.
    pub target: String,
    /// The value of that year.
    pub actual: String,
    /// The verdict's name: met, ahead, missed, no-data, no-target, not-judged, not-due.
    pub state: &'static str,
    /// The verdict in words.
    pub verdict: String,
    /// Where the values are going, in words.
    pub trend: String,
    /// The outlook in a few words.
    pub outlook: String,
    /// The outlook as a sentence; none where nothing can be said.
    pub forecast: Option<String>,
    /// Every year of the programme.
    pub years: Vec<YearLine>,
    /// The chart; none where there is nothing to be drawn.
    pub chart: Option<Chart>,
}

/// A year of a row.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct YearLine {
    /// The year.
    pub year: String,
    /// Its target.
    pub target: String,
    /// Its value.
    pub actual: String,
    /// The verdict's name.
    pub state: &'static str,
    /// The verdict in words.
    pub verdict: String,
    /// Where the value comes from; may be empty.
    pub source: String,
}

impl YearlyReport {
    /// The report in the language.
    #[must_use]
    pub fn new(programme: &Programme, monitoring: &Monitoring, language: Language) -> YearlyReport {
        let catalogue = Catalogue::new(language);
        Writer { programme, monitoring, catalogue: &catalogue }.report()
    }
}

struct Writer<'w> {
    programme: &'w Programme,
    monitoring: &'w Monitoring,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn report(&self) -> YearlyReport {
        let (programme, monitoring) = (self.programme, self.monitoring);
        let year = monitoring.year.map(|year| year.to_string());
        YearlyReport {
            language: self.language().code(),
            organisation: programme.organisation.as_ref().map(|title| self.title(title)),
            title: self.title(&programme.title),
            heading: match &year {
                Some(year) => self.say("programme-year", vec![("year", year.as_str().into())]),
                None => self.plain("programme-no-year"),
            },
            summary: self.summary(),
            counts: self.counts(),
            criteria: self.criteria(),
            money: programme
                .budget
                .as_ref()
                .zip(monitoring.budget.as_ref())
                .map(|(budget, own)| self.money(budget, own)),
            rules: self.rules(),
            years: programme.years.iter().map(|year| year.to_string()).collect(),
            year,
        }
    }

    fn language(&self) -> Language {
        self.catalogue.language()
    }

    fn title(&self, title: &Title) -> String {
        title.get(self.language()).to_owned()
    }

    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    fn say(&self, key: &str, arguments: Vec<(&'static str, Argument)>) -> String {
        self.catalogue.text(key, &arguments)
    }

    /// A number as it was written.
    fn number(&self, score: &Score) -> String {
        self.language().amount(&plain(score))
    }

    fn number_or_nothing(&self, score: Option<&Score>) -> String {
        score.map_or_else(|| NOTHING.to_owned(), |score| self.number(score))
    }

    /// A part in percent, with one digit unless it would look like nothing or all.
    fn percent(&self, part: Option<&Score>) -> String {
        let hundred = Score::integer(100);
        let shown = |part: &Score| rounded(&(part * &hundred), 1, &[&Score::integer(0), &hundred]);
        part.map_or_else(|| NOTHING.to_owned(), |part| self.language().percent(&shown(part)))
    }

    fn summary(&self) -> String {
        let counts = self.monitoring.overall;
        let Some(year) = self.monitoring.year else { return self.plain("programme-nothing") };
        let arguments = vec![
            ("year", year.to_string().into()),
            ("due", counts.due().into()),
            ("reached", counts.reached().into()),
            ("share", self.percent(counts.share().as_ref()).into()),
            ("ahead", counts.ahead.into()),
            ("missed", counts.missed.into()),
            ("nodata", counts.no_data.into()),
            ("notjudged", counts.not_judged.into()),
        ];
        self.say("programme-summary", arguments)
    }

    fn counts(&self) -> Vec<CountLine> {
        let line = |title: String, counts: Counts| CountLine {
            title,
            due: counts.due(),
            met: counts.met,
            ahead: counts.ahead,
            missed: counts.missed,
            no_data: counts.no_data,
            not_judged: counts.not_judged,
            share: self.percent(counts.share().as_ref()),
            reached: format!("{} / {}", counts.reached(), counts.due()),
        };
        let criteria = self.programme.criteria.iter().zip(&self.monitoring.criteria);
        let criteria = criteria.map(|(criterion, counts)| {
            line(format!("{}. {}", criterion.number, self.title(&criterion.title)), *counts)
        });
        criteria.chain(std::iter::once(line(self.plain("programme-all"), self.monitoring.overall))).collect()
    }

    fn criteria(&self) -> Vec<CriterionLines> {
        let mut progress = self.monitoring.rows.iter();
        let criteria = self.programme.criteria.iter().map(|criterion| {
            let rows = criterion
                .indicators
                .iter()
                .flat_map(|indicator| indicator.rows.iter().map(move |row| (indicator, row)));
            CriterionLines {
                title: format!("{}. {}", criterion.number, self.title(&criterion.title)),
                rows: rows
                    .zip(progress.by_ref())
                    .map(|((indicator, row), own)| self.row(indicator, row, own))
                    .collect(),
            }
        });
        criteria.collect()
    }

    fn row(&self, indicator: &Indicator, row: &Row, progress: &RowProgress) -> RowLine {
        let years = self.programme.years;
        let last = self.monitoring.year.and_then(|year| years.index(year));
        let baseline = |value: &Score| {
            let year = (years.first() - 1).to_string();
            self.say("programme-baseline", vec![("year", year.into()), ("value", self.number(value).into())])
        };
        let mut lines = years.iter().zip(row.years.iter().zip(&progress.years));
        let lines: Vec<YearLine> =
            lines.by_ref().map(|(year, (values, verdict))| self.year(year, values, verdict)).collect();
        let current = last.and_then(|last| lines.get(last));
        RowLine {
            number: row.number.clone(),
            title: self.row_title(indicator, row),
            direction: self.say(
                "programme-direction",
                vec![("direction", row.direction.map_or("none", |each| each.word()).into())],
            ),
            responsible: indicator.responsible.as_ref().map(|title| self.title(title)),
            baseline: row.baseline.as_ref().map(baseline),
            target: current.map_or_else(|| NOTHING.to_owned(), |year| year.target.clone()),
            actual: current.map_or_else(|| NOTHING.to_owned(), |year| year.actual.clone()),
            state: current.map_or("not-due", |year| year.state),
            verdict: current.map_or_else(|| NOTHING.to_owned(), |year| year.verdict.clone()),
            trend: progress.trend.map_or_else(|| NOTHING.to_owned(), |trend| self.trend(trend)),
            outlook: progress.outlook.as_ref().map_or_else(|| NOTHING.to_owned(), |outlook| self.outlook(outlook)),
            forecast: progress.outlook.as_ref().and_then(|outlook| self.forecast(outlook, progress.pace.as_ref())),
            chart: chart::chart(row, years, last, self.language()),
            years: lines,
        }
    }

    /// Indicator: level, unit.
    fn row_title(&self, indicator: &Indicator, row: &Row) -> String {
        let mut title = self.title(&indicator.title);
        if let Some(level) = &row.title {
            title = format!("{title}: {}", self.title(level));
        }
        match &row.unit {
            Some(unit) => format!("{title}, {}", self.title(unit)),
            None => title,
        }
    }

    fn year(&self, year: u16, values: &YearValues, verdict: &Verdict) -> YearLine {
        let actual = values.actual.as_ref().filter(|_| *verdict != Verdict::NotDue);
        YearLine {
            year: year.to_string(),
            target: self.number_or_nothing(values.target.as_ref()),
            actual: self.number_or_nothing(actual.map(|actual| &actual.value)),
            state: word(verdict),
            verdict: self.verdict(verdict),
            source: actual.map(|actual| actual.source.clone()).unwrap_or_default(),
        }
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        let by = |difference: &Score| {
            let sign = if difference.is_negative() { "−" } else { "+" };
            vec![("by", Argument::Text(format!("{sign}{}", self.number(&difference.abs()))))]
        };
        match verdict {
            Verdict::NotDue => NOTHING.to_owned(),
            Verdict::NoTarget => self.plain("programme-no-target"),
            Verdict::NoData => self.plain("programme-no-data"),
            Verdict::Met => self.plain("programme-met"),
            Verdict::Ahead(difference) => self.say("programme-ahead-by", by(difference)),
            Verdict::Missed(difference) => self.say("programme-missed-by", by(difference)),
            Verdict::NotJudged(difference) => self.say("programme-not-judged-by", by(difference)),
        }
    }

    fn trend(&self, trend: Trend) -> String {
        self.plain(match trend {
            Trend::Better => "programme-better",
            Trend::Worse => "programme-worse",
            Trend::Same => "programme-same",
            Trend::Rising => "programme-rising",
            Trend::Falling => "programme-falling",
        })
    }

    fn outlook(&self, outlook: &Outlook) -> String {
        let expected = self.language().amount(&rounded(&outlook.expected, DIGITS, &[&outlook.target]));
        match outlook.reached {
            None => NOTHING.to_owned(),
            Some(true) => self.say("programme-reached", vec![("expected", expected.into())]),
            Some(false) => self.say("programme-not-reached", vec![("expected", expected.into())]),
        }
    }

    fn forecast(&self, outlook: &Outlook, pace: Option<&Score>) -> Option<String> {
        let reached = outlook.reached?;
        let zero = Score::integer(0);
        let pace = pace.unwrap_or(&zero);
        let sign = if pace.is_negative() { "−" } else { "+" };
        let shown = self.language().amount(&rounded(&pace.abs(), DIGITS, &[&zero]));
        let expected = self.language().amount(&rounded(&outlook.expected, DIGITS, &[&outlook.target]));
        let arguments = vec![
            ("pace", format!("{sign}{shown}").into()),
            ("year", outlook.year.to_string().into()),
            ("expected", expected.into()),
            ("target", self.number(&outlook.target).into()),
            ("reached", if reached { "yes" } else { "no" }.into()),
        ];
        Some(self.say("programme-forecast", arguments))
    }

    fn rules(&self) -> Vec<String> {
        let rules = ["programme-rule-verdict", "programme-rule-share", "programme-rule-pace", "programme-rule-outlook"];
        rules.iter().map(|key| self.plain(key)).collect()
    }
}
