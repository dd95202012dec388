//! The rows of a programme: targets in one unit, a direction, and steps back that nobody can have meant.

use crate::definition::programme::{CellDefinition, DirectionDefinition, IndicatorDefinition, RowDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Title;
use crate::programme::{Direction, Row, Value, YearValues, Years};
use crate::score::Score;
use crate::source::{Place, Spanned};
use crate::validate::Checker;
use crate::validate::programme::Numbers;
use crate::validate::programme::units::RowUnit;

/// A row while its actual values are put in.
pub(super) struct ReadRow {
    /// The row; none if a part of it is missing or could not be read.
    pub(super) row: Option<Row>,
    /// How its cells are read.
    pub(super) unit: RowUnit,
    /// Where its number stands.
    place: Option<Place>,
}

/// Reads the rows of all indicators.
pub(super) struct RowReader<'r, 'f> {
    checker: &'r mut Checker<'f>,
    years: Years,
    rows: Vec<ReadRow>,
}

impl<'r, 'f> RowReader<'r, 'f> {
    pub(super) fn new(checker: &'r mut Checker<'f>, years: Years) -> Self {
        RowReader { checker, years, rows: Vec::new() }
    }

    /// Takes in an indicator with its rows.
    pub(super) fn indicator(&mut self, indicator: &IndicatorDefinition, numbers: &mut Numbers) {
        let undirected = indicator.rows.iter().any(|row| row.direction == DirectionDefinition::Nothing);
        if let Some(number) = indicator.number.as_ref().filter(|_| undirected) {
            let warning = Diagnostic::new(Code::DirectionMissing, number.place);
            self.checker.report(warning.with("number", number.value.as_str()));
        }
        for definition in &indicator.rows {
            numbers.add(self.checker, definition.number.as_ref(), self.rows.len());
            let read = self.row(definition, indicator.title.as_ref());
            if let (Some(row), Some(place)) = (&read.row, read.place) {
                self.repeats(row, place);
            }
            self.rows.push(read);
        }
    }

    /// The rows that were read.
    pub(super) fn finish(self) -> Vec<ReadRow> {
        self.rows
    }

    fn row(&mut self, definition: &RowDefinition, indicator: Option<&Title>) -> ReadRow {
        let cells: Vec<&Spanned<Value>> =
            std::iter::once(&definition.baseline).chain(&definition.targets).filter_map(value).collect();
        let titles: Vec<&Title> = definition.title.iter().chain(indicator).collect();
        let unit = RowUnit::find(self.checker, definition.unit.as_ref(), &titles, &cells);
        let read = |cell: &CellDefinition| value(cell).and_then(|cell| unit.choose(&cell.value)).cloned();
        let baseline = read(&definition.baseline);
        let targets: Vec<Option<Score>> = definition.targets.iter().map(read).collect();
        let direction = match definition.direction {
            DirectionDefinition::Known(direction) => Some(direction),
            DirectionDefinition::Nothing | DirectionDefinition::Faulty => None,
        };
        if let Some(direction) = direction {
            self.steps_back(definition, direction, baseline.as_ref(), &targets);
        }
        let faulty = |cell: &CellDefinition| matches!(cell, CellDefinition::Faulty);
        let whole = !definition.targets.iter().any(faulty) && targets.len() == self.years.iter().len();
        let year = |target| YearValues { target, actual: None };
        let row = definition.number.as_ref().filter(|_| whole).map(|number| Row {
            number: number.value.clone(),
            title: definition.title.clone(),
            unit: unit.unit.clone(),
            direction,
            baseline,
            years: targets.into_iter().map(year).collect(),
        });
        ReadRow { row, unit, place: definition.number.as_ref().map(|number| number.place) }
    }

    /// Every target that is worse than the one before it, the first than the baseline.
    fn steps_back(
        &mut self,
        definition: &RowDefinition,
        direction: Direction,
        baseline: Option<&Score>,
        targets: &[Option<Score>],
    ) {
        let mut before = baseline.map(|value| ("baseline".to_owned(), value));
        for ((year, cell), target) in self.years.iter().zip(&definition.targets).zip(targets) {
            let (Some(cell), Some(target)) = (value(cell), target) else { continue };
            if let Some((since, than)) = before.filter(|(_, than)| direction.is_worse(target, than)) {
                let warning = Diagnostic::new(Code::TargetWorse, cell.place).with("found", target);
                let warning = warning.with("year", year.to_string()).with("than", than).with("since", since);
                self.checker.report(warning.with("direction", direction.word()));
            }
            before = Some((year.to_string(), target));
        }
    }

    /// The same targets as in a row above, in the same unit. Rows whose target is always the same are no repeats:
    /// «100 %» year after year is said of many things.
    fn repeats(&mut self, row: &Row, place: Place) {
        let targets = |row: &Row| row.years.iter().map(|year| year.target.clone()).collect::<Vec<_>>();
        let own = targets(row);
        let mut values = own.iter().flatten();
        let first = values.next();
        if values.all(|value| Some(value) == first) {
            return;
        }
        let same = |other: &Row| targets(other) == own && other.unit == row.unit && other.direction == row.direction;
        let found = self.rows.iter().find_map(|read| {
            let other = read.row.as_ref().filter(|other| same(other))?;
            Some((other.number.clone(), read.place?))
        });
        if let Some((number, first)) = found {
            let first = self.checker.sources.describe_line(first);
            let warning = Diagnostic::new(Code::RowRepeats, place).with("kind", "targets");
            self.checker.report(warning.with("number", row.number.as_str()).with("other", number).with("first", first));
        }
    }
}

fn value(cell: &CellDefinition) -> Option<&Spanned<Value>> {
    match cell {
        CellDefinition::Value(value) => Some(value),
        CellDefinition::Nothing | CellDefinition::Faulty => None,
    }
}
