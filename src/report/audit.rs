//! The audit as a view: numbers and cells for programs, and a plain sentence for each stage, place and award, in the
//! three languages.

mod document;
mod sentences;
mod view;

use crate::audit::{
    Audit, BoundDistance, Coefficient, Difference, Distance, FarMark, Hinge, JurorAudit, Lack, Margins, Marking,
    OtherHolders, SmallestChange, StageAudit, Stake,
};
use crate::contest::{Contest, Coordinates, EntryIndex, JurorIndex, JurorMarks, StageIndex};
use crate::language::Title;
use crate::report::{Report, StageView, StandingView};
use crate::score::Score;
use crate::source::Sources;

pub use document::{AuditShown, audit_passages};
use sentences::Speaker;
pub use view::{
    AuditView, BoundView, CellView, ChangeOfMark, CoefficientView, DistanceView, DistinctionAuditView, FarMarkView,
    HingeView, JurorAuditView, Measured, NotComparableView, OtherHoldersView, OtherStandingView, StageAuditView,
    StandingAuditView,
};

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

struct Builder<'a> {
    audited: Audited<'a>,
    speaker: Speaker<'a>,
}

impl Builder<'_> {
    fn view(&self) -> AuditView {
        let Audited { contest, audit, report, .. } = self.audited;
        let awards = report.awards.iter().enumerate().map(|(index, award)| {
            let without = self.without(|difference| &difference.awards, index);
            DistinctionAuditView {
                id: award.id.clone(),
                title: award.title.clone(),
                holders: award.holders.clone(),
                sentence: self.speaker.award(award, &without),
                without,
                smallest_change: self.hinge(Stake::Award(index)),
            }
        });
        let nominations = report.nominations.iter().enumerate().map(|(index, nomination)| {
            let without = self.without(|difference| &difference.nominations, index);
            DistinctionAuditView {
                id: nomination.id.clone(),
                title: nomination.title.clone(),
                holders: nomination.holders.clone(),
                sentence: self.speaker.nomination(nomination, &without),
                without,
                smallest_change: self.hinge(Stake::Nomination(index)),
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
            nominations: nominations.collect(),
            not_comparable: not_comparable.collect(),
            fingerprint: report.fingerprint.clone(),
            juror_marks: self.audited.jurors,
        }
    }

    /// Who would hold an award or a nomination without each juror without whom others would.
    fn without(&self, of: impl Fn(&Difference) -> &Vec<OtherHolders>, which: usize) -> Vec<OtherHoldersView> {
        let view = |without: &crate::audit::Without| {
            let other = of(without.outcome.as_ref().ok()?).iter().find(|other| other.which == which)?;
            let holders = other.entries.iter().map(|entry| self.id(*entry)).collect();
            Some(OtherHoldersView { juror: self.juror(without.juror), holders, open: other.open })
        };
        self.audited.audit.without.iter().filter_map(view).collect()
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
            equality: margins.equality.map(|equality| equality.word().to_owned()),
            bounds: margins.bounds.iter().map(bound).collect(),
            cut: margins.cut.as_ref().map(|distance| self.distance(distance)),
            without: without.collect(),
            sentence: Title::Plain(String::new()),
        };
        view.sentence = self.speaker.place(&view, margins.equality);
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
