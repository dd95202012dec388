//! Blank tables of a new contest: which columns they have, and what their cells take.
//!
//! Receives the ids of the stages and a language, hands on [`BlankList`]s; a workbook and a CSV are drawn from the same
//! one. Every header and every choice is read back as what it says.

use crate::language::{Catalogue, Language};
use crate::sheet::{Column, DECISIONS, ROLES, STATUSES, Vocabulary};

/// A table without rows.
#[derive(Clone, Debug)]
pub struct BlankList {
    /// The name of its file, without an ending.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<ListColumn>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct ListColumn {
    /// What it is called.
    pub header: String,
    /// What its cells take; anything, if there are none.
    pub choices: Vec<String>,
    /// Whether its cells hold days.
    pub is_day: bool,
}

/// The tables that a secretary fills in, with their columns.
const LISTS: [(&str, &[Column]); 5] = [
    (
        "participants",
        &[
            Column::Id,
            Column::Name,
            Column::Organisation,
            Column::Position,
            Column::Submitted,
            Column::Status,
            Column::Reason,
        ],
    ),
    ("jury", &[Column::Id, Column::Name, Column::Position, Column::Workplace, Column::Role]),
    ("conflicts", &[Column::Juror, Column::Participant, Column::Reason]),
    (
        "decisions",
        &[
            Column::Date,
            Column::Decision,
            Column::About,
            Column::Entries,
            Column::Was,
            Column::Now,
            Column::Votes,
            Column::By,
            Column::Grounds,
        ],
    ),
    (
        "sittings",
        &[
            Column::Stage,
            Column::Number,
            Column::Date,
            Column::Location,
            Column::Present,
            Column::Absent,
            Column::Invited,
            Column::Agenda,
        ],
    ),
];

/// The blank tables of a contest with these stages.
#[must_use]
pub fn blank_lists(stages: &[String], language: Language) -> Vec<BlankList> {
    let catalogue = Catalogue::new(language);
    let column = |column: &Column| ListColumn {
        header: header(*column, &catalogue),
        choices: choices(*column, stages, language),
        is_day: matches!(column, Column::Date | Column::Submitted),
    };
    LISTS.map(|(name, columns)| BlankList { name, columns: columns.iter().map(column).collect() }).into()
}

/// The column's name in the language, with a capital.
fn header(column: Column, catalogue: &Catalogue) -> String {
    catalogue.text(&format!("header-{}", column.id()), &vec![])
}

fn choices(column: Column, stages: &[String], language: Language) -> Vec<String> {
    fn words<T>(vocabulary: &Vocabulary<T>, language: Language) -> Vec<String> {
        let position = match language {
            Language::En => 0,
            Language::Kk => 1,
            Language::Ru => 2,
        };
        vocabulary.iter().map(|(_, words)| words[position].to_owned()).collect()
    }
    match column {
        Column::Role => words(ROLES, language),
        Column::Status => words(STATUSES, language),
        Column::Decision => words(DECISIONS, language),
        Column::Stage => stages.to_vec(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::meaning;

    #[test]
    fn every_header_and_every_choice_is_read_back() {
        for language in Language::ALL {
            for (list, (_, columns)) in blank_lists(&["final".to_owned()], language).iter().zip(LISTS) {
                for (column, own) in list.columns.iter().zip(columns) {
                    assert_eq!(Column::named(&column.header, columns), Some(*own), "{language}: {}", column.header);
                    for choice in &column.choices {
                        let read = match own {
                            Column::Role => meaning(choice, ROLES).is_some(),
                            Column::Status => meaning(choice, STATUSES).is_some(),
                            Column::Decision => meaning(choice, DECISIONS).is_some(),
                            Column::Stage => choice == "final",
                            _ => false,
                        };
                        assert!(read, "{language}: {choice}");
                    }
                }
            }
        }
    }
}
