//! What a rehearsal finds, with the example that shows it.

use std::collections::BTreeSet;

use crate::contest::{Contest, EntryIndex, StageIndex};
use crate::definition::Change;
use crate::language::{Arguments, Title};
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::Example;
use crate::rehearsal::setting::Setting;
use crate::score::Score;
use crate::source::Files;
use crate::tally::{Open, Tally};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $slug:literal,)*) => {
        /// What rules leave undecided, or decide strangely; its slug is its public name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)*];

            /// The public name; with `rehearsal-` before it the key in the catalogues.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Kind::$kind => $slug,)* }
            }
        }
    };
}

kinds! {
    /// A threshold, and no word about whose points it means.
    WhosePoints = "whose-points",
    /// Several stages, and no word about how they make one result.
    StagesTogether = "stages-together",
    /// A threshold that the lowest marks reach.
    EverybodyPasses = "everybody-passes",
    /// A threshold that the highest marks do not reach.
    NobodyPasses = "nobody-passes",
    /// Equals across the last passing place, and no word about them.
    CutTie = "cut-tie",
    /// A part of the field that is nobody where the field is small.
    EmptyQuota = "empty-quota",
    /// Equals across the cut of whom nobody passes, and nobody is before them.
    EmptyCut = "empty-cut",
    /// An award, and no word about how many hold it.
    HoldersUnsaid = "holders-unsaid",
    /// Equal points that reach an award, and no word about them.
    EqualPoints = "equal-points",
    /// Equals across the end of an award whom the rules about ties leave equal.
    AwardTie = "award-tie",
    /// An award that nobody can get.
    AwardUnreachable = "award-unreachable",
    /// An award that is passed over while a later one is given.
    AwardSkipped = "award-skipped",
    /// Extremes that are left out until nothing is left.
    NothingLeft = "nothing-left",
    /// A sum that cannot be taken once a juror stands back.
    RecusalStops = "recusal-stops",
    /// A place that turns over once a juror stands back, because the marks of one are enough.
    OneJuror = "one-juror",
    /// Votes of the jury, and no word about how many must be there.
    QuorumUnsaid = "quorum-unsaid",
    /// A nomination for which several are equally good, and no word about them.
    NominationTie = "nomination-tie",
    /// A nomination with equal votes and no chair among those who voted.
    EqualVotes = "equal-votes",
}

/// A line of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its path; what is not written has one too.
    pub path: String,
    /// `contest.yaml:12`: where it stands, or the nearest line around it.
    pub place: String,
}

/// A situation that the rules leave undecided, or decide strangely.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The lines that lead to it.
    pub lines: Vec<Line>,
    /// The values of its sentence.
    pub about: Arguments,
    /// What of the example a reader needs to see.
    pub shown: Shown,
    /// What comes of the example, by each reading of the rules.
    pub columns: Vec<Column>,
    /// The changes that settle it: under the rules with them the search finds it no more.
    pub settle: Vec<Change>,
    /// The same as lines of `contest.yaml`.
    pub settle_lines: Vec<String>,
    /// The example.
    pub example: Example,
    /// The stages whose marks are shown, with their titles.
    pub sheets: Vec<(StageIndex, Title)>,
}

/// What of an example a reader needs to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The marks of each entry.
    Marks,
    /// The votes of each juror for a nomination.
    Votes,
    /// Who of the jury was there.
    Presence,
}

/// How the rules are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the tool counts them.
    Rules,
    /// The mean of the jurors.
    Mean,
    /// The jurors' points added up.
    Sum,
    /// The points of every single juror.
    Every,
    /// The stages added up.
    Stages,
    /// The last stage alone.
    Last,
    /// Each stage as a part of its maximum, the parts added up.
    Parts,
    /// One holder of each award of which nothing is said.
    OneEach,
    /// Every juror marks every entry.
    Complete,
    /// One juror stands back.
    Recused,
    /// One juror is not there.
    Absent,
}

impl Reading {
    /// The word in JSON; with `rehearsal-reading-` before it the key in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Reading::Rules => "rules",
            Reading::Mean => "mean",
            Reading::Sum => "sum",
            Reading::Every => "every",
            Reading::Stages => "stages",
            Reading::Last => "last",
            Reading::Parts => "parts",
            Reading::OneEach => "one-each",
            Reading::Complete => "complete",
            Reading::Recused => "recused",
            Reading::Absent => "absent",
        }
    }
}

/// What comes of an example by one reading.
#[derive(Clone, Debug)]
pub struct Column {
    /// The reading.
    pub reading: Reading,
    /// What comes of each entry.
    pub cells: Vec<Cell>,
    /// The folder that was counted.
    pub files: Files,
}

/// What comes of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// Whether the count is refused.
    pub refused: bool,
    /// The score.
    pub score: Option<Score>,
    /// The place, where the finding is about places.
    pub place: Option<Score>,
    /// Whether it passes, where the finding is about passing.
    pub passed: Option<bool>,
    /// What it holds.
    pub held: Vec<Title>,
    /// Whether the result waits for a decision about the entry.
    pub undecided: bool,
}

/// A finding under way.
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) paths: Vec<String>,
    pub(crate) about: Arguments,
    pub(crate) shown: Shown,
    pub(crate) columns: Vec<Column>,
    /// Changes that may settle it, the best first.
    pub(crate) candidates: Vec<Vec<Change>>,
    pub(crate) example: Example,
    pub(crate) sheets: Vec<(StageIndex, Title)>,
}

/// What a column of an example is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// Who passes the stage.
    Passing,
    /// Who stands where, and holds what.
    Places,
}

impl Draft {
    /// A finding shown by the rules as they are.
    pub(crate) fn new(case: &Case, kind: Kind, example: Example, seen: (StageIndex, Aspect)) -> Self {
        let columns = vec![Column::of(&case.setting, Reading::Rules, &example, seen)];
        Draft {
            kind,
            paths: Vec::new(),
            about: Vec::new(),
            shown: Shown::Marks,
            columns,
            candidates: Vec::new(),
            sheets: sheets(&case.contest, seen),
            example,
        }
    }
}

/// The stages whose marks lead to what is seen.
fn sheets(contest: &Contest, (stage, aspect): (StageIndex, Aspect)) -> Vec<(StageIndex, Title)> {
    let has_marks = |index: &StageIndex| !contest.stage(*index).criteria().is_empty();
    let named = |index: StageIndex| (index, contest.stage(index).title.clone());
    match aspect {
        Aspect::Passing | Aspect::Places if has_marks(&stage) => vec![named(stage)],
        Aspect::Passing | Aspect::Places => {
            contest.rules.stage_indices().filter(|index| *index <= stage).filter(has_marks).map(named).collect()
        }
    }
}

impl Column {
    /// Counts the example under the rules.
    pub(crate) fn of(setting: &Setting, reading: Reading, example: &Example, seen: (StageIndex, Aspect)) -> Self {
        let (contest, _) = setting.contest(example.size).expect("the example was found in such a contest");
        let outcome = count(&contest, example).ok();
        let taking_part = outcome.as_ref().map(|tally| taking_part(&contest, tally));
        let files = example.files(setting, Some(&contest.rules), taking_part.as_deref());
        let cell = |entry| match &outcome {
            Some(tally) => cell(&contest, tally, EntryIndex::new(entry), seen),
            None => Cell { refused: true, ..Cell::default() },
        };
        Column { reading, cells: (0..example.size.entries).map(cell).collect(), files }
    }
}

/// Who has rows in the sheets of each stage.
fn taking_part(contest: &Contest, tally: &Tally) -> Vec<BTreeSet<usize>> {
    let of_stage = |index: StageIndex| {
        let standings = tally.stage(index).into_iter().flat_map(|result| result.standings());
        standings.map(|standing| standing.entry.position()).collect()
    };
    contest.rules.stage_indices().map(of_stage).collect()
}

/// What a count makes of an entry.
pub(crate) fn cell(contest: &Contest, tally: &Tally, entry: EntryIndex, seen: (StageIndex, Aspect)) -> Cell {
    let (stage, aspect) = seen;
    let standing = tally.stage(stage).and_then(|result| result.standings().find(|standing| standing.entry == entry));
    let score = standing.and_then(|standing| standing.score.clone().ok());
    let undecided = tally.open.iter().any(|open| is_about(open, entry));
    match aspect {
        Aspect::Passing => {
            Cell { score, passed: standing.and_then(|standing| standing.passed), undecided, ..Cell::default() }
        }
        Aspect::Places => {
            let rules = &contest.rules;
            let awards = tally.awards.iter().zip(&rules.awards).map(|(held, award)| (held, &award.title));
            let nominations = tally.nominations.iter().zip(&rules.nominations);
            let all = awards.chain(nominations.map(|(held, nomination)| (held, &nomination.title)));
            let held = all.filter(|(held, _)| held.entries.contains(&entry)).map(|(_, title)| title.clone()).collect();
            let place = standing.and_then(|standing| standing.place.clone());
            Cell { score, place, held, undecided, ..Cell::default() }
        }
    }
}

/// Whether the jury has still to decide about the entry.
fn is_about(open: &Open, entry: EntryIndex) -> bool {
    match open {
        Open::Tie { entries, .. }
        | Open::Cut { entries, .. }
        | Open::Award { entries, .. }
        | Open::Nomination { entries, .. } => entries.contains(&entry),
        Open::NoScore { entry: own, .. } => *own == entry,
        Open::Pass { .. } | Open::Votes { .. } | Open::Undecided { .. } | Open::Incomplete { .. } => false,
    }
}
