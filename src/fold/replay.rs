//! A field that was run, kept so that it is run again for some other entries without those whom that leaves alone.
//!
//! Receives the entries that are others, hands on the value of each, and of everybody whose numbers they change on the
//! way. Steps that look at one entry at a time are run for these alone; where a step looks at the whole field, only
//! who moved in it is put elsewhere. Gaps stay where they are: a change of a mark makes and fills none.

mod apart;
mod reach;
mod scale;
mod stop;

use crate::contest::{Operation, Step};
use crate::fold::{Field, Recorder, Refusal, Subject, Table, Value, looks_at_field, run_some, run_tables};
pub use apart::run_spans;
pub use reach::Reach;
pub use scale::Span;
use stop::Stop;

/// A field with the tables of its entries before and after each step that looks at the whole field.
pub struct Replay {
    steps: Vec<Step>,
    panels: Vec<Option<usize>>,
    /// The entries, their tables aside.
    subjects: Vec<Subject>,
    stops: Vec<Stop>,
}

/// Entries with what they have come to, in rising order.
type Moving = Vec<(usize, Subject)>;

impl Replay {
    /// Runs the steps over a field and keeps what a further run needs; nothing where ties stand inside of a step, so
    /// that single marks of everybody are looked at.
    ///
    /// # Errors
    /// As [`crate::fold::run`].
    pub fn new(steps: &[Step], field: Field) -> Result<Option<Self>, Vec<Refusal>> {
        if steps.iter().any(has_links) {
            return Ok(None);
        }
        let panels = field.panels.clone();
        let bare = |subject: &Subject| Subject { table: Table::default(), ..subject.clone() };
        let subjects: Vec<Subject> = field.subjects.iter().map(bare).collect();
        let mut keep = KeepTables::default();
        run_tables(steps, field, &mut keep)?;
        let mut tables = keep.0.into_iter();
        let mut stops: Vec<Stop> = Vec::new();
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| looks_at_field(step)) {
            let Some((before, after)) = tables.next() else { return Ok(None) };
            let Some(stop) = Stop::new((at, step), (before, after), &subjects, &panels) else { return Ok(None) };
            stops.push(stop);
        }
        Ok(Some(Replay { steps: steps.to_vec(), panels, subjects, stops }))
    }

    /// The values of the entries that are others, and of everybody who competes and whom they move; nothing where one of
    /// them does not compete, or the steps cannot be run for them. One out of competition is not told anew.
    #[must_use]
    pub fn again(&self, others: Vec<(usize, Subject)>) -> Option<Vec<(usize, Value)>> {
        if others.iter().any(|(_, subject)| !subject.competes()) {
            return None;
        }
        let mut moving: Moving = others;
        moving.sort_by_key(|(entry, _)| *entry);
        let mut from = 0;
        let mut dances = None;
        for stop in &self.stops {
            moving = self.apart(&self.steps[from..stop.at], moving)?;
            stop.divide(&mut moving, &self.panels);
            let changed = stop.changed(&moving, &self.subjects, dances.as_ref())?;
            let next = stop.after(&moving, changed, &self.subjects);
            if stop.is_first_of_skating() {
                dances = Some((stop, moving));
            }
            (moving, from) = (next, stop.at + 1);
        }
        moving = self.apart(&self.steps[from..], moving)?;
        Some(moving.into_iter().map(|(entry, subject)| (entry, subject.table.into_score())).collect())
    }

    /// Runs steps that look at one entry at a time.
    fn apart(&self, steps: &[Step], moving: Moving) -> Option<Moving> {
        let (entries, subjects): (Vec<usize>, Vec<Subject>) = moving.into_iter().unzip();
        Some(entries.into_iter().zip(run_some(steps, subjects, &self.panels)?).collect())
    }
}

fn has_links(step: &Step) -> bool {
    match &step.operation {
        Operation::Places(_, ties) | Operation::Points(_, ties) => !ties.links.is_empty(),
        Operation::Fold(_)
        | Operation::Round(_)
        | Operation::Times(_)
        | Operation::Plus(_)
        | Operation::Minus(_)
        | Operation::Floor(_)
        | Operation::Pull(..) => false,
    }
}

/// Keeps the tables of all entries before and after each step that looks at the whole field.
#[derive(Default)]
struct KeepTables(Vec<(Vec<Table>, Vec<Table>)>);

impl Recorder for KeepTables {
    const SEES_LINES: bool = false;

    fn before(&mut self, entry: usize, step: &Step, table: &Table) {
        if looks_at_field(step) {
            if entry == 0 {
                self.0.push((Vec::new(), Vec::new()));
            }
            self.0.last_mut().expect("the first entry comes first").0.push(table.clone());
        }
    }

    fn folded(&mut self, _: usize, _: &Step, _: &crate::fold::FoldedLine) {}

    fn after(&mut self, _: usize, step: &Step, table: &Table) {
        if looks_at_field(step) {
            self.0.last_mut().expect("a step has a before").1.push(table.clone());
        }
    }
}
