//! A contest as the generator draws it: the one thing that the text for the engine and the recount share.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;

/// An exact number; an overflow would be a panic, never a wrong result.
pub type Number = Ratio<i128>;

/// A fraction.
pub fn ratio(above: i128, below: i128) -> Number {
    Number::new(above, below)
}

/// A whole number.
pub fn whole(value: usize) -> Number {
    Number::from_integer(i128::try_from(value).expect("small"))
}

/// Columns of `participants.csv` by which entries are divided.
pub const TRACKS: [&str; 2] = ["innovation", "social"];
pub const DISTRICTS: [&str; 2] = ["north", "south"];
pub const PANELS: [&str; 2] = ["experts", "public"];
/// The criteria of every stage, as far as it has them.
pub const CRITERIA: [&str; 4] = ["c1", "c2", "c3", "c4"];

/// The id of the last stage.
pub const RANKING: &str = "ranking";

#[derive(Clone, Debug, Default)]
pub struct Contest {
    pub entries: Vec<Entry>,
    pub jurors: Vec<Juror>,
    /// Juror and entry.
    pub conflicts: BTreeSet<(usize, usize)>,
    /// The ranking is the last.
    pub stages: Vec<Stage>,
    pub ranking_is_written: bool,
    pub adjustments: Vec<Adjustment>,
    pub awards: Vec<Award>,
    pub nominations: Vec<Nomination>,
    /// In the order of their days.
    pub decisions: Vec<Decision>,
    /// Which part of the jury must have voted.
    pub quorum: Option<Number>,
    /// With the rules as they were before the jury amended them, if it did.
    pub approved: Option<Box<Contest>>,
    /// The votes for some of the decisions.
    pub votes: BTreeMap<usize, Votes>,
    /// What some of the decisions that name entries say stood there before.
    pub was: BTreeMap<usize, BTreeSet<usize>>,
}

/// Votes for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// For, against, abstained.
    pub counts: [usize; 3],
    /// Whether the chair's vote decides.
    pub chair: bool,
}

impl Votes {
    /// Whether the decision is taken.
    pub fn carry(self) -> bool {
        let [yes, no, _] = self.counts;
        yes > no || yes == no && self.chair
    }
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub id: String,
    pub status: Status,
    pub track: Option<usize>,
    pub district: usize,
    /// A day of May.
    pub submitted: Option<u32>,
    pub rating: Option<Number>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Eligible,
    OutOfCompetition,
    Rejected,
    Withdrawn,
    Disqualified,
}

#[derive(Clone, Debug)]
pub struct Juror {
    pub id: String,
    pub chair: bool,
    pub panel: Option<usize>,
    pub stages: Option<BTreeSet<usize>>,
    pub criteria: Option<BTreeSet<usize>>,
    pub track: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Adjustment {
    pub stage: usize,
    pub entry: usize,
    pub points: Number,
}

#[derive(Clone, Debug, Default)]
pub struct Stage {
    pub id: String,
    /// Empty where the stage adds up others.
    pub criteria: Vec<Criterion>,
    pub attempts: usize,
    pub absent_skip: bool,
    pub of: Vec<usize>,
    /// Whether `of` is written; a ranking may leave it out.
    pub of_is_written: bool,
    pub numbers: Vec<Measure>,
    pub adjusted: bool,
    pub score: Option<Vec<Step>>,
    pub pass: Option<Pass>,
    pub ties: Option<Ties>,
    pub places: Option<Numbering>,
    pub equal_within: Option<Number>,
    pub within: Option<Column>,
    pub follow: bool,
    /// What the sheets say, by juror, entry, attempt, criterion.
    pub cells: BTreeMap<(usize, usize, usize, usize), Cell>,
}

#[derive(Clone, Debug)]
pub struct Criterion {
    pub scale: Scale,
    pub low: bool,
    /// The only track that has it.
    pub track: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    Range { lowest: Number, highest: Number, step: Number },
    Places,
    Dealt(Vec<Number>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Mark(Number),
    Recused,
    Absent,
    Nothing,
}

#[derive(Clone, Debug)]
pub struct Measure {
    pub id: String,
    pub per: Per,
    /// By entry and member: an attempt, a panel, or 0.
    pub values: BTreeMap<(usize, usize), Number>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    Entry,
    Attempt,
    Panel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    Jurors,
    Panels,
    Criteria,
    Attempts,
    Stages,
}

#[derive(Clone, Debug)]
pub enum Step {
    Fold(Fold),
    Round(Number, Half),
    Times(Number),
    TimesNames(Names),
    TimesNumber(usize),
    Plus(Addend),
    Minus(Addend),
    Floor(Number),
    Pull(Axis, Number),
    Places(Numbering, Option<Vec<Link>>),
    Points(Vec<Number>, Option<Vec<Link>>),
}

#[derive(Clone, Debug)]
pub struct Fold {
    pub axis: Axis,
    pub kind: Kind,
    pub drop: Option<Drop>,
    pub weights: Option<Names>,
    pub needs: Option<usize>,
    pub missing: Option<Number>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sum,
    Mean,
    Median,
    Best,
    Worst,
    Skating,
    OneByOne,
}

#[derive(Clone, Debug)]
pub struct Drop {
    pub highest: Number,
    pub lowest: Number,
    pub from: Option<usize>,
}

/// A number for each member of an axis, and how that is written.
#[derive(Clone, Debug)]
pub struct Names {
    pub axis: Axis,
    pub of: BTreeMap<usize, Number>,
    pub text: String,
}

#[derive(Clone, Debug)]
pub enum Addend {
    Constant(Number),
    Number(usize),
    Adjustments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Up,
    Even,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    Standard,
    Dense,
    Averaged,
}

/// The ways to pass; none: the jury decides.
#[derive(Clone, Debug)]
pub struct Pass(pub Vec<Way>);

#[derive(Clone, Debug, Default)]
pub struct Way {
    pub bounds: Vec<Bound>,
    pub top: Option<Top>,
}

#[derive(Clone, Debug)]
pub struct Top {
    pub quota: Quota,
    pub within: Option<Column>,
    pub of: Option<usize>,
    pub tied: Option<Tied>,
}

#[derive(Clone, Debug)]
pub enum Quota {
    Count(usize),
    /// In hundredths.
    Part {
        percent: Number,
        up: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tied {
    In,
    Out,
    Decide,
}

#[derive(Clone, Debug)]
pub struct Bound {
    pub relation: Relation,
    pub limit: Number,
    /// Whether the limit is in hundredths of the maximum.
    pub percent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    AtLeast,
    Above,
    AtMost,
    Below,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Track,
    District,
}

#[derive(Clone, Debug)]
pub struct Ties {
    pub links: Vec<Link>,
    pub end: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Share,
    Decide,
}

#[derive(Clone, Debug)]
pub enum Link {
    Stage(usize),
    Criteria { stage: Option<usize>, criteria: BTreeSet<usize> },
    Jurors { stage: Option<usize>, jurors: BTreeSet<usize>, text: String },
    Count(Axis, Vec<Bound>),
    Countback(Axis),
    Extreme { highest: bool, measured: Measured },
}

#[derive(Clone, Copy, Debug)]
pub enum Measured {
    /// One of the numbers of a stage.
    Number(usize, usize),
    Rating,
    Submitted,
}

#[derive(Clone, Debug)]
pub struct Award {
    pub rule: AwardRule,
    pub bounds: Vec<Bound>,
    pub tied: Option<Tied>,
}

#[derive(Clone, Debug)]
pub enum AwardRule {
    Holders(usize),
    Places(usize, usize),
    /// In hundredths.
    Share(Number),
    Everybody,
}

#[derive(Clone, Debug)]
pub struct Nomination {
    pub by: By,
    pub holders: Option<usize>,
    pub except_awards: bool,
    pub except_nominations: bool,
    pub within: Option<Column>,
    pub tied: Option<Tied>,
}

#[derive(Clone, Debug)]
pub enum By {
    Score {
        stage: usize,
        criteria: BTreeSet<usize>,
    },
    /// Whom each juror votes for; nothing for those who do not.
    Ballot {
        /// In hundredths.
        above: Option<Number>,
        votes: BTreeMap<usize, usize>,
    },
    Decision,
}

/// What the jury decided beyond the arithmetic. The contest holds what was amended as it is now.
#[derive(Clone, Debug)]
pub enum Decision {
    Order {
        stage: usize,
        order: Vec<Vec<usize>>,
    },
    Pass {
        stage: usize,
        entries: BTreeSet<usize>,
    },
    Status {
        entry: usize,
        was: Status,
        now: Status,
    },
    Award {
        award: usize,
        holders: BTreeSet<usize>,
    },
    Nomination {
        nomination: usize,
        holders: BTreeSet<usize>,
    },
    Mark {
        stage: usize,
        /// Juror, entry, attempt, criterion.
        at: (usize, usize, usize, usize),
        was: Number,
        now: Number,
    },
    Rule {
        path: String,
        was: String,
        now: String,
    },
    Recommend {
        about: String,
        entries: BTreeSet<usize>,
    },
}

impl Status {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Status::Eligible => "eligible",
            Status::OutOfCompetition => "out-of-competition",
            Status::Rejected => "rejected",
            Status::Withdrawn => "withdrawn",
            Status::Disqualified => "disqualified",
        }
    }

    /// Whether jurors judge such an entry.
    pub fn is_judged(self) -> bool {
        matches!(self, Status::Eligible | Status::OutOfCompetition)
    }
}

impl Contest {
    /// The value of an entry in a column.
    pub fn column(&self, entry: usize, column: Column) -> Option<usize> {
        match column {
            Column::Track => self.entries[entry].track,
            Column::District => Some(self.entries[entry].district),
        }
    }

    /// Whether the juror judges in the stage at all.
    pub fn judges(&self, stage: usize, juror: usize) -> bool {
        self.jurors[juror].stages.as_ref().is_none_or(|stages| stages.contains(&stage))
    }

    /// Whether the juror judges the criterion for some entry.
    pub fn judges_criterion(&self, stage: usize, juror: usize, criterion: usize) -> bool {
        let own = self.jurors[juror].criteria.as_ref();
        self.judges(stage, juror) && own.is_none_or(|criteria| criteria.contains(&criterion))
    }

    /// Whether nothing but a conflict keeps the juror from judging the entry.
    pub fn would_judge(&self, stage: usize, juror: usize, entry: usize) -> bool {
        let same = |own: Option<usize>| own.is_none_or(|own| self.entries[entry].track == Some(own));
        self.judges(stage, juror) && same(self.jurors[juror].track)
    }

    /// Whether the entry's table has the cell: whether there is something for the juror to judge.
    pub fn has_cell(&self, stage: usize, juror: usize, entry: usize, criterion: usize) -> bool {
        let track = self.stages[stage].criteria[criterion].track;
        self.would_judge(stage, juror, entry)
            && !self.conflicts.contains(&(juror, entry))
            && self.judges_criterion(stage, juror, criterion)
            && track.is_none_or(|track| self.entries[entry].track == Some(track))
    }

    /// The ranking's index, once it is drawn.
    pub fn ranking(&self) -> usize {
        self.stages.len() - 1
    }
}

/// The steps of a stage that writes none.
pub fn default_steps(stage: &Stage) -> Vec<Step> {
    let fold = |axis, kind| Step::Fold(Fold { axis, kind, drop: None, weights: None, needs: None, missing: None });
    if stage.criteria.is_empty() {
        vec![fold(Axis::Stages, Kind::Sum)]
    } else {
        vec![fold(Axis::Criteria, Kind::Sum), fold(Axis::Jurors, Kind::Mean)]
    }
}

/// A source of chance that a seed fixes: splitmix64 of Steele, Lea and Flood (2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    /// A number from the first to the last.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<T: Clone>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())].clone()
    }

    /// Into a random order.
    pub fn shuffle<T>(&mut self, several: &mut [T]) {
        for last in (1..several.len()).rev() {
            several.swap(last, self.below(last + 1));
        }
    }
}
