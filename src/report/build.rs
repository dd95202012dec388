//! From a contest and its tally to the public views.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::contest::{
    Axis, Contest, Coordinates, Decision, DecisionKind, Entry, EntryIndex, JurorIndex, Limit, LinkRule, Measured,
    NominationRule, Operation, Relation, Sitting, Stage, StageIndex, Status,
};
use crate::diagnostic::{self, Diagnostic};
use crate::fold::Value;
use crate::language::{Catalogue, Language, Title};
use crate::report::words::Words;
use crate::report::{
    AdjustmentView, AppealView, AwardView, BoundView, ChosenView, ConflictView, ContestView, CriterionView,
    DecisionView, FORMAT, FieldView, InputView, JurorView, LinkValue, LinkView, NominationView, OpenView, PartView,
    ParticipantView, PublishView, Report, SittingView, StageRules, StageView, StandingView, TieEndView, TieView,
    VoteView, VotesView,
};
use crate::score::Score;
use crate::source::Sources;
use crate::tally::{Fate, Field, Holders, Open, Part, StageResult, Standing, Tally, Tie};

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

/// Makes the report.
#[must_use]
pub fn build(contest: &Contest, tally: &Tally, sources: &Sources, warnings: &[Diagnostic]) -> Report {
    let builder = Builder { contest, tally, words: Words::new(contest) };
    let mut report = builder.report();
    report.inputs = inputs(sources);
    report.fingerprint = report.computed_fingerprint();
    let mut found: Vec<Diagnostic> = warnings.iter().chain(&tally.gaps).cloned().collect();
    diagnostic::sort(&mut found, sources);
    report.warnings = warning_views(&found, sources, contest.rules.language);
    report
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
pub(super) struct Builder<'b> {
    pub(super) contest: &'b Contest,
    pub(super) tally: &'b Tally,
    pub(super) words: Words<'b>,
}

impl Builder<'_> {
    fn report(&self) -> Report {
        let (contest, tally) = (self.contest, self.tally);
        let rules = &contest.rules;
        let ranking = rules.ranking();
        let mut decisions: BTreeMap<usize, Option<Vec<EntryIndex>>> = BTreeMap::new();
        decisions.extend(tally.decisions.iter().map(|applied| (applied.decision, applied.computed.clone())));
        let decision = |(index, decision)| self.decision(decision, decisions.get(&index));
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
                    juror: self.juror_id(conflict.juror),
                    participant: self.id(conflict.entry),
                    reason: conflict.reason.clone(),
                })
                .collect(),
            sittings: contest.sittings.iter().map(|sitting| self.sitting(sitting)).collect(),
            participants: contest.entry_indices().map(|entry| self.participant(entry)).collect(),
            stages: tally.stages.iter().filter(|stage| stage.stage != ranking).map(|stage| self.stage(stage)).collect(),
            ranking: tally.stage(ranking).map(|stage| self.stage(stage)),
            awards: awards
                .zip(&tally.awards)
                .map(|(award, holders)| AwardView {
                    id: award.id.clone(),
                    title: award.title.clone(),
                    holders: self.ids(&holders.entries),
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
                    participant: self.id(adjustment.entry),
                    stage: self.stage_id(adjustment.stage),
                    points: shortest(&adjustment.points),
                    reason: adjustment.reason.clone(),
                })
                .collect(),
            appeals: contest
                .appeals
                .iter()
                .map(|appeal| AppealView {
                    received: appeal.received.to_string(),
                    participant: self.id(appeal.entry),
                    about: appeal.about.clone(),
                    outcome: appeal.outcome.clone(),
                    date: appeal.date.map(|date| date.to_string()),
                })
                .collect(),
            decisions: contest.decisions.iter().enumerate().map(decision).collect(),
            waivers: Vec::new(),
            amended: Vec::new(),
            chosen: rules
                .chosen
                .iter()
                .map(|chosen| ChosenView { rule: chosen.path.clone(), text: self.words.chosen(chosen.rule) })
                .collect(),
            inputs: Vec::new(),
            fingerprint: String::new(),
            warnings: Vec::new(),
        }
    }

    fn id(&self, entry: EntryIndex) -> String {
        self.contest.entry(entry).id.to_string()
    }

    fn ids(&self, entries: &[EntryIndex]) -> Vec<String> {
        entries.iter().map(|entry| self.id(*entry)).collect()
    }

    fn juror_id(&self, juror: JurorIndex) -> String {
        self.contest.juror(juror).id.clone()
    }

    pub(super) fn stage_id(&self, stage: StageIndex) -> String {
        self.contest.stage(stage).id.clone()
    }

    fn requisites(&self) -> ContestView {
        let rules = &self.contest.rules;
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
            participants: self.ids(entries),
            count: None,
        };
        let rules = &self.contest.rules;
        match open {
            Open::Tie { stage, entries } => view("tie", Some(self.stage_id(*stage)), entries),
            Open::Cut { stage, entries } => view("cut", Some(self.stage_id(*stage)), entries),
            Open::Pass { stage } => view("pass", Some(self.stage_id(*stage)), &[]),
            Open::NoScore { stage, entry } => view("no-score", Some(self.stage_id(*stage)), &[*entry]),
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
        let ids = |jurors: &[JurorIndex]| jurors.iter().map(|juror| self.juror_id(*juror)).collect();
        SittingView {
            stage: self.stage_id(sitting.stage),
            number: sitting.number.clone(),
            date: sitting.date.to_string(),
            place: sitting.location.clone(),
            present: ids(&sitting.present),
            absent: ids(&sitting.absent),
            invited: sitting.invited.clone(),
            agenda: sitting.agenda.clone(),
        }
    }

    pub(super) fn participant(&self, index: EntryIndex) -> ParticipantView {
        const OWN: [&str; 4] = ["organisation", "track", "submitted", "status"];
        let entry = self.contest.entry(index);
        let free = entry.fields.iter().filter(|(name, value)| !OWN.contains(name) && !value.is_empty());
        ParticipantView {
            id: entry.id.to_string(),
            name: entry.name().to_owned(),
            organisation: entry.organisation.clone(),
            track: entry.track.clone(),
            submitted: entry.submitted.map(|date| date.to_string()),
            status: self.tally.statuses[index.position()].word().to_owned(),
            reason: entry.reason.clone(),
            fields: free.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        }
    }

    fn stage(&self, result: &StageResult) -> StageView {
        let stage = self.contest.stage(result.stage);
        let printer = Printer::new(stage, result);
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
            fields: result.fields.iter().map(|field| self.field(result.stage, field, &printer)).collect(),
        }
    }

    /// Whether nothing is open in the stage, nor in those that it stands on.
    fn is_final(&self, stage: StageIndex) -> bool {
        let touches = |open: &Open| match open {
            Open::Incomplete { .. } => false,
            open => open.stage().is_some_and(|each| each <= stage),
        };
        let incomplete = |result: &StageResult| result.incomplete && result.stage <= stage;
        !self.tally.open.iter().any(touches) && !self.tally.stages.iter().any(incomplete)
    }

    fn field(&self, index: StageIndex, field: &Field, printer: &Printer) -> FieldView {
        let stage = self.contest.stage(index);
        FieldView {
            within: field.within.clone(),
            standings: field.standings.iter().map(|standing| self.standing(index, standing, printer)).collect(),
            ties: field.ties.iter().map(|tie| self.tie(stage, tie, field, printer)).collect(),
        }
    }

    fn standing(&self, index: StageIndex, standing: &Standing, printer: &Printer) -> StandingView {
        let stage = self.contest.stage(index);
        let entry = self.contest.entry(standing.entry);
        let parts = |parts: &[Part]| parts.iter().map(|part| self.part(stage, part)).collect();
        let own = self.tally.parts(self.contest, index, standing.entry);
        StandingView {
            participant: entry.id.to_string(),
            name: entry.name().to_owned(),
            organisation: entry.organisation.clone(),
            track: entry.track.clone(),
            state: standing.state.word().to_owned(),
            score: standing.score.as_ref().ok().map(|score| printer.print(score)),
            exact: standing.score.as_ref().ok().map(ToString::to_string),
            place: standing.place.as_ref().map(shortest),
            tied: standing.tied,
            passed: standing.passed,
            by_juror: parts(own.before(Axis::Jurors)),
            by_criterion: parts(own.before(Axis::Criteria)),
            by_stage: parts(own.before(Axis::Stages)),
        }
    }

    pub(super) fn part(&self, stage: &Stage, part: &Part) -> PartView {
        let mut view = PartView::default();
        for (axis, member) in &part.members {
            match axis {
                Axis::Jurors => view.juror = Some(self.juror_id(JurorIndex(*member))),
                Axis::Criteria => view.criterion = stage.criteria().get(*member).map(|criterion| criterion.id.clone()),
                Axis::Attempts => view.attempt = (stage.attempts() > 1).then_some(member + 1),
                Axis::Stages => view.stage = Some(self.stage_id(StageIndex(*member))),
                Axis::Panels => view.panel = self.contest.panels.get(*member).cloned(),
            }
        }
        let (score, gap) = split(&part.value);
        let printed = |score: &Score| match part.members.as_slice() {
            [(Axis::Stages, stage)] => score.decimal(self.contest.stage(StageIndex(*stage)).digits),
            _ => shortest(score),
        };
        PartView { score: score.map(printed), exact: score.map(ToString::to_string), gap, ..view }
    }

    fn tie(&self, stage: &Stage, tie: &Tie, field: &Field, printer: &Printer) -> TieView {
        let first = field.standings.iter().find(|standing| tie.entries.contains(&standing.entry));
        let score = first.and_then(|standing| standing.score.as_ref().ok());
        let printed = |link: usize, number: &Score| match &stage.ties.links[link].rule {
            LinkRule::Stage(stage) => number.decimal(self.contest.stage(*stage).digits),
            LinkRule::Highest(Measured::Column(column)) | LinkRule::Lowest(Measured::Column(column)) => {
                self.day(column, number)
            }
            LinkRule::Criteria { .. }
            | LinkRule::Jurors { .. }
            | LinkRule::Count(..)
            | LinkRule::Countback(_)
            | LinkRule::Highest(Measured::Number(..))
            | LinkRule::Lowest(Measured::Number(..)) => shortest(number),
        };
        let value = |link: usize, (entry, numbers): &(EntryIndex, Vec<Score>)| LinkValue {
            participant: self.id(*entry),
            // A comma may be a decimal one.
            score: numbers.iter().map(|number| printed(link, number)).collect::<Vec<_>>().join(" / "),
            exact: numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        let links = tie.uses.iter().map(|each| LinkView {
            by: self.words.link(&stage.ties.links[each.link].rule),
            values: each.values.iter().map(|own| value(each.link, own)).collect(),
        });
        let ends = tie.ends.iter().map(|end| {
            let (fate, decision) = match end.fate {
                Fate::Shared => ("shared", None),
                Fate::Open => ("open", None),
                Fate::Decided(decision) => ("decided", Some(decision)),
            };
            TieEndView { participants: self.ids(&end.entries), fate: fate.to_owned(), decision }
        });
        TieView {
            participants: self.ids(&tie.entries),
            score: score.map_or_else(String::new, |score| printer.print(score)),
            links: links.collect(),
            ends: ends.collect(),
        }
    }

    /// `STAGE/JUROR/ENTRY/CRITERION`, with the attempt where there are several.
    fn cell(&self, stage: StageIndex, at: &Coordinates) -> String {
        let own = self.contest.stage(stage);
        let criterion = own.criteria()[at.criterion].id.as_str();
        let cell = format!("{}/{}/{}/{criterion}", own.id, self.juror_id(at.juror), self.id(at.entry));
        if own.attempts() > 1 { format!("{cell}/{}", at.attempt + 1) } else { cell }
    }

    /// A number of a column: a count of days is written as a date.
    fn day(&self, column: &str, number: &Score) -> String {
        let dates = |entry: &Entry| entry.fields.get(column).is_some_and(|text| text.parse::<NaiveDate>().is_ok());
        let is_date = self.contest.entries.iter().any(dates);
        let days = number.to_units(0).and_then(|days| i32::try_from(days).ok()).filter(|_| is_date);
        let date = days.and_then(NaiveDate::from_num_days_from_ce_opt);
        date.map_or_else(|| shortest(number), |date| date.to_string())
    }

    fn nomination(&self, id: &str, title: &Title, by: &str, holders: &Holders) -> NominationView {
        let vote = |(entry, votes): &(EntryIndex, usize)| VoteView { participant: self.id(*entry), votes: *votes };
        NominationView {
            id: id.to_owned(),
            title: title.clone(),
            holders: self.ids(&holders.entries),
            open: holders.open,
            by: by.to_owned(),
            votes: holders.votes.iter().map(vote).collect(),
            by_chair: holders.by_chair,
            decision: holders.decision,
        }
    }

    fn decision(&self, decision: &Decision, applied: Option<&Option<Vec<EntryIndex>>>) -> DecisionView {
        let rules = &self.contest.rules;
        let single = |entries: &[EntryIndex]| entries.iter().map(|entry| vec![self.id(*entry)]).collect();
        let (kind, about, entries, now): (&str, String, Vec<Vec<String>>, Option<Status>) = match &decision.kind {
            DecisionKind::Order { stage, order } => {
                ("order", self.stage_id(*stage), order.iter().map(|shared| self.ids(shared)).collect(), None)
            }
            DecisionKind::Pass { stage, entries } => ("pass", self.stage_id(*stage), single(entries), None),
            DecisionKind::Status { entry, now, .. } => ("status", String::new(), single(&[*entry]), Some(*now)),
            DecisionKind::Award { award, holders } => ("award", rules.awards[*award].id.clone(), single(holders), None),
            DecisionKind::Nomination { nomination, holders } => {
                ("nomination", rules.nominations[*nomination].id.clone(), single(holders), None)
            }
            DecisionKind::Mark { stage, at, .. } => ("mark", self.cell(*stage, at), single(&[at.entry]), None),
            DecisionKind::Rule { about, .. } => ("rule", about.clone(), Vec::new(), None),
            DecisionKind::Recommend { about, entries } => ("recommend", about.clone(), single(entries), None),
        };
        let now = match (&decision.kind, now) {
            (DecisionKind::Mark { now, .. }, _) => shortest(now),
            (DecisionKind::Rule { now, .. }, _) => now.clone(),
            (_, status) => status.map_or_else(String::new, |status| status.word().to_owned()),
        };
        let was = match &decision.kind {
            DecisionKind::Status { was, .. } => was.word().to_owned(),
            DecisionKind::Order { .. }
            | DecisionKind::Pass { .. }
            | DecisionKind::Award { .. }
            | DecisionKind::Nomination { .. }
            | DecisionKind::Mark { .. }
            | DecisionKind::Rule { .. }
            | DecisionKind::Recommend { .. } => decision.was.value.clone(),
        };
        DecisionView {
            date: decision.date.to_string(),
            decision: kind.to_owned(),
            about,
            entries,
            was,
            now,
            votes: decision.votes.map(|votes| VotesView { yes: votes.yes, no: votes.no, abstained: votes.abstained }),
            by: decision.by.clone(),
            grounds: decision.grounds.clone(),
            computed: applied.and_then(Option::as_ref).map(|entries| self.ids(entries)),
            applied: applied.is_some(),
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

fn split(value: &Value) -> (Option<&Score>, Option<String>) {
    match value {
        Ok(score) => (Some(score), None),
        Err(gap) => (None, Some(gap.word().to_owned())),
    }
}

/// A value that no verdict hangs on: as few digits as write it, two at the most.
pub(super) fn shortest(score: &Score) -> String {
    score.shortest(2)
}

/// Prints the scores of a stage so that unequal ones never look equal, to one another or to a bound.
pub(super) struct Printer {
    digits: BTreeMap<Score, u32>,
    usual: u32,
}

impl Printer {
    pub(super) fn new(stage: &Stage, result: &StageResult) -> Self {
        // Neighbours in the order are often equal.
        let mut scores: Vec<&Score> = result.standings().filter_map(|standing| standing.score.as_ref().ok()).collect();
        scores.dedup();
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
