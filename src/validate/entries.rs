//! The entries: the rows of `participants.csv`, read on all cores.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use smol_str::SmolStr;

use crate::contest::{Details, Entry, FieldColumns, Rules, Status};
use crate::definition::Definition;
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Column, Row, STATUSES, fold};
use crate::source::{Place, Spanned};
use crate::validate::alike::report_alike;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::people::{Roster, duplicate_id, id};
use crate::validate::{Checker, List, scores};

/// Reads `participants.csv`, or collects the entries from the sheets where there is none.
pub(crate) fn entries(checker: &mut Checker, definition: &Definition, rules: &Rules, until: Option<&str>) -> Roster {
    if !checker.has_table(FolderTable::Participants.name()) {
        for column in columns_of_rules(definition) {
            let unknown = Diagnostic::new(Code::UnknownName, column.place).with("name", column.value.as_str());
            checker.report(unknown.with("kind", "column").with("nearest", "no").with("known", "–"));
        }
        return scores::named_entries(checker, rules, until);
    }
    let Some(listing) = Listing::read(checker, FolderTable::Participants) else {
        checker.unreadable(List::Participants);
        return Roster::new(Vec::new());
    };
    checker.damage(listing.table.uneven_cells().iter().map(String::as_str));
    let columns = FolderTable::Participants.columns();
    let mut known: Vec<&str> =
        columns.known().filter(|column| listing.has(*column)).map(|column| column.id()).collect();
    known.extend(listing.others.iter().map(|(_, name)| name.as_str()));
    for column in columns_of_rules(definition).filter(|column| !known.contains(&column.value.as_str())) {
        let unknown = Diagnostic::new(Code::UnknownName, column.place).with("name", column.value.as_str());
        let unknown = unknown.with("kind", "column").with_nearest(&column.value, known.iter().copied());
        checker.report(unknown.with("known", known.join(", ")));
    }
    let reader = RowReader::new(&listing);
    let mut entries: Vec<Entry> = Vec::new();
    let (mut ids, mut values) = (FirstIds::default(), HashMap::new());
    for (row, (entry, found)) in reader.rows().enumerate() {
        found.into_iter().for_each(|found| checker.report(found));
        let Some(entry) = entry else {
            let row = &listing.table.row(row);
            checker.damage([listing.cell(row, Column::Id), listing.cell(row, Column::Name)]);
            if listing.cell(row, Column::Name).is_empty() {
                checker.unreadable(List::Names);
            }
            continue;
        };
        if let Some(first) = ids.first(&entry, &entries) {
            duplicate_id(checker, &entry.id, entry.place, first);
            continue;
        }
        if is_late(rules, &entry) {
            late(checker, rules, &listing, &listing.table.row(row), &entry);
        }
        one_per(checker, rules, &entries, &entry, &mut values);
        entries.push(entry);
    }
    if listing.table.is_empty() {
        checker.report(Diagnostic::new(Code::NoEntries, Place::File(listing.table.file)));
        checker.unreadable(List::Participants);
    }
    let roster = Roster::new(entries);
    report_alike(checker, &roster.entries);
    roster
}

fn columns_of_rules(definition: &Definition) -> impl Iterator<Item = &Spanned<String>> {
    let stages = definition.stages.iter().chain(&definition.ranking);
    let of_stages = stages.flat_map(|stage| {
        let ways = stage.pass.iter().flat_map(|pass| &pass.ways).filter_map(|way| way.within.as_ref());
        stage.within.iter().chain(ways)
    });
    let in_ties = definition.stages.iter().chain(&definition.ranking).flat_map(|stage| {
        // Of another stage only a number can be looked at; a name of the own stage is a column if it is no number.
        let links = stage.all_ties().flat_map(|ties| &ties.links).filter(|link| link.stage.is_none());
        let names = links.flat_map(|link| link.highest.iter().chain(&link.lowest));
        names.filter(|name| !stage.numbers.iter().any(|number| number.id.value == name.value))
    });
    let of_stages = of_stages.chain(in_ties);
    let of_nominations = definition.nominations.iter().filter_map(|nomination| nomination.within.as_ref());
    definition.one_per.iter().chain(of_stages).chain(of_nominations).chain(&definition.publish.fields)
}

/// Where the first entry of each id stands. As long as the ids rise, none comes twice, and nothing is kept.
#[derive(Default)]
struct FirstIds(Option<HashMap<SmolStr, Place>>);

impl FirstIds {
    /// Where the first entry of this id stands, if this is not the first one; `before` are those that are.
    fn first(&mut self, entry: &Entry, before: &[Entry]) -> Option<Place> {
        if self.0.is_none() && before.last().is_none_or(|last| last.id < entry.id) {
            return None;
        }
        let known = || before.iter().map(|entry| (entry.id.clone(), entry.place)).collect();
        match self.0.get_or_insert_with(known).entry(entry.id.clone()) {
            Slot::Occupied(first) => Some(*first.get()),
            Slot::Vacant(free) => {
                free.insert(entry.place);
                None
            }
        }
    }
}

/// Reads the rows of `participants.csv`.
struct RowReader<'l> {
    listing: &'l Listing,
    columns: FieldColumns,
    known: Vec<Column>,
}

/// An entry, unless its row could not be understood, and what is wrong with the row.
type RowRead = (Option<Entry>, Vec<Diagnostic>);

/// How many rows are read one after the other, and how many are held until what they say is taken in.
const STRETCH: usize = 1 << 10;
const ROWS_AT_ONCE: usize = STRETCH << 4;

impl<'l> RowReader<'l> {
    fn new(listing: &'l Listing) -> Self {
        let own =
            [Column::Organisation, Column::Position, Column::Track, Column::Project, Column::Submitted, Column::Status];
        let known: Vec<Column> = own.into_iter().filter(|column| listing.has(*column)).collect();
        let names: Vec<&str> = known
            .iter()
            .map(|column| column.id())
            .chain(listing.others.iter().map(|(_, name)| name.as_str()))
            .collect();
        RowReader { listing, columns: FieldColumns::new(&names), known }
    }

    /// All rows in their order, read on all cores.
    fn rows(&self) -> impl Iterator<Item = RowRead> + '_ {
        let rows = self.listing.table.len();
        let stretch = move |start: usize| -> Vec<RowRead> {
            self.listing.table.rows_in(start..rows.min(start + STRETCH)).map(|row| self.row(&row)).collect()
        };
        (0..rows).step_by(ROWS_AT_ONCE).flat_map(move |from| {
            let starts: Vec<usize> = (from..rows.min(from + ROWS_AT_ONCE)).step_by(STRETCH).collect();
            let read: Vec<Vec<RowRead>> = starts.into_par_iter().map(stretch).collect();
            read.into_iter().flatten()
        })
    }

    fn row(&self, row: &Row) -> RowRead {
        let mut found = Vec::new();
        let entry = self.entry(&mut found, row);
        (entry, found)
    }

    fn entry(&self, found: &mut Vec<Diagnostic>, row: &Row) -> Option<Entry> {
        let listing = self.listing;
        let id = id(found, listing, row)?;
        let name = listing.required(found, row, Column::Name)?;
        let status = match listing.cell(row, Column::Status) {
            "" => Status::Eligible,
            _ => listing.meaning(found, row, Column::Status, STATUSES)?,
        };
        let reason = match status {
            Status::Eligible => listing.cell(row, Column::Reason),
            Status::OutOfCompetition | Status::Rejected | Status::Withdrawn | Status::Disqualified => {
                listing.required(found, row, Column::Reason).unwrap_or_default()
            }
        };
        let fields = self.columns.fields(|column| match self.known.get(column) {
            Some(known) => listing.cell(row, *known),
            None => row.cell(listing.others[column - self.known.len()].0),
        });
        let details = Details {
            organisation: listing.cell(row, Column::Organisation).to_owned(),
            track: listing.cell(row, Column::Track).to_owned(),
            submitted: listing.date(found, row, Column::Submitted),
            reason: reason.to_owned(),
            fields,
        };
        Some(Entry::new(id.into(), name.into(), status, listing.place(row, Column::Id), details))
    }
}

/// Whether an application came too late. The day named still counts.
fn is_late(rules: &Rules, entry: &Entry) -> bool {
    let is_out = entry.status == Status::Rejected || entry.status == Status::Withdrawn;
    !is_out && rules.calendar.applications.zip(entry.submitted).is_some_and(|(last, submitted)| submitted > last)
}

fn late(checker: &mut Checker, rules: &Rules, listing: &Listing, row: &Row, entry: &Entry) {
    if let (Some(last), Some(submitted)) = (rules.calendar.applications, entry.submitted) {
        let place = listing.place(row, Column::Submitted);
        let late = Diagnostic::new(Code::SubmittedLate, place).with("submitted", submitted.to_string());
        checker.report(late.with("last", last.to_string()));
    }
}

/// Reports a second entry of one value, where the rules allow one each. `values` are those of the entries so far, with
/// the first entry of each.
fn one_per(
    checker: &mut Checker,
    rules: &Rules,
    entries: &[Entry],
    entry: &Entry,
    values: &mut HashMap<String, usize>,
) {
    let Some(column) = &rules.one_per else { return };
    let value = fold(entry.fields.get(column).unwrap_or_default());
    if entry.status != Status::Eligible || value.is_empty() {
        return;
    }
    let first = *values.entry(value).or_insert(entries.len());
    if let Some(first) = entries.get(first) {
        let second = Diagnostic::new(Code::OneEntryEach, entry.place).with("first", first.id.as_str());
        let line = checker.sources.describe_line(first.place);
        let second = second.with("second", entry.id.as_str()).with("line", line);
        checker.report(second.with("value", entry.fields.get(column).unwrap_or_default()));
    }
}
