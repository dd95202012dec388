//! What a regulation says of awards and nominations.

use crate::contest::{Award, AwardRule, Nomination, NominationRule, Tied, TiesEnd};
use crate::language::Argument;
use crate::report::regulation::{Point, Writer};

impl Writer<'_> {
    pub(super) fn awards(&self) -> Vec<Point> {
        let rules = &self.contest.rules;
        if rules.awards.is_empty() {
            return Vec::new();
        }
        let award = |award: &Award| {
            let title = ("award", Argument::from(&award.title));
            let mut parts = vec![match &award.rule {
                AwardRule::Holders(count) => {
                    self.text("regulation-award-next", vec![title, ("count", (*count).into())])
                }
                AwardRule::Places(from, to) if from == to => {
                    self.text("regulation-award-place", vec![title, ("from", from.to_string().into())])
                }
                AwardRule::Places(from, to) => {
                    let (from, to) = (from.to_string().into(), to.to_string().into());
                    self.text("regulation-award-places", vec![title, ("from", from), ("to", to)])
                }
                AwardRule::Share(part) => {
                    self.text("regulation-award-share", vec![title, ("part", self.say.percent(part).into())])
                }
                AwardRule::Everybody => self.text("regulation-award-everybody", vec![title]),
            }];
            parts.extend(award.bounds.iter().map(|bound| self.say.bound(bound)));
            // Where the jury puts equals in order, none are left across a cut.
            let shares = rules.stages[rules.ranking().0].ties.end == TiesEnd::Share;
            match award.rule {
                AwardRule::Holders(_) | AwardRule::Share(_) if shares => parts.push(self.award_tied(award.tied)),
                AwardRule::Holders(_) | AwardRule::Share(_) | AwardRule::Places(..) | AwardRule::Everybody => {}
            }
            parts.join(", ")
        };
        let items = rules.awards.iter().map(award).collect();
        let mut points = vec![Point { items, ..self.point("regulation-award-order", vec![]) }];
        if rules.awards.iter().any(|award| !award.bounds.is_empty()) {
            points.push(self.point("regulation-award-withheld", vec![]));
        }
        points
    }

    fn award_tied(&self, tied: Tied) -> String {
        let tied = match tied {
            Tied::In => "in",
            Tied::Out => "out",
            Tied::Decide => "decide",
        };
        self.text("regulation-award-tied", vec![("tied", tied.into())])
    }

    pub(super) fn nominations(&self) -> Vec<Point> {
        let nominations = &self.contest.rules.nominations;
        if nominations.is_empty() {
            return Vec::new();
        }
        let items = nominations.iter().map(|nomination| self.nomination(nomination)).collect();
        vec![Point { items, ..self.point("regulation-nomination-list", vec![]) }]
    }

    fn nomination(&self, nomination: &Nomination) -> String {
        let title = ("nomination", Argument::from(&nomination.title));
        let mut parts = vec![match &nomination.rule {
            NominationRule::Score { stage, criteria } => {
                let own = self.contest.stage(*stage);
                let values = vec![title, ("stage", (&own.title).into())];
                if criteria.is_empty() {
                    self.text("regulation-nomination-score", values)
                } else {
                    let named = |index: &usize| self.say.quoted(&own.criteria()[*index].title);
                    let list: Vec<String> = criteria.iter().map(named).collect();
                    let criteria = vec![("criteria", Argument::from(list.join(", ")))];
                    self.text("regulation-nomination-criteria", [values, criteria].concat())
                }
            }
            NominationRule::Ballot { above: None } => self.text("regulation-nomination-ballot", vec![title]),
            NominationRule::Ballot { above: Some(part) } => {
                self.text("regulation-nomination-majority", vec![title, ("part", self.say.percent(part).into())])
            }
            NominationRule::Decision => self.text("regulation-nomination-decision", vec![title]),
        }];
        if nomination.holders > 1 {
            parts.push(self.text("words-holders", vec![("count", nomination.holders.into())]));
        }
        parts.extend(
            nomination.within.as_ref().map(|name| self.text("regulation-each", vec![("column", self.column(name))])),
        );
        if nomination.except.awards {
            parts.push(self.plain("regulation-except-awards"));
        }
        if nomination.except.nominations {
            parts.push(self.plain("regulation-except-nominations"));
        }
        match (&nomination.rule, nomination.tied) {
            (NominationRule::Score { .. } | NominationRule::Ballot { .. }, Tied::In | Tied::Out) => {
                parts.push(self.award_tied(nomination.tied));
            }
            (NominationRule::Score { .. } | NominationRule::Ballot { .. }, Tied::Decide)
            | (NominationRule::Decision, Tied::In | Tied::Out | Tied::Decide) => {}
        }
        parts.join(", ")
    }
}
