//! What a change of a mark does to scores, of its own entry and of others.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Axis, Content, EntryIndex, NominationRule, Numbering, Operation, StageIndex, Status, Step, Ties};
use crate::fold::{Field, NoLinks, Replay, Subject, Table, Value, looks_at_field};
use crate::tally::scores::{Only, Scored};
use crate::tally::takes_places;
use crate::tally::trial::{Change, Trial};

/// What a change does to scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Effect {
    /// In each stage that is counted from the mark, the scores of its own entry and of everybody whose numbers it
    /// changes on the way, in the order of the entries; some may be what they were.
    pub scores: BTreeMap<StageIndex, Vec<(EntryIndex, Value)>>,
    /// The same of the scores that each nomination goes by, where it goes by single criteria.
    pub nominated: BTreeMap<usize, Vec<(EntryIndex, Value)>>,
}

/// A field that was scored, kept to be counted again.
pub(super) struct Kept {
    pub(super) entries: Vec<EntryIndex>,
    pub(super) replay: Replay,
}

/// The places of a field, kept to be counted again in each numbering.
pub(super) struct KeptPlaces {
    pub(super) entries: Vec<EntryIndex>,
    pub(super) numberings: Vec<(Numbering, Replay)>,
}

/// The places of an entry in each numbering.
type Places = Vec<(Numbering, crate::score::Score)>;

impl Trial {
    /// What the change does to scores; nothing where that cannot be told but by counting everything anew.
    pub fn effect(&mut self, change: Change) -> Option<Effect> {
        let was = self.write(change);
        let mut undo: Vec<(StageIndex, Scored)> = Vec::new();
        let effect = self.effect_of_written(change, &mut undo);
        for (stage, scored) in undo.into_iter().rev() {
            self.scored[stage.0].exchange(scored);
        }
        self.restore(change, was);
        effect
    }

    fn effect_of_written(&mut self, change: Change, undo: &mut Vec<(StageIndex, Scored)>) -> Option<Effect> {
        let mut effect = Effect::default();
        // Who has another score or place in a stage.
        let mut moved: BTreeMap<StageIndex, BTreeSet<EntryIndex>> = BTreeMap::new();
        for index in change.stage.0..self.scored.len() {
            let stage = StageIndex(index);
            if !self.hangs_on(stage, change.stage) {
                continue;
            }
            let changed: BTreeSet<EntryIndex> = match &self.contest.stage(stage).content {
                Content::Marks { .. } if stage == change.stage => BTreeSet::from([change.at.entry]),
                Content::Marks { .. } => BTreeSet::new(),
                Content::Stages(of) => of.iter().filter_map(|above| moved.get(above)).flatten().copied().collect(),
            };
            let has_score = |entry: &EntryIndex| self.scored[index].values.has(*entry);
            let changed: Vec<EntryIndex> = changed.into_iter().filter(has_score).collect();
            if self.hangs_beside_scores(stage, change.stage) {
                return None;
            }
            if !self.stands_on(stage, change.stage) || changed.is_empty() {
                continue;
            }
            let values = self.values_of(stage, &changed)?;
            let mut own: BTreeSet<EntryIndex> = values.iter().map(|(entry, _)| *entry).collect();
            let values_now = Scored { values: values.iter().cloned().collect(), ..Scored::default() };
            undo.push((stage, self.scored[index].exchange(values_now)));
            if let Some(places) = self.places.get(&stage) {
                let was = |entry| self.scored[index].places.get(entry).cloned();
                let places = places_of(places.as_ref()?, &values, was)?;
                own.extend(places.keys());
                let places_now = Scored { places: places.into_iter().collect(), ..Scored::default() };
                undo.push((stage, self.scored[index].exchange(places_now)));
            }
            moved.insert(stage, own);
            effect.scores.insert(stage, values);
        }
        for nomination in 0..self.contest.rules.nominations.len() {
            if let Some(values) = self.nominated_after(nomination, change)? {
                effect.nominated.insert(nomination, values);
            }
        }
        Some(effect)
    }

    /// The scores of some entries in a stage and of everybody who competes and whom they move, as marks and scores above now stand.
    fn values_of(&self, stage: StageIndex, changed: &[EntryIndex]) -> Option<Vec<(EntryIndex, Value)>> {
        match self.kept.get(&stage) {
            None => Some(changed.iter().copied().zip(self.scorer().values(stage, changed, None)?).collect()),
            Some(fields) => again(fields.as_ref()?, changed, |entry| self.scorer().subject(stage, entry, None)),
        }
    }

    /// What the change makes of the scores that a nomination goes by, where it goes by criteria and this is one.
    #[allow(clippy::option_option)] // None is what cannot be told, Some(None) that nothing changes.
    fn nominated_after(&self, nomination: usize, change: Change) -> Option<Option<Vec<(EntryIndex, Value)>>> {
        let NominationRule::Score { stage, criteria } = &self.contest.rules.nominations[nomination].rule else {
            return Some(None);
        };
        let only = Only { axis: Axis::Criteria, members: criteria };
        if criteria.is_empty() || !self.stands_on(*stage, change.stage) {
            return Some(None);
        }
        if *stage != change.stage {
            // Criteria of a stage of stages are those of the stages that it adds up.
            return None;
        }
        if !criteria.contains(&change.at.criterion) || self.score(*stage, change.at.entry).is_none() {
            return Some(None);
        }
        let changed = [change.at.entry];
        Some(Some(match self.nominated.get(&nomination) {
            None => changed.into_iter().zip(self.scorer().values(*stage, &changed, Some(only))?).collect(),
            Some(fields) => {
                again(fields.as_ref()?, &changed, |entry| self.scorer().subject(*stage, entry, Some(only)))?
            }
        }))
    }

    /// Keeps the fields of all stages that look at the whole field, and the places that others take for numbers.
    pub(super) fn keep(&mut self) {
        for stage in (0..self.scored.len()).map(StageIndex) {
            let rules = self.contest.stage(stage);
            if rules.score.iter().any(looks_at_field) {
                let kept = self.kept_of(stage, None);
                self.kept.insert(stage, kept);
            }
            let added = self.contest.rules.stages.iter().any(|other| match &other.content {
                Content::Marks { .. } => false,
                Content::Stages(of) => of.contains(&stage) && takes_places(other),
            });
            if added {
                let places = self.kept_places_of(stage);
                self.places.insert(stage, places);
            }
        }
        for nomination in 0..self.contest.rules.nominations.len() {
            let NominationRule::Score { stage, criteria } = &self.contest.rules.nominations[nomination].rule else {
                continue;
            };
            let looks = self.contest.stage(*stage).score.iter().any(looks_at_field);
            if stage.0 < self.scored.len() && !criteria.is_empty() && looks {
                let kept = self.kept_of(*stage, Some(Only { axis: Axis::Criteria, members: criteria }));
                self.nominated.insert(nomination, kept);
            }
        }
    }

    fn kept_of(&self, stage: StageIndex, only: Option<Only>) -> Option<Vec<Kept>> {
        let kept = |entries: &Vec<EntryIndex>| {
            let replay = self.scorer().replay(stage, entries, only)?;
            Some(Kept { entries: entries.clone(), replay })
        };
        self.scored[stage.0].fields.iter().map(kept).collect()
    }

    /// The places of a stage in each numbering; nothing where more than scores puts entries in order.
    fn kept_places_of(&self, stage: StageIndex) -> Option<Vec<KeptPlaces>> {
        let rules = self.contest.stage(stage);
        let plain = rules.ties.links.is_empty() && rules.equal_within.is_zero() && rules.takes_order_of.is_none();
        let decided = self.contest.decisions.iter().any(|decision| match &decision.kind {
            crate::contest::DecisionKind::Order { stage: about, .. } => *about == stage,
            _ => false,
        });
        if !plain || decided {
            return None;
        }
        let places = |entries: &Vec<EntryIndex>| {
            let competes = |entry: &&EntryIndex| self.statuses[entry.position()] == Status::Eligible;
            let entries: Vec<EntryIndex> = entries.iter().filter(competes).copied().collect();
            let subjects: Vec<Subject> = entries.iter().map(|entry| alone(self.score(stage, *entry))).collect();
            let numbered = |numbering: Numbering| {
                let ties = Ties { links: Vec::new(), ..rules.ties.clone() };
                let operation = Operation::Places(numbering, ties);
                let step = Step { operation, direction: rules.direction, place: rules.place };
                let field = Field { subjects: subjects.clone(), panels: Vec::new(), links: &NoLinks };
                Some((numbering, Replay::new(&[step], field).ok()??))
            };
            let numberings = Numbering::ALL.into_iter().map(numbered).collect::<Option<_>>()?;
            Some(KeptPlaces { entries, numberings })
        };
        self.scored[stage.0].fields.iter().map(places).collect()
    }
}

/// An entry with nothing but its score.
pub(super) fn alone(score: Option<&Value>) -> Subject {
    Subject::of(Table::new(0, Vec::new(), |_| score.cloned().unwrap_or(Err(crate::fold::Gap::NoScore))))
}

/// Counts fields again for some entries that are others.
fn again(
    fields: &[Kept],
    changed: &[EntryIndex],
    subject: impl Fn(EntryIndex) -> Subject,
) -> Option<Vec<(EntryIndex, Value)>> {
    let mut values = Vec::new();
    for field in fields {
        let position = |entry: &EntryIndex| Some((field.entries.binary_search(entry).ok()?, subject(*entry)));
        let others: Vec<(usize, Subject)> = changed.iter().filter_map(position).collect();
        if !others.is_empty() {
            values.extend(field.replay.again(others)?.into_iter().map(|(own, value)| (field.entries[own], value)));
        }
    }
    values.sort_by_key(|(entry, _)| *entry);
    Some(values)
}

/// The places of those whose scores are others, and of those whom they move. `was` is where an entry stood.
fn places_of(
    fields: &[KeptPlaces],
    values: &[(EntryIndex, Value)],
    was: impl Fn(EntryIndex) -> Option<Places>,
) -> Option<BTreeMap<EntryIndex, Places>> {
    let mut places: BTreeMap<EntryIndex, Places> = BTreeMap::new();
    for field in fields {
        let position =
            |(entry, value): &(EntryIndex, Value)| Some((field.entries.binary_search(entry).ok()?, alone(Some(value))));
        let others: Vec<(usize, Subject)> = values.iter().filter_map(position).collect();
        if others.is_empty() {
            continue;
        }
        for (numbering, replay) in &field.numberings {
            for (own, place) in replay.again(others.clone())? {
                let Ok(place) = place else { continue };
                let entry = field.entries[own];
                let own = match places.entry(entry) {
                    Entry::Occupied(own) => own.into_mut(),
                    Entry::Vacant(free) => free.insert(was(entry)?),
                };
                let own = own.iter_mut().find(|(each, _)| each == numbering)?;
                own.1 = place;
            }
        }
    }
    Some(places)
}
