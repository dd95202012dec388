//! The rating table: the order of a stage or of the whole contest, as it may be published.
//!
//! Receives a [`Report`], hands on a [`Rating`]. What `publish` in the rules does not allow is not in it: nobody's
//! marks, and of those who did not pass only how many they are unless the rules list them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Catalogue, Language, Title};
use crate::report::protocol::UnknownStage;
use crate::report::{FieldView, Report, Sentences, StageView, StandingView};

/// What a rating says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Rating {
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
    /// The day of its sitting, in words.
    pub date: Option<String>,
    /// The columns of `participants.csv` that are shown.
    pub fields: Vec<String>,
    /// One table, or one for each field of the contest.
    pub tables: Vec<RatingTable>,
    /// How many did not pass and are not named, as a sentence.
    pub unnamed: Option<String>,
    /// Who signs.
    pub chair: Option<String>,
}

/// A table.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RatingTable {
    /// The value that the entries have in common, where there are several tables.
    pub within: Option<String>,
    /// The stages that are added up.
    pub columns: Vec<String>,
    /// Whether any row has an outcome.
    pub has_outcome: bool,
    /// The rows, best first.
    pub rows: Vec<RatingRow>,
}

/// A row.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RatingRow {
    /// The place; a dash without one.
    pub place: String,
    /// The full name.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// What stands in the columns of `participants.csv`.
    pub fields: Vec<String>,
    /// The points of the stages that are added up.
    pub values: Vec<String>,
    /// The points.
    pub score: String,
    /// Awards; passes, does not pass; out of competition.
    pub outcome: String,
}

impl Rating {
    /// The rating of a stage, or of the whole contest.
    ///
    /// # Errors
    /// The report does not hold the stage, or the ranking.
    pub fn new(report: &Report, stage: Option<&str>, language: Language) -> Result<Rating, UnknownStage> {
        let stage = report.closed_by(stage)?;
        let catalogue = Catalogue::new(language);
        let say = Sentences::new(report, &catalogue);
        let writer = Writer { report, stage, say, catalogue: &catalogue };
        Ok(writer.rating())
    }
}

struct Writer<'w> {
    report: &'w Report,
    stage: &'w StageView,
    say: Sentences<'w>,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn rating(&self) -> Rating {
        let (report, stage) = (self.report, self.stage);
        let language = self.catalogue.language();
        let title = |title: &Title| title.get(language).to_owned();
        let sitting = report.sittings.iter().find(|sitting| sitting.stage == stage.id);
        let hidden = stage.standings().filter(|standing| !report.is_shown(standing)).count();
        Rating {
            language: language.code(),
            open: report.why_not_final.iter().map(|open| self.say.open(open)).collect(),
            organisation: report.contest.organisation.as_ref().map(title),
            contest: title(&report.contest.title),
            stage: title(&stage.title),
            date: sitting.map(|sitting| self.say.date(&sitting.date)),
            fields: report.publish.fields.iter().map(|name| self.column(name)).collect(),
            tables: stage.fields.iter().map(|field| self.table(field)).collect(),
            unnamed: (hidden > 0).then(|| self.catalogue.text("rating-unnamed", &vec![("count", hidden.into())])),
            chair: report.jury.iter().find(|juror| juror.role == "chair").map(|chair| chair.name.clone()),
        }
    }

    /// A column of `participants.csv` in words, as far as it has a name of its own.
    fn column(&self, name: &str) -> String {
        self.catalogue.text("column-named", &vec![("column", name.into())])
    }

    fn table(&self, field: &FieldView) -> RatingTable {
        let mut columns: Vec<&str> = Vec::new();
        for id in
            field.standings.iter().flat_map(|standing| &standing.by_stage).filter_map(|part| part.stage.as_deref())
        {
            if !columns.contains(&id) {
                columns.push(id);
            }
        }
        // The points of a single stage are the points.
        if columns.len() == 1 {
            columns.clear();
        }
        let shown = field.standings.iter().filter(|standing| self.report.is_shown(standing));
        let rows: Vec<RatingRow> = shown.map(|standing| self.row(standing, &columns)).collect();
        RatingTable {
            within: field.within.clone(),
            columns: columns.into_iter().map(|id| self.say.stage_title(id)).collect(),
            has_outcome: rows.iter().any(|row| !row.outcome.is_empty()),
            rows,
        }
    }

    fn row(&self, standing: &StandingView, columns: &[&str]) -> RatingRow {
        let language = self.catalogue.language();
        let entry = self.report.participants.iter().find(|entry| entry.id == standing.participant);
        let value = |id: &&str| {
            let own = standing.by_stage.iter().find(|part| part.stage.as_deref() == Some(*id));
            own.map_or_else(String::new, |part| self.say.part(part))
        };
        let number =
            |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), |text| language.number(text));
        let is_ranking = self.report.ranking.as_ref().is_some_and(|ranking| ranking.id == self.stage.id);
        let held = self.report.awards.iter().filter(|award| award.holders.contains(&standing.participant));
        let held = held.map(|award| award.title.get(language).to_owned()).filter(|_| is_ranking);
        let verdict = Some(self.say.verdict(standing)).filter(|verdict| !verdict.is_empty());
        RatingRow {
            place: number(&standing.place),
            name: standing.name.clone(),
            organisation: standing.organisation.clone(),
            fields: self
                .report
                .publish
                .fields
                .iter()
                .map(|column| entry.map(|entry| entry.column(column).to_owned()).unwrap_or_default())
                .collect(),
            values: columns.iter().map(value).collect(),
            score: number(&standing.score),
            outcome: verdict.into_iter().chain(held).collect::<Vec<_>>().join(", "),
        }
    }
}
