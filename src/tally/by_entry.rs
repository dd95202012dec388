//! Something of each entry that has it.

use crate::contest::EntryIndex;

/// A column over the entries of a contest, with gaps.
#[derive(Clone, Debug)]
pub(super) struct ByEntry<T>(Vec<Option<T>>);

impl<T> Default for ByEntry<T> {
    fn default() -> Self {
        ByEntry(Vec::new())
    }
}

impl<T> ByEntry<T> {
    /// A value for each of some entries.
    pub(super) fn of(entries: &[EntryIndex], values: Vec<T>) -> Self {
        if entries.iter().enumerate().all(|(position, entry)| position == entry.position()) {
            // There is no gap, and the values stay where they are.
            return ByEntry(values.into_iter().map(Some).collect());
        }
        entries.iter().copied().zip(values).collect()
    }

    /// What the entry has.
    pub(super) fn get(&self, entry: EntryIndex) -> Option<&T> {
        self.0.get(entry.position())?.as_ref()
    }

    /// Whether the entry has any.
    pub(super) fn has(&self, entry: EntryIndex) -> bool {
        self.get(entry).is_some()
    }

    /// Puts something, or nothing, where the entry has what is handed back.
    pub(super) fn replace(&mut self, entry: EntryIndex, new: Option<T>) -> Option<T> {
        if self.0.len() <= entry.position() {
            new.as_ref()?;
            self.0.resize_with(entry.position(), || None);
            self.0.push(new);
            return None;
        }
        std::mem::replace(&mut self.0[entry.position()], new)
    }

    /// The entries that have any, in their order.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.0.iter().enumerate().filter(|(_, own)| own.is_some()).map(|(entry, _)| EntryIndex::new(entry))
    }
}

impl<T> Extend<(EntryIndex, T)> for ByEntry<T> {
    fn extend<I: IntoIterator<Item = (EntryIndex, T)>>(&mut self, items: I) {
        let items = items.into_iter();
        self.0.reserve(items.size_hint().0.saturating_sub(self.0.len()));
        for (entry, own) in items {
            self.replace(entry, Some(own));
        }
    }
}

impl<T> FromIterator<(EntryIndex, T)> for ByEntry<T> {
    fn from_iter<I: IntoIterator<Item = (EntryIndex, T)>>(items: I) -> Self {
        let mut column = ByEntry::default();
        column.extend(items);
        column
    }
}

impl<T> IntoIterator for ByEntry<T> {
    type Item = (EntryIndex, T);
    type IntoIter = std::iter::FilterMap<
        std::iter::Enumerate<std::vec::IntoIter<Option<T>>>,
        fn((usize, Option<T>)) -> Option<(EntryIndex, T)>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().enumerate().filter_map(|(entry, own)| Some((EntryIndex::new(entry), own?)))
    }
}

/// Some of the entries of a contest.
#[derive(Clone, Debug, Default)]
pub(super) struct EntrySet(Vec<bool>);

impl EntrySet {
    /// Whether the entry is one of them.
    pub(super) fn contains(&self, entry: &EntryIndex) -> bool {
        self.0.get(entry.position()).copied().unwrap_or(false)
    }

    /// They, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.0.iter().enumerate().filter(|(_, is_in)| **is_in).map(|(entry, _)| EntryIndex::new(entry))
    }

    /// Those who are in the other set too.
    pub(super) fn both(&self, other: &EntrySet) -> EntrySet {
        EntrySet(self.0.iter().zip(&other.0).map(|(one, other)| *one && *other).collect())
    }
}

impl<'e> Extend<&'e EntryIndex> for EntrySet {
    fn extend<I: IntoIterator<Item = &'e EntryIndex>>(&mut self, entries: I) {
        self.extend(entries.into_iter().copied());
    }
}

impl Extend<EntryIndex> for EntrySet {
    fn extend<I: IntoIterator<Item = EntryIndex>>(&mut self, entries: I) {
        for entry in entries {
            if self.0.len() <= entry.position() {
                self.0.resize(entry.position() + 1, false);
            }
            self.0[entry.position()] = true;
        }
    }
}

impl FromIterator<EntryIndex> for EntrySet {
    fn from_iter<I: IntoIterator<Item = EntryIndex>>(entries: I) -> Self {
        let mut set = EntrySet::default();
        set.extend(entries);
        set
    }
}
