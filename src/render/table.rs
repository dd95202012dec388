//! Tables of texts, drawn for a terminal or written as Markdown.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement};
use comfy_table::{LineStyle, TableStyle};

use crate::render::template::escape_markdown;

/// Lines above and below the header and at the end; none between rows.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A titled table of texts.
pub struct TextTable {
    /// What stands above it.
    pub title: String,
    /// The headers with their alignment.
    pub columns: Vec<(String, Align)>,
    /// The rows, each as wide as the headers.
    pub rows: Vec<Vec<String>>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

impl TextTable {
    /// Drawn in at most `width` columns of a terminal, long texts wrapped at words.
    #[must_use]
    pub fn draw(&self, width: u16) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(self.columns.iter().map(|(title, _)| title));
        for row in &self.rows {
            table.add_row(row);
        }
        for (index, (_, align)) in self.columns.iter().enumerate() {
            let Some(column) = table.column_mut(index) else { continue };
            match align {
                Align::Right => {
                    column.set_cell_alignment(CellAlignment::Right);
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
                Align::Left => {}
            }
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        format!("{}\n{}\n", self.title, lines.join("\n"))
    }

    /// As Markdown under a heading of the level.
    #[must_use]
    pub fn to_markdown(&self, level: usize) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let escaped = |cells: &[String]| line(cells.iter().map(|cell| escape_markdown(cell)).collect());
        let headers: Vec<String> = self.columns.iter().map(|(title, _)| title.clone()).collect();
        let rules = self.columns.iter().map(|(_, align)| match align {
            Align::Left => "---".to_owned(),
            Align::Right => "---:".to_owned(),
        });
        let rows: String = self.rows.iter().map(|row| escaped(row)).collect();
        let heading = "#".repeat(level);
        format!("{heading} {}\n\n{}{}{rows}", escape_markdown(&self.title), escaped(&headers), line(rules.collect()))
    }
}

/// A text wrapped at words into lines of at most `width` columns, each set in by two.
#[must_use]
pub fn wrap(text: &str, width: u16) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.add_row([text]);
    let lines: Vec<String> = table.lines().map(|line| format!(" {}", line.trim_end())).collect();
    lines.join("\n")
}
