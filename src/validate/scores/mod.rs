//! The jurors' sheets: from cells to the marks of each stage.

mod answers;
mod cells;
pub(super) mod columns;
mod files;
mod naming;
mod plain;
mod scale;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::contest::{
    Answers, Conflict, Content, Coordinates, EntryIndex, Extent, Juror, JurorIndex, Marks, Rules, Stage, StageIndex,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Column, Heading, NamesColumn, Row};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::people::{Roster, find_juror};

use columns::{Portion, SheetColumns};

pub(crate) use naming::named_entries;
pub(crate) use scale::{fault_on_scale, not_once, off_scale};

/// Who judges, who is judged, and who may not judge whom.
pub(crate) struct People<'p> {
    pub(crate) jury: &'p [Juror],
    pub(crate) roster: &'p Roster,
    pub(crate) conflicts: &'p [Conflict],
}

/// Reads the sheets of the stages; the marks of each stage of the rules.
pub(crate) fn marks(
    checker: &mut Checker,
    rules: &Rules,
    people: &People,
    read: &BTreeSet<StageIndex>,
) -> Vec<Option<Marks>> {
    let mut marks: Vec<Option<Marks>> = rules
        .stage_indices()
        .map(|index| {
            let stage = &rules.stages[index.0];
            let Content::Marks { criteria, attempts } = &stage.content else { return None };
            let digits = criteria.iter().map(|criterion| criterion.marks.digits()).max().unwrap_or(0);
            let furthest: Option<Vec<i64>> =
                criteria.iter().map(|criterion| criterion.marks.furthest(digits)).collect();
            let extent = Extent {
                jurors: people.jury.len(),
                entries: people.roster.entries.len(),
                attempts: *attempts,
                criteria: criteria.len(),
            };
            let furthest = furthest.map(|each| each.into_iter().max().unwrap_or(0));
            read.contains(&index).then(|| Marks::new(digits, furthest, extent))
        })
        .collect();
    let mut readers: Vec<SheetReader> = Vec::new();
    let mut sheets: BTreeMap<(StageIndex, Option<JurorIndex>), String> = BTreeMap::new();
    let mut files = files::sheet_files(checker, rules);
    let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    files.retain(|file| marks[file.stage.0].is_some());
    read_headings(checker, rules, &files);
    for file in files {
        let Some(marks) = &mut marks[file.stage.0] else { continue };
        let stage = &rules.stages[file.stage.0];
        let heading = checker.heading(&file.path);
        let by = match files::juror(checker, people, &file, stage, heading.as_deref()) {
            files::Sheet::Nobodys => None,
            files::Sheet::Of(juror) => Some(juror),
            files::Sheet::Unknown => continue,
        };
        if let Some(first) = sheets.insert((file.stage, by), file.path.clone()) {
            checker.twice(&file.path, &first);
            continue;
        }
        if let Some(juror) = by {
            if !judges(checker, people, file.stage, juror, checker.file_place(&file.path)) {
                continue;
            }
            marks.note_sheet(juror);
        }
        let Some(heading) = heading else { continue };
        readers.extend(SheetReader::open(checker, people, (file.stage, stage), by, (file.path, heading)));
    }
    plain::read(&mut readers, &mut marks);
    // What is wrong with rows is said of every sheet that was looked at, whether it is anybody's or not.
    let read: BTreeSet<&str> =
        readers.iter().filter(|reader| reader.is_read()).map(|reader| reader.path.as_str()).collect();
    checker.find_rows(paths.iter().map(String::as_str).filter(|path| !read.contains(path)));
    let mut seen: BTreeMap<StageIndex, Seen> = BTreeMap::new();
    for reader in readers {
        if let Some(marks) = &mut marks[reader.index.0] {
            reader.read(checker, marks, seen.entry(reader.index).or_default());
        }
    }
    marks
}

/// Whether the juror judges in the stage; if not, that is reported.
fn judges(checker: &mut Checker, people: &People, stage: StageIndex, juror: JurorIndex, place: Place) -> bool {
    let own = &people.jury[juror.0];
    if !own.judges_in(stage) {
        let line = checker.sources.describe_line(own.place);
        checker.report(Diagnostic::new(Code::NotJudging, place).with("juror", own.id.as_str()).with("line", line));
    }
    own.judges_in(stage)
}

/// Reads all sheets at once, as far as their headers.
fn read_headings(checker: &mut Checker, rules: &Rules, files: &[files::SheetFile]) {
    let names: Vec<_> = files
        .iter()
        .map(|file| {
            let stage = &rules.stages[file.stage.0];
            move |cell: &str| columns::names_column(stage, cell)
        })
        .collect();
    let wanted: Vec<(&str, &NamesColumn)> =
        files.iter().zip(&names).map(|(file, names)| (file.path.as_str(), names as &NamesColumn)).collect();
    checker.read_headings(&wanted);
}

/// The rows of a stage that have been read, beside those that stand in a juror's own sheet, a column for every criterion:
/// by whom, for whom, which attempt; in a long table also which criterion.
type Seen = BTreeMap<(JurorIndex, EntryIndex, usize, Option<usize>), Place>;

/// Reads one file of sheets.
struct SheetReader<'r> {
    people: &'r People<'r>,
    index: StageIndex,
    stage: &'r Stage,
    /// Whose sheet it is; none if a column says so.
    by: Option<JurorIndex>,
    path: String,
    heading: Arc<Heading>,
    columns: SheetColumns,
    /// Whether nothing was wrong with the columns.
    is_clean: bool,
    /// The rows that have still to be read, by their first bytes, which rise; nothing as long as that is all of them.
    rest: Option<Vec<u32>>,
}

/// A row of a sheet.
#[derive(Clone, Copy)]
struct Line<'l> {
    heading: &'l Heading,
    row: &'l Row,
    columns: &'l SheetColumns,
}

impl Line<'_> {
    fn place(&self, column: usize) -> Place {
        self.heading.place(self.row, column)
    }
}

impl<'r> SheetReader<'r> {
    /// Recognises the columns and which rows count; none if the rows cannot be read.
    fn open(
        checker: &mut Checker,
        people: &'r People<'r>,
        (index, stage): (StageIndex, &'r Stage),
        by: Option<JurorIndex>,
        (path, heading): (String, Arc<Heading>),
    ) -> Option<Self> {
        if stage.answers != Answers::Once {
            checker.find_rows([path.as_str()]);
        }
        let faults = checker.count();
        let columns = columns::HeaderReader { people, stage, by }.columns(checker, &heading)?;
        let rest = answers::that_count(checker, stage, &path, &columns);
        let is_clean = checker.count() == faults;
        Some(SheetReader { people, index, stage, by, path, heading, columns, is_clean, rest })
    }

    /// Whether no row has still to be read.
    fn is_read(&self) -> bool {
        self.rest.as_ref().is_some_and(Vec::is_empty)
    }

    /// Reads the rows that have still to be read, and looks at each juror's marks as a whole.
    fn read(&self, checker: &mut Checker, marks: &mut Marks, seen: &mut Seen) {
        let faults = checker.count();
        let mut jurors: BTreeSet<JurorIndex> = self.by.into_iter().collect();
        let table = if self.is_read() { None } else { checker.known_table(&self.path) };
        let rows = table.iter().flat_map(|table| match &self.rest {
            Some(rest) => Box::new(table.rows_from(rest)) as Box<dyn Iterator<Item = Row>>,
            None => Box::new(table.rows()),
        });
        for row in rows {
            let line = Line { heading: &self.heading, row: &row, columns: &self.columns };
            let portions = self.portions(checker, &line);
            let juror = self.juror(checker, &line);
            let attempt = self.attempt(checker, &line);
            let (Some(juror), Some(attempt)) = (juror, attempt) else { continue };
            for portion in portions {
                let key = (juror, portion.entry, attempt, portion.criterion);
                let read = marks.juror(juror).named_at(portion.entry, attempt);
                if let Some(other) = read.into_iter().chain(seen.get(&key).copied()).min() {
                    let (first, second) =
                        if other < portion.place { (other, portion.place) } else { (portion.place, other) };
                    seen.insert(key, first);
                    let fault = Diagnostic::new(Code::DuplicateRow, second).with("name", checker.cell_text(second));
                    checker.report(fault.with("first", checker.sources.describe_line(first)));
                    continue;
                }
                jurors.insert(juror);
                marks.note_sheet(juror);
                seen.insert(key, portion.place);
                let at = Coordinates { juror, entry: portion.entry, attempt, criterion: 0 };
                self.cells(checker, &line, (at, &portion), marks);
            }
        }
        let file = Place::File(self.heading.file);
        if !self.is_clean || checker.count() > faults {
            return;
        }
        for juror in jurors {
            self.check_once(checker, juror, marks, file);
        }
    }

    /// A juror's places are 1 to n, each once; points are dealt once each, and 0 to the rest.
    fn check_once(&self, checker: &mut Checker, juror: JurorIndex, marks: &Marks, file: Place) {
        for (index, criterion) in self.stage.criteria().iter().enumerate() {
            for attempt in 0..self.stage.attempts() {
                let at = Coordinates { juror, entry: EntryIndex::new(0), attempt, criterion: index };
                if let Some(uneven) = not_once(&criterion.marks, marks, at, self.people.roster.entries.len()) {
                    let juror = self.people.jury[juror.0].id.as_str();
                    checker.report(uneven.fault(file, juror, criterion));
                }
            }
        }
    }

    /// The juror whom the row names, or whose sheet it is.
    fn juror(&self, checker: &mut Checker, line: &Line) -> Option<JurorIndex> {
        let Some(column) = line.columns.juror else { return self.by };
        let place = line.place(column);
        let juror = find_juror(checker, self.people.jury, line.row.cell(column), place)?;
        if let Some(own) = self.by.filter(|own| *own != juror) {
            let own = self.people.jury[own.0].id.as_str();
            let fault = Diagnostic::new(Code::UnknownWord, place).with("found", line.row.cell(column));
            checker.report(fault.with("column", Column::Juror.id()).with("nearest", "no").with("known", own));
            return None;
        }
        judges(checker, self.people, self.index, juror, place).then_some(juror)
    }

    /// The attempt that the row is about, from 0.
    fn attempt(&self, checker: &mut Checker, line: &Line) -> Option<usize> {
        let Some(column) = line.columns.attempt else { return Some(0) };
        let last = self.stage.attempts();
        let attempt = line.row.cell(column).parse::<usize>().ok().filter(|attempt| (1..=last).contains(attempt));
        if attempt.is_none() {
            let place = line.place(column);
            let unknown = Diagnostic::new(Code::UnknownWord, place).with("found", line.row.cell(column));
            let unknown = unknown.with("column", Column::Attempt.id()).with("nearest", "no");
            checker.report(unknown.with("known", format!("1…{last}")));
        }
        attempt.map(|attempt| attempt - 1)
    }

    /// What the row holds: of one entry, or of all those that a form asks about in one answer.
    fn portions(&self, checker: &mut Checker, line: &Line) -> Vec<Portion> {
        let columns = line.columns;
        let Some(column) = columns.participant else { return columns.answers_by_entry(line) };
        let name = line.row.cell(column);
        let place = line.place(column);
        let entry = if name.is_empty() {
            checker.report(Diagnostic::new(Code::MissingCell, place).with("column", Column::Participant.id()));
            None
        } else {
            self.people.roster.find(checker, name, place)
        };
        let Some((named, mark)) = columns.long else {
            let whole = |entry| Portion { entry, place, criteria: columns.criteria.clone(), criterion: None };
            return entry.map(whole).into_iter().collect();
        };
        let criterion = self.criterion(checker, line, named);
        let (Some(entry), Some(criterion)) = (entry, criterion) else { return Vec::new() };
        let mut criteria = vec![None; self.stage.criteria().len()];
        criteria[criterion] = Some(mark);
        vec![Portion { entry, place, criteria, criterion: Some(criterion) }]
    }

    /// The criterion that a row of a long table names.
    fn criterion(&self, checker: &mut Checker, line: &Line, column: usize) -> Option<usize> {
        let cell = line.row.cell(column);
        let criteria = self.stage.criteria();
        let found = criteria.iter().position(|criterion| columns::is_named(criterion, cell));
        if found.is_none() {
            let unknown = Diagnostic::new(Code::UnknownWord, line.place(column)).with("found", cell);
            let ids = criteria.iter().map(|criterion| criterion.id.as_str());
            let unknown = unknown.with("column", Column::Criterion.id()).with_nearest(cell, ids.clone());
            checker.report(unknown.with("known", ids.collect::<Vec<_>>().join(", ")));
        }
        found
    }
}
