//! `bayqau protocol`

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, show, verdict};
use crate::cli::{Verdict, folder, print};
use crate::language::{Catalogue, Language};
use crate::render::{self, Template, TemplateFault};
use crate::report::{Minutes, Protocol, Report};
use crate::source::Files;
use crate::validate::{self, Kind};

/// The protocol of a sitting or the minutes of a meeting, ready to sign
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

/// Writes the protocol, of a meeting's folder the minutes.
pub fn run(arguments: Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    if arguments.result.is_none() {
        let files = folder::read(&arguments.folder.folder)?;
        if Kind::of(&files) == Kind::Meeting {
            return minutes(&arguments, &files, lang);
        }
    }
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
    let format = arguments.format.of_render();
    let template = template(&arguments, "protocol", format)?;
    print(&render::protocol(&protocol, format, template).map_err(unfilled)?)?;
    Ok(verdict(&report))
}

/// Writes the minutes of a meeting.
fn minutes(arguments: &Arguments, files: &Files, lang: Option<Language>) -> Result<Verdict, Failure> {
    if arguments.stage.is_some() {
        return Err(Failure::only_contests("--stage"));
    }
    let checked = validate::check_meeting(files);
    let catalogue = Catalogue::new(message_language(lang, checked.language));
    show(&checked.diagnostics, &checked.sources, &catalogue)?;
    let Some(meeting) = checked.meeting else { return Ok(Verdict::NotFinal) };
    let minutes = Minutes::new(&meeting, lang.unwrap_or(meeting.language));
    if arguments.context {
        print(&(serde_json::to_string_pretty(&minutes).expect("a view has only text keys") + "\n"))?;
        return Ok(Verdict::Fine);
    }
    let format = arguments.format.of_render();
    let template = template(arguments, "minutes", format)?;
    print(&render::minutes(&minutes, format, template).map_err(unfilled)?)?;
    Ok(Verdict::Fine)
}

impl Format {
    fn of_render(self) -> render::Format {
        match self {
            Format::Md => render::Format::Markdown,
            Format::Html => render::Format::Html,
        }
    }
}

/// Why a template could not be filled in.
fn unfilled(fault: TemplateFault) -> Failure {
    let line = fault.line.map_or_else(|| "?".to_owned(), |line| line.to_string());
    let arguments = vec![("template", fault.template.into()), ("line", line.into()), ("detail", fault.detail.into())];
    Failure::said("template-fault", arguments)
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
fn template(arguments: &Arguments, document: &str, format: render::Format) -> Result<Option<Template>, Failure> {
    let own = arguments.folder.folder.join("templates").join(format!("{document}.{}", format.ending()));
    let path = match &arguments.template {
        Some(path) => path.clone(),
        None if own.exists() => own,
        None => return Ok(None),
    };
    let text = fs::read_to_string(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
    Ok(Some(Template { name: path.display().to_string(), text }))
}
