//! The marks of one stage, in compact columns.
//!
//! Of a cell only what it says is kept, packed into as few bytes as the stage's marks need. Where it stands follows
//! from the first byte of its row and the column of its criterion.

mod packed;

use std::collections::BTreeMap;

use crate::contest::{EntryIndex, JurorIndex};
use crate::score::Score;
use crate::source::delimited::trimmed_cell;
use crate::source::{FileId, Place, Spanned, Text};

use packed::{Packed, PackedMut};

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

/// How large the table of a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Jurors of the whole jury, whether they judge in the stage or not.
    pub jurors: usize,
    /// Entries of the whole contest.
    pub entries: usize,
    /// Attempts at most.
    pub attempts: usize,
    /// Criteria of all tracks.
    pub criteria: usize,
}

/// All cells of a stage: jurors × entries × attempts × criteria.
#[derive(Clone, Debug)]
pub struct Marks {
    digits: u32,
    furthest: Option<i64>,
    extent: Extent,
    jurors: Vec<JurorCells>,
}

/// The cells of one juror.
#[derive(Clone, Debug)]
pub struct JurorCells {
    extent: Extent,
    cells: Packed,
    /// The first byte of the row of every entry and attempt in the sheet.
    rows: Vec<u32>,
    sheet: Option<Sheet>,
    /// Cells that are in no row of the sheet, by their offset.
    apart: BTreeMap<usize, Place>,
    /// Whether a sheet was read, rows or none.
    is_read: bool,
}

/// A sheet with a column for every criterion.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file.
    pub file: FileId,
    /// Its text; nothing once it was let go.
    pub text: Option<Text>,
    /// What stands between its cells.
    pub delimiter: u8,
    /// The column of the participants.
    pub participant: usize,
    /// The column of each criterion of the stage.
    pub columns: Vec<Option<usize>>,
}

impl Sheet {
    fn place(&self, start: u32, column: usize) -> Option<Place> {
        let Some(text) = &self.text else { return Some(Place::File(self.file)) };
        let (start, end) = trimmed_cell(text, start as usize, self.delimiter, column)?;
        Some(self.file.at(start, end))
    }
}

/// No row: texts are shorter.
const NO_ROW: u32 = u32::MAX;

impl Marks {
    /// A table in which no cell has been read. `digits` after the point hold every mark of the stage exactly; no
    /// mark is further from zero than `furthest` of such units, if there is an end.
    #[must_use]
    pub fn new(digits: u32, furthest: Option<i64>, extent: Extent) -> Self {
        let rows = extent.entries * extent.attempts;
        let juror = JurorCells {
            extent,
            cells: Packed::Unread(rows * extent.criteria, furthest),
            rows: Vec::new(),
            sheet: None,
            apart: BTreeMap::new(),
            is_read: false,
        };
        Marks { digits, furthest, extent, jurors: vec![juror; extent.jurors] }
    }

    /// How many digits after the point hold every mark of the stage.
    #[must_use]
    pub fn digits(&self) -> u32 {
        self.digits
    }

    /// How far from zero a mark may be, in units of the last digit; none if there is no end.
    #[must_use]
    pub fn furthest(&self) -> Option<i64> {
        self.furthest
    }

    /// What the cell says.
    #[must_use]
    pub fn cell(&self, at: Coordinates) -> Cell {
        self.jurors[at.juror.0].cells.get(self.offset(at))
    }

    /// Where the cell stands in its sheet.
    #[must_use]
    pub fn place(&self, at: Coordinates) -> Option<Place> {
        self.jurors[at.juror.0].place(self.offset(at))
    }

    /// Whether any cell of the juror for the entry was read.
    #[must_use]
    pub fn has_row(&self, juror: JurorIndex, entry: EntryIndex) -> bool {
        self.offsets(entry).any(|offset| self.jurors[juror.0].cells.get(offset) != Cell::Unread)
    }

    /// Whether any juror recused from judging anything.
    #[must_use]
    pub fn has_recusals(&self) -> bool {
        self.jurors.iter().any(|juror| juror.cells.contains(Cell::Recused))
    }

    /// Whether every cell of the juror for the entry was read.
    #[must_use]
    pub fn is_full(&self, juror: JurorIndex, entry: EntryIndex) -> bool {
        self.jurors[juror.0].cells.are_read(self.offsets(entry))
    }

    /// Whether every cell of the juror for every entry was read.
    #[must_use]
    pub fn is_complete(&self, juror: JurorIndex) -> bool {
        self.jurors[juror.0].is_full()
    }

    /// Whether a sheet of the juror was read.
    #[must_use]
    pub fn has_sheet(&self, juror: JurorIndex) -> bool {
        self.jurors[juror.0].is_read
    }

    /// Notes that a sheet of the juror was read.
    pub fn note_sheet(&mut self, juror: JurorIndex) {
        self.jurors[juror.0].is_read = true;
    }

    /// Where the first cell that was read for the entry stands.
    #[must_use]
    pub fn first_place(&self, juror: JurorIndex, entry: EntryIndex) -> Option<Place> {
        self.offsets(entry).find_map(|offset| self.jurors[juror.0].place(offset))
    }

    /// Writes a cell that stands anywhere.
    pub fn set(&mut self, at: Coordinates, cell: Cell, place: Place) {
        let offset = self.offset(at);
        let own = &mut self.jurors[at.juror.0];
        own.cells.set(offset, cell);
        own.apart.insert(offset, place);
    }

    /// Writes another cell over one that was read; it stands where that stood.
    pub fn amend(&mut self, at: Coordinates, cell: Cell) {
        let offset = self.offset(at);
        self.jurors[at.juror.0].cells.set(offset, cell);
    }

    /// The files of the jurors' own sheets.
    pub fn sheets(&self) -> impl Iterator<Item = FileId> + '_ {
        self.jurors.iter().filter_map(|own| own.sheet.as_ref()).map(|sheet| sheet.file)
    }

    /// Lets the texts of the jurors' own sheets go: from now on a cell of theirs stands in its file as a whole.
    pub fn let_texts_go(&mut self) {
        self.jurors.iter_mut().filter_map(|own| own.sheet.as_mut()).for_each(|sheet| sheet.text = None);
    }

    /// The cells of a juror.
    #[must_use]
    pub fn juror(&self, juror: JurorIndex) -> &JurorCells {
        &self.jurors[juror.0]
    }

    /// The cells of every juror, to be written.
    pub fn jurors_mut(&mut self) -> &mut [JurorCells] {
        &mut self.jurors
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
        (at.entry.position() * self.extent.attempts + at.attempt) * self.extent.criteria + at.criterion
    }

    fn offsets(&self, entry: EntryIndex) -> std::ops::Range<usize> {
        let length = self.extent.attempts * self.extent.criteria;
        entry.position() * length..(entry.position() + 1) * length
    }
}

impl JurorCells {
    /// Takes the juror's own sheet, whose rows are read next.
    pub fn open(&mut self, sheet: Sheet) {
        self.rows.resize(self.extent.entries * self.extent.attempts, NO_ROW);
        self.cells.prepare();
        self.is_read = true;
        self.sheet = Some(sheet);
    }

    /// Where the row of the entry's attempt names it, if the sheet has one.
    #[must_use]
    pub fn named_at(&self, entry: EntryIndex, attempt: usize) -> Option<Place> {
        let start = self.row(entry.position() * self.extent.attempts + attempt)?;
        let sheet = self.sheet.as_ref()?;
        sheet.place(start, sheet.participant)
    }

    fn row(&self, row: usize) -> Option<u32> {
        self.rows.get(row).copied().filter(|start| *start != NO_ROW)
    }

    /// The rows of the juror's own sheet, to be written, in parts: of the entries before the first of these, which rise,
    /// of those from each to the next, and of those from the last on.
    ///
    /// # Panics
    /// No sheet was opened, or the entries do not rise or are none of the stage.
    pub fn parts(&mut self, cuts: &[EntryIndex]) -> Vec<OwnRows<'_>> {
        let Extent { attempts, criteria, entries, .. } = self.extent;
        let (mut rows, mut cells) = (self.rows.as_mut_slice(), self.cells.cells_mut());
        let mut first = 0;
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        for cut in cuts.iter().map(|cut| cut.position()).chain([entries]) {
            let length = (cut - first) * attempts;
            let (own_rows, other_rows) = rows.split_at_mut(length);
            let (own_cells, other_cells) = cells.split(length * criteria);
            parts.push(OwnRows { first, attempts, criteria, rows: own_rows, cells: own_cells });
            (first, rows, cells) = (cut, other_rows, other_cells);
        }
        parts
    }

    /// Copies the marks in the cells of an entry at these positions, attempts before criteria, in units of the stage's
    /// last digit; false if one of them holds none.
    #[must_use]
    pub fn numbers(&self, entry: EntryIndex, positions: &[usize], numbers: &mut [i64]) -> bool {
        let length = self.extent.attempts * self.extent.criteria;
        self.cells.numbers(entry.position() * length..(entry.position() + 1) * length, positions, numbers)
    }

    /// Whether every cell of every entry was read.
    fn is_full(&self) -> bool {
        !self.cells.contains(Cell::Unread)
    }

    fn place(&self, offset: usize) -> Option<Place> {
        if let Some(place) = self.apart.get(&offset) {
            return Some(*place);
        }
        if self.cells.get(offset) == Cell::Unread {
            return None;
        }
        let sheet = self.sheet.as_ref()?;
        let start = self.row(offset / self.extent.criteria)?;
        sheet.place(start, sheet.columns[offset % self.extent.criteria]?)
    }
}

/// Rows of a juror's own sheet for entries that stand side by side, to be written.
#[derive(Debug)]
pub struct OwnRows<'m> {
    /// The position of the first entry.
    first: usize,
    attempts: usize,
    criteria: usize,
    rows: &'m mut [u32],
    cells: PackedMut<'m>,
}

impl OwnRows<'_> {
    /// Writes the row of an entry's attempt, which begins at `start` in the sheet: marks, in units of the stage's last
    /// digit, under these criteria, which rise. False, and nothing is written, if it has one already or is none of these.
    ///
    /// # Panics
    /// A mark is further from zero than was said of the stage.
    #[must_use]
    pub fn write(
        &mut self,
        (entry, attempt): (EntryIndex, usize),
        start: u32,
        criteria: &[usize],
        marks: &[i64],
    ) -> bool {
        let Some(position) = entry.position().checked_sub(self.first) else { return false };
        let row = position * self.attempts + attempt;
        match self.rows.get_mut(row) {
            Some(own) if *own == NO_ROW => *own = start,
            Some(_) | None => return false,
        }
        self.cells.set_marks(row * self.criteria..(row + 1) * self.criteria, criteria, marks);
        true
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use proptest::prelude::*;

    proptest! {
        /// What is written in parts is read back where it was written, once, whatever the width of a cell; nothing else is.
        #[test]
        fn rows_in_parts_are_read_back(
            furthest in prop::sample::select(vec![Some(100), Some(9_000), None]),
            rows in prop::collection::vec((0_usize..9, 0_usize..2, prop::collection::vec(0_i64..100, 2)), 0..20),
            mut cuts in prop::collection::btree_set(0_usize..10, 0..4),
            criteria in prop::sample::select(vec![vec![0, 1], vec![0, 2], vec![1, 2]]),
        ) {
            let extent = Extent { jurors: 1, entries: 9, attempts: 2, criteria: 3 };
            let mut marks = Marks::new(0, furthest, extent);
            let file = Sources::default().add_missing("s.csv");
            let columns = vec![None; 3];
            let sheet = Sheet { file, text: Some(Text::default()), delimiter: b';', participant: 0, columns };
            marks.jurors_mut()[0].open(sheet);
            cuts.remove(&9);
            let cuts: Vec<EntryIndex> = cuts.into_iter().map(EntryIndex::new).collect();
            let mut written: BTreeMap<(usize, usize), Vec<i64>> = BTreeMap::new();
            let mut parts = marks.jurors_mut()[0].parts(&cuts);
            for (entry, attempt, own) in rows {
                let part = cuts.iter().filter(|cut| cut.position() <= entry).count();
                let is_written = parts[part].write((EntryIndex::new(entry), attempt), 7, &criteria, &own);
                prop_assert_eq!(is_written, !written.contains_key(&(entry, attempt)));
                written.entry((entry, attempt)).or_insert(own);
            }
            for entry in 0..9 {
                for attempt in 0..2 {
                    for criterion in 0..3 {
                        let at = Coordinates { juror: JurorIndex(0), entry: EntryIndex::new(entry), attempt, criterion };
                        let position = criteria.iter().position(|own| *own == criterion);
                        let own = written.get(&(entry, attempt)).zip(position).map(|(own, position)| own[position]);
                        prop_assert_eq!(marks.cell(at), own.map_or(Cell::Unread, Cell::Mark));
                    }
                }
            }
        }
    }
}
