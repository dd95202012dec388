//! Participants, jury, conflicts of interest.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use smol_str::SmolStr;

use crate::contest::{Conflict, Details, Entry, EntryIndex, Juror, JurorIndex, Role, Rules, StageIndex, Status};
use crate::definition::{Definition, is_id, is_reserved};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Alphabet, Language};
use crate::sheet::{Column, NameKey, ROLES, Row, STATUSES, Table, fold, is_same};
use crate::source::{Place, Spanned};
use crate::validate::folder::FolderTable;
use crate::validate::ids::{Ids, NOBODY, Named, put_in_order};
use crate::validate::listing::Listing;
use crate::validate::{Checker, List, scores};

/// The entries with what it takes to recognise them.
pub(crate) struct Roster {
    /// In the order of their ids.
    pub(crate) entries: Vec<Entry>,
    ids: Ids,
    /// Whom the rows of tables name that were read already.
    named: Vec<Named>,
    /// The codes of a blind contest.
    by_code: BTreeMap<String, EntryIndex>,
    /// By the folded name, once somebody is looked for by name.
    by_name: OnceLock<HashMap<String, Vec<EntryIndex>>>,
}

impl Roster {
    fn new(mut entries: Vec<Entry>, mut named: Vec<Named>) -> Self {
        if let Some(order) = put_in_order(&mut entries) {
            let mut now = vec![NOBODY; order.len()];
            for (position, before) in (0..).zip(order) {
                now[before as usize] = position;
            }
            let rows = named.iter_mut().flat_map(|each| &mut each.rows);
            rows.for_each(|row| *row = now.get(*row as usize).copied().unwrap_or(NOBODY));
        }
        Roster { entries, ids: Ids::default(), named, by_code: BTreeMap::new(), by_name: OnceLock::new() }
    }

    /// The entries whose name it is.
    fn by_name(&self, name: &str) -> &[EntryIndex] {
        let all = self.by_name.get_or_init(|| {
            let mut all: HashMap<String, Vec<EntryIndex>> = HashMap::new();
            for (index, entry) in self.entries.iter().enumerate() {
                all.entry(fold(&entry.name)).or_default().push(EntryIndex(index));
            }
            all
        });
        all.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// Lets sheets name the entry by its code; whom the code names already, if it does.
    pub(crate) fn name_by_code(&mut self, code: &str, entry: EntryIndex) -> Option<EntryIndex> {
        let taken = self.by_id(code, 0).or_else(|| self.by_code.get(code).copied());
        if taken.is_none() {
            self.by_code.insert(code.to_owned(), entry);
        }
        taken
    }

    /// The entry of this id; the one at the position that is expected is looked at first.
    pub(crate) fn by_id(&self, id: &str, expected: usize) -> Option<EntryIndex> {
        self.ids.find(id, expected, &self.entries).map(EntryIndex)
    }

    /// The code of every entry that has one.
    pub(crate) fn codes(&self) -> BTreeMap<EntryIndex, String> {
        self.by_code.iter().map(|(code, entry)| (*entry, code.clone())).collect()
    }

    /// Whom each row of a table names by an id in a column: a position among the entries, or [`NOBODY`].
    pub(crate) fn named(&self, table: &Table, column: usize) -> Cow<'_, [u32]> {
        let known = self.named.iter().find(|named| (named.file, named.column) == (table.file, column));
        match known {
            Some(named) => Cow::Borrowed(&named.rows),
            None => Cow::Owned(self.ids.named(table, column, &self.entries).rows),
        }
    }

    /// The entry that a text names by its id, its code or its full name, if there is a single one.
    pub(crate) fn look_up(&self, text: &str) -> Option<EntryIndex> {
        let named = || match self.by_name(text) {
            [index] => Some(*index),
            _ => None,
        };
        self.by_id(text, 0).or_else(|| self.by_code.get(text).copied()).or_else(named)
    }

    /// The entry that a cell names by its id, its code or its full name; none if there is no single one, which is
    /// reported.
    pub(crate) fn find(&self, checker: &mut Checker, text: &str, place: Place) -> Option<EntryIndex> {
        if let Some(index) = self.look_up(text) {
            return Some(index);
        }
        if text.is_empty() {
            checker.report(Diagnostic::new(Code::MissingCell, place).with("column", Column::Participant.id()));
            return None;
        }
        if checker.is_damaged(List::Participants, text) || !is_id(text) && checker.is_damaged(List::Names, text) {
            return None;
        }
        match self.by_name(text) {
            several @ [_, ..] => {
                let ids: Vec<&str> = several.iter().map(|index| self.entries[index.0].id.as_str()).collect();
                let ambiguous = Diagnostic::new(Code::AmbiguousName, place).with("name", text);
                checker.report(ambiguous.with("ids", ids.join(", ")));
                None
            }
            [] => {
                let unknown = Diagnostic::new(Code::UnknownParticipant, place).with("name", text);
                checker.report(match self.alike(text) {
                    Some(name) => unknown.with("nearest", name),
                    None => {
                        let known = self.entries.iter().flat_map(|entry| [entry.id.as_str(), entry.name.as_str()]);
                        unknown.with_nearest(text, known)
                    }
                });
                None
            }
        }
    }
}

/// How many names are taken apart at once.
const AT_ONCE: usize = 1 << 14;

impl Roster {
    /// The name of an entry that may be meant by another spelling. It is proposed, and nobody is taken for it.
    fn alike(&self, text: &str) -> Option<&str> {
        let key = NameKey::new(text);
        self.entries.iter().map(|entry| entry.name.as_str()).find(|name| NameKey::new(name).is_alike(&key))
    }

    /// Reports entries whose names differ only in letters that look the same: one person may stand twice in the list.
    fn report_alike(&self, checker: &mut Checker) {
        let mut parts: HashMap<String, EntryIndex> = HashMap::new();
        let parts_of = |entries: &[Entry]| -> Vec<[String; 2]> {
            entries.par_iter().map(|entry| NameKey::new(&entry.name).parts()).collect()
        };
        let keys = self.entries.chunks(AT_ONCE).flat_map(parts_of);
        for ((index, entry), own) in self.entries.iter().enumerate().zip(keys) {
            let first = own.iter().find_map(|part| parts.get(part)).copied().unwrap_or(EntryIndex(index));
            for part in own {
                parts.entry(part).or_insert(first);
            }
            let first = &self.entries[first.0];
            if !is_same(&first.name, &entry.name) {
                let line = checker.sources.describe_line(first.place);
                let alike = Diagnostic::new(Code::NamesAlike, entry.place).with("name", entry.name.as_str());
                checker.report(alike.with("other", first.name.as_str()).with("line", line));
            }
        }
    }
}

/// The juror whom a cell names by id; none if there is none, which is reported.
pub(crate) fn find_juror(checker: &mut Checker, jury: &[Juror], text: &str, place: Place) -> Option<JurorIndex> {
    let by_id = jury.iter().position(|juror| juror.id == text);
    let by_name = || jury.iter().position(|juror| is_same(&juror.name, text));
    let found = by_id.or_else(by_name).map(JurorIndex);
    if text.is_empty() {
        checker.report(Diagnostic::new(Code::MissingCell, place).with("column", Column::Juror.id()));
    } else if found.is_none() && !checker.is_damaged(List::Jury, text) {
        let unknown = Diagnostic::new(Code::UnknownJuror, place).with("name", text);
        let key = NameKey::new(text);
        let alike = jury.iter().find(|juror| NameKey::new(&juror.name).is_alike(&key));
        checker.report(match alike {
            Some(juror) => unknown.with("nearest", juror.name.as_str()),
            None => unknown.with_nearest(text, jury.iter().map(|juror| juror.id.as_str())),
        });
    }
    found
}

/// Reads `jury.csv`: chair first, then the members, then the secretary, each by id.
pub(crate) fn jury(checker: &mut Checker, definition: &Definition) -> Vec<Juror> {
    let faults = checker.count();
    let Some(listing) = Listing::read(checker, FolderTable::Jury) else {
        checker.unreadable(List::Jury);
        return Vec::new();
    };
    checker.damage(listing.table.uneven_cells().iter().map(String::as_str));
    let mut jury: Vec<Juror> = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let Some(juror) = juror(checker, definition, &listing, row) else {
            checker.damage([listing.cell(row, Column::Id), listing.cell(row, Column::Name)]);
            continue;
        };
        if let Some(first) = jury.iter().find(|first| first.id == juror.id) {
            let place = listing.place(row, Column::Id);
            duplicate_id(checker, &juror.id, place, first.place);
            continue;
        }
        if let (Role::Chair, Some(first)) = (juror.role, jury.iter().find(|first| first.role == Role::Chair)) {
            let first = checker.sources.describe_line(first.place);
            let place = listing.place(row, Column::Role);
            checker.report(Diagnostic::new(Code::TwoChairs, place).with("first", first));
        }
        jury.push(juror);
    }
    let file = Place::File(listing.table.file);
    if !jury.iter().any(|juror| juror.role.votes()) {
        checker.report(Diagnostic::new(Code::NobodyJudges, file));
    } else if !jury.iter().any(|juror| juror.role == Role::Chair) && checker.count() == faults {
        checker.report(Diagnostic::new(Code::NoChair, file));
    }
    let judging = || jury.iter().filter(|juror| juror.role.votes());
    if judging().any(|juror| juror.panel.is_some()) {
        for row in listing.table.rows() {
            let row = &row;
            let id = listing.cell(row, Column::Id);
            if judging().any(|juror| juror.id == id && juror.panel.is_none()) {
                let place = listing.place(row, Column::Panel);
                checker.report(Diagnostic::new(Code::MissingCell, place).with("column", Column::Panel.id()));
            }
        }
    }
    let alphabet = Alphabet::new(Language::En);
    jury.sort_by(|one, other| one.role.cmp(&other.role).then_with(|| alphabet.compare(&one.id, &other.id)));
    jury
}

fn juror(checker: &mut Checker, definition: &Definition, listing: &Listing, row: &Row) -> Option<Juror> {
    let id = id(checker, listing, row)?;
    let name = listing.required(checker, row, Column::Name)?.to_owned();
    let role = match listing.cell(row, Column::Role) {
        "" => Role::Member,
        _ => listing.meaning(checker, row, Column::Role, ROLES)?,
    };
    let stage_ids: Vec<&str> = definition.stages.iter().map(|stage| stage.id.value.as_str()).collect();
    let stages = names(checker, listing, row, Column::Stages, &stage_ids);
    let stages = stages.map(|names| {
        names.iter().filter_map(|name| stage_ids.iter().position(|id| id == name)).map(StageIndex).collect()
    });
    let criteria = definition.stages.iter().flat_map(|stage| stage.criteria.iter().flatten().flatten());
    let criterion_ids: Vec<&str> = criteria.map(|criterion| criterion.id.value.as_str()).collect();
    let criteria = names(checker, listing, row, Column::Criteria, &criterion_ids);
    let track = Some(listing.cell(row, Column::Track)).filter(|track| !track.is_empty()).map(str::to_owned);
    Some(Juror {
        id,
        name,
        position: listing.cell(row, Column::Position).to_owned(),
        workplace: listing.cell(row, Column::Workplace).to_owned(),
        role,
        stages,
        criteria,
        track,
        panel: Some(listing.cell(row, Column::Panel)).filter(|panel| !panel.is_empty()).map(str::to_owned),
        place: listing.place(row, Column::Id),
    })
}

/// A list in a cell, divided by spaces; none if the cell is blank.
fn names(checker: &mut Checker, listing: &Listing, row: &Row, column: Column, known: &[&str]) -> Option<Vec<String>> {
    let cell = listing.cell(row, column);
    let names: Vec<String> = cell.split_whitespace().map(str::to_owned).collect();
    let faults = checker.count();
    for name in names.iter().filter(|name| !known.contains(&name.as_str())) {
        let place = listing.place(row, column);
        let unknown =
            Diagnostic::new(Code::UnknownWord, place).with("found", name.as_str()).with("column", column.id());
        checker.report(unknown.with_nearest(name, known.iter().copied()).with("known", known.join(", ")));
    }
    // With a name unknown, nobody knows how far the list was meant to narrow.
    (!names.is_empty() && checker.count() == faults).then_some(names)
}

fn id(checker: &mut Checker, listing: &Listing, row: &Row) -> Option<String> {
    let id = listing.required(checker, row, Column::Id)?;
    let place = listing.place(row, Column::Id);
    if !is_id(id) {
        checker.report(Diagnostic::new(Code::BadId, place).with("id", id));
        return None;
    }
    if is_reserved(id) {
        checker.report(Diagnostic::new(Code::ReservedId, place).with("id", id));
    }
    Some(id.to_owned())
}

fn duplicate_id(checker: &mut Checker, id: &str, place: Place, first: Place) {
    let first = checker.sources.describe_line(first);
    checker.report(Diagnostic::new(Code::DuplicateId, place).with("id", id).with("first", first));
}

/// Reads `participants.csv`, or collects the entries from the sheets where there is none.
pub(crate) fn entries(checker: &mut Checker, definition: &Definition, rules: &Rules, until: Option<&str>) -> Roster {
    if !checker.has_table(FolderTable::Participants.name()) {
        for column in columns_of_rules(definition) {
            let unknown = Diagnostic::new(Code::UnknownName, column.place).with("name", column.value.as_str());
            checker.report(unknown.with("kind", "column").with("nearest", "no").with("known", "–"));
        }
        let (entries, named) = scores::named_entries(checker, rules, until);
        return Roster::new(entries, named);
    }
    let Some(listing) = Listing::read(checker, FolderTable::Participants) else {
        checker.unreadable(List::Participants);
        return Roster::new(Vec::new(), Vec::new());
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
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_id: HashMap<SmolStr, Place> = HashMap::new();
    let mut values: HashMap<String, usize> = HashMap::new();
    for row in listing.table.rows() {
        let row = &row;
        let Some(entry) = entry(checker, &listing, row) else {
            checker.damage([listing.cell(row, Column::Id), listing.cell(row, Column::Name)]);
            if listing.cell(row, Column::Name).is_empty() {
                checker.unreadable(List::Names);
            }
            continue;
        };
        if let Some(first) = by_id.get(&entry.id) {
            let place = listing.place(row, Column::Id);
            duplicate_id(checker, &entry.id, place, *first);
            continue;
        }
        by_id.insert(entry.id.clone(), entry.place);
        late(checker, rules, &listing, row, &entry);
        one_per(checker, rules, &entries, &entry, &mut values);
        entries.push(entry);
    }
    if listing.table.is_empty() {
        checker.report(Diagnostic::new(Code::NoEntries, Place::File(listing.table.file)));
        checker.unreadable(List::Participants);
    }
    let roster = Roster::new(entries, Vec::new());
    roster.report_alike(checker);
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

fn entry(checker: &mut Checker, listing: &Listing, row: &Row) -> Option<Entry> {
    let id = id(checker, listing, row)?;
    let name = listing.required(checker, row, Column::Name)?.to_owned();
    let status = match listing.cell(row, Column::Status) {
        "" => Status::Eligible,
        _ => listing.meaning(checker, row, Column::Status, STATUSES)?,
    };
    let reason = match status {
        Status::Eligible => listing.cell(row, Column::Reason),
        Status::OutOfCompetition | Status::Rejected | Status::Withdrawn | Status::Disqualified => {
            listing.required(checker, row, Column::Reason).unwrap_or_default()
        }
    };
    let known =
        [Column::Organisation, Column::Position, Column::Track, Column::Project, Column::Submitted, Column::Status];
    let known = known.into_iter().map(|column| (column.id().into(), listing.cell(row, column).into()));
    let others = listing.others.iter().map(|(position, name)| (name.as_str().into(), row.cell(*position).into()));
    let details = Details {
        organisation: listing.cell(row, Column::Organisation).to_owned(),
        track: listing.cell(row, Column::Track).to_owned(),
        submitted: listing.date(checker, row, Column::Submitted),
        reason: reason.to_owned(),
        fields: known.chain(others).collect(),
    };
    Some(Entry::new(id.into(), name.into(), status, listing.place(row, Column::Id), details))
}

/// The day named still counts.
fn late(checker: &mut Checker, rules: &Rules, listing: &Listing, row: &Row, entry: &Entry) {
    if entry.status == Status::Rejected || entry.status == Status::Withdrawn {
        return;
    }
    if let (Some(last), Some(submitted)) = (rules.calendar.applications, entry.submitted)
        && submitted > last
    {
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

/// Reads `conflicts.csv`.
pub(crate) fn conflicts(checker: &mut Checker, jury: &[Juror], roster: &Roster) -> Vec<Conflict> {
    let Some(listing) = Listing::read(checker, FolderTable::Conflicts) else { return Vec::new() };
    let mut conflicts = Vec::new();
    for row in listing.table.rows() {
        let row = &row;
        let (by, of) = (listing.place(row, Column::Juror), listing.place(row, Column::Participant));
        let juror = find_juror(checker, jury, listing.cell(row, Column::Juror), by);
        let entry = roster.find(checker, listing.cell(row, Column::Participant), of);
        if let (Some(juror), Some(entry)) = (juror, entry) {
            let reason = listing.cell(row, Column::Reason).to_owned();
            conflicts.push(Conflict { juror, entry, reason, place: listing.line(row) });
        }
    }
    conflicts.sort_by(|one, other| (one.juror, one.entry, &one.reason).cmp(&(other.juror, other.entry, &other.reason)));
    conflicts
}
