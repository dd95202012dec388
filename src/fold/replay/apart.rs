//! Steps that look at one entry at a time, run between what its numbers are.

use crate::contest::{Factor, Operation, Step};
use crate::fold::replay::scale::Span;
use crate::fold::{Subject, run_some};
use crate::score::Score;

/// Runs such steps at both ends of the spans. What is less becomes less by each of them, but for a factor below zero:
/// behind one the ends of every number are put in order again. None where the steps cannot be run.
#[must_use]
pub fn run_spans(steps: &[Step], spans: Vec<Span<Subject>>, panels: &[Option<usize>]) -> Option<Vec<Span<Subject>>> {
    steps.split_inclusive(may_turn).try_fold(spans, |spans, steps| {
        let mut spans = run_ends(steps, spans, panels)?;
        if steps.last().is_some_and(may_turn) {
            spans.iter_mut().for_each(|span| span.least.table.put_in_order(&mut span.greatest.table));
        }
        Some(spans)
    })
}

fn run_ends(steps: &[Step], spans: Vec<Span<Subject>>, panels: &[Option<usize>]) -> Option<Vec<Span<Subject>>> {
    let mut subjects = Vec::with_capacity(2 * spans.len());
    let mut are_exact = Vec::with_capacity(spans.len());
    for span in spans {
        // Places in the stages above are taken by a step behind these.
        let exact = span.least.table == span.greatest.table && span.least.stage_places == span.greatest.stage_places;
        are_exact.push(exact);
        subjects.push(span.least);
        subjects.extend(Some(span.greatest).filter(|_| !exact));
    }
    let mut subjects = run_some(steps, subjects, panels)?.into_iter();
    let span = |exact: bool| {
        let least = subjects.next()?;
        let greatest = if exact { least.clone() } else { subjects.next()? };
        Some(Span { least, greatest })
    };
    are_exact.into_iter().map(span).collect()
}

/// Whether more may become less by the step.
fn may_turn(step: &Step) -> bool {
    match &step.operation {
        Operation::Times(Factor::Constant(factor)) => factor.is_negative(),
        Operation::Times(Factor::Each(_, factors)) => factors.iter().any(Score::is_negative),
        Operation::Times(Factor::Number(_)) => true,
        // No weight is below zero.
        Operation::Fold(_)
        | Operation::Places(..)
        | Operation::Points(..)
        | Operation::Round(_)
        | Operation::Plus(_)
        | Operation::Minus(_)
        | Operation::Floor(_)
        | Operation::Pull(..) => false,
    }
}
