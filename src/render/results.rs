//! The results of a contest: for a terminal, as Markdown, as CSV.

use crate::language::{Catalogue, Language};
use crate::render::delimited::RowsInMemory;
use crate::render::table::{Align, TextTable, wrap};
use crate::render::template::escape_markdown;
use crate::report::{FieldView, Line, Report, ResultRow, Sentences, StageView, StandingView, Stretch};

/// The results as tables of a terminal that is `width` columns wide.
#[must_use]
pub fn to_terminal(report: &Report, language: Language, width: u16) -> String {
    let catalogue = Catalogue::new(language);
    let writer = Writer { report, catalogue: &catalogue, say: Sentences::new(report, &catalogue) };
    let mut parts = vec![report.contest.title.get(language).to_owned() + "\n"];
    parts.extend(writer.tables().iter().map(|table| table.draw(width)));
    for (title, lines) in writer.lists() {
        let lines: Vec<String> = lines.iter().map(|line| wrap(&joined(line), width)).collect();
        parts.push(format!("{title}\n{}\n", lines.join("\n")));
    }
    parts.join("\n")
}

/// The results as Markdown.
#[must_use]
pub fn to_markdown(report: &Report, language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let writer = Writer { report, catalogue: &catalogue, say: Sentences::new(report, &catalogue) };
    let mut parts = vec![format!("# {}\n", escape_markdown(report.contest.title.get(language)))];
    parts.extend(writer.tables().iter().map(|table| table.to_markdown(2)));
    for (title, lines) in writer.lists() {
        let lines: String = lines.iter().map(|line| format!("- {}\n", escape_markdown(&joined(line)))).collect();
        parts.push(format!("## {}\n\n{lines}", escape_markdown(&title)));
    }
    parts.join("\n")
}

/// The names of the columns of [`ResultRows`]; the same in every language.
const RESULT_COLUMNS: [&str; 14] = [
    "stage",
    "within",
    "place",
    "participant",
    "name",
    "organisation",
    "track",
    "state",
    "score",
    "exact",
    "tied",
    "passed",
    "awards",
    "nominations",
];

/// Where whom a row names stands among these, and the name behind it.
const PARTICIPANT_COLUMN: usize = 3;

/// Some of the rows of the results as CSV.
#[derive(Default)]
pub struct ResultRows(RowsInMemory);

impl ResultRows {
    /// The header.
    #[must_use]
    pub fn with_header() -> Self {
        let mut rows = ResultRows::default();
        rows.0.add(&RESULT_COLUMNS);
        rows
    }

    /// The text.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl Stretch for ResultRows {
    fn add(&mut self, row: &ResultRow, is_like_last: bool) {
        if !(is_like_last && self.0.add_like_last(PARTICIPANT_COLUMN, &[row.participant, row.name])) {
            self.0.add(&result_row(row));
        }
    }
}

fn result_row<'r>(row: &ResultRow<'r>) -> [&'r str; 14] {
    let word = |is: bool| if is { "true" } else { "false" };
    [
        row.stage,
        row.within,
        row.place,
        row.participant,
        row.name,
        row.organisation,
        row.track,
        row.state,
        row.score,
        row.exact,
        word(row.tied),
        row.passed.map_or("", word),
        row.awards,
        row.nominations,
    ]
}

/// The name, what is said, and the notes behind it, which are sentences.
fn joined(line: &Line) -> String {
    let named = if line.name.is_empty() { line.text.clone() } else { format!("{}: {}", line.name, line.text) };
    if line.notes.is_empty() { named } else { format!("{named}. {}", line.notes.join(" ")) }
}

struct Writer<'w> {
    report: &'w Report,
    catalogue: &'w Catalogue,
    say: Sentences<'w>,
}

impl Writer<'_> {
    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    fn tables(&self) -> Vec<TextTable> {
        let fields = |stage| self.fields(stage);
        self.report.all_stages().flat_map(fields).collect()
    }

    fn fields(&self, stage: &StageView) -> Vec<TextTable> {
        stage.fields.iter().map(|field| self.field(stage, field)).collect()
    }

    fn field(&self, stage: &StageView, field: &FieldView) -> TextTable {
        let language = self.catalogue.language();
        let is_ranking = self.report.ranking.as_ref().is_some_and(|ranking| ranking.id == stage.id);
        let number =
            |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), |text| language.number(text));
        let verdict = |standing: &StandingView| {
            let held = self.report.awards.iter().filter(|award| award.holders.contains(&standing.participant));
            let held = held.map(|award| award.title.get(language).to_owned()).filter(|_| is_ranking);
            let own = Some(self.say.verdict(standing)).filter(|verdict| !verdict.is_empty());
            own.into_iter().chain(held).collect::<Vec<_>>().join(", ")
        };
        let row = |standing: &StandingView| {
            vec![
                number(&standing.place),
                standing.name.clone(),
                standing.organisation.clone(),
                number(&standing.score),
                verdict(standing),
            ]
        };
        let title = stage.title.get(language);
        TextTable {
            title: field.within.as_ref().map_or_else(|| title.to_owned(), |within| format!("{title}: {within}")),
            columns: vec![
                (self.plain("column-place"), Align::Right),
                (self.plain("column-name"), Align::Left),
                (self.plain("column-organisation"), Align::Left),
                (self.plain("column-total"), Align::Right),
                (self.plain("column-verdict"), Align::Left),
            ],
            rows: field.standings.iter().map(row).collect(),
        }
    }

    /// Awards, nominations, what is open; only those that say anything.
    fn lists(&self) -> Vec<(String, Vec<Line>)> {
        let report = self.report;
        let open = |open| Line { name: String::new(), text: self.say.open(open), notes: Vec::new() };
        let lists = [
            (self.plain("awards-label"), report.awards.iter().map(|award| self.say.award(award)).collect()),
            (
                self.plain("nominations-label"),
                report.nominations.iter().map(|each| self.say.nomination(each)).collect(),
            ),
            (self.plain("preliminary"), report.why_not_final.iter().map(open).collect::<Vec<Line>>()),
        ];
        lists.into_iter().filter(|(_, lines): &(String, Vec<Line>)| !lines.is_empty()).collect()
    }
}
