//! Draws that lines of the rules were others when they were approved, and what is written down with a decision.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::draw::Draw;
use crate::model::{
    AwardRule, Bound, By, Contest, Decision, Dice, Half, Kind, Link, Number, Numbering, Quota, RANKING, Scale, Step,
    Tied, Top, Votes, ratio, whole,
};
use crate::without::without_decision;
use crate::yaml::rules;

/// A line of the rules that the jury can amend.
#[derive(Clone, Copy)]
enum Line {
    /// Of a stage and one of its ways to pass.
    Bound(usize, usize),
    Quota(usize, usize),
    Cut(usize, usize),
    Numbering(usize),
    Close(usize),
    /// Of a stage and one of its steps.
    Step(usize, usize),
    /// Of a stage and one of the links of its ties.
    Link(usize, usize),
    /// Of a stage and one of its criteria.
    Marks(usize, usize),
    Award(usize),
    AwardBound(usize),
    AwardTied(usize),
    Ballot(usize),
    Holders(usize),
    NominationTied(usize),
    Quorum,
}

impl Draw {
    /// Draws the rules as they were approved, and the decisions that made them what they are.
    pub fn rules_amended(&mut self) {
        let lines = lines(&self.contest);
        if lines.is_empty() || !self.dice.chance(30) {
            return;
        }
        let mut approved = self.contest.clone();
        let mut amendments: Vec<(String, String, String)> = Vec::new();
        let same = self.dice.pick(&lines);
        for _ in 0..self.dice.pick(&[1, 1, 2, 3]) {
            let line = if self.dice.chance(50) { same } else { self.dice.pick(&lines) };
            let mut before = approved.clone();
            let feature = redraw(line, &mut before, &mut self.dice);
            let Some((path, was, now)) = differing(&before, &approved) else { continue };
            if amendments.iter().any(|(other, ..)| *other == path) {
                self.note("decision: a line twice");
            }
            self.note(feature);
            amendments.push((path, was, now));
            approved = before;
        }
        let decision = |(path, was, now)| Decision::Rule { path, was, now };
        self.contest.decisions.extend(amendments.into_iter().rev().map(decision));
        self.contest.approved = Some(Box::new(approved));
    }

    /// Draws that some of the jury's order of equals is said of the ranking, which takes it from their stage.
    pub fn order_said_of_ranking(&mut self) {
        let ranking = self.contest.ranking();
        let Some(taken) = self.recount().taken(ranking) else { return };
        for index in 0..self.contest.decisions.len() {
            if matches!(self.contest.decisions[index], Decision::Order { stage, .. } if stage == taken)
                && self.maybe(50, "decision: order of a ranking that takes a stage's")
                && let Decision::Order { stage, .. } = &mut self.contest.decisions[index]
            {
                *stage = ranking;
            }
        }
    }

    /// Draws whom the jury recommends.
    pub fn recommended(&mut self) {
        for level in ["republican", "the district's newspaper"] {
            let entries: BTreeSet<usize> = (0..self.contest.entries.len()).filter(|_| self.dice.chance(40)).collect();
            if !entries.is_empty() && self.maybe(8, "decision: recommend") {
                self.contest.decisions.push(Decision::Recommend { about: level.to_owned(), entries });
            }
        }
    }

    /// Draws the votes for every decision, and what those that name entries say stood there before.
    pub fn written_down(&mut self) {
        let counted = {
            let mut recount = crate::naive::Recount::new(&self.contest);
            let mut goes_on = true;
            while goes_on && recount.stages.len() < self.contest.stages.len() {
                goes_on = recount.count().unwrap_or_default();
            }
            (recount.stages.len(), goes_on)
        };
        for index in 0..self.contest.decisions.len() {
            let votes = match self.dice.below(100) {
                0..40 => continue,
                40..70 => Votes { counts: [3, 1, self.dice.below(3)], chair: self.dice.chance(30) },
                70..85 => Votes { counts: [2, 2, 0], chair: true },
                85..99 => Votes { counts: [1, 0, 5], chair: false },
                _ if self.dice.chance(50) => Votes { counts: [2, 2, 1], chair: false },
                _ => Votes { counts: [1, 2, 0], chair: true },
            };
            self.note(match votes {
                Votes { counts: [yes, no, _], chair: true } if yes == no => "votes: equal, with the chair's",
                votes if votes.carry() => "votes: a majority",
                _ => "votes: lost",
            });
            self.contest.votes.insert(index, votes);
        }
        for index in 0..self.contest.decisions.len() {
            let Ok(Some((_, stood))) = without_decision(&self.contest, index, counted.0, counted.1) else { continue };
            if !self.dice.chance(40) {
                continue;
            }
            let mut was = stood;
            if self.maybe(4, "was: other than what stood there") {
                let other = self.dice.below(self.contest.entries.len());
                if !was.remove(&other) {
                    was.insert(other);
                }
            }
            // Nobody at all is said by leaving the cell blank.
            if was.is_empty() {
                continue;
            }
            self.note(match self.contest.decisions[index] {
                Decision::Order { .. } => "was: of an order",
                Decision::Pass { .. } => "was: of those who pass",
                Decision::Award { .. } => "was: of an award",
                _ => "was: of a nomination",
            });
            self.contest.was.insert(index, was);
        }
    }
}

/// The lines that can be amended.
fn lines(contest: &Contest) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, stage) in contest.stages.iter().enumerate() {
        if stage.id == RANKING && !contest.ranking_is_written {
            continue;
        }
        for (way, own) in stage.pass.iter().flat_map(|pass| pass.0.iter().enumerate()) {
            lines.extend((own.bounds.len() == 1).then_some(Line::Bound(index, way)));
            lines.extend(own.top.iter().map(|_| Line::Quota(index, way)));
            lines.extend(own.top.iter().filter(|top| top.tied.is_some()).map(|_| Line::Cut(index, way)));
        }
        lines.extend(stage.places.map(|_| Line::Numbering(index)));
        lines.extend(stage.equal_within.map(|_| Line::Close(index)));
        let steps = stage.score.iter().flatten().enumerate();
        let numbered = |step: &Step| {
            matches!(step, Step::Fold(_) | Step::Round(..) | Step::Times(_) | Step::Floor(_) | Step::Pull(..))
        };
        lines.extend(steps.filter(|(_, step)| numbered(step)).map(|(step, _)| Line::Step(index, step)));
        let links = stage.ties.iter().flat_map(|ties| ties.links.iter().enumerate());
        let counts = links.filter(|(_, link)| matches!(link, Link::Count(..)));
        lines.extend(counts.map(|(link, _)| Line::Link(index, link)));
        // Criteria per track repeat those of all tracks.
        if stage.criteria.iter().all(|criterion| criterion.track.is_none()) {
            let criteria = stage.criteria.iter().enumerate();
            let ranges = criteria.filter(|(_, each)| matches!(each.scale, Scale::Range { .. }));
            lines.extend(ranges.map(|(criterion, _)| Line::Marks(index, criterion)));
        }
    }
    for (index, award) in contest.awards.iter().enumerate() {
        lines.extend((!matches!(award.rule, AwardRule::Everybody)).then_some(Line::Award(index)));
        lines.extend((award.bounds.len() == 1).then_some(Line::AwardBound(index)));
        lines.extend(award.tied.map(|_| Line::AwardTied(index)));
    }
    for (index, nomination) in contest.nominations.iter().enumerate() {
        let part = matches!(nomination.by, By::Ballot { above: Some(_), .. });
        lines.extend(part.then_some(Line::Ballot(index)));
        lines.extend(nomination.holders.map(|_| Line::Holders(index)));
        lines.extend(nomination.tied.map(|_| Line::NominationTied(index)));
    }
    lines.extend(contest.quorum.map(|_| Line::Quorum));
    lines
}

/// Puts something else into a line; what kind of line it is.
fn redraw(line: Line, contest: &mut Contest, dice: &mut Dice) -> &'static str {
    match line {
        Line::Bound(stage, way) => {
            let pass = contest.stages[stage].pass.as_mut().expect("the stage has a pass");
            other_bound(&mut pass.0[way].bounds[0], dice);
            "rule: bound"
        }
        Line::Quota(stage, way) => {
            match &mut top(contest, stage, way).quota {
                Quota::Count(count) => *count += dice.between(1, 2),
                Quota::Part { percent, .. } => *percent = other(*percent, dice),
            }
            "rule: top"
        }
        Line::Cut(stage, way) => {
            other_tied(&mut top(contest, stage, way).tied, dice);
            "rule: tied"
        }
        Line::Numbering(stage) => {
            let all = [Numbering::Standard, Numbering::Dense, Numbering::Averaged];
            contest.stages[stage].places = Some(dice.pick(&all));
            "rule: numbering"
        }
        Line::Close(stage) => {
            let close = &mut contest.stages[stage].equal_within;
            *close = close.map(|close| other(close, dice));
            "rule: equal_within"
        }
        Line::Step(stage, step) => {
            let steps = contest.stages[stage].score.as_mut().expect("the stage has steps");
            other_step(&mut steps[step], dice)
        }
        Line::Link(stage, link) => {
            let ties = contest.stages[stage].ties.as_mut().expect("the stage has ties");
            if let Link::Count(_, bounds) = &mut ties.links[link] {
                other_bound(&mut bounds[0], dice);
            }
            "rule: link"
        }
        Line::Marks(stage, criterion) => {
            if let Scale::Range { highest, .. } = &mut contest.stages[stage].criteria[criterion].scale {
                *highest += whole(dice.between(1, 2));
            }
            "rule: marks"
        }
        Line::Award(award) => {
            match &mut contest.awards[award].rule {
                AwardRule::Holders(count) => *count += 1,
                AwardRule::Places(_, last) => *last += 1,
                AwardRule::Share(percent) => *percent = other(*percent, dice),
                AwardRule::Everybody => {}
            }
            "rule: award"
        }
        Line::AwardBound(award) => {
            other_bound(&mut contest.awards[award].bounds[0], dice);
            "rule: bound of an award"
        }
        Line::AwardTied(award) => {
            other_tied(&mut contest.awards[award].tied, dice);
            "rule: tied of an award"
        }
        Line::Ballot(nomination) => {
            if let By::Ballot { above, .. } = &mut contest.nominations[nomination].by {
                *above = above.map(|above| if above == ratio(50, 1) { ratio(60, 1) } else { ratio(50, 1) });
            }
            "rule: votes"
        }
        Line::Holders(nomination) => {
            let holders = &mut contest.nominations[nomination].holders;
            *holders = holders.map(|holders| holders + 1);
            "rule: holders of a nomination"
        }
        Line::NominationTied(nomination) => {
            other_tied(&mut contest.nominations[nomination].tied, dice);
            "rule: tied of a nomination"
        }
        Line::Quorum => {
            contest.quorum = Some(dice.pick(&[ratio(1, 2), ratio(2, 3), ratio(3, 4)]));
            "rule: quorum"
        }
    }
}

fn top(contest: &mut Contest, stage: usize, way: usize) -> &mut Top {
    let pass = contest.stages[stage].pass.as_mut().expect("the stage has a pass");
    pass.0[way].top.as_mut().expect("the way has a number")
}

fn other(number: Number, dice: &mut Dice) -> Number {
    number + dice.pick(&[ratio(1, 2), ratio(1, 1), ratio(3, 1)])
}

fn other_bound(bound: &mut Bound, dice: &mut Dice) {
    bound.limit = other(bound.limit, dice);
}

fn other_tied(tied: &mut Option<Tied>, dice: &mut Dice) {
    *tied = Some(dice.pick(&[Tied::In, Tied::Out, Tied::Decide]));
}

fn other_step(step: &mut Step, dice: &mut Dice) -> &'static str {
    match step {
        Step::Fold(fold) if fold.drop.is_some() => {
            if let Some(drop) = &mut fold.drop {
                drop.highest += ratio(1, 1);
            }
            "rule: drop"
        }
        Step::Fold(fold) if fold.needs.is_some() => {
            fold.needs = fold.needs.map(|needs| needs + 1);
            "rule: needs"
        }
        Step::Fold(fold) if fold.missing.is_some() && dice.chance(60) => {
            fold.missing = fold.missing.map(|missing| missing + ratio(1, 1));
            "rule: missing"
        }
        Step::Fold(fold) => {
            // Weights are those of a mean.
            let kinds = [Kind::Sum, Kind::Mean, Kind::Median, Kind::Best, Kind::Worst];
            fold.kind = if fold.weights.is_some() { Kind::Mean } else { dice.pick(&kinds) };
            "rule: fold"
        }
        Step::Round(to, half) => {
            if *half == Half::Up || dice.chance(50) {
                *to *= ratio(2, 1);
            } else {
                *half = if *half == Half::Even { Half::Down } else { Half::Even };
            }
            "rule: round"
        }
        Step::Times(number) | Step::Floor(number) | Step::Pull(_, number) => {
            *number = other(*number, dice);
            "rule: number of a step"
        }
        Step::TimesNames(_) | Step::TimesNumber(_) | Step::Plus(_) | Step::Minus(_) => unreachable!("not amended"),
        Step::Places(..) | Step::Points(..) => unreachable!("not amended"),
    }
}

/// The path of the one line in which two rule sets differ, and what it says in each; nothing if they are the same.
fn differing(was: &Contest, now: &Contest) -> Option<(String, String, String)> {
    let read = |contest: &Contest| serde_yaml::from_str::<Value>(&rules(contest)).expect("the rules are YAML");
    let mut found = Vec::new();
    compare("", &read(was), &read(now), &mut found);
    assert!(found.len() < 2, "one line was amended: {found:?}");
    found.pop()
}

fn compare(path: &str, was: &Value, now: &Value, found: &mut Vec<(String, String, String)>) {
    let inside = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    match (was, now) {
        (Value::Object(was), Value::Object(now)) => {
            assert!(was.keys().eq(now.keys()), "an amendment leaves the keys");
            for (key, own) in was {
                compare(&inside(key), own, &now[key], found);
            }
        }
        (Value::Array(was), Value::Array(now)) => {
            assert_eq!(was.len(), now.len(), "an amendment leaves the lists");
            for (index, (was, now)) in was.iter().zip(now).enumerate() {
                let name = was.get("id").and_then(Value::as_str).map_or(index.to_string(), str::to_owned);
                compare(&inside(&name), was, now, found);
            }
        }
        _ if was == now => {}
        _ => found.push((path.to_owned(), scalar(was), scalar(now))),
    }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
