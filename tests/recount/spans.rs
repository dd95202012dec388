//! Spans against the field counted again, on drawn fields of every way to compare entries.

use std::collections::BTreeMap;

use bayqau::contest::{Axis, Direction, Factor, Fold, FoldKind, Numbering, Operation, Status, Step, Ties, TiesEnd};
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

fn turned() -> Operation {
    Operation::Times(Factor::Constant(Score::integer(-1)))
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
        (vec![criteria(), turned(), places(Numbering::Averaged), mean(Axis::Jurors), points()], false),
        (vec![criteria(), points(), turned(), mean(Axis::Jurors), places(Numbering::Standard)], false),
        (vec![criteria(), points(), mean(Axis::Jurors), turned()], true),
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
            let competing: Vec<usize> =
                (0..drawn.marks.len()).filter(|own| drawn.statuses[*own] == Status::Eligible).collect();
            let all_are_watched = round % 2 == 0;
            let watched: Vec<usize> = competing.iter().copied().filter(|_| all_are_watched || dice.bool()).collect();
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
                for own in &competing {
                    let around = reach.value(*own);
                    assert!(*own == entry || contains(around, &after[*own]), "{around:?} {own} {steps:?}");
                    // Of those who are not watched, but for whose mark it is, nothing need be known.
                    if *own != entry && !watched.contains(own) {
                        continue;
                    }
                    let context = || format!("{steps:?}\n{:?}\n{entry} {cell}: {mark}, of {own}", drawn.marks);
                    let same = Span::exactly(before[*own].clone());
                    let (way, alone) = (way.get(own).unwrap_or(&same), alone.get(own).unwrap_or(&same));
                    assert!(contains(way, &after[*own]), "{way:?} {:?} {}", after[*own], context());
                    assert!(contains(alone, &after[*own]), "{alone:?} {:?} {}", after[*own], context());
                    assert!(!exact || alone.least == alone.greatest, "{alone:?} {}", context());
                    looked_at += 1;
                    moved += usize::from(after[*own] != before[*own]);
                }
            }
        }
    }
    assert!(looked_at > 10_000 && moved > 2_000, "{looked_at} looked at, {moved} moved");
}

/// An entry of a field with nothing but the score that it has in the one above.
fn alone(value: &Value) -> Subject {
    Subject::of(Table::new(0, Vec::new(), |_| value.clone()))
}

/// Who goes on, who is watched, and whose mark is changed are drawn apart from one another: of the last nobody need be
/// in the second field.
#[test]
fn spans_hold_in_a_second_field_of_some_who_are_in_the_first() {
    let place = place();
    let mut dice = fastrand::Rng::with_seed(12);
    let (mut looked_at, mut moved) = (0, 0);
    for (operations, _) in ways() {
        for round in 0..FIELDS {
            let direction = if dice.bool() { Direction::Higher } else { Direction::Lower };
            let step = |operation: Operation| Step { operation, direction, place };
            let steps: Vec<Step> = operations.iter().cloned().map(step).collect();
            let drawn = Drawn::new(&mut dice, round % 3 == 0);
            let entry = dice.usize(0..drawn.marks.len());
            let cell = dice.usize(0..drawn.marks[entry].len());
            if drawn.marks[entry][cell].is_err() || drawn.statuses[entry] != Status::Eligible {
                continue;
            }
            let numbering = Numbering::ALL[dice.usize(0..Numbering::ALL.len())];
            let second = [step(if dice.bool() { places(numbering) } else { points() })];
            let competing = (0..drawn.marks.len()).filter(|own| drawn.statuses[*own] == Status::Eligible);
            let there: Vec<usize> = competing.filter(|_| dice.u8(..4) != 0).collect();
            if there.is_empty() {
                continue;
            }
            let field = |values: &[Value]| {
                let subjects = there.iter().map(|own| alone(&values[*own])).collect();
                Field { subjects, panels: Vec::new(), links: &NoLinks }
            };
            let count = |values: &[Value]| run(&second, field(values), &mut Silent).expect("nothing is refused there");
            let values = drawn.values(&steps);
            let replay = Replay::new(&steps, drawn.field()).expect("no refusal").expect("no ties inside");
            let after = Replay::new(&second, field(&values)).expect("no refusal").expect("no ties inside");
            let all = (0..drawn.marks.len()).map(|own| Span::exactly(drawn.subject(own))).collect();
            let reach = replay.reach(all).expect("the steps can be run");
            let around = there.iter().map(|own| reach.value(*own).as_ref().map(alone)).collect();
            let reach_after = after.reach(around).expect("the step can be run");
            let seen: Vec<usize> = (0..there.len()).filter(|_| dice.bool()).collect();
            let watched: Vec<usize> = seen.iter().map(|at| there[*at]).collect();
            let before = count(&values);
            for mark in 0..7 {
                let other = drawn.with(entry, cell, mark);
                let moving = vec![(entry, Span::exactly(other.subject(entry)))];
                let spans = replay.spans(&reach, moving, (Some(entry), &watched)).expect("the steps can be run");
                let position = |own: &usize| there.binary_search(own).ok();
                let moving =
                    spans.iter().filter_map(|(own, span)| Some((position(own)?, span.as_ref().map(alone)))).collect();
                let spans = after.spans(&reach_after, moving, (position(&entry), &seen));
                let spans: BTreeMap<usize, Span<Value>> = spans.expect("the step can be run").into_iter().collect();
                let counted = count(&other.values(&steps));
                for own in seen.iter().copied().chain(position(&entry)) {
                    let same = Span::exactly(before[own].clone());
                    let span = spans.get(&own).unwrap_or(&same);
                    let context = || format!("{steps:?} {second:?}\n{:?}\n{there:?} {watched:?}", drawn.marks);
                    assert!(contains(span, &counted[own]), "{own}: {span:?} {:?} {}", counted[own], context());
                    looked_at += 1;
                    moved += usize::from(counted[own] != before[own]);
                }
            }
        }
    }
    assert!(looked_at > 10_000 && moved > 1_000, "{looked_at} looked at, {moved} moved");
}
