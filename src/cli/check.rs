//! `bayqau check`

use clap::ValueEnum;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, show, summary, width};
use crate::cli::rehearse::open_in;
use crate::cli::{Verdict, folder, print};
use crate::diagnostic::{self, Code, Diagnostic, View, any_error, to_views};
use crate::language::{Catalogue, Language};
use crate::render::{code_explanation, diagnostics_reference};
use crate::report::Sentences;
use crate::source::{Files, Sources};
use crate::validate::{self, Kind};

/// Everything that is wrong, all at once, each with its place
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// Only the stages up to this one need be complete
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// Look also at what should not be open when the protocol is signed; then warnings count as errors do
    #[arg(long)]
    strict: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain a diagnostic instead of checking; without a code all of them, in Markdown
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with_all = ["folder", "stage", "strict", "format"])]
    explain: Option<Option<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With excerpts, on standard error
    Text,
    /// For editors and scripts, on standard output
    Json,
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
        Kind::Contest => contest(arguments, &files, lang),
        Kind::Meeting => {
            let checked = validate::check_meeting(&files);
            let catalogue = Catalogue::new(message_language(lang, checked.language));
            Found::of(&checked.diagnostics, &checked.sources).print(arguments, &catalogue)
        }
        Kind::Programme => {
            let checked = validate::check_programme(&files);
            let catalogue = Catalogue::new(message_language(lang, checked.language));
            Found::of(&checked.diagnostics, &checked.sources).print(arguments, &catalogue)
        }
    }
}

fn contest(arguments: &Arguments, files: &Files, lang: Option<Language>) -> Result<Verdict, Failure> {
    let asked = Asked { stage: arguments.stage.as_deref(), partial: false };
    let mut reading = read(&arguments.folder.folder, asked)?;
    let catalogue = Catalogue::new(message_language(lang, reading.language));
    let say = reading.report.as_ref().map(|report| Sentences::new(report, &catalogue));
    // Before signing, what the jury has still to decide is a diagnostic like any other.
    if arguments.strict {
        reading.diagnostics.append(&mut reading.signing);
        diagnostic::sort(&mut reading.diagnostics, &reading.sources);
    }
    let open = say.as_ref().filter(|_| !arguments.strict).map(Sentences::why_not_final).unwrap_or_default();
    let passed_over = say.as_ref().map(Sentences::all_waivers).unwrap_or_default();
    let found = Found::of(&reading.diagnostics, &reading.sources);
    let verdict = Found { waived: &reading.waived, open, passed_over, ..found }.print(arguments, &catalogue)?;
    if let (Format::Text, Some(count @ 1..)) = (arguments.format, open_in(files)) {
        print(&(catalogue.text("rehearsal-count", &vec![("count", count.into())]) + "\n"))?;
    }
    Ok(verdict)
}

/// Prints what a code means, or what all of them mean.
fn explain(name: Option<&str>, catalogue: &Catalogue) -> Result<Verdict, Failure> {
    let text = match name {
        None => diagnostics_reference(catalogue),
        Some(name) => match Code::ALL.iter().find(|code| code.slug() == name) {
            Some(code) => code_explanation(*code, catalogue, usize::from(width())),
            None => return Err(Failure::unknown_code(name)),
        },
    };
    print(&text)?;
    Ok(Verdict::Fine)
}

/// What a check has found.
struct Found<'f> {
    diagnostics: &'f [Diagnostic],
    sources: &'f Sources,
    /// What is passed over, each with the reason.
    waived: &'f [(Diagnostic, String)],
    /// What is passed over, in words.
    passed_over: Vec<String>,
    /// What the jury has still to decide, in words.
    open: Vec<String>,
}

impl<'f> Found<'f> {
    fn of(diagnostics: &'f [Diagnostic], sources: &'f Sources) -> Self {
        Found { diagnostics, sources, waived: &[], passed_over: Vec::new(), open: Vec::new() }
    }

    fn print(&self, arguments: &Arguments, catalogue: &Catalogue) -> Result<Verdict, Failure> {
        match arguments.format {
            Format::Text => self.text(catalogue)?,
            Format::Json => {
                let views = serde_json::to_string_pretty(&self.views(catalogue));
                print(&(views.expect("views have only text keys") + "\n"))?;
            }
        }
        let warns = arguments.strict && !self.diagnostics.is_empty();
        let is_fine = !any_error(self.diagnostics) && self.open.is_empty() && !warns;
        Ok(if is_fine { Verdict::Fine } else { Verdict::NotFinal })
    }

    fn text(&self, catalogue: &Catalogue) -> Result<(), Failure> {
        if self.diagnostics.is_empty() {
            print(&(summary(&[], catalogue) + "\n"))?;
        }
        show(self.diagnostics, self.sources, catalogue)?;
        let lines: String = self.passed_over.iter().chain(&self.open).map(|line| format!("{line}\n")).collect();
        if lines.is_empty() { Ok(()) } else { print(&lines) }
    }

    fn views(&self, catalogue: &Catalogue) -> Vec<View> {
        let mut views = to_views(self.diagnostics, self.sources, catalogue);
        for (diagnostic, reason) in self.waived {
            let own = to_views(std::slice::from_ref(diagnostic), self.sources, catalogue);
            views.extend(own.into_iter().map(|view| view.waived(reason)));
        }
        views
    }
}
