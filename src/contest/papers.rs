//! What a jury writes down beside its marks: ballots, decisions, sittings.

use chrono::NaiveDate;

use crate::contest::{Coordinates, EntryIndex, JurorIndex, StageIndex, Status};
use crate::score::Score;
use crate::source::{Place, Spanned};

/// One juror's vote for a nomination.
#[derive(Clone, Debug)]
pub struct Ballot {
    /// Who votes.
    pub juror: JurorIndex,
    /// For whom.
    pub entry: EntryIndex,
    /// The line of the ballot.
    pub place: Place,
}

/// Points added to an entry's score in a stage, or taken from it.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// For whom.
    pub entry: EntryIndex,
    /// Where.
    pub stage: StageIndex,
    /// How many; below zero for a penalty.
    pub points: Score,
    /// Why.
    pub reason: String,
    /// The line of `adjustments.csv`.
    pub place: Place,
}

/// An appeal.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// The day it came.
    pub received: NaiveDate,
    /// Whose result it is about.
    pub entry: EntryIndex,
    /// What it is about.
    pub about: String,
    /// What came of it; empty while it is open.
    pub outcome: String,
    /// The day it was answered.
    pub date: Option<NaiveDate>,
    /// The line of `appeals.csv`.
    pub place: Place,
}

/// A diagnostic that was looked at and passed over, with a reason that the protocol prints.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The code.
    pub code: String,
    /// Where the diagnostic stands: a file, or a line of one, `jury.csv:3`.
    pub about: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub by: String,
    /// The day.
    pub date: NaiveDate,
    /// Where the code stands in `waivers.csv`.
    pub place: Place,
}

/// What the jury decided beyond the arithmetic.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The day.
    pub date: NaiveDate,
    /// What was decided.
    pub kind: DecisionKind,
    /// The votes, where there was a vote.
    pub votes: Option<Votes>,
    /// Who decided: jury, chair, secretary, or a name.
    pub by: String,
    /// Why.
    pub grounds: String,
    /// What stood there before, as the table says it.
    pub was: Spanned<String>,
    /// Where the entries stand.
    pub entries_place: Place,
    /// Where the decision stands in `decisions.csv`.
    pub place: Place,
}

/// The kinds of decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// The order of entries that the rules leave equal; an inner list shares.
    Order {
        /// Where they are equal.
        stage: StageIndex,
        /// The order, best first.
        order: Vec<Vec<EntryIndex>>,
    },
    /// Who passes a stage.
    Pass {
        /// Which one.
        stage: StageIndex,
        /// All who pass.
        entries: Vec<EntryIndex>,
    },
    /// An entry competes no longer, or again.
    Status {
        /// Which one.
        entry: EntryIndex,
        /// What it was.
        was: Status,
        /// What it is now.
        now: Status,
    },
    /// Who holds an award.
    Award {
        /// Which of the rules' awards.
        award: usize,
        /// The holders; none: withheld.
        holders: Vec<EntryIndex>,
    },
    /// Who holds a nomination.
    Nomination {
        /// Which of the rules' nominations.
        nomination: usize,
        /// The holders; none: withheld.
        holders: Vec<EntryIndex>,
    },
    /// A mark is another one.
    Mark {
        /// The stage.
        stage: StageIndex,
        /// Which cell.
        at: Coordinates,
        /// What it was.
        was: Score,
        /// What it is now.
        now: Score,
    },
    /// A line of the rules is another one; `contest.yaml` stays as approved.
    Rule {
        /// The line.
        about: String,
        /// What it was.
        was: String,
        /// What it is now.
        now: String,
    },
    /// A recommendation to a further level.
    Recommend {
        /// The level, or any text.
        about: String,
        /// Who is recommended.
        entries: Vec<EntryIndex>,
    },
}

impl DecisionKind {
    /// Whether the decision touches what is known once the stage `last` has been counted.
    #[must_use]
    pub fn is_about(&self, last: StageIndex, ranking: StageIndex) -> bool {
        match self {
            DecisionKind::Order { stage, .. } | DecisionKind::Pass { stage, .. } | DecisionKind::Mark { stage, .. } => {
                *stage <= last
            }
            DecisionKind::Status { .. } | DecisionKind::Rule { .. } => true,
            DecisionKind::Award { .. } | DecisionKind::Nomination { .. } | DecisionKind::Recommend { .. } => {
                last == ranking
            }
        }
    }
}

/// The count of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// For.
    pub yes: usize,
    /// Against.
    pub no: usize,
    /// Abstained.
    pub abstained: usize,
}

/// A sitting of the jury.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// The stage that it closes; the ranking for the last.
    pub stage: StageIndex,
    /// The protocol's number.
    pub number: String,
    /// The day.
    pub date: NaiveDate,
    /// Where.
    pub location: String,
    /// Who of the jury was present.
    pub present: Vec<JurorIndex>,
    /// Who of the jury was not.
    pub absent: Vec<JurorIndex>,
    /// Who else was there.
    pub invited: String,
    /// The points of the agenda.
    pub agenda: Vec<String>,
    /// The line of `sittings.csv`.
    pub place: Place,
}
