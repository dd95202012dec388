//! `bayqau audit`

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::cli::context::{Failure, FolderArgument, Reading, message_language, read_audited, verdict, width};
use crate::cli::{Verdict, print};
use crate::contest::JurorMarks;
use crate::language::Language;
use crate::render;
use crate::report::{AuditShown, audit_passages};

/// How far the result can be trusted: margins, leaving out one juror, the smallest change that matters, agreement
///
/// For the chair, before signing. It names the jurors; an annex of the protocol shows them as the rules allow.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// Only the stages up to this one
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// Also every margin, and every coefficient of agreement or why it cannot be had
    #[arg(long)]
    detail: bool,
    /// How to print it; on a terminal the table, elsewhere Markdown
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences and tables as wide as the terminal
    Table,
    /// One row per stage and place, with exact margins
    Csv,
    /// Everything
    Json,
    /// Markdown
    Md,
}

/// Audits a folder.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let (reading, audit) = read_audited(&arguments.folder.folder, arguments.stage.as_deref(), Some(JurorMarks::Named))?;
    let language = lang.unwrap_or(reading.language.unwrap_or(message_language(lang, None)));
    let Some(report) = Reading::shown(reading, lang)? else { return Ok(Verdict::NotFinal) };
    let audit = audit.expect("a contest that was counted has been audited");
    let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Md };
    let shown = AuditShown { language, detail: arguments.detail };
    let words = || audit_passages(&audit, &report, shown);
    print(&match arguments.format.unwrap_or(usual) {
        Format::Table => render::passages_to_terminal(&words(), width()),
        Format::Csv => render::audit_to_csv(&audit),
        Format::Json => serde_json::to_string_pretty(&audit).expect("a view has only text keys") + "\n",
        Format::Md => render::passages_to_markdown(&words()),
    })?;
    Ok(verdict(&report))
}
