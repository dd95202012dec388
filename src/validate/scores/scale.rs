//! What a criterion takes: whether a mark is one of its marks, and what is said where it is not.

use crate::contest::{Criterion, MarkScale};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Argument;
use crate::score::Score;
use crate::source::{Place, Sources};

/// What is wrong with a mark under a criterion, if anything is.
pub(crate) fn off_scale(scale: &MarkScale, mark: &Score) -> Option<Code> {
    match scale {
        MarkScale::Range(range) if !range.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(range) if !mark.is_on_grid(&range.lowest, &range.step) => Some(Code::MarkOffStep),
        MarkScale::Places if !mark.is_integer() => Some(Code::MarkOffStep),
        MarkScale::Places if *mark < Score::integer(1) => Some(Code::MarkOutOfRange),
        MarkScale::Points(points) if !mark.is_zero() && !points.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(_) | MarkScale::Places | MarkScale::Points(_) => None,
    }
}

/// A fault about a cell under a criterion, with the criterion's scale and its line in the rules.
pub(crate) fn fault_on_scale(
    code: Code,
    place: Place,
    found: &str,
    criterion: &Criterion,
    sources: &Sources,
) -> Diagnostic {
    let (lowest, highest, step) = ends(&criterion.marks);
    let fault = Diagnostic::new(code, place).with("found", found).with("criterion", &criterion.title);
    let scale = match &criterion.marks {
        MarkScale::Range(_) | MarkScale::Places => "range",
        MarkScale::Points(_) => "points",
    };
    let fault = fault.with("lowest", lowest).with("highest", highest).with("step", step).with("scale", scale);
    fault.with("line", sources.describe_line(criterion.marks_place))
}

/// The lowest mark, the highest, and the step, for messages.
fn ends(scale: &MarkScale) -> (Argument, Argument, Argument) {
    let one = || Argument::from(&Score::integer(1));
    match scale {
        MarkScale::Range(range) => ((&range.lowest).into(), (&range.highest).into(), (&range.step).into()),
        MarkScale::Places => (one(), "n".into(), one()),
        MarkScale::Points(points) => {
            let list: Vec<String> = points.iter().map(|points| points.shortest(2)).collect();
            (Argument::from(&Score::integer(0)), list.join("; ").into(), one())
        }
    }
}
