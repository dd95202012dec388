//! A rehearsal in the words of a language: what a person reads and a script takes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::definition::Change;
use crate::language::{Argument, Catalogue, Title};
use crate::rehearsal::{Cell, Column, Finding, Line, Rehearsal, Shown, letter, runs};
use crate::score::Score;
use crate::source::Content;

/// What came of a rehearsal.
#[derive(Clone, Debug, Serialize)]
pub struct RehearsalView {
    /// The version of this form.
    pub format: u32,
    /// What is open.
    pub findings: Vec<FindingView>,
    /// What would be open if the commission had not chosen the lines itself.
    pub settled: Vec<FindingView>,
    /// The lines that are the commission's own choice.
    pub chosen: Vec<RehearsalLineView>,
    /// The lines that leave a case to the jury.
    pub left_to_jury: Vec<RehearsalLineView>,
}

/// A situation that the rules leave undecided, or decide strangely.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// What it is, the same in every language.
    pub kind: &'static str,
    /// What it is, in words.
    pub sentence: String,
    /// The lines that lead to it.
    pub lines: Vec<RehearsalLineView>,
    /// The smallest example: headers.
    pub columns: Vec<String>,
    /// The smallest example: rows as wide as the headers.
    pub rows: Vec<Vec<String>>,
    /// The lines of `contest.yaml` that settle it.
    pub settle: Vec<String>,
    /// The same as changes of single lines.
    pub changes: Vec<SettlementView>,
    /// The folders that were counted, a reading each.
    pub folders: Vec<FolderView>,
}

/// A line of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RehearsalLineView {
    /// Its path: `stages/portfolio/pass`.
    pub path: String,
    /// Where it stands, or the nearest line around it: `contest.yaml:12`.
    pub line: String,
}

/// Another value for a line of the rules.
#[derive(Clone, Debug, Serialize)]
pub struct SettlementView {
    /// The line.
    pub path: String,
    /// What stands there then; null if it is taken out.
    pub value: Option<String>,
}

/// An example as a folder.
#[derive(Clone, Debug, Serialize)]
pub struct FolderView {
    /// How the rules are read in it.
    pub reading: &'static str,
    /// The texts of its files by path.
    pub files: BTreeMap<String, String>,
}

impl RehearsalView {
    /// The rehearsal in the language of the catalogue.
    #[must_use]
    pub fn new(rehearsal: &Rehearsal, catalogue: &Catalogue) -> Self {
        let say = Say { catalogue };
        let all = |findings: &[Finding]| findings.iter().map(|finding| say.finding(finding)).collect();
        RehearsalView {
            format: 1,
            findings: all(&rehearsal.findings),
            settled: all(&rehearsal.settled),
            chosen: lines(&rehearsal.chosen),
            left_to_jury: lines(&rehearsal.left_to_jury),
        }
    }
}

fn lines(lines: &[Line]) -> Vec<RehearsalLineView> {
    lines.iter().map(|line| RehearsalLineView { path: line.path.clone(), line: line.place.clone() }).collect()
}

struct Say<'c> {
    catalogue: &'c Catalogue,
}

impl Say<'_> {
    fn plain(&self, key: &str) -> String {
        self.catalogue.text(&format!("rehearsal-{key}"), &vec![])
    }

    fn number(&self, text: &str) -> String {
        self.catalogue.language().number(text)
    }

    fn finding(&self, finding: &Finding) -> FindingView {
        let (columns, rows) = match finding.shown {
            Shown::Marks => self.marks(finding),
            Shown::Votes => self.votes(finding),
            Shown::Presence => self.presence(finding),
        };
        let change = |change: &Change| SettlementView { path: change.path.clone(), value: change.value.clone() };
        FindingView {
            kind: finding.kind.slug(),
            sentence: self.catalogue.text(&format!("rehearsal-{}", finding.kind.slug()), &finding.about),
            lines: lines(&finding.lines),
            columns,
            rows,
            settle: finding.settle_lines.clone(),
            changes: finding.settle.iter().map(change).collect(),
            folders: finding.columns.iter().map(folder).collect(),
        }
    }

    /// The marks of every entry, and what comes of it.
    fn marks(&self, finding: &Finding) -> (Vec<String>, Vec<Vec<String>>) {
        let language = self.catalogue.language();
        let jurors: Vec<String> = (1..=finding.example.size.jurors).map(|juror| juror.to_string()).collect();
        let jurors = jurors.join(" / ");
        let sheet = |title: &Title| {
            let count = finding.example.size.jurors.into();
            let arguments = vec![("stage", title.into()), ("count", count), ("jurors", jurors.as_str().into())];
            self.catalogue.text("rehearsal-marks", &arguments)
        };
        let mut columns = vec![self.plain("entry")];
        columns.extend(finding.sheets.iter().map(|(_, title)| sheet(title)));
        let reading = |column: &Column| self.plain(&format!("reading-{}", column.reading.word()));
        columns.extend(finding.columns.iter().map(reading));
        let row = |entry: usize| {
            let mut row = vec![letter(entry)];
            for (stage, _) in &finding.sheets {
                let of_juror = |(juror, marks): (usize, &Vec<Score>)| {
                    let away = finding.example.away;
                    if away.is_some_and(|away| (away.stage, away.entry, away.juror) == (*stage, entry, juror)) {
                        let all = runs(marks, |text| language.number(text));
                        // A table of both counts shows the marks that the juror would have given.
                        return match finding.columns.len() {
                            1 => self.plain("recused"),
                            _ => format!("({all})"),
                        };
                    }
                    runs(marks, |text| language.number(text))
                };
                let own = &finding.example.marks[stage.0][entry];
                row.push(own.iter().enumerate().map(of_juror).collect::<Vec<_>>().join(" / "));
            }
            row.extend(finding.columns.iter().map(|column| self.cell(&column.cells[entry])));
            row
        };
        (columns, (0..finding.example.size.entries).map(row).collect())
    }

    fn cell(&self, cell: &Cell) -> String {
        if cell.refused {
            return self.plain("refused");
        }
        let language = self.catalogue.language();
        let mut parts = Vec::new();
        parts.extend(cell.score.as_ref().map(|score| self.number(&score.shortest(2))));
        parts.extend(cell.place.as_ref().map(|place| {
            let place = Argument::Text(self.number(&place.shortest(1)));
            self.catalogue.text("rehearsal-place", &vec![("place", place)])
        }));
        let passed = cell.passed.filter(|_| !cell.undecided);
        parts.extend(passed.map(|passed| self.plain(if passed { "passes" } else { "fails" })));
        parts.extend(cell.held.iter().map(|title| title.get(language).to_owned()));
        parts.extend(cell.undecided.then(|| self.plain("undecided")));
        if parts.is_empty() { "–".to_owned() } else { parts.join(", ") }
    }

    fn votes(&self, finding: &Finding) -> (Vec<String>, Vec<Vec<String>>) {
        let vote = |juror: usize| {
            let own = finding.example.ballots.iter().find(|(_, by, _)| *by == juror);
            own.map_or_else(|| "–".to_owned(), |(_, _, entry)| letter(*entry))
        };
        let row = |juror: usize| vec![(juror + 1).to_string(), vote(juror)];
        let columns = vec![self.plain("juror"), self.plain("vote")];
        (columns, (0..finding.example.size.jurors).map(row).collect())
    }

    fn presence(&self, finding: &Finding) -> (Vec<String>, Vec<Vec<String>>) {
        let present = finding.example.present.unwrap_or(0);
        let word = |juror: usize| self.plain(if juror < present { "present" } else { "absent" });
        let row = |juror: usize| vec![(juror + 1).to_string(), word(juror)];
        let columns = vec![self.plain("juror"), self.plain("presence")];
        (columns, (0..finding.example.size.jurors).map(row).collect())
    }
}

fn folder(column: &Column) -> FolderView {
    let text = |(path, content): (&String, &Content)| (path.clone(), String::from_utf8_lossy(content).into_owned());
    FolderView { reading: column.reading.word(), files: column.files.iter().map(text).collect() }
}
