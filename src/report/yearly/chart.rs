//! A small chart of a row: targets and values over the years, as points on a plane of whole units.
//!
//! The page beside it has the same numbers as a table; the chart says nothing that the table does not.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Language;
use crate::programme::{Row, Years};
use crate::report::programme::plain;
use crate::score::Score;

/// The size of the plane and the margins around the curves.
const WIDTH: i64 = 300;
const HEIGHT: i64 = 110;
const LEFT: i64 = 52;
const RIGHT: i64 = 8;
const TOP: i64 = 12;
const BOTTOM: i64 = 22;

/// A chart; every coordinate is in units of its own plane, from the upper left corner.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Chart {
    /// The width of the plane.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Where the curves' field begins, from the left.
    pub left: i64,
    /// Where it ends, from the left.
    pub right: i64,
    /// Where the labels of the years stand from above.
    pub foot: i64,
    /// The years from left to right; the year of the baseline first, if there is one.
    pub years: Vec<Label>,
    /// The highest value, and the lowest if it is another, at their heights.
    pub values: Vec<Label>,
    /// The targets.
    pub target: Curve,
    /// The baseline and the actual values.
    pub actual: Curve,
}

/// A text at a point.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Label {
    /// From the left.
    pub x: String,
    /// From above.
    pub y: String,
    /// The text.
    pub text: String,
}

/// Points that belong together.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Curve {
    /// The stretches without a gap, each as `x,y x,y …`.
    pub lines: Vec<String>,
    /// Every point.
    pub dots: Vec<Dot>,
}

/// A point.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Dot {
    /// From the left.
    pub x: String,
    /// From above.
    pub y: String,
}

/// The chart of a row up to a year, from 0; none where there is nothing to be drawn.
pub(super) fn chart(row: &Row, years: Years, last: Option<usize>, language: Language) -> Option<Chart> {
    let base = row.baseline.is_some();
    let before = base.then(|| years.first() - 1);
    let columns: Vec<u16> = before.into_iter().chain(years.iter()).collect();
    let targets = row.years.iter().map(|values| values.target.as_ref());
    let targets: Vec<Option<&Score>> = base.then_some(None).into_iter().chain(targets).collect();
    let due = last.map_or(0, |last| last + 1);
    let actual = row
        .years
        .iter()
        .enumerate()
        .map(|(index, values)| values.actual.as_ref().filter(|_| index < due).map(|actual| &actual.value));
    let actual: Vec<Option<&Score>> = row.baseline.as_ref().map(Some).into_iter().chain(actual).collect();
    let all = || targets.iter().chain(&actual).filter_map(|value| *value);
    let (lowest, highest) = (all().min()?, all().max()?);
    let plane = Plane { columns: columns.len(), lowest, highest };
    let year = |(column, year): (usize, &u16)| Label {
        x: plane.x(column),
        y: (HEIGHT - BOTTOM / 3).to_string(),
        text: year.to_string(),
    };
    let value =
        |value: &Score| Label { x: (LEFT - 6).to_string(), y: plane.y(value), text: language.amount(&plain(value)) };
    let ends = std::iter::once(highest).chain(Some(lowest).filter(|lowest| *lowest != highest));
    Some(Chart {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: WIDTH - RIGHT,
        foot: HEIGHT - BOTTOM,
        years: columns.iter().enumerate().map(year).collect(),
        values: ends.map(value).collect(),
        target: plane.curve(&targets),
        actual: plane.curve(&actual),
    })
}

/// The field of the curves.
struct Plane<'s> {
    columns: usize,
    lowest: &'s Score,
    highest: &'s Score,
}

impl Plane<'_> {
    /// The middle of a column.
    fn x(&self, column: usize) -> String {
        let field = Score::integer(WIDTH - LEFT - RIGHT);
        let middle = Score::from(2 * column + 1) / Score::from(2 * self.columns);
        (Score::integer(LEFT) + &field * &middle).shortest(1)
    }

    /// The height of a value; values that are all the same lie in the middle.
    fn y(&self, value: &Score) -> String {
        let field = Score::integer(HEIGHT - TOP - BOTTOM);
        let span = self.highest - self.lowest;
        let below =
            if span.is_zero() { Score::integer(1) / Score::integer(2) } else { &(self.highest - value) / &span };
        (Score::integer(TOP) + &field * &below).shortest(1)
    }

    fn curve(&self, values: &[Option<&Score>]) -> Curve {
        let dot = |(column, value): (usize, &Option<&Score>)| Some(Dot { x: self.x(column), y: self.y((*value)?) });
        let dots: Vec<Option<Dot>> = values.iter().enumerate().map(dot).collect();
        let line = |stretch: &[Option<Dot>]| {
            let points: Vec<String> = stretch.iter().flatten().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
            (points.len() > 1).then(|| points.join(" "))
        };
        let lines = dots.split(Option::is_none).filter_map(line).collect();
        Curve { lines, dots: dots.into_iter().flatten().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Actual, Direction, YearValues};

    fn row(baseline: Option<&str>, years: &[(Option<i64>, Option<i64>)]) -> Row {
        let actual = |value| Actual { value: Score::integer(value), source: String::new() };
        let year = |(target, value): &(Option<i64>, Option<i64>)| YearValues {
            target: target.map(Score::integer),
            actual: value.map(actual),
        };
        Row {
            number: "1".into(),
            title: None,
            unit: None,
            direction: Some(Direction::Up),
            baseline: baseline.map(|text| Score::parse(text).unwrap()),
            years: years.iter().map(year).collect(),
        }
    }

    /// The field is 240 wide from 52 and 76 high from 12: three columns have their middles at 92, 172, 252, and of
    /// the values 10, 20, 30 the highest lies at 12, the middle at 50, the lowest at 88.
    #[test]
    fn curves_have_gaps_where_nothing_is_known() {
        let row = row(None, &[(Some(10), Some(20)), (None, Some(30)), (Some(30), Some(10))]);
        let years = Years::new(2023, 2025).unwrap();
        let chart = chart(&row, years, Some(1), Language::En).unwrap();
        assert_eq!(chart.actual.lines, ["92,50 172,12"], "the third year is not part of the report");
        assert_eq!(chart.target.lines, [] as [&str; 0], "single points make no line");
        assert_eq!(
            chart.target.dots,
            [Dot { x: "92".into(), y: "88".into() }, Dot { x: "252".into(), y: "12".into() }]
        );
        let labels: Vec<&str> = chart.values.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(labels, ["30", "10"]);
    }

    #[test]
    fn a_baseline_has_a_year_of_its_own() {
        let years = Years::new(2023, 2023).unwrap();
        let chart = chart(&row(Some("5"), &[(Some(5), None)]), years, Some(0), Language::En).unwrap();
        assert_eq!(chart.years.iter().map(|year| year.text.as_str()).collect::<Vec<_>>(), ["2022", "2023"]);
        assert_eq!(chart.values.len(), 1, "one value has one label");
        assert_eq!(chart.actual.dots, [Dot { x: "112".into(), y: "50".into() }]);
    }

    #[test]
    fn nothing_is_no_chart() {
        let years = Years::new(2023, 2023).unwrap();
        assert_eq!(chart(&row(None, &[(None, None)]), years, None, Language::En), None);
    }
}
