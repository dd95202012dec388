//! The lines that scores are measured by: bounds, cuts, and how far down awards reach.
//!
//! Receives a count, hands on for any score of an entry on which side of each line it is: its [`Profile`].

use std::collections::BTreeMap;

use crate::audit::margins::key;
use crate::audit::smallest::Stake;
use crate::contest::{
    Bound, Content, Contest, DecisionKind, Direction, EntryIndex, Link, LinkRule, Operation, Relation, Stage,
    StageIndex, Status, Step,
};
use crate::score::Score;
use crate::tally::{Basis, Change, Tally, Trial, limit};

/// Where a score puts its entry in a stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile {
    stage: StageIndex,
    /// How many others are better, by more than what counts as equal.
    ahead: usize,
    /// How many others count as equal.
    equal: usize,
    /// Whether each bound of the stage holds; of the ranking also those of the awards.
    bounds: Vec<bool>,
    /// On which side of the cut it is, where a number passes.
    cut: Side,
    /// The score; greater is better.
    key: Score,
}

/// On which side of a cut an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// Better than the last who passes anyway.
    In,
    /// Worse than the best who does not pass anyway.
    Out,
    /// It may decide who passes.
    Near,
}

/// The lines of a count.
pub struct Lines {
    stages: BTreeMap<StageIndex, StageLines>,
    /// What stands for each entry.
    base: BTreeMap<(StageIndex, EntryIndex), Profile>,
    eligible: Vec<bool>,
    ranking: StageIndex,
}

struct StageLines {
    direction: Direction,
    equal_within: Score,
    /// The field of each entry that competes.
    field: BTreeMap<EntryIndex, usize>,
    /// The scores of each field, best first.
    keys: Vec<Vec<Score>>,
    own: BTreeMap<EntryIndex, Score>,
    /// Of each entry, the limits of the bounds.
    bounds: BTreeMap<EntryIndex, Vec<(Relation, Option<Score>)>>,
    cut: Cut,
    /// How many groups' entries lead each field.
    leading: Vec<usize>,
    /// Of each award, how far down each field it reaches; awards above it included.
    reach: Vec<Vec<usize>>,
}

/// What decides who passes a stage beside bounds.
enum Cut {
    /// Nothing.
    None,
    /// The number of those who pass: of each value of a column in each field, the keys of those who pass and of those
    /// who do not, best first.
    Number { part: BTreeMap<EntryIndex, usize>, parts: Vec<(Vec<Score>, Vec<Score>)> },
    /// Several ways, or bounds against the order: any other score may decide.
    Anything,
}

impl Lines {
    /// The lines of a contest that was counted.
    #[must_use]
    pub fn new(trial: &Trial, tally: &Tally) -> Self {
        let contest = trial.contest();
        let eligible: Vec<bool> = tally.statuses.iter().map(|status| *status == Status::Eligible).collect();
        let stages = tally.stages.iter().map(|result| (result.stage, StageLines::new(contest, tally, result.stage)));
        let mut lines =
            Lines { stages: stages.collect(), base: BTreeMap::new(), eligible, ranking: contest.rules.ranking() };
        let mut base = BTreeMap::new();
        for (stage, own) in &lines.stages {
            for entry in own.own.keys() {
                if let Some(Ok(score)) = trial.score(*stage, *entry) {
                    base.insert((*stage, *entry), lines.profile(*stage, *entry, score));
                }
            }
        }
        lines.base = base;
        lines
    }

    /// Whether the entry competes.
    #[must_use]
    pub fn competes(&self, entry: EntryIndex) -> bool {
        self.eligible[entry.0]
    }

    /// Where a score would put an entry, the scores of the others standing.
    #[must_use]
    pub fn profile(&self, stage: StageIndex, entry: EntryIndex, score: &Score) -> Profile {
        let lines = &self.stages[&stage];
        let own = key(lines.direction, score);
        let (above, below) = (&own + &lines.equal_within, &own - &lines.equal_within);
        let keys = lines.field.get(&entry).map_or(&[][..], |field| &lines.keys[*field]);
        let better = keys.partition_point(|each| *each > above);
        let not_worse = keys.partition_point(|each| *each >= below);
        let itself = lines.own.get(&entry);
        let counts = |holds: &dyn Fn(&Score) -> bool| usize::from(itself.is_some_and(holds));
        let ahead = better - counts(&|itself| *itself > above);
        let equal = not_worse - better - counts(&|itself| *itself <= above && *itself >= below);
        let bounds = lines.bounds.get(&entry).into_iter().flatten();
        let holds = |(relation, limit): &(Relation, Option<Score>)| {
            limit.as_ref().is_some_and(|limit| relation.holds(score, limit))
        };
        let bounds = bounds.map(holds).collect();
        Profile { stage, ahead, equal, bounds, cut: lines.side(entry, &own), key: own }
    }

    /// Whether a change that puts its entry there can alter what is at stake; if not, it does not.
    #[must_use]
    pub fn touches(&self, trial: &Trial, change: Change, profiles: &[Profile], stake: Stake) -> bool {
        let entry = change.at.entry;
        let last = match stake {
            Stake::Pass(stage) | Stake::First(stage) => stage,
            Stake::Award(_) => self.ranking,
        };
        let moved = |stage: StageIndex| {
            let (was, now) = (self.base.get(&(stage, entry)), profiles.iter().find(|own| own.stage == stage));
            was.zip(now).filter(|(was, now)| was.key != now.key || was.equal > 0 || now.equal > 0)
        };
        let stands_on =
            |stage: &&StageIndex| trial.stands_on(**stage, change.stage) && self.base.contains_key(&(**stage, entry));
        self.stages.keys().filter(stands_on).take_while(|stage| **stage <= last).any(|&stage| {
            match trial.basis(stage) {
                Basis::Field => true,
                Basis::PlacesAbove => {
                    let Content::Stages(of) = &trial.contest().stage(stage).content else { return true };
                    let moves =
                        |(was, now): (&Profile, &Profile)| was.ahead != now.ahead || was.equal > 0 || now.equal > 0;
                    of.iter().filter_map(|above| moved(*above)).any(moves)
                }
                Basis::Itself => moved(stage).is_some_and(|(was, now)| self.decides(stage, entry, (was, now), stake)),
            }
        })
    }

    /// Whether moving an entry in a stage can alter who passes it, or what else is at stake there.
    fn decides(&self, stage: StageIndex, entry: EntryIndex, moved: (&Profile, &Profile), stake: Stake) -> bool {
        let (was, now) = moved;
        let lines = &self.stages[&stage];
        let cut = !(was.cut == now.cut && was.cut != Side::Near);
        let passes = match lines.cut {
            Cut::None => false,
            Cut::Number { .. } | Cut::Anything => cut,
        };
        if passes || was.bounds != now.bounds {
            return true;
        }
        let Some(field) = lines.field.get(&entry) else { return false };
        let reach = match stake {
            Stake::Award(award) if stage == self.ranking => {
                lines.reach.get(award).and_then(|reach| reach.get(*field)).copied().unwrap_or(usize::MAX)
            }
            Stake::First(own) if stage == own => lines.leading[*field],
            Stake::Pass(_) | Stake::First(_) | Stake::Award(_) => 0,
        };
        was.ahead < reach || now.ahead < reach
    }

    /// Whether no tie in the stage, or in one that stands on it, looks at marks as they were given.
    #[must_use]
    pub fn ties_pass_over_marks(&self, trial: &Trial, stage: StageIndex) -> bool {
        let looks_at_marks = |link: &Link| match link.rule {
            LinkRule::Criteria { .. } | LinkRule::Jurors { .. } | LinkRule::Count(..) | LinkRule::Countback(_) => true,
            LinkRule::Stage(_) | LinkRule::Highest(_) | LinkRule::Lowest(_) => false,
        };
        let inside = |step: &Step| match &step.operation {
            Operation::Places(_, ties) | Operation::Points(_, ties) => ties.links.iter().any(looks_at_marks),
            Operation::Fold(_)
            | Operation::Round(_)
            | Operation::Times(_)
            | Operation::Plus(_)
            | Operation::Minus(_)
            | Operation::Floor(_)
            | Operation::Pull(..) => false,
        };
        let own = self.stages.keys().filter(|each| trial.stands_on(**each, stage));
        own.map(|each| trial.contest().stage(*each))
            .all(|each| !each.ties.links.iter().any(looks_at_marks) && !each.score.iter().any(inside))
    }

    /// Whether everything that comes of a change is told by where it puts its entry.
    ///
    /// Among equals the links of ties look at single marks; and numbers of others are told only by places above.
    #[must_use]
    pub fn is_told_by(&self, trial: &Trial, change: Change, profiles: &[Profile]) -> bool {
        let looks_at_marks = |stage: &Stage| {
            stage.ties.links.iter().any(|link| match link.rule {
                LinkRule::Criteria { .. } | LinkRule::Jurors { .. } => true,
                LinkRule::Stage(_)
                | LinkRule::Count(..)
                | LinkRule::Countback(_)
                | LinkRule::Highest(_)
                | LinkRule::Lowest(_) => false,
            })
        };
        let told = |stage: &StageIndex| match trial.basis(*stage) {
            Basis::Itself => true,
            Basis::PlacesAbove => !looks_at_marks(trial.contest().stage(*stage)),
            Basis::Field => false,
        };
        profiles.iter().all(|profile| profile.equal == 0)
            && self.stages.keys().filter(|stage| trial.stands_on(**stage, change.stage)).all(told)
    }
}

impl StageLines {
    fn new(contest: &Contest, tally: &Tally, stage: StageIndex) -> Self {
        let rules = contest.stage(stage);
        let result = tally.stage(stage).expect("lines are drawn in stages that were counted");
        let mut lines = StageLines {
            direction: rules.direction,
            equal_within: rules.equal_within.clone(),
            field: BTreeMap::new(),
            keys: Vec::new(),
            own: BTreeMap::new(),
            bounds: BTreeMap::new(),
            cut: Cut::None,
            leading: Vec::new(),
            reach: Vec::new(),
        };
        let is_ranking = stage == contest.rules.ranking();
        let awards = contest.rules.awards.iter().filter(|_| is_ranking).flat_map(|award| &award.bounds);
        let ways = rules.pass.iter().flat_map(|pass| &pass.ways);
        let bounds: Vec<&Bound> = ways.flat_map(|way| &way.bounds).chain(awards).collect();
        for (index, field) in result.fields.iter().enumerate() {
            let mut keys = Vec::new();
            let first = field.standings.iter().find_map(|standing| standing.place.as_ref());
            lines
                .leading
                .push(field.standings.iter().filter(|each| first.is_some() && each.place.as_ref() == first).count());
            for standing in &field.standings {
                let (Ok(score), true) = (&standing.score, tally.statuses[standing.entry.0] == Status::Eligible) else {
                    continue;
                };
                let own = key(rules.direction, score);
                let limits = bounds.iter().map(|bound| (bound.relation, limit(contest, stage, standing.entry, bound)));
                lines.bounds.insert(standing.entry, limits.collect());
                lines.field.insert(standing.entry, index);
                lines.own.insert(standing.entry, own.clone());
                keys.push(own);
            }
            keys.sort_by(|one, other| other.cmp(one));
            lines.keys.push(keys);
        }
        lines.cut = lines.cut(contest, tally, stage);
        if is_ranking {
            let mut reach: Vec<usize> = vec![0; result.fields.len()];
            for holders in &tally.awards {
                for (field, reach) in reach.iter_mut().enumerate() {
                    *reach = (*reach).max(holders.reach.get(field).copied().unwrap_or(usize::MAX));
                }
                lines.reach.push(reach.clone());
            }
        }
        lines
    }

    fn cut(&self, contest: &Contest, tally: &Tally, stage: StageIndex) -> Cut {
        let rules = contest.stage(stage);
        let decided = contest.decisions.iter().any(|decision| match &decision.kind {
            DecisionKind::Pass { stage: about, .. } => *about == stage,
            _ => false,
        });
        let ways = rules.pass.as_ref().map_or(&[][..], |pass| &pass.ways);
        if decided || ways.iter().all(|way| way.top.is_none()) {
            return Cut::None;
        }
        let along = |bound: &Bound| match bound.relation {
            Relation::AtLeast | Relation::Above => rules.direction == Direction::Higher,
            Relation::AtMost | Relation::Below => rules.direction == Direction::Lower,
        };
        let [way] = ways else { return Cut::Anything };
        let Some(top) = way.top.as_ref().filter(|_| way.bounds.iter().all(along)) else { return Cut::Anything };
        let mut by_value: BTreeMap<(usize, &str), Vec<(EntryIndex, bool)>> = BTreeMap::new();
        for standing in tally.stage(stage).into_iter().flat_map(|result| result.standings()) {
            let Some(field) = self.field.get(&standing.entry) else { continue };
            let value = top.within.as_ref().and_then(|column| contest.entry(standing.entry).fields.get(column));
            let own = by_value.entry((*field, value.unwrap_or_default())).or_default();
            own.push((standing.entry, standing.passed == Some(true)));
        }
        let (mut part, mut parts) = (BTreeMap::new(), Vec::new());
        for (index, entries) in by_value.into_values().enumerate() {
            part.extend(entries.iter().map(|(entry, _)| (*entry, index)));
            let keys = |wanted: bool| {
                let mut keys: Vec<Score> = entries
                    .iter()
                    .filter(|(_, passed)| *passed == wanted)
                    .map(|(entry, _)| self.own[entry].clone())
                    .collect();
                keys.sort_by(|one, other| other.cmp(one));
                keys
            };
            parts.push((keys(true), keys(false)));
        }
        Cut::Number { part, parts }
    }

    /// On which side of the cut a score is, among those who pass and do not pass beside its entry.
    ///
    /// Ahead of the last of the others who passes, the entry takes one of the places that pass wherever exactly it
    /// stands; behind the best of those who do not, none.
    fn side(&self, entry: EntryIndex, own: &Score) -> Side {
        let Cut::Number { part, parts } = &self.cut else { return Side::Near };
        let Some((passed, failed)) = part.get(&entry).map(|part| &parts[*part]) else { return Side::Near };
        let itself = self.own.get(&entry);
        let beside = |keys: &[Score], mut order: Vec<usize>| {
            // One of the keys may be the entry's own.
            order.retain(|index| *index < keys.len());
            let own = keys.iter().position(|each| Some(each) == itself);
            order.into_iter().find(|index| Some(*index) != own).map(|index| keys[index].clone())
        };
        let last = beside(passed, vec![passed.len().wrapping_sub(1), passed.len().wrapping_sub(2)]);
        let best = beside(failed, vec![0, 1]);
        if last.is_some_and(|last| *own > &last + &self.equal_within) {
            Side::In
        } else if best.is_some_and(|best| *own < &best - &self.equal_within) {
            Side::Out
        } else {
            Side::Near
        }
    }
}
