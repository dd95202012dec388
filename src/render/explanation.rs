//! An explanation for a terminal, and as Markdown that can be handed over as the answer to an appeal.

use std::collections::BTreeMap;

use crate::language::{Argument, Catalogue, Language, Title};
use crate::render::block::{Block, draw, write};
use crate::render::table::{Align, TextTable};
use crate::report::{
    Distance, Explanation, LineView, MarkView, PartView, Report, Sentences, StageExplanation, StepView, juror_numbers,
};
use crate::score::Score;

/// How jurors are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jurors {
    /// By name.
    Named,
    /// By number.
    Anonymous,
    /// Not one by one.
    Hidden,
}

/// The explanation as tables of a terminal that is `width` columns wide.
#[must_use]
pub fn to_terminal(explanation: &Explanation, report: &Report, view: (Language, Jurors), width: u16) -> String {
    draw(blocks(explanation, report, view), width)
}

/// The explanation as JSON, with numbers in place of the jurors and without the names of their sheets where they are
/// not to be named.
#[must_use]
pub fn to_json(explanation: &Explanation, report: &Report, (language, jurors): (Language, Jurors)) -> String {
    const TEXT_KEYS: &str = "a view has only text keys";
    if jurors == Jurors::Named {
        return serde_json::to_string_pretty(explanation).expect(TEXT_KEYS) + "\n";
    }
    let mut value = serde_json::to_value(explanation).expect(TEXT_KEYS);
    unnamed(&mut value, "", &Names::new(report, &Catalogue::new(language)));
    serde_json::to_string_pretty(&value).expect(TEXT_KEYS) + "\n"
}

/// The explanation as Markdown, to hand over: of the others among equals it says the order alone.
#[must_use]
pub fn to_markdown(explanation: &Explanation, report: &Report, view: (Language, Jurors)) -> String {
    let mut own = explanation.clone();
    for link in own.stages.iter_mut().filter_map(|stage| stage.tie.as_mut()).flat_map(|tie| &mut tie.links) {
        let asked = link.values.iter().find(|value| value.participant == explanation.participant.id);
        let exact = asked.map(|value| value.exact.clone());
        for other in link.values.iter_mut().filter(|value| Some(&value.exact) != exact.as_ref()) {
            other.score.clear();
        }
    }
    write(blocks(&own, report, view))
}

/// The jurors by what stands for them where they are not named.
struct Names {
    /// Ids with their numbers.
    ids: Vec<(String, usize)>,
    /// Full names, the longest first, for one may be the beginning of another.
    names: Vec<(String, String)>,
}

impl Names {
    fn new(report: &Report, catalogue: &Catalogue) -> Self {
        let ids = juror_numbers(report);
        let name = |(id, number): &(String, usize)| {
            let juror = report.jury.iter().find(|juror| juror.id == *id)?;
            Some((juror.name.clone(), catalogue.text("juror-number", &vec![("number", number.to_string().into())])))
        };
        let mut names: Vec<(String, String)> = ids.iter().filter_map(name).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Names { ids, names }
    }

    /// A text that may speak of jurors: weights, a decision about a mark.
    fn hide(&self, text: &str) -> String {
        let text = self.names.iter().fold(text.to_owned(), |text, (name, number)| text.replace(name, number));
        self.ids.iter().fold(text, |text, (id, number)| text.replace(&format!("/{id}/"), &format!("/{number}/")))
    }

    /// `STAGE/JUROR/ENTRY/CRITERION`: the juror by the number.
    fn hide_id(&self, path: &str) -> String {
        let number = |part: &str| self.ids.iter().find(|(id, _)| id == part).map(|(_, number)| number.to_string());
        path.split('/').map(|part| number(part).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().join("/")
    }
}

fn unnamed(value: &mut serde_json::Value, key: &str, names: &Names) {
    match value {
        serde_json::Value::Object(members) => {
            members.iter_mut().for_each(|(key, member)| unnamed(member, key, names));
        }
        serde_json::Value::Array(members) => members.iter_mut().for_each(|member| unnamed(member, key, names)),
        serde_json::Value::String(text) => {
            *text = match key {
                "juror" | "about" => names.hide_id(text),
                "place" if text.starts_with("scores/") => line_of(text),
                _ => names.hide(text),
            };
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

fn blocks(explanation: &Explanation, report: &Report, (language, jurors): (Language, Jurors)) -> Vec<Block> {
    let catalogue = Catalogue::new(language);
    let numbers = juror_numbers(report).into_iter().collect();
    let writer = Writer { report, catalogue: &catalogue, say: Sentences::new(report, &catalogue), jurors, numbers };
    let blocks = writer.all(explanation);
    if jurors == Jurors::Named {
        return blocks;
    }
    let names = Names::new(report, &catalogue);
    blocks.into_iter().map(|block| block.map(|text| names.hide(text))).collect()
}

struct Writer<'w> {
    report: &'w Report,
    catalogue: &'w Catalogue,
    say: Sentences<'w>,
    jurors: Jurors,
    numbers: BTreeMap<String, usize>,
}

impl Writer<'_> {
    fn all(&self, explanation: &Explanation) -> Vec<Block> {
        let language = self.catalogue.language();
        let mut blocks = vec![
            Block::Heading(1, explanation.contest.get(language).to_owned()),
            Block::Line(format!(
                "{}: {}",
                self.plain("explanation-label"),
                self.say.participant(&explanation.participant.id)
            )),
        ];
        for stage in &explanation.stages {
            blocks.extend(self.stage(stage));
        }
        let held: Vec<&str> =
            explanation.awards.iter().chain(&explanation.nominations).map(|title| title.get(language)).collect();
        if !held.is_empty() {
            blocks.push(self.line("explanation-awards", vec![("list", held.join("; ").into())]));
        }
        if !explanation.decisions.is_empty() {
            blocks.push(Block::Heading(2, self.plain("decisions-label")));
        }
        for decision in &explanation.decisions {
            let line = self.say.decision(decision);
            let parts = std::iter::once(format!("{}: {}", line.name, line.text)).chain(line.notes);
            blocks.push(Block::Line(parts.collect::<Vec<_>>().join(" · ")));
        }
        blocks.push(Block::Line(format!("{}: {}", self.plain("fingerprint-label"), explanation.fingerprint)));
        blocks
    }

    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    fn line(&self, key: &str, arguments: Vec<(&'static str, Argument)>) -> Block {
        Block::Line(self.catalogue.text(key, &arguments))
    }

    fn number(&self, with_point: &str) -> String {
        self.catalogue.language().number(with_point)
    }

    fn stage(&self, stage: &StageExplanation) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(2, stage.title.get(self.catalogue.language()).to_owned())];
        if !stage.marks.is_empty() && self.jurors != Jurors::Hidden {
            blocks.push(Block::Table(self.marks(stage)));
            blocks.extend(self.legend(stage));
            blocks.extend(stage.places_close_up.then(|| Block::Line(self.plain("explanation-places-close-up"))));
        }
        for adjustment in &stage.adjustments {
            let points = self.number(&adjustment.points);
            let text =
                format!("{}: {points} – {} ({})", self.plain("words-adjustments"), adjustment.reason, adjustment.place);
            blocks.push(Block::Line(text));
        }
        blocks.push(Block::Heading(3, self.plain("explanation-steps")));
        for step in &stage.steps {
            blocks.extend(self.step(stage, step));
        }
        blocks.extend(self.result(stage));
        blocks
    }

    /// Jurors in the rows, criteria in the columns, and where the first of the cells stands.
    fn marks(&self, stage: &StageExplanation) -> TextTable {
        let attempts = stage.marks.iter().any(|mark| mark.attempt > 1);
        let mut rows: Vec<(String, usize)> = Vec::new();
        for mark in &stage.marks {
            let key = (mark.juror.clone(), mark.attempt);
            if !rows.contains(&key) {
                rows.push(key);
            }
        }
        let cell = |juror: &str, attempt: usize, criterion: &str| {
            stage
                .marks
                .iter()
                .find(|mark| mark.juror == juror && mark.attempt == attempt && mark.criterion == criterion)
        };
        let mut columns = vec![(self.plain("juror-label"), Align::Left)];
        columns.extend(attempts.then(|| (self.plain("attempt-label"), Align::Right)));
        columns.extend((1..=stage.criteria.len()).map(|number| (number.to_string(), Align::Right)));
        columns.push((self.plain("explanation-cell"), Align::Left));
        let row = |(juror, attempt): &(String, usize)| {
            let mut cells = vec![self.juror(juror)];
            cells.extend(attempts.then(|| attempt.to_string()));
            let own: Vec<_> = stage.criteria.iter().map(|(id, _)| cell(juror, *attempt, id)).collect();
            let mark =
                |mark: &Option<&MarkView>| mark.and_then(|mark| mark.mark.as_deref()).map(|mark| self.number(mark));
            cells.extend(own.iter().map(|each| mark(each).unwrap_or_else(|| "–".to_owned())));
            let first = own.iter().flatten().next();
            let place = first.and_then(|mark| mark.place.as_deref()).unwrap_or_default();
            let place = if self.jurors == Jurors::Anonymous { line_of(place) } else { place.to_owned() };
            let gap =
                own.iter().flatten().find_map(|mark| mark.gap.as_ref()).map(|gap| self.plain(&format!("gap-{gap}")));
            cells.push(gap.map_or_else(|| place.clone(), |gap| format!("{place} ({gap})")));
            cells
        };
        TextTable { title: self.plain("explanation-marks"), columns, rows: rows.iter().map(row).collect() }
    }

    /// The criteria by the numbers of their columns.
    fn legend(&self, stage: &StageExplanation) -> impl Iterator<Item = Block> {
        let language = self.catalogue.language();
        let titles = stage.criteria.iter().map(|(_, title)| title.get(language).to_owned()).collect::<Vec<_>>();
        titles.into_iter().enumerate().map(|(index, title)| Block::Line(format!("{} – {title}", index + 1)))
    }

    fn juror(&self, id: &str) -> String {
        match (self.jurors, self.numbers.get(id)) {
            (Jurors::Named, _) | (_, None) => self.say.juror(id),
            (Jurors::Anonymous | Jurors::Hidden, Some(number)) => {
                self.catalogue.text("juror-number", &vec![("number", number.to_string().into())])
            }
        }
    }

    fn step(&self, stage: &StageExplanation, step: &StepView) -> Vec<Block> {
        let mut blocks = vec![Block::Line(format!("{}: {}", step.rule, step.text.get(self.catalogue.language())))];
        let per_juror = |part: &PartView| part.juror.is_some();
        if self.jurors == Jurors::Hidden && step.before.iter().any(per_juror) {
            return blocks;
        }
        let lines: Vec<String> = if step.lines.is_empty() {
            let changed = step.before.iter().zip(&step.after).filter(|(before, after)| before != after);
            let arrow = |(before, after): (&PartView, &PartView)| {
                self.named(stage, after, format!("{} → {}", self.value(before), self.value(after)))
            };
            changed.map(arrow).collect()
        } else {
            step.lines.iter().map(|line| self.folded(stage, line)).collect()
        };
        blocks.extend(lines.into_iter().map(|line| Block::Line(format!("  {line}"))));
        blocks
    }

    fn folded(&self, stage: &StageExplanation, line: &LineView) -> String {
        let single = |part: &str| part == "1";
        let values = line.values.iter().map(|kept| {
            let value = match kept.part.as_str() {
                part if single(part) => self.value(&kept.value),
                "0" if kept.value.score.is_some() => {
                    format!("({}, {})", self.value(&kept.value), self.plain("explanation-left-out"))
                }
                "0" => format!("({})", self.value(&kept.value)),
                part => format!("{part} × {}", self.value(&kept.value)),
            };
            match (&kept.value.juror, &kept.value.stage) {
                (Some(juror), _) => format!("{} – {value}", self.juror(juror)),
                (None, Some(stage)) => format!("{} – {value}", self.say.stage_title(stage)),
                (None, None) => value,
            }
        });
        let values: Vec<String> = values.collect();
        self.named(stage, &line.of, format!("{} → {}", values.join("; "), self.value(&line.of)))
    }

    /// A value exactly: as a decimal if it ends, else as a fraction with the decimal beside it.
    fn value(&self, part: &PartView) -> String {
        match (&part.score, &part.exact) {
            (Some(score), Some(exact)) => match written_out(exact) {
                Some(decimal) => self.number(&decimal),
                None => format!("{} ≈ {}", self.number(exact), self.number(score)),
            },
            _ => self.say.part(part),
        }
    }

    /// The text behind the members that it belongs to.
    fn named(&self, stage: &StageExplanation, part: &PartView, text: String) -> String {
        let language = self.catalogue.language();
        let criterion = |id: &String| {
            let found = stage.criteria.iter().find(|(own, _)| own == id);
            found.map_or_else(|| id.clone(), |(_, title): &(String, Title)| title.get(language).to_owned())
        };
        let names = [
            part.juror.as_ref().map(|id| self.juror(id)),
            part.panel.clone(),
            part.attempt.map(|attempt| format!("{} {attempt}", self.plain("attempt-label"))),
            part.criterion.as_ref().map(criterion),
            part.stage.as_ref().map(|id| self.say.stage_title(id)),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        if names.is_empty() { text } else { format!("{}: {text}", names.join(", ")) }
    }

    fn result(&self, stage: &StageExplanation) -> Vec<Block> {
        let standing = &stage.standing;
        let mut blocks = vec![match (&standing.score, &standing.exact) {
            (Some(score), Some(exact)) => {
                let shows_all = Score::parse(score).ok() == Score::parse(exact).ok();
                let exact = written_out(exact).unwrap_or_else(|| exact.clone());
                let exact = if shows_all { "no".to_owned() } else { self.number(&exact) };
                self.line(
                    "explanation-result",
                    vec![("score", Argument::Number(score.clone())), ("exact", exact.into())],
                )
            }
            _ => self.line("explanation-no-result", vec![]),
        }];
        if let Some(tie) = &stage.tie {
            blocks.push(Block::Line(self.say.tie(tie).join(" ")));
        }
        if let Some(place) = &standing.place {
            let tied = if standing.tied { "yes" } else { "no" };
            let place = ("place", Argument::Number(place.clone()));
            blocks.push(self.line("explanation-place", vec![place, ("tied", tied.into())]));
        }
        let verdict = self.say.verdict(standing);
        if !verdict.is_empty() {
            blocks.push(Block::Line(verdict));
        }
        blocks.extend(stage.thresholds.iter().map(|distance| {
            let key = if distance.from == "top" { "explanation-last-passing" } else { "explanation-threshold" };
            self.distance(key, distance)
        }));
        // Equals are told apart above, and nothing is lacking.
        if let Some(next) = stage.next_place.as_ref().filter(|next| next.exact != "0") {
            let place = ("place", Argument::Number(next.limit.clone()));
            let difference = ("difference", Argument::Number(next.difference.clone()));
            blocks.push(self.line("explanation-next-place", vec![place, difference]));
        }
        debug_assert!(self.report.all_stages().any(|each| each.id == stage.id));
        blocks
    }

    fn distance(&self, key: &str, distance: &Distance) -> Block {
        let limit = ("limit", Argument::Number(distance.limit.clone()));
        self.line(key, vec![limit, ("difference", Argument::Number(distance.difference.clone()))])
    }
}

/// An exact number as a decimal, if it is one of no more digits than a reader would take in.
fn written_out(exact: &str) -> Option<String> {
    const MOST_DIGITS: u32 = 6;
    let number = Score::parse(exact).ok()?;
    number.exact_digits().filter(|digits| *digits <= MOST_DIGITS).map(|digits| number.decimal(digits))
}

/// Line and column, or the cell of a workbook, without the names of the file and the sheet, which would name the juror.
fn line_of(place: &str) -> String {
    if let Some((_, cell)) = place.rsplit_once('!') {
        return cell.to_owned();
    }
    let numbers = place.rsplitn(3, ':').take(2).collect::<Vec<_>>();
    numbers.into_iter().rev().collect::<Vec<_>>().join(":")
}
