//! The steps of a score as the sentences of a regulation.

use crate::contest::{Addend, Factor, Fold, Operation, Stage, Step, Ties};
use crate::report::words::Say;
use crate::score::Half;

/// A step as a sentence without its end.
pub(super) fn sentence(say: &Say, stage: &Stage, step: &Step) -> String {
    let number = |key: &str, name: &'static str, value: String| say.text(key, vec![(name, value.into())]);
    match &step.operation {
        Operation::Fold(fold) => fold_sentence(say, stage, fold),
        Operation::Round(rounding) => {
            let half = match rounding.half {
                Half::AwayFromZero => "up",
                Half::Even => "even",
                Half::Down => "down",
            };
            let to = ("to", say.number(&rounding.to).into());
            say.text("regulation-round", vec![to, ("half", half.into())])
        }
        Operation::Times(Factor::Constant(factor)) => number("regulation-times", "factor", say.number(factor)),
        Operation::Times(Factor::Number(index)) => {
            number("regulation-times-number", "number", stage.numbers[*index].id.clone())
        }
        Operation::Plus(Addend::Constant(constant)) => number("regulation-plus", "what", say.number(constant)),
        Operation::Plus(Addend::Number(index)) => {
            number("regulation-plus-number", "number", stage.numbers[*index].id.clone())
        }
        Operation::Plus(Addend::Adjustments) => say.plain("regulation-plus-adjustments"),
        Operation::Minus(Addend::Constant(constant)) => number("regulation-minus", "what", say.number(constant)),
        Operation::Minus(Addend::Number(index)) => {
            number("regulation-minus-number", "number", stage.numbers[*index].id.clone())
        }
        Operation::Minus(Addend::Adjustments) => say.plain("regulation-minus-adjustments"),
        Operation::Floor(floor) => number("regulation-floor", "floor", say.number(floor)),
        Operation::Times(Factor::Each(axis, factors)) => {
            number("regulation-times-each", "list", say.each_member(stage, *axis, factors))
        }
        Operation::Places(_, ties) => [vec![say.step(stage, step)], parted(say, ties)].concat().join(", "),
        Operation::Points(points, ties) => {
            let list: Vec<String> = points.iter().map(|points| say.number(points)).collect();
            let becomes = number("regulation-points", "list", list.join("; "));
            [vec![becomes], parted(say, ties)].concat().join(", ")
        }
        Operation::Pull(..) => say.step(stage, step),
    }
}

/// What puts equals in order before places are given; nothing where they share.
fn parted(say: &Say, ties: &Ties) -> Vec<String> {
    let links: Vec<String> = ties.links.iter().map(|link| say.link(&link.rule)).collect();
    if links.is_empty() {
        Vec::new()
    } else {
        vec![say.text("regulation-parted", vec![("list", links.join(", ").into())])]
    }
}

fn fold_sentence(say: &Say, stage: &Stage, fold: &Fold) -> String {
    let values = format!("regulation-values-{}", fold.axis.word());
    let arguments = vec![
        ("values", say.plain(&values).into()),
        ("from", say.plain(&format!("{values}.from")).into()),
        ("axis", fold.axis.word().into()),
    ];
    let mut parts = vec![say.text(&format!("regulation-{}", fold.kind.word()), arguments)];
    parts.extend(say.fold_terms(stage, fold));
    parts.join(", ")
}
