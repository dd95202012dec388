//! Which marks and which lines of the rules differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::contest::{Cell, Contest, Coordinates, JurorIndex};
use crate::source::{Files, Sources};

/// Whose mark for whom, by the ids of stage, juror, participant and criterion, and the attempt from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MarkCell {
    /// The stage's id.
    pub stage: String,
    /// The juror's id.
    pub juror: String,
    /// The entry's id.
    pub participant: String,
    /// The criterion's id.
    pub criterion: String,
    /// The attempt, from 1.
    pub attempt: usize,
}

/// What each cell says, and where it stands.
pub type MarkCells = BTreeMap<MarkCell, (String, String)>;

/// A mark that differs.
#[derive(Clone, Debug, Serialize)]
pub struct MarkChangeView {
    /// Which one.
    #[serde(flatten)]
    pub cell: MarkCell,
    /// What stood there: a mark, or recused, absent, nothing; null where there was no such cell.
    pub was: Option<String>,
    /// `path:line:column`.
    pub was_at: Option<String>,
    /// What stands there.
    pub now: Option<String>,
    /// `path:line:column`.
    pub now_at: Option<String>,
}

/// Lines of the rules that differ, between lines that do not.
#[derive(Clone, Debug, Serialize)]
pub struct RuleChangeView {
    /// The lines that stood there.
    pub was: Vec<RuleLineView>,
    /// The lines that stand there.
    pub now: Vec<RuleLineView>,
}

/// A line of the rules.
#[derive(Clone, Debug, Serialize)]
pub struct RuleLineView {
    /// Its number, from 1.
    pub line: usize,
    /// Its text, without a comment.
    pub text: String,
}

/// Every cell of a contest that was read.
#[must_use]
pub fn mark_cells(contest: &Contest, sources: &Sources) -> MarkCells {
    let mut cells = MarkCells::new();
    for stage in contest.rules.stage_indices() {
        let Some(marks) = &contest.marks[stage.0] else { continue };
        let own = contest.stage(stage);
        for (juror, each) in contest.jury.iter().enumerate() {
            for entry in contest.entry_indices() {
                for (criterion, marked) in own.criteria().iter().enumerate() {
                    for attempt in 0..own.attempts() {
                        let at = Coordinates { juror: JurorIndex(juror), entry, attempt, criterion };
                        let said = match marks.cell(at) {
                            Cell::Mark(units) => marks.value(units).shortest(marks.digits()),
                            Cell::Recused => "recused".to_owned(),
                            Cell::Absent => "absent".to_owned(),
                            Cell::Nothing => "nothing".to_owned(),
                            Cell::Unread => continue,
                        };
                        let cell = MarkCell {
                            stage: own.id.clone(),
                            juror: each.id.clone(),
                            participant: contest.entry(entry).id.to_string(),
                            criterion: marked.id.clone(),
                            attempt: attempt + 1,
                        };
                        let place = marks.place(at).map(|place| sources.describe(place)).unwrap_or_default();
                        cells.insert(cell, (said, place));
                    }
                }
            }
        }
    }
    cells
}

/// The cells that say something else.
pub(super) fn mark_changes(was: &MarkCells, now: &MarkCells) -> Vec<MarkChangeView> {
    let cells: BTreeSet<&MarkCell> = was.keys().chain(now.keys()).collect();
    let change = |cell: &MarkCell| {
        let (old, new) = (was.get(cell), now.get(cell));
        let said = |side: Option<&(String, String)>| side.map(|(said, _)| said.clone());
        let at = |side: Option<&(String, String)>| side.map(|(_, place)| place.clone());
        (said(old) != said(new)).then(|| MarkChangeView {
            cell: cell.clone(),
            was: said(old),
            was_at: at(old),
            now: said(new),
            now_at: at(new),
        })
    };
    cells.into_iter().filter_map(change).collect()
}

/// The lines of `contest.yaml` that differ; what is only a comment or blank is passed over.
pub(super) fn rule_changes(was: &Files, now: &Files) -> Vec<RuleChangeView> {
    let (old, new) = (rule_lines(was), rule_lines(now));
    let texts = |lines: &[RuleLineView]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Patience, &texts(&old), &texts(&new));
    let change = |operation: DiffOp| match operation {
        DiffOp::Equal { .. } => None,
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
            Some(RuleChangeView { was: old[operation.old_range()].to_vec(), now: new[operation.new_range()].to_vec() })
        }
    };
    operations.into_iter().filter_map(change).collect()
}

fn rule_lines(files: &Files) -> Vec<RuleLineView> {
    let text = files.get("contest.yaml").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let lines = text.lines().enumerate().map(|(index, line)| {
        let text = without_comment(line.trim_start_matches('\u{feff}')).trim_end().to_owned();
        RuleLineView { line: index + 1, text }
    });
    lines.filter(|line| !line.text.trim().is_empty()).collect()
}

/// The line up to a comment: a `#` at its beginning or behind a space, and not inside of a quoted text. A quote opens
/// where a text may begin; inside of a word it is an apostrophe.
fn without_comment(line: &str) -> &str {
    let (mut quote, mut before) = (None, ' ');
    let mut letters = line.char_indices().peekable();
    while let Some((index, letter)) = letters.next() {
        match quote {
            Some('"') if before == '\\' => before = ' ',
            Some('\'') if letter == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
            }
            Some(open) => {
                quote = Some(open).filter(|open| letter != *open);
                before = letter;
            }
            None if letter == '#' && before.is_whitespace() => return &line[..index],
            None => {
                let may_begin = before.is_whitespace() || ['[', '{', ',', ':'].contains(&before);
                quote = Some(letter).filter(|letter| may_begin && ['"', '\''].contains(letter));
                before = letter;
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Files {
        Files::from([("contest.yaml".to_owned(), text.as_bytes().into())])
    }

    #[test]
    fn lines_that_say_something_else_are_found_with_their_numbers() {
        let was = rules("format: 1\n# a comment\nstages:\n  - id: work\n    pass: { at_least: 16 }   # IV.2\n");
        let now = rules("format: 1\nstages:\n  - id: work\n\n    pass: { at_least: 15 }\n");
        let found = rule_changes(&was, &now);
        let [RuleChangeView { was, now }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((was[0].line, was[0].text.as_str()), (5, "    pass: { at_least: 16 }"));
        assert_eq!((now[0].line, now[0].text.as_str()), (5, "    pass: { at_least: 15 }"));
    }

    #[test]
    fn a_comment_is_no_rule() {
        let was = rules("format: 1   # the first\ntitle: \"№ #1\"\n");
        assert!(rule_changes(&was, &rules("# new\nformat: 1\n\ntitle: \"№ #1\"\n")).is_empty());
        assert_eq!(rule_changes(&was, &rules("format: 1\ntitle: \"№ #2\"\n")).len(), 1);
        let kept = [
            ("# the jurors' own order", ""),
            ("title: the jurors' order   # it's new", "title: the jurors' order   "),
            (r#"title: "a \" # b"  # c"#, r#"title: "a \" # b"  "#),
            ("title: 'it''s # a'  # c", "title: 'it''s # a'  "),
            ("title: { kk: 'a # b', ru: \"c # d\" }", "title: { kk: 'a # b', ru: \"c # d\" }"),
            ("title: a#b", "title: a#b"),
        ];
        for (line, without) in kept {
            assert_eq!(without_comment(line), without, "{line}");
        }
    }
}
