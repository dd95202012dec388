//! `bayqau document`

use clap::ValueEnum;
use clap::builder::PossibleValue;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::context::{Asked, Failure, FolderArgument, message_language, read, say, show, verdict};
use crate::cli::template::WritingArguments;
use crate::cli::{Verdict, folder, print};
use crate::language::{Catalogue, Language};
use crate::render::{Document, register_to_csv};
use crate::report::{
    Announcement, Extract, HonourKind, Honours, NotIssued, Rating, Register, Regulation, Report, Sentences, Summary,
    UnknownStage,
};
use crate::validate;

/// A single document of a contest beside the protocol
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which document
    #[arg(value_enum)]
    document: Paper,
    #[command(flatten)]
    folder: FolderArgument,
    /// Whose extract: the participant's id or full name
    #[arg(long, value_name = "ID", required_if_eq("document", "extract"))]
    participant: Option<String>,
    /// Of this stage; without it of the whole contest
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    #[command(flatten)]
    writing: WritingArguments,
}

/// A document of a contest; what it is called, [`Document`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    Extract,
    Summary,
    Rating,
    Announcement,
    Regulation,
    Honours(HonourKind),
    Register,
}

impl Paper {
    fn document(self) -> Document {
        match self {
            Paper::Extract => Document::Extract,
            Paper::Summary => Document::Summary,
            Paper::Rating => Document::Rating,
            Paper::Announcement => Document::Announcement,
            Paper::Regulation => Document::Regulation,
            Paper::Honours(kind) => Document::of_honours(kind),
            Paper::Register => Document::Register,
        }
    }

    fn help(self) -> &'static str {
        match self {
            Paper::Extract => "The extract from the protocol for one participant",
            Paper::Summary => "The summary sheet: what each juror gave, the sum, and the score",
            Paper::Rating => "The rating table, as it may be published",
            Paper::Announcement => "The announcement of results, as it may be published",
            Paper::Regulation => "The regulation in words, from the rules as they were approved",
            Paper::Honours(HonourKind::Diploma) => "Diplomas, a page for each holder of an award",
            Paper::Honours(HonourKind::Merit) => "Certificates of merit, a page for each holder of a nomination",
            Paper::Honours(HonourKind::Certificate) => {
                "Certificates of participation, for everybody else who was judged"
            }
            Paper::Honours(HonourKind::Thanks) => "Letters of thanks to the jury",
            Paper::Register => "The register of diplomas, certificates and letters",
        }
    }
}

impl ValueEnum for Paper {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Paper; 10] = [
            Paper::Extract,
            Paper::Summary,
            Paper::Rating,
            Paper::Announcement,
            Paper::Regulation,
            Paper::Honours(HonourKind::Diploma),
            Paper::Honours(HonourKind::Merit),
            Paper::Honours(HonourKind::Certificate),
            Paper::Honours(HonourKind::Thanks),
            Paper::Register,
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.document().stem()).help(self.help()))
    }
}

/// Writes the document.
pub fn run(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    match arguments.document {
        Paper::Regulation => regulation(arguments, lang),
        Paper::Extract => counted(arguments, lang, |writer| writer.extract()),
        Paper::Summary => counted(arguments, lang, |writer| writer.summary()),
        Paper::Rating => counted(arguments, lang, |writer| writer.rating()),
        Paper::Announcement => counted(arguments, lang, |writer| writer.announcement()),
        Paper::Honours(kind) => counted(arguments, lang, |writer| writer.honours(kind)),
        Paper::Register => counted(arguments, lang, |writer| writer.register()),
    }
}

/// Counts the contest and writes a document of its results.
fn counted(
    arguments: &Arguments,
    lang: Option<Language>,
    write: impl Fn(&Writer) -> Result<Verdict, Failure>,
) -> Result<Verdict, Failure> {
    let stage = arguments.stage.as_deref();
    let Some(report) = read(&arguments.folder.folder, Asked { stage, partial: false })?.shown(lang)? else {
        return Ok(Verdict::NotFinal);
    };
    let own = report.contest.language;
    let messages = Catalogue::new(message_language(lang, Some(own)));
    write(&Writer { arguments, stage, report: &report, language: lang.unwrap_or(own), messages })
}

/// Writes the regulation: no sheet need be there, and no decision touches it.
fn regulation(arguments: &Arguments, lang: Option<Language>) -> Result<Verdict, Failure> {
    let checked = validate::check_rules(&folder::read(&arguments.folder.folder)?);
    let catalogue = Catalogue::new(message_language(lang, checked.language));
    show(&checked.diagnostics, &checked.sources, &catalogue)?;
    let Some(contest) = checked.contest else { return Ok(Verdict::NotFinal) };
    let language = lang.unwrap_or(contest.rules.language);
    let view = Regulation::new(&contest, language);
    arguments.writing.print(&view, Document::Regulation, language, &arguments.folder.folder)?;
    Ok(Verdict::Fine)
}

struct Writer<'w> {
    arguments: &'w Arguments,
    stage: Option<&'w str>,
    report: &'w Report,
    /// Of the document.
    language: Language,
    messages: Catalogue,
}

impl Writer<'_> {
    fn print(&self, view: &(impl Serialize + JsonSchema), document: Document) -> Result<Verdict, Failure> {
        self.arguments.writing.print(view, document, self.language, &self.arguments.folder.folder)?;
        Ok(verdict(self.report))
    }

    /// A folder that was counted up to the stage that was asked for holds it.
    fn of_stage(
        &self,
        view: Result<impl Serialize + JsonSchema, UnknownStage>,
        document: Document,
    ) -> Result<Verdict, Failure> {
        self.print(&view.expect("the folder was counted up to this stage"), document)
    }

    fn extract(&self) -> Result<Verdict, Failure> {
        let name = self.arguments.participant.as_deref().expect("the command line asks for it");
        let entries = &self.report.participants;
        let entry = entries.iter().find(|entry| entry.id == name || entry.name == name).ok_or_else(|| {
            let known = entries.iter().flat_map(|entry| [entry.id.as_str(), entry.name.as_str()]);
            Failure::no_participant(name, known, self.report.contest.language)
        })?;
        self.of_stage(Extract::new(self.report, self.stage, entry, self.language), Document::Extract)
    }

    fn summary(&self) -> Result<Verdict, Failure> {
        self.of_stage(Summary::new(self.report, self.stage, self.language), Document::Summary)
    }

    fn rating(&self) -> Result<Verdict, Failure> {
        self.of_stage(Rating::new(self.report, self.stage, self.language), Document::Rating)
    }

    fn announcement(&self) -> Result<Verdict, Failure> {
        self.of_stage(Announcement::new(self.report, self.stage, self.language), Document::Announcement)
    }

    fn register(&self) -> Result<Verdict, Failure> {
        let is_table = self.arguments.writing.is_table()?;
        match Register::new(self.report, self.language) {
            Ok(register) if is_table => {
                print(register_to_csv(&register, self.language))?;
                Ok(verdict(self.report))
            }
            view => self.issued(view, Document::Register),
        }
    }

    fn honours(&self, kind: HonourKind) -> Result<Verdict, Failure> {
        self.issued(Honours::new(self.report, kind, self.language), Document::of_honours(kind))
    }

    /// Nothing is handed over on a result that may still change.
    fn issued(
        &self,
        view: Result<impl Serialize + JsonSchema, NotIssued>,
        document: Document,
    ) -> Result<Verdict, Failure> {
        match view {
            Ok(view) => self.print(&view, document),
            Err(NotIssued::NotFinal) => {
                let sentences = Sentences::new(self.report, &self.messages);
                let reasons: Vec<String> = self.report.why_not_final.iter().map(|open| sentences.open(open)).collect();
                say(&self.messages, "not-issued", vec![("reasons", reasons.join("; ").into())])?;
                Ok(Verdict::NotFinal)
            }
            Err(NotIssued::NoRanking) => Err(Failure::said("not-of-a-stage", vec![])),
        }
    }
}
