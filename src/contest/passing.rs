//! Who goes on, and what decides between equals.

use crate::contest::{Axis, Direction, JurorIndex, StageIndex};
use crate::score::Score;
use crate::source::Place;

/// Who goes on from a stage.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The ways to pass, of which one must hold; none: the jury decides.
    pub ways: Vec<Condition>,
    /// Where it stands in the rules.
    pub place: Place,
}

/// A way to pass; everything in it must hold.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Bounds of the score.
    pub bounds: Vec<Bound>,
    /// A number that passes.
    pub top: Option<Top>,
}

/// A bound of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// On which side of the limit.
    pub relation: Relation,
    /// The limit.
    pub limit: Limit,
}

/// On which side of a limit a score must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The limit or above.
    AtLeast,
    /// Above the limit.
    Above,
    /// The limit or below.
    AtMost,
    /// Below the limit.
    Below,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 4] = [Relation::AtLeast, Relation::Above, Relation::AtMost, Relation::Below];

    /// The key in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Relation::AtLeast => "at_least",
            Relation::Above => "above",
            Relation::AtMost => "at_most",
            Relation::Below => "below",
        }
    }

    /// Whether scores that are better than others inside the bound are outside of it.
    #[must_use]
    pub fn keeps_out_better(self, better: Direction) -> bool {
        match self {
            Relation::AtLeast | Relation::Above => better == Direction::Lower,
            Relation::AtMost | Relation::Below => better == Direction::Higher,
        }
    }

    /// Whether the score is on the right side.
    #[must_use]
    pub fn holds(self, score: &Score, limit: &Score) -> bool {
        match self {
            Relation::AtLeast => score >= limit,
            Relation::Above => score > limit,
            Relation::AtMost => score <= limit,
            Relation::Below => score < limit,
        }
    }
}

/// A limit of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// In points.
    Points(Score),
    /// A part, 0 to 1, of what the highest marks would give.
    Part(Score),
}

/// How many pass.
#[derive(Clone, Debug)]
pub struct Top {
    /// The number.
    pub quota: Quota,
    /// A column of `participants.csv`; the number holds for each of its values.
    pub within: Option<String>,
    /// The stage whose entries a part is of; this one's if there is none.
    pub of: Option<StageIndex>,
    /// Equals across the cut.
    pub tied: Tied,
}

/// A number of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quota {
    /// So many.
    Count(usize),
    /// A part, 0 to 1, rounded down or up.
    Part {
        /// The part.
        part: Score,
        /// Rounded up rather than down.
        up: bool,
    },
}

/// What happens to equals across a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tied {
    /// All of them are in.
    In,
    /// All of them are out.
    Out,
    /// The jury decides.
    #[default]
    Decide,
}

impl Tied {
    /// All of them.
    pub const ALL: [Tied; 3] = [Tied::In, Tied::Out, Tied::Decide];

    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Tied::In => "in",
            Tied::Out => "out",
            Tied::Decide => "decide",
        }
    }
}

/// What decides between equal scores: a chain of links and an end.
#[derive(Clone, Debug)]
pub struct Ties {
    /// The links in their order.
    pub links: Vec<Link>,
    /// What holds for those still equal.
    pub end: TiesEnd,
    /// Where it stands in the rules, or where the stage stands that says nothing.
    pub place: Place,
}

/// A link of a chain: it gives each entry a number and splits those still equal.
#[derive(Clone, Debug)]
pub struct Link {
    /// Which number.
    pub rule: LinkRule,
    /// The line.
    pub place: Place,
}

/// Which number a link looks at; more is better.
#[derive(Clone, Debug)]
pub enum LinkRule {
    /// The score of a stage.
    Stage(StageIndex),
    /// The score of a stage, counted from the marks of some criteria alone.
    Criteria {
        /// The stage.
        stage: StageIndex,
        /// Which of its criteria.
        criteria: Vec<usize>,
    },
    /// The score of a stage, counted from the marks of some jurors alone.
    Jurors {
        /// The stage.
        stage: StageIndex,
        /// Which jurors.
        jurors: Vec<JurorIndex>,
    },
    /// How many of the values along an axis are in the bounds, as they stand when it is folded.
    Count(Axis, Vec<(Relation, Score)>),
    /// The values along an axis, as they stand when it is folded: the best, then the second best, …
    Countback(Axis),
    /// The higher number.
    Highest(Measured),
    /// The lower number; earlier is lower.
    Lowest(Measured),
}

/// A number of an entry that is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measured {
    /// One of a stage's numbers.
    Number(StageIndex, usize),
    /// A column of `participants.csv`: a number or a date.
    Column(String),
}

/// What holds for entries that the whole chain leaves equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TiesEnd {
    /// They share the place.
    #[default]
    Share,
    /// The jury decides; until then the result is not final.
    Decide,
}
