//! Who goes on from a stage.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::contest::{Bound, Condition, Contest, DecisionKind, EntryIndex, Limit, Quota, StageIndex, Tied, Top};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::score::Score;
use crate::tally::by_entry::EntrySet;
use crate::tally::order::{Group, Ordered, first};
use crate::tally::{Applied, Count, Open};

impl Count<'_> {
    /// Who passes; nothing where the stage does not say.
    pub(super) fn pass(&mut self, index: StageIndex, fields: &[(Option<String>, Ordered)]) -> Option<EntrySet> {
        let pass = self.contest.stage(index).pass.as_ref();
        let decision = self.decided_pass(index);
        if pass.is_none() && decision.is_none() {
            return None;
        }
        let mut passing: EntrySet = EntrySet::default();
        let mut open: Vec<Open> = Vec::new();
        for way in pass.iter().flat_map(|pass| &pass.ways) {
            for (_, ordered) in fields {
                passing.extend(self.way(index, way, ordered, &mut open));
            }
        }
        if pass.is_some_and(|pass| pass.ways.is_empty()) {
            open.push(Open::Pass { stage: index });
        }
        if let Some((decision, entries)) = decision {
            let computed: Vec<EntryIndex> = passing.iter().collect();
            self.check_was(decision, &computed);
            self.check_takes_part(decision, index, &entries);
            let computed = pass.is_some_and(|pass| !pass.ways.is_empty()).then(|| self.alphabetical(computed));
            self.applied.insert(decision, Applied { decision, computed });
            return Some(entries.into_iter().collect());
        }
        open.retain(|each| match each {
            Open::Cut { entries, .. } => !entries.iter().all(|entry| passing.contains(entry)),
            _ => true,
        });
        self.stuck |= !open.is_empty();
        // Once the jury has put equals in order there is no cut through them.
        open.retain(|each| match each {
            Open::Cut { entries, .. } => !self.is_tie(index, entries),
            _ => true,
        });
        self.open.append(&mut open);
        Some(passing)
    }

    /// Whether the order of the entries is already said to be for the jury.
    fn is_tie(&self, index: StageIndex, cut: &[EntryIndex]) -> bool {
        self.open.iter().any(|open| match open {
            Open::Tie { stage, entries } => {
                self.decides(*stage, index) && cut.iter().all(|entry| entries.contains(entry))
            }
            _ => false,
        })
    }

    fn decided_pass(&self, index: StageIndex) -> Option<(usize, Vec<EntryIndex>)> {
        self.contest.decisions.iter().enumerate().rev().find_map(|(number, decision)| match &decision.kind {
            DecisionKind::Pass { stage, entries } if *stage == index => Some((number, entries.clone())),
            _ => None,
        })
    }

    /// Who passes in one way: all bounds hold, and the number is not used up.
    fn way(&self, index: StageIndex, way: &Condition, ordered: &Ordered, open: &mut Vec<Open>) -> Vec<EntryIndex> {
        let holds = |entry: &EntryIndex, known: Option<&Score>| {
            let bounds_hold = |score: &Score| self.bounds_hold(index, &way.bounds, *entry, score);
            self.statuses[entry.position()].is_judged()
                && known.map_or_else(|| self.score_of(index, *entry).is_ok_and(|own| bounds_hold(&own)), bounds_hold)
        };
        let outside: Vec<EntryIndex> = ordered.others.iter().copied().filter(|entry| holds(entry, None)).collect();
        let those_who_pass = |group: &Group| {
            let score = group.score.as_ref();
            let entries = group.entries.iter().copied().filter(|entry| holds(entry, score)).collect();
            Group { entries, open: group.open, score: group.score.clone() }
        };
        let groups: Vec<Group> = ordered.groups.par_iter().map(those_who_pass).collect();
        let Some(top) = &way.top else {
            return groups.into_iter().flat_map(|group| group.entries).chain(outside).collect();
        };
        let all: Vec<EntryIndex> = ordered.groups.iter().flat_map(|group| group.entries.clone()).collect();
        let parts = match &top.within {
            None => vec![(all.clone(), outside.clone())],
            Some(column) => {
                let of_value = |value: &str, entries: &[EntryIndex]| -> Vec<EntryIndex> {
                    let own = |entry: &&EntryIndex| {
                        self.contest.entry(**entry).fields.get(column).unwrap_or_default() == value
                    };
                    entries.iter().filter(own).copied().collect()
                };
                let everybody = [all.as_slice(), outside.as_slice()].concat();
                let values = self.divided(column, &everybody);
                values.iter().map(|(value, _)| (of_value(value, &all), of_value(value, &outside))).collect()
            }
        };
        let mut passing = Vec::new();
        for (own, outside) in parts {
            let here: EntrySet = own.iter().copied().collect();
            let groups: Vec<Group> = groups
                .iter()
                .map(|group| {
                    let entries = group.entries.iter().copied().filter(|entry| here.contains(entry)).collect();
                    Group { entries, open: group.open, score: None }
                })
                .collect();
            let everybody = [own.as_slice(), outside.as_slice()].concat();
            let quota = self.quota(index, top, own.len(), &everybody);
            // Equals whose order the jury has still to decide may yet stand on both sides of the cut.
            let undecided = across(&groups, quota).is_some_and(|group| group.open);
            let equals = groups.iter().map(|group| group.entries.clone()).collect();
            let (within, tied) = first(equals, quota, if undecided { Tied::Decide } else { top.tied });
            passing.extend(within);
            open.extend(tied.map(|entries| Open::Cut { stage: index, entries: self.alphabetical(entries) }));
            passing.extend(outside.into_iter().filter(|entry| self.ahead(index, *entry, &groups) < quota));
        }
        passing
    }

    /// The number that passes of so many.
    fn quota(&self, index: StageIndex, top: &Top, here: usize, own: &[EntryIndex]) -> usize {
        let Some(field) = own.first() else { return 0 };
        let all = match top.of {
            None => here,
            Some(stage) => {
                let standings = self.stages[stage.0].standings().filter(|standing| {
                    let value = |entry: EntryIndex| {
                        let within = self.contest.stage(index).within.as_ref()?;
                        self.contest.entry(entry).fields.get(within)
                    };
                    standing.place.is_some() && value(standing.entry) == value(*field)
                });
                match &top.within {
                    None => standings.count(),
                    Some(column) => {
                        let value = |entry: EntryIndex| self.contest.entry(entry).fields.get(column);
                        let own = own.first().and_then(|entry| value(*entry));
                        standings.filter(|standing| value(standing.entry) == own).count()
                    }
                }
            }
        };
        match &top.quota {
            Quota::Count(count) => *count,
            Quota::Part { part, up } => {
                let exact = part * &Score::from(all);
                let down = exact.floor().unwrap_or(0);
                if *up && !exact.is_integer() { down + 1 } else { down }
            }
        }
    }

    /// How many entries in competition have a better score.
    fn ahead(&self, stage: StageIndex, entry: EntryIndex, groups: &[Group]) -> usize {
        let Ok(own) = self.score_of(stage, entry) else { return usize::MAX };
        let direction = self.contest.stage(stage).direction;
        let better = |entry: &&EntryIndex| {
            self.score_of(stage, **entry).is_ok_and(|score| direction.better_first(&score, &own).is_lt())
        };
        groups.iter().flat_map(|group| &group.entries).filter(better).count()
    }

    /// Whether a score of the stage is inside all the bounds.
    pub(super) fn bounds_hold(&self, stage: StageIndex, bounds: &[Bound], entry: EntryIndex, score: &Score) -> bool {
        let holds = |bound: &Bound| {
            limit(self.contest, stage, entry, bound).is_some_and(|limit| bound.relation.holds(score, &limit))
        };
        bounds.iter().all(holds)
    }

    /// A decision about who passes names only entries that take part.
    fn check_takes_part(&mut self, decision: usize, stage: StageIndex, entries: &[EntryIndex]) {
        let is_outside =
            |entry: &EntryIndex| !self.statuses[entry.position()].is_judged() || self.score_of(stage, *entry).is_err();
        let outside: Vec<EntryIndex> = entries.iter().copied().filter(is_outside).collect();
        if !outside.is_empty() {
            self.wrong_entries(decision, &outside);
        }
    }

    /// Notes a decision that names entries which it cannot be about.
    pub(super) fn wrong_entries(&mut self, decision: usize, outside: &[EntryIndex]) {
        if self.is_lenient() {
            return;
        }
        let place = self.contest.decisions[decision].entries_place;
        let fault = Diagnostic::new(Code::DecisionEntries, place);
        self.faults.push(fault.with("found", self.ids(outside)).with("expected", "no"));
    }
}

/// The limit that a bound sets to the entry's score in the stage; none where the marks leave no maximum.
#[must_use]
pub fn limit(contest: &Contest, stage: StageIndex, entry: EntryIndex, bound: &Bound) -> Option<Score> {
    match &bound.limit {
        Limit::Points(points) => Some(points.clone()),
        Limit::Part(part) => {
            let track = Some(contest.entry(entry).track.as_str()).filter(|track| !track.is_empty());
            let maximum = fold::maximum_in(&contest.rules, &contest.jury, stage, track)?;
            Some(&maximum * part)
        }
    }
}

/// The equals of whom some are inside the first so many and some are not.
fn across(groups: &[Group], count: usize) -> Option<&Group> {
    let mut room = count;
    for group in groups {
        if group.entries.len() > room {
            return Some(group).filter(|_| room > 0);
        }
        room -= group.entries.len();
    }
    None
}
