//! Draws what the jury decides beyond the arithmetic, and its ballots.

use std::collections::{BTreeMap, BTreeSet};

use crate::awards::{Held, is_excepted};
use crate::draw::{Draw, Known};
use crate::model::{AwardRule, By, Cell, Decision, Nomination, Scale, Status, whole};
use crate::naive::Recount;

/// Who holds the awards and the nominations of what was drawn so far, by the recount.
type Recounted = dyn Fn(&Draw) -> (Vec<Held>, Vec<Held>);

impl Draw {
    /// Draws what the entry was before the jury decided about its status.
    pub fn status_decided(&mut self, entry: usize) {
        let all =
            [Status::Eligible, Status::OutOfCompetition, Status::Rejected, Status::Withdrawn, Status::Disqualified];
        if !self.maybe(6, "decision: status") {
            return;
        }
        let now = self.contest.entries[entry].status;
        let others = |own: Status| all.into_iter().filter(|each| *each != own).collect::<Vec<_>>();
        let between = self.dice.pick(&others(now));
        if self.maybe(25, "decision: a status twice") {
            let first = self.dice.pick(&others(between));
            self.contest.decisions.push(Decision::Status { entry, was: first, now: between });
        }
        self.contest.decisions.push(Decision::Status { entry, was: between, now });
    }

    /// Draws marks that the jury amends.
    pub fn marks_decided(&mut self, stage: usize) {
        let cells: Vec<_> = self.contest.stages[stage].cells.clone().into_iter().collect();
        if cells.is_empty() || !self.dice.chance(15) {
            return;
        }
        let (at, cell) = self.dice.pick(&cells);
        let Cell::Mark(was) = cell else { return };
        match self.contest.stages[stage].criteria[at.3].scale.clone() {
            Scale::Range { lowest, highest, step } => {
                let steps = usize::try_from(((highest - lowest) / step).to_integer()).expect("a small range");
                let mut stands = was;
                for _ in 0..self.dice.between(1, 2) {
                    let now = lowest + step * whole(self.dice.below(steps + 1));
                    if now != stands {
                        self.note(if stands == was { "decision: mark" } else { "decision: a mark twice" });
                        self.contest.decisions.push(Decision::Mark { stage, at, was: stands, now });
                        stands = now;
                    }
                }
                self.contest.stages[stage].cells.insert(at, Cell::Mark(stands));
            }
            // A juror who gave two entries each other's place, or points.
            Scale::Places | Scale::Dealt(_) => {
                let other = cells.iter().find_map(|(other, cell)| match cell {
                    Cell::Mark(mark) if (other.0, other.2, other.3) == (at.0, at.2, at.3) && *mark != was => {
                        Some((*other, *mark))
                    }
                    _ => None,
                });
                if let Some((other, mark)) = other {
                    self.note("decision: marks exchanged");
                    for (at, was, now) in [(at, was, mark), (other, mark, was)] {
                        self.contest.decisions.push(Decision::Mark { stage, at, was, now });
                        self.contest.stages[stage].cells.insert(at, Cell::Mark(now));
                    }
                }
            }
        }
    }

    /// Draws the order of equals, and who passes.
    pub fn stage_decided(&mut self, stage: usize, known: Option<Known>) -> Option<Known> {
        let known = known?;
        if Recount::new(&self.contest).taken(stage).is_none() {
            for group in known.stage.fields.iter().flat_map(|field| &field.groups) {
                if group.len() > 1 && self.maybe(30, "decision: order") {
                    let mut equals = group.clone();
                    self.dice.shuffle(&mut equals);
                    let mut order: Vec<Vec<usize>> = Vec::new();
                    for entry in equals {
                        let shares = !order.is_empty() && self.maybe(25, "decision: order that shares");
                        if shares {
                            order.last_mut().expect("one is there").push(entry)
                        } else {
                            order.push(vec![entry])
                        }
                    }
                    self.contest.decisions.push(Decision::Order { stage, order });
                }
            }
        }
        let known = self.known()?;
        if self.dice.chance(if known.goes_on { 8 } else { 50 }) {
            let named = known
                .stage
                .scores
                .iter()
                .filter(|(entry, score)| score.is_some() && self.contest.entries[**entry].status.is_judged());
            let named: Vec<usize> = named.map(|(entry, _)| *entry).collect();
            let entries = named.into_iter().filter(|_| self.dice.chance(60)).collect();
            self.note("decision: pass");
            self.contest.decisions.push(Decision::Pass { stage, entries });
        }
        self.known()
    }

    /// Draws who holds an award by decision.
    pub fn awards_decided(&mut self) {
        let eligible =
            (0..self.contest.entries.len()).filter(|own| self.contest.entries[*own].status == Status::Eligible);
        let mut left: Vec<usize> = eligible.collect();
        self.dice.shuffle(&mut left);
        for award in 0..self.contest.awards.len() {
            if self.maybe(15, "decision: award") {
                let count = self.dice.below(3).min(left.len());
                self.note(match self.contest.awards[award].rule {
                    _ if count == 0 => "decision: award withheld",
                    AwardRule::Share(_) => "decision: share",
                    _ => "decision: award given",
                });
                let holders = left.drain(..count).collect();
                self.contest.decisions.push(Decision::Award { award, holders });
            }
        }
    }

    /// Who may hold the nomination.
    fn may_be_nominated(&self, nomination: &Nomination, awards: &[Held], nominations: &[Held]) -> Vec<usize> {
        let may = |entry: &usize| {
            self.contest.entries[*entry].status == Status::Eligible
                && !is_excepted(nomination, *entry, awards, nominations)
        };
        (0..self.contest.entries.len()).filter(may).collect()
    }

    /// Draws the votes for the last nomination, and the decision about it.
    pub fn nomination_decided(&mut self, recounted: &Recounted) {
        let index = self.contest.nominations.len() - 1;
        let (awards, nominations) = recounted(self);
        let nomination = self.contest.nominations[index].clone();
        let may = self.may_be_nominated(&nomination, &awards, &nominations[..index]);
        if let By::Ballot { above, .. } = nomination.by {
            let few: Vec<usize> = may.iter().copied().take(3).collect();
            let percent = self.dice.pick(&[0, 60, 90, 100, 100]);
            let mut votes = BTreeMap::new();
            for juror in 0..self.contest.jurors.len() {
                if !few.is_empty() && self.dice.chance(percent) {
                    votes.insert(juror, self.dice.pick(&few));
                }
            }
            self.contest.nominations[index].by = By::Ballot { above, votes };
        }
        let percent = if matches!(nomination.by, By::Decision) { 70 } else { 12 };
        if self.maybe(percent, "decision: nomination") {
            let count = self.dice.below(nomination.holders.unwrap_or(1) + 1).min(may.len());
            let mut may = may;
            self.dice.shuffle(&mut may);
            let holders: BTreeSet<usize> = may.into_iter().take(count).collect();
            self.contest.decisions.push(Decision::Nomination { nomination: index, holders });
        }
    }
}
