//! The steps of a score.

use crate::contest::{Axis, Drop, FoldKind};
use crate::definition::decoder::{Decoder, Mapping};
use crate::definition::tree::Node;
use crate::definition::{OperationDefinition, ScoreDefinition, StepDefinition};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::{Half, Rounding, Score};
use crate::source::Spanned;

/// The verbs that change every number.
const CHANGES: [&str; 2] = ["round", "times"];

/// Decodes a list of steps.
pub fn steps(node: &Node, decoder: &mut Decoder) -> ScoreDefinition {
    let before = decoder.diagnostics.len();
    let lines = decoder.list(node).unwrap_or_default();
    let steps = lines.iter().filter_map(|line| step(line, decoder)).collect();
    if decoder.diagnostics.len() == before { ScoreDefinition::Steps(steps) } else { ScoreDefinition::Faulty }
}

fn step(node: &Node, decoder: &mut Decoder) -> Option<StepDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let axes = Axis::ALL.map(|axis| (axis, mapping.get(axis.word())));
    let changes = CHANGES.map(|verb| (verb, mapping.get(verb)));
    let folds: Vec<(Axis, &Node)> = axes.into_iter().filter_map(|(axis, node)| Some((axis, node?))).collect();
    let changes: Vec<(&str, &Node)> = changes.into_iter().filter_map(|(verb, node)| Some((verb, node?))).collect();
    let operation = match (folds.as_slice(), changes.as_slice()) {
        ([(axis, value)], []) => fold(*axis, value, &mut mapping, decoder),
        ([], [("round", value)]) => rounding(value, decoder).map(OperationDefinition::Round),
        ([], [(_, value)]) => times(value, decoder),
        _ => {
            let verbs: Vec<&str> = Axis::ALL.map(Axis::word).into_iter().chain(CHANGES).collect();
            let count = folds.len() + changes.len();
            let fault = Diagnostic::new(Code::OneVerb, node.place).with("count", count);
            decoder.report(fault.with("verbs", verbs.join(", ")));
            None
        }
    };
    mapping.finish(decoder);
    operation.map(|operation| StepDefinition { operation, place: node.place })
}

fn fold(axis: Axis, value: &Node, mapping: &mut Mapping, decoder: &mut Decoder) -> Option<OperationDefinition> {
    let kind = decoder.word(value, &FoldKind::ALL.map(|kind| (kind.word(), kind)));
    let drop = mapping.get("drop").and_then(|node| drop(node, decoder));
    let needs = mapping.get("needs").and_then(|node| decoder.count(node, 1)).unwrap_or(1);
    let missing = match axis {
        Axis::Attempts | Axis::Stages => mapping.get("missing").and_then(|node| decoder.number(node)),
        Axis::Jurors | Axis::Criteria => None,
    };
    let missing = missing.map(|number| number.value);
    Some(OperationDefinition::Fold { axis, kind: kind?, drop, needs, missing })
}

fn drop(node: &Node, decoder: &mut Decoder) -> Option<Drop> {
    let mut mapping = decoder.mapping(node)?;
    let mut count = |key, decoder: &mut Decoder| mapping.get(key).and_then(|node| decoder.count(node, 0)).unwrap_or(0);
    let drop =
        Drop { highest: count("highest", decoder), lowest: count("lowest", decoder), from: count("from", decoder) };
    mapping.finish(decoder);
    Some(drop)
}

fn rounding(node: &Node, decoder: &mut Decoder) -> Option<Rounding> {
    const HALVES: [(&str, Half); 3] = [("up", Half::AwayFromZero), ("even", Half::Even), ("down", Half::Down)];
    if node.is_scalar() {
        return Some(Rounding { to: positive(node, decoder)?, half: Half::default() });
    }
    let mut mapping = decoder.mapping(node)?;
    let to = mapping.require("to", decoder).and_then(|node| positive(node, decoder));
    let half = mapping.get("half").and_then(|node| decoder.word(node, &HALVES)).unwrap_or_default();
    mapping.finish(decoder);
    Some(Rounding { to: to?, half })
}

fn positive(node: &Node, decoder: &mut Decoder) -> Option<Score> {
    let number = decoder.number(node)?.value;
    if number.is_negative() || number.is_zero() {
        return decoder.wrong_value(node, &number.to_string(), "1, 0.1, 0.01".to_owned());
    }
    Some(number)
}

fn times(node: &Node, decoder: &mut Decoder) -> Option<OperationDefinition> {
    if node.is_scalar() {
        return decoder.number(node).map(|number| OperationDefinition::TimesConstant(number.value));
    }
    let names = decoder.names(node)?;
    let factors: Vec<(Spanned<String>, Score)> =
        names.iter().filter_map(|(name, value)| Some((name.clone(), decoder.number(value)?.value))).collect();
    Some(OperationDefinition::TimesNames(factors))
}
