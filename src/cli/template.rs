//! What the commands that write documents share: formats, templates, and what is said of a template's faults.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::context::Failure;
use crate::cli::{input, print};
use crate::language::{Arguments, Catalogue, Language};
use crate::render::{self, Document, Edition, Place, Problem, Template, TemplateFault};

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
    /// List the fields that the template can use, with what each is
    #[arg(long, conflicts_with_all = ["template", "format", "context"])]
    fields: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// A page that stands alone and prints on A4
    Html,
    /// A document for Word or LibreOffice
    Docx,
    /// A table for a spreadsheet; of the register alone
    Csv,
}

impl WritingArguments {
    /// Whether a table for a spreadsheet is asked for, for which there is no template.
    pub fn is_table(&self) -> Result<bool, Failure> {
        let is_table = self.format == Some(Format::Csv);
        if is_table && self.template.is_some() { Err(Failure::template_unused()) } else { Ok(is_table) }
    }

    /// Prints a document of the folder from its view, or the view itself.
    pub fn print<V: Serialize + JsonSchema>(
        &self,
        view: &V,
        document: Document,
        language: Language,
        folder: &Path,
    ) -> Result<(), Failure> {
        if self.context {
            return print(serde_json::to_string_pretty(view).expect("a view has only text keys") + "\n");
        }
        if self.fields {
            return print(render::fields::<V>());
        }
        let format = self.format_of(document)?;
        let edition = Edition { document, format, language };
        if format == render::Format::Docx && std::io::stdout().is_terminal() {
            return Err(Failure::said("not-to-terminal", vec![("file", edition.file_name().into())]));
        }
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
            Format::Docx => Some(render::Format::Docx),
            Format::Csv => None,
        }
    }
}

/// The folder's own template of the document, if it has one.
pub fn own_template(folder: &Path, edition: Edition) -> Result<Option<Template>, Failure> {
    let templates = folder.join("templates");
    let path = templates.join(edition.file_name());
    // What leads nowhere is there, and cannot be read.
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let mut reader = input::Folder::open(folder)?;
    reader.stays_inside(&templates)?;
    reader.take(&path)?;
    Ok(Some(Template { name: path.display().to_string(), bytes: input::file(&path)? }))
}

/// Why a template could not be filled in.
pub fn unfilled(faults: Vec<TemplateFault>) -> Failure {
    Failure::Template(faults)
}

/// What is wrong with a template, and where.
pub fn template_message(fault: &TemplateFault, catalogue: &Catalogue) -> String {
    let mut place: Arguments = vec![
        ("template", fault.template.as_str().into()),
        ("problem", problem_message(&fault.problem, catalogue).into()),
    ];
    let key = match &fault.place {
        None => "template-whole",
        Some(Place::Line(line)) => {
            // A line is named like one of any other file, not counted.
            place.push(("line", line.to_string().into()));
            "template-line"
        }
        Some(Place::Paragraph(paragraph)) => {
            place.push(("part", paragraph.part.as_str().into()));
            place.push(("number", paragraph.number.to_string().into()));
            place.push(("beginning", paragraph.beginning.as_str().into()));
            match &paragraph.tag {
                None => "template-paragraph",
                Some(tag) => {
                    place.push(("tag", tag.as_str().into()));
                    "template-tag"
                }
            }
        }
    };
    catalogue.text(key, &place)
}

fn problem_message(problem: &Problem, catalogue: &Catalogue) -> String {
    let said = |key: &str, arguments: Arguments| catalogue.text(key, &arguments);
    match problem {
        Problem::Engine(detail) => said("template-engine", vec![("detail", detail.as_str().into())]),
        Problem::Endless { steps, size } => {
            said("template-endless", vec![("steps", steps.to_string().into()), ("size", size.to_string().into())])
        }
        Problem::UnknownName { name, nearest } => {
            let near = nearest.as_deref().unwrap_or("no");
            said("template-unknown-name", vec![("name", name.as_str().into()), ("nearest", near.into())])
        }
        Problem::NotWord(detail) => said("template-not-word", vec![("detail", detail.as_str().into())]),
        Problem::TooLarge { part, limit } => {
            said("template-too-large", vec![("part", part.as_str().into()), ("limit", limit.to_string().into())])
        }
        Problem::Unclosed(tag) => said("template-unclosed", vec![("tag", tag.as_str().into())]),
        Problem::NotInOneParagraph(word) => said("template-not-in-one-paragraph", vec![("word", word.as_str().into())]),
        Problem::NotInWord(word) => said("template-not-in-word", vec![("word", word.as_str().into())]),
        Problem::Unended(word) => said("template-unended", vec![("word", word.as_str().into())]),
        Problem::Unbegun => said("template-unbegun", vec![]),
        Problem::Crosses => said("template-crosses", vec![]),
    }
}

/// The template in a file.
pub fn read(path: &Path) -> Result<Template, Failure> {
    Ok(Template { name: path.display().to_string(), bytes: input::named(path)? })
}
