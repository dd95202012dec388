//! Blank score sheets: what stands on a juror's sheet of a stage before anything is marked.
//!
//! Receives the checked contest and who takes part in the stage, hands on [`BlankSheet`]s; a workbook, a CSV and a
//! page are drawn from the same one. Above the header stand rows of titles, each a label and a value, those of the
//! stage and of the juror with the id in parentheses behind the name; then the marks that each criterion takes; then
//! the header, the first row in which a cell names the participants' column.

use std::collections::HashMap;

use crate::contest::{Contest, Criterion, EntryIndex, JurorIndex, MarkScale, StageIndex};
use crate::language::{Argument, Catalogue, Language};
use crate::score::Score;
use crate::sheet::{Word, fold, is_same};

/// A juror's sheet of a stage.
#[derive(Clone, Debug)]
pub struct BlankSheet {
    /// The stage's id.
    pub stage: String,
    /// The juror's id.
    pub juror: String,
    /// What the sheet is called: score sheet.
    pub heading: String,
    /// The rows of titles, each a label and a value: contest, stage, juror.
    pub titles: Vec<[String; 2]>,
    /// The label of the row that says which marks each criterion takes.
    pub scale_label: String,
    /// The columns.
    pub columns: Vec<BlankColumn>,
    /// The rows, each as wide as there are columns.
    pub rows: Vec<Vec<BlankCell>>,
    /// The words that may stand where a mark would, in the language of the sheet.
    pub words: Vec<String>,
    /// What to write where there is no mark to give, as a sentence.
    pub advice: String,
    /// How many rows each entry has: one for each attempt.
    pub attempts: usize,
    /// How many entries there are.
    pub entries: usize,
    /// How many of them the juror may not judge.
    pub recused: usize,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct BlankColumn {
    /// What it is called.
    pub header: String,
    /// The marks that it takes, in words; empty where it takes none.
    pub scale: String,
    /// What is written in it.
    pub kind: BlankKind,
}

/// What is written in a column.
#[derive(Clone, Debug)]
pub enum BlankKind {
    /// Whom the row is about.
    Participant,
    /// Which attempt.
    Attempt,
    /// Marks.
    Marks(MarkScale),
    /// The sum of the row.
    Total,
    /// Anything.
    Note,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankCell {
    /// It is filled in already.
    Given(String),
    /// It is the juror's to fill in.
    Open,
    /// It follows from the others.
    Sum,
}

/// The sheets of a stage, one for each juror who has somebody to judge there, in the order of the jury.
#[must_use]
pub fn blank_sheets(
    contest: &Contest,
    stage: StageIndex,
    entrants: &[EntryIndex],
    language: Language,
) -> Vec<BlankSheet> {
    let catalogue = Catalogue::new(language);
    let mut names: HashMap<String, usize> = HashMap::new();
    for entry in &contest.entries {
        *names.entry(fold(entry.name())).or_default() += 1;
    }
    let writer = Writer { contest, stage, entrants, catalogue: &catalogue, names };
    contest.judges(stage).filter_map(|juror| writer.sheet(juror)).collect()
}

struct Writer<'w> {
    contest: &'w Contest,
    stage: StageIndex,
    entrants: &'w [EntryIndex],
    catalogue: &'w Catalogue,
    /// How many entries are called so.
    names: HashMap<String, usize>,
}

impl Writer<'_> {
    fn sheet(&self, juror: JurorIndex) -> Option<BlankSheet> {
        let (contest, language) = (self.contest, self.catalogue.language());
        let (stage, own) = (contest.stage(self.stage), contest.juror(juror));
        let conflict = |entry: EntryIndex| contest.conflict(juror, entry).is_some();
        let mut entries: Vec<EntryIndex> =
            self.entrants.iter().copied().filter(|entry| own.judges_track(&contest.entry(*entry).track)).collect();
        if entries.iter().all(|entry| conflict(*entry)) {
            return None;
        }
        if contest.rules.blind {
            // A recusal would tell the juror whose code it is.
            entries.retain(|entry| !conflict(*entry));
            entries.sort_by_key(|entry| contest.codes.get(entry).map(|code| (code.len(), code)));
        }
        let criteria: Vec<&Criterion> = stage.criteria().iter().filter(|each| own.judges(each)).collect();
        let recused = entries.iter().filter(|entry| conflict(**entry)).count();
        let columns = self.columns(&criteria, &entries, juror);
        let mut rows = Vec::new();
        for &entry in &entries {
            for attempt in 1..=stage.attempts() {
                let cell = |(column, criterion): &(BlankColumn, Option<&Criterion>)| match &column.kind {
                    BlankKind::Participant => BlankCell::Given(self.name(entry)),
                    BlankKind::Attempt => BlankCell::Given(attempt.to_string()),
                    BlankKind::Marks(_) => {
                        let foreign = criterion.is_some_and(|each| !each.is_for(&contest.entry(entry).track));
                        let word = if foreign { Some(Word::Nothing) } else { conflict(entry).then_some(Word::Recused) };
                        word.map_or(BlankCell::Open, |word| BlankCell::Given(word.text(language).to_owned()))
                    }
                    BlankKind::Total => BlankCell::Sum,
                    BlankKind::Note => BlankCell::Open,
                };
                rows.push(columns.iter().map(cell).collect());
            }
        }
        let named = |name: &str, id: &str| if name == id { id.to_owned() } else { format!("{name} ({id})") };
        let mut words = vec![Word::Recused, Word::Nothing];
        words.extend(stage.absent_skips.then_some(Word::Absent));
        Some(BlankSheet {
            stage: stage.id.clone(),
            juror: own.id.clone(),
            heading: self.text("sheet-heading"),
            titles: vec![
                [self.text("sheet-contest"), contest.rules.title.get(language).to_owned()],
                [self.text("sheet-stage"), named(stage.title.get(language), &stage.id)],
                [self.text("sheet-juror"), named(&own.name, &own.id)],
            ],
            scale_label: self.text("sheet-scale"),
            columns: columns.into_iter().map(|(column, _)| column).collect(),
            rows,
            advice: self.catalogue.text("sheet-advice", &vec![("recused", Word::Recused.text(language).into())]),
            words: words.into_iter().map(|word| word.text(language).to_owned()).collect(),
            attempts: stage.attempts(),
            entries: entries.len(),
            recused,
        })
    }

    /// The columns, those of marks with their criterion.
    fn columns<'c>(
        &self,
        criteria: &[&'c Criterion],
        entries: &[EntryIndex],
        juror: JurorIndex,
    ) -> Vec<(BlankColumn, Option<&'c Criterion>)> {
        let plain = |key: &str, kind| (BlankColumn { header: self.text(key), scale: String::new(), kind }, None);
        let judged = |criterion: &Criterion| {
            let own = |entry: &&EntryIndex| {
                criterion.is_for(&self.contest.entry(**entry).track) && self.contest.conflict(juror, **entry).is_none()
            };
            entries.iter().filter(own).count()
        };
        let mut columns = vec![plain("sheet-participant", BlankKind::Participant)];
        if self.contest.stage(self.stage).attempts() > 1 {
            columns.push(plain("sheet-attempt", BlankKind::Attempt));
        }
        for criterion in criteria {
            let column = BlankColumn {
                header: self.criterion_title(criterion, criteria),
                scale: self.scale(&criterion.marks, judged(criterion)),
                kind: BlankKind::Marks(criterion.marks.clone()),
            };
            columns.push((column, Some(*criterion)));
        }
        let add_up = |criterion: &&Criterion| !matches!(criterion.marks, MarkScale::Places);
        if criteria.len() > 1 && criteria.iter().all(add_up) {
            columns.push(plain("sheet-total", BlankKind::Total));
        }
        columns.push(plain("sheet-note", BlankKind::Note));
        columns
    }

    /// The title, or the id where two criteria are called the same.
    fn criterion_title(&self, criterion: &Criterion, all: &[&Criterion]) -> String {
        let title = criterion.title.get(self.catalogue.language());
        let same = |other: &&&Criterion| other.title.texts().any(|each| is_same(each, title));
        if all.iter().filter(same).count() > 1 { criterion.id.clone() } else { title.to_owned() }
    }

    /// The name, the id where two are called the same, the code in a blind contest.
    fn name(&self, entry: EntryIndex) -> String {
        let own = self.contest.entry(entry);
        if let (true, Some(code)) = (self.contest.rules.blind, self.contest.codes.get(&entry)) {
            return code.clone();
        }
        if self.names[&fold(own.name())] > 1 { own.id.to_string() } else { own.name().to_owned() }
    }

    fn scale(&self, scale: &MarkScale, judged: usize) -> String {
        let say = |key: &str, arguments: Vec<(&'static str, Argument)>| self.catalogue.text(key, &arguments);
        match scale {
            MarkScale::Range(range) => {
                let ends = vec![("lowest", (&range.lowest).into()), ("highest", (&range.highest).into())];
                if range.step == Score::integer(1) {
                    say("sheet-range", ends)
                } else {
                    say("sheet-range-by", [ends, vec![("step", (&range.step).into())]].concat())
                }
            }
            MarkScale::Places => say("sheet-places", vec![("count", judged.to_string().into())]),
            MarkScale::Points(points) => {
                let number = |points: &Score| self.catalogue.language().number(&points.shortest(6));
                let list: Vec<String> = points.iter().take(judged).map(number).collect();
                say("sheet-points", vec![("list", list.join("; ").into())])
            }
        }
    }

    fn text(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }
}
