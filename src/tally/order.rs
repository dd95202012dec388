//! The order of a field: scores, ties, places.

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Axis, DecisionKind, EntryIndex, LinkRule, Numbering, StageIndex, Status, Tied, TiesEnd};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold::{Gap, Value};
use crate::language::Alphabet;
use crate::score::Score;
use crate::tally::scores::{Only, score_from};
use crate::tally::{Applied, Count, Fate, Field, LinkUse, Open, Standing, State, Tie, TieEnd};

/// The entries of a field in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Ordered {
    /// Those in competition with a score, best first.
    pub(super) groups: Vec<Group>,
    /// The others, in no order.
    pub(super) others: Vec<EntryIndex>,
    pub(super) ties: Vec<Tie>,
}

/// Entries that nothing distinguishes.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) entries: Vec<EntryIndex>,
    pub(super) score: Score,
    /// Whether the jury has still to decide their order.
    pub(super) open: bool,
}

impl Count<'_> {
    /// The score of an entry in a stage that has been counted.
    pub(super) fn score_of(&self, stage: StageIndex, entry: EntryIndex) -> Value {
        self.scored[stage.0].values.get(&entry).cloned().unwrap_or(Err(Gap::NoScore))
    }

    /// Puts the entries of a field in order.
    pub(super) fn order(&mut self, stage: StageIndex, entries: &[EntryIndex]) -> Ordered {
        let mut by_score: BTreeMap<Score, Vec<EntryIndex>> = BTreeMap::new();
        let mut ordered = Ordered::default();
        for &entry in entries {
            match self.score_of(stage, entry) {
                Ok(score) if self.is_eligible(entry) => by_score.entry(score).or_default().push(entry),
                Ok(_) => ordered.others.push(entry),
                Err(_) => {
                    if self.statuses[entry.0].is_judged() {
                        self.open.push(Open::NoScore { stage, entry });
                    }
                    ordered.others.push(entry);
                }
            }
        }
        for (score, equals) in by_score.into_iter().rev() {
            if equals.len() == 1 {
                ordered.groups.push(Group { entries: equals, score, open: false });
            } else {
                let (groups, tie) = self.break_tie(stage, equals);
                let group = |(entries, open)| Group { entries, score: score.clone(), open };
                ordered.groups.extend(groups.into_iter().map(group));
                ordered.ties.push(tie);
            }
        }
        self.check_orders(stage, &ordered.ties);
        ordered
    }

    /// Splits entries with equal scores by the chain; what it leaves equal by the jury's decision.
    fn break_tie(&mut self, index: StageIndex, entries: Vec<EntryIndex>) -> (Vec<(Vec<EntryIndex>, bool)>, Tie) {
        let ties = &self.contest.stage(index).ties;
        let mut tie = Tie { entries: self.alphabetical(entries.clone()), uses: Vec::new(), ends: Vec::new() };
        let mut parts = vec![entries];
        for (link, each) in ties.links.iter().enumerate() {
            let mut split = Vec::new();
            for part in parts {
                if part.len() == 1 {
                    split.push(part);
                    continue;
                }
                let values = self.link_values(&each.rule, &part);
                match &values {
                    None => split.push(part),
                    Some(values) => {
                        let mut by_value: BTreeMap<&Score, Vec<EntryIndex>> = BTreeMap::new();
                        for (entry, value) in values {
                            by_value.entry(value).or_default().push(*entry);
                        }
                        split.extend(by_value.into_values().rev());
                    }
                }
                let mut values = values.unwrap_or_default();
                values.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
                tie.uses.push(LinkUse { link, values });
            }
            parts = split;
        }
        let mut groups = Vec::new();
        for part in parts {
            if part.len() == 1 {
                groups.push((part, false));
            } else {
                groups.extend(self.end_tie(index, ties.end, part, &mut tie));
            }
        }
        (groups, tie)
    }

    fn end_tie(
        &mut self,
        stage: StageIndex,
        end: TiesEnd,
        part: Vec<EntryIndex>,
        tie: &mut Tie,
    ) -> Vec<(Vec<EntryIndex>, bool)> {
        let entries = self.alphabetical(part);
        let decided =
            self.contest.decisions.iter().enumerate().rev().find_map(|(index, decision)| match &decision.kind {
                DecisionKind::Order { stage: about, order } if *about == stage && same(&order.concat(), &entries) => {
                    Some((index, order.clone()))
                }
                _ => None,
            });
        if let Some((decision, order)) = decided {
            tie.ends.push(TieEnd { entries: entries.clone(), fate: Fate::Decided(decision) });
            self.applied.insert(decision, Applied { decision, computed: Some(entries) });
            return order.into_iter().map(|shared| (shared, false)).collect();
        }
        let (fate, open) = match end {
            TiesEnd::Share => (Fate::Shared, false),
            TiesEnd::Decide => (Fate::Open, true),
        };
        if open {
            self.open.push(Open::Tie { stage, entries: entries.clone() });
        }
        tie.ends.push(TieEnd { entries: entries.clone(), fate });
        vec![(entries, open)]
    }

    /// The number that a link gives each entry; none if one of them has no such number.
    fn link_values(&self, rule: &LinkRule, entries: &[EntryIndex]) -> Option<Vec<(EntryIndex, Score)>> {
        let values: Vec<Value> = match rule {
            LinkRule::Stage(stage) => entries.iter().map(|entry| self.score_of(*stage, *entry)).collect(),
            LinkRule::Criteria { stage, criteria } => {
                score_from(self.contest, *stage, entries, Only { axis: Axis::Criteria, members: criteria })
            }
            LinkRule::Jurors { stage, jurors } => {
                let members: Vec<usize> = jurors.iter().map(|juror| juror.0).collect();
                score_from(self.contest, *stage, entries, Only { axis: Axis::Jurors, members: &members })
            }
        };
        entries.iter().zip(values).map(|(entry, value)| Some((*entry, value.ok()?))).collect()
    }

    /// Every decision about the order names exactly entries that are equal.
    fn check_orders(&mut self, stage: StageIndex, ties: &[Tie]) {
        let equal: Vec<Vec<EntryIndex>> =
            ties.iter().flat_map(|tie| &tie.ends).map(|end| end.entries.clone()).collect();
        for (index, decision) in self.contest.decisions.iter().enumerate() {
            let DecisionKind::Order { stage: about, order } = &decision.kind else { continue };
            let in_field = |tie: &Tie| tie.entries.iter().any(|entry| order.concat().contains(entry));
            let elsewhere = self.contest.stage(stage).within.is_some() && !ties.iter().any(in_field);
            if *about == stage && !self.applied.contains_key(&index) && !elsewhere {
                let expected: Vec<String> = equal.iter().map(|entries| self.ids(entries)).collect();
                let fault = Diagnostic::new(Code::DecisionEntries, decision.place);
                let expected = if expected.is_empty() { "no".to_owned() } else { expected.join("; ") };
                self.faults.push(fault.with("found", self.ids(&order.concat())).with("expected", expected));
            }
            if *about == stage && !decision.was.is_empty() && self.applied.contains_key(&index) {
                let entries = order.concat();
                self.check_was(index, &entries);
            }
        }
    }

    /// What a decision says of the state before it is what the arithmetic gives.
    pub(super) fn check_was(&mut self, decision: usize, computed: &[EntryIndex]) {
        let decision = &self.contest.decisions[decision];
        let mut was: Vec<&str> = decision.was.split([' ', '=']).filter(|id| !id.is_empty()).collect();
        let mut stands: Vec<&str> = computed.iter().map(|entry| self.contest.entry(*entry).id.as_str()).collect();
        was.sort_unstable();
        stands.sort_unstable();
        if !decision.was.is_empty() && was != stands {
            let fault = Diagnostic::new(Code::DecisionWas, decision.place).with("was", decision.was.as_str());
            self.faults.push(fault.with("stands", self.ids(computed)));
        }
    }

    /// The ids of entries as a table's cell lists them.
    pub(super) fn ids(&self, entries: &[EntryIndex]) -> String {
        let ids: Vec<&str> = entries.iter().map(|entry| self.contest.entry(*entry).id.as_str()).collect();
        ids.join(" ")
    }

    /// Entries by their names, in the alphabetical order of the contest's language.
    pub(super) fn alphabetical(&self, mut entries: Vec<EntryIndex>) -> Vec<EntryIndex> {
        let alphabet = Alphabet::new(self.contest.rules.language);
        let name = |entry: &EntryIndex| self.contest.entry(*entry).name.as_str();
        entries.sort_by(|one, other| alphabet.compare(name(one), name(other)).then(one.cmp(other)));
        entries
    }

    /// The standings of a field.
    pub(super) fn field(
        &self,
        stage: StageIndex,
        within: Option<String>,
        ordered: &Ordered,
        passing: Option<&BTreeSet<EntryIndex>>,
    ) -> Field {
        let places = places(&ordered.groups, self.contest.stage(stage).numbering);
        let mut standings = Vec::new();
        for (group, place) in ordered.groups.iter().zip(places) {
            for &entry in &self.alphabetical(group.entries.clone()) {
                let state = State::Placed;
                let (place, tied) = (Some(place.clone()), group.entries.len() > 1);
                standings.push(Standing { place, tied, ..self.standing(stage, entry, state, passing) });
            }
        }
        for &entry in &self.alphabetical(ordered.others.clone()) {
            let standing = self.standing(stage, entry, self.state(stage, entry), passing);
            let below = |placed: &Standing| match (&standing.score, &placed.score) {
                (Ok(own), Ok(other)) => other < own || other == own && placed.state > standing.state,
                (Ok(_), Err(_)) => true,
                (Err(_), _) => false,
            };
            let competes = standing.state == State::OutOfCompetition;
            let position = if competes { standings.iter().position(below) } else { None };
            standings.insert(position.unwrap_or(standings.len()), standing);
        }
        Field { within, standings, ties: ordered.ties.clone() }
    }

    fn standing(
        &self,
        stage: StageIndex,
        entry: EntryIndex,
        state: State,
        passing: Option<&BTreeSet<EntryIndex>>,
    ) -> Standing {
        let parts = self.scored[stage.0].parts.get(&entry).cloned().unwrap_or_default();
        let passed = passing.map(|passing| passing.contains(&entry));
        Standing { entry, state, score: self.score_of(stage, entry), place: None, tied: false, passed, parts }
    }

    fn state(&self, stage: StageIndex, entry: EntryIndex) -> State {
        match self.statuses[entry.0] {
            Status::Rejected => State::Rejected,
            Status::Withdrawn => State::Withdrawn,
            Status::Disqualified => State::Disqualified,
            Status::Eligible | Status::OutOfCompetition if self.score_of(stage, entry).is_err() => State::NotScored,
            Status::OutOfCompetition => State::OutOfCompetition,
            Status::Eligible => State::Placed,
        }
    }
}

/// The place of each group.
fn places(groups: &[Group], numbering: Numbering) -> Vec<Score> {
    let mut ahead = 0;
    let mut places = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let size = group.entries.len();
        places.push(match numbering {
            Numbering::Standard => Score::from(ahead + 1),
            Numbering::Dense => Score::from(index + 1),
            // The mean of the places ahead + 1 to ahead + size.
            Numbering::Averaged => Score::from(2 * ahead + size + 1) / Score::integer(2),
        });
        ahead += size;
    }
    places
}

/// Whether two lists name the same entries.
pub(super) fn same(one: &[EntryIndex], other: &[EntryIndex]) -> bool {
    let sorted = |list: &[EntryIndex]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    sorted(one) == sorted(other)
}

/// The first of groups of equals, so many; with them the equals across the cut if the jury has to decide.
pub(super) fn first(
    groups: Vec<Vec<EntryIndex>>,
    count: usize,
    tied: Tied,
) -> (Vec<EntryIndex>, Option<Vec<EntryIndex>>) {
    let mut holders = Vec::new();
    for group in groups {
        let room = count.saturating_sub(holders.len());
        if room == 0 {
            break;
        }
        if group.len() <= room || tied == Tied::In {
            holders.extend(group);
        } else {
            return (holders, (tied == Tied::Decide).then_some(group));
        }
    }
    (holders, None)
}
