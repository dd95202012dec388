//! What the format asks of a document when rows, cells or paragraphs have fallen away or were repeated.
//!
//! Receives the filled-in text of a part, hands on its text. A cell and a note end with a paragraph, a table has
//! rows and as many columns in its grid as in its rows, what is numbered has its number once. A part that needs
//! none of this stays as it is.

use std::collections::BTreeSet;

use crate::render::docx::tree::{self, Element, Malformed, Node};

/// What must end with a paragraph.
const ENDS_WITH_PARAGRAPH: [&str; 7] =
    ["w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"];

/// What a table carries whose rows get their cells while it is filled in; it goes when the table is mended.
pub(super) const COLUMNS_VARY: &str = " columns=\"vary\"";

/// Mends a part.
///
/// # Errors
/// The text is no well-formed XML.
pub(super) fn mend(text: &str) -> Result<String, Malformed> {
    let mut nodes = tree::parse(text)?;
    mend_all(&mut nodes);
    number(&mut nodes, &mut Seen::default());
    let mut mended = String::with_capacity(text.len());
    tree::write(&nodes, &mut mended, &mut |_, _| {});
    Ok(mended)
}

fn mend_all(nodes: &mut Vec<Node>) {
    nodes.retain_mut(|node| {
        let Node::Element(element) = node else { return true };
        mend_all(&mut element.children);
        match element.name.as_str() {
            "w:tbl" if element.child("w:tr").is_none() => return false,
            "w:tr" if element.child("w:tc").is_none() && element.child("w:sdt").is_none() => return false,
            "w:tbl" => fit_grid(element),
            name if ENDS_WITH_PARAGRAPH.contains(&name) => {
                let ends_well = element.elements().last().is_some_and(|last| last.name == "w:p");
                // A note that Word keeps for its own lines is not touched: it has a paragraph.
                if !ends_well {
                    element.children.push(Node::Element(Element::new("w:p")));
                }
            }
            _ => {}
        }
        true
    });
}

/// Gives the grid of a table whose columns vary a column for each of the widest row: the table keeps its width, and
/// the columns share it as the cells ask.
fn fit_grid(table: &mut Element) {
    let Some(open) = table.open.strip_suffix(COLUMNS_VARY) else { return };
    table.open = open.to_owned();
    let Some(grid) = table.child("w:tblGrid") else { return };
    let old: Vec<u32> = grid.elements().filter_map(|column| column.attribute("w:w")?.parse().ok()).collect();
    let Some(widths) = table.elements().filter(|row| row.name == "w:tr").filter_map(row_widths).max_by_key(Vec::len)
    else {
        return;
    };
    let asked: u32 = widths.iter().sum();
    let total: u32 = old.iter().sum();
    if asked == 0 || total == 0 {
        return;
    }
    let fitted = |width: u32| (u64::from(width) * u64::from(total) / u64::from(asked)).to_string();
    for child in &mut table.children {
        let Node::Element(child) = child else { continue };
        match child.name.as_str() {
            "w:tblGrid" => {
                child.children = widths.iter().map(|width| Node::Element(grid_column(&fitted(*width)))).collect();
            }
            "w:tr" => {
                for width in cells_mut(child).filter_map(|cell| property_mut(cell, "w:tcW")) {
                    let asked = width.attribute("w:w").and_then(|value| value.parse().ok());
                    if let (Some("dxa"), Some(asked)) = (width.attribute("w:type"), asked) {
                        width.set_attribute("w:w", &fitted(asked));
                    }
                }
            }
            _ => {}
        }
    }
}

/// The widths that the cells of a row ask for, a cell over several columns once for each; none where one asks for
/// nothing, or where the row leaves columns of the grid out.
fn row_widths(row: &Element) -> Option<Vec<u32>> {
    let is_plain =
        |properties: &Element| properties.child("w:gridBefore").is_none() && properties.child("w:gridAfter").is_none();
    if !row.child("w:trPr").is_none_or(is_plain) {
        return None;
    }
    let mut widths = Vec::new();
    for cell in row.elements().filter(|child| child.name == "w:tc") {
        let properties = cell.child("w:tcPr")?;
        let width: u32 = properties.child("w:tcW")?.attribute("w:w")?.parse().ok()?;
        let span = properties.child("w:gridSpan").and_then(|span| span.attribute("w:val")?.parse().ok()).unwrap_or(1);
        widths.extend(std::iter::repeat_n(width / u32::try_from(span).ok()?.max(1), span));
    }
    Some(widths)
}

fn grid_column(width: &str) -> Element {
    let mut column = Element::new("w:gridCol");
    column.open.push_str(&format!(" w:w=\"{width}\""));
    column
}

fn cells_mut(row: &mut Element) -> impl Iterator<Item = &mut Element> {
    row.children.iter_mut().filter_map(|child| match child {
        Node::Element(cell) if cell.name == "w:tc" => Some(cell),
        Node::Element(_) | Node::Raw(_) | Node::Tag(_) => None,
    })
}

/// A property of a cell.
fn property_mut<'c>(cell: &'c mut Element, name: &str) -> Option<&'c mut Element> {
    let child_mut = |element: &'c mut Element, name: &str| {
        element.children.iter_mut().find_map(|child| match child {
            Node::Element(child) if child.name == name => Some(child),
            Node::Element(_) | Node::Raw(_) | Node::Tag(_) => None,
        })
    };
    child_mut(child_mut(cell, "w:tcPr")?, name)
}

/// The numbers that a part has given away.
#[derive(Default)]
struct Seen {
    paragraphs: BTreeSet<String>,
    drawings: BTreeSet<u32>,
}

/// A repeated paragraph loses the number that Word gave to the first, a repeated drawing gets one of its own.
fn number(nodes: &mut [Node], seen: &mut Seen) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Some(id) = element.attribute("w14:paraId").map(str::to_owned)
            && !seen.paragraphs.insert(id)
        {
            element.remove_attribute("w14:paraId");
        }
        if element.name == "wp:docPr"
            && let Some(id) = element.attribute("id").and_then(|id| id.parse().ok())
            && !seen.drawings.insert(id)
        {
            let next = seen.drawings.last().map_or(1, |last| last.saturating_add(1));
            element.set_attribute("id", &next.to_string());
            seen.drawings.insert(next);
        }
        number(&mut element.children, seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_ends_with_a_paragraph_and_a_table_without_rows_is_gone() {
        assert_eq!(mend("<w:tc><w:tcPr/></w:tc>").unwrap(), "<w:tc><w:tcPr/><w:p/></w:tc>");
        assert_eq!(mend("<w:tc><w:p/><w:tbl><w:tr/></w:tbl></w:tc>").unwrap(), "<w:tc><w:p/></w:tc>");
        assert_eq!(mend("<w:tc><w:p/> </w:tc>").unwrap(), "<w:tc><w:p/> </w:tc>");
    }

    #[test]
    fn the_grid_follows_the_cells_and_keeps_its_width() {
        let cell = |width: u32| format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>");
        let grid =
            |widths: &[u32]| widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect::<String>();
        let table = |widths: &[u32], cells: &[u32]| {
            let cells: String = cells.iter().map(|width| cell(*width)).collect();
            format!("<w:tbl{COLUMNS_VARY}><w:tblGrid>{}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>", grid(widths))
        };
        // 3000 + 3 · 1000 are asked of 3000: each gets the half.
        assert_eq!(
            mend(&table(&[2000, 500, 500], &[3000, 1000, 1000, 1000])).unwrap(),
            table(&[1500, 500, 500, 500], &[1500, 500, 500, 500]).replace(COLUMNS_VARY, "")
        );
        let own = table(&[2000, 1000], &[700, 300]).replace(COLUMNS_VARY, "");
        assert_eq!(mend(&own).unwrap(), own, "a table whose columns do not vary stays");
    }

    #[test]
    fn repeated_numbers_are_given_once() {
        let text = "<a><w:p w14:paraId=\"1\" b=\"2\"/><w:p w14:paraId=\"1\" b=\"2\"/><wp:docPr id=\"5\"/><wp:docPr id=\"5\"/></a>";
        let mended = "<a><w:p w14:paraId=\"1\" b=\"2\"/><w:p b=\"2\"/><wp:docPr id=\"5\"/><wp:docPr id=\"6\"/></a>";
        assert_eq!(mend(text).unwrap(), mended);
    }
}
