//! The reference in Markdown: of diagnostics, of the keys of the rules, of the tables of a folder.
//!
//! Receives what the code itself reads by, hands on pages. A test holds the pages in `docs` equal to them.

mod diagnostics;
mod files;
mod rules;

pub use diagnostics::{explanation, reference as diagnostics_reference};
pub use files::reference as files_reference;
pub use rules::reference as rules_reference;

/// A link to a heading of the same page.
fn link(heading: &str) -> String {
    format!("[{heading}](#{})", anchor(heading))
}

/// The name by which a heading can be led to, as forges give it: small letters, digits and hyphens.
fn anchor(heading: &str) -> String {
    let kept = |character: &char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_');
    heading
        .to_lowercase()
        .chars()
        .filter(kept)
        .map(|character| if character == ' ' { '-' } else { character })
        .collect()
}

/// A row of a table.
fn row<const N: usize>(cells: [&str; N]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The header of a table.
fn header<const N: usize>(cells: [&str; N]) -> String {
    row(cells) + &row([&"---"; N].map(|cell| *cell))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
