//! Entries by their ids.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::contest::Entry;

/// Finds entries of a list by their ids. Only their positions are kept; the ids stay where they are.
#[derive(Default)]
pub(crate) struct Ids {
    positions: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    /// The ids of all entries of a list.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut ids = Ids { positions: HashTable::with_capacity(entries.len()), hasher: DefaultHashBuilder::default() };
        for (position, entry) in entries.iter().enumerate() {
            ids.insert(&entry.id, position, entries);
        }
        ids
    }

    /// The position of the entry of this id in the list; `expected` is looked at first.
    pub(crate) fn find(&self, id: &str, expected: usize, entries: &[Entry]) -> Option<usize> {
        if entries.get(expected).is_some_and(|entry| entry.id == id) {
            return Some(expected);
        }
        let is_it = |position: &u32| entries[*position as usize].id == id;
        self.positions.find(self.hasher.hash_one(id), is_it).map(|position| *position as usize)
    }

    /// Adds the entry that has, or will have, the position; its id is a new one.
    pub(crate) fn insert(&mut self, id: &str, position: usize, entries: &[Entry]) {
        let narrow = u32::try_from(position).expect("a text shorter than 4 GiB names fewer entries");
        let hasher = &self.hasher;
        let rehash = |position: &u32| hasher.hash_one(entries[*position as usize].id.as_str());
        self.positions.insert_unique(hasher.hash_one(id), narrow, rehash);
    }
}
