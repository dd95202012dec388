//! The standings as rows of one table, one after the other: what CSV is written from.
//!
//! Rows are made in stretches on all cores while those before are written, and not long before they are written
//! themselves, so that a table of any length takes little room.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use crate::contest::{Contest, Entry, EntryIndex, Stage};
use crate::report::build::{Printer, shortest};
use crate::score::Score;
use crate::tally::{Field, Holders, Standing, State, Tally};

/// A standing in a stage.
#[derive(Clone, Debug)]
pub struct ResultRow<'r> {
    /// The stage's id.
    pub stage: &'r str,
    /// The value that the entries of the field have in common; empty where there is one field.
    pub within: &'r str,
    /// The place; empty without one.
    pub place: &'r str,
    /// The entry's id.
    pub participant: &'r str,
    /// Its name.
    pub name: &'r str,
    /// Its institution.
    pub organisation: &'r str,
    /// Its track.
    pub track: &'r str,
    /// As in JSON.
    pub state: &'static str,
    /// The score as it is printed; empty without one.
    pub score: &'r str,
    /// The exact score.
    pub exact: &'r str,
    /// Whether it shares the place.
    pub tied: bool,
    /// Whether it goes on; none where the stage does not say who does.
    pub passed: Option<bool>,
    /// The ids of the awards that it holds, in the ranking alone.
    pub awards: &'r str,
    /// The ids of its nominations, in the ranking alone.
    pub nominations: &'r str,
}

/// The distinctions of each entry that holds any, by their ids.
type Held = BTreeMap<EntryIndex, String>;

/// What is made of rows, a stretch at a time.
pub trait Stretch: Send {
    /// Takes in the next row; `is_like_last` if the one before differs from it in nothing but whom it names.
    fn add(&mut self, row: &ResultRow, is_like_last: bool);
}

/// Makes stretches of every standing of every stage, the ranking last, and hands them on in their order.
///
/// # Errors
/// Whatever `write` meets; nothing is handed on after it.
pub fn result_rows<S: Stretch, E>(
    contest: &Contest,
    tally: &Tally,
    begin: impl Fn() -> S + Send + Sync,
    write: impl FnMut(S) -> Result<(), E>,
) -> Result<(), E> {
    // While some are written, the next are made.
    let (made, to_write) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(move || make_stretches(contest, tally, begin, &made));
        to_write.into_iter().flatten().try_for_each(write)
    })
}

/// Makes stretches and sends some of them at a time, until nobody wants any more.
fn make_stretches<S: Stretch>(
    contest: &Contest,
    tally: &Tally,
    begin: impl Fn() -> S + Send + Sync,
    made: &mpsc::SyncSender<Vec<S>>,
) {
    let rules = &contest.rules;
    let awards = held(rules.awards.iter().map(|award| award.id.as_str()), &tally.awards);
    let nominations = held(rules.nominations.iter().map(|nomination| nomination.id.as_str()), &tally.nominations);
    let none = Held::new();
    for result in &tally.stages {
        let (awards, nominations) =
            if result.stage == rules.ranking() { (&awards, &nominations) } else { (&none, &none) };
        let stage = contest.stage(result.stage);
        let printer = &Printer::new(stage, result);
        for field in &result.fields {
            let rows = Rows { contest, stage, field, printer, awards, nominations };
            let stretch = |standings: &[Standing]| {
                let mut stretch = begin();
                rows.add_to(&mut stretch, standings);
                stretch
            };
            for standings in field.standings.chunks(AT_ONCE) {
                if made.send(standings.par_chunks(STRETCH).map(stretch).collect()).is_err() {
                    return;
                }
            }
        }
    }
}

/// How many rows a stretch has, and how many are handed on together.
const STRETCH: usize = if cfg!(test) { 4 } else { 1 << 10 };
const AT_ONCE: usize = STRETCH << 6;

/// How many entries are fetched together: as many as the nearest memory holds.
const TOGETHER: usize = 256;

/// What the rows of a field have in common.
struct Rows<'r> {
    contest: &'r Contest,
    stage: &'r Stage,
    field: &'r Field,
    printer: &'r Printer,
    awards: &'r Held,
    nominations: &'r Held,
}

impl Rows<'_> {
    fn add_to(&self, stretch: &mut impl Stretch, standings: &[Standing]) {
        // Neighbours with the same score, or the same place, are written alike.
        let (mut score, mut place) = (Written::default(), Written::default());
        let mut exact = String::new();
        // Entries lie far apart in memory: many are fetched together rather than each when it is written.
        let mut near: Vec<(&Entry, &str, &str)> = Vec::with_capacity(TOGETHER);
        let mut last: Option<Alike> = None;
        for standings in standings.chunks(TOGETHER) {
            near.clear();
            let fetched = standings.iter().map(|standing| self.contest.entry(standing.entry));
            near.extend(fetched.map(|entry| (entry, entry.id.as_str(), entry.name())));
            for (standing, (entry, id, name)) in standings.iter().zip(&near) {
                let own = standing.score.as_ref().ok();
                let is_new = (score.is_new(own), place.is_new(standing.place.as_ref()));
                if is_new.0 {
                    score.write(own, |own| self.printer.print(own));
                    exact = own.map(ToString::to_string).unwrap_or_default();
                }
                if is_new.1 {
                    place.write(standing.place.as_ref(), shortest);
                }
                let alike = Alike {
                    state: standing.state,
                    tied: standing.tied,
                    passed: standing.passed,
                    organisation: &entry.organisation,
                    track: &entry.track,
                    awards: self.awards.get(&standing.entry).map_or("", String::as_str),
                    nominations: self.nominations.get(&standing.entry).map_or("", String::as_str),
                };
                let is_like_last = is_new == (false, false) && last.as_ref().is_some_and(|last| last.is_like(&alike));
                let row = ResultRow {
                    stage: &self.stage.id,
                    within: self.field.within.as_deref().unwrap_or(""),
                    place: &place.text,
                    participant: id,
                    name,
                    organisation: alike.organisation,
                    track: alike.track,
                    state: alike.state.word(),
                    score: &score.text,
                    exact: &exact,
                    tied: alike.tied,
                    passed: alike.passed,
                    awards: alike.awards,
                    nominations: alike.nominations,
                };
                stretch.add(&row, is_like_last);
                last = Some(alike);
            }
        }
    }
}

/// What neighbours often have in common beside score and place.
struct Alike<'r> {
    state: State,
    tied: bool,
    passed: Option<bool>,
    organisation: &'r str,
    track: &'r str,
    awards: &'r str,
    nominations: &'r str,
}

impl Alike<'_> {
    fn is_like(&self, other: &Alike) -> bool {
        // Mostly nothing stands in either, and to compare nothing with nothing takes longer than to see that.
        let same = |one: &str, other: &str| one.len() == other.len() && (one.is_empty() || one == other);
        (self.state, self.tied, self.passed) == (other.state, other.tied, other.passed)
            && same(self.organisation, other.organisation)
            && same(self.track, other.track)
            && same(self.awards, other.awards)
            && same(self.nominations, other.nominations)
    }
}

/// A number as it was written last.
#[derive(Default)]
struct Written {
    number: Option<Score>,
    text: String,
}

impl Written {
    fn is_new(&self, number: Option<&Score>) -> bool {
        self.number.as_ref() != number
    }

    fn write(&mut self, number: Option<&Score>, print: impl Fn(&Score) -> String) {
        self.text = number.map(print).unwrap_or_default();
        self.number = number.cloned();
    }
}

fn held<'h>(ids: impl Iterator<Item = &'h str>, given: &[Holders]) -> Held {
    let mut held = Held::new();
    for (id, holders) in ids.zip(given) {
        for entry in &holders.entries {
            let own = held.entry(*entry).or_default();
            if !own.is_empty() {
                own.push(' ');
            }
            own.push_str(id);
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, Files};
    use crate::tally::{Scope, tally};
    use crate::validate::{Amendments, Reading, check};
    use std::fmt::Write;

    /// The ids of the rows.
    #[derive(Default)]
    struct Named(Vec<String>);

    impl Stretch for Named {
        fn add(&mut self, row: &ResultRow, _: bool) {
            self.0.push(format!("{} {}", row.stage, row.participant));
        }
    }

    /// So many invented entries that they are handed on several times.
    fn counted() -> (Contest, Tally) {
        let rules = "title: Many\nlanguage: en\nstages:\n  - id: only\n    title: Only\n    criteria:\n      - { id: c, title: C, marks: 0-9 }\n    ties: [share]\n";
        let mut sheet = String::from("participant,c\n");
        for entry in 0..AT_ONCE * 2 + STRETCH + 1 {
            writeln!(sheet, "p{entry:04},{}", entry * 7 % 10).unwrap();
        }
        let files: Files = [
            ("contest.yaml", format!("format: 1\n{rules}")),
            ("jury.csv", "id,name\nj,Juror\n".to_owned()),
            ("scores/only/j.csv", sheet),
        ]
        .into_iter()
        .map(|(name, text)| (name.to_owned(), Content::from(text)))
        .collect();
        let contest = check(&files, Reading { until: None, amendments: Amendments::All }).contest.unwrap();
        let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
        let tally = tally(&contest, scope).unwrap();
        (contest, tally)
    }

    #[test]
    fn rows_are_handed_on_in_their_order() {
        let (contest, tally) = counted();
        let mut rows = Vec::new();
        let took = |named: Named| -> Result<(), ()> {
            rows.extend(named.0);
            Ok(())
        };
        assert_eq!(result_rows(&contest, &tally, Named::default, took), Ok(()));
        let expected: Vec<String> = tally
            .stages
            .iter()
            .flat_map(|result| {
                let stage = &contest.stage(result.stage).id;
                let id = |standing: &Standing| contest.entry(standing.entry).id.to_string();
                result.standings().map(move |standing| format!("{stage} {}", id(standing))).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(rows, expected);
        assert!(rows.len() > AT_ONCE * 2);
    }

    #[test]
    fn nothing_is_handed_on_after_a_fault() {
        let (contest, tally) = counted();
        let mut calls = 0;
        let fails = |_: Named| {
            calls += 1;
            if calls == 2 { Err("full") } else { Ok(()) }
        };
        assert_eq!(result_rows(&contest, &tally, Named::default, fails), Err("full"));
        assert_eq!(calls, 2);
    }
}
