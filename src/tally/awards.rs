//! What places lead to.

use crate::contest::{Award, AwardRule, DecisionKind, EntryIndex, Tied};
use crate::score::Score;
use crate::tally::by_entry::EntrySet;
use crate::tally::order::Group;
use crate::tally::{Applied, Count, Holders, Open};

/// The awards of one field, filled in their order.
struct Filled {
    holders: Vec<Vec<EntryIndex>>,
    /// As [`Holders::reach`].
    reach: Vec<Vec<usize>>,
    /// From which award on nothing can be filled, because the jury has still to decide.
    stopped_at: Option<usize>,
    open: Vec<Open>,
}

impl Count<'_> {
    /// Fills the awards, each from those who hold none yet.
    pub(super) fn awards(&mut self) {
        let decided = self.decided_awards();
        let filled = self.fill(&decided);
        for (award, decision) in decided.iter().enumerate() {
            let Some(decision) = *decision else { continue };
            let mut without = decided.clone();
            without[award] = None;
            let computed = self.fill(&without).holders[award].clone();
            let holders = filled.holders[award].clone();
            let outside: Vec<EntryIndex> = holders.into_iter().filter(|entry| !self.is_eligible(*entry)).collect();
            if !outside.is_empty() {
                self.wrong_entries(decision, &outside);
            }
            self.check_was(decision, &computed);
            self.applied.insert(decision, Applied { decision, computed: Some(computed) });
        }
        self.open.extend(filled.open);
        let stopped_at = filled.stopped_at;
        let mut reach = filled.reach.into_iter();
        let given = filled.holders.into_iter().zip(decided).enumerate();
        let holders = |(award, (entries, decision)): (usize, (Vec<EntryIndex>, Option<usize>))| {
            let open = decision.is_none() && stopped_at.is_some_and(|first| award >= first);
            let reach = reach.next().unwrap_or_default();
            Holders { entries, open, decision, reach, ..Holders::default() }
        };
        self.awards = given.map(holders).collect();
    }

    /// The last decision about each award.
    fn decided_awards(&self) -> Vec<Option<usize>> {
        let mut decided = vec![None; self.contest.rules.awards.len()];
        for (number, decision) in self.contest.decisions.iter().enumerate() {
            if let DecisionKind::Award { award, .. } = decision.kind {
                decided[award] = Some(number);
            }
        }
        decided
    }

    fn fill(&self, decided: &[Option<usize>]) -> Filled {
        let named = |decision: usize| match &self.contest.decisions[decision].kind {
            DecisionKind::Award { holders, .. } => holders.clone(),
            _ => Vec::new(),
        };
        let decided: Vec<Option<Vec<EntryIndex>>> = decided.iter().map(|decision| decision.map(named)).collect();
        let (holders, reach) = (vec![Vec::new(); decided.len()], vec![Vec::new(); decided.len()]);
        let mut filled = Filled { holders, reach, stopped_at: None, open: Vec::new() };
        let taken: EntrySet = decided.iter().flatten().flatten().copied().collect();
        for (_, ordered) in self.ordered.last().into_iter().flatten() {
            self.fill_field(&ordered.groups, &decided, &taken, &mut filled);
        }
        for (award, holders) in decided.into_iter().enumerate() {
            if let Some(holders) = holders {
                filled.holders[award] = holders;
            }
        }
        filled
    }

    /// Fills the awards of one field. Where equals across an end have still to be decided, nothing after it is filled.
    fn fill_field(&self, groups: &[Group], decided: &[Option<Vec<EntryIndex>>], taken: &EntrySet, filled: &mut Filled) {
        let mut taken = taken.clone();
        let mut shares = Shares::default();
        let ranking = self.contest.rules.ranking();
        let may_hold = |entry: &EntryIndex| self.remaining.contains(entry);
        let awards = &self.contest.rules.awards;
        let is_share = |award: &Award| matches!(award.rule, AwardRule::Share(_));
        let in_shares = awards.iter().zip(decided).filter(|(award, _)| is_share(award));
        let in_shares: EntrySet = in_shares.filter_map(|(_, decided)| decided.as_ref()).flatten().copied().collect();
        for (index, award) in awards.iter().enumerate() {
            // Who holds a share by decision is one of those whom the shares divide.
            let divided = |entry: &EntryIndex| may_hold(entry) && (!taken.contains(entry) || in_shares.contains(entry));
            if let Some(decided) = &decided[index] {
                if let AwardRule::Share(part) = &award.rule {
                    shares.next(part, groups, &divided);
                    let decided: EntrySet = decided.iter().copied().collect();
                    let here = groups.iter().flat_map(|group| &group.entries);
                    shares.given += here.filter(|entry| divided(entry) && decided.contains(entry)).count();
                }
                filled.reach[index].push(0);
                continue;
            }
            let within = |entry: &EntryIndex| {
                let score = self.score_of(ranking, *entry);
                score.map_or(award.bounds.is_empty(), |score| self.bounds_hold(ranking, &award.bounds, *entry, &score))
            };
            let left = |entry: &EntryIndex| may_hold(entry) && !taken.contains(entry) && within(entry);
            let count = match &award.rule {
                AwardRule::Holders(count) => Some(*count),
                AwardRule::Share(part) => Some(shares.next(part, groups, &divided)),
                AwardRule::Places(..) | AwardRule::Everybody => None,
            };
            let places = crate::tally::order::places(groups, self.contest.stage(ranking).numbering);
            let mut holders: Vec<EntryIndex> = Vec::new();
            let (mut passed, mut reach) = (0, 0);
            for (place, group) in places.into_iter().zip(groups) {
                passed += group.entries.len();
                let entries: Vec<EntryIndex> = group.entries.iter().copied().filter(left).collect();
                match (&award.rule, count) {
                    (AwardRule::Everybody, _) => holders.extend(entries),
                    (AwardRule::Places(from, to), _) if place <= Score::from(*to) => {
                        reach = passed;
                        if place >= Score::from(*from) {
                            holders.extend(entries);
                        }
                    }
                    (AwardRule::Places(..), _) | (_, None) => {}
                    (AwardRule::Holders(_) | AwardRule::Share(_), Some(_)) if entries.is_empty() => {}
                    (AwardRule::Holders(_) | AwardRule::Share(_), Some(count)) => {
                        let room = count.saturating_sub(holders.len());
                        if room == 0 {
                            break;
                        }
                        reach = passed;
                        if entries.len() <= room || (award.tied == Tied::In && !group.open) {
                            holders.extend(entries);
                        } else if award.tied == Tied::Out && !group.open {
                            break;
                        } else {
                            filled.holders[index].extend(holders);
                            filled.stopped_at = Some(filled.stopped_at.map_or(index, |first| first.min(index)));
                            let entries = self.alphabetical(entries);
                            if !group.open {
                                filled.open.push(Open::Award { award: index, entries });
                            }
                            return;
                        }
                    }
                }
            }
            if let AwardRule::Share(_) = award.rule {
                shares.given += holders.len();
            }
            taken.extend(&holders);
            filled.holders[index].extend(holders);
            filled.reach[index].push(reach);
        }
    }
}

/// The shares of a field's awards: of those left before the first one, cut at the running total.
#[derive(Default)]
struct Shares {
    all: Option<usize>,
    total: Option<Score>,
    given: usize,
}

impl Shares {
    /// How many the next share lets in: up to the running total, rounded down.
    fn next(&mut self, part: &Score, groups: &[Group], left: &dyn Fn(&EntryIndex) -> bool) -> usize {
        let all =
            *self.all.get_or_insert_with(|| groups.iter().flat_map(|group| &group.entries).filter(|e| left(e)).count());
        let total = self.total.take().map_or_else(|| part.clone(), |total| &total + part);
        let cut = (&total * &Score::from(all)).floor().unwrap_or(0);
        self.total = Some(total);
        cut.saturating_sub(self.given)
    }
}

/// Whether the votes for an entry are more than the part of all that is asked for.
pub(super) fn exceeds(votes: usize, all: usize, part: &Score) -> bool {
    Score::from(votes) > &Score::from(all) * part
}
