//! What rules say of changes before anything is counted: what hangs on a mark, which changes are the same, which way
//! scores go.

use crate::contest::{
    Axis, Cell, Content, Coordinates, EntryIndex, Factor, FoldKind, JurorIndex, Link, LinkRule, Measured, Operation,
    Stage, StageIndex, Step,
};
use crate::fold::looks_at_field;
use crate::score::Score;
use crate::tally::takes_places;
use crate::tally::trial::Trial;

/// Which marks of an entry in a stage are alike: a change of any of them by so much does the same to all scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// All of them.
    All,
    /// Those of one juror in one attempt.
    OfJuror,
    /// None.
    Apart,
}

impl Trial {
    /// Whether the scores of the stage hang on marks of the other one.
    #[must_use]
    pub fn stands_on(&self, stage: StageIndex, other: StageIndex) -> bool {
        stage == other || self.above(stage).iter().any(|above| self.stands_on(*above, other))
    }

    /// Whether scores, or the order of equals, in the stage hang on marks of the other one.
    #[must_use]
    pub fn hangs_on(&self, stage: StageIndex, other: StageIndex) -> bool {
        let own = self.contest.stage(stage);
        let linked = links(own).filter_map(|rule| match rule {
            LinkRule::Stage(named)
            | LinkRule::Criteria { stage: named, .. }
            | LinkRule::Jurors { stage: named, .. } => Some(*named),
            LinkRule::Count(..) | LinkRule::Countback(_) | LinkRule::Highest(_) | LinkRule::Lowest(_) => None,
        });
        let linked: Vec<StageIndex> = linked.filter(|named| *named != stage).collect();
        stage == other || self.above(stage).iter().chain(&linked).any(|above| self.hangs_on(*above, other))
    }

    /// Whether scores of the stage may hang on marks of the other one by more than the scores above: by links inside
    /// of its steps, or by an order above that something else than scores decides.
    pub(super) fn hangs_beside_scores(&self, stage: StageIndex, other: StageIndex) -> bool {
        let own = self.contest.stage(stage);
        let unknown =
            |above: &StageIndex| self.hangs_on(*above, other) && self.places.get(above).is_none_or(Option::is_none);
        has_links_inside(own) || takes_places(own) && self.above(stage).iter().any(unknown)
    }

    /// Whether the order of equals in the stage looks at the values that scores are folded from.
    pub(super) fn looks_at_parts(&self, stage: StageIndex) -> bool {
        let rules = self.contest.stage(stage);
        rules.ties.links.iter().any(|link| matches!(link.rule, LinkRule::Count(..) | LinkRule::Countback(_)))
    }

    /// Whether the order of equals in the stage looks at marks as they were given.
    #[must_use]
    pub fn ties_look_at_marks(&self, stage: StageIndex) -> bool {
        links(self.contest.stage(stage)).any(|rule| match rule {
            LinkRule::Criteria { .. } | LinkRule::Jurors { .. } | LinkRule::Count(..) | LinkRule::Countback(_) => true,
            LinkRule::Stage(_) | LinkRule::Highest(_) | LinkRule::Lowest(_) => false,
        })
    }

    /// Whether a change of a mark of the other stage may put equals in the stage in another order that have none of its
    /// entry's numbers: links count scores from some marks alone, and these hang on the whole field.
    #[must_use]
    pub fn ties_look_at_field(&self, stage: StageIndex, other: StageIndex) -> bool {
        let looks = |named: StageIndex| self.looks_at_field(named) && self.stands_on(named, other);
        self.order_links(stage).any(|rule| match rule {
            LinkRule::Criteria { stage: named, .. } | LinkRule::Jurors { stage: named, .. } => looks(*named),
            LinkRule::Stage(_) | LinkRule::Count(..) | LinkRule::Countback(_) => false,
            LinkRule::Highest(Measured::Number(..) | Measured::Column(_)) | LinkRule::Lowest(_) => false,
        })
    }

    /// Whether steps of the stage, or of one that it adds up, look at the whole field.
    #[must_use]
    pub fn looks_at_field(&self, stage: StageIndex) -> bool {
        self.contest.stage(stage).score.iter().any(looks_at_field)
            || self.above(stage).iter().any(|above| self.looks_at_field(*above))
    }

    /// Whether the order of equals in the stage, or in the one whose order it takes, looks at marks, or at what is
    /// counted from them.
    #[must_use]
    pub fn equals_look_at_marks(&self, stage: StageIndex) -> bool {
        self.order_links(stage).any(|rule| match rule {
            LinkRule::Stage(_)
            | LinkRule::Criteria { .. }
            | LinkRule::Jurors { .. }
            | LinkRule::Count(..)
            | LinkRule::Countback(_) => true,
            LinkRule::Highest(_) | LinkRule::Lowest(_) => false,
        })
    }

    /// Whether a stage that stands on the marks of this one looks at the whole field.
    #[must_use]
    pub fn is_compared(&self, stage: StageIndex) -> bool {
        let mut stages = self.contest.rules.stage_indices().filter(|each| self.stands_on(*each, stage));
        stages.any(|each| self.looks_at_field(each))
    }

    /// Whether every step of the stage, and of those that stand on it, becomes more with each of its numbers, places
    /// aside, which become less.
    ///
    /// Every fold is then a function that rises with each of its values (a mean with or without weights, an order
    /// statistic, a sum of the values that are left when so many of each end are left out), and so does every change
    /// of a number: rounding, adding, a floor, a factor that is not below zero. A number that is pulled towards the
    /// mean rises with the mean too. What a place becomes is looked at where it is taken ([`crate::fold::Reach`]).
    #[must_use]
    pub fn rises(&self, stage: StageIndex, entry: EntryIndex) -> bool {
        let mut stages = self.contest.rules.stage_indices().filter(|each| self.stands_on(*each, stage));
        stages.all(|each| {
            let entries: Vec<EntryIndex> =
                if self.looks_at_field(each) { self.contest.entry_indices().collect() } else { vec![entry] };
            self.contest.stage(each).score.iter().all(|step| self.step_rises(each, step, &entries))
        })
    }

    fn step_rises(&self, stage: StageIndex, step: &Step, entries: &[EntryIndex]) -> bool {
        match &step.operation {
            Operation::Times(Factor::Constant(factor)) => !factor.is_negative(),
            Operation::Times(Factor::Each(_, factors)) => !factors.iter().any(Score::is_negative),
            Operation::Times(Factor::Number(number)) => {
                let members = self.contest.stage(stage).attempts().max(self.contest.panels.len()).max(1);
                let numbers = &self.contest.numbers[stage.0];
                let mut all = entries.iter().flat_map(|entry| (0..members).map(move |member| (*entry, member)));
                !all.any(|(entry, member)| numbers.get(entry, *number, member).is_some_and(Score::is_negative))
            }
            Operation::Fold(fold) => !fold.weights.iter().flatten().any(Score::is_negative),
            Operation::Places(..)
            | Operation::Points(..)
            | Operation::Round(_)
            | Operation::Plus(_)
            | Operation::Minus(_)
            | Operation::Floor(_)
            | Operation::Pull(..) => true,
        }
    }

    /// Which marks of the entry in the stage are alike: marks are added up, or their mean is taken, before anything
    /// else is done with them.
    #[must_use]
    pub fn alike(&self, stage: StageIndex, entry: EntryIndex) -> Alike {
        if self.is_even(stage, entry) {
            return Alike::All;
        }
        for step in &self.contest.stage(stage).score {
            match &step.operation {
                Operation::Times(Factor::Constant(_)) | Operation::Plus(_) | Operation::Minus(_) => {}
                Operation::Fold(fold) if fold.axis == Axis::Criteria && adds_evenly(step) => return Alike::OfJuror,
                Operation::Fold(_)
                | Operation::Times(Factor::Each(..) | Factor::Number(_))
                | Operation::Round(_)
                | Operation::Floor(_)
                | Operation::Pull(..)
                | Operation::Places(..)
                | Operation::Points(..) => return Alike::Apart,
            }
        }
        Alike::Apart
    }

    /// Whether all marks of the entry are alike; there is no gap among them then.
    fn is_even(&self, stage: StageIndex, entry: EntryIndex) -> bool {
        let own = self.contest.stage(stage);
        let Some(marks) = &self.contest.marks[stage.0] else { return false };
        let cells_of = |juror: JurorIndex| {
            let judges = |criterion: &&crate::contest::Criterion| {
                let (juror, track) = (self.contest.juror(juror), self.contest.entry(entry).track.as_str());
                juror.judges_criterion(&criterion.id) && juror.judges_track(track) && criterion.is_for(track)
            };
            own.criteria().iter().filter(judges).count()
        };
        let all = self.contest.judges(stage);
        let jurors: Vec<JurorIndex> = all.filter(|juror| self.contest.conflict(*juror, entry).is_none()).collect();
        let counts: Vec<usize> = jurors.iter().copied().map(cells_of).filter(|count| *count > 0).collect();
        let all = jurors.into_iter().flat_map(|juror| {
            (0..own.attempts()).flat_map(move |attempt| {
                (0..own.criteria().len()).map(move |criterion| Coordinates { juror, entry, attempt, criterion })
            })
        });
        let marked = all.filter(|at| matches!(marks.cell(*at), Cell::Mark(_))).count();
        let evenly = |step: &Step| match &step.operation {
            Operation::Fold(_) => adds_evenly(step),
            Operation::Times(Factor::Constant(_)) | Operation::Plus(_) | Operation::Minus(_) => true,
            Operation::Times(Factor::Each(..) | Factor::Number(_))
            | Operation::Round(_)
            | Operation::Floor(_)
            | Operation::Pull(..)
            | Operation::Places(..)
            | Operation::Points(..) => false,
        };
        let folds = |step: &Step| matches!(step.operation, Operation::Fold(_));
        let last = own.score.iter().rposition(folds).unwrap_or(0);
        self.contest.panels.is_empty()
            && counts.windows(2).all(|pair| pair[0] == pair[1])
            && marked == counts.iter().sum::<usize>() * own.attempts()
            && own.score.iter().take(last + 1).all(evenly)
    }

    /// Every link of the stage, and of the one whose order it takes.
    fn order_links(&self, stage: StageIndex) -> impl Iterator<Item = &LinkRule> {
        let own = self.contest.stage(stage);
        let source = own.takes_order_of.map(|source| self.contest.stage(source));
        links(own).chain(source.into_iter().flat_map(links))
    }

    /// The stages that a stage adds up; none where it has marks.
    fn above(&self, stage: StageIndex) -> &[StageIndex] {
        match &self.contest.stage(stage).content {
            Content::Marks { .. } => &[],
            Content::Stages(of) => of,
        }
    }
}

/// Whether the step adds up, or takes the mean of, all that it finds.
fn adds_evenly(step: &Step) -> bool {
    match &step.operation {
        Operation::Fold(fold) => {
            matches!(fold.kind, FoldKind::Sum | FoldKind::Mean) && fold.drop.is_none() && fold.weights.is_none()
        }
        Operation::Round(_)
        | Operation::Times(_)
        | Operation::Plus(_)
        | Operation::Minus(_)
        | Operation::Floor(_)
        | Operation::Pull(..)
        | Operation::Places(..)
        | Operation::Points(..) => false,
    }
}

/// Whether ties stand inside of the stage's steps.
fn has_links_inside(stage: &Stage) -> bool {
    inside(stage).next().is_some()
}

/// Every link of a stage, inside of its steps and after them.
fn links(stage: &Stage) -> impl Iterator<Item = &LinkRule> {
    inside(stage).chain(stage.ties.links.iter().map(|link| &link.rule))
}

fn inside<'s>(stage: &'s Stage) -> impl Iterator<Item = &'s LinkRule> {
    let of_step = |step: &'s Step| -> &'s [Link] {
        match &step.operation {
            Operation::Places(_, ties) | Operation::Points(_, ties) => &ties.links,
            Operation::Fold(_)
            | Operation::Round(_)
            | Operation::Times(_)
            | Operation::Plus(_)
            | Operation::Minus(_)
            | Operation::Floor(_)
            | Operation::Pull(..) => &[],
        }
    };
    stage.score.iter().flat_map(of_step).map(|link| &link.rule)
}
