//! Cells in as few bytes as the marks need.

use std::ops::Range;

use crate::contest::Cell;

/// Cells of one, two or eight bytes each.
#[derive(Clone, Debug)]
pub(super) enum Packed {
    /// So many that nobody has read, and how far from zero a mark may be.
    Unread(usize, Option<i64>),
    Bytes(Vec<i8>),
    Words(Vec<i16>),
    Longs(Vec<i64>),
}

/// What is no mark is the lowest numbers of the type.
const CODES: i64 = 4;

const TOO_FAR: &str = "a mark is no further from zero than its criterion's scale";

/// The cell that a number stands for; `lowest` of its type.
fn unpacked(number: i64, lowest: i64) -> Cell {
    match number - lowest {
        0 => Cell::Unread,
        1 => Cell::Recused,
        2 => Cell::Absent,
        3 => Cell::Nothing,
        _ => Cell::Mark(number),
    }
}

/// The number that stands for a cell.
fn packed(cell: Cell, lowest: i64) -> i64 {
    match cell {
        Cell::Unread => lowest,
        Cell::Recused => lowest + 1,
        Cell::Absent => lowest + 2,
        Cell::Nothing => lowest + 3,
        Cell::Mark(units) => units,
    }
}

impl Packed {
    /// Makes room for cells that are written.
    pub(super) fn prepare(&mut self) {
        let Packed::Unread(length, furthest) = *self else { return };
        let fits = |highest: i64| furthest.is_some_and(|furthest| furthest <= highest - CODES);
        *self = if fits(i8::MAX.into()) {
            Packed::Bytes(vec![i8::MIN; length])
        } else if fits(i16::MAX.into()) {
            Packed::Words(vec![i16::MIN; length])
        } else {
            Packed::Longs(vec![i64::MIN; length])
        };
    }

    pub(super) fn get(&self, offset: usize) -> Cell {
        match self {
            Packed::Unread(..) => Cell::Unread,
            Packed::Bytes(cells) => unpacked(cells[offset].into(), i8::MIN.into()),
            Packed::Words(cells) => unpacked(cells[offset].into(), i16::MIN.into()),
            Packed::Longs(cells) => match cells[offset] {
                // A difference of two such numbers may be none any more.
                number if number < i64::MIN + CODES => unpacked(number, i64::MIN),
                number => Cell::Mark(number),
            },
        }
    }

    /// Copies the marks at these positions, which rise, in a row of cells; false if one of them is none.
    pub(super) fn numbers(&self, row: Range<usize>, positions: &[usize], numbers: &mut [i64]) -> bool {
        fn copy<N: Copy + Into<i64>>(row: &[N], positions: &[usize], lowest: i64, numbers: &mut [i64]) -> bool {
            let mut are_marks = true;
            let mut put = |(number, cell): (&mut i64, &N)| {
                *number = (*cell).into();
                are_marks &= *number >= lowest;
            };
            if positions.len() == row.len() {
                numbers.iter_mut().zip(row).for_each(&mut put);
            } else {
                numbers.iter_mut().zip(positions).for_each(|(number, position)| put((number, &row[*position])));
            }
            are_marks
        }
        match self {
            Packed::Unread(..) => false,
            Packed::Bytes(cells) => copy(&cells[row], positions, i64::from(i8::MIN) + CODES, numbers),
            Packed::Words(cells) => copy(&cells[row], positions, i64::from(i16::MIN) + CODES, numbers),
            Packed::Longs(cells) => copy(&cells[row], positions, i64::MIN + CODES, numbers),
        }
    }

    /// Whether any cell says that, which is no mark.
    pub(super) fn contains(&self, code: Cell) -> bool {
        /// All cells of a block are looked at, which is done many at a time.
        fn holds<N: Copy + Eq>(cells: &[N], code: N) -> bool {
            let in_block = |block: &[N]| block.iter().fold(false, |is_found, cell| is_found | (*cell == code));
            cells.chunks(1 << 10).any(in_block)
        }
        match self {
            Packed::Unread(length, _) => *length > 0 && code == Cell::Unread,
            Packed::Bytes(cells) => packed(code, i8::MIN.into()).try_into().is_ok_and(|code| holds(cells, code)),
            Packed::Words(cells) => packed(code, i16::MIN.into()).try_into().is_ok_and(|code| holds(cells, code)),
            Packed::Longs(cells) => holds(cells, packed(code, i64::MIN)),
        }
    }

    /// Whether all of these cells were read.
    pub(super) fn are_read(&self, offsets: Range<usize>) -> bool {
        match self {
            Packed::Unread(..) => offsets.is_empty(),
            Packed::Bytes(cells) => cells[offsets].iter().all(|cell| *cell != i8::MIN),
            Packed::Words(cells) => cells[offsets].iter().all(|cell| *cell != i16::MIN),
            Packed::Longs(cells) => cells[offsets].iter().all(|cell| *cell != i64::MIN),
        }
    }

    /// The cells, to be written in rows.
    pub(super) fn cells_mut(&mut self) -> PackedMut<'_> {
        self.prepare();
        match self {
            Packed::Unread(..) => unreachable!("there is room now"),
            Packed::Bytes(cells) => PackedMut::Bytes(cells),
            Packed::Words(cells) => PackedMut::Words(cells),
            Packed::Longs(cells) => PackedMut::Longs(cells),
        }
    }

    /// # Panics
    /// The mark is further from zero than was said.
    pub(super) fn set(&mut self, offset: usize, cell: Cell) {
        self.prepare();
        match self {
            Packed::Unread(..) => unreachable!("there is room now"),
            Packed::Bytes(cells) => cells[offset] = packed(cell, i8::MIN.into()).try_into().expect(TOO_FAR),
            Packed::Words(cells) => cells[offset] = packed(cell, i16::MIN.into()).try_into().expect(TOO_FAR),
            Packed::Longs(cells) => cells[offset] = packed(cell, i64::MIN),
        }
    }
}

/// Cells that are written.
#[derive(Debug)]
pub(super) enum PackedMut<'p> {
    Bytes(&'p mut [i8]),
    Words(&'p mut [i16]),
    Longs(&'p mut [i64]),
}

impl<'p> PackedMut<'p> {
    /// The first cells, so many, and the others.
    pub(super) fn split(self, count: usize) -> (PackedMut<'p>, PackedMut<'p>) {
        fn split<'s, N>(
            cells: &'s mut [N],
            count: usize,
            packed: fn(&'s mut [N]) -> PackedMut<'s>,
        ) -> (PackedMut<'s>, PackedMut<'s>) {
            let (first, others) = cells.split_at_mut(count);
            (packed(first), packed(others))
        }
        match self {
            PackedMut::Bytes(cells) => split(cells, count, PackedMut::Bytes),
            PackedMut::Words(cells) => split(cells, count, PackedMut::Words),
            PackedMut::Longs(cells) => split(cells, count, PackedMut::Longs),
        }
    }

    /// Writes marks into a row of cells, each at its own position in it; the positions rise.
    ///
    /// # Panics
    /// A mark is further from zero than was said.
    pub(super) fn set_marks(&mut self, row: Range<usize>, positions: &[usize], marks: &[i64]) {
        fn put<N: TryFrom<i64>>(row: &mut [N], positions: &[usize], marks: &[i64]) {
            debug_assert!(
                positions.is_sorted() && positions.len() == marks.len(),
                "a mark for each of rising positions"
            );
            let mut is_too_far = false;
            let mut write = |(cell, mark): (&mut N, &i64)| match N::try_from(*mark) {
                Ok(mark) => *cell = mark,
                Err(_) => is_too_far = true,
            };
            if positions.len() == row.len() {
                row.iter_mut().zip(marks).for_each(&mut write);
            } else {
                positions.iter().zip(marks).for_each(|(position, mark)| write((&mut row[*position], mark)));
            }
            assert!(!is_too_far, "{TOO_FAR}");
        }
        match self {
            PackedMut::Bytes(cells) => put(&mut cells[row], positions, marks),
            PackedMut::Words(cells) => put(&mut cells[row], positions, marks),
            PackedMut::Longs(cells) => put(&mut cells[row], positions, marks),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the width, a cell is read back as it was written, and its neighbours stay.
        #[test]
        fn cells_are_read_back(furthest in prop_oneof![0_i64..200, 0_i64..40_000, Just(i64::MAX)], part in -1.0_f64..=1.0) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            let mark = ((furthest as f64 * part) as i64).clamp(-furthest, furthest);
            let mark = if mark < i64::MIN + CODES { 0 } else { mark };
            for cell in [Cell::Mark(mark), Cell::Mark(-furthest.min(i64::MAX - CODES)), Cell::Recused, Cell::Absent, Cell::Nothing, Cell::Unread] {
                let mut cells = Packed::Unread(3, (furthest < i64::MAX).then_some(furthest));
                cells.set(1, cell);
                prop_assert_eq!([cells.get(0), cells.get(1), cells.get(2)], [Cell::Unread, cell, Cell::Unread]);
                prop_assert_eq!((cells.are_read(1..2), cells.are_read(0..2)), (cell != Cell::Unread, false));
            }
        }
    }
}
