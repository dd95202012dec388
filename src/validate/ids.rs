//! Entries by their ids.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::contest::Entry;
use crate::language::{Alphabet, Language};
use crate::sheet::Table;
use crate::source::FileId;

/// What stands for a row that names nobody by an id.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Whom each row of a table names by an id in a column: a position in a list of entries, or [`NOBODY`].
pub(crate) struct Named {
    pub(crate) file: FileId,
    pub(crate) column: usize,
    pub(crate) rows: Vec<u32>,
}

/// Finds entries of a list by their ids. Only their positions are kept; the ids stay where they are.
///
/// Nothing is kept as long as everybody is where they were expected: tables mostly name all in one order.
#[derive(Default)]
pub(crate) struct Ids(OnceLock<Positions>);

/// Positions by the hash of the id, in parts small enough to be near.
struct Positions {
    hasher: DefaultHashBuilder,
    parts: Vec<HashTable<Slot>>,
}

/// A position, and enough of the id's hash that hardly another id has the same.
struct Slot {
    position: u32,
    tag: u32,
}

/// How many parts there are, as a power of two.
const PARTS: u32 = 5;

/// How many ids are looked for together, so that one is fetched while others are compared.
const TOGETHER: usize = 128;

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("a text shorter than 4 GiB names fewer entries")
}

/// The half of a hash by which a table does not look.
#[allow(clippy::cast_possible_truncation)]
fn tag(hash: u64) -> u32 {
    (hash >> 16) as u32
}

fn part(hash: u64) -> usize {
    usize::try_from(hash >> (57 - PARTS) & ((1 << PARTS) - 1)).expect("fewer parts than that")
}

impl Positions {
    fn of(entries: &[Entry]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let hashes: Vec<u64> = entries.par_iter().map(|entry| hasher.hash_one(entry.id.as_str())).collect();
        let table = |own: usize| {
            let mut table = HashTable::with_capacity(entries.len() >> PARTS);
            for (position, hash) in hashes.iter().enumerate().filter(|(_, hash)| part(**hash) == own) {
                let slot = Slot { position: narrow(position), tag: tag(*hash) };
                table.insert_unique(*hash, slot, |slot: &Slot| hashes[slot.position as usize]);
            }
            table
        };
        let parts = (0..1 << PARTS).into_par_iter().map(table).collect();
        Positions { hasher, parts }
    }

    /// The position of whoever probably has an id of this hash.
    fn candidate(&self, hash: u64) -> Option<u32> {
        self.parts[part(hash)].find(hash, |slot| slot.tag == tag(hash)).map(|slot| slot.position)
    }

    fn find(&self, hash: u64, id: &str, entries: &[Entry]) -> Option<u32> {
        self.parts[part(hash)].find(hash, |slot| entries[slot.position as usize].id == id).map(|slot| slot.position)
    }

    fn insert(&mut self, id: &str, position: u32, entries: &[Entry]) {
        let Positions { hasher, parts } = self;
        let hash = hasher.hash_one(id);
        let rehash = |slot: &Slot| hasher.hash_one(entries[slot.position as usize].id.as_str());
        parts[part(hash)].insert_unique(hash, Slot { position, tag: tag(hash) }, rehash);
    }
}

impl Ids {
    fn positions(&self, entries: &[Entry]) -> &Positions {
        self.0.get_or_init(|| Positions::of(entries))
    }

    /// The position of the entry of this id in the list; `expected` is looked at first.
    pub(crate) fn find(&self, id: &str, expected: usize, entries: &[Entry]) -> Option<usize> {
        if entries.get(expected).is_some_and(|entry| entry.id == id) {
            return Some(expected);
        }
        let positions = self.positions(entries);
        positions.find(positions.hasher.hash_one(id), id, entries).map(|position| position as usize)
    }

    /// Adds an entry to the list, unless it has one of its id; the position of that one.
    pub(crate) fn add(&mut self, entry: Entry, entries: &mut Vec<Entry>) -> u32 {
        self.positions(entries);
        let positions = self.0.get_mut().expect("it was put there");
        let found = positions.find(positions.hasher.hash_one(entry.id.as_str()), &entry.id, entries);
        found.unwrap_or_else(|| {
            let position = narrow(entries.len());
            positions.insert(&entry.id, position, entries);
            entries.push(entry);
            position
        })
    }

    /// Whom each row of a table names in a column.
    pub(crate) fn named(&self, table: &Table, column: usize, entries: &[Entry]) -> Named {
        let mut rows: Vec<u32> = Vec::with_capacity(table.len());
        let mut expected = 0;
        let mut sought: Vec<(u64, Cow<str>, Option<u32>)> = Vec::with_capacity(TOGETHER);
        while rows.len() < table.len() {
            let is_next = |entry: &Entry| column == 0 && table.begins_with(rows.len(), &entry.id);
            if entries.get(expected).is_some_and(is_next) {
                rows.push(narrow(expected));
                expected += 1;
                continue;
            }
            let positions = self.positions(entries);
            let first = rows.len();
            sought.clear();
            sought.extend((first..table.len().min(first + TOGETHER)).map(|row| {
                let id = table.cell(row, column);
                (positions.hasher.hash_one(&*id), id, None)
            }));
            sought.iter_mut().for_each(|(hash, _, found)| *found = positions.candidate(*hash));
            for (hash, id, found) in &sought {
                let is_it = |position: &u32| entries[*position as usize].id == **id;
                // Of two with one tag, the first one may be found for the other.
                let found = found.filter(is_it).or_else(|| found.and_then(|_| positions.find(*hash, id, entries)));
                rows.push(found.unwrap_or(NOBODY));
            }
            expected = rows.last().map_or(0, |last| if *last == NOBODY { expected } else { *last as usize + 1 });
        }
        Named { file: table.file, column, rows }
    }
}

/// Puts entries in the order of their ids, equals as they stand; where each was before, unless they stood so.
pub(crate) fn put_in_order(entries: &mut Vec<Entry>) -> Option<Vec<u32>> {
    let alphabet = Alphabet::new(Language::En);
    if entries.par_windows(2).all(|pair| alphabet.compare(&pair[0].id, &pair[1].id).is_le()) {
        return None;
    }
    let mut order: Vec<u32> = (0..narrow(entries.len())).collect();
    let keys: Option<Vec<u128>> =
        entries.par_iter().map(|entry| bytes_of_one_form(&entry.id, &entries[0].id)).collect();
    match keys {
        Some(keys) => {
            let mut keyed: Vec<(u128, u32)> = keys.into_iter().zip(order).collect();
            keyed.par_sort_unstable();
            order = keyed.into_iter().map(|(_, position)| position).collect();
        }
        None => order.par_sort_by(|one, other| {
            alphabet.compare(&entries[*one as usize].id, &entries[*other as usize].id).then(one.cmp(other))
        }),
    }
    let mut before: Vec<Option<Entry>> = std::mem::take(entries).into_iter().map(Some).collect();
    let moved =
        order.iter().map(|position| before[*position as usize].take().expect("each position stands there once"));
    *entries = moved.collect();
    Some(order)
}

/// The bytes of a short id that has digits and small letters just where the other one has them: ids of one form are in
/// the order of their bytes, since their numbers are equally long.
fn bytes_of_one_form(id: &str, other: &str) -> Option<u128> {
    let is_alike = |(one, other): (u8, u8)| {
        one.is_ascii_digit() && other.is_ascii_digit() || one.is_ascii_lowercase() && other.is_ascii_lowercase()
    };
    let is_short = id.len() <= size_of::<u128>() && id.len() == other.len();
    let are_alike = is_short && id.bytes().zip(other.bytes()).all(is_alike);
    are_alike.then(|| id.bytes().fold(0, |number, byte| number << 8 | u128::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Entry;
    use crate::sheet::Table;
    use crate::source::Sources;
    use proptest::prelude::*;

    fn table(ids: &[String]) -> Table {
        let mut sources = Sources::default();
        let (file, outcome) = sources.add(
            "s.csv",
            format!("id;c\n{}", ids.iter().map(|id| format!("{id};1\n")).collect::<String>()).into_bytes(),
        );
        outcome.unwrap();
        Table::read(&sources, file, &|name| ["id", "c"].contains(&name)).unwrap().0
    }

    fn entries(ids: &[String], table: &Table) -> Vec<Entry> {
        ids.iter().map(|id| Entry::unnamed(id, table.header_line())).collect()
    }

    proptest! {
        /// Whoever is named is found, in whatever order, and nobody else.
        #[test]
        fn rows_name_whom_their_ids_are(
            known in prop::collection::btree_set("[a-c][0-9]{1,2}", 1..60),
            named in prop::collection::vec("[a-c][0-9]{1,2}", 1..300),
        ) {
            let known: Vec<String> = known.into_iter().collect();
            let named: Vec<String> = known.iter().take(5).cloned().chain(named).collect();
            let table = table(&named);
            let found = Ids::default().named(&table, 0, &entries(&known, &table));
            let expected = |id: &String| known.iter().position(|own| own == id).map_or(NOBODY, narrow);
            prop_assert_eq!(found.rows, named.iter().map(expected).collect::<Vec<_>>());
        }

        /// Ids of one form and of several are put in the order of the alphabet.
        #[test]
        fn ids_are_put_in_the_order_of_the_alphabet(ids in prop_oneof![
            prop::collection::vec("[a-c][0-9]{2}[a-b]", 2..40), prop::collection::vec("[a-cA0-9-]{1,4}", 2..40),
        ]) {
            let table = table(&ids);
            let mut own = entries(&ids, &table);
            let alphabet = Alphabet::new(Language::En);
            let order = put_in_order(&mut own);
            prop_assert!(own.windows(2).all(|pair| alphabet.compare(&pair[0].id, &pair[1].id).is_le()));
            let before = |position: u32| ids[position as usize].as_str();
            let moved: Vec<&str> = order.map_or_else(|| ids.iter().map(String::as_str).collect(), |order| order.into_iter().map(before).collect());
            prop_assert_eq!(own.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), moved);
        }
    }
}
