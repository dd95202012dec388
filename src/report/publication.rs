//! What was published, for the page that leads to it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Language;
use crate::report::Report;

/// Everything that was published at once.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Publication {
    /// kk, ru, en.
    pub language: &'static str,
    /// The contest's name.
    pub contest: String,
    /// The last stage, where the ranking was not counted.
    pub stage: Option<String>,
    /// What the public may see.
    pub site: Vec<Paper>,
    /// What is printed, signed and kept.
    pub print: Vec<Paper>,
    /// The fingerprint of the result.
    pub fingerprint: String,
}

/// A document that was published.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Paper {
    /// What it is.
    pub title: String,
    /// Its files: one for each format.
    pub files: Vec<PaperFile>,
    /// Where there is one for each participant: those, in alphabetical order.
    pub parts: Vec<Paper>,
}

/// A file of a document.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PaperFile {
    /// Its path in the folder, `/` between the parts.
    pub path: String,
    /// Its format, as the ending of its name has it: HTML, CSV.
    pub format: String,
}

impl Publication {
    /// Nothing yet of what the report holds.
    #[must_use]
    pub fn new(report: &Report, language: Language) -> Publication {
        let last = report.stages.last().filter(|_| report.ranking.is_none());
        Publication {
            language: language.code(),
            contest: report.contest.title.get(language).to_owned(),
            stage: last.map(|stage| stage.title.get(language).to_owned()),
            site: Vec::new(),
            print: Vec::new(),
            fingerprint: report.fingerprint.clone(),
        }
    }
}
