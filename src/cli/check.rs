//! `bayqau check`

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, show, summary, width};
use crate::cli::{Verdict, folder, print};
use crate::diagnostic::{Code, Diagnostic, any_error, to_views};
use crate::language::{Catalogue, Language};
use crate::render::{code_explanation, reference};
use crate::report::{Report, Sentences};
use crate::source::Sources;
use crate::validate::{self, Kind};

/// Everything that is wrong, all at once, each with its place
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// Only the stages up to this one need be complete
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain a diagnostic instead of checking; without a code all of them, in Markdown
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with_all = ["folder", "stage", "format"])]
    explain: Option<Option<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With excerpts, on standard error
    Text,
    /// For editors and scripts, on standard output
    Json,
}

/// What the jury has still to decide, a line each; nothing if the result is final.
fn open(report: &Report, catalogue: &Catalogue) -> String {
    let say = Sentences::new(report, catalogue);
    report.why_not_final.iter().map(|open| say.open(open) + "\n").collect()
}

/// Checks a folder of any kind, or explains what a check may find.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code.as_deref(), &Catalogue::new(message_language(lang, None)));
    }
    let files = folder::read(&arguments.folder.folder)?;
    let kind = Kind::of(&files);
    if kind != Kind::Contest && arguments.stage.is_some() {
        return Err(Failure::only_contests("--stage"));
    }
    match kind {
        Kind::Contest => {
            let asked = Asked { stage: arguments.stage.as_deref(), partial: false };
            let reading = read(&arguments.folder.folder, asked)?;
            let catalogue = Catalogue::new(message_language(lang, reading.language));
            let open = reading.report.as_ref().map(|report| open(report, &catalogue)).unwrap_or_default();
            found(arguments, (&reading.diagnostics, &reading.sources), &open, &catalogue)
        }
        Kind::Meeting => {
            let checked = validate::check_meeting(&files);
            let catalogue = Catalogue::new(message_language(lang, checked.language));
            found(arguments, (&checked.diagnostics, &checked.sources), "", &catalogue)
        }
        Kind::Programme => {
            let checked = validate::check_programme(&files);
            let catalogue = Catalogue::new(message_language(lang, checked.language));
            found(arguments, (&checked.diagnostics, &checked.sources), "", &catalogue)
        }
    }
}

/// Prints what a code means, or what all of them mean.
fn explain(name: Option<&str>, catalogue: &Catalogue) -> Result<Verdict, Failure> {
    let text = match name {
        None => reference(catalogue),
        Some(name) => match Code::ALL.iter().find(|code| code.slug() == name) {
            Some(code) => code_explanation(*code, catalogue, usize::from(width())),
            None => return Err(Failure::unknown_code(name)),
        },
    };
    print(&text)?;
    Ok(Verdict::Fine)
}

/// Prints what was found, and what is still to be decided.
fn found(
    arguments: &Arguments,
    (diagnostics, sources): (&[Diagnostic], &Sources),
    open: &str,
    catalogue: &Catalogue,
) -> Result<Verdict, Failure> {
    match arguments.format {
        Format::Text if diagnostics.is_empty() => print(&(summary(&[], catalogue) + "\n"))?,
        Format::Text => show(diagnostics, sources, catalogue)?,
        Format::Json => {
            let views = to_views(diagnostics, sources, catalogue);
            print(&(serde_json::to_string_pretty(&views).expect("views have only text keys") + "\n"))?;
        }
    }
    if arguments.format == Format::Text && !open.is_empty() {
        print(open)?;
    }
    Ok(if any_error(diagnostics) || !open.is_empty() { Verdict::NotFinal } else { Verdict::Fine })
}
