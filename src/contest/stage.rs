//! A stage: what it holds, and the rules that it has.

use crate::contest::{Axis, Numbering, Operation, Pass, StageIndex, Step, Ties};
use crate::language::Title;
use crate::score::Score;
use crate::source::Place;

/// A stage: one score, one order, one pass.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The id; `ranking` for the last.
    pub id: String,
    /// The name.
    pub title: Title,
    /// How it is held: remote, on site.
    pub form: Option<Title>,
    /// What its table holds.
    pub content: Content,
    /// The steps from the table to the score.
    pub score: Vec<Step>,
    /// How many digits a printed score has, at the least.
    pub digits: u32,
    /// Who goes on; everybody with a score if there is no rule.
    pub pass: Option<Pass>,
    /// What decides between equal scores.
    pub ties: Ties,
    /// How equals are numbered.
    pub numbering: Numbering,
    /// A column of `participants.csv`; each of its values is a field by itself.
    pub within: Option<String>,
    /// Scores this close to their neighbour are equal, and so on down the order.
    pub equal_within: Score,
    /// Which scores are better.
    pub direction: Direction,
    /// Numbers that are measured rather than judged.
    pub numbers: Vec<Number>,
    /// The range of an adjustment, where the rules give one.
    pub adjustments: Option<(Score, Score)>,
    /// In the ranking: whether those who stopped earlier are placed below.
    pub follow: bool,
    /// In a ranking of one stage with no rules of its own: the stage whose order it takes.
    pub takes_order_of: Option<StageIndex>,
    /// Whether an absent juror leaves a gap rather than an error.
    pub absent_skips: bool,
    /// Which of two answers of a juror for an entry counts.
    pub answers: Answers,
    /// How a form asks for the juror and the participant.
    pub questions: Questions,
    /// Where the stage stands in the rules.
    pub place: Place,
}

/// Which of two answers of a juror for an entry counts, where a form took both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Answers {
    /// There must be one.
    #[default]
    Once,
    /// The one that came last.
    Latest,
    /// The one that came first.
    First,
}

/// The titles of a form's questions, where they are none of the usual names of columns.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Questions {
    /// The question who is judging.
    pub juror: Option<String>,
    /// The question who is judged.
    pub participant: Option<String>,
}

/// Which of two numbers is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// The higher one.
    #[default]
    Higher,
    /// The lower one: places, times, faults.
    Lower,
}

impl Direction {
    /// Orders numbers, the better one first.
    #[must_use]
    pub fn better_first(self, one: &Score, other: &Score) -> std::cmp::Ordering {
        match self {
            Direction::Higher => other.cmp(one),
            Direction::Lower => one.cmp(other),
        }
    }

    /// A number as a key of which the greater is the better.
    #[must_use]
    pub fn key(self, number: &Score) -> Score {
        match self {
            Direction::Higher => number.clone(),
            Direction::Lower => -number.clone(),
        }
    }
}

/// A number that is measured: distance, difficulty, time.
#[derive(Clone, Debug)]
pub struct Number {
    /// The id, also the column of `numbers/STAGE.csv`.
    pub id: String,
    /// What has one.
    pub per: Per,
    /// Where it stands in the rules.
    pub place: Place,
}

/// What has a measured number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each entry.
    Entry,
    /// Each attempt of an entry.
    Attempt,
    /// Each panel that judges an entry.
    Panel,
}

impl Per {
    /// All of them.
    pub const ALL: [Per; 3] = [Per::Entry, Per::Attempt, Per::Panel];

    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Per::Entry => "entry",
            Per::Attempt => "attempt",
            Per::Panel => "panel",
        }
    }

    /// The axis whose members have one each.
    #[must_use]
    pub fn axis(self) -> Option<Axis> {
        match self {
            Per::Entry => None,
            Per::Attempt => Some(Axis::Attempts),
            Per::Panel => Some(Axis::Panels),
        }
    }
}

/// What a stage's table holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Marks: jurors × criteria × attempts.
    Marks {
        /// The criteria of all tracks.
        criteria: Vec<Criterion>,
        /// How many attempts there are at most.
        attempts: usize,
    },
    /// The scores of stages above.
    Stages(Vec<StageIndex>),
}

/// What jurors mark.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The id, also the column of a sheet.
    pub id: String,
    /// The name.
    pub title: Title,
    /// The marks it takes.
    pub marks: MarkScale,
    /// Which marks are better.
    pub direction: Direction,
    /// The tracks whose entries are judged by it; none for all.
    pub tracks: Option<Vec<String>>,
    /// Where its marks stand in the rules.
    pub marks_place: Place,
    /// Where it stands in the rules.
    pub place: Place,
}

/// The marks that a criterion takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkScale {
    /// A range.
    Range(MarkRange),
    /// A juror's places, 1 to the number of entries that the juror judges, each once.
    Places,
    /// A juror gives each of these once, and 0 to the rest.
    Points(Vec<Score>),
}

/// A range of marks: from `lowest` to `highest` in steps of `step`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRange {
    /// The lowest mark.
    pub lowest: Score,
    /// The highest mark.
    pub highest: Score,
    /// The distance between neighbours, above zero.
    pub step: Score,
}

impl Stage {
    /// The direction of the numbers that the axis is folded from; the score's if no step folds it.
    #[must_use]
    pub fn direction_before(&self, axis: Axis) -> Direction {
        let folds = |step: &&Step| match &step.operation {
            Operation::Fold(fold) => fold.axis == axis,
            _ => false,
        };
        self.score.iter().find(folds).map_or(self.direction, |step| step.direction)
    }

    /// The criteria, if the stage has marks.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        match &self.content {
            Content::Marks { criteria, .. } => criteria,
            Content::Stages(_) => &[],
        }
    }

    /// How many attempts there are at most.
    #[must_use]
    pub fn attempts(&self) -> usize {
        match &self.content {
            Content::Marks { attempts, .. } => *attempts,
            Content::Stages(_) => 1,
        }
    }
}

impl Criterion {
    /// Whether the entries of a track are judged by it.
    #[must_use]
    pub fn is_for(&self, track: &str) -> bool {
        self.tracks.as_ref().is_none_or(|tracks| tracks.iter().any(|own| own == track))
    }
}

impl MarkScale {
    /// How many digits after the point hold every mark.
    #[must_use]
    pub fn digits(&self) -> u32 {
        let marks: Vec<&Score> = match self {
            MarkScale::Range(range) => vec![&range.lowest, &range.highest, &range.step],
            MarkScale::Points(points) => points.iter().collect(),
            MarkScale::Places => Vec::new(),
        };
        marks.into_iter().filter_map(Score::exact_digits).max().unwrap_or(0)
    }

    /// How far from zero a mark may be, in units of the last of so many digits; none where there is no end, or the end
    /// is beyond any count.
    #[must_use]
    pub fn furthest(&self, digits: u32) -> Option<i64> {
        let marks: Vec<&Score> = match self {
            MarkScale::Range(range) => vec![&range.lowest, &range.highest],
            MarkScale::Points(points) => points.iter().collect(),
            MarkScale::Places => return None,
        };
        let units: Option<Vec<i64>> = marks.into_iter().map(|mark| mark.abs().to_units(digits)).collect();
        Some(units?.into_iter().max().unwrap_or(0))
    }

    /// The highest mark; none for places.
    #[must_use]
    pub fn highest(&self) -> Option<&Score> {
        match self {
            MarkScale::Range(range) => Some(&range.highest),
            MarkScale::Points(points) => points.iter().max(),
            MarkScale::Places => None,
        }
    }
}

impl MarkRange {
    /// Whether the mark is between the ends.
    #[must_use]
    pub fn contains(&self, mark: &Score) -> bool {
        *mark >= self.lowest && *mark <= self.highest
    }
}
