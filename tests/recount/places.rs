//! From scores to places, to those who pass, and to those who hold something.

use std::collections::{BTreeMap, BTreeSet};

pub use crate::model::Numbering;
use crate::model::{
    Bound, Column, Decision, End, Number, Quota, RANKING, Relation, Status, TRACKS, Tied, Top, Way, ratio, whole,
};
use crate::naive::{Recount, Refusals};

/// A stage with its results.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Who is listed there.
    pub listed: Vec<usize>,
    pub scores: BTreeMap<usize, Option<Number>>,
    /// Whether the lower scores are better.
    pub low: bool,
    /// What the highest marks would give, by track.
    pub maxima: BTreeMap<Option<usize>, Option<Number>>,
    pub fields: Vec<Field>,
    pub places: BTreeMap<usize, Number>,
    pub tied: BTreeSet<usize>,
    /// Equals whose order the jury has still to decide.
    pub undecided: BTreeSet<usize>,
    /// Who passes; nothing where no line says who does.
    pub passed: Option<BTreeSet<usize>>,
}

/// Those of a field who count, with their scores, and the others who have one.
type Entries = (BTreeMap<usize, Number>, Vec<usize>);

/// Entries that are ordered among themselves.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub value: Option<Option<usize>>,
    /// Those who count, equals together, best first.
    pub groups: Vec<Vec<usize>>,
    /// The others who have a score: those out of competition, and those who stopped being judged.
    pub others: Vec<usize>,
    /// Those who stopped earlier, where they follow.
    pub followers: Vec<Vec<usize>>,
}

/// What a cut does with an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    In,
    Out,
    Open,
}

impl Counted {
    /// What the entry's place among the entries of the stage is worth.
    pub fn worth(&self, entry: usize, worth: &dyn Fn(usize, usize, usize) -> Number) -> Option<Number> {
        for field in &self.fields {
            let mut ahead = 0;
            for (index, group) in field.groups.iter().enumerate() {
                if group.contains(&entry) {
                    return Some(worth(ahead, group.len(), index));
                }
                ahead += group.len();
            }
            if field.others.contains(&entry) {
                let better: Vec<&Vec<usize>> =
                    field.groups.iter().filter(|group| self.is_better(group[0], entry)).collect();
                return Some(worth(better.iter().map(|group| group.len()).sum(), 1, better.len()));
            }
        }
        None
    }

    fn is_better(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.scores[&one], self.scores[&other]);
        if self.low { one < other } else { one > other }
    }
}

/// The place of a group of equals behind others.
pub fn number(numbering: Numbering, ahead: usize, size: usize, index: usize) -> Number {
    match numbering {
        Numbering::Standard => whole(ahead + 1),
        Numbering::Dense => whole(index + 1),
        Numbering::Averaged => (ahead + 1..=ahead + size).map(whole).sum::<Number>() / whole(size),
    }
}

/// The place of each entry.
pub fn numbered(groups: &[Vec<usize>], numbering: Numbering) -> BTreeMap<usize, Number> {
    let mut places = BTreeMap::new();
    let mut ahead = 0;
    for (index, group) in groups.iter().enumerate() {
        places.extend(group.iter().map(|entry| (*entry, number(numbering, ahead, group.len(), index))));
        ahead += group.len();
    }
    places
}

/// Groups of equals, best first; neighbours so close are equal, and so on down the order.
pub fn by_number(numbers: &BTreeMap<usize, Number>, low: bool, close: Number) -> Vec<Vec<usize>> {
    let mut order: Vec<(Number, usize)> = numbers.iter().map(|(entry, number)| (*number, *entry)).collect();
    order.sort_by_key(|(number, entry)| (if low { *number } else { -number }, *entry));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<Number> = None;
    for (number, entry) in order {
        match groups.last_mut() {
            Some(group) if last.is_some_and(|last| (last - number).max(number - last) <= close) => group.push(entry),
            _ => groups.push(vec![entry]),
        }
        last = Some(number);
    }
    groups
}

impl Recount<'_> {
    /// Counts the next stage. False if nothing after it can be counted.
    pub fn count(&mut self) -> Result<bool, Refusals> {
        let index = self.stages.len();
        let contest = self.contest;
        let listed = self.listed(index);
        let scores = self.scores(index, &listed)?;
        let low = self.is_low(index);
        let tracks = (0..TRACKS.len()).map(Some).filter(|_| contest.entries[0].track.is_some());
        let tracks: BTreeSet<Option<usize>> = tracks.chain(contest.entries.iter().map(|entry| entry.track)).collect();
        let maxima = tracks.into_iter().map(|track| (track, self.maximum(index, track))).collect();
        self.stages.push(Counted { listed, scores, low, maxima, ..Counted::default() });
        self.order(index);
        let goes_on = self.pass(index);
        let stage = &self.stages[index];
        let passing = |entry: &usize| stage.passed.as_ref().is_none_or(|passed| passed.contains(entry));
        self.remaining.retain(passing);
        if contest.stages[index].follow {
            self.follow();
        }
        let own = &contest.stages[index];
        let taken = self.taken(index).and_then(|of| contest.stages[of].places);
        let numbering = own.places.or(taken);
        let stage = &mut self.stages[index];
        for field in &stage.fields {
            let groups: Vec<Vec<usize>> = field.groups.iter().chain(&field.followers).cloned().collect();
            stage.places.extend(numbered(&groups, numbering.unwrap_or(Numbering::Standard)));
            stage.tied.extend(groups.iter().filter(|group| group.len() > 1).flatten());
        }
        Ok(goes_on)
    }

    /// Those who take part, and those who no longer do but were judged.
    fn listed(&self, index: usize) -> Vec<usize> {
        let contest = self.contest;
        let own = &contest.stages[index];
        let was_judged = |entry: usize| {
            let there = |of: &usize| self.stages[*of].listed.contains(&entry);
            own.cells.keys().any(|key| key.1 == entry) || !own.of.is_empty() && own.of.iter().all(there)
        };
        let listed = |entry: &usize| {
            self.remaining.contains(entry) || !contest.entries[*entry].status.is_judged() && was_judged(*entry)
        };
        (0..contest.entries.len()).filter(listed).collect()
    }

    /// The stage whose order a ranking takes.
    pub fn taken(&self, index: usize) -> Option<usize> {
        let own = &self.contest.stages[index];
        let silent = own.id == RANKING && own.score.is_none() && own.ties.is_none() && own.of.len() == 1;
        own.of.first().copied().filter(|of| silent && self.contest.stages[*of].within == own.within)
    }

    /// Orders the entries of each field.
    fn order(&mut self, index: usize) {
        let contest = self.contest;
        let own = &contest.stages[index];
        let counted = &self.stages[index];
        let mut fields: BTreeMap<Option<Option<usize>>, Entries> = BTreeMap::new();
        for &entry in &counted.listed {
            let value = own.within.map(|column| contest.column(entry, column));
            let (numbers, others) = fields.entry(value).or_default();
            match (contest.entries[entry].status, counted.scores[&entry]) {
                (Status::Eligible, Some(score)) => drop(numbers.insert(entry, score)),
                (_, Some(_)) => others.push(entry),
                (_, None) => {}
            }
        }
        let taken = self.taken(index);
        let close = own.equal_within.unwrap_or(ratio(0, 1));
        let mut ordered = Vec::new();
        let mut undecided = BTreeSet::new();
        for (value, (numbers, others)) in fields {
            let groups = match taken {
                Some(of) => {
                    self.bite("the order of a stage is taken");
                    let there = self.stages[of].fields.iter().filter(|field| field.value == value);
                    let groups = there.flat_map(|field| &field.groups);
                    let here = |entry: &usize| numbers.contains_key(entry);
                    let groups = groups.map(|group| group.iter().copied().filter(here).collect::<Vec<usize>>());
                    groups.filter(|group| !group.is_empty()).collect()
                }
                None => {
                    let groups = by_number(&numbers, counted.low, close);
                    if groups.len() < by_number(&numbers, counted.low, ratio(0, 1)).len() {
                        self.bite("close scores are equal");
                    }
                    let links = own.ties.iter().flat_map(|ties| &ties.links);
                    links.fold(groups, |groups, link| self.split_stage(index, link, groups))
                }
            };
            let groups = match taken {
                // It is taken with what was decided there.
                Some(of) => {
                    let open = |entry: &&usize| self.stages[of].undecided.contains(entry);
                    undecided.extend(groups.iter().filter(|group| group.len() > 1).flatten().filter(open));
                    groups
                }
                None => {
                    let ties = own.ties.as_ref();
                    let decides = ties.is_some_and(|ties| ties.end == Some(End::Decide));
                    let mut decided = Vec::new();
                    for group in groups {
                        match self.decided_order(index, &group) {
                            Some(order) => {
                                self.bite("the jury orders equals");
                                decided.extend(order);
                            }
                            None => {
                                undecided.extend(group.iter().filter(|_| decides && group.len() > 1));
                                decided.push(group);
                            }
                        }
                    }
                    decided
                }
            };
            ordered.push(Field { value, groups, others, followers: Vec::new() });
        }
        let counted = &mut self.stages[index];
        counted.fields = ordered;
        counted.undecided = undecided;
    }

    /// The order in which the jury put exactly these equals.
    fn decided_order(&self, index: usize, group: &[usize]) -> Option<Vec<Vec<usize>>> {
        // What is said of a ranking that takes a stage's order is said of that stage.
        let about = |stage: usize| self.taken(stage).unwrap_or(stage);
        let equals: BTreeSet<usize> = group.iter().copied().collect();
        self.contest.decisions.iter().find_map(|decision| match decision {
            Decision::Order { stage, order } if about(*stage) == index => {
                let named: BTreeSet<usize> = order.iter().flatten().copied().collect();
                (named == equals).then(|| order.clone())
            }
            _ => None,
        })
    }

    /// Equals whose order is for the jury are on neither side of a cut.
    pub fn tied_at(&self, index: usize, groups: &[Vec<usize>], quota: usize, tied: Option<Tied>) -> Option<Tied> {
        let across = cut(groups, quota, Some(Tied::Decide));
        let across = across.iter().filter(|(_, verdict)| **verdict == Verdict::Open).map(|(entry, _)| entry);
        let undecided = across.into_iter().any(|entry| self.stages[index].undecided.contains(entry));
        if undecided { Some(Tied::Decide) } else { tied }
    }

    /// Who passes. False if that is open.
    fn pass(&mut self, index: usize) -> bool {
        let contest = self.contest;
        let decided = contest.decisions.iter().find_map(|decision| match decision {
            Decision::Pass { stage, entries } if *stage == index => Some(entries.clone()),
            _ => None,
        });
        if decided.is_some() {
            self.bite("the jury decides who passes");
            self.stages[index].passed = decided;
            return true;
        }
        let Some(pass) = &contest.stages[index].pass else { return true };
        let mut passed = BTreeSet::new();
        let mut open = pass.0.is_empty();
        for field in &self.stages[index].fields {
            let ways: Vec<BTreeMap<usize, Verdict>> = pass.0.iter().map(|way| self.passes(index, field, way)).collect();
            let judged = |entry: &&usize| contest.entries[**entry].status.is_judged();
            for &entry in field.groups.iter().flatten().chain(&field.others).filter(judged) {
                if ways.iter().any(|way| way[&entry] == Verdict::In) {
                    passed.insert(entry);
                    if ways.iter().any(|way| way[&entry] == Verdict::Open) {
                        self.bite("one way passes whom another leaves open");
                    }
                    if contest.entries[entry].status == Status::OutOfCompetition {
                        self.bite("one out of competition passes");
                    }
                } else if ways.iter().any(|way| way[&entry] == Verdict::Open) {
                    open = true;
                }
            }
        }
        let counted = &mut self.stages[index];
        counted.passed = Some(passed);
        !open
    }

    fn passes(&self, index: usize, field: &Field, way: &Way) -> BTreeMap<usize, Verdict> {
        let counted = &self.stages[index];
        let meets = |entry: &usize| {
            let score = counted.scores[entry].expect("those with a score are ordered");
            way.bounds.iter().all(|bound| holds(score, bound, self.maximum_for(index, *entry)))
        };
        let all = field.groups.iter().flatten().chain(&field.others);
        let mut verdicts: BTreeMap<usize, Verdict> =
            all.map(|entry| (*entry, if meets(entry) { Verdict::In } else { Verdict::Out })).collect();
        let Some(top) = &way.top else { return verdicts };
        let values: BTreeSet<Option<usize>> =
            verdicts.keys().map(|entry| top.within.and_then(|column| self.contest.column(*entry, column))).collect();
        for value in values {
            let here = |entry: &usize| top.within.and_then(|column| self.contest.column(*entry, column)) == value;
            let quota = self.quota(index, field, top, value);
            let count = |entry: &&usize| here(entry) && meets(entry);
            let groups: Vec<Vec<usize>> =
                field.groups.iter().map(|group| group.iter().filter(count).copied().collect()).collect();
            let tied = self.tied_at(index, &groups, quota, top.tied);
            verdicts.extend(cut(&groups, quota, tied));
            self.bite_cut(&groups, quota, tied, ["cut: in", "cut: out", "cut: decide"]);
            for other in field.others.iter().filter(|other| here(other) && meets(other)) {
                let ahead = groups.iter().flatten().filter(|entry| counted.is_better(**entry, *other)).count();
                verdicts.insert(*other, if ahead < quota { Verdict::In } else { Verdict::Out });
            }
        }
        verdicts
    }

    /// What the highest marks would give the entry.
    pub fn maximum_for(&self, index: usize, entry: usize) -> Option<Number> {
        self.stages[index].maxima[&self.contest.entries[entry].track]
    }

    /// How many pass. A part is of all who count.
    fn quota(&self, index: usize, field: &Field, top: &Top, value: Option<usize>) -> usize {
        let (percent, up) = match top.quota {
            Quota::Count(count) => return count,
            Quota::Part { percent, up } => (percent, up),
        };
        let contest = self.contest;
        let counts = |entry: &&usize| {
            let same = |column: Option<Column>, value: Option<usize>| {
                column.is_none_or(|column| contest.column(**entry, column) == value)
            };
            let in_field = same(contest.stages[index].within, field.value.flatten());
            in_field && same(top.within, value)
        };
        let fields = &self.stages[top.of.unwrap_or(index)].fields;
        let all = fields.iter().flat_map(|field| &field.groups).flatten().filter(counts).count();
        let part = percent * whole(all) / ratio(100, 1);
        let part = if up { part.ceil() } else { part.floor() };
        usize::try_from(part.to_integer()).expect("a part of a few")
    }

    /// Notes what is done with equals across a cut.
    pub fn bite_cut(&self, groups: &[Vec<usize>], quota: usize, tied: Option<Tied>, names: [&'static str; 3]) {
        let before = cut(groups, quota, Some(Tied::Decide));
        if before.values().any(|verdict| *verdict == Verdict::Open) {
            self.bite(match tied.unwrap_or(Tied::Decide) {
                Tied::In => names[0],
                Tied::Out => names[1],
                Tied::Decide => names[2],
            });
        }
    }

    /// Places those who stopped earlier below: the later they stopped the higher, then as they stood there.
    fn follow(&mut self) {
        let ranking = self.contest.ranking();
        let within = self.contest.stages[ranking].within;
        let mut seen: BTreeSet<usize> = self.stages[ranking].listed.iter().copied().collect();
        let mut followers: Vec<Vec<usize>> = Vec::new();
        for stage in self.stages[..ranking].iter().rev() {
            for group in stage.fields.iter().flat_map(|field| &field.groups) {
                followers.push(group.iter().copied().filter(|entry| !seen.contains(entry)).collect());
                seen.extend(group);
            }
        }
        let value = |entry: usize| within.map(|column| self.contest.column(entry, column));
        let values: BTreeSet<_> = followers.iter().flatten().map(|entry| value(*entry)).collect();
        for own in values {
            self.bite("one who stopped follows");
            let groups: Vec<Vec<usize>> = followers
                .iter()
                .map(|group| group.iter().copied().filter(|entry| value(*entry) == own).collect::<Vec<usize>>())
                .filter(|group| !group.is_empty())
                .collect();
            let fields = &mut self.stages[ranking].fields;
            match fields.iter_mut().find(|field| field.value == own) {
                Some(field) => field.followers = groups,
                None => fields.push(Field { value: own, followers: groups, ..Field::default() }),
            }
        }
    }
}

/// Whether a number is in a bound.
pub fn holds(value: Number, bound: &Bound, maximum: Option<Number>) -> bool {
    let limit = if bound.percent {
        bound.limit / ratio(100, 1) * maximum.expect("a part is of something")
    } else {
        bound.limit
    };
    match bound.relation {
        Relation::AtLeast => value >= limit,
        Relation::Above => value > limit,
        Relation::AtMost => value <= limit,
        Relation::Below => value < limit,
    }
}

/// What a cut after so many does with each of the ordered.
pub fn cut(groups: &[Vec<usize>], quota: usize, tied: Option<Tied>) -> BTreeMap<usize, Verdict> {
    let mut verdicts = BTreeMap::new();
    let mut ahead = 0;
    for group in groups {
        let across = ahead < quota && ahead + group.len() > quota;
        let verdict = match tied.unwrap_or(Tied::Decide) {
            _ if ahead >= quota => Verdict::Out,
            _ if !across => Verdict::In,
            Tied::In => Verdict::In,
            Tied::Out => Verdict::Out,
            Tied::Decide => Verdict::Open,
        };
        verdicts.extend(group.iter().map(|entry| (*entry, verdict)));
        ahead += group.len();
    }
    verdicts
}
