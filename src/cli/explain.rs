//! `bayqau explain`

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::context::{Failure, Reading, message_language, read_explained, width};
use crate::cli::{Verdict, print};
use crate::language::Language;
use crate::render::{self, Jurors};

/// How one participant's result came about, from the line of the rules to the cell
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The contest's folder
    folder: PathBuf,
    /// The participant's id or full name
    participant: String,
    /// Only the stages up to this one
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// Number the jurors rather than naming them
    #[arg(long)]
    anonymous: bool,
    /// How to print it; on a terminal the table, elsewhere Markdown: an answer to an appeal, which shows jurors
    /// only as `publish` in the rules allows
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the secretary, on a terminal
    Table,
    /// To hand over
    Md,
    /// Everything
    Json,
}

/// Explains a result.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let stage = arguments.stage.as_deref();
    let (reading, explanation) = read_explained(&arguments.folder, stage, &arguments.participant)?;
    let language = lang.unwrap_or(reading.language.unwrap_or(message_language(lang, None)));
    let Some(report) = Reading::shown(reading, lang)? else { return Ok(Verdict::NotFinal) };
    let explanation = explanation.expect("a contest that was counted has been explained");
    let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Md };
    let allowed = match explanation.juror_marks.as_str() {
        _ if arguments.anonymous && explanation.juror_marks != "hidden" => Jurors::Anonymous,
        "named" => Jurors::Named,
        "hidden" => Jurors::Hidden,
        _ => Jurors::Anonymous,
    };
    print(&match arguments.format.unwrap_or(usual) {
        Format::Table => {
            let jurors = if arguments.anonymous { Jurors::Anonymous } else { Jurors::Named };
            render::explanation_to_terminal(&explanation, &report, (language, jurors), width())
        }
        Format::Md => render::explanation_to_markdown(&explanation, &report, (language, allowed)),
        Format::Json => {
            let jurors = if arguments.anonymous { Jurors::Anonymous } else { Jurors::Named };
            render::explanation_to_json(&explanation, &report, (language, jurors))
        }
    })?;
    Ok(if report.is_final { Verdict::Fine } else { Verdict::NotFinal })
}
