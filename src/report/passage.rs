//! A document in words as it runs: headings, lines, tables.

use serde::Serialize;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Passage {
    /// A heading.
    Heading {
        /// From 1.
        level: usize,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Line {
        /// Its text.
        text: String,
    },
    /// A table.
    Table(PassageTable),
}

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PassageTable {
    /// What stands above it.
    pub title: String,
    /// The columns.
    pub columns: Vec<PassageColumn>,
    /// The rows, each as wide as the columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PassageColumn {
    /// Its header.
    pub title: String,
    /// Whether numbers stand in it.
    pub is_number: bool,
}

impl Passage {
    pub(super) fn heading(level: usize, text: String) -> Self {
        Passage::Heading { level, text }
    }

    pub(super) fn line(text: String) -> Self {
        Passage::Line { text }
    }
}

impl PassageColumn {
    pub(super) fn numbers(title: String) -> Self {
        PassageColumn { title, is_number: true }
    }

    pub(super) fn texts(title: String) -> Self {
        PassageColumn { title, is_number: false }
    }
}
