//! The lines that scores are measured by: bounds, cuts, and how far down awards and nominations reach.
//!
//! Receives a count, hands on what a change of some scores can touch of what is at stake. What it does not touch stays
//! as it is: the same entries are inside each bound, and each cut runs between the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::order::{Line, Moved, Moves, Order};
use crate::audit::smallest::Stake;
use crate::contest::{
    AwardRule, Bound, Contest, DecisionKind, Direction, EntryIndex, NominationRule, Relation, StageIndex, Status,
};
use crate::fold::Value;
use crate::score::Score;
use crate::tally::{Change, Effect, State, Tally, Trial, limit};

/// The lines of a count.
pub struct Lines {
    stages: BTreeMap<StageIndex, StageLines>,
    awards: Vec<AwardLines>,
    nominations: Vec<NominationLines>,
    eligible: Vec<bool>,
    ranking: StageIndex,
}

/// The lines of a stage.
struct StageLines {
    direction: Direction,
    /// The entries of each field that compete.
    fields: Vec<Order>,
    pass: PassLines,
    /// Of each field, behind those who have the first place.
    leading: Vec<Line>,
}

/// What decides who passes a stage.
#[derive(Default)]
struct PassLines {
    bounds: Bounds,
    /// Where a number passes, behind those who do: of each value of a column in each field.
    cuts: Vec<(Order, Line)>,
    /// Several ways, or bounds against the order: any other score may decide.
    anything: bool,
}

/// What decides who holds an award.
struct AwardLines {
    bounds: Bounds,
    /// In each field of the ranking.
    reach: Vec<Reach>,
}

/// How far down a field an award reaches.
enum Reach {
    /// It goes by bounds alone, or the jury named who holds it.
    Nowhere,
    /// To a line.
    Line(Line),
    /// It is given by places: the first so many must stand as they are.
    First(usize),
    /// Nobody can tell: the jury has still to decide.
    Unknown,
}

/// What decides who holds a nomination.
struct NominationLines {
    /// The stage and the direction of the scores that it goes by, and whether these are from some criteria alone.
    by: Option<(StageIndex, Direction, bool)>,
    parts: Vec<(Order, Line)>,
    after_awards: bool,
    after_nominations: bool,
    decided: bool,
}

/// Of each entry the limits of some bounds.
#[derive(Default)]
struct Bounds(BTreeMap<EntryIndex, Vec<(Relation, Score)>>);

/// What a change does to scores, and how it is looked at.
#[derive(Clone, Copy)]
pub struct Touch<'t> {
    /// The change.
    pub change: Change,
    /// What it does; nothing where that cannot be told.
    pub effect: Option<&'t Effect>,
    /// Whether every smaller change the same way is looked at as well.
    pub on_the_way: bool,
}

impl Lines {
    /// The lines of a contest that was counted.
    #[must_use]
    pub fn new(trial: &Trial, tally: &Tally) -> Self {
        let contest = trial.contest();
        let ranking = contest.rules.ranking();
        let stages = tally.stages.iter().map(|result| (result.stage, StageLines::new(contest, tally, result.stage)));
        let stages: BTreeMap<StageIndex, StageLines> = stages.collect();
        let awards = match stages.get(&ranking) {
            Some(lines) => (0..tally.awards.len()).map(|award| AwardLines::new(contest, tally, lines, award)).collect(),
            None => Vec::new(),
        };
        let nominations = (0..tally.nominations.len()).map(|own| NominationLines::new(trial, tally, own)).collect();
        let eligible = tally.statuses.iter().map(|status| *status == Status::Eligible).collect();
        Lines { stages, awards, nominations, eligible, ranking }
    }

    /// Whether the entry competes.
    #[must_use]
    pub fn competes(&self, entry: EntryIndex) -> bool {
        self.eligible[entry.position()]
    }

    /// What of all that is at stake the change can alter; it does not alter the rest.
    #[must_use]
    pub fn touched(&self, trial: &Trial, touch: Touch, stakes: &BTreeSet<Stake>) -> Vec<Stake> {
        let last = |stake: &Stake| match stake {
            Stake::Pass(stage) | Stake::First(stage) => *stage,
            Stake::Award(_) | Stake::Nomination(_) => self.ranking,
        };
        let Some(effect) = touch.effect else {
            return stakes.iter().copied().filter(|stake| last(stake) >= touch.change.stage).collect();
        };
        let hanging = self.stages.keys().copied().filter(|stage| trial.hangs_on(*stage, touch.change.stage));
        let moved = hanging.map(|stage| (stage, self.moved(trial, touch.change, effect, stage))).collect();
        let among = Among { lines: self, trial, touch, effect, moved };
        let passes: Vec<StageIndex> = among.moved.keys().copied().filter(|stage| among.pass(*stage)).collect();
        let touches = |stake: &Stake| {
            passes.iter().any(|stage| *stage <= last(stake))
                || match stake {
                    Stake::Pass(_) => false,
                    Stake::First(stage) => among.first(*stage),
                    Stake::Award(award) => among.awards(award + 1),
                    Stake::Nomination(nomination) => among.nomination(*nomination),
                }
        };
        stakes.iter().copied().filter(touches).collect()
    }

    /// Who has another score in the stage, or may stand elsewhere among equals there.
    fn moved(&self, trial: &Trial, change: Change, effect: &Effect, stage: StageIndex) -> Vec<Moved> {
        let lines = &self.stages[&stage];
        let others = effect.scores.values().flatten().map(|(entry, _)| *entry);
        let mut entries: Vec<EntryIndex> = others.chain([change.at.entry]).collect();
        entries.sort_unstable();
        entries.dedup();
        let now = effect.scores.get(&stage);
        let moved = |entry: EntryIndex| {
            let was = trial.score(stage, entry)?;
            let own = now.and_then(|now| now.binary_search_by_key(&entry, |(each, _)| *each).ok().map(|at| &now[at].1));
            let now = own.unwrap_or(was);
            let key = |value: &Value| value.as_ref().ok().map(|score| lines.direction.key(score));
            Some(Moved { entry, was: key(was)?, now: key(now)? })
        };
        entries.into_iter().filter_map(moved).collect()
    }

    /// Whether everything that comes of the change is told by what it does to scores: no tie looks at single marks, or
    /// its entry, which alone has another one, is equal to nobody.
    #[must_use]
    pub fn is_told(&self, trial: &Trial, change: Change, effect: &Effect) -> bool {
        let hanging = || self.stages.keys().filter(|stage| trial.hangs_on(**stage, change.stage));
        let alone = |stage: &StageIndex| {
            let own = effect.scores.get(stage).and_then(|own| own.iter().find(|(entry, _)| *entry == change.at.entry));
            let score = own.map(|(_, value)| value).or(trial.score(*stage, change.at.entry));
            let lines = &self.stages[stage];
            let equal = |score: &Score| {
                lines.fields.iter().any(|order| order.has_equal(change.at.entry, &lines.direction.key(score)))
            };
            !trial.looks_at_field(*stage) && !score.and_then(|score| score.as_ref().ok()).is_some_and(equal)
        };
        hanging().all(|stage| !trial.ties_look_at_marks(*stage)) || hanging().all(alone)
    }
}

/// What is looked at together.
struct Among<'a> {
    lines: &'a Lines,
    trial: &'a Trial,
    touch: Touch<'a>,
    effect: &'a Effect,
    /// Who moves in each stage that hangs on the mark.
    moved: BTreeMap<StageIndex, Vec<Moved>>,
}

impl Among<'_> {
    /// Whether another may pass the stage.
    fn pass(&self, stage: StageIndex) -> bool {
        let (lines, moves) = (&self.lines.stages[&stage], self.moves(stage));
        let moves_at_all = |moved: &Moved| lines.fields.iter().any(|order| order.moves(moved));
        lines.pass.bounds.cross(lines.direction, moves.moved)
            || lines.pass.cuts.iter().any(|(order, line)| !order.holds(*line, moves))
            || lines.pass.anything && (moves.among_equals || moves.moved.iter().any(moves_at_all))
    }

    /// Whether another may be first.
    fn first(&self, stage: StageIndex) -> bool {
        let (lines, moves) = (&self.lines.stages[&stage], self.moves(stage));
        lines.fields.iter().zip(&lines.leading).any(|(order, line)| !order.holds(*line, moves))
    }

    /// Whether another may hold one of the first so many awards.
    fn awards(&self, count: usize) -> bool {
        let stage = self.lines.ranking;
        let Some(lines) = self.lines.stages.get(&stage) else { return true };
        let moves = self.moves(stage);
        self.lines.awards.iter().take(count).any(|award| {
            let stays = |(order, reach): (&Order, &Reach)| match reach {
                Reach::Nowhere => true,
                Reach::Line(line) => order.holds(*line, moves),
                Reach::First(first) => order.stands(*first, moves),
                Reach::Unknown => false,
            };
            award.bounds.cross(lines.direction, moves.moved) || !lines.fields.iter().zip(&award.reach).all(stays)
        })
    }

    /// Whether another may hold the nomination.
    fn nomination(&self, nomination: usize) -> bool {
        let own = &self.lines.nominations[nomination];
        let other_scores = || {
            let Some((stage, direction, from_criteria)) = own.by else { return false };
            let values =
                if from_criteria { self.effect.nominated.get(&nomination) } else { self.effect.scores.get(&stage) };
            let moved = |(order, line): &(Order, Line)| {
                let moved: Vec<Moved> =
                    values.into_iter().flatten().filter_map(|own| order.moved(direction, own)).collect();
                let moves = Moves { moved: &moved, on_the_way: self.touch.on_the_way, among_equals: false };
                !order.holds(*line, moves)
            };
            own.parts.iter().any(moved)
        };
        !own.decided
            && (other_scores()
                || own.after_awards && self.awards(self.lines.awards.len())
                || own.after_nominations && (0..nomination).any(|above| self.nomination(above)))
    }

    /// Who moves in a stage.
    fn moves(&self, stage: StageIndex) -> Moves<'_> {
        let moved = self.moved.get(&stage).map_or(&[][..], Vec::as_slice);
        let among_equals = !moved.is_empty() && self.trial.ties_look_at_field(stage);
        Moves { moved, on_the_way: self.touch.on_the_way, among_equals }
    }
}

impl StageLines {
    fn new(contest: &Contest, tally: &Tally, stage: StageIndex) -> Self {
        let rules = contest.stage(stage);
        let result = tally.stage(stage).expect("lines are drawn in stages that were counted");
        // A ranking that takes the order of a stage has its equals too.
        let source = rules.takes_order_of.unwrap_or(stage);
        let within = rules.equal_within.clone().max(contest.stage(source).equal_within.clone());
        let mut tie_of: BTreeMap<EntryIndex, usize> = BTreeMap::new();
        let ties = tally.stage(source).into_iter().flat_map(|result| &result.fields).flat_map(|field| &field.ties);
        for (index, tie) in ties.enumerate() {
            tie_of.extend(tie.entries.iter().map(|entry| (*entry, index)));
        }
        let equal =
            |one: EntryIndex, other: EntryIndex| tie_of.get(&one).is_some_and(|tie| tie_of.get(&other) == Some(tie));
        let competes = |entry: EntryIndex| tally.statuses[entry.position()] == Status::Eligible;
        let scores = |field: &crate::tally::Field| -> Vec<(Score, EntryIndex)> {
            let own = field.standings.iter().filter(|standing| competes(standing.entry));
            own.filter_map(|own| Some((rules.direction.key(own.score.as_ref().ok()?), own.entry))).collect()
        };
        let order = |keyed| Order::new(keyed, contest.entries.len(), within.clone(), equal);
        let fields: Vec<Order> = result.fields.iter().map(|field| order(scores(field))).collect();
        let leading = result.fields.iter().zip(&fields).map(|(field, order)| {
            let first = field.standings.iter().find_map(|standing| standing.place.as_ref());
            let leads = |standing: &&crate::tally::Standing| first.is_some() && standing.place.as_ref() == first;
            order.line(field.standings.iter().filter(leads).count())
        });
        let leading = leading.collect();
        let all: Vec<(Score, EntryIndex)> = result.fields.iter().flat_map(&scores).collect();
        let entries: Vec<EntryIndex> = all.iter().map(|(_, entry)| *entry).collect();
        let mut pass = PassLines::default();
        let decided = contest.decisions.iter().any(|decision| match &decision.kind {
            DecisionKind::Pass { stage: about, .. } => *about == stage,
            _ => false,
        });
        let ways = rules.pass.as_ref().filter(|_| !decided).map_or(&[][..], |pass| &pass.ways);
        pass.bounds = Bounds::new(contest, stage, &entries, ways.iter().flat_map(|way| &way.bounds));
        if ways.iter().any(|way| way.top.is_some()) {
            let keeps_out = |bound: &Bound| bound.relation.keeps_out_better(rules.direction);
            match ways {
                [way] if !way.bounds.iter().any(keeps_out) => {
                    let within = way.top.as_ref().and_then(|top| top.within.as_ref());
                    for field in &result.fields {
                        for keyed in divided(contest, scores(field), within) {
                            let passed: BTreeSet<EntryIndex> = field
                                .standings
                                .iter()
                                .filter(|own| own.passed == Some(true))
                                .map(|own| own.entry)
                                .collect();
                            let count = keyed.iter().filter(|(_, entry)| passed.contains(entry)).count();
                            let order = order(keyed);
                            let line = order.line(count);
                            pass.anything |= !order.are_first(line, |entry| passed.contains(&entry));
                            pass.cuts.push((order, line));
                        }
                    }
                }
                _ => pass.anything = true,
            }
        }
        StageLines { direction: rules.direction, fields, pass, leading }
    }
}

impl AwardLines {
    fn new(contest: &Contest, tally: &Tally, ranking: &StageLines, award: usize) -> Self {
        let (rules, holders) = (&contest.rules.awards[award], &tally.awards[award]);
        let stage = contest.rules.ranking();
        let entries: Vec<EntryIndex> = ranking.fields.iter().flat_map(|order| order.entries()).collect();
        let reach = ranking.fields.iter().enumerate().map(|(field, order)| {
            if holders.decision.is_some() {
                return Reach::Nowhere;
            }
            match (&rules.rule, holders.reach.get(field)) {
                (AwardRule::Everybody, Some(_)) | (_, Some(0)) => Reach::Nowhere,
                // Of equals behind it, one alone may have the last of these places, where equals have the mean of theirs.
                (AwardRule::Places(..), Some(reach)) => Reach::First(order.line(*reach).last()),
                (AwardRule::Holders(_) | AwardRule::Share(_), Some(reach)) => Reach::Line(order.line(*reach)),
                (_, None) => Reach::Unknown,
            }
        });
        AwardLines { bounds: Bounds::new(contest, stage, &entries, &rules.bounds), reach: reach.collect() }
    }
}

impl NominationLines {
    fn new(trial: &Trial, tally: &Tally, nomination: usize) -> Self {
        let contest = trial.contest();
        let (rules, holders) = (&contest.rules.nominations[nomination], &tally.nominations[nomination]);
        let mut lines = NominationLines {
            by: None,
            parts: Vec::new(),
            after_awards: rules.except.awards,
            after_nominations: rules.except.nominations,
            decided: holders.decision.is_some(),
        };
        let NominationRule::Score { stage, criteria } = &rules.rule else { return lines };
        let direction = contest.stage(*stage).direction;
        lines.by = Some((*stage, direction, !criteria.is_empty()));
        let holds = |all: &[crate::tally::Holders], entry| all.iter().any(|holders| holders.entries.contains(&entry));
        let may_hold = |entry: &EntryIndex| {
            let has_award = rules.except.awards && holds(&tally.awards, *entry);
            let has_nomination = rules.except.nominations && holds(&tally.nominations[..nomination], *entry);
            !has_award && !has_nomination
        };
        let standings = tally.stage(*stage).into_iter().flat_map(|result| result.standings());
        let placed = standings.filter(|standing| standing.state == State::Placed).map(|standing| standing.entry);
        let entries: Vec<EntryIndex> = placed.filter(may_hold).collect();
        let values = trial.nominated(nomination, &entries).unwrap_or_default();
        let keyed = values.into_iter().filter_map(|(entry, value)| Some((direction.key(&value.ok()?), entry)));
        for keyed in divided(contest, keyed.collect(), rules.within.as_ref()) {
            let count = keyed.iter().filter(|(_, entry)| holders.entries.contains(entry)).count();
            let order = Order::new(keyed, contest.entries.len(), Score::integer(0), |_, _| false);
            let line = order.line(count);
            lines.parts.push((order, line));
        }
        lines
    }
}

impl Bounds {
    fn new<'b>(
        contest: &Contest,
        stage: StageIndex,
        entries: &[EntryIndex],
        bounds: impl IntoIterator<Item = &'b Bound>,
    ) -> Self {
        let bounds: Vec<&Bound> = bounds.into_iter().collect();
        if bounds.is_empty() {
            return Bounds::default();
        }
        // A bound without a limit holds for nobody, whatever the score.
        let limits = |entry: &EntryIndex| {
            let own = |bound: &&Bound| Some((bound.relation, limit(contest, stage, *entry, bound)?));
            (*entry, bounds.iter().filter_map(own).collect())
        };
        Bounds(entries.iter().map(limits).collect())
    }

    /// Whether an entry comes to the other side of one of its limits.
    fn cross(&self, direction: Direction, moved: &[Moved]) -> bool {
        let crosses = |moved: &Moved| {
            let (was, now) = (direction.key(&moved.was), direction.key(&moved.now));
            let limits = self.0.get(&moved.entry).into_iter().flatten();
            limits.into_iter().any(|(relation, limit)| relation.holds(&was, limit) != relation.holds(&now, limit))
        };
        !self.0.is_empty() && moved.iter().any(crosses)
    }
}

/// Entries by their value in a column; all together where there is none.
fn divided(
    contest: &Contest,
    keyed: Vec<(Score, EntryIndex)>,
    column: Option<&String>,
) -> Vec<Vec<(Score, EntryIndex)>> {
    let mut parts: BTreeMap<&str, Vec<(Score, EntryIndex)>> = BTreeMap::new();
    for (key, entry) in keyed {
        let value = column.and_then(|column| contest.entry(entry).fields.get(column));
        parts.entry(value.unwrap_or_default()).or_default().push((key, entry));
    }
    parts.into_values().collect()
}
