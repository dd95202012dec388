//! `meeting.yaml` as it is written.
//!
//! Receives the text, hands on a [`MeetingDefinition`] whose names are not yet looked up in the list of those
//! present, with every fault that can be seen without it.

use chrono::NaiveDate;

use crate::definition::decoder::Decoder;
use crate::definition::tree::{self, Node};
use crate::definition::{head, part};
use crate::diagnostic::Diagnostic;
use crate::language::{Language, Title};
use crate::meeting::Quorum;
use crate::source::{FileId, Place, Sources, Spanned};

/// The requisites of a meeting as they are written; what is missing has been reported.
#[derive(Clone, Debug)]
pub struct MeetingDefinition {
    /// What was held.
    pub title: Option<Title>,
    /// The language of the minutes.
    pub language: Option<Language>,
    /// Whose meeting it was.
    pub organisation: Option<Title>,
    /// The number of the minutes.
    pub number: Option<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// Where it was held.
    pub location: Option<Title>,
    /// How many belong to the body.
    pub members: Written<usize>,
    /// How many must be there.
    pub quorum: Written<Quorum>,
    /// Who chaired.
    pub chair: Option<Spanned<String>>,
    /// Who kept the minutes.
    pub secretary: Option<Spanned<String>>,
    /// Where the mapping begins.
    pub place: Place,
}

/// A value that need not be there.
#[derive(Clone, Debug)]
pub enum Written<T> {
    /// Nothing is written.
    Nothing,
    /// This is.
    Value(Spanned<T>),
    /// Something is that could not be read, and has been reported.
    Faulty,
}

/// Decodes the requisites; with them everything that was wrong.
pub fn decode(sources: &Sources, file: FileId) -> (Option<MeetingDefinition>, Vec<Diagnostic>) {
    let root = match tree::parse(sources, file) {
        Ok(root) => root,
        Err(fault) => return (None, vec![fault]),
    };
    let mut decoder = Decoder::default();
    let definition = definition(&root, file, &mut decoder);
    (definition, decoder.diagnostics)
}

fn definition(root: &Node, file: FileId, decoder: &mut Decoder) -> Option<MeetingDefinition> {
    let mut mapping = head(root, file, decoder)?;
    let title = mapping.require("title").and_then(|node| decoder.title(node));
    let language = mapping.require("language").and_then(|node| decoder.language(node));
    let organisation = mapping.get("organisation").and_then(|node| decoder.title(node));
    let number = mapping.require("number").and_then(|node| decoder.text(node)).map(|number| number.value);
    let date = mapping.require("date").and_then(|node| decoder.date(node));
    let location = mapping.get("place").and_then(|node| decoder.title(node));
    let members = written(mapping.get("members"), |node| decoder.count(node, 1));
    let quorum = written(mapping.get("quorum"), |node| quorum(node, decoder));
    let chair = mapping.require("chair").and_then(|node| decoder.text(node));
    let secretary = mapping.require("secretary").and_then(|node| decoder.text(node));
    mapping.finish(decoder);
    Some(MeetingDefinition {
        title,
        language,
        organisation,
        number,
        date,
        location,
        members,
        quorum,
        chair,
        secretary,
        place: root.place,
    })
}

fn written<T>(node: Option<&Node>, read: impl FnOnce(&Node) -> Option<T>) -> Written<T> {
    let Some(node) = node else { return Written::Nothing };
    read(node).map_or(Written::Faulty, |value| Written::Value(Spanned::new(value, node.place)))
}

/// `2/3`: as much or more; `above: 1/2`: more.
fn quorum(node: &Node, decoder: &mut Decoder) -> Option<Quorum> {
    if node.is_scalar() {
        return Some(Quorum { part: part(node, decoder)?, above: false });
    }
    let mut mapping = decoder.mapping(node)?;
    let above = mapping.require("above").and_then(|node| part(node, decoder));
    mapping.finish(decoder);
    Some(Quorum { part: above?, above: true })
}
