//! Which files are sheets, of which stage, and whose.

use crate::contest::{Content, JurorIndex, Rules, Stage, StageIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::sheet::{Column, Heading, is_same};
use crate::source::Place;
use crate::validate::people::find_juror;
use crate::validate::scores::People;
use crate::validate::{Checker, table_name};

/// The folder of the sheets.
const SCORES: &str = "scores";

/// A file of sheets: its path, its stage, and in a stage's own folder the name that should be a juror's.
pub(super) struct SheetFile {
    pub(super) path: String,
    pub(super) stage: StageIndex,
    pub(super) name: Option<String>,
}

/// Whose a sheet is.
pub(super) enum Sheet {
    /// Of all jurors: a column says which.
    Nobodys,
    /// A juror's.
    Of(JurorIndex),
    /// It cannot be told, which is reported.
    Unknown,
}

/// The sheets in the folder; a file that is none is reported.
pub(super) fn sheet_files(checker: &mut Checker, rules: &Rules) -> Vec<SheetFile> {
    let with_marks = |index: &StageIndex| matches!(rules.stages[index.0].content, Content::Marks { .. });
    let known: Vec<&str> =
        rules.stage_indices().filter(with_marks).map(|stage| rules.stages[stage.0].id.as_str()).collect();
    let mut files = Vec::new();
    for path in checker.paths_below(SCORES) {
        let inside = path.strip_prefix("scores/").unwrap_or(&path);
        let Some(name) = table_name(inside) else {
            checker.stray(&path, inside, &known);
            continue;
        };
        let (stage, name) = name.split_once('/').map_or((name, None), |(stage, name)| (stage, Some(name)));
        match rules.find_stage(stage).filter(with_marks) {
            Some(stage) => files.push(SheetFile { path: path.clone(), stage, name: name.map(str::to_owned) }),
            // A text in the folder may be anything; its ending says that it was not taken for a sheet.
            None if !path.ends_with(".csv") => checker.stray(&path, inside, &known),
            None => checker.stray(&path, stage, &known),
        }
    }
    files
}

/// Whose the sheet is: whoever is named inside, else whom the file's name names. The two must not differ, and nor must
/// the stage that is named inside and the stage whose folder it is.
pub(super) fn juror(
    checker: &mut Checker,
    people: &People,
    file: &SheetFile,
    stage: &Stage,
    heading: Option<&Heading>,
) -> Sheet {
    let named = |text: &str| {
        let found = |juror: &crate::contest::Juror| juror.id == text || is_same(&juror.name, text);
        people.jury.iter().position(found).map(JurorIndex)
    };
    let by_file = file.name.as_deref().and_then(named);
    let titles: Vec<Title> = heading.map(titles).unwrap_or_default();
    let of = |column: Column| titles.iter().filter(move |title| title.label == column);
    let is_stage = |text: &str| stage.id == text || stage.title.texts().any(|title| is_same(title, text));
    if let Some(other) = of(Column::Stage).find(|title| !title.candidates().any(is_stage)) {
        another(checker, other, &stage.id);
        return Sheet::Unknown;
    }
    let inside = of(Column::Juror).find_map(|title| Some((title, title.candidates().find_map(named)?)));
    match (inside, by_file) {
        (Some((title, inside)), Some(by_file)) if inside != by_file => {
            another(checker, title, &people.jury[by_file.0].id);
            Sheet::Unknown
        }
        (Some((_, juror)), _) | (None, Some(juror)) => Sheet::Of(juror),
        (None, None) => match &file.name {
            None => Sheet::Nobodys,
            Some(name) => {
                let place = checker.file(&file.path);
                find_juror(checker, people.jury, name, place).map_or(Sheet::Unknown, Sheet::Of)
            }
        },
    }
}

fn another(checker: &mut Checker, title: &Title, expected: &str) {
    let fault = Diagnostic::new(Code::SheetOfAnother, title.place).with("found", title.value.as_str());
    checker.report(fault.with("expected", expected));
}

/// What is said of a sheet above its header: a label and a value.
struct Title {
    label: Column,
    value: String,
    place: Place,
}

impl Title {
    /// What the value may name: an id in parentheses behind a name, or all of it.
    fn candidates(&self) -> impl Iterator<Item = &str> {
        let inside = self.value.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
        inside.into_iter().chain(std::iter::once(self.value.as_str())).map(str::trim)
    }
}

/// The titles that name a stage or a juror, each label in a cell of its own or before a colon.
fn titles(heading: &Heading) -> Vec<Title> {
    let mut titles = Vec::new();
    for row in heading.titles() {
        let cells: Vec<(usize, &str)> = row.cells().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
        for (index, (column, cell)) in cells.iter().enumerate() {
            let (label, rest) = cell.split_once(':').unwrap_or((cell, ""));
            let Some(label) = Column::named(label, &[Column::Stage, Column::Juror]) else { continue };
            let value = match (rest.trim(), cells.get(index + 1)) {
                ("", Some((next, value))) => Some((*next, *value)),
                ("", None) => None,
                (own, _) => Some((*column, own)),
            };
            titles.extend(value.map(|(column, value)| Title {
                label,
                value: value.to_owned(),
                place: heading.place(row, column),
            }));
        }
    }
    titles
}
