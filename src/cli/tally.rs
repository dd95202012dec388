//! `bayqau tally`

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, read, verdict, width};
use crate::cli::{Verdict, print};
use crate::language::Language;
use crate::render;

/// The results: stages, ranking, awards, nominations
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// Only the stages up to this one
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// Count what is there, passing over gaps; the result is preliminary
    #[arg(long)]
    partial: bool,
    /// How to print the results; on a terminal the table, elsewhere Markdown
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables as wide as the terminal
    Table,
    /// One row per stage and participant
    Csv,
    /// Everything that any document needs
    Json,
    /// Markdown
    Md,
}

/// Counts a folder.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let asked = Asked { stage: arguments.stage.as_deref(), partial: arguments.partial };
    let Some(report) = read(&arguments.folder.folder, asked)?.shown(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Md };
    let language = lang.unwrap_or(report.contest.language);
    print(&match arguments.format.unwrap_or(usual) {
        Format::Table => render::to_terminal(&report, language, width()),
        Format::Csv => render::to_csv(&report),
        Format::Json => report.to_json(),
        Format::Md => render::to_markdown(&report, language),
    })?;
    Ok(verdict(&report))
}
