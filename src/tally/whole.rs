//! Scores of entries of which nothing is missing, in whole numbers.

use crate::contest::{Content, EntryIndex, JurorIndex, MarkScale, Marks, Step};
use crate::fold::{Shape, Words};
use crate::score::Score;
use crate::tally::scores::{Entries, Only};

/// What the entries of a track have in common, where their scores can be told in whole numbers.
enum Whole {
    /// From the marks of these jurors, in the cells of these positions among those of an entry.
    Marks { words: Words, jurors: Vec<JurorIndex>, cells: Vec<usize> },
    /// The score in the only stage that is added up is the score.
    Stage(usize),
}

impl<'e> Entries<'e> {
    /// Tells scores, one after the other, and whose sums add as many values; nothing where anything that the steps ask
    /// for is missing, or more than marks is asked for.
    pub(super) fn whole<'s>(
        &'s self,
        steps: &'s [Step],
        only: Option<Only<'s>>,
    ) -> impl FnMut(EntryIndex) -> Option<(Shape, Score)> + 's {
        let mut tracks: Vec<Option<Option<Whole>>> = self.tracks.iter().map(|_| None).collect();
        let conflicts = self.conflicts();
        let mut numbers = Vec::new();
        move |entry| {
            let group = self.group(entry);
            let whole = tracks[group].get_or_insert_with(|| self.of_track(entry, steps, only)).as_ref()?;
            let score = match whole {
                Whole::Marks { words, jurors, cells } => {
                    let marks = self.marks()?;
                    numbers.resize(jurors.len() * cells.len(), 0);
                    let mut are_there = |(position, juror): (usize, &JurorIndex)| {
                        let own = &mut numbers[position * cells.len()..][..cells.len()];
                        (conflicts.is_empty() || !conflicts.contains(&(entry, *juror)))
                            && marks.juror(*juror).numbers(entry, cells, own)
                    };
                    if !jurors.iter().enumerate().all(&mut are_there) {
                        return None;
                    }
                    words.score(&mut numbers)
                }
                Whole::Stage(stage) => self.scorer.above[*stage].values.get(entry)?.as_ref().ok()?.clone(),
            };
            Some(((group, self.scorer.statuses[entry.position()].is_judged()), score))
        }
    }

    fn marks(&self) -> Option<&'e Marks> {
        self.scorer.contest.marks[self.stage.0].as_ref()
    }

    /// What holds for all entries of the track of `entry`.
    fn of_track(&self, entry: EntryIndex, steps: &[Step], only: Option<Only>) -> Option<Whole> {
        match &self.stage().content {
            Content::Marks { criteria, .. } => {
                let (marks, own) = (self.marks()?, self.track_table(entry, only));
                let [jurors, tries, judged] = own.axes.as_slice() else { return None };
                let is_judged = |juror: &usize| judged.members.iter().all(|each| own.judges(*juror, *each));
                let are_ranges = criteria.iter().all(|criterion| criterion.marks != MarkScale::Places);
                if !are_ranges || !self.scorer.contest.panels.is_empty() || !jurors.members.iter().all(is_judged) {
                    return None;
                }
                let words = Words::new(steps, &own.axes, marks.digits(), marks.furthest()?)?;
                let jurors = jurors.members.iter().copied().map(JurorIndex).collect();
                let of = |attempt: &usize| {
                    let first = attempt * criteria.len();
                    judged.members.iter().map(move |criterion| first + criterion)
                };

                Some(Whole::Marks { words, jurors, cells: tries.members.iter().flat_map(of).collect() })
            }
            Content::Stages(stages) => {
                let axes = self.stage_axes(stages, only);
                let words = Words::new(steps, &axes, 0, 0)?;
                (words.keeps_all() && only.is_none()).then(|| Whole::Stage(axes[0].members[0]))
            }
        }
    }
}
