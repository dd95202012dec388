//! YAML as a tree in which everything keeps its place and every scalar its text.
//!
//! A number is never read through a float: what a plain scalar means is decided later, from its digits.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Budget, Error, Options, Spanned as YamlSpanned};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Place, Sources, Spanned};

/// How deep lists and mappings may lie in one another; rules need a dozen levels.
const DEPTH: usize = 64;

/// How many values a file may hold, aliases counted as what they stand for.
const VALUES: usize = 250_000;

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it holds.
    pub content: NodeContent,
    /// Where it stands.
    pub place: Place,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum NodeContent {
    /// Nothing, or `null`.
    Null,
    /// A scalar as it is written, without quotes.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file.
    Mapping(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// What stands under a key, or the member of a list whose id it is; members without an id go by their number
    /// from 0.
    pub fn child_mut(&mut self, segment: &str) -> Option<&mut Node> {
        match &mut self.content {
            NodeContent::Mapping(entries) => {
                entries.iter_mut().find(|(key, _)| key.value == segment).map(|(_, value)| value)
            }
            NodeContent::List(list) => {
                let number = segment.parse::<usize>().ok();
                let by_number = || number.filter(|number| list.get(*number).is_some_and(|node| node.id().is_none()));
                let position = list.iter().position(|node| node.id() == Some(segment)).or_else(by_number)?;
                list.get_mut(position)
            }
            NodeContent::Null | NodeContent::Scalar(_) => None,
        }
    }

    /// What stands under `id`.
    fn id(&self) -> Option<&str> {
        let NodeContent::Mapping(entries) = &self.content else { return None };
        let (_, value) = entries.iter().find(|(key, _)| key.value == "id")?;
        match &value.content {
            NodeContent::Scalar(id) => Some(id),
            NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => None,
        }
    }

    /// Whether a path leads somewhere: through keys, members of lists by their id, and keys of any member of a list.
    #[must_use]
    pub fn has(&self, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        let under = |node: &Node, key: &str| match &node.content {
            NodeContent::Mapping(entries) => {
                entries.iter().find(|(own, _)| own.value == key).map(|(_, value)| value.clone())
            }
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::List(_) => None,
        };
        match &self.content {
            NodeContent::Mapping(_) => under(self, first).is_some_and(|value| value.has(rest)),
            NodeContent::List(list) => list.iter().any(|node| {
                let id = under(node, "id").map(|id| id.content);
                let named = matches!(id, Some(NodeContent::Scalar(id)) if id == *first);
                named && node.has(rest) || node.has(path)
            }),
            NodeContent::Null | NodeContent::Scalar(_) => false,
        }
    }

    /// Whether the node is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        match self.content {
            NodeContent::List(_) => true,
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::Mapping(_) => false,
        }
    }

    /// Whether the node is a scalar.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        match self.content {
            NodeContent::Scalar(_) => true,
            NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => false,
        }
    }
}

/// Reads the file's text.
///
/// # Errors
/// The text is not YAML, holds a key twice, or goes beyond the limits of the reader.
pub fn parse(sources: &Sources, file: FileId) -> Result<Node, Diagnostic> {
    let text = sources.text(file);
    let mut options = Options::default();
    options.strict_booleans = true;
    let mut budget = Budget::default();
    budget.max_depth = DEPTH;
    budget.max_nodes = VALUES;
    options.budget = Some(budget);
    match serde_yaml::from_str_with_options::<YamlSpanned<Raw>>(text, options) {
        Ok(raw) => Ok(Builder { file, text }.node(raw)),
        Err(error) => Err(fault(&error, file, text)),
    }
}

/// What a file goes beyond.
enum Beyond {
    Depth,
    Aliases,
    Size,
}

impl Beyond {
    fn of(error: &Error) -> Option<Beyond> {
        match error {
            Error::AliasError { error, .. } => Beyond::of(error),
            Error::AliasReplayCounterOverflow { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. } => Some(Beyond::Aliases),
            Error::Budget { breach, .. } => match breach {
                BudgetBreach::SequenceUnbalanced => None,
                BudgetBreach::Depth { .. } => Some(Beyond::Depth),
                BudgetBreach::Aliases { .. }
                | BudgetBreach::Anchors { .. }
                | BudgetBreach::AliasAnchorRatio { .. }
                | BudgetBreach::RecordedAnchorEvents { .. }
                | BudgetBreach::RecordedAnchorBytes { .. } => Some(Beyond::Aliases),
                // The reader may yet learn to count other things.
                _ => Some(Beyond::Size),
            },
            _ => None,
        }
    }

    fn diagnostic(&self, place: Place) -> Diagnostic {
        let (kind, limit) = match self {
            Beyond::Depth => ("depth", DEPTH),
            Beyond::Aliases => ("aliases", VALUES),
            Beyond::Size => ("size", VALUES),
        };
        Diagnostic::new(Code::YamlLimit, place).with("kind", kind).with("limit", limit)
    }
}

fn fault(error: &Error, file: FileId, text: &str) -> Diagnostic {
    let place = error.without_snippet().location().map(|location| {
        let line_start = text.split_inclusive('\n').take(index(location.line())).map(str::len).sum::<usize>();
        let line = text[line_start..].lines().next().unwrap_or("");
        let before = line.chars().take(index(location.column())).map(char::len_utf8).sum::<usize>();
        let start = line_start + before;
        let length = line[before..].split([':', ',', ' ']).next().map_or(0, str::len);
        file.at(start, start + length)
    });
    let place = place.unwrap_or(Place::File(file));
    if let Some(beyond) = Beyond::of(error.without_snippet()) {
        return beyond.diagnostic(place);
    }
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, .. } => {
            Diagnostic::new(Code::DuplicateKey, place).with("key", key.clone().unwrap_or_default())
        }
        Error::MultipleDocuments { .. } => Diagnostic::new(Code::SeveralDocuments, marker(text, file, place)),
        other => Diagnostic::new(Code::YamlSyntax, place).with("detail", first_line(&other.to_string())),
    }
}

/// The line that begins a second document; the reader points at what follows it.
fn marker(text: &str, file: FileId, found: Place) -> Place {
    let end = match found {
        Place::Text { start, .. } => usize::try_from(start).unwrap_or(usize::MAX),
        _ => text.len(),
    };
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    let marker = lines.take_while(|(start, _)| *start <= end).filter(|(_, line)| line.starts_with("---")).last();
    marker.map_or(found, |(start, _)| file.at(start, start + 3))
}

/// The reader's lines and columns count from 1.
fn index(from_one: u64) -> usize {
    usize::try_from(from_one.saturating_sub(1)).unwrap_or(usize::MAX)
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    // The place is said in our own way.
    line.split(" at line ").next().unwrap_or(line).to_owned()
}

/// What the reader hands over before places are turned into ours.
enum Raw {
    Null,
    /// A scalar that the reader took for a number or a boolean: its text is read again from the file.
    Plain,
    Text(String),
    List(Vec<YamlSpanned<Raw>>),
    Mapping(Vec<(YamlSpanned<Raw>, YamlSpanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = access.next_element()? {
            list.push(node);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut mapping = Vec::new();
        while let Some(entry) = access.next_entry()? {
            mapping.push(entry);
        }
        Ok(Raw::Mapping(mapping))
    }
}

struct Builder<'t> {
    file: FileId,
    text: &'t str,
}

impl Builder<'_> {
    fn node(&self, raw: YamlSpanned<Raw>) -> Node {
        let place = self.place(&raw);
        let content = match raw.value {
            Raw::Null => NodeContent::Null,
            Raw::Plain => NodeContent::Scalar(self.written(place)),
            Raw::Text(text) => NodeContent::Scalar(text),
            Raw::List(list) => NodeContent::List(list.into_iter().map(|each| self.node(each)).collect()),
            Raw::Mapping(mapping) => {
                let entry = |(key, value)| (self.key(key), self.node(value));
                NodeContent::Mapping(mapping.into_iter().map(entry).collect())
            }
        };
        Node { content, place }
    }

    fn key(&self, raw: YamlSpanned<Raw>) -> Spanned<String> {
        let place = self.place(&raw);
        let text = match raw.value {
            Raw::Text(text) => text,
            Raw::Null | Raw::Plain | Raw::List(_) | Raw::Mapping(_) => self.written(place),
        };
        Spanned::new(text, place)
    }

    /// A scalar's own extent; for lists and mappings the place where they begin.
    fn place(&self, raw: &YamlSpanned<Raw>) -> Place {
        let span = raw.defined.span();
        let narrow = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok());
        let Some(start) = narrow(span.byte_offset()) else { return Place::File(self.file) };
        let start = start.min(self.text.len());
        let length = narrow(span.byte_len()).unwrap_or(0);
        let extent = self.text.get(start..start + length).unwrap_or("");
        let line = extent.lines().next().unwrap_or("").trim_end().len();
        self.file.at(start, start + line)
    }

    fn written(&self, place: Place) -> String {
        match place {
            Place::File(_) => String::new(),
            Place::Text { start, end, .. } => self.text[start as usize..end as usize].to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Sources, Result<Node, Diagnostic>) {
        let mut sources = Sources::default();
        let (file, outcome) = sources.add("contest.yaml", text.as_bytes());
        outcome.unwrap();
        let tree = parse(&sources, file);
        (sources, tree)
    }

    fn scalars(node: &Node, sources: &Sources, found: &mut Vec<(String, String)>) {
        match &node.content {
            NodeContent::Null => {}
            NodeContent::Scalar(text) => found.push((text.clone(), sources.describe(node.place))),
            NodeContent::List(list) => list.iter().for_each(|each| scalars(each, sources, found)),
            NodeContent::Mapping(mapping) => mapping.iter().for_each(|(_, each)| scalars(each, sources, found)),
        }
    }

    #[test]
    fn scalars_keep_their_digits_and_places() {
        let text = "ұпай: 0.10\r\n\r\nlist: [ 1-3, 007, 1e3, yes, \"a b\", 2025-10-30 ]\r\n";
        let (sources, tree) = tree(text);
        let mut found = Vec::new();
        scalars(&tree.unwrap(), &sources, &mut found);
        let expected = [
            ("0.10", "contest.yaml:1:7"),
            ("1-3", "contest.yaml:3:9"),
            ("007", "contest.yaml:3:14"),
            ("1e3", "contest.yaml:3:19"),
            ("yes", "contest.yaml:3:24"),
            ("a b", "contest.yaml:3:29"),
            ("2025-10-30", "contest.yaml:3:36"),
        ];
        assert_eq!(found, expected.map(|(text, place)| (text.to_owned(), place.to_owned())));
    }

    #[test]
    fn a_key_that_stands_twice_is_named_with_its_place() {
        let (sources, tree) = tree("a: 1\nb: 2\na: 3\n");
        let fault = tree.unwrap_err();
        assert_eq!(fault.code, Code::DuplicateKey);
        assert_eq!(sources.describe(fault.place), "contest.yaml:3:1");
    }

    #[test]
    fn broken_yaml_is_named_with_its_line() {
        let (sources, tree) = tree("a: [ 1, 2\nb: 3\n");
        let fault = tree.unwrap_err();
        assert_eq!(fault.code, Code::YamlSyntax);
        assert!(sources.describe(fault.place).starts_with("contest.yaml:2"), "{}", sources.describe(fault.place));
    }
}
