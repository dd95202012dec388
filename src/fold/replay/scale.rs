//! Entries that are compared with one another while nobody knows exactly what their keys are.
//!
//! Receives between which keys each entry is, hands on between which places it is then.

use std::cmp::Ordering;

use crate::contest::Numbering;
use crate::fold::column::Numbered;
use crate::score::Score;

/// From the least to the greatest of what something may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// It is not less.
    pub least: T,
    /// It is not greater.
    pub greatest: T,
}

impl<T> Span<T> {
    /// The same, seen from outside.
    #[must_use]
    pub fn as_ref(&self) -> Span<&T> {
        Span { least: &self.least, greatest: &self.greatest }
    }

    /// What comes of both ends, where more becomes more.
    #[must_use]
    pub fn map<U>(self, mut of: impl FnMut(T) -> U) -> Span<U> {
        Span { least: of(self.least), greatest: of(self.greatest) }
    }

    /// What comes of both ends, where more becomes less.
    pub(super) fn turned<U>(self, mut of: impl FnMut(T) -> U) -> Span<U> {
        Span { least: of(self.greatest), greatest: of(self.least) }
    }

    /// From one to another, whichever is less.
    #[must_use]
    pub fn between(one: T, other: T) -> Self
    where
        T: Ord,
    {
        if one <= other { Span { least: one, greatest: other } } else { Span { least: other, greatest: one } }
    }
}

impl<T: Clone> Span<T> {
    /// What is known exactly.
    #[must_use]
    pub fn exactly(known: T) -> Self {
        Span { least: known.clone(), greatest: known }
    }
}

/// Entries with their keys; the greater is the better.
#[derive(Debug)]
pub(super) struct Scale<K> {
    /// Of each entry; none of those that are not compared.
    own: Vec<Option<Span<K>>>,
    /// The least keys of all in rising order.
    least: Vec<K>,
    /// The greatest keys of all in rising order.
    greatest: Vec<K>,
}

/// How many others are better than an entry, and how many are not worse.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    ahead: Span<usize>,
    level: Span<usize>,
}

impl<K: Ord + Clone> Scale<K> {
    /// So many entries, some of which have keys.
    pub(super) fn new(entries: usize, keyed: Vec<(usize, Span<K>)>) -> Self {
        let sorted = |end: fn(&Span<K>) -> &K| {
            let mut keys: Vec<K> = keyed.iter().map(|(_, span)| end(span).clone()).collect();
            keys.sort();
            keys
        };
        let (least, greatest) = (sorted(|span| &span.least), sorted(|span| &span.greatest));
        let mut own = vec![None; entries];
        for (entry, span) in keyed {
            own[entry] = Some(span);
        }
        Scale { own, least, greatest }
    }

    /// Between which keys an entry is; none of one that is not compared.
    pub(super) fn of(&self, entry: usize) -> Option<&Span<K>> {
        self.own[entry].as_ref()
    }

    /// The entries that are compared, with their keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Span<K>)> {
        self.own.iter().enumerate().filter_map(|(entry, span)| Some((entry, span.as_ref()?)))
    }

    /// Where an entry with such a key stands. Of some others it is known better between which keys they are.
    pub(super) fn standing(&self, entry: usize, key: Span<&K>, known: &[(usize, Span<K>)]) -> Standing {
        let above = |sorted: &[K], key: &K| sorted.len() - sorted.partition_point(|each| each <= key);
        let level = |sorted: &[K], key: &K| sorted.len() - sorted.partition_point(|each| each < key);
        let mut standing = Standing {
            ahead: Span { least: above(&self.least, key.greatest), greatest: above(&self.greatest, key.least) },
            level: Span { least: level(&self.least, key.greatest), greatest: level(&self.greatest, key.least) },
        };
        standing.take(self.of(entry), key);
        for (other, span) in known.iter().filter(|(other, _)| *other != entry) {
            standing.take(self.of(*other), key);
            standing.add(span, key);
        }
        standing
    }
}

impl Standing {
    /// Counts one other.
    fn add<K: Ord>(&mut self, other: &Span<K>, key: Span<&K>) {
        let (certainly, possibly) = (other.least.cmp(key.greatest), other.greatest.cmp(key.least));
        self.ahead.least += usize::from(certainly == Ordering::Greater);
        self.ahead.greatest += usize::from(possibly == Ordering::Greater);
        self.level.least += usize::from(certainly != Ordering::Less);
        self.level.greatest += usize::from(possibly != Ordering::Less);
    }

    /// Counts one no longer who was counted.
    fn take<K: Ord>(&mut self, other: Option<&Span<K>>, key: Span<&K>) {
        let Some(other) = other else { return };
        let mut own = Standing { ahead: Span::exactly(0), level: Span::exactly(0) };
        own.add(other, key);
        self.ahead =
            Span { least: self.ahead.least - own.ahead.least, greatest: self.ahead.greatest - own.ahead.greatest };
        self.level =
            Span { least: self.level.least - own.level.least, greatest: self.level.greatest - own.level.greatest };
    }

    /// The same where any one other may stand anywhere.
    pub(super) fn whoever_moves(self) -> Self {
        let wider = |span: Span<usize>| Span { least: span.least.saturating_sub(1), greatest: span.greatest + 1 };
        Standing { ahead: wider(self.ahead), level: wider(self.level) }
    }

    /// What number that is.
    pub(super) fn number(self, numbered: Numbered) -> Span<Score> {
        let place = |ahead: usize| Score::from(ahead + 1);
        match numbered {
            Numbered::Place(Numbering::Standard) => self.ahead.map(place),
            Numbered::Place(Numbering::Averaged) => {
                let half = |ahead, level| Score::ratio(i64::try_from(ahead + level).unwrap_or(i64::MAX), 2);
                let least = half(self.ahead.least, self.level.least);
                let greatest = half(self.ahead.greatest, self.level.greatest);
                Span { least, greatest }.map(|others| others + Score::integer(1))
            }
            // Nobody knows here who is equal to whom.
            Numbered::Place(Numbering::Dense) => {
                Span { least: self.ahead.least.min(1), greatest: self.ahead.greatest }.map(place)
            }
            Numbered::Points(points) => {
                let (ahead, level) = (self.ahead, self.level);
                if ahead.least == ahead.greatest && level.least == level.greatest {
                    return Span::exactly(numbered.number(ahead.least, level.least - ahead.least + 1, 0));
                }
                let zero = Score::integer(0);
                let there = || (ahead.least..=level.greatest).map(|place| points.get(place).unwrap_or(&zero));
                let (least, greatest) = (there().min(), there().max());
                Span { least: least.unwrap_or(&zero).clone(), greatest: greatest.unwrap_or(&zero).clone() }
            }
        }
    }

    /// The places that it may have when the order of equals goes by something else.
    pub(super) fn place_among_equals(self) -> Span<Score> {
        Span { least: self.ahead.least, greatest: self.level.greatest }.map(|others| Score::from(others + 1))
    }
}
