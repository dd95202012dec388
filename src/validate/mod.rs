//! From raw files to the checked [`Contest`], with every problem on the way.
//!
//! Receives the bytes of a folder, hands on the contest if nothing was wrong, and the diagnostics. A fault
//! silences what hangs on it, not its neighbours.

mod alike;
mod blind;
mod chosen;
mod decisions;
mod distinctions;
mod entries;
mod filled;
mod folder;
mod ids;
mod kind;
mod listing;
mod meeting;
mod numbers;
mod papers;
mod people;
mod programme;
mod rules;
mod scores;
mod sequence;
mod standing;
mod steps;
mod tables;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::contest::{Contest, Juror, Numbers, Role, StageIndex};
use crate::definition::{self, Amendment, Definition, PassedOver};
use crate::diagnostic::{self, Code, Diagnostic, Faults};
use crate::language::Language;
use crate::sheet::{Heading, MOST_CELLS, Table, fold};
use crate::source::{FileId, Files, NotText, Place, Sources};

use listing::Listing;

pub use filled::is_filled;
pub use folder::{Columns, FolderTable};
pub use kind::Kind;
pub use meeting::{CheckedMeeting, check_meeting};
pub use programme::{CheckedProgramme, check_programme};
pub use tables::table_name;

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
    /// The ids of the stages, the ranking last, if the rules could be read.
    pub stages: Vec<String>,
    /// The amendments that do not fit the rules, where they need not.
    pub passed_over: Vec<PassedOver>,
}

/// How a folder is read.
#[derive(Clone, Copy)]
pub struct Reading<'r> {
    /// Sheets of stages after this one are not read.
    pub until: Option<&'r str>,
    /// Which of the decisions that amend rules hold.
    pub amendments: Amendments<'r>,
}

/// Which of the decisions that amend rules hold.
#[derive(Clone, Copy)]
pub enum Amendments<'r> {
    /// All of them.
    All,
    /// Those that fit the rules, which are others than those that the jury amended.
    Fitting,
    /// Those that are known: by the line, what it was and what it is now.
    Known(&'r dyn Fn(&str, &str, &str) -> bool),
}

impl Amendments<'_> {
    fn holds(self, amendment: &Amendment) -> bool {
        match self {
            Amendments::All | Amendments::Fitting => true,
            Amendments::Known(known) => known(&amendment.path.value, &amendment.was.value, &amendment.now.value),
        }
    }
}

/// Reads and checks a folder's files.
#[must_use]
pub fn check(files: &Files, reading: Reading) -> Checked {
    let mut checker = Checker::new(files, Kind::Contest);
    let table = decisions::table(&mut checker);
    let mut amendments = table.as_ref().map(decisions::amendments).unwrap_or_default();
    amendments.retain(|amendment| reading.amendments.holds(amendment));
    checker.stray_tables();
    let (definition, passed_over) = checker.rules(reading.amendments, amendments);
    let language = definition.as_ref().map(|(_, definition)| definition.language);
    let stages = definition.as_ref().map(|(_, definition)| definition.stage_ids()).unwrap_or_default();
    let contest = definition.map(|(file, definition)| contest(&mut checker, file, &definition, table, reading));
    let Checker { sources, diagnostics, .. } = checker;
    let mut diagnostics = diagnostics.into_list();
    diagnostic::sort(&mut diagnostics, &sources);
    let contest = contest.filter(|_| !diagnostic::any_error(&diagnostics));
    Checked { sources, contest, diagnostics, language, stages, passed_over }
}

/// Reads and checks the rules, as they were approved, and the jury: what a contest is before anybody takes part.
///
/// The contest has no entries and nothing that was marked or decided.
#[must_use]
pub fn check_rules(files: &Files) -> Checked {
    let mut checker = Checker::new(files, Kind::Contest);
    let (definition, passed_over) = checker.rules(Amendments::All, Vec::new());
    let language = definition.as_ref().map(|(_, definition)| definition.language);
    let stages = definition.as_ref().map(|(_, definition)| definition.stage_ids()).unwrap_or_default();
    let contest = definition.map(|(rules_file, definition)| {
        let jury = people::jury(&mut checker, &definition);
        let (rules, _) = rules::resolve(&mut checker, &definition, &jury);
        Contest {
            panels: panels(&jury),
            marks: vec![None; rules.stages.len()],
            numbers: vec![Numbers::default(); rules.stages.len()],
            ballots: vec![Vec::new(); rules.nominations.len()],
            rules,
            rules_file,
            jury,
            entries: Vec::new(),
            codes: BTreeMap::new(),
            conflicts: Vec::new(),
            adjustments: Vec::new(),
            decisions: Vec::new(),
            sittings: Vec::new(),
            appeals: Vec::new(),
            waivers: Vec::new(),
        }
    });
    let Checker { sources, diagnostics, .. } = checker;
    let mut diagnostics = diagnostics.into_list();
    diagnostic::sort(&mut diagnostics, &sources);
    let contest = contest.filter(|_| !diagnostic::any_error(&diagnostics));
    Checked { sources, contest, diagnostics, language, stages, passed_over }
}

/// Whether a chair is appointed: as far as the rules and the jury can be read, whatever else is missing yet.
#[must_use]
pub fn has_chair(files: &Files) -> bool {
    let mut checker = Checker::new(files, Kind::Contest);
    let (rules, _) = checker.rules(Amendments::All, Vec::new());
    rules.is_some_and(|(_, definition)| {
        people::jury(&mut checker, &definition).iter().any(|juror| juror.role == Role::Chair)
    })
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
    let mut roster = entries::entries(checker, definition, &rules, until);
    blind::codes(checker, &rules, &mut roster);
    let conflicts = people::conflicts(checker, &jury, &roster);
    let last = until.and_then(|id| rules.find_stage(id)).unwrap_or_else(|| rules.ranking());
    let read: BTreeSet<StageIndex> =
        rules.stage_indices().filter(|stage| *stage <= last && !damaged.contains(stage)).collect();
    let people = scores::People { jury: &jury, roster: &roster, conflicts: &conflicts };
    let marks = scores::marks(checker, &rules, &people, &read);
    let panels = panels(&jury);
    let numbers = numbers::numbers(checker, &rules, &roster, &panels, last);
    let adjustments = numbers::adjustments(checker, &rules, &roster);
    let subjects = decisions::Subjects { rules: &rules, roster: &roster, jury: &jury, marks: &marks };
    let mut decisions =
        decision_table.map(|table| decisions::decisions(checker, &subjects, &table)).unwrap_or_default();
    let ballots = papers::ballots(checker, &rules, &jury, &roster, &decisions);
    let mut sittings = papers::sittings(checker, &rules, &jury);
    let mut appeals = papers::appeals(checker, &roster);
    let waivers = waivers::waivers(checker);
    // What comes after the last stage that was asked for is no part of its protocol.
    decisions.retain(|decision| decision.kind.is_about(last, rules.ranking()));
    sittings.retain(|sitting| sitting.stage <= last);
    if last < rules.ranking() {
        appeals.clear();
    }
    Contest {
        rules,
        rules_file,
        jury,
        codes: roster.codes(),
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
        waivers,
    }
}

fn panels(jury: &[Juror]) -> Vec<String> {
    let mut panels: Vec<String> = jury.iter().filter_map(|juror| juror.panel.clone()).collect();
    panels.sort();
    panels.dedup();
    panels
}

/// The folder's files, what was read of them, and what was wrong.
pub(crate) struct Checker<'f> {
    files: &'f Files,
    kind: Kind,
    pub(crate) sources: Sources,
    diagnostics: Faults,
    /// What was read, and what was only named, by path.
    ids: BTreeMap<String, FileId>,
    /// What was read as a table, as far as its header.
    headings: BTreeMap<String, Option<Arc<Heading>>>,
    /// The same with its rows.
    tables: BTreeMap<String, Option<Arc<Table>>>,
    /// How many cells further workbooks may have.
    cells_left: u64,
    /// Names of jurors and participants whose own lines are faulty: what speaks of them is no further fault.
    damaged: BTreeSet<String>,
    /// Lists that could not be read at all.
    unreadable: BTreeSet<List>,
}

/// A list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    /// `jury.csv`
    Jury,
    /// `participants.csv`
    Participants,
    /// The full names in `participants.csv`.
    Names,
}

impl Checker<'_> {
    fn new(files: &Files, kind: Kind) -> Checker<'_> {
        Checker {
            files,
            kind,
            sources: Sources::default(),
            diagnostics: Faults::default(),
            ids: BTreeMap::new(),
            headings: BTreeMap::new(),
            tables: BTreeMap::new(),
            cells_left: MOST_CELLS,
            damaged: BTreeSet::new(),
            unreadable: BTreeSet::new(),
        }
    }

    /// The text of a place.
    pub(crate) fn cell_text(&self, place: Place) -> String {
        match place {
            Place::File(_) => String::new(),
            Place::Text { file, start, end } => self.sources.text(file)[start as usize..end as usize].to_owned(),
        }
    }

    /// How many faults there are so far.
    pub(crate) fn count(&self) -> usize {
        self.diagnostics.found()
    }

    /// Remembers every name in a line that could not be understood.
    pub(crate) fn damage<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.damaged.extend(names.into_iter().map(fold).filter(|name| !name.is_empty()));
    }

    /// Whether the name stands in a line, or in a table, that could not be understood.
    pub(crate) fn is_damaged(&self, list: List, name: &str) -> bool {
        self.unreadable.contains(&list) || self.damaged.contains(&fold(name))
    }

    /// Remembers that nobody knows who is in the list.
    pub(crate) fn unreadable(&mut self, list: List) {
        self.unreadable.insert(list);
    }

    /// The file as a whole, for messages about it.
    pub(crate) fn file(&mut self, path: &str) -> Place {
        let sources = &mut self.sources;
        Place::File(*self.ids.entry(path.to_owned()).or_insert_with(|| sources.add_missing(path)))
    }

    /// The same for a file that was read.
    pub(crate) fn file_place(&self, path: &str) -> Place {
        Place::File(*self.ids.get(path).expect("the file was read"))
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The same, unless it was reported before.
    pub(crate) fn report_once(&mut self, diagnostic: Diagnostic) {
        if !self.diagnostics.listed().contains(&diagnostic) {
            self.report(diagnostic);
        }
    }

    /// The paths of the folder, without those that an office program keeps for itself.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys().filter(|path| !path.rsplit('/').next().unwrap_or("").starts_with("~$"))
    }

    /// Whether the folder has the file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether the folder has the table, in any of the forms.
    pub(crate) fn has_table(&self, name: &str) -> bool {
        self.paths().any(|path| table_name(path) == Some(name))
    }

    /// The paths below a folder of the contest.
    pub(crate) fn paths_below(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        self.paths().filter(|path| path.starts_with(&prefix)).cloned().collect()
    }

    /// Reports that a table should be there.
    pub(crate) fn missing_table(&mut self, name: &str) {
        let path = format!("{name}.csv");
        let place = self.file(&path);
        self.report(Diagnostic::new(Code::FileMissing, place).with("path", path));
    }

    /// Reports a file that nothing in the contest speaks of.
    pub(crate) fn stray(&mut self, path: &str, name: &str, known: &[&str]) {
        let place = self.file(path);
        let stray = Diagnostic::new(Code::StrayFile, place).with("name", name);
        self.report(stray.with_nearest(name, known.iter().copied()).with("known", known.join(", ")));
    }

    /// Reports tables at the top of the folder that no folder of its kind has.
    fn stray_tables(&mut self) {
        let rules = Kind::ALL.map(Kind::rules);
        if !self.has(self.kind.rules()) && rules.iter().any(|rules| self.has(rules)) {
            return; // A folder of another kind has tables of its own.
        }
        let tables: Vec<&str> = self.kind.tables().collect();
        let known = |path: &str| rules.contains(&path) || table_name(path).is_some_and(|name| tables.contains(&name));
        let stray: Vec<String> = self.paths().filter(|path| !path.contains('/') && !known(path)).cloned().collect();
        let known: Vec<String> = tables.iter().map(|name| format!("{name}.csv")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for path in stray {
            self.stray(&path, &path, &known);
        }
    }

    /// The file's text, if it is one.
    fn read(&mut self, path: &str) -> Option<FileId> {
        let bytes = self.files.get(path)?;
        let (file, outcome) = self.sources.add(path, bytes);
        self.ids.insert(path.to_owned(), file);
        match outcome {
            Ok(()) => Some(file),
            Err(NotText::Encoding(offset)) => {
                let line = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
                self.report(Diagnostic::new(Code::NotUtf8, Place::File(file)).with("line", line));
                None
            }
            Err(NotText::EncodingLine(_) | NotText::Undecided(_) | NotText::Foreign(_) | NotText::TooLong) => {
                self.report(Diagnostic::new(Code::NotUtf8, Place::File(file)).with("line", 1));
                None
            }
        }
    }

    /// The rules with their amendments, and which of these do not fit them where they need not.
    fn rules(
        &mut self,
        which: Amendments,
        amendments: Vec<Amendment>,
    ) -> (Option<(FileId, Definition)>, Vec<PassedOver>) {
        let Some(file) = self.rules_file() else { return (None, Vec::new()) };
        let (amendments, passed_over) = match which {
            Amendments::All | Amendments::Known(_) => (amendments, Vec::new()),
            Amendments::Fitting => definition::fitting(&self.sources, file, amendments),
        };
        let (definition, diagnostics) = definition::decode(&self.sources, file, &amendments);
        self.diagnostics.extend(diagnostics);
        (definition.map(|definition| (file, definition)), passed_over)
    }
}
