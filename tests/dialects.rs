//! One contest, written in every way that programs write a table: the results are the same.
//!
//! The reference is the contest as plain CSV in UTF-8, and its scores are worked out by hand below: sums of two marks,
//! of three jurors the mean. Everything else must give the same fingerprint, which is of the whole result.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeSet;

use bayqau::report::{Beside, Report, build};
use bayqau::source::Files;
use bayqau::tally::{Scope, tally};
use bayqau::validate::{Amendments, Reading, check};
use rust_xlsxwriter::{Format, Formula, Workbook};

const RULES: &str = "format: 1
title: { kk: Байқау, ru: Конкурс, en: Contest }
language: kk
stages:
  - id: lesson
    title: { kk: Сабақ, ru: Урок, en: Lesson }
    questions: { juror: Сіздің аты-жөніңіз, participant: Кімді бағалайсыз? }
    criteria:
      - { id: content, title: { kk: Мазмұны, ru: Содержание, en: Content }, marks: 0-10 by 0.5 }
      - { id: speech, title: { kk: Сөйлеу мәнері, ru: Речь, en: Speech }, marks: 0-5 }
    ties: [ decide ]
";

const JURY: &str =
    "id;name;role\nj1;Сейтова Әсел Қуатқызы;chair\nj2;Омаров Ерлан Үсенұлы;member\nj3;Ким Людмила Ивановна;member\n";

const PARTICIPANTS: &str =
    "id;name\np01;Қайратқызы Әсел\np02;Мұратұлы Ғани\np03;Нұрланқызы Үміт\np04;Һамитқызы Іңкәр\n";

/// The marks of each juror for each entry, `content` and `speech`; none where the juror recused.
///
/// By hand: p01 = (12.5 + 11.5 + 13) / 3 = 37/3; p02 = (9 + 10.5) / 2 = 39/4; p03 = (15 + 14.5 + 15) / 3 = 89/6;
/// p04 = (0 + 3.5 + 4) / 3 = 5/2.
const MARKS: [[Option<(&str, &str)>; 4]; 3] = [
    [Some(("8.5", "4")), Some(("6", "3")), Some(("10", "5")), Some(("0", "0"))],
    [Some(("7.5", "4")), None, Some(("9.5", "5")), Some(("2.5", "1"))],
    [Some(("9", "4")), Some(("7.5", "3")), Some(("10", "5")), Some(("3", "1"))],
];

const SCORES: [(&str, &str); 4] = [("p03", "89/6"), ("p01", "37/3"), ("p02", "39/4"), ("p04", "5/2")];

const NAMES: [&str; 4] = ["Қайратқызы Әсел", "Мұратұлы Ғани", "Нұрланқызы Үміт", "Һамитқызы Іңкәр"];

const JURORS: [&str; 3] = ["Сейтова Әсел Қуатқызы", "Омаров Ерлан Үсенұлы", "Ким Людмила Ивановна"];

/// A table as cells.
type Cells = Vec<Vec<String>>;

fn report(files: &Files) -> Report {
    let checked = check(files, Reading { until: None, amendments: Amendments::All });
    let contest = checked.contest.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
    let counted = tally(&contest, scope).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(counted.gaps, []);
    let beside = Beside::of(&contest, &counted, &checked.sources, &checked.diagnostics);
    build(&contest, &counted, beside).in_memory()
}

fn folder(sheets: impl IntoIterator<Item = (String, Vec<u8>)>) -> Files {
    let fixed = [("contest.yaml", RULES), ("jury.csv", JURY), ("participants.csv", PARTICIPANTS)];
    let fixed = fixed.map(|(path, text)| (path.to_owned(), text.as_bytes().into()));
    fixed.into_iter().chain(sheets.into_iter().map(|(path, bytes)| (path, bytes.into()))).collect()
}

/// The sheet of a juror: ids and titles as `said` has them, marks with a point.
fn wide(juror: usize, header: [&str; 3], names: [&str; 4]) -> Cells {
    let mut cells = vec![header.map(str::to_owned).to_vec()];
    for (entry, marks) in MARKS[juror].iter().enumerate() {
        let (content, speech) = marks.unwrap_or(("бас тартты", "бас тартты"));
        cells.push(vec![names[entry].to_owned(), content.to_owned(), speech.to_owned()]);
    }
    cells
}

const IDS: [&str; 4] = ["p01", "p02", "p03", "p04"];

const HEADERS: [[&str; 3]; 3] = [
    ["participant", "content", "speech"],
    ["Қатысушы", "Мазмұны", "Сөйлеу мәнері"],
    ["Участник", "Содержание (0–10)", "Речь"],
];

/// How a text is written.
#[derive(Clone, Copy)]
struct Dialect {
    delimiter: &'static str,
    comma: bool,
    line_end: &'static str,
    /// Blank lines between the rows.
    airy: bool,
    /// Every cell in quotes.
    quoted: bool,
    /// Empty columns behind the last.
    trailing: bool,
    /// A first line that names the delimiter.
    says: bool,
    /// Rows of titles above the header.
    titled: bool,
}

const PLAIN: Dialect = Dialect {
    delimiter: ";",
    comma: false,
    line_end: "\n",
    airy: false,
    quoted: false,
    trailing: false,
    says: false,
    titled: false,
};

impl Dialect {
    fn write(self, cells: &Cells) -> String {
        let mut lines = Vec::new();
        lines.extend(self.says.then(|| format!("sep={}", self.delimiter)));
        if self.titled {
            let rest = self.delimiter.repeat(cells[0].len() - 1);
            lines.push(format!("Бағалау парағы{rest}"));
            lines.push(
                format!("Сабақ кезеңі, 2025 жылғы 30 қазан{rest}")
                    .replace(',', if self.delimiter == "," { "" } else { "," }),
            );
        }
        for row in cells {
            let cell = |cell: &String| {
                let text = if self.comma { cell.replace('.', ",") } else { cell.clone() };
                if self.quoted || text.contains(self.delimiter) { format!("\"{text}\"") } else { text }
            };
            let mut line = row.iter().map(cell).collect::<Vec<_>>().join(self.delimiter);
            if self.trailing {
                line.push_str(&self.delimiter.repeat(3));
            }
            lines.push(line);
            lines.extend(self.airy.then(String::new));
        }
        lines.iter().flat_map(|line| [line.as_str(), self.line_end]).collect()
    }
}

/// How a text is encoded.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16Big,
    Utf16Unmarked,
    Kz1048,
}

const ENCODINGS: [Encoding; 6] = [
    Encoding::Utf8,
    Encoding::Utf8Marked,
    Encoding::Utf16Little,
    Encoding::Utf16Big,
    Encoding::Utf16Unmarked,
    Encoding::Kz1048,
];

impl Encoding {
    fn encode(self, text: &str) -> Vec<u8> {
        let units = |mark: &str, bytes: fn(u16) -> [u8; 2]| {
            mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        match self {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8Marked => format!("\u{feff}{text}").into_bytes(),
            Encoding::Utf16Little => units("\u{feff}", u16::to_le_bytes),
            Encoding::Utf16Big => units("\u{feff}", u16::to_be_bytes),
            Encoding::Utf16Unmarked => units("", u16::to_le_bytes),
            Encoding::Kz1048 => text.chars().map(kz1048).collect(),
        }
    }
}

/// The byte of a letter: STRK1048-2002.
fn kz1048(letter: char) -> u8 {
    const KAZAKH: [(char, u8); 16] = [
        ('Қ', 0x8D),
        ('Һ', 0x8E),
        ('қ', 0x9D),
        ('һ', 0x9E),
        ('Ұ', 0xA1),
        ('ұ', 0xA2),
        ('Ә', 0xA3),
        ('Ө', 0xA5),
        ('Ғ', 0xAA),
        ('Ү', 0xAF),
        ('ө', 0xB4),
        ('ғ', 0xBA),
        ('ә', 0xBC),
        ('Ң', 0xBD),
        ('ң', 0xBE),
        ('ү', 0xBF),
    ];
    match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xC0).unwrap(),
        'І' => 0xB2,
        'і' => 0xB3,
        '–' => 0x96,
        _ if letter.is_ascii() => u8::try_from(letter).unwrap(),
        _ => KAZAKH.iter().find(|(each, _)| *each == letter).unwrap().1,
    }
}

/// The folder with the three sheets written in one way.
fn texts(dialect: Dialect, encoding: Encoding, ending: &str) -> Files {
    folder((0..3).map(|juror| {
        let names = if juror == 0 { IDS } else { NAMES };
        let text = dialect.write(&wide(juror, HEADERS[juror], names));
        (format!("scores/lesson/j{}.{ending}", juror + 1), encoding.encode(&text))
    }))
}

fn reference() -> Report {
    report(&texts(PLAIN, Encoding::Utf8, "csv"))
}

#[test]
fn the_reference_is_what_was_worked_out_by_hand() {
    let report = reference();
    let fields = &report.ranking.as_ref().unwrap().fields;
    let standings = fields.iter().flat_map(|field| &field.standings);
    let scores: Vec<(String, String)> =
        standings.map(|each| (each.participant.clone(), each.exact.clone().unwrap())).collect();
    assert_eq!(scores, SCORES.map(|(entry, score)| (entry.to_owned(), score.to_owned())));
}

#[test]
fn every_text_gives_the_same_results() {
    let expected = reference().fingerprint;
    let mut written = BTreeSet::new();
    for encoding in ENCODINGS {
        for delimiter in [";", ",", "\t"] {
            for (comma, line_end) in [(false, "\n"), (true, "\r\n")] {
                let plain = Dialect { delimiter, comma, line_end, ..PLAIN };
                let variants = [
                    plain,
                    Dialect { airy: true, trailing: true, ..plain },
                    Dialect { quoted: true, titled: true, ..plain },
                    Dialect { says: true, ..plain },
                ];
                for dialect in variants {
                    let files = texts(dialect, encoding, "csv");
                    written.insert(files["scores/lesson/j2.csv"].to_vec());
                    assert_eq!(
                        report(&files).fingerprint,
                        expected,
                        "{encoding:?} {:?}",
                        dialect.write(&wide(1, HEADERS[1], NAMES))
                    );
                }
            }
        }
    }
    assert_eq!(written.len(), 6 * 3 * 2 * 4, "every one is another file");
}

#[test]
fn a_text_may_have_any_ending_that_programs_give_it() {
    let expected = reference().fingerprint;
    for ending in ["CSV", "tsv", "txt"] {
        assert_eq!(
            report(&texts(Dialect { delimiter: "\t", ..PLAIN }, Encoding::Utf16Little, ending)).fingerprint,
            expected
        );
    }
}

#[test]
fn a_russian_sheet_in_the_page_of_windows_is_read() {
    let mut files = texts(PLAIN, Encoding::Utf8, "csv");
    let cells = wide(2, HEADERS[2], IDS);
    files
        .insert("scores/lesson/j3.csv".to_owned(), PLAIN.write(&cells).chars().map(kz1048).collect::<Vec<u8>>().into());
    assert_eq!(report(&files).fingerprint, reference().fingerprint);
}

#[test]
fn long_tables_and_forms_give_the_same_results() {
    let expected = reference().fingerprint;
    let mut long = vec![["juror", "participant", "criterion", "mark"].map(str::to_owned).to_vec()];
    let mut form = vec![
        ["Отметка времени", "Сіздің аты-жөніңіз", "Кімді бағалайсыз?", "Мазмұны", "Сөйлеу мәнері"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let mut english = vec![
        ["Timestamp", "Juror", "Participant", "Rate the lesson [Content]", "Rate the lesson [Speech]"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let titles = |entry: &str| ["Мазмұны", "Сөйлеу мәнері"].map(|title| format!("{title} [{entry}]"));
    let turned = |entry: &str| ["Content", "Speech"].map(|title| format!("{entry} [{title}]"));
    let head = ["Timestamp", "Juror"].map(str::to_owned).to_vec();
    let mut grid = vec![[head.clone(), NAMES.into_iter().flat_map(titles).collect()].concat()];
    let mut by_entry = vec![[head, NAMES.into_iter().flat_map(turned).collect()].concat()];
    for (juror, name) in JURORS.into_iter().enumerate() {
        let mut answer = vec![format!("2024/11/12 3:3{juror}:21 PM GMT+5"), name.to_owned()];
        for (entry, marks) in MARKS[juror].iter().enumerate() {
            let (content, speech) = marks.unwrap_or(("recused", "recused"));
            let id = format!("j{}", juror + 1);
            for (criterion, mark) in [("content", content), ("Речь", speech)] {
                long.push([&id, IDS[entry], criterion, mark].map(str::to_owned).to_vec());
            }
            form.push(
                [&format!("12.11.2024 15:33:2{entry}"), name, NAMES[entry], content, speech]
                    .map(str::to_owned)
                    .to_vec(),
            );
            english.push([&answer[0], name, NAMES[entry], content, speech].map(str::to_owned).to_vec());
            answer.extend([content.to_owned(), speech.to_owned()]);
        }
        grid.push(answer.clone());
        by_entry.push(answer);
    }
    for cells in [long, form, english, grid, by_entry] {
        for (delimiter, comma) in [(",", false), (";", true)] {
            let dialect = Dialect { delimiter, comma, ..PLAIN };
            let sheet = dialect.write(&cells).into_bytes();
            let files = folder([("scores/lesson.csv".to_owned(), sheet)]);
            assert_eq!(report(&files).fingerprint, expected, "{:?}", cells[0]);
        }
        let files = folder([("scores/lesson.xlsx".to_owned(), workbook(&cells, Cell::Typed))]);
        assert_eq!(report(&files).fingerprint, expected, "{:?}", cells[0]);
    }
}

#[test]
fn a_long_table_may_be_one_jurors() {
    let files = folder((0..3).map(|juror| {
        let mut cells = vec![["participant", "criterion", "mark"].map(str::to_owned).to_vec()];
        for (entry, marks) in MARKS[juror].iter().enumerate() {
            let (content, speech) = marks.unwrap_or(("recused", "recused"));
            cells.push([IDS[entry], "content", content].map(str::to_owned).to_vec());
            cells.push([IDS[entry], "speech", speech].map(str::to_owned).to_vec());
        }
        (format!("scores/lesson/j{}.csv", juror + 1), PLAIN.write(&cells).into_bytes())
    }));
    assert_eq!(report(&files).fingerprint, reference().fingerprint);
}

/// How the cells of a workbook are written.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// Marks as numbers.
    Typed,
    /// Marks as texts.
    Text,
    /// Marks as formulas with their results, under merged titles, the table not in the corner.
    Formula,
}

fn workbook(cells: &Cells, kind: Cell) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (top, left) = match kind {
        Cell::Typed | Cell::Text => (0, 0),
        Cell::Formula => {
            sheet.merge_range(1, 1, 1, 3, "Бағалау парағы", &Format::new()).unwrap();
            (4, 1)
        }
    };
    for (row, line) in (top..).zip(cells) {
        for (column, cell) in (left..).zip(line) {
            match (cell.parse::<f64>(), kind) {
                (Ok(number), Cell::Typed) => sheet.write(row, column, number).unwrap(),
                (Ok(number), Cell::Formula) => {
                    let formula = Formula::new(format!("={number}+0")).set_result(number.to_string());
                    sheet.write(row, column, formula).unwrap()
                }
                (Ok(_), Cell::Text) | (Err(_), _) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn every_workbook_gives_the_same_results() {
    let expected = reference().fingerprint;
    for kind in [Cell::Typed, Cell::Text, Cell::Formula] {
        let files = folder((0..3).map(|juror| {
            let bytes = workbook(&wide(juror, HEADERS[juror], NAMES), kind);
            (format!("scores/lesson/j{}.xlsx", juror + 1), bytes)
        }));
        assert_eq!(report(&files).fingerprint, expected, "{kind:?}");
    }
}

/// The three sheets as LibreOffice Calc saves them: `tests/data/libreoffice/README.md` says how they were made.
#[test]
fn what_libreoffice_saves_gives_the_same_results() {
    let expected = reference().fingerprint;
    for ending in ["ods", "xlsx", "csv"] {
        let files = folder((1..=3).map(|juror| {
            let path = format!("{}/tests/data/libreoffice/j{juror}.{ending}", env!("CARGO_MANIFEST_DIR"));
            (format!("scores/lesson/j{juror}.{ending}"), std::fs::read(path).unwrap())
        }));
        assert_eq!(report(&files).fingerprint, expected, "{ending}");
    }
}

#[test]
fn every_other_table_may_be_a_workbook_too() {
    let mut files = texts(PLAIN, Encoding::Utf8, "csv");
    for (name, text) in [("jury", JURY), ("participants", PARTICIPANTS)] {
        files.remove(&format!("{name}.csv"));
        let cells: Cells = text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        files.insert(format!("{name}.xlsx"), workbook(&cells, Cell::Text).into());
    }
    assert_eq!(report(&files).fingerprint, reference().fingerprint);
}
