//! What the charts of the results page show: names, numbers, the scale that they are drawn on.
//!
//! Numbers are exact, as fractions; where on the paper they come is the drawing's matter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Catalogue;
use crate::report::sentences::Sentences;
use crate::report::{Report, StageView, StandingView, juror_numbers};
use crate::score::{Half, Rounding, Score};

/// The most lines that a scale has between its ends.
const MOST_TICKS: i64 = 5;

/// A chart: a row for each entry.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EntryChart {
    /// What it shows.
    pub title: String,
    /// How to read it.
    pub notes: Vec<String>,
    /// What the numbers are called.
    pub heading: String,
    /// What they are drawn on.
    pub scale: Scale,
    /// The entries, best first.
    pub rows: Vec<ChartRow>,
}

/// A row of a chart.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChartRow {
    /// The entry's name.
    pub name: String,
    /// Its numbers, exact.
    pub values: Vec<String>,
    /// The same in words.
    pub text: String,
    /// Whether it holds an award.
    pub held: bool,
}

/// What numbers are drawn on.
#[derive(Clone, Debug, JsonSchema, Serialize, Deserialize)]
pub struct Scale {
    /// The number at the left end, exact.
    pub from: String,
    /// The number at the right end, exact; above `from`.
    pub to: String,
    /// The lines that help the eye.
    pub ticks: Vec<Tick>,
    /// The bounds that decide who passes.
    pub bounds: Vec<Tick>,
}

/// A number on a scale.
#[derive(Clone, Debug, JsonSchema, Serialize, Deserialize)]
pub struct Tick {
    /// The number, exact.
    pub at: String,
    /// The number as it is printed.
    pub text: String,
}

/// Makes the charts of a stage.
pub(super) struct Charts<'c> {
    pub(super) report: &'c Report,
    pub(super) say: &'c Sentences<'c>,
    pub(super) catalogue: &'c Catalogue,
    pub(super) stage: &'c StageView,
}

impl Charts<'_> {
    /// The points of each entry; nothing where fewer than two have any.
    pub(super) fn points(&self, shown: &[&StandingView]) -> Option<EntryChart> {
        let language = self.catalogue.language();
        let row = |standing: &&StandingView| {
            let row = ChartRow {
                name: standing.name.clone(),
                values: vec![standing.exact.clone()?],
                text: language.number(standing.score.as_deref()?),
                held: self.holds_award(standing),
            };
            Some(row)
        };
        let rows: Vec<ChartRow> = shown.iter().filter_map(row).collect();
        let bounds = self.stage.bounds.iter().map(|bound| (bound.exact.as_str(), bound.limit.as_str()));
        let bounds: Vec<Tick> =
            bounds.map(|(exact, limit)| Tick { at: exact.to_owned(), text: language.number(limit) }).collect();
        let reach = [Some("0"), self.stage.maximum.as_deref()].into_iter().flatten().filter_map(exact);
        let reach = reach.chain(bounds.iter().filter_map(|bound| exact(&bound.at))).collect();
        let list: Vec<&str> = bounds.iter().map(|bound| bound.text.as_str()).collect();
        let note =
            (!list.is_empty()).then(|| self.catalogue.text("chart-bound", &vec![("list", list.join("; ").into())]));
        let scale = Scale { bounds, ..self.scale(&rows, reach, self.stage.maximum.is_some())? };
        let (title, heading) = (self.plain("chart-points"), self.plain("column-total"));
        Some(EntryChart { title, notes: note.into_iter().collect(), heading, scale, rows })
    }

    /// The points of each juror for each entry, where a juror has one number for an entry and the rules let the
    /// public see it. Without names they stand by size, for a fixed order would tell whose they are.
    pub(super) fn spread(&self, shown: &[&StandingView]) -> Option<EntryChart> {
        let named = match self.report.publish.juror_marks.as_str() {
            "named" => true,
            "anonymous" => false,
            _ => return None,
        };
        let single = |standing: &&StandingView| {
            standing.by_juror.iter().all(|part| part.criterion.is_none() && part.attempt.is_none())
        };
        if !shown.iter().all(single) {
            return None;
        }
        let rows: Vec<ChartRow> = shown.iter().filter_map(|standing| self.jurors(standing, named)).collect();
        let scale = self.scale(&rows, Vec::new(), false)?;
        let notes = if named {
            let list: Vec<String> = juror_numbers(self.report)
                .iter()
                .map(|(id, number)| format!("{number} – {}", self.say.juror(id)))
                .collect();
            vec![
                self.plain("chart-dots"),
                self.catalogue.text("jurors-legend", &vec![("list", list.join("; ").into())]),
            ]
        } else {
            vec![self.plain("chart-dots"), self.plain("chart-by-size")]
        };
        Some(EntryChart { title: self.plain("chart-spread"), notes, heading: self.plain("chart-jurors"), scale, rows })
    }

    fn jurors(&self, standing: &StandingView, named: bool) -> Option<ChartRow> {
        let language = self.catalogue.language();
        let numbers = juror_numbers(self.report);
        let number = |id: &String| numbers.iter().find(|(juror, _)| juror == id).map(|(_, number)| *number);
        let part = |part: &crate::report::PartView| {
            let (value, text) = (exact(part.exact.as_deref()?)?, language.number(part.score.as_deref()?));
            Some((number(part.juror.as_ref()?)?, value, text))
        };
        let mut parts: Vec<(usize, Score, String)> = standing.by_juror.iter().filter_map(part).collect();
        if named {
            parts.sort_by_key(|(number, _, _)| *number);
        } else {
            parts.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
        }
        let text = |(number, _, text): &(usize, Score, String)| {
            if named { format!("{number}: {text}") } else { text.clone() }
        };
        (!parts.is_empty()).then(|| ChartRow {
            name: standing.name.clone(),
            values: parts.iter().map(|(_, value, _)| value.to_string()).collect(),
            text: parts.iter().map(text).collect::<Vec<_>>().join("; "),
            held: self.holds_award(standing),
        })
    }

    fn holds_award(&self, standing: &StandingView) -> bool {
        self.report.awards.iter().any(|award| award.holders.contains(&standing.participant))
    }

    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    /// A scale that holds the numbers of the rows and reaches as far as is asked, from a line to the last number or
    /// to the line behind it; none for fewer than two rows.
    fn scale(&self, rows: &[ChartRow], reach: Vec<Score>, ends_there: bool) -> Option<Scale> {
        let all: Vec<Score> =
            rows.iter().flat_map(|row| &row.values).filter_map(|value| exact(value)).chain(reach).collect();
        let (lowest, highest) = (all.iter().min()?, all.iter().max()?);
        let step = step(&(highest - lowest));
        let (from, last) = (multiple_below(lowest, &step), multiple_below(highest, &step));
        let ends_there = (ends_there || last == *highest) && *highest > from;
        let to = if ends_there { highest.clone() } else { &last + &step };
        let language = self.catalogue.language();
        let mut ticks = Vec::new();
        let mut at = from.clone();
        while at <= to {
            ticks.push(Tick { at: at.to_string(), text: language.number(&at.shortest(2)) });
            at = &at + &step;
        }
        (rows.len() > 1).then(|| Scale { from: from.to_string(), to: to.to_string(), ticks, bounds: Vec::new() })
    }
}

fn exact(text: &str) -> Option<Score> {
    Score::parse(text).ok()
}

/// The smallest of 0.01, 0.02, 0.05, 0.1, … that needs no more than [`MOST_TICKS`] steps.
fn step(span: &Score) -> Score {
    let fits = |step: &Score| span / step <= Score::integer(MOST_TICKS);
    let mut unit = &Score::integer(1) / &Score::integer(100);
    loop {
        for times in [1, 2, 5] {
            let step = &unit * &Score::integer(times);
            if fits(&step) {
                return step;
            }
        }
        unit = &unit * &Score::integer(10);
    }
}

/// The greatest multiple of the step that is not above the number.
fn multiple_below(number: &Score, step: &Score) -> Score {
    let nearest = number.round(&Rounding { to: step.clone(), half: Half::Down });
    if nearest > *number { &nearest - step } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str) -> Score {
        Score::parse(text).unwrap()
    }

    #[test]
    fn a_scale_has_round_steps_and_not_many() {
        for (span, expected) in [("24", "5"), ("44", "10"), ("100", "20"), ("5", "1"), ("3/2", "1/2"), ("0", "1/100")] {
            assert_eq!(step(&score(span)), score(expected), "{span}");
        }
    }

    #[test]
    fn a_scale_begins_at_a_step() {
        for (number, expected) in [("15.9", "15"), ("15", "15"), ("-3", "-5"), ("17.5", "15"), ("4", "0")] {
            assert_eq!(multiple_below(&score(number), &score("5")), score(expected), "{number}");
        }
    }
}
