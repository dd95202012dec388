//! Which rows and columns of a sheet are not shown: what the reader of workbooks does not tell.
//!
//! In Office Open XML a row or a column has the attribute `hidden` (ECMA-376, part 1, 18.3.1.73 and 18.3.1.13); in
//! OpenDocument `table:visibility` is `collapse` or `filter` (part 3, 19.749).

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

/// Rows and columns that are not shown, from 0, as ranges with both ends.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    pub(super) fn has_row(&self, row: u32) -> bool {
        self.rows.iter().any(|(first, last)| (*first..=*last).contains(&row))
    }

    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// What is not shown of the sheet.
///
/// # Errors
/// A part of the file cannot be read.
pub(super) fn of(bytes: &[u8], sheet: &str) -> Result<Hidden, String> {
    let mut archive = archive(bytes)?;
    if archive.index_for_name("content.xml").is_some() {
        return open_document(&part(&mut archive, "content.xml")?, sheet);
    }
    let Some(relation) = relation(&part(&mut archive, "xl/workbook.xml")?, sheet)? else {
        return Ok(Hidden::default());
    };
    let Some(target) = target(&part(&mut archive, "xl/_rels/workbook.xml.rels")?, &relation)? else {
        return Ok(Hidden::default());
    };
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    office_open(&part(&mut archive, &path)?)
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

fn archive(bytes: &[u8]) -> Result<Archive<'_>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())
}

fn part(archive: &mut Archive, name: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut part = archive.by_name(name).map_err(|error| format!("{name}: {error}"))?;
    part.read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
    Ok(text)
}

/// The relation of the sheet's part.
fn relation(workbook: &str, sheet: &str) -> Result<Option<String>, String> {
    find(workbook, |tag| {
        let own = local(tag) == "sheet" && value(tag, "name").as_deref() == Some(sheet);
        own.then(|| value(tag, "id")).flatten()
    })
}

/// The part that a relation leads to.
fn target(relations: &str, id: &str) -> Result<Option<String>, String> {
    find(relations, |tag| (value(tag, "Id").as_deref() == Some(id)).then(|| value(tag, "Target")).flatten())
}

fn office_open(sheet: &str) -> Result<Hidden, String> {
    let mut hidden = Hidden::default();
    let mut next = 0;
    each_tag(sheet, |tag, _| {
        let number = |name: &str| value(tag, name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = value(tag, "hidden").is_some_and(|text| text == "1" || text == "true");
        match local(tag) {
            "row" => {
                let row = number("r").map_or(next, |row| row.saturating_sub(1));
                next = row + 1;
                hidden.rows.extend(is_hidden.then_some((row, row)));
            }
            "col" if is_hidden => {
                let ends = number("min").zip(number("max"));
                hidden.columns.extend(ends.map(|(first, last)| (first.saturating_sub(1), last.saturating_sub(1))));
            }
            _ => {}
        }
    })?;
    Ok(hidden)
}

fn open_document(content: &str, sheet: &str) -> Result<Hidden, String> {
    let mut hidden = Hidden::default();
    let (mut inside, mut row, mut column) = (false, 0_u32, 0_u32);
    each_tag(content, |tag, _| {
        let repeated = |name: &str| value(tag, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1);
        let is_hidden = value(tag, "visibility").is_some_and(|text| text == "collapse" || text == "filter");
        match local(tag) {
            "table" => {
                inside = value(tag, "name").as_deref() == Some(sheet);
                (row, column) = (0, 0);
            }
            "table-row" if inside => {
                let last = row.saturating_add(repeated("number-rows-repeated") - 1);
                hidden.rows.extend(is_hidden.then_some((row, last)));
                row = last.saturating_add(1);
            }
            "table-column" if inside => {
                let last = column.saturating_add(repeated("number-columns-repeated") - 1);
                hidden.columns.extend(is_hidden.then_some((column, last)));
                column = last.saturating_add(1);
            }
            _ => {}
        }
    })?;
    Ok(hidden)
}

/// The first value that is found in a tag.
fn find<T>(xml: &str, mut found: impl FnMut(&BytesStart) -> Option<T>) -> Result<Option<T>, String> {
    let mut first = None;
    each_tag(xml, |tag, done| {
        first = found(tag);
        *done = first.is_some();
    })?;
    Ok(first)
}

/// Every opening tag, until it is done.
fn each_tag(xml: &str, mut look: impl FnMut(&BytesStart, &mut bool)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut done = false;
    while !done {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) | Event::Empty(tag) => look(&tag, &mut done),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// The tag's name without its namespace.
pub(super) fn local<'t>(tag: &'t BytesStart) -> &'t str {
    tag.local_name().into_inner()
}

/// An attribute by its name without its namespace.
pub(super) fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let own = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    own.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}
