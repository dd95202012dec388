//! `bayqau diff`

use std::path::{Path, PathBuf};

use clap::ArgGroup;

use crate::cli::context::{Asked, Failure, Reading, message_language, read_files_and, read_what_if, say, width};
use crate::cli::protocol::piped;
use crate::cli::showing::{Showing, ShowingArgument};
use crate::cli::{Verdict, folder, input, print};
use crate::definition::PassedOver;
use crate::language::{Catalogue, Language};
use crate::render;
use crate::report::{Alone, Cause, Side, SideFolder, causes, diff, diff_passages, mark_cells};
use crate::source::Files;

/// The rules in a contest's folder.
const RULES: &str = "contest.yaml";

/// What differs between two results: whose score, place, passing or award, and which change brought it about
///
/// A result is a contest's folder, or a file that `tally --format json` wrote. Exit status 1 if any result differs,
/// 0 if none does: a change of rules can be reviewed against past years. What the other rules would need and nobody
/// has judged is passed over. A decision that amended a line of the folder's rules amends the other rules where the same
/// value stands in that line; elsewhere they are counted as they are written, and a message says so.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("second").required(true).args(["now", "rules"])))]
pub struct Arguments {
    /// The first result
    was: PathBuf,
    /// The second result
    now: Option<PathBuf>,
    /// Compare the folder with itself under the rules in this file
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Only the stages up to this one
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    #[command(flatten)]
    showing: ShowingArgument,
}

/// Compares two results.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let stage = arguments.stage.as_deref();
    let Some(was) = side(&arguments.was, stage, lang)? else { return Ok(Verdict::NotFinal) };
    let now = match (&arguments.now, &arguments.rules) {
        (Some(path), _) => side(path, stage, lang)?,
        (None, Some(rules)) => under_rules(&was, rules, stage, lang)?,
        (None, None) => unreachable!("one of the two is required"),
    };
    let Some(now) = now else { return Ok(Verdict::NotFinal) };
    let found = diff(&was, &now, &alone(&was, &now, stage));
    let language = lang.unwrap_or(now.report.contest.language);
    let words = || diff_passages(&found, &was, &now, language);
    print(match arguments.showing.get() {
        Showing::Table => render::passages_to_terminal(&words(), width()),
        Showing::Csv => render::diff_to_csv(&found),
        Showing::Json => serde_json::to_string_pretty(&found).expect("a view has only text keys") + "\n",
        Showing::Md => render::passages_to_markdown(&words()),
    })?;
    Ok(if found.differs { Verdict::NotFinal } else { Verdict::Fine })
}

/// One of the two results; nothing if errors stand in the way.
fn side(path: &Path, stage: Option<&str>, lang: Option<Language>) -> Result<Option<Side>, Failure> {
    if path.is_dir() {
        return folder_side(path, folder::read(path)?, stage, lang);
    }
    Ok(Some(Side { label: path.display().to_string(), report: piped(path)?, folder: None }))
}

fn folder_side(
    label: &Path,
    files: Files,
    stage: Option<&str>,
    lang: Option<Language>,
) -> Result<Option<Side>, Failure> {
    let asked = Asked { stage, partial: false };
    let (reading, cells) = read_files_and(&files, asked, |contest, _, sources| Ok(mark_cells(contest, sources)))?;
    let report = Reading::shown(reading, lang)?;
    Ok(report.zip(cells).map(|(report, cells)| {
        let folder = Some(SideFolder { files, cells });
        Side { label: label.display().to_string(), report, folder }
    }))
}

/// The same folder under other rules. What the jury amended is amended there too where the same value stands; elsewhere
/// the other rules hold as they are written, and that is said. Who takes part only by these was never judged, and is passed over.
fn under_rules(was: &Side, rules: &Path, stage: Option<&str>, lang: Option<Language>) -> Result<Option<Side>, Failure> {
    let Some(SideFolder { files, cells }) = &was.folder else {
        return Err(Failure::said("diff-needs-folder", vec![("path", was.label.as_str().into())]));
    };
    let mut files = files.clone();
    files.insert(RULES.to_owned(), input::named(rules)?.into());
    let mut reading = read_what_if(&files, stage);
    let passed_over = std::mem::take(&mut reading.passed_over);
    let catalogue = Catalogue::new(message_language(lang, reading.language));
    let report = reading.shown(lang)?;
    for PassedOver { amendment, stands } in report.iter().flat_map(|_| &passed_over) {
        let key = if stands.is_some() { "diff-amendment" } else { "diff-amendment-no-line" };
        let values = vec![
            ("about", amendment.path.value.as_str().into()),
            ("was", amendment.was.value.as_str().into()),
            ("now", amendment.now.value.as_str().into()),
            ("path", rules.display().to_string().into()),
            ("stands", stands.as_deref().unwrap_or_default().into()),
        ];
        say(&catalogue, key, values)?;
    }
    let folder = Some(SideFolder { files, cells: cells.clone() });
    Ok(report.map(|report| Side { label: rules.display().to_string(), report, folder }))
}

/// Where several kinds of input differ: the count with each of them changed alone.
fn alone(was: &Side, now: &Side, stage: Option<&str>) -> Vec<Alone> {
    let differing = causes(was, now);
    let (Some(old), Some(new), true) = (&was.folder, &now.folder, differing.len() > 1) else { return Vec::new() };
    let changed = |cause: Cause| {
        let of_cause = |path: &&String| Cause::of(path) == Some(cause);
        let mut files = old.files.clone();
        files.retain(|path, _| !of_cause(&path));
        files.extend(
            new.files.iter().filter(|(path, _)| of_cause(path)).map(|(path, bytes)| (path.clone(), bytes.clone())),
        );
        (cause, read_what_if(&files, stage).report)
    };
    differing.into_iter().map(changed).collect()
}
