//! Between what scores a change of a mark leaves entries, told without a look at everybody.
//!
//! Of each entry it is known once between what its scores are whatever single mark of another is changed. Whoever is
//! far enough from everything that matters need not be looked at again ([`Trial::watch`] names the others).

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Axis, Content, EntryIndex, NominationRule, Numbering, StageIndex};
use crate::fold::{Reach, Span, Subject, Value, run_spans};
use crate::score::Score;
use crate::tally::by_entry::ByEntry;
use crate::tally::scores::Only;
use crate::tally::trial::effect::{Kept, KeptPlaces, alone};
use crate::tally::trial::{Change, Trial};

/// Between what scores a change leaves its own entry and those who are looked at; who is not named has what it had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// In each stage that is counted from the mark.
    pub scores: BTreeMap<StageIndex, Spans>,
    /// The same of the scores that each nomination goes by, where it goes by single criteria.
    pub nominated: BTreeMap<usize, Spans>,
}

/// Between what the scores of some entries are, in the order of the entries.
pub type Spans = Vec<(EntryIndex, Span<Value>)>;

/// Between what the places of some entries are in each numbering.
type PlaceSpans = BTreeMap<EntryIndex, PlacesAround>;

/// Between what the places of an entry are, by each numbering.
type PlacesAround = Vec<(Numbering, Span<Score>)>;

/// What is known of the fields of a stage before any change is looked at.
#[derive(Default)]
pub(super) struct Horizon {
    /// Of each field that is kept.
    fields: Vec<FieldHorizon<Reach>>,
    /// The same of its places in each numbering.
    places: Vec<FieldHorizon<Vec<Reach>>>,
    /// Between what the score of each entry is, whatever mark of another is changed; none where it is what it is.
    around: ByEntry<Span<Value>>,
    around_places: ByEntry<PlacesAround>,
}

pub(super) struct FieldHorizon<R> {
    reach: R,
    /// The entries as the steps find them, where they have marks.
    inputs: Vec<Subject>,
    watched: Vec<usize>,
}

/// Between what the scores and places of the entries in the stages above are.
struct Above<'a> {
    score: &'a dyn Fn(StageIndex, EntryIndex) -> Option<Span<Value>>,
    places: &'a dyn Fn(StageIndex, EntryIndex) -> Option<PlacesAround>,
}

impl Trial {
    /// Between what the score of an entry in a stage is, whatever mark of another is changed.
    #[must_use]
    pub fn around(&self, stage: StageIndex, entry: EntryIndex) -> Option<Span<Value>> {
        let known = self.horizons.get(stage.0).and_then(|horizon| horizon.as_ref()?.around.get(entry));
        known.cloned().or_else(|| self.score(stage, entry).cloned().map(Span::exactly))
    }

    /// The same of a score that a nomination goes by, where steps compare those; `value` is what it is.
    #[must_use]
    pub fn around_nominated(&self, nomination: usize, entry: EntryIndex, value: Value) -> Span<Value> {
        let fields = self.nominated.get(&nomination).and_then(Option::as_ref).into_iter().flatten();
        let horizons = self.nominated_horizons.get(&nomination).into_iter().flatten();
        let own = |(kept, horizon): (&Kept, &FieldHorizon<Reach>)| {
            Some(horizon.reach.value(kept.entries.binary_search(&entry).ok()?).clone())
        };
        fields.zip(horizons).find_map(own).unwrap_or_else(|| Span::exactly(value))
    }

    /// Names those whose scores are to be told beside that of the entry whose mark is changed.
    pub fn watch(&mut self, entries: &BTreeSet<EntryIndex>) {
        let among = |own: &[EntryIndex]| entries.iter().filter_map(|entry| own.binary_search(entry).ok()).collect();
        for (stage, horizon) in self.horizons.iter_mut().enumerate() {
            let Some(horizon) = horizon else { continue };
            let kept = self.kept.get(&StageIndex(stage)).and_then(Option::as_ref).into_iter().flatten();
            for (field, kept) in horizon.fields.iter_mut().zip(kept) {
                field.watched = among(&kept.entries);
            }
            let kept = self.places.get(&StageIndex(stage)).and_then(Option::as_ref).into_iter().flatten();
            for (field, kept) in horizon.places.iter_mut().zip(kept) {
                field.watched = among(&kept.entries);
            }
        }
        for (nomination, horizons) in &mut self.nominated_horizons {
            let kept = self.nominated.get(nomination).and_then(Option::as_ref).into_iter().flatten();
            for (field, kept) in horizons.iter_mut().zip(kept) {
                field.watched = among(&kept.entries);
            }
        }
    }

    /// Between what scores the change leaves its entry and those who are watched; with every smaller one the same way,
    /// or alone. None where that cannot be told. All steps must rise ([`Trial::rises`]), unless the change is looked at
    /// alone and none of them looks at a field.
    #[must_use]
    pub fn outlook(&self, change: Change, on_the_way: bool) -> Option<Outlook> {
        let mut outlook = Outlook::default();
        let mut places: BTreeMap<StageIndex, PlaceSpans> = BTreeMap::new();
        let own = change.at.entry;
        for stage in (change.stage.0..self.scored.len()).map(StageIndex) {
            if !self.hangs_on(stage, change.stage) {
                continue;
            }
            if self.hangs_beside_scores(stage, change.stage) {
                return None;
            }
            if !self.stands_on(stage, change.stage) {
                continue;
            }
            let moving: Vec<(EntryIndex, Span<Subject>)> = match &self.contest.stage(stage).content {
                Content::Marks { .. } if self.score(stage, own).is_none() => Vec::new(),
                // Where nothing is compared it is enough to count the other end: what it has is known.
                Content::Marks { .. } => {
                    vec![(own, self.changed(change, on_the_way && self.kept.contains_key(&stage), None))]
                }
                Content::Stages(of) => {
                    let named = of.iter().filter_map(|above| outlook.scores.get(above)).flatten();
                    let placed = of.iter().filter_map(|above| places.get(above)).flat_map(BTreeMap::keys);
                    let entries: BTreeSet<EntryIndex> = named.map(|(entry, _)| *entry).chain(placed.copied()).collect();
                    let score = |above: StageIndex, entry: EntryIndex| {
                        let own = outlook.scores.get(&above)?;
                        Some(own[own.binary_search_by_key(&entry, |(each, _)| *each).ok()?].1.clone())
                    };
                    let placed = |above: StageIndex, entry: EntryIndex| places.get(&above)?.get(&entry).cloned();
                    let above = Above { score: &score, places: &placed };
                    let there = entries.into_iter().filter(|entry| self.score(stage, *entry).is_some());
                    there.map(|entry| (entry, self.between(stage, entry, &above))).collect()
                }
            };
            // In a later stage others may move when none of them is watched above.
            let elsewhere = stage != change.stage;
            let compares = self.kept.contains_key(&stage) || self.places.contains_key(&stage);
            if moving.is_empty() && !(elsewhere && compares) {
                continue;
            }
            let horizon = self.horizons[stage.0].as_ref()?;
            let values = match self.kept.get(&stage) {
                Some(kept) => fields_between(kept.as_ref()?, &horizon.fields, &moving, (own, elsewhere))?,
                None => {
                    let mut values = self.run_between(stage, moving, None)?;
                    if let Some((_, span)) = values.first_mut().filter(|_| stage == change.stage && on_the_way) {
                        *span = ordered(self.score(stage, own)?.clone(), span.least.clone());
                    }
                    values
                }
            };
            if let Some(kept) = self.places.get(&stage) {
                places.insert(stage, places_between(kept.as_ref()?, &horizon.places, &values, (own, elsewhere))?);
            }
            outlook.scores.insert(stage, values);
        }
        for nomination in 0..self.contest.rules.nominations.len() {
            if let Some(values) = self.nominated_between(nomination, change, on_the_way)? {
                outlook.nominated.insert(nomination, values);
            }
        }
        Some(outlook)
    }

    /// Between what the change leaves the scores that a nomination goes by, where it goes by criteria and this is one.
    #[allow(clippy::option_option)] // None is what cannot be told, Some(None) that nothing changes.
    fn nominated_between(&self, nomination: usize, change: Change, on_the_way: bool) -> Option<Option<Spans>> {
        let NominationRule::Score { stage, criteria } = &self.contest.rules.nominations[nomination].rule else {
            return Some(None);
        };
        let only = Only { axis: Axis::Criteria, members: criteria };
        if criteria.is_empty() || !self.stands_on(*stage, change.stage) {
            return Some(None);
        }
        if *stage != change.stage {
            return None;
        }
        if !criteria.contains(&change.at.criterion) || self.score(*stage, change.at.entry).is_none() {
            return Some(None);
        }
        let moving = vec![(change.at.entry, self.changed(change, on_the_way, Some(only)))];
        Some(Some(match self.nominated.get(&nomination) {
            None => self.run_between(*stage, moving, Some(only))?,
            Some(kept) => {
                let horizons = self.nominated_horizons.get(&nomination)?;
                fields_between(kept.as_ref()?, horizons, &moving, (change.at.entry, false))?
            }
        }))
    }

    /// What is known of all fields before any change is looked at.
    pub(super) fn look_ahead(&mut self) {
        for stage in (0..self.scored.len()).map(StageIndex) {
            let horizon = self.horizon(stage);
            self.horizons.push(horizon);
        }
        for (nomination, kept) in &self.nominated {
            let NominationRule::Score { stage, criteria } = &self.contest.rules.nominations[*nomination].rule else {
                continue;
            };
            let only = Only { axis: Axis::Criteria, members: criteria };
            let field = |kept: &Kept| {
                let inputs = self.scorer().subjects(*stage, &kept.entries, Some(only));
                let reach = kept.replay.reach(inputs.iter().cloned().map(Span::exactly).collect())?;
                Some(FieldHorizon { reach, inputs, watched: Vec::new() })
            };
            if let Some(fields) = kept.iter().flatten().map(field).collect() {
                self.nominated_horizons.insert(*nomination, fields);
            }
        }
    }

    fn horizon(&self, stage: StageIndex) -> Option<Horizon> {
        let mut horizon = Horizon::default();
        let score = |above: StageIndex, entry: EntryIndex| self.horizons[above.0].as_ref()?.around.get(entry).cloned();
        let places =
            |above: StageIndex, entry: EntryIndex| self.horizons[above.0].as_ref()?.around_places.get(entry).cloned();
        let above = Above { score: &score, places: &places };
        let of: &[StageIndex] = match &self.contest.stage(stage).content {
            Content::Marks { .. } => &[],
            Content::Stages(of) => of,
        };
        if of.iter().any(|above| self.horizons[above.0].is_none()) {
            return None;
        }
        match self.kept.get(&stage) {
            Some(kept) => {
                for kept in kept.as_ref()? {
                    let exact = self.scorer().subjects(stage, &kept.entries, None);
                    let inputs = if of.is_empty() {
                        exact.iter().cloned().map(Span::exactly).collect()
                    } else {
                        kept.entries.iter().map(|entry| self.between(stage, *entry, &above)).collect()
                    };
                    let reach = kept.replay.reach(inputs)?;
                    let around = kept.entries.iter().enumerate().map(|(own, entry)| (*entry, reach.value(own).clone()));
                    horizon.around.extend(around);
                    let inputs = if of.is_empty() { exact } else { Vec::new() };
                    horizon.fields.push(FieldHorizon { reach, inputs, watched: Vec::new() });
                }
            }
            None => {
                let moves = |entry: &EntryIndex| {
                    of.iter().any(|above| score(*above, *entry).is_some() || places(*above, *entry).is_some())
                };
                let moving = self.scored[stage.0].values.entries().filter(moves);
                let moving: Vec<_> = moving.map(|entry| (entry, self.between(stage, entry, &above))).collect();
                horizon.around.extend(self.run_between(stage, moving, None)?);
            }
        }
        for kept in self.places.get(&stage).and_then(Option::as_ref).into_iter().flatten() {
            let around = |entry: &EntryIndex| {
                let known = horizon.around.get(*entry).cloned();
                known.or_else(|| self.score(stage, *entry).cloned().map(Span::exactly))
            };
            let inputs = || kept.entries.iter().map(|entry| alone_between(around(entry))).collect();
            let mut reaches = Vec::new();
            for (numbering, replay) in &kept.numberings {
                let reach = replay.reach(inputs())?;
                for (own, entry) in kept.entries.iter().enumerate() {
                    let Some(place) = known(reach.value(own)) else { continue };
                    let mut places = horizon.around_places.get(*entry).cloned().unwrap_or_default();
                    places.push((*numbering, place));
                    horizon.around_places.replace(*entry, Some(places));
                }
                reaches.push(reach);
            }
            horizon.places.push(FieldHorizon { reach: reaches, inputs: Vec::new(), watched: Vec::new() });
        }
        Some(horizon)
    }

    /// The entry of the change as the steps of its stage find it.
    fn changed(&self, change: Change, on_the_way: bool, only: Option<Only>) -> Span<Subject> {
        let horizon = self.horizons[change.stage.0].as_ref().filter(|_| only.is_none());
        let kept = self.kept.get(&change.stage).and_then(Option::as_ref);
        let known = kept
            .into_iter()
            .flatten()
            .zip(horizon.into_iter().flat_map(|horizon| &horizon.fields))
            .find_map(|(kept, field)| field.inputs.get(kept.entries.binary_search(&change.at.entry).ok()?));
        let made = || self.scorer().subject(change.stage, change.at.entry, only);
        let was = known.cloned().unwrap_or_else(made);
        let marks = self.contest.marks[change.stage.0].as_ref().expect("a change is one of a stage's marks");
        let members = [
            (Axis::Jurors, change.at.juror.0),
            (Axis::Attempts, change.at.attempt),
            (Axis::Criteria, change.at.criterion),
        ];
        let now = was.with(&members, marks.value(change.units));
        let rises = match marks.cell(change.at) {
            crate::contest::Cell::Mark(units) => change.units >= units,
            _ => true,
        };
        match (on_the_way, rises) {
            (false, _) => Span::exactly(now),
            (true, true) => Span { least: was, greatest: now },
            (true, false) => Span { least: now, greatest: was },
        }
    }

    /// An entry of a stage of stages, with what is known of the stages above.
    fn between(&self, stage: StageIndex, entry: EntryIndex, above: &Above) -> Span<Subject> {
        let mut span = Span::exactly(self.scorer().subject(stage, entry, None));
        let Content::Stages(of) = &self.contest.stage(stage).content else { return span };
        for each in of {
            if let Some(score) = (above.score)(*each, entry).as_ref().and_then(known) {
                let members = [(Axis::Stages, each.0)];
                span.least = span.least.with(&members, score.least);
                span.greatest = span.greatest.with(&members, score.greatest);
            }
            for (numbering, place) in (above.places)(*each, entry).into_iter().flatten() {
                let put = |subject: &mut Subject, place: Score| {
                    let own = subject.stage_places.get_mut(&each.0).into_iter().flatten();
                    own.filter(|(each, _)| *each == numbering).for_each(|own| own.1 = place.clone());
                };
                put(&mut span.least, place.least);
                put(&mut span.greatest, place.greatest);
            }
        }
        span
    }

    /// Runs the steps of a stage that look at one entry at a time.
    fn run_between(
        &self,
        stage: StageIndex,
        moving: Vec<(EntryIndex, Span<Subject>)>,
        only: Option<Only>,
    ) -> Option<Spans> {
        let (entries, spans): (Vec<EntryIndex>, Vec<Span<Subject>>) = moving.into_iter().unzip();
        let scorer = self.scorer();
        let spans = run_spans(&scorer.steps_from(stage, only), spans, &scorer.panels())?;
        let values = spans.into_iter().map(|span| span.map(|subject| subject.table.into_score()));
        Some(entries.into_iter().zip(values).collect())
    }
}

/// From the lesser to the greater; a gap is one on both sides.
fn ordered(one: Value, other: Value) -> Span<Value> {
    match (one, other) {
        (Ok(one), Ok(other)) => Span::between(one, other).map(Ok),
        (one, other) => Span { least: one, greatest: other },
    }
}

/// Between what numbers something is; none where it is a gap.
fn known(span: &Span<Value>) -> Option<Span<Score>> {
    Some(Span { least: span.least.clone().ok()?, greatest: span.greatest.clone().ok()? })
}

fn alone_between(score: Option<Span<Value>>) -> Span<Subject> {
    match score {
        None => Span::exactly(alone(None)),
        Some(span) => span.as_ref().map(|end| alone(Some(end))),
    }
}

/// What becomes of the entries in fields when some of them are others; where the mark is `elsewhere` than in the stage,
/// also in fields without any who is named.
fn fields_between(
    kept: &[Kept],
    horizons: &[FieldHorizon<Reach>],
    moving: &[(EntryIndex, Span<Subject>)],
    (own, elsewhere): (EntryIndex, bool),
) -> Option<Spans> {
    let mut values = Spans::new();
    for (kept, horizon) in kept.iter().zip(horizons) {
        let position = |entry: &EntryIndex| kept.entries.binary_search(entry).ok();
        let here = moving.iter().filter_map(|(entry, span)| Some((position(entry)?, span.clone())));
        let here: Vec<(usize, Span<Subject>)> = here.collect();
        if here.is_empty() && !elsewhere {
            continue;
        }
        let spans = kept.replay.spans(&horizon.reach, here, (position(&own), &horizon.watched))?;
        values.extend(spans.into_iter().map(|(own, span)| (kept.entries[own], span)));
    }
    values.sort_by_key(|(entry, _)| *entry);
    Some(values)
}

/// What becomes of places, likewise.
fn places_between(
    kept: &[KeptPlaces],
    horizons: &[FieldHorizon<Vec<Reach>>],
    values: &Spans,
    (own, elsewhere): (EntryIndex, bool),
) -> Option<PlaceSpans> {
    let mut places = PlaceSpans::new();
    for (kept, horizon) in kept.iter().zip(horizons) {
        let position = |entry: &EntryIndex| kept.entries.binary_search(entry).ok();
        let here =
            values.iter().filter_map(|(entry, span)| Some((position(entry)?, alone_between(Some(span.clone())))));
        let here: Vec<(usize, Span<Subject>)> = here.collect();
        if here.is_empty() && !elsewhere {
            continue;
        }
        for ((numbering, replay), reach) in kept.numberings.iter().zip(&horizon.reach) {
            for (own, span) in replay.spans(reach, here.clone(), (position(&own), &horizon.watched))? {
                let Some(place) = known(&span) else { continue };
                places.entry(kept.entries[own]).or_default().push((*numbering, place));
            }
        }
    }
    Some(places)
}
