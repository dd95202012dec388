//! What every command needs: the folder read and checked, languages, failures.

use std::collections::BTreeSet;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use crate::audit::{self, Progress};
use crate::cli::template::template_message;
use crate::cli::waiting::Waiting;
use crate::cli::{Verdict, folder};
use crate::contest::{Contest, Decision, DecisionKind, EntryIndex, JurorMarks, Marks, StageIndex};
use crate::definition::PassedOver;
use crate::diagnostic::{self, Diagnostic, Drawing, Occasion, nearest};
use crate::language::{Argument, Arguments, Catalogue, Language};
use crate::render::TemplateFault;
use crate::report::{self, AuditView, Audited, Beside, ChangeView, Draft, Explanation, Report, WaiverView};
use crate::source::{FileId, Files, Sources};
use crate::tally::{self, Scope, Tally};
use crate::validate::{self, Amendments};

/// The variable that sets the language of messages.
const LANGUAGE_VARIABLE: &str = "BAYQAU_LANG";

/// Why a command could not be run: a wrong call, or a file that cannot be read or written.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output has stopped reading.
    ClosedPipe,
    /// A template that cannot be filled in, with everything that is wrong in it.
    Template(Vec<TemplateFault>),
    /// Anything else, as a text of the catalogues.
    Said {
        /// The text's key.
        key: &'static str,
        /// Its values.
        arguments: Arguments,
        /// The contest's language, if it is known.
        language: Option<Language>,
    },
}

impl Failure {
    /// A failure that the catalogues have a text for.
    pub fn said(key: &'static str, arguments: Arguments) -> Self {
        Failure::Said { key, arguments, language: None }
    }

    /// A file or folder that cannot be read.
    pub fn cannot_read(path: &Path, error: &std::io::Error) -> Self {
        let key = match error.kind() {
            ErrorKind::NotFound => "not-found",
            _ => "cannot-read",
        };
        let path = path.display().to_string();
        Failure::said(key, vec![("path", path.into()), ("detail", error.to_string().into())])
    }

    /// A file or folder that cannot be written.
    pub fn cannot_write(path: &str, error: &std::io::Error) -> Self {
        Failure::said("cannot-write", vec![("path", path.into()), ("detail", error.to_string().into())])
    }

    /// A result that standard output does not take.
    pub fn not_printed(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::cannot_write("stdout", error),
        }
    }

    /// A file that cannot be made.
    pub fn cannot_make(path: &str, detail: &str) -> Self {
        Failure::said("cannot-write", vec![("path", path.into()), ("detail", detail.into())])
    }

    /// A file or folder that is there already.
    pub fn exists(path: &Path) -> Self {
        Failure::said("exists", vec![("path", path.display().to_string().into())])
    }

    /// A template for a format that none is filled in for.
    pub fn template_unused() -> Self {
        Failure::said("template-unused", vec![])
    }

    /// An option that means nothing for a folder of another kind than a contest's.
    pub fn only_contests(option: &str) -> Self {
        Failure::said("only-contests", vec![("option", option.into())])
    }

    /// A stage that the contest does not have.
    pub fn unknown_stage(name: &str, known: &[&str], language: Language) -> Self {
        let near: Argument = nearest(name, known.iter().copied()).unwrap_or("no").into();
        let arguments = vec![("name", name.into()), ("nearest", near), ("known", known.join(", ").into())];
        Failure::Said { key: "unknown-stage", arguments, language: Some(language) }
    }

    /// A code that no diagnostic has.
    pub fn unknown_code(name: &str) -> Self {
        let known = diagnostic::Code::ALL.iter().map(|code| code.slug());
        let near: Argument = nearest(name, known).unwrap_or("no").into();
        Failure::said("unknown-code", vec![("name", name.into()), ("nearest", near)])
    }

    /// A participant that the contest does not have.
    pub fn no_participant<'k>(name: &str, known: impl Iterator<Item = &'k str>, language: Language) -> Self {
        let near: Argument = nearest(name, known).unwrap_or("no").into();
        let arguments = vec![("name", name.into()), ("nearest", near)];
        Failure::Said { key: "no-participant", arguments, language: Some(language) }
    }

    /// Whether the output's reader has stopped reading.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::ClosedPipe)
    }

    /// The contest's language, if it is known.
    pub fn language(&self) -> Option<Language> {
        match self {
            Failure::ClosedPipe | Failure::Template(_) => None,
            Failure::Said { language, .. } => *language,
        }
    }

    /// The failure in words, a text for each thing that is wrong.
    pub fn messages(&self, catalogue: &Catalogue) -> Vec<String> {
        match self {
            Failure::ClosedPipe => Vec::new(),
            Failure::Template(faults) => faults.iter().map(|fault| template_message(fault, catalogue)).collect(),
            Failure::Said { key, arguments, .. } => vec![catalogue.text(key, arguments)],
        }
    }
}

/// The language of messages: `--lang`, else the variable, else the contest's, else English.
pub fn message_language(lang: Option<Language>, contest: Option<Language>) -> Language {
    let variable = || variable_language().ok().flatten();
    lang.or_else(variable).or(contest).unwrap_or(Language::En)
}

/// The language that the variable sets, if it is set.
///
/// # Errors
/// It is set to something that is no language.
pub fn variable_language() -> Result<Option<Language>, Failure> {
    match std::env::var(LANGUAGE_VARIABLE) {
        Err(_) => Ok(None),
        Ok(code) if code.is_empty() => Ok(None),
        Ok(code) => code.parse().map(Some).map_err(|_| {
            Failure::said("unknown-language", vec![("variable", LANGUAGE_VARIABLE.into()), ("found", code.into())])
        }),
    }
}

/// The folder that a command reads.
#[derive(Debug, clap::Args)]
pub struct FolderArgument {
    /// The folder
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// What was read of a folder, with everything that is wrong in it.
pub struct Reading {
    /// The texts.
    pub sources: Sources,
    /// The contest's language, if the rules could be read.
    pub language: Option<Language>,
    /// The report in memory; none if anything is wrong, or nothing but the count was asked for.
    pub report: Option<Report>,
    /// The contest with its count; none if anything is wrong, or a report in memory was asked for.
    pub counted: Option<Counted>,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What the signature of the protocol should wait for, by place.
    pub signing: Vec<Diagnostic>,
    /// What waivers pass over, with their reasons.
    pub waived: Vec<(Diagnostic, String)>,
    /// The amendments of the rules that do not fit them, where they need not.
    pub passed_over: Vec<PassedOver>,
}

/// A contest that was counted.
pub struct Counted {
    /// The contest.
    pub contest: Contest,
    /// Its count.
    pub tally: Tally,
    /// What a report says beside it; nothing where none was asked for.
    pub beside: Beside,
}

impl Counted {
    /// The report, to be written.
    pub fn draft(&mut self) -> Draft<'_> {
        report::build(&self.contest, &self.tally, std::mem::take(&mut self.beside))
    }
}

/// What is made of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// Rows of its standings.
    Rows,
    /// A report of everything.
    Report,
}

/// How much of a contest is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The last stage that need be complete.
    pub stage: Option<&'a str>,
    /// Whether gaps in the data are passed over.
    pub partial: bool,
}

/// Reads, checks and counts a folder, and compares it with its seals: what it takes to write the standings down.
pub fn read_counted(folder: &Path, asked: Asked) -> Result<Reading, Failure> {
    let mut files = folder::read(folder)?;
    let (mut reading, contest) = checked(&files, asked)?;
    let Some(mut contest) = contest else {
        reading.sort();
        return Ok(reading);
    };
    // Standings point at no cell, so that the sheets need not be kept beside what was read of them; should a message
    // point at one after all, everything is read again. Seals, waivers and what is missing speak of sheets.
    let mut sheets: BTreeSet<FileId> = contest.marks.iter().flatten().flat_map(Marks::sheets).collect();
    let are_spoken_of = report::has_seals(&files) || !contest.waivers.is_empty() || asked.partial;
    if are_spoken_of || reading.points_into(&sheets) {
        sheets.clear();
    }
    if !sheets.is_empty() {
        contest.marks.iter_mut().flatten().for_each(Marks::let_texts_go);
    }
    for file in &sheets {
        files.remove(reading.sources.path(*file));
        reading.sources.let_go(*file);
    }
    let mut reading = count_checked((reading, contest), &files, asked, Wanted::Rows);
    // What a signature has to wait for is said where something is signed.
    reading.signing.clear();
    if reading.points_into(&sheets) {
        drop(reading);
        return count_sorted(&folder::read(folder)?, asked, Wanted::Rows);
    }
    reading.sort();
    Ok(reading)
}

/// The same, and what it takes to write a report of everything.
pub fn read_draft(folder: &Path, asked: Asked) -> Result<Reading, Failure> {
    count_sorted(&folder::read(folder)?, asked, Wanted::Report)
}

fn count_sorted(files: &Files, asked: Asked, wanted: Wanted) -> Result<Reading, Failure> {
    let mut reading = count(files, asked, wanted)?;
    reading.sort();
    Ok(reading)
}

/// Reads, checks and counts a folder, compares it with its seals, and makes its report.
pub fn read(folder: &Path, asked: Asked) -> Result<Reading, Failure> {
    read_and(folder, asked, |_, _, _| Ok(())).map(|(reading, _)| reading)
}

/// The same, and how a participant's result came about.
pub fn read_explained(
    folder: &Path,
    stage: Option<&str>,
    participant: &str,
) -> Result<(Reading, Option<Explanation>), Failure> {
    let asked = Asked { stage, partial: false };
    let (reading, explanation) = read_and(folder, asked, |contest, report, sources| {
        let entry = find_entry(contest, participant)?;
        let scope = Scope { until: last_stage(contest, stage), partial: false, lenient: false };
        let explained = tally::explain(contest, scope, entry).ok();
        Ok(explained
            .map(|(tally, derivations)| report::explanation(contest, (&tally, &derivations), report, sources, entry)))
    })?;
    Ok((reading, explanation.flatten()))
}

/// The same, and what the result hangs on; without `jurors` they are shown as in an answer to a participant.
pub fn read_audited(
    folder: &Path,
    stage: Option<&str>,
    jurors: Option<JurorMarks>,
) -> Result<(Reading, Option<AuditView>), Failure> {
    let asked = Asked { stage, partial: false };
    read_and(folder, asked, |contest, report, sources| {
        let until = last_stage(contest, stage);
        let scope = Scope { until, partial: false, lenient: false };
        let jurors = jurors.or(contest.rules.publish.juror_marks).unwrap_or(JurorMarks::Anonymous);
        let progress = ProgressBar::new(0);
        let counted = tally::tally(contest, scope).expect("a contest with a report was counted");
        let audited = audit::audit(contest, &counted, until, &mut |step| show_progress(&progress, step));
        progress.finish_and_clear();
        let audit = audited.expect("what counts strictly counts leniently");
        Ok(report::audit_view(Audited { contest, audit: &audit, report, sources, jurors }))
    })
}

/// Shows on a terminal how far a long search has come; a short one is over before anything is drawn.
fn show_progress(bar: &ProgressBar, step: Progress) {
    bar.set_length(step.all as u64);
    bar.set_position(step.done as u64);
}

fn find_entry(contest: &Contest, name: &str) -> Result<EntryIndex, Failure> {
    let named = |entry: &EntryIndex| contest.entry(*entry).id == name || contest.entry(*entry).name() == name;
    contest.entry_indices().find(named).ok_or_else(|| {
        let known = contest.entries.iter().flat_map(|entry| [entry.id.as_str(), entry.name()]);
        Failure::no_participant(name, known, contest.rules.language)
    })
}

/// Reads a folder, and does something with what was counted.
pub fn read_and<T>(
    folder: &Path,
    asked: Asked,
    then: impl FnOnce(&Contest, &Report, &Sources) -> Result<T, Failure>,
) -> Result<(Reading, Option<T>), Failure> {
    let waiting = Waiting::for_folder(folder);
    read_files_and(&folder::read(folder)?, asked, |contest, report, sources| {
        waiting.end();
        then(contest, report, sources)
    })
}

/// The same with files that were read.
pub fn read_files_and<T>(
    files: &Files,
    asked: Asked,
    then: impl FnOnce(&Contest, &Report, &Sources) -> Result<T, Failure>,
) -> Result<(Reading, Option<T>), Failure> {
    let mut reading = count(files, asked, Wanted::Report)?;
    let mut done = None;
    if let Some(mut counted) = reading.counted.take() {
        let report = counted.draft().in_memory();
        done = Some(then(&counted.contest, &report, &reading.sources)?);
        reading.report = Some(report);
    }
    reading.sort();
    Ok((reading, done))
}

/// Reads and checks files; the contest if nothing was wrong.
fn checked(files: &Files, asked: Asked) -> Result<(Reading, Option<Contest>), Failure> {
    let checked = validate::check(files, validate::Reading { until: asked.stage, amendments: Amendments::All });
    if let (Some(stage), Some(language)) = (asked.stage, checked.language) {
        let known: Vec<&str> = checked.stages.iter().map(String::as_str).collect();
        if !known.contains(&stage) {
            return Err(Failure::unknown_stage(stage, &known, language));
        }
    }
    let reading = Reading {
        sources: checked.sources,
        language: checked.language,
        report: None,
        counted: None,
        diagnostics: checked.diagnostics,
        signing: Vec::new(),
        waived: Vec::new(),
        passed_over: checked.passed_over,
    };
    Ok((reading, checked.contest))
}

/// Checks and counts files, and compares the count with their seals.
fn count(files: &Files, asked: Asked, wanted: Wanted) -> Result<Reading, Failure> {
    let (reading, contest) = checked(files, asked)?;
    Ok(match contest {
        Some(contest) => count_checked((reading, contest), files, asked, wanted),
        None => reading,
    })
}

/// The same of what has been checked.
fn count_checked((mut reading, contest): (Reading, Contest), files: &Files, asked: Asked, wanted: Wanted) -> Reading {
    let until = last_stage(&contest, asked.stage);
    match tally::tally(&contest, Scope { until, partial: asked.partial, lenient: false }) {
        Err(faults) => reading.diagnostics.extend(faults),
        Ok(tally) => {
            let beside = match wanted {
                Wanted::Rows => Beside::default(),
                Wanted::Report => Beside {
                    amended: amended((&contest, &tally), files, asked),
                    ..Beside::of(&contest, &tally, &reading.sources, &reading.diagnostics)
                },
            };
            let changes = report::check_seals(&contest, &tally, files, &mut reading.sources);
            reading.diagnostics.extend(changes);
            let waivers = waive(&mut reading, &contest, &tally, until);
            reading.diagnostics.extend(tally.gaps.iter().cloned());
            reading.counted = Some(Counted { contest, tally, beside: beside.with_waivers(waivers) });
        }
    }
    reading
}

/// Takes out what the contest's waivers pass over, and keeps apart what only a signature has to wait for; the waivers.
fn waive(reading: &mut Reading, contest: &Contest, tally: &Tally, until: StageIndex) -> Vec<WaiverView> {
    let mut found = std::mem::take(&mut reading.diagnostics);
    found.extend(tally::before_signing(contest, tally, until));
    let is_whole = until == contest.rules.ranking() && tally.gaps.is_empty();
    let result = report::waive(contest, found, &reading.sources, is_whole);
    let signing = |found: &Diagnostic| found.code.occasion() == Occasion::Signing;
    (reading.signing, reading.diagnostics) = result.left.into_iter().partition(signing);
    reading.waived = result.waived;
    result.views
}

/// What differs from the count of the marks and entries as they were, by the rules as they were approved; nothing if no
/// decision changed any of them, or if that count cannot be taken.
fn amended(now: (&Contest, &Tally), files: &Files, asked: Asked) -> Vec<ChangeView> {
    let amends = |decision: &Decision| {
        matches!(decision.kind, DecisionKind::Mark { .. } | DecisionKind::Rule { .. } | DecisionKind::Status { .. })
    };
    if !now.0.decisions.iter().any(amends) {
        return Vec::new();
    }
    let none = |_: &str, _: &str, _: &str| false;
    let reading = validate::Reading { until: asked.stage, amendments: Amendments::Known(&none) };
    let Some(mut contest) = validate::check(files, reading).contest else { return Vec::new() };
    contest.decisions.retain(|decision| !amends(decision));
    let until = last_stage(&contest, asked.stage);
    // Rows of those who pass only by the amendment are no fault of this count, and nor are theirs who do not.
    let scope = Scope { until, partial: true, lenient: true };
    let Ok(tally) = tally::tally(&contest, scope) else { return Vec::new() };
    let draft = |contest, tally| report::build(contest, tally, Beside::default());
    draft(now.0, now.1).changed_since(&draft(&contest, &tally))
}

/// Counts files whose parts were not made for one another: rows that are missing, or of entries that do not take part
/// any more, and decisions that do not fit are passed over.
pub fn read_what_if(files: &Files, stage: Option<&str>) -> Reading {
    let checked = validate::check(files, validate::Reading { until: stage, amendments: Amendments::Fitting });
    let mut reading = Reading {
        sources: checked.sources,
        language: checked.language,
        report: None,
        counted: None,
        diagnostics: checked.diagnostics,
        signing: Vec::new(),
        waived: Vec::new(),
        passed_over: checked.passed_over,
    };
    if let Some(contest) = checked.contest {
        let scope = Scope { until: last_stage(&contest, stage), partial: true, lenient: true };
        match tally::tally(&contest, scope) {
            Ok(tally) => {
                let beside = Beside::of(&contest, &tally, &reading.sources, &reading.diagnostics);
                reading.report = Some(report::build(&contest, &tally, beside).in_memory());
            }
            Err(faults) => reading.diagnostics.extend(faults),
        }
    }
    diagnostic::sort(&mut reading.diagnostics, &reading.sources);
    reading
}

/// The last stage to count: the one that was asked for, or the ranking.
fn last_stage(contest: &Contest, asked: Option<&str>) -> StageIndex {
    asked.and_then(|id| contest.rules.find_stage(id)).unwrap_or_else(|| contest.rules.ranking())
}

impl Reading {
    /// Whether a message points at one of these files.
    fn points_into(&self, files: &BTreeSet<FileId>) -> bool {
        self.diagnostics.iter().any(|diagnostic| files.contains(&diagnostic.place.file()))
    }

    fn sort(&mut self) {
        diagnostic::sort(&mut self.diagnostics, &self.sources);
        diagnostic::sort(&mut self.signing, &self.sources);
    }

    /// The count, with all diagnostics shown; nothing if errors stand in the way.
    pub fn shown_count(self, lang: Option<Language>) -> Result<Option<Counted>, Failure> {
        let partial = self.counted.as_ref().is_some_and(|counted| !counted.tally.is_final());
        let stands = self.stands(lang, partial)?;
        Ok(self.counted.filter(|_| stands))
    }

    /// The report, with all diagnostics shown; nothing if errors stand in the way.
    pub fn shown(self, lang: Option<Language>) -> Result<Option<Report>, Failure> {
        let partial = self.report.as_ref().is_some_and(|report| !report.is_final);
        let stands = self.stands(lang, partial)?;
        Ok(self.report.filter(|_| stands))
    }

    /// Shows all diagnostics; whether no error stands in the way. A count that is not final may have gaps.
    fn stands(&self, lang: Option<Language>, partial: bool) -> Result<bool, Failure> {
        let catalogue = Catalogue::new(message_language(lang, self.language));
        show(&self.diagnostics, &self.sources, &catalogue)?;
        let is_passed_over = |each: &&Diagnostic| partial && is_gap(each);
        let blocking: Vec<Diagnostic> = self.diagnostics.iter().filter(|each| !is_passed_over(each)).cloned().collect();
        Ok(!diagnostic::any_error(&blocking))
    }
}

/// Whether a partial count passes over the fault.
fn is_gap(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, diagnostic::Code::SheetMissing | diagnostic::Code::RowMissing)
}

/// Draws diagnostics on standard error, with a count below.
pub fn show(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue) -> Result<(), Failure> {
    if diagnostics.is_empty() {
        return Ok(());
    }
    let drawing = Drawing { colour: std::io::stderr().is_terminal(), width: usize::from(width()) };
    let mut text = diagnostic::to_text(diagnostics, sources, catalogue, drawing);
    text.push_str(&summary(diagnostics, catalogue));
    text.push('\n');
    match std::io::stderr().lock().write_all(text.as_bytes()) {
        // Whoever read the messages has seen enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::cannot_write("stderr", &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Says on standard error what was done, or why nothing was.
pub fn say(catalogue: &Catalogue, key: &str, values: Arguments) -> Result<(), Failure> {
    let text = catalogue.text(key, &values) + "\n";
    match std::io::stderr().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::cannot_write("stderr", &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// How many errors and warnings there are.
pub fn summary(diagnostics: &[Diagnostic], catalogue: &Catalogue) -> String {
    let errors = diagnostics.iter().filter(|each| each.code.severity() == diagnostic::Severity::Error).count();
    let counts = vec![("errors", errors.into()), ("warnings", (diagnostics.len() - errors).into())];
    catalogue.text("summary", &counts)
}

/// The columns of the terminal; 100 where there is none.
pub fn width() -> u16 {
    terminal_size::terminal_size_of(std::io::stdout()).map_or(100, |(width, _)| width.0.max(40))
}

/// Fine if the result is final.
pub fn verdict(report: &Report) -> Verdict {
    if report.is_final { Verdict::Fine } else { Verdict::NotFinal }
}
