//! Paragraphs, rows and cells that hold nothing but tags which print nothing: they fall away, and their tags stand in
//! their place.
//!
//! Receives the tree of a part with its tags, and changes it.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::docx::mend::COLUMNS_VARY;
use crate::render::docx::paragraphs::Tag;
use crate::render::docx::structure::{BlockTags, order};
use crate::render::docx::tags::Kind;
use crate::render::docx::tree::{Element, Node};

/// Lets paragraphs and rows fall away that hold nothing but tags which print nothing.
pub(super) fn fall(nodes: &mut Vec<Node>, tags: &[Tag]) {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes.drain(..) {
        let Node::Element(mut element) = node else {
            kept.push(node);
            continue;
        };
        fall(&mut element.children, tags);
        let falls = match element.name.as_str() {
            "w:p" => is_bare(&element.children, tags) && has_tag(&element.children),
            "w:tr" => has_tag(&element.children) && element.children.iter().all(|cell| is_bare_cell(cell, tags)),
            _ => false,
        };
        if !falls {
            kept.push(Node::Element(element));
            continue;
        }
        let has_section = element.child("w:pPr").is_some_and(|properties| properties.child("w:sectPr").is_some());
        kept.extend(tags_of(&element.children));
        if element.name == "w:p" && has_section {
            // The paragraph carries the page set-up of all above it.
            element.children.retain(|child| !has_tag(std::slice::from_ref(child)));
            kept.push(Node::Element(element));
        }
    }
    *nodes = kept;
}

fn has_tag(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Tag(_) => true,
        Node::Element(element) => has_tag(&element.children),
        Node::Raw(_) => false,
    })
}

/// The tags among the pieces, and the bookmarks, which others may point to.
fn tags_of(nodes: &[Node]) -> Vec<Node> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Tag(_) => found.push(node.clone()),
            Node::Element(element) if element.name.starts_with("w:bookmark") => found.push(node.clone()),
            Node::Element(element) => found.extend(tags_of(&element.children)),
            Node::Raw(_) => {}
        }
    }
    found
}

/// Whether nothing in the pieces is seen on the page.
fn is_bare(nodes: &[Node], tags: &[Tag]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Tag(tag) => tags[*tag].kind != Kind::Print,
        Node::Raw(text) => text.trim().is_empty(),
        Node::Element(element) => match element.name.as_str() {
            "w:pPr" | "w:rPr" | "w:proofErr" | "w:lastRenderedPageBreak" | "w:tab" => true,
            "w:bookmarkStart" | "w:bookmarkEnd" | "w:commentRangeStart" | "w:commentRangeEnd" => true,
            "w:r" | "w:t" | "w:ins" | "w:smartTag" => is_bare(&element.children, tags),
            _ => false,
        },
    })
}

/// Whether a child of a row is a cell with nothing but tags, or no cell.
fn is_bare_cell(node: &Node, tags: &[Tag]) -> bool {
    match node {
        Node::Element(cell) if cell.name == "w:tc" => cell.children.iter().all(|child| match child {
            Node::Element(child) if child.name == "w:tcPr" => true,
            Node::Element(child) => child.name == "w:p" && is_bare(&child.children, tags),
            Node::Tag(tag) => tags[*tag].kind != Kind::Print,
            Node::Raw(text) => text.trim().is_empty(),
        }),
        Node::Element(other) => other.name == "w:trPr" || other.name == "w:tblPrEx",
        Node::Raw(_) | Node::Tag(_) => true,
    }
}

/// Lets cells fall away that hold nothing but the tags of blocks which begin and end in such cells of the same row.
/// Whether any of these rows has lost a cell.
pub(super) fn fall_cells(nodes: &mut [Node], tags: &[Tag], blocks: &[BlockTags]) -> bool {
    let mut varies = false;
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let rows_vary = fall_cells(&mut element.children, tags, blocks);
        match element.name.as_str() {
            "w:tbl" if rows_vary => element.open.push_str(COLUMNS_VARY),
            "w:tr" => {
                let falling = falling_cells(element, tags, blocks);
                let mut kept = Vec::with_capacity(element.children.len());
                for (index, child) in element.children.drain(..).enumerate() {
                    if falling.contains(&index) {
                        kept.extend(tags_of(&[child]));
                    } else {
                        kept.push(child);
                    }
                }
                element.children = kept;
                varies |= !falling.is_empty();
            }
            _ => varies |= rows_vary,
        }
    }
    varies
}

fn falling_cells(row: &Element, tags: &[Tag], blocks: &[BlockTags]) -> BTreeSet<usize> {
    let in_cell = |index: &usize| -> Vec<usize> {
        let found = order(std::slice::from_ref(&row.children[*index])).into_iter().map(|(tag, _)| tag);
        found.filter(|tag| blocks.iter().any(|block| block.contains(tag))).collect()
    };
    let is_cell = |node: &Node| matches!(node, Node::Element(cell) if cell.name == "w:tc");
    let mut falling: BTreeMap<usize, Vec<usize>> = (0..row.children.len())
        .filter(|index| is_cell(&row.children[*index]) && is_bare_cell(&row.children[*index], tags))
        .map(|index| (index, in_cell(&index)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    loop {
        let inside: BTreeSet<usize> = falling.values().flatten().copied().collect();
        let whole = |tag: &usize| {
            blocks.iter().filter(|block| block.contains(tag)).all(|block| block.iter().all(|tag| inside.contains(tag)))
        };
        let before = falling.len();
        falling.retain(|_, found| found.iter().all(whole));
        if falling.len() == before {
            return falling.into_keys().collect();
        }
    }
}
