//! Tables as rows of cells with places, and the names that columns and words have.
//!
//! Receives a decoded text or the bytes of a workbook, hands on a [`Table`]: a header, rows, and a place for every
//! cell. What the cells mean is decided elsewhere.

mod extent;
mod formula;
mod hidden;
mod names;
mod number;
mod table;
mod words;
mod workbook;

pub use extent::MOST_CELLS;
pub use formula::{guard, unguard};
pub use names::NameKey;
pub use number::{NoNumber, is_ambiguous, read_number};
pub use table::{Heading, NamesColumn, Row, Table};
pub use words::{
    ATTENDANCES, Column, DECISIONS, DecisionWord, ROLES, STATUSES, Vocabulary, Word, fold, is_same, meaning,
};
pub use workbook::{WorkbookFault, WorkbookSheet, read as read_workbook};
