//! What results lead to: awards and nominations.

use crate::contest::{Bound, StageIndex, Tied};
use crate::language::Title;
use crate::score::Score;
use crate::source::Place;

/// What places lead to.
#[derive(Clone, Debug)]
pub struct Award {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Who holds it.
    pub rule: AwardRule,
    /// Bounds of the score; below them it is withheld.
    pub bounds: Vec<Bound>,
    /// Equals across the cut.
    pub tied: Tied,
    /// Where it stands in the rules.
    pub place: Place,
}

/// Who holds an award, from those who hold none yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AwardRule {
    /// The next ones, so many.
    Holders(usize),
    /// Whoever has a place from the first to the last of these.
    Places(usize, usize),
    /// A part, 0 to 1, of those left before the first such award; cut at the running total, rounded down.
    Share(Score),
    /// Everybody left.
    Everybody,
}

/// A distinction beside the order.
#[derive(Clone, Debug)]
pub struct Nomination {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// What it goes by.
    pub rule: NominationRule,
    /// How many hold it.
    pub holders: usize,
    /// Who cannot hold it.
    pub except: Except,
    /// Equals across the cut.
    pub tied: Tied,
    /// A column of `participants.csv`; each of its values has holders of its own.
    pub within: Option<String>,
    /// Where it stands in the rules.
    pub place: Place,
}

/// What a nomination goes by.
#[derive(Clone, Debug)]
pub enum NominationRule {
    /// The best score of a stage, of these criteria alone if any are named.
    Score {
        /// The stage.
        stage: StageIndex,
        /// Which of its criteria; all if empty.
        criteria: Vec<usize>,
    },
    /// The jury's ballot; the part of the votes, 0 to 1, that must be exceeded.
    Ballot {
        /// The part.
        above: Option<Score>,
    },
    /// The jury's decision.
    Decision,
}

/// Who cannot hold a nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Except {
    /// Who holds an award.
    pub awards: bool,
    /// Who holds a nomination above.
    pub nominations: bool,
}
