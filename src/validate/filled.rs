//! Whether somebody has written into a blank sheet.

use std::collections::BTreeMap;

use crate::contest::Stage;
use crate::sheet::{Column, Table};
use crate::source::{Content, Files};
use crate::validate::scores::columns::names_column;
use crate::validate::{Checker, Kind};

/// Whether the sheet holds what a blank one of the same stage does not, or cannot be read as a table.
#[must_use]
pub fn is_filled(stage: &Stage, path: &str, there: Content, blank: Content) -> bool {
    let (Some(there), Some(blank)) = (cells(stage, path, there), cells(stage, path, blank)) else { return true };
    there.iter().any(|(key, cell)| blank.get(key) != Some(cell))
}

/// What stands in a sheet: by the row's participant and attempt, and by the column.
type Cells = BTreeMap<(Vec<String>, String), String>;

/// The cells into which a juror writes, as far as anything stands there; none if the sheet is no table, or has rows of
/// another width, which somebody has written.
fn cells(stage: &Stage, path: &str, bytes: Content) -> Option<Cells> {
    let files = Files::from([(path.to_owned(), bytes)]);
    let mut checker = Checker::new(&files, Kind::Contest);
    let table = checker.table(path, &|cell| names_column(stage, cell))?;
    if !table.uneven_cells().is_empty() {
        return None;
    }
    let header: Vec<(usize, String)> = table.header().map(|(position, title)| (position, title.to_owned())).collect();
    let (key, written): (Vec<_>, Vec<_>) = header.into_iter().partition(|(_, title)| is_key(title));
    // A spreadsheet counts the total itself, and nothing hangs on the number of a row.
    let written: Vec<(usize, String)> = written.into_iter().filter(|(_, title)| !is_printed(title)).collect();
    Some(of_rows(&table, &key, &written))
}

fn of_rows(table: &Table, key: &[(usize, String)], written: &[(usize, String)]) -> Cells {
    let mut cells = Cells::new();
    for row in table.rows() {
        let own: Vec<String> = key.iter().map(|(position, _)| row.cell(*position).to_owned()).collect();
        for (position, title) in written {
            let cell = row.cell(*position);
            if !cell.is_empty() {
                cells.insert((own.clone(), title.clone()), cell.to_owned());
            }
        }
    }
    cells
}

fn is_key(title: &str) -> bool {
    Column::named(title, &[Column::Participant, Column::Attempt]).is_some()
}

fn is_printed(title: &str) -> bool {
    Column::named(title, &[Column::Total, Column::Ordinal]).is_some()
}
