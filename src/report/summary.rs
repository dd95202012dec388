//! The summary sheet of the stages: what each juror gave every entry, the sum of it, and the score that came of it.
//!
//! Receives a [`Report`], hands on a [`Summary`]. It is an internal paper, an annex to the protocol: all who were
//! judged stand in it in alphabetical order, so that it can be held against the score sheets line by line.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Alphabet, Catalogue, Language, Title};
use crate::report::protocol::{Person, UnknownStage};
use crate::report::{FieldView, PartView, Report, Sentences, StageView, StandingView};
use crate::score::Score;

/// What a summary sheet says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Summary {
    /// kk, ru, en.
    pub language: &'static str,
    /// Why the result is not final; empty if it is.
    pub open: Vec<String>,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The stages that were judged.
    pub stages: Vec<SummaryStage>,
    /// Who signs: chair, members, secretary.
    pub signatures: Vec<Person>,
    /// The fingerprint of the result.
    pub fingerprint: String,
}

/// A stage.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SummaryStage {
    /// Its name.
    pub title: String,
    /// How the score is counted, in words.
    pub rule: String,
    /// What the highest marks would give; empty where there is no maximum.
    pub maximum: String,
    /// One table, or one for each field.
    pub tables: Vec<SheetTable>,
}

/// A table of what the jurors gave.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SheetTable {
    /// The field, where there are several.
    pub within: Option<String>,
    /// The numbers of the jurors, one for each column.
    pub columns: Vec<String>,
    /// Whose numbers they are.
    pub legend: Option<String>,
    /// Whether an entry has a row for each criterion, attempt or panel.
    pub has_parts: bool,
    /// Whether any row has a note.
    pub has_notes: bool,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// A row.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SheetRow {
    /// The entry's number in the list; empty where the row goes on with the entry above.
    pub number: String,
    /// The full name, as the number.
    pub name: String,
    /// The institution, as the number.
    pub organisation: String,
    /// The criterion, the attempt, the panel.
    pub part: String,
    /// What each juror gave, or why nothing.
    pub values: Vec<String>,
    /// The sum of these.
    pub sum: String,
    /// The score, as the number.
    pub score: String,
    /// What the entry is where it does not compete.
    pub note: String,
}

impl Summary {
    /// The summary sheet of a stage, or of all that were judged.
    ///
    /// # Errors
    /// The report does not hold the stage.
    pub fn new(report: &Report, stage: Option<&str>, language: Language) -> Result<Summary, UnknownStage> {
        let asked = stage.map(|id| report.closed_by(Some(id))).transpose()?;
        let catalogue = Catalogue::new(language);
        let say = Sentences::new(report, &catalogue);
        let writer = Writer { report, say, alphabet: Alphabet::new(language), catalogue: &catalogue };
        let title = |title: &Title| title.get(language).to_owned();
        let judged = report.all_stages().filter(|stage| !stage.criteria.is_empty());
        let judged = judged.filter(|stage| asked.is_none_or(|asked| asked.id == stage.id));
        Ok(Summary {
            language: language.code(),
            open: report.why_not_final.iter().map(|open| writer.say.open(open)).collect(),
            organisation: report.contest.organisation.as_ref().map(title),
            contest: title(&report.contest.title),
            stages: judged.map(|stage| writer.stage(stage)).collect(),
            signatures: report.jury.iter().map(|juror| Person::of(juror, &catalogue)).collect(),
            fingerprint: report.fingerprint.clone(),
        })
    }
}

struct Writer<'w> {
    report: &'w Report,
    say: Sentences<'w>,
    alphabet: Alphabet,
    catalogue: &'w Catalogue,
}

/// What stands beside the juror in a value: the criterion, the attempt, the panel.
type Part = (Option<String>, Option<usize>, Option<String>);

impl Writer<'_> {
    fn stage(&self, stage: &StageView) -> SummaryStage {
        let language = self.catalogue.language();
        SummaryStage {
            title: stage.title.get(language).to_owned(),
            rule: stage.rules.score.get(language).to_owned(),
            maximum: language.number(stage.maximum.as_deref().unwrap_or_default()),
            tables: stage.fields.iter().map(|field| self.table(stage, field)).collect(),
        }
    }

    fn table(&self, stage: &StageView, field: &FieldView) -> SheetTable {
        let values = field.standings.iter().flat_map(|standing| &standing.by_juror);
        let judging: BTreeSet<&str> = values.filter_map(|part| part.juror.as_deref()).collect();
        let jurors: Vec<&str> =
            self.report.jury.iter().map(|juror| juror.id.as_str()).filter(|id| judging.contains(id)).collect();
        let mut standings: Vec<&StandingView> = field.standings.iter().collect();
        standings.sort_by(|one, other| {
            self.alphabet.compare(&one.name, &other.name).then(one.participant.cmp(&other.participant))
        });
        let rows: Vec<SheetRow> = standings
            .iter()
            .enumerate()
            .flat_map(|(index, standing)| self.rows(stage, index + 1, standing, &jurors))
            .collect();
        let named = |(index, id): (usize, &&str)| format!("{} – {}", index + 1, self.say.juror(id));
        let list: Vec<String> = jurors.iter().enumerate().map(named).collect();
        SheetTable {
            within: field.within.clone(),
            columns: (1..=jurors.len()).map(|number| number.to_string()).collect(),
            legend: (!list.is_empty())
                .then(|| self.catalogue.text("jurors-legend", &vec![("list", list.join("; ").into())])),
            has_parts: rows.iter().any(|row| row.number.is_empty()),
            has_notes: rows.iter().any(|row| !row.note.is_empty()),
            rows,
        }
    }

    fn rows(&self, stage: &StageView, number: usize, standing: &StandingView, jurors: &[&str]) -> Vec<SheetRow> {
        let language = self.catalogue.language();
        let mut parts: Vec<Part> = Vec::new();
        for value in &standing.by_juror {
            let part = part(value);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if parts.is_empty() {
            parts.push((None, None, None));
        }
        let state = standing.state.as_str();
        let note = if state == "placed" { String::new() } else { self.say.plain(&format!("state-{state}")) };
        let score = standing.score.as_deref().map_or_else(|| "–".to_owned(), |score| language.number(score));
        let row = |(index, part_of): (usize, &Part)| {
            let first = |text: &str| if index == 0 { text.to_owned() } else { String::new() };
            let own: Vec<&PartView> = standing.by_juror.iter().filter(|value| part(value) == *part_of).collect();
            let given = |id: &&str| own.iter().find(|value| value.juror.as_deref() == Some(*id));
            SheetRow {
                number: first(&number.to_string()),
                name: first(&standing.name),
                organisation: first(&standing.organisation),
                part: self.part(stage, part_of),
                values: jurors
                    .iter()
                    .map(|id| given(id).map_or_else(String::new, |value| self.say.part(value)))
                    .collect(),
                sum: sum(&own).map_or_else(|| "–".to_owned(), |sum| language.number(&sum.shortest(2))),
                score: first(&score),
                note: first(&note),
            }
        };
        parts.iter().enumerate().map(row).collect()
    }

    fn part(&self, stage: &StageView, (criterion, attempt, panel): &Part) -> String {
        let language = self.catalogue.language();
        let title = |id: &String| {
            let own = stage.criteria.iter().find(|criterion| criterion.id == *id);
            own.map_or_else(|| id.clone(), |criterion| criterion.title.get(language).to_owned())
        };
        let attempt = attempt.map(|number| self.catalogue.text("attempt-number", &vec![("number", number.into())]));
        let parts = [criterion.as_ref().map(title), attempt, panel.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

fn part(value: &PartView) -> Part {
    (value.criterion.clone(), value.attempt, value.panel.clone())
}

/// The exact sum of the values that are there; none if there is none.
fn sum(values: &[&PartView]) -> Option<Score> {
    let scores: Vec<Score> = values.iter().filter_map(|value| Score::parse(value.exact.as_deref()?).ok()).collect();
    (!scores.is_empty()).then(|| scores.iter().sum())
}
