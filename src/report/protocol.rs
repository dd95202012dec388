//! The protocol of a sitting: everything that its template prints, already in words.
//!
//! Receives a [`Report`] and a language, hands on a [`Protocol`]. Templates sort, add and round nothing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Alphabet, Catalogue, Language, Title};
use crate::report::heading::Heading;
use crate::report::sentences::Sentences;
use crate::report::{
    ChangeView, ChosenView, DecisionView, FieldView, JurorView, ParticipantView, Passage, Report, SittingView,
    StageView, StandingView,
};

/// What a protocol says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Protocol {
    /// kk, ru, en.
    pub language: &'static str,
    /// The stage's protocol, or the final one.
    pub is_final_protocol: bool,
    /// Why the result is not final; empty if it is.
    pub open: Vec<String>,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The name of the stage that the sitting closes.
    pub stage: String,
    /// The protocol's number.
    pub number: Option<String>,
    /// The day of the sitting, in words.
    pub date: Option<String>,
    /// Where it was held.
    pub place: Option<String>,
    /// What the contest is held by.
    pub basis: Vec<String>,
    /// Who of the jury was present, in alphabetical order.
    pub present: Vec<Person>,
    /// Who of the jury was not, in alphabetical order.
    pub absent: Vec<Person>,
    /// Who else was there.
    pub invited: Option<String>,
    /// Attendance and quorum, as a sentence.
    pub quorum: Option<String>,
    /// The points of the agenda.
    pub agenda: Vec<String>,
    /// The facts of the stages: form, entries, points, threshold.
    pub facts: Vec<Line>,
    /// What was marked, with the ranges.
    pub criteria: Vec<Line>,
    /// Applications that were not considered, with the reasons.
    pub rejected: Vec<Line>,
    /// Entries withdrawn or disqualified, with the reasons.
    pub withdrawn: Vec<Line>,
    /// Entries out of competition, with the reasons.
    pub outside: Vec<Line>,
    /// Who did not judge whom.
    pub recusals: Vec<String>,
    /// The summary tables: one, or one for each field.
    pub tables: Vec<SummaryTable>,
    /// Who goes on, best first; empty in the final protocol.
    pub passed: Vec<Holder>,
    /// Points added or taken beside the marks.
    pub adjustments: Vec<Line>,
    /// Appeals and what came of them; only in the final protocol.
    pub appeals: Vec<Line>,
    /// Ties and how each was resolved, a list of sentences for each.
    pub ties: Vec<Vec<String>>,
    /// The awards with their holders.
    pub awards: Vec<Line>,
    /// The nominations with their holders.
    pub nominations: Vec<Line>,
    /// Recommendations.
    pub recommendations: Vec<Line>,
    /// Other decisions of the jury.
    pub decisions: Vec<Line>,
    /// What was found before signing and passed over, with the reasons.
    pub waivers: Vec<Line>,
    /// What decisions about marks and rules changed, a sentence for each entry.
    pub amended: Vec<String>,
    /// What the commission chose where the regulation is silent.
    pub chosen: Vec<String>,
    /// Who signs: chair, members, secretary.
    pub signatures: Vec<Person>,
    /// The fingerprint of the result.
    pub fingerprint: String,
    /// The annex, where one was asked for.
    pub annex: Vec<Passage>,
}

/// Somebody on the jury.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// What they do on the jury, in words.
    pub role: String,
    /// Position and workplace.
    pub position: String,
}

/// A name and what is said of it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Line {
    /// The name.
    pub name: String,
    /// What is said.
    pub text: String,
    /// What is added: votes, grounds, what the count alone would have given.
    pub notes: Vec<String>,
}

/// An entry with its points.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Holder {
    /// The full name.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// The points.
    pub score: String,
}

/// A summary table.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SummaryTable {
    /// The field, where there are several.
    pub within: Option<String>,
    /// The headers of the columns between organisation and total.
    pub columns: Vec<String>,
    /// What the columns are.
    pub legend: Option<String>,
    /// Whether any row has a verdict.
    pub has_verdict: bool,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a summary table.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Row {
    /// The place; empty without one.
    pub place: String,
    /// The full name.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// The values under the columns.
    pub values: Vec<String>,
    /// The points; what the entry is where it has none.
    pub score: String,
    /// Passes, does not pass, out of competition.
    pub verdict: String,
}

/// A stage that the report does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStage {
    /// The stages that it holds.
    pub known: Vec<String>,
}

impl Protocol {
    /// The protocol of a stage, or the final one.
    ///
    /// # Errors
    /// The report does not hold the stage, or for the final protocol the ranking.
    pub fn new(report: &Report, stage: Option<&str>, language: Language) -> Result<Protocol, UnknownStage> {
        let stage = report.closed_by(stage)?;
        let is_final_protocol = report.ranking.as_ref().is_some_and(|ranking| ranking.id == stage.id);
        let catalogue = Catalogue::new(language);
        let writer = Writer {
            report,
            stage,
            is_final_protocol,
            say: Sentences::new(report, &catalogue),
            alphabet: Alphabet::new(language),
            catalogue: &catalogue,
        };
        Ok(writer.protocol())
    }
}

impl Person {
    /// Somebody on the jury, in the catalogue's language.
    pub(super) fn of(juror: &JurorView, catalogue: &Catalogue) -> Person {
        let position = [juror.workplace.as_str(), juror.position.as_str()];
        let position: Vec<&str> = position.into_iter().filter(|part| !part.is_empty()).collect();
        Person {
            name: juror.name.clone(),
            role: catalogue.text(&format!("{}-label", juror.role), &vec![]),
            position: position.join(", "),
        }
    }
}

impl Protocol {
    /// The same protocol with an annex.
    #[must_use]
    pub fn with_annex(self, annex: Vec<Passage>) -> Self {
        Protocol { annex, ..self }
    }
}

struct Writer<'w> {
    report: &'w Report,
    stage: &'w StageView,
    is_final_protocol: bool,
    say: Sentences<'w>,
    alphabet: Alphabet,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn protocol(&self) -> Protocol {
        let (report, say) = (self.report, &self.say);
        let language = self.catalogue.language();
        let heading = Heading::of(report, self.stage, say, language);
        let sitting = heading.sitting;
        let title = |title: &Title| title.get(language).to_owned();
        let of_sitting = |ids: fn(&SittingView) -> &Vec<String>| {
            sitting.map(|sitting| self.people(ids(sitting))).unwrap_or_default()
        };
        let final_only = |lines: Vec<Line>| if self.is_final_protocol { lines } else { Vec::new() };
        Protocol {
            language: language.code(),
            is_final_protocol: self.is_final_protocol,
            open: heading.open,
            organisation: heading.organisation,
            contest: heading.contest,
            stage: heading.stage,
            number: heading.number,
            date: heading.date,
            place: heading.place,
            basis: report.contest.basis.iter().map(title).collect(),
            present: of_sitting(|sitting| &sitting.present),
            absent: of_sitting(|sitting| &sitting.absent),
            invited: sitting.map(|sitting| sitting.invited.clone()).filter(|invited| !invited.is_empty()),
            quorum: heading.quorum,
            agenda: sitting.map(|sitting| sitting.agenda.clone()).unwrap_or_default(),
            facts: self.facts(),
            criteria: self.criteria(),
            rejected: self.with_status(&["rejected"]),
            withdrawn: self.with_status(&["withdrawn", "disqualified"]),
            outside: self.with_status(&["out-of-competition"]),
            recusals: report.conflicts.iter().map(|conflict| say.recusal(conflict)).collect(),
            tables: self.stage.fields.iter().map(|field| self.table(field)).collect(),
            passed: self.passed(),
            adjustments: self.adjustments(),
            appeals: final_only(report.appeals.iter().map(|appeal| say.appeal(appeal)).collect()),
            ties: self.stage.fields.iter().flat_map(|field| &field.ties).map(|tie| say.tie(tie)).collect(),
            awards: final_only(report.awards.iter().map(|award| say.award(award)).collect()),
            nominations: final_only(report.nominations.iter().map(|each| say.nomination(each)).collect()),
            recommendations: final_only(self.recommendations()),
            decisions: self.decisions(),
            waivers: report.waivers.iter().map(|waiver| say.waiver(waiver)).collect(),
            amended: self.amended().map(|change| say.change(change)).collect(),
            chosen: self.chosen().map(|chosen| title(&chosen.text)).collect(),
            signatures: self.signing(sitting).map(|juror| Person::of(juror, self.catalogue)).collect(),
            fingerprint: report.fingerprint.clone(),
            annex: Vec::new(),
        }
    }

    /// Who signs: chair, members, secretary; of a sitting those who were there.
    fn signing(&self, sitting: Option<&SittingView>) -> impl Iterator<Item = &JurorView> {
        let present = sitting.map(|sitting| sitting.present.clone());
        let signs = move |juror: &&JurorView| present.as_ref().is_none_or(|present| present.contains(&juror.id));
        self.report.jury.iter().filter(signs)
    }

    fn amended(&self) -> impl Iterator<Item = &ChangeView> {
        self.report.amended.iter().filter(|change| self.is_final_protocol || change.stage == self.stage.id)
    }

    /// The commission's choices that touch what the protocol prints.
    fn chosen(&self) -> impl Iterator<Item = &ChosenView> {
        let own = format!("stages/{}/", self.stage.id);
        let touches = move |chosen: &&ChosenView| {
            let everywhere = ["jury/", "participants/"];
            self.is_final_protocol
                || chosen.rule.starts_with(&own)
                || everywhere.iter().any(|start| chosen.rule.starts_with(start))
        };
        self.report.chosen.iter().filter(touches)
    }

    /// In alphabetical order, as a list of those present is kept.
    fn people(&self, ids: &[String]) -> Vec<Person> {
        let mut jury: Vec<&JurorView> = self.report.jury.iter().filter(|juror| ids.contains(&juror.id)).collect();
        jury.sort_by(|one, other| self.alphabet.compare(&one.name, &other.name).then(one.id.cmp(&other.id)));
        jury.into_iter().map(|juror| Person::of(juror, self.catalogue)).collect()
    }

    fn facts(&self) -> Vec<Line> {
        let say = &self.say;
        let stages: Vec<&StageView> =
            if self.is_final_protocol { self.report.all_stages().collect() } else { vec![self.stage] };
        let mut facts = vec![say.entries()];
        for stage in stages {
            facts.push(say.stage(stage));
        }
        facts
    }

    fn criteria(&self) -> Vec<Line> {
        let language = self.catalogue.language();
        let criterion = |criterion: &crate::report::CriterionView| Line {
            name: criterion.title.get(language).to_owned(),
            text: criterion.marks.get(language).to_owned(),
            notes: Vec::new(),
        };
        self.stage.criteria.iter().map(criterion).collect()
    }

    /// Entries of a status, in alphabetical order, each with the reason.
    fn with_status(&self, statuses: &[&str]) -> Vec<Line> {
        let mut found: Vec<&ParticipantView> =
            self.report.participants.iter().filter(|entry| statuses.contains(&entry.status.as_str())).collect();
        found.sort_by(|one, other| self.alphabet.compare(&one.name, &other.name).then(one.id.cmp(&other.id)));
        let line = |entry: &ParticipantView| Line {
            name: self.say.participant(&entry.id),
            text: entry.reason.clone(),
            notes: Vec::new(),
        };
        found.into_iter().map(line).collect()
    }

    /// The columns are the jurors where each has one number, in a stage of stages the stages.
    fn table(&self, field: &FieldView) -> SummaryTable {
        let language = self.catalogue.language();
        let by_stage = field.standings.iter().any(|standing| !standing.by_stage.is_empty());
        let single = |standing: &StandingView| {
            standing.by_juror.iter().all(|part| part.criterion.is_none() && part.attempt.is_none())
        };
        let by_juror = !by_stage && field.standings.iter().all(single);
        let mut columns: Vec<(String, String)> = Vec::new();
        for standing in &field.standings {
            let parts = if by_stage { &standing.by_stage } else { &standing.by_juror };
            for id in parts
                .iter()
                .filter(|_| by_stage || by_juror)
                .filter_map(|part| part.stage.as_ref().or(part.juror.as_ref()))
            {
                if !columns.iter().any(|(known, _)| known == id) {
                    columns.push((id.clone(), if by_stage { self.say.stage_title(id) } else { String::new() }));
                }
            }
        }
        let order: BTreeMap<&str, usize> =
            self.report.jury.iter().enumerate().map(|(index, juror)| (juror.id.as_str(), index)).collect();
        if by_juror {
            columns.sort_by_key(|(id, _)| order.get(id.as_str()).copied());
            for (number, (_, title)) in columns.iter_mut().enumerate() {
                *title = (number + 1).to_string();
            }
        }
        let legend = (by_juror && !columns.is_empty()).then(|| {
            let list: Vec<String> =
                columns.iter().map(|(id, number)| format!("{number} – {}", self.say.juror(id))).collect();
            self.catalogue.text("jurors-legend", &vec![("list", list.join("; ").into())])
        });
        let row = |standing: &StandingView| {
            let parts = if by_stage { &standing.by_stage } else { &standing.by_juror };
            let value = |(id, _): &(String, String)| {
                let own = |part: &&crate::report::PartView| part.stage.as_ref().or(part.juror.as_ref()) == Some(id);
                parts.iter().find(own).map_or_else(String::new, |part| self.say.part(part))
            };
            Row {
                place: language.number(standing.place.as_deref().unwrap_or_default()),
                name: standing.name.clone(),
                organisation: standing.organisation.clone(),
                values: columns.iter().map(value).collect(),
                score: standing.score.as_deref().map_or_else(|| "–".to_owned(), |score| language.number(score)),
                verdict: self.say.verdict(standing),
            }
        };
        let rows: Vec<Row> = field.standings.iter().map(row).collect();
        SummaryTable {
            within: field.within.clone(),
            columns: columns.iter().map(|(_, title)| title.clone()).collect(),
            legend,
            has_verdict: rows.iter().any(|row| !row.verdict.is_empty()),
            rows,
        }
    }

    fn passed(&self) -> Vec<Holder> {
        let passed = self.stage.standings().filter(|standing| standing.passed == Some(true));
        let holder = |standing: &StandingView| Holder {
            name: standing.name.clone(),
            organisation: standing.organisation.clone(),
            score: self.catalogue.language().number(standing.score.as_deref().unwrap_or_default()),
        };
        if self.is_final_protocol { Vec::new() } else { passed.map(holder).collect() }
    }

    /// The adjustments of the stages that the protocol prints.
    fn adjustments(&self) -> Vec<Line> {
        let printed = |stage: &str| self.is_final_protocol || stage == self.stage.id;
        let own = self.report.adjustments.iter().filter(|adjustment| printed(&adjustment.stage));
        own.map(|adjustment| self.say.adjustment(adjustment)).collect()
    }

    /// The recommendations, in the order of those whom they recommend.
    fn recommendations(&self) -> Vec<Line> {
        let order: Vec<&str> = self.stage.standings().map(|standing| standing.participant.as_str()).collect();
        let first = |decision: &&DecisionView| {
            let ids = decision.entries.iter().flatten();
            ids.filter_map(|id| order.iter().position(|each| *each == id)).min().unwrap_or(usize::MAX)
        };
        let mut recommended: Vec<&DecisionView> =
            self.report.decisions.iter().filter(|decision| decision.decision == "recommend").collect();
        recommended.sort_by_key(first);
        recommended.into_iter().map(|decision| self.say.recommendation(decision)).collect()
    }

    /// The decisions that nothing else in the protocol speaks of.
    fn decisions(&self) -> Vec<Line> {
        let spoken_of: Vec<usize> = self
            .stage
            .fields
            .iter()
            .flat_map(|field| field.ties.iter().flat_map(|tie| &tie.ends))
            .filter_map(|end| end.decision)
            .collect();
        let own = |(index, decision): &(usize, &DecisionView)| match decision.decision.as_str() {
            "order" | "pass" => {
                !spoken_of.contains(index) && (self.is_final_protocol || decision.about == self.stage.id)
            }
            "status" | "rule" => true,
            "mark" => self.is_final_protocol || decision.about.starts_with(&format!("{}/", self.stage.id)),
            _ => false,
        };
        let decisions = self.report.decisions.iter().enumerate().filter(own);
        decisions.map(|(_, decision)| self.say.decision(decision)).collect()
    }
}
