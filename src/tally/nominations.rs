//! Distinctions beside the order: by score, by ballot, by decision.

use std::collections::BTreeMap;

use crate::contest::{Axis, DecisionKind, Direction, EntryIndex, Nomination, NominationRule, Role, StageIndex, Tied};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold::Value;
use crate::score::Score;
use crate::tally::order::first;
use crate::tally::scores::Only;
use crate::tally::{Applied, Count, Holders, Open, State};

/// What a nomination's own rule gives.
struct Given {
    holders: Holders,
    open: Option<Open>,
}

impl Count<'_> {
    /// Fills the nominations in their order.
    pub(super) fn nominations(&mut self) {
        for index in 0..self.contest.rules.nominations.len() {
            let nomination = &self.contest.rules.nominations[index];
            let given = self.given(index, nomination);
            let decided = self.contest.decisions.iter().enumerate().rev().find_map(|(number, each)| match &each.kind {
                DecisionKind::Nomination { nomination, holders } if *nomination == index => {
                    Some((number, holders.clone()))
                }
                _ => None,
            });
            match decided {
                Some((decision, entries)) => {
                    let excluded =
                        |entry: &EntryIndex| !self.is_eligible(*entry) || self.is_excepted(nomination, *entry);
                    let outside: Vec<EntryIndex> = entries.iter().copied().filter(excluded).collect();
                    if !outside.is_empty() {
                        self.wrong_entries(decision, &outside);
                    }
                    self.check_number(decision, nomination, &entries);
                    let computed = match nomination.rule {
                        NominationRule::Decision => None,
                        NominationRule::Score { .. } | NominationRule::Ballot { .. } => {
                            Some(given.holders.entries.clone())
                        }
                    };
                    self.check_was(decision, computed.as_deref().unwrap_or_default());
                    self.applied.insert(decision, Applied { decision, computed });
                    self.nominations.push(Holders {
                        entries,
                        decision: Some(decision),
                        by_chair: false,
                        ..given.holders
                    });
                }
                None => {
                    let open = given.open.is_some();
                    self.open.extend(given.open);
                    self.nominations.push(Holders { open, ..given.holders });
                }
            }
        }
    }

    fn given(&mut self, index: usize, nomination: &Nomination) -> Given {
        match &nomination.rule {
            NominationRule::Decision => {
                Given { holders: Holders::default(), open: Some(Open::Undecided { nomination: index }) }
            }
            NominationRule::Ballot { above } => self.by_ballot(index, nomination, above.as_ref()),
            NominationRule::Score { stage, criteria } => self.by_score(index, nomination, *stage, criteria),
        }
    }

    /// Whether so many members of the jury are a quorum.
    fn is_quorum(&self, present: usize) -> bool {
        let total = self.contest.jury.iter().filter(|juror| juror.role.votes()).count();
        let quorum = self.contest.rules.quorum.as_ref();
        quorum.is_none_or(|quorum| Score::from(present) >= &Score::from(total) * quorum)
    }

    fn is_excepted(&self, nomination: &Nomination, entry: EntryIndex) -> bool {
        self.exception(nomination, entry).is_some()
    }

    /// A decision names no more holders than the rules allow; equals may be more only where the rules say so.
    fn check_number(&mut self, decision: usize, nomination: &Nomination, entries: &[EntryIndex]) {
        if self.is_lenient() || nomination.tied == Tied::In {
            return;
        }
        let fields = match &nomination.within {
            None => vec![entries.to_vec()],
            Some(column) => self.divided(column, entries).into_iter().map(|(_, own)| own).collect(),
        };
        if let Some(crowded) = fields.iter().find(|own| own.len() > nomination.holders) {
            let place = self.contest.decisions[decision].entries_place;
            let fault = Diagnostic::new(Code::DecisionEntries, place).with("found", self.ids(crowded));
            self.faults.push(fault.with("expected", "fewer").with("most", nomination.holders));
        }
    }

    /// What an entry holds that keeps it from the nomination.
    fn exception(&self, nomination: &Nomination, entry: EntryIndex) -> Option<&str> {
        let rules = &self.contest.rules;
        let holds = |holders: &&Holders| holders.entries.contains(&entry);
        let award = self.awards.iter().position(|held| nomination.except.awards && holds(&held));
        let other = self.nominations.iter().position(|held| nomination.except.nominations && holds(&held));
        let award = award.map(|award| rules.awards[award].id.as_str());
        award.or_else(|| other.map(|other| rules.nominations[other].id.as_str()))
    }

    /// The best scores of a stage, or of some of its criteria alone.
    fn by_score(&mut self, index: usize, nomination: &Nomination, stage: StageIndex, criteria: &[usize]) -> Given {
        let placed = |entry: &EntryIndex| !self.is_excepted(nomination, *entry);
        let entries: Vec<EntryIndex> = self.stages[stage.0]
            .standings()
            .filter(|standing| standing.state == State::Placed)
            .map(|standing| standing.entry)
            .filter(placed)
            .collect();
        let mut given = Given { holders: Holders::default(), open: None };
        let fields = match &nomination.within {
            None => vec![entries],
            Some(column) => self.divided(column, &entries).into_iter().map(|(_, own)| own).collect(),
        };
        for entries in fields {
            let values: Vec<Value> = if criteria.is_empty() {
                entries.iter().map(|entry| self.score_of(stage, *entry)).collect()
            } else {
                self.scores_from(stage, &entries, Only { axis: Axis::Criteria, members: criteria })
            };
            let mut by_value: BTreeMap<Score, Vec<EntryIndex>> = BTreeMap::new();
            for (entry, value) in entries.into_iter().zip(values) {
                if let Ok(value) = value {
                    by_value.entry(value).or_default().push(entry);
                }
            }
            let groups: Vec<Vec<EntryIndex>> = match self.contest.stage(stage).direction {
                Direction::Higher => by_value.into_values().rev().collect(),
                Direction::Lower => by_value.into_values().collect(),
            };
            let groups = groups.into_iter().map(|group| self.alphabetical(group)).collect();
            let (holders, tied) = first(groups, nomination.holders, nomination.tied);
            given.holders.entries.extend(holders);
            given.open = given.open.or(tied.map(|entries| Open::Nomination { nomination: index, entries }));
        }
        given
    }

    /// Most votes; equal votes are decided by the chair's, which then counts as one more.
    fn by_ballot(&mut self, index: usize, nomination: &Nomination, above: Option<&Score>) -> Given {
        let ballots = &self.contest.ballots[index];
        let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
        let mut chairs = None;
        for ballot in ballots {
            // Votes for those who do not compete are faults of the ballot.
            let held = self.exception(nomination, ballot.entry).map(str::to_owned);
            if held.is_some() || !self.is_eligible(ballot.entry) {
                if self.is_lenient() {
                    continue;
                }
                let id = self.contest.entry(ballot.entry).id.as_str();
                let fault = Diagnostic::new(Code::VoteNotEligible, ballot.place).with("entry", id);
                self.faults.extend(held.map(|held| fault.with("status", "excepted").with("line", held)));
            }
            *counts.entry(ballot.entry).or_default() += 1;
            if self.contest.juror(ballot.juror).role == Role::Chair {
                chairs = Some(ballot.entry);
            }
        }
        let mut by_count: BTreeMap<usize, Vec<EntryIndex>> = BTreeMap::new();
        for (entry, count) in &counts {
            by_count.entry(*count).or_default().push(*entry);
        }
        let groups: Vec<(usize, Vec<EntryIndex>)> =
            by_count.into_iter().rev().map(|(count, group)| (count, self.alphabetical(group))).collect();
        let votes = groups.iter().flat_map(|(count, group)| group.iter().map(|entry| (*entry, *count))).collect();
        let mut holders = Holders { votes, ..Holders::default() };
        let all = ballots.len();
        if all > 0 && !self.is_quorum(all) {
            return Given { holders, open: Some(Open::Votes { nomination: index }) };
        }
        let wins = |count: usize, all: usize| above.is_none_or(|part| super::awards::exceeds(count, all, part));
        for (count, group) in groups {
            // Equals who hold it together may be more.
            let room = nomination.holders.saturating_sub(holders.entries.len());
            if room == 0 {
                break;
            }
            let chosen = chairs.filter(|entry| room == 1 && group.len() > 1 && group.contains(entry));
            match chosen {
                Some(entry) => {
                    if wins(count + 1, all + 1) {
                        holders.entries.push(entry);
                        holders.by_chair = true;
                    }
                    break;
                }
                None if !wins(count, all) => break,
                None if group.len() <= room || nomination.tied == Tied::In => holders.entries.extend(group),
                None if nomination.tied == Tied::Out => break,
                None => return Given { holders, open: Some(Open::Nomination { nomination: index, entries: group }) },
            }
        }
        let open = (all == 0).then_some(Open::Undecided { nomination: index });
        Given { holders, open }
    }
}
