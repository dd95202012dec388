//! Spans against the field counted again, on drawn fields of every way to compare entries.

use std::collections::BTreeMap;

use bayqau::contest::{Axis, Direction, Fold, FoldKind, Numbering, Operation, Status, Step, Ties, TiesEnd};
use bayqau::fold::{AxisMembers, Field, Gap, NoLinks, Replay, Silent, Span, Subject, Table, Value, run};
use bayqau::score::Score;
use bayqau::source::{Place, Sources};

/// How many fields of each way are drawn.
const FIELDS: usize = 120;

fn fold(axis: Axis, kind: FoldKind) -> Operation {
    Operation::Fold(Fold { axis, kind, drop: None, needs: 1, missing: None, weights: None })
}

fn place() -> Place {
    Place::File(Sources::default().add("contest.yaml", Vec::new()).0)
}

fn ties() -> Ties {
    Ties { links: Vec::new(), end: TiesEnd::Share, place: place() }
}

fn places(numbering: Numbering) -> Operation {
    Operation::Places(numbering, ties())
}

fn points() -> Operation {
    Operation::Points([5, 3, 4, 1].map(Score::integer).to_vec(), ties())
}

/// The ways, and whether each compares the field once, so that spans of one mark are exact.
fn ways() -> Vec<(Vec<Operation>, bool)> {
    let mean = |axis| fold(axis, FoldKind::Mean);
    let criteria = || mean(Axis::Criteria);
    let mut ways: Vec<(Vec<Operation>, bool)> = Numbering::ALL
        .into_iter()
        .flat_map(|numbering| {
            [
                (vec![criteria(), places(numbering), mean(Axis::Jurors)], true),
                (vec![criteria(), places(numbering), fold(Axis::Jurors, FoldKind::Median)], true),
                (vec![places(numbering), criteria(), mean(Axis::Jurors)], true),
                (vec![criteria(), places(numbering), mean(Axis::Jurors), places(numbering)], false),
            ]
        })
        .collect();
    ways.extend([
        (vec![criteria(), points(), mean(Axis::Jurors)], true),
        (vec![criteria(), fold(Axis::Jurors, FoldKind::OneByOne)], false),
        (vec![criteria(), places(Numbering::Averaged), fold(Axis::Jurors, FoldKind::OneByOne)], false),
        (vec![criteria(), places(Numbering::Averaged), fold(Axis::Jurors, FoldKind::Skating)], false),
        (vec![fold(Axis::Jurors, FoldKind::Skating), fold(Axis::Criteria, FoldKind::Skating)], false),
        (vec![fold(Axis::Jurors, FoldKind::OneByOne), criteria(), points()], false),
    ]);
    ways
}

struct Drawn {
    marks: Vec<Vec<Value>>,
    statuses: Vec<Status>,
    axes: Vec<AxisMembers>,
}

impl Drawn {
    fn new(dice: &mut fastrand::Rng, gaps: bool) -> Self {
        let (entries, jurors, criteria) = (dice.usize(2..8), dice.usize(1..5), dice.usize(1..3));
        let mut mark =
            || if gaps && dice.u8(..10) == 0 { Err(Gap::Recused) } else { Ok(Score::integer(dice.i64(0..7))) };
        let marks = (0..entries).map(|_| (0..jurors * criteria).map(|_| mark()).collect()).collect();
        let status = |_| if dice.u8(..10) == 0 { Status::OutOfCompetition } else { Status::Eligible };
        let statuses = (0..entries).map(status).collect();
        let axes = vec![
            AxisMembers { axis: Axis::Jurors, members: (0..jurors).collect() },
            AxisMembers { axis: Axis::Criteria, members: (0..criteria).collect() },
        ];
        Drawn { marks, statuses, axes }
    }

    fn subject(&self, entry: usize) -> Subject {
        let mut marks = self.marks[entry].iter();
        let table = Table::new(0, self.axes.clone(), |_| marks.next().expect("a mark for each cell").clone());
        Subject { status: self.statuses[entry], ..Subject::of(table) }
    }

    fn with(&self, entry: usize, cell: usize, mark: i64) -> Drawn {
        let mut marks = self.marks.clone();
        marks[entry][cell] = Ok(Score::integer(mark));
        Drawn { marks, statuses: self.statuses.clone(), axes: self.axes.clone() }
    }

    fn field(&self) -> Field<'static> {
        let subjects = (0..self.marks.len()).map(|entry| self.subject(entry)).collect();
        Field { subjects, panels: Vec::new(), links: &NoLinks }
    }

    fn values(&self, steps: &[Step]) -> Vec<Value> {
        run(steps, self.field(), &mut Silent).expect("nothing is refused in such a field")
    }
}

fn contains(span: &Span<Value>, value: &Value) -> bool {
    match (&span.least, value, &span.greatest) {
        (Ok(least), Ok(value), Ok(greatest)) => least <= value && value <= greatest,
        (least, value, greatest) => least == value && value == greatest,
    }
}

#[test]
fn spans_hold_whatever_the_field_counted_again_gives() {
    let place = place();
    let mut dice = fastrand::Rng::with_seed(11);
    let (mut looked_at, mut moved) = (0, 0);
    for (operations, exact) in ways() {
        for round in 0..FIELDS {
            let direction = if dice.bool() { Direction::Higher } else { Direction::Lower };
            let step = |operation: &Operation| Step { operation: operation.clone(), direction, place };
            let steps: Vec<Step> = operations.iter().map(step).collect();
            let drawn = Drawn::new(&mut dice, round % 3 == 0);
            let entry = dice.usize(0..drawn.marks.len());
            let cell = dice.usize(0..drawn.marks[entry].len());
            let Ok(was) = drawn.marks[entry][cell].clone() else { continue };
            if drawn.statuses[entry] != Status::Eligible {
                continue;
            }
            let replay = Replay::new(&steps, drawn.field()).expect("no refusal").expect("no ties inside");
            let all = (0..drawn.marks.len()).map(|entry| Span::exactly(drawn.subject(entry))).collect();
            let reach = replay.reach(all).expect("the steps can be run");
            let before = drawn.values(&steps);
            let watched: Vec<usize> =
                (0..drawn.marks.len()).filter(|own| drawn.statuses[*own] == Status::Eligible).collect();
            let spans = |from: i64, to: i64| -> BTreeMap<usize, Span<Value>> {
                let ends = Span { least: from.min(to), greatest: from.max(to) };
                let moving = vec![(entry, ends.map(|mark| drawn.with(entry, cell, mark).subject(entry)))];
                let spans = replay.spans(&reach, moving, (Some(entry), &watched)).expect("the steps can be run");
                spans.into_iter().collect()
            };
            let was = i64::try_from(was.floor().expect("a mark")).expect("a small one");
            let now = dice.i64(0..7);
            let way = spans(was, now);
            for mark in was.min(now)..=was.max(now) {
                let after = drawn.with(entry, cell, mark).values(&steps);
                let alone = spans(mark, mark);
                for own in &watched {
                    let context = || format!("{steps:?}\n{:?}\n{entry} {cell}: {mark}, of {own}", drawn.marks);
                    let same = Span::exactly(before[*own].clone());
                    let (way, alone) = (way.get(own).unwrap_or(&same), alone.get(own).unwrap_or(&same));
                    assert!(contains(way, &after[*own]), "{way:?} {:?} {}", after[*own], context());
                    assert!(contains(alone, &after[*own]), "{alone:?} {:?} {}", after[*own], context());
                    assert!(!exact || alone.least == alone.greatest, "{alone:?} {}", context());
                    let around = reach.value(*own);
                    assert!(*own == entry || contains(around, &after[*own]), "{around:?} {}", context());
                    looked_at += 1;
                    moved += usize::from(after[*own] != before[*own]);
                }
            }
        }
    }
    assert!(looked_at > 10_000 && moved > 2_000, "{looked_at} looked at, {moved} moved");
}
