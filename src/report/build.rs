//! From a contest and its tally to the public views.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use crate::contest::{
    Contest, EntryIndex, JurorIndex, Limit, NominationRule, Operation, Relation, Sitting, Stage, StageIndex,
};
use crate::diagnostic::{self, Diagnostic};
use crate::language::{Catalogue, Language, Title};
use crate::report::decisions::decisions;
use crate::report::draft::OnDemandReport;
use crate::report::on_demand::OnDemand;
use crate::report::standings::{Listed, StageLists};
use crate::report::words::Words;
use crate::report::{
    AdjustmentView, AppealView, AwardView, BoundView, ChangeView, ChosenView, ConflictView, ContestView, CriterionView,
    Draft, FORMAT, FieldView, InputView, JurorView, NominationView, OpenView, PublishView, Report, SittingView,
    StageRules, StageView, StandingView, TieView, VoteView, WaiverView,
};
use crate::score::Score;
use crate::source::Sources;
use crate::tally::{Field, Holders, Open, StageResult, Standing, Tally};

/// A warning, in the contest's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// The code.
    pub code: String,
    /// `path:line:column`.
    pub place: String,
    /// The sentence.
    pub message: String,
}

/// What a report says beside the count.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What decisions about marks, rules and statuses changed.
    pub amended: Vec<ChangeView>,
    /// What was found before signing, looked at and passed over.
    pub waivers: Vec<WaiverView>,
    /// The files that were read.
    pub inputs: Vec<InputView>,
    /// What was found, and no waiver passes over.
    pub warnings: Vec<Warning>,
}

impl Beside {
    /// The files that were read, and what was found in them and in the count.
    #[must_use]
    pub fn of(contest: &Contest, tally: &Tally, sources: &Sources, found: &[Diagnostic]) -> Self {
        let mut found: Vec<Diagnostic> = found.iter().chain(&tally.gaps).cloned().collect();
        diagnostic::sort(&mut found, sources);
        let warnings = warning_views(&found, sources, contest.rules.language);
        Beside { inputs: inputs(sources), warnings, ..Beside::default() }
    }
}

/// Makes the report.
#[must_use]
pub fn build<'b>(contest: &'b Contest, tally: &'b Tally, beside: Beside) -> Draft<'b> {
    let builder = Builder { listed: Listed { contest, tally }, words: Words::new(contest) };
    Draft::of(builder.report(beside))
}

/// The files that were read.
pub(super) fn inputs(sources: &Sources) -> Vec<InputView> {
    let view = |(path, sha256): (&str, &str)| InputView { path: path.to_owned(), sha256: sha256.to_owned() };
    sources.fingerprints().into_iter().map(view).collect()
}

/// What was found, in the language of the documents.
pub(super) fn warning_views(found: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Warning> {
    let catalogue = Catalogue::new(language);
    let view = |found: &Diagnostic| Warning {
        code: found.code.slug().to_owned(),
        place: sources.describe(found.place),
        message: found.message(&catalogue),
    };
    found.iter().map(view).collect()
}

/// Makes views of a contest and its tally.
struct Builder<'b> {
    listed: Listed<'b>,
    words: Words<'b>,
}

impl<'b> Builder<'b> {
    fn report(&self, beside: Beside) -> OnDemandReport<'b> {
        let Listed { contest, tally } = self.listed;
        let rules = &contest.rules;
        let ranking = rules.ranking();
        let (awards, nominations) = (rules.awards.iter(), rules.nominations.iter());
        Report {
            format: FORMAT,
            contest: self.requisites(),
            publish: PublishView::of(&rules.publish),
            is_final: tally.is_final(),
            why_not_final: tally.open.iter().map(|open| self.open(open)).collect(),
            jury: contest.jury.iter().map(juror).collect(),
            conflicts: contest
                .conflicts
                .iter()
                .map(|conflict| ConflictView {
                    juror: self.listed.juror_id(conflict.juror),
                    participant: self.listed.id(conflict.entry),
                    reason: conflict.reason.clone(),
                })
                .collect(),
            sittings: contest.sittings.iter().map(|sitting| self.sitting(sitting)).collect(),
            participants: self.listed.participants(),
            stages: tally.stages.iter().filter(|stage| stage.stage != ranking).map(|stage| self.stage(stage)).collect(),
            ranking: tally.stage(ranking).map(|stage| self.stage(stage)),
            awards: awards
                .zip(&tally.awards)
                .map(|(award, holders)| AwardView {
                    id: award.id.clone(),
                    title: award.title.clone(),
                    holders: self.listed.ids(&holders.entries),
                    open: holders.open,
                    decision: holders.decision,
                })
                .collect(),
            nominations: nominations
                .zip(&tally.nominations)
                .map(|(nomination, holders)| {
                    let by = match nomination.rule {
                        NominationRule::Score { .. } => "score",
                        NominationRule::Ballot { .. } => "ballot",
                        NominationRule::Decision => "decision",
                    };
                    self.nomination(&nomination.id, &nomination.title, by, holders)
                })
                .collect(),
            adjustments: contest
                .adjustments
                .iter()
                .map(|adjustment| AdjustmentView {
                    participant: self.listed.id(adjustment.entry),
                    stage: self.listed.stage_id(adjustment.stage),
                    points: shortest(&adjustment.points),
                    reason: adjustment.reason.clone(),
                })
                .collect(),
            appeals: contest
                .appeals
                .iter()
                .map(|appeal| AppealView {
                    received: appeal.received.to_string(),
                    participant: self.listed.id(appeal.entry),
                    about: appeal.about.clone(),
                    outcome: appeal.outcome.clone(),
                    date: appeal.date.map(|date| date.to_string()),
                })
                .collect(),
            decisions: decisions(contest, tally),
            waivers: beside.waivers,
            amended: beside.amended,
            chosen: rules
                .chosen
                .iter()
                .map(|chosen| ChosenView { rule: chosen.path.clone(), text: self.words.chosen(chosen.rule) })
                .collect(),
            inputs: beside.inputs,
            fingerprint: String::new(),
            warnings: beside.warnings,
        }
    }

    fn requisites(&self) -> ContestView {
        let rules = &self.listed.contest.rules;
        let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        ContestView {
            title: rules.title.clone(),
            language: rules.language,
            organisation: rules.organisation.clone(),
            basis: rules.basis.clone(),
            announced: day(rules.calendar.announced),
            applications: day(rules.calendar.applications),
            held: day(rules.calendar.held),
            results: day(rules.calendar.results),
            quorum: rules.quorum.as_ref().map(ToString::to_string),
        }
    }

    fn open(&self, open: &Open) -> OpenView {
        let view = |reason: &str, about: Option<String>, entries: &[EntryIndex]| OpenView {
            reason: reason.to_owned(),
            about,
            participants: self.listed.ids(entries),
            count: None,
        };
        let rules = &self.listed.contest.rules;
        match open {
            Open::Tie { stage, entries } => view("tie", Some(self.listed.stage_id(*stage)), entries),
            Open::Cut { stage, entries } => view("cut", Some(self.listed.stage_id(*stage)), entries),
            Open::Pass { stage } => view("pass", Some(self.listed.stage_id(*stage)), &[]),
            Open::NoScore { stage, entry } => view("no-score", Some(self.listed.stage_id(*stage)), &[*entry]),
            Open::Award { award, entries } => view("award", Some(rules.awards[*award].id.clone()), entries),
            Open::Nomination { nomination, entries } => {
                view("nomination", Some(rules.nominations[*nomination].id.clone()), entries)
            }
            Open::Votes { nomination } => view("votes", Some(rules.nominations[*nomination].id.clone()), &[]),
            Open::Undecided { nomination } => view("undecided", Some(rules.nominations[*nomination].id.clone()), &[]),
            Open::Incomplete { gaps } => OpenView { count: Some(*gaps), ..view("incomplete", None, &[]) },
        }
    }

    fn sitting(&self, sitting: &Sitting) -> SittingView {
        let ids = |jurors: &[JurorIndex]| jurors.iter().map(|juror| self.listed.juror_id(*juror)).collect();
        SittingView {
            stage: self.listed.stage_id(sitting.stage),
            number: sitting.number.clone(),
            date: sitting.date.to_string(),
            place: sitting.location.clone(),
            present: ids(&sitting.present),
            absent: ids(&sitting.absent),
            invited: sitting.invited.clone(),
            agenda: sitting.agenda.clone(),
        }
    }

    fn stage(&self, result: &'b StageResult) -> StageView<OnDemand<'b, StandingView>, OnDemand<'b, TieView>> {
        let stage = self.listed.contest.stage(result.stage);
        let lists = StageLists::new(self.listed, &self.words, result);
        let field = |field: &'b Field| FieldView {
            within: field.within.clone(),
            standings: lists.standings(field),
            ties: lists.ties(field),
        };
        let criteria = stage.criteria().iter().map(|criterion| CriterionView {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            marks: self.words.marks(&criterion.marks),
        });
        StageView {
            id: stage.id.clone(),
            title: stage.title.clone(),
            form: stage.form.clone(),
            maximum: result.maximum.as_ref().map(shortest),
            is_final: self.is_final(result.stage),
            criteria: criteria.collect(),
            rules: StageRules {
                score: self.words.score(result.stage),
                pass: self.words.pass(result.stage),
                ties: self.words.ties(result.stage),
            },
            bounds: bounds(stage, result)
                .map(|(relation, limit)| BoundView {
                    relation: relation.word().to_owned(),
                    limit: shortest(&limit),
                    exact: limit.to_string(),
                })
                .collect(),
            fields: result.fields.iter().map(field).collect(),
        }
    }

    /// Whether nothing is open in the stage, nor in those that it stands on.
    fn is_final(&self, stage: StageIndex) -> bool {
        let touches = |open: &Open| match open {
            Open::Incomplete { .. } => false,
            open => open.stage().is_some_and(|each| each <= stage),
        };
        let incomplete = |result: &StageResult| result.incomplete && result.stage <= stage;
        !self.listed.tally.open.iter().any(touches) && !self.listed.tally.stages.iter().any(incomplete)
    }

    fn nomination(&self, id: &str, title: &Title, by: &str, holders: &Holders) -> NominationView {
        let vote =
            |(entry, votes): &(EntryIndex, usize)| VoteView { participant: self.listed.id(*entry), votes: *votes };
        NominationView {
            id: id.to_owned(),
            title: title.clone(),
            holders: self.listed.ids(&holders.entries),
            open: holders.open,
            by: by.to_owned(),
            votes: holders.votes.iter().map(vote).collect(),
            by_chair: holders.by_chair,
            decision: holders.decision,
        }
    }
}

fn juror(juror: &crate::contest::Juror) -> JurorView {
    JurorView {
        id: juror.id.clone(),
        name: juror.name.clone(),
        position: juror.position.clone(),
        workplace: juror.workplace.clone(),
        role: juror.role.word().to_owned(),
    }
}

/// The bounds of a stage's score, in points.
fn bounds(stage: &Stage, result: &StageResult) -> impl Iterator<Item = (Relation, Score)> {
    let bounds = stage.pass.iter().flat_map(|pass| &pass.ways).flat_map(|way| &way.bounds);
    bounds.filter_map(|bound| {
        let limit = match &bound.limit {
            Limit::Points(points) => points.clone(),
            Limit::Part(part) => result.maximum.as_ref()? * part,
        };
        Some((bound.relation, limit))
    })
}

/// A value that no verdict hangs on: as few digits as write it, two at the most.
pub(super) fn shortest(score: &Score) -> String {
    score.shortest(2)
}

/// The scores of a stage as they stand in the order, each once where neighbours are equal, as they often are.
fn scores_in_turn(result: &StageResult) -> Vec<&Score> {
    const STRETCH: usize = 1 << 14;
    let stretches = result.fields.iter().flat_map(|field| field.standings.chunks(STRETCH)).collect::<Vec<_>>();
    let mut scores: Vec<&Score> = stretches.into_par_iter().flat_map_iter(in_turn).collect();
    scores.dedup();
    scores
}

fn in_turn(standings: &[Standing]) -> Vec<&Score> {
    let mut scores: Vec<&Score> = Vec::new();
    for score in standings.iter().filter_map(|standing| standing.score.as_ref().ok()) {
        if scores.last() != Some(&score) {
            scores.push(score);
        }
    }
    scores
}

/// Prints the scores of a stage so that unequal ones never look equal, to one another or to a bound.
pub(super) struct Printer {
    digits: BTreeMap<Score, u32>,
    usual: u32,
}

impl Printer {
    pub(super) fn new(stage: &Stage, result: &StageResult) -> Self {
        let scores = scores_in_turn(result);
        let mut digits: BTreeMap<Score, u32> = scores.iter().map(|score| ((*score).clone(), stage.digits)).collect();
        digits.extend(bounds(stage, result).map(|(_, limit)| (limit, stage.digits)));
        // Whole numbers are expected here, but an adjustment may bring a part in.
        let exact = scores.into_iter().map(Score::exact_digits);
        let rounds = matches!(stage.score.last().map(|step| &step.operation), Some(Operation::Round(_)));
        let needed = exact.map(|digits| digits.unwrap_or(2).min(2)).max().filter(|_| !rounds).unwrap_or(0);
        let usual = stage.digits.max(needed);
        for own in digits.values_mut() {
            *own = usual;
        }
        let scores: Vec<Score> = digits.keys().cloned().collect();
        for pair in scores.windows(2) {
            let (lower, upper) = (&pair[0], &pair[1]);
            let enough = (usual..).find(|digits| lower.decimal(*digits) != upper.decimal(*digits));
            let enough = enough.unwrap_or(usual);
            for score in [lower, upper] {
                let own = digits.entry(score.clone()).or_default();
                *own = enough.max(*own);
            }
        }
        Printer { digits, usual }
    }

    pub(super) fn print(&self, score: &Score) -> String {
        score.decimal(self.digits.get(score).copied().unwrap_or(self.usual))
    }
}
