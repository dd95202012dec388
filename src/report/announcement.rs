//! The announcement of results: who holds what, as it may be published; of a stage, who goes on.
//!
//! Receives a [`Report`], hands on an [`Announcement`]. It names no points, nobody who did not pass, and no votes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Alphabet, Catalogue, Language, Title};
use crate::report::protocol::UnknownStage;
use crate::report::{FieldView, Report, Sentences, StageView};

/// What an announcement says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Announcement {
    /// kk, ru, en.
    pub language: &'static str,
    /// Why the result is not final; empty if it is.
    pub open: Vec<String>,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The name of the stage.
    pub stage: String,
    /// When it was held, how many took part, by which protocol the results were approved, as sentences.
    pub facts: Vec<String>,
    /// The awards with their holders; only of the whole contest.
    pub awards: Vec<Distinction>,
    /// The nominations with their holders; only of the whole contest.
    pub nominations: Vec<Distinction>,
    /// Whoever is recommended, and for what; only of the whole contest.
    pub recommendations: Vec<Distinction>,
    /// Who goes on, in alphabetical order; only of a stage.
    pub passed: Vec<Named>,
    /// Who signs.
    pub chair: Option<String>,
}

/// Something that is held.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Distinction {
    /// What.
    pub title: String,
    /// Whose it is; nobody's if it was not awarded.
    pub holders: Vec<Named>,
}

/// Somebody who is named.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Named {
    /// The full name.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// The field of the contest, where there are several; empty where there is one.
    pub within: String,
    /// What stands in the columns of `participants.csv` that are shown.
    pub fields: Vec<String>,
}

impl Announcement {
    /// The announcement of a stage's results, or of the contest's.
    ///
    /// # Errors
    /// The report does not hold the stage, or the ranking.
    pub fn new(report: &Report, stage: Option<&str>, language: Language) -> Result<Announcement, UnknownStage> {
        let stage = report.closed_by(stage)?;
        let catalogue = Catalogue::new(language);
        let say = Sentences::new(report, &catalogue);
        let writer = Writer { report, stage, say, alphabet: Alphabet::new(language), catalogue: &catalogue };
        Ok(writer.announcement())
    }
}

struct Writer<'w> {
    report: &'w Report,
    stage: &'w StageView,
    say: Sentences<'w>,
    alphabet: Alphabet,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn announcement(&self) -> Announcement {
        let report = self.report;
        let language = self.catalogue.language();
        let title = |title: &Title| title.get(language).to_owned();
        let is_ranking = report.ranking.as_ref().is_some_and(|ranking| ranking.id == self.stage.id);
        let held = |(title, holders): (&Title, &Vec<String>)| Distinction {
            title: title.get(language).to_owned(),
            holders: holders.iter().map(|id| self.named(id)).collect(),
        };
        let awards = report.awards.iter().filter(|_| is_ranking).map(|award| (&award.title, &award.holders));
        let nominations = report.nominations.iter().filter(|_| is_ranking).map(|each| (&each.title, &each.holders));
        Announcement {
            language: language.code(),
            open: report.why_not_final.iter().map(|open| self.say.open(open)).collect(),
            organisation: report.contest.organisation.as_ref().map(title),
            contest: title(&report.contest.title),
            stage: title(&self.stage.title),
            facts: self.facts(is_ranking),
            awards: awards.map(held).collect(),
            nominations: nominations.map(held).collect(),
            recommendations: if is_ranking { self.recommendations() } else { Vec::new() },
            passed: if is_ranking { Vec::new() } else { self.passed() },
            chair: report.jury.iter().find(|juror| juror.role == "chair").map(|chair| chair.name.clone()),
        }
    }

    fn facts(&self, is_ranking: bool) -> Vec<String> {
        let report = self.report;
        let text = |key: &str, values| self.catalogue.text(key, &values);
        let held = report.contest.held.as_ref().filter(|_| is_ranking);
        let sitting = report.sittings.iter().find(|sitting| sitting.stage == self.stage.id);
        let judged =
            report.stages.iter().find(|stage| !stage.criteria.is_empty() && (is_ranking || stage.id == self.stage.id));
        let judged = judged.map(|stage| stage.standings().filter(|standing| standing.score.is_some()).count());
        let held = held.map(|day| text("announcement-held", vec![("date", self.say.date(day).into())]));
        let judged = judged.map(|count| text("announcement-judged", vec![("count", count.into())]));
        let sitting = sitting.map(|sitting| {
            let date = self.say.date(&sitting.date);
            text("announcement-protocol", vec![("number", sitting.number.as_str().into()), ("date", date.into())])
        });
        [held, judged, sitting].into_iter().flatten().collect()
    }

    fn named(&self, id: &str) -> Named {
        let entry = self.report.participants.iter().find(|entry| entry.id == id);
        let shown = self.report.publish.fields.iter();
        let field = |field: &&FieldView| field.standings.iter().any(|standing| standing.participant == id);
        let field = self.stage.fields.iter().find(field);
        Named {
            name: self.say.name(id),
            organisation: entry.map(|entry| entry.organisation.clone()).unwrap_or_default(),
            within: field.and_then(|field| field.within.clone()).unwrap_or_default(),
            fields: entry
                .map(|entry| shown.map(|column| entry.column(column).to_owned()).collect())
                .unwrap_or_default(),
        }
    }

    /// The recommendations, in the order of those whom they recommend; those for the same thing together.
    fn recommendations(&self) -> Vec<Distinction> {
        let order: Vec<&str> = self.stage.standings().map(|standing| standing.participant.as_str()).collect();
        let position = |id: &str| order.iter().position(|each| *each == id);
        let mut about: Vec<(&str, Vec<&str>)> = Vec::new();
        for decision in self.report.decisions.iter().filter(|decision| decision.decision == "recommend") {
            let ids = decision.entries.iter().flatten().map(String::as_str);
            match about.iter_mut().find(|(title, _)| *title == decision.about) {
                Some((_, known)) => known.extend(ids),
                None => about.push((&decision.about, ids.collect())),
            }
        }
        for (_, ids) in &mut about {
            ids.sort_by_key(|id| position(id).unwrap_or(usize::MAX));
        }
        about.sort_by_key(|(_, ids)| ids.first().and_then(|id| position(id)).unwrap_or(usize::MAX));
        let distinction = |(title, ids): (&str, Vec<&str>)| Distinction {
            title: title.to_owned(),
            holders: ids.into_iter().map(|id| self.named(id)).collect(),
        };
        about.into_iter().map(distinction).collect()
    }

    fn passed(&self) -> Vec<Named> {
        let passed = self.stage.standings().filter(|standing| standing.passed == Some(true));
        let mut named: Vec<Named> = passed.map(|standing| self.named(&standing.participant)).collect();
        named.sort_by(|one, other| {
            self.alphabet.compare(&one.name, &other.name).then_with(|| one.organisation.cmp(&other.organisation))
        });
        named
    }
}
