//! The regulation in words, said from the rules: every stage, step, cut, link, award and nomination.
//!
//! Receives the checked rules of a contest and a language, hands on a [`Regulation`]: chapters of numbered points, as
//! an official regulation has them. Because nobody writes it, text and rules cannot drift apart. What the program
//! does in every contest (equal votes, recusals, entries out of competition) is said too.

use chrono::NaiveDate;
use serde::Serialize;

use crate::contest::{
    AwardRule, Content, Contest, Criterion, Direction, MarkScale, Nomination, NominationRule, Per, Quota, Stage,
    StageIndex, Tied, TiesEnd, Top,
};
use crate::fold;
use crate::language::{Argument, Catalogue, Language};
use crate::report::words::Say;
use crate::score::Score;

/// What a regulation says.
#[derive(Clone, Debug, Serialize)]
pub struct Regulation {
    /// kk, ru, en.
    pub language: &'static str,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// The chapters.
    pub chapters: Vec<Chapter>,
}

/// A chapter.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// Its number and its name.
    pub title: String,
    /// Its points.
    pub points: Vec<Point>,
}

/// A point.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Point {
    /// Its number, running through the chapters.
    pub number: usize,
    /// What it says.
    pub text: String,
    /// What it lists.
    pub items: Vec<String>,
    /// The criteria that it gives: one table, or one for each track.
    pub tables: Vec<CriteriaTable>,
}

/// Criteria with their marks.
#[derive(Clone, Debug, Serialize)]
pub struct CriteriaTable {
    /// The track, where each has its own.
    pub track: Option<String>,
    /// The criteria.
    pub rows: Vec<CriterionRow>,
}

/// A criterion.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionRow {
    /// Its number in the table.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The marks that it takes, in words.
    pub marks: String,
}

impl Regulation {
    /// The regulation in the language. Of the contest only the rules and the jury are read.
    #[must_use]
    pub fn new(contest: &Contest, language: Language) -> Regulation {
        let catalogue = Catalogue::new(language);
        let writer = Writer { contest, say: Say::new(contest, &catalogue), catalogue: &catalogue };
        writer.regulation()
    }
}

struct Writer<'w> {
    contest: &'w Contest,
    say: Say<'w>,
    catalogue: &'w Catalogue,
}

type Values = Vec<(&'static str, Argument)>;

impl Writer<'_> {
    fn regulation(&self) -> Regulation {
        let rules = &self.contest.rules;
        let mut chapters = vec![
            (self.plain("regulation-general"), self.general()),
            (self.plain("regulation-calendar"), self.calendar()),
            (self.plain("regulation-participants"), self.participants()),
            (self.plain("regulation-jury"), self.jury()),
        ];
        for index in rules.stage_indices() {
            chapters.push((self.say.title(&self.contest.stage(index).title).to_owned(), self.stage(index)));
        }
        chapters.push((self.plain("regulation-awards"), self.awards()));
        chapters.push((self.plain("regulation-nominations"), self.nominations()));
        chapters.push((self.plain("regulation-last"), self.last()));
        chapters.retain(|(_, points)| !points.is_empty());
        let mut number = 0;
        let chapters = chapters.into_iter().enumerate().map(|(index, (name, mut points))| {
            for point in &mut points {
                number += 1;
                point.number = number;
                // A list of one is no list.
                if let [item] = point.items.as_slice() {
                    point.text = format!("{} {item}.", point.text);
                    point.items.clear();
                }
            }
            let title = vec![("number", (index + 1).to_string().into()), ("name", name.into())];
            Chapter { title: self.text("regulation-chapter", title), points }
        });
        Regulation {
            language: self.catalogue.language().code(),
            organisation: rules.organisation.as_ref().map(|title| self.say.title(title).to_owned()),
            contest: self.say.title(&rules.title).to_owned(),
            chapters: chapters.collect(),
        }
    }

    fn text(&self, key: &str, values: Values) -> String {
        self.catalogue.text(key, &values)
    }

    fn plain(&self, key: &str) -> String {
        self.text(key, Vec::new())
    }

    fn point(&self, key: &str, values: Values) -> Point {
        Point { text: self.text(key, values), ..Point::default() }
    }

    /// A column of `participants.csv` in words, as far as it has a name of its own.
    fn column(&self, name: &str) -> Argument {
        self.text("column-named", vec![("column", name.into())]).into()
    }

    fn general(&self) -> Vec<Point> {
        let rules = &self.contest.rules;
        let mut points = vec![self.point("regulation-subject", vec![("contest", (&rules.title).into())])];
        points.extend(
            rules.organisation.as_ref().map(|own| self.point("regulation-organiser", vec![("name", own.into())])),
        );
        if !rules.basis.is_empty() {
            let items = rules.basis.iter().map(|title| self.say.title(title).to_owned()).collect();
            points.push(Point { items, ..self.point("regulation-basis", vec![]) });
        }
        points
    }

    fn calendar(&self) -> Vec<Point> {
        let calendar = &self.contest.rules.calendar;
        let day = |key: &str, date: Option<NaiveDate>| {
            let date = self.catalogue.language().date(date?);
            Some(self.point(key, vec![("date", date.into())]))
        };
        let days = [
            day("regulation-announced", calendar.announced),
            day("regulation-applications", calendar.applications),
            day("regulation-held", calendar.held),
            day("regulation-results", calendar.results),
        ];
        days.into_iter().flatten().collect()
    }

    fn participants(&self) -> Vec<Point> {
        let rules = &self.contest.rules;
        let one_per = rules.one_per.as_ref();
        let one_per = one_per.map(|name| {
            self.point("regulation-one-per", vec![("id", name.as_str().into()), ("column", self.column(name))])
        });
        let blind = rules.blind.then(|| self.point("regulation-blind", vec![]));
        let outside = self.point("regulation-outside", vec![]);
        [one_per, blind, Some(outside)].into_iter().flatten().collect()
    }

    fn jury(&self) -> Vec<Point> {
        let quorum = self.contest.rules.quorum.as_ref();
        let quorum = quorum.map(|part| self.point("regulation-quorum", vec![("part", part.to_string().into())]));
        let always = ["regulation-secretary", "regulation-votes", "regulation-recusal"];
        quorum.into_iter().chain(always.into_iter().map(|key| self.point(key, vec![]))).collect()
    }

    fn stage(&self, index: StageIndex) -> Vec<Point> {
        let stage = self.contest.stage(index);
        let mut points = Vec::new();
        points.extend(stage.form.as_ref().map(|form| self.point("regulation-form", vec![("form", form.into())])));
        match &stage.content {
            Content::Marks { .. } => points.extend(self.judged(index, stage)),
            Content::Stages(_) if stage.takes_order_of.is_some() => {}
            Content::Stages(stages) => {
                let items =
                    stages.iter().map(|index| format!("«{}»", self.say.title(&self.contest.stage(*index).title)));
                points.push(Point { items: items.collect(), ..self.point("regulation-of", vec![]) });
            }
        }
        if let Some(other) = stage.takes_order_of {
            let title = &self.contest.stage(other).title;
            points.push(self.point("regulation-takes-order", vec![("stage", title.into())]));
        } else {
            let items = stage.score.iter().map(|step| self.say.step_sentence(stage, step)).collect();
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
            let number = |number: &crate::contest::Number| {
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
        let way = |way: &crate::contest::Condition| {
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

    fn awards(&self) -> Vec<Point> {
        let rules = &self.contest.rules;
        if rules.awards.is_empty() {
            return Vec::new();
        }
        let award = |award: &crate::contest::Award| {
            let title = ("award", Argument::from(&award.title));
            let mut parts = vec![match &award.rule {
                AwardRule::Holders(count) => {
                    self.text("regulation-award-next", vec![title, ("count", (*count).into())])
                }
                AwardRule::Places(from, to) if from == to => {
                    self.text("regulation-award-place", vec![title, ("from", from.to_string().into())])
                }
                AwardRule::Places(from, to) => {
                    let (from, to) = (from.to_string().into(), to.to_string().into());
                    self.text("regulation-award-places", vec![title, ("from", from), ("to", to)])
                }
                AwardRule::Share(part) => {
                    self.text("regulation-award-share", vec![title, ("part", self.say.percent(part).into())])
                }
                AwardRule::Everybody => self.text("regulation-award-everybody", vec![title]),
            }];
            parts.extend(award.bounds.iter().map(|bound| self.say.bound(bound)));
            // Where the jury puts equals in order, none are left across a cut.
            let shares = rules.stages[rules.ranking().0].ties.end == TiesEnd::Share;
            match award.rule {
                AwardRule::Holders(_) | AwardRule::Share(_) if shares => parts.push(self.award_tied(award.tied)),
                AwardRule::Holders(_) | AwardRule::Share(_) | AwardRule::Places(..) | AwardRule::Everybody => {}
            }
            parts.join(", ")
        };
        let items = rules.awards.iter().map(award).collect();
        let mut points = vec![Point { items, ..self.point("regulation-award-order", vec![]) }];
        if rules.awards.iter().any(|award| !award.bounds.is_empty()) {
            points.push(self.point("regulation-award-withheld", vec![]));
        }
        points
    }

    fn award_tied(&self, tied: Tied) -> String {
        let tied = match tied {
            Tied::In => "in",
            Tied::Out => "out",
            Tied::Decide => "decide",
        };
        self.text("regulation-award-tied", vec![("tied", tied.into())])
    }

    fn nominations(&self) -> Vec<Point> {
        let nominations = &self.contest.rules.nominations;
        if nominations.is_empty() {
            return Vec::new();
        }
        let items = nominations.iter().map(|nomination| self.nomination(nomination)).collect();
        vec![Point { items, ..self.point("regulation-nomination-list", vec![]) }]
    }

    fn nomination(&self, nomination: &Nomination) -> String {
        let title = ("nomination", Argument::from(&nomination.title));
        let mut parts = vec![match &nomination.rule {
            NominationRule::Score { stage, criteria } => {
                let own = self.contest.stage(*stage);
                let values = vec![title, ("stage", (&own.title).into())];
                if criteria.is_empty() {
                    self.text("regulation-nomination-score", values)
                } else {
                    let named = |index: &usize| format!("«{}»", self.say.title(&own.criteria()[*index].title));
                    let list: Vec<String> = criteria.iter().map(named).collect();
                    let criteria = vec![("criteria", Argument::from(list.join(", ")))];
                    self.text("regulation-nomination-criteria", [values, criteria].concat())
                }
            }
            NominationRule::Ballot { above: None } => self.text("regulation-nomination-ballot", vec![title]),
            NominationRule::Ballot { above: Some(part) } => {
                self.text("regulation-nomination-majority", vec![title, ("part", self.say.percent(part).into())])
            }
            NominationRule::Decision => self.text("regulation-nomination-decision", vec![title]),
        }];
        if nomination.holders > 1 {
            parts.push(self.text("words-holders", vec![("count", nomination.holders.into())]));
        }
        parts.extend(
            nomination.within.as_ref().map(|name| self.text("regulation-each", vec![("column", self.column(name))])),
        );
        if nomination.except.awards {
            parts.push(self.plain("regulation-except-awards"));
        }
        if nomination.except.nominations {
            parts.push(self.plain("regulation-except-nominations"));
        }
        match (&nomination.rule, nomination.tied) {
            (NominationRule::Score { .. } | NominationRule::Ballot { .. }, Tied::In | Tied::Out) => {
                parts.push(self.award_tied(nomination.tied));
            }
            (NominationRule::Score { .. } | NominationRule::Ballot { .. }, Tied::Decide)
            | (NominationRule::Decision, Tied::In | Tied::Out | Tied::Decide) => {}
        }
        parts.join(", ")
    }

    fn last(&self) -> Vec<Point> {
        let mut points = vec![self.point("regulation-exact", vec![])];
        let chosen = &self.contest.rules.chosen;
        if !chosen.is_empty() {
            let items = chosen.iter().map(|chosen| self.say.chosen(chosen.rule).0).collect();
            points.push(Point { items, ..self.point("regulation-chosen", vec![]) });
        }
        points
    }
}
