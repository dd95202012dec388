//! Tables as rows of cells with places, and the names that columns and words have.
//!
//! Receives a decoded text, hands on a [`Table`]: a header, rows, and a place for every cell. What the
//! cells mean is decided elsewhere.

mod formula;
mod table;
mod words;

pub use formula::{guard, unguard};
pub use table::{Row, Table};
pub use words::{Column, Word, fold};
