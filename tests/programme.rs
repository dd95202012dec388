//! A development programme through the binary: the published one with its defects, and the report for a year of it.
//!
//! Expected values are in the example's `EXPECTED.md` and `WORKING.md`, worked out from the printed programme.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bayqau::score::Score;
use serde_json::Value;
use tempfile::TempDir;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/damu-bagdarlamasy-2023")
}

fn bayqau(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bayqau")).env_clear().args(arguments).arg(folder).output().unwrap()
}

fn text(folder: &Path, arguments: &[&str]) -> String {
    let output = bayqau(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&text(folder, arguments)).unwrap()
}

/// A copy of the example with one text replaced wherever it stands in a file.
fn with(file: &str, edits: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["programme.yaml", "actuals.csv", "spent.csv"] {
        fs::copy(example().join(name), folder.path().join(name)).unwrap();
    }
    let path = folder.path().join(file);
    let mut content = fs::read_to_string(&path).unwrap();
    for (old, new) in edits {
        assert!(content.contains(old), "{file}: no {old}");
        content = content.replace(old, new);
    }
    fs::write(path, content).unwrap();
    folder
}

/// The cells of the table of a Markdown file whose header begins with these words.
fn table(file: &str, header: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(example().join(file)).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    lines.take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// Every row of the report's JSON by its number.
fn rows(report: &Value) -> BTreeMap<String, &Value> {
    let criteria = report["criteria"].as_array().unwrap().iter();
    let indicators = criteria.flat_map(|criterion| criterion["indicators"].as_array().unwrap());
    let rows = indicators.flat_map(|indicator| indicator["rows"].as_array().unwrap());
    rows.map(|row| (row["number"].as_str().unwrap().to_owned(), row)).collect()
}

/// A number of the report, or nothing, as the working writes it.
fn number(value: &Value) -> Option<Score> {
    value.as_str().map(|text| Score::parse(text).unwrap())
}

fn worked(cell: &str) -> Option<Score> {
    (cell != "–").then(|| Score::parse(&cell.replace(' ', "")).unwrap())
}

#[test]
fn the_defects_of_the_published_programme_are_found_and_no_others() {
    let place = |cell: &str| cell.trim_matches('`').to_owned();
    let expected: Vec<(String, String)> =
        table("EXPECTED.md", "| place").iter().map(|row| (place(&row[0]), place(&row[1]))).collect();
    let found = json(&example(), &["check", "--format", "json"]);
    let found = found.as_array().unwrap().iter().map(|view| {
        assert_eq!(view["severity"], "warning");
        (format!("{}:{}", view["file"].as_str().unwrap(), view["line"]), view["code"].as_str().unwrap().to_owned())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn the_budget_adds_up_once_its_slips_are_mended() {
    let said = String::from_utf8(bayqau(&example(), &["--lang", "en", "check"]).stderr).unwrap().replace('\u{a0}', " ");
    for sentence in [
        "its 17 rows add up to 46 440 000 by their totals, but to 37 443 000 by their years",
        "both give 39 440 000 without the repeated rows (16, 17) and with total and years in one unit (row 1)",
        "row 1 of the budget states 2 000 000, its years add up to 2 000",
        "exactly a thousand times apart",
        "row 17 of the budget states 7 000 000, its years add up to 1 000",
        "row 16 of the budget repeats row 14",
        "row 17 of the budget repeats row 15",
    ] {
        assert!(said.contains(sentence), "{sentence}:\n{said}");
    }
    let budget = &json(&example(), &["monitor", "--format", "json"])["budget"];
    assert_eq!((budget["totals"].as_str(), budget["years"].as_str()), (Some("46440000"), Some("37443000")));
    // Row 1 in one unit, rows 16 and 17 taken out, the total stated.
    let content = fs::read_to_string(example().join("programme.yaml")).unwrap();
    let repeated = &content[content.find("    - number: 16\n").unwrap()..];
    let years = "{ 2023: 400, 2024: 400, 2025: 400, 2026: 400, 2027: 400 }";
    let scaled = "{ 2023: 400 000, 2024: 400 000, 2025: 400 000, 2026: 400 000, 2027: 400 000 }";
    let edits = [(repeated, ""), (years, scaled), ("\nbudget:\n", "\nbudget:\n  total: 39 440 000\n")];
    let mended = with("programme.yaml", &edits);
    fs::remove_file(mended.path().join("spent.csv")).unwrap();
    let budget = &json(mended.path(), &["monitor", "--format", "json"])["budget"];
    let sums = ["total", "totals", "years"].map(|key| budget[key].as_str().unwrap().to_owned());
    assert_eq!(sums, ["39440000"; 3]);
    let found = text(mended.path(), &["check", "--format", "json"]);
    assert!(!found.contains("sum-differs") && !found.contains("total-missing") && !found.contains("budget"), "{found}");
}

#[test]
fn every_row_is_judged_as_worked_out() {
    let report = json(&example(), &["monitor", "--format", "json"]);
    assert_eq!(report["year"], 2025);
    let rows = rows(&report);
    let working = table("WORKING.md", "| row | direction");
    assert_eq!((working.len(), rows.len()), (53, 53));
    let indicators =
        report["criteria"].as_array().unwrap().iter().map(|each| each["indicators"].as_array().unwrap().len());
    assert_eq!(indicators.collect::<Vec<_>>(), [6, 4, 5, 15, 8, 8]);
    for cells in &working {
        let [name, direction, target, value, verdict, difference, known, pace, expected, last, reached] =
            cells.as_slice()
        else {
            panic!("{cells:?}")
        };
        let row = rows[name];
        let year = &row["years"][2];
        assert_eq!(row["direction"].as_str().unwrap_or("–"), direction, "{name}");
        assert_eq!(year["verdict"].as_str(), Some(verdict.as_str()), "{name}");
        assert_eq!(number(&year["target"]), worked(target), "{name}");
        assert_eq!(number(&year["actual"]), worked(value), "{name}");
        assert_eq!(number(&year["difference"]), worked(difference), "{name}");
        assert_eq!(number(&row["pace"]["exact"]), worked(pace), "{name}");
        assert_eq!(number(&row["outlook"]["expected"]["exact"]), worked(expected), "{name}");
        assert_eq!(number(&row["years"][4]["target"]), worked(last), "{name}");
        let said = match row["outlook"]["reached"].as_bool() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        assert_eq!(said, reached, "{name}");
        let actual = row["years"].as_array().unwrap().iter().filter(|year| !year["actual"].is_null());
        let before = usize::from(!row["baseline"].is_null());
        assert_eq!(actual.count() + before, known.split(';').count(), "{name}");
    }
}

#[test]
fn the_counts_and_shares_are_those_worked_out() {
    let report = json(&example(), &["monitor", "--format", "json"]);
    let criteria = report["criteria"].as_array().unwrap().iter().map(|criterion| &criterion["counts"]);
    let found: Vec<&Value> = criteria.chain([&report["overall"]]).collect();
    let working = table("WORKING.md", "| criterion | with target");
    assert_eq!(working.len(), found.len());
    for (counts, cells) in found.into_iter().zip(&working) {
        let keys = ["due", "met", "ahead", "missed", "no_data", "not_judged"];
        assert_eq!(keys.map(|key| counts[key].to_string()), cells[1..7], "criterion {}", cells[0]);
        assert_eq!(number(&counts["share"]["exact"]), worked(&cells[7]), "criterion {}", cells[0]);
    }
}

#[test]
fn planned_stands_against_spent() {
    let budget = &json(&example(), &["monitor", "--format", "json"])["budget"];
    let sums = |of: &str| (budget[of]["planned"].as_str().unwrap(), budget[of]["spent"].as_str().unwrap());
    assert_eq!(sums("year"), ("12630600", "11075400"));
    assert_eq!(sums("so_far"), ("32461800", "30511180"));
    assert_eq!(budget["so_far"]["share"]["exact"], "217937/231870");
    assert_eq!(budget["so_far"]["unreported"], 4);
    let last = |cell: &str| worked(cell.rsplit('=').next().unwrap().trim());
    for cells in table("WORKING.md", "| row | planned").iter().filter(|cells| cells[0] != "all") {
        let mut rows = budget["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["number"] == cells[0].as_str()).unwrap();
        assert_eq!(number(&row["so_far"]["planned"]), last(&cells[1]), "row {}", cells[0]);
        let spent = if cells[2].is_empty() { None } else { last(&cells[2]) };
        assert_eq!(number(&row["so_far"]["spent"]), spent, "row {}", cells[0]);
    }
}

/// 2024, row 1.1: 57.4 against 58; from 60.1 in 2022 that is −27/20 a year, and in three years 57.4 − 4.05 = 53.35.
#[test]
fn an_earlier_year_is_reported_as_it_was() {
    let report = json(&example(), &["monitor", "--format", "json", "--year", "2024"]);
    assert_eq!(report["year"], 2024);
    let row = rows(&report)["1.1"].clone();
    assert_eq!((&row["years"][1]["verdict"], &row["years"][2]["verdict"]), (&"missed".into(), &"not-due".into()));
    assert_eq!((&row["pace"]["exact"], &row["trend"]), (&"-27/20".into(), &"worse".into()));
    assert_eq!((&row["outlook"]["expected"]["value"], &row["outlook"]["reached"]), (&"53.35".into(), &false.into()));
    let output = bayqau(&example(), &["--lang", "en", "monitor", "--year", "2028"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the programme has no year 2028: it is for 2023 to 2027"), "{said}");
}

#[test]
fn a_programme_without_values_shows_its_targets() {
    let folder = with("programme.yaml", &[]);
    for name in ["actuals.csv", "spent.csv"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    let report = json(folder.path(), &["monitor", "--format", "json"]);
    assert!(report["year"].is_null());
    assert_eq!((&report["overall"]["due"], &report["overall"]["share"]), (&0.into(), &Value::Null));
    let page = text(folder.path(), &["monitor", "--lang", "en"]);
    assert!(page.contains("No actual values yet.") && page.contains("| 1.1 | 54 / – | 58 / – |"), "{page}");
}

#[test]
fn the_report_is_a_document_in_three_languages() {
    let said = [
        ("kk", "2025 жылғы есеп", "| 1.1 | Оқушылардың білім сапасы, % | 62 | 60,5 | орындалмады (−1,5) | жақсаруда |"),
        (
            "ru",
            "Отчёт за 2025 год",
            "| 1.1 | Качество знаний учащихся, % | 62 | 60,5 | не выполнено (−1,5) | улучшение |",
        ),
        ("en", "Report for 2025", "| 1.1 | Quality of learning, % | 62 | 60.5 | missed (−1.5) | better |"),
    ];
    for (lang, heading, row) in said {
        let page = text(&example(), &["monitor", "--lang", lang]);
        assert!(page.contains(heading) && page.contains(row), "{lang}: {page}");
    }
}

#[test]
fn headers_may_be_words_of_the_three_languages() {
    let report = |folder: &Path| {
        let mut report = json(folder, &["monitor", "--format", "json"]);
        report["inputs"].take();
        report
    };
    let expected = report(&example());
    for header in ["Көрсеткіш;Жыл;Нақты мәні;Дереккөз", "Показатель;Год;Факт;Источник"]
    {
        let folder = with("actuals.csv", &[("indicator;year;value;source", header)]);
        assert_eq!(report(folder.path()), expected, "{header}");
    }
    for header in ["Жол;Жыл;Жұмсалғаны;Дереккөз", "Строка;Год;Израсходовано;Источник"]
    {
        let folder = with("spent.csv", &[("row;year;amount;source", header)]);
        assert_eq!(report(folder.path()), expected, "{header}");
    }
}

/// A chart is a picture for the eye; whoever hears the page has the table beside it.
#[test]
fn every_chart_has_its_table() {
    let page = text(&example(), &["monitor", "--format", "html", "--lang", "ru"]);
    assert!(page.contains("<html lang=\"ru\">"));
    let rows: Vec<&str> = page.split("<section class=\"row\">").skip(1).collect();
    assert_eq!(rows.len(), 53);
    for row in rows {
        let row = row.split("</section>").next().unwrap();
        assert_eq!(row.matches("<svg ").count(), row.matches("aria-hidden=\"true\"").count());
        assert_eq!((row.matches("<svg ").count(), row.matches("<tr><th scope=\"row\">20").count()), (1, 5), "{row}");
    }
    assert!(!page.contains("http"), "the page stands alone");
}

#[test]
fn every_row_and_year_is_in_the_csv() {
    let csv = text(&example(), &["monitor", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 1 + 53 * 5 + 17 * 5);
    assert!(
        lines.contains(&"indicator,1.1,Оқушылардың білім сапасы,%,up,2025,62,60.5,missed,оқу бөлімінің есебі"),
        "{csv}"
    );
    assert!(lines.contains(&"indicator,4.8,Инклюзивті білім беру бойынша біліктілік арттыру курсынан өткен педагогтардың үлесі,,up,2024,50,52,ahead,кадр есебі"));
    assert!(lines.contains(&"budget,4,Физика кабинеті,мың теңге,,2023,5000000,4900000,,"));
}

#[test]
fn the_report_is_filled_into_the_folders_own_template() {
    let folder = with("programme.yaml", &[]);
    fs::create_dir(folder.path().join("templates")).unwrap();
    let template = "{{ heading }}:{% for line in counts %} {{ line.reached }};{% endfor %}";
    fs::write(folder.path().join("templates/programme.md"), template).unwrap();
    assert_eq!(
        text(folder.path(), &["monitor"]),
        "2025 жылғы есеп: 6 / 12; 3 / 4; 2 / 5; 10 / 16; 7 / 8; 5 / 8; 33 / 53;"
    );
    let context = json(folder.path(), &["monitor", "--context"]);
    assert_eq!(context["criteria"][0]["rows"][0]["verdict"], "орындалмады (−1,5)");
}

#[test]
fn what_a_title_holds_is_shown_and_not_run() {
    let folder = with("programme.yaml", &[("kk: Оқушылардың білім сапасы", "kk: <script>alert(1)</script> | *x*")]);
    let html = text(folder.path(), &["monitor", "--format", "html"]);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    let md = text(folder.path(), &["monitor"]);
    assert!(md.contains(r"\<script\>alert(1)\</script\> \| \*x\*"), "{md}");
}
