//! The steps of a score: names resolved, every axis folded exactly once.

use std::collections::BTreeSet;

use crate::contest::{Axis, Content, Factor, Fold, Juror, JurorIndex, Operation, Role, Rules, Step};
use crate::definition::{OperationDefinition, ScoreDefinition, StageDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::source::{Place, Spanned};
use crate::validate::Checker;
use crate::validate::rules::{default_steps, unknown};

/// The word for all members of an axis that are not named.
const OTHERS: &str = "others";

/// Resolves the steps of a stage; the default where nothing is written or something was wrong.
pub(crate) fn resolve(
    checker: &mut Checker,
    stage: &StageDefinition,
    content: &Content,
    jury: &[Juror],
    above: &Rules,
) -> Vec<Step> {
    let lines = match &stage.score {
        ScoreDefinition::Faulty => return default_steps(content, stage.place),
        ScoreDefinition::Default => {
            let steps = default_steps(content, stage.place);
            let folded = steps.iter().filter_map(|step| match &step.operation {
                Operation::Fold(fold) => Some(fold.axis),
                Operation::Round(_) | Operation::Times(_) => None,
            });
            let open = open_axes(content, &folded.collect());
            report_open(checker, &open, stage.place);
            return steps;
        }
        ScoreDefinition::Steps(lines) => lines,
    };
    let mut folded: BTreeSet<Axis> = BTreeSet::new();
    let mut steps = Vec::new();
    for line in lines {
        let operation = match &line.operation {
            OperationDefinition::Fold { axis, kind, drop, needs, missing } => {
                if !has_axis(content, *axis) {
                    checker.report(Diagnostic::new(Code::AxisAbsent, line.place).with("axis", axis.word()));
                } else if !folded.insert(*axis) {
                    checker.report(Diagnostic::new(Code::AxisFoldedTwice, line.place).with("axis", axis.word()));
                }
                let (drop, missing) = (drop.clone(), missing.clone());
                Operation::Fold(Fold { axis: *axis, kind: *kind, drop, needs: *needs, missing })
            }
            OperationDefinition::Round(rounding) => Operation::Round(rounding.clone()),
            OperationDefinition::TimesConstant(factor) => Operation::Times(Factor::Constant(factor.clone())),
            OperationDefinition::TimesNames(names) => {
                let scope = Scope { content, jury, above, folded: &folded };
                match scope.factors(checker, names, line.place) {
                    Some(factor) => Operation::Times(factor),
                    None => continue,
                }
            }
        };
        steps.push(Step { operation, place: line.place });
    }
    let place = lines.last().map_or(stage.place, |line| line.place);
    report_open(checker, &open_axes(content, &folded), place);
    steps
}

/// The jurors whom an id or a role names; nobody if there is no such juror.
pub(crate) fn named_jurors(jury: &[Juror], name: &str) -> Vec<JurorIndex> {
    let named = |juror: &Juror| juror.id == name || (juror.role.word() == name && juror.role.votes());
    (0..jury.len()).filter(|&juror| named(&jury[juror])).map(JurorIndex).collect()
}

fn has_axis(content: &Content, axis: Axis) -> bool {
    match (content, axis) {
        (Content::Marks { .. }, Axis::Jurors | Axis::Criteria | Axis::Attempts) => true,
        (Content::Stages(_), Axis::Stages) => true,
        (Content::Marks { .. }, Axis::Stages) => false,
        (Content::Stages(_), Axis::Jurors | Axis::Criteria | Axis::Attempts) => false,
    }
}

/// One member folds itself, jurors never do.
fn open_axes(content: &Content, folded: &BTreeSet<Axis>) -> Vec<Axis> {
    let members = |axis: Axis| match (content, axis) {
        (Content::Marks { .. }, Axis::Jurors) => usize::MAX,
        (Content::Marks { criteria, .. }, Axis::Criteria) => criteria.len(),
        (Content::Marks { attempts, .. }, Axis::Attempts) => *attempts,
        (Content::Stages(stages), Axis::Stages) => stages.len(),
        (Content::Marks { .. }, Axis::Stages)
        | (Content::Stages(_), Axis::Jurors | Axis::Criteria | Axis::Attempts) => 1,
    };
    Axis::ALL.into_iter().filter(|axis| members(*axis) > 1 && !folded.contains(axis)).collect()
}

fn report_open(checker: &mut Checker, open: &[Axis], place: Place) {
    for axis in open {
        checker.report(Diagnostic::new(Code::AxisOpen, place).with("axis", axis.word()));
    }
}

/// What names in a step may mean.
struct Scope<'s> {
    content: &'s Content,
    jury: &'s [Juror],
    above: &'s Rules,
    folded: &'s BTreeSet<Axis>,
}

impl Scope<'_> {
    /// The names of every member of an axis, with the position of each; a juror's role names several.
    fn members(&self, axis: Axis) -> Vec<(String, usize)> {
        match (self.content, axis) {
            (Content::Marks { criteria, .. }, Axis::Criteria) => {
                criteria.iter().enumerate().map(|(index, criterion)| (criterion.id.clone(), index)).collect()
            }
            (Content::Marks { .. }, Axis::Jurors) => {
                self.jury.iter().enumerate().map(|(index, juror)| (juror.id.clone(), index)).collect()
            }
            (Content::Marks { attempts, .. }, Axis::Attempts) => {
                (0..*attempts).map(|index| ((index + 1).to_string(), index)).collect()
            }
            (Content::Stages(stages), Axis::Stages) => {
                stages.iter().map(|stage| (self.above.stages[stage.0].id.clone(), stage.0)).collect()
            }
            (Content::Marks { .. }, Axis::Stages)
            | (Content::Stages(_), Axis::Criteria | Axis::Jurors | Axis::Attempts) => Vec::new(),
        }
    }

    fn positions(&self, axis: Axis, name: &str) -> Vec<usize> {
        match axis {
            Axis::Jurors if Role::ALL.iter().any(|role| role.word() == name) => {
                named_jurors(self.jury, name).into_iter().map(|juror| juror.0).collect()
            }
            Axis::Jurors | Axis::Criteria | Axis::Attempts | Axis::Stages => {
                self.members(axis).into_iter().filter(|(id, _)| id == name).map(|(_, position)| position).collect()
            }
        }
    }

    /// All names belong to one axis that is still open, and leave no member out.
    fn factors(&self, checker: &mut Checker, names: &[(Spanned<String>, Score)], place: Place) -> Option<Factor> {
        let named = |axis: &Axis| names.iter().any(|(name, _)| !self.positions(*axis, &name.value).is_empty());
        let axis = Axis::ALL.into_iter().find(named).unwrap_or(match self.content {
            Content::Marks { .. } => Axis::Criteria,
            Content::Stages(_) => Axis::Stages,
        });
        let members = self.members(axis);
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
                unknown(checker, name, axis.word(), &ids);
                all_known = false;
            }
            for position in positions {
                factors[position] = Some(factor.clone());
            }
        }
        if self.folded.contains(&axis) {
            checker.report(Diagnostic::new(Code::AxisAbsent, place).with("axis", axis.word()));
            return None;
        }
        let left_out: Vec<&str> = members
            .iter()
            .filter(|(_, position)| factors[*position].is_none() && others.is_none())
            .map(|(id, _)| id.as_str())
            .collect();
        if all_known && !left_out.is_empty() {
            checker.report(Diagnostic::new(Code::NamesLeftOut, place).with("names", left_out.join(", ")));
        }
        let one = others.unwrap_or_else(|| Score::integer(1));
        Some(Factor::Each(axis, factors.into_iter().map(|factor| factor.unwrap_or_else(|| one.clone())).collect()))
    }
}
