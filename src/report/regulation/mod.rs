//! The regulation in words, said from the rules: every stage, step, cut, link, award and nomination.
//!
//! Receives the checked rules of a contest and a language, hands on a [`Regulation`]: chapters of numbered points, as
//! an official regulation has them. Because nobody writes it, text and rules cannot drift apart. What the program
//! does in every contest (equal votes, recusals, entries out of competition) is said too.

mod distinctions;
mod stages;
mod steps;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::contest::Contest;
use crate::language::{Argument, Catalogue, Language};
use crate::report::words::Say;

/// What a regulation says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
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
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Chapter {
    /// Its number and its name.
    pub title: String,
    /// Its points.
    pub points: Vec<Point>,
}

/// A point.
#[derive(Clone, Debug, Default, JsonSchema, Serialize)]
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
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CriteriaTable {
    /// The track, where each has its own.
    pub track: Option<String>,
    /// The criteria.
    pub rows: Vec<CriterionRow>,
}

/// A criterion.
#[derive(Clone, Debug, JsonSchema, Serialize)]
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
