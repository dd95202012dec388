//! Waivers: what was found, looked at and passed over, with a reason that the protocol prints.

use crate::contest::Waiver;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::sheet::{Column, ROLES, Row, meaning};
use crate::validate::Checker;
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;

/// Reads `waivers.csv`, in the order of its rows. Only warnings can be waived, and not that a waiver is unused.
pub(crate) fn waivers(checker: &mut Checker) -> Vec<Waiver> {
    let Some(listing) = Listing::read(checker, FolderTable::Waivers) else { return Vec::new() };
    listing.table.rows().filter_map(|row| waiver(checker, &listing, &row)).collect()
}

fn waiver(checker: &mut Checker, listing: &Listing, row: &Row) -> Option<Waiver> {
    let codes: Vec<(&str, Code)> = Code::ALL.iter().map(|code| (code.slug(), *code)).collect();
    let code = listing.word(checker, row, Column::Code, &codes);
    let code = code.filter(|code| can_be_waived(checker, listing, row, *code));
    let mut text = |column| listing.required(checker, row, column).map(str::to_owned);
    let (about, reason, by) = (text(Column::About), text(Column::Reason), text(Column::By));
    let date = text(Column::Date).and_then(|_| listing.date(checker, row, Column::Date));
    // An office is printed in the language of the document, a name as it is.
    let by = by.map(|by| meaning(&by, ROLES).map_or(by, |role| role.word().to_owned()));
    let place = listing.place(row, Column::Code);
    Some(Waiver { code: code?.slug().to_owned(), about: about?, reason: reason?, by: by?, date: date?, place })
}

fn can_be_waived(checker: &mut Checker, listing: &Listing, row: &Row, code: Code) -> bool {
    let can = code.severity() == Severity::Warning && code != Code::WaiverUnused;
    if !can {
        let place = listing.place(row, Column::Code);
        checker.report(Diagnostic::new(Code::WaiverOfError, place).with("code", code.slug()));
    }
    can
}
