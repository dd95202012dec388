//! `bayqau monitor`

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::cli::context::{Failure, FolderArgument, message_language, show, width};
use crate::cli::showing::Showing;
use crate::cli::template::{own_template, read, unfilled};
use crate::cli::{Verdict, folder, print};
use crate::language::{Catalogue, Language};
use crate::monitor;
use crate::programme::Programme;
use crate::render::{self, Document, Edition};
use crate::report::{ProgrammeReport, YearlyReport};
use crate::validate;

/// A development programme: yearly targets against actual values, planned against spent
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// Report up to this year of the programme; without it, up to the last for which anything was reported
    #[arg(long, value_name = "YEAR")]
    year: Option<u16>,
    /// How to print it; on a terminal the table, elsewhere Markdown
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Fill in this template of the yearly report rather than the folder's own or the embedded one
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print exactly the data that the template sees, as JSON
    #[arg(long, conflicts_with_all = ["template", "format"])]
    context: bool,
    /// List the fields that the template can use, with what each is
    #[arg(long, conflicts_with_all = ["template", "format", "context"])]
    fields: bool,
}

/// What `monitor` prints: a result as other commands do, or a page besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Shown(Showing),
    /// The yearly report as a page.
    Html,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Format; 5] = [
            Format::Shown(Showing::Table),
            Format::Shown(Showing::Csv),
            Format::Shown(Showing::Json),
            Format::Shown(Showing::Md),
            Format::Html,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Format::Shown(showing) => showing.to_possible_value(),
            Format::Html => {
                Some(PossibleValue::new("html").help("The yearly report as a page that stands alone and prints on A4"))
            }
        }
    }
}

impl Format {
    /// The format of the template that is filled in; none where none is.
    fn of_template(self) -> Option<render::Format> {
        match self {
            Format::Html => Some(render::Format::Html),
            Format::Shown(Showing::Md) => Some(render::Format::Markdown),
            Format::Shown(Showing::Table | Showing::Csv | Showing::Json) => None,
        }
    }
}

/// Compares a programme's values with its targets.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let usual = if arguments.template.is_some() { Showing::Md } else { Showing::usual() };
    let format = arguments.format.unwrap_or(Format::Shown(usual));
    if arguments.template.is_some() && format.of_template().is_none() {
        return Err(Failure::template_unused());
    }
    let files = folder::read(&arguments.folder.folder)?;
    let checked = validate::check_programme(&files);
    let catalogue = Catalogue::new(message_language(lang, checked.language));
    show(&checked.diagnostics, &checked.sources, &catalogue)?;
    let Some(programme) = checked.programme else { return Ok(Verdict::NotFinal) };
    if let Some(year) = arguments.year.filter(|year| programme.years.index(*year).is_none()) {
        return Err(no_such_year(year, &programme));
    }
    let monitoring = monitor::monitor(&programme, arguments.year);
    let language = lang.unwrap_or(programme.language);
    let report = || ProgrammeReport::new(&programme, &monitoring, &checked.sources, &checked.diagnostics);
    let document = || YearlyReport::new(&programme, &monitoring, language);
    let page = |format: render::Format| {
        let edition = Edition { document: Document::Programme, format, language };
        let own = match &arguments.template {
            Some(path) => Some(read(path)?),
            None => own_template(&arguments.folder.folder, edition)?,
        };
        render::fill(&document(), edition, own).map_err(unfilled)
    };
    if arguments.context {
        print(serde_json::to_string_pretty(&document()).expect("a view has only text keys") + "\n")?;
        return Ok(Verdict::Fine);
    }
    if arguments.fields {
        print(render::fields::<YearlyReport>())?;
        return Ok(Verdict::Fine);
    }
    match format {
        Format::Shown(Showing::Table) => {
            print(render::programme_to_terminal(&document(), &Catalogue::new(language), width()))?;
        }
        Format::Shown(Showing::Csv) => print(render::programme_to_csv(&report()))?,
        Format::Shown(Showing::Json) => print(report().to_json())?,
        Format::Shown(Showing::Md) => print(page(render::Format::Markdown)?)?,
        Format::Html => print(page(render::Format::Html)?)?,
    }
    Ok(Verdict::Fine)
}

fn no_such_year(year: u16, programme: &Programme) -> Failure {
    let (first, last) = (programme.years.first().to_string(), programme.years.last().to_string());
    let arguments = vec![("year", year.to_string().into()), ("first", first.into()), ("last", last.into())];
    Failure::Said { key: "no-such-year", arguments, language: Some(programme.language) }
}
