//! What the commands that write documents share: formats, templates, and what is said of a template's faults.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::context::Failure;
use crate::cli::print;
use crate::language::Language;
use crate::render::{self, Document, Edition, Template, TemplateFault};

/// How a document is written.
#[derive(Debug, clap::Args)]
pub struct WritingArguments {
    /// The document's format; without it the usual one, Markdown for what is read, HTML for what is handed over
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Fill in this template rather than the folder's own or the embedded one
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print exactly the data that the template sees, as JSON
    #[arg(long, conflicts_with_all = ["template", "format"])]
    context: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// A page that stands alone and prints on A4
    Html,
    /// A table for a spreadsheet; of the register alone
    Csv,
}

impl WritingArguments {
    /// Whether a table for a spreadsheet is asked for.
    pub fn is_table(&self) -> bool {
        self.format == Some(Format::Csv)
    }

    /// Prints a document of the folder from its view, or the view itself.
    pub fn print(
        &self,
        view: &impl Serialize,
        document: Document,
        language: Language,
        folder: &Path,
    ) -> Result<(), Failure> {
        if self.context {
            return print(serde_json::to_string_pretty(view).expect("a view has only text keys") + "\n");
        }
        let format = self.format_of(document)?;
        let edition = Edition { document, format, language };
        let own = match &self.template {
            Some(path) => Some(read(path)?),
            None => own_template(folder, edition)?,
        };
        print(render::fill(view, edition, own).map_err(unfilled)?)
    }
}

impl WritingArguments {
    /// The format that was asked for, if the document has it; else its usual one.
    fn format_of(&self, document: Document) -> Result<render::Format, Failure> {
        let Some(format) = self.format else { return Ok(document.formats()[0]) };
        format.of_render().filter(|format| document.formats().contains(format)).ok_or_else(|| {
            let known: Vec<&str> = document.formats().iter().map(|each| each.ending()).collect();
            let (name, known) = (document.stem().into(), known.join(", ").into());
            Failure::said("no-such-format", vec![("document", name), ("known", known)])
        })
    }
}

impl Format {
    /// The format of a template; none if it is written without one.
    fn of_render(self) -> Option<render::Format> {
        match self {
            Format::Md => Some(render::Format::Markdown),
            Format::Html => Some(render::Format::Html),
            Format::Csv => None,
        }
    }
}

/// The folder's own template of the document, if it has one.
pub fn own_template(folder: &Path, edition: Edition) -> Result<Option<Template>, Failure> {
    let path = folder.join("templates").join(edition.file_name());
    if path.exists() { read(&path).map(Some) } else { Ok(None) }
}

/// Why a template could not be filled in.
pub fn unfilled(fault: TemplateFault) -> Failure {
    let line = fault.line.map_or_else(|| "?".to_owned(), |line| line.to_string());
    let arguments = vec![("template", fault.template.into()), ("line", line.into()), ("detail", fault.detail.into())];
    Failure::said("template-fault", arguments)
}

/// The template in a file.
pub fn read(path: &Path) -> Result<Template, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::cannot_read(path, &error))?;
    Ok(Template { name: path.display().to_string(), bytes })
}
