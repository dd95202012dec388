//! The arithmetic of a score: axes, and the steps that fold them.

use crate::contest::{Direction, Ties};
use crate::score::{Rounding, Score};
use crate::source::Place;

/// The axes of a stage's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// One member per juror.
    Jurors,
    /// One member per criterion.
    Criteria,
    /// One member per attempt.
    Attempts,
    /// One member per stage that is added up.
    Stages,
    /// One member per panel, once jurors of several panels have been folded.
    Panels,
}

impl Axis {
    /// All of them.
    pub const ALL: [Axis; 5] = [Axis::Jurors, Axis::Criteria, Axis::Attempts, Axis::Stages, Axis::Panels];

    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Axis::Jurors => "jurors",
            Axis::Criteria => "criteria",
            Axis::Attempts => "attempts",
            Axis::Stages => "stages",
            Axis::Panels => "panels",
        }
    }
}

/// One line of a score.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it does.
    pub operation: Operation,
    /// Which of the numbers that it finds are better.
    pub direction: Direction,
    /// The line.
    pub place: Place,
}

/// What a step does: it folds one axis away, or changes every number then in the table.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Folds an axis away.
    Fold(Fold),
    /// Rounds every number.
    Round(Rounding),
    /// Multiplies every number.
    Times(Factor),
    /// Adds to every number.
    Plus(Addend),
    /// Takes from every number.
    Minus(Addend),
    /// Raises every number to this one at least.
    Floor(Score),
    /// Moves a number that is further than the distance from the mean along the axis to that distance.
    Pull(Axis, Score),
    /// Every number becomes its place in the field.
    Places(Numbering, Ties),
    /// Every number becomes the points of its place in the field, then 0; equals share the mean.
    Points(Vec<Score>, Ties),
}

/// How an axis is folded away.
#[derive(Clone, Debug)]
pub struct Fold {
    /// The axis.
    pub axis: Axis,
    /// What becomes of its values.
    pub kind: FoldKind,
    /// The extremes that are left out first.
    pub drop: Option<Drop>,
    /// Fewer values leave a gap; 1 where the rules say nothing.
    pub needs: usize,
    /// What a gap counts as; nothing where the rules say nothing.
    pub missing: Option<Score>,
    /// With a mean: the weight of each member of the axis.
    pub weights: Option<Vec<Score>>,
}

/// What becomes of the values along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// They are added up.
    Sum,
    /// Their arithmetic mean.
    Mean,
    /// The middle one, or the mean of the two in the middle.
    Median,
    /// The best one.
    Best,
    /// The worst one.
    Worst,
    /// Places by the Skating System: of jurors rules 5 to 8, of criteria (the dances) rules 9 to 11.
    Skating,
    /// Pairs won, an equal pair half, then the jurors in favour.
    OneByOne,
}

impl FoldKind {
    /// All of them.
    pub const ALL: [FoldKind; 7] = [
        FoldKind::Sum,
        FoldKind::Mean,
        FoldKind::Median,
        FoldKind::Best,
        FoldKind::Worst,
        FoldKind::Skating,
        FoldKind::OneByOne,
    ];

    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FoldKind::Sum => "sum",
            FoldKind::Mean => "mean",
            FoldKind::Median => "median",
            FoldKind::Best => "best",
            FoldKind::Worst => "worst",
            FoldKind::Skating => "skating",
            FoldKind::OneByOne => "one-by-one",
        }
    }
}

/// The extremes that are left out of a fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drop {
    /// How many of the highest; a half takes half the weight of one.
    pub highest: Score,
    /// How many of the lowest.
    pub lowest: Score,
    /// Only once so many values are there.
    pub from: usize,
}

/// What numbers are multiplied by.
#[derive(Clone, Debug)]
pub enum Factor {
    /// The same for all.
    Constant(Score),
    /// One for each member of an axis, by the member's index.
    Each(Axis, Vec<Score>),
    /// One of the stage's numbers.
    Number(usize),
}

/// What is added to numbers.
#[derive(Clone, Debug)]
pub enum Addend {
    /// The same for all.
    Constant(Score),
    /// One of the stage's numbers.
    Number(usize),
    /// What `adjustments.csv` gives the entry in the stage.
    Adjustments,
}

/// How equals are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Numbering {
    /// 1 2 2 4.
    #[default]
    Standard,
    /// 1 2 2 3.
    Dense,
    /// 1 2.5 2.5 4.
    Averaged,
}

impl Numbering {
    /// All of them.
    pub const ALL: [Numbering; 3] = [Numbering::Standard, Numbering::Dense, Numbering::Averaged];

    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Numbering::Standard => "standard",
            Numbering::Dense => "dense",
            Numbering::Averaged => "averaged",
        }
    }
}

impl Numbering {
    /// The place of a group of equals of this size behind `ahead` others, the group being the `index`th.
    #[must_use]
    pub fn place(self, ahead: usize, size: usize, index: usize) -> Score {
        match self {
            Numbering::Standard => Score::from(ahead + 1),
            Numbering::Dense => Score::from(index + 1),
            // The mean of the places ahead + 1 to ahead + size.
            Numbering::Averaged => Score::from(2 * ahead + size + 1) / Score::integer(2),
        }
    }
}

impl Drop {
    /// Whether the extremes are left out of so many values.
    #[must_use]
    pub fn applies_to(&self, values: usize) -> bool {
        values >= self.from
    }
}
