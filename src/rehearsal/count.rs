//! An example put into the contest that stands for its size, and counted as every contest is.

use crate::contest::{Ballot, Cell, Contest, Coordinates, EntryIndex, JurorIndex};
use crate::diagnostic::Diagnostic;
use crate::rehearsal::example::Example;
use crate::tally::{Scope, Tally, tally};

/// Counts an example in the contest that stands for its size.
///
/// # Errors
/// What keeps it from being counted.
pub fn count(contest: &Contest, example: &Example) -> Result<Tally, Vec<Diagnostic>> {
    let held = held(contest, example);
    let until = held.rules.ranking();
    // Rows of those who do not go on are passed over: an example is written down without them.
    tally(&held, Scope { until, partial: false, lenient: true })
}

fn held(contest: &Contest, example: &Example) -> Contest {
    let mut held = contest.clone();
    let track = held.entries.first().map(|entry| entry.track.clone()).unwrap_or_default();
    for (stage, marks) in held.marks.iter_mut().enumerate() {
        let Some(marks) = marks else { continue };
        let own = &contest.rules.stages[stage];
        let criteria: Vec<usize> =
            (0..own.criteria().len()).filter(|index| own.criteria()[*index].is_for(&track)).collect();
        for (entry, rows) in example.marks[stage].iter().enumerate() {
            for (juror, row) in rows.iter().enumerate() {
                let away = example.away.filter(|away| (away.stage.0, away.entry, away.juror) == (stage, entry, juror));
                for (mark, criterion) in row.iter().zip(&criteria) {
                    for attempt in 0..own.attempts() {
                        let at = Coordinates {
                            juror: JurorIndex(juror),
                            entry: EntryIndex::new(entry),
                            attempt,
                            criterion: *criterion,
                        };
                        let cell = match away {
                            None => marks.mark(mark),
                            Some(away) if away.is_absent => Cell::Absent,
                            Some(_) => Cell::Recused,
                        };
                        marks.set(at, cell, contest.entries[entry].place);
                    }
                }
            }
        }
    }
    for (nomination, juror, entry) in &example.ballots {
        let place = contest.entries[*entry].place;
        held.ballots[*nomination].push(Ballot { juror: JurorIndex(*juror), entry: EntryIndex::new(*entry), place });
    }
    held
}
