//! Entries in the order of their scores, and lines across it: where those end who pass, or hold something.
//!
//! Receives the scores of a count, hands on whether a line still runs between the same entries when some of the scores
//! are others.

use crate::contest::{Direction, EntryIndex};
use crate::fold::Value;
use crate::score::Score;

/// Entries in the order of their keys, the greatest and best first.
pub struct Order {
    keys: Vec<Score>,
    entries: Vec<EntryIndex>,
    /// Whether each counts as equal to the one behind it.
    joined: Vec<bool>,
    /// Where each entry of the contest stands; none of those that are not here.
    position: Vec<Option<usize>>,
    /// Keys so close are equal.
    within: Score,
}

/// A line between the first entries and the rest; the equals that it runs through, or right beside, are between both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// So many are ahead of it.
    first: usize,
    /// With the equals it is so many.
    last: usize,
}

impl Line {
    /// How many are ahead of it, with the equals at it.
    pub fn last(self) -> usize {
        self.last
    }
}

/// An entry whose key becomes another one, or whose standing among equals may be another one.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Which.
    pub entry: EntryIndex,
    /// The key that it has.
    pub was: Score,
    /// The key that it would have.
    pub now: Score,
}

/// Entries that moved, in their order, and how to look at them.
#[derive(Clone, Copy)]
pub struct Moves<'m> {
    /// They.
    pub moved: &'m [Moved],
    /// Whether every key on the way from one to the other is looked at as well.
    pub on_the_way: bool,
    /// Whether equals may change places that none of them is of.
    pub among_equals: bool,
}

impl Moved {
    /// The keys that it may have: the least and the greatest.
    fn keys(&self, moves: Moves) -> (&Score, &Score) {
        let (was, now) = (&self.was, &self.now);
        match (moves.on_the_way, was <= now) {
            (false, _) => (now, now),
            (true, true) => (was, now),
            (true, false) => (now, was),
        }
    }
}

impl Moves<'_> {
    fn has(&self, entry: EntryIndex) -> bool {
        self.moved.binary_search_by_key(&entry, |moved| moved.entry).is_ok()
    }
}

impl Order {
    /// The order of entries with their keys in a contest of so many. `equal` says who counts as equal beside those
    /// whose keys are close.
    pub fn new(
        mut keyed: Vec<(Score, EntryIndex)>,
        contest: usize,
        within: Score,
        equal: impl Fn(EntryIndex, EntryIndex) -> bool,
    ) -> Self {
        keyed.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let (keys, entries): (Vec<Score>, Vec<EntryIndex>) = keyed.into_iter().unzip();
        let close = |at: usize| &keys[at] - &keys[at + 1] <= within || equal(entries[at], entries[at + 1]);
        let joined = (0..keys.len()).map(|at| at + 1 < keys.len() && close(at)).collect();
        let mut position = vec![None; contest];
        for (at, entry) in entries.iter().enumerate() {
            position[entry.position()] = Some(at);
        }
        Order { keys, entries, joined, position, within }
    }

    /// The entries, best first.
    pub fn entries(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.entries.iter().copied()
    }

    /// What becomes of an entry that has another score; nothing of one that is not here, or has none.
    pub fn moved(&self, direction: Direction, (entry, value): &(EntryIndex, Value)) -> Option<Moved> {
        let was = self.keys[self.position[entry.position()]?].clone();
        Some(Moved { entry: *entry, was, now: direction.key(value.as_ref().ok()?) })
    }

    /// Whether another entry would be equal to one with this key.
    pub fn has_equal(&self, entry: EntryIndex, key: &Score) -> bool {
        let (above, below) = (key + &self.within, key - &self.within);
        let first = self.keys.partition_point(|each| *each > above);
        let last = self.keys.partition_point(|each| *each >= below);
        let Some(position) = self.position[entry.position()] else { return false };
        last - first > usize::from((first..last).contains(&position))
    }

    /// The line behind the first so many.
    pub fn line(&self, count: usize) -> Line {
        let count = count.min(self.keys.len());
        let joined_behind = |at: usize| self.joined[at];
        let joined_ahead = |at: usize| at > 0 && self.joined[at - 1];
        let (mut first, mut last) = (count, count);
        if first > 0 && (joined_ahead(first - 1) || joined_behind(first - 1)) {
            first -= 1;
            while joined_ahead(first) {
                first -= 1;
            }
        }
        if last < self.keys.len() && (joined_ahead(last) || joined_behind(last)) {
            while joined_behind(last) {
                last += 1;
            }
            last += 1;
        }
        Line { first, last }
    }

    /// Whether these entries, and nobody else, are the first up to the line, the equals at it aside.
    pub fn are_first(&self, line: Line, is_first: impl Fn(EntryIndex) -> bool) -> bool {
        self.entries[..line.first].iter().all(|entry| is_first(*entry))
            && !self.entries[line.last..].iter().any(|entry| is_first(*entry))
    }

    /// Whether the line runs between the same entries once some have moved; if it may not, false.
    pub fn holds(&self, line: Line, moves: Moves) -> bool {
        if line.first == line.last { self.still_parts(line.first, moves) } else { self.leaves_equals(line, moves) }
    }

    /// Whether the first so many are still better than the rest.
    fn still_parts(&self, count: usize, moves: Moves) -> bool {
        let stays = |at: &usize| !moves.has(self.entries[*at]);
        let mut worst = (0..count).rev().find(stays).map(|at| &self.keys[at]);
        let mut best = (count..self.keys.len()).find(stays).map(|at| &self.keys[at]);
        for moved in moves.moved {
            let Some(position) = self.position[moved.entry.position()] else { continue };
            let (least, greatest) = moved.keys(moves);
            if position < count {
                worst = Some(worst.map_or(least, |worst| worst.min(least)));
            } else {
                best = Some(best.map_or(greatest, |best| best.max(greatest)));
            }
        }
        worst.zip(best).is_none_or(|(worst, best)| worst - best > self.within)
    }

    /// Whether nobody joins or leaves the equals at a line, or goes past them.
    fn leaves_equals(&self, line: Line, moves: Moves) -> bool {
        let (best, worst) = (&self.keys[line.first], &self.keys[line.last - 1]);
        let stays = |moved: &Moved| {
            let (least, greatest) = moved.keys(moves);
            self.position[moved.entry.position()].is_none_or(|position| {
                if position < line.first {
                    least - best > self.within
                } else {
                    position >= line.last && worst - greatest > self.within
                }
            })
        };
        !moves.among_equals && moves.moved.iter().all(stays)
    }

    /// Whether the first so many stand as they stood, in their order and with nobody among them.
    pub fn stands(&self, first: usize, moves: Moves) -> bool {
        let equals = moves.among_equals && self.joined.iter().take(first).any(|joined| *joined);
        !equals && !moves.moved.iter().any(|moved| self.reaches(moved, first, moves))
    }

    fn reaches(&self, moved: &Moved, first: usize, moves: Moves) -> bool {
        let Some(position) = self.position[moved.entry.position()] else { return false };
        let (_, greatest) = moved.keys(moves);
        let own = if position < first { &self.keys[position] } else { greatest };
        let above = own + &self.within;
        let ahead = self.keys.partition_point(|key| *key > above);
        ahead.min(position) < first && self.moves(moved)
    }

    /// Whether an entry has another key, or stands among equals.
    pub fn moves(&self, moved: &Moved) -> bool {
        self.position[moved.entry.position()].is_some_and(|position| {
            moved.was != moved.now || self.joined[position] || position > 0 && self.joined[position - 1]
        })
    }
}
