//! What a criterion takes: whether a mark is one of its marks, and what is said where it is not.

use crate::contest::{Cell, Coordinates, Criterion, EntryIndex, MarkScale, Marks};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Argument;
use crate::score::Score;
use crate::source::{Place, Sources};

/// What is wrong with a mark under a criterion, if anything is, where there are so many entries.
pub(crate) fn off_scale(scale: &MarkScale, mark: &Score, entries: usize) -> Option<Code> {
    match scale {
        MarkScale::Range(range) if !range.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(range) if !mark.is_on_grid(&range.lowest, &range.step) => Some(Code::MarkOffStep),
        MarkScale::Places if !mark.is_integer() => Some(Code::MarkOffStep),
        MarkScale::Places if *mark < Score::integer(1) || *mark > Score::from(entries) => Some(Code::MarkOutOfRange),
        MarkScale::Points(points) if !mark.is_zero() && !points.contains(mark) => Some(Code::MarkOutOfRange),
        MarkScale::Range(_) | MarkScale::Places | MarkScale::Points(_) => None,
    }
}

/// A fault about a cell under a criterion, with the criterion's scale and its line in the rules.
pub(crate) fn fault_on_scale(
    code: Code,
    place: Place,
    found: &str,
    criterion: &Criterion,
    sources: &Sources,
) -> Diagnostic {
    let (lowest, highest, step) = ends(&criterion.marks);
    let fault = Diagnostic::new(code, place).with("found", found).with("criterion", &criterion.title);
    let scale = match &criterion.marks {
        MarkScale::Range(_) | MarkScale::Places => "range",
        MarkScale::Points(_) => "points",
    };
    let fault = fault.with("lowest", lowest).with("highest", highest).with("step", step).with("scale", scale);
    fault.with("line", sources.describe_line(criterion.marks_place))
}

/// The lowest mark, the highest, and the step, for messages.
fn ends(scale: &MarkScale) -> (Argument, Argument, Argument) {
    let one = || Argument::from(&Score::integer(1));
    match scale {
        MarkScale::Range(range) => ((&range.lowest).into(), (&range.highest).into(), (&range.step).into()),
        MarkScale::Places => (one(), "n".into(), one()),
        MarkScale::Points(points) => {
            let list: Vec<String> = points.iter().map(|points| points.shortest(2)).collect();
            (Argument::from(&Score::integer(0)), list.join("; ").into(), one())
        }
    }
}

/// What a juror gave under a criterion whose marks are to be given once each, and was not.
pub(crate) struct NotOnce {
    code: Code,
    given: Vec<Score>,
}

/// What is wrong with all that a juror gave under a criterion in an attempt, whatever the entry of `at`: places are 1
/// to n, each once; points are dealt once each, and 0 to the rest.
pub(crate) fn not_once(scale: &MarkScale, marks: &Marks, at: Coordinates, entries: usize) -> Option<NotOnce> {
    let (code, dealt) = match scale {
        MarkScale::Range(_) => return None,
        MarkScale::Places => (Code::PlacesNotOnce, None),
        MarkScale::Points(points) => (Code::PointsNotOnce, Some(points)),
    };
    let mark = |entry: usize| match marks.cell(Coordinates { entry: EntryIndex::new(entry), ..at }) {
        Cell::Mark(units) => Some(marks.value(units)),
        Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => None,
    };
    let mut given: Vec<Score> = (0..entries).filter_map(mark).collect();
    given.sort();
    let expected: Vec<Score> = match dealt {
        None => (1..=given.len()).map(Score::from).collect(),
        Some(points) => {
            let zeros = given.len().saturating_sub(points.len());
            let mut expected: Vec<Score> = points.iter().take(given.len()).cloned().collect();
            expected.extend(std::iter::repeat_n(Score::integer(0), zeros));
            expected.sort();
            expected
        }
    };
    (given != expected).then_some(NotOnce { code, given })
}

impl NotOnce {
    /// The fault at the place where the last of it was said.
    pub(crate) fn fault(self, place: Place, juror: &str, criterion: &Criterion) -> Diagnostic {
        let list: Vec<String> = self.given.iter().map(|mark| mark.shortest(2)).collect();
        let fault = Diagnostic::new(self.code, place).with("juror", juror).with("criterion", &criterion.title);
        fault.with("found", list.join(", ")).with("count", self.given.len())
    }
}
