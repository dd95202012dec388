//! Second answers of one juror for one entry, as forms collect them: which of them counts, if the rules say so.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};

use crate::contest::{Answers, Stage};
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Row, fold};
use crate::validate::Checker;
use crate::validate::scores::columns::SheetColumns;

/// How programs write the moment of an answer, after the zone was taken off.
const MOMENTS: [&str; 5] =
    ["%Y/%m/%d %I:%M:%S %p", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%d.%m.%Y %H:%M"];

/// The rows, by their first bytes, that count; nothing where all do. Each for which another answer of the same juror for
/// the same entry stands is said.
pub(super) fn that_count(checker: &mut Checker, stage: &Stage, path: &str, columns: &SheetColumns) -> Option<Vec<u32>> {
    let later = match stage.answers {
        Answers::Once => return None,
        Answers::Latest => true,
        Answers::First => false,
    };
    let table = checker.known_table(path)?;
    let key = |row: &Row| {
        let cell = |column: Option<usize>| column.map_or_else(String::new, |column| fold(row.cell(column)));
        let criterion = cell(columns.long.map(|(criterion, _)| criterion));
        (cell(columns.juror), cell(columns.participant), cell(columns.attempt), criterion)
    };
    let mut counts: BTreeMap<_, (usize, Option<NaiveDateTime>)> = BTreeMap::new();
    let mut superseded = BTreeMap::new();
    for (index, row) in table.rows().enumerate() {
        let moment = match columns.timestamp {
            None => None,
            Some(column) => match moment(row.cell(column)) {
                Some(moment) => Some(moment),
                None => {
                    let place = table.place(&row, column);
                    checker.report(Diagnostic::new(Code::BadDate, place).with("found", row.cell(column)));
                    continue;
                }
            },
        };
        // Without a moment, or at the same one, the answers came in the order of the rows.
        match counts.get(&key(&row)).copied() {
            Some((other, at)) if (moment >= at) == later => {
                superseded.insert(other, index);
                counts.insert(key(&row), (index, moment));
            }
            Some((other, _)) => {
                superseded.insert(index, other);
            }
            None => {
                counts.insert(key(&row), (index, moment));
            }
        }
    }
    for (index, by) in &superseded {
        let place = table.line_of(&table.row(*index));
        let kept = checker.sources.describe_line(table.line_of(&table.row(*by)));
        let said = Diagnostic::new(Code::AnswerSuperseded, place).with("kept", kept);
        checker.report(said.with("answers", if later { "latest" } else { "first" }));
    }
    let counts = |(index, _): &(usize, &u32)| !superseded.contains_key(index);
    let rest = || table.starts().iter().enumerate().filter(counts).map(|(_, start)| *start).collect();
    (!superseded.is_empty()).then(rest)
}

/// The moment of an answer, with the hours of its zone taken off: `2024/11/12 3:33:21 PM GMT+5`.
fn moment(cell: &str) -> Option<NaiveDateTime> {
    let (moment, zone) = cell.rsplit_once(" GMT").unwrap_or((cell, ""));
    let minutes = match zone {
        "" => 0,
        zone => {
            let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "0"));
            let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
            hours * 60 + if hours < 0 { -minutes } else { minutes }
        }
    };
    let read = |form: &str| NaiveDateTime::parse_from_str(moment.trim(), form).ok();
    MOMENTS.iter().find_map(|form| read(form)).map(|moment| moment - Duration::minutes(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_answers_are_read_in_every_form() {
        let expected = moment("2024-11-12 10:33:21");
        assert!(expected.is_some());
        for text in ["2024/11/12 3:33:21 PM GMT+5", "2024/11/12 6:03:21 AM GMT-4:30", "12.11.2024 10:33:21"] {
            assert_eq!(moment(text), expected, "{text}");
        }
        assert_eq!(moment("11/12/2024 15:33:21"), None, "a day and a month that may be the other way round");
    }
}
