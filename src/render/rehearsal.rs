//! A rehearsal for a terminal, as Markdown, as JSON.

use crate::language::Catalogue;
use crate::render::table::{Align, TextTable, wrap};
use crate::render::template::escape_markdown;
use crate::report::{FindingView, RehearsalLineView, RehearsalView};

/// The rehearsal as text in at most `width` columns.
#[must_use]
pub fn rehearsal_to_text(view: &RehearsalView, catalogue: &Catalogue, width: u16) -> String {
    let plain = |key: &str| catalogue.text(key, &vec![]);
    let mut parts = vec![title(view, catalogue) + "\n"];
    for (index, finding) in view.findings.iter().enumerate() {
        let sentence = wrap(&format!("{}. {}", index + 1, finding.sentence), width);
        let mut text = format!("{}\n{}", sentence.trim_start(), table(finding, String::new()).draw(width).trim_start());
        text += &format!("{} {}\n", plain("rehearsal-lines"), places(&finding.lines));
        if !finding.settle.is_empty() {
            text += &format!("{}\n", plain("rehearsal-settle"));
            text.extend(finding.settle.iter().map(|line| format!("    {line}\n")));
        }
        parts.push(text);
    }
    for (key, lines) in settled(view) {
        let lines: String = lines.iter().map(|line| format!("  {}  {}\n", line.line, line.path)).collect();
        parts.push(format!("{}\n{lines}", plain(key)));
    }
    parts.join("\n")
}

/// The rehearsal as Markdown.
#[must_use]
pub fn rehearsal_to_markdown(view: &RehearsalView, catalogue: &Catalogue) -> String {
    let plain = |key: &str| catalogue.text(key, &vec![]);
    let mut parts = vec![format!("# {}\n", escape_markdown(&title(view, catalogue)))];
    for (index, finding) in view.findings.iter().enumerate() {
        let sentence = format!("{}. {}", index + 1, finding.sentence);
        let mut text = table(finding, sentence).to_markdown(2);
        text += &format!("\n{} `{}`\n", escape_markdown(&plain("rehearsal-lines")), places(&finding.lines));
        if !finding.settle.is_empty() {
            let lines = finding.settle.join("\n");
            text += &format!("\n{}\n\n```yaml\n{lines}\n```\n", escape_markdown(&plain("rehearsal-settle")));
        }
        parts.push(text);
    }
    for (key, lines) in settled(view) {
        let lines: String = lines.iter().map(|line| format!("- `{}` `{}`\n", line.path, line.line)).collect();
        parts.push(format!("{}\n\n{lines}", escape_markdown(&plain(key))));
    }
    parts.join("\n")
}

/// The rehearsal as JSON, with the folders that were counted.
#[must_use]
pub fn rehearsal_to_json(view: &RehearsalView) -> String {
    serde_json::to_string_pretty(view).expect("views have only text keys") + "\n"
}

fn title(view: &RehearsalView, catalogue: &Catalogue) -> String {
    catalogue.text("rehearsal-title", &vec![("count", view.findings.len().into())])
}

fn table(finding: &FindingView, title: String) -> TextTable {
    let columns = finding.columns.iter().map(|column| (column.clone(), Align::Left)).collect();
    TextTable { title, columns, rows: finding.rows.clone() }
}

/// The lines of a finding, each once.
fn places(lines: &[RehearsalLineView]) -> String {
    let mut places: Vec<&str> = lines.iter().map(|line| line.line.as_str()).collect();
    places.dedup();
    places.join(", ")
}

/// What is settled, and by whom; only what says anything.
fn settled(view: &RehearsalView) -> impl Iterator<Item = (&'static str, &Vec<RehearsalLineView>)> {
    let lists = [("rehearsal-chosen", &view.chosen), ("rehearsal-left-to-jury", &view.left_to_jury)];
    lists.into_iter().filter(|(_, lines)| !lines.is_empty())
}
