//! A contest that nobody has held: the smallest folder in which rules can be tried.

use std::collections::{BTreeMap, BTreeSet};

use crate::contest::{Content, Criterion, MarkScale, Rules, StageIndex};
use crate::rehearsal::setting::{Seat, Setting};
use crate::score::Score;
use crate::source::Files;

/// How many enter and how many judge; the first of the jury is its chair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    /// The entries.
    pub entries: usize,
    /// The jurors.
    pub jurors: usize,
}

/// A contest in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// How many take part.
    pub size: Size,
    /// The marks by stage, entry and juror; one for each criterion of the entries' track, the same in every attempt.
    pub marks: Vec<Vec<Vec<Vec<Score>>>>,
    /// A juror who took no part in judging an entry.
    pub away: Option<Away>,
    /// Votes: nomination, juror, entry.
    pub ballots: Vec<(usize, usize, usize)>,
    /// How many of the jury came to the sitting, where there was one.
    pub present: Option<usize>,
}

/// A juror who gives an entry no mark in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// The stage.
    pub stage: StageIndex,
    /// The entry.
    pub entry: usize,
    /// The juror.
    pub juror: usize,
    /// Whether the juror was not there; else stood back.
    pub is_absent: bool,
}

impl Away {
    /// The word in the sheet, where this is the cell.
    fn word(self, stage: StageIndex, entry: usize, juror: usize) -> Option<&'static str> {
        let is_here = (self.stage, self.entry, self.juror) == (stage, entry, juror);
        is_here.then_some(if self.is_absent { "absent" } else { "recused" })
    }
}

impl Size {
    /// So many of each.
    #[must_use]
    pub fn new(entries: usize, jurors: usize) -> Self {
        Size { entries, jurors }
    }
}

impl Example {
    /// The contest as a folder that every command reads.
    ///
    /// Without the rules resolved there are no sheets in it. `taking_part` says for each stage which entries have rows;
    /// without it all have.
    #[must_use]
    pub fn files(&self, setting: &Setting, rules: Option<&Rules>, taking_part: Option<&[BTreeSet<usize>]>) -> Files {
        let seats = setting.seats(self.size);
        let takes_part = |stage: StageIndex, entry: usize| taking_part.is_none_or(|all| all[stage.0].contains(&entry));
        let mut texts: BTreeMap<String, String> = BTreeMap::from([
            ("contest.yaml".to_owned(), setting.text().to_owned()),
            ("jury.csv".to_owned(), jury(&seats)),
            ("participants.csv".to_owned(), setting.participants(self.size)),
        ]);
        let blind = setting.definition().blind;
        if blind {
            let line = |entry| format!("{};{}\n", letter(entry).to_lowercase(), code(entry));
            let lines: String = (0..self.size.entries).map(line).collect();
            texts.insert("blind.csv".to_owned(), format!("participant;code\n{lines}"));
        }
        let written = setting.definition();
        for (index, stage) in written.stages.iter().chain(&written.ranking).enumerate() {
            let takes_part = |entry: &usize| taking_part.is_none_or(|all| all[index].contains(entry));
            let entries: Vec<usize> = (0..self.size.entries).filter(takes_part).collect();
            if !stage.numbers.is_empty() && !entries.is_empty() {
                texts.insert(format!("numbers/{}.csv", stage.id.value), setting.numbers(stage, &entries));
            }
        }
        let Some(rules) = rules else { return bytes(texts) };
        for index in rules.stage_indices() {
            let stage = &rules.stages[index.0];
            let entries: Vec<usize> = (0..self.size.entries).filter(|entry| takes_part(index, *entry)).collect();
            if entries.is_empty() {
                continue;
            }
            if let Content::Marks { criteria, attempts } = &stage.content {
                for (juror, seat) in seats.iter().enumerate() {
                    let sheet = Sheet { criteria, attempts: *attempts, track: setting.track(), blind };
                    let rows = entries.iter().map(|entry| {
                        let word = self.away.and_then(|away| away.word(index, *entry, juror));
                        let marks = || Ok(self.marks[index.0][*entry][juror].as_slice());
                        (*entry, word.map_or_else(marks, Err))
                    });
                    texts.insert(format!("scores/{}/{}.csv", stage.id, seat.id), sheet.text(rows));
                }
            }
        }
        let decided = rules.stage_indices().filter(|stage| setting.decides_who_passes(&rules.stages[stage.0].id));
        let decisions: String = decided
            .map(|stage| {
                let entries: Vec<String> =
                    (0..self.size.entries).filter(|entry| takes_part(stage, *entry)).map(id).collect();
                format!("2025-01-15;pass;{};{};jury\n", rules.stages[stage.0].id, entries.join(" "))
            })
            .collect();
        if !decisions.is_empty() {
            texts.insert("decisions.csv".to_owned(), format!("date;decision;about;entries;by\n{decisions}"));
        }
        for (nomination, own) in rules.nominations.iter().enumerate() {
            let votes = self.ballots.iter().filter(|(of, _, _)| *of == nomination);
            let votes: String =
                votes.map(|(_, juror, entry)| format!("{};{}\n", seats[*juror].id, id(*entry))).collect();
            if !votes.is_empty() {
                texts.insert(format!("ballots/{}.csv", own.id), format!("juror;participant\n{votes}"));
            }
        }
        if let Some(present) = self.present {
            let here: Vec<&str> = seats.iter().take(present).map(|seat| seat.id.as_str()).collect();
            let line = format!("ranking;1;2025-01-15;{}\n", here.join(" "));
            texts.insert("sittings.csv".to_owned(), format!("stage;number;date;present\n{line}"));
        }
        bytes(texts)
    }

    /// How much a reader has to take in: changes of mark inside a sheet's row, and rows that differ.
    #[must_use]
    pub fn weight(&self) -> (usize, usize) {
        let rows = || self.marks.iter().flatten().flatten();
        let changes = rows().map(|row| row.windows(2).filter(|pair| pair[0] != pair[1]).count()).sum();
        let different = rows().collect::<BTreeSet<_>>().len();
        (changes, different)
    }
}

fn bytes(texts: BTreeMap<String, String>) -> Files {
    texts.into_iter().map(|(path, text)| (path, text.into())).collect()
}

/// The letter that names an entry: A, B, C.
#[must_use]
pub fn letter(entry: usize) -> String {
    let letters: Vec<char> = ('A'..='Z').collect();
    let letter = letters[entry % letters.len()];
    if entry < letters.len() { letter.to_string() } else { format!("{letter}{}", entry / letters.len() + 1) }
}

/// The id of an entry.
#[must_use]
pub fn id(entry: usize) -> String {
    letter(entry).to_lowercase()
}

/// The code of an entry where jurors see no names.
fn code(entry: usize) -> usize {
    1001 + entry
}

fn jury(seats: &[Seat]) -> String {
    let line = |seat: &Seat| {
        let role = if seat.chair { "chair" } else { "member" };
        format!("{0};{0};{role};{1}\n", seat.id, seat.panel.as_deref().unwrap_or(""))
    };
    let lines: String = seats.iter().map(line).collect();
    format!("id;name;role;panel\n{lines}")
}

/// What a juror's sheet of a stage looks like.
struct Sheet<'s> {
    criteria: &'s [Criterion],
    attempts: usize,
    track: &'s str,
    blind: bool,
}

impl Sheet<'_> {
    /// The sheet with a row for each entry, and attempt: its marks, or the word that stands for them.
    fn text<'m>(&self, rows: impl Iterator<Item = (usize, Result<&'m [Score], &'static str>)>) -> String {
        let ids: Vec<&str> = self.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        let attempt = if self.attempts > 1 { ";attempt" } else { "" };
        let mut text = format!("participant{attempt};{}\n", ids.join(";"));
        for (entry, marks) in rows {
            let name = if self.blind { code(entry).to_string() } else { id(entry) };
            let mut own = marks.map(|marks| marks.iter());
            let cells = self.criteria.iter().map(|criterion| match (&mut own, criterion.is_for(self.track)) {
                (_, false) => "-".to_owned(),
                (Err(word), true) => (*word).to_owned(),
                (Ok(marks), true) => marks.next().map(written).unwrap_or_default(),
            });
            let cells = cells.collect::<Vec<_>>().join(";");
            for attempt in 1..=self.attempts {
                let attempt = if self.attempts > 1 { format!(";{attempt}") } else { String::new() };
                text += &format!("{name}{attempt};{cells}\n");
            }
        }
        text
    }
}

/// A mark in its digits.
#[must_use]
pub fn written(mark: &Score) -> String {
    mark.exact_digits().map_or_else(|| mark.to_string(), |digits| mark.decimal(digits))
}

/// The marks of a scale that examples are made of, at most five, the highest first.
#[must_use]
pub fn levels(scale: &MarkScale) -> Vec<Score> {
    const MOST: usize = 5;
    match scale {
        MarkScale::Range(range) => {
            let steps = (&(&range.highest - &range.lowest) / &range.step).floor().unwrap_or(0);
            let count = (steps + 1).min(MOST);
            let at = |level: usize| {
                let step = if count > 1 { steps * level / (count - 1) } else { 0 };
                &range.lowest + &(&range.step * &Score::from(step))
            };
            (0..count).rev().map(at).collect()
        }
        // What is dealt out stands for an order: the level alone says who is ahead.
        MarkScale::Places | MarkScale::Points(_) => (0..MOST).map(Score::from).collect(),
    }
}

/// Deals out places, or points, to the entries of a juror in the order of their levels.
#[must_use]
pub fn dealt(scale: &MarkScale, levels: &[Score]) -> Vec<Score> {
    match scale {
        MarkScale::Range(_) => levels.to_vec(),
        MarkScale::Places | MarkScale::Points(_) => {
            let mut order: Vec<usize> = (0..levels.len()).collect();
            order.sort_by(|one, other| levels[*one].cmp(&levels[*other]).then(one.cmp(other)));
            let mut dealt = vec![Score::integer(0); levels.len()];
            for (place, entry) in order.into_iter().enumerate() {
                dealt[entry] = match scale {
                    MarkScale::Points(points) => points.get(place).cloned().unwrap_or(Score::integer(0)),
                    MarkScale::Range(_) | MarkScale::Places => Score::from(place + 1),
                };
            }
            dealt
        }
    }
}

/// Marks for people, equal neighbours taken together: `3 ×8`, `3 2 ×7`.
#[must_use]
pub fn runs(marks: &[Score], number: impl Fn(&str) -> String) -> String {
    let runs = marks.chunk_by(|one, other| one == other);
    let run = |run: &[Score]| match run.len() {
        1 => number(&written(&run[0])),
        length => format!("{} ×{length}", number(&written(&run[0]))),
    };
    runs.map(run).collect::<Vec<_>>().join(" ")
}
