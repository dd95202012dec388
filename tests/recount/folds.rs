//! Folds: along an axis of one entry's numbers, or over all entries of a field.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Axis, Drop, Fold, Kind, Number, Status, ratio, whole};
use crate::naive::{Key, Progress, Recount, Refusal, Refusals, Table, across, along, groups};
use crate::skating;

impl Recount<'_> {
    pub fn fold(&self, fold: &Fold, at: &mut Progress) -> Result<(), Refusals> {
        let mut table = at.table.clone();
        if let Some(missing) = fold.missing {
            for value in table.values_mut().filter(|value| value.is_none()) {
                self.bite("a gap counts as something");
                *value = Some(missing);
            }
        }
        if matches!(fold.kind, Kind::Skating | Kind::OneByOne) {
            return self.fold_to_places(fold, &table, at);
        }
        let mut folded = Table::new();
        let mut refusals = Refusals::new();
        let mut added: BTreeMap<(Option<usize>, Key), BTreeSet<usize>> = BTreeMap::new();
        let mut stopped: Vec<(Key, (Option<usize>, Key), usize)> = Vec::new();
        for (key, keys) in groups(&table, fold.axis) {
            let key = self.with_panel(fold.axis, key, &keys);
            for (key, keys) in key {
                let values: Vec<(usize, Number)> = keys
                    .iter()
                    .filter_map(|key| Some((key.on(fold.axis).expect("the axis is open"), table[key]?)))
                    .collect();
                let plain = along(&at.only, fold.axis);
                let judged = self.contest.entries[key.entry].status.is_judged();
                let enough = plain || fold.needs.is_none_or(|needs| values.len() >= needs);
                if values.is_empty() || !enough {
                    self.bite(if values.is_empty() { "nothing to fold" } else { "fewer than needed" });
                    folded.insert(key, None);
                    continue;
                }
                if fold.kind == Kind::Sum {
                    let track = self.contest.entries[key.entry].track;
                    let alike = Key { entry: 0, juror: None, ..key };
                    if judged {
                        added.entry((track, alike)).or_default().insert(values.len());
                    } else {
                        stopped.push((key, (track, alike), values.len()));
                    }
                }
                if let Some(drop) = &fold.drop {
                    let from = drop.from.is_some_and(|from| values.len() < from);
                    self.bite(if from { "too few to leave extremes out" } else { "extremes are left out" });
                }
                let value = folded_values(&values, fold, at.low, plain);
                if matches!(value, Ok(None)) {
                    self.bite("nothing there has a weight");
                }
                refusals.extend((judged && value.is_err()).then_some(Refusal::NothingLeft));
                folded.insert(key, value.ok().flatten());
            }
        }
        // Who stopped being judged keeps no sum of the others from being taken.
        for (key, alike, count) in stopped {
            if added.get(&alike).and_then(BTreeSet::last).is_some_and(|most| count < *most) {
                self.bite("one who stopped has no even sum");
                folded.insert(key, None);
            }
        }
        refusals.extend(added.values().any(|counts| counts.len() > 1).then_some(Refusal::UnevenSum));
        at.table = folded;
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    /// Folding jurors leaves one number per panel.
    fn with_panel(&self, axis: Axis, key: Key, keys: &[Key]) -> BTreeMap<Key, Vec<Key>> {
        let mut divided: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
        for own in keys {
            let panel = match axis {
                Axis::Jurors => self.contest.jurors[own.juror.expect("jurors are open")].panel,
                Axis::Panels | Axis::Criteria | Axis::Attempts | Axis::Stages => key.panel,
            };
            divided.entry(Key { panel, ..key }).or_default().push(*own);
        }
        divided
    }

    /// The folds that compare entries.
    fn fold_to_places(&self, fold: &Fold, table: &Table, at: &mut Progress) -> Result<(), Refusals> {
        let mut fields: BTreeMap<Key, BTreeMap<usize, BTreeMap<usize, Number>>> = BTreeMap::new();
        for (key, keys) in across(table) {
            let member = key.on(fold.axis).expect("the axis is open");
            let place = self.with_panel(fold.axis, key.without(fold.axis), &[key]);
            let place = *place.keys().next().expect("one key");
            let field = fields.entry(place).or_default();
            for key in keys {
                let own = field.entry(key.entry).or_default();
                own.extend(table[&key].map(|number| (member, number)));
            }
        }
        let gaps = |place: &Key, field: &BTreeMap<usize, BTreeMap<usize, Number>>| {
            field.keys().map(|entry| (Key { entry: *entry, ..*place }, None)).collect::<Table>()
        };
        let mut folded: Table = fields.iter().flat_map(|(place, field)| gaps(place, field)).collect();
        for (place, mut field) in fields {
            field.retain(|_, marks| !marks.is_empty());
            let all: BTreeSet<usize> = field.keys().copied().collect();
            let (eligible, others): (Vec<usize>, Vec<usize>) =
                all.into_iter().partition(|entry| self.contest.entries[*entry].status == Status::Eligible);
            let ranked = |entries: &[usize]| {
                let own: BTreeMap<usize, BTreeMap<usize, Number>> =
                    entries.iter().map(|entry| (*entry, field[entry].clone())).collect();
                match (fold.kind, fold.axis) {
                    (Kind::OneByOne, _) => skating::one_by_one(&own, at.low),
                    (_, Axis::Criteria) => skating::dances(&own, &judged(&at.judged, entries), &|name| self.bite(name)),
                    _ => skating::one_dance(&own),
                }
            };
            let mut places = ranked(&eligible);
            for other in others {
                let with: Vec<usize> = eligible.iter().copied().chain([other]).collect();
                places.insert(other, ranked(&with)[&other]);
            }
            folded.extend(places.into_iter().map(|(entry, number)| (Key { entry, ..place }, Some(number))));
        }
        if fold.axis == Axis::Jurors {
            at.judged = table.clone();
        }
        at.table = folded;
        at.low = true;
        Ok(())
    }
}

/// The marks of several entries, by dance and juror.
fn judged(table: &Table, entries: &[usize]) -> BTreeMap<usize, Vec<Number>> {
    let of =
        |entry: &usize| table.iter().filter(|(key, _)| key.entry == *entry).filter_map(|(_, mark)| *mark).collect();
    entries.iter().map(|entry| (*entry, of(entry))).collect()
}

/// Nothing is left of the values.
struct NothingLeft;

/// A fold of the values that are there; plain without extremes left out.
fn folded_values(
    values: &[(usize, Number)],
    fold: &Fold,
    low: bool,
    plain: bool,
) -> Result<Option<Number>, NothingLeft> {
    if let Some(weights) = &fold.weights {
        let weight: Number = values.iter().map(|(member, _)| weights.of[member]).sum();
        let total: Number = values.iter().map(|(member, value)| weights.of[member] * value).sum();
        return Ok((weight != ratio(0, 1)).then(|| total / weight));
    }
    let mut sorted: Vec<Number> = values.iter().map(|(_, value)| *value).collect();
    sorted.sort();
    let dropping = fold.drop.as_ref().filter(|drop| !plain && drop.from.is_none_or(|from| values.len() >= from));
    let kept = match dropping {
        None => sorted.iter().map(|value| (*value, ratio(1, 1))).collect(),
        Some(drop) => without_extremes(&sorted, drop),
    };
    let weight: Number = kept.iter().map(|(_, weight)| weight).sum();
    let total: Number = kept.iter().map(|(value, weight)| value * weight).sum();
    let (Some((lowest, _)), Some((highest, _))) = (kept.first(), kept.last()) else {
        return Err(NothingLeft);
    };
    let middle = (kept[(kept.len() - 1) / 2].0 + kept[kept.len() / 2].0) / ratio(2, 1);
    let value = match fold.kind {
        Kind::Sum => total,
        Kind::Mean => total / weight,
        Kind::Median => middle,
        Kind::Best => *if low { lowest } else { highest },
        Kind::Worst => *if low { highest } else { lowest },
        Kind::Skating | Kind::OneByOne => unreachable!("they compare entries"),
    };
    Ok(Some(value))
}

/// What dropping leaves of sorted values, each with its weight.
fn without_extremes(sorted: &[Number], drop: &Drop) -> Vec<(Number, Number)> {
    let zero = ratio(0, 1);
    let first = drop.lowest;
    let last = whole(sorted.len()) - drop.highest;
    // Each value is a stretch of length one; what is left of it lies between the two cuts.
    let left = |index: usize| (last.min(whole(index + 1)) - first.max(whole(index))).max(zero);
    let kept = sorted.iter().enumerate().map(|(index, value)| (*value, left(index)));
    kept.filter(|(_, weight)| *weight > zero).collect()
}
