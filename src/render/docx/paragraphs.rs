//! The tags of a part, each put whole into one run.
//!
//! Receives the tree of a part. Word divides a paragraph into runs wherever it likes: at a spelling mark, at a
//! change of the keyboard's language. Tags are looked for in the text of the whole paragraph; one that lies in
//! several runs is put into the first, whose formatting it keeps, and taken out of the others.

use quick_xml::escape::unescape;

use crate::render::docx::tags::{self, Found, Kind, TextFault};
use crate::render::docx::tree::{Element, Node};

/// How many characters of a paragraph name it.
const BEGINNING: usize = 40;

/// A tag with its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// What it does.
    pub kind: Kind,
    /// What minijinja reads.
    pub source: String,
    /// Which of the part's paragraphs it stands in, from 0.
    pub paragraph: usize,
}

/// The tags of a part and the beginnings of its paragraphs.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// In the order of the text.
    pub tags: Vec<Tag>,
    /// How each paragraph begins.
    pub beginnings: Vec<String>,
    /// What cannot be read, with the paragraph, from 0.
    pub faults: Vec<(usize, TextFault)>,
}

/// Puts every tag of the part into a node of its own.
pub(super) fn take_tags(nodes: &mut [Node]) -> Tags {
    let mut taken = Tags::default();
    look_into(nodes, &mut taken);
    taken
}

fn look_into(nodes: &mut [Node], taken: &mut Tags) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.name == "w:p" {
            paragraph(element, taken);
        }
        // Text boxes lie inside the runs of a paragraph, with paragraphs of their own.
        look_into(&mut element.children, taken);
    }
}

/// A stretch of a paragraph's text that lies in one element.
struct Stretch {
    text: Vec<char>,
    /// Whether text can be put there: a tab or a line break inside a tag is taken out.
    is_text: bool,
}

fn paragraph(element: &mut Element, taken: &mut Tags) {
    let mut stretches = Vec::new();
    gather(element, &mut stretches);
    let text: Vec<char> = stretches.iter().flat_map(|stretch| stretch.text.iter().copied()).collect();
    let number = taken.beginnings.len();
    taken.beginnings.push(text.iter().collect::<String>().trim().chars().take(BEGINNING).collect());
    match tags::find(&text) {
        Err(fault) => taken.faults.push((number, fault)),
        Ok(found) if found.is_empty() => {}
        Ok(found) => {
            let first = taken.tags.len();
            let mut filled = fill(&stretches, &found, first).into_iter();
            put(element, &mut filled);
            taken.tags.extend(found.into_iter().map(|tag| Tag {
                kind: tag.kind,
                source: tag.source,
                paragraph: number,
            }));
        }
    }
}

/// The texts of the paragraph itself, not those of the text boxes in it.
fn gather(element: &Element, stretches: &mut Vec<Stretch>) {
    for child in element.elements().filter(|child| child.name != "w:p") {
        match stretch(child) {
            Some(stretch) => stretches.push(stretch),
            None => gather(child, stretches),
        }
    }
}

fn stretch(element: &Element) -> Option<Stretch> {
    let drawn = |character: char| Some(Stretch { text: vec![character], is_text: false });
    match element.name.as_str() {
        "w:t" => {
            let text = element.children.iter().map(|child| match child {
                Node::Raw(text) => unescape(text).map(|text| text.chars().collect()).unwrap_or_default(),
                Node::Element(_) | Node::Tag(_) => Vec::new(),
            });
            Some(Stretch { text: text.collect::<Vec<Vec<char>>>().concat(), is_text: true })
        }
        "w:tab" | "w:ptab" => drawn('\t'),
        "w:br" | "w:cr" => drawn('\n'),
        "w:noBreakHyphen" => drawn('-'),
        "w:pPr" | "w:rPr" => Some(Stretch { text: Vec::new(), is_text: false }),
        _ => None,
    }
}

/// What becomes of a stretch: nothing, or its new content.
enum Filled {
    Same,
    Gone,
    New(Vec<Node>),
}

fn fill(stretches: &[Stretch], found: &[Found], first: usize) -> Vec<Filled> {
    let mut filled = Vec::new();
    let mut from = 0;
    for stretch in stretches {
        let range = from..from + stretch.text.len();
        from = range.end;
        let touching: Vec<(usize, &Found)> =
            found.iter().enumerate().filter(|(_, tag)| tag.at.start < range.end && range.start < tag.at.end).collect();
        // Formatting has no text, and stays.
        if touching.is_empty() || range.is_empty() && !stretch.is_text {
            filled.push(Filled::Same);
            continue;
        }
        if !stretch.is_text {
            filled.push(Filled::Gone);
            continue;
        }
        let mut nodes = Vec::new();
        let mut at = range.start;
        for (number, tag) in touching {
            nodes.extend(raw(&stretch.text, at, tag.at.start.max(range.start), range.start));
            if range.contains(&tag.at.start) {
                nodes.push(Node::Tag(first + number));
            }
            at = tag.at.end.min(range.end);
        }
        nodes.extend(raw(&stretch.text, at, range.end, range.start));
        filled.push(if nodes.is_empty() { Filled::Gone } else { Filled::New(nodes) });
    }
    filled
}

/// The characters from `at` to `to`, counted from `start` on, as text; none if there are none.
fn raw(text: &[char], at: usize, to: usize, start: usize) -> Option<Node> {
    if at >= to {
        return None;
    }
    let text: String = text[at - start..to - start].iter().collect();
    Some(Node::Raw(quick_xml::escape::partial_escape(text.as_str()).into_owned()))
}

/// Puts the new contents into the same elements that [`gather`] looked at, in the same order.
fn put(element: &mut Element, filled: &mut impl Iterator<Item = Filled>) {
    element.children.retain_mut(|child| {
        let Node::Element(child) = child else { return true };
        if child.name == "w:p" {
            return true;
        }
        if stretch(child).is_none() {
            let had_text = child.name == "w:r" && has_content(child);
            put(child, filled);
            return !had_text || has_content(child);
        }
        match filled.next().expect("every stretch was looked at") {
            Filled::Same => true,
            Filled::Gone => false,
            Filled::New(nodes) => {
                child.children = nodes;
                child.open = "<w:t xml:space=\"preserve\"".to_owned();
                child.empty = false;
                true
            }
        }
    });
}

/// Whether a run holds more than its formatting.
pub(super) fn has_content(run: &Element) -> bool {
    run.elements().any(|child| child.name != "w:rPr")
}
