//! Who holds what.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AwardRule, By, Decision, Nomination, Number, Status, Tied, ratio, whole};
use crate::naive::{Only, Recount};
use crate::places::{Verdict, by_number, cut, holds};

/// Who holds one award or nomination.
#[derive(Clone, Debug, Default)]
pub struct Held {
    pub by: BTreeSet<usize>,
    /// Whether the jury has still to decide.
    pub open: bool,
}

impl Recount<'_> {
    /// The awards, in the order in which they are given.
    pub fn awards(&self) -> Vec<Held> {
        let contest = self.contest;
        let ranking = &self.stages[contest.ranking()];
        let decided: Vec<Option<&BTreeSet<usize>>> = (0..contest.awards.len()).map(|own| self.decided(own)).collect();
        let mut all = vec![Held::default(); contest.awards.len()];
        for field in &ranking.fields {
            // Who stopped earlier passes nowhere.
            let may_hold = |entry: &usize| ranking.passed.as_ref().is_none_or(|passed| passed.contains(entry));
            let order = kept(&field.groups, &may_hold);
            // Whom the jury names for one award holds no other.
            let mut held: BTreeSet<usize> = decided.iter().flatten().copied().flatten().copied().collect();
            // Who was left before the first share, the parts given since, and to how many.
            let mut shared: Option<(BTreeSet<usize>, Number, usize)> = None;
            for (index, award) in contest.awards.iter().enumerate() {
                let left = kept(&order, &|entry| !held.contains(entry));
                let meets = |entry: &usize| {
                    let score = ranking.scores.get(entry).copied().flatten();
                    let maximum = self.maximum_for(contest.ranking(), *entry);
                    let meets = |score: Number| award.bounds.iter().all(|bound| holds(score, bound, maximum));
                    award.bounds.is_empty() || score.is_some_and(meets)
                };
                let mut room = 0;
                if let AwardRule::Share(percent) = &award.rule {
                    let (before, parts, given) = shared.get_or_insert_with(|| {
                        // A share that the jury gives is a share of them too.
                        let shares = contest.awards.iter().zip(&decided);
                        let shares = shares.filter(|(award, _)| matches!(award.rule, AwardRule::Share(_)));
                        let named = shares.filter_map(|(_, decided)| *decided).flatten();
                        let named: BTreeSet<usize> = named.copied().collect();
                        let before = order.iter().flatten();
                        let before = before.filter(|entry| named.contains(entry) || !held.contains(entry));
                        (before.copied().collect(), ratio(0, 1), 0)
                    });
                    *parts += percent;
                    let end = (*parts * whole(before.len()) / ratio(100, 1)).floor().to_integer();
                    room = usize::try_from(end).expect("a part of a few").saturating_sub(*given);
                }
                if let Some(own) = decided[index] {
                    self.bite("the jury gives an award");
                    if let Some((before, _, given)) =
                        shared.as_mut().filter(|_| matches!(award.rule, AwardRule::Share(_)))
                    {
                        self.bite("the jury gives a share");
                        *given += own.intersection(before).count();
                    }
                    continue;
                }
                if left.iter().flatten().any(|entry| !meets(entry)) {
                    self.bite("an award is withheld below its bound");
                }
                let left = kept(&left, &meets);
                let verdicts = match &award.rule {
                    AwardRule::Everybody => all_of(&left),
                    AwardRule::Holders(count) => {
                        let tied = self.tied_at(contest.ranking(), &left, *count, award.tied);
                        let names = ["award: tied in", "award: tied out", "award: tied decide"];
                        self.bite_cut(&left, *count, tied, names);
                        cut(&left, *count, tied)
                    }
                    AwardRule::Places(first, last) => {
                        let place = |entry: &usize| ranking.places[entry];
                        let there = |entry: &usize| (whole(*first)..=whole(*last)).contains(&place(entry));
                        all_of(&kept(&left, &there))
                    }
                    AwardRule::Share(_) => {
                        let tied = self.tied_at(contest.ranking(), &left, room, award.tied);
                        let names = ["share: tied in", "share: tied out", "share: tied decide"];
                        self.bite_cut(&left, room, tied, names);
                        let verdicts = cut(&left, room, tied);
                        let inside = verdicts.values().filter(|verdict| **verdict == Verdict::In).count();
                        shared.iter_mut().for_each(|(.., given)| *given += inside);
                        verdicts
                    }
                };
                let of = |looked_for| {
                    let found = verdicts.iter().filter(move |(_, verdict)| **verdict == looked_for);
                    found.map(|(entry, _)| *entry).collect::<BTreeSet<usize>>()
                };
                all[index].by.extend(of(Verdict::In));
                held.extend(of(Verdict::In));
                if !of(Verdict::Open).is_empty() {
                    // Nothing after it is given until the jury has decided.
                    all[index..].iter_mut().for_each(|later| later.open = true);
                    break;
                }
            }
        }
        for (own, decided) in all.iter_mut().zip(decided) {
            if let Some(holders) = decided {
                *own = Held { by: holders.clone(), open: false };
            }
        }
        all
    }

    fn decided(&self, index: usize) -> Option<&BTreeSet<usize>> {
        self.contest.decisions.iter().find_map(|decision| match decision {
            Decision::Award { award, holders } if *award == index => Some(holders),
            _ => None,
        })
    }

    /// The nominations, in the order in which they are given.
    pub fn nominations(&self, awards: &[Held]) -> Vec<Held> {
        let mut all: Vec<Held> = Vec::new();
        for (index, own) in self.contest.nominations.iter().enumerate() {
            let excepted = |entry: &usize| is_excepted(own, *entry, awards, &all);
            let decided = self.contest.decisions.iter().find_map(|decision| match decision {
                Decision::Nomination { nomination, holders } if *nomination == index => Some(holders),
                _ => None,
            });
            let given = match (decided, &own.by) {
                (Some(holders), _) => {
                    self.bite("the jury gives a nomination");
                    Held { by: holders.clone(), open: false }
                }
                (None, By::Score { stage, criteria }) => self.by_score(own, *stage, criteria, &excepted),
                (None, By::Ballot { above, votes }) => self.by_ballot(own, *above, votes),
                (None, By::Decision) => Held { by: BTreeSet::new(), open: true },
            };
            all.push(given);
        }
        all
    }

    fn by_score(
        &self,
        nomination: &Nomination,
        index: usize,
        criteria: &BTreeSet<usize>,
        excepted: &dyn Fn(&usize) -> bool,
    ) -> Held {
        let stage = &self.stages[index];
        let only = if criteria.is_empty() { Only::All } else { Only::Criteria(criteria.clone()) };
        let mut fields: BTreeMap<Option<usize>, BTreeMap<usize, Number>> = BTreeMap::new();
        for (entry, score) in self.scores_from(index, &only) {
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
                held.by.extend((verdict == Verdict::In).then_some(entry));
                held.open |= verdict == Verdict::Open;
            }
        }
        held
    }

    /// Most votes; where they are equal, the vote of the chair counts once more.
    fn by_ballot(&self, nomination: &Nomination, above: Option<Number>, votes: &BTreeMap<usize, usize>) -> Held {
        let quorum = self.contest.quorum.unwrap_or(ratio(0, 1));
        let present = votes.len();
        if present == 0 || whole(present) < quorum * whole(self.contest.jurors.len()) {
            self.bite(if present == 0 { "ballot: nobody voted" } else { "ballot: no quorum" });
            return Held { by: BTreeSet::new(), open: true };
        }
        let mut counts: BTreeMap<usize, Number> = BTreeMap::new();
        for entry in votes.values() {
            *counts.entry(*entry).or_insert(ratio(0, 1)) += ratio(1, 1);
        }
        let enough = |own: Number, all: usize| above.is_none_or(|above| own / whole(all) > above / ratio(100, 1));
        let chair = (0..self.contest.jurors.len()).find(|juror| self.contest.jurors[*juror].chair);
        let chosen = chair.and_then(|chair| votes.get(&chair));
        let mut held = Held::default();
        for group in by_number(&counts, false, ratio(0, 1)) {
            let room = nomination.holders.unwrap_or(1) - held.by.len();
            let own = counts[&group[0]];
            if room == 0 {
                break;
            }
            if group.len() > room && room == 1 && chosen.is_some_and(|chosen| group.contains(chosen)) {
                if enough(own + ratio(1, 1), present + 1) {
                    self.bite("ballot: the chair's vote");
                    held.by.extend(chosen);
                } else {
                    self.bite("ballot: the chair's vote is not enough");
                }
                break;
            }
            if !enough(own, present) {
                self.bite("ballot: not enough votes");
                break;
            }
            match nomination.tied {
                _ if group.len() <= room => held.by.extend(group),
                Some(Tied::In) => {
                    self.bite("ballot: tied in");
                    held.by.extend(group);
                    break;
                }
                Some(Tied::Out) => {
                    self.bite("ballot: tied out");
                    break;
                }
                None | Some(Tied::Decide) => {
                    self.bite("ballot: tied decide");
                    held.open = true;
                    break;
                }
            }
        }
        held
    }
}

/// Whether the entry holds something that keeps it from the nomination.
pub fn is_excepted(nomination: &Nomination, entry: usize, awards: &[Held], nominations: &[Held]) -> bool {
    let held = |held: &[Held]| held.iter().any(|each| each.by.contains(&entry));
    nomination.except_awards && held(awards) || nomination.except_nominations && held(nominations)
}

/// Those of the ordered for whom something holds.
fn kept(order: &[Vec<usize>], holds: &dyn Fn(&usize) -> bool) -> Vec<Vec<usize>> {
    let kept = order.iter().map(|group| group.iter().copied().filter(holds).collect::<Vec<usize>>());
    kept.filter(|group| !group.is_empty()).collect()
}

fn all_of(order: &[Vec<usize>]) -> BTreeMap<usize, Verdict> {
    order.iter().flatten().map(|entry| (*entry, Verdict::In)).collect()
}
