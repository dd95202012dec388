//! What a regulation says of a stage: who takes part, by what it is judged, how the score is counted, who goes on.

use crate::contest::{
    Condition, Content, Criterion, Direction, MarkScale, Number, Per, Quota, Stage, StageIndex, Tied, TiesEnd, Top,
};
use crate::fold;
use crate::language::Argument;
use crate::report::regulation::steps::sentence;
use crate::report::regulation::{CriteriaTable, CriterionRow, Point, Writer};
use crate::score::Score;

impl Writer<'_> {
    pub(super) fn stage(&self, index: StageIndex) -> Vec<Point> {
        let stage = self.contest.stage(index);
        let mut points = Vec::new();
        points.extend(stage.form.as_ref().map(|form| self.point("regulation-form", vec![("form", form.into())])));
        match &stage.content {
            Content::Marks { .. } => points.extend(self.judged(index, stage)),
            Content::Stages(_) if stage.takes_order_of.is_some() => {}
            Content::Stages(stages) => {
                let items = stages.iter().map(|index| self.say.quoted(&self.contest.stage(*index).title));
                points.push(Point { items: items.collect(), ..self.point("regulation-of", vec![]) });
            }
        }
        if let Some(other) = stage.takes_order_of {
            let title = &self.contest.stage(other).title;
            points.push(self.point("regulation-takes-order", vec![("stage", title.into())]));
        } else {
            let items = stage.score.iter().map(|step| sentence(&self.say, stage, step)).collect();
            points.push(Point { items, ..self.point("regulation-score", vec![]) });
            points.extend(
                fold::maximum(&self.contest.rules, &self.contest.jury, index).map(|maximum| {
                    self.point("regulation-maximum", vec![("maximum", self.say.number(&maximum).into())])
                }),
            );
            points.extend(self.order(stage));
        }
        if stage.follow {
            points.push(self.point("regulation-follow", vec![]));
        }
        points.extend(self.passing(index, stage));
        points
    }

    /// Who takes part, by what it is judged, what is measured.
    fn judged(&self, index: StageIndex, stage: &Stage) -> Vec<Point> {
        let above = self.contest.rules.stages[..index.0].iter();
        let enters = if above.into_iter().any(|stage| stage.pass.is_some()) { "passed" } else { "all" };
        let mut points = vec![self.point("regulation-enters", vec![("who", enters.into())])];
        points.push(Point { tables: self.criteria(stage), ..self.point("regulation-criteria", vec![]) });
        if stage.attempts() > 1 {
            points.push(self.point("regulation-attempts", vec![("count", stage.attempts().into())]));
        }
        if !stage.numbers.is_empty() {
            let number = |number: &Number| {
                let per = match number.per {
                    Per::Entry => "entry",
                    Per::Attempt => "attempt",
                    Per::Panel => "panel",
                };
                let id = number.id.as_str().into();
                self.text("regulation-number", vec![("number", id), ("per", per.into())])
            };
            let items = stage.numbers.iter().map(number).collect();
            points.push(Point { items, ..self.point("regulation-numbers", vec![]) });
        }
        if stage.absent_skips {
            points.push(self.point("regulation-absent", vec![]));
        }
        if let Some((lowest, highest)) = &stage.adjustments {
            let ends = vec![("lowest", self.say.number(lowest).into()), ("highest", self.say.number(highest).into())];
            points.push(self.point("regulation-adjustments", ends));
        }
        points
    }

    /// One table, or one for each track in the order in which the rules name them.
    fn criteria(&self, stage: &Stage) -> Vec<CriteriaTable> {
        let mut tracks: Vec<&str> = Vec::new();
        for track in stage.criteria().iter().flat_map(|criterion| criterion.tracks.iter().flatten()) {
            if !tracks.contains(&track.as_str()) {
                tracks.push(track);
            }
        }
        let table = |track: Option<&str>| {
            let own = stage.criteria().iter().filter(|criterion| track.is_none_or(|track| criterion.is_for(track)));
            let rows = own.enumerate().map(|(index, criterion)| CriterionRow {
                number: index + 1,
                name: self.say.title(&criterion.title).to_owned(),
                marks: self.marks(criterion),
            });
            CriteriaTable { track: track.map(str::to_owned), rows: rows.collect() }
        };
        if tracks.is_empty() { vec![table(None)] } else { tracks.into_iter().map(|track| table(Some(track))).collect() }
    }

    fn marks(&self, criterion: &Criterion) -> String {
        let marks = match &criterion.marks {
            MarkScale::Range(range) => {
                let mut ends = vec![
                    ("lowest", self.say.number(&range.lowest).into()),
                    ("highest", self.say.number(&range.highest).into()),
                ];
                if range.step == Score::integer(1) {
                    self.text("regulation-marks-range", ends)
                } else {
                    ends.push(("step", self.say.number(&range.step).into()));
                    self.text("regulation-marks-range-by", ends)
                }
            }
            MarkScale::Places => self.plain("regulation-marks-places"),
            MarkScale::Points(_) => {
                self.text("regulation-marks-points", vec![("list", self.say.marks(&criterion.marks).into())])
            }
        };
        // Places are the lower the better by themselves.
        let is_places = criterion.marks == MarkScale::Places;
        match criterion.direction {
            Direction::Lower if !is_places => format!("{marks}; {}", self.plain("regulation-marks-lower")),
            Direction::Lower | Direction::Higher => marks,
        }
    }

    /// Which scores are better, what becomes of equal ones, and how places are numbered.
    fn order(&self, stage: &Stage) -> Vec<Point> {
        let better = match stage.direction {
            Direction::Higher => "high",
            Direction::Lower => "low",
        };
        let mut points = vec![self.point("regulation-order", vec![("better", better.into())])];
        if !stage.equal_within.is_zero() {
            let distance = self.say.number(&stage.equal_within).into();
            points.push(self.point("regulation-equal-within", vec![("distance", distance)]));
        }
        points.extend(
            stage.within.as_ref().map(|name| self.point("regulation-within", vec![("column", self.column(name))])),
        );
        let end = match stage.ties.end {
            TiesEnd::Share => "share",
            TiesEnd::Decide => "decide",
        };
        if stage.ties.links.is_empty() {
            points.push(self.point("regulation-equal", vec![("end", end.into())]));
        } else {
            let items = stage.ties.links.iter().map(|link| self.say.link(&link.rule)).collect();
            points.push(Point { items, ..self.point("regulation-ties", vec![]) });
            points.push(self.point("regulation-still-equal", vec![("end", end.into())]));
        }
        if stage.ties.end == TiesEnd::Share {
            points.push(self.point("regulation-numbering", vec![("how", stage.numbering.word().into())]));
        }
        points
    }

    fn passing(&self, index: StageIndex, stage: &Stage) -> Vec<Point> {
        let is_last = index == self.contest.rules.ranking();
        let Some(pass) = &stage.pass else {
            let after = &self.contest.rules.stages[index.0 + 1..];
            let judged_after = after.iter().any(|stage| matches!(stage.content, Content::Marks { .. }));
            let goes_on = (judged_after && matches!(stage.content, Content::Marks { .. }))
                .then(|| self.point("regulation-pass-all", vec![]));
            return goes_on.into_iter().collect();
        };
        let place = if is_last { "last" } else { "stage" };
        if pass.ways.is_empty() {
            return vec![self.point("regulation-pass-decide", vec![("where", place.into())])];
        }
        let way = |way: &Condition| {
            let bounds = way.bounds.iter().map(|bound| self.say.bound(bound));
            bounds.chain(way.top.iter().map(|top| self.top(top))).collect::<Vec<_>>().join(", ")
        };
        let ways: Vec<String> = pass.ways.iter().map(way).collect();
        let key = if ways.len() == 1 { "regulation-pass" } else { "regulation-pass-ways" };
        vec![Point { items: ways, ..self.point(key, vec![("where", place.into())]) }]
    }

    /// How many pass, of what, and what happens to equals across the cut.
    fn top(&self, top: &Top) -> String {
        let mut parts = vec![match &top.quota {
            Quota::Count(count) => self.text("regulation-top", vec![("count", (*count).into())]),
            Quota::Part { part, up } => {
                let of = match top.of {
                    Some(stage) => Argument::from(&self.contest.stage(stage).title),
                    None => "here".into(),
                };
                let up = if *up { "up" } else { "down" };
                let values = vec![("part", self.say.percent(part).into()), ("of", of), ("round", up.into())];
                self.text("regulation-top-part", values)
            }
        }];
        parts.extend(
            top.within.as_ref().map(|name| self.text("regulation-top-within", vec![("column", self.column(name))])),
        );
        parts.push(self.tied(top.tied));
        parts.join(", ")
    }

    fn tied(&self, tied: Tied) -> String {
        self.plain(match tied {
            Tied::In => "words-tied-in",
            Tied::Out => "words-tied-out",
            Tied::Decide => "words-tied-decide",
        })
    }
}
