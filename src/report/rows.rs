//! The standings as rows of one table, one after the other: what CSV is written from.
//!
//! A row is made when it is asked for, so that a table of any length takes no room.

use std::collections::BTreeMap;

use crate::contest::{Contest, EntryIndex};
use crate::report::build::{Printer, shortest};
use crate::score::Score;
use crate::tally::{Field, Holders, StageResult, Tally};

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

/// Hands every standing of every stage on, the ranking last.
///
/// # Errors
/// Whatever `write` meets; nothing is handed on after it.
pub fn result_rows<E>(
    contest: &Contest,
    tally: &Tally,
    mut write: impl FnMut(&ResultRow) -> Result<(), E>,
) -> Result<(), E> {
    let rules = &contest.rules;
    let awards = held(rules.awards.iter().map(|award| award.id.as_str()), &tally.awards);
    let nominations = held(rules.nominations.iter().map(|nomination| nomination.id.as_str()), &tally.nominations);
    let none = Held::new();
    for result in &tally.stages {
        let held = if result.stage == rules.ranking() { (&awards, &nominations) } else { (&none, &none) };
        for field in &result.fields {
            field_rows(contest, result, field, held, &mut write)?;
        }
    }
    Ok(())
}

fn field_rows<E>(
    contest: &Contest,
    result: &StageResult,
    field: &Field,
    (awards, nominations): (&Held, &Held),
    write: &mut impl FnMut(&ResultRow) -> Result<(), E>,
) -> Result<(), E> {
    let stage = contest.stage(result.stage);
    let printer = Printer::new(stage, result);
    // Neighbours with the same score, or the same place, are written alike.
    let (mut score, mut place) = (Written::default(), Written::default());
    let mut exact = String::new();
    for standing in &field.standings {
        let entry = contest.entry(standing.entry);
        let own = standing.score.as_ref().ok();
        if score.is_new(own) {
            score.write(own, |own| printer.print(own));
            exact = own.map(ToString::to_string).unwrap_or_default();
        }
        if place.is_new(standing.place.as_ref()) {
            place.write(standing.place.as_ref(), shortest);
        }
        write(&ResultRow {
            stage: &stage.id,
            within: field.within.as_deref().unwrap_or(""),
            place: &place.text,
            participant: &entry.id,
            name: &entry.name,
            organisation: &entry.organisation,
            track: &entry.track,
            state: standing.state.word(),
            score: &score.text,
            exact: &exact,
            tied: standing.tied,
            passed: standing.passed,
            awards: awards.get(&standing.entry).map_or("", String::as_str),
            nominations: nominations.get(&standing.entry).map_or("", String::as_str),
        })?;
    }
    Ok(())
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
