//! The rules with every name resolved.

use std::collections::BTreeSet;

use crate::contest::{
    Addend, Axis, Bound, Condition, Content, Criterion, Direction, Factor, Fold, FoldKind, Juror, JurorIndex, Limit,
    Link, LinkRule, Measured, Number, Numbering, Operation, Pass, Per, Publish, Role, Rules, Stage, StageIndex, Step,
    Ties, TiesEnd, Top,
};
use crate::definition::{
    ConditionDefinition, CriterionDefinition, Definition, LinkDefinition, PassDefinition, ScoreDefinition,
    StageDefinition, TiesDefinition,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::language::{Argument, Catalogue, Language, Title};
use crate::score::Score;
use crate::source::{Place, Spanned};
use crate::validate::{Checker, chosen, distinctions, steps};

/// The id of the last stage.
const RANKING: &str = "ranking";

/// Resolves the rules; with them the stages whose criteria are not all known.
pub(crate) fn resolve(checker: &mut Checker, definition: &Definition, jury: &[Juror]) -> (Rules, BTreeSet<StageIndex>) {
    let mut rules = Rules {
        title: definition.title.clone(),
        language: definition.language,
        organisation: definition.organisation.clone(),
        basis: definition.basis.clone(),
        calendar: definition.calendar.clone(),
        one_per: definition.one_per.as_ref().map(|column| column.value.clone()),
        blind: definition.blind,
        quorum: definition.quorum.clone(),
        stages: Vec::new(),
        awards: Vec::new(),
        nominations: Vec::new(),
        chosen: Vec::new(),
        publish: Publish {
            juror_marks: definition.publish.juror_marks,
            not_passed: definition.publish.not_passed,
            fields: definition.publish.fields.iter().map(|column| column.value.clone()).collect(),
        },
    };
    let mut damaged = BTreeSet::new();
    for stage in &definition.stages {
        let own = Resolver { checker: &mut *checker, jury, definition, above: &rules }.stage(stage);
        duplicate_ids(checker, rules.stages.iter().map(|first| (first.id.as_str(), first.place)), &stage.id);
        if stage.criteria.iter().flatten().any(Option::is_none) {
            damaged.insert(StageIndex(rules.stages.len()));
        }
        rules.stages.push(own);
    }
    let unwritten = || StageDefinition::unwritten(Spanned::new(RANKING.to_owned(), definition.place));
    let ranking = definition.ranking.clone().unwrap_or_else(unwritten);
    for stage in &definition.stages {
        duplicate_ids(checker, std::iter::once((RANKING, ranking.place)), &stage.id);
    }
    let own = Resolver { checker: &mut *checker, jury, definition, above: &rules }.ranking(&ranking);
    rules.stages.push(own);
    for (index, stage) in definition.stages.iter().chain(std::iter::once(&ranking)).enumerate() {
        check_bounds(checker, &rules, jury, StageIndex(index), stage);
    }
    distinctions::resolve(checker, definition, jury, &mut rules);
    rules.chosen = chosen::resolve(checker, definition, &rules);
    (rules, damaged)
}

/// Reports an id that stands above already, at another place.
pub(crate) fn duplicate_ids<'a>(
    checker: &mut Checker,
    above: impl Iterator<Item = (&'a str, Place)>,
    id: &Spanned<String>,
) {
    let first =
        above.filter(|(_, place)| *place != id.place).find(|(first, _)| *first == id.value && !first.is_empty());
    if let Some((_, first)) = first {
        let first = checker.sources.describe_line(first);
        checker.report(Diagnostic::new(Code::DuplicateId, id.place).with("id", id.value.as_str()).with("first", first));
    }
}

/// Reports a name that names nothing of its kind: `stage`, `criterion`, `juror`, `column`, `award`, …
pub(crate) fn unknown(checker: &mut Checker, name: &Spanned<String>, kind: &'static str, known: &[&str]) {
    let unknown = Diagnostic::new(Code::UnknownName, name.place).with("name", name.value.as_str()).with("kind", kind);
    let unknown = unknown.with_nearest(&name.value, known.iter().copied());
    let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
    checker.report(unknown.with("known", known));
}

/// The position of a criterion in a stage; none if there is none, which is reported.
pub(crate) fn find_criterion(checker: &mut Checker, criteria: &[Criterion], name: &Spanned<String>) -> Option<usize> {
    let ids: Vec<&str> = criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let found = ids.iter().position(|id| *id == name.value);
    if found.is_none() {
        unknown(checker, name, "criterion", &ids);
    }
    found
}

/// The limits of bounds against what a stage can give.
pub(crate) fn check_limits(
    checker: &mut Checker,
    rules: &Rules,
    jury: &[Juror],
    stage: StageIndex,
    bounds: &[Spanned<Bound>],
) {
    // Without a jury nobody knows what the highest marks would give.
    let nobody = !jury.iter().any(|juror| juror.role.votes());
    if nobody || (jury.iter().all(|juror| !juror.judges_in(stage)) && !rules.stages[stage.0].criteria().is_empty()) {
        return;
    }
    let maximum = fold::maximum(rules, jury, stage);
    for bound in bounds {
        match (&bound.value.limit, &maximum) {
            (Limit::Part(part), _) if *part > Score::integer(1) => {
                let maximum: Argument = maximum.as_ref().map_or_else(|| "100%".into(), Argument::from);
                let percent = (part * &Score::integer(100)).shortest(2) + "%";
                let above = Diagnostic::new(Code::BoundAboveMaximum, bound.place).with("limit", percent);
                checker.report(above.with("maximum", maximum));
            }
            (Limit::Part(_), None) => checker.report(Diagnostic::new(Code::NoMaximum, bound.place)),
            (Limit::Points(limit), Some(maximum)) if limit > maximum => {
                let above = Diagnostic::new(Code::BoundAboveMaximum, bound.place);
                checker.report(above.with("limit", limit).with("maximum", maximum));
            }
            (Limit::Part(_) | Limit::Points(_), _) => {}
        }
    }
}

fn check_bounds(checker: &mut Checker, rules: &Rules, jury: &[Juror], index: StageIndex, stage: &StageDefinition) {
    let direction = rules.stages[index.0].direction;
    for way in stage.pass.iter().flat_map(|pass| &pass.ways) {
        check_limits(checker, rules, jury, index, &way.bounds);
        for bound in way.bounds.iter().filter(|bound| bound.value.relation.keeps_out_better(direction)) {
            let better = match direction {
                Direction::Higher => "higher",
                Direction::Lower => "lower",
            };
            checker.report(Diagnostic::new(Code::BoundExcludesBetter, bound.place).with("better", better));
        }
    }
}

/// A stage under way, with what its lines may speak of.
pub(crate) struct Own<'c, 'f> {
    pub(crate) checker: &'c mut Checker<'f>,
    pub(crate) jury: &'c [Juror],
    /// The stages above.
    pub(crate) above: &'c Rules,
    /// Which stage it will be.
    pub(crate) index: StageIndex,
    pub(crate) content: &'c Content,
    pub(crate) numbers: &'c [Number],
    /// The numbers that its ties look at.
    tie_numbers: Vec<String>,
    /// The axes that its steps fold.
    pub(crate) folded: BTreeSet<Axis>,
}

/// Resolves one stage after the other.
struct Resolver<'c, 'f> {
    checker: &'c mut Checker<'f>,
    jury: &'c [Juror],
    definition: &'c Definition,
    above: &'c Rules,
}

impl Resolver<'_, '_> {
    fn stage(&mut self, stage: &StageDefinition) -> Stage {
        let content = match (&stage.criteria, &stage.of) {
            (None, Some(of)) => Content::Stages(self.stages_above(of)),
            (Some(criteria), None) => self.marks(criteria, stage.attempts),
            (Some(criteria), Some(of)) => {
                let place = of.first().map_or(stage.place, |name| name.place);
                let both = Diagnostic::new(Code::OneVerb, place).with("count", 2).with("verbs", "criteria, of");
                self.checker.report(both);
                self.marks(criteria, stage.attempts)
            }
            (None, None) => Content::Marks { criteria: Vec::new(), attempts: stage.attempts },
        };
        self.finish(stage, content)
    }

    fn ranking(&mut self, ranking: &StageDefinition) -> Stage {
        let stages = match &ranking.of {
            Some(of) => self.stages_above(of),
            None => {
                if self.above.stages.iter().any(|stage| matches!(stage.content, Content::Stages(_))) {
                    self.checker.report(Diagnostic::new(Code::MissingKey, ranking.place).with("key", "of"));
                }
                self.above.stage_indices().collect()
            }
        };
        let takes_order = ranking.ties.is_none() && matches!(ranking.score, ScoreDefinition::Default);
        let mut own = self.finish(ranking, Content::Stages(stages.clone()));
        let same_fields = |of: &Stage| of.within == ranking.within.as_ref().map(|column| column.value.clone());
        if let (true, [only]) = (takes_order, stages.as_slice())
            && same_fields(&self.above.stages[only.0])
        {
            let of = &self.above.stages[only.0];
            if let Some(close) = &ranking.equal_within {
                let taken = Diagnostic::new(Code::OrderTaken, close.place).with("key", "equal_within");
                self.checker.report(taken.with("stage", of.id.as_str()));
            }
            own.ties = of.ties.clone();
            own.numbering = ranking.numbering.unwrap_or(of.numbering);
            own.equal_within = of.equal_within.clone();
            own.digits = of.digits;
            own.takes_order_of = Some(*only);
        }
        own
    }

    fn finish(&mut self, stage: &StageDefinition, content: Content) -> Stage {
        let (numbers, tie_numbers) = (self.numbers(stage), self.numbers_in_ties(stage));
        let mut own = Own {
            checker: &mut *self.checker,
            jury: self.jury,
            above: self.above,
            index: StageIndex(self.above.stages.len()),
            content: &content,
            numbers: &numbers,
            tie_numbers,
            folded: BTreeSet::new(),
        };
        let (score, direction) = steps::resolve(&mut own, stage);
        let pass = stage.pass.as_ref().map(|pass| own.pass(pass));
        let silent = || Ties { links: Vec::new(), end: TiesEnd::default(), place: stage.place };
        let ties = stage.ties.as_ref().map_or_else(silent, |ties| own.ties(ties));
        Stage {
            id: stage.id.value.clone(),
            title: stage.title.clone().unwrap_or_else(|| usual_title(&stage.id.value)),
            form: stage.form.clone(),
            digits: digits(&score, &content, self.above),
            content,
            score,
            pass,
            ties,
            numbering: stage.numbering.unwrap_or_default(),
            within: stage.within.as_ref().map(|column| column.value.clone()),
            equal_within: stage.equal_within.as_ref().map_or(Score::integer(0), |close| close.value.clone()),
            direction,
            numbers,
            adjustments: stage.adjustments.clone(),
            follow: stage.follow,
            takes_order_of: None,
            absent_skips: stage.absent_skips,
            answers: stage.answers,
            questions: stage.questions.clone(),
            place: stage.place,
        }
    }

    /// The names that ties look at in the stage: its own ties, and those of stages below that name it.
    fn numbers_in_ties(&self, stage: &StageDefinition) -> Vec<String> {
        let own = stage.all_ties().flat_map(|ties| &ties.links).filter(|link| link.stage.is_none());
        let below = self.definition.stages.iter().chain(&self.definition.ranking);
        let below = below.flat_map(StageDefinition::all_ties).flat_map(|ties| &ties.links);
        let below = below.filter(|link| link.stage.as_ref().is_some_and(|name| name.value == stage.id.value));
        own.chain(below)
            .flat_map(|link| link.highest.iter().chain(&link.lowest))
            .map(|name| name.value.clone())
            .collect()
    }

    fn numbers(&mut self, stage: &StageDefinition) -> Vec<Number> {
        let mut numbers: Vec<Number> = Vec::new();
        for number in &stage.numbers {
            duplicate_ids(self.checker, numbers.iter().map(|first| (first.id.as_str(), first.place)), &number.id);
            numbers.push(Number { id: number.id.value.clone(), per: number.per, place: number.id.place });
        }
        numbers
    }

    fn marks(&mut self, criteria: &[Option<CriterionDefinition>], attempts: usize) -> Content {
        let mut resolved: Vec<Criterion> = Vec::new();
        for criterion in criteria.iter().flatten() {
            duplicate_ids(self.checker, resolved.iter().map(|first| (first.id.as_str(), first.place)), &criterion.id);
            resolved.push(Criterion {
                id: criterion.id.value.clone(),
                title: criterion.title.clone().unwrap_or_else(|| Title::Plain(criterion.id.value.clone())),
                marks: criterion.marks.clone(),
                direction: criterion.direction,
                tracks: criterion.tracks.clone(),
                marks_place: criterion.place,
                place: criterion.id.place,
            });
        }
        Content::Marks { criteria: resolved, attempts }
    }

    fn stages_above(&mut self, names: &[Spanned<String>]) -> Vec<StageIndex> {
        for (index, name) in names.iter().enumerate() {
            let before = names[..index].iter().map(|first| (first.value.as_str(), first.place));
            duplicate_ids(self.checker, before, name);
        }
        names.iter().filter_map(|name| stage_above(self.checker, self.above, name)).collect()
    }
}

fn stage_above(checker: &mut Checker, above: &Rules, name: &Spanned<String>) -> Option<StageIndex> {
    let found = above.find_stage(&name.value);
    if found.is_none() {
        let known: Vec<&str> = above.stages.iter().map(|stage| stage.id.as_str()).collect();
        let fault = Diagnostic::new(Code::StageNotAbove, name.place).with("name", name.value.as_str());
        let fault = fault.with_nearest(&name.value, known.iter().copied());
        let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
        checker.report(fault.with("known", known));
    }
    found
}

/// The name of a stage whose rules give it none: its id, and for the ranking a word in each language.
fn usual_title(id: &str) -> Title {
    if id != RANKING {
        return Title::Plain(id.to_owned());
    }
    let text = |language| (language, Catalogue::new(language).text("ranking-title", &vec![]));
    Title::each(Language::ALL.map(text).to_vec())
}

impl Own<'_, '_> {
    /// Whether the stage's ties look at the number.
    pub(crate) fn number_breaks_ties(&self, id: &str) -> bool {
        self.tie_numbers.iter().any(|name| name == id)
    }

    /// Ties inside a step end in `share`.
    pub(crate) fn step_ties(&mut self, ties: Option<&TiesDefinition>, place: Place) -> Ties {
        let Some(ties) = ties else { return Ties { links: Vec::new(), end: TiesEnd::Share, place } };
        if ties.end == TiesEnd::Decide {
            let fault = Diagnostic::new(Code::WrongValue, ties.place).with("found", "decide");
            self.checker.report(fault.with("allowed", "share"));
        }
        for link in ties.links.iter().filter(|link| link.count.is_some() || link.countback.is_some()) {
            let fault = Diagnostic::new(Code::WrongValue, link.place).with("found", "count, countback");
            self.checker.report(fault.with("allowed", "stage, criteria, jurors, highest, lowest"));
        }
        self.ties(ties)
    }

    fn stage_above(&mut self, name: &Spanned<String>) -> Option<StageIndex> {
        stage_above(self.checker, self.above, name)
    }

    fn pass(&mut self, pass: &PassDefinition) -> Pass {
        Pass { ways: pass.ways.iter().map(|way| self.condition(way)).collect(), place: pass.place }
    }

    fn condition(&mut self, way: &ConditionDefinition) -> Condition {
        let of = way.of.as_ref().and_then(|name| self.stage_above(name));
        let within = way.within.as_ref().map(|column| column.value.clone());
        let top = way.top.clone().map(|quota| Top { quota, within, of, tied: way.tied });
        Condition { bounds: way.bounds.iter().map(|bound| bound.value.clone()).collect(), top }
    }

    fn ties(&mut self, ties: &TiesDefinition) -> Ties {
        let links = ties.links.iter().filter_map(|link| self.link(link)).collect();
        Ties { links, end: ties.end, place: ties.place }
    }

    fn link(&mut self, link: &LinkDefinition) -> Option<Link> {
        let named = match &link.stage {
            Some(name) => Some(self.stage_above(name)?),
            None => None,
        };
        let stage = named.unwrap_or(self.index);
        let rule = if !link.criteria.is_empty() {
            self.criteria_link(link, named)?
        } else if !link.jurors.is_empty() {
            let found: Vec<Vec<JurorIndex>> = link.jurors.iter().map(|name| self.jurors(name)).collect();
            LinkRule::Jurors { stage, jurors: found.concat() }
        } else if let Some((axis, bounds)) = &link.count {
            LinkRule::Count(self.folded_axis(*axis, link)?, bounds.clone())
        } else if let Some(axis) = link.countback {
            LinkRule::Countback(self.folded_axis(axis, link)?)
        } else if let Some(name) = &link.highest {
            LinkRule::Highest(self.measured(named, name)?)
        } else if let Some(name) = &link.lowest {
            LinkRule::Lowest(self.measured(named, name)?)
        } else {
            LinkRule::Stage(named?)
        };
        Some(Link { rule, place: link.place })
    }

    fn criteria_link(&mut self, link: &LinkDefinition, named: Option<StageIndex>) -> Option<LinkRule> {
        let criteria = match (named, self.content) {
            (Some(stage), _) => self.above.stages[stage.0].criteria(),
            (None, Content::Marks { criteria, .. }) => criteria.as_slice(),
            (None, Content::Stages(_)) => &[],
        };
        if criteria.is_empty() {
            self.checker.report(Diagnostic::new(Code::LinkNeedsStage, link.place));
            return None;
        }
        let found: Vec<Option<usize>> =
            link.criteria.iter().map(|name| find_criterion(self.checker, criteria, name)).collect();
        Some(LinkRule::Criteria {
            stage: named.unwrap_or(self.index),
            criteria: found.into_iter().collect::<Option<_>>()?,
        })
    }

    /// The axis whose values a link looks at as they stand when a step folds it.
    fn folded_axis(&mut self, axis: Axis, link: &LinkDefinition) -> Option<Axis> {
        if !self.folded.contains(&axis) {
            self.checker.report(Diagnostic::new(Code::AxisAbsent, link.place).with("axis", axis.word()));
            return None;
        }
        Some(axis)
    }

    /// A number of the stage that is named, or of the own stage; else a column of `participants.csv`.
    fn measured(&mut self, named: Option<StageIndex>, name: &Spanned<String>) -> Option<Measured> {
        let numbers = named.map_or(self.numbers, |stage| &self.above.stages[stage.0].numbers);
        let found = numbers.iter().position(|number| number.id == name.value);
        match (found, named) {
            (Some(number), _) if numbers[number].per != Per::Entry => {
                let fault = Diagnostic::new(Code::NumberMisplaced, name.place).with("number", name.value.as_str());
                self.checker.report(fault.with("why", "folded"));
                None
            }
            (Some(number), _) => Some(Measured::Number(named.unwrap_or(self.index), number)),
            (None, None) => Some(Measured::Column(name.value.clone())),
            (None, Some(_)) => {
                let known: Vec<&str> = numbers.iter().map(|number| number.id.as_str()).collect();
                unknown(self.checker, name, "number", &known);
                None
            }
        }
    }

    /// The jurors whom an id or a role names.
    fn jurors(&mut self, name: &Spanned<String>) -> Vec<JurorIndex> {
        let found = steps::named_jurors(self.jury, &name.value);
        // Of an empty jury that is said already.
        if found.is_empty() && self.jury.iter().any(|juror| juror.role.votes()) {
            let mut known: Vec<&str> = Role::ALL.iter().filter(|role| role.votes()).map(|role| role.word()).collect();
            known.extend(self.jury.iter().map(|juror| juror.id.as_str()));
            unknown(self.checker, name, "juror", &known);
        }
        found
    }
}

/// How many digits after the point a printed score has at the least: none while only whole numbers can come,
/// what the last rounding leaves, and otherwise two.
fn digits(steps: &[Step], content: &Content, above: &Rules) -> u32 {
    const USUAL: u32 = 2;
    let start = match content {
        Content::Marks { criteria, .. } => criteria.iter().map(|criterion| criterion.marks.digits()).max(),
        Content::Stages(stages) => stages.iter().map(|stage| above.stages[stage.0].digits).max(),
    };
    let exact = |score: &Score| score.exact_digits().unwrap_or(USUAL);
    let times = |digits: u32, factor: u32| (digits + factor).min(USUAL.max(digits));
    steps.iter().fold(start.unwrap_or(0), |digits, step| match &step.operation {
        Operation::Fold(fold) => match fold.kind {
            FoldKind::Mean | FoldKind::Median => digits.max(USUAL),
            FoldKind::Sum | FoldKind::Best | FoldKind::Worst => digits,
            FoldKind::Skating | FoldKind::OneByOne => 1,
        },
        Operation::Round(rounding) => exact(&rounding.to),
        Operation::Times(Factor::Constant(factor)) => times(digits, exact(factor)),
        Operation::Times(Factor::Each(_, factors)) => times(digits, factors.iter().map(exact).max().unwrap_or(0)),
        Operation::Times(Factor::Number(_)) => digits.max(USUAL),
        Operation::Plus(addend) | Operation::Minus(addend) => match addend {
            Addend::Constant(constant) => digits.max(exact(constant)),
            Addend::Number(_) => digits.max(USUAL),
            Addend::Adjustments => digits,
        },
        Operation::Floor(_) => digits,
        Operation::Pull(..) => digits.max(USUAL),
        Operation::Places(numbering, _) => u32::from(*numbering == Numbering::Averaged),
        Operation::Points(points, _) => points.iter().map(exact).max().unwrap_or(0),
    })
}

/// The default of a score: `criteria: sum`, then `jurors: mean`; in a stage of stages `stages: sum`.
pub(crate) fn default_steps(content: &Content, direction: Direction, place: Place) -> Vec<Step> {
    let fold = |axis, kind| {
        let fold = Fold { axis, kind, drop: None, needs: 1, missing: None, weights: None };
        Step { operation: Operation::Fold(fold), direction, place }
    };
    match content {
        Content::Marks { .. } => vec![fold(Axis::Criteria, FoldKind::Sum), fold(Axis::Jurors, FoldKind::Mean)],
        Content::Stages(_) => vec![fold(Axis::Stages, FoldKind::Sum)],
    }
}
