//! The rules of a contest, with every name resolved.

use chrono::NaiveDate;

use crate::contest::{JurorIndex, StageIndex};
use crate::language::{Language, Title};
use crate::score::{Rounding, Score};
use crate::source::Place;

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
    /// How the marks of single jurors may be shown to others.
    pub juror_marks: JurorMarks,
}

/// How the marks of single jurors may be shown outside the jury.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JurorMarks {
    /// Without the jurors' names.
    #[default]
    Anonymous,
    /// With the jurors' names.
    Named,
    /// Not at all.
    Hidden,
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
    /// Where the stage stands in the rules.
    pub place: Place,
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

impl Drop {
    /// Whether the extremes are left out of so many values.
    #[must_use]
    pub fn applies_to(&self, values: usize) -> bool {
        values >= self.from
    }
}
