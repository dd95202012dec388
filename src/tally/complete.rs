//! Whether every row that should be there is there, and no other.

use crate::contest::{Content, StageIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::tally::Count;

impl Count<'_> {
    /// Notes rows of a stage that are missing, as gaps, and rows of entries that do not take part, as faults.
    pub(super) fn check_rows(&mut self, index: StageIndex) {
        let contest = self.contest;
        let (Content::Marks { .. }, Some(marks)) = (&contest.stage(index).content, &contest.marks[index.0]) else {
            return;
        };
        let stage = contest.stage(index).id.as_str();
        for juror in contest.judges(index) {
            let own = contest.juror(juror);
            let should_judge = |entry: &crate::contest::EntryIndex| {
                contest.conflict(juror, *entry).is_none() && own.judges_track(&contest.entry(*entry).track)
            };
            let expected: Vec<_> = self.remaining.iter().copied().filter(should_judge).collect();
            if !expected.is_empty() && !marks.has_sheet(juror) {
                let missing = Diagnostic::new(Code::SheetMissing, own.place).with("juror", own.id.as_str());
                let path = format!("scores/{stage}/{}.csv", own.id);
                self.gaps.push(missing.with("stage", stage).with("path", path).with("count", expected.len()));
                continue;
            }
            for entry in expected.into_iter().filter(|entry| !marks.has_row(juror, *entry)) {
                let line = contest.entry(entry).place;
                let missing = Diagnostic::new(Code::RowMissing, line).with("entry", contest.entry(entry).id.as_str());
                self.gaps.push(missing.with("juror", own.id.as_str()).with("stage", stage));
            }
            for entry in contest.entry_indices().filter(|entry| !self.remaining.contains(entry)) {
                let judged_before = !self.statuses[entry.0].is_judged();
                if let (false, Some(place)) = (judged_before, marks.first_place(juror, entry)) {
                    let fault =
                        Diagnostic::new(Code::NotInStage, place).with("entry", contest.entry(entry).id.as_str());
                    self.faults.push(fault.with("stage", stage).with("juror", own.id.as_str()));
                }
            }
        }
    }
}
