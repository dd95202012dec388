//! Names that are more than names to whatever reads the documents.

use crate::folder::{Folder, run_with};

/// Each instead of a participant's name.
pub fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("p17", "<script>alert(1)</script>".to_owned()),
        ("p04", "=cmd()".to_owned()),
        ("p21", "a|b\\|c".to_owned()),
        ("p09", "**x** _y_ [z](q) `w` # v".to_owned()),
        ("p26", "{{ x }} {% y %}".to_owned()),
        ("p02", "ұ".repeat(300)),
        ("p14", "@SUM(1+1)".to_owned()),
        ("p07", "-2+3".to_owned()),
        ("p19", "+2".to_owned()),
        ("p10", "\"q\", 'r'; s & t".to_owned()),
        ("p18", "<img src=x onerror=alert(1)>".to_owned()),
        ("p05", "محمد عبد الله (1)".to_owned()),
    ]
}

/// The example with hostile names and schools.
pub fn folder() -> Folder {
    let folder = Folder::example();
    let mut rows = folder.table("participants.csv");
    let names = hostile();
    let mut old = Vec::new();
    for (id, name) in &names {
        let row = rows.iter_mut().find(|row| row[0] == *id).unwrap();
        old.push((std::mem::replace(&mut row[1], name.clone()), *id));
        row[2].clone_from(name);
    }
    folder.set_table("participants.csv", &rows);
    for sheet in folder.tables().iter().filter(|table| table.starts_with("scores/")) {
        let mut rows = folder.table(sheet);
        for row in &mut rows {
            if let Some((_, id)) = old.iter().find(|(name, _)| *name == row[0]) {
                (*id).clone_into(&mut row[0]);
            }
        }
        folder.set_table(sheet, &rows);
    }
    folder
}

/// How many cells a row of a Markdown table has: one more than the bars that no backslash escapes.
fn cells(line: &str) -> usize {
    let mut bars = 0;
    let mut escaped = false;
    for character in line.chars() {
        bars += usize::from(character == '|' && !escaped);
        escaped = character == '\\' && !escaped;
    }
    bars + 1
}

#[test]
fn html_shows_names_and_runs_none() {
    let folder = folder();
    for stage in [&[][..], &["--stage", "portfolio"]] {
        let page = folder.run(&[&["protocol", "--format", "html"], stage].concat()).clean();
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
        assert!(page.contains("{{ x }} {% y %}"), "{page}");
    }
}

/// The documents beside the protocol, each with what it needs.
const DOCUMENTS: [&[&str]; 10] = [
    &["extract", "--participant", "p17"],
    &["summary"],
    &["rating"],
    &["announcement"],
    &["regulation"],
    &["register"],
    &["diploma"],
    &["merit"],
    &["certificate"],
    &["thanks"],
];

#[test]
fn every_page_shows_names_and_runs_none() {
    let folder = folder();
    let mut pages = String::new();
    for document in DOCUMENTS {
        let page = folder.run(&[&["document"], document, &["--format", "html"]].concat()).clean();
        assert!(!page.contains("<script") && !page.contains("<img"), "{document:?}: {page}");
        pages += &page;
    }
    for (_, name) in hostile() {
        let shown = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let shown = shown.replace('"', "&quot;").replace('\'', "&#x27;").replace('/', "&#x2f;");
        assert!(pages.contains(&shown), "{shown}");
    }
}

#[test]
fn the_register_is_a_table_without_formulas() {
    let csv = folder().run(&["document", "register", "--format", "csv"]).clean();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.as_bytes());
    let mut names = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{record:?}");
        names.push(record[3].to_owned());
    }
    assert!(names.contains(&"'=cmd()".to_owned()) && names.contains(&"{{ x }} {% y %}".to_owned()), "{names:?}");
}

#[test]
fn every_row_of_a_markdown_table_has_as_many_cells_as_its_header() {
    let folder = folder();
    for arguments in [
        &["tally", "--format", "md"][..],
        &["tally", "--format", "md", "--stage", "portfolio"],
        &["protocol"],
        &["protocol", "--stage", "portfolio"],
        &["document", "summary"],
        &["document", "rating"],
        &["document", "register"],
    ] {
        let text = folder.run(arguments).clean();
        let mut header = None;
        let mut rows = 0;
        for line in text.lines() {
            if line.starts_with('|') {
                assert_eq!(cells(line), *header.get_or_insert_with(|| cells(line)), "{arguments:?}: {line}");
                rows += 1;
            } else {
                header = None;
            }
        }
        assert!(rows > 18, "{arguments:?}: {text}");
        for raw in ["<script>", "**x**", "a|b", "[z](q)", "onerror=alert(1)>"] {
            assert!(!text.contains(raw), "{arguments:?}: {raw} stands as it is");
        }
    }
}

#[test]
fn csv_reads_back_and_no_cell_is_a_formula() {
    let csv = folder().run(&["tally", "--format", "csv"]).clean();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        for cell in &record {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        rows += 1;
    }
    assert_eq!(rows, 29 + 18 + 18);
}

#[test]
fn the_results_page_shows_names_and_runs_none() {
    let folder = folder();
    folder.run(&["publish", "--to", "out"]).clean();
    let page = folder.read("out/site/results.html");
    // The page's own script is the last thing in it.
    let (shown, own) = page.rsplit_once("<script>").unwrap();
    assert!(own.ends_with("</script>\n</body>\n</html>\n"), "{own}");
    assert!(!shown.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
}

/// A name that a spreadsheet would compute comes back from a filled sheet as it was.
#[test]
fn a_blank_table_holds_no_formula_and_its_names_are_read_back() {
    let folder = folder();
    let written = folder.run(&["sheets", "--stage", "portfolio", "--format", "csv", "--to", "out"]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    for juror in 1..=5 {
        let cells = folder.table(&format!("out/portfolio/juror-{juror}.csv"));
        for cell in cells.iter().flatten().filter(|cell| *cell != "-") {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        let header = cells.iter().position(|row| row[0] == "Қатысушы").unwrap();
        let mut filled = cells[header..].to_vec();
        assert!(filled.iter().any(|row| row[0] == "'=cmd()"), "{filled:?}");
        for cell in filled[1..].iter_mut().flat_map(|row| &mut row[1..9]).filter(|cell| cell.is_empty()) {
            "2".clone_into(cell);
        }
        folder.set_table(&format!("scores/portfolio/juror-{juror}.csv"), &filled);
    }
    let report = folder.run(&["tally", "--stage", "portfolio", "--format", "json"]).json();
    let standings = report["stages"][0]["fields"][0]["standings"].as_array().unwrap();
    let own = standings.iter().find(|standing| standing["name"] == "=cmd()").unwrap();
    assert_eq!(own["exact"], "16");
}

#[test]
fn json_keeps_names_as_they_are() {
    let report = folder().report();
    let standings = report["ranking"]["fields"][0]["standings"].as_array().unwrap();
    for (id, name) in hostile() {
        if let Some(standing) = standings.iter().find(|standing| standing["participant"] == id) {
            assert_eq!(standing["name"], name);
        }
    }
}

/// Where there is no terminal its width is 100.
#[test]
fn the_terminals_table_stays_as_wide_as_the_terminal() {
    let text = folder().run(&["tally", "--format", "table"]).clean();
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{} columns: {line}", line.chars().count());
    }
}

#[test]
fn a_report_with_hostile_names_makes_the_same_protocol_from_a_pipe() {
    let folder = folder();
    let json = folder.run(&["tally", "--format", "json"]).clean();
    for format in ["md", "html"] {
        let piped = run_with(folder.path(), &["protocol", "--result", "-", "--format", format], &json);
        assert_eq!(piped.clean(), folder.run(&["protocol", "--format", format]).clean());
    }
}
