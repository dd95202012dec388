//! `programme.yaml` as it is written.
//!
//! Receives the text, hands on a [`ProgrammeDefinition`] whose cells are read but not yet compared with one another,
//! with every fault that can be seen in one place. A key that has rows below it is taken up by them.

use crate::definition::decoder::{Decoder, Mapping};
use crate::definition::head;
use crate::definition::tree::{self, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Argument, Language, Title};
use crate::programme::{Direction, Value, Years, is_same_unit};
use crate::score::Score;
use crate::source::{FileId, Place, Sources, Spanned};

/// A programme as it is written; what is missing has been reported.
#[derive(Clone, Debug)]
pub struct ProgrammeDefinition {
    /// Its name.
    pub title: Option<Title>,
    /// The language of its documents.
    pub language: Option<Language>,
    /// Whose programme it is.
    pub organisation: Option<Title>,
    /// The years it is for.
    pub years: Option<Years>,
    /// Its criteria.
    pub criteria: Vec<CriterionDefinition>,
    /// What it costs.
    pub budget: Option<BudgetDefinition>,
}

/// A criterion as it is written.
#[derive(Clone, Debug)]
pub struct CriterionDefinition {
    /// Its number.
    pub number: Option<Spanned<String>>,
    /// Its name.
    pub title: Option<Title>,
    /// Its indicators.
    pub indicators: Vec<IndicatorDefinition>,
}

/// An indicator as it is written.
#[derive(Clone, Debug)]
pub struct IndicatorDefinition {
    /// Its number.
    pub number: Option<Spanned<String>>,
    /// Its name.
    pub title: Option<Title>,
    /// Who answers for it.
    pub responsible: Option<Title>,
    /// Which values are better.
    pub direction: DirectionDefinition,
    /// Its rows; the indicator itself where it has none below it.
    pub rows: Vec<RowDefinition>,
}

/// Whether a direction is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectionDefinition {
    /// Nothing is.
    Nothing,
    /// This one.
    Known(Direction),
    /// Something else, which has been reported.
    Faulty,
}

/// A row as it is written.
#[derive(Clone, Debug)]
pub struct RowDefinition {
    /// Its number.
    pub number: Option<Spanned<String>>,
    /// Its level; none where the indicator has no rows below it.
    pub title: Option<Title>,
    /// Its unit, its own or the indicator's.
    pub unit: Option<Title>,
    /// Its direction, its own or the indicator's.
    pub direction: DirectionDefinition,
    /// The value of the year before the first.
    pub baseline: CellDefinition,
    /// The target of every year of the programme.
    pub targets: Vec<CellDefinition>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub enum CellDefinition {
    /// Nothing is written, or `-`.
    Nothing,
    /// A value.
    Value(Spanned<Value>),
    /// Something else, which has been reported.
    Faulty,
}

/// A budget as it is written.
#[derive(Clone, Debug)]
pub struct BudgetDefinition {
    /// The unit of the amounts.
    pub unit: Option<Title>,
    /// The total that it states.
    pub total: Option<Spanned<Score>>,
    /// Whether a total is written that could not be read.
    pub total_faulty: bool,
    /// Its rows.
    pub rows: Vec<BudgetRowDefinition>,
    /// The key itself.
    pub place: Place,
}

/// A row of a budget as it is written.
#[derive(Clone, Debug)]
pub struct BudgetRowDefinition {
    /// Its number.
    pub number: Option<Spanned<String>>,
    /// What the money is for.
    pub title: Option<Title>,
    /// The total that it states.
    pub total: Option<Spanned<Score>>,
    /// The amount of every year of the programme.
    pub years: Vec<Option<Score>>,
    /// Whether an amount could not be read.
    pub damaged: bool,
}

/// Decodes a programme; with it everything that was wrong.
pub fn decode(sources: &Sources, file: FileId) -> (Option<ProgrammeDefinition>, Vec<Diagnostic>) {
    let root = match tree::parse(sources, file) {
        Ok(root) => root,
        Err(fault) => return (None, vec![fault]),
    };
    let mut reader = Reader { decoder: Decoder::default(), years: None, money: None };
    let definition = reader.programme(&root, file);
    (definition, reader.decoder.diagnostics)
}

struct Reader {
    decoder: Decoder,
    /// The years of the programme; without them no row can be read.
    years: Option<Years>,
    /// The unit of the budget.
    money: Option<Title>,
}

impl Reader {
    fn programme(&mut self, root: &Node, file: FileId) -> Option<ProgrammeDefinition> {
        let mut mapping = head(root, file, &mut self.decoder)?;
        let title = mapping.require("title").and_then(|node| self.decoder.title(node));
        let language = mapping.require("language").and_then(|node| self.decoder.language(node));
        let organisation = mapping.get("organisation").and_then(|node| self.decoder.title(node));
        self.years = mapping.require("years").and_then(|node| self.years(node));
        let criteria = mapping.require("criteria").map(|node| self.each(node, Self::criterion)).unwrap_or_default();
        let budget = mapping.entry("budget").and_then(|(key, node)| self.budget(key.place, node));
        mapping.finish(&mut self.decoder);
        Some(ProgrammeDefinition { title, language, organisation, years: self.years, criteria, budget })
    }

    /// `2023-2027`, or one year.
    fn years(&mut self, node: &Node) -> Option<Years> {
        let text = self.decoder.text(node)?.value;
        let year = |text: &str| text.trim().parse::<u16>().ok().filter(|year| (1900..=2999).contains(year));
        let (first, last) = text.split_once(['-', '–']).unwrap_or((&text, &text));
        let years = year(first).zip(year(last)).and_then(|(first, last)| Years::new(first, last));
        if years.is_none() {
            return self.decoder.wrong_value(node, &text, "2023-2027".to_owned());
        }
        years
    }

    /// Every member of a list that must not be empty.
    fn each<T>(&mut self, node: &Node, read: impl Fn(&mut Self, &Node) -> Option<T>) -> Vec<T> {
        let Some(list) = self.decoder.list(node) else { return Vec::new() };
        if list.is_empty() {
            self.decoder.wrong::<()>(node, "list");
        }
        list.iter().filter_map(|node| read(self, node)).collect()
    }

    fn number(&mut self, mapping: &mut Mapping) -> Option<Spanned<String>> {
        let mut number = mapping.require("number").and_then(|node| self.decoder.text(node))?;
        // People number indicators «1.1» and «1.1.».
        number.value = number.value.trim().trim_end_matches('.').to_owned();
        Some(number)
    }

    fn criterion(&mut self, node: &Node) -> Option<CriterionDefinition> {
        let mut mapping = self.decoder.mapping(node)?;
        let number = self.number(&mut mapping);
        let title = mapping.require("title").and_then(|node| self.decoder.title(node));
        let indicators = mapping.require("indicators").map(|node| self.each(node, Self::indicator)).unwrap_or_default();
        mapping.finish(&mut self.decoder);
        Some(CriterionDefinition { number, title, indicators })
    }

    fn indicator(&mut self, node: &Node) -> Option<IndicatorDefinition> {
        let mut mapping = self.decoder.mapping(node)?;
        let number = self.number(&mut mapping);
        let title = mapping.require("title").and_then(|node| self.decoder.title(node));
        let responsible = mapping.get("responsible").and_then(|node| self.decoder.title(node));
        let unit = mapping.get("unit").and_then(|node| self.decoder.title(node));
        let direction = self.direction(&mut mapping);
        let rows = match mapping.get("rows") {
            Some(node) => self.each(node, |reader, node| reader.row(node, unit.as_ref(), direction)),
            None => {
                let (baseline, targets) = self.values(&mut mapping);
                vec![RowDefinition { number: number.clone(), title: None, unit, direction, baseline, targets }]
            }
        };
        mapping.finish(&mut self.decoder);
        Some(IndicatorDefinition { number, title, responsible, direction, rows })
    }

    /// A row below an indicator has its unit and direction, unless it says otherwise.
    fn row(&mut self, node: &Node, unit: Option<&Title>, direction: DirectionDefinition) -> Option<RowDefinition> {
        let mut mapping = self.decoder.mapping(node)?;
        let number = self.number(&mut mapping);
        let title = mapping.require("title").and_then(|node| self.decoder.title(node));
        let unit = match mapping.get("unit") {
            Some(node) => self.decoder.title(node),
            None => unit.cloned(),
        };
        let direction = match self.direction(&mut mapping) {
            DirectionDefinition::Nothing => direction,
            own @ (DirectionDefinition::Known(_) | DirectionDefinition::Faulty) => own,
        };
        let (baseline, targets) = self.values(&mut mapping);
        mapping.finish(&mut self.decoder);
        Some(RowDefinition { number, title, unit, direction, baseline, targets })
    }

    fn direction(&mut self, mapping: &mut Mapping) -> DirectionDefinition {
        const WORDS: [Direction; 3] = [Direction::Up, Direction::Down, Direction::Hold];
        let Some(node) = mapping.get("direction") else { return DirectionDefinition::Nothing };
        let read = self.decoder.word(node, &WORDS.map(|direction| (direction.word(), direction)));
        read.map_or(DirectionDefinition::Faulty, DirectionDefinition::Known)
    }

    fn values(&mut self, mapping: &mut Mapping) -> (CellDefinition, Vec<CellDefinition>) {
        let baseline = mapping.get("baseline").map_or(CellDefinition::Nothing, |node| self.cell(node));
        let Some(node) = mapping.require("targets") else { return (baseline, Vec::new()) };
        let Some(years) = self.years else { return (baseline, Vec::new()) };
        let mut targets: Vec<Option<CellDefinition>> = vec![None; years.iter().len()];
        let before = self.decoder.diagnostics.len();
        let Some(values) = self.by_year(node, years) else { return (baseline, Vec::new()) };
        for (index, node) in values {
            targets[index] = Some(self.cell(node));
        }
        // A year that is missing may stand there mistyped.
        let mistyped = self.decoder.diagnostics[before..].iter().any(|fault| fault.code == Code::YearOutside);
        for (year, _) in years.iter().zip(&targets).filter(|(_, target)| target.is_none() && !mistyped) {
            self.decoder.report(Diagnostic::new(Code::MissingKey, node.place).with("key", year.to_string()));
        }
        (baseline, targets.into_iter().map(|target| target.unwrap_or(CellDefinition::Faulty)).collect())
    }

    /// The values under the years of the programme; any other key is a fault. None if there are no keys at all.
    fn by_year<'n>(&mut self, node: &'n Node, years: Years) -> Option<Vec<(usize, &'n Node)>> {
        let entries = self.decoder.names(node)?;
        let mut values = Vec::new();
        for (key, node) in entries {
            match key.value.parse().ok().and_then(|year| years.index(year)) {
                Some(index) => values.push((index, node)),
                None => self.decoder.report(outside(key.place, &key.value, years)),
            }
        }
        Some(values)
    }

    fn cell(&mut self, node: &Node) -> CellDefinition {
        let Some(text) = self.decoder.text(node) else { return CellDefinition::Faulty };
        match Value::parse(&text.value) {
            Ok(None) => CellDefinition::Nothing,
            Ok(Some(value)) => CellDefinition::Value(Spanned::new(value, node.place)),
            Err(_) => {
                self.decoder.report(Diagnostic::new(Code::NotAValue, node.place).with("found", text.value));
                CellDefinition::Faulty
            }
        }
    }

    fn budget(&mut self, place: Place, node: &Node) -> Option<BudgetDefinition> {
        let mut mapping = self.decoder.mapping(node)?;
        self.money = mapping.get("unit").and_then(|node| self.decoder.title(node));
        let written = mapping.get("total");
        let total = written.and_then(|node| self.amount(node));
        let total_faulty = written.is_some() && total.is_none();
        let rows = mapping.require("rows").map(|node| self.each(node, Self::budget_row)).unwrap_or_default();
        mapping.finish(&mut self.decoder);
        Some(BudgetDefinition { unit: self.money.clone(), total, total_faulty, rows, place })
    }

    fn budget_row(&mut self, node: &Node) -> Option<BudgetRowDefinition> {
        let mut mapping = self.decoder.mapping(node)?;
        let number = self.number(&mut mapping);
        let title = mapping.require("title").and_then(|node| self.decoder.title(node));
        let before = self.decoder.diagnostics.len();
        let total = mapping.get("total").and_then(|node| self.amount(node));
        let mut amounts = vec![None; self.years.map_or(0, |years| years.iter().len())];
        if let (Some(node), Some(years)) = (mapping.get("years"), self.years) {
            for (index, node) in self.by_year(node, years).into_iter().flatten() {
                amounts[index] = self.amount(node).map(|amount| amount.value);
            }
        }
        let damaged = self.decoder.diagnostics.len() > before;
        mapping.finish(&mut self.decoder);
        Some(BudgetRowDefinition { number, title, total, years: amounts, damaged })
    }

    /// An amount of money; nothing where the cell says `-`, or is no amount, which is reported.
    fn amount(&mut self, node: &Node) -> Option<Spanned<Score>> {
        let value = match self.cell(node) {
            CellDefinition::Value(value) => value.value,
            CellDefinition::Nothing | CellDefinition::Faulty => return None,
        };
        match money(value, self.money.as_ref(), node.place) {
            Ok(amount) => Some(Spanned::new(amount, node.place)),
            Err(fault) => {
                self.decoder.report(fault);
                None
            }
        }
    }
}

/// An amount of money; none where it is written in another unit than the budget's, which is reported.
///
/// # Errors
/// The fault.
pub fn money(value: Value, unit: Option<&Title>, place: Place) -> Result<Score, Diagnostic> {
    let is_own = |other: &str| unit.is_some_and(|unit| unit.texts().any(|text| is_same_unit(text, other)));
    let other = value.amounts().find_map(|amount| amount.unit.as_deref().filter(|other| !is_own(other)));
    match other {
        None => Ok(value.first.number),
        Some(other) => Err(other_unit(place, other, unit, "budget")),
    }
}

/// A value in another unit than the targets, or the budget, is written in.
pub fn other_unit(place: Place, found: &str, unit: Option<&Title>, kind: &'static str) -> Diagnostic {
    let fault = Diagnostic::new(Code::OtherUnit, place).with("found", found).with("kind", kind);
    fault.with("unit", unit.map_or_else(|| "no".into(), Argument::from))
}

/// A year that the programme does not have.
pub fn outside(place: Place, found: &str, years: Years) -> Diagnostic {
    let fault = Diagnostic::new(Code::YearOutside, place).with("found", found);
    fault.with("first", years.first().to_string()).with("last", years.last().to_string())
}
