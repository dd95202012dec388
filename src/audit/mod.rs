//! How far a result can be trusted, for the chair before signing.
//!
//! Receives a contest and its count, hands on an [`Audit`]: how far each entry is from another result, whether results
//! survive leaving out any one juror, the smallest change of a single mark that would alter who passes or who holds an
//! award, how each juror marks, and how far the jury agrees. No place depends on anything here.

mod agreement;
mod jurors;
mod lines;
mod margins;
mod matrix;
mod order;
mod search;
mod smallest;
mod without;

use crate::contest::{Contest, EntryIndex, StageIndex};
use crate::diagnostic::Diagnostic;
use crate::tally::{StageResult, Tally, Trial};

pub use agreement::{Coefficient, Lack, agreement, spearman};
pub use jurors::{FarMark, JurorAudit};
pub use margins::{BoundDistance, Distance, Equality, Margins, nearest};
pub use smallest::{Hinge, NoChange, SmallestChange, Stake};
pub use without::{Difference, NoComparison, OtherHolders, OtherStanding, Without};

/// What a result hangs on.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The stages that were counted.
    pub stages: Vec<StageAudit>,
    /// The results without each of the jurors, in the order of the jury.
    pub without: Vec<Without>,
    /// The smallest change of a mark for everything that is at stake.
    pub hinges: Vec<Hinge>,
}

/// What the result of a stage hangs on.
#[derive(Clone, Debug)]
pub struct StageAudit {
    /// Which one.
    pub stage: StageIndex,
    /// How far each entry with a place is from another result.
    pub margins: Vec<Margins>,
    /// How the jury marks; none where the stage adds up others.
    pub marking: Option<Marking>,
}

/// How a jury marks in a stage.
#[derive(Clone, Debug)]
pub struct Marking {
    /// How many entries were judged.
    pub entries: usize,
    /// Each juror.
    pub jurors: Vec<JurorAudit>,
    /// Every coefficient, or why it cannot be had.
    pub agreement: Vec<(Coefficient, Result<f64, Lack>)>,
}

/// Part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much of it is done.
    pub done: usize,
    /// How much there is.
    pub all: usize,
}

/// Audits a contest that was counted up to a stage. `progress` hears how far the work has come.
///
/// # Errors
/// What keeps the count from being taken.
pub fn audit(
    contest: &Contest,
    tally: &Tally,
    until: StageIndex,
    progress: &mut dyn FnMut(Progress),
) -> Result<Audit, Vec<Diagnostic>> {
    let mut trial = Trial::new(contest, until)?;
    let judging: Vec<_> = without::judging(trial.contest(), tally).collect();
    let mut without = Vec::new();
    for (done, juror) in judging.iter().enumerate() {
        progress(Progress { done, all: judging.len() });
        without.push(without::without(&trial, tally, *juror));
    }
    let stakes = smallest::stakes(&trial, tally);
    // Compared with a count of its own kind, in which decisions need not fit.
    let base = trial.tally()?;
    let hinges = smallest::smallest(&mut trial, &base, &stakes, progress);
    let stages = tally.stages.iter().map(|result| stage(trial.contest(), tally, result)).collect();
    Ok(Audit { stages, without, hinges })
}

fn stage(contest: &Contest, tally: &Tally, result: &StageResult) -> StageAudit {
    let judged = result.standings().filter(|standing| standing.score.is_ok()).map(|standing| standing.entry);
    let mut judged: Vec<EntryIndex> = judged.collect();
    judged.sort_unstable();
    let marking = matrix::Matrix::of(contest, result.stage, judged).map(|matrix| {
        let all = agreement(&matrix.rows);
        let other = |each: (Coefficient, Result<f64, Lack>)| {
            if matrix.comparable { each } else { (each.0, Err(Lack::OtherCriteria)) }
        };
        Marking {
            entries: matrix.entries.len(),
            jurors: jurors::jurors(contest, result.stage, &matrix),
            agreement: all.into_iter().map(other).collect(),
        }
    });
    StageAudit { stage: result.stage, margins: margins::margins(contest, tally, result), marking }
}

/// Whether two lists name the same entries.
fn same(one: &[EntryIndex], other: &[EntryIndex]) -> bool {
    one.len() == other.len() && one.iter().all(|entry| other.contains(entry))
}
