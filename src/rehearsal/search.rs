//! The search for an example: every small one where they can be counted, else some at random, always the same ones.

use fastrand::Rng;

use crate::contest::{Contest, MarkScale, StageIndex};
use crate::rehearsal::example::{Example, Size, dealt, levels};
use crate::rehearsal::setting::Setting;
use crate::score::Score;

/// How many examples of one size are gone through one by one; where there are more, `DRAWN` are drawn.
const ALL_OF: usize = 1_000;

/// How many examples of one size are drawn.
const DRAWN: usize = 150;

/// Where every drawing begins, so that the same rules give the same findings.
const SEED: u64 = 2025;

/// A search among examples of several sizes, the smallest first.
pub struct Search<'s> {
    /// The rules, and the same rules in other readings.
    pub settings: &'s [&'s Setting],
    /// The sizes.
    pub sizes: Vec<Size>,
    /// The only stage whose marks matter, if there is one; in the others all marks are the highest.
    pub only: Option<StageIndex>,
}

impl Search<'_> {
    /// The first example that is wanted, made as plain as it goes. What is wanted is told from the example and the
    /// contests that stand for its size, one for each reading.
    pub fn find(&self, wanted: &dyn Fn(&Example, &[Contest]) -> bool) -> Option<Example> {
        for size in &self.sizes {
            let stands: Option<Vec<(Contest, Example)>> =
                self.settings.iter().map(|setting| setting.contest(*size)).collect();
            let Some((contests, mut full)) = stands.map(|stands| stands.into_iter().unzip::<_, _, Vec<_>, Vec<_>>())
            else {
                continue;
            };
            let plain = full.swap_remove(0);
            let mut drawing = Drawing::new(&contests[0], self.settings[0].track(), (plain, self.only));
            let found = drawing.examples(&mut |example| wanted(example, &contests));
            if let Some(found) = found {
                return Some(drawing.plainer(found, &|example| wanted(example, &contests)));
            }
        }
        None
    }
}

/// The rows of marks that can be drawn for a contest.
struct Drawing {
    plain: Example,
    /// The scales of each stage's criteria.
    scales: Vec<Vec<MarkScale>>,
    /// Of each stage: the rows in which every criterion has the same level, the middle ones first.
    even: Vec<Vec<Vec<Score>>>,
    /// Stage, entry and juror of every row.
    rows: Vec<(usize, usize, usize)>,
}

impl Drawing {
    fn new(contest: &Contest, track: &str, (plain, only): (Example, Option<StageIndex>)) -> Self {
        let scales: Vec<Vec<MarkScale>> = contest
            .rules
            .stages
            .iter()
            .map(|stage| {
                let own = stage.criteria().iter().filter(|criterion| criterion.is_for(track));
                own.map(|criterion| criterion.marks.clone()).collect()
            })
            .collect();
        let even = scales.iter().map(|own| even(own)).collect();
        let size = plain.size;
        let cells = |stage: usize| {
            (0..size.entries).flat_map(move |entry| (0..size.jurors).map(move |juror| (stage, entry, juror)))
        };
        let matters = |stage: &usize| !scales[*stage].is_empty() && only.is_none_or(|only| only.0 == *stage);
        let rows = (0..scales.len()).filter(matters).flat_map(cells).collect();
        Drawing { plain, scales, even, rows }
    }

    /// Goes through examples until one is taken.
    fn examples(&mut self, taken: &mut dyn FnMut(&Example) -> bool) -> Option<Example> {
        let choices: Vec<usize> = self.rows.iter().map(|(stage, _, _)| self.even[*stage].len()).collect();
        let all = choices.iter().try_fold(1_usize, |all, own| all.checked_mul(*own).filter(|all| *all <= ALL_OF));
        match all {
            Some(all) => (0..all).find_map(|number| {
                let mut rest = number;
                let picked: Vec<usize> = choices
                    .iter()
                    .map(|own| {
                        let picked = rest % own;
                        rest /= own;
                        picked
                    })
                    .collect();
                let rows = self.rows.iter().zip(picked);
                let example = self.dealt(rows.map(|((stage, _, _), picked)| self.even[*stage][picked].clone()));
                taken(&example).then_some(example)
            }),
            None => {
                let mut dice = Rng::with_seed(SEED);
                (0..DRAWN).find_map(|_| {
                    let example = self.drawn(&mut dice);
                    taken(&example).then_some(example)
                })
            }
        }
    }

    /// An example at random: often an entry like another one, or a row without a change, for equals are what rules
    /// forget.
    fn drawn(&self, dice: &mut Rng) -> Example {
        let jurors = self.plain.size.jurors;
        let mut rows: Vec<Vec<Score>> = Vec::new();
        for (stage, entry, _) in &self.rows {
            let even = &self.even[*stage];
            let row = match dice.usize(0..4) {
                0 if *entry > 0 => rows[rows.len() - jurors].clone(),
                1 => self.scales[*stage]
                    .iter()
                    .map(|scale| {
                        let levels = levels(scale);
                        levels[dice.usize(0..levels.len())].clone()
                    })
                    .collect(),
                _ => even[dice.usize(0..even.len())].clone(),
            };
            rows.push(row);
        }
        self.dealt(rows.into_iter())
    }

    /// The example with these rows; what a juror deals out among entries is dealt in their order.
    fn dealt(&self, rows: impl Iterator<Item = Vec<Score>>) -> Example {
        let mut example = self.plain.clone();
        for ((stage, entry, juror), row) in self.rows.iter().zip(rows) {
            example.marks[*stage][*entry][*juror] = row;
        }
        for (stage, scales) in self.scales.iter().enumerate() {
            // Places are dealt in the stages that are drawn.
            if !self.rows.iter().any(|(own, _, _)| *own == stage) {
                continue;
            }
            for (criterion, scale) in scales.iter().enumerate() {
                for juror in 0..self.plain.size.jurors {
                    let rows = &mut example.marks[stage];
                    let column: Vec<Score> = rows.iter().map(|row| row[juror][criterion].clone()).collect();
                    for (row, mark) in rows.iter_mut().zip(dealt(scale, &column)) {
                        row[juror][criterion] = mark;
                    }
                }
            }
        }
        example
    }

    /// The example with fewer changes in it, as long as it is still wanted.
    fn plainer(&self, found: Example, wanted: &dyn Fn(&Example) -> bool) -> Example {
        let mut best = found;
        loop {
            let before = best.weight();
            for (stage, entry, juror) in &self.rows {
                if self.scales[*stage].iter().any(|scale| !matches!(scale, MarkScale::Range(_))) {
                    continue;
                }
                for row in &self.even[*stage] {
                    let mut plainer = best.clone();
                    plainer.marks[*stage][*entry][*juror] = row.clone();
                    if plainer.weight() < best.weight() && wanted(&plainer) {
                        best = plainer;
                    }
                }
            }
            if best.weight() == before {
                return best;
            }
        }
    }
}

/// The rows in which every criterion has the same level, the middle ones first, then the higher.
fn even(scales: &[MarkScale]) -> Vec<Vec<Score>> {
    let all: Vec<Vec<Score>> = scales.iter().map(levels).collect();
    let count = all.iter().map(Vec::len).max().unwrap_or(0);
    let middle = count / 2;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|level| (level.abs_diff(middle), *level));
    let mut rows: Vec<Vec<Score>> =
        order.into_iter().map(|level| all.iter().map(|own| own[level.min(own.len() - 1)].clone()).collect()).collect();
    rows.dedup();
    rows
}
