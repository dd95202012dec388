//! Whom the sheets name, where no table of participants says who takes part.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::contest::{Entry, Rules};
use crate::definition::is_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Heading, Table};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::ids::{Form, Ids, put_in_order};
use crate::validate::people::Roster;
use crate::validate::scores::{columns, files, read_headings};

/// Whom the sheets name, for a contest without a table of participants.
pub(crate) fn named_entries(checker: &mut Checker, rules: &Rules, until: Option<&str>) -> Roster {
    let last = until.and_then(|id| rules.find_stage(id)).unwrap_or_else(|| rules.ranking());
    let mut files = files::sheet_files(checker, rules);
    files.retain(|file| file.stage <= last);
    read_headings(checker, rules, &files);
    let mut sheets: Vec<(&str, Arc<Heading>, usize)> = Vec::new();
    for file in &files {
        let Some(heading) = checker.heading(&file.path) else { continue };
        if let Some(column) = columns::participants(&rules.stages[file.stage.0], &heading) {
            sheets.push((&file.path, heading, column));
        }
    }
    checker.find_rows(
        files.iter().map(|file| file.path.as_str()).filter(|path| !sheets.iter().any(|(own, ..)| own == path)),
    );
    // Nearly all that the other sheets name, the first one has named; who else there is, is looked for at once.
    let Some((first, _, column)) = sheets.first() else { return Roster::new(Vec::new()) };
    checker.find_rows([*first]);
    let all = checker.known_table(first).and_then(|table| Naming { table, column: *column }.all());
    let others = if all.is_some() { &sheets[1..] } else { &sheets };
    let (mut entries, mut known) = all.unwrap_or_default();
    let others = others.par_iter().filter(|(_, heading, column)| !known.know_all((heading, *column), &entries));
    let others: Vec<(&str, usize)> = others.map(|(path, _, column)| (*path, *column)).collect();
    if others.is_empty() {
        return Roster::in_order(entries, known);
    }
    checker.find_rows(others.iter().map(|(path, _)| *path));
    for (path, column) in others {
        let Some(table) = checker.known_table(path) else { continue };
        let naming = Naming { table, column };
        for row in known.strangers((&naming.table, column), &entries) {
            naming.take(checker, row, &mut known, &mut entries);
        }
    }
    Roster::new(entries)
}

/// A sheet, and the column in which it names participants.
struct Naming {
    table: Arc<Table>,
    column: usize,
}

impl Naming {
    /// The entries of all rows in the order of their ids, each once, with what finds them, if every row names somebody by
    /// an id. Of several rows with one id the first one is where the entry stands.
    fn all(&self) -> Option<(Vec<Entry>, Ids)> {
        self.all_numbered().or_else(|| Some((self.all_of_any_form()?, Ids::default())))
    }

    fn all_of_any_form(&self) -> Option<Vec<Entry>> {
        let entry = |index: usize| is_id(&self.table.cell(index, self.column)).then(|| self.entry(index));
        let entries: Vec<Option<Entry>> = (0..self.table.len()).into_par_iter().map(entry).collect();
        let mut entries: Vec<Entry> = entries.into_iter().collect::<Option<_>>()?;
        put_in_order(&mut entries);
        entries.dedup_by(|next, own| next.id == own.id);
        Some(entries)
    }

    /// The same where all ids are numbers behind one beginning: these are put in order before anything is made of them.
    fn all_numbered(&self) -> Option<(Vec<Entry>, Ids)> {
        let first = (!self.table.is_empty()).then(|| self.table.cell(0, self.column)).filter(|first| is_id(first))?;
        let form = Form::of(&first)?;
        let text = self.table.text();
        let named = |row: usize| match self.table.cell_place(row, self.column) {
            // What is of this form has no quotes in it.
            Place::Text { start, end, .. } => Some((form.number(&text[start as usize..end as usize])?, start, end)),
            Place::File(_) => None,
        };
        let named: Vec<Option<(u32, u32, u32)>> = (0..self.table.len()).into_par_iter().map(named).collect();
        let mut named: Vec<(u32, u32, u32)> = named.into_iter().collect::<Option<_>>()?;
        if !named.par_windows(2).all(|pair| pair[0].0 < pair[1].0) {
            named.par_sort_unstable();
            named.dedup_by_key(|(number, ..)| *number);
        }
        let entry = |(_, start, end): (u32, u32, u32)| {
            let id = &text[start as usize..end as usize];
            Entry::unnamed(id, Place::Text { file: self.table.file, start, end })
        };
        let has_gaps = named.par_windows(2).any(|pair| pair[0].0 + 1 != pair[1].0);
        let ids = match named.first() {
            Some((lowest, ..)) if !has_gaps => Ids::numbered(form.clone(), *lowest, named.len()),
            Some(_) | None => Ids::default(),
        };
        Some((named.into_par_iter().map(entry).collect(), ids))
    }

    fn entry(&self, row: usize) -> Entry {
        Entry::unnamed(&self.table.cell(row, self.column), self.table.cell_place(row, self.column))
    }

    /// Takes in the entry that a row names, unless it is known; what is no id is reported.
    fn take(&self, checker: &mut Checker, row: usize, known: &mut Ids, entries: &mut Vec<Entry>) {
        let id = &*self.table.cell(row, self.column);
        if is_id(id) {
            known.add(self.entry(row), entries);
        } else if !id.is_empty() {
            let place = self.table.cell_place(row, self.column);
            checker.report(Diagnostic::new(Code::BadId, place).with("id", id));
            checker.damage([id]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Alphabet, Language};
    use crate::source::Sources;
    use proptest::prelude::*;

    proptest! {
        /// Each id has one entry, in the order of the alphabet and where its first row stands.
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
            let (entries, _) = naming.all().unwrap();
            let own: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
            let mut expected: Vec<&str> = ids.iter().map(String::as_str).collect();
            expected.sort_unstable_by(|one, other| Alphabet::new(Language::En).compare(one, other));
            expected.dedup();
            prop_assert_eq!(&own, &expected);
            for entry in &entries {
                let first = ids.iter().position(|id| *id == entry.id).unwrap();
                prop_assert_eq!(entry.place, naming.table.cell_place(first, 0));
            }
        }
    }
}
