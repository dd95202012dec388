//! Whom the sheets name, where no table of participants says who takes part.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::contest::{Entry, Rules};
use crate::definition::is_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::Table;
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::ids::{Form, Ids, NOBODY, Named, put_in_order};
use crate::validate::scores::{columns, files, indices, read_tables};

/// The entries that the sheets name, for a contest without a table of participants, and which of them each row names.
pub(crate) fn named_entries(checker: &mut Checker, rules: &Rules, until: Option<&str>) -> (Vec<Entry>, Vec<Named>) {
    let mut known: Ids = Ids::default();
    let last = until.and_then(|id| rules.find_stage(id)).unwrap_or_else(|| rules.ranking());
    let mut files = files::sheet_files(checker, rules);
    files.retain(|file| file.stage <= last);
    read_tables(checker, rules, &files);
    let mut tables: Vec<Naming> = Vec::new();
    for file in &files {
        let stage = &rules.stages[file.stage.0];
        let Some(table) = checker.table(&file.path, &|cell| columns::names_column(stage, cell)) else { continue };
        if let Some(column) = columns::participants(stage, &table) {
            tables.push(Naming { table, column });
        }
    }
    // Nearly all that the other sheets name, the first one has named; who else there is, is looked for at once.
    let (mut entries, own) = tables.first().and_then(Naming::all).unwrap_or_default();
    let mut own = Some(own).filter(|_| !entries.is_empty());
    let name = |naming: &Naming| known.named(&naming.table, naming.column, &entries);
    let mut named: Vec<Named> =
        tables.iter().map(|naming| own.take().flatten().unwrap_or_else(|| name(naming))).collect();
    for (naming, named) in tables.iter().zip(&mut named) {
        for (index, row) in named.rows.iter_mut().enumerate().filter(|(_, row)| **row == NOBODY) {
            *row = naming.take(checker, index, &mut known, &mut entries).unwrap_or(NOBODY);
        }
    }
    (entries, named)
}

/// A sheet, and the column in which it names participants.
struct Naming {
    table: Arc<Table>,
    column: usize,
}

impl Naming {
    /// The entries of all rows in the order of their ids, each once, if every row names somebody by an id. Of several
    /// rows with one id the first one is where the entry stands. Whom each row names is told where the rows stand in
    /// that order.
    fn all(&self) -> Option<(Vec<Entry>, Option<Named>)> {
        let (entries, is_in_order) = match self.all_numbered() {
            Some(numbered) => numbered,
            None => self.all_of_any_form()?,
        };
        let rows = || Named { file: self.table.file, column: self.column, rows: indices(&self.table).collect() };
        Some((entries, is_in_order.then(rows)))
    }

    /// The entries, and whether each row names another one and they stand in the order of the rows.
    fn all_of_any_form(&self) -> Option<(Vec<Entry>, bool)> {
        let entry = |index: usize| is_id(&self.table.cell(index, self.column)).then(|| self.entry(index));
        let entries: Vec<Option<Entry>> = (0..self.table.len()).into_par_iter().map(entry).collect();
        let mut entries: Vec<Entry> = entries.into_iter().collect::<Option<_>>()?;
        let stood_in_order = put_in_order(&mut entries).is_none();
        entries.dedup_by(|next, own| next.id == own.id);
        let is_in_order = stood_in_order && entries.len() == self.table.len();
        Some((entries, is_in_order))
    }

    /// The same where all ids are numbers behind one beginning: these are put in order before anything is made of them.
    fn all_numbered(&self) -> Option<(Vec<Entry>, bool)> {
        let first = (!self.table.is_empty()).then(|| self.table.cell(0, self.column)).filter(|first| is_id(first))?;
        let form = Form::of(&first)?;
        let named = |row: u32| {
            let number = form.number(&self.table.cell(row as usize, self.column))?;
            match self.table.cell_place(row as usize, self.column) {
                Place::Text { start, end, .. } => Some((number, start, end)),
                Place::File(_) => None,
            }
        };
        let named: Vec<Option<(u32, u32, u32)>> = indices(&self.table).into_par_iter().map(named).collect();
        let mut named: Vec<(u32, u32, u32)> = named.into_iter().collect::<Option<_>>()?;
        let is_in_order = named.par_windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !is_in_order {
            named.par_sort_unstable();
            named.dedup_by_key(|(number, ..)| *number);
        }
        let entry = |id: &mut String, (number, start, end): (u32, u32, u32)| {
            form.write(number, id);
            Entry::unnamed(id, Place::Text { file: self.table.file, start, end })
        };
        Some((named.into_par_iter().map_init(String::new, entry).collect(), is_in_order))
    }

    fn entry(&self, row: usize) -> Entry {
        Entry::unnamed(&self.table.cell(row, self.column), self.table.cell_place(row, self.column))
    }

    /// Takes in the entry that a row names, unless it is known: its position, if the row names one by an id.
    fn take(&self, checker: &mut Checker, row: usize, known: &mut Ids, entries: &mut Vec<Entry>) -> Option<u32> {
        let id = &*self.table.cell(row, self.column);
        if id.is_empty() {
            return None;
        }
        if is_id(id) {
            return Some(known.add(self.entry(row), entries));
        }
        let place = self.table.cell_place(row, self.column);
        checker.report(Diagnostic::new(Code::BadId, place).with("id", id));
        checker.damage([id]);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Alphabet, Language};
    use crate::source::Sources;
    use proptest::prelude::*;

    proptest! {
        /// Each id has one entry, in the order of the alphabet and where its first row stands; whom the rows name, if it is
        /// told, is whom their ids are of.
        #[test]
        fn entries_are_those_that_the_rows_name(
            mut ids in prop_oneof![
                prop::collection::vec("b[0-9]{2}", 1..30),
                prop::collection::vec("[a-c][0-9]{1,2}", 1..30),
                prop::collection::vec("[a-c]-[a-c]{1,3}", 1..30),
                (1_u32..30).prop_map(|end| (0..end).map(|number| format!("b{:02}", number * 3)).collect()),
            ],
            is_sorted in any::<bool>(),
            quote in prop::sample::select(vec!["", "\"", " "]),
        ) {
            if is_sorted {
                ids.sort();
                ids.dedup();
            }
            let text: String = ids.iter().map(|id| format!("{quote}{id}{quote};1\n")).collect();
            let mut sources = Sources::default();
            let (file, outcome) = sources.add("s.csv", format!("id;c\n{text}").into_bytes());
            outcome.unwrap();
            let (table, _) = Table::read(&sources, file, &|name| ["id", "c"].contains(&name)).unwrap();
            let naming = Naming { table: Arc::new(table), column: 0 };
            let (entries, named) = naming.all().unwrap();
            let own: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
            let mut expected: Vec<&str> = ids.iter().map(String::as_str).collect();
            expected.sort_unstable_by(|one, other| Alphabet::new(Language::En).compare(one, other));
            expected.dedup();
            prop_assert_eq!(&own, &expected);
            for entry in &entries {
                let first = ids.iter().position(|id| *id == entry.id).unwrap();
                prop_assert_eq!(entry.place, naming.table.cell_place(first, 0));
            }
            if is_sorted && ids.iter().all(|id| id.len() == ids[0].len()) {
                prop_assert!(named.is_some());
            }
            if let Some(named) = named {
                let rows: Vec<&str> = named.rows.iter().map(|row| own[*row as usize]).collect();
                prop_assert_eq!(rows, ids.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }
}
