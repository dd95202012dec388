//! The marks of one stage, in compact columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{EntryIndex, JurorIndex};
use crate::score::Score;
use crate::source::{Place, Spanned};

/// What a juror's cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No row names the entry.
    Unread,
    /// A mark, in units of the stage's last digit.
    Mark(i64),
    /// The juror took no part in judging the entry.
    Recused,
    /// The juror was not there.
    Absent,
    /// There is nothing for this juror to judge.
    Nothing,
}

/// Where a cell is in the stage's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coordinates {
    /// Whose mark.
    pub juror: JurorIndex,
    /// For whom.
    pub entry: EntryIndex,
    /// Which attempt, from 0.
    pub attempt: usize,
    /// Which of the stage's criteria, from 0.
    pub criterion: usize,
}

/// All cells of a stage: jurors × entries × attempts × criteria.
#[derive(Clone, Debug)]
pub struct Marks {
    digits: u32,
    entries: usize,
    attempts: usize,
    criteria: usize,
    cells: Vec<Cell>,
    places: Vec<Option<Place>>,
    /// Whose sheets were read, rows or none.
    sheets: BTreeSet<JurorIndex>,
}

impl Marks {
    /// A table in which no cell has been read. `digits` after the point hold every mark of the stage exactly.
    #[must_use]
    pub fn new(digits: u32, jurors: usize, entries: usize, attempts: usize, criteria: usize) -> Self {
        let length = jurors * entries * attempts * criteria;
        Marks {
            digits,
            entries,
            attempts,
            criteria,
            cells: vec![Cell::Unread; length],
            places: vec![None; length],
            sheets: BTreeSet::new(),
        }
    }

    /// How many digits after the point hold every mark of the stage.
    #[must_use]
    pub fn digits(&self) -> u32 {
        self.digits
    }

    /// What the cell says.
    #[must_use]
    pub fn cell(&self, at: Coordinates) -> Cell {
        self.cells[self.offset(at)]
    }

    /// Where the cell stands in its sheet.
    #[must_use]
    pub fn place(&self, at: Coordinates) -> Option<Place> {
        self.places[self.offset(at)]
    }

    /// Whether any cell of the juror for the entry was read.
    #[must_use]
    pub fn has_row(&self, juror: JurorIndex, entry: EntryIndex) -> bool {
        let length = self.attempts * self.criteria;
        let start = self.offset(Coordinates { juror, entry, attempt: 0, criterion: 0 });
        self.cells[start..start + length].iter().any(|cell| *cell != Cell::Unread)
    }

    /// Whether a sheet of the juror was read.
    #[must_use]
    pub fn has_sheet(&self, juror: JurorIndex) -> bool {
        self.sheets.contains(&juror)
    }

    /// Notes that a sheet of the juror was read.
    pub fn note_sheet(&mut self, juror: JurorIndex) {
        self.sheets.insert(juror);
    }

    /// Where the first cell that was read for the entry stands.
    #[must_use]
    pub fn first_place(&self, juror: JurorIndex, entry: EntryIndex) -> Option<Place> {
        let length = self.attempts * self.criteria;
        let start = self.offset(Coordinates { juror, entry, attempt: 0, criterion: 0 });
        self.places[start..start + length].iter().find_map(|place| *place)
    }

    /// Writes a cell.
    pub fn set(&mut self, at: Coordinates, cell: Cell, place: Place) {
        let offset = self.offset(at);
        self.cells[offset] = cell;
        self.places[offset] = Some(place);
    }

    /// The cell of a mark.
    ///
    /// # Panics
    /// The mark has more digits than the stage's ranges allow.
    #[must_use]
    pub fn mark(&self, score: &Score) -> Cell {
        Cell::Mark(score.to_units(self.digits).expect("a mark on its criterion's grid has the stage's digits"))
    }

    /// The value of a mark's units.
    #[must_use]
    pub fn value(&self, units: i64) -> Score {
        Score::from_units(units, self.digits)
    }

    fn offset(&self, at: Coordinates) -> usize {
        ((at.juror.0 * self.entries + at.entry.0) * self.attempts + at.attempt) * self.criteria + at.criterion
    }
}

/// The measured numbers of one stage.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    values: BTreeMap<(EntryIndex, usize, usize), (Score, Place)>,
}

impl Numbers {
    /// The value of one of the stage's numbers for an entry; `member` is its attempt or panel, 0 for an entry's own.
    #[must_use]
    pub fn get(&self, entry: EntryIndex, number: usize, member: usize) -> Option<&Score> {
        self.values.get(&(entry, number, member)).map(|(value, _)| value)
    }

    /// Where the value stands in its table.
    #[must_use]
    pub fn place(&self, entry: EntryIndex, number: usize, member: usize) -> Option<Place> {
        self.values.get(&(entry, number, member)).map(|(_, place)| *place)
    }

    /// Writes a value; what stood there before.
    pub fn set(&mut self, entry: EntryIndex, number: usize, member: usize, value: Spanned<Score>) -> Option<Place> {
        self.values.insert((entry, number, member), (value.value, value.place)).map(|(_, place)| place)
    }
}
