//! `bayqau audit`

use crate::cli::context::{Failure, Reading, message_language, read_audited, verdict, width};
use crate::cli::showing::{ResultArguments, Showing};
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
    result: ResultArguments,
    /// Also every margin, and every coefficient of agreement or why it cannot be had
    #[arg(long)]
    detail: bool,
}

/// Audits a folder.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let result = &arguments.result;
    let (reading, audit) = read_audited(&result.folder.folder, result.stage.as_deref(), Some(JurorMarks::Named))?;
    let language = lang.unwrap_or(reading.language.unwrap_or(message_language(lang, None)));
    let Some(report) = Reading::shown(reading, lang)? else { return Ok(Verdict::NotFinal) };
    let audit = audit.expect("a contest that was counted has been audited");
    let shown = AuditShown { language, detail: arguments.detail };
    let words = || audit_passages(&audit, &report, shown);
    print(&match result.showing.get() {
        Showing::Table => render::passages_to_terminal(&words(), width()),
        Showing::Csv => render::audit_to_csv(&audit),
        Showing::Json => serde_json::to_string_pretty(&audit).expect("a view has only text keys") + "\n",
        Showing::Md => render::passages_to_markdown(&words()),
    })?;
    Ok(verdict(&report))
}
