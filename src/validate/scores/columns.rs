//! What the columns of a sheet are: a criterion each, a criterion and its mark, or the questions of a form.

use std::collections::BTreeMap;

use crate::contest::{Criterion, EntryIndex, JurorIndex, Stage};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::sheet::{Column, Heading, is_same};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::folder::FolderTable;
use crate::validate::scores::{Line, People};

/// The columns that a sheet may have beside its criteria.
fn own_columns() -> &'static [Column] {
    FolderTable::Scores.columns().optional
}

/// Where a sheet's columns are.
pub(super) struct SheetColumns {
    pub(super) participant: Option<usize>,
    pub(super) juror: Option<usize>,
    pub(super) attempt: Option<usize>,
    pub(super) total: Option<usize>,
    pub(super) timestamp: Option<usize>,
    /// The column of each criterion of the stage.
    pub(super) criteria: Vec<Option<usize>>,
    /// In a long table the columns of the criterion and of its mark.
    pub(super) long: Option<(usize, usize)>,
    /// The columns of a form that asks about each entry in a question of its own.
    grid: Vec<GridColumn>,
}

impl SheetColumns {
    /// Whether a row is one entry's, with a column for every criterion that it speaks of.
    pub(super) fn is_wide(&self) -> bool {
        self.long.is_none() && self.grid.is_empty() && self.participant.is_some()
    }
}

/// A question about one entry and one criterion.
struct GridColumn {
    entry: EntryIndex,
    criterion: usize,
    column: usize,
}

/// The part of a row that is about one entry.
pub(super) struct Portion {
    pub(super) entry: EntryIndex,
    /// Where the entry is named, or its first mark.
    pub(super) place: Place,
    /// The column of each criterion of the stage.
    pub(super) criteria: Vec<Option<usize>>,
    /// In a long table the only criterion that the row is about.
    pub(super) criterion: Option<usize>,
}

impl Portion {
    /// Whether all marks of the row are the entry's.
    pub(super) fn is_whole_row(&self) -> bool {
        self.criterion.is_none()
    }
}

/// Whether a header's cell names a column of a sheet of the stage.
pub(crate) fn names_column(stage: &Stage, cell: &str) -> bool {
    let criterion = |text: &str| stage.criteria().iter().any(|criterion| is_named(criterion, text));
    let asked = || grid_question(cell).is_some_and(|(question, row)| criterion(question) || criterion(row));
    criterion(cell) || own(stage, cell).is_some() || asked()
}

/// The column of the participants.
pub(super) fn participants(stage: &Stage, heading: &Heading) -> Option<usize> {
    heading.header().find(|(_, cell)| own(stage, cell) == Some(Column::Participant)).map(|(column, _)| column)
}

/// Whether the cell is the criterion's id or its title in any language; the marks that it takes may stand behind it in
/// parentheses: “originality (1–5)”.
pub(super) fn is_named(criterion: &Criterion, cell: &str) -> bool {
    let scale = |rest: &str| {
        rest.trim_end().ends_with(')') && rest.trim_start().starts_with(|first: char| first.is_ascii_digit())
    };
    let bare = cell.rsplit_once('(').filter(|(_, rest)| scale(rest)).map_or(cell, |(title, _)| title.trim_end());
    let is = |text: &str| criterion.id == text || criterion.title.texts().any(|title| is_same(title, text));
    is(cell) || is(bare)
}

/// The column that is no criterion's, by its name or by the question that the rules say.
fn own(stage: &Stage, cell: &str) -> Option<Column> {
    let asks = |question: &Option<String>| question.as_ref().is_some_and(|question| is_same(question, cell));
    Column::named(cell, own_columns()).or_else(|| {
        let juror = asks(&stage.questions.juror).then_some(Column::Juror);
        juror.or_else(|| asks(&stage.questions.participant).then_some(Column::Participant))
    })
}

/// The two parts of a question in a grid: `Question [row]`.
fn grid_question(cell: &str) -> Option<(&str, &str)> {
    let (question, row) = cell.strip_suffix(']')?.rsplit_once('[')?;
    Some((question.trim(), row.trim()))
}

impl SheetColumns {
    /// The parts of an answer that speaks of every entry at once.
    pub(super) fn answers_by_entry(&self, line: &Line) -> Vec<Portion> {
        let mut portions: BTreeMap<EntryIndex, Portion> = BTreeMap::new();
        for GridColumn { entry, criterion, column } in &self.grid {
            let criteria = vec![None; self.criteria.len()];
            let portion = portions.entry(*entry).or_insert_with(|| Portion {
                entry: *entry,
                place: line.place(*column),
                criteria,
                criterion: None,
            });
            portion.criteria[*criterion] = Some(*column);
        }
        portions.into_values().collect()
    }
}

/// What a header's cell turned out to be.
enum Named {
    Criterion(usize),
    Own(Column),
    Grid(EntryIndex, usize),
    /// A criterion and somebody whom nobody knows.
    Stranger,
    Unknown,
}

/// Reads the header of a sheet.
pub(super) struct HeaderReader<'r> {
    pub(super) people: &'r People<'r>,
    pub(super) stage: &'r Stage,
    /// Whose sheet it is; none if a column says so.
    pub(super) by: Option<JurorIndex>,
}

impl HeaderReader<'_> {
    /// Recognises the columns; what is unknown, double or missing is reported.
    pub(super) fn columns(&self, checker: &mut Checker, heading: &Heading) -> Option<SheetColumns> {
        let mut named: BTreeMap<Column, usize> = BTreeMap::new();
        let mut criteria: Vec<Option<usize>> = vec![None; self.stage.criteria().len()];
        let mut grid: Vec<GridColumn> = Vec::new();
        let mut meant: Vec<String> = Vec::new();
        for (column, cell) in heading.header() {
            let place = heading.header_place(column);
            let first = match self.named(checker, cell, place) {
                Named::Criterion(criterion) => criteria[criterion].replace(column),
                Named::Own(own) => named.insert(own, column),
                Named::Grid(entry, criterion) => {
                    let first = grid.iter().find(|each| each.entry == entry && each.criterion == criterion);
                    let first = first.map(|each| each.column);
                    grid.push(GridColumn { entry, criterion, column });
                    first
                }
                Named::Stranger => None,
                Named::Unknown => {
                    meant.extend(self.unknown_column(checker, cell, place));
                    None
                }
            };
            // Numbers of rows and the like may stand twice; nothing hangs on them.
            if first.is_some() && !matches!(Column::named(cell, own_columns()), Some(Column::Ordinal | Column::Address))
            {
                checker.report(Diagnostic::new(Code::DuplicateColumn, place).with("column", cell));
            }
        }
        let columns = SheetColumns {
            participant: named.get(&Column::Participant).copied(),
            juror: named.get(&Column::Juror).copied(),
            attempt: named.get(&Column::Attempt).copied(),
            total: named.get(&Column::Total).copied(),
            timestamp: named.get(&Column::Timestamp).copied(),
            long: named.get(&Column::Criterion).copied().zip(named.get(&Column::Mark).copied()),
            criteria,
            grid,
        };
        self.is_complete(checker, heading, &columns, &meant).then_some(columns)
    }

    /// What a cell of the header names.
    fn named(&self, checker: &mut Checker, cell: &str, place: Place) -> Named {
        let criterion = |text: &str| self.stage.criteria().iter().position(|each| is_named(each, text));
        if let Some(criterion) = criterion(cell) {
            return Named::Criterion(criterion);
        }
        if let Some(own) = own(self.stage, cell) {
            return Named::Own(own);
        }
        let Some((question, row)) = grid_question(cell) else { return Named::Unknown };
        let roster = self.people.roster;
        match (criterion(question), criterion(row)) {
            (Some(criterion), _) if roster.look_up(row).is_some() => {
                roster.look_up(row).map_or(Named::Unknown, |entry| Named::Grid(entry, criterion))
            }
            (_, Some(criterion)) => {
                roster.look_up(question).map_or(Named::Criterion(criterion), |entry| Named::Grid(entry, criterion))
            }
            (Some(_), None) => {
                roster.find(checker, row, place);
                Named::Stranger
            }
            (None, None) => Named::Unknown,
        }
    }

    /// Reports a column that nobody knows; the name that was probably meant.
    fn unknown_column(&self, checker: &mut Checker, cell: &str, place: Place) -> Option<String> {
        let criteria = self.stage.criteria();
        let titles = criteria.iter().flat_map(|each| std::iter::once(each.id.as_str()).chain(each.title.texts()));
        let known: Vec<&str> = titles.chain(own_columns().iter().map(|column| column.id())).collect();
        let list: Vec<&str> = criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        let unknown = Diagnostic::new(Code::UnknownColumn, place).with("column", cell);
        checker.report(unknown.with_nearest(cell, known.iter().copied()).with("known", list.join(", ")));
        nearest(cell, known).map(str::to_owned)
    }

    /// Whether the rows can be read; columns that are missing are reported, unless one was probably meant for them.
    fn is_complete(&self, checker: &mut Checker, heading: &Heading, columns: &SheetColumns, meant: &[String]) -> bool {
        let line = heading.header_line();
        let mut missing = |name: &str, mistyped: bool| {
            if !mistyped {
                checker.report(Diagnostic::new(Code::MissingColumn, line).with("column", name));
            }
        };
        let is_grid = !columns.grid.is_empty();
        let needed = [
            (Column::Participant, columns.participant, !is_grid),
            (Column::Juror, columns.juror, self.by.is_none()),
            (Column::Attempt, columns.attempt, self.stage.attempts() > 1),
        ];
        let mut complete = true;
        for (column, found, is_needed) in needed {
            if is_needed && found.is_none() {
                missing(column.id(), meant.iter().any(|name| name == column.id()));
                complete = false;
            }
        }
        if columns.long.is_some() {
            return complete;
        }
        let criteria = self.stage.criteria();
        for (index, (criterion, column)) in criteria.iter().zip(&columns.criteria).enumerate() {
            if criteria[..index].iter().any(|first| first.id == criterion.id) {
                continue;
            }
            let judged = self.by.is_none_or(|juror| self.people.jury[juror.0].judges(criterion));
            let asked = columns.grid.iter().any(|each| each.criterion == index);
            if judged && column.is_none() && !asked {
                missing(&criterion.id, meant.iter().any(|name| is_named(criterion, name)));
            }
        }
        complete
    }
}
