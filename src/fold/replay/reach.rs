//! Between what values a change of one entry leaves a field, without counting it again.
//!
//! Receives the spans of the numbers that entries have, hands on the spans of their values: of everybody, whatever one
//! other's numbers become, and of some when it is known whose numbers become what. A span may be wider than what can
//! come about, never narrower; where one entry alone has other numbers and the field is compared once, it is exact.
//! Every step must become more, or less, with each of its numbers, places aside.

use std::collections::BTreeMap;

use crate::contest::{Axis, Direction, Numbering};
use crate::fold::column::{Column, Numbered};
use crate::fold::field::{Key, to_stage_places};
use crate::fold::replay::Replay;
use crate::fold::replay::apart::run_spans;
use crate::fold::replay::scale::{Scale, Span, Standing};
use crate::fold::replay::stop::{AVERAGED, Pairs, Rank, Rule, Stop, numbers_of};
use crate::fold::skating::Support;
use crate::fold::table::Line;
use crate::fold::{Subject, Table, Value};
use crate::score::Score;

/// Between what the steps leave every entry of a field, whatever numbers one other has.
pub struct Reach {
    gauges: Vec<Gauge>,
    values: Vec<Span<Value>>,
}

/// Between what numbers everybody meets a step that looks at the whole field.
enum Gauge {
    /// Numbers are compared.
    Scores(Still, BTreeMap<Key, Scale<Score>>),
    /// The marks of jurors are.
    Supports(BTreeMap<Key, Scale<Support>>),
    /// Pairs are.
    Pairs(Still, BTreeMap<Key, Scale<Won>>),
    /// Places in other stages are taken, nothing is compared.
    StagePlaces,
}

/// What somebody has won, pair by pair: pairs, and jurors in favour.
type Won = (usize, usize);

/// Whether nobody but the one whose mark is another has other numbers at the step.
type Still = bool;

/// Entries of which it is known between what their tables are, in rising order.
type Moving = Vec<(usize, Span<Subject>)>;

/// The numbers that a step gives entries, by entry.
type Given = BTreeMap<usize, Vec<(Key, Span<Score>)>>;

/// Whose numbers are others.
#[derive(Clone, Copy)]
enum Who<'w> {
    /// One's, whoever that is.
    Anybody,
    /// This entry's, if it is of the field; these are looked at.
    One(Option<usize>, &'w [usize]),
}

impl Reach {
    /// Between what the value of an entry is, whatever numbers one other has.
    #[must_use]
    pub fn value(&self, entry: usize) -> &Span<Value> {
        &self.values[entry]
    }
}

impl Replay {
    /// Between what the steps leave every entry, whatever numbers one other has. `inputs` are the entries as the steps
    /// find them. None where the steps cannot be run for them.
    #[must_use]
    pub fn reach(&self, inputs: Vec<Span<Subject>>) -> Option<Reach> {
        let mut all: Moving = inputs.into_iter().enumerate().collect();
        let mut gauges = Vec::new();
        let mut from = 0;
        for stop in &self.stops {
            all = self.apart_between(&self.steps[from..stop.at], all)?;
            all.iter_mut().for_each(|(_, span)| stop.divide_span(span, &self.panels));
            let gauge = stop.gauge(&all);
            let given = stop.given(&gauge, &all, Who::Anybody)?;
            all = stop.leave(all, &given, &self.subjects);
            gauges.push(gauge);
            from = stop.at + 1;
        }
        all = self.apart_between(&self.steps[from..], all)?;
        Some(Reach {
            gauges,
            values: all.into_iter().map(|(_, span)| span.map(|each| each.table.into_score())).collect(),
        })
    }

    /// Between what the values of the mover, whose mark is another, and of those who are looked at are. `moving` are
    /// those whom the steps find with other numbers. Whoever is not handed on has nothing else than before.
    #[must_use]
    pub fn spans(
        &self,
        reach: &Reach,
        moving: Vec<(usize, Span<Subject>)>,
        (mover, watched): (Option<usize>, &[usize]),
    ) -> Option<Vec<(usize, Span<Value>)>> {
        let mut moving: Moving = moving;
        moving.sort_by_key(|(entry, _)| *entry);
        let mut from = 0;
        for (stop, gauge) in self.stops.iter().zip(&reach.gauges) {
            moving = self.apart_between(&self.steps[from..stop.at], moving)?;
            moving.iter_mut().for_each(|(_, span)| stop.divide_span(span, &self.panels));
            let given = stop.given(gauge, &moving, Who::One(mover, watched))?;
            moving = stop.leave(moving, &given, &self.subjects);
            from = stop.at + 1;
        }
        moving = self.apart_between(&self.steps[from..], moving)?;
        Some(moving.into_iter().map(|(entry, span)| (entry, span.map(|each| each.table.into_score()))).collect())
    }

    /// Runs steps that look at one entry at a time.
    fn apart_between(&self, steps: &[crate::contest::Step], moving: Moving) -> Option<Moving> {
        let (entries, spans): (Vec<usize>, Vec<Span<Subject>>) = moving.into_iter().unzip();
        Some(entries.into_iter().zip(run_spans(steps, spans, &self.panels)?).collect())
    }
}

impl Stop {
    fn divide_span(&self, span: &mut Span<Subject>, panels: &[Option<usize>]) {
        if self.folds_jurors() {
            span.least.table.divide_jurors(panels);
            span.greatest.table.divide_jurors(panels);
        }
    }

    /// Between what numbers everybody meets the step.
    fn gauge(&self, all: &[(usize, Span<Subject>)]) -> Gauge {
        let entries = all.len();
        let still = all.iter().all(|(_, span)| span.least.table == span.greatest.table);
        let tables =
            || all.iter().filter(|(_, span)| span.least.competes()).map(|(entry, span)| (*entry, tables(span)));
        match &self.rule {
            Rule::StagePlaces(_) => Gauge::StagePlaces,
            Rule::Numbers { better, .. } => {
                Gauge::Scores(still, scales(entries, tables(), |span| cell_keys(span, *better)))
            }
            Rule::Dances(axis) => Gauge::Scores(still, scales(entries, tables(), |span| totals(span, *axis))),
            Rule::Jurors(columns) => Gauge::Supports(scales(entries, tables(), |span| supports(span, columns))),
            Rule::Pairs { columns, .. } => {
                let scale = |(members, pairs): (&Key, &Pairs)| (members.clone(), pairs.scale(entries));
                Gauge::Pairs(still, columns.iter().map(scale).collect())
            }
        }
    }

    /// What numbers the step gives: to everybody, or to the mover and those who are looked at, unless it gives them
    /// what it gave.
    fn given(&self, gauge: &Gauge, moving: &[(usize, Span<Subject>)], who: Who) -> Option<Given> {
        let given = match (&self.rule, gauge) {
            (Rule::StagePlaces(becomes), _) => {
                let own = |(entry, span): &(usize, Span<Subject>)| (*entry, stage_places(span, becomes.numbered()));
                moving.iter().filter(|(_, span)| span.least.competes()).map(own).collect()
            }
            (Rule::Numbers { becomes, better, .. }, Gauge::Scores(still, scales)) => match who {
                Who::One(mover, watched) if *still => {
                    let mut given = Given::new();
                    for (entry, span) in moving.iter().filter(|(entry, _)| Some(*entry) == mover) {
                        self.pass(scales, (*entry, span), watched, &mut given)?;
                    }
                    given
                }
                Who::Anybody | Who::One(..) => {
                    let number = |members: &Key, entry: usize, standing: Standing| match becomes.numbered() {
                        Numbered::Place(Numbering::Dense) if *still => self.groups_near(members, entry, scales),
                        numbered => standing.number(numbered),
                    };
                    self.compared(scales, moving, who, (|span: Span<&Table>| cell_keys(span, *better), number))
                }
            },
            (Rule::Dances(axis), Gauge::Scores(_, scales)) => {
                let number = |_: &Key, _, standing: Standing| standing.place_among_equals();
                self.compared(scales, moving, who, (|span: Span<&Table>| totals(span, *axis), number))
            }
            (Rule::Jurors(columns), Gauge::Supports(scales)) => {
                let number = |_: &Key, _, standing: Standing| standing.number(AVERAGED);
                self.compared(scales, moving, who, (|span: Span<&Table>| supports(span, columns), number))
            }
            (Rule::Pairs { axis, better, columns }, Gauge::Pairs(still, scales)) => match who {
                Who::One(mover, watched) if *still => {
                    let mut given = Given::new();
                    for (entry, span) in moving.iter().filter(|(entry, _)| Some(*entry) == mover) {
                        for (members, lines) in other_lines(&self.before[*entry], tables(span), *axis) {
                            let keys = columns.get(&members)?.keys((*entry, lines), watched, *better)?;
                            note(&mut given, &members, standings(scales.get(&members)?, &keys, AVERAGED));
                        }
                    }
                    given
                }
                // Who wins what against whom is not looked into.
                Who::Anybody | Who::One(..) => {
                    let mut given = Given::new();
                    for (members, scale) in scales {
                        let number = |entry: usize, key: &Span<Won>| {
                            let standing = scale.standing(entry, key.as_ref(), &[]);
                            if *still { standing.whoever_moves().number(AVERAGED) } else { scale.anywhere() }
                        };
                        note(&mut given, members, scale.iter().map(|(entry, key)| (entry, number(entry, key))));
                    }
                    given
                }
            },
            (Rule::Numbers { .. } | Rule::Jurors(_) | Rule::Dances(_) | Rule::Pairs { .. }, _) => return None,
        };
        Some(given)
    }

    /// The mover goes past others who all have the numbers that they had.
    fn pass(
        &self,
        scales: &BTreeMap<Key, Scale<Score>>,
        (mover, span): (usize, &Span<Subject>),
        watched: &[usize],
        given: &mut Given,
    ) -> Option<()> {
        let Rule::Numbers { becomes, better, columns } = &self.rule else { return None };
        let numbered = becomes.numbered();
        let dense = matches!(numbered, Numbered::Place(Numbering::Dense));
        for (members, key) in cell_keys(tables(span), *better) {
            let (scale, column) = (scales.get(&members)?, columns.get(&members)?);
            let was = &scale.of(mover)?.least;
            if key.least == *was && key.greatest == *was {
                continue;
            }
            let (lowest, highest) = (was.min(&key.least), was.max(&key.greatest));
            let known = [(mover, key.clone())];
            let own = if dense {
                Span {
                    least: column.groups_without(&key.greatest, was),
                    greatest: column.groups_without(&key.least, was),
                }
                .map(|groups| Score::from(groups + 1))
            } else {
                scale.standing(mover, key.as_ref(), &[]).number(numbered)
            };
            note(given, &members, [(mover, own)]);
            for other in watched.iter().copied().filter(|other| *other != mover) {
                let Some(theirs) = scale.of(other).map(|theirs| &theirs.least) else { continue };
                if dense && theirs <= highest {
                    note(given, &members, [(other, column.group_beside(theirs, was, &key))]);
                } else if theirs <= highest && theirs >= lowest {
                    let standing = scale.standing(other, Span { least: theirs, greatest: theirs }, &known);
                    note(given, &members, [(other, standing.number(numbered))]);
                }
            }
        }
        Some(())
    }

    /// A dense place when one other may stand anywhere.
    fn groups_near(&self, members: &Key, entry: usize, scales: &BTreeMap<Key, Scale<Score>>) -> Span<Score> {
        let Rule::Numbers { columns, .. } = &self.rule else { unreachable!("only numbers become dense places") };
        let own = scales[members].of(entry).expect("only those are numbered who have a key");
        let groups = columns[members].groups_before(&own.least);
        Span { least: Score::from(groups.max(1)), greatest: Score::from(groups + 2) }
    }

    /// Gives numbers by the keys of everybody, or of the mover and those who are looked at.
    fn compared<K: Ord + Clone>(
        &self,
        scales: &BTreeMap<Key, Scale<K>>,
        moving: &[(usize, Span<Subject>)],
        who: Who,
        (keys, number): (impl Fn(Span<&Table>) -> Vec<(Key, Span<K>)>, impl Fn(&Key, usize, Standing) -> Span<Score>),
    ) -> Given {
        let mut given = Given::new();
        match who {
            Who::Anybody => {
                for (members, scale) in scales {
                    let own = |(entry, key): (usize, &Span<K>)| {
                        let standing = scale.standing(entry, key.as_ref(), &[]).whoever_moves();
                        (entry, number(members, entry, standing))
                    };
                    note(&mut given, members, scale.iter().map(own));
                }
            }
            Who::One(mover, watched) => {
                let mut known: BTreeMap<Key, Vec<(usize, Span<K>)>> = BTreeMap::new();
                let also = mover.filter(|mover| !watched.contains(mover));
                for entry in watched.iter().copied().chain(also) {
                    let own = moving.binary_search_by_key(&entry, |(each, _)| *each);
                    let table = own.map_or(Span::exactly(&self.before[entry]), |own| tables(&moving[own].1));
                    for (members, key) in keys(table) {
                        known.entry(members).or_default().push((entry, key));
                    }
                }
                for (members, known) in known {
                    let Some(scale) = scales.get(&members) else { continue };
                    let own = |(entry, key): &(usize, Span<K>)| {
                        scale.of(*entry)?;
                        Some((*entry, number(&members, *entry, scale.standing(*entry, key.as_ref(), &known))))
                    };
                    note(&mut given, &members, known.iter().filter_map(own).collect::<Vec<_>>());
                }
            }
        }
        given
    }

    /// The entries after the step that moved before it, or are given other numbers.
    fn leave(&self, moving: Moving, given: &Given, subjects: &[Subject]) -> Moving {
        let mut left: BTreeMap<usize, Span<Subject>> = BTreeMap::new();
        for (entry, mut span) in moving {
            span.least.table = self.after[entry].clone();
            span.greatest.table = self.after[entry].clone();
            left.insert(entry, span);
        }
        for (entry, numbers) in given {
            let after = &self.after[*entry];
            let differs = |(members, span): &&(Key, Span<Score>)| {
                let was = after.at(members).and_then(|was| was.as_ref().ok());
                was.is_some_and(|was| *was != span.least || *was != span.greatest)
            };
            for (members, span) in numbers.iter().filter(differs) {
                let own = left
                    .entry(*entry)
                    .or_insert_with(|| Span::exactly(Subject { table: after.clone(), ..subjects[*entry].clone() }));
                own.least.table.put(members, Ok(span.least.clone()));
                own.greatest.table.put(members, Ok(span.greatest.clone()));
            }
        }
        left.into_iter().collect()
    }
}

impl Pairs {
    /// Between what each has won when one line, whoever's, is another.
    fn scale(&self, entries: usize) -> Scale<Won> {
        let members = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        let near = |(pairs, favour): (usize, usize)| Span {
            least: (pairs.saturating_sub(2), favour.saturating_sub(members)),
            greatest: (pairs + 2, favour + members),
        };
        Scale::new(entries, self.entries.iter().copied().zip(self.won.iter().copied().map(near)).collect())
    }

    /// What the mover has won with a line between two, and each of those who are looked at against it.
    fn keys(
        &self,
        (mover, line): (usize, Span<Vec<Value>>),
        watched: &[usize],
        better: Direction,
    ) -> Option<Vec<(usize, Span<Won>)>> {
        let own = self.entries.binary_search(&mover).ok()?;
        let line = match better {
            Direction::Higher => line,
            Direction::Lower => Span { least: line.greatest, greatest: line.least },
        };
        let was = self.ranked(&self.lines[own], better);
        let now = line.map(|line| self.ranked(&line, better));
        let all = |ranks: &Vec<Rank>| {
            let mut won = (0, 0);
            (0..self.lines.len())
                .filter(|other| *other != own)
                .for_each(|other| self.pair(ranks, other).add_to(&mut won));
            won
        };
        let mut keys = vec![(mover, now.as_ref().map(all))];
        for other in watched.iter().filter(|other| **other != mover) {
            let Ok(position) = self.entries.binary_search(other) else { continue };
            let key = now.as_ref().turned(|ranks| {
                let mut won = self.won[position];
                self.pair(ranks, position).turned().add_to(&mut won);
                self.pair(&was, position).turned().take_from(&mut won);
                won
            });
            keys.push((*other, key));
        }
        Some(keys)
    }
}

impl<K: Ord + Clone> Scale<K> {
    /// From the first place to the last.
    fn anywhere(&self) -> Span<Score> {
        Span { least: Score::integer(1), greatest: Score::from(self.iter().count().max(1)) }
    }
}

fn tables(span: &Span<Subject>) -> Span<&Table> {
    Span { least: &span.least.table, greatest: &span.greatest.table }
}

fn note(given: &mut Given, members: &Key, numbers: impl IntoIterator<Item = (usize, Span<Score>)>) {
    for (entry, number) in numbers {
        given.entry(entry).or_default().push((members.clone(), number));
    }
}

/// Where those whose keys are known better stand.
fn standings<K: Ord + Clone>(
    scale: &Scale<K>,
    known: &[(usize, Span<K>)],
    numbered: Numbered,
) -> Vec<(usize, Span<Score>)> {
    let number =
        |(entry, key): &(usize, Span<K>)| (*entry, scale.standing(*entry, key.as_ref(), known).number(numbered));
    known.iter().map(number).collect()
}

fn scales<'t, K: Ord + Clone>(
    entries: usize,
    tables: impl Iterator<Item = (usize, Span<&'t Table>)>,
    keys: impl Fn(Span<&Table>) -> Vec<(Key, Span<K>)>,
) -> BTreeMap<Key, Scale<K>> {
    let mut keyed: BTreeMap<Key, Vec<(usize, Span<K>)>> = BTreeMap::new();
    for (entry, span) in tables {
        for (members, key) in keys(span) {
            keyed.entry(members).or_default().push((entry, key));
        }
    }
    keyed.into_iter().map(|(members, keyed)| (members, Scale::new(entries, keyed))).collect()
}

/// Of each number its key.
fn cell_keys(span: Span<&Table>, better: Direction) -> Vec<(Key, Span<Score>)> {
    let both = span.least.cells().zip(span.greatest.cells());
    let key = |((members, least), (_, greatest)): ((Key, &Value), (Key, &Value))| {
        let (least, greatest) = (better.key(least.as_ref().ok()?), better.key(greatest.as_ref().ok()?));
        Some((members, Span::between(least, greatest)))
    };
    both.filter_map(key).collect()
}

/// Of each line of places their total, as a key.
fn totals(span: Span<&Table>, axis: Axis) -> Vec<(Key, Span<Score>)> {
    line_keys(span, axis, |_, line| -numbers_of(line).iter().sum::<Score>())
}

/// Of each line of jurors' marks what they are worth.
fn supports(span: Span<&Table>, columns: &BTreeMap<Key, (usize, Column<Support>)>) -> Vec<(Key, Span<Support>)> {
    let majority = |members: &Key| columns.get(members).map_or(1, |(majority, _)| *majority);
    line_keys(span, Axis::Jurors, |members, line| Support::new(numbers_of(line), majority(members)))
}

/// Of each line along an axis that has numbers a key that falls when they rise.
fn line_keys<K>(span: Span<&Table>, axis: Axis, key: impl Fn(&Key, &[Value]) -> K) -> Vec<(Key, Span<K>)> {
    let both = span.least.lines(axis).into_iter().zip(span.greatest.lines(axis));
    let there = both.filter(|((_, line), _)| line.iter().any(|(_, value)| value.is_ok()));
    let keyed = there.map(|((members, least), (_, greatest))| {
        let keys = Span { least: key(&members, &values(&greatest)), greatest: key(&members, &values(&least)) };
        (members, keys)
    });
    keyed.collect()
}

/// The lines along an axis that may be others than before.
fn other_lines(before: &Table, span: Span<&Table>, axis: Axis) -> Vec<(Key, Span<Vec<Value>>)> {
    let was = before.lines(axis).into_iter();
    let both = span.least.lines(axis).into_iter().zip(span.greatest.lines(axis));
    let others = was.zip(both).filter(|((_, was), ((_, least), (_, greatest)))| was != least || was != greatest);
    let line = |((members, _), ((_, least), (_, greatest))): ((Key, _), (Line, Line))| {
        (members, Span { least: values(&least), greatest: values(&greatest) })
    };
    others.map(line).collect()
}

fn values(line: &[(usize, &Value)]) -> Vec<Value> {
    line.iter().map(|(_, value)| (*value).clone()).collect()
}

/// Between what numbers the places of an entry in the stages above become.
fn stage_places(span: &Span<Subject>, numbered: Numbered) -> Vec<(Key, Span<Score>)> {
    let exact = span.least.stage_places == span.greatest.stage_places;
    let ends = span.as_ref().map(|end| {
        let mut end = end.clone();
        to_stage_places(&mut end, numbered);
        end
    });
    let Numbered::Points(points) = numbered else {
        let both = ends.least.table.cells().zip(ends.greatest.table.cells());
        let own = both.filter_map(|((members, least), (_, greatest))| {
            Some((members, Span { least: least.clone().ok()?, greatest: greatest.clone().ok()? }))
        });
        return own.collect();
    };
    let zero = Score::integer(0);
    let any = Span {
        least: points.iter().chain([&zero]).min().unwrap_or(&zero).clone(),
        greatest: points.iter().chain([&zero]).max().unwrap_or(&zero).clone(),
    };
    let own = ends.least.table.cells().filter_map(|(members, value)| {
        let known = Span::exactly(value.clone().ok()?);
        Some((members, if exact { known } else { any.clone() }))
    });
    own.collect()
}
