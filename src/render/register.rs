//! The register of diplomas, certificates and letters as a table for a spreadsheet.

use crate::language::{Catalogue, Language};
use crate::render::delimited::for_spreadsheets;
use crate::report::Register;

const HEADER: [&str; 6] =
    ["column-number", "date-label", "column-kind", "column-to-whom", "column-organisation", "column-reason-given"];

/// The register, its header in the language; days are written 2025-10-30.
#[must_use]
pub fn register_to_csv(register: &Register, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let header = HEADER.map(|key| catalogue.text(key, &vec![]));
    let rows = register.entries.iter().map(|entry| {
        let cells = [&entry.number, &entry.day, &entry.kind, &entry.name, &entry.organisation, &entry.reason];
        cells.map(String::clone)
    });
    for_spreadsheets(std::iter::once(header).chain(rows))
}
