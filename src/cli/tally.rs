//! `bayqau tally`

use std::io::{self, IsTerminal, StdoutLock, Write};
use std::path::Path;

use crate::cli::context::{Asked, Counted, Failure, Reading, read, read_counted, read_draft, verdict, width};
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
        Showing::Csv => return written(&folder.folder, lang, |folder| read_counted(folder, asked), write_rows),
        Showing::Json => return written(&folder.folder, lang, |folder| read_draft(folder, asked), write_json),
        Showing::Table => |report, language| render::to_terminal(report, language, width()),
        Showing::Md => render::to_markdown,
    };
    let Some(report) = read(&folder.folder, asked)?.shown(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let language = lang.unwrap_or(report.contest.language);
    print(text(&report, language))?;
    Ok(verdict(&report))
}

/// Writes a count one entry after the other.
fn written(
    folder: &Path,
    lang: Option<Language>,
    read: impl FnOnce(&Path) -> Result<Reading, Failure>,
    write: impl FnOnce(&mut Counted, &mut StdoutLock) -> io::Result<()>,
) -> Result<Verdict, Failure> {
    let waiting = Waiting::for_folder(folder);
    let reading = read(folder)?;
    waiting.end();
    let Some(mut counted) = reading.shown_count(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let mut out = io::stdout().lock();
    // On a terminal what is written shows that the command is at work.
    let _waiting = (!out.is_terminal()).then(|| Waiting::for_folder(folder));
    write(&mut counted, &mut out).and_then(|()| out.flush()).map_err(|error| Failure::not_printed(&error))?;
    let verdict = if counted.tally.is_final() { Verdict::Fine } else { Verdict::NotFinal };
    // The process ends here and its memory with it: to take a million entries apart one by one takes longer.
    std::mem::forget(counted);
    Ok(verdict)
}

fn write_rows(counted: &mut Counted, out: &mut StdoutLock) -> io::Result<()> {
    out.write_all(&ResultRows::with_header().into_bytes())?;
    result_rows(&counted.contest, &counted.tally, ResultRows::default, |rows| out.write_all(&rows.into_bytes()))
}

fn write_json(counted: &mut Counted, out: &mut StdoutLock) -> io::Result<()> {
    counted.draft().write_json(out)
}
