//! The pages that are published, in a real browser.
//!
//! These tests need Chromium and its driver, and for accessibility axe-core, whose script `BAYQAU_AXE` names;
//! `.ci/run` installs them and runs the tests. Elsewhere `cargo test` counts them as ignored, with the reason.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]

mod browser;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use browser::{Browser, address};

const EXAMPLES: [&str; 2] = ["adistemelik-birlestik-2025", "tarbie-zhumysy-2024"];

/// The width between the margins of an A4 page, 180 mm at 96 dots to the inch, and the height, 267 mm.
const A4: (u32, f64) = (680, 1009.0);

/// Names that are more than names to whatever shows them.
fn hostile() -> [String; 9] {
    [
        "<script>document.title = 'run'</script>".to_owned(),
        "<img src=x onerror=\"document.title='run'\">".to_owned(),
        "=cmd()".to_owned(),
        "a|b".to_owned(),
        "**x** _y_".to_owned(),
        "{{ x }} {% y %}".to_owned(),
        "أحمد بن علي".to_owned(),
        "ұ".repeat(300),
        "\" onmouseover=\"document.title='run'".to_owned(),
    ]
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, &to).map(|_| ()).unwrap() }
    }
}

/// What was published of a contest.
struct Published {
    folder: TempDir,
}

impl Published {
    /// A worked example; `publish` is a line of its rules.
    fn example(name: &str, language: &str, publish: &str) -> Published {
        let folder = TempDir::new().unwrap();
        copy(&project().join("examples").join(name), folder.path());
        let rules = folder.path().join("contest.yaml");
        let text = fs::read_to_string(&rules).unwrap();
        fs::write(rules, format!("{text}\n{publish}\n")).unwrap();
        Published::of(folder, language)
    }

    /// A small contest of people with hostile names and schools.
    fn hostile() -> Published {
        let folder = TempDir::new().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(
            "contest.yaml",
            "format: 1\ntitle: \"<b>\"\nlanguage: kk\nstages:\n  - { id: one, criteria: [ { id: x, marks: 1-20 } ] }\n\
             publish: { juror_marks: named, not_passed: listed, fields: [ \"<i>\" ] }\n",
        );
        write("jury.csv", "id,name,role\nj1,<u>Бір</u>,chair\nj2,Екі,\nj3,Үш,\n");
        fs::create_dir(folder.path().join("scores")).unwrap();
        let mut participants = csv::Writer::from_path(folder.path().join("participants.csv")).unwrap();
        let mut marks = csv::Writer::from_path(folder.path().join("scores/one.csv")).unwrap();
        participants.write_record(["id", "name", "organisation", "<i>"]).unwrap();
        marks.write_record(["juror", "participant", "x"]).unwrap();
        for (number, name) in hostile().iter().enumerate() {
            let id = format!("p{number}");
            participants.write_record([&id, name, name, name]).unwrap();
            for (juror, more) in [("j1", 1), ("j2", 2), ("j3", 3)] {
                marks.write_record([juror, &id, &(20 - number - more).to_string()]).unwrap();
            }
        }
        participants.flush().unwrap();
        marks.flush().unwrap();
        Published::of(folder, "kk")
    }

    fn of(folder: TempDir, language: &str) -> Published {
        let output = Command::new(env!("CARGO_BIN_EXE_bayqau"))
            .args(["publish", "--to", "out", "--lang", language])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Published { folder }
    }

    fn results(&self) -> PathBuf {
        self.folder.path().join("out/site/results.html")
    }

    /// Every page in these folders.
    fn pages(&self, folders: &[&str]) -> Vec<PathBuf> {
        let mut pages: Vec<PathBuf> = folders
            .iter()
            .flat_map(|folder| fs::read_dir(self.folder.path().join("out").join(folder)).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
            .collect();
        pages.sort();
        assert!(pages.len() >= 3, "{pages:?}");
        pages
    }
}

/// Everything shown, and a column more.
const ALL: &str = "publish: { juror_marks: named, not_passed: listed, fields: [ organisation ] }";

/// Both examples in the three languages, and the hostile one.
fn everything() -> Vec<Published> {
    let languages = |name| ["kk", "ru", "en"].map(|language| Published::example(name, language, ALL));
    EXAMPLES.into_iter().flat_map(languages).chain(std::iter::once(Published::hostile())).collect()
}

/// The texts of a column of the first table of results, from top to bottom.
fn column(browser: &Browser, kind: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelector('table.results').tBodies[0].rows].filter(row => !row.hidden) \
         .map(row => row.querySelector('td.{kind}').textContent)"
    );
    browser.run(&script).as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn sort_by(browser: &Browser, kind: &str) {
    browser.click(&format!("table.results th.{kind} button"));
}

/// A name as the Kazakh alphabet orders it.
fn letters(name: &str) -> Vec<usize> {
    const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
    let place = |letter: char| ALPHABET.chars().position(|each| each == letter).map_or(0, |place| place + 1);
    name.to_lowercase().chars().map(place).collect()
}

fn numbers(texts: &[String]) -> Vec<f64> {
    texts.iter().filter_map(|text| text.replace(',', ".").parse().ok()).collect()
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn names_are_sorted_by_the_kazakh_alphabet_and_numbers_as_numbers() {
    let published = Published::example(EXAMPLES[0], "kk", "publish: { not_passed: listed }");
    let browser = Browser::start();
    browser.open(&published.results());
    let ranked = column(&browser, "name");
    sort_by(&browser, "name");
    let names = column(&browser, "name");
    assert!(names.is_sorted_by_key(|name| letters(name)), "{names:?}");
    assert_ne!(names, ranked);
    assert_eq!(BTreeSet::from_iter(&names), BTreeSet::from_iter(&ranked));
    sort_by(&browser, "name");
    assert_eq!(column(&browser, "name"), names.into_iter().rev().collect::<Vec<_>>());
    // 2 stands before 10, and who has no place after those who have one, in either direction.
    let places: Vec<String> = (1..=17).map(|place: u32| place.to_string()).chain(["–".to_owned()]).collect();
    sort_by(&browser, "place");
    assert_eq!(column(&browser, "place"), places);
    sort_by(&browser, "place");
    let down = column(&browser, "place");
    assert_eq!((down[0].as_str(), down[17].as_str()), ("17", "–"));
    sort_by(&browser, "points");
    let points = numbers(&column(&browser, "points"));
    assert_eq!(points.len(), 18);
    assert!(points.is_sorted(), "{points:?}");
    let sorted = browser.run("return [...document.querySelectorAll('th[aria-sort]')].map(th => th.className)");
    assert_eq!(sorted, json!(["points number"]), "a reader is told by which column");
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn a_search_leaves_the_rows_that_hold_the_words() {
    let published = Published::example(EXAMPLES[0], "kk", "");
    let browser = Browser::start();
    browser.open(&published.results());
    let all = column(&browser, "name");
    browser.write("#words", "ҒАБИТҚЫЗЫ");
    assert_eq!(column(&browser, "name"), ["Есенқұлова Шынар Ғабитқызы"]);
    // Once in the ranking and in each of the two stages, of eighteen rows each.
    assert_eq!(browser.run("return document.querySelector('output').value"), "Табылды: 3 / 54");
    browser.run(
        "document.querySelector('#words').value = ''; document.querySelector('form').dispatchEvent(new Event('input'))",
    );
    assert_eq!(column(&browser, "name"), all);
    browser.write("#words", "№ 222");
    assert_eq!(column(&browser, "organisation"), ["№ 222 гимназия"]);
    browser.write("#words", " nobody");
    assert_eq!(column(&browser, "name"), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn without_scripts_every_row_is_there() {
    let published = Published::example(EXAMPLES[0], "ru", "publish: { not_passed: listed }");
    let browser = Browser::start();
    browser.command("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&published.results());
    // The driver's own questions are still answered.
    let visible =
        "return [...document.querySelectorAll('table.results tbody tr')].filter(row => row.checkVisibility()).length";
    assert_eq!(browser.run(visible), 18 + 29 + 18);
    assert_eq!(browser.run("return document.querySelector('form').checkVisibility()"), false);
    assert_eq!(browser.run("return document.querySelectorAll('button').length"), 0);
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn pages_ask_for_nothing_and_the_console_is_silent() {
    let browser = Browser::start();
    browser.open(&project().join("README.md"));
    browser.requests();
    for published in everything() {
        for page in published.pages(&["", "print", "site"]) {
            browser.open(&page);
            let asked: BTreeSet<String> = browser.requests().into_iter().collect();
            assert_eq!(asked, BTreeSet::from([address(&page)]));
            assert_eq!(browser.said(), Vec::<String>::new(), "{}", page.display());
        }
    }
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn hostile_names_are_shown_as_they_are() {
    let published = Published::hostile();
    let browser = Browser::start();
    browser.open(&published.results());
    assert_eq!(browser.run("return document.title"), "<b>. Нәтижелер");
    for kind in ["name", "organisation", "field"] {
        assert_eq!(column(&browser, kind), hostile(), "{kind}");
    }
    let charted =
        browser.run("return [...document.querySelectorAll('.chart.points tbody th')].map(th => th.textContent)");
    // The stage and the ranking, which takes its order, each have a chart.
    assert_eq!(charted, json!([hostile(), hostile()].concat()));
    assert_eq!(browser.run("return document.querySelectorAll('script').length"), 1);
}

#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn no_page_is_wider_than_a_telephone() {
    let browser = Browser::start();
    for published in everything() {
        for page in [published.results(), published.folder.path().join("out/index.html")] {
            for width in [360, 1280] {
                browser.be_wide(width);
                browser.open(&page);
                let wide = browser.run("return document.documentElement.scrollWidth");
                assert!(wide.as_u64().unwrap() <= u64::from(width), "{}: {wide} at {width}", page.display());
            }
        }
    }
}

/// Printed, a table is as wide as the paper at most, no row is cut by the end of a page, and the header comes again.
#[test]
#[ignore = "needs Chromium, which .ci/run installs"]
fn no_table_is_cut_on_paper() {
    const MEASURE: &str = "
        const paper = document.documentElement.clientWidth;
        return [...document.querySelectorAll('table')].map(table => ({
            name: table.caption?.textContent ?? table.className,
            over: Math.max(...[table, ...table.querySelectorAll('th, td, bdi')].map(e => e.getBoundingClientRect().right)) - paper,
            tallest: Math.max(...[...table.rows].map(row => row.getBoundingClientRect().height)),
            heads: table.tHead ? getComputedStyle(table.tHead).display : 'table-header-group',
            breaks: [...new Set([...table.rows].map(row => getComputedStyle(row).breakInside))],
        }));";
    let browser = Browser::start();
    browser.be_wide(A4.0);
    browser.show("print", "light");
    for published in everything() {
        browser.open(&published.results());
        let tables = browser.run(MEASURE);
        assert!(tables.as_array().unwrap().len() >= 4, "{tables}");
        for table in tables.as_array().unwrap() {
            assert!(table["over"].as_f64().unwrap() <= 0.5, "{table}");
            assert!(table["tallest"].as_f64().unwrap() < A4.1 / 2.0, "{table}");
            assert_eq!(table["heads"], "table-header-group", "{table}");
            assert_eq!(table["breaks"], json!(["avoid"]), "{table}");
        }
        let printed = browser.command("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        assert!(printed["data"].as_str().unwrap().starts_with("JVBERi"), "a PDF begins with %PDF");
    }
}

#[test]
#[ignore = "needs Chromium and axe-core, which .ci/run installs"]
fn an_accessibility_checker_finds_nothing() {
    let axe = std::env::var("BAYQAU_AXE").expect("BAYQAU_AXE names axe.min.js");
    let axe = fs::read_to_string(axe).unwrap();
    let browser = Browser::start();
    let mut found = Vec::new();
    let examples = [Published::example(EXAMPLES[0], "kk", ALL), Published::example(EXAMPLES[1], "ru", ALL)];
    for published in examples.into_iter().chain([Published::hostile()]) {
        for page in published.pages(&["", "site"]) {
            for (width, colours) in [(1280, "light"), (1280, "dark"), (360, "light")] {
                browser.be_wide(width);
                browser.show("screen", colours);
                browser.open(&page);
                browser.run(&axe);
                let checked = browser.wait("axe.run().then(arguments[0])");
                assert!(checked["passes"].as_array().unwrap().len() > 10, "{checked:#}");
                let nodes =
                    |each: &Value| each["nodes"].as_array().unwrap().iter().take(3).cloned().collect::<Vec<_>>();
                found.extend(checked["violations"].as_array().unwrap().iter().map(|each| {
                    let places: Vec<Value> = nodes(each).iter().map(|node| node["html"].clone()).collect();
                    format!("{} {width} {colours}: {} {places:?}", page.display(), each["help"])
                }));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
