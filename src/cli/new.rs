//! `bayqau new`

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use include_dir::{Dir, include_dir};

use crate::cli::context::{Failure, message_language};
use crate::cli::{Verdict, folder, print};
use crate::definition::Schema;
use crate::diagnostic::nearest;
use crate::language::{Catalogue, Language};
use crate::render::{list_to_csv, list_to_xlsx};
use crate::report::blank_lists;
use crate::source::Files;
use crate::validate::{self, Amendments, Reading, table_name};

/// The rule sets that the binary carries.
static CONTESTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/contests");

/// A contest folder: from a rule set, from last year's folder, or blank
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to make
    folder: PathBuf,
    /// The name of a rule set, or a contest's folder: its rules, jury and templates are taken over
    #[arg(long, value_name = "NAME|FOLDER", default_value = "blank")]
    from: String,
    /// What the tables are written as: the one with choices in its cells is the workbook
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables of text
    Csv,
    /// Workbooks
    Xlsx,
}

/// Makes a folder. What is there already is not touched.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let mut files = rules(&arguments.from)?;
    tables(&mut files, arguments.format, lang)?;
    schema(&mut files, message_language(lang, None));
    folder::write_folder(&arguments.folder, &files)?;
    let catalogue = Catalogue::new(message_language(lang, None));
    let path = arguments.folder.display().to_string();
    let jury = files.keys().find(|path| table_name(path) == Some("jury")).cloned().unwrap_or_default();
    print(&(catalogue.text("made", &vec![("path", path.into()), ("jury", jury.into())]) + "\n"))?;
    Ok(Verdict::Fine)
}

/// Puts a blank table beside the rules for each that was not taken over.
fn tables(files: &mut Files, format: Format, lang: Option<Language>) -> Result<(), Failure> {
    let checked = validate::check(files, Reading { until: None, amendments: Amendments::All });
    let language = lang.or(checked.language).unwrap_or(message_language(lang, None));
    let catalogue = Catalogue::new(language);
    for list in blank_lists(&checked.stages, language) {
        if files.keys().any(|path| table_name(path) == Some(list.name)) {
            continue;
        }
        let (ending, bytes) = match format {
            Format::Csv => ("csv", list_to_csv(&list).into_bytes()),
            Format::Xlsx => {
                let written = list_to_xlsx(&list, &catalogue);
                ("xlsx", written.map_err(|error| Failure::cannot_make(list.name, &error.to_string()))?)
            }
        };
        files.insert(format!("{}.{ending}", list.name), bytes.into());
    }
    Ok(())
}

/// Puts the schema beside the rules, and the line that leads an editor to it on top of them.
fn schema(files: &mut Files, language: Language) {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let line = Schema::Contest.line();
    if let Some(rules) = files.get_mut(Schema::Contest.describes())
        && !rules.windows(line.trim_end().len()).any(|part| part == line.trim_end().as_bytes())
    {
        let start = if rules.starts_with(MARK) { MARK.len() } else { 0 };
        *rules = [&rules[..start], line.as_bytes(), &rules[start..]].concat().into();
    }
    files.insert(Schema::Contest.file_name().to_owned(), Schema::Contest.text(language).into());
}

fn rules(from: &str) -> Result<Files, Failure> {
    if let Some(rules) = CONTESTS.get_file(format!("{from}.yaml")) {
        return Ok(Files::from([("contest.yaml".to_owned(), rules.contents().into())]));
    }
    if Path::new(from).is_dir() {
        let mut files = folder::read(Path::new(from))?;
        let taken =
            |name: &str| name == "contest.yaml" || name.starts_with("templates/") || table_name(name) == Some("jury");
        files.retain(|name, _| taken(name));
        return Ok(files);
    }
    let mut known: Vec<&str> = CONTESTS
        .files()
        .filter_map(|file| file.path().to_str())
        .filter_map(|name| name.strip_suffix(".yaml"))
        .collect();
    known.sort_unstable();
    let near = nearest(from, known.iter().copied()).unwrap_or("no");
    let arguments = vec![("name", from.into()), ("nearest", near.into()), ("known", known.join(", ").into())];
    Err(Failure::said("unknown-rules", arguments))
}
