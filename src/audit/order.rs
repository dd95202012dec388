//! Entries in the order of their scores, and lines across it: where those end who pass, or hold something.
//!
//! Receives the scores of a count, and between what they are whatever single mark of another is changed; hands on whether
//! a line still runs between the same entries when some of the scores are others. Only those near a line can cross it:
//! of nobody else need it be known what becomes of them.

use crate::contest::{Direction, EntryIndex};
use crate::fold::{Span, Value};
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
    /// Of each position between what its key is, whatever mark of another is changed.
    around: Vec<Span<Score>>,
}

/// An entry that is put in order.
pub struct Keyed {
    /// Which.
    pub entry: EntryIndex,
    /// Its key.
    pub key: Score,
    /// Between what that is, whatever mark of another is changed.
    pub around: Span<Score>,
}

/// A line between the first entries and the rest; the equals that it runs through, or right beside, are between both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// So many are ahead of it.
    first: usize,
    /// With the equals it is so many.
    last: usize,
    /// The positions that a change of another's mark may bring to it.
    near: Vec<usize>,
    /// The two least keys that any of the first who are not near can have, and whose.
    floor: Vec<(Score, usize)>,
    /// The two greatest keys that any of the rest who are not near can have.
    ceiling: Vec<(Score, usize)>,
}

impl Line {
    /// How many are ahead of it, with the equals at it.
    pub fn last(&self) -> usize {
        self.last
    }

    /// Whether there are equals at it.
    pub fn has_equals(&self) -> bool {
        self.first < self.last
    }
}

/// An entry whose key may become another one, or whose standing among equals may be another one.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Which.
    pub entry: EntryIndex,
    /// The key that it has.
    pub was: Score,
    /// Between what its key would be.
    pub now: Span<Score>,
}

/// Entries that moved, in their order, and how to look at them.
#[derive(Clone, Copy)]
pub struct Moves<'m> {
    /// Whose mark is changed.
    pub mover: EntryIndex,
    /// The mover and those who are watched, if they move.
    pub moved: &'m [Moved],
    /// Whether equals may change places that none of them is of.
    pub among_equals: bool,
}

impl Moves<'_> {
    fn of(&self, entry: EntryIndex) -> Option<&Moved> {
        Some(&self.moved[self.moved.binary_search_by_key(&entry, |moved| moved.entry).ok()?])
    }
}

/// The keys of scores.
pub fn keys(direction: Direction, span: &Span<Value>) -> Option<Span<Score>> {
    let key = |value: &Value| value.as_ref().ok().map(|score| direction.key(score));
    Some(Span::between(key(&span.least)?, key(&span.greatest)?))
}

impl Order {
    /// The order of entries with their keys in a contest of so many. `equal` says who counts as equal beside those
    /// whose keys are close.
    pub fn new(
        mut keyed: Vec<Keyed>,
        contest: usize,
        within: Score,
        equal: impl Fn(EntryIndex, EntryIndex) -> bool,
    ) -> Self {
        keyed.sort_by(|one, other| other.key.cmp(&one.key).then(one.entry.cmp(&other.entry)));
        let (mut keys, mut entries, mut around) = (Vec::new(), Vec::new(), Vec::new());
        for each in keyed {
            keys.push(each.key);
            entries.push(each.entry);
            around.push(each.around);
        }
        let close = |at: usize| &keys[at] - &keys[at + 1] <= within || equal(entries[at], entries[at + 1]);
        let joined = (0..keys.len()).map(|at| at + 1 < keys.len() && close(at)).collect();
        let mut position = vec![None; contest];
        for (at, entry) in entries.iter().enumerate() {
            position[entry.position()] = Some(at);
        }
        Order { keys, entries, joined, position, within, around }
    }

    /// The entries, best first.
    pub fn entries(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.entries.iter().copied()
    }

    /// What becomes of an entry that has another score; nothing of one that is not here, or has none.
    pub fn moved(&self, direction: Direction, (entry, span): &(EntryIndex, Span<Value>)) -> Option<Moved> {
        let was = self.keys[self.position[entry.position()]?].clone();
        Some(Moved { entry: *entry, was, now: keys(direction, span)? })
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
        let mut line = Line { first, last, near: Vec::new(), floor: Vec::new(), ceiling: Vec::new() };
        if first < last {
            let (best, worst) = (&self.keys[first], &self.keys[last - 1]);
            let reaches = |at: &usize| {
                let around = &self.around[*at];
                if *at < first {
                    &around.least - best <= self.within
                } else {
                    *at < last || worst - &around.greatest <= self.within
                }
            };
            line.near = (0..self.keys.len()).filter(reaches).collect();
        } else if first > 0 && first < self.keys.len() {
            // Halfway between those who just are and just are not among the first.
            let middle = &(&(&self.keys[first - 1] + &self.keys[first]) - &self.within) * &Score::ratio(1, 2);
            let reaches = |at: &usize| {
                let around = &self.around[*at];
                if *at < first { &around.least - &self.within <= middle } else { around.greatest >= middle }
            };
            let (near, far): (Vec<usize>, Vec<usize>) = (0..self.keys.len()).partition(reaches);
            let (ahead, behind) = far.split_at(far.partition_point(|at| *at < first));
            line.near = near;
            line.floor = ahead.iter().map(|at| (self.around[*at].least.clone(), *at)).collect();
            line.floor.sort();
            line.floor.truncate(2);
            line.ceiling = behind.iter().map(|at| (self.around[*at].greatest.clone(), *at)).collect();
            line.ceiling.sort_by(|one, other| other.cmp(one));
            line.ceiling.truncate(2);
        }
        line
    }

    /// Where these entries stand, those of them that are here.
    pub fn positions(&self, entries: impl Iterator<Item = EntryIndex>) -> Vec<usize> {
        let mut positions: Vec<usize> = entries.filter_map(|entry| self.position[entry.position()]).collect();
        positions.sort_unstable();
        positions
    }

    /// The lines behind the first so many of those at these positions, where the others here are but between them: right
    /// behind the last of the ones and right ahead of the first of the rest. While both hold, the first stay the same.
    /// With all on one side only equals may part them.
    pub fn lines_among(&self, own: &[usize], count: usize) -> Vec<Line> {
        let (ahead, behind) = own.split_at(count.min(own.len()));
        let matters = |at: &usize| !ahead.is_empty() && !behind.is_empty() || self.is_joined(*at);
        let last = ahead.last().filter(|at| matters(at)).map(|at| at + 1);
        let next = behind.first().filter(|at| matters(at)).copied();
        let mut counts: Vec<usize> = last.into_iter().chain(next).collect();
        counts.dedup();
        counts.into_iter().map(|count| self.line(count)).collect()
    }

    /// How many are ahead of these lines, and at least as far as the last of the first so many.
    pub fn last_among(&self, own: &[usize], count: usize) -> usize {
        let last = own[..count.min(own.len())].last().map_or(0, |at| at + 1);
        self.lines_among(own, count).iter().map(Line::last).fold(last, usize::max)
    }

    /// Whether of those at these positions the first up to the lines, and nobody else, are among them, the equals at the
    /// lines aside.
    pub fn are_first_among(&self, own: &[usize], lines: &[Line], is_first: impl Fn(EntryIndex) -> bool) -> bool {
        let first = lines.iter().map(|line| line.first).min();
        let last = lines.iter().map(|line| line.last).max();
        own.iter().all(|at| {
            let is_first = is_first(self.entries[*at]);
            first.is_none_or(|first| *at >= first || is_first) && last.is_none_or(|last| *at < last || !is_first)
        })
    }

    /// Those whom a change of another's mark may bring to the line.
    pub fn near<'o>(&'o self, line: &'o Line) -> impl Iterator<Item = EntryIndex> + 'o {
        line.near.iter().map(|at| self.entries[*at])
    }

    /// Those whom a change of another's mark may bring among the first so many, and these.
    pub fn near_first(&self, first: usize) -> impl Iterator<Item = EntryIndex> + '_ {
        let reaches = move |at: &usize| *at < first || self.is_near(first, &self.around[*at].greatest);
        (0..self.keys.len()).filter(reaches).map(|at| self.entries[at])
    }

    /// Those who may move at all when another's mark is changed.
    pub fn movable(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        let moves = |at: &usize| self.around[*at].least != self.around[*at].greatest || self.is_joined(*at);
        (0..self.keys.len()).filter(moves).map(|at| self.entries[at])
    }

    /// Whether these entries, and nobody else, are the first up to the line, the equals at it aside.
    pub fn are_first(&self, line: &Line, is_first: impl Fn(EntryIndex) -> bool) -> bool {
        self.entries[..line.first].iter().all(|entry| is_first(*entry))
            && !self.entries[line.last..].iter().any(|entry| is_first(*entry))
    }

    /// Whether the line runs between the same entries once some have moved; if it may not, false.
    pub fn holds(&self, line: &Line, moves: Moves) -> bool {
        if line.first == line.last { self.still_parts(line, moves) } else { self.leaves_equals(line, moves) }
    }

    /// Whether all of these lines do.
    pub fn all_hold(&self, lines: &[Line], moves: Moves) -> bool {
        lines.iter().all(|line| self.holds(line, moves))
    }

    /// Whether the first so many are still better than the rest.
    fn still_parts(&self, line: &Line, moves: Moves) -> bool {
        let mover = self.position[moves.mover.position()];
        let moved = |at: usize| moves.of(self.entries[at]);
        let least = |at: usize| moved(at).map_or(&self.keys[at], |moved| &moved.now.least);
        let greatest = |at: usize| moved(at).map_or(&self.keys[at], |moved| &moved.now.greatest);
        let looked_at = || line.near.iter().copied().filter(|at| Some(*at) != mover).chain(mover);
        let beside =
            |far: &'_ [(Score, usize)]| far.iter().find(|(_, at)| Some(*at) != mover).map(|(key, _)| key.clone());
        let first = looked_at().filter(|at| *at < line.first).map(least).min().cloned();
        let rest = looked_at().filter(|at| *at >= line.first).map(greatest).max().cloned();
        let worst = first.into_iter().chain(beside(&line.floor)).min();
        let best = rest.into_iter().chain(beside(&line.ceiling)).max();
        worst.zip(best).is_none_or(|(worst, best)| worst - best > self.within)
    }

    /// Whether nobody joins or leaves the equals at a line, or goes past them.
    fn leaves_equals(&self, line: &Line, moves: Moves) -> bool {
        let (best, worst) = (&self.keys[line.first], &self.keys[line.last - 1]);
        let stays = |moved: &Moved| {
            self.position[moved.entry.position()].is_none_or(|position| {
                if position < line.first {
                    &moved.now.least - best > self.within
                } else {
                    position >= line.last && worst - &moved.now.greatest > self.within
                }
            })
        };
        !moves.among_equals && moves.moved.iter().all(stays)
    }

    /// Whether the first so many stand as they stood, in their order and with nobody among them.
    pub fn stands(&self, first: usize, moves: Moves) -> bool {
        let equals = moves.among_equals && self.joined.iter().take(first).any(|joined| *joined);
        !equals && !moves.moved.iter().any(|moved| self.reaches(moved, first))
    }

    fn reaches(&self, moved: &Moved, first: usize) -> bool {
        let Some(position) = self.position[moved.entry.position()] else { return false };
        (position < first || self.is_near(first, &moved.now.greatest)) && self.moves(moved)
    }

    /// Whether a key is as good as that of one of the first so many.
    fn is_near(&self, first: usize, key: &Score) -> bool {
        let last = first.min(self.keys.len()).checked_sub(1);
        last.is_some_and(|last| self.keys[last] <= key + &self.within)
    }

    /// Whether an entry may have another key, or stands among equals.
    pub fn moves(&self, moved: &Moved) -> bool {
        self.position[moved.entry.position()].is_some_and(|position| {
            moved.now.least != moved.was || moved.now.greatest != moved.was || self.is_joined(position)
        })
    }

    fn is_joined(&self, position: usize) -> bool {
        self.joined[position] || position > 0 && self.joined[position - 1]
    }
}
