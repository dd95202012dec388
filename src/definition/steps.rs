//! The steps of a score.

use crate::contest::{Axis, Drop, FoldKind, Numbering};
use crate::definition::decoder::{Decoder, Mapping, is_id};
use crate::definition::tree::Node;
use crate::definition::{AddendDefinition, Names, OperationDefinition, ScoreDefinition, StepDefinition, stages};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::{Half, Rounding, Score};

/// The verbs that change every number.
const CHANGES: [&str; 8] = ["round", "times", "plus", "minus", "floor", "pull", "places", "points"];

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
        ([], [(verb, value)]) => change(verb, value, &mut mapping, decoder),
        ([], []) if mapping.any_mistyped() => {
            mapping.finish(decoder);
            return None;
        }
        _ => {
            let verbs: Vec<&str> = Axis::ALL.map(Axis::word).into_iter().chain(CHANGES).collect();
            let count = folds.len() + changes.len();
            let fault = Diagnostic::new(Code::OneVerb, node.place).with("count", count);
            decoder.report(fault.with("verbs", verbs.join(", ")));
            // Which further keys are right depends on the verb.
            return None;
        }
    };
    mapping.finish(decoder);
    operation.map(|operation| StepDefinition { operation, place: node.place })
}

fn change(verb: &str, value: &Node, mapping: &mut Mapping, decoder: &mut Decoder) -> Option<OperationDefinition> {
    match verb {
        "round" => rounding(value, decoder).map(OperationDefinition::Round),
        "times" => times(value, decoder),
        "plus" => addend(value, decoder).map(OperationDefinition::Plus),
        "minus" => addend(value, decoder).map(OperationDefinition::Minus),
        "floor" => decoder.number(value).map(|number| OperationDefinition::Floor(number.value)),
        "pull" => pull(value, decoder),
        "places" => {
            let words = Numbering::ALL.map(|numbering| (numbering.word(), numbering));
            let ties = mapping.get("ties").and_then(|node| stages::ties(node, decoder));
            Some(OperationDefinition::Places(decoder.word(value, &words)?, ties))
        }
        _ => {
            let list = decoder.list(value)?;
            if list.is_empty() {
                return decoder.wrong(value, "list");
            }
            let points = list.iter().map(|node| Some(decoder.number(node)?.value));
            let points: Option<Vec<Score>> = points.collect();
            let ties = mapping.get("ties").and_then(|node| stages::ties(node, decoder));
            Some(OperationDefinition::Points(points?, ties))
        }
    }
}

fn addend(node: &Node, decoder: &mut Decoder) -> Option<AddendDefinition> {
    let text = decoder.text(node)?;
    match Score::parse(&text.value) {
        Ok(constant) => Some(AddendDefinition::Constant(constant)),
        Err(_) if is_id(&text.value) => Some(AddendDefinition::Name(text)),
        Err(_) => decoder.wrong(node, "number"),
    }
}

/// `{ jurors: 3 }`
fn pull(node: &Node, decoder: &mut Decoder) -> Option<OperationDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let named = Axis::ALL.map(|axis| (axis, mapping.get(axis.word())));
    let mistyped = mapping.any_mistyped();
    mapping.finish(decoder);
    if mistyped {
        return None;
    }
    let named: Vec<(Axis, &Node)> = named.into_iter().filter_map(|(axis, node)| Some((axis, node?))).collect();
    let [(axis, distance)] = named.as_slice() else {
        let verbs = Axis::ALL.map(Axis::word).join(", ");
        decoder.report(Diagnostic::new(Code::OneVerb, node.place).with("count", named.len()).with("verbs", verbs));
        return None;
    };
    Some(OperationDefinition::Pull(*axis, positive(distance, decoder)?))
}

fn fold(axis: Axis, value: &Node, mapping: &mut Mapping, decoder: &mut Decoder) -> Option<OperationDefinition> {
    let kind = decoder.word(value, &FoldKind::ALL.map(|kind| (kind.word(), kind)));
    let gives_places = matches!(kind, Some(FoldKind::Skating | FoldKind::OneByOne));
    // Places are folded from all that is there: what is said of values belongs to the other folds.
    let mut of_values = |key| if gives_places { None } else { mapping.get(key) };
    let drop = of_values("drop").and_then(|node| drop(node, decoder));
    let needs = of_values("needs").and_then(|node| decoder.count(node, 1)).unwrap_or(1);
    let missing = match axis {
        Axis::Attempts | Axis::Stages => mapping.get("missing").and_then(|node| decoder.number(node)),
        Axis::Jurors | Axis::Criteria | Axis::Panels => None,
    };
    let missing = missing.map(|number| number.value);
    let weights = match (kind, &drop) {
        (Some(FoldKind::Mean), None) => mapping.get("weights").and_then(|node| weights(node, decoder)),
        _ => None,
    };
    Some(OperationDefinition::Fold { axis, kind: kind?, drop, needs, missing, weights })
}

fn drop(node: &Node, decoder: &mut Decoder) -> Option<Drop> {
    let mut mapping = decoder.mapping(node)?;
    let mut number = |key, decoder: &mut Decoder| {
        mapping.get(key).and_then(|node| halves(node, decoder)).unwrap_or_else(|| Score::integer(0))
    };
    let (highest, lowest) = (number("highest", decoder), number("lowest", decoder));
    let from = mapping.get("from").and_then(|node| decoder.count(node, 0)).unwrap_or(0);
    let drop = Drop { highest, lowest, from };
    if !mapping.has("highest") && !mapping.has("lowest") && !mapping.any_mistyped() {
        decoder.report(Diagnostic::new(Code::MissingKey, mapping.place).with("key", "highest"));
    }
    mapping.finish(decoder);
    Some(drop)
}

fn rounding(node: &Node, decoder: &mut Decoder) -> Option<Rounding> {
    const HALVES: [(&str, Half); 3] = [("up", Half::AwayFromZero), ("even", Half::Even), ("down", Half::Down)];
    if node.is_scalar() {
        return Some(Rounding { to: positive(node, decoder)?, half: Half::default() });
    }
    let mut mapping = decoder.mapping(node)?;
    let to = mapping.require("to").and_then(|node| positive(node, decoder));
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

/// 0, 0.5, 1, 1.5, …
fn halves(node: &Node, decoder: &mut Decoder) -> Option<Score> {
    let number = decoder.number(node)?.value;
    if number.is_negative() || !(&number * &Score::integer(2)).is_integer() {
        return decoder.wrong_value(node, &number.to_string(), "0, 0.5, 1, 2".to_owned());
    }
    Some(number)
}

fn times(node: &Node, decoder: &mut Decoder) -> Option<OperationDefinition> {
    if !node.is_scalar() {
        return names(node, decoder).map(OperationDefinition::TimesNames);
    }
    let text = decoder.text(node)?;
    match Score::parse(&text.value) {
        Ok(constant) => Some(OperationDefinition::TimesConstant(constant)),
        Err(_) if is_id(&text.value) => Some(OperationDefinition::TimesNumber(text)),
        Err(_) => decoder.wrong(node, "number"),
    }
}

fn names(node: &Node, decoder: &mut Decoder) -> Option<Names> {
    let names = decoder.names(node)?.iter();
    Some(names.filter_map(|(name, value)| Some((name.clone(), decoder.number(value)?.value))).collect())
}

/// The weights of a mean: none below zero, and not all of them zero.
fn weights(node: &Node, decoder: &mut Decoder) -> Option<Names> {
    let weights = names(node, decoder)?;
    let (zero, allowed) = (Score::integer(0), "1, 2, 0.5".to_owned());
    if let Some((name, weight)) = weights.iter().find(|(_, weight)| *weight < zero) {
        let at = Node { content: node.content.clone(), place: name.place };
        return decoder.wrong_value(&at, &weight.to_string(), allowed);
    }
    if !weights.is_empty() && weights.iter().all(|(_, weight)| weight.is_zero()) {
        return decoder.wrong_value(node, "0", allowed);
    }
    Some(weights)
}
