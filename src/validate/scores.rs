//! The jurors' sheets: from cells to the marks of each stage.

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{
    Cell, Conflict, Content, Coordinates, Criterion, Entry, EntryIndex, Juror, JurorIndex, MarkScale, Marks, Rules,
    Stage, StageIndex, Status,
};
use crate::definition::is_id;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::Argument;
use crate::score::Score;
use crate::sheet::{Column, Row, Table, Word, fold};
use crate::source::{Place, Sources};
use crate::validate::Checker;
use crate::validate::people::{Roster, find_juror};

/// The folder of the sheets.
const SCORES: &str = "scores";

/// Who judges, who is judged, and who may not judge whom.
pub(crate) struct People<'p> {
    pub(crate) jury: &'p [Juror],
    pub(crate) roster: &'p Roster,
    pub(crate) conflicts: &'p [Conflict],
}

/// A file of sheets: its path, its stage, and its juror if it is one juror's.
struct SheetFile {
    path: String,
    stage: StageIndex,
    juror: Option<String>,
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
            let (jurors, entries) = (people.jury.len(), people.roster.entries.len());
            read.contains(&index).then(|| Marks::new(digits, jurors, entries, *attempts, criteria.len()))
        })
        .collect();
    let mut seen: BTreeMap<StageIndex, Seen> = BTreeMap::new();
    for file in sheet_files(checker, rules) {
        let Some(marks) = &mut marks[file.stage.0] else { continue };
        let by = match &file.juror {
            None => None,
            Some(id) => {
                let place = checker.file(&file.path);
                let Some(juror) = find_juror(checker, people.jury, id, place) else { continue };
                if !judges(checker, people, file.stage, juror, place) {
                    continue;
                }
                marks.note_sheet(juror);
                Some(juror)
            }
        };
        let Some(table) = checker.table(&file.path) else { continue };
        let reader = SheetReader { people, index: file.stage, stage: &rules.stages[file.stage.0], by };
        reader.read(checker, &table, marks, seen.entry(file.stage).or_default());
    }
    marks
}

/// The sheets in the folder; a file that is none is reported.
fn sheet_files(checker: &mut Checker, rules: &Rules) -> Vec<SheetFile> {
    let with_marks = |index: &StageIndex| matches!(rules.stages[index.0].content, Content::Marks { .. });
    let known: Vec<&str> =
        rules.stage_indices().filter(with_marks).map(|stage| rules.stages[stage.0].id.as_str()).collect();
    let mut files = Vec::new();
    for path in checker.paths_below(SCORES) {
        let inside = path.strip_prefix("scores/").unwrap_or(&path);
        let Some(name) = inside.strip_suffix(".csv") else {
            checker.stray(&path, inside, &known);
            continue;
        };
        let (stage, juror) = name.split_once('/').map_or((name, None), |(stage, juror)| (stage, Some(juror)));
        match rules.find_stage(stage).filter(with_marks) {
            Some(stage) => files.push(SheetFile { path: path.clone(), stage, juror: juror.map(str::to_owned) }),
            None => checker.stray(&path, stage, &known),
        }
    }
    files
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

/// The entries that the sheets name, for a contest without `participants.csv`.
pub(crate) fn named_entries(checker: &mut Checker, rules: &Rules, until: Option<&str>) -> Vec<Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let last = until.and_then(|id| rules.find_stage(id)).unwrap_or_else(|| rules.ranking());
    for file in sheet_files(checker, rules).into_iter().filter(|file| file.stage <= last) {
        let Some(table) = checker.table(&file.path) else { continue };
        let Some(column) = table.header().position(|cell| Column::named(cell, &[Column::Participant]).is_some()) else {
            continue;
        };
        for row in table.rows() {
            let id = row.cell(column);
            let place = table.place(&checker.sources, row, column);
            if !id.is_empty() && !is_id(id) {
                checker.report(Diagnostic::new(Code::BadId, place).with("id", id));
                checker.damage([id]);
            } else if !id.is_empty() {
                entries.entry(id.to_owned()).or_insert_with(|| unnamed(id, place));
            }
        }
    }
    entries.into_values().collect()
}

/// An entry of which only the id is known.
fn unnamed(id: &str, place: Place) -> Entry {
    Entry {
        id: id.to_owned(),
        name: id.to_owned(),
        organisation: String::new(),
        track: String::new(),
        submitted: None,
        status: Status::Eligible,
        reason: String::new(),
        fields: BTreeMap::new(),
        place,
    }
}

/// The rows of a stage that have been read: by whom, for whom, which attempt.
type Seen = BTreeMap<(JurorIndex, EntryIndex, usize), Place>;

/// Reads one file of sheets.
struct SheetReader<'r> {
    people: &'r People<'r>,
    index: StageIndex,
    stage: &'r Stage,
    /// Whose sheet it is; none if a column says so.
    by: Option<JurorIndex>,
}

/// Where a sheet's columns are.
struct SheetColumns {
    participant: usize,
    juror: Option<usize>,
    attempt: Option<usize>,
    total: Option<usize>,
    /// The column of each criterion of the stage.
    criteria: Vec<Option<usize>>,
}

/// A row of a sheet.
struct Line<'l> {
    table: &'l Table,
    row: &'l Row,
    columns: &'l SheetColumns,
}

impl Line<'_> {
    fn place(&self, checker: &Checker, column: usize) -> Place {
        self.table.place(&checker.sources, self.row, column)
    }
}

impl SheetReader<'_> {
    fn read(&self, checker: &mut Checker, table: &Table, marks: &mut Marks, seen: &mut Seen) {
        let faults = checker.count();
        let Some(columns) = self.columns(checker, table) else { return };
        let mut jurors: BTreeSet<JurorIndex> = BTreeSet::new();
        for row in table.rows() {
            let line = Line { table, row, columns: &columns };
            let place = line.place(checker, columns.participant);
            let name = row.cell(columns.participant);
            let entry = if name.is_empty() {
                checker.report(Diagnostic::new(Code::MissingCell, place).with("column", Column::Participant.id()));
                None
            } else {
                self.people.roster.find(checker, name, place)
            };
            let juror = self.juror(checker, &line);
            let attempt = self.attempt(checker, &line);
            let (Some(entry), Some(juror), Some(attempt)) = (entry, juror, attempt) else { continue };
            if let Some(first) = seen.insert((juror, entry, attempt), place) {
                let first = checker.sources.describe_line(first);
                checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
                continue;
            }
            jurors.insert(juror);
            marks.note_sheet(juror);
            let at = Coordinates { juror, entry, attempt, criterion: 0 };
            self.row(checker, &line, at, marks);
        }
        let file = Place::File(table.file);
        if checker.count() > faults {
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
                let own =
                    |entry| marks.cell(Coordinates { juror, entry: EntryIndex(entry), attempt, criterion: index });
                let given = (0..self.people.roster.entries.len()).filter_map(|entry| match own(entry) {
                    Cell::Mark(units) => Some(marks.value(units)),
                    Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => None,
                });
                let mut given: Vec<Score> = given.collect();
                given.sort();
                let (code, expected) = match &criterion.marks {
                    MarkScale::Range(_) => continue,
                    MarkScale::Places => (Code::PlacesNotOnce, (1..=given.len()).map(Score::from).collect()),
                    MarkScale::Points(points) => {
                        let zeros = given.len().saturating_sub(points.len());
                        let mut expected: Vec<Score> = points.iter().take(given.len()).cloned().collect();
                        expected.extend(std::iter::repeat_n(Score::integer(0), zeros));
                        expected.sort();
                        (Code::PointsNotOnce, expected)
                    }
                };
                if given != expected && !given.is_empty() {
                    let list: Vec<String> = given.iter().map(|mark| mark.shortest(2)).collect();
                    let fault = Diagnostic::new(code, file).with("juror", self.people.jury[juror.0].id.as_str());
                    let fault = fault.with("criterion", &criterion.title).with("found", list.join(", "));
                    checker.report(fault.with("count", expected.len()));
                }
            }
        }
    }

    fn columns(&self, checker: &mut Checker, table: &Table) -> Option<SheetColumns> {
        let own = [Column::Participant, Column::Juror, Column::Attempt, Column::Total, Column::Note];
        let criteria = self.stage.criteria();
        let mut named: BTreeMap<Column, usize> = BTreeMap::new();
        let mut found: Vec<Option<usize>> = vec![None; criteria.len()];
        let mut meant: Vec<String> = Vec::new();
        for (position, cell) in table.header().enumerate() {
            let place = table.header_place(&checker.sources, position);
            let criterion = criteria.iter().position(|criterion| is_named(criterion, cell));
            let first = match (criterion, Column::named(cell, &own)) {
                (Some(criterion), _) => found[criterion].replace(position),
                (None, Some(column)) => named.insert(column, position),
                (None, None) => {
                    let known =
                        criteria.iter().flat_map(|each| std::iter::once(each.id.as_str()).chain(each.title.texts()));
                    let columns = own.iter().map(|column| column.id());
                    let known: Vec<&str> = known.chain(columns).collect();
                    meant.extend(nearest(cell, known.iter().copied()).map(str::to_owned));
                    let unknown = Diagnostic::new(Code::UnknownColumn, place).with("column", cell);
                    let list: Vec<&str> = criteria.iter().map(|criterion| criterion.id.as_str()).collect();
                    checker.report(unknown.with_nearest(cell, known.iter().copied()).with("known", list.join(", ")));
                    None
                }
            };
            if first.is_some() {
                checker.report(Diagnostic::new(Code::DuplicateColumn, place).with("column", cell));
            }
        }
        let line = table.header_line(&checker.sources);
        let mut missing = |name: &str, mistyped: bool| {
            if !mistyped {
                checker.report(Diagnostic::new(Code::MissingColumn, line).with("column", name));
            }
        };
        let mut complete = true;
        let by_column = self.by.is_none();
        for (column, needed) in
            [(Column::Participant, true), (Column::Juror, by_column), (Column::Attempt, self.stage.attempts() > 1)]
        {
            if needed && !named.contains_key(&column) {
                missing(column.id(), meant.iter().any(|name| name == column.id()));
                complete = false;
            }
        }
        for (index, (criterion, column)) in criteria.iter().zip(&found).enumerate() {
            if criteria[..index].iter().any(|first| first.id == criterion.id) {
                continue;
            }
            let judged = self.by.is_none_or(|juror| self.people.jury[juror.0].judges(criterion));
            if judged && column.is_none() {
                missing(&criterion.id, meant.iter().any(|name| is_named(criterion, name)));
            }
        }
        let participant = *named.get(&Column::Participant)?;
        let optional = |column| named.get(&column).copied();
        complete.then_some(SheetColumns {
            participant,
            juror: optional(Column::Juror),
            attempt: optional(Column::Attempt),
            total: optional(Column::Total),
            criteria: found,
        })
    }

    fn juror(&self, checker: &mut Checker, line: &Line) -> Option<JurorIndex> {
        let Some(column) = line.columns.juror else { return self.by };
        let place = line.place(checker, column);
        let juror = find_juror(checker, self.people.jury, line.row.cell(column), place)?;
        if let Some(own) = self.by.filter(|own| *own != juror) {
            let own = self.people.jury[own.0].id.as_str();
            let fault = Diagnostic::new(Code::UnknownWord, place).with("found", line.row.cell(column));
            checker.report(fault.with("column", Column::Juror.id()).with("nearest", "no").with("known", own));
            return None;
        }
        judges(checker, self.people, self.index, juror, place).then_some(juror)
    }

    fn attempt(&self, checker: &mut Checker, line: &Line) -> Option<usize> {
        let Some(column) = line.columns.attempt else { return Some(0) };
        let last = self.stage.attempts();
        let attempt = line.row.cell(column).parse::<usize>().ok().filter(|attempt| (1..=last).contains(attempt));
        if attempt.is_none() {
            let place = line.place(checker, column);
            let unknown = Diagnostic::new(Code::UnknownWord, place).with("found", line.row.cell(column));
            let unknown = unknown.with("column", Column::Attempt.id()).with("nearest", "no");
            checker.report(unknown.with("known", format!("1…{last}")));
        }
        attempt.map(|attempt| attempt - 1)
    }

    /// Reads the cells of a row. A row that is blank throughout is one fault, not one per cell.
    fn row(&self, checker: &mut Checker, line: &Line, at: Coordinates, marks: &mut Marks) {
        let (row, columns) = (line.row, line.columns);
        let juror = &self.people.jury[at.juror.0];
        let judged = |criterion: &Criterion| juror.judges_criterion(&criterion.id);
        let cells: Vec<(usize, &Criterion, usize)> = self
            .stage
            .criteria()
            .iter()
            .enumerate()
            .filter_map(|(index, criterion)| Some((index, criterion, columns.criteria[index]?)))
            .filter(|(_, criterion, column)| judged(criterion) || !row.cell(*column).is_empty())
            .collect();
        let track = &self.people.roster.entries[at.entry.0].track;
        let other = |criterion: &Criterion| !criterion.is_for(track);
        let (foreign, cells): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(_, criterion, _)| other(criterion));
        for (_, criterion, column) in foreign {
            let cell = row.cell(column);
            if !cell.is_empty() && Word::read(cell) != Some(Word::Nothing) {
                let fault = Diagnostic::new(Code::OtherTrack, line.place(checker, column)).with("found", cell);
                checker.report(fault.with("criterion", &criterion.title).with("track", track.as_str()));
            }
        }
        if let Some(conflict) = self.conflict(at) {
            // Words are no marks; one fault for the row is enough.
            if let Some((_, _, column)) =
                cells.iter().find(|(_, _, column)| Score::parse_decimal(row.cell(*column)).is_ok())
            {
                let fault = Diagnostic::new(Code::MarkInConflict, line.place(checker, *column));
                let fault = fault.with("juror", juror.id.as_str());
                let fault = fault.with("entry", self.people.roster.entries[at.entry.0].id.as_str());
                let forbidden = checker.sources.describe_line(conflict.place);
                checker.report(fault.with("line", forbidden));
                return;
            }
        }
        let all_blank = cells.iter().all(|(_, _, column)| row.cell(*column).is_empty());
        let mut total = Some(Score::integer(0));
        for (index, criterion, column) in &cells {
            let place = line.place(checker, *column);
            let cell = Text { text: row.cell(*column), place, criterion };
            let at = Coordinates { criterion: *index, ..at };
            let value = self.cell(checker, &cell, marks);
            total = match (total, value) {
                (Some(total), Some(Cell::Mark(units))) => Some(total + marks.value(units)),
                (total, Some(Cell::Recused | Cell::Absent | Cell::Nothing | Cell::Unread)) => total,
                (_, None) | (None, _) => None,
            };
            if let Some(value) = value {
                marks.set(at, value, place);
            } else if all_blank || Word::read(cell.text) == Some(Word::Absent) {
                break;
            }
        }
        if let (Some(column), Some(total)) = (columns.total, total) {
            let place = line.place(checker, column);
            control(checker, row.cell(column), place, &total);
        }
    }

    /// The line that forbids the juror to judge the entry.
    fn conflict(&self, at: Coordinates) -> Option<&Conflict> {
        self.people.conflicts.iter().find(|each| each.juror == at.juror && each.entry == at.entry)
    }

    fn cell(&self, checker: &mut Checker, cell: &Text, marks: &Marks) -> Option<Cell> {
        let criterion = cell.criterion;
        let sources = &checker.sources;
        let fault = |code| fault_on_scale(code, cell.place, cell.text, criterion, sources);
        if cell.text.is_empty() {
            let fault = fault(Code::BlankCell);
            checker.report(fault);
            return None;
        }
        match Word::read(cell.text) {
            Some(Word::Recused) => return Some(Cell::Recused),
            Some(Word::Nothing) => return Some(Cell::Nothing),
            Some(Word::Absent) if self.stage.absent_skips => return Some(Cell::Absent),
            Some(Word::Absent) => {
                let fault = fault(Code::JurorAbsent);
                checker.report(fault);
                return None;
            }
            None => {}
        }
        let Ok(mark) = Score::parse_decimal(cell.text) else {
            let fault = fault(Code::NotAMark);
            checker.report(fault);
            return None;
        };
        if let Some(code) = off_scale(&criterion.marks, &mark) {
            let fault = fault(code);
            checker.report(fault);
            return None;
        }
        Some(marks.mark(&mark))
    }
}

/// A cell under a criterion.
struct Text<'t> {
    text: &'t str,
    place: Place,
    criterion: &'t Criterion,
}

/// What is wrong with a mark under a criterion, if anything is.
pub(crate) fn off_scale(scale: &MarkScale, mark: &Score) -> Option<Code> {
    match scale {
        MarkScale::Range(range) if !range.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(range) if !mark.is_on_grid(&range.lowest, &range.step) => Some(Code::MarkOffStep),
        MarkScale::Places if !mark.is_integer() => Some(Code::MarkOffStep),
        MarkScale::Places if *mark < Score::integer(1) => Some(Code::MarkOutOfRange),
        MarkScale::Points(points) if !mark.is_zero() && !points.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(_) | MarkScale::Places | MarkScale::Points(_) => None,
    }
}

/// A fault about a cell under a criterion, with the criterion's scale and its line in the rules.
pub(crate) fn fault_on_scale(
    code: Code,
    place: Place,
    found: &str,
    criterion: &Criterion,
    sources: &Sources,
) -> Diagnostic {
    let (lowest, highest, step) = ends(&criterion.marks);
    let fault = Diagnostic::new(code, place).with("found", found).with("criterion", &criterion.title);
    let fault = fault.with("lowest", lowest).with("highest", highest).with("step", step);
    fault.with("line", sources.describe_line(criterion.marks_place))
}

/// The lowest mark, the highest, and the step, for messages.
fn ends(scale: &MarkScale) -> (Argument, Argument, Argument) {
    let one = || Argument::from(&Score::integer(1));
    match scale {
        MarkScale::Range(range) => ((&range.lowest).into(), (&range.highest).into(), (&range.step).into()),
        MarkScale::Places => (one(), "n".into(), one()),
        MarkScale::Points(points) => {
            let list: Vec<String> = points.iter().map(|points| points.shortest(2)).collect();
            (Argument::from(&Score::integer(0)), list.join("; ").into(), one())
        }
    }
}

fn is_named(criterion: &Criterion, cell: &str) -> bool {
    criterion.id == cell || criterion.title.texts().any(|title| fold(title) == fold(cell))
}

fn control(checker: &mut Checker, cell: &str, place: Place, total: &Score) {
    if cell.is_empty() || Word::read(cell).is_some() {
        return;
    }
    if Score::parse_decimal(cell).as_ref() != Ok(total) {
        let differs = Diagnostic::new(Code::TotalDiffers, place).with("found", cell);
        checker.report(differs.with("total", total));
    }
}
