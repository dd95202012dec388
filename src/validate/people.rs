//! Whom tables name: participants, jury, conflicts of interest.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::contest::{Conflict, Entry, EntryIndex, Juror, JurorIndex, Role, StageIndex};
use crate::definition::{Definition, is_id, is_reserved};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Alphabet, Language};
use crate::sheet::{Column, NameKey, ROLES, Row, fold, is_same};
use crate::source::Place;
use crate::validate::folder::FolderTable;
use crate::validate::ids::{Following, Ids, position_in_order, put_in_order};
use crate::validate::listing::{Found, Listing};
use crate::validate::{Checker, List};

/// The entries with what it takes to recognise them.
pub(crate) struct Roster {
    /// In the order of their ids.
    pub(crate) entries: Vec<Entry>,
    ids: Ids,
    /// The codes of a blind contest.
    by_code: BTreeMap<String, EntryIndex>,
    /// By the folded name, once somebody is looked for by name.
    by_name: OnceLock<HashMap<String, Vec<EntryIndex>>>,
}

impl Roster {
    pub(crate) fn new(mut entries: Vec<Entry>) -> Self {
        put_in_order(&mut entries);
        Roster::in_order(entries, Ids::default())
    }

    /// Of entries that are in the order of their ids, with what finds them.
    pub(crate) fn in_order(entries: Vec<Entry>, ids: Ids) -> Self {
        Roster { entries, ids, by_code: BTreeMap::new(), by_name: OnceLock::new() }
    }

    /// The entries whose name it is.
    fn by_name(&self, name: &str) -> &[EntryIndex] {
        let all = self.by_name.get_or_init(|| {
            let mut all: HashMap<String, Vec<EntryIndex>> = HashMap::new();
            for (index, entry) in self.entries.iter().enumerate() {
                all.entry(fold(entry.name())).or_default().push(EntryIndex::new(index));
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
        self.ids.find(id, expected, &self.entries).map(EntryIndex::new)
    }

    /// The code of every entry that has one.
    pub(crate) fn codes(&self) -> BTreeMap<EntryIndex, String> {
        self.by_code.iter().map(|(code, entry)| (*entry, code.clone())).collect()
    }

    /// Whom each of some ids names: a position among the entries, or [`crate::validate::ids::NOBODY`].
    pub(crate) fn find_each(&self, ids: &[&str]) -> Vec<u32> {
        self.ids.find_each(ids, &self.entries)
    }

    /// The ids of the entries from a position on.
    pub(crate) fn following(&self, position: usize) -> Following<'_> {
        self.ids.following(position, &self.entries)
    }

    /// The same from behind the last of some that were found, if these come to follow one another.
    pub(crate) fn behind(&self, found: &[u32]) -> Option<Following<'_>> {
        self.ids.behind(found, &self.entries)
    }

    /// The position of the entry of this id, which is looked for in the order of all.
    pub(crate) fn position_in_order(&self, id: &str) -> Option<usize> {
        let position = position_in_order(id, &self.entries);
        self.entries.get(position).filter(|entry| entry.id == id).map(|_| position)
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
                let ids: Vec<&str> = several.iter().map(|index| self.entries[index.position()].id.as_str()).collect();
                let ambiguous = Diagnostic::new(Code::AmbiguousName, place).with("name", text);
                checker.report(ambiguous.with("ids", ids.join(", ")));
                None
            }
            [] => {
                let unknown = Diagnostic::new(Code::UnknownParticipant, place).with("name", text);
                checker.report(match self.alike(text) {
                    Some(name) => unknown.with("nearest", name),
                    None => {
                        let known = self.entries.iter().flat_map(|entry| [entry.id.as_str(), entry.name()]);
                        unknown.with_nearest(text, known)
                    }
                });
                None
            }
        }
    }
}

impl Roster {
    /// The name of an entry that may be meant by another spelling. It is proposed, and nobody is taken for it.
    fn alike(&self, text: &str) -> Option<&str> {
        let key = NameKey::new(text);
        self.entries.iter().map(|entry| entry.name()).find(|name| NameKey::new(name).is_alike(&key))
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

pub(crate) fn id(found: &mut impl Found, listing: &Listing, row: &Row) -> Option<String> {
    let id = listing.required(found, row, Column::Id)?;
    let place = listing.place(row, Column::Id);
    if !is_id(id) {
        found.report(Diagnostic::new(Code::BadId, place).with("id", id));
        return None;
    }
    if is_reserved(id) {
        found.report(Diagnostic::new(Code::ReservedId, place).with("id", id));
    }
    Some(id.to_owned())
}

pub(crate) fn duplicate_id(checker: &mut Checker, id: &str, place: Place, first: Place) {
    let first = checker.sources.describe_line(first);
    checker.report(Diagnostic::new(Code::DuplicateId, place).with("id", id).with("first", first));
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
