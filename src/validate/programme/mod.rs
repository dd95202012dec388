//! `programme.yaml`, `actuals.csv` and `spent.csv`: the checked [`Programme`], and what programmes usually get wrong.
//!
//! What a table of targets has wrong is a warning, for it was approved as it stands and is reported as it stands;
//! what makes a value unreadable is an error.

mod budget;
mod reported;
mod rows;
mod units;

use std::collections::BTreeMap;

use crate::definition::programme::{self as definition, CriterionDefinition, IndicatorDefinition, ProgrammeDefinition};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::language::Language;
use crate::programme::{Criterion, Indicator, Programme, Row, Years};
use crate::source::{Files, Place, Sources, Spanned};
use crate::validate::{Checker, Kind};

use rows::RowReader;

/// What came of reading a programme's folder.
pub struct CheckedProgramme {
    /// The texts that were read.
    pub sources: Sources,
    /// The programme, if nothing was wrong.
    pub programme: Option<Programme>,
    /// Everything that was wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The language of its documents, if it could be read.
    pub language: Option<Language>,
}

/// Reads and checks a programme's folder.
#[must_use]
pub fn check_programme(files: &Files) -> CheckedProgramme {
    let mut checker = Checker::new(files, Kind::Programme);
    checker.stray_tables();
    let definition = checker.rules_file().and_then(|file| {
        let (definition, faults) = definition::decode(&checker.sources, file);
        // A member of a list that is no mapping has a number that nobody knows.
        let damaged = faults.iter().any(|fault| fault.code == Code::WrongType);
        checker.diagnostics.extend(faults);
        definition.map(|definition| (definition, Numbers { known: BTreeMap::new(), damaged }))
    });
    let language = definition.as_ref().and_then(|(definition, _)| definition.language);
    let programme = definition.and_then(|(definition, numbers)| programme(&mut checker, definition, numbers));
    let Checker { sources, diagnostics, .. } = checker;
    let mut diagnostics = diagnostics.into_list();
    diagnostic::sort(&mut diagnostics, &sources);
    let programme = programme.filter(|_| !diagnostic::any_error(&diagnostics));
    CheckedProgramme { sources, programme, diagnostics, language }
}

/// The numbers of rows, each with its place in the order of the programme.
struct Numbers {
    known: BTreeMap<String, (usize, Place)>,
    /// Whether some number could not be read: what is not found may be that.
    damaged: bool,
}

impl Numbers {
    /// Takes a number in; one that stands twice is reported.
    fn add(&mut self, checker: &mut Checker, number: Option<&Spanned<String>>, index: usize) {
        let Some(number) = number else {
            self.damaged = true;
            return;
        };
        match self.known.get(&number.value) {
            Some((_, first)) => {
                self.damaged = true;
                let first = checker.sources.describe_line(*first);
                let fault = Diagnostic::new(Code::DuplicateRow, number.place).with("name", number.value.as_str());
                checker.report(fault.with("first", first));
            }
            None => {
                self.known.insert(number.value.clone(), (index, number.place));
            }
        }
    }
}

fn programme(checker: &mut Checker, definition: ProgrammeDefinition, mut numbers: Numbers) -> Option<Programme> {
    let years = definition.years?;
    headings(checker, &definition.criteria, numbers.damaged);
    let rows = rows(checker, &definition.criteria, years, &mut numbers);
    let budget = budget::read(checker, definition.budget.as_ref(), years, numbers.damaged);
    Some(Programme {
        title: definition.title?,
        language: definition.language?,
        organisation: definition.organisation,
        years,
        criteria: criteria(definition.criteria, rows)?,
        budget,
    })
}

/// Numbers of criteria, and of indicators whose rows have numbers of their own, stand once.
fn headings(checker: &mut Checker, criteria: &[CriterionDefinition], damaged: bool) {
    let mut of_criteria = Numbers { known: BTreeMap::new(), damaged };
    let mut of_indicators = Numbers { known: BTreeMap::new(), damaged };
    for (index, criterion) in criteria.iter().enumerate() {
        of_criteria.add(checker, criterion.number.as_ref(), index);
        for indicator in criterion.indicators.iter().filter(|indicator| has_levels(indicator)) {
            of_indicators.add(checker, indicator.number.as_ref(), index);
        }
    }
}

/// Whether the indicator is broken down to rows with numbers of their own.
fn has_levels(indicator: &IndicatorDefinition) -> bool {
    let own = indicator.number.as_ref().map(|number| number.place);
    indicator.rows.iter().any(|row| row.number.as_ref().map(|number| number.place) != own)
}

/// Every row in the order of the programme, with its actual values.
fn rows(
    checker: &mut Checker,
    criteria: &[CriterionDefinition],
    years: Years,
    numbers: &mut Numbers,
) -> Vec<Option<Row>> {
    let mut reader = RowReader::new(checker, years);
    for indicator in criteria.iter().flat_map(|criterion| &criterion.indicators) {
        reader.indicator(indicator, numbers);
    }
    let mut rows = reader.finish();
    reported::actuals(checker, years, numbers, &mut rows);
    rows.into_iter().map(|read| read.row).collect()
}

/// The definition with its rows put in; none if anything is missing.
fn criteria(definitions: Vec<CriterionDefinition>, rows: Vec<Option<Row>>) -> Option<Vec<Criterion>> {
    let mut rows = rows.into_iter();
    let mut indicator = |definition: IndicatorDefinition| {
        let rows: Option<Vec<Row>> = rows.by_ref().take(definition.rows.len()).collect();
        Some(Indicator {
            number: definition.number?.value,
            title: definition.title?,
            responsible: definition.responsible,
            rows: rows?,
        })
    };
    let criterion = |definition: CriterionDefinition| {
        Some(Criterion {
            number: definition.number?.value,
            title: definition.title?,
            indicators: definition.indicators.into_iter().map(&mut indicator).collect::<Option<_>>()?,
        })
    };
    definitions.into_iter().map(criterion).collect()
}
