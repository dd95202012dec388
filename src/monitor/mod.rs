//! How far a programme got: what was reached of each year's targets, where the pace leads, what was spent.
//!
//! Receives a checked [`Programme`] and the year of the report, hands on a [`Monitoring`]. All of it is exact.
//!
//! - **Met**: the actual value is the target. **Ahead**: it is better, as the row's direction has it. **Missed**: it is
//!   worse. A value to be kept (`hold`) is met or missed, never ahead. A row without a direction is met where value
//!   and target are equal, and otherwise not judged.
//! - **Pace**: from the first known value, which is the baseline (of the year before the first) where there is one, to
//!   the last one of the report, divided by the years between them. One value alone has no pace.
//! - **Trend**: whether the pace leads to better values, to worse ones, or nowhere.
//! - **Outlook**: the last known value moved on at this pace to the last year that has a target, and whether that
//!   target is then met; in that year itself the value is the outlook. Nothing grows below 0, and no share beyond
//!   100 %, unless a value or a target of the row already lies there.
//! - **Share**: the rows that are met or ahead, of all that have a target in the year. A row without a value is not met.

mod budget;

use crate::programme::{Direction, PERCENT, Programme, Row, YearValues, Years, is_same_unit};
use crate::score::Score;

pub use budget::{BudgetProgress, BudgetRowProgress, Money};

/// How far a programme got by the end of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitoring {
    /// The year of the report; none where nothing was reported yet.
    pub year: Option<u16>,
    /// The rows in the order of the programme.
    pub rows: Vec<RowProgress>,
    /// The counts of each criterion in the order of the programme.
    pub criteria: Vec<Counts>,
    /// The counts of all criteria together.
    pub overall: Counts,
    /// What was spent, if the programme has a budget.
    pub budget: Option<BudgetProgress>,
}

/// How far a row got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProgress {
    /// The verdict of every year of the programme.
    pub years: Vec<Verdict>,
    /// Where the values are going; none without a pace.
    pub trend: Option<Trend>,
    /// How much the value changes in a year; none where fewer than two values are known.
    pub pace: Option<Score>,
    /// What is to be expected of the last target; none where there is no such target, or no pace to reach its year.
    pub outlook: Option<Outlook>,
}

/// What is to be said of a row in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The year is not over in this report.
    NotDue,
    /// The programme has no target for the year.
    NoTarget,
    /// There is a target and no value.
    NoData,
    /// The value is the target.
    Met,
    /// The value is better by so much: the value without the target.
    Ahead(Score),
    /// The value is worse by so much: the value without the target.
    Missed(Score),
    /// The value differs by so much, and nobody has said which values are better.
    NotJudged(Score),
}

/// Where the values of a row are going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// To better ones.
    Better,
    /// To worse ones.
    Worse,
    /// Nowhere.
    Same,
    /// Up, of a row without a direction.
    Rising,
    /// Down, of a row without a direction.
    Falling,
}

/// What is to be expected of the last target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The last year that has a target.
    pub year: u16,
    /// The target.
    pub target: Score,
    /// The value at this pace.
    pub expected: Score,
    /// Whether the target is then met; none of a row without a direction, unless it is just the target.
    pub reached: Option<bool>,
}

/// How many rows have which verdict in the year of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All rows.
    pub rows: usize,
    /// Met.
    pub met: usize,
    /// Ahead.
    pub ahead: usize,
    /// Missed.
    pub missed: usize,
    /// Without a value.
    pub no_data: usize,
    /// Not judged, for want of a direction.
    pub not_judged: usize,
    /// Without a target.
    pub no_target: usize,
}

impl Counts {
    /// The rows that have a target in the year.
    #[must_use]
    pub fn due(self) -> usize {
        self.met + self.ahead + self.missed + self.no_data + self.not_judged
    }

    /// The rows that are met or ahead.
    #[must_use]
    pub fn reached(self) -> usize {
        self.met + self.ahead
    }

    /// The part of those due that is reached; none where nothing is due.
    #[must_use]
    pub fn share(self) -> Option<Score> {
        (self.due() > 0).then(|| Score::from(self.reached()) / Score::from(self.due()))
    }

    fn add(&mut self, verdict: Option<&Verdict>) {
        self.rows += 1;
        match verdict {
            Some(Verdict::Met) => self.met += 1,
            Some(Verdict::Ahead(_)) => self.ahead += 1,
            Some(Verdict::Missed(_)) => self.missed += 1,
            Some(Verdict::NoData) => self.no_data += 1,
            Some(Verdict::NotJudged(_)) => self.not_judged += 1,
            Some(Verdict::NoTarget | Verdict::NotDue) | None => self.no_target += 1,
        }
    }

    fn plus(mut self, other: Counts) -> Counts {
        self.rows += other.rows;
        self.met += other.met;
        self.ahead += other.ahead;
        self.missed += other.missed;
        self.no_data += other.no_data;
        self.not_judged += other.not_judged;
        self.no_target += other.no_target;
        self
    }
}

/// Compares the values of a programme with its targets, up to a year of it; without one, up to the last for which
/// anything was reported.
#[must_use]
pub fn monitor(programme: &Programme, year: Option<u16>) -> Monitoring {
    let year = year.or_else(|| programme.last_reported());
    let last = year.and_then(|year| programme.years.index(year));
    let mut rows = Vec::new();
    let mut criteria = Vec::new();
    for criterion in &programme.criteria {
        let mut counts = Counts::default();
        for row in criterion.indicators.iter().flat_map(|indicator| &indicator.rows) {
            let progress = progress(row, programme.years, last);
            counts.add(last.and_then(|last| progress.years.get(last)));
            rows.push(progress);
        }
        criteria.push(counts);
    }
    let overall = criteria.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts));
    let budget = programme.budget.as_ref().map(|budget| budget::progress(budget, last));
    Monitoring { year, rows, criteria, overall, budget }
}

fn progress(row: &Row, years: Years, last: Option<usize>) -> RowProgress {
    let verdicts = row.years.iter().enumerate().map(|(index, values)| match last {
        Some(last) if index <= last => verdict(values, row.direction),
        Some(_) | None => Verdict::NotDue,
    });
    let verdicts = verdicts.collect();
    let known = known(row, years, last);
    let pace = pace(&known);
    RowProgress {
        years: verdicts,
        trend: pace.as_ref().map(|pace| trend(pace, row.direction)),
        outlook: outlook(row, years, &known, pace.as_ref()),
        pace,
    }
}

fn verdict(values: &YearValues, direction: Option<Direction>) -> Verdict {
    let Some(target) = &values.target else { return Verdict::NoTarget };
    let Some(actual) = values.actual.as_ref().map(|actual| &actual.value) else { return Verdict::NoData };
    let difference = actual - target;
    match direction {
        _ if actual == target => Verdict::Met,
        None => Verdict::NotJudged(difference),
        Some(direction) if direction.is_better(actual, target) => Verdict::Ahead(difference),
        Some(_) => Verdict::Missed(difference),
    }
}

/// The values that are known by the report, each with its year; the baseline is of the year before the first.
fn known(row: &Row, years: Years, last: Option<usize>) -> Vec<(u16, &Score)> {
    let baseline = row.baseline.iter().map(|value| (years.first() - 1, value));
    let due = last.map_or(0, |last| last + 1);
    let actual = years.iter().zip(&row.years).take(due);
    let actual = actual.filter_map(|(year, values)| Some((year, &values.actual.as_ref()?.value)));
    baseline.chain(actual).collect()
}

fn pace(known: &[(u16, &Score)]) -> Option<Score> {
    let ((from, first), (to, last)) = (known.first()?, known.last()?);
    (from < to).then(|| &(*last - *first) / &Score::from(usize::from(to - from)))
}

fn trend(pace: &Score, direction: Option<Direction>) -> Trend {
    if pace.is_zero() {
        return Trend::Same;
    }
    match (direction, pace.is_negative()) {
        (None, false) => Trend::Rising,
        (None, true) => Trend::Falling,
        (Some(Direction::Up), false) | (Some(Direction::Down), true) => Trend::Better,
        (Some(Direction::Up), true) | (Some(Direction::Down), false) => Trend::Worse,
        // What is to be kept moves away from where it was.
        (Some(Direction::Hold), _) => Trend::Worse,
    }
}

fn outlook(row: &Row, years: Years, known: &[(u16, &Score)], pace: Option<&Score>) -> Option<Outlook> {
    let (year, target) =
        years.iter().zip(&row.years).filter_map(|(year, values)| Some((year, values.target.as_ref()?))).last()?;
    let &(since, value) = known.last()?;
    if since > year {
        return None;
    }
    let left = Score::from(usize::from(year - since));
    if pace.is_none() && !left.is_zero() {
        return None;
    }
    let expected = pace.map_or_else(|| value.clone(), |pace| value + &(pace * &left));
    let expected = limited(expected, row, known);
    let reached = match row.direction {
        Some(direction) => Some(!direction.is_worse(&expected, target)),
        None => (&expected == target).then_some(true),
    };
    Some(Outlook { year, target: target.clone(), expected, reached })
}

/// The value brought back to what is possible: a count has no less than 0, a share no more than 100 %.
fn limited(expected: Score, row: &Row, known: &[(u16, &Score)]) -> Score {
    let (least, most) = (Score::integer(0), Score::integer(100));
    let targets = row.years.iter().filter_map(|values| values.target.as_ref());
    let mut all = known.iter().map(|(_, value)| *value).chain(targets);
    let is_share = row.unit.as_ref().is_some_and(|unit| unit.texts().any(|text| is_same_unit(text, PERCENT)));
    if expected < least && all.clone().all(|value| *value >= least) {
        least
    } else if is_share && expected > most && all.all(|value| *value <= most) {
        most
    } else {
        expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Title;
    use crate::programme::Actual;

    fn score(text: &str) -> Score {
        Score::parse(text).unwrap()
    }

    /// A row from the targets and values of the years from 2023 on; `-` is nothing.
    fn row(direction: Option<Direction>, baseline: &str, years: &[(&str, &str)]) -> Row {
        let number = |text: &str| (text != "-").then(|| score(text));
        let actual = |value| Actual { value, source: String::new() };
        let year =
            |(target, value): &(&str, &str)| YearValues { target: number(target), actual: number(value).map(actual) };
        Row {
            number: "1".into(),
            title: None,
            unit: None,
            direction,
            baseline: number(baseline),
            years: years.iter().map(year).collect(),
        }
    }

    fn progress_of(row: &Row, last: usize) -> RowProgress {
        let years = Years::new(2023, 2022 + u16::try_from(row.years.len()).unwrap()).unwrap();
        progress(row, years, Some(last))
    }

    #[test]
    fn the_direction_says_whether_a_target_is_met_exceeded_or_missed() {
        let years = [("10", "10"), ("10", "12.5"), ("10", "9"), ("10", "-"), ("-", "3"), ("10", "11")];
        let verdicts = |direction| progress_of(&row(direction, "-", &years), 4).years;
        let (above, below) = (score("2.5"), score("-1"));
        let end = [Verdict::NoData, Verdict::NoTarget, Verdict::NotDue];
        let (met, ahead, missed) = (Verdict::Met, Verdict::Ahead, Verdict::Missed);
        assert_eq!(verdicts(Some(Direction::Up))[..3], [met.clone(), ahead(above.clone()), missed(below.clone())]);
        assert_eq!(verdicts(Some(Direction::Down))[..3], [met.clone(), missed(above.clone()), ahead(below.clone())]);
        assert_eq!(verdicts(Some(Direction::Hold))[..3], [met.clone(), missed(above.clone()), missed(below.clone())]);
        assert_eq!(verdicts(None)[..3], [met, Verdict::NotJudged(above), Verdict::NotJudged(below)]);
        assert_eq!(verdicts(Some(Direction::Up))[3..], end);
    }

    /// From 60 in 2022 to 63 in 2024 are 3/2 a year, and four more years would give 69, which is less than 70.
    #[test]
    fn the_pace_is_counted_from_the_baseline_over_gaps() {
        let targets = [("61", "-"), ("64", "63"), ("66", "99"), ("67", "-"), ("68", "-"), ("70", "-")];
        let progress = progress_of(&row(Some(Direction::Up), "60", &targets), 1);
        assert_eq!((progress.pace, progress.trend), (Some(score("3/2")), Some(Trend::Better)));
        let outlook = progress.outlook.unwrap();
        assert_eq!((outlook.year, outlook.expected, outlook.reached), (2028, score("69"), Some(false)));
    }

    #[test]
    fn one_value_has_no_pace_and_no_outlook() {
        let years = [("5", "5"), ("6", "-")];
        let progress = progress_of(&row(Some(Direction::Up), "-", &years), 1);
        assert_eq!((progress.pace, progress.trend, progress.outlook), (None, None, None));
    }

    #[test]
    fn in_the_last_year_the_value_is_the_outlook() {
        let outlook = progress_of(&row(Some(Direction::Down), "-", &[("-", "-"), ("7", "7")]), 1).outlook.unwrap();
        assert_eq!((outlook.expected, outlook.reached), (score("7"), Some(true)));
        let late = progress_of(&row(Some(Direction::Up), "-", &[("7", "5"), ("-", "6")]), 1);
        assert_eq!(late.outlook, None, "the last year with a target is over");
    }

    #[test]
    fn what_is_to_be_kept_gets_worse_by_moving_either_way() {
        for value in ["4", "6"] {
            let progress = progress_of(&row(Some(Direction::Hold), "5", &[("5", value), ("5", "-")]), 0);
            assert_eq!(progress.trend, Some(Trend::Worse));
            assert_eq!(progress.outlook.unwrap().reached, Some(false));
        }
        let kept = progress_of(&row(Some(Direction::Hold), "5", &[("5", "5"), ("5", "-")]), 0);
        assert_eq!((kept.trend, kept.outlook.unwrap().reached), (Some(Trend::Same), Some(true)));
    }

    /// From 3 to 1 in a year, and -1, -3 would follow; 90 and 96 would go on to 102.
    #[test]
    fn no_count_falls_below_zero_and_no_share_rises_above_all() {
        let falling = progress_of(&row(Some(Direction::Down), "3", &[("0", "1"), ("0", "-"), ("0", "-")]), 0);
        assert_eq!(falling.outlook.unwrap().expected, score("0"));
        let mut share = row(Some(Direction::Up), "90", &[("95", "96"), ("100", "-")]);
        assert_eq!(progress_of(&share, 0).outlook.unwrap().expected, score("102"), "a count may");
        share.unit = Some(Title::Plain("%".into()));
        assert_eq!(progress_of(&share, 0).outlook.unwrap().expected, score("100"));
    }

    #[test]
    fn rows_without_data_lower_the_share_and_rows_without_target_do_not() {
        let mut counts = Counts::default();
        for verdict in [Verdict::Met, Verdict::Ahead(score("1")), Verdict::NoData, Verdict::NoTarget] {
            counts.add(Some(&verdict));
        }
        assert_eq!((counts.rows, counts.due(), counts.share()), (4, 3, Some(score("2/3"))));
        assert_eq!(Counts::default().share(), None);
    }
}
