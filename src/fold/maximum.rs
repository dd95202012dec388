//! What the highest marks would give.

use crate::contest::{Axis, Content, Juror, Rules, StageIndex};
use crate::fold::{AxisMembers, Gap, Silent, Table, run};
use crate::score::Score;

/// The score of a stage that the highest mark in every cell would give; none if nobody judges.
///
/// Where jurors are divided among tracks, the greatest that an entry of any track can reach.
#[must_use]
pub fn maximum(rules: &Rules, jury: &[Juror], stage: StageIndex) -> Option<Score> {
    let mut tracks: Vec<Option<&str>> = jury.iter().filter_map(|juror| juror.track.as_deref()).map(Some).collect();
    if tracks.is_empty() {
        tracks.push(None);
    }
    tracks.into_iter().filter_map(|track| maximum_in(rules, jury, stage, track)).max()
}

fn maximum_in(rules: &Rules, jury: &[Juror], index: StageIndex, track: Option<&str>) -> Option<Score> {
    let stage = &rules.stages[index.0];
    let table = match &stage.content {
        Content::Marks { criteria, attempts } => {
            let judges = |juror: &Juror| juror.judges_in(index) && track.is_none_or(|track| juror.judges_track(track));
            let jurors: Vec<usize> = (0..jury.len()).filter(|&juror| judges(&jury[juror])).collect();
            let axes = vec![
                AxisMembers { axis: Axis::Jurors, members: jurors },
                AxisMembers { axis: Axis::Attempts, members: (0..*attempts).collect() },
                AxisMembers { axis: Axis::Criteria, members: (0..criteria.len()).collect() },
            ];
            Table::new(0, axes, |at| {
                let criterion = &criteria[at[2]];
                let judged = jury[at[0]].judges_criterion(&criterion.id);
                if judged { Ok(criterion.marks.highest.clone()) } else { Err(Gap::Nothing) }
            })
        }
        Content::Stages(stages) => {
            let axes = vec![AxisMembers { axis: Axis::Stages, members: stages.iter().map(|stage| stage.0).collect() }];
            Table::new(0, axes, |at| maximum_in(rules, jury, StageIndex(at[0]), track).ok_or(Gap::NoScore))
        }
    };
    run(&stage.score, vec![table], &mut Silent).ok()?.pop()?.ok()
}
