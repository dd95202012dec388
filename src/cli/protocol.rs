//! `bayqau protocol`

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, read_audited, show, verdict};
use crate::cli::template::WritingArguments;
use crate::cli::{Verdict, folder, input};
use crate::language::{Catalogue, Language};
use crate::render::Document;
use crate::report::{AuditShown, Minutes, Protocol, Report, audit_passages};
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
    /// Take the results from this file, as `tally --format json` prints them; `-` is standard input
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    /// Annex this to the protocol, with the jurors as the rules show them to participants
    #[arg(long, value_enum, conflicts_with = "result")]
    annex: Option<Annex>,
    #[command(flatten)]
    writing: WritingArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Annex {
    /// How far the result can be trusted
    Audit,
}

/// Writes the protocol, of a meeting's folder the minutes.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    if arguments.result.is_none() {
        let files = folder::read(&arguments.folder.folder)?;
        if Kind::of(&files) == Kind::Meeting {
            return minutes(arguments, &files, lang);
        }
    }
    let stage = arguments.stage.as_deref();
    let (report, audit) = match (&arguments.result, arguments.annex) {
        (Some(path), _) => (Some(piped(path)?), None),
        (None, None) => (read(&arguments.folder.folder, Asked { stage, partial: false })?.shown(lang)?, None),
        (None, Some(Annex::Audit)) => {
            let (reading, audit) = read_audited(&arguments.folder.folder, stage, None)?;
            (reading.shown(lang)?, audit)
        }
    };
    let Some(report) = report else { return Ok(Verdict::NotFinal) };
    let language = lang.unwrap_or(report.contest.language);
    let protocol = Protocol::new(&report, stage, language).map_err(|unknown| {
        let known: Vec<&str> = unknown.known.iter().map(String::as_str).collect();
        match &arguments.stage {
            Some(stage) => Failure::unknown_stage(stage, &known, report.contest.language),
            None => Failure::said("no-ranking", vec![("known", known.join(", ").into())]),
        }
    })?;
    let annex = audit.map(|audit| {
        let shown = AuditShown { language, detail: true };
        audit_passages(&audit, &report, shown)
    });
    let protocol = protocol.with_annex(annex.unwrap_or_default());
    arguments.writing.print(&protocol, Document::Protocol, language, &arguments.folder.folder)?;
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
    let language = lang.unwrap_or(meeting.language);
    let minutes = Minutes::new(&meeting, language);
    arguments.writing.print(&minutes, Document::Minutes, language, &arguments.folder.folder)?;
    Ok(Verdict::Fine)
}

/// The report in a file, or on standard input.
pub fn piped(path: &Path) -> Result<Report, Failure> {
    let json = if path == Path::new("-") { input::piped(&mut std::io::stdin(), path)? } else { input::named(path)? };
    let refused = |detail: String| {
        let path = path.display().to_string();
        Failure::said("no-report", vec![("path", path.into()), ("detail", detail.into())])
    };
    let json = std::str::from_utf8(&json).map_err(|error| refused(error.to_string()))?;
    Report::from_json(json).map_err(|error| refused(error.to_string()))
}
