//! Entries that are compared with one another under one heading, and the number that each has among them.
//!
//! Receives each entry's key, hands on places, or the points of places; and what they become when some of the keys are
//! others, without a look at those whom that leaves alone.

use crate::contest::Numbering;
use crate::fold::replay::Span;
use crate::score::Score;

/// What a place becomes.
#[derive(Clone, Copy)]
pub(super) enum Numbered<'n> {
    /// Its number.
    Place(Numbering),
    /// Its points; 0 beyond the last.
    Points(&'n [Score]),
}

impl Numbered<'_> {
    /// The number of a group of equals behind `ahead` others, the group being the `index`th.
    pub(super) fn number(&self, ahead: usize, size: usize, index: usize) -> Score {
        match self {
            Numbered::Place(numbering) => numbering.place(ahead, size, index),
            Numbered::Points(points) => {
                let there = points.iter().skip(ahead).take(size);
                there.sum::<Score>() / Score::from(size)
            }
        }
    }

    /// Whether the number hangs on how many groups are ahead, so that it may change where nobody goes past.
    fn counts_groups(&self) -> bool {
        matches!(self, Numbered::Place(Numbering::Dense))
    }
}

/// Entries by their keys, the greatest first.
#[derive(Debug)]
pub(super) struct Column<K> {
    keys: Vec<K>,
    entries: Vec<usize>,
    /// How many groups of equals stand ahead of each position's own.
    groups: Vec<usize>,
}

/// An entry whose key becomes another one.
pub(super) struct Moved<K> {
    /// Which.
    pub(super) entry: usize,
    /// The key that it has in the column.
    pub(super) was: K,
    /// The other key.
    pub(super) now: K,
}

impl<K: Ord> Column<K> {
    /// The column of entries with their keys.
    pub(super) fn new(mut keyed: Vec<(usize, K)>) -> Self {
        keyed.sort_by(|(_, one), (_, other)| other.cmp(one));
        let (entries, keys): (Vec<usize>, Vec<K>) = keyed.into_iter().unzip();
        let mut groups = Vec::with_capacity(keys.len());
        for position in 0..keys.len() {
            let opens = position > 0 && keys[position] != keys[position - 1];
            groups.push(groups.last().map_or(0, |last| last + usize::from(opens)));
        }
        Column { keys, entries, groups }
    }

    /// The number of every entry.
    pub(super) fn numbers(&self, numbered: Numbered) -> Vec<(usize, Score)> {
        let mut numbers = Vec::with_capacity(self.entries.len());
        let mut ahead = 0;
        for (index, group) in self.keys.chunk_by(K::eq).enumerate() {
            let number = numbered.number(ahead, group.len(), index);
            let entries = &self.entries[ahead..ahead + group.len()];
            numbers.extend(entries.iter().map(|entry| (*entry, number.clone())));
            ahead += group.len();
        }
        numbers
    }

    /// The number that an entry beside those of the column would have behind all better ones.
    pub(super) fn number_beside(&self, key: &K, numbered: Numbered) -> Score {
        let ahead = self.ahead(key);
        numbered.number(ahead, 1, self.groups_ahead(ahead))
    }

    /// The numbers of those that moved, and of everybody whose number may be another one for it.
    pub(super) fn renumbered(&self, moved: &[Moved<K>], numbered: Numbered) -> Vec<(usize, Score)> {
        let number = |key: &K| self.number_after(key, moved, numbered);
        let mut numbers: Vec<(usize, Score)> = moved.iter().map(|each| (each.entry, number(&each.now))).collect();
        let Some(best) = moved.iter().flat_map(|each| [&each.was, &each.now]).max() else { return numbers };
        let Some(worst) = moved.iter().flat_map(|each| [&each.was, &each.now]).min() else { return numbers };
        let last = if numbered.counts_groups() { self.keys.len() } else { self.behind(worst) };
        let mut position = self.ahead(best);
        while position < last {
            let end = self.behind(&self.keys[position]);
            let stays = |entry: &&usize| moved.iter().all(|each| each.entry != **entry);
            let mut others = self.entries[position..end].iter().filter(stays).peekable();
            if others.peek().is_some() {
                let own = number(&self.keys[position]);
                numbers.extend(others.map(|entry| (*entry, own.clone())));
            }
            position = end;
        }
        numbers
    }

    /// The number of a key once some have moved.
    fn number_after(&self, key: &K, moved: &[Moved<K>], numbered: Numbered) -> Score {
        let here = self.ahead(key);
        let (mut ahead, mut size) = (here, self.behind(key) - here);
        for each in moved {
            ahead += usize::from(each.now > *key);
            size += usize::from(each.now == *key);
        }
        for each in moved {
            ahead -= usize::from(each.was > *key);
            size -= usize::from(each.was == *key);
        }
        let index = if numbered.counts_groups() { self.groups_after(key, here, moved) } else { 0 };
        numbered.number(ahead, size, index)
    }

    /// How many groups stand ahead of a key once some have moved.
    fn groups_after(&self, key: &K, ahead: usize, moved: &[Moved<K>]) -> usize {
        let better = |key_of: fn(&Moved<K>) -> &K| {
            let mut keys: Vec<&K> = moved.iter().map(key_of).filter(|each| *each > key).collect();
            keys.sort();
            keys.dedup();
            keys
        };
        let (left, joined): (Vec<&K>, Vec<&K>) = (better(|each| &each.was), better(|each| &each.now));
        let stays = |own: &K| self.behind(own) - self.ahead(own) > moved.iter().filter(|each| each.was == *own).count();
        let gone = left.iter().filter(|own| !stays(own)).count();
        let new = joined.iter().filter(|own| !stays(own)).count();
        self.groups_ahead(ahead) + new - gone
    }

    /// How many groups stand ahead of a key.
    pub(super) fn groups_before(&self, key: &K) -> usize {
        self.groups_ahead(self.ahead(key))
    }

    /// The same without one that has the other key.
    pub(super) fn groups_without(&self, key: &K, gone: &K) -> usize {
        self.groups_before(key) - usize::from(gone > key && self.size(gone) == 1)
    }

    /// Between what the dense places of a key are when one that has the other key may be anywhere between two.
    pub(super) fn group_beside(&self, key: &K, was: &K, now: &Span<K>) -> Span<Score> {
        let without = self.groups_without(key, was) + 1;
        let exact = now.least == now.greatest;
        let others_there = self.size(&now.greatest) > usize::from(*was == now.greatest);
        let may_open = now.greatest > *key && !(exact && others_there);
        let opens = may_open && exact;
        Span {
            least: Score::from(without + usize::from(opens)),
            greatest: Score::from(without + usize::from(may_open)),
        }
    }

    /// How many have the key.
    fn size(&self, key: &K) -> usize {
        self.behind(key) - self.ahead(key)
    }

    /// How many have a greater key.
    fn ahead(&self, key: &K) -> usize {
        self.keys.partition_point(|each| each > key)
    }

    /// How many have this key or a greater one.
    fn behind(&self, key: &K) -> usize {
        self.keys.partition_point(|each| each >= key)
    }

    /// How many groups are among the first so many, who are whole groups.
    fn groups_ahead(&self, ahead: usize) -> usize {
        ahead.checked_sub(1).map_or(0, |last| self.groups[last] + 1)
    }
}

/// The places of keys, the greatest first, equals at the mean of their places.
pub(super) fn averaged_places<K: Ord>(keys: Vec<K>) -> Vec<Score> {
    let mut places = vec![Score::integer(0); keys.len()];
    let column = Column::new(keys.into_iter().enumerate().collect());
    for (entry, place) in column.numbers(Numbered::Place(Numbering::Averaged)) {
        places[entry] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers by entry.
    fn sorted(mut numbers: Vec<(usize, Score)>) -> Vec<(usize, String)> {
        numbers.sort();
        numbers.into_iter().map(|(entry, number)| (entry, number.to_string())).collect()
    }

    #[test]
    fn equals_share_as_the_numbering_says() {
        let column = Column::new([5, 9, 5, 1].into_iter().enumerate().collect());
        let numbers = |numbered| sorted(column.numbers(numbered)).into_iter().map(|(_, number)| number);
        assert!(numbers(Numbered::Place(Numbering::Standard)).eq(["2", "1", "2", "4"]));
        assert!(numbers(Numbered::Place(Numbering::Dense)).eq(["2", "1", "2", "3"]));
        assert!(numbers(Numbered::Place(Numbering::Averaged)).eq(["5/2", "1", "5/2", "4"]));
        let points = [12, 10, 8].map(Score::integer);
        assert!(numbers(Numbered::Points(&points)).eq(["9", "12", "9", "0"]));
    }

    #[test]
    fn one_beside_the_column_stands_behind_all_better_ones() {
        let column = Column::new([5, 9, 5, 1].into_iter().enumerate().collect());
        assert_eq!(column.number_beside(&5, Numbered::Place(Numbering::Averaged)).to_string(), "2");
        assert_eq!(column.number_beside(&3, Numbered::Place(Numbering::Dense)).to_string(), "3");
    }

    #[test]
    fn moving_some_gives_what_the_column_of_the_moved_would() {
        let points = [12, 10, 8, 7, 6].map(Score::integer);
        let numberings = Numbering::ALL.map(Numbered::Place).into_iter().chain([Numbered::Points(&points)]);
        let mut dice = fastrand::Rng::with_seed(7);
        for numbered in numberings {
            for _ in 0..500 {
                let keys: Vec<i32> = (0..dice.usize(1..9)).map(|_| dice.i32(0..6)).collect();
                let mut after = keys.clone();
                let mut moved = Vec::new();
                for (entry, key) in after.iter_mut().enumerate() {
                    if dice.bool() {
                        let now = dice.i32(0..6);
                        moved.push(Moved { entry, was: *key, now });
                        *key = now;
                    }
                }
                let mut numbers = Column::new(keys.iter().copied().enumerate().collect()).numbers(numbered);
                numbers.sort();
                for (entry, number) in Column::new(keys.into_iter().enumerate().collect()).renumbered(&moved, numbered)
                {
                    numbers[entry].1 = number;
                }
                let anew = Column::new(after.into_iter().enumerate().collect()).numbers(numbered);
                assert_eq!(sorted(numbers), sorted(anew));
            }
        }
    }
}
