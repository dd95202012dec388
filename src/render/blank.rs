//! Blank score sheets as CSV, and as a page to print.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::language::Language;
use crate::render::Format;
use crate::render::delimited::for_spreadsheets;
use crate::render::template::environment;
use crate::report::{BlankCell, BlankKind, BlankSheet};

/// The template of the page.
const TEMPLATE: &str = include_str!("../../templates/sheets.html");

/// With more criteria than these their titles stand upright.
const MOST_LYING: usize = 6;

/// The sheet as a spreadsheet opens it: a byte order mark, semicolons, the titles above the header.
#[must_use]
pub fn blank_to_csv(sheet: &BlankSheet) -> String {
    let width = sheet.columns.len();
    let wide = |mut cells: Vec<String>| {
        cells.resize(width, String::new());
        cells
    };
    let mut rows = vec![wide(vec![sheet.heading.clone()])];
    rows.extend(sheet.titles.iter().map(|title| wide(title.to_vec())));
    let mut scales: Vec<String> = sheet.columns.iter().map(|column| column.scale.clone()).collect();
    scales[0].clone_from(&sheet.scale_label);
    rows.push(scales);
    rows.push(sheet.columns.iter().map(|column| column.header.clone()).collect());
    rows.extend(sheet.rows.iter().map(|cells| cells.iter().map(|cell| text(cell).to_owned()).collect()));
    for_spreadsheets(rows)
}

/// What the template sees.
#[derive(Serialize)]
struct Page<'p> {
    language: &'static str,
    sheets: Vec<PageSheet<'p>>,
}

#[derive(Serialize)]
struct PageSheet<'p> {
    heading: &'p str,
    titles: &'p [[String; 2]],
    columns: Vec<PageColumn<'p>>,
    rows: Vec<Vec<PageCell<'p>>>,
    advice: &'p str,
    /// Whether there are too many criteria for their titles to lie.
    upright: bool,
}

#[derive(Serialize)]
struct PageColumn<'p> {
    header: &'p str,
    scale: &'p str,
    class: &'static str,
}

#[derive(Serialize)]
struct PageCell<'p> {
    text: &'p str,
    class: &'static str,
}

/// The sheets as a page that stands alone: one juror after another, each on new paper, with places for signatures.
#[must_use]
pub fn blank_to_html(sheets: &[BlankSheet], language: Language) -> String {
    let page = Page { language: language.code(), sheets: sheets.iter().map(PageSheet::of).collect() };
    let page = Value::from(Serde(&page));
    let environment = environment(Format::Html, language, &page);
    let filled =
        environment.template_from_named_str("sheets.html", TEMPLATE).and_then(|template| template.render(&page));
    filled.expect("a test fills in the embedded template")
}

impl PageSheet<'_> {
    fn of(sheet: &BlankSheet) -> PageSheet<'_> {
        let columns: Vec<PageColumn> = sheet
            .columns
            .iter()
            .map(|column| PageColumn { header: &column.header, scale: &column.scale, class: class(&column.kind) })
            .collect();
        let row = |cells| PageSheet::row(cells, &columns);
        let rows = sheet.rows.iter().map(Vec::as_slice).map(row).collect();
        let marks = columns.iter().filter(|column| column.class == "mark").count();
        PageSheet {
            heading: &sheet.heading,
            titles: &sheet.titles,
            rows,
            columns,
            advice: &sheet.advice,
            upright: marks > MOST_LYING,
        }
    }

    fn row<'c>(cells: &'c [BlankCell], columns: &[PageColumn]) -> Vec<PageCell<'c>> {
        let class = |cell: &BlankCell, column: &PageColumn| match cell {
            BlankCell::Given(_) if column.class == "mark" => "given",
            BlankCell::Given(_) | BlankCell::Open | BlankCell::Sum => column.class,
        };
        cells
            .iter()
            .zip(columns)
            .map(|(cell, column)| PageCell { text: text(cell), class: class(cell, column) })
            .collect()
    }
}

fn text(cell: &BlankCell) -> &str {
    match cell {
        BlankCell::Given(text) => text,
        BlankCell::Open | BlankCell::Sum => "",
    }
}

fn class(kind: &BlankKind) -> &'static str {
    match kind {
        BlankKind::Participant => "participant",
        BlankKind::Attempt => "attempt",
        BlankKind::Marks(_) => "mark",
        BlankKind::Total => "total",
        BlankKind::Note => "note",
    }
}
