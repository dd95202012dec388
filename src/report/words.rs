//! Rules in words, in the three languages at once.

use crate::contest::{
    Addend, Award, AwardRule, Axis, Bound, ChosenRule, Condition, Content, Contest, Criterion, Factor, Fold, FoldKind,
    Limit, LinkRule, MarkScale, Measured, Nomination, NominationRule, Numbering, Operation, Pass, Quota, Relation,
    Stage, StageIndex, StageRule, Step, Tied, TiesEnd, Top,
};
use crate::language::{Argument, Arguments, Catalogue, Language, Title};
use crate::score::Score;

/// Says rules in words.
pub struct Words<'c> {
    contest: &'c Contest,
    catalogues: Vec<Catalogue>,
}

impl<'c> Words<'c> {
    /// For the rules of the contest.
    #[must_use]
    pub fn new(contest: &'c Contest) -> Self {
        Words { contest, catalogues: Language::ALL.into_iter().map(Catalogue::new).collect() }
    }

    /// What the commission chose where the regulation is silent.
    #[must_use]
    pub fn chosen(&self, rule: ChosenRule) -> Title {
        self.each(|say| {
            let (about, text) = say.chosen(rule);
            say.text("words-chosen", vec![("rule", about.into()), ("text", text.into())])
        })
    }

    /// The steps of a stage's score.
    #[must_use]
    pub fn score(&self, stage: StageIndex) -> Title {
        self.each(|say| say.score(self.contest.stage(stage)))
    }

    /// One of the steps of a stage's score; without an index the adjustments that no line speaks of.
    #[must_use]
    pub fn step(&self, stage: StageIndex, step: Option<usize>) -> Title {
        let own = self.contest.stage(stage);
        self.each(|say| match step.and_then(|step| own.score.get(step)) {
            Some(step) => say.step(own, step),
            None => say.text("words-plus", vec![("what", say.plain("words-adjustments").into())]),
        })
    }

    /// Who passes a stage.
    #[must_use]
    pub fn pass(&self, stage: StageIndex) -> Option<Title> {
        let pass = self.contest.stage(stage).pass.as_ref()?;
        Some(self.each(|say| say.pass(pass)))
    }

    /// What decides between equals.
    #[must_use]
    pub fn ties(&self, stage: StageIndex) -> Title {
        self.each(|say| say.ties(self.contest.stage(stage)))
    }

    /// The marks that a criterion takes.
    #[must_use]
    pub fn marks(&self, marks: &MarkScale) -> Title {
        self.each(|say| say.marks(marks))
    }

    /// What a link of a chain looks at.
    #[must_use]
    pub fn link(&self, rule: &LinkRule) -> Title {
        self.each(|say| say.link(rule))
    }

    fn each(&self, say: impl Fn(&Say) -> String) -> Title {
        let text = |catalogue| (Catalogue::language(catalogue), say(&Say { contest: self.contest, catalogue }));
        Title::each(self.catalogues.iter().map(text).collect())
    }
}

/// Speaks one language.
pub(super) struct Say<'c> {
    contest: &'c Contest,
    catalogue: &'c Catalogue,
}

impl<'c> Say<'c> {
    /// About the rules of the contest, in the catalogue's language.
    pub(super) fn new(contest: &'c Contest, catalogue: &'c Catalogue) -> Self {
        Say { contest, catalogue }
    }

    pub(super) fn text(&self, key: &str, arguments: Arguments) -> String {
        self.catalogue.text(key, &arguments)
    }

    pub(super) fn plain(&self, key: &str) -> String {
        self.text(key, Vec::new())
    }

    pub(super) fn title<'t>(&self, title: &'t Title) -> &'t str {
        title.get(self.catalogue.language())
    }

    /// The title in the language's quotation marks.
    pub(super) fn quoted(&self, title: &Title) -> String {
        self.text("words-quoted", vec![("text", title.into())])
    }

    fn stage_title(&self, stage: StageIndex) -> Argument {
        Argument::from(&self.contest.stage(stage).title)
    }

    pub(super) fn number(&self, score: &Score) -> String {
        match score.exact_digits() {
            Some(digits) => self.catalogue.language().number(&score.decimal(digits)),
            None => score.to_string(),
        }
    }

    pub(super) fn chosen(&self, rule: ChosenRule) -> (String, String) {
        let rules = &self.contest.rules;
        match rule {
            ChosenRule::Stage(index, key) => {
                let stage = self.contest.stage(index);
                let (key, text) = match key {
                    StageRule::Score => ("chosen-score", self.score(stage)),
                    StageRule::Pass => {
                        let everybody = || self.plain("words-everybody");
                        ("chosen-pass", stage.pass.as_ref().map_or_else(everybody, |pass| self.pass(pass)))
                    }
                    StageRule::Ties => ("chosen-ties", self.ties(stage)),
                    StageRule::Places => ("chosen-places", self.numbering(stage.numbering)),
                    StageRule::Criteria => ("chosen-criteria", self.criteria(stage)),
                    StageRule::Of => ("chosen-of", self.added_up(stage)),
                };
                (self.text(key, vec![("stage", self.stage_title(index))]), text)
            }
            ChosenRule::Awards => {
                let list: Vec<String> = rules.awards.iter().map(|award| self.named_award(award)).collect();
                (self.plain("chosen-awards"), list.join("; "))
            }
            ChosenRule::Award(index) => {
                let award = &rules.awards[index];
                let about = self.text("chosen-award", vec![("award", (&award.title).into())]);
                (about, self.award(award))
            }
            ChosenRule::Nominations => {
                let named = |each: &Nomination| format!("{} – {}", self.quoted(&each.title), self.nomination(each));
                let list: Vec<String> = rules.nominations.iter().map(named).collect();
                (self.plain("chosen-nominations"), list.join("; "))
            }
            ChosenRule::Nomination(index) => {
                let nomination = &rules.nominations[index];
                let about = self.text("chosen-nomination", vec![("nomination", (&nomination.title).into())]);
                (about, self.nomination(nomination))
            }
            ChosenRule::Quorum => {
                let part = |part: &Score| self.text("words-quorum", vec![("part", part.to_string().into())]);
                (self.plain("chosen-quorum"), rules.quorum.as_ref().map_or_else(|| self.plain("none-label"), part))
            }
            ChosenRule::OnePer => {
                let column = |column: &String| self.text("words-one-per", vec![("column", column.as_str().into())]);
                (self.plain("chosen-one-per"), rules.one_per.as_ref().map_or_else(|| self.plain("none-label"), column))
            }
        }
    }

    fn criteria(&self, stage: &Stage) -> String {
        let criterion =
            |criterion: &Criterion| format!("{} {}", self.quoted(&criterion.title), self.marks(&criterion.marks));
        stage.criteria().iter().map(criterion).collect::<Vec<_>>().join("; ")
    }

    fn added_up(&self, stage: &Stage) -> String {
        match &stage.content {
            Content::Marks { .. } => String::new(),
            Content::Stages(stages) => {
                let named = |index: &StageIndex| self.quoted(&self.contest.stage(*index).title);
                stages.iter().map(named).collect::<Vec<_>>().join(", ")
            }
        }
    }

    pub(super) fn marks(&self, marks: &MarkScale) -> String {
        match marks {
            MarkScale::Range(range) => format!("{}–{}", self.number(&range.lowest), self.number(&range.highest)),
            MarkScale::Places => self.plain("words-marks-places"),
            MarkScale::Points(points) => points.iter().map(|points| self.number(points)).collect::<Vec<_>>().join("; "),
        }
    }

    fn score(&self, stage: &Stage) -> String {
        let steps: Vec<String> = stage.score.iter().map(|step| self.step(stage, step)).collect();
        steps.join("; ")
    }

    pub(super) fn step(&self, stage: &Stage, step: &Step) -> String {
        match &step.operation {
            Operation::Fold(fold) => self.fold(stage, fold),
            Operation::Round(rounding) => self.text("words-round", vec![("to", self.number(&rounding.to).into())]),
            Operation::Times(Factor::Constant(factor)) => {
                self.text("words-times", vec![("factor", self.number(factor).into())])
            }
            Operation::Times(Factor::Each(axis, factors)) => {
                self.text("words-times-each", vec![("list", self.each_member(stage, *axis, factors).into())])
            }
            Operation::Times(Factor::Number(number)) => {
                self.text("words-times", vec![("factor", stage.numbers[*number].id.as_str().into())])
            }
            Operation::Plus(addend) => self.text("words-plus", vec![("what", self.addend(stage, addend).into())]),
            Operation::Minus(addend) => self.text("words-minus", vec![("what", self.addend(stage, addend).into())]),
            Operation::Floor(floor) => self.text("words-floor", vec![("floor", self.number(floor).into())]),
            Operation::Pull(axis, distance) => {
                let over = self.plain(over(*axis));
                self.text("words-pull", vec![("over", over.into()), ("distance", self.number(distance).into())])
            }
            Operation::Places(numbering, _) => {
                self.text("words-become-places", vec![("how", self.numbering(*numbering).into())])
            }
            Operation::Points(points, _) => {
                let list: Vec<String> = points.iter().map(|points| self.number(points)).collect();
                self.text("words-become-points", vec![("list", list.join("; ").into())])
            }
        }
    }

    fn addend(&self, stage: &Stage, addend: &Addend) -> String {
        match addend {
            Addend::Constant(constant) => self.number(constant),
            Addend::Number(number) => stage.numbers[*number].id.clone(),
            Addend::Adjustments => self.plain("words-adjustments"),
        }
    }

    /// Each member of an axis with its number.
    pub(super) fn each_member(&self, stage: &Stage, axis: Axis, numbers: &[Score]) -> String {
        let named = |(index, number): (usize, &Score)| {
            Some(format!("{} – {}", self.member(stage, axis, index)?, self.number(number)))
        };
        numbers.iter().enumerate().filter_map(named).collect::<Vec<_>>().join(", ")
    }

    /// The name of a member of an axis; none where the stage does not have it.
    fn member(&self, stage: &Stage, axis: Axis, index: usize) -> Option<String> {
        match (axis, &stage.content) {
            (Axis::Criteria, Content::Marks { criteria, .. }) => {
                criteria.get(index).map(|criterion| self.quoted(&criterion.title))
            }
            (Axis::Jurors, Content::Marks { .. }) => self.contest.jury.get(index).map(|juror| juror.name.clone()),
            (Axis::Attempts, Content::Marks { .. }) => Some((index + 1).to_string()),
            (Axis::Stages, Content::Stages(stages)) => {
                stages.contains(&StageIndex(index)).then(|| self.quoted(&self.contest.stage(StageIndex(index)).title))
            }
            (Axis::Panels, Content::Marks { .. }) => self.contest.panels.get(index).cloned(),
            (Axis::Stages, Content::Marks { .. })
            | (Axis::Criteria | Axis::Jurors | Axis::Attempts | Axis::Panels, Content::Stages(_)) => None,
        }
    }

    fn fold(&self, stage: &Stage, fold: &Fold) -> String {
        let kind = match fold.kind {
            FoldKind::Sum => "words-sum",
            FoldKind::Mean => "words-mean",
            FoldKind::Median => "words-median",
            FoldKind::Best => "words-best",
            FoldKind::Worst => "words-worst",
            FoldKind::Skating => "words-skating",
            FoldKind::OneByOne => "words-one-by-one",
        };
        let mut parts = vec![format!("{} – {}", self.plain(over(fold.axis)), self.plain(kind))];
        parts.extend(self.fold_terms(stage, fold));
        parts.join(", ")
    }

    /// What is left out, how many values are needed, how they weigh, what a gap counts as.
    pub(super) fn fold_terms(&self, stage: &Stage, fold: &Fold) -> Vec<String> {
        let mut parts = Vec::new();
        if let Some(drop) = &fold.drop {
            let counts =
                vec![("highest", self.number(&drop.highest).into()), ("lowest", self.number(&drop.lowest).into())];
            parts.push(if drop.from > 0 {
                self.text("words-drop-from", [counts, vec![("from", drop.from.into())]].concat())
            } else {
                self.text("words-drop", counts)
            });
        }
        if fold.needs > 1 {
            parts.push(self.text("words-needs", vec![("count", fold.needs.into())]));
        }
        if let Some(weights) = &fold.weights {
            let list = self.each_member(stage, fold.axis, weights);
            parts.push(self.text("words-weights", vec![("list", list.into())]));
        }
        if let Some(missing) = &fold.missing {
            parts.push(self.text("words-missing", vec![("value", self.number(missing).into())]));
        }
        parts
    }

    fn pass(&self, pass: &Pass) -> String {
        if pass.ways.is_empty() {
            return self.plain("words-pass-decide");
        }
        let ways: Vec<String> = pass.ways.iter().map(|way| self.condition(way)).collect();
        ways.join(&format!(" {} ", self.plain("words-or")))
    }

    fn condition(&self, way: &Condition) -> String {
        let mut parts: Vec<String> = way.bounds.iter().map(|bound| self.bound(bound)).collect();
        parts.extend(way.top.iter().flat_map(|top| self.top(top)));
        parts.join(", ")
    }

    pub(super) fn bound(&self, bound: &Bound) -> String {
        let limit = match &bound.limit {
            Limit::Points(points) => self.text("words-points", vec![("limit", self.number(points).into())]),
            Limit::Part(part) => self.text("words-percent", vec![("limit", self.percent(part).into())]),
        };
        self.limit(bound.relation, limit)
    }

    fn limit(&self, relation: Relation, limit: String) -> String {
        let key = match relation {
            Relation::AtLeast => "words-at-least",
            Relation::Above => "words-above",
            Relation::AtMost => "words-at-most",
            Relation::Below => "words-below",
        };
        self.text(key, vec![("limit", limit.into())])
    }

    pub(super) fn percent(&self, part: &Score) -> String {
        self.number(&(part * &Score::integer(100)))
    }

    fn top(&self, top: &Top) -> Vec<String> {
        let number = match &top.quota {
            Quota::Count(count) => self.text("words-top", vec![("count", (*count).into())]),
            Quota::Part { part, .. } => self.text("words-top-part", vec![("part", self.percent(part).into())]),
        };
        let within =
            top.within.as_ref().map(|column| self.text("words-within", vec![("column", column.as_str().into())]));
        let tied = match top.tied {
            Tied::In => "words-tied-in",
            Tied::Out => "words-tied-out",
            Tied::Decide => "words-tied-decide",
        };
        [Some(number), within, Some(self.plain(tied))].into_iter().flatten().collect()
    }

    fn ties(&self, stage: &Stage) -> String {
        let mut parts: Vec<String> = stage.ties.links.iter().map(|link| self.link(&link.rule)).collect();
        parts.push(self.plain(match stage.ties.end {
            TiesEnd::Share => "words-share",
            TiesEnd::Decide => "words-decide",
        }));
        parts.join(&format!(", {} ", self.plain("words-then")))
    }

    pub(super) fn link(&self, rule: &LinkRule) -> String {
        match rule {
            LinkRule::Stage(stage) => self.text("words-link-stage", vec![("stage", self.stage_title(*stage))]),
            LinkRule::Criteria { stage, criteria } => {
                let all = self.contest.stage(*stage).criteria();
                let names: Vec<String> = criteria.iter().map(|index| self.quoted(&all[*index].title)).collect();
                let arguments = vec![("stage", self.stage_title(*stage)), ("criteria", names.join(", ").into())];
                self.text("words-link-criteria", arguments)
            }
            LinkRule::Jurors { stage, jurors } => {
                let names: Vec<&str> = jurors.iter().map(|juror| self.contest.juror(*juror).name.as_str()).collect();
                let arguments = vec![("stage", self.stage_title(*stage)), ("jurors", names.join(", ").into())];
                self.text("words-link-jurors", arguments)
            }
            LinkRule::Count(axis, bounds) => {
                let bounds: Vec<String> =
                    bounds.iter().map(|(relation, limit)| self.limit(*relation, self.number(limit))).collect();
                let over = self.plain(over(*axis));
                self.text("words-link-count", vec![("over", over.into()), ("bounds", bounds.join(", ").into())])
            }
            LinkRule::Countback(axis) => {
                self.text("words-link-countback", vec![("over", self.plain(over(*axis)).into())])
            }
            LinkRule::Highest(measured) => {
                self.text("words-link-highest", vec![("what", self.measured(measured).into())])
            }
            LinkRule::Lowest(measured) => {
                self.text("words-link-lowest", vec![("what", self.measured(measured).into())])
            }
        }
    }

    fn measured(&self, measured: &Measured) -> String {
        match measured {
            Measured::Number(stage, number) => self.contest.stage(*stage).numbers[*number].id.clone(),
            Measured::Column(column) => column.clone(),
        }
    }

    fn numbering(&self, numbering: Numbering) -> String {
        self.plain(match numbering {
            Numbering::Standard => "words-numbering-standard",
            Numbering::Dense => "words-numbering-dense",
            Numbering::Averaged => "words-numbering-averaged",
        })
    }

    fn named_award(&self, award: &Award) -> String {
        format!("{} – {}", self.title(&award.title), self.award(award))
    }

    fn award(&self, award: &Award) -> String {
        let who = match &award.rule {
            AwardRule::Holders(count) => self.text("words-holders", vec![("count", (*count).into())]),
            AwardRule::Places(from, to) if from == to => self.text("words-place", vec![("from", (*from).into())]),
            AwardRule::Places(from, to) => {
                self.text("words-places", vec![("from", (*from).into()), ("to", (*to).into())])
            }
            AwardRule::Share(part) => self.text("words-share-of", vec![("part", self.percent(part).into())]),
            AwardRule::Everybody => self.plain("words-everybody"),
        };
        let mut parts = vec![who];
        parts.extend(award.bounds.iter().map(|bound| self.bound(bound)));
        parts.join(", ")
    }

    fn nomination(&self, nomination: &Nomination) -> String {
        match &nomination.rule {
            NominationRule::Ballot { .. } => self.plain("by-ballot"),
            NominationRule::Decision => self.plain("by-decision"),
            NominationRule::Score { stage, .. } => {
                format!("{} ({})", self.plain("by-score"), self.title(&self.contest.stage(*stage).title))
            }
        }
    }
}

/// The key of the words for an axis.
fn over(axis: Axis) -> &'static str {
    match axis {
        Axis::Jurors => "words-over-jurors",
        Axis::Criteria => "words-over-criteria",
        Axis::Attempts => "words-over-attempts",
        Axis::Stages => "words-over-stages",
        Axis::Panels => "words-over-panels",
    }
}
