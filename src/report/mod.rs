//! The public views: the JSON that `tally` prints and all that any document needs.
//!
//! Receives a contest and its tally, hands on a [`Report`]. It speaks no language: texts that the rules
//! give per language stay so, and what is said about rules is said in all three. A report read back from
//! its JSON makes the same documents.

mod announcement;
mod audit;
mod blank;
mod build;
mod changes;
mod chart;
mod decisions;
mod diff;
mod draft;
mod explanation;
mod extract;
mod heading;
mod honours;
mod lists;
mod minutes;
mod on_demand;
mod page;
mod passage;
mod profile;
mod programme;
mod protocol;
mod publication;
mod rating;
mod regulation;
mod rehearsal;
mod rows;
mod seal;
mod sentences;
mod standings;
mod summary;
mod waivers;
mod words;
mod yearly;

use serde::{Deserialize, Serialize};

use crate::contest::{JurorMarks, Publish};
use crate::language::{Language, Title};

pub use announcement::{Announcement, Distinction, Named};
pub use audit::{
    AuditShown, AuditView, Audited, ChangeOfMark, CoefficientView, DistanceView, DistinctionAuditView, FarMarkView,
    HingeView, JurorAuditView, Measured, StageAuditView, StandingAuditView, audit_passages, audit_view,
};
pub use blank::{BlankCell, BlankColumn, BlankKind, BlankSheet, blank_sheets};
pub use build::{Beside, Warning, build};
pub use changes::{ChangeView, OutcomeView, changes};
pub use chart::{ChartRow, EntryChart, Scale, Tick};
pub use diff::{
    Alone, Cause, DiffView, HoldersChangeView, InputChangeView, KnownBy, MarkCell, MarkCells, MarkChangeView,
    ResultChangeView, RuleChangeView, RuleLineView, Side, SideFolder, SideView, causes, diff, diff_passages,
    mark_cells,
};
pub use draft::Draft;
pub use explanation::{
    Distance, Explanation, LineView, MarkView, StageExplanation, StepView, explanation, juror_numbers,
};
pub use extract::{Extract, ExtractResult};
pub use honours::{Honour, HonourKind, Honours, NotIssued, Register, RegisterEntry};
pub use lists::{BlankList, ListColumn, blank_lists};
pub use minutes::{ItemView, Minutes, Participant, ResolutionView, SpeechView};
pub use page::{FieldResults, ResultCell, ResultColumn, ResultsPage, StageResults};
pub use passage::{Passage, PassageColumn, PassageTable};
pub use profile::{Mean, Profile, ProfileRow};
pub use programme::{
    AmountsView, BudgetRowView, BudgetView, CountsView, IndicatorView, MoneyView, NumberView, OutlookView,
    ProgrammeCriterion, ProgrammeReport, ProgrammeView, RowView, YearView,
};
pub use protocol::{Holder, Line, Person, Protocol, Row, SummaryTable, UnknownStage};
pub use publication::{Paper, PaperFile, Publication};
pub use rating::{Rating, RatingRow, RatingTable};
pub use regulation::{Chapter, CriteriaTable, CriterionRow, Point, Regulation};
pub use rehearsal::{FindingView, FolderView, RehearsalLineView, RehearsalView, SettlementView};
pub use rows::{ResultRow, Stretch, result_rows};
pub use seal::{Seal, SealChange, SignedStanding, check_seals, has_seals};
pub use sentences::Sentences;
pub use summary::{SheetRow, SheetTable, Summary, SummaryStage};
pub use waivers::{Waived, WaiverView, waive};
pub use yearly::{
    Chart, CountLine, CriterionLines, Curve, Dot, Label, MoneyLine, MoneyTable, RowLine, YearLine, YearlyReport,
};

/// The version of the report's JSON.
pub const FORMAT: u32 = 1;

/// The results of a contest with everything that a document says.
///
/// Its long lists are in memory, or made when they are written, as a [`Draft`] has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report<P = Vec<ParticipantView>, S = Vec<StandingView>, T = Vec<TieView>> {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The contest and its requisites.
    pub contest: ContestView,
    /// What may be shown outside the jury.
    #[serde(default)]
    pub publish: PublishView,
    /// Whether nothing is open.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// What is open.
    pub why_not_final: Vec<OpenView>,
    /// The jury: chair, members, secretary.
    pub jury: Vec<JurorView>,
    /// Who did not judge whom.
    pub conflicts: Vec<ConflictView>,
    /// The jury's sittings by day.
    pub sittings: Vec<SittingView>,
    /// All entries by id.
    pub participants: P,
    /// The stages that were counted, without the ranking.
    pub stages: Vec<StageView<S, T>>,
    /// The ranking, if it was counted.
    pub ranking: Option<StageView<S, T>>,
    /// The awards in the order of the rules; empty if the ranking was not counted.
    pub awards: Vec<AwardView>,
    /// The nominations in the order of the rules; empty if the ranking was not counted.
    pub nominations: Vec<NominationView>,
    /// Points added or taken beside the marks.
    pub adjustments: Vec<AdjustmentView>,
    /// Appeals, by day.
    pub appeals: Vec<AppealView>,
    /// What the jury decided beyond the arithmetic, by day.
    pub decisions: Vec<DecisionView>,
    /// What was found before signing, looked at and passed over, with the reasons.
    #[serde(default)]
    pub waivers: Vec<WaiverView>,
    /// What decisions about marks, rules and statuses changed: `was` is what the count without them gives.
    pub amended: Vec<ChangeView>,
    /// The lines of the rules that are the commission's own choice.
    pub chosen: Vec<ChosenView>,
    /// The files that were read.
    pub inputs: Vec<InputView>,
    /// The SHA-256 of this report without `inputs`, `fingerprint` and `warnings`; what is published does not touch it.
    pub fingerprint: String,
    /// What the chair might act on.
    pub warnings: Vec<Warning>,
}

/// A contest's requisites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContestView {
    /// Its name.
    pub title: Title,
    /// The language of its documents.
    pub language: Language,
    /// Who holds it.
    pub organisation: Option<Title>,
    /// What it is held by.
    pub basis: Vec<Title>,
    /// 2025-10-15.
    pub announced: Option<String>,
    /// The last day for applications.
    pub applications: Option<String>,
    /// The day it is held.
    pub held: Option<String>,
    /// The last day for publishing.
    pub results: Option<String>,
    /// The part of the jury that must be present, exact: `2/3`.
    pub quorum: Option<String>,
}

/// What may be shown outside the jury.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishView {
    /// How the marks of single jurors may be shown: anonymous, named, hidden.
    pub juror_marks: String,
    /// What the public sees of entries that did not pass: hidden, listed.
    pub not_passed: String,
    /// The columns of `participants.csv` that are shown beside name and organisation.
    pub fields: Vec<String>,
}

/// Why a result is not final.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenView {
    /// tie, cut, pass, no-score, award, nomination, votes, undecided, incomplete.
    pub reason: String,
    /// The stage, award or nomination that it is about.
    pub about: Option<String>,
    /// The entries that it is about.
    pub participants: Vec<String>,
    /// How many gaps there are.
    pub count: Option<usize>,
}

/// Somebody on the jury.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JurorView {
    /// The id.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The position held.
    pub position: String,
    /// Where they work.
    pub workplace: String,
    /// chair, member, secretary.
    pub role: String,
}

/// A juror who did not judge an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConflictView {
    /// The juror's id.
    pub juror: String,
    /// The entry's id.
    pub participant: String,
    /// Why.
    pub reason: String,
}

/// A sitting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SittingView {
    /// The stage that it closes; `ranking` for the last.
    pub stage: String,
    /// The protocol's number.
    pub number: String,
    /// 2025-10-30.
    pub date: String,
    /// Where.
    pub place: String,
    /// Ids of the jury.
    pub present: Vec<String>,
    /// Ids of the jury.
    pub absent: Vec<String>,
    /// Who else was there.
    pub invited: String,
    /// The points of the agenda.
    pub agenda: Vec<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParticipantView {
    /// The id.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// The track; empty where there are none.
    pub track: String,
    /// 2025-10-17.
    pub submitted: Option<String>,
    /// eligible, out-of-competition, rejected, withdrawn, disqualified; after the decisions.
    pub status: String,
    /// Why, where the entry does not compete.
    pub reason: String,
    /// Every other column of `participants.csv`.
    pub fields: std::collections::BTreeMap<String, String>,
}

/// A stage and its results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageView<S = Vec<StandingView>, T = Vec<TieView>> {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// How it was held.
    pub form: Option<Title>,
    /// What the highest marks would give, printed; none if there is no maximum.
    pub maximum: Option<String>,
    /// Whether nothing in it is open.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// What was marked; empty where a stage adds up others.
    pub criteria: Vec<CriterionView>,
    /// Its rules in words.
    pub rules: StageRules,
    /// The bounds of the score that one must meet to pass, of every way to pass.
    #[serde(default)]
    pub bounds: Vec<BoundView>,
    /// The results: one field, or one per value of `within`.
    pub fields: Vec<FieldView<S, T>>,
}

/// What jurors mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// The marks it takes, in words.
    pub marks: Title,
}

/// The rules of a stage in words, in the three languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageRules {
    /// The steps of the score.
    pub score: Title,
    /// Who goes on.
    pub pass: Option<Title>,
    /// What decides between equals.
    pub ties: Title,
}

/// A bound of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundView {
    /// `at_least`, `above`, `at_most`, `below`.
    pub relation: String,
    /// The limit in points, as it is printed.
    pub limit: String,
    /// The exact limit.
    pub exact: String,
}

/// Entries that are ordered among themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldView<S = Vec<StandingView>, T = Vec<TieView>> {
    /// The value that they have in common.
    pub within: Option<String>,
    /// Best first.
    pub standings: S,
    /// Entries with equal scores.
    pub ties: T,
}

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandingView {
    /// The entry's id.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// Its institution.
    pub organisation: String,
    /// Its track.
    pub track: String,
    /// placed, out-of-competition, not-scored, rejected, withdrawn, disqualified.
    pub state: String,
    /// The score as it is printed, with a decimal point.
    pub score: Option<String>,
    /// The exact score: an integer or a fraction.
    pub exact: Option<String>,
    /// The place; `2.5` where places are averaged.
    pub place: Option<String>,
    /// Whether it shares the place.
    pub tied: bool,
    /// Whether it goes on; null where the stage does not say who does.
    pub passed: Option<bool>,
    /// The values before jurors are folded.
    pub by_juror: Vec<PartView>,
    /// The values before criteria are folded.
    pub by_criterion: Vec<PartView>,
    /// The values before stages are folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_stage: Vec<PartView>,
}

/// A value with the axes that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartView {
    /// The juror's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub juror: Option<String>,
    /// The criterion's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// The attempt, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<usize>,
    /// The stage's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The panel's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<String>,
    /// The value as it is printed.
    pub score: Option<String>,
    /// The exact value.
    pub exact: Option<String>,
    /// Why there is no value: recused, absent, nothing, unread, not-made, too-few, no-score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
}

/// Entries with equal scores, and what became of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TieView {
    /// Their ids, in alphabetical order of the names.
    pub participants: Vec<String>,
    /// The score that they have in common, as it is printed.
    pub score: String,
    /// The links that were looked at.
    pub links: Vec<LinkView>,
    /// What became of those whom no link split.
    pub ends: Vec<TieEndView>,
}

/// A link at work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    /// What it looks at, in words.
    pub by: Title,
    /// The number of each entry, most first; empty if the link was passed over.
    pub values: Vec<LinkValue>,
}

/// A number that a link gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkValue {
    /// The entry's id.
    pub participant: String,
    /// The number as it is printed.
    pub score: String,
    /// The exact number.
    pub exact: String,
}

/// What became of equals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TieEndView {
    /// Their ids.
    pub participants: Vec<String>,
    /// shared, open, decided.
    pub fate: String,
    /// Which of the report's decisions, from 0.
    pub decision: Option<usize>,
}

/// An award and its holders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwardView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Ids; none: not awarded.
    pub holders: Vec<String>,
    /// Whether the jury has still to decide on it.
    pub open: bool,
    /// Which of the report's decisions named them, from 0.
    pub decision: Option<usize>,
}

/// A nomination and its holders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NominationView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Ids; none: not awarded.
    pub holders: Vec<String>,
    /// Whether the jury has still to decide on it.
    pub open: bool,
    /// score, ballot, decision.
    pub by: String,
    /// The votes, most first.
    pub votes: Vec<VoteView>,
    /// Whether equal votes were decided by the chair's.
    pub by_chair: bool,
    /// Which of the report's decisions named them, from 0.
    pub decision: Option<usize>,
}

/// The votes for an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoteView {
    /// The entry's id.
    pub participant: String,
    /// How many.
    pub votes: usize,
}

/// Points added or taken beside the marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdjustmentView {
    /// The entry's id.
    pub participant: String,
    /// The stage's id.
    pub stage: String,
    /// How many; below zero for a penalty.
    pub points: String,
    /// Why.
    pub reason: String,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppealView {
    /// 2025-11-03.
    pub received: String,
    /// The entry's id.
    pub participant: String,
    /// What it is about.
    pub about: String,
    /// What came of it; empty while it is open.
    pub outcome: String,
    /// The day it was answered.
    pub date: Option<String>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionView {
    /// 2025-10-30.
    pub date: String,
    /// order, pass, status, award, nomination, mark, rule, recommend.
    pub decision: String,
    /// What it is about.
    pub about: String,
    /// The entries; those who share a place in one list.
    pub entries: Vec<Vec<String>>,
    /// What stood there before.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// The count of the vote.
    pub votes: Option<VotesView>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub grounds: String,
    /// What the arithmetic alone would have given; null where it gives nothing.
    pub computed: Option<Vec<String>>,
    /// Whether the results counted so far were touched by it.
    pub applied: bool,
}

/// The count of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct VotesView {
    /// For.
    pub yes: usize,
    /// Against.
    pub no: usize,
    /// Abstained.
    pub abstained: usize,
}

/// A line of the rules that is the commission's own choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenView {
    /// The line, as the rules name it.
    pub rule: String,
    /// What was chosen, in words.
    pub text: Title,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputView {
    /// Its path in the folder.
    pub path: String,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

impl Report {
    /// The report as JSON, two spaces deep, a line end at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("a report has only text keys");
        json.push('\n');
        json
    }

    /// Reads a report's JSON.
    ///
    /// # Errors
    /// The text is no JSON of a report, or of another version.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        let report: Report = serde_json::from_str(json)?;
        if report.format == FORMAT {
            Ok(report)
        } else {
            Err(serde::de::Error::custom(format!("format {} is not {FORMAT}", report.format)))
        }
    }

    /// The stage whose protocol is asked for; without an id the ranking.
    ///
    /// # Errors
    /// The report does not hold it.
    pub(crate) fn closed_by(&self, stage: Option<&str>) -> Result<&StageView, UnknownStage> {
        let found = match stage {
            None => self.ranking.as_ref(),
            Some(id) => self.all_stages().find(|each| each.id == id),
        };
        found.ok_or_else(|| UnknownStage { known: self.all_stages().map(|each| each.id.clone()).collect() })
    }

    /// Whether the public may see the standing: of those who did not pass or do not compete only by the rules' leave.
    /// A place without points is that of somebody who stopped at an earlier stage.
    pub(crate) fn is_shown(&self, standing: &StandingView) -> bool {
        let competes = matches!(standing.state.as_str(), "placed" | "out-of-competition");
        let has_passed = standing.passed != Some(false) && standing.score.is_some();
        self.publish.not_passed == "listed" || competes && has_passed
    }
}

impl<P, S, T> Report<P, S, T> {
    /// Every stage that was counted, the ranking last.
    pub fn all_stages(&self) -> impl Iterator<Item = &StageView<S, T>> {
        self.stages.iter().chain(&self.ranking)
    }
}

/// The least.
impl Default for PublishView {
    fn default() -> Self {
        PublishView::of(&Publish::default())
    }
}

impl PublishView {
    fn of(publish: &Publish) -> Self {
        PublishView {
            juror_marks: publish.juror_marks.unwrap_or(JurorMarks::Hidden).word().to_owned(),
            not_passed: publish.not_passed.word().to_owned(),
            fields: publish.fields.clone(),
        }
    }
}

impl ParticipantView {
    /// What stands in a column of `participants.csv`; empty where there is no such column.
    #[must_use]
    pub fn column(&self, name: &str) -> &str {
        match name {
            "id" => &self.id,
            "name" => &self.name,
            "organisation" => &self.organisation,
            "track" => &self.track,
            "submitted" => self.submitted.as_deref().unwrap_or_default(),
            "status" => &self.status,
            "reason" => &self.reason,
            other => self.fields.get(other).map_or("", String::as_str),
        }
    }
}

impl StageView {
    /// Every standing of every field.
    pub fn standings(&self) -> impl Iterator<Item = &StandingView> {
        self.fields.iter().flat_map(|field| &field.standings)
    }
}
