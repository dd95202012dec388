//! The audit as a view: numbers and cells for programs, and a plain sentence for each stage, place and award, in the
//! three languages.

mod document;
mod sentences;

use serde::Serialize;

use crate::audit::{
    Audit, BoundDistance, Coefficient, Distance, FarMark, Hinge, JurorAudit, Lack, Margins, Marking, SmallestChange,
    StageAudit, Stake,
};
use crate::contest::{Contest, Coordinates, EntryIndex, JurorIndex, JurorMarks, StageIndex};
use crate::language::Title;
use crate::report::{Report, StageView, StandingView};
use crate::score::Score;
use crate::source::Sources;

pub use document::{AuditShown, audit_passages};
use sentences::Speaker;

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
    pub awards: Vec<AwardAuditView>,
    /// JurorMarks without whom the results cannot be compared, and why.
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

/// What an award hangs on.
#[derive(Clone, Debug, Serialize)]
pub struct AwardAuditView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Ids of those who hold it.
    pub holders: Vec<String>,
    /// Who would hold it without a juror; only where that differs.
    pub without: Vec<OtherHoldersView>,
    /// The award in a sentence.
    pub sentence: Title,
    /// The smallest change of a mark that alters who holds it.
    pub smallest_change: Option<HingeView>,
}

/// Who would hold an award without a juror.
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

/// A contest with its audit and its report: what a view is made of.
#[derive(Clone, Copy)]
pub struct Audited<'a> {
    /// The contest.
    pub contest: &'a Contest,
    /// Its audit.
    pub audit: &'a Audit,
    /// Its report.
    pub report: &'a Report,
    /// Where its cells stand.
    pub sources: &'a Sources,
    /// How jurors are shown.
    pub jurors: JurorMarks,
}

/// Makes the view.
#[must_use]
pub fn audit_view(audited: Audited) -> AuditView {
    let builder = Builder { audited, speaker: Speaker::new(audited) };
    builder.view()
}

impl From<&Result<f64, Lack>> for Measured {
    fn from(value: &Result<f64, Lack>) -> Self {
        Measured { value: value.ok(), lack: value.err().map(|lack| lack.word().to_owned()) }
    }
}

struct Builder<'a> {
    audited: Audited<'a>,
    speaker: Speaker<'a>,
}

impl Builder<'_> {
    fn view(&self) -> AuditView {
        let Audited { contest, audit, report, .. } = self.audited;
        let awards = report.awards.iter().enumerate().map(|(index, award)| {
            let without = audit.without.iter().filter_map(|without| {
                let other = without.outcome.as_ref().ok()?.awards.iter().find(|other| other.award == index)?;
                let holders = other.entries.iter().map(|entry| self.id(*entry)).collect();
                Some(OtherHoldersView { juror: self.juror(without.juror), holders, open: other.open })
            });
            let without: Vec<OtherHoldersView> = without.collect();
            AwardAuditView {
                id: award.id.clone(),
                title: award.title.clone(),
                holders: award.holders.clone(),
                sentence: self.speaker.award(award, &without),
                without,
                smallest_change: self.hinge(Stake::Award(index)),
            }
        });
        let not_comparable = audit.without.iter().filter_map(|without| {
            let reason = without.outcome.as_ref().err()?;
            let juror = self.juror(without.juror);
            Some(NotComparableView {
                juror,
                reason: reason.word().to_owned(),
                text: self.speaker.no_comparison(*reason),
            })
        });
        AuditView {
            format: 1,
            contest: contest.rules.title.clone(),
            is_final: report.is_final,
            stages: audit.stages.iter().filter_map(|stage| self.stage(stage)).collect(),
            awards: awards.collect(),
            not_comparable: not_comparable.collect(),
            fingerprint: report.fingerprint.clone(),
            juror_marks: self.audited.jurors,
        }
    }

    fn id(&self, entry: EntryIndex) -> String {
        self.audited.contest.entry(entry).id.to_string()
    }

    /// The juror's id, or number.
    fn juror(&self, juror: JurorIndex) -> String {
        self.speaker.juror_id(juror)
    }

    fn stage(&self, stage: &StageAudit) -> Option<StageAuditView> {
        let own = self.audited.contest.stage(stage.stage);
        let view = self.audited.report.all_stages().find(|view| view.id == own.id)?;
        let standings: Vec<StandingAuditView> =
            stage.margins.iter().filter_map(|margins| self.standing(stage.stage, view, margins)).collect();
        let hinge = self.hinge(Stake::Pass(stage.stage)).or_else(|| self.hinge(Stake::First(stage.stage)));
        let marking = stage.marking.as_ref().filter(|_| self.audited.jurors != JurorMarks::Hidden);
        Some(StageAuditView {
            id: own.id.clone(),
            title: own.title.clone(),
            sentence: self.speaker.stage(stage, &standings),
            smallest_change: hinge,
            standings,
            jurors: marking.map(|marking| self.jurors(stage.stage, marking)).unwrap_or_default(),
            agreement: stage.marking.as_ref().map(|marking| coefficients(&marking.agreement)).unwrap_or_default(),
        })
    }

    fn standing(&self, stage: StageIndex, view: &StageView, margins: &Margins) -> Option<StandingAuditView> {
        let id = self.id(margins.entry);
        let standing: &StandingView = view.standings().find(|standing| standing.participant == id)?;
        let without = self.audited.audit.without.iter().filter_map(|without| {
            let all = &without.outcome.as_ref().ok()?.standings;
            let other = all.iter().find(|other| other.stage == stage && other.entry == margins.entry)?;
            let place = other.place.as_ref().map(|place| place.shortest(2));
            Some(OtherStandingView { juror: self.juror(without.juror), place, passed: other.passed })
        });
        let mut view = StandingAuditView {
            participant: id,
            name: standing.name.clone(),
            place: standing.place.clone()?,
            score: standing.score.clone()?,
            exact: standing.exact.clone()?,
            passed: standing.passed,
            below: margins.below.as_ref().map(|distance| self.distance(distance)),
            above: margins.above.as_ref().map(|distance| self.distance(distance)),
            bounds: margins.bounds.iter().map(bound).collect(),
            cut: margins.cut.as_ref().map(|distance| self.distance(distance)),
            without: without.collect(),
            sentence: Title::Plain(String::new()),
        };
        view.sentence = self.speaker.place(&view, standing.tied);
        Some(view)
    }

    fn distance(&self, distance: &Distance) -> DistanceView {
        let difference = &distance.difference;
        DistanceView {
            participant: self.id(distance.entry),
            difference: visible(difference),
            exact: difference.to_string(),
        }
    }

    fn hinge(&self, stake: Stake) -> Option<HingeView> {
        let hinge: &Hinge = self.audited.audit.hinges.iter().find(|hinge| hinge.stake == stake)?;
        let change = hinge.found.as_ref().ok().map(|change| self.change(change));
        let none = hinge.found.as_ref().err();
        let sentence = self.speaker.hinge(stake, change.as_ref(), none.copied());
        Some(HingeView { change, none: none.map(|none| none.word().to_owned()), sentence })
    }

    fn change(&self, change: &SmallestChange) -> ChangeOfMark {
        let ids = |entries: &[EntryIndex]| entries.iter().map(|entry| self.id(*entry)).collect();
        ChangeOfMark {
            cell: self.cell(change.stage, change.at),
            was: change.was.shortest(6),
            now: change.now.shortest(6),
            gains: ids(&change.gains),
            loses: ids(&change.loses),
            open: change.open,
        }
    }

    fn cell(&self, stage: StageIndex, at: Coordinates) -> CellView {
        let Audited { contest, sources, jurors, .. } = self.audited;
        let own = contest.stage(stage);
        let place = contest.marks[stage.0].as_ref().and_then(|marks| marks.place(at));
        let place = place.map(|place| match (jurors, sources.position(place)) {
            // The sheet's name would name the juror.
            (JurorMarks::Anonymous, Some(position)) => format!("{}:{}", position.line, position.column),
            (JurorMarks::Hidden, _) | (JurorMarks::Anonymous, None) => String::new(),
            (JurorMarks::Named, _) => sources.describe(place),
        });
        CellView {
            stage: own.id.clone(),
            juror: self.juror(at.juror),
            participant: self.id(at.entry),
            criterion: own.criteria()[at.criterion].id.clone(),
            attempt: (own.attempts() > 1).then_some(at.attempt + 1),
            place: place.unwrap_or_default(),
        }
    }

    fn jurors(&self, stage: StageIndex, marking: &Marking) -> Vec<JurorAuditView> {
        let far = |mark: &FarMark| {
            let (cell, shown) = (self.cell(stage, mark.at), mark.mark.shortest(6));
            let sentence = self.speaker.far(&cell, &shown, mark.others);
            FarMarkView { cell, mark: shown, others: mark.others, times: mark.times, sentence }
        };
        let juror = |juror: &JurorAudit| JurorAuditView {
            juror: self.juror(juror.juror),
            entries: juror.entries,
            severity: (&juror.severity).into(),
            spread: (&juror.spread).into(),
            agreement: (&juror.agreement).into(),
            alike: juror.alike,
            far: juror.far.iter().map(far).collect(),
        };
        marking.jurors.iter().map(juror).collect()
    }
}

fn coefficients(all: &[(Coefficient, Result<f64, Lack>)]) -> Vec<CoefficientView> {
    let view = |(coefficient, value): &(Coefficient, Result<f64, Lack>)| CoefficientView {
        coefficient: coefficient.word().to_owned(),
        measured: value.into(),
    };
    all.iter().map(view).collect()
}

fn bound(bound: &BoundDistance) -> BoundView {
    BoundView {
        relation: bound.relation.word().to_owned(),
        limit: bound.limit.shortest(2),
        difference: visible(&bound.difference),
        exact: bound.difference.to_string(),
    }
}

/// A difference with two digits, and more where two would show nothing.
fn visible(difference: &Score) -> String {
    let shows = |digits: &u32| {
        difference.is_zero() || difference.decimal(*digits).bytes().any(|digit| (b'1'..=b'9').contains(&digit))
    };
    difference.decimal((2..).find(shows).unwrap_or(2))
}
