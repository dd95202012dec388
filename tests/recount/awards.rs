//! Who holds what.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AwardRule, Nomination, Number, Status, Tied, ratio, whole};
use crate::naive::{Only, Recount};
use crate::places::{Verdict, by_number, cut, holds};

/// Who holds one award or nomination.
type Held = BTreeSet<usize>;

impl Recount<'_> {
    /// The awards, in the order in which they are given.
    pub fn awards(&self) -> Vec<Held> {
        let contest = self.contest;
        let ranking = &self.stages[contest.ranking()];
        let mut all = vec![Held::default(); contest.awards.len()];
        for field in &ranking.fields {
            // Who stopped earlier passes nowhere.
            let may_hold = |entry: &usize| ranking.passed.as_ref().is_none_or(|passed| passed.contains(entry));
            let order = kept(&field.groups, &may_hold);
            // The order of equals is for the jury.
            let undecided = ranking.open.contains("tie");
            let mut held: BTreeSet<usize> = BTreeSet::new();
            // How many were left before the first share, the parts given since, and to how many.
            let mut shared: Option<(usize, Number, usize)> = None;
            for (award, own) in contest.awards.iter().zip(&mut all) {
                let left = kept(&order, &|entry| !held.contains(entry));
                let tied = if undecided { Some(Tied::Decide) } else { award.tied };
                let meets = |entry: &usize| {
                    let score = ranking.scores.get(entry).copied().flatten();
                    let maximum = self.maximum_for(contest.ranking(), *entry);
                    let meets = |score: Number| award.bounds.iter().all(|bound| holds(score, bound, maximum));
                    award.bounds.is_empty() || score.is_some_and(meets)
                };
                if left.iter().flatten().any(|entry| !meets(entry)) {
                    self.bite("an award is withheld below its bound");
                }
                let verdicts = match &award.rule {
                    AwardRule::Everybody => all_of(&kept(&left, &meets)),
                    AwardRule::Holders(count) => {
                        let names = ["award: tied in", "award: tied out", "award: tied decide"];
                        self.bite_cut(&kept(&left, &meets), *count, tied, names);
                        cut(&kept(&left, &meets), *count, tied)
                    }
                    AwardRule::Places(first, last) => {
                        let place = |entry: &usize| ranking.places[entry];
                        let there = |entry: &usize| (whole(*first)..=whole(*last)).contains(&place(entry));
                        all_of(&kept(&left, &|entry| there(entry) && meets(entry)))
                    }
                    AwardRule::Share(percent) => {
                        let before = left.iter().flatten().count();
                        let (before, parts, given) = shared.get_or_insert((before, ratio(0, 1), 0));
                        *parts += percent;
                        let end = (*parts * whole(*before) / ratio(100, 1)).floor().to_integer();
                        let end = usize::try_from(end).expect("a part of a few");
                        let names = ["share: tied in", "share: tied out", "share: tied decide"];
                        self.bite_cut(&kept(&left, &meets), end.saturating_sub(*given), tied, names);
                        let verdicts = cut(&kept(&left, &meets), end.saturating_sub(*given), tied);
                        *given += verdicts.values().filter(|verdict| **verdict == Verdict::In).count();
                        verdicts
                    }
                };
                let of = |looked_for| {
                    let found = verdicts.iter().filter(move |(_, verdict)| **verdict == looked_for);
                    found.map(|(entry, _)| *entry).collect::<BTreeSet<usize>>()
                };
                own.extend(of(Verdict::In));
                held.extend(of(Verdict::In));
                if !of(Verdict::Open).is_empty() {
                    // Nothing after it is given until the jury has decided.
                    break;
                }
            }
        }
        all
    }

    /// The nominations, in the order in which they are given.
    pub fn nominations(&self, awards: &[Held]) -> Vec<Held> {
        let mut all: Vec<Held> = Vec::new();
        for nomination in &self.contest.nominations {
            let excepted = |entry: &usize| {
                let held = |held: &[Held]| held.iter().any(|each| each.contains(entry));
                nomination.except_awards && held(awards) || nomination.except_nominations && held(&all)
            };
            let own = self.nomination(nomination, &excepted);
            all.push(own);
        }
        all
    }

    fn nomination(&self, nomination: &Nomination, excepted: &dyn Fn(&usize) -> bool) -> Held {
        let stage = &self.stages[nomination.stage];
        let only = match nomination.criteria.is_empty() {
            true => Only::All,
            false => Only::Criteria(nomination.criteria.clone()),
        };
        let mut fields: BTreeMap<Option<usize>, BTreeMap<usize, Number>> = BTreeMap::new();
        for (entry, score) in self.scores_from(nomination.stage, &only) {
            let placed = stage.scores[&entry].is_some();
            let eligible = placed && self.contest.entries[entry].status == Status::Eligible;
            let value = nomination.within.and_then(|column| self.contest.column(entry, column));
            if eligible && !excepted(&entry) {
                fields.entry(value).or_default().insert(entry, score);
            }
        }
        let mut held = Held::default();
        for numbers in fields.values() {
            let order = by_number(numbers, stage.low, ratio(0, 1));
            let names = ["nomination: tied in", "nomination: tied out", "nomination: tied decide"];
            self.bite_cut(&order, nomination.holders.unwrap_or(1), nomination.tied, names);
            for (entry, verdict) in cut(&order, nomination.holders.unwrap_or(1), nomination.tied) {
                held.extend((verdict == Verdict::In).then_some(entry));
            }
        }
        held
    }
}

/// Those of the ordered for whom something holds.
fn kept(order: &[Vec<usize>], holds: &dyn Fn(&usize) -> bool) -> Vec<Vec<usize>> {
    let kept = order.iter().map(|group| group.iter().copied().filter(holds).collect::<Vec<usize>>());
    kept.filter(|group| !group.is_empty()).collect()
}

fn all_of(order: &[Vec<usize>]) -> BTreeMap<usize, Verdict> {
    order.iter().flatten().map(|entry| (*entry, Verdict::In)).collect()
}
