//! Where the tags of a part stand: beside the paragraphs, rows and cells that they repeat or leave out.
//!
//! Receives the tree of a part with its tags, hands on a tree in which every block begins and ends inside one and
//! the same element, so that whatever a condition leaves out or a loop repeats is whole:
//!
//! - a paragraph, a row, a cell that holds nothing but block tags falls away, and its tags stand in its place;
//! - a block that begins in one cell of a row and ends in another covers the row;
//! - one that begins and ends in different paragraphs or rows covers them from the first to the last;
//! - one that begins and ends in different runs of a paragraph divides them there.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::docx::falling::{fall, fall_cells};
use crate::render::docx::paragraphs::{Tag, has_content};
use crate::render::docx::tags::Kind;
use crate::render::docx::tree::{Element, Node};

/// Why tags do not make blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StructureFault {
    /// The block has no end.
    Unended,
    /// The tag ends or divides what did not begin.
    Unbegun,
    /// The block begins where it cannot end: in the midst of a paragraph and outside of it, in a table and outside.
    Crosses,
}

/// Where a node stands: the numbers of the children on the way to it.
pub(super) type Path = Vec<usize>;

/// A block by the numbers of its tags: the first, those that divide it, the last.
pub(super) type BlockTags = Vec<usize>;

/// Puts every tag where its block begins, is divided, or ends.
///
/// # Errors
/// All tags that do not make blocks, with what is wrong.
pub(super) fn arrange(mut nodes: Vec<Node>, tags: &[Tag]) -> Result<Vec<Node>, Vec<(usize, StructureFault)>> {
    let blocks = blocks(&order(&nodes), tags)?;
    fall(&mut nodes, tags);
    fall_cells(&mut nodes, tags, &blocks);
    let places: BTreeMap<usize, Path> = order(&nodes).into_iter().collect();
    let mut moves = Moves { tags, ..Moves::default() };
    let mut faults = Vec::new();
    for block in &blocks {
        if moves.add(&nodes, block, &places).is_none() {
            faults.push((block[0], StructureFault::Crosses));
        }
    }
    if faults.is_empty() { Ok(moves.made(nodes)) } else { Err(faults) }
}

/// Every tag with its place, in the order of the text.
pub(super) fn order(nodes: &[Node]) -> Vec<(usize, Path)> {
    fn walk(nodes: &[Node], path: &mut Path, found: &mut Vec<(usize, Path)>) {
        for (index, node) in nodes.iter().enumerate() {
            path.push(index);
            match node {
                Node::Tag(tag) => found.push((*tag, path.clone())),
                Node::Element(element) => walk(&element.children, path, found),
                Node::Raw(_) => {}
            }
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(nodes, &mut Vec::new(), &mut found);
    found
}

fn blocks(order: &[(usize, Path)], tags: &[Tag]) -> Result<Vec<BlockTags>, Vec<(usize, StructureFault)>> {
    let (mut open, mut blocks, mut faults) = (Vec::<BlockTags>::new(), Vec::new(), Vec::new());
    for &(tag, _) in order {
        match tags[tag].kind {
            Kind::Opens(_) => open.push(vec![tag]),
            Kind::Divides => match open.last_mut() {
                Some(block) => block.push(tag),
                None => faults.push((tag, StructureFault::Unbegun)),
            },
            Kind::Ends(kind) => match open.pop_if(|block| tags[block[0]].kind == Kind::Opens(kind)) {
                Some(mut block) => {
                    block.push(tag);
                    blocks.push(block);
                }
                None => faults.push((tag, StructureFault::Unbegun)),
            },
            Kind::Print | Kind::Alone => {}
        }
    }
    faults.extend(open.into_iter().map(|block| (block[0], StructureFault::Unended)));
    if faults.is_empty() { Ok(blocks) } else { Err(faults) }
}

/// What is to be done with the tags of all blocks.
#[derive(Default)]
struct Moves<'t> {
    tags: &'t [Tag],
    /// Tags that go before or behind the node at a place.
    before: BTreeMap<Path, Vec<usize>>,
    behind: BTreeMap<Path, Vec<usize>>,
    /// Tags that leave where they are.
    gone: BTreeSet<usize>,
    /// Tags at which everything is divided that lies deeper than so many steps from the root.
    divided: BTreeMap<usize, usize>,
}

impl Moves<'_> {
    /// Adds what a block needs; none if it cannot be had.
    fn add(&mut self, nodes: &[Node], block: &BlockTags, places: &BTreeMap<usize, Path>) -> Option<()> {
        let paths: Vec<&Path> = block.iter().map(|tag| &places[tag]).collect();
        let depth = common(&paths);
        if paths.iter().all(|path| path.len() == depth + 1) {
            return Some(());
        }
        let around = ancestors(nodes, &paths[0][..depth]);
        if around.contains(&"w:p") && !is_container(around.last()?) {
            return self.divide(nodes, block, &paths, depth);
        }
        let (first, last) = (*paths.first()?, *paths.last()?);
        let inner = &block[1..block.len() - 1];
        if around.last() == Some(&"w:tr") {
            if !inner.is_empty() {
                return None;
            }
            self.put(block, first[..depth].to_vec(), first[..depth].to_vec());
            return Some(());
        }
        let stays = |tag: &usize| places[tag].len() == depth + 1;
        let whole = |path, end| covers_whole(nodes, path, depth, end, self.tags);
        if !inner.iter().all(stays) || !whole(first, End::First) || !whole(last, End::Last) {
            return None;
        }
        // A tag that stands in its place already is put before or behind itself.
        self.put(block, first[..=depth].to_vec(), last[..=depth].to_vec());
        Some(())
    }

    fn put(&mut self, block: &BlockTags, before: Path, behind: Path) {
        let (first, last) = (block[0], block[block.len() - 1]);
        self.before.entry(before).or_default().push(first);
        self.behind.entry(behind).or_default().push(last);
        self.gone.extend([first, last]);
    }

    /// Divides the runs of a paragraph at the tags of the block.
    fn divide(&mut self, nodes: &[Node], block: &BlockTags, paths: &[&Path], depth: usize) -> Option<()> {
        for (tag, path) in block.iter().zip(paths) {
            let all = ancestors(nodes, &path[..path.len() - 1]);
            if !all[depth..].iter().all(|name| *name == "w:r" || *name == "w:t") {
                return None;
            }
            self.divided.insert(*tag, depth);
        }
        Some(())
    }

    fn made(mut self, nodes: Vec<Node>) -> Vec<Node> {
        // Blocks are known by their ends; tags go out in the order of the text.
        for tags in self.before.values_mut().chain(self.behind.values_mut()) {
            tags.sort_unstable();
        }
        let pieces = self.pieces(nodes, &mut Vec::new());
        pieces.into_iter().map(|piece| piece.node).collect()
    }

    /// The pieces with all tags moved; those that divide what lies around them carry how far.
    fn pieces(&self, nodes: Vec<Node>, path: &mut Path) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(nodes.len());
        let moved = |tags: Option<&Vec<usize>>| {
            tags.into_iter().flatten().map(|tag| Piece { node: Node::Tag(*tag), until: None }).collect::<Vec<_>>()
        };
        for (index, node) in nodes.into_iter().enumerate() {
            path.push(index);
            pieces.extend(moved(self.before.get(path)));
            match node {
                Node::Tag(tag) if self.gone.contains(&tag) => {}
                Node::Tag(tag) => pieces.push(Piece { node, until: self.divided.get(&tag).copied() }),
                Node::Raw(_) => pieces.push(Piece { node, until: None }),
                Node::Element(element) => pieces.extend(self.element(element, path)),
            }
            pieces.extend(moved(self.behind.get(path)));
            path.pop();
        }
        pieces
    }

    fn element(&self, mut element: Element, path: &mut Path) -> Vec<Piece> {
        let had_content = has_content(&element);
        let children = self.pieces(std::mem::take(&mut element.children), path);
        let properties: Vec<Node> = match element.name.as_str() {
            "w:r" => children.iter().take(1).filter(|piece| piece.is_properties()).map(|p| p.node.clone()).collect(),
            _ => Vec::new(),
        };
        let mut made = Vec::new();
        let mut current = element.clone();
        for piece in children {
            match piece.until {
                Some(until) if until < path.len() => {
                    made.push(Piece { node: Node::Element(current), until: None });
                    made.push(piece);
                    current = Element { children: properties.clone(), ..element.clone() };
                }
                _ => current.children.push(piece.node),
            }
        }
        made.push(Piece { node: Node::Element(current), until: None });
        // A run or text that its tags have left empty falls away.
        made.retain(|piece| match &piece.node {
            Node::Element(element) if element.name == "w:t" => element.empty || !element.children.is_empty(),
            Node::Element(element) if element.name == "w:r" => !had_content || has_content(element),
            Node::Element(_) | Node::Raw(_) | Node::Tag(_) => true,
        });
        made
    }
}

/// A node, and for a tag that divides the elements around it how many steps from the root it goes up to.
struct Piece {
    node: Node,
    until: Option<usize>,
}

impl Piece {
    fn is_properties(&self) -> bool {
        matches!(&self.node, Node::Element(element) if element.name == "w:rPr")
    }
}

/// How many steps all paths have in common, the last of each aside.
fn common(paths: &[&Path]) -> usize {
    let shortest = paths.iter().map(|path| path.len() - 1).min().unwrap_or_default();
    (0..shortest).take_while(|at| paths.iter().all(|path| path[*at] == paths[0][*at])).count()
}

/// The names of the elements on the way, outermost first.
fn ancestors<'n>(mut nodes: &'n [Node], path: &[usize]) -> Vec<&'n str> {
    let mut names = Vec::new();
    for index in path {
        let Node::Element(element) = &nodes[*index] else { break };
        names.push(element.name.as_str());
        nodes = &element.children;
    }
    names
}

/// Whether the element holds paragraphs, rows or cells, not runs.
fn is_container(name: &str) -> bool {
    !matches!(name, "w:p" | "w:r" | "w:t" | "w:hyperlink" | "w:ins" | "w:smartTag" | "w:fldSimple")
}

/// Which end of a block.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

/// Whether the tag stands at that end of the paragraph, or in the row, that the block begins or ends with.
fn covers_whole(nodes: &[Node], path: &Path, depth: usize, end: End, tags: &[Tag]) -> bool {
    if path.len() == depth + 1 {
        return true;
    }
    let names = ancestors(nodes, &path[..path.len() - 1]);
    match names.get(depth) {
        Some(&"w:tr") => true,
        Some(&"w:p") => {
            let mut at = nodes;
            for (step, index) in path.iter().enumerate() {
                let beyond = match end {
                    End::First => &at[..*index],
                    End::Last => &at[index + 1..],
                };
                if step > depth && !beyond.iter().all(|node| is_unseen(node, tags)) {
                    return false;
                }
                if let Node::Element(element) = &at[*index] {
                    at = &element.children;
                }
            }
            true
        }
        _ => false,
    }
}

/// Whether a piece beside a tag shows nothing: other tags may stand there too.
fn is_unseen(node: &Node, tags: &[Tag]) -> bool {
    match node {
        Node::Tag(tag) => tags[*tag].kind != Kind::Print,
        Node::Raw(text) => text.trim().is_empty(),
        Node::Element(element) => match element.name.as_str() {
            "w:r" | "w:t" => element.children.iter().all(|child| is_unseen(child, tags)),
            name => name.ends_with("Pr") || name.starts_with("w:bookmark") || name == "w:proofErr",
        },
    }
}
