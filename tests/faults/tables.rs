//! Tables as they arrive damaged: every kind of damage in every kind of file, and files that are no tables at all.

use bayqau::diagnostic::Code;
use rust_xlsxwriter::Workbook;

use crate::case::{Case, Files};

/// One juror, three entries, two criteria.
const SMALL: Files = &[
    (
        "contest.yaml",
        "format: 1\ntitle: A contest\nlanguage: en\nstages:\n  - id: work\n    criteria:\n      - { id: a, marks: 0-5 by 0.5 }\n\
         \x20     - { id: b, marks: 0-5 by 0.5 }\n    score: [ { criteria: sum }, { jurors: mean } ]\n",
    ),
    ("jury.csv", "id;name;role\nj1;Сейтова Әсел;chair\nj2;Омаров Ерлан;secretary\n"),
    ("participants.csv", "id;name\np01;Қайратқызы Әсел\np02;Мұратұлы Ғани\np03;Нұрланқызы Үміт\n"),
    ("scores/work/j1.csv", "participant;a;b\np01;4;3,5\np02;3;2\np03;5;1\n"),
];

const SHEET: &str = "scores/work/j1.csv";
const PARTICIPANTS: &str = "participants.csv";

pub fn cases() -> Vec<Case> {
    [damaged_cells(), files(), workbooks(), headers(), whose(), forms(), names()].into_iter().flatten().collect()
}

fn small(name: impl Into<String>) -> Case {
    Case::of(Box::leak(name.into().into_boxed_str()), SMALL)
}

/// The same sheet in six kinds of file; the place of the cell under `a` in the row of `p02` in each.
fn damaged_cells() -> Vec<Case> {
    let damages: [(&str, Code, &str); 12] = [
        ("", Code::BlankCell, "the cell is blank"),
        ("бес", Code::NotAMark, "“бес” is not a mark"),
        ("NaN", Code::NotAMark, "“NaN” is not a mark"),
        ("6", Code::MarkOutOfRange, "mark 6 is outside the range from 0 to 5"),
        ("2,3", Code::MarkOffStep, "mark 2,3 lies between two steps"),
        ("04.май", Code::DateForMark, "“04.май” is a day: a spreadsheet has changed the mark into a date"),
        ("04.05.2025", Code::DateForMark, "“04.05.2025” is a day: a spreadsheet has changed the mark into a date"),
        ("8,7E+10", Code::ShortenedNumber, "“8,7E+10” is a number that a spreadsheet has shortened"),
        ("1e3", Code::ShortenedNumber, "“1e3” is a number that a spreadsheet has shortened"),
        ("1,234", Code::AmbiguousNumber, "“1,234” can be read in two ways: the comma may divide thousands"),
        ("#ЗНАЧ!", Code::FormulaError, "“#ЗНАЧ!” is a formula that came to no result"),
        ("жоқ", Code::JurorAbsent, "the juror was absent for this entry, and the rules do not say what that means"),
    ];
    let mut cases = Vec::new();
    for (cell, code, message) in damages {
        let lines = [
            "participant;a;b;note".to_owned(),
            "p01;4;3,5;".to_owned(),
            format!("p02;{cell};2;"),
            "p03;5;1;".to_owned(),
        ];
        let plain = lines.join("\n") + "\n";
        let torn = plain.replacen("3,5;", "3,5;\"бірінші\nекінші\"", 1);
        let mut forms: Vec<(&str, &'static str, Vec<u8>, &str)> = vec![
            ("a plain file", SHEET, plain.clone().into_bytes(), "scores/work/j1.csv:3:5"),
            (
                "a file of Windows",
                SHEET,
                format!("\u{feff}{}", plain.replace('\n', "\r\n")).into_bytes(),
                "scores/work/j1.csv:3:5",
            ),
            ("a file with blank lines", SHEET, lines.join("\n\n").into_bytes(), "scores/work/j1.csv:5:5"),
            ("a file with a quoted line end", SHEET, torn.into_bytes(), "scores/work/j1.csv:4:5"),
            ("a Unicode text", SHEET, utf16(&plain.replace(';', "\t")), "scores/work/j1.csv:3:5"),
        ];
        forms.push(("a workbook", "scores/work/j1.xlsx", workbook(&lines), "scores/work/j1.xlsx!Sheet1!B3"));
        for (form, path, bytes, place) in forms {
            let case = small(format!("“{cell}” for a mark in {form}")).delete(SHEET).bytes(path, &bytes);
            cases.push(case.fault(code, place, message));
        }
    }
    cases
}

/// UTF-16 with a mark, as a spreadsheet's “Unicode text” is.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The lines as the first sheet of a workbook, every cell a text.
fn workbook(lines: &[String]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn not_a_table(name: &str, bytes: &[u8], message: &str) -> Case {
    small(name).bytes(SHEET, bytes).fault(Code::NotATable, SHEET, message)
}

fn files() -> Vec<Case> {
    vec![
        // «?айрат?ызы» in windows-1251.
        small("Kazakh letters that became question marks")
            .bytes(
                PARTICIPANTS,
                b"id;name\np01;?\xe0\xe9\xf0\xe0\xf2?\xfb\xe7\xfb\np02;\xce\xec\xe0\xf0\np03;\xc0\xe7\xe0\xf2\n",
            )
            .fault(Code::LettersLost, "participants.csv:2:5", "the Kazakh letters of the table are lost: “?айрат?ызы”")
            .shows("the letters cannot be brought back from this file"),
        small("Kazakh letters that became underscores")
            .write(PARTICIPANTS, "id;name\np01;Абай М_рат_лы\np02;Омар\np03;Азат\n")
            .fault(Code::LettersLost, "participants.csv:2:10", "the Kazakh letters of the table are lost: “М_рат_лы”"),
        // «өмір»: its ө is a letter of windows-1251 too, another one.
        small("letters of which nobody can tell the encoding")
            .bytes(PARTICIPANTS, b"id;name\np01;\xb4\xec\xb3\xf0\np02;\xce\xec\xe0\xf0\np03;\xc0\xe7\xe0\xf2\n")
            .fault(
                Code::EncodingUnclear,
                PARTICIPANTS,
                "it cannot be told in which encoding the table is: line 2 has a letter that is one in windows-1251 \
                 and another in KZ-1048",
            ),
        small("a list in the Kazakh page of Windows")
            .bytes(PARTICIPANTS, b"id;name\np01;\xbc\xf1\xe5\xeb\np02;\xce\xec\xe0\xf0\np03;\xc0\xe7\xe0\xf2\n")
            .fault(Code::KazakhPage, PARTICIPANTS, "the table was read as KZ-1048, the Kazakh page of Windows"),
        small("a text with a damaged byte")
            .bytes(PARTICIPANTS, b"id;name\np01;\xd3\x98\xd1\x81\xd0\xb5\xd0\xbb\np02;\xd0\x9e\xff\n")
            .fault(Code::DamagedText, PARTICIPANTS, "the text of the table is damaged from line 3 on"),
        small("a Unicode text that breaks off in a letter")
            .bytes(SHEET, &utf16("participant\ta\tb\np01\t4\t3\n")[..47])
            .fault(Code::DamagedText, SHEET, "the text of the table is damaged from line 2 on"),
        not_a_table(
            "a document of Word",
            b"PK\x03\x04word/document.xml",
            "the file is a document of a word processor, not a table",
        ),
        not_a_table("a rich text", b"{\\rtf1", "the file is a document of a word processor, not a table"),
        not_a_table("a PDF", b"%PDF-1.7\n", "the file is a PDF, not a table"),
        not_a_table(
            "an old workbook",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
            "the file is a workbook of the old format, or one with a password",
        ),
        not_a_table("a web page", b"<html><table>", "the file is a web page, not a table"),
        not_a_table("a picture", b"\x89PNG\r\n\x1a\n", "the file is a picture, not a table"),
        not_a_table("an archive", b"PK\x03\x04readme", "the file is an archive, not a table"),
        not_a_table("bytes of nothing", b"\x01\x02\x03\0\0\0", "the file is not a table"),
        not_a_table(
            "a workbook named as a text",
            &workbook(&["participant;a;b".to_owned()]),
            "the file is a workbook under the name of a text",
        )
        .shows("give the file its right ending: .xlsx or .ods"),
        small("a file that breaks off in a row").write(SHEET, "participant;a;b\np01;4;3\np02;3;2\np03;5").fault(
            Code::FileBreaksOff,
            "scores/work/j1.csv:4:1",
            "the file breaks off in the middle of a row: 2 cells of 3",
        ),
        small("a file that breaks off in quotes").write(SHEET, "participant;a;b\np01;4;3\n\"p02;3;2\np03").fault(
            Code::OpenQuote,
            "scores/work/j1.csv:3:1",
            "a quotation mark is never closed",
        ),
    ]
}

fn workbooks() -> Vec<Case> {
    let lines = || ["participant;a;b", "p01;4;3", "p02;3;2", "p03;5;1"].map(str::to_owned);
    let whole = workbook(&lines());
    let book = |name: &str, bytes: &[u8]| small(name).delete(SHEET).bytes("scores/work/j1.xlsx", bytes);
    let mut two = Workbook::new();
    two.add_worksheet().set_name("Баға").unwrap().write(0, 0, "participant").unwrap();
    two.add_worksheet().set_name("Есеп").unwrap().write(0, 0, "5").unwrap();
    let mut hidden = Workbook::new();
    let sheet = hidden.add_worksheet();
    for (row, line) in (0..).zip(lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    sheet.set_row_hidden(2).unwrap();
    let mut swollen = whole.clone();
    // The directory at the end says that the parts unpack to two gigabytes each: the word after the packed size.
    let heads: Vec<usize> = (0..whole.len()).filter(|at| whole[*at..].starts_with(b"PK\x01\x02")).collect();
    heads.iter().for_each(|at| swollen[at + 24..at + 28].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x7F]));
    vec![
        book("a workbook of which the middle is lost", &[&whole[..200], &whole[whole.len() - 100..]].concat()).fault(
            Code::WorkbookBroken,
            "scores/work/j1.xlsx",
            "the workbook cannot be opened: …",
        ),
        book("a text named as a workbook", b"participant;a;b\n").fault(
            Code::NotATable,
            "scores/work/j1.xlsx",
            "the file is a text under the name of a workbook",
        ),
        book("a workbook with a second sheet", &two.save_to_buffer().unwrap()).fault(
            Code::SeveralSheets,
            "scores/work/j1.xlsx",
            "several sheets of the workbook hold something: Баға, Есеп",
        ),
        book("a workbook with a hidden row", &hidden.save_to_buffer().unwrap()).fault(
            Code::HiddenCells,
            "scores/work/j1.xlsx",
            "the workbook has cells that are not shown, and they were read: 3",
        ),
        book("a workbook that would unpack to gigabytes", &swollen).fault(
            Code::TableTooLarge,
            "scores/work/j1.xlsx",
            "the table is larger than this program reads",
        ),
        small("the same sheet as a text and as a workbook").bytes("scores/work/j1.xlsx", &whole).fault(
            Code::TableTwice,
            "scores/work/j1.xlsx",
            "scores/work/j1.xlsx and scores/work/j1.csv are the same table",
        ),
        small("the same list twice").write("participants.txt", "id;name\np01;Әсел\n").fault(
            Code::TableTwice,
            "participants.txt",
            "participants.txt and participants.csv are the same table",
        ),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        small("two delimiters in one header").write(SHEET, "participant,x;a\np01,4;3\n").fault(
            Code::DelimiterUnclear,
            "scores/work/j1.csv:1:1",
            "it cannot be told what divides the columns",
        ),
        small("a column without a name").write(SHEET, "participant;a;;b\np01;4;;3\np02;3;7;2\np03;5;;1\n").fault(
            Code::ColumnUnnamed,
            "scores/work/j1.csv:3:7",
            "“7” stands in a column without a name",
        ),
    ]
}

fn whose() -> Vec<Case> {
    vec![
        small("a sheet that names another juror inside")
            .write("jury.csv", "id;name;role\nj1;Сейтова Әсел;chair\nj2;Омаров Ерлан;member\n")
            .write(SHEET, "Juror:;Омаров Ерлан (j2);\nparticipant;a;b\np01;4;3\np02;3;2\np03;5;1\n")
            .fault(
                Code::SheetOfAnother,
                "scores/work/j1.csv:1:8",
                "the sheet is of “Омаров Ерлан (j2)”, and lies in the place of j1",
            ),
        small("a sheet that names another stage inside")
            .write(SHEET, "Кезең: Финал (final)\nparticipant;a;b\np01;4;3\np02;3;2\np03;5;1\n")
            .fault(
                Code::SheetOfAnother,
                "scores/work/j1.csv:1:1",
                "the sheet is of “Финал (final)”, and lies in the place of work",
            ),
    ]
}

fn forms() -> Vec<Case> {
    let collected = |name: &str, rows: &str| {
        let header = "Timestamp,juror,participant,a,b\n";
        let text: &'static str = Box::leak((header.to_owned() + rows).into_boxed_str());
        small(name).delete(SHEET).write("scores/work.csv", text)
    };
    let rows = "12.11.2024 15:33:21,j1,p01,4,3\n12.11.2024 15:34:00,j1,p02,3,2\n12.11.2024 15:35:00,j1,p03,5,1\n\
                12.11.2024 15:36:00,j1,p01,5,5\n";
    let rules = |answers: &str| {
        let text = SMALL[0].1.replace("    criteria:\n", &format!("    answers: {answers}\n    criteria:\n"));
        &*Box::leak(text.into_boxed_str())
    };
    vec![
        collected("a second answer of one juror for one entry", rows).fault(
            Code::DuplicateRow,
            "scores/work.csv:5:24",
            "“p01” stands twice",
        ),
        collected("a second answer where the latest counts", rows).write("contest.yaml", rules("latest")).fault(
            Code::AnswerSuperseded,
            "scores/work.csv:2:1",
            "the juror has answered once more, and the later answer counts",
        ),
        collected("a second answer where the first counts", rows).write("contest.yaml", rules("first")).fault(
            Code::AnswerSuperseded,
            "scores/work.csv:5:1",
            "the juror has answered before, and the first answer counts",
        ),
        collected("an answer without a moment", "11/12/2024 15:33:21,j1,p01,4,3\n12.11.2024 15:34:00,j1,p02,3,2\n12.11.2024 15:35:00,j1,p03,5,1\n")
            .write("contest.yaml", rules("latest"))
            .fault(Code::BadDate, "scores/work.csv:2:1", "“11/12/2024 15:33:21” is not a date"),
        small("a long table in which a criterion is left out")
            .delete(SHEET)
            .write(
                "scores/work.csv",
                "juror;participant;criterion;mark\nj1;p01;a;4\nj1;p01;b;3\nj1;p02;a;3\nj1;p03;a;5\nj1;p03;b;1\n",
            )
            .fault(
                Code::MarkMissing,
                "scores/work.csv:4:10",
                "j1 has marks for p02 in the stage work, but none for b",
            ),
        small("a long table with a mark that stands twice")
            .delete(SHEET)
            .write(
                "scores/work.csv",
                "juror;participant;criterion;mark\nj1;p01;a;4\nj1;p01;b;3\nj1;p02;a;3\nj1;p02;b;3\nj1;p03;a;5\nj1;p03;b;1\nj1;p01;a;5\n",
            )
            .fault(Code::DuplicateRow, "scores/work.csv:8:4", "“p01” stands twice"),
        small("a long table with a criterion that nobody knows")
            .delete(SHEET)
            .write("scores/work.csv", "juror;participant;criterion;mark\nj1;p01;c;4\n")
            .fault(Code::UnknownWord, "scores/work.csv:2:8", "…"),
        small("a grid with a participant whom nobody knows")
            .delete(SHEET)
            .write("scores/work.csv", "juror,a [p01],a [p09],b [p01]\nj1,4,3,5\n")
            .fault(Code::UnknownParticipant, "scores/work.csv:1:15", "there is no participant “p09”"),
    ]
}

fn names() -> Vec<Case> {
    vec![
        small("a name typed without Kazakh letters, the given name in front")
            .write(SHEET, "participant;a;b\nАсел Кайраткызы;4;3\np02;3;2\np03;5;1\n")
            .fault(Code::UnknownParticipant, "scores/work/j1.csv:2:1", "there is no participant “Асел Кайраткызы”")
            .shows("did you mean Қайратқызы Әсел?"),
        small("two participants whose names look the same")
            .write(PARTICIPANTS, "id;name\np01;Қайратқызы Әсел\np02;Кайраткызы Әсел\np03;Нұрланқызы Үміт\n")
            .fault(Code::NamesAlike, "participants.csv:3:1", "“Кайраткызы Әсел” and “Қайратқызы Әсел” look the same"),
    ]
}
