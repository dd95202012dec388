//! Draws contests over the whole rule model, stage by stage: who takes part in a stage is known once those
//! above are counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Adjustment, By, Cell, Column, Contest, Criterion, Decision, Dice, Entry, Juror, Number, Numbering, Per, RANKING,
    Scale, Stage, Status, ratio, whole,
};
use crate::naive::Recount;
use crate::places::Counted;

/// A contest and what was drawn for it.
pub struct Drawn {
    pub contest: Contest,
    pub features: BTreeSet<&'static str>,
}

/// What is known of a stage under way.
pub struct Known {
    pub goes_on: bool,
    pub stage: Counted,
    /// Who takes part in what comes next.
    pub remaining: BTreeSet<usize>,
}

/// A contest in the making.
pub struct Draw {
    pub dice: Dice,
    pub contest: Contest,
    pub features: BTreeSet<&'static str>,
    /// Whether the stage under way has gaps in its table.
    pub gaps: bool,
    /// The stages that are drawn, counted.
    counted: Vec<Counted>,
    remaining: BTreeSet<usize>,
}

/// The contest that the seed fixes.
pub fn contest(seed: u64) -> Drawn {
    let mut draw = Draw {
        dice: Dice::new(seed),
        contest: Contest::default(),
        features: BTreeSet::new(),
        gaps: false,
        counted: Vec::new(),
        remaining: BTreeSet::new(),
    };
    draw.people();
    let marks = draw.dice.pick(&[1, 1, 1, 2, 2, 3]);
    let mut goes_on = true;
    let mut stages = 0;
    while goes_on && stages < marks {
        goes_on = draw.marks_stage();
        stages += 1;
        if goes_on && stages >= 2 && draw.dice.chance(25) {
            goes_on = draw.adding_stage();
        }
    }
    draw.ranking(goes_on);
    draw.order_said_of_ranking();
    draw.rules_amended();
    draw.recommended();
    draw.written_down();
    Drawn { contest: draw.contest, features: draw.features }
}

/// The same in which the jury has marked and voted, and decided nothing.
pub fn undecided(seed: u64) -> Contest {
    let mut contest = contest(seed).contest;
    contest.decisions.clear();
    contest.approved = None;
    contest.nominations.retain(|nomination| !matches!(nomination.by, By::Decision));
    contest
}

impl Draw {
    pub fn note(&mut self, feature: &'static str) {
        self.features.insert(feature);
    }

    /// True so many times in a hundred, and then the feature is noted.
    pub fn maybe(&mut self, percent: usize, feature: &'static str) -> bool {
        let drawn = self.dice.chance(percent);
        if drawn {
            self.note(feature);
        }
        drawn
    }

    fn people(&mut self) {
        if self.maybe(30, "quorum") {
            self.contest.quorum = Some(self.dice.pick(&[ratio(1, 2), ratio(2, 3), ratio(1, 1)]));
        }
        let tracks = self.maybe(20, "tracks");
        for index in 0..self.dice.pick(&[2, 3, 3, 4, 4, 5, 6]) {
            let status = match self.dice.below(100) {
                0..10 if self.maybe(100, "out of competition") => Status::OutOfCompetition,
                10..13 if self.maybe(100, "withdrawn") => Status::Withdrawn,
                13..16 if self.maybe(100, "disqualified") => Status::Disqualified,
                16..18 if self.maybe(100, "rejected") => Status::Rejected,
                _ => Status::Eligible,
            };
            let entry = Entry {
                id: format!("p{}", index + 1),
                status,
                track: tracks.then(|| self.dice.below(2)),
                district: self.dice.below(2),
                submitted: self.dice.chance(90).then(|| u32::try_from(self.dice.between(1, 4)).expect("a day")),
                rating: self.dice.chance(90).then(|| ratio(self.dice.between(2, 8) as i128, 2)),
            };
            self.contest.entries.push(entry);
            self.status_decided(index);
        }
        let judged = |entry: &usize| self.contest.entries[*entry].status.is_judged();
        self.remaining = (0..self.contest.entries.len()).filter(judged).collect();
        let jurors = self.dice.pick(&[1, 2, 2, 3, 3, 4, 5]);
        let chair = self.dice.chance(60).then(|| self.dice.below(jurors));
        let panels = jurors > 1 && self.maybe(20, "panels");
        for index in 0..jurors {
            let narrow = index > 0;
            let stages = (narrow && self.maybe(6, "juror of some stages")).then(|| self.some_with_first(4));
            let criteria =
                (narrow && !tracks && self.maybe(6, "juror of some criteria")).then(|| self.some_with_first(4));
            let track = (narrow && tracks && self.maybe(25, "juror of a track")).then(|| self.dice.below(2));
            let panel = panels.then(|| if index < 2 { index } else { self.dice.below(2) });
            let id = format!("j{}", index + 1);
            self.contest.jurors.push(Juror { id, chair: chair == Some(index), panel, stages, criteria, track });
        }
        if self.maybe(12, "conflict") {
            for _ in 0..self.dice.between(1, 2) {
                let pair = (self.dice.below(jurors), self.dice.below(self.contest.entries.len()));
                self.contest.conflicts.insert(pair);
            }
        }
    }

    fn some_with_first(&mut self, of: usize) -> BTreeSet<usize> {
        (0..of).filter(|index| *index == 0 || self.dice.chance(60)).collect()
    }

    /// Counts the stage under way, if it can be counted.
    pub fn known(&self) -> Option<Known> {
        let mut recount = self.recount();
        let goes_on = recount.count().ok()?;
        Some(Known { goes_on, stage: recount.stages.pop()?, remaining: recount.remaining })
    }

    /// A count that has come as far as what is drawn.
    pub fn recount(&self) -> Recount<'_> {
        let mut recount = Recount::new(&self.contest);
        (recount.stages, recount.remaining) = (self.counted.clone(), self.remaining.clone());
        recount
    }

    /// A stage that is drawn, counted.
    pub fn counted(&self, stage: usize) -> &Counted {
        &self.counted[stage]
    }

    /// Draws a stage with marks. False if nothing can follow it.
    fn marks_stage(&mut self) -> bool {
        let index = self.contest.stages.len();
        let attempts = if self.maybe(25, "attempts") { self.dice.between(2, 3) } else { 1 };
        self.gaps = self.maybe(30, "gaps");
        let absent_skip = self.gaps && self.maybe(50, "absent: skip");
        let criteria = self.criteria();
        let id = format!("s{}", index + 1);
        self.contest.stages.push(Stage { id, criteria, attempts, absent_skip, ..Stage::default() });
        self.cells(index);
        self.marks_decided(index);
        self.score(index);
        self.finish(index, 45)
    }

    /// Draws a stage that adds up others. False if nothing can follow it.
    fn adding_stage(&mut self) -> bool {
        self.note("stage of stages");
        let index = self.contest.stages.len();
        let of = self.stages_above(index);
        let stage = Stage { id: format!("t{}", index + 1), of, of_is_written: true, attempts: 1, ..Stage::default() };
        self.contest.stages.push(stage);
        self.adding_score(index);
        self.finish(index, 40)
    }

    fn ranking(&mut self, goes_on: bool) {
        let index = self.contest.stages.len();
        let adding = self.contest.stages.iter().any(|stage| !stage.of.is_empty());
        let mixed = self.counted.iter().any(|stage| stage.low != self.counted[0].low);
        let written = !goes_on || adding || mixed || self.maybe(75, "ranking written");
        let of_is_written = !goes_on || adding || written && self.dice.chance(50);
        let of = match of_is_written {
            _ if !goes_on => vec![index - 1],
            true => self.stages_above(index),
            false => (0..index).collect(),
        };
        let stage = Stage { id: RANKING.to_owned(), of, of_is_written, attempts: 1, ..Stage::default() };
        self.contest.ranking_is_written = written;
        self.contest.stages.push(stage);
        if !goes_on {
            return;
        }
        if written {
            self.adding_score(index);
            self.finish(index, 25);
        } else {
            self.counted.extend(self.known().map(|known| known.stage));
        }
        if self.counted.len() > index {
            self.distinctions(index);
        }
    }

    fn stages_above(&mut self, index: usize) -> Vec<usize> {
        let mut of: Vec<usize> = (0..index).filter(|_| self.dice.chance(75)).collect();
        if of.is_empty() {
            of.push(index - 1);
        }
        of
    }

    /// Draws what every kind of stage has beside its table and its score. False if nothing can follow it.
    fn finish(&mut self, index: usize, pass: usize) -> bool {
        self.order(index);
        self.measure(index);
        self.adjust(index);
        let mut known = self.known();
        if let Some(scored) = known.as_ref().filter(|_| self.dice.chance(pass)) {
            self.pass(index, &scored.stage);
            known = self.known();
        }
        known = self.stage_decided(index, known);
        let Some(known) = known else { return false };
        self.counted.push(known.stage);
        self.remaining = known.remaining;
        known.goes_on
    }

    fn criteria(&mut self) -> Vec<Criterion> {
        let count = self.dice.pick(&[1, 1, 2, 2, 3, 4]);
        let range =
            |lowest: Number, highest: usize, step: Number| Scale::Range { lowest, highest: whole(highest), step };
        let zero = ratio(0, 1);
        let ranges = [
            range(ratio(1, 1), 3, ratio(1, 1)),
            range(ratio(1, 1), 5, ratio(1, 1)),
            range(zero, 5, ratio(1, 1)),
            range(zero, 4, ratio(1, 2)),
            range(zero, 2, ratio(1, 4)),
            range(ratio(-2, 1), 3, ratio(1, 1)),
            range(zero, 1, ratio(1, 10)),
        ];
        let tracks = self.contest.entries[0].track.is_some() && count > 1 && self.maybe(60, "criteria per track");
        let style = if tracks { 0 } else { self.dice.below(100) };
        let low = style >= 84 && self.maybe(100, "better: low");
        let mut criteria = Vec::new();
        for index in 0..count {
            let scale = match style {
                0..65 | 84.. => self.dice.pick(&ranges),
                65..77 => self.noted("marks: places", Scale::Places),
                _ => {
                    let points: Vec<usize> = self.dice.pick(&[vec![12, 10, 8], vec![3, 2, 1], vec![5], vec![1, 2]]);
                    self.noted("dealt points", Scale::Dealt(points.into_iter().map(whole).collect()))
                }
            };
            let track = if tracks && index < 2 { Some(index) } else { None };
            criteria.push(Criterion { scale, low, track });
        }
        criteria
    }

    /// The value, of which the feature is noted.
    pub fn noted<T>(&mut self, feature: &'static str, value: T) -> T {
        self.note(feature);
        value
    }

    /// Draws the sheets of a stage.
    fn cells(&mut self, index: usize) {
        let stage = self.contest.stages[index].clone();
        let mut judged = self.remaining.clone();
        for entry in (0..self.contest.entries.len()).filter(|_| index == 0) {
            let status = self.contest.entries[entry].status;
            // There are no sheets of one that was never let in.
            let kept_out = self.contest.decisions.iter().any(|decision| {
                matches!(decision, Decision::Status { entry: own, was: Status::Rejected, .. } if *own == entry)
            });
            if !kept_out
                && matches!(status, Status::Withdrawn | Status::Disqualified)
                && self.maybe(50, "judged before it stopped")
            {
                judged.insert(entry);
            }
        }
        let mut made: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &entry in &judged {
            made.extend(
                (0..stage.attempts).filter(|attempt| *attempt == 0 || self.dice.chance(80)).map(|own| (entry, own)),
            );
        }
        let mut cells = BTreeMap::new();
        for juror in 0..self.contest.jurors.len() {
            let mut open: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
            for &(entry, attempt) in &made {
                let own: Vec<usize> = (0..stage.criteria.len())
                    .filter(|criterion| self.contest.has_cell(index, juror, entry, *criterion))
                    .collect();
                let track = self.contest.entries[entry].track;
                let foreign =
                    |criterion: &usize| stage.criteria[*criterion].track.is_some_and(|own| track != Some(own));
                let word = match self.dice.below(100) {
                    _ if !self.gaps => None,
                    0..8 => Some(self.noted("recused", Cell::Recused)),
                    8..16 if stage.absent_skip => Some(self.noted("absent", Cell::Absent)),
                    _ => None,
                };
                for criterion in own {
                    let word = word.or((self.gaps && self.maybe(3, "nothing to judge")).then_some(Cell::Nothing));
                    match word {
                        Some(word) => drop(cells.insert((juror, entry, attempt, criterion), word)),
                        None => open.entry((attempt, criterion)).or_default().push(entry),
                    }
                }
                if self.contest.conflicts.contains(&(juror, entry)) && self.dice.chance(40) {
                    let judges = |criterion: &usize| self.contest.judges_criterion(index, juror, *criterion);
                    let row = (0..stage.criteria.len()).filter(|own| judges(own) && !foreign(own));
                    cells.extend(row.map(|criterion| ((juror, entry, attempt, criterion), Cell::Recused)));
                }
            }
            for ((attempt, criterion), mut entries) in open {
                self.dice.shuffle(&mut entries);
                for (position, entry) in entries.iter().enumerate() {
                    let mark = match &stage.criteria[criterion].scale {
                        Scale::Places => whole(position + 1),
                        Scale::Dealt(points) => points.get(position).copied().unwrap_or(ratio(0, 1)),
                        Scale::Range { lowest, highest, step } => {
                            let steps = ((highest - lowest) / step).to_integer();
                            let drawn = self.dice.below(usize::try_from(steps).expect("a small range") + 1);
                            lowest + step * whole(drawn)
                        }
                    };
                    cells.insert((juror, *entry, attempt, criterion), Cell::Mark(mark));
                }
            }
        }
        self.contest.stages[index].cells = cells;
    }

    /// Draws the values of the stage's numbers.
    fn measure(&mut self, index: usize) {
        let stage = self.contest.stages[index].clone();
        let mut listed = self.remaining.clone();
        listed.extend(stage.cells.keys().map(|key| key.1));
        if !stage.of.is_empty() {
            listed = (0..self.contest.entries.len()).collect();
        }
        for (number, measure) in stage.numbers.iter().enumerate() {
            for &entry in &listed {
                let members: BTreeSet<usize> = match measure.per {
                    Per::Entry => BTreeSet::from([0]),
                    Per::Attempt => stage.cells.keys().filter(|key| key.1 == entry).map(|key| key.2).collect(),
                    Per::Panel => {
                        let own = stage.cells.keys().filter(|key| key.1 == entry);
                        own.filter_map(|key| self.contest.jurors[key.0].panel).collect()
                    }
                };
                for member in members {
                    let value = ratio(self.dice.between(1, 6) as i128, 2);
                    self.contest.stages[index].numbers[number].values.insert((entry, member), value);
                }
            }
        }
    }

    fn adjust(&mut self, index: usize) {
        if !self.maybe(15, "adjustments") {
            return;
        }
        let ranking = self.contest.stages[index].id == RANKING;
        self.contest.stages[index].adjusted = !ranking && self.maybe(50, "range of adjustments");
        for entry in self.remaining.clone() {
            for _ in 0..self.dice.below(3) {
                let points = self.dice.pick(&[ratio(-2, 1), ratio(-1, 1), ratio(1, 2), ratio(1, 1), ratio(3, 1)]);
                self.contest.adjustments.push(Adjustment { stage: index, entry, points });
            }
        }
    }

    /// Draws how a stage orders its entries.
    fn order(&mut self, index: usize) {
        if self.maybe(25, "numbering of equals") {
            let all = [Numbering::Standard, Numbering::Dense, Numbering::Averaged];
            self.contest.stages[index].places = Some(self.dice.pick(&all));
        }
        // The rules do not say what place one out of competition has among scores that are close.
        let competing = self.contest.entries.iter().all(|entry| entry.status == Status::Eligible);
        if competing && self.maybe(18, "equal_within") {
            let close = self.dice.pick(&[ratio(1, 4), ratio(1, 2), ratio(1, 1)]);
            self.contest.stages[index].equal_within = Some(close);
        }
        if self.maybe(10, "within") {
            let column = self.column();
            self.contest.stages[index].within = Some(column);
        }
        // Fields of one stage say nothing about how those of another follow.
        let stages = &self.contest.stages;
        let stopped = stages.iter().any(|stage| stage.pass.is_some());
        if stages[index].id == RANKING && stopped && stages.iter().all(|stage| stage.within == stages[index].within) {
            self.contest.stages[index].follow = self.maybe(50, "eliminated: follow");
        }
        self.ties(index);
        // In an order that is taken from a stage, a line of its own about it is refused.
        if Recount::new(&self.contest).taken(index).is_some() {
            self.contest.stages[index].equal_within = None;
        }
    }

    pub fn column(&mut self) -> Column {
        let tracks = self.contest.entries[0].track.is_some();
        if tracks && self.dice.chance(60) { Column::Track } else { Column::District }
    }
}
