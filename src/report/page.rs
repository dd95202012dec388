//! The results page: what the public may see of the results, already in words.
//!
//! Receives a contest and its report, hands on a [`ResultsPage`]. It holds what `publish` in the rules allows and
//! nothing else: whoever reads the page's source finds no more than whoever looks at it. Templates sort, add and
//! round nothing; the browser sorts by orders that are given here, for browsers know no Kazakh alphabet.

use schemars::JsonSchema;
use serde::Serialize;

use crate::contest::Contest;
use crate::language::{Alphabet, Catalogue, Language, Title};
use crate::report::announcement::{Distinction, Named};
use crate::report::chart::{Charts, EntryChart};
use crate::report::profile::{Profile, profile};
use crate::report::sentences::Sentences;
use crate::report::{FieldView, Line, PartView, ParticipantView, Report, StageView, StandingView};
use crate::score::Score;

/// What the results page says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResultsPage {
    /// kk, ru, en.
    pub language: &'static str,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The day it was held, in words.
    pub held: Option<String>,
    /// How many entries there were, as a sentence.
    pub entries: String,
    /// The awards in the order of the rules; empty if the ranking was not counted.
    pub awards: Vec<Distinction>,
    /// The nominations in the order of the rules; empty if the ranking was not counted.
    pub nominations: Vec<Distinction>,
    /// The results, those of the ranking first.
    pub stages: Vec<StageResults>,
    /// The fingerprint of the result, which the protocol prints too.
    pub fingerprint: String,
}

/// The results of a stage.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StageResults {
    /// The stage's id, an anchor in the page.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How it was held.
    pub form: String,
    /// How it was counted, a sentence for each rule.
    pub rules: Vec<String>,
    /// The results: one field, or one per value of `within`.
    pub fields: Vec<FieldResults>,
    /// How the winners were marked, criterion by criterion.
    pub profile: Option<Profile>,
}

/// The results of entries that are ordered among themselves.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FieldResults {
    /// The value that they have in common.
    pub within: Option<String>,
    /// The columns.
    pub columns: Vec<ResultColumn>,
    /// The rows, best first, each as wide as there are columns.
    pub rows: Vec<Vec<ResultCell>>,
    /// How many are not listed, as a sentence; nothing if everybody is.
    pub unlisted: Option<String>,
    /// The points of each entry beside the bound.
    pub points: Option<EntryChart>,
    /// The points of each juror for each entry, where they may be shown.
    pub spread: Option<EntryChart>,
}

/// A column of a table of results.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResultColumn {
    /// What it is called.
    pub title: String,
    /// place, name, organisation, field, part, points, verdict.
    pub kind: &'static str,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A cell of a table of results.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResultCell {
    /// What stands in it.
    pub text: String,
    /// Its number in the order of the column, from 0; equals share one, and what has none comes last.
    pub order: Option<usize>,
}

impl ResultsPage {
    /// The page of the stages that the report holds.
    #[must_use]
    pub fn new(contest: &Contest, report: &Report, language: Language) -> ResultsPage {
        let catalogue = Catalogue::new(language);
        let writer = Writer {
            contest,
            report,
            say: Sentences::new(report, &catalogue),
            alphabet: Alphabet::new(language),
            catalogue: &catalogue,
        };
        writer.page()
    }
}

struct Writer<'w> {
    contest: &'w Contest,
    report: &'w Report,
    say: Sentences<'w>,
    alphabet: Alphabet,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn page(&self) -> ResultsPage {
        let (report, language) = (self.report, self.catalogue.language());
        let ranking_first = report.ranking.iter().chain(&report.stages);
        let held = |(title, holders): (&Title, &Vec<String>)| Distinction {
            title: title.get(language).to_owned(),
            holders: holders.iter().filter_map(|id| self.participant(id)).map(|entry| self.named(entry)).collect(),
        };
        let awards = report.awards.iter().map(|award| (&award.title, &award.holders));
        let nominations = report.nominations.iter().map(|nomination| (&nomination.title, &nomination.holders));
        ResultsPage {
            language: language.code(),
            organisation: report.contest.organisation.as_ref().map(|title| title.get(language).to_owned()),
            contest: report.contest.title.get(language).to_owned(),
            held: report.contest.held.as_deref().map(|date| self.say.date(date)),
            entries: self.say.entries().text,
            awards: awards.map(held).collect(),
            nominations: nominations.map(held).collect(),
            stages: ranking_first.map(|stage| self.stage(stage)).collect(),
            fingerprint: report.fingerprint.clone(),
        }
    }

    /// Whoever holds something, with the field of the ranking; the further columns stand in the tables.
    fn named(&self, entry: &ParticipantView) -> Named {
        let holds = |field: &&FieldView| field.standings.iter().any(|standing| standing.participant == entry.id);
        let field = self.report.ranking.iter().flat_map(|ranking| &ranking.fields).find(holds);
        Named {
            name: entry.name.clone(),
            organisation: entry.organisation.clone(),
            within: field.and_then(|field| field.within.clone()).unwrap_or_default(),
            fields: Vec::new(),
        }
    }

    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    fn participant(&self, id: &String) -> Option<&ParticipantView> {
        self.report.participants.iter().find(|entry| entry.id == *id)
    }

    fn stage(&self, stage: &StageView) -> StageResults {
        let Line { name, text, notes } = self.say.stage(stage);
        StageResults {
            id: stage.id.clone(),
            title: name,
            form: text,
            rules: notes,
            fields: stage.fields.iter().map(|field| self.field(stage, field)).collect(),
            profile: profile(self.contest, self.report, stage, self.catalogue),
        }
    }

    fn field(&self, stage: &StageView, field: &FieldView) -> FieldResults {
        let shown: Vec<&StandingView> =
            field.standings.iter().filter(|standing| self.report.is_shown(standing)).collect();
        let unlisted = field.standings.len() - shown.len();
        let unlisted = (unlisted > 0).then(|| self.catalogue.text("unlisted", &vec![("count", unlisted.into())]));
        let columns = self.columns(stage, &shown);
        let (headers, cells): (Vec<ResultColumn>, Vec<Vec<ResultCell>>) = columns.into_iter().unzip();
        let row = |row: usize| cells.iter().map(|column| column[row].clone()).collect();
        let charts = Charts { report: self.report, say: &self.say, catalogue: self.catalogue, stage };
        FieldResults {
            within: field.within.clone(),
            columns: headers,
            rows: (0..shown.len()).map(row).collect(),
            unlisted,
            points: charts.points(&shown),
            spread: charts.spread(&shown),
        }
    }

    /// The columns with their cells from top to bottom.
    fn columns(&self, stage: &StageView, shown: &[&StandingView]) -> Vec<(ResultColumn, Vec<ResultCell>)> {
        let language = self.catalogue.language();
        let number = |text: Option<&String>| text.map_or_else(|| "–".to_owned(), |text| language.number(text));
        let exact = |text: Option<&String>| text.and_then(|text| Score::parse(text).ok());
        let named = |key: &str, kind, cell: &dyn Fn(&StandingView) -> String| {
            self.words(self.plain(key), kind, shown.iter().map(|standing| cell(standing)).collect())
        };
        let numbered = |title: String, kind, cells: Vec<(String, Option<Score>)>| {
            (ResultColumn { title, kind, numeric: true }, ordered(cells))
        };
        let place =
            shown.iter().map(|standing| (number(standing.place.as_ref()), exact(standing.place.as_ref()))).collect();
        let mut columns = vec![
            numbered(self.plain("column-place"), "place", place),
            named("column-name", "name", &|standing| standing.name.clone()),
            named("column-organisation", "organisation", &|standing| standing.organisation.clone()),
        ];
        for field in &self.report.publish.fields {
            // A column of the organisation's own is called what it is called in the table.
            let title = self.catalogue.find(&format!("field-{field}"), &vec![]).unwrap_or_else(|| field.clone());
            let cells = shown.iter().map(|standing| self.value(&standing.participant, field)).collect();
            columns.push(self.words(title, "field", cells));
        }
        for id in parts_of(shown) {
            let part = |standing: &&StandingView| {
                let part = standing.by_stage.iter().find(|part| part.stage.as_ref() == Some(&id));
                (
                    part.map_or_else(String::new, |part| self.say.part(part)),
                    exact(part.and_then(|part| part.exact.as_ref())),
                )
            };
            columns.push(numbered(self.say.stage_title(&id), "part", shown.iter().map(part).collect()));
        }
        let points =
            shown.iter().map(|standing| (number(standing.score.as_ref()), exact(standing.exact.as_ref()))).collect();
        columns.push(numbered(self.plain("column-total"), "points", points));
        let verdicts: Vec<String> = shown.iter().map(|standing| self.verdict(stage, standing)).collect();
        if verdicts.iter().any(|verdict| !verdict.is_empty()) {
            columns.push(self.words(self.plain("column-verdict"), "verdict", verdicts));
        }
        columns
    }

    /// A column of texts, in the alphabetical order of the page's language.
    fn words(&self, title: String, kind: &'static str, texts: Vec<String>) -> (ResultColumn, Vec<ResultCell>) {
        let mut order: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
        order.sort_by(|one, other| self.alphabet.compare(one, other));
        order.dedup();
        let place = |text: &String| order.binary_search_by(|each| self.alphabet.compare(each, text)).ok();
        let cell = |text: &String| ResultCell { text: text.clone(), order: place(text) };
        (ResultColumn { title, kind, numeric: false }, texts.iter().map(cell).collect())
    }

    /// What a column of `participants.csv` says of the entry.
    fn value(&self, id: &String, column: &str) -> String {
        let Some(entry) = self.participant(id) else { return String::new() };
        match column {
            "submitted" => entry.submitted.as_deref().map(|date| self.say.date(date)).unwrap_or_default(),
            "status" => self.say.status(&entry.status),
            other => entry.column(other).to_owned(),
        }
    }

    /// Whether an entry passes; in the ranking the awards that it holds.
    fn verdict(&self, stage: &StageView, standing: &StandingView) -> String {
        let is_ranking = self.report.ranking.as_ref().is_some_and(|ranking| ranking.id == stage.id);
        let held =
            self.report.awards.iter().filter(|award| is_ranking && award.holders.contains(&standing.participant));
        let held = held.map(|award| award.title.get(self.catalogue.language()).to_owned());
        let own = Some(self.say.verdict(standing)).filter(|verdict| !verdict.is_empty());
        own.into_iter().chain(held).collect::<Vec<_>>().join(", ")
    }
}

/// The stages whose points a stage of stages adds up, in their order; none where it takes those of a single one.
fn parts_of(shown: &[&StandingView]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in shown.iter().flat_map(|standing| &standing.by_stage).filter_map(|part: &PartView| part.stage.as_ref()) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    if ids.len() > 1 { ids } else { Vec::new() }
}

/// Cells in the order of their numbers, whatever digits are printed.
fn ordered(cells: Vec<(String, Option<Score>)>) -> Vec<ResultCell> {
    let mut order: Vec<Score> = cells.iter().filter_map(|(_, number)| number.clone()).collect();
    order.sort();
    order.dedup();
    let cell = |(text, number): (String, Option<Score>)| ResultCell {
        text,
        order: number.and_then(|number| order.binary_search(&number).ok()),
    };
    cells.into_iter().map(cell).collect()
}
