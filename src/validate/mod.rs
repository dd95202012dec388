//! From raw files to the checked [`Contest`], with every problem on the way.
//!
//! Receives the bytes of a folder, hands on the contest if nothing was wrong, and the diagnostics. A fault
//! silences what hangs on it, not its neighbours.

mod chosen;
mod decisions;
mod distinctions;
mod listing;
mod numbers;
mod papers;
mod people;
mod rules;
mod scores;
mod steps;

use std::collections::BTreeSet;

use crate::contest::{Contest, DecisionKind, StageIndex};
use crate::definition::{self, Amendment, Definition};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::language::Language;
use crate::sheet::Table;
use crate::source::{FileId, Files, NotText, Place, Sources};

use listing::Listing;

/// The file of the rules.
pub const RULES: &str = "contest.yaml";

/// What came of reading a folder.
pub struct Checked {
    /// The texts that were read.
    pub sources: Sources,
    /// The contest, if nothing was wrong.
    pub contest: Option<Contest>,
    /// Everything that was wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The contest's language, if the rules could be read.
    pub language: Option<Language>,
}

/// How a folder is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// Sheets of stages after this one are not read.
    pub until: Option<&'r str>,
    /// Whether decisions that amend marks and rules hold; without them the folder is as it was approved and judged.
    pub amended: bool,
}

/// Reads and checks a folder's files.
#[must_use]
pub fn check(files: &Files, reading: Reading) -> Checked {
    let mut checker = Checker { files, sources: Sources::default(), diagnostics: Vec::new() };
    let table = decisions::table(&mut checker);
    let amendments = table.as_ref().filter(|_| reading.amended).map(|table| decisions::amendments(&checker, table));
    let definition = checker.rules(&amendments.unwrap_or_default());
    let language = definition.as_ref().map(|(_, definition)| definition.language);
    let contest = definition.map(|(file, definition)| contest(&mut checker, file, &definition, table, reading));
    let Checker { sources, mut diagnostics, .. } = checker;
    diagnostic::sort(&mut diagnostics, &sources);
    let contest = contest.filter(|_| !diagnostic::any_error(&diagnostics));
    Checked { sources, contest, diagnostics, language }
}

fn contest(
    checker: &mut Checker,
    rules_file: FileId,
    definition: &Definition,
    decision_table: Option<Listing>,
    reading: Reading,
) -> Contest {
    let until = reading.until;
    let jury = people::jury(checker, definition);
    let (rules, damaged) = rules::resolve(checker, definition, &jury);
    let roster = people::entries(checker, definition, &rules, until);
    let conflicts = people::conflicts(checker, &jury, &roster);
    let last = until.and_then(|id| rules.find_stage(id)).unwrap_or_else(|| rules.ranking());
    let read: BTreeSet<StageIndex> =
        rules.stage_indices().filter(|stage| *stage <= last && !damaged.contains(stage)).collect();
    let people = scores::People { jury: &jury, roster: &roster, conflicts: &conflicts };
    let marks = scores::marks(checker, &rules, &people, &read);
    let mut panels: Vec<String> = jury.iter().filter_map(|juror| juror.panel.clone()).collect();
    panels.sort();
    panels.dedup();
    let numbers = numbers::numbers(checker, &rules, &roster, &panels, last);
    let adjustments = numbers::adjustments(checker, &rules, &roster);
    let ballots = papers::ballots(checker, &rules, &jury, &roster);
    let subjects = decisions::Subjects { rules: &rules, roster: &roster, jury: &jury, marks: &marks };
    let mut decisions =
        decision_table.map(|table| decisions::decisions(checker, &subjects, &table)).unwrap_or_default();
    if !reading.amended {
        decisions.retain(|decision| !matches!(decision.kind, DecisionKind::Mark { .. } | DecisionKind::Rule { .. }));
    }
    let sittings = papers::sittings(checker, &rules, &jury);
    let appeals = papers::appeals(checker, &roster);
    Contest {
        rules,
        rules_file,
        jury,
        entries: roster.entries,
        conflicts,
        marks,
        numbers,
        adjustments,
        panels,
        ballots,
        decisions,
        sittings,
        appeals,
    }
}

/// The folder's files, what was read of them, and what was wrong.
pub(crate) struct Checker<'f> {
    files: &'f Files,
    pub(crate) sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths below a folder of the contest, without those that an office program keeps for itself.
    pub(crate) fn paths_below(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let own =
            |path: &&String| path.starts_with(&prefix) && !path.rsplit('/').next().unwrap_or("").starts_with("~$");
        self.files.keys().filter(own).cloned().collect()
    }

    /// Reports that a file should be there.
    pub(crate) fn missing(&mut self, path: &str) {
        let file = self.sources.add_missing(path);
        self.report(Diagnostic::new(Code::FileMissing, Place::File(file)).with("path", path));
    }

    /// Reports a file that nothing in the contest speaks of.
    pub(crate) fn stray(&mut self, path: &str, name: &str, known: &[&str]) {
        let file = self.sources.add_missing(path);
        let stray = Diagnostic::new(Code::StrayFile, Place::File(file)).with("name", name);
        self.report(stray.with_nearest(name, known.iter().copied()).with("known", known.join(", ")));
    }

    /// The file's text, if it is one.
    fn read(&mut self, path: &str) -> Option<FileId> {
        let bytes = self.files.get(path)?;
        let (file, outcome) = self.sources.add(path, bytes);
        match outcome {
            Ok(()) => Some(file),
            Err(NotText::Encoding(offset)) => {
                let line = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
                self.report(Diagnostic::new(Code::NotUtf8, Place::File(file)).with("line", line));
                None
            }
            Err(NotText::TooLong) => {
                self.report(Diagnostic::new(Code::NotUtf8, Place::File(file)).with("line", 0));
                None
            }
        }
    }

    /// The file as a table, if it is one; rows that are none of it are reported.
    pub(crate) fn table(&mut self, path: &str) -> Option<Table> {
        let file = self.read(path)?;
        match Table::read(&self.sources, file) {
            Ok((table, faults)) => {
                self.diagnostics.extend(faults);
                Some(table)
            }
            Err(fault) => {
                self.report(fault);
                None
            }
        }
    }

    fn rules(&mut self, amendments: &[Amendment]) -> Option<(FileId, Definition)> {
        if !self.has(RULES) {
            self.missing(RULES);
            return None;
        }
        let file = self.read(RULES)?;
        let (definition, diagnostics) = definition::decode(&self.sources, file, amendments);
        self.diagnostics.extend(diagnostics);
        definition.map(|definition| (file, definition))
    }
}
