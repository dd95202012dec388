//! The order of a field: scores, ties, places.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::contest::{
    Axis, DecisionKind, Direction, EntryIndex, LinkRule, Measured, Numbering, StageIndex, Status, Tied, TiesEnd,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold::{Gap, Value};
use crate::score::Score;
use crate::tally::by_entry::EntrySet;
use crate::tally::parts::StageParts;
use crate::tally::scores::Only;
use crate::tally::{Applied, Count, Fate, Field, LinkUse, Open, Standing, State, Tie, TieEnd};

/// The entries of a field in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Ordered {
    /// Those in competition with a score, best first.
    pub(super) groups: Vec<Group>,
    /// The others, in no order.
    pub(super) others: Vec<EntryIndex>,
    /// Those whose scores are equal, until the field is made.
    pub(super) ties: Vec<Tie>,
}

impl Ordered {
    /// Every entry of the field.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.groups.iter().flat_map(|group| &group.entries).chain(&self.others).copied()
    }
}

/// Entries that nothing distinguishes.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) entries: Vec<EntryIndex>,
    /// Whether the jury has still to decide their order.
    pub(super) open: bool,
    /// The score of each in the stage whose order it is; nothing where their scores need not be the same.
    pub(super) score: Option<Score>,
}

/// What a link gives an entry.
struct LinkNumber {
    /// The greater is the better.
    key: Vec<Score>,
    /// As it is shown.
    shown: Vec<Score>,
}

impl LinkNumber {
    fn new(shown: Vec<Score>, direction: Direction) -> Self {
        let key = match direction {
            Direction::Higher => shown.clone(),
            Direction::Lower => shown.iter().cloned().map(|number| -number).collect(),
        };
        LinkNumber { key, shown }
    }
}

impl Count<'_> {
    /// The score of an entry in a stage that has been counted.
    pub(super) fn score_of(&self, stage: StageIndex, entry: EntryIndex) -> Value {
        self.scored[stage.0].values.get(entry).cloned().unwrap_or(Err(Gap::NoScore))
    }

    /// Puts the entries of a field in order.
    pub(super) fn order(&mut self, stage: StageIndex, entries: &[EntryIndex]) -> Ordered {
        if let Some(of) = self.contest.stage(stage).takes_order_of {
            return self.taken_order(of, entries);
        }
        let values = &self.scored[stage.0].values;
        let mut scored: Vec<EntryIndex> = Vec::with_capacity(entries.len());
        let mut ordered = Ordered::default();
        for &entry in entries {
            match values.get(entry) {
                Some(Ok(_)) if self.statuses[entry.position()] == Status::Eligible => scored.push(entry),
                Some(Ok(_)) => ordered.others.push(entry),
                Some(Err(_)) | None => {
                    if self.statuses[entry.position()].is_judged() {
                        self.open.push(Open::NoScore { stage, entry });
                    }
                    ordered.others.push(entry);
                }
            }
        }
        let are_the_same = self.contest.stage(stage).equal_within.is_zero();
        for equals in self.equals(stage, &scored) {
            let score = equals.first().filter(|_| are_the_same).and_then(|first| self.score_of(stage, *first).ok());
            if equals.len() == 1 {
                ordered.groups.push(Group { entries: equals, open: false, score });
            } else {
                let (groups, tie) = self.break_tie(stage, equals);
                let group = |(entries, open)| Group { entries, open, score: score.clone() };
                ordered.groups.extend(groups.into_iter().map(group));
                ordered.ties.push(tie);
            }
        }
        self.check_orders(stage, &ordered.ties);
        ordered
    }

    /// The order that another stage has already found, of those who are here.
    fn taken_order(&self, of: StageIndex, entries: &[EntryIndex]) -> Ordered {
        let own: EntrySet = entries.iter().copied().collect();
        let here = |list: &[EntryIndex]| list.iter().copied().filter(|entry| own.contains(entry)).collect();
        let mut ordered = Ordered::default();
        for (_, found) in &self.ordered[of.0] {
            let group = |group: &Group| Group { entries: here(&group.entries), open: group.open, score: None };
            let groups = found.groups.iter().map(group);
            ordered.groups.extend(groups.filter(|group| !group.entries.is_empty()));
            ordered.others.extend::<Vec<EntryIndex>>(here(&found.others));
        }
        ordered
    }

    /// Whether a decision about the order of one stage holds for another: a ranking that takes a stage's order
    /// is decided with it.
    pub(super) fn decides(&self, about: StageIndex, stage: StageIndex) -> bool {
        about == stage || self.contest.stage(about).takes_order_of == Some(stage)
    }

    /// Entries that have a score, in the order of their scores; neighbours that are close enough are equal, and so on
    /// down the order.
    fn equals(&self, stage: StageIndex, entries: &[EntryIndex]) -> Vec<Vec<EntryIndex>> {
        let values = &self.scored[stage.0].values;
        let stage = self.contest.stage(stage);
        let score = |entry: &EntryIndex| values.get(*entry)?.as_ref().ok();
        if stage.equal_within.is_zero()
            && let Some(ranks) = ranks(entries, stage.direction, score)
        {
            return equals_by_rank(&ranks, entries);
        }
        let scored = entries.iter().filter_map(|entry| Some((score(entry)?, *entry)));
        let mut scored: Vec<(&Score, EntryIndex)> = scored.collect();
        scored
            .par_sort_unstable_by(|one, other| stage.direction.better_first(one.0, other.0).then(one.1.cmp(&other.1)));
        let close = |one: &(&Score, EntryIndex), other: &(&Score, EntryIndex)| {
            one.0 == other.0 || (one.0 - other.0).abs() <= stage.equal_within
        };
        scored.chunk_by(close).map(|equals| equals.iter().map(|(_, entry)| *entry).collect()).collect()
    }

    /// In the ranking, those who stopped earlier are placed below, by the last stage that they took part in.
    pub(super) fn follow(&self, ranking: StageIndex, within: Option<&str>, ordered: &mut Ordered) {
        let column = self.contest.stage(ranking).within.as_ref();
        let in_field = |entry: &EntryIndex| {
            column.is_none_or(|column| {
                self.contest.entry(*entry).fields.get(column).unwrap_or_default() == within.unwrap_or("")
            })
        };
        if !self.contest.stage(ranking).follow {
            return;
        }
        let mut listed: EntrySet = ordered.entries().collect();
        for stage in self.ordered[..ranking.0].iter().rev() {
            for (_, earlier) in stage {
                for group in &earlier.groups {
                    let new = |entry: &EntryIndex| !listed.contains(entry) && in_field(entry);
                    let entries: Vec<EntryIndex> = group.entries.iter().copied().filter(new).collect();
                    if !entries.is_empty() {
                        listed.extend(&entries);
                        ordered.groups.push(Group { entries, open: group.open, score: None });
                    }
                }
            }
        }
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
                let values = self.link_values(index, &each.rule, &part);
                match (&each.rule, &values) {
                    (LinkRule::Countback(axis), _) => split.extend(self.count_back(index, *axis, part)),
                    (_, None) => split.push(part),
                    (_, Some(values)) => {
                        let mut by_value: BTreeMap<&[Score], Vec<EntryIndex>> = BTreeMap::new();
                        for (entry, number) in values {
                            by_value.entry(&number.key).or_default().push(*entry);
                        }
                        split.extend(by_value.into_values().rev());
                    }
                }
                let mut values = values.unwrap_or_default();
                values.sort_by(|one, other| other.1.key.cmp(&one.1.key).then(one.0.cmp(&other.0)));
                let values = values.into_iter().map(|(entry, number)| (entry, number.shown)).collect();
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

    /// The best, then the second best; where one of them has no further one, nothing more is looked at.
    fn count_back(&self, own: StageIndex, axis: Axis, part: Vec<EntryIndex>) -> Vec<Vec<EntryIndex>> {
        let direction = self.contest.stage(own).direction_before(axis);
        let sorted = |entry: &EntryIndex| {
            let mut values = self.values_before(own, axis, *entry);
            values.sort_by(|one, other| direction.better_first(one, other));
            (*entry, values)
        };
        let sorted: BTreeMap<EntryIndex, Vec<Score>> = part.iter().map(sorted).collect();
        let mut parts = vec![part];
        for nth in 0.. {
            let mut split: Vec<Vec<EntryIndex>> = Vec::new();
            let mut any = false;
            for part in parts {
                let values: Option<Vec<Score>> = part.iter().map(|entry| sorted[entry].get(nth).cloned()).collect();
                let Some(values) = values.filter(|_| part.len() > 1) else {
                    split.push(part);
                    continue;
                };
                any = true;
                let mut by: Vec<(Score, EntryIndex)> = values.into_iter().zip(part).collect();
                by.sort_by(|one, other| direction.better_first(&one.0, &other.0).then(one.1.cmp(&other.1)));
                split.extend(
                    by.chunk_by(|one, other| one.0 == other.0).map(|own| own.iter().map(|each| each.1).collect()),
                );
            }
            parts = split;
            if !any {
                break;
            }
        }
        parts
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
                DecisionKind::Order { stage: about, order }
                    if self.decides(*about, stage) && same(&order.concat(), &entries) =>
                {
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

    /// The numbers of an entry before an axis of the stage is folded.
    fn values_before(&self, stage: StageIndex, axis: Axis, entry: EntryIndex) -> Vec<Score> {
        let entry = [entry];
        let parts = StageParts::new(self.scorer(), stage, Cow::Borrowed(&entry)).of(&entry);
        parts.iter().flat_map(|own| own.before(axis)).filter_map(|part| part.value.clone().ok()).collect()
    }

    /// The scores of entries counted from some members of an axis alone. Those of whole fields are counted once.
    pub(super) fn scores_from(&mut self, stage: StageIndex, entries: &[EntryIndex], only: Only) -> Vec<Value> {
        let key = (stage, only.axis, only.members.to_vec());
        let mut known = self.from_some.remove(&key).unwrap_or_default();
        let unknown: Vec<EntryIndex> = entries.iter().copied().filter(|entry| !known.has(*entry)).collect();
        if !unknown.is_empty() {
            known.extend(self.scorer().score_from(stage, &unknown, only));
        }
        let values = entries.iter().map(|entry| known.get(*entry).cloned().unwrap_or(Err(Gap::NoScore))).collect();
        self.from_some.insert(key, known);
        values
    }

    /// The number that a link gives each entry; none if one of them has no such number.
    fn link_values(
        &mut self,
        own: StageIndex,
        rule: &LinkRule,
        entries: &[EntryIndex],
    ) -> Option<Vec<(EntryIndex, LinkNumber)>> {
        let of_scores = |stage: StageIndex, values: Vec<Value>| -> Option<Vec<LinkNumber>> {
            let direction = self.contest.stage(stage).direction;
            values.into_iter().map(|value| Some(LinkNumber::new(vec![value.ok()?], direction))).collect()
        };
        let measured = |measured: &Measured, direction| -> Option<Vec<LinkNumber>> {
            let number = |entry: &EntryIndex| self.scorer().measured(*entry, measured);
            entries.iter().map(|entry| Some(LinkNumber::new(vec![number(entry)?], direction))).collect()
        };
        let before = |axis: Axis, entry: EntryIndex| self.values_before(own, axis, entry);
        let numbers = match rule {
            LinkRule::Stage(stage) => {
                of_scores(*stage, entries.iter().map(|entry| self.score_of(*stage, *entry)).collect())
            }
            LinkRule::Criteria { stage, criteria } => {
                let only = Only { axis: Axis::Criteria, members: criteria };
                of_scores(*stage, self.scores_from(*stage, entries, only))
            }
            LinkRule::Jurors { stage, jurors } => {
                let members: Vec<usize> = jurors.iter().map(|juror| juror.0).collect();
                let only = Only { axis: Axis::Jurors, members: &members };
                of_scores(*stage, self.scores_from(*stage, entries, only))
            }
            LinkRule::Count(axis, bounds) => {
                let inside = |score: &&Score| bounds.iter().all(|(relation, limit)| relation.holds(score, limit));
                let count = |entry: &EntryIndex| Score::from(before(*axis, *entry).iter().filter(inside).count());
                Some(entries.iter().map(|entry| LinkNumber::new(vec![count(entry)], Direction::Higher)).collect())
            }
            LinkRule::Countback(axis) => {
                let direction = self.contest.stage(own).direction_before(*axis);
                let best_first = |entry: &EntryIndex| {
                    let mut values = before(*axis, *entry);
                    values.sort_by(|one, other| direction.better_first(one, other));
                    LinkNumber::new(values, direction)
                };
                Some(entries.iter().map(best_first).collect())
            }
            LinkRule::Highest(number) => measured(number, Direction::Higher),
            LinkRule::Lowest(number) => measured(number, Direction::Lower),
        };
        Some(entries.iter().copied().zip(numbers?).collect())
    }

    /// Every decision about the order names exactly entries that are equal.
    fn check_orders(&mut self, stage: StageIndex, ties: &[Tie]) {
        let is_order = |decision: &crate::contest::Decision| matches!(decision.kind, DecisionKind::Order { .. });
        if self.is_lenient() || !self.contest.decisions.iter().any(is_order) {
            return;
        }
        let equal: Vec<Vec<EntryIndex>> =
            ties.iter().flat_map(|tie| &tie.ends).map(|end| end.entries.clone()).collect();
        for (index, decision) in self.contest.decisions.iter().enumerate() {
            let DecisionKind::Order { stage: about, order } = &decision.kind else { continue };
            let in_field = |tie: &Tie| tie.entries.iter().any(|entry| order.concat().contains(entry));
            let elsewhere = self.contest.stage(stage).within.is_some() && !ties.iter().any(in_field);
            if self.decides(*about, stage) && !self.applied.contains_key(&index) && !elsewhere {
                let expected: Vec<String> = equal.iter().map(|entries| self.ids(entries)).collect();
                let fault = Diagnostic::new(Code::DecisionEntries, decision.entries_place);
                let expected = if expected.is_empty() { "no".to_owned() } else { expected.join("; ") };
                self.faults.push(fault.with("found", self.ids(&order.concat())).with("expected", expected));
            }
            if self.decides(*about, stage) && self.applied.contains_key(&index) {
                let entries = order.concat();
                self.check_was(index, &entries);
            }
        }
    }

    /// What a decision says of the state before it is what the arithmetic gives.
    pub(super) fn check_was(&mut self, decision: usize, computed: &[EntryIndex]) {
        if self.is_lenient() {
            return;
        }
        let decision = &self.contest.decisions[decision];
        let mut was: Vec<&str> = decision.was.value.split([' ', '=']).filter(|id| !id.is_empty()).collect();
        let mut stands: Vec<&str> = computed.iter().map(|entry| self.contest.entry(*entry).id.as_str()).collect();
        was.sort_unstable();
        stands.sort_unstable();
        if !decision.was.value.is_empty() && was != stands {
            let fault = Diagnostic::new(Code::DecisionWas, decision.was.place).with("was", decision.was.value.as_str());
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
        if entries.len() > 1 {
            let ranks = self.ranks.get_or_init(|| self.alphabetical_ranks());
            entries.sort_unstable_by_key(|entry| ranks[entry.position()]);
        }
        entries
    }

    /// The position of every entry in the alphabetical order.
    fn alphabetical_ranks(&self) -> Vec<u32> {
        let name = |entry: &EntryIndex| self.contest.entry(*entry).name();
        let alphabet = &self.alphabet;
        let mut all: Vec<EntryIndex> = self.contest.entry_indices().collect();
        if !all.par_windows(2).all(|pair| alphabet.compare(name(&pair[0]), name(&pair[1])).is_le()) {
            all.par_sort_by(|one, other| alphabet.compare(name(one), name(other)).then(one.cmp(other)));
        }
        let mut ranks = vec![0; all.len()];
        for (rank, entry) in (0..).zip(all) {
            ranks[entry.position()] = rank;
        }
        ranks
    }

    /// The standings of a field, with its ties, which are taken out of the order.
    pub(super) fn field(
        &self,
        stage: StageIndex,
        within: Option<String>,
        ordered: &mut Ordered,
        passing: Option<&EntrySet>,
    ) -> Field {
        let ties = std::mem::take(&mut ordered.ties);
        let places = places(&ordered.groups, self.contest.stage(stage).numbering);
        let mut placed: Vec<(u32, EntryIndex)> = Vec::new();
        for (index, group) in (0..).zip(&ordered.groups) {
            placed.extend(self.alphabetical(group.entries.clone()).into_iter().map(|entry| (index, entry)));
        }
        let standing = |(index, entry): (u32, EntryIndex)| {
            let group = &ordered.groups[index as usize];
            let score = group.score.clone().map_or_else(|| self.score_of(stage, entry), Ok);
            let (place, tied) = (Some(places[index as usize].clone()), group.entries.len() > 1);
            Standing { place, tied, ..self.standing((entry, score), State::Placed, passing) }
        };
        let mut standings: Vec<Standing> = placed.into_par_iter().map(standing).collect();
        for &entry in &self.alphabetical(ordered.others.clone()) {
            let score = self.score_of(stage, entry);
            let standing = self.standing((entry, score), self.state(stage, entry), passing);
            let below = |placed: &Standing| match (&standing.score, &placed.score) {
                (Ok(own), Ok(other)) => self.contest.stage(stage).direction.better_first(own, other).is_lt(),
                (Ok(_), Err(_)) => true,
                (Err(_), _) => false,
            };
            let competes = standing.state == State::OutOfCompetition;
            let position = if competes { standings.iter().position(below) } else { None };
            standings.insert(position.unwrap_or(standings.len()), standing);
        }
        Field { within, standings, ties }
    }

    fn standing(&self, (entry, score): (EntryIndex, Value), state: State, passing: Option<&EntrySet>) -> Standing {
        let passed = passing.map(|passing| passing.contains(&entry));
        Standing { entry, state, score, place: None, tied: false, passed }
    }

    fn state(&self, stage: StageIndex, entry: EntryIndex) -> State {
        match self.statuses[entry.position()] {
            Status::Rejected => State::Rejected,
            Status::Withdrawn => State::Withdrawn,
            Status::Disqualified => State::Disqualified,
            Status::Eligible | Status::OutOfCompetition if self.score_of(stage, entry).is_err() => State::NotScored,
            Status::OutOfCompetition => State::OutOfCompetition,
            Status::Eligible => State::Placed,
        }
    }
}

/// A number of each entry, the lower the better its score; none where machine words do not hold all.
fn ranks<'s>(
    entries: &[EntryIndex],
    direction: Direction,
    score: impl Fn(&EntryIndex) -> Option<&'s Score> + Sync,
) -> Option<Vec<i64>> {
    const STRETCH: usize = 1 << 14;
    let common = |own: &[EntryIndex]| Score::common_denominator(own.iter().filter_map(&score), 1);
    let denominators: Option<Vec<i64>> = entries.par_chunks(STRETCH).map(common).collect();
    let denominators: Vec<Score> = denominators?.into_iter().map(|below| Score::ratio(1, below)).collect();
    let common = Score::common_denominator(denominators.iter(), 1)?;
    let rank = |entry: &EntryIndex| {
        let above = score(entry)?.over(common)?;
        // Of the complement the greater is the lower one.
        Some(if direction == Direction::Higher { !above } else { above })
    };
    let ranks: Option<Vec<Vec<i64>>> =
        entries.par_chunks(STRETCH).map(|own| own.iter().map(rank).collect::<Option<Vec<i64>>>()).collect();
    Some(ranks?.concat())
}

/// Entries, which rise, by their ranks: those of the lowest first, each group in its order.
fn equals_by_rank(ranks: &[i64], entries: &[EntryIndex]) -> Vec<Vec<EntryIndex>> {
    assert_eq!(ranks.len(), entries.len(), "each entry has a rank");
    let (Some(lowest), Some(highest)) = (ranks.iter().min(), ranks.iter().max()) else { return Vec::new() };
    let reach = highest.checked_sub(*lowest).and_then(|reach| usize::try_from(reach).ok());
    if let Some(reach) = reach.filter(|reach| *reach <= ranks.len()) {
        // Ranks so few need no sorting.
        let group = |rank: i64| usize::try_from(rank - lowest).expect("no rank is lower");
        let mut counts = vec![0; reach + 1];
        ranks.iter().for_each(|rank| counts[group(*rank)] += 1);
        let mut groups: Vec<Vec<EntryIndex>> = counts.into_iter().map(Vec::with_capacity).collect();
        ranks.iter().zip(entries).for_each(|(rank, entry)| groups[group(*rank)].push(*entry));
        groups.retain(|group| !group.is_empty());
        return groups;
    }
    let mut by: Vec<(i64, EntryIndex)> = ranks.iter().copied().zip(entries.iter().copied()).collect();
    by.par_sort_unstable();
    let equals = by.chunk_by(|one, other| one.0 == other.0);
    equals.map(|equals| equals.iter().map(|(_, entry)| *entry).collect()).collect()
}

/// The place of each group.
pub(super) fn places(groups: &[Group], numbering: Numbering) -> Vec<Score> {
    let mut ahead = 0;
    let mut places = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        places.push(numbering.place(ahead, group.entries.len(), index));
        ahead += group.entries.len();
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
