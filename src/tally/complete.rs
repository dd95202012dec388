//! Whether every row that should be there is there, and no other.

use std::collections::BTreeMap;

use crate::contest::{Cell, Content, Coordinates, Criterion, EntryIndex, JurorIndex, Marks, Per, StageIndex, Status};
use crate::diagnostic::{Code, Diagnostic};
use crate::tally::Count;

impl Count<'_> {
    /// Notes measured numbers that are missing where the table has a cell.
    pub(super) fn check_numbers(&mut self, index: StageIndex) {
        let contest = self.contest;
        let stage = contest.stage(index);
        for (number, each) in stage.numbers.iter().enumerate() {
            for entry in self.remaining.iter() {
                let members: Vec<usize> = match each.per {
                    Per::Entry => vec![0],
                    Per::Attempt => {
                        (0..stage.attempts()).filter(|attempt| self.was_made(index, entry, *attempt)).collect()
                    }
                    Per::Panel => {
                        let judges = |panel: &usize| {
                            contest.judges(index).any(|juror| {
                                let own = contest.juror(juror);
                                own.panel.as_ref() == Some(&contest.panels[*panel])
                                    && own.judges_track(&contest.entry(entry).track)
                                    && contest.conflict(juror, entry).is_none()
                            })
                        };
                        (0..contest.panels.len()).filter(judges).collect()
                    }
                };
                let missing = |member: &usize| contest.numbers[index.0].get(entry, number, *member).is_none();
                if members.iter().any(missing) {
                    let own = contest.entry(entry);
                    let gap = Diagnostic::new(Code::NumberMissing, own.place).with("entry", own.id.as_str());
                    let gap = gap.with("number", each.id.as_str()).with("stage", stage.id.as_str());
                    self.gaps.push(gap.with("path", format!("numbers/{}.csv", stage.id)));
                }
            }
        }
    }

    /// Whether any juror marked the attempt.
    fn was_made(&self, index: StageIndex, entry: EntryIndex, attempt: usize) -> bool {
        let Some(marks) = &self.contest.marks[index.0] else { return false };
        let criteria = self.contest.stage(index).criteria().len();
        self.contest.judges(index).any(|juror| {
            (0..criteria)
                .any(|criterion| matches!(marks.cell(Coordinates { juror, entry, attempt, criterion }), Cell::Mark(_)))
        })
    }

    /// Notes rows of a stage that are missing, as gaps, and rows of entries that do not take part, as faults.
    pub(super) fn check_rows(&mut self, index: StageIndex) {
        let contest = self.contest;
        let (Content::Marks { .. }, Some(marks)) = (&contest.stage(index).content, &contest.marks[index.0]) else {
            return;
        };
        let stage = contest.stage(index).id.as_str();
        let outside: Vec<EntryIndex> =
            contest.entry_indices().filter(|entry| !self.remaining.contains(entry)).collect();
        for juror in contest.judges(index) {
            let own = contest.juror(juror);
            let should_judge = |entry: &EntryIndex| {
                contest.conflict(juror, *entry).is_none() && own.judges_track(&contest.entry(*entry).track)
            };
            let is_complete = marks.is_complete(juror);
            let expected: Vec<EntryIndex> =
                if is_complete { Vec::new() } else { self.remaining.iter().filter(should_judge).collect() };
            if !expected.is_empty() && !marks.has_sheet(juror) {
                let missing = Diagnostic::new(Code::SheetMissing, own.place).with("juror", own.id.as_str());
                let path = format!("scores/{stage}/{}.csv", own.id);
                self.gaps.push(missing.with("stage", stage).with("path", path).with("count", expected.len()));
                continue;
            }
            for entry in expected.into_iter().filter(|entry| !marks.is_full(juror, *entry)) {
                if marks.has_row(juror, entry) {
                    continue;
                }
                let line = contest.entry(entry).place;
                let missing = Diagnostic::new(Code::RowMissing, line).with("entry", contest.entry(entry).id.as_str());
                self.gaps.push(missing.with("juror", own.id.as_str()).with("stage", stage));
            }
            if !is_complete {
                self.check_criteria(index, juror, marks);
            }
            for &entry in &outside {
                // Who withdrew or was excluded may have been judged before; whose application was not accepted, not.
                let was_judged = contest.entry(entry).status != Status::Rejected;
                let judged_before = was_judged && !self.statuses[entry.position()].is_judged();
                if let (false, false, Some(place)) = (self.is_lenient(), judged_before, marks.first_place(juror, entry))
                {
                    let fault =
                        Diagnostic::new(Code::NotInStage, place).with("entry", contest.entry(entry).id.as_str());
                    self.faults.push(fault.with("stage", stage).with("juror", own.id.as_str()));
                }
            }
        }
    }

    /// Notes criteria of which a juror says nothing, where the others of the same attempt are marked: a long table can
    /// leave one out.
    fn check_criteria(&mut self, index: StageIndex, juror: JurorIndex, marks: &Marks) {
        let contest = self.contest;
        let (stage, own) = (contest.stage(index), contest.juror(juror));
        let mut judged_by_track: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for entry in self.remaining.iter() {
            if marks.is_full(juror, entry) {
                continue;
            }
            let track = contest.entry(entry).track.as_str();
            let judged = judged_by_track.entry(track).or_insert_with(|| {
                let is_judged = |criterion: &Criterion| own.judges(criterion) && criterion.is_for(track);
                (0..stage.criteria().len()).filter(|each| is_judged(&stage.criteria()[*each])).collect()
            });
            for attempt in 0..stage.attempts() {
                let is_read =
                    |criterion: usize| marks.cell(Coordinates { juror, entry, attempt, criterion }) != Cell::Unread;
                let Some(&first) = judged.iter().find(|criterion| is_read(**criterion)) else { continue };
                for criterion in judged.iter().copied().filter(|criterion| !is_read(*criterion)) {
                    let place = marks.place(Coordinates { juror, entry, attempt, criterion: first });
                    let place = place.expect("what was read stands somewhere");
                    let gap = Diagnostic::new(Code::MarkMissing, place).with("juror", own.id.as_str());
                    let gap = gap.with("entry", contest.entry(entry).id.as_str()).with("stage", stage.id.as_str());
                    self.gaps.push(gap.with("criterion", stage.criteria()[criterion].id.as_str()));
                }
            }
        }
    }
}
