//! Reports as text: tables for a terminal, Markdown, CSV, and documents through templates.
//!
//! Receives views, hands on text. Nothing here knows where the text goes.

mod audit;
mod blank;
mod block;
mod delimited;
mod diff;
mod docx;
mod explanation;
mod fault;
mod lists;
mod names;
mod plot;
mod programme;
mod reference;
mod register;
mod rehearsal;
mod results;
mod shape;
mod table;
mod template;
mod workbook;

pub use audit::audit_to_csv;
pub use blank::{blank_to_csv, blank_to_html};
pub use block::{passages_to_markdown, passages_to_terminal};
pub use delimited::for_spreadsheets;
pub use diff::diff_to_csv;
pub use explanation::{
    Jurors, to_json as explanation_to_json, to_markdown as explanation_to_markdown,
    to_terminal as explanation_to_terminal,
};
pub use fault::{Paragraph, Place, Problem, TemplateFault};
pub use lists::{list_to_csv, list_to_xlsx};
pub use programme::{to_csv as programme_to_csv, to_terminal as programme_to_terminal};
pub use reference::{diagnostics_reference, explanation as code_explanation, files_reference, rules_reference};
pub use register::register_to_csv;
pub use rehearsal::{rehearsal_to_json, rehearsal_to_markdown, rehearsal_to_text};
pub use results::{ResultRows, to_markdown, to_terminal};
pub use shape::fields;
pub use template::{Document, Edition, Format, Template, fill};
pub use workbook::blank_to_xlsx;
