//! What comes of a contest: scores, places, who passes, who holds what, and what is still open.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::contest::{Axis, Contest, EntryIndex, StageIndex, Status};
use crate::diagnostic::Diagnostic;
use crate::fold::Value;
use crate::score::Score;
use crate::tally::scores::Scored;

/// The results of a contest.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The stages in their order, as far as they were asked for and can be computed.
    pub stages: Vec<StageResult>,
    /// The awards in the order of the rules; empty if the ranking was not computed.
    pub awards: Vec<Holders>,
    /// The nominations in the order of the rules; empty if the ranking was not computed.
    pub nominations: Vec<Holders>,
    /// The decisions that were applied.
    pub decisions: Vec<Applied>,
    /// The status of each entry after the decisions.
    pub statuses: Vec<Status>,
    /// Why the result is not final; nothing if it is.
    pub open: Vec<Open>,
    /// Gaps in the data that a partial count passed over.
    pub gaps: Vec<Diagnostic>,
    /// The scores of each stage, as far as it was counted.
    pub(super) scored: Vec<Scored>,
    /// The contest with the marks that decisions have amended, if any has.
    pub(super) amended: Option<Box<Contest>>,
}

/// The results of a stage.
#[derive(Clone, Debug)]
pub struct StageResult {
    /// Which stage.
    pub stage: StageIndex,
    /// What the highest marks would give.
    pub maximum: Option<Score>,
    /// Whether a partial count passed over gaps in it.
    pub incomplete: bool,
    /// Whether the jury has still to decide who passes, so that nothing after it can be counted.
    pub pass_is_open: bool,
    /// The fields: one, or one per value of the stage's `within`, in the order of the values.
    pub fields: Vec<Field>,
}

/// Entries that are ordered among themselves.
#[derive(Clone, Debug)]
pub struct Field {
    /// The value that they have in common.
    pub within: Option<String>,
    /// The standings: placed ones best first, those out of competition where their score would stand, then
    /// those without a score or a place.
    pub standings: Vec<Standing>,
    /// Entries with equal scores, and what became of them.
    pub ties: Vec<Tie>,
}

/// Where an entry stands in a stage.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The entry.
    pub entry: EntryIndex,
    /// What it is in this stage.
    pub state: State,
    /// Its score.
    pub score: Value,
    /// Its place; a half where places are averaged.
    pub place: Option<Score>,
    /// Whether it shares the place.
    pub tied: bool,
    /// Whether it goes on; nothing where the stage does not say who does.
    pub passed: Option<bool>,
}

/// What an entry is in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It has a place here.
    Placed,
    /// It is judged and counts in no place, quota or share.
    OutOfCompetition,
    /// It has no score.
    NotScored,
    /// Its application was not accepted.
    Rejected,
    /// It was taken back.
    Withdrawn,
    /// It was excluded.
    Disqualified,
}

impl State {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Placed => "placed",
            State::OutOfCompetition => "out-of-competition",
            State::NotScored => "not-scored",
            State::Rejected => "rejected",
            State::Withdrawn => "withdrawn",
            State::Disqualified => "disqualified",
        }
    }
}

/// The values of an entry before each axis is folded away.
#[derive(Clone, Debug, Default)]
pub struct Parts(pub BTreeMap<Axis, Vec<Part>>);

impl Parts {
    /// The values before the axis is folded; none if no step folds it.
    #[must_use]
    pub fn before(&self, axis: Axis) -> &[Part] {
        self.0.get(&axis).map_or(&[], Vec::as_slice)
    }
}

/// A value with the members of the axes that were open.
#[derive(Clone, Debug)]
pub struct Part {
    /// The members.
    pub members: Vec<(Axis, usize)>,
    /// The value.
    pub value: Value,
}

/// Entries with equal scores.
#[derive(Clone, Debug)]
pub struct Tie {
    /// All of them.
    pub entries: Vec<EntryIndex>,
    /// The links that were looked at, in their order.
    pub uses: Vec<LinkUse>,
    /// What became of those whom no link split.
    pub ends: Vec<TieEnd>,
}

/// A link at work on entries that were still equal.
#[derive(Clone, Debug)]
pub struct LinkUse {
    /// Which of the links of the stage.
    pub link: usize,
    /// The numbers of each entry, best first; nothing in it if the link was passed over.
    pub values: Vec<(EntryIndex, Vec<Score>)>,
}

/// What became of entries that the whole chain left equal.
#[derive(Clone, Debug)]
pub struct TieEnd {
    /// They.
    pub entries: Vec<EntryIndex>,
    /// What became of them.
    pub fate: Fate,
}

/// What became of equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They share the place.
    Shared,
    /// The jury has still to decide.
    Open,
    /// The jury decided; which of the contest's decisions.
    Decided(usize),
}

/// Who holds an award or a nomination.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Holders {
    /// They, best first.
    pub entries: Vec<EntryIndex>,
    /// Whether the jury has still to decide.
    pub open: bool,
    /// The decision that named them, if one did.
    pub decision: Option<usize>,
    /// The votes for each entry, most first, where there was a ballot.
    pub votes: Vec<(EntryIndex, usize)>,
    /// Whether equal votes were decided by the chair's.
    pub by_chair: bool,
    /// Of an award, in each field of the ranking: how many entries, from the best, it was given or refused by their
    /// place; those behind them have it, or not, by their score alone. Fewer fields where the jury has still to decide.
    pub reach: Vec<usize>,
}

/// A decision that was applied.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Which of the contest's decisions.
    pub decision: usize,
    /// The entries that the arithmetic alone would have given, where it gives any.
    pub computed: Option<Vec<EntryIndex>>,
}

/// Why a result is not final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// Equal entries whose order is for the jury.
    Tie {
        /// Where.
        stage: StageIndex,
        /// They.
        entries: Vec<EntryIndex>,
    },
    /// Equal entries across the cut.
    Cut {
        /// Where.
        stage: StageIndex,
        /// They.
        entries: Vec<EntryIndex>,
    },
    /// The jury decides who passes, and has not.
    Pass {
        /// Where.
        stage: StageIndex,
    },
    /// An entry without a score.
    NoScore {
        /// Where.
        stage: StageIndex,
        /// Which.
        entry: EntryIndex,
    },
    /// Equal entries across the end of an award.
    Award {
        /// Which of the awards.
        award: usize,
        /// They.
        entries: Vec<EntryIndex>,
    },
    /// Equal entries or votes for a nomination.
    Nomination {
        /// Which of the nominations.
        nomination: usize,
        /// They.
        entries: Vec<EntryIndex>,
    },
    /// Too few have voted on a nomination.
    Votes {
        /// Which of the nominations.
        nomination: usize,
    },
    /// Nobody has voted on a nomination, or decided it.
    Undecided {
        /// Which of the nominations.
        nomination: usize,
    },
    /// Data that is not there, passed over by a partial count.
    Incomplete {
        /// How many gaps.
        gaps: usize,
    },
}

impl Tally {
    /// The tally of a contest in which marks may have been amended.
    pub(super) fn of_amended(self, contest: Cow<Contest>) -> Self {
        let amended = match contest {
            Cow::Borrowed(_) => None,
            Cow::Owned(contest) => Some(Box::new(contest)),
        };
        Tally { amended, ..self }
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.open.is_empty()
    }

    /// The result of a stage, if it was computed.
    #[must_use]
    pub fn stage(&self, stage: StageIndex) -> Option<&StageResult> {
        self.stages.iter().find(|result| result.stage == stage)
    }
}

impl StageResult {
    /// Every standing of every field.
    pub fn standings(&self) -> impl Iterator<Item = &Standing> {
        self.fields.iter().flat_map(|field| &field.standings)
    }
}

impl Open {
    /// The stage that it keeps from being final, if it is one.
    #[must_use]
    pub fn stage(&self) -> Option<StageIndex> {
        match self {
            Open::Tie { stage, .. } | Open::Cut { stage, .. } | Open::Pass { stage } | Open::NoScore { stage, .. } => {
                Some(*stage)
            }
            Open::Award { .. }
            | Open::Nomination { .. }
            | Open::Votes { .. }
            | Open::Undecided { .. }
            | Open::Incomplete { .. } => None,
        }
    }
}
