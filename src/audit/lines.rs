//! The lines that scores are measured by: bounds, cuts, and how far down awards and nominations reach.
//!
//! Receives a count, hands on what a change of some scores can touch of what is at stake. What it does not touch stays
//! as it is: the same entries are inside each bound, and each cut runs between the same.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::audit::order::{Keyed, Line, Moved, Moves, Order, keys};
use crate::audit::smallest::Stake;
use crate::contest::{
    AwardRule, Bound, Contest, DecisionKind, Direction, EntryIndex, NominationRule, Relation, StageIndex, Status,
};
use crate::fold::Span;
use crate::score::Score;
use crate::tally::{Change, Effect, Outlook, Spans, State, Tally, Trial, limit};

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
    /// The stage whose order it is: another one where its order is taken, and equals there may be so through some who are
    /// not here.
    ordered_by: StageIndex,
    /// The entries of each field that compete, in that stage.
    fields: Vec<Order>,
    /// Where those stand who are here.
    own: Vec<Vec<usize>>,
    pass: PassLines,
    /// Of each field, behind those who have the first place.
    leading: Vec<Vec<Line>>,
}

/// What decides who passes a stage.
#[derive(Default)]
struct PassLines {
    bounds: Bounds,
    /// Where a number passes, behind those who do: of each value of a column in each field.
    cuts: Vec<(Order, Line)>,
    /// The same in the order of a field, where equals of one value may be so through some of another.
    cuts_of_fields: Vec<(usize, Vec<Line>)>,
    /// Ways that divide a field differently, or bounds against the order: any other score may decide.
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
    /// To a line, or to the lines on both sides of some who are not in the ranking.
    Lines(Vec<Line>),
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
struct Bounds {
    limits: BTreeMap<EntryIndex, Vec<(Relation, Score)>>,
    /// Those whom a change of another's mark may bring to the other side of one.
    near: Vec<EntryIndex>,
}

impl Lines {
    /// The lines of a contest that was counted.
    #[must_use]
    pub fn new(trial: &Trial, tally: &Tally) -> Self {
        let contest = trial.contest();
        let ranking = contest.rules.ranking();
        let stages = tally.stages.iter().map(|result| (result.stage, StageLines::new(trial, tally, result.stage)));
        let stages: BTreeMap<StageIndex, StageLines> = stages.collect();
        let awards = match stages.get(&ranking) {
            Some(lines) => (0..tally.awards.len()).map(|award| AwardLines::new(trial, tally, lines, award)).collect(),
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

    /// What of all that is at stake the change can alter; it does not alter the rest. `outlook` is what is known of it,
    /// if anything; of those who are not watched nothing need be.
    #[must_use]
    pub fn touched(
        &self,
        trial: &Trial,
        change: Change,
        outlook: Option<&Outlook>,
        stakes: &BTreeSet<Stake>,
    ) -> Vec<Stake> {
        let Some(outlook) = outlook else {
            return stakes.iter().copied().filter(|stake| self.last(*stake) >= change.stage).collect();
        };
        let hanging = self.stages.keys().copied().filter(|stage| trial.hangs_on(*stage, change.stage));
        let moved = hanging.map(|stage| (stage, self.moved(trial, change, outlook, stage))).collect();
        let (changed, mover) = (change.stage, change.at.entry);
        let among = Among { lines: self, trial, changed, mover, outlook, moved };
        let passes: Vec<StageIndex> = among.moved.keys().copied().filter(|stage| among.pass(*stage)).collect();
        let count = |stake: &Stake| if let Stake::Nomination(nomination) = stake { nomination + 1 } else { 0 };
        let nominations = among.nominations(stakes.iter().map(count).max().unwrap_or(0));
        let touches = |stake: &Stake| {
            passes.iter().any(|stage| *stage <= self.last(*stake))
                || match stake {
                    Stake::Pass(_) => false,
                    Stake::First(stage) => among.first(*stage),
                    Stake::Award(award) => among.awards(award + 1),
                    Stake::Nomination(nomination) => nominations[*nomination],
                }
        };
        stakes.iter().copied().filter(touches).collect()
    }

    /// The last stage that decides what is at stake.
    fn last(&self, stake: Stake) -> StageIndex {
        match stake {
            Stake::Pass(stage) | Stake::First(stage) => stage,
            Stake::Award(_) | Stake::Nomination(_) => self.ranking,
        }
    }

    /// Those whom a change of another's mark may bring to a line that one of these stakes hangs on.
    #[must_use]
    pub fn watched(&self, stakes: &BTreeSet<Stake>) -> BTreeSet<EntryIndex> {
        let mut watched = BTreeSet::new();
        let last = stakes.iter().map(|stake| self.last(*stake)).max();
        for (_, lines) in self.stages.iter().filter(|(stage, _)| Some(**stage) <= last) {
            watched.extend(lines.pass.watched(&lines.fields));
        }
        let mut nominations: BTreeSet<usize> = BTreeSet::new();
        let mut awards = 0;
        for stake in stakes {
            match stake {
                Stake::Pass(_) => {}
                Stake::First(stage) => {
                    let lines = &self.stages[stage];
                    for (order, leading) in lines.fields.iter().zip(&lines.leading) {
                        watched.extend(leading.iter().flat_map(|line| order.near(line)));
                    }
                }
                Stake::Award(award) => awards = awards.max(award + 1),
                Stake::Nomination(nomination) => nominations.extend(0..=*nomination),
            }
        }
        for nomination in nominations {
            let lines = &self.nominations[nomination];
            awards = if lines.after_awards { self.awards.len() } else { awards };
            watched.extend(lines.parts.iter().flat_map(|(order, line)| order.near(line)));
        }
        for award in self.awards.iter().take(awards) {
            watched.extend(award.bounds.near.iter().copied());
            for (order, reach) in self.stages[&self.ranking].fields.iter().zip(&award.reach) {
                match reach {
                    Reach::Nowhere | Reach::Unknown => {}
                    Reach::Lines(lines) => watched.extend(lines.iter().flat_map(|line| order.near(line))),
                    Reach::First(first) => watched.extend(order.near_first(*first)),
                }
            }
        }
        watched
    }

    /// Who may have another score in the stage, or stand elsewhere among equals there.
    fn moved(&self, trial: &Trial, change: Change, outlook: &Outlook, stage: StageIndex) -> Vec<Moved> {
        let lines = &self.stages[&stage];
        let others = outlook.scores.values().flatten().map(|(entry, _)| *entry);
        let mut entries: Vec<EntryIndex> = others.chain([change.at.entry]).collect();
        entries.sort_unstable();
        entries.dedup();
        let now = outlook.scores.get(&stage);
        let moved = |entry: EntryIndex| {
            let was = lines.direction.key(trial.score(stage, entry)?.as_ref().ok()?);
            let own = now.and_then(|now| now.binary_search_by_key(&entry, |(each, _)| *each).ok().map(|at| &now[at].1));
            let now = match own {
                Some(span) => keys(lines.direction, span)?,
                None => Span::exactly(was.clone()),
            };
            let stays = now.least == was && now.greatest == was && !trial.equals_look_at_marks(stage);
            (!stays).then_some(Moved { entry, was, now })
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
    /// The stage of the mark.
    changed: StageIndex,
    mover: EntryIndex,
    outlook: &'a Outlook,
    /// Who moves in each stage that hangs on the mark.
    moved: BTreeMap<StageIndex, Vec<Moved>>,
}

impl Among<'_> {
    /// Whether another may pass the stage.
    fn pass(&self, stage: StageIndex) -> bool {
        let lines = &self.lines.stages[&stage];
        let moves = self.moves(lines.ordered_by);
        let moves_at_all = |moved: &Moved| lines.fields.iter().any(|order| order.moves(moved));
        let crosses = |(field, cut): &(usize, Vec<Line>)| !lines.fields[*field].all_hold(cut, moves);
        lines.pass.bounds.cross(lines.direction, self.moves(stage).moved)
            || lines.pass.cuts.iter().any(|(order, line)| !order.holds(line, moves))
            || lines.pass.cuts_of_fields.iter().any(crosses)
            || lines.pass.anything && (moves.among_equals || moves.moved.iter().any(moves_at_all))
    }

    /// Whether another may be first.
    fn first(&self, stage: StageIndex) -> bool {
        let lines = &self.lines.stages[&stage];
        let moves = self.moves(lines.ordered_by);
        lines.fields.iter().zip(&lines.leading).any(|(order, leading)| !order.all_hold(leading, moves))
    }

    /// Whether another may hold one of the first so many awards.
    fn awards(&self, count: usize) -> bool {
        let stage = self.lines.ranking;
        let Some(lines) = self.lines.stages.get(&stage) else { return true };
        let moves = self.moves(lines.ordered_by);
        self.lines.awards.iter().take(count).any(|award| {
            let stays = |(order, reach): (&Order, &Reach)| match reach {
                Reach::Nowhere => true,
                Reach::Lines(lines) => order.all_hold(lines, moves),
                Reach::First(first) => order.stands(*first, moves),
                Reach::Unknown => false,
            };
            award.bounds.cross(lines.direction, self.moves(stage).moved)
                || !lines.fields.iter().zip(&award.reach).all(stays)
        })
    }

    /// Of the first so many nominations whether another may hold them.
    fn nominations(&self, count: usize) -> Vec<bool> {
        let awards = LazyCell::new(|| self.awards(self.lines.awards.len()));
        let mut above = false;
        let nomination = |(nomination, own): (usize, &NominationLines)| {
            let other_scores = || {
                let Some((stage, direction, from_criteria)) = own.by else { return false };
                let values: Option<&Spans> = if from_criteria {
                    self.outlook.nominated.get(&nomination)
                } else {
                    self.outlook.scores.get(&stage)
                };
                let moved = |(order, line): &(Order, Line)| {
                    let moved: Vec<Moved> =
                        values.into_iter().flatten().filter_map(|own| order.moved(direction, own)).collect();
                    !order.holds(line, Moves { mover: self.mover, moved: &moved, among_equals: false })
                };
                own.parts.iter().any(moved)
            };
            let another =
                !own.decided && (own.after_nominations && above || own.after_awards && *awards || other_scores());
            above |= another;
            another
        };
        self.lines.nominations.iter().take(count).enumerate().map(nomination).collect()
    }

    /// Who moves in a stage.
    fn moves(&self, stage: StageIndex) -> Moves<'_> {
        let moved = self.moved.get(&stage).map_or(&[][..], Vec::as_slice);
        let among_equals = self.trial.ties_look_at_field(stage, self.changed);
        Moves { mover: self.mover, moved, among_equals }
    }
}

impl StageLines {
    fn new(trial: &Trial, tally: &Tally, stage: StageIndex) -> Self {
        let contest = trial.contest();
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
        let scores_in = |stage: StageIndex, field: &crate::tally::Field| -> Vec<Keyed> {
            let own = field.standings.iter().filter(|standing| competes(standing.entry));
            let keyed = own.filter_map(|own| {
                let key = rules.direction.key(own.score.as_ref().ok()?);
                let around = trial.around(stage, own.entry).and_then(|around| keys(rules.direction, &around));
                Some(Keyed { entry: own.entry, around: around?, key })
            });
            keyed.collect()
        };
        let scores = |field: &crate::tally::Field| scores_in(stage, field);
        let order = |keyed| Order::new(keyed, contest.entries.len(), within.clone(), equal);
        // Entries may be equal, or told apart, through others who are not among those that a line is drawn for.
        let hangs_on_others = hangs_on_others(contest, source);
        let ordered_by = if hangs_on_others { source } else { stage };
        let of_field = |field: &crate::tally::Field| {
            let all = tally.stage(ordered_by).into_iter().flat_map(|result| &result.fields);
            let whole = all.into_iter().find(|whole| whole.within == field.within).unwrap_or(field);
            let order = order(scores_in(ordered_by, whole));
            let own = order.positions(scores(field).iter().map(|keyed| keyed.entry));
            (order, own)
        };
        let (fields, own): (Vec<Order>, Vec<Vec<usize>>) = result.fields.iter().map(of_field).unzip();
        let leading = result.fields.iter().zip(fields.iter().zip(&own)).map(|(field, (order, own))| {
            let first = field.standings.iter().find_map(|standing| standing.place.as_ref());
            let leads = |standing: &&crate::tally::Standing| first.is_some() && standing.place.as_ref() == first;
            order.lines_among(own, field.standings.iter().filter(leads).count())
        });
        let leading = leading.collect();
        let entries: Vec<EntryIndex> = fields.iter().flat_map(Order::entries).collect();
        let mut pass = PassLines::default();
        let decided = contest.decisions.iter().any(|decision| match &decision.kind {
            DecisionKind::Pass { stage: about, .. } => *about == stage,
            _ => false,
        });
        let ways = rules.pass.as_ref().filter(|_| !decided).map_or(&[][..], |pass| &pass.ways);
        pass.bounds = Bounds::new(trial, stage, &entries, ways.iter().flat_map(|way| &way.bounds));
        if ways.iter().any(|way| way.top.is_some()) {
            // Whoever meets bounds that let better ones in is ahead of those who do not, so that each way lets the first
            // so many pass, and all of them together as many as the widest.
            let keeps_out = |bound: &Bound| bound.relation.keeps_out_better(rules.direction);
            let columns: Vec<Option<&String>> =
                ways.iter().filter_map(|way| way.top.as_ref()).map(|top| top.within.as_ref()).collect();
            let divides_alike = columns.windows(2).all(|pair| pair[0] == pair[1]);
            if divides_alike && !ways.iter().flat_map(|way| &way.bounds).any(keeps_out) {
                let within = columns.first().copied().flatten();
                for (index, field) in result.fields.iter().enumerate() {
                    for keyed in divided(contest, scores(field), within) {
                        let passed: BTreeSet<EntryIndex> = field
                            .standings
                            .iter()
                            .filter(|own| own.passed == Some(true))
                            .map(|own| own.entry)
                            .collect();
                        let count = keyed.iter().filter(|each| passed.contains(&each.entry)).count();
                        let (whole, here) = (&fields[index], keyed.iter().map(|each| each.entry));
                        let own = whole.positions(here);
                        let order = order(keyed);
                        let line = order.line(count);
                        // Whoever is better is so whoever else is there, unless keys that are close are equal.
                        let parts_equals = line.has_equals() || !rules.equal_within.is_zero();
                        if hangs_on_others && parts_equals && own.len() < whole.entries().count() {
                            let lines = whole.lines_among(&own, count);
                            pass.anything |= !whole.are_first_among(&own, &lines, |entry| passed.contains(&entry));
                            pass.cuts_of_fields.push((index, lines));
                            continue;
                        }
                        pass.anything |= !order.are_first(&line, |entry| passed.contains(&entry));
                        pass.cuts.push((order, line));
                    }
                }
            } else {
                pass.anything = true;
            }
        }
        StageLines { direction: rules.direction, ordered_by, fields, own, pass, leading }
    }
}

impl PassLines {
    /// Those whom a change of another's mark may bring to a line.
    fn watched<'p>(&'p self, fields: &'p [Order]) -> impl Iterator<Item = EntryIndex> + 'p {
        let all = if self.anything { fields } else { &[] };
        let cuts = self.cuts.iter().flat_map(|(order, line)| order.near(line));
        let of_field = |(field, lines): &'p (usize, Vec<Line>)| lines.iter().flat_map(|line| fields[*field].near(line));
        let cuts = cuts.chain(self.cuts_of_fields.iter().flat_map(of_field));
        all.iter().flat_map(Order::movable).chain(cuts).chain(self.bounds.near.iter().copied())
    }
}

impl AwardLines {
    fn new(trial: &Trial, tally: &Tally, ranking: &StageLines, award: usize) -> Self {
        let contest = trial.contest();
        let (rules, holders) = (&contest.rules.awards[award], &tally.awards[award]);
        let stage = contest.rules.ranking();
        let entries: Vec<EntryIndex> = ranking.fields.iter().flat_map(|order| order.entries()).collect();
        let reach = ranking.fields.iter().zip(&ranking.own).enumerate().map(|(field, (order, own))| {
            if holders.decision.is_some() {
                return Reach::Nowhere;
            }
            match (&rules.rule, holders.reach.get(field)) {
                (AwardRule::Everybody, Some(_)) => Reach::Nowhere,
                // Of equals behind it, one alone may have the last of these places, where equals have the mean of
                // theirs; even when nobody has one.
                (AwardRule::Places(..), Some(reach)) => Reach::First(order.last_among(own, *reach)),
                (_, Some(0)) => Reach::Nowhere,
                (AwardRule::Holders(_) | AwardRule::Share(_), Some(reach)) => {
                    Reach::Lines(order.lines_among(own, *reach))
                }
                (_, None) => Reach::Unknown,
            }
        });
        AwardLines { bounds: Bounds::new(trial, stage, &entries, &rules.bounds), reach: reach.collect() }
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
        let keyed = values.into_iter().filter_map(|(entry, value)| {
            let key = direction.key(value.as_ref().ok()?);
            let around = if criteria.is_empty() {
                trial.around(*stage, entry)?
            } else {
                trial.around_nominated(nomination, entry, value)
            };
            Some(Keyed { entry, key, around: keys(direction, &around)? })
        });
        for keyed in divided(contest, keyed.collect(), rules.within.as_ref()) {
            let count = keyed.iter().filter(|each| holders.entries.contains(&each.entry)).count();
            let order = Order::new(keyed, contest.entries.len(), Score::integer(0), |_, _| false);
            let line = order.line(count);
            lines.parts.push((order, line));
        }
        lines
    }
}

impl Bounds {
    fn new<'b>(
        trial: &Trial,
        stage: StageIndex,
        entries: &[EntryIndex],
        bounds: impl IntoIterator<Item = &'b Bound>,
    ) -> Self {
        let (contest, bounds) = (trial.contest(), bounds.into_iter().collect::<Vec<_>>());
        if bounds.is_empty() {
            return Bounds::default();
        }
        // A bound without a limit holds for nobody, whatever the score.
        let limits = |entry: &EntryIndex| {
            let own = |bound: &&Bound| Some((bound.relation, limit(contest, stage, *entry, bound)?));
            (*entry, bounds.iter().filter_map(own).collect())
        };
        let mut own = Bounds { limits: entries.iter().map(limits).collect(), near: Vec::new() };
        let comes_near = |entry: &EntryIndex| {
            let around = trial.around(stage, *entry);
            let known = around.as_ref().map(Span::as_ref).and_then(|span| {
                Some(Span { least: span.least.as_ref().ok()?, greatest: span.greatest.as_ref().ok()? })
            });
            known.is_some_and(|span| own.parts(*entry, span.least, span.greatest))
        };
        own.near = entries.iter().copied().filter(comes_near).collect();
        own
    }

    /// Whether an entry comes to the other side of one of its limits.
    fn cross(&self, direction: Direction, moved: &[Moved]) -> bool {
        let crosses = |moved: &Moved| {
            let score = |key: &Score| direction.key(key);
            [&moved.now.least, &moved.now.greatest]
                .into_iter()
                .any(|now| self.parts(moved.entry, &score(&moved.was), &score(now)))
        };
        !self.limits.is_empty() && moved.iter().any(crosses)
    }

    /// Whether one of the entry's limits is between two scores.
    fn parts(&self, entry: EntryIndex, one: &Score, other: &Score) -> bool {
        let limits = self.limits.get(&entry).into_iter().flatten();
        limits.into_iter().any(|(relation, limit)| relation.holds(one, limit) != relation.holds(other, limit))
    }
}

/// Whether who is equal to whom in the stage, and who comes first of equals, may hang on others who are equal to them:
/// those between two who are close, one whom a link has no number for, and those whom a decision about the order names.
fn hangs_on_others(contest: &Contest, stage: StageIndex) -> bool {
    let rules = contest.stage(stage);
    let is_decided = contest.decisions.iter().any(|decision| match &decision.kind {
        DecisionKind::Order { stage: about, .. } => {
            *about == stage || contest.stage(*about).takes_order_of == Some(stage)
        }
        _ => false,
    });
    is_decided || !rules.equal_within.is_zero() || !rules.ties.links.is_empty()
}

/// Entries by their value in a column; all together where there is none.
fn divided(contest: &Contest, keyed: Vec<Keyed>, column: Option<&String>) -> Vec<Vec<Keyed>> {
    let mut parts: BTreeMap<&str, Vec<Keyed>> = BTreeMap::new();
    for each in keyed {
        let value = column.and_then(|column| contest.entry(each.entry).fields.get(column));
        parts.entry(value.unwrap_or_default()).or_default().push(each);
    }
    parts.into_values().collect()
}
