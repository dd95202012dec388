//! Names of entries that differ only in letters that look the same.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::contest::Entry;
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{NameKey, is_same};
use crate::validate::Checker;

/// How many names are taken apart at once.
const NAMES_AT_ONCE: usize = 1 << 14;

/// Reports entries whose names differ only in letters that look the same: one person may stand twice in the list.
pub(crate) fn report_alike(checker: &mut Checker, entries: &[Entry]) {
    let (hasher, mut seen) = (DefaultHashBuilder::default(), SeenNames::default());
    let hash = |part: String| hasher.hash_one(part);
    let hashes_of = |some: &[Entry]| -> Vec<[u64; 2]> {
        some.par_iter().map(|entry| NameKey::new(entry.name()).parts().map(hash)).collect()
    };
    let hashes = entries.chunks(NAMES_AT_ONCE).flat_map(hashes_of);
    for (index, hashes) in (0..).zip(hashes) {
        let first = seen.first(index, hashes, entries);
        let (entry, first) = (&entries[index as usize], &entries[first as usize]);
        if first.id != entry.id && !is_same(first.name(), entry.name()) {
            let line = checker.sources.describe_line(first.place);
            let alike = Diagnostic::new(Code::NamesAlike, entry.place).with("name", entry.name());
            checker.report(alike.with("other", first.name()).with("line", line));
        }
    }
}

/// The parts of the names that were seen, by their hashes: only whose they are is kept.
#[derive(Default)]
struct SeenNames(HashTable<SeenPart>);

/// A part of a name.
struct SeenPart {
    hash: u64,
    /// The entry whose name has it, and the first one whose name is like that one.
    entry: u32,
    first: u32,
}

impl SeenNames {
    /// The first entry whose name is like that of an entry, which may be itself; the parts of its name have these hashes.
    fn first(&mut self, entry: u32, hashes: [u64; 2], entries: &[Entry]) -> u32 {
        let parts = |entry: u32| NameKey::new(entries[entry as usize].name()).parts();
        let seen = |part: usize| {
            let is_it = |seen: &SeenPart| seen.hash == hashes[part] && parts(seen.entry).contains(&parts(entry)[part]);
            self.0.find(hashes[part], is_it).map(|seen| seen.first)
        };
        let known = [seen(0), seen(1)];
        let first = known[0].or(known[1]).unwrap_or(entry);
        let is_one = hashes[0] == hashes[1] && parts(entry)[0] == parts(entry)[1];
        for (hash, known) in hashes.into_iter().zip(known).take(if is_one { 1 } else { 2 }) {
            if known.is_none() {
                self.0.insert_unique(hash, SeenPart { hash, entry, first }, |seen| seen.hash);
            }
        }
        first
    }
}
