//! What the audit of a result holds: as JSON prints it, and for whoever puts it into words.

use serde::Serialize;

use crate::audit::Lack;
use crate::contest::JurorMarks;
use crate::language::Title;

/// What a result hangs on.
#[derive(Clone, Debug, Serialize)]
pub struct AuditView {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The contest's name.
    pub contest: Title,
    /// Whether the result is final.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The stages that were counted, the ranking last.
    pub stages: Vec<StageAuditView>,
    /// The awards; empty if the ranking was not counted.
    pub awards: Vec<DistinctionAuditView>,
    /// The nominations; empty if the ranking was not counted.
    pub nominations: Vec<DistinctionAuditView>,
    /// Jurors without whom the results cannot be compared, and why.
    pub not_comparable: Vec<NotComparableView>,
    /// The fingerprint of the result.
    pub fingerprint: String,
    /// How jurors are shown in it.
    #[serde(skip)]
    pub juror_marks: JurorMarks,
}

/// What the result of a stage hangs on.
#[derive(Clone, Debug, Serialize)]
pub struct StageAuditView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// The stage in a sentence.
    pub sentence: Title,
    /// The smallest change of a mark that alters who passes, or in a ranking without awards who is first.
    pub smallest_change: Option<HingeView>,
    /// Every entry with a place, best first.
    pub standings: Vec<StandingAuditView>,
    /// How each juror marks; empty where the stage adds up others.
    pub jurors: Vec<JurorAuditView>,
    /// How far the jury agrees; empty where the stage adds up others.
    pub agreement: Vec<CoefficientView>,
}

/// How far an entry is from another result.
#[derive(Clone, Debug, Serialize)]
pub struct StandingAuditView {
    /// The entry's id.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// The place.
    pub place: String,
    /// The score as it is printed.
    pub score: String,
    /// The exact score.
    pub exact: String,
    /// Whether it passes.
    pub passed: Option<bool>,
    /// To the next place below.
    pub below: Option<DistanceView>,
    /// To the next place above.
    pub above: Option<DistanceView>,
    /// What stands between it and others with equal scores: shared (those have its place too), open (the jury has still
    /// to decide), or between it and the next place: decided (by the jury), rule (the one for equals).
    pub equality: Option<String>,
    /// To the bounds that decide who passes.
    pub bounds: Vec<BoundView>,
    /// Across the cut, where a number passes.
    pub cut: Option<DistanceView>,
    /// Where it would stand without a juror; only where that differs.
    pub without: Vec<OtherStandingView>,
    /// The place in a sentence.
    pub sentence: Title,
}

/// A distance to another entry.
#[derive(Clone, Debug, Serialize)]
pub struct DistanceView {
    /// The other entry's id.
    pub participant: String,
    /// By how much the scores differ, as it is printed.
    pub difference: String,
    /// The same, exact.
    pub exact: String,
}

/// A distance to a bound.
#[derive(Clone, Debug, Serialize)]
pub struct BoundView {
    /// at_least, above, at_most, below.
    pub relation: String,
    /// The limit.
    pub limit: String,
    /// By how much the score is on the right side; below zero: on the wrong one.
    pub difference: String,
    /// The same, exact.
    pub exact: String,
}

/// Where an entry would stand without a juror.
#[derive(Clone, Debug, Serialize)]
pub struct OtherStandingView {
    /// The juror who is left out; a number where jurors are not named.
    pub juror: String,
    /// The place.
    pub place: Option<String>,
    /// Whether it would pass.
    pub passed: Option<bool>,
}

/// What an award or a nomination hangs on.
#[derive(Clone, Debug, Serialize)]
pub struct DistinctionAuditView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Ids of those who hold it.
    pub holders: Vec<String>,
    /// Who would hold it without a juror; only where that differs.
    pub without: Vec<OtherHoldersView>,
    /// Whether it hangs on any one juror, in a sentence.
    pub sentence: Title,
    /// The smallest change of a mark that alters who holds it.
    pub smallest_change: Option<HingeView>,
}

/// Who would hold an award or a nomination without a juror.
#[derive(Clone, Debug, Serialize)]
pub struct OtherHoldersView {
    /// The juror who is left out.
    pub juror: String,
    /// Ids.
    pub holders: Vec<String>,
    /// Whether the jury would have to decide.
    pub open: bool,
}

/// The smallest change of a mark, or why there is none.
#[derive(Clone, Debug, Serialize)]
pub struct HingeView {
    /// The change.
    pub change: Option<ChangeOfMark>,
    /// Why there is none: none-alters, decided, open, marks-dealt.
    pub none: Option<String>,
    /// The same in a sentence.
    pub sentence: Title,
}

/// A change of a mark and what comes of it.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeOfMark {
    /// The cell.
    #[serde(flatten)]
    pub cell: CellView,
    /// The mark that stands there.
    pub was: String,
    /// The mark that would alter the result.
    pub now: String,
    /// Who would pass, or hold it, and does not.
    pub gains: Vec<String>,
    /// Who passes, or holds it, and would not.
    pub loses: Vec<String>,
    /// Whether the jury would have to decide.
    pub open: bool,
}

/// A juror's cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellView {
    /// The stage's id.
    pub stage: String,
    /// The juror's id.
    pub juror: String,
    /// The entry's id.
    pub participant: String,
    /// The criterion's id.
    pub criterion: String,
    /// The attempt, from 1, where there are several.
    pub attempt: Option<usize>,
    /// `path:line:column`.
    pub place: String,
}

/// A number, or why it cannot be had.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// The number.
    pub value: Option<f64>,
    /// Why there is none: one-juror, few-entries, gaps, all-equal, juror-alike, entries-alike, other-criteria.
    pub lack: Option<String>,
}

/// How a juror marks.
#[derive(Clone, Debug, Serialize)]
pub struct JurorAuditView {
    /// The juror's id.
    pub juror: String,
    /// How many entries got a mark for everything.
    pub entries: usize,
    /// By how many points the sum for an entry is above the mean of the others'; below zero: stricter.
    pub severity: Measured,
    /// The standard deviation of the sums, in points.
    pub spread: Measured,
    /// Spearman's correlation of the sums with the mean of the others'.
    pub agreement: Measured,
    /// Whether every entry got the same sum.
    pub alike: bool,
    /// Marks that stand far from the others', the furthest first.
    pub far: Vec<FarMarkView>,
}

/// A mark that stands far from the others' for the same.
#[derive(Clone, Debug, Serialize)]
pub struct FarMarkView {
    /// The cell.
    #[serde(flatten)]
    pub cell: CellView,
    /// The mark.
    pub mark: String,
    /// The mean of the others' marks.
    pub others: f64,
    /// How many times the usual difference that is.
    pub times: f64,
    /// The same in a sentence.
    pub sentence: Title,
}

/// A coefficient of agreement.
#[derive(Clone, Debug, Serialize)]
pub struct CoefficientView {
    /// Which one.
    pub coefficient: String,
    /// Its value, or why it cannot be had.
    #[serde(flatten)]
    pub measured: Measured,
}

/// A juror without whom the results cannot be compared.
#[derive(Clone, Debug, Serialize)]
pub struct NotComparableView {
    /// The juror.
    pub juror: String,
    /// Why: only-juror, sum-against-points, nothing-to-count.
    pub reason: String,
    /// The same in words.
    pub text: Title,
}

impl From<&Result<f64, Lack>> for Measured {
    fn from(value: &Result<f64, Lack>) -> Self {
        Measured { value: value.ok(), lack: value.err().map(|lack| lack.word().to_owned()) }
    }
}
