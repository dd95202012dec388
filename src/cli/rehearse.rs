//! `bayqau rehearse`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::{Failure, message_language, show, width};
use crate::cli::{Verdict, folder, input, print};
use crate::language::{Catalogue, Language};
use crate::rehearsal::{Asked, RULES, count_open, rehearse};
use crate::render;
use crate::report::RehearsalView;
use crate::source::Files;
use crate::validate::has_chair;

/// Before the announcement: situations that the rules leave undecided or decide strangely, each with an example
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder, or a file of rules
    #[arg(default_value = ".", value_name = "FOLDER|FILE")]
    rules: PathBuf,
    /// Also count as open what the commission chose itself, where the regulation is silent
    #[arg(long)]
    chosen: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// For scripts, with every example as the files of a folder
    Json,
    /// For a document
    Md,
}

/// Rehearses rules.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let files = read(&arguments.rules)?;
    let text = files.get(RULES).map(|content| &**content).unwrap_or_default();
    let asked = Asked { chosen_is_open: arguments.chosen, has_chair: has_chair(&files) };
    let bar = bar(&Catalogue::new(message_language(lang, None)));
    let rehearsed = rehearse(&String::from_utf8_lossy(text), asked, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let rehearsal = match rehearsed {
        Ok(rehearsal) => rehearsal,
        Err((sources, faults)) => {
            show(&faults, &sources, &Catalogue::new(message_language(lang, None)))?;
            return Ok(Verdict::NotFinal);
        }
    };
    let catalogue = Catalogue::new(message_language(lang, Some(rehearsal.language)));
    let view = RehearsalView::new(&rehearsal, &catalogue);
    print(match arguments.format {
        Format::Text => render::rehearsal_to_text(&view, &catalogue, width()),
        Format::Json => render::rehearsal_to_json(&view),
        Format::Md => render::rehearsal_to_markdown(&view, &catalogue),
    })?;
    Ok(if view.findings.is_empty() { Verdict::Fine } else { Verdict::NotFinal })
}

/// How many situations the rules of a folder leave open, as long as they can be mended before anybody was judged;
/// nothing if they are faulty.
pub fn open_in(files: &Files) -> Option<usize> {
    if files.keys().any(|path| path.starts_with("scores/")) {
        return None;
    }
    let text = std::str::from_utf8(files.get(RULES)?).ok()?;
    let asked = Asked { chosen_is_open: false, has_chair: has_chair(files) };
    count_open(text, asked).ok()
}

/// The folder's files, or a file of rules as the only one.
fn read(path: &Path) -> Result<Files, Failure> {
    if path.is_dir() {
        let files = folder::read(path)?;
        if files.contains_key(RULES) {
            return Ok(files);
        }
    }
    let rules = if path.is_dir() { path.join(RULES) } else { path.to_owned() };
    Ok(Files::from([(RULES.to_owned(), input::named(&rules)?.into())]))
}

/// The progress of the search, on a terminal only.
fn bar(catalogue: &Catalogue) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}").expect("the template is well formed");
    ProgressBar::new(0).with_style(style).with_message(catalogue.text("rehearsal-progress", &vec![]))
}
