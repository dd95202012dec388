//! The steps of a score: names resolved, every axis folded exactly once, every number used where it can be.

use std::collections::BTreeSet;

use crate::contest::{
    Addend, Axis, Content, Direction, Factor, Fold, FoldKind, Juror, JurorIndex, MarkScale, Operation, Role, Rules,
    Step,
};
use crate::definition::{ADJUSTMENTS, AddendDefinition, Names, OperationDefinition, ScoreDefinition, StageDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::source::{Place, Spanned};
use crate::validate::rules::{Own, default_steps, unknown};

/// The word for all members of an axis that are not named.
const OTHERS: &str = "others";

/// Resolves the steps of a stage, the default where nothing is written or something was wrong; with them the
/// direction of the score.
pub(crate) fn resolve(own: &mut Own, stage: &StageDefinition) -> (Vec<Step>, Direction) {
    let start = start_direction(own.content, own.above);
    let places = all_places(own.content);
    let mut reader = StepReader {
        own,
        folded: BTreeSet::new(),
        used: BTreeSet::new(),
        mistaken: false,
        adjusted: false,
        direction: start,
        places,
        skated: false,
    };
    let default = default_steps(reader.own.content, start.unwrap_or_default(), stage.place);
    let (steps, end) = match &stage.score {
        ScoreDefinition::Faulty => {
            // What the steps fold is not known, and what speaks of it is no further fault.
            reader.own.folded.extend(Axis::ALL);
            return (default, start.unwrap_or_default());
        }
        ScoreDefinition::Default => {
            for step in &default {
                if let Operation::Fold(fold) = &step.operation {
                    reader.mark_folded(fold.axis, fold.kind, step.place);
                }
            }
            (default, stage.place)
        }
        ScoreDefinition::Steps(lines) => {
            let mut steps = Vec::new();
            for line in lines {
                let direction = reader.direction.unwrap_or_default();
                reader.check_skating(&line.operation, line.place);
                if let Some(operation) = reader.operation(&line.operation, line.place) {
                    steps.push(Step { operation, direction, place: line.place });
                }
            }
            (steps, lines.last().map_or(stage.place, |line| line.place))
        }
    };
    reader.finish(end);
    reader.own.folded = std::mem::take(&mut reader.folded);
    let direction = reader.direction.unwrap_or_default();
    (steps, direction)
}

/// The jurors whom an id or a role names; nobody if there is no such juror.
pub(crate) fn named_jurors(jury: &[Juror], name: &str) -> Vec<JurorIndex> {
    let named = |juror: &Juror| juror.id == name || (juror.role.word() == name && juror.role.votes());
    (0..jury.len()).filter(|&juror| named(&jury[juror])).map(JurorIndex).collect()
}

/// The direction of the numbers that a table begins with; none where it is mixed.
fn start_direction(content: &Content, above: &Rules) -> Option<Direction> {
    let mut all: Vec<Direction> = match content {
        Content::Marks { criteria, .. } => criteria.iter().map(|criterion| criterion.direction).collect(),
        Content::Stages(stages) => stages.iter().map(|stage| above.stages[stage.0].direction).collect(),
    };
    all.dedup();
    match all.as_slice() {
        [] => Some(Direction::default()),
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether a table begins with places alone.
fn all_places(content: &Content) -> bool {
    match content {
        Content::Marks { criteria, .. } => criteria.iter().all(|criterion| criterion.marks == MarkScale::Places),
        Content::Stages(_) => false,
    }
}

/// Goes through the steps of a stage and knows what is still open.
struct StepReader<'r, 'c, 'f> {
    own: &'r mut Own<'c, 'f>,
    folded: BTreeSet<Axis>,
    used: BTreeSet<usize>,
    /// Whether a step named a number that is not there.
    mistaken: bool,
    /// Whether a line adds the points of `adjustments.csv`.
    adjusted: bool,
    direction: Option<Direction>,
    /// Whether the table holds places.
    places: bool,
    /// Whether the jurors were folded by the Skating System.
    skated: bool,
}

impl StepReader<'_, '_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.own.checker.report(diagnostic);
    }

    fn operation(&mut self, operation: &OperationDefinition, place: Place) -> Option<Operation> {
        match operation {
            OperationDefinition::Fold { axis, kind, drop, needs, missing, weights } => {
                let weights = weights.as_ref().and_then(|names| self.members(*axis, names, place));
                let half = drop.as_ref().is_some_and(|drop| !drop.highest.is_integer() || !drop.lowest.is_integer());
                if half && !matches!(kind, FoldKind::Sum | FoldKind::Mean) {
                    let fault = Diagnostic::new(Code::WrongValue, place).with("found", "0.5");
                    self.report(fault.with("allowed", "0, 1, 2"));
                }
                self.mark_folded(*axis, *kind, place);
                let (drop, missing) = (drop.clone(), missing.clone());
                Some(Operation::Fold(Fold { axis: *axis, kind: *kind, drop, needs: *needs, missing, weights }))
            }
            OperationDefinition::Round(rounding) => Some(Operation::Round(rounding.clone())),
            OperationDefinition::TimesConstant(factor) => Some(Operation::Times(Factor::Constant(factor.clone()))),
            OperationDefinition::TimesNames(names) => {
                let axis = self.own.axis_of(names);
                let known = |(name, _): &(Spanned<String>, Score)| !self.own.positions(axis, &name.value).is_empty();
                if self.own.jury.is_empty() && !names.iter().any(known) {
                    // They may be jurors or panels, of whom nothing is known yet.
                    return None;
                }
                if !self.is_open(axis) {
                    self.report(Diagnostic::new(Code::AxisAbsent, place).with("axis", axis.word()));
                    return None;
                }
                self.members(axis, names, place).map(|factors| Operation::Times(Factor::Each(axis, factors)))
            }
            OperationDefinition::TimesNumber(name) => {
                let number = self.number(name)?;
                if let Some(axis) = self.own.numbers[number].per.axis()
                    && !self.is_open(axis)
                {
                    self.misplaced(name, "folded");
                }
                Some(Operation::Times(Factor::Number(number)))
            }
            OperationDefinition::Plus(AddendDefinition::Name(name)) if name.value == ADJUSTMENTS => {
                self.place_addend(name, None);
                if std::mem::replace(&mut self.adjusted, true) {
                    self.misplaced(name, "twice");
                }
                Some(Operation::Plus(Addend::Adjustments))
            }
            OperationDefinition::Plus(addend) => self.addend(addend).map(Operation::Plus),
            OperationDefinition::Minus(addend) => self.addend(addend).map(Operation::Minus),
            OperationDefinition::Floor(floor) => Some(Operation::Floor(floor.clone())),
            OperationDefinition::Pull(axis, distance) => {
                if !self.is_open(*axis) {
                    self.report(Diagnostic::new(Code::AxisAbsent, place).with("axis", axis.word()));
                }
                Some(Operation::Pull(*axis, distance.clone()))
            }
            OperationDefinition::Places(numbering, ties) => {
                self.becomes(Direction::Lower, place);
                Some(Operation::Places(*numbering, self.own.step_ties(ties.as_ref(), place)))
            }
            OperationDefinition::Points(points, ties) => {
                self.becomes(Direction::Higher, place);
                Some(Operation::Points(points.clone(), self.own.step_ties(ties.as_ref(), place)))
            }
        }
    }

    /// The Skating System works on places: those of the jurors, and then those of the dances that it led to.
    fn check_skating(&mut self, operation: &OperationDefinition, place: Place) {
        if let OperationDefinition::Fold { axis, kind: FoldKind::Skating, .. } = operation {
            match axis {
                Axis::Jurors if self.places => {}
                Axis::Criteria if self.skated => {}
                Axis::Jurors | Axis::Criteria => {
                    let why = if *axis == Axis::Jurors { "marks" } else { "dances" };
                    self.report(Diagnostic::new(Code::SkatingNeedsPlaces, place).with("why", why));
                }
                Axis::Attempts | Axis::Stages | Axis::Panels => {
                    let kinds = FoldKind::ALL.map(FoldKind::word).into_iter().filter(|kind| *kind != "skating");
                    let fault = Diagnostic::new(Code::WrongValue, place).with("found", "skating");
                    self.report(fault.with("allowed", kinds.collect::<Vec<_>>().join(", ")));
                }
            }
        }
        (self.places, self.skated) = match operation {
            OperationDefinition::Fold { axis, kind: FoldKind::Skating, .. } => (true, *axis == Axis::Jurors),
            OperationDefinition::Places(..) | OperationDefinition::Fold { kind: FoldKind::OneByOne, .. } => {
                (true, false)
            }
            _ => (false, false),
        };
    }

    fn mark_folded(&mut self, axis: Axis, kind: FoldKind, place: Place) {
        if !self.own.has_axis(axis) || (axis == Axis::Panels && !self.folded.contains(&Axis::Jurors)) {
            self.report(Diagnostic::new(Code::AxisAbsent, place).with("axis", axis.word()));
        } else if !self.folded.insert(axis) {
            self.report(Diagnostic::new(Code::AxisFoldedTwice, place).with("axis", axis.word()));
        }
        let by_better = match kind {
            FoldKind::Best | FoldKind::Worst | FoldKind::Skating | FoldKind::OneByOne => true,
            FoldKind::Sum | FoldKind::Mean | FoldKind::Median => matches!(axis, Axis::Criteria | Axis::Stages),
        };
        if by_better && self.direction.is_none() {
            self.report(Diagnostic::new(Code::DirectionsMixed, place));
            self.direction = Some(Direction::default());
        }
        if matches!(kind, FoldKind::Skating | FoldKind::OneByOne) {
            self.direction = Some(Direction::Lower);
        }
    }

    /// Places and points look at who is better; in a stage of stages each stage knows that itself.
    fn becomes(&mut self, direction: Direction, place: Place) {
        let own_places = self.is_open(Axis::Stages);
        if self.direction.is_none() && !own_places {
            self.report(Diagnostic::new(Code::DirectionsMixed, place));
        }
        self.direction = Some(direction);
    }

    fn addend(&mut self, addend: &AddendDefinition) -> Option<Addend> {
        let name = match addend {
            AddendDefinition::Constant(constant) => return Some(Addend::Constant(constant.clone())),
            AddendDefinition::Name(name) => name,
        };
        let number = self.number(name)?;
        self.place_addend(name, self.own.numbers[number].per.axis());
        Some(Addend::Number(number))
    }

    /// What is added to each of several numbers would count several times.
    fn place_addend(&mut self, name: &Spanned<String>, axis: Option<Axis>) {
        if axis.is_some_and(|axis| !self.is_open(axis)) {
            self.misplaced(name, "folded");
        } else if self.open_axes().into_iter().any(|open| Some(open) != axis) {
            self.misplaced(name, "open");
        }
    }

    fn misplaced(&mut self, name: &Spanned<String>, why: &'static str) {
        let fault = Diagnostic::new(Code::NumberMisplaced, name.place).with("number", name.value.as_str());
        self.report(fault.with("why", why));
    }

    fn number(&mut self, name: &Spanned<String>) -> Option<usize> {
        let found = self.own.numbers.iter().position(|number| number.id == name.value);
        match found {
            Some(number) => {
                self.used.insert(number);
            }
            None => {
                self.mistaken = true;
                let known: Vec<&str> = self.own.numbers.iter().map(|number| number.id.as_str()).collect();
                unknown(self.own.checker, name, "number", &known);
            }
        }
        found
    }

    fn members(&mut self, axis: Axis, names: &Names, place: Place) -> Option<Vec<Score>> {
        self.own.factors(axis, names, place)
    }

    fn is_open(&self, axis: Axis) -> bool {
        let begun = axis != Axis::Panels || self.folded.contains(&Axis::Jurors);
        self.own.has_axis(axis) && begun && !self.folded.contains(&axis)
    }

    /// One member folds itself, jurors never do.
    fn open_axes(&self) -> Vec<Axis> {
        let open = |axis: &Axis| !self.folded.contains(axis) && self.own.size(*axis) > 1;
        Axis::ALL.into_iter().filter(open).collect()
    }

    fn finish(&mut self, end: Place) {
        for axis in self.open_axes() {
            self.report(Diagnostic::new(Code::AxisOpen, end).with("axis", axis.word()));
        }
        for (index, number) in self.own.numbers.iter().enumerate() {
            if !self.mistaken && !self.used.contains(&index) && !self.own.number_breaks_ties(&number.id) {
                let unused = Diagnostic::new(Code::NumberUnused, number.place);
                self.own.checker.report(unused.with("number", number.id.as_str()));
            }
        }
    }
}

/// The names that steps may use.
impl Own<'_, '_> {
    fn has_axis(&self, axis: Axis) -> bool {
        match (self.content, axis) {
            (Content::Marks { .. }, Axis::Jurors | Axis::Criteria | Axis::Attempts) => true,
            (Content::Marks { .. }, Axis::Panels) => self.panels() > 0,
            (Content::Stages(_), Axis::Stages) => true,
            (Content::Marks { .. }, Axis::Stages) => false,
            (Content::Stages(_), Axis::Jurors | Axis::Criteria | Axis::Attempts | Axis::Panels) => false,
        }
    }

    /// How many members an axis has; as many as can be for jurors.
    fn size(&self, axis: Axis) -> usize {
        match (self.content, axis) {
            (Content::Marks { .. }, Axis::Jurors) => usize::MAX,
            (Content::Marks { criteria, .. }, Axis::Criteria) => criteria.len(),
            (Content::Marks { attempts, .. }, Axis::Attempts) => *attempts,
            (Content::Marks { .. }, Axis::Panels) => self.panels(),
            (Content::Stages(stages), Axis::Stages) => stages.len(),
            (Content::Marks { .. }, Axis::Stages) => 1,
            (Content::Stages(_), Axis::Jurors | Axis::Criteria | Axis::Attempts | Axis::Panels) => 1,
        }
    }

    fn panels(&self) -> usize {
        let judging = self.jury.iter().filter(|juror| juror.judges_in(self.index));
        judging.filter_map(|juror| juror.panel.as_ref()).collect::<BTreeSet<_>>().len()
    }

    /// The names of every member of an axis, with the index of each.
    fn names(&self, axis: Axis) -> Vec<(String, usize)> {
        match (self.content, axis) {
            (Content::Marks { criteria, .. }, Axis::Criteria) => {
                criteria.iter().enumerate().map(|(index, criterion)| (criterion.id.clone(), index)).collect()
            }
            (Content::Marks { .. }, Axis::Jurors) => {
                let judging = self.jury.iter().enumerate().filter(|(_, juror)| juror.judges_in(self.index));
                judging.map(|(index, juror)| (juror.id.clone(), index)).collect()
            }
            (Content::Marks { attempts, .. }, Axis::Attempts) => {
                (0..*attempts).map(|index| ((index + 1).to_string(), index)).collect()
            }
            (Content::Marks { .. }, Axis::Panels) => {
                let all: BTreeSet<&String> = self.jury.iter().filter_map(|juror| juror.panel.as_ref()).collect();
                all.into_iter().enumerate().map(|(index, name)| (name.clone(), index)).collect()
            }
            (Content::Stages(stages), Axis::Stages) => {
                stages.iter().map(|stage| (self.above.stages[stage.0].id.clone(), stage.0)).collect()
            }
            (Content::Marks { .. }, Axis::Stages)
            | (Content::Stages(_), Axis::Criteria | Axis::Jurors | Axis::Attempts | Axis::Panels) => Vec::new(),
        }
    }

    fn positions(&self, axis: Axis, name: &str) -> Vec<usize> {
        if axis == Axis::Jurors && Role::ALL.iter().any(|role| role.word() == name) {
            return named_jurors(self.jury, name).into_iter().map(|juror| juror.0).collect();
        }
        self.names(axis).into_iter().filter(|(id, _)| id == name).map(|(_, position)| position).collect()
    }

    /// The axis that names belong to; the first of the stage's axes if they belong to none.
    fn axis_of(&self, names: &Names) -> Axis {
        let named = |axis: &Axis| names.iter().any(|(name, _)| !self.positions(*axis, &name.value).is_empty());
        Axis::ALL.into_iter().find(named).unwrap_or(match self.content {
            Content::Marks { .. } => Axis::Criteria,
            Content::Stages(_) => Axis::Stages,
        })
    }

    /// A number for each member of the axis, none left out.
    fn factors(&mut self, axis: Axis, names: &Names, place: Place) -> Option<Vec<Score>> {
        let members = self.names(axis);
        let length = members.iter().map(|(_, position)| position + 1).max().unwrap_or(0);
        let mut factors: Vec<Option<Score>> = vec![None; length];
        let mut others = None;
        let mut all_known = true;
        for (name, factor) in names {
            let positions = self.positions(axis, &name.value);
            if name.value == OTHERS {
                others = Some(factor.clone());
            } else if positions.is_empty() {
                let ids: Vec<&str> = members.iter().map(|(id, _)| id.as_str()).collect();
                unknown(self.checker, name, axis.word(), &ids);
                all_known = false;
            }
            for position in positions.into_iter().filter(|position| *position < length) {
                if factors[position].is_some() && all_known {
                    // A juror by a role and by the id as well: nobody can tell which of the two numbers holds.
                    let twice = Diagnostic::new(Code::DuplicateKey, name.place);
                    self.checker.report(twice.with("key", name.value.as_str()));
                    all_known = false;
                }
                factors[position] = Some(factor.clone());
            }
        }
        let left_out: Vec<&str> = members
            .iter()
            .filter(|(_, position)| factors[*position].is_none() && others.is_none())
            .map(|(id, _)| id.as_str())
            .collect();
        if all_known && !left_out.is_empty() {
            let fault = Diagnostic::new(Code::NamesLeftOut, place).with("names", left_out.join(", "));
            self.checker.report(fault);
        }
        let one = others.unwrap_or_else(|| Score::integer(1));
        Some(factors.into_iter().map(|factor| factor.unwrap_or_else(|| one.clone())).collect())
    }
}
