//! The extract from a protocol for one participant: what it says of this entry and of nobody else.
//!
//! Receives a [`Report`] and the participant, hands on an [`Extract`]. A tie names those whom it was with, as the
//! protocol does: without them the place is not explained.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Catalogue, Language};
use crate::report::heading::Heading;
use crate::report::protocol::{Line, UnknownStage};
use crate::report::{AwardView, DecisionView, NominationView, ParticipantView, Report, Sentences, StageView};

/// What an extract says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Extract {
    /// kk, ru, en.
    pub language: &'static str,
    /// What it is called, with the protocol's number.
    pub title: String,
    /// Why the result is not final; empty if it is.
    pub open: Vec<String>,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The name of the stage that the sitting closed.
    pub stage: String,
    /// The protocol's number.
    pub number: Option<String>,
    /// The day of the sitting, in words.
    pub date: Option<String>,
    /// Where it was held.
    pub place: Option<String>,
    /// Attendance and quorum, as a sentence.
    pub quorum: Option<String>,
    /// The participant's full name.
    pub participant: String,
    /// The participant's institution.
    pub participant_organisation: String,
    /// What the entry is where it does not compete, with the reason; empty where it does.
    pub status: String,
    /// What the stages made of the entry, in their order.
    pub results: Vec<ExtractResult>,
    /// Points added or taken beside the marks.
    pub adjustments: Vec<Line>,
    /// Ties that the entry was in and how each was resolved, a list of sentences for each.
    pub ties: Vec<Vec<String>>,
    /// The awards that it holds.
    pub awards: Vec<Line>,
    /// The nominations that it holds.
    pub nominations: Vec<Line>,
    /// The recommendations that name it.
    pub recommendations: Vec<Line>,
    /// Other decisions of the jury about it.
    pub decisions: Vec<Line>,
    /// Its appeals and what came of them.
    pub appeals: Vec<Line>,
    /// Who chaired the jury.
    pub chair: Option<String>,
    /// Who certifies the extract.
    pub secretary: Option<String>,
    /// The fingerprint of the result.
    pub fingerprint: String,
}

/// What a stage made of the entry.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ExtractResult {
    /// The stage.
    pub stage: String,
    /// The points; a dash without any.
    pub score: String,
    /// What the highest marks would give; empty where there is no maximum.
    pub maximum: String,
    /// The place; empty without one.
    pub place: String,
    /// Passes, does not pass, out of competition.
    pub verdict: String,
}

impl Extract {
    /// The extract from the protocol of a stage, or from the final one.
    ///
    /// # Errors
    /// The report does not hold the stage, or for the final protocol the ranking.
    pub fn new(
        report: &Report,
        stage: Option<&str>,
        participant: &ParticipantView,
        language: Language,
    ) -> Result<Extract, UnknownStage> {
        let stage = report.closed_by(stage)?;
        let catalogue = Catalogue::new(language);
        let say = Sentences::new(report, &catalogue);
        Ok(Writer { report, stage, participant, say, catalogue: &catalogue }.extract())
    }
}

struct Writer<'w> {
    report: &'w Report,
    stage: &'w StageView,
    participant: &'w ParticipantView,
    say: Sentences<'w>,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn extract(&self) -> Extract {
        let (report, say, own) = (self.report, &self.say, self.participant);
        let language = self.catalogue.language();
        let heading = Heading::of(report, self.stage, say, language);
        let named = heading.number.clone().unwrap_or_else(|| "none".to_owned());
        let officer = |role: &str| report.jury.iter().find(|juror| juror.role == role).map(|juror| juror.name.clone());
        let ties = self.stage.fields.iter().flat_map(|field| &field.ties);
        Extract {
            language: language.code(),
            title: self.catalogue.text("extract-title", &vec![("number", named.into())]),
            open: heading.open,
            organisation: heading.organisation,
            contest: heading.contest,
            stage: heading.stage,
            number: heading.number,
            date: heading.date,
            place: heading.place,
            quorum: heading.quorum,
            participant: own.name.clone(),
            participant_organisation: own.organisation.clone(),
            status: self.status(),
            results: report.all_stages().filter_map(|stage| self.result(stage)).collect(),
            adjustments: report
                .adjustments
                .iter()
                .filter(|adjustment| adjustment.participant == own.id)
                .map(|adjustment| say.adjustment(adjustment))
                .collect(),
            ties: ties.filter(|tie| tie.participants.contains(&own.id)).map(|tie| say.tie(tie)).collect(),
            awards: report.awards.iter().filter_map(|award| self.award(award)).collect(),
            nominations: report.nominations.iter().filter_map(|nomination| self.nomination(nomination)).collect(),
            recommendations: self.decided(&["recommend"]).map(|decision| say.recommendation(&decision)).collect(),
            decisions: self.decided(&["pass", "status", "mark"]).map(|decision| say.decision(&decision)).collect(),
            appeals: report
                .appeals
                .iter()
                .filter(|appeal| appeal.participant == own.id)
                .map(|appeal| say.appeal(appeal))
                .collect(),
            chair: officer("chair"),
            secretary: officer("secretary"),
            fingerprint: report.fingerprint.clone(),
        }
    }

    fn status(&self) -> String {
        let own = self.participant;
        if own.status == "eligible" {
            return String::new();
        }
        let state = self.catalogue.text(&format!("state-{}", own.status), &vec![]);
        if own.reason.is_empty() { state } else { format!("{state}: {}", own.reason) }
    }

    fn result(&self, stage: &StageView) -> Option<ExtractResult> {
        let language = self.catalogue.language();
        let standing = stage.standings().find(|standing| standing.participant == self.participant.id)?;
        let number = |text: &Option<String>| text.as_deref().map(|text| language.number(text));
        Some(ExtractResult {
            stage: stage.title.get(language).to_owned(),
            score: number(&standing.score).unwrap_or_else(|| "–".to_owned()),
            maximum: number(&stage.maximum).unwrap_or_default(),
            place: number(&standing.place).unwrap_or_default(),
            verdict: self.say.verdict(standing),
        })
    }

    fn holds(&self, holders: &[String]) -> Option<Vec<String>> {
        holders.contains(&self.participant.id).then(|| vec![self.participant.id.clone()])
    }

    fn award(&self, award: &AwardView) -> Option<Line> {
        let holders = self.holds(&award.holders)?;
        Some(self.say.award(&AwardView { holders, ..award.clone() }))
    }

    fn nomination(&self, nomination: &NominationView) -> Option<Line> {
        let holders = self.holds(&nomination.holders)?;
        // Who else was voted for is no part of an extract.
        Some(self.say.nomination(&NominationView { holders, votes: Vec::new(), ..nomination.clone() }))
    }

    /// The decisions of some kinds that name the entry, as if they named nobody else.
    fn decided(&self, kinds: &'static [&str]) -> impl Iterator<Item = DecisionView> {
        let id = &self.participant.id;
        let names = move |decision: &&DecisionView| decision.entries.iter().flatten().any(|each| each == id);
        let own = self.report.decisions.iter().filter(move |each| kinds.contains(&each.decision.as_str()));
        own.filter(names).map(|decision| DecisionView {
            entries: vec![vec![id.clone()]],
            computed: None,
            ..decision.clone()
        })
    }
}
