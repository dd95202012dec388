//! The checked model of one contest: what `validate` hands on and everything after it trusts.
//!
//! The words of the field, Kazakh and Russian beside the English that the code uses:
//!
//! - *contest* (байқау, конкурс): what a regulation (ереже, положение) announces;
//! - *stage* (кезең, этап): marks over criteria, or other stages added up; the last is the *ranking*;
//! - *criterion* (өлшемшарт, критерий) with its range of *marks* (ұпай, балл);
//! - *juror* (қазылар алқасының мүшесі, член жюри), the *chair* (төраға, председатель) among them;
//! - *participant* (қатысушы, участник): who or what is judged; here an *entry*, its line in the contest;
//! - *score*: what the steps of a stage make of an entry's marks; *place* (орын, место): its number in the order;
//! - *award* (марапат, награда): what places lead to; *nomination* (номинация): a distinction beside the order;
//! - *ballot* (дауыс беру, голосование), *decision* (шешім, решение), *sitting* (отырыс, заседание).

mod codes;
mod distinctions;
mod marks;
mod papers;
mod passing;
mod people;
mod rules;
mod stage;
mod steps;

use std::collections::BTreeMap;

use crate::source::FileId;

pub use codes::draw_codes;
pub use distinctions::{Award, AwardRule, Except, Nomination, NominationRule};
pub use marks::{Cell, Coordinates, Extent, JurorCells, Marks, Numbers, OwnRows, Sheet};
pub use papers::{Adjustment, Appeal, Ballot, Decision, DecisionKind, Sitting, Votes, Waiver};
pub use passing::{Bound, Condition, Limit, Link, LinkRule, Measured, Pass, Quota, Relation, Tied, Ties, TiesEnd, Top};
pub use people::{Conflict, Details, Entry, FieldColumns, Fields, Juror, Role, Status};
pub use rules::{Calendar, Chosen, ChosenRule, JurorMarks, NotPassed, Publish, Rules, StageRule};
pub use stage::{Answers, Content, Criterion, Direction, MarkRange, MarkScale, Number, Per, Questions, Stage};
pub use steps::{Addend, Axis, Drop, Factor, Fold, FoldKind, Numbering, Operation, Step};

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub usize);
        )*
    };
}

index! {
    /// Which of [`Rules::stages`].
    StageIndex,
    /// Which of [`Contest::jury`].
    JurorIndex,
}

/// Which of [`Contest::entries`]; in half a word, since lists of them are the longest of a large contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex(u32);

impl EntryIndex {
    /// The entry at a position.
    ///
    /// # Panics
    /// There are 2³² entries: a text that names them would be longer than any that is read.
    #[must_use]
    pub fn new(position: usize) -> Self {
        EntryIndex(u32::try_from(position).expect("a text shorter than 4 GiB names fewer entries"))
    }

    /// Where the entry stands among all.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// A contest whose rules, people and marks have been checked against one another.
#[derive(Clone, Debug)]
pub struct Contest {
    /// The rules, from `contest.yaml`.
    pub rules: Rules,
    /// Where the rules stand.
    pub rules_file: FileId,
    /// The jury: chair, members, secretary, each by id.
    pub jury: Vec<Juror>,
    /// The entries, in the order of their ids.
    pub entries: Vec<Entry>,
    /// The codes that stand for entries on the sheets of a blind contest.
    pub codes: BTreeMap<EntryIndex, String>,
    /// Who may not judge whom.
    pub conflicts: Vec<Conflict>,
    /// The marks of each of [`Rules::stages`]; none where a stage adds up others or was not read.
    pub marks: Vec<Option<Marks>>,
    /// The measured numbers of each of [`Rules::stages`].
    pub numbers: Vec<Numbers>,
    /// Points added or taken beside the marks.
    pub adjustments: Vec<Adjustment>,
    /// The names of the jury's panels, in alphabetical order; empty if nobody has one.
    pub panels: Vec<String>,
    /// The votes for each of [`Rules::nominations`].
    pub ballots: Vec<Vec<Ballot>>,
    /// What the jury decided beyond the arithmetic, in the order of `decisions.csv`.
    pub decisions: Vec<Decision>,
    /// The jury's sittings.
    pub sittings: Vec<Sitting>,
    /// Appeals, by day.
    pub appeals: Vec<Appeal>,
    /// What was looked at and passed over, in the order of `waivers.csv`.
    pub waivers: Vec<Waiver>,
}

impl Contest {
    /// The entry.
    #[must_use]
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.entries[index.position()]
    }

    /// The juror.
    #[must_use]
    pub fn juror(&self, index: JurorIndex) -> &Juror {
        &self.jury[index.0]
    }

    /// The stage.
    #[must_use]
    pub fn stage(&self, index: StageIndex) -> &Stage {
        &self.rules.stages[index.0]
    }

    /// Every entry's index.
    pub fn entry_indices(&self) -> impl Iterator<Item = EntryIndex> + use<> {
        (0..self.entries.len()).map(EntryIndex::new)
    }

    /// The jurors who judge in the stage at all, in the order of the jury.
    pub fn judges(&self, stage: StageIndex) -> impl Iterator<Item = JurorIndex> + '_ {
        (0..self.jury.len()).map(JurorIndex).filter(move |&juror| self.juror(juror).judges_in(stage))
    }

    /// The line that forbids the juror to judge the entry, if there is one.
    #[must_use]
    pub fn conflict(&self, juror: JurorIndex, entry: EntryIndex) -> Option<&Conflict> {
        self.conflicts.iter().find(|conflict| conflict.juror == juror && conflict.entry == entry)
    }
}
