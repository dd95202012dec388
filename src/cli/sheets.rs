//! `bayqau sheets`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::context::{Failure, FolderArgument, message_language, say, show};
use crate::cli::folder::Existing;
use crate::cli::{Verdict, folder, input};
use crate::contest::{Content, Contest, EntryIndex, StageIndex, draw_codes};
use crate::diagnostic;
use crate::language::{Catalogue, Language};
use crate::render::{blank_to_csv, blank_to_html, blank_to_xlsx, for_spreadsheets};
use crate::report::{BlankSheet, blank_sheets};
use crate::source::{Files, Sources};
use crate::tally;
use crate::validate::{self, Amendments, FolderTable};

/// Blank score sheets for every juror: workbooks that take no wrong mark, CSV, or pages to print
///
/// Without --stage: for every stage of which it is known who takes part. In a contest whose rules say
/// `participants: { blind: true }` the sheets name codes; the key to them is blind.csv in the contest's folder,
/// which is made if it is not there.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// The folder to write the sheets into, as STAGE/JUROR.xlsx or .csv, or STAGE.html
    #[arg(long, value_name = "OUT")]
    to: PathBuf,
    /// Only the sheets of this stage
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Xlsx)]
    format: Format,
    /// Write over blank sheets that are there already; one that somebody has filled in stays
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A workbook for each juror
    Xlsx,
    /// A table for each juror
    Csv,
    /// A page for each stage, each juror on new paper, with places for signatures
    Html,
}

/// A file to be written, and what is said of it.
struct Blank {
    path: PathBuf,
    bytes: Vec<u8>,
    entries: usize,
    /// The stage whose marks are written into it; none for a page on paper.
    stage: Option<StageIndex>,
}

/// Writes the sheets.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let root = &arguments.folder.folder;
    let mut files = folder::read(root)?;
    let until = arguments.stage.as_deref();
    let mut checked = check(&files, until)?;
    let key = key(&checked);
    if let Some(key) = &key {
        files.insert(format!("{}.csv", FolderTable::Blind.name()), key.clone().into());
        checked = check(&files, until)?;
    }
    let catalogue = Catalogue::new(message_language(lang, checked.language));
    let Some(contest) = checked.contest else {
        show(&checked.diagnostics, &checked.sources, &catalogue)?;
        return Ok(Verdict::NotFinal);
    };
    let stages = stages(&contest, until, &checked.sources, &catalogue)?;
    if stages.is_empty() {
        return Ok(Verdict::NotFinal);
    }
    let language = lang.unwrap_or(contest.rules.language);
    let mut blanks = Vec::new();
    for (stage, entrants) in stages {
        let sheets = blank_sheets(&contest, stage, &entrants, language);
        blanks.extend(drawn(&sheets, stage, arguments, language)?);
    }
    told_apart(&blanks)?;
    let existing = if arguments.force { Existing::Replaced } else { Existing::Kept };
    if let (Existing::Kept, Some(taken)) = (existing, blanks.iter().find(|blank| blank.path.exists())) {
        return Err(Failure::exists(&taken.path));
    }
    if let Some(sent) = blanks.iter().find(|blank| is_sheet_of(root, &blank.path)) {
        return Err(Failure::said("sheet-sent", vec![("path", sent.path.display().to_string().into())]));
    }
    for blank in &blanks {
        if is_filled(blank, &contest)? {
            return Err(Failure::said("sheet-filled", vec![("path", blank.path.display().to_string().into())]));
        }
    }
    if let Some(key) = key {
        let path = root.join(format!("{}.csv", FolderTable::Blind.name()));
        folder::write_new(&path, key.as_bytes())?;
        say(&catalogue, "key-written", vec![("path", path.display().to_string().into())])?;
    }
    for blank in &blanks {
        folder::write(&blank.path, &blank.bytes, existing)?;
        let path = blank.path.display().to_string();
        say(&catalogue, "sheet-written", vec![("path", path.into()), ("entries", blank.entries.into())])?;
    }
    Ok(Verdict::Fine)
}

/// Whether the file is one of the contest's own sheets, which a juror may have filled in.
fn is_sheet_of(root: &Path, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(path).zip(real(&root.join("scores"))).is_some_and(|(path, scores)| path.starts_with(scores))
}

/// Whether somebody has written into the file that the sheet would replace.
fn is_filled(blank: &Blank, contest: &Contest) -> Result<bool, Failure> {
    let (Some(stage), true) = (blank.stage, blank.path.exists()) else { return Ok(false) };
    let there = input::named(&blank.path)?;
    let name = blank.path.file_name().unwrap_or_default().to_string_lossy();
    Ok(validate::is_filled(contest.stage(stage), &name, there.into(), blank.bytes.clone().into()))
}

/// Fine unless two sheets would be one file where names that differ in case alone are one.
fn told_apart(blanks: &[Blank]) -> Result<(), Failure> {
    let mut names = BTreeMap::new();
    for blank in blanks {
        let name = blank.path.to_string_lossy();
        if let Some(first) = names.insert(name.to_lowercase(), name.clone()) {
            let (first, other) = (first.into_owned(), name.into_owned());
            return Err(Failure::said("sheets-alike", vec![("first", first.into()), ("other", other.into())]));
        }
    }
    Ok(())
}

fn check(files: &Files, until: Option<&str>) -> Result<validate::Checked, Failure> {
    let checked = validate::check(files, validate::Reading { until, amendments: Amendments::All });
    if let (Some(stage), Some(language)) = (until, checked.language) {
        let known: Vec<&str> = checked.stages.iter().map(String::as_str).collect();
        if !known.contains(&stage) {
            return Err(Failure::unknown_stage(stage, &known, language));
        }
    }
    Ok(checked)
}

/// The key of a blind contest that has none yet.
fn key(checked: &validate::Checked) -> Option<String> {
    let contest = checked.contest.as_ref().filter(|contest| contest.rules.blind && contest.codes.is_empty())?;
    let ids: Vec<&str> = contest.entries.iter().map(|entry| entry.id.as_str()).collect();
    let mut secret = [0; 32];
    // Lots are drawn once; from then on the key in the folder says whose code it is.
    getrandom::fill(&mut secret).expect("the system gives random bytes");
    let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let header = ["participant", "code"].map(str::to_owned);
    let lines = draw_codes(&secret, &ids, &BTreeSet::new()).into_iter().map(|(id, code)| [id.to_owned(), code]);
    Some(for_spreadsheets(std::iter::once(header).chain(lines)))
}

/// A stage and who takes part in it.
type Entrants = (StageIndex, Vec<EntryIndex>);

/// The stages to write sheets of; those of which nobody can tell yet who takes part are said.
fn stages(
    contest: &Contest,
    asked: Option<&str>,
    sources: &Sources,
    catalogue: &Catalogue,
) -> Result<Vec<Entrants>, Failure> {
    let asked = asked.and_then(|id| contest.rules.find_stage(id));
    let with_marks = |stage: &StageIndex| matches!(contest.stage(*stage).content, Content::Marks { .. });
    let mut known = Vec::new();
    for stage in contest.rules.stage_indices().filter(|stage| asked.is_none_or(|asked| asked == *stage)) {
        if !with_marks(&stage) {
            if asked.is_some() {
                let id = contest.stage(stage).id.as_str().into();
                return Err(Failure::said("stage-without-marks", vec![("stage", id)]));
            }
            continue;
        }
        let entrants = tally::entrants(contest, stage);
        match entrants {
            Ok(entrants) => known.push((stage, entrants)),
            Err(mut faults) => {
                if asked.is_some() {
                    diagnostic::sort(&mut faults, sources);
                    show(&faults, sources, catalogue)?;
                }
                let title = (&contest.stage(stage).title).into();
                say(catalogue, "entrants-unknown", vec![("stage", title)])?;
            }
        }
    }
    Ok(known)
}

/// The files of a stage's sheets.
fn drawn(
    sheets: &[BlankSheet],
    stage: StageIndex,
    arguments: &Arguments,
    language: Language,
) -> Result<Vec<Blank>, Failure> {
    let catalogue = Catalogue::new(language);
    let path =
        |sheet: &BlankSheet, ending: &str| arguments.to.join(&sheet.stage).join(format!("{}.{ending}", sheet.juror));
    let each = |ending: &'static str, bytes: &dyn Fn(&BlankSheet) -> Result<Vec<u8>, Failure>| {
        let blank = |sheet: &BlankSheet| {
            let (path, bytes, stage) = (path(sheet, ending), bytes(sheet)?, Some(stage));
            Ok(Blank { path, bytes, entries: sheet.entries, stage })
        };
        sheets.iter().map(blank).collect()
    };
    match arguments.format {
        Format::Csv => each("csv", &|sheet| Ok(blank_to_csv(sheet).into_bytes())),
        Format::Xlsx => each("xlsx", &|sheet| {
            blank_to_xlsx(sheet, &catalogue)
                .map_err(|error| Failure::cannot_make(&path(sheet, "xlsx").display().to_string(), &error.to_string()))
        }),
        Format::Html => Ok(sheets
            .first()
            .map(|first| Blank {
                path: arguments.to.join(format!("{}.html", first.stage)),
                bytes: blank_to_html(sheets, language).into_bytes(),
                entries: sheets.iter().map(|sheet| sheet.entries).max().unwrap_or_default(),
                stage: None,
            })
            .into_iter()
            .collect()),
    }
}
