//! `bayqau publish`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read_files_and, say, show};
use crate::cli::folder::Existing;
use crate::cli::manifest::{MANIFEST, Manifest};
use crate::cli::template::{own_template, unfilled};
use crate::cli::{Verdict, folder, print};
use crate::language::{Alphabet, Arguments as Values, Catalogue, Language};
use crate::render::{self, Document, Edition, Format};
use crate::report::{
    Announcement, Extract, HonourKind, Honours, Paper, PaperFile, ParticipantView, Protocol, Publication, Rating,
    Register, Regulation, Report, ResultsPage, Sentences, StageView, Summary,
};
use crate::source::Files;
use crate::validate;

/// The page at the top of the folder.
const INDEX: &str = "index.html";

/// Why a document of a stage can be made.
const HOLDS: &str = "the report was counted up to the stage";

/// Everything of a contest in one folder: what may go on the site, and what is printed, signed and kept
///
/// OUT/index.html leads to everything. OUT/site is for the public and holds only what `publish` in contest.yaml
/// allows: results.html, one page that needs nothing else, the announcement, the rating and the regulation.
/// OUT/print is to print, sign and keep: the protocol of each stage and the final one, the summary sheet, extracts,
/// diplomas, certificates and letters with their register. OUT/manifest.json names every file with its fingerprint.
///
/// A result that is not final is not published: nothing is written. All files are written at once or not at all.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: FolderArgument,
    /// The folder to make
    #[arg(long, value_name = "OUT")]
    to: PathBuf,
    /// Only the stages up to this one, which must be final
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// Replace what a former run made there, as a whole; refused if anything in it is not as that run left it
    #[arg(long)]
    force: bool,
}

/// Publishes a contest.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let root = &arguments.folder.folder;
    let asked = |stage| Asked { stage, partial: false };
    // Read once: all that is published is of the same moment.
    let files = &folder::read(root)?;
    let (reading, page) = read_files_and(files, asked(arguments.stage.as_deref()), |contest, report, _| {
        Ok(ResultsPage::new(contest, report, lang.unwrap_or(report.contest.language)))
    })?;
    let Some(report) = reading.shown(lang)? else { return Ok(Verdict::NotFinal) };
    let catalogue = Catalogue::new(message_language(lang, Some(report.contest.language)));
    if !report.is_final {
        let sentences = Sentences::new(&report, &catalogue);
        let reasons: Vec<String> = report.why_not_final.iter().map(|open| sentences.open(open)).collect();
        say(&catalogue, "publish-not-final", vec![("reasons", reasons.join("; ").into())])?;
        return Ok(Verdict::NotFinal);
    }
    // The protocol of a stage is that of the count as far as the stage, as it was when it was signed.
    let mut stages = Vec::new();
    for stage in &report.stages {
        let (reading, _) = read_files_and(files, asked(Some(&stage.id)), |_, _, _| Ok(()))?;
        let Some(counted) = reading.report else {
            reading.shown(lang)?;
            return Ok(Verdict::NotFinal);
        };
        stages.push((stage, counted));
    }
    let checked = validate::check_rules(files);
    let Some(contest) = checked.contest else {
        show(&checked.diagnostics, &checked.sources, &catalogue)?;
        return Ok(Verdict::NotFinal);
    };
    let language = lang.unwrap_or(report.contest.language);
    let press = Press {
        report: &report,
        until: arguments.stage.as_deref(),
        page: page.expect("a contest that was counted has its page"),
        regulation: Regulation::new(&contest, language),
        stages,
        language,
        catalogue: Catalogue::new(language),
        root,
    };
    let files = press.files()?;
    let existing = if arguments.force { Existing::Replaced } else { Existing::Kept };
    folder::publish(&arguments.to, &files, existing)?;
    let path = |path: &Path| path.display().to_string().into();
    let said = vec![("path", path(&arguments.to)), ("index", path(&arguments.to.join(INDEX)))];
    print(catalogue.text("published", &said) + "\n")?;
    Ok(Verdict::Fine)
}

/// Who may see a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    /// Everybody.
    Site,
    /// The jury and the office.
    Print,
}

impl Audience {
    fn folder(self) -> &'static str {
        match self {
            Audience::Site => "site",
            Audience::Print => "print",
        }
    }
}

/// Makes the files of a final result.
struct Press<'p> {
    report: &'p Report,
    /// The stage that was asked for.
    until: Option<&'p str>,
    page: ResultsPage,
    regulation: Regulation,
    /// The result as far as each stage.
    stages: Vec<(&'p StageView, Report)>,
    language: Language,
    catalogue: Catalogue,
    root: &'p Path,
}

/// A document that is made.
struct Job {
    document: Document,
    audience: Audience,
    /// What the name of its files says beside the document's.
    part: Option<String>,
    title: String,
}

impl Press<'_> {
    fn files(&self) -> Result<Files, Failure> {
        let mut made = Made::default();
        let publication = Publication {
            site: self.site(&mut made)?,
            print: self.print(&mut made)?,
            ..Publication::new(self.report, self.language)
        };
        let index = Edition { document: Document::Publication, format: Format::Html, language: self.language };
        made.files.insert(INDEX.to_owned(), self.fill(index, &publication)?.into());
        let manifest = Manifest::new(&made.files, &self.report.fingerprint);
        made.files.insert(MANIFEST.to_owned(), manifest.to_json().into());
        Ok(made.files)
    }

    fn site(&self, made: &mut Made) -> Result<Vec<Paper>, Failure> {
        let job = |document| self.job(document, Audience::Site);
        let announcement = Announcement::new(self.report, self.until, self.language).expect(HOLDS);
        let rating = Rating::new(self.report, self.until, self.language).expect(HOLDS);
        Ok(vec![
            self.paper(job(Document::Results), &self.page, made)?,
            self.paper(job(Document::Announcement), &announcement, made)?,
            self.paper(job(Document::Rating), &rating, made)?,
            self.paper(job(Document::Regulation), &self.regulation, made)?,
        ])
    }

    fn print(&self, made: &mut Made) -> Result<Vec<Paper>, Failure> {
        let mut papers = self.protocols(made)?;
        let summary = Summary::new(self.report, self.until, self.language).expect(HOLDS);
        papers.push(self.paper(self.job(Document::Summary, Audience::Print), &summary, made)?);
        papers.push(self.extracts(made)?);
        if self.report.ranking.is_some() {
            papers.extend(self.honours(made)?);
        }
        Ok(papers)
    }

    fn protocols(&self, made: &mut Made) -> Result<Vec<Paper>, Failure> {
        let mut papers = Vec::new();
        for (stage, report) in &self.stages {
            let protocol = Job {
                part: Some(stage.id.clone()),
                title: self.text("paper-protocol-stage", vec![("stage", (&stage.title).into())]),
                ..self.job(Document::Protocol, Audience::Print)
            };
            let view = Protocol::new(report, Some(&stage.id), self.language).expect(HOLDS);
            papers.push(self.paper(protocol, &view, made)?);
        }
        if self.report.ranking.is_some() {
            let view = Protocol::new(self.report, None, self.language).expect(HOLDS);
            papers.push(self.paper(self.job(Document::Protocol, Audience::Print), &view, made)?);
        }
        Ok(papers)
    }

    /// An extract for everybody who stands in a stage.
    fn extracts(&self, made: &mut Made) -> Result<Paper, Failure> {
        let stages = || self.report.all_stages().flat_map(StageView::standings);
        let stands = |entry: &&ParticipantView| stages().any(|standing| standing.participant == entry.id);
        let mut entries: Vec<&ParticipantView> = self.report.participants.iter().filter(stands).collect();
        let alphabet = Alphabet::new(self.language);
        entries.sort_by(|one, other| alphabet.compare(&one.name, &other.name).then_with(|| one.id.cmp(&other.id)));
        let mut parts = Vec::new();
        for entry in entries {
            let (part, title) = (Some(entry.id.clone()), entry.name.clone());
            let job = Job { part, title, ..self.job(Document::Extract, Audience::Print) };
            let view = Extract::new(self.report, self.until, entry, self.language).expect(HOLDS);
            parts.push(self.paper(job, &view, made)?);
        }
        Ok(Paper { title: self.plain("paper-extract"), files: Vec::new(), parts })
    }

    /// Diplomas, certificates and letters, as far as anybody gets one, and their register.
    fn honours(&self, made: &mut Made) -> Result<Vec<Paper>, Failure> {
        const ISSUED: &str = "the result is final, and the ranking was counted";
        let mut papers = Vec::new();
        for kind in HonourKind::ALL {
            let document = Document::of_honours(kind);
            let honours = Honours::new(self.report, kind, self.language).expect(ISSUED);
            if !honours.papers.is_empty() {
                papers.push(self.paper(self.job(document, Audience::Print), &honours, made)?);
            }
        }
        let register = Register::new(self.report, self.language).expect(ISSUED);
        let mut paper = self.paper(self.job(Document::Register, Audience::Print), &register, made)?;
        let table = render::register_to_csv(&register, self.language).into_bytes();
        let path = made.add(&self.job(Document::Register, Audience::Print), "csv", table);
        paper.files.push(PaperFile { path, format: "CSV".to_owned() });
        papers.push(paper);
        Ok(papers)
    }

    fn job(&self, document: Document, audience: Audience) -> Job {
        Job { document, audience, part: None, title: self.plain(&format!("paper-{}", document.stem())) }
    }

    /// Makes a document in every format that people open.
    fn paper(&self, job: Job, view: &(impl Serialize + JsonSchema), made: &mut Made) -> Result<Paper, Failure> {
        let mut files = Vec::new();
        for &format in job.document.formats().iter().filter(|format| is_for_people(**format)) {
            let bytes = self.fill(Edition { document: job.document, format, language: self.language }, view)?;
            let path = made.add(&job, format.ending(), bytes);
            files.push(PaperFile { path, format: format.ending().to_uppercase() });
        }
        Ok(Paper { title: job.title, files, parts: Vec::new() })
    }

    fn fill(&self, edition: Edition, view: &(impl Serialize + JsonSchema)) -> Result<Vec<u8>, Failure> {
        let own = own_template(self.root, edition)?;
        render::fill(view, edition, own).map_err(unfilled)
    }

    fn plain(&self, key: &str) -> String {
        self.text(key, vec![])
    }

    fn text(&self, key: &str, values: Values) -> String {
        self.catalogue.text(key, &values)
    }
}

/// What was made so far.
#[derive(Default)]
struct Made {
    files: Files,
    /// The paths in lower case: on Windows two that differ in case alone are one.
    names: BTreeSet<String>,
}

impl Made {
    /// Adds a file; its path.
    fn add(&mut self, job: &Job, ending: &str, bytes: Vec<u8>) -> String {
        let part = job.part.as_ref().map(|part| format!("-{part}")).unwrap_or_default();
        let name = format!("{}/{}{part}", job.audience.folder(), job.document.stem());
        let numbered = |number: usize| {
            let number = if number > 1 { format!("-{number}") } else { String::new() };
            format!("{name}{number}.{ending}")
        };
        let free = |path: &String| !self.names.contains(&path.to_lowercase());
        let path = (1..).map(numbered).find(free).expect("there is always one more number");
        self.names.insert(path.to_lowercase());
        self.files.insert(path.clone(), bytes.into());
        path
    }
}

/// Markdown is for scripts.
fn is_for_people(format: Format) -> bool {
    match format {
        Format::Markdown => false,
        Format::Html | Format::Docx => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_alone_are_told_apart() {
        let mut made = Made::default();
        let mut add = |part: Option<&str>| {
            let part = part.map(str::to_owned);
            let (document, audience, title) = (Document::Protocol, Audience::Print, String::new());
            made.add(&Job { document, audience, part, title }, "html", Vec::new())
        };
        let paths = [Some("Round"), Some("round"), None].map(&mut add);
        assert_eq!(paths, ["print/protocol-Round.html", "print/protocol-round-2.html", "print/protocol.html"]);
    }
}
