//! How the winners were marked, criterion by criterion.

use schemars::JsonSchema;
use serde::Serialize;

use crate::contest::{Cell, Contest, Coordinates, Criterion, Direction, EntryIndex, MarkScale, StageIndex};
use crate::language::Catalogue;
use crate::report::chart::Scale;
use crate::report::{Report, StageView};
use crate::score::Score;

/// The most people whom a profile compares.
const MOST_PEOPLE: usize = 6;

/// Fewer marks than these say what a single juror gave, and are kept back where that is hidden.
const FEWEST_MARKS: usize = 3;

/// The mean marks of the winners.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Profile {
    /// What it shows.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// The names of the winners.
    pub people: Vec<String>,
    /// The criteria, each with a cell for each of the winners.
    pub rows: Vec<ProfileRow>,
}

/// The mean marks for a criterion.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ProfileRow {
    /// The criterion's name.
    pub criterion: String,
    /// From nothing to its highest mark.
    pub scale: Scale,
    /// A mean for each of the winners.
    pub means: Vec<Mean>,
}

/// A mean of marks.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Mean {
    /// The mean, exact; none where there is nothing to be shown.
    pub value: Option<String>,
    /// The mean as it is printed.
    pub text: String,
}

/// The profile of a stage with marks: for its criteria with a range of marks of which more is better, the
/// arithmetic mean of the marks that the jurors gave, whatever the steps of the score make of them. The winners are
/// the holders of the first awards, of as many awards as six people hold together.
pub(super) fn profile(contest: &Contest, report: &Report, stage: &StageView, catalogue: &Catalogue) -> Option<Profile> {
    let index = contest.rules.find_stage(&stage.id)?;
    let marks = Marked { contest, index, hides_jurors: report.publish.juror_marks == "hidden" };
    let winners = winners(contest, report);
    let language = catalogue.language();
    let row = |(position, criterion): (usize, &Criterion)| {
        let MarkScale::Range(range) = &criterion.marks else { return None };
        if criterion.direction == Direction::Lower {
            return None;
        }
        let mean = |entry: &EntryIndex| match marks.mean(*entry, position) {
            Some(mean) => Mean { value: Some(mean.to_string()), text: language.number(&mean.shortest(2)) },
            None => Mean { value: None, text: "–".to_owned() },
        };
        let from = std::cmp::min(&Score::integer(0), &range.lowest).to_string();
        let scale = Scale { from, to: range.highest.to_string(), ticks: Vec::new(), bounds: Vec::new() };
        let means: Vec<Mean> = winners.iter().map(mean).collect();
        let criterion = criterion.title.get(language).to_owned();
        means.iter().any(|mean| mean.value.is_some()).then_some(ProfileRow { criterion, scale, means })
    };
    let rows: Vec<ProfileRow> = contest.stage(index).criteria().iter().enumerate().filter_map(row).collect();
    (!rows.is_empty()).then(|| Profile {
        title: catalogue.text("chart-profile", &vec![]),
        note: catalogue.text("chart-means", &vec![]),
        people: winners.iter().map(|entry| contest.entry(*entry).name().to_owned()).collect(),
        rows,
    })
}

fn winners(contest: &Contest, report: &Report) -> Vec<EntryIndex> {
    let mut winners: Vec<EntryIndex> = Vec::new();
    for award in &report.awards {
        let entry = |id: &String| contest.entry_indices().find(|entry| contest.entry(*entry).id == id.as_str());
        let holders: Vec<EntryIndex> = award.holders.iter().filter_map(entry).collect();
        if winners.len() + holders.len() > MOST_PEOPLE {
            break;
        }
        winners.extend(holders);
    }
    winners
}

/// The marks of a stage.
struct Marked<'m> {
    contest: &'m Contest,
    index: StageIndex,
    hides_jurors: bool,
}

impl Marked<'_> {
    fn mean(&self, entry: EntryIndex, criterion: usize) -> Option<Score> {
        let marks = self.contest.marks[self.index.0].as_ref()?;
        let mut given = Vec::new();
        let mut jurors = 0;
        for juror in self.contest.judges(self.index) {
            let before = given.len();
            for attempt in 0..self.contest.stage(self.index).attempts() {
                if let Cell::Mark(units) = marks.cell(Coordinates { juror, entry, attempt, criterion }) {
                    given.push(marks.value(units));
                }
            }
            jurors += usize::from(given.len() > before);
        }
        let is_kept_back = self.hides_jurors && jurors < FEWEST_MARKS;
        (!given.is_empty() && !is_kept_back).then(|| given.iter().sum::<Score>() / Score::from(given.len()))
    }
}
