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
    /// The document's format
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
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
}

impl WritingArguments {
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
        let edition = Edition { document, format: self.format.of_render(), language };
        let own = match &self.template {
            Some(path) => Some(read(path)?),
            None => own_template(folder, edition)?,
        };
        print(render::fill(view, edition, own).map_err(unfilled)?)
    }
}

impl Format {
    fn of_render(self) -> render::Format {
        match self {
            Format::Md => render::Format::Markdown,
            Format::Html => render::Format::Html,
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
