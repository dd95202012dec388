//! Entries by their ids.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};
use smol_str::SmolStr;

use crate::contest::Entry;
use crate::language::{Alphabet, Language};
use crate::sheet::{Heading, Table, unguard};
use crate::source::delimited::{begins_with, cells, line_length, skip_line_ends, trimmed};

/// What stands for an id that nobody has.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Finds entries of a list by their ids. Only their positions are kept; the ids stay where they are.
///
/// Nothing is kept as long as everybody is where they were expected: tables mostly name all in one order.
#[derive(Default)]
pub(crate) struct Ids(OnceLock<Positions>);

enum Positions {
    Numbered(Numbered),
    Hashed(Hashed),
}

/// Ids that are numbers behind one beginning, all equally long: `p0001`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    beginning: SmolStr,
    digits: usize,
}

/// Positions by the number in the id.
struct Numbered {
    form: Form,
    lowest: u32,
    /// How many numbers there are from the lowest to the highest.
    reach: usize,
    /// For each of these the position or [`NOBODY`]; nothing where no number is left out and all stand in their order.
    positions: Option<Vec<u32>>,
}

/// Positions by the hash of the id, in parts small enough to be near.
struct Hashed {
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

/// How many digits a number may have that fits.
const MOST_DIGITS: usize = 9;

/// How many rows are looked at together.
const PART: usize = if cfg!(test) { 1 << 5 } else { 1 << 13 };

/// How many ids are looked for together, so that one is fetched while others are compared.
const TOGETHER: usize = if cfg!(test) { 8 } else { 128 };

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

impl Form {
    /// The form of an id, if it ends with digits whose number fits.
    pub(crate) fn of(id: &str) -> Option<Form> {
        let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (beginning, _) = id.split_at(id.len() - digits);
        (1..=MOST_DIGITS).contains(&digits).then(|| Form { beginning: beginning.into(), digits })
    }

    /// The number of an id of this form.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        let digits = id.as_bytes().strip_prefix(self.beginning.as_bytes())?;
        let is_number = digits.len() == self.digits && digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }
}

impl Numbered {
    /// None where an id is of another form, or so many numbers are left out that a table of all would be too large.
    fn of(entries: &[Entry]) -> Option<Self> {
        let form = Form::of(&entries.first()?.id)?;
        let numbers = entries.par_iter().map(|entry| form.number(&entry.id)).collect::<Vec<_>>();
        let numbers = numbers.into_iter().collect::<Option<Vec<u32>>>()?;
        let (lowest, highest) = (*numbers.iter().min()?, *numbers.iter().max()?);
        let reach = usize::try_from(highest - lowest).ok()? + 1;
        if numbers.par_windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1])) {
            return Some(Numbered { form, lowest, reach, positions: None });
        }
        if reach / 4 > entries.len() {
            return None;
        }
        let mut positions = vec![NOBODY; reach];
        for (position, number) in numbers.iter().enumerate() {
            positions[(number - lowest) as usize] = narrow(position);
        }
        Some(Numbered { form, lowest, reach, positions: Some(positions) })
    }

    fn find(&self, id: &str) -> Option<u32> {
        let number = self.form.number(id)?.checked_sub(self.lowest)?;
        match &self.positions {
            None => Some(number).filter(|number| (*number as usize) < self.reach),
            Some(positions) => positions.get(number as usize).copied().filter(|position| *position != NOBODY),
        }
    }
}

impl Hashed {
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
        Hashed { hasher, parts }
    }

    fn hash(&self, id: &str) -> u64 {
        self.hasher.hash_one(id)
    }

    /// The position of whoever probably has an id of this hash.
    fn candidate(&self, hash: u64) -> Option<u32> {
        self.parts[part(hash)].find(hash, |slot| slot.tag == tag(hash)).map(|slot| slot.position)
    }

    fn find(&self, hash: u64, id: &str, entries: &[Entry]) -> Option<u32> {
        self.parts[part(hash)].find(hash, |slot| entries[slot.position as usize].id == id).map(|slot| slot.position)
    }

    fn insert(&mut self, id: &str, position: u32, entries: &[Entry]) {
        let Hashed { hasher, parts } = self;
        let hash = hasher.hash_one(id);
        let rehash = |slot: &Slot| hasher.hash_one(entries[slot.position as usize].id.as_str());
        parts[part(hash)].insert_unique(hash, Slot { position, tag: tag(hash) }, rehash);
    }

    /// Whom ids name; all are looked for before the first one is compared.
    fn find_each(&self, ids: &[&str], entries: &[Entry], found: &mut Vec<u32>) {
        let sought = ids.iter().map(|id| self.hash(id));
        let sought: Vec<(u64, Option<u32>)> = sought.map(|hash| (hash, self.candidate(hash))).collect();
        found.extend(ids.iter().zip(sought).map(|(id, (hash, candidate))| {
            let is_it = |position: &u32| entries[*position as usize].id == **id;
            // Of two with one tag, the first one may be found for the other.
            let known = candidate.filter(is_it).or_else(|| candidate.and_then(|_| self.find(hash, id, entries)));
            known.unwrap_or(NOBODY)
        }));
    }
}

impl Positions {
    fn of(entries: &[Entry]) -> Self {
        Numbered::of(entries).map_or_else(|| Positions::Hashed(Hashed::of(entries)), Positions::Numbered)
    }

    fn find(&self, id: &str, entries: &[Entry]) -> Option<u32> {
        match self {
            Positions::Numbered(numbered) => numbered.find(id),
            Positions::Hashed(hashed) => hashed.find(hashed.hash(id), id, entries),
        }
    }

    fn insert(&mut self, id: &str, position: u32, entries: &[Entry]) {
        if let Positions::Numbered(_) = self {
            *self = Positions::Hashed(Hashed::of(entries));
        }
        if let Positions::Hashed(hashed) = self {
            hashed.insert(id, position, entries);
        }
    }
}

impl Ids {
    /// Of entries whose ids are numbers of a form, each the next one, from the lowest on.
    pub(crate) fn numbered(form: Form, lowest: u32, count: usize) -> Self {
        let all = Numbered { form, lowest, reach: count, positions: None };
        Ids(OnceLock::from(Positions::Numbered(all)))
    }

    fn positions(&self, entries: &[Entry]) -> &Positions {
        if let Some(known) = self.0.get() {
            return known;
        }
        // Made outside of the cell: whoever waits for other cores may be given work meanwhile that asks for it again.
        let made = Positions::of(entries);
        self.0.get_or_init(|| made)
    }

    /// The position of the entry of this id in the list; `expected` is looked at first.
    pub(crate) fn find(&self, id: &str, expected: usize, entries: &[Entry]) -> Option<usize> {
        if entries.get(expected).is_some_and(|entry| entry.id == id) {
            return Some(expected);
        }
        self.positions(entries).find(id, entries).map(|position| position as usize)
    }

    /// Adds an entry to the list, unless it has one of its id.
    pub(crate) fn add(&mut self, entry: Entry, entries: &mut Vec<Entry>) {
        self.positions(entries);
        let positions = self.0.get_mut().expect("it was put there");
        if positions.find(&entry.id, entries).is_none() {
            positions.insert(&entry.id, narrow(entries.len()), entries);
            entries.push(entry);
        }
    }

    /// Whom each of some ids names: a position in the list, or [`NOBODY`].
    pub(crate) fn find_each(&self, ids: &[&str], entries: &[Entry]) -> Vec<u32> {
        let mut found = Vec::with_capacity(ids.len());
        if ids.is_empty() {
            return found;
        }
        let positions = self.positions(entries);
        for ids in ids.chunks(TOGETHER) {
            match positions {
                Positions::Numbered(all) => found.extend(ids.iter().map(|id| all.find(id).unwrap_or(NOBODY))),
                Positions::Hashed(all) => all.find_each(ids, entries, &mut found),
            }
        }
        found
    }

    /// The ids of the entries from a position on.
    pub(crate) fn following<'e>(&self, position: usize, entries: &'e [Entry]) -> Following<'e> {
        match self.0.get() {
            Some(Positions::Numbered(Numbered { form, lowest, reach, positions: None })) => {
                let number = *lowest as usize + position;
                let id = format!("{}{number:0>digits$}", form.beginning, digits = form.digits).into_bytes();
                Following { position, ids: NextIds::Counted(id, reach.saturating_sub(position)) }
            }
            Some(_) | None => Following::fetched(position, entries),
        }
    }

    /// The same from behind the last of some that were found, if these come to follow one another.
    pub(crate) fn behind<'e>(&self, found: &[u32], entries: &'e [Entry]) -> Option<Following<'e>> {
        let &[.., before, last] = found else { return None };
        let follows = last != NOBODY && before.checked_add(1) == Some(last);
        follows.then(|| self.following(last as usize + 1, entries))
    }

    /// Whether every row below a header names an entry of the list, which stands in the order of the ids, by its id; of
    /// a table that is not plain nothing is said.
    pub(crate) fn know_all(&self, (heading, column): (&Heading, usize), entries: &[Entry]) -> bool {
        let (text, delimiter) = (&**heading.text(), heading.delimiter());
        let are_known = |part: Range<usize>| {
            let mut at = skip_line_ends(text, part.start);
            let mut expected: Option<Following> = None;
            let mut others: Vec<&str> = Vec::with_capacity(TOGETHER);
            while at < part.end {
                let rest = &text.as_bytes()[at..];
                let next = expected.as_ref().and_then(Following::id).filter(|_| column == 0);
                let next = next.filter(|next| begins_with(rest, next, delimiter)).map(<[u8]>::len);
                let length = match (&mut expected, next) {
                    (Some(expected), Some(length)) => {
                        expected.step();
                        length
                    }
                    (expected, _) => {
                        let (start, end) = cells(text, at, delimiter).nth(column).unwrap_or((at, at));
                        let (first, last) = trimmed(text, (start, end));
                        let id = unguard(&text[first..last]);
                        let first = || self.following(position_in_order(id, entries), entries);
                        let own = expected.get_or_insert_with(first);
                        if own.id() == Some(id.as_bytes()) {
                            own.step();
                        } else {
                            others.push(id);
                        }
                        end - at
                    }
                };
                at = skip_line_ends(text, at + length + line_length(&rest[length..]));
                if others.len() == TOGETHER || at >= part.end {
                    let found = self.find_each(&others, entries);
                    if found.contains(&NOBODY) {
                        return false;
                    }
                    expected = self.behind(&found, entries).or(expected);
                    others.clear();
                }
            }
            true
        };
        heading.is_plain() && heading.keeps_ids_whole() && heading.parts().into_par_iter().all(are_known)
    }

    /// The rows of a table, by their index, that name nobody in the list by an id.
    pub(crate) fn strangers(&self, (table, column): (&Table, usize), entries: &[Entry]) -> Vec<usize> {
        let strangers = |first: usize| {
            let cells: Vec<Cow<str>> =
                (first..table.len().min(first + PART)).map(|row| table.cell(row, column)).collect();
            let ids: Vec<&str> = cells.iter().map(|cell| &**cell).collect();
            (first..)
                .zip(self.find_each(&ids, entries))
                .filter(|(_, found)| *found == NOBODY)
                .map(|(row, _)| row)
                .collect::<Vec<_>>()
        };
        let parts: Vec<usize> = (0..table.len()).step_by(PART).collect();
        parts.into_par_iter().flat_map_iter(strangers).collect()
    }
}

/// The ids of entries, one behind the other.
pub(crate) struct Following<'e> {
    position: usize,
    ids: NextIds<'e>,
}

enum NextIds<'e> {
    /// All of them from the position on, of which some are near, the next one last. Entries lie far apart in memory: many
    /// are fetched together rather than each when its id is looked at.
    Fetched(&'e [Entry], Vec<&'e str>),
    /// The next one of numbers without a gap, and how many there are from it on.
    Counted(Vec<u8>, usize),
}

impl<'e> Following<'e> {
    fn fetched(position: usize, entries: &'e [Entry]) -> Self {
        let mut ids = NextIds::Fetched(entries.get(position..).unwrap_or_default(), Vec::with_capacity(TOGETHER));
        ids.fetch();
        Following { position, ids }
    }

    /// The position that is looked at.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The id of the entry there, if there is one.
    pub(crate) fn id(&self) -> Option<&[u8]> {
        match &self.ids {
            NextIds::Fetched(_, near) => near.last().map(|id| id.as_bytes()),
            NextIds::Counted(id, left) => (*left > 0).then_some(id),
        }
    }

    /// Goes on to the next one.
    pub(crate) fn step(&mut self) {
        self.position += 1;
        match &mut self.ids {
            NextIds::Fetched(_, near) => {
                near.pop();
                if near.is_empty() {
                    self.ids.fetch();
                }
            }
            NextIds::Counted(id, left) => {
                *left = left.saturating_sub(1);
                count_on(id);
            }
        }
    }
}

impl NextIds<'_> {
    fn fetch(&mut self) {
        if let NextIds::Fetched(entries, near) = self {
            let (next, others) = entries.split_at(entries.len().min(TOGETHER));
            near.extend(next.iter().rev().map(|entry| entry.id.as_str()));
            *entries = others;
        }
    }
}

/// Makes the next number of the digits with which an id ends, as many of them.
fn count_on(id: &mut [u8]) {
    for digit in id.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            break;
        }
        *digit = b'0';
    }
}

/// Where an id stands among entries in the order of their ids, or would.
pub(crate) fn position_in_order(id: &str, entries: &[Entry]) -> usize {
    let alphabet = Alphabet::new(Language::En);
    entries.partition_point(|entry| alphabet.compare(&entry.id, id).is_lt())
}

/// Puts entries in the order of their ids, equals as they stand; whether they stood so.
pub(crate) fn put_in_order(entries: &mut Vec<Entry>) -> bool {
    let alphabet = Alphabet::new(Language::En);
    if entries.par_windows(2).all(|pair| alphabet.compare(&pair[0].id, &pair[1].id).is_le()) {
        return true;
    }
    let mut order: Vec<u32> = (0..narrow(entries.len())).collect();
    order.par_sort_by(|one, other| {
        alphabet.compare(&entries[*one as usize].id, &entries[*other as usize].id).then(one.cmp(other))
    });
    let mut before: Vec<Option<Entry>> = std::mem::take(entries).into_iter().map(Some).collect();
    let moved =
        order.iter().map(|position| before[*position as usize].take().expect("each position stands there once"));
    *entries = moved.collect();
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Entry;
    use crate::sheet::Table;
    use crate::source::Sources;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

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
            known in prop_oneof![
                prop::collection::btree_set("[a-c][0-9]{1,2}", 1..60), prop::collection::btree_set("b[0-9]{2}", 1..60),
                (0..60_u32).prop_map(|end| (5..end + 6).map(|number| format!("b{number:02}")).collect::<BTreeSet<_>>()),
            ],
            named in prop::collection::vec("[a-c][0-9]{1,2}", 1..300),
        ) {
            let known: Vec<String> = known.into_iter().collect();
            let named: Vec<String> = known.iter().take(5).cloned().chain(named).collect();
            let table = table(&named);
            let entries = entries(&known, &table);
            let is_known = |id: &String| known.contains(id);
            let expected: Vec<u32> =
                named.iter().map(|id| known.iter().position(|own| own == id).map_or(NOBODY, narrow)).collect();
            let ids = Ids::default();
            let sought: Vec<&str> = named.iter().map(String::as_str).collect();
            prop_assert_eq!(ids.find_each(&sought, &entries), expected);
            prop_assert_eq!(ids.know_all((table.heading(), 0), &entries), named.iter().all(is_known));
            let strangers: Vec<usize> = (0..named.len()).filter(|row| !is_known(&named[*row])).collect();
            prop_assert_eq!(ids.strangers((&table, 0), &entries), strangers);
        }

        /// Ids that are counted are those that are fetched, from wherever on.
        #[test]
        fn ids_are_counted_as_they_are(lowest in 0_u32..200, count in 1_usize..200, position in 0_usize..210) {
            let known: Vec<String> = (0..).take(count).map(|own: u32| format!("b{:03}", lowest + own)).collect();
            let table = table(&known);
            let entries = entries(&known, &table);
            let counted = Ids::numbered(Form::of(&known[0]).unwrap(), lowest, count);
            let (mut counted, mut fetched) = (counted.following(position, &entries), Ids::default().following(position, &entries));
            for own in position..count + 2 {
                let expected = known.get(own).map(String::as_bytes);
                prop_assert_eq!((counted.position(), counted.id()), (own, expected));
                prop_assert_eq!((fetched.position(), fetched.id()), (own, expected));
                counted.step();
                fetched.step();
            }
        }

        /// Ids of one form and of several are put in the order of the alphabet.
        #[test]
        fn ids_are_put_in_the_order_of_the_alphabet(ids in prop_oneof![
            prop::collection::vec("[a-c][0-9]{2}[a-b]", 2..40), prop::collection::vec("[a-cA0-9-]{1,4}", 2..40),
        ]) {
            let table = table(&ids);
            let mut own = entries(&ids, &table);
            let alphabet = Alphabet::new(Language::En);
            let stood_so = put_in_order(&mut own);
            let mut sorted = ids.clone();
            sorted.sort_by(|one, other| alphabet.compare(one, other));
            prop_assert_eq!(stood_so, sorted == ids);
            prop_assert_eq!(own.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), sorted);
            for id in &ids {
                prop_assert_eq!(&own[position_in_order(id, &own)].id, id);
            }
        }
    }
}
