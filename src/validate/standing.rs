//! What decisions change, and whether what they say stood there stands there.

use std::collections::BTreeMap;

use crate::contest::{Cell, Coordinates, Decision, DecisionKind, EntryIndex, MarkScale, Marks, StageIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Argument;
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::decisions::Subjects;
use crate::validate::scores::not_once;
use crate::validate::sequence::in_sequence;

/// Checks the decisions against what stood there before them, and against one another.
pub(crate) fn check(checker: &mut Checker, subjects: &Subjects, decisions: &[Decision]) {
    check_standing(checker, subjects, decisions);
    check_marks(checker, subjects, decisions);
    check_once(checker, decisions);
}

/// What a decision changes that stood there before.
#[derive(Clone, Copy, PartialEq)]
enum Thing {
    Status(EntryIndex),
    Mark(StageIndex, Coordinates),
}

impl Thing {
    /// What the decision changes, what it was and what it is now, as messages say it.
    fn changed(decision: &Decision) -> Option<(Thing, String, String)> {
        match &decision.kind {
            DecisionKind::Status { entry, was, now } => {
                Some((Thing::Status(*entry), was.word().to_owned(), now.word().to_owned()))
            }
            DecisionKind::Mark { stage, at, was, now } => {
                Some((Thing::Mark(*stage, *at), was.shortest(6), now.shortest(6)))
            }
            DecisionKind::Order { .. }
            | DecisionKind::Pass { .. }
            | DecisionKind::Award { .. }
            | DecisionKind::Nomination { .. }
            | DecisionKind::Rule { .. }
            | DecisionKind::Recommend { .. } => None,
        }
    }

    /// What stands there before any decision; none where the sheets of the stage are not read.
    fn stands(self, subjects: &Subjects) -> Option<String> {
        match self {
            Thing::Status(entry) => Some(subjects.roster.entries[entry.position()].status.word().to_owned()),
            Thing::Mark(stage, at) => {
                let marks = subjects.marks[stage.0].as_ref()?;
                Some(match marks.cell(at) {
                    Cell::Mark(units) => marks.value(units).shortest(6),
                    Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => "–".to_owned(),
                })
            }
        }
    }
}

/// Changes of one thing on one day in the order in which each starts from what the one before left.
pub(crate) fn one_after_another(subjects: &Subjects, decisions: impl Iterator<Item = Decision>) -> Vec<Decision> {
    let thing = |decision: &Decision| Thing::changed(decision).map(|(thing, ..)| thing);
    let mut ordered: Vec<Decision> = Vec::new();
    let mut decisions = decisions.peekable();
    while let Some(first) = decisions.next() {
        let Some(changed) = thing(&first) else {
            ordered.push(first);
            continue;
        };
        let mut changes = vec![first];
        while let Some(next) = decisions.next_if(|next| next.date == changes[0].date && thing(next) == Some(changed)) {
            changes.push(next);
        }
        let before = ordered.iter().rev().filter_map(Thing::changed).find(|(earlier, ..)| *earlier == changed);
        let stands = before.map(|(.., now)| now).or_else(|| changed.stands(subjects));
        ordered.extend(in_sequence(changes, stands.as_ref(), |decision| {
            Thing::changed(decision).map(|(_, was, now)| (was, now)).unwrap_or_default()
        }));
    }
    ordered
}

/// A second decision about the same matter would leave open which of the two holds.
fn check_once(checker: &mut Checker, decisions: &[Decision]) {
    let matter = |decision: &Decision| match &decision.kind {
        DecisionKind::Order { stage, order } => {
            let mut entries = order.concat();
            entries.sort();
            Some((0, stage.0, entries))
        }
        DecisionKind::Pass { stage, .. } => Some((1, stage.0, Vec::new())),
        DecisionKind::Award { award, .. } => Some((2, *award, Vec::new())),
        DecisionKind::Nomination { nomination, .. } => Some((3, *nomination, Vec::new())),
        // Each of these starts from what the one before left.
        DecisionKind::Status { .. } | DecisionKind::Mark { .. } | DecisionKind::Rule { .. } => None,
        DecisionKind::Recommend { .. } => None,
    };
    let mut seen = Vec::new();
    let mut by_line: Vec<&Decision> = decisions.iter().collect();
    by_line.sort_by_key(|decision| decision.place);
    for decision in by_line {
        let Some(matter) = matter(decision) else { continue };
        match seen.iter().find(|(known, _)| *known == matter) {
            Some((_, first)) => {
                let first = checker.sources.describe_line(*first);
                let name = checker.cell_text(decision.place);
                checker.report(
                    Diagnostic::new(Code::DuplicateRow, decision.place).with("name", name).with("first", first),
                );
            }
            None => seen.push((matter, decision.place)),
        }
    }
}

/// What decisions about marks and statuses say was there is what stood there after those before.
fn check_standing(checker: &mut Checker, subjects: &Subjects, decisions: &[Decision]) {
    let mut changes: Vec<(Thing, String)> = Vec::new();
    for decision in decisions {
        let Some((thing, was, now)) = Thing::changed(decision) else { continue };
        let earlier = changes.iter().rev().find(|(changed, _)| *changed == thing).map(|(_, now)| now.clone());
        // Marks of a stage that was not asked for are not read.
        let Some(stands) = earlier.or_else(|| thing.stands(subjects)) else { continue };
        changes.push((thing, now));
        if was != stands {
            let said = |said: String| match thing {
                Thing::Status(_) => Argument::Text(said),
                Thing::Mark(..) => Argument::Number(said),
            };
            let fault = Diagnostic::new(Code::DecisionWas, decision.was.place).with("was", said(was));
            checker.report(fault.with("stands", said(stands)));
        }
    }
}

/// Places are still given once each, and points too, after the jury has amended them.
fn check_marks(checker: &mut Checker, subjects: &Subjects, decisions: &[Decision]) {
    let entries = subjects.roster.entries.len();
    let mut amended: BTreeMap<StageIndex, Marks> = BTreeMap::new();
    // The last decision about what a juror gave under a criterion, whomever it was given.
    let mut last: BTreeMap<(StageIndex, Coordinates), Place> = BTreeMap::new();
    for decision in decisions {
        let DecisionKind::Mark { stage, at, now, .. } = &decision.kind else { continue };
        let is_range = matches!(subjects.rules.stages[stage.0].criteria()[at.criterion].marks, MarkScale::Range(_));
        let Some(marks) = subjects.marks[stage.0].as_ref().filter(|_| !is_range) else { continue };
        let marks = amended.entry(*stage).or_insert_with(|| marks.clone());
        let cell = marks.mark(now);
        marks.amend(*at, cell);
        last.insert((*stage, Coordinates { entry: EntryIndex::new(0), ..*at }), decision.place);
    }
    for ((stage, at), place) in last {
        let criterion = &subjects.rules.stages[stage.0].criteria()[at.criterion];
        let of = |marks: &Marks| not_once(&criterion.marks, marks, at, entries);
        // What was wrong before is a fault of the sheet.
        let was_once = subjects.marks[stage.0].as_ref().is_some_and(|marks| of(marks).is_none());
        if let Some(uneven) = amended.get(&stage).and_then(of).filter(|_| was_once) {
            checker.report(uneven.fault(place, &subjects.jury[at.juror.0].id, criterion));
        }
    }
}
