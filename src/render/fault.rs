//! Why a template cannot be filled in, and where.

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

/// How many bytes of text the engine lets a template make for one step.
const BYTES_PER_STEP: u64 = 64;

/// Why a template cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name.
    pub template: String,
    /// Where, as far as it is known.
    pub place: Option<Place>,
    /// What is wrong.
    pub problem: Problem,
}

/// A place in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(usize),
    /// A paragraph of a Word document.
    Paragraph(Paragraph),
}

/// A paragraph of a Word document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The part of the document: `word/document.xml`, `word/header1.xml`.
    pub part: String,
    /// Its number in the part, from 1, those in tables and text boxes with the rest.
    pub number: usize,
    /// How it begins.
    pub beginning: String,
    /// The tag, where there is one.
    pub tag: Option<String>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What the template engine says.
    Engine(String),
    /// It takes more steps than it may, or makes more text.
    Endless {
        /// The limit of steps, in millions.
        steps: u64,
        /// The limit of text, in megabytes.
        size: u64,
    },
    /// The data has no such name; the nearest that it has.
    UnknownName {
        /// The name, with what it is looked for in: `person.shoe_size`.
        name: String,
        /// The nearest that is known there.
        nearest: Option<String>,
    },
    /// The file is no Word document, or a damaged one; the detail.
    NotWord(String),
    /// A part is larger than so many megabytes.
    TooLarge {
        /// Which.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// The tag that begins so does not end in its paragraph.
    Unclosed(String),
    /// The block of this name must begin and end in one paragraph.
    NotInOneParagraph(String),
    /// The tag of this name cannot be used in a Word document.
    NotInWord(String),
    /// The block has no end of this name.
    Unended(String),
    /// The tag ends or divides what did not begin.
    Unbegun,
    /// The block begins inside something that it does not end in.
    Crosses,
}

/// What the engine says of an error, under its limit of steps.
pub(super) fn of_engine(error: &Error, limit: Option<u64>) -> Problem {
    if let Some(steps) = limit.filter(|_| is_out_of_fuel(error)) {
        return Problem::Endless { steps: steps / 1_000_000, size: steps * BYTES_PER_STEP / 1_000_000 };
    }
    let kind = error.kind();
    Problem::Engine(error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")))
}

/// Whether the steps ran out, in the template itself or in one that it includes.
fn is_out_of_fuel(error: &Error) -> bool {
    let mut inside = error.source();
    let mut is_it = error.kind() == ErrorKind::OutOfFuel;
    while let Some(cause) = inside.filter(|_| !is_it) {
        is_it = cause.downcast_ref::<Error>().is_some_and(|cause| cause.kind() == ErrorKind::OutOfFuel);
        inside = cause.source();
    }
    is_it
}
