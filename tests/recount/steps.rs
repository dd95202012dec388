//! Draws the steps of a score.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::Draw;
use crate::model::{
    Addend, Axis, CRITERIA, Drop, Fold, Half, Kind, Link, Measure, Names, Number, Numbering, PANELS, Per, Scale, Step,
    ratio, whole,
};

/// The steps of a stage under way.
struct Steps {
    index: usize,
    steps: Vec<Step>,
    open: Vec<Axis>,
    /// Whether the table holds the marks as they are, all of them places and none missing.
    places: bool,
    /// Whether jurors were folded by the Skating System in the step before.
    skated: bool,
    adjusted: bool,
}

impl Draw {
    /// Draws the score of a stage with marks.
    pub fn score(&mut self, index: usize) {
        let stage = &self.contest.stages[index];
        let (criteria, attempts) = (stage.criteria.len(), stage.attempts);
        let places = stage.criteria.iter().all(|criterion| criterion.scale == Scale::Places) && !self.gaps;
        let panels = self.panels(index);
        if attempts == 1 && panels.len() < 2 && self.maybe(12, "default score") {
            return;
        }
        let mut left = vec![Axis::Jurors];
        left.extend((criteria > 1 || self.dice.chance(40)).then_some(Axis::Criteria));
        left.extend((attempts > 1 || self.dice.chance(10)).then_some(Axis::Attempts));
        // The Skating System folds jurors first, then the dances.
        if !places || self.dice.chance(50) {
            self.dice.shuffle(&mut left);
        }
        let open = vec![Axis::Jurors, Axis::Criteria, Axis::Attempts];
        let mut own = Steps { index, steps: Vec::new(), open, places, skated: false, adjusted: false };
        while !left.is_empty() {
            let skates = own.places && left[0] == Axis::Jurors || own.skated && left[0] == Axis::Criteria;
            if !skates {
                self.changes(&mut own, 30);
            }
            let axis = left.remove(0);
            self.fold(&mut own, axis);
            if axis == Axis::Jurors && !panels.is_empty() {
                own.open.push(Axis::Panels);
                if panels.len() > 1 || self.dice.chance(50) {
                    left.insert(self.dice.below(left.len() + 1), Axis::Panels);
                }
            }
        }
        self.changes(&mut own, 25);
        self.contest.stages[index].score = Some(own.steps);
    }

    /// Draws the score of a stage that adds up others.
    pub fn adding_score(&mut self, index: usize) {
        let of = &self.contest.stages[index].of;
        let mixed = of.iter().any(|stage| self.counted(*stage).low != self.counted(of[0]).low);
        if !mixed && self.maybe(35, "default score") {
            return;
        }
        self.gaps = false;
        let open = vec![Axis::Stages];
        let mut own = Steps { index, steps: Vec::new(), open, places: false, skated: false, adjusted: false };
        if mixed {
            self.note("places of stages with both directions");
        }
        if self.maybe(if mixed { 100 } else { 20 }, "place in the stage") {
            let numbering = self.numbering();
            own.steps.push(Step::Places(numbering, None));
        } else if self.maybe(12, "points of the place in the stage") {
            let points = self.points();
            own.steps.push(Step::Points(points, None));
        } else if self.dice.chance(50) {
            let names = self.names(&own, Axis::Stages, false);
            own.steps.push(Step::TimesNames(names));
        }
        self.fold(&mut own, Axis::Stages);
        self.changes(&mut own, 25);
        self.contest.stages[index].score = Some(own.steps);
    }

    /// The panels of those who judge in the stage.
    fn panels(&self, index: usize) -> BTreeSet<usize> {
        let judging = (0..self.contest.jurors.len()).filter(|juror| self.contest.judges(index, *juror));
        judging.filter_map(|juror| self.contest.jurors[juror].panel).collect()
    }

    /// The members of an axis.
    fn members(&self, index: usize, axis: Axis) -> Vec<usize> {
        let stage = &self.contest.stages[index];
        match axis {
            Axis::Jurors => (0..self.contest.jurors.len()).filter(|own| self.contest.judges(index, *own)).collect(),
            Axis::Panels => (0..PANELS.len()).collect(),
            Axis::Criteria => (0..stage.criteria.len()).collect(),
            Axis::Attempts => (0..stage.attempts).collect(),
            Axis::Stages => stage.of.clone(),
        }
    }

    fn fold(&mut self, own: &mut Steps, axis: Axis) {
        let size = self.members(own.index, axis).len();
        let unmade = axis == Axis::Attempts && size > 1;
        let missing = matches!(axis, Axis::Attempts | Axis::Stages) && self.maybe(40, "missing");
        let missing = missing.then(|| self.dice.pick(&[ratio(0, 1), ratio(0, 1), ratio(1, 1)]));
        let uneven = self.gaps || unmade && missing.is_none();
        let skates = own.places && axis == Axis::Jurors || own.skated && axis == Axis::Criteria;
        let kind = match self.dice.below(100) {
            0..75 if skates => {
                if matches!(own.steps.last(), Some(Step::Places(..))) {
                    self.note("skating after places");
                }
                self.noted("skating", Kind::Skating)
            }
            0..12 if axis == Axis::Jurors && !self.gaps => self.noted("one-by-one", Kind::OneByOne),
            12..45 if !uneven || self.dice.chance(14) => self.noted("sum", Kind::Sum),
            0..75 => self.noted("mean", Kind::Mean),
            75..87 => self.noted("median", Kind::Median),
            87..94 => self.noted("best", Kind::Best),
            _ => self.noted("worst", Kind::Worst),
        };
        let gives_places = matches!(kind, Kind::Skating | Kind::OneByOne);
        let drop = (!gives_places && size > 1 && self.maybe(25, "drop")).then(|| self.dropped(kind, size));
        let weighted = kind == Kind::Mean && drop.is_none() && self.maybe(25, "weights");
        let weights = weighted.then(|| self.names(own, axis, true));
        let needs = (!gives_places && size > 1 && self.maybe(12, "needs")).then(|| self.dice.between(1, size.min(3)));
        let missing = missing.filter(|_| !gives_places);
        own.steps.push(Step::Fold(Fold { axis, kind, drop, weights, needs, missing }));
        own.open.retain(|open| *open != axis);
        own.skated = kind == Kind::Skating && axis == Axis::Jurors;
        own.places = false;
    }

    fn dropped(&mut self, kind: Kind, size: usize) -> Drop {
        let halves = matches!(kind, Kind::Sum | Kind::Mean) && self.maybe(35, "half dropped");
        let unit = if halves { ratio(1, 2) } else { ratio(1, 1) };
        let most = if self.dice.chance(95) { size - 1 } else { size + 1 };
        let both = self.dice.between(1, most.min(3));
        let highest = self.dice.below(both + 1);
        let from = self.maybe(45, "drop from").then(|| self.dice.between(2, size + 1));
        Drop { highest: whole(highest) * unit, lowest: whole(both - highest) * unit, from }
    }

    /// A number for each member of an axis.
    fn names(&mut self, own: &Steps, axis: Axis, weights: bool) -> Names {
        let factors: &[Number] = if weights {
            &[ratio(1, 1), ratio(2, 1), ratio(3, 1), ratio(1, 2), ratio(1, 2), ratio(2, 1), ratio(0, 1)]
        } else {
            &[ratio(1, 1), ratio(2, 1), ratio(1, 2), ratio(1, 3), ratio(7, 10), ratio(0, 1)]
        };
        let contest = &self.contest;
        let id = |member: usize| match axis {
            Axis::Jurors => contest.jurors[member].id.clone(),
            Axis::Panels => PANELS[member].to_owned(),
            Axis::Criteria => CRITERIA[member].to_owned(),
            Axis::Attempts => (member + 1).to_string(),
            Axis::Stages => contest.stages[member].id.clone(),
        };
        let members = self.members(own.index, axis);
        let chair = members.iter().copied().find(|member| axis == Axis::Jurors && contest.jurors[*member].chair);
        let mut written: Vec<(String, Vec<usize>)> =
            members.iter().map(|member| (id(*member), vec![*member])).collect();
        if let Some(chair) = chair.filter(|_| self.dice.chance(60)) {
            let others: Vec<usize> = members.iter().copied().filter(|member| *member != chair).collect();
            written = vec![("chair".to_owned(), vec![chair])];
            written.extend((!others.is_empty()).then(|| ("member".to_owned(), others)));
            self.features.insert("names by role");
        }
        if written.len() > 1 && self.dice.chance(40) {
            self.features.insert("names of others");
            let first = written.remove(0);
            let others = written.drain(..).flat_map(|(_, members)| members).collect();
            written = vec![first, ("others".to_owned(), others)];
        }
        let mut of = BTreeMap::new();
        let mut lines = Vec::new();
        for (name, members) in written {
            // Weights that are all zero are refused; the last of them is zero.
            let first = weights && lines.is_empty();
            let factor = self.dice.pick(if first { &factors[..factors.len() - 1] } else { factors });
            lines.push(format!("{name}: {}", crate::write::written(factor)));
            of.extend(members.into_iter().map(|member| (member, factor)));
        }
        Names { axis, of, text: format!("{{ {} }}", lines.join(", ")) }
    }

    fn numbering(&mut self) -> Numbering {
        self.dice.pick(&[Numbering::Standard, Numbering::Dense, Numbering::Averaged])
    }

    fn points(&mut self) -> Vec<Number> {
        let points: Vec<usize> = self.dice.pick(&[vec![12, 10, 8], vec![5, 3, 2, 1], vec![3, 1], vec![7, 6, 5, 4, 3]]);
        points.into_iter().map(whole).collect()
    }

    /// Draws changes of every number then in the table.
    fn changes(&mut self, own: &mut Steps, percent: usize) {
        while self.dice.chance(percent) {
            let step = self.change(own);
            let in_places = matches!(step, Some(Step::Places(..)));
            own.places = in_places && own.open.contains(&Axis::Jurors) && !self.gaps;
            own.skated = false;
            own.steps.extend(step);
        }
    }

    fn change(&mut self, own: &mut Steps) -> Option<Step> {
        let several: Vec<Axis> = own
            .open
            .iter()
            .copied()
            .filter(|axis| *axis == Axis::Jurors || self.members(own.index, *axis).len() > 1)
            .collect();
        Some(match self.dice.below(100) {
            0..22 => {
                let to = [ratio(1, 1), ratio(1, 10), ratio(1, 100), ratio(1, 2), ratio(1, 4), ratio(3, 1)];
                let half = self.dice.pick(&[Half::Up, Half::Up, Half::Even, Half::Down]);
                self.note(["round", "round half even", "round half down"][half as usize]);
                Step::Round(self.dice.pick(&to), half)
            }
            22..32 => {
                let factor = self.dice.pick(&[ratio(3, 5), ratio(1, 3), ratio(2, 1), ratio(1, 2)]);
                self.noted("times constant", Step::Times(factor))
            }
            32..45 => {
                let axis = self.dice.pick(own.open.get(..).filter(|open| !open.is_empty())?);
                let names = self.names(own, axis, false);
                self.noted("times names", Step::TimesNames(names))
            }
            45..53 => {
                let mut per = vec![Per::Entry];
                per.extend(own.open.contains(&Axis::Attempts).then_some(Per::Attempt));
                per.extend(own.open.contains(&Axis::Panels).then_some(Per::Panel));
                let per = self.dice.pick(&per);
                let number = self.number(own.index, per);
                self.noted("times number", Step::TimesNumber(number))
            }
            53..63 => {
                let constant = self.dice.pick(&[ratio(1, 1), ratio(1, 2), ratio(1, 3), ratio(2, 1)]);
                let addend = if several.is_empty() { Addend::Constant(constant) } else { return None };
                self.plus_or_minus(addend)
            }
            63..73 => {
                let per = match several.as_slice() {
                    [] => Per::Entry,
                    [Axis::Attempts] => Per::Attempt,
                    [Axis::Panels] => Per::Panel,
                    _ => return None,
                };
                let number = self.number(own.index, per);
                self.note("plus or minus number");
                self.plus_or_minus(Addend::Number(number))
            }
            73..79 if several.is_empty() && !own.adjusted => {
                own.adjusted = true;
                self.noted("plus adjustments", Step::Plus(Addend::Adjustments))
            }
            79..85 => {
                let floor = self.dice.pick(&[ratio(0, 1), ratio(1, 1), ratio(2, 1)]);
                self.noted("floor", Step::Floor(floor))
            }
            85..91 => {
                let axis = self.dice.pick(own.open.get(..).filter(|open| !open.is_empty())?);
                let distance = self.dice.pick(&[ratio(1, 2), ratio(1, 1), ratio(2, 1)]);
                self.noted("pull", Step::Pull(axis, distance))
            }
            91..96 if !own.open.contains(&Axis::Stages) => {
                let numbering = self.numbering();
                let links = self.step_links(own);
                self.noted("places", Step::Places(numbering, links))
            }
            96.. if !own.open.contains(&Axis::Stages) => {
                let points = self.points();
                let links = self.step_links(own);
                self.noted("points", Step::Points(points, links))
            }
            _ => return None,
        })
    }

    fn plus_or_minus(&mut self, addend: Addend) -> Step {
        if self.maybe(50, "plus") { Step::Plus(addend) } else { self.noted("minus", Step::Minus(addend)) }
    }

    /// Declares a number.
    pub fn number(&mut self, index: usize, per: Per) -> usize {
        self.note(["number per entry", "number per attempt", "number per panel"][per as usize]);
        let numbers = &mut self.contest.stages[index].numbers;
        numbers.push(Measure { id: format!("m{}", numbers.len() + 1), per, values: BTreeMap::new() });
        numbers.len() - 1
    }

    fn step_links(&mut self, own: &Steps) -> Option<Vec<Link>> {
        if !self.maybe(40, "ties in a step") {
            return None;
        }
        let mut links = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            let link = self.link(own.index, &[]);
            links.push(link);
        }
        Some(links)
    }
}
