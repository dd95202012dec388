//! Blank sheets: who and what stands on them, and what they refuse.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::folder::{Folder, files_below};

/// The sheets that a run wrote into `out`, by their paths.
fn written(folder: &Folder, arguments: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let outcome = folder.run(&[&["sheets", "--to", "out"], arguments].concat());
    assert_eq!((outcome.status, outcome.stdout.as_str()), (0, ""), "{}", outcome.stderr);
    let files = files_below(&folder.path().join("out"));
    for path in files.keys() {
        assert!(outcome.stderr.contains(&format!("out/{path}: ")), "{path} is not named: {}", outcome.stderr);
    }
    files
}

/// The cells of a workbook's only sheet, from its first row.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&name).unwrap();
    let text = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// A table's rows below its header, the row that begins with the participants' column.
fn rows<'c>(cells: &'c [Vec<String>], participant: &str) -> (&'c [String], &'c [Vec<String>]) {
    let header = cells.iter().position(|row| row[0] == participant).unwrap();
    (&cells[header], &cells[header + 1..])
}

#[test]
fn every_juror_has_a_sheet_of_every_stage_with_those_who_take_part() {
    let folder = Folder::example();
    let files = written(&folder, &["--lang", "kk"]);
    let jurors = |stage: &str| (1..=5).map(|juror| format!("{stage}/juror-{juror}.xlsx")).collect::<Vec<_>>();
    let expected = [jurors("portfolio"), jurors("visit-card")].concat();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), expected);
    let portfolio = cells(&files["portfolio/juror-3.xlsx"]);
    assert_eq!(portfolio[0][0], "Бағалау парағы");
    assert_eq!(portfolio[2][..2], ["Кезең:", "I кезең. Портфолио (portfolio)"]);
    assert_eq!(portfolio[3][0], "Қазы:");
    assert!(portfolio[3][1].ends_with(" (juror-3)"), "{}", portfolio[3][1]);
    let (header, marks) = rows(&portfolio, "Қатысушы");
    assert_eq!(header.last().unwrap(), "Ескертпе");
    // Thirty applications, one of them not considered.
    assert_eq!(marks.len(), 29);
    let recused: Vec<&Vec<String>> = marks.iter().filter(|row| row[1..9].iter().any(|cell| !cell.is_empty())).collect();
    let [recused] = recused[..] else { panic!("{recused:?}") };
    assert_eq!(recused[1..9], ["бас тартты"; 8]);
    // conflicts.csv: juror-3 may not judge p11.
    let names = folder.table("participants.csv");
    assert_eq!(recused[0], names.iter().find(|row| row[0] == "p11").unwrap()[1]);
    // Eighteen passed the portfolio stage.
    assert_eq!(rows(&cells(&files["visit-card/juror-1.xlsx"]), "Қатысушы").1.len(), 18);
}

#[test]
fn the_table_says_the_same_as_the_workbook() {
    let folder = Folder::example();
    let workbook = cells(&written(&folder, &["--stage", "portfolio"])["portfolio/juror-3.xlsx"]);
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    written(&folder, &["--stage", "portfolio", "--format", "csv"]);
    assert_eq!(folder.table("out/portfolio/juror-3.csv"), workbook);
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let folder = Folder::example();
    for format in ["xlsx", "csv", "html"] {
        let first = written(&folder, &["--format", format]);
        assert!(first == written(&folder, &["--format", format, "--force"]), "{format}");
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}

#[test]
fn a_sheet_that_is_there_is_kept_unless_it_is_to_be_replaced() {
    let folder = Folder::example();
    folder.remove("scores");
    let asked = ["--stage", "portfolio", "--format", "csv"];
    let before = written(&folder, &asked);
    folder.run(&["sheets", "--to", "out", "--format", "csv"]).refused(2, &["out/portfolio/juror-1.csv"]);
    assert!(before == files_below(&folder.path().join("out")));
    // Blank ones are written anew once somebody else takes part.
    let participants = folder.read("participants.csv");
    folder.write("participants.csv", &participants.replace("Ыдырысәлі Перизат", "Ыдырысәлі Перизат-Ай"));
    let after = written(&folder, &[&asked[..], &["--force"]].concat());
    assert_eq!(after.len(), 5);
    assert_ne!(before["portfolio/juror-1.csv"], after["portfolio/juror-1.csv"]);
}

#[test]
fn a_sheet_that_somebody_has_filled_in_is_never_replaced() {
    let folder = Folder::example();
    for (format, what) in [("csv", "a mark"), ("csv", "a row of another width"), ("xlsx", "anything")] {
        folder.remove("scores");
        let blank = written(&folder, &["--stage", "portfolio", "--format", format]);
        fs::create_dir_all(folder.path().join("scores/portfolio")).unwrap();
        let path = format!("out/portfolio/juror-2.{format}");
        let again = ["sheets", "--to", "out", "--stage", "portfolio", "--format", format, "--force", "--lang", "en"];
        match what {
            "a mark" => {
                let text = folder.read(&path);
                let row = text.lines().last().unwrap();
                folder.write(&path, &text.replace(row, &row.replacen(";;", ";2;", 1)));
            }
            "a row of another width" => {
                let text = folder.read(&path);
                let row = text.lines().last().unwrap();
                let name = row.split(';').next().unwrap();
                folder.write(&path, &text.replace(row, &format!("{name};2;2")));
            }
            _ => folder.write(&path, "a workbook that nobody can open"),
        }
        let filled = fs::read(folder.path().join(&path)).unwrap();
        folder.run(&again).refused(2, &["juror-2", "no blank sheet"]);
        let now = files_below(&folder.path().join("out"));
        assert_eq!(now[&format!("portfolio/juror-2.{format}")], filled);
        assert_eq!(now[&format!("portfolio/juror-1.{format}")], blank[&format!("portfolio/juror-1.{format}")]);
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}

#[test]
fn nobody_is_guessed_to_pass() {
    let folder = Folder::example();
    folder.remove("scores");
    let outcome = folder.run(&["sheets", "--to", "out"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("Stage II. Visit card: it is not known yet who takes part"), "{}", outcome.stderr);
    assert!(files_below(&folder.path().join("out")).keys().all(|path| path.starts_with("portfolio/")));
    folder.run(&["sheets", "--to", "other", "--stage", "visit-card"]).refused(1, &["sheet-missing", "Visit card"]);
    folder.run(&["sheets", "--to", "other", "--stage", "ranking"]).refused(2, &["ranking"]);
    folder.run(&["sheets", "--to", "other", "--stage", "portfolo"]).refused(2, &["did you mean portfolio?"]);
    assert!(!folder.path().join("other").exists());
}

/// The part of a workbook that says what its cells take and which are locked.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn everything_but_marks_and_notes_is_locked_and_the_rest_is_validated() {
    let folder = Folder::example();
    folder.edit(
        "contest.yaml",
        "      - id: originality\n        marks: 1-5",
        "      - id: originality\n        marks: 0-2 by 0.5",
    );
    folder.remove("scores/visit-card");
    let files = written(&folder, &["--stage", "visit-card", "--lang", "ru"]);
    let sheet = part(&files["visit-card/juror-1.xlsx"], "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    assert_eq!(sheet.matches("<dataValidation ").count(), 4);
    assert_eq!(sheet.matches("type=\"custom\"").count(), 4);
    let rule = "OR(IF(ISNUMBER(B7),AND(B7&gt;=0,B7&lt;=2,ABS((B7-0)/0.5-ROUND((B7-0)/0.5,0))&lt;0.000001),FALSE),\
                B7=\"самоотвод\",B7=\"-\")";
    assert!(sheet.contains(rule), "{sheet}");
    assert!(sheet.contains("errorTitle=\"Такого балла нет\""));
    assert!(sheet.contains("0–2, шаг 0,5"));
    assert!(sheet.contains("<f>IF(COUNT(B7:E7)=0,\"\",SUM(B7:E7))</f>"));
    let styles = part(&files["visit-card/juror-1.xlsx"], "xl/styles.xml");
    assert_eq!(styles.matches("<protection locked=\"0\"/>").count(), 2, "marks and notes: {styles}");
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""));
}

#[test]
fn a_page_has_a_part_and_signatures_for_each_juror() {
    let folder = Folder::example();
    let files = written(&folder, &["--stage", "portfolio", "--format", "html", "--lang", "ru"]);
    let page = String::from_utf8(files["portfolio.html"].clone()).unwrap();
    assert_eq!(page.matches("<section>").count(), 5);
    assert_eq!(page.matches("Подпись члена жюри").count(), 5);
    assert_eq!(page.matches("Подпись секретаря").count(), 5);
    assert_eq!(page.matches("самоотвод</td>").count(), 8, "one recusal over eight criteria");
}

/// The mark of a row and a column, from 1 to 3: what every criterion of the first stage takes.
fn mark(row: usize, column: usize) -> String {
    ((row * 5 + column * 2) % 3 + 1).to_string()
}

/// The table of a blank sheet with marks in every cell that is the juror's to fill in.
fn filled_table(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').collect()).collect();
    let header = lines.iter().position(|line| line[0] == "Қатысушы" || line[0] == "Participant").unwrap();
    let marks = 1..lines[header].len() - 2;
    let row = |(index, line): (usize, &Vec<&str>)| {
        let cell = |(column, cell): (usize, &&str)| match cell.is_empty() && index > header && marks.contains(&column) {
            true => mark(index, column),
            false => (*cell).to_owned(),
        };
        line.iter().enumerate().map(cell).collect::<Vec<_>>().join(";") + "\n"
    };
    lines.iter().enumerate().map(row).collect::<String>().into_bytes()
}

/// The workbook of a blank sheet, filled in the same way: a value in every unlocked cell of the columns of marks.
fn filled_workbook(bytes: &[u8]) -> Vec<u8> {
    let cells = cells(bytes);
    let header = cells.iter().position(|line| line[0] == "Қатысушы").unwrap();
    let marks = 1..cells[header].len() - 2;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut filled = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let mut sheet = String::from_utf8(content).unwrap();
            for row in header + 1..cells.len() {
                for column in marks.clone() {
                    let cell = format!("<c r=\"{}{}\" s=\"", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
                    let start = sheet.find(&cell).unwrap() + cell.len();
                    let end = start + sheet[start..].find(['/', '>']).unwrap();
                    if sheet[end..].starts_with("/>") {
                        sheet.replace_range(end..end + 2, &format!("><v>{}</v></c>", mark(row, column)));
                    }
                }
            }
            content = sheet.into_bytes();
        }
        filled.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut filled, &content).unwrap();
    }
    filled.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_that_was_filled_in_is_read_back_without_a_remark() {
    let mut fingerprints = Vec::new();
    for format in ["xlsx", "csv"] {
        let folder = Folder::example();
        let blank = written(&folder, &["--stage", "portfolio", "--format", format, "--lang", "kk"]);
        folder.remove("scores/portfolio");
        for (path, bytes) in &blank {
            let filled = if format == "csv" { filled_table(bytes) } else { filled_workbook(bytes) };
            folder.write_bytes(&format!("scores/{path}"), &filled);
        }
        let check = folder.run(&["check", "--stage", "portfolio"]);
        assert_eq!((check.status, check.stdout.as_str()), (0, "No errors, no warnings\n"), "{}", check.stderr);
        let report = folder.run(&["tally", "--stage", "portfolio", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
        let standings = report["stages"][0]["fields"][0]["standings"].as_array().unwrap();
        assert_eq!(standings.iter().filter(|each| each["score"].is_string()).count(), 29);
        fingerprints.push(report["fingerprint"].clone());
    }
    assert_eq!(fingerprints[0], fingerprints[1]);
}

#[test]
fn a_sheet_under_a_name_of_its_own_is_the_jurors_who_is_named_inside() {
    let folder = Folder::example();
    let blank = written(&folder, &["--stage", "portfolio", "--format", "csv", "--lang", "kk"]);
    folder.remove("scores/portfolio/juror-2.csv");
    folder.write_bytes("scores/portfolio/Бағалау парағы (2).csv", &filled_table(&blank["portfolio/juror-2.csv"]));
    let check = folder.run(&["check", "--stage", "portfolio"]);
    assert_eq!((check.status, check.stdout.as_str()), (0, "No errors, no warnings\n"), "{}", check.stderr);
    // Saved under the name of another juror it is neither's.
    folder.write_bytes("scores/portfolio/juror-1.csv", &filled_table(&blank["portfolio/juror-2.csv"]));
    folder
        .run(&["check", "--stage", "portfolio"])
        .refused(1, &["sheet-of-another", "scores/portfolio/juror-1.csv:4:7"]);
}

/// Who reads the sheets knows neither names nor, from the order of the rows, ids; the key says whose code it is.
#[test]
fn a_blind_contest_shows_codes_and_keeps_the_key_apart() {
    let folder = Folder::example();
    folder.edit("contest.yaml", "participants:\n", "participants:\n  blind: true\n");
    let files = written(&folder, &["--stage", "portfolio", "--format", "csv", "--lang", "en"]);
    let key = folder.table("blind.csv");
    assert_eq!(key[0], ["participant", "code"]);
    // Whose application was not considered has a code too, and nobody judges them.
    assert_eq!(key.len(), 1 + 30);
    let names = folder.table("participants.csv");
    for bytes in files.values() {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!names.iter().skip(1).any(|row| text.contains(&row[1]) || text.contains(&format!("\n{};", row[0]))));
        assert!(!text.contains("recused"), "a recusal tells whose code it is");
    }
    let sheet = folder.table("out/portfolio/juror-1.csv");
    let (_, rows) = rows(&sheet, "Participant");
    let codes: Vec<&String> = rows.iter().map(|row| &row[0]).collect();
    assert!(codes.is_sorted());
    assert!(codes.iter().all(|code| key.iter().any(|line| line[1] == **code)));
    // The key stays as it is, and so do the sheets.
    let kept = folder.read("blind.csv");
    assert!(files == written(&folder, &["--stage", "portfolio", "--format", "csv", "--force", "--lang", "en"]));
    assert_eq!(folder.read("blind.csv"), kept);
    // A sheet may name an entry by its code.
    let code = &key.iter().find(|line| line[0] == "p03").unwrap()[1];
    folder.edit("scores/portfolio/juror-1.csv", "\np03;", &format!("\n{code};"));
    assert!(folder.report()["final"].as_bool().unwrap());
}
