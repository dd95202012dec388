//! What the highest marks would give.

use std::collections::BTreeMap;

use crate::contest::{Addend, Axis, Content, Factor, Fold, FoldKind, Juror, Operation, Rules, Stage, StageIndex, Step};
use crate::fold::{AxisMembers, Field, Gap, NoLinks, Silent, Subject, Table, run_tables};
use crate::score::Score;

/// The score of a stage that the highest mark in every cell would give; none if nobody judges.
///
/// Where jurors or criteria are divided among tracks, the greatest that an entry of any track can reach.
#[must_use]
pub fn maximum(rules: &Rules, jury: &[Juror], stage: StageIndex) -> Option<Score> {
    let of_jurors = jury.iter().filter_map(|juror| juror.track.as_deref());
    let criteria = rules.stages.iter().flat_map(Stage::criteria);
    let of_criteria = criteria.flat_map(|criterion| criterion.tracks.iter().flatten().map(String::as_str));
    let mut tracks: Vec<Option<&str>> = of_jurors.chain(of_criteria).map(Some).collect();
    tracks.sort_unstable();
    tracks.dedup();
    if tracks.is_empty() {
        tracks.push(None);
    }
    tracks.into_iter().filter_map(|track| maximum_in(rules, jury, stage, track)).max()
}

/// The same for an entry of one track.
#[must_use]
pub fn maximum_in(rules: &Rules, jury: &[Juror], index: StageIndex, track: Option<&str>) -> Option<Score> {
    let stage = &rules.stages[index.0];
    if stage.score.iter().any(leaves_no_maximum) {
        return None;
    }
    let table = match &stage.content {
        Content::Marks { criteria, .. } if criteria.iter().any(|criterion| criterion.marks.highest().is_none()) => {
            return None;
        }
        Content::Marks { criteria, attempts } => {
            let judges = |juror: &Juror| juror.judges_in(index) && track.is_none_or(|track| juror.judges_track(track));
            let jurors: Vec<usize> = (0..jury.len()).filter(|&juror| judges(&jury[juror])).collect();
            let axes = vec![
                AxisMembers { axis: Axis::Jurors, members: jurors.into() },
                AxisMembers { axis: Axis::Attempts, members: (0..*attempts).collect() },
                AxisMembers { axis: Axis::Criteria, members: (0..criteria.len()).collect() },
            ];
            Table::new(0, axes, |at| {
                let criterion = &criteria[at[2].1];
                let judged = jury[at[0].1].judges_criterion(&criterion.id);
                let in_track =
                    track.zip(criterion.tracks.as_ref()).is_none_or(|(own, all)| all.iter().any(|each| each == own));
                criterion.marks.highest().filter(|_| judged && in_track).cloned().ok_or(Gap::Outside)
            })
        }
        Content::Stages(stages) => {
            let axes = vec![AxisMembers { axis: Axis::Stages, members: stages.iter().map(|stage| stage.0).collect() }];
            let maxima: Option<BTreeMap<usize, Score>> =
                stages.iter().map(|stage| Some((stage.0, maximum_in(rules, jury, *stage, track)?))).collect();
            let maxima = maxima?;
            Table::new(0, axes, |at| Ok(maxima[&at[0].1].clone()))
        }
    };
    let panels = panels(jury);
    let field = Field { subjects: vec![Subject::of(table)], panels, links: &NoLinks };
    // Rules that are being checked may leave an axis open.
    run_tables(&stage.score, field, &mut Silent).ok()?.pop()?.single()?.ok()
}

/// The panel of each juror, by its place in the alphabet.
fn panels(jury: &[Juror]) -> Vec<Option<usize>> {
    let mut names: Vec<&str> = jury.iter().filter_map(|juror| juror.panel.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let position = |juror: &Juror| names.iter().position(|name| juror.panel.as_deref() == Some(name));
    jury.iter().map(position).collect()
}

/// Numbers that are measured have no highest value, and places no highest mark.
fn leaves_no_maximum(step: &Step) -> bool {
    match &step.operation {
        Operation::Times(Factor::Number(_))
        | Operation::Plus(Addend::Number(_))
        | Operation::Minus(Addend::Number(_))
        | Operation::Places(..)
        | Operation::Points(..) => true,
        Operation::Fold(Fold { kind: FoldKind::Skating | FoldKind::OneByOne, .. }) => true,
        Operation::Fold(_)
        | Operation::Round(_)
        | Operation::Times(Factor::Constant(_) | Factor::Each(..))
        | Operation::Plus(Addend::Constant(_) | Addend::Adjustments)
        | Operation::Minus(Addend::Constant(_) | Addend::Adjustments)
        | Operation::Floor(_)
        | Operation::Pull(..) => false,
    }
}
