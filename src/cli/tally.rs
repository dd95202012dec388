//! `bayqau tally`

use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::cli::context::{Asked, Failure, read, read_counted, verdict, width};
use crate::cli::showing::{ResultArguments, Showing};
use crate::cli::waiting::Waiting;
use crate::cli::{Verdict, print};
use crate::language::Language;
use crate::render::{self, ResultRows};
use crate::report::{Report, result_rows};

/// The results: stages, ranking, awards, nominations
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    result: ResultArguments,
    /// Count what is there, passing over gaps; the result is preliminary
    #[arg(long)]
    partial: bool,
}

/// Counts a folder.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let ResultArguments { folder, stage, showing } = &arguments.result;
    let asked = Asked { stage: stage.as_deref(), partial: arguments.partial };
    let text: fn(&Report, Language) -> String = match showing.get() {
        Showing::Csv => return rows(&folder.folder, asked, lang),
        Showing::Table => |report, language| render::to_terminal(report, language, width()),
        Showing::Json => |report, _| report.to_json(),
        Showing::Md => render::to_markdown,
    };
    let Some(report) = read(&folder.folder, asked)?.shown(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let language = lang.unwrap_or(report.contest.language);
    print(text(&report, language))?;
    Ok(verdict(&report))
}

/// Writes the standings row by row.
fn rows(folder: &Path, asked: Asked, lang: Option<Language>) -> Result<Verdict, Failure> {
    let waiting = Waiting::for_folder(folder);
    let reading = read_counted(folder, asked)?;
    waiting.end();
    let Some((contest, tally)) = reading.shown_count(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let mut out = std::io::stdout().lock();
    // On a terminal the rows show that the command is at work.
    let _waiting = (!out.is_terminal()).then(|| Waiting::for_folder(folder));
    let written = out
        .write_all(&ResultRows::with_header().into_bytes())
        .and_then(|()| result_rows(&contest, &tally, ResultRows::default, |rows| out.write_all(&rows.into_bytes())))
        .and_then(|()| out.flush());
    written.map_err(|error| Failure::not_printed(&error))?;
    let verdict = if tally.is_final() { Verdict::Fine } else { Verdict::NotFinal };
    // The process ends here and its memory with it: to take a million entries apart one by one takes longer.
    std::mem::forget((contest, tally));
    Ok(verdict)
}
