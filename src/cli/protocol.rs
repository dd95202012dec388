//! `bayqau protocol`

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, read, verdict};
use crate::cli::{Verdict, print};
use crate::language::Language;
use crate::render::{self, Template};
use crate::report::{Protocol, Report};

/// The protocol of a sitting, ready to sign
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// The protocol of this stage; without it the final one
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// The document's format
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// Take the results from this file, as `tally --format json` prints them; `-` is standard input
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
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

/// Writes the protocol.
pub fn run(arguments: Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let report = match &arguments.result {
        Some(path) => Some(piped(path)?),
        None => {
            let asked = Asked { stage: arguments.stage.as_deref(), partial: false };
            read(&arguments.folder.folder, asked)?.shown(lang)?
        }
    };
    let Some(report) = report else { return Ok(Verdict::NotFinal) };
    let language = lang.unwrap_or(report.contest.language);
    let protocol = Protocol::new(&report, arguments.stage.as_deref(), language).map_err(|unknown| {
        let known: Vec<&str> = unknown.known.iter().map(String::as_str).collect();
        match &arguments.stage {
            Some(stage) => Failure::unknown_stage(stage, &known, report.contest.language),
            None => Failure::said("no-ranking", vec![("known", known.join(", ").into())]),
        }
    })?;
    if arguments.context {
        print(&(serde_json::to_string_pretty(&protocol).expect("a view has only text keys") + "\n"))?;
        return Ok(verdict(&report));
    }
    let format = match arguments.format {
        Format::Md => render::Format::Markdown,
        Format::Html => render::Format::Html,
    };
    let template = template(&arguments, format)?;
    let text = render::protocol(&protocol, format, template).map_err(|fault| {
        let line = fault.line.map_or_else(|| "?".to_owned(), |line| line.to_string());
        let arguments =
            vec![("template", fault.template.into()), ("line", line.into()), ("detail", fault.detail.into())];
        Failure::said("template-fault", arguments)
    })?;
    print(&text)?;
    Ok(verdict(&report))
}

fn piped(path: &Path) -> Result<Report, Failure> {
    let mut json = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_string(&mut json).map(|_| ())
    } else {
        fs::read_to_string(path).map(|text| json = text)
    };
    read.map_err(|error| Failure::cannot_read(path, &error))?;
    Report::from_json(&json).map_err(|error| {
        let path = path.display().to_string();
        Failure::said("no-report", vec![("path", path.into()), ("detail", error.to_string().into())])
    })
}

/// The template that was asked for, or the folder's own.
fn template(arguments: &Arguments, format: render::Format) -> Result<Option<Template>, Failure> {
    let own = arguments.folder.folder.join("templates").join(format!("protocol.{}", format.ending()));
    let path = match &arguments.template {
        Some(path) => path.clone(),
        None if own.exists() => own,
        None => return Ok(None),
    };
    let text = fs::read_to_string(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
    Ok(Some(Template { name: path.display().to_string(), text }))
}
