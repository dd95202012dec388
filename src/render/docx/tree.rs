//! A part of a Word document as a tree that is written back to the byte.
//!
//! Receives the text of a part, hands on its elements. What is not understood stays as it was written.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// How deep elements may lie in one another; Word itself stays far below.
const DEPTH: usize = 200;

/// A piece of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, a comment, an instruction: as it was written, escapes and all.
    Raw(String),
    /// A tag of the template, by its number among those of the part.
    Tag(usize),
}

/// An element with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The name with its prefix: `w:p`.
    pub name: String,
    /// The start of its tag as it was written, without the end: `<w:p w:rsidR="00A1"`.
    pub open: String,
    /// What is in it.
    pub children: Vec<Node>,
    /// Whether it was written without an end: `<w:p/>`.
    pub empty: bool,
}

/// Why a text is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub String);

impl Element {
    /// An element of this name with neither attributes nor children.
    pub fn new(name: &str) -> Self {
        Element { name: name.to_owned(), open: format!("<{name}"), children: Vec::new(), empty: true }
    }

    /// The children that are elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Raw(_) | Node::Tag(_) => None,
        })
    }

    /// The first child of the name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The value of the attribute as it is written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (start, end) = self.value_of(name)?;
        Some(&self.open[start..end])
    }

    /// Gives the attribute another value; it must be there.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        if let Some((start, end)) = self.value_of(name) {
            self.open.replace_range(start..end, value);
        }
    }

    /// Takes the attribute away.
    pub fn remove_attribute(&mut self, name: &str) {
        if let Some((start, end)) = self.value_of(name) {
            let from = self.open[..start].rfind(name).expect("the value follows its name");
            let from = self.open[..from].trim_end().len();
            self.open.replace_range(from..=end, "");
        }
    }

    /// Where the value of the attribute stands between its quotes.
    fn value_of(&self, name: &str) -> Option<(usize, usize)> {
        let mut at = self.name.len() + 1;
        loop {
            let equals = at + self.open[at..].find('=')?;
            let found = self.open[at..equals].trim();
            let quote_at = equals + 1 + self.open[equals + 1..].find(['"', '\''])?;
            let quote = &self.open[quote_at..=quote_at];
            let end = quote_at + 1 + self.open[quote_at + 1..].find(quote)?;
            if found == name {
                return Some((quote_at + 1, end));
            }
            at = end + 1;
        }
    }
}

/// The tree of a part: its one element, and whatever stands around it.
///
/// # Errors
/// The text is no well-formed XML, declares a document type, or lies too deep.
pub(super) fn parse(text: &str) -> Result<Vec<Node>, Malformed> {
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    // The reader passes over a byte order mark and does not count it.
    let text = text.strip_prefix('\u{feff}').map_or(text, |text| {
        top.push(Node::Raw('\u{feff}'.to_string()));
        text
    });
    let mut reader = Reader::from_str(text);
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| Malformed(error.to_string()))?;
        let written = &text[start..position(&reader)];
        match event {
            Event::Start(tag) => {
                if open.len() == DEPTH {
                    return Err(Malformed(format!("elements lie deeper than {DEPTH}")));
                }
                let opening = written.strip_suffix('>').unwrap_or(written).to_owned();
                open.push(Element { name: tag.name().0.to_owned(), open: opening, children: Vec::new(), empty: false });
            }
            Event::Empty(tag) => {
                let opening = written.strip_suffix("/>").unwrap_or(written).to_owned();
                let element =
                    Element { name: tag.name().0.to_owned(), open: opening, children: Vec::new(), empty: true };
                into(&mut open, &mut top, Node::Element(element));
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| Malformed(format!("{written} ends nothing")))?;
                into(&mut open, &mut top, Node::Element(element));
            }
            Event::Eof => break,
            Event::DocType(_) => return Err(Malformed("a document type is declared".to_owned())),
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_)
            | Event::PI(_)
            | Event::Decl(_) => {
                let children = open.last_mut().map_or(&mut top, |element| &mut element.children);
                match children.last_mut() {
                    Some(Node::Raw(text)) => text.push_str(written),
                    _ => children.push(Node::Raw(written.to_owned())),
                }
            }
        }
    }
    match open.pop() {
        None => Ok(top),
        Some(element) => Err(Malformed(format!("<{}> has no end", element.name))),
    }
}

/// The text of the pieces; a tag is written by the one who knows it.
pub(super) fn write(nodes: &[Node], output: &mut String, tag: &mut impl FnMut(usize, &mut String)) {
    for node in nodes {
        match node {
            Node::Raw(text) => output.push_str(text),
            Node::Tag(number) => tag(*number, output),
            Node::Element(element) => {
                output.push_str(&element.open);
                if element.empty && element.children.is_empty() {
                    output.push_str("/>");
                } else {
                    output.push('>');
                    write(&element.children, output, tag);
                    output.push_str("</");
                    output.push_str(&element.name);
                    output.push('>');
                }
            }
        }
    }
}

fn into(open: &mut [Element], top: &mut Vec<Node>, node: Node) {
    open.last_mut().map_or(top, |element| &mut element.children).push(node);
}

/// A part is no larger than fits the memory.
fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).expect("a position within a text in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut output = String::new();
        write(&parse(text).unwrap(), &mut output, &mut |_, _| {});
        output
    }

    #[test]
    fn a_part_is_written_back_to_the_byte() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<a b = 'c>d' ><!-- e --><f /><g></g> &amp; <![CDATA[<]]></a>\n";
        assert_eq!(written(text), text);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in ["<a>", "<a></b>", "</a>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", "<a"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&"<a>".repeat(300)).is_err());
    }

    #[test]
    fn attributes_are_found_changed_and_taken_away() {
        let nodes = parse("<a b='1' xb=\"=2\" c:d = \"3\"/>").unwrap();
        let Node::Element(mut element) = nodes[0].clone() else { panic!() };
        assert_eq!(
            ["b", "xb", "c:d", "d"].map(|name| element.attribute(name)),
            [Some("1"), Some("=2"), Some("3"), None]
        );
        element.set_attribute("xb", "4");
        element.remove_attribute("b");
        assert_eq!(element.open, "<a xb=\"4\" c:d = \"3\"");
    }
}
