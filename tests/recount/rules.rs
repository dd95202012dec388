//! Draws the rules beside the score: ties, who passes, awards and nominations.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::Draw;
use crate::model::{
    Award, AwardRule, Axis, Bound, By, End, Link, Measured, Nomination, Number, Pass, Per, Quota, Relation, Step, Tied,
    Ties, Top, Way, default_steps, ratio,
};
use crate::places::Counted;

impl Draw {
    /// Draws the chain that splits equals.
    pub fn ties(&mut self, index: usize) {
        if !self.maybe(55, "ties") {
            return;
        }
        let steps =
            self.contest.stages[index].score.clone().unwrap_or_else(|| default_steps(&self.contest.stages[index]));
        let folded: Vec<Axis> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Fold(fold) => Some(fold.axis),
                _ => None,
            })
            .collect();
        let mut links = Vec::new();
        for _ in 0..self.dice.between(1, 3) {
            let link = self.link(index, &folded);
            links.push(link);
        }
        let end = self.dice.pick(&[None, None, Some(End::Share), Some(End::Share), Some(End::Decide)]);
        match end {
            None => {}
            Some(End::Share) => self.note("ties end in share"),
            Some(End::Decide) => self.note("ties end in decide"),
        }
        self.contest.stages[index].ties = Some(Ties { links, end });
    }

    /// A link; one that looks at folded axes only where there are such.
    pub fn link(&mut self, index: usize, folded: &[Axis]) -> Link {
        let above = (index > 0).then(|| self.dice.below(index));
        let with_marks = |stage: &usize| !self.contest.stages[*stage].criteria.is_empty();
        let own = Some(index).filter(with_marks);
        let other = above.filter(with_marks);
        match self.dice.below(100) {
            0..20 if above.is_some() => self.noted("link stage", Link::Stage(above.unwrap_or(0))),
            20..42 if own.or(other).is_some() => {
                let stage = if own.is_some() && self.dice.chance(70) { None } else { other.or(own) };
                let stage = stage.filter(|stage| *stage != index);
                let size = self.contest.stages[stage.or(own).unwrap_or(index)].criteria.len();
                if size == 0 {
                    return self.column_link();
                }
                let mut criteria: BTreeSet<usize> = (0..size).filter(|_| self.dice.chance(40)).collect();
                criteria.insert(self.dice.below(size));
                self.noted("link criteria", Link::Criteria { stage, criteria })
            }
            42..60 => {
                let stage = if self.dice.chance(60) { None } else { above };
                let jurors = 0..self.contest.jurors.len();
                let chair = jurors.clone().find(|juror| self.contest.jurors[*juror].chair);
                let (jurors, text) = match chair {
                    Some(chair) if self.dice.chance(70) => (BTreeSet::from([chair]), "chair".to_owned()),
                    _ => {
                        let first = self.dice.below(jurors.len());
                        (BTreeSet::from([first]), format!("[ {} ]", self.contest.jurors[first].id))
                    }
                };
                self.noted("link jurors", Link::Jurors { stage, jurors, text })
            }
            60..72 if !folded.is_empty() => {
                let axis = self.dice.pick(folded);
                let limit = self.dice.pick(&[ratio(1, 1), ratio(2, 1), ratio(3, 1), ratio(5, 2)]);
                let mut bounds = vec![Bound { relation: Relation::AtLeast, limit, percent: false }];
                match self.dice.below(3) {
                    0 => bounds[0].relation = Relation::AtMost,
                    1 => bounds.push(Bound { relation: Relation::Below, limit: limit + ratio(2, 1), percent: false }),
                    _ => {}
                }
                self.noted("link count", Link::Count(axis, bounds))
            }
            72..85 if !folded.is_empty() => {
                let axis = self.dice.pick(folded);
                self.noted("link countback", Link::Countback(axis))
            }
            85..90 => {
                let highest = self.dice.chance(50);
                let per_entry = |of: usize| {
                    let numbers = self.contest.stages[of].numbers.iter().enumerate();
                    numbers.filter(|(_, each)| each.per == Per::Entry).map(move |(own, _)| (of, own))
                };
                let there: Vec<(usize, usize)> = (0..index).flat_map(per_entry).collect();
                let (feature, (of, number)) = match there.as_slice() {
                    [] => ("link number", (index, self.number(index, Per::Entry))),
                    _ => ("link number of another stage", self.dice.pick(&there)),
                };
                self.noted(feature, Link::Extreme { highest, measured: Measured::Number(of, number) })
            }
            _ => self.column_link(),
        }
    }

    fn column_link(&mut self) -> Link {
        let highest = self.dice.chance(50);
        self.note(if highest { "link highest" } else { "link lowest" });
        Link::Extreme { highest, measured: self.dice.pick(&[Measured::Rating, Measured::Submitted]) }
    }

    fn tied(&mut self) -> Option<Tied> {
        let tied = self.dice.pick(&[
            None,
            Some(Tied::Decide),
            Some(Tied::In),
            Some(Tied::In),
            Some(Tied::Out),
            Some(Tied::Out),
        ]);
        match tied {
            None => {}
            Some(Tied::In) => self.note("tied: in"),
            Some(Tied::Out) => self.note("tied: out"),
            Some(Tied::Decide) => self.note("tied: decide"),
        }
        tied
    }

    /// A bound at or near the scores of a stage.
    fn bound(&mut self, counted: &Counted) -> Option<Bound> {
        let maximum = |entry: &usize| counted.maxima[&self.contest.entries[*entry].track];
        let scores = counted.scores.iter().filter_map(|(entry, score)| Some(((*score)?, maximum(entry))));
        let scores: Vec<(Number, Option<Number>)> = scores.collect();
        if scores.is_empty() {
            return None;
        }
        let shift = self.dice.pick(&[ratio(0, 1), ratio(0, 1), ratio(0, 1), ratio(-1, 2), ratio(1, 2)]);
        let (score, maximum) = self.dice.pick(&scores);
        let most = counted.maxima.values().copied().max().flatten();
        let limit = most.map_or(score + shift, |maximum| (score + shift).min(maximum));
        let relation = match (counted.low, self.dice.chance(60)) {
            (false, true) => self.noted("at_least", Relation::AtLeast),
            (false, false) => self.noted("above", Relation::Above),
            (true, true) => self.noted("at_most", Relation::AtMost),
            (true, false) => self.noted("below", Relation::Below),
        };
        let maximum = maximum.filter(|maximum| *maximum > ratio(0, 1));
        Some(match maximum {
            Some(maximum) if self.maybe(40, "bound in percent") => {
                let percent = if self.dice.chance(50) {
                    (limit / maximum * ratio(100, 1)).min(ratio(100, 1))
                } else {
                    ratio(50, 1)
                };
                Bound { relation, limit: percent, percent: true }
            }
            _ => Bound { relation, limit, percent: false },
        })
    }

    /// Draws who passes.
    pub fn pass(&mut self, index: usize, counted: &Counted) {
        if self.maybe(3, "pass: decide") {
            self.contest.stages[index].pass = Some(Pass(Vec::new()));
            return;
        }
        let ways = if self.maybe(25, "several ways") { 2 } else { 1 };
        let mut pass = Pass(Vec::new());
        for _ in 0..ways {
            let mut way = Way::default();
            if self.dice.chance(55) {
                way.bounds.extend(self.bound(counted));
            }
            if way.bounds.is_empty() || self.dice.chance(40) {
                way.top = Some(self.top(index));
            }
            pass.0.push(way);
        }
        self.contest.stages[index].pass = Some(pass);
    }

    fn top(&mut self, index: usize) -> Top {
        let quota = if self.maybe(40, "top in percent") {
            let percent = self.dice.pick(&[ratio(30, 1), ratio(45, 1), ratio(50, 1), ratio(75, 1), ratio(100, 3)]);
            Quota::Part { percent, up: self.maybe(40, "top rounded up") }
        } else {
            self.note("top count");
            Quota::Count(self.dice.between(1, 4))
        };
        let within = self.maybe(20, "top within").then(|| self.column());
        let part = matches!(quota, Quota::Part { .. });
        let of = (part && index > 0 && self.maybe(60, "top of a stage")).then(|| self.dice.below(index));
        Top { quota, within, of, tied: self.tied() }
    }

    /// Draws awards and nominations.
    pub fn distinctions(&mut self, ranking: usize) {
        let counted = self.counted(ranking).clone();
        let mut rules: Vec<AwardRule> = Vec::new();
        for _ in 0..self.dice.below(3) {
            let first = self.dice.between(1, 3);
            let last = first + self.dice.below(2);
            let rule = if self.maybe(60, "award holders") {
                AwardRule::Holders(self.dice.between(1, 2))
            } else {
                self.noted("award place", AwardRule::Places(first, last))
            };
            rules.push(rule);
        }
        if self.maybe(30, "award share") {
            let shares = [ratio(20, 1), ratio(30, 1), ratio(50, 1)];
            rules.extend(shares.into_iter().map(AwardRule::Share).take(self.dice.between(1, 3)));
        }
        if self.maybe(25, "award for everybody") {
            rules.push(AwardRule::Everybody);
        }
        for rule in rules {
            let bounds: Vec<Bound> = if self.maybe(30, "award with a bound") {
                self.bound(&counted).into_iter().collect()
            } else {
                Vec::new()
            };
            let cut = matches!(rule, AwardRule::Holders(_) | AwardRule::Share(_));
            let tied = if cut { self.tied() } else { None };
            self.contest.awards.push(Award { rule, bounds, tied });
        }
        self.awards_decided();
        for _ in 0..self.dice.below(4) {
            let stage = self.dice.below(ranking + 1);
            let size = self.contest.stages[stage].criteria.len();
            let criteria: BTreeSet<usize> = (0..size).filter(|_| self.dice.chance(40)).collect();
            let by = match self.dice.below(100) {
                0..35 => {
                    let percent = [ratio(50, 1), ratio(50, 1), ratio(200, 3), ratio(40, 1)];
                    let above = self.maybe(50, "ballot above").then(|| self.dice.pick(&percent));
                    self.noted("nomination by ballot", By::Ballot { above, votes: BTreeMap::new() })
                }
                35..50 => self.noted("nomination by decision", By::Decision),
                _ => {
                    self.note(if criteria.is_empty() { "nomination by stage" } else { "nomination by criteria" });
                    By::Score { stage, criteria }
                }
            };
            let scored = matches!(by, By::Score { .. });
            let ends = !matches!(by, By::Decision);
            let nomination = Nomination {
                by,
                holders: self.maybe(40, "nomination holders").then(|| self.dice.between(1, 3)),
                except_awards: self.maybe(25, "except awards"),
                except_nominations: self.maybe(25, "except nominations"),
                within: (scored && self.maybe(25, "nomination within")).then(|| self.column()),
                tied: if ends { self.tied() } else { None },
            };
            self.contest.nominations.push(nomination);
            self.nomination_decided(&|draw| {
                let recount = draw.recount();
                let awards = recount.awards();
                let nominations = recount.nominations(&awards);
                (awards, nominations)
            });
        }
    }
}
