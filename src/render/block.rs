//! Headings, lines and tables one after the other: drawn for a terminal, or written as Markdown.

use crate::render::table::{Align, TextTable, wrap};
use crate::render::template::escape_markdown;
use crate::report::{Passage, PassageColumn};

/// A part of a text.
pub enum Block {
    /// A heading of a level from 1.
    Heading(usize, String),
    /// A paragraph.
    Line(String),
    /// A table.
    Table(TextTable),
}

impl Block {
    /// The same with other words; a table keeps its own.
    pub fn map(self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Block::Heading(level, text) => Block::Heading(level, change(&text)),
            Block::Line(text) => Block::Line(change(&text)),
            Block::Table(table) => Block::Table(table),
        }
    }
}

/// The blocks for a terminal that is `width` columns wide.
#[must_use]
pub fn draw(blocks: Vec<Block>, width: u16) -> String {
    let draw = |block: Block| match block {
        Block::Heading(1, text) => format!("{text}\n"),
        Block::Heading(_, text) => format!("\n{text}\n"),
        Block::Line(text) => format!("{}\n", wrap(&text, width)),
        Block::Table(table) => format!("\n{}", table.draw(width)),
    };
    blocks.into_iter().map(draw).collect()
}

/// The blocks as Markdown. The title of a table is a heading below the one that it stands under.
#[must_use]
pub fn write(blocks: Vec<Block>) -> String {
    let mut under = 1;
    let write = |block: Block| match block {
        Block::Heading(level, text) => {
            under = level;
            format!("{} {}\n\n", "#".repeat(level), escape_markdown(&text))
        }
        Block::Line(text) => format!("{}\n\n", escape_markdown(&text)),
        Block::Table(table) => format!("{}\n", table.to_markdown(under + 1)),
    };
    blocks.into_iter().map(write).collect()
}

/// A document in words for a terminal that is `width` columns wide.
#[must_use]
pub fn passages_to_terminal(passages: &[Passage], width: u16) -> String {
    draw(passages.iter().map(block).collect(), width)
}

/// A document in words as Markdown.
#[must_use]
pub fn passages_to_markdown(passages: &[Passage]) -> String {
    write(passages.iter().map(block).collect())
}

fn block(passage: &Passage) -> Block {
    match passage {
        Passage::Heading { level, text } => Block::Heading(*level, text.clone()),
        Passage::Line { text } => Block::Line(text.clone()),
        Passage::Table(table) => {
            let align = |column: &PassageColumn| {
                (column.title.clone(), if column.is_number { Align::Right } else { Align::Left })
            };
            let columns = table.columns.iter().map(align).collect();
            Block::Table(TextTable { title: table.title.clone(), columns, rows: table.rows.clone() })
        }
    }
}
