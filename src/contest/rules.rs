//! The rules of a contest, with every name resolved.

use chrono::NaiveDate;

use crate::contest::{Award, Nomination, Stage, StageIndex};
use crate::language::{Language, Title};
use crate::score::Score;

/// A regulation.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The contest's name.
    pub title: Title,
    /// The language of its documents.
    pub language: Language,
    /// Who holds it.
    pub organisation: Option<Title>,
    /// What it is held by: the regulation, orders.
    pub basis: Vec<Title>,
    /// Its days.
    pub calendar: Calendar,
    /// The column of `participants.csv` whose every value may have one entry.
    pub one_per: Option<String>,
    /// Whether jurors see codes instead of names.
    pub blind: bool,
    /// The part of the jury that must be present, 0 to 1.
    pub quorum: Option<Score>,
    /// The stages in their order; the ranking is the last.
    pub stages: Vec<Stage>,
    /// The awards in the order in which they are given.
    pub awards: Vec<Award>,
    /// The nominations in the order in which they are given.
    pub nominations: Vec<Nomination>,
    /// The lines that are the commission's own choice.
    pub chosen: Vec<Chosen>,
    /// What may be shown outside the jury.
    pub publish: Publish,
}

/// What may be shown outside the jury; where the rules are silent, the least.
#[derive(Clone, Debug, Default)]
pub struct Publish {
    /// How the marks of single jurors may be shown. Where nothing is said they are hidden from the public, and an
    /// answer to a participant shows them without the jurors' names.
    pub juror_marks: Option<JurorMarks>,
    /// What becomes of entries that did not pass.
    pub not_passed: NotPassed,
    /// The columns of `participants.csv` that are shown beside name and organisation.
    pub fields: Vec<String>,
}

/// How the marks of single jurors may be shown outside the jury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JurorMarks {
    /// Without the jurors' names.
    Anonymous,
    /// With the jurors' names.
    Named,
    /// Not at all.
    Hidden,
}

impl JurorMarks {
    /// All of them.
    pub const ALL: [JurorMarks; 3] = [JurorMarks::Anonymous, JurorMarks::Named, JurorMarks::Hidden];

    /// The word in the rules and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            JurorMarks::Anonymous => "anonymous",
            JurorMarks::Named => "named",
            JurorMarks::Hidden => "hidden",
        }
    }
}

/// What the public sees of entries that did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NotPassed {
    /// How many they are.
    #[default]
    Hidden,
    /// Who they are, with their points.
    Listed,
}

impl NotPassed {
    /// All of them.
    pub const ALL: [NotPassed; 2] = [NotPassed::Hidden, NotPassed::Listed];

    /// The word in the rules and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NotPassed::Hidden => "hidden",
            NotPassed::Listed => "listed",
        }
    }
}

/// The days of a contest.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The regulation is announced.
    pub announced: Option<NaiveDate>,
    /// The last day on which an application still counts.
    pub applications: Option<NaiveDate>,
    /// The contest is held.
    pub held: Option<NaiveDate>,
    /// The last day for publishing the results.
    pub results: Option<NaiveDate>,
}

/// A line of the rules that is the commission's own choice, because the regulation is silent.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The line, as `chosen` names it.
    pub path: String,
    /// What it is about.
    pub rule: ChosenRule,
}

/// What a chosen line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChosenRule {
    /// A rule of a stage.
    Stage(StageIndex, StageRule),
    /// All awards.
    Awards,
    /// One award.
    Award(usize),
    /// All nominations.
    Nominations,
    /// One nomination.
    Nomination(usize),
    /// The quorum.
    Quorum,
    /// One entry of each.
    OnePer,
}

/// A rule of a stage that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageRule {
    /// The steps of its score.
    Score,
    /// Who passes.
    Pass,
    /// What decides between equals.
    Ties,
    /// How equals are numbered.
    Places,
    /// What is marked, and with which marks.
    Criteria,
    /// Which stages are added up.
    Of,
}

impl Rules {
    /// The ranking: the last stage.
    #[must_use]
    pub fn ranking(&self) -> StageIndex {
        StageIndex(self.stages.len() - 1)
    }

    /// Every stage's index.
    pub fn stage_indices(&self) -> impl DoubleEndedIterator<Item = StageIndex> + use<> {
        (0..self.stages.len()).map(StageIndex)
    }

    /// The stage with the id.
    #[must_use]
    pub fn find_stage(&self, id: &str) -> Option<StageIndex> {
        self.stages.iter().position(|stage| stage.id == id).map(StageIndex)
    }
}
