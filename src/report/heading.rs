//! What the papers of a sitting begin with: whose contest it is, and which sitting closed which stage.

use crate::language::{Language, Title};
use crate::report::{Report, Sentences, SittingView, StageView};

/// The beginning of a protocol, and of an extract from it.
pub(super) struct Heading<'h> {
    /// The sitting that closes the stage, if there was one.
    pub(super) sitting: Option<&'h SittingView>,
    /// Why the result is not final.
    pub(super) open: Vec<String>,
    /// Who holds the contest.
    pub(super) organisation: Option<String>,
    /// The contest's name.
    pub(super) contest: String,
    /// The stage's name.
    pub(super) stage: String,
    /// The protocol's number.
    pub(super) number: Option<String>,
    /// The day of the sitting, in words.
    pub(super) date: Option<String>,
    /// Where it was held.
    pub(super) place: Option<String>,
    /// Attendance and quorum, as a sentence.
    pub(super) quorum: Option<String>,
}

impl<'h> Heading<'h> {
    /// The beginning of the papers of a stage.
    pub(super) fn of(report: &'h Report, stage: &StageView, say: &Sentences, language: Language) -> Self {
        let title = |title: &Title| title.get(language).to_owned();
        let sitting = report.sittings.iter().find(|sitting| sitting.stage == stage.id);
        Heading {
            sitting,
            open: report.why_not_final.iter().map(|open| say.open(open)).collect(),
            organisation: report.contest.organisation.as_ref().map(title),
            contest: title(&report.contest.title),
            stage: title(&stage.title),
            number: sitting.map(|sitting| sitting.number.clone()),
            date: sitting.map(|sitting| say.date(&sitting.date)),
            place: sitting.map(|sitting| sitting.place.clone()).filter(|place| !place.is_empty()),
            quorum: sitting.map(|sitting| say.attendance(sitting)),
        }
    }
}
