//! Every rule set of `contests/` on a small folder whose results were worked out by hand.
//!
//! `tests/patterns/NAME/` is a contest's folder under `contests/NAME.yaml`. `expected/standings.csv` and
//! `expected/holders.csv` were worked out from the rule and the marks; `WORKING.md` beside them shows how.
//! `docs/patterns.md` says which published rule is proved where.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Rule sets that have a complete example of their own.
const EXAMPLES: [&str; 2] = ["adistemelik-birlestik-2025", "tarbie-zhumysy-2024"];

/// The rule set that is there to be filled in.
const BLANK: &str = "blank";

/// A standing: stage, participant, exact, place, passed.
type Standing = [String; 5];

/// An award or a nomination, and who holds it.
type Held = [String; 2];

/// What a run of the binary left behind.
struct Outcome {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Outcome {
    /// The report of a count that is final and had nothing to say beside it.
    #[track_caller]
    fn report(&self) -> Value {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""));
        let report: Value = serde_json::from_str(&self.stdout).unwrap();
        assert_eq!((&report["final"], report["why_not_final"].as_array().unwrap().len()), (&Value::Bool(true), 0));
        report
    }

    /// Nothing was counted, and what was said has the code.
    #[track_caller]
    fn refused(&self, code: &str) {
        assert_eq!((self.status, self.stdout.as_str()), (1, ""), "{}", self.stderr);
        assert!(self.stderr.contains(&format!("error[{code}]")), "{}", self.stderr);
    }
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pattern(name: &str) -> PathBuf {
    project().join("tests/patterns").join(name)
}

fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    command.args(arguments).current_dir(folder).env("BAYQAU_LANG", "en").env_remove("RUST_BACKTRACE");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().expect("the binary was not killed");
    Outcome { status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn tally(folder: &Path) -> Outcome {
    run(folder, &["tally", "--format", "json"])
}

/// The names in a folder that a function makes of its entries.
fn names(folder: &Path, name: impl Fn(&Path) -> Option<String>) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter_map(|path| name(&path)).collect()
}

/// The names of all rule sets.
fn rule_sets() -> BTreeSet<String> {
    names(&project().join("contests"), |path| Some(path.file_name()?.to_str()?.strip_suffix(".yaml")?.to_owned()))
}

/// The names of the folders in a folder.
fn folders(folder: &Path) -> BTreeSet<String> {
    names(folder, |path| path.is_dir().then(|| path.file_name().unwrap().to_str().unwrap().to_owned()))
}

/// The rows of a table of expected values.
fn expected<const N: usize>(path: &Path) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|record| {
        let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        <[String; N]>::try_from(cells).unwrap()
    });
    rows.collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Every standing of a report, in its order.
fn standings(report: &Value) -> Vec<Standing> {
    let mut all = Vec::new();
    for stage in report["stages"].as_array().unwrap().iter().chain([&report["ranking"]]) {
        for field in stage["fields"].as_array().unwrap() {
            for standing in field["standings"].as_array().unwrap() {
                let keys = ["participant", "exact", "place", "passed"];
                let [participant, exact, place, passed] = keys.map(|key| text(&standing[key]));
                all.push([text(&stage["id"]), participant, exact, place, passed]);
            }
        }
    }
    all
}

/// Every award and nomination of a report with its holders.
fn holders(report: &Value) -> Vec<Held> {
    let all = ["awards", "nominations"].into_iter().flat_map(|list| report[list].as_array().unwrap());
    let ids = |each: &Value| each["holders"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(" ");
    all.map(|each| [text(&each["id"]), ids(each)]).collect()
}

/// The exact score of a participant in a stage.
#[track_caller]
fn exact(report: &Value, stage: &str, participant: &str) -> String {
    let found = standings(report).into_iter().find(|each| each[0] == stage && each[1] == participant);
    let [_, _, exact, ..] = found.unwrap();
    exact
}

#[track_caller]
fn assert_standings(report: &Value, expected: &[Standing], name: &str) {
    let counted = standings(report);
    assert!(!expected.is_empty(), "{name}");
    let set = |all: &[Standing]| all.iter().cloned().collect::<BTreeSet<Standing>>();
    assert_eq!(set(&counted), set(expected), "{name}");
    assert_eq!(counted.len(), expected.len(), "{name}: an entry stands twice");
}

/// A copy of a pattern's folder that a test may change.
struct Copy(TempDir);

impl Copy {
    fn of(name: &str) -> Copy {
        let copy = Copy(TempDir::new().unwrap());
        copy_below(&pattern(name), copy.0.path());
        copy
    }

    /// Replaces the only place where a text stands in a file.
    #[track_caller]
    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.0.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.0.path().join(name)).unwrap();
    }

    fn tally(&self) -> Outcome {
        tally(self.0.path())
    }
}

fn copy_below(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_below(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

#[test]
fn every_rule_set_has_a_folder_with_the_same_rules() {
    let mut proved = folders(&project().join("tests/patterns"));
    for name in &proved {
        let rules = |path: PathBuf| fs::read(path).unwrap();
        let own = rules(pattern(name).join("contest.yaml"));
        assert!(own == rules(project().join("contests").join(format!("{name}.yaml"))), "{name}");
    }
    proved.insert(BLANK.to_owned());
    proved.extend(EXAMPLES.map(str::to_owned));
    assert_eq!(proved, rule_sets());
}

#[test]
fn every_example_follows_the_rule_set_of_its_name() {
    let examples = project().join("examples");
    // The other folders of examples are no contests.
    let mut contests = folders(&examples);
    contests.retain(|name| examples.join(name).join("contest.yaml").exists());
    assert_eq!(contests, BTreeSet::from(EXAMPLES.map(str::to_owned)));
    for name in EXAMPLES {
        let own = fs::read(examples.join(name).join("contest.yaml")).unwrap();
        assert!(own == fs::read(project().join("contests").join(format!("{name}.yaml"))).unwrap(), "{name}");
    }
}

#[test]
fn every_pattern_is_checked_without_a_fault() {
    for name in folders(&project().join("tests/patterns")) {
        let checked = run(&pattern(&name), &["check", "--lang", "en"]);
        let said = (checked.status, checked.stdout.trim_end(), checked.stderr.as_str());
        assert_eq!(said, (0, "No errors, no warnings", ""), "{name}");
    }
}

#[test]
fn every_pattern_counts_to_what_was_worked_out_by_hand() {
    for name in folders(&project().join("tests/patterns")) {
        let folder = pattern(&name);
        let report = tally(&folder).report();
        assert_standings(&report, &expected::<5>(&folder.join("expected/standings.csv")), &name);
        assert_eq!(holders(&report), expected::<2>(&folder.join("expected/holders.csv")), "{name}");
    }
}

/// `examples/tarbie-zhumysy-2024/WORKING.md`.
#[test]
fn the_example_with_two_tracks_counts_to_what_was_worked_out_by_hand() {
    let folder = project().join("examples/tarbie-zhumysy-2024");
    let checked = run(&folder, &["check", "--lang", "en"]);
    assert_eq!((checked.status, checked.stdout.trim_end()), (0, "No errors, no warnings"));
    let report = tally(&folder).report();
    let expected = expected::<5>(&project().join("tests/data/tarbie-zhumysy-2024.expected.csv"));
    assert_eq!(expected.len(), 14 + 9 + 9);
    assert_standings(&report, &expected, "tarbie-zhumysy-2024");
    let held = [("grand-prix", "p09"), ("first", "p04"), ("second", "p07 p12"), ("third", "p01 p13")];
    assert_eq!(holders(&report), held.map(|(id, holders)| [id.to_owned(), holders.to_owned()]));
}

/// Ten requirements of 0 to 10 are an entry's own: 100 at most, whichever track it is in.
#[test]
fn the_maximum_of_a_stage_with_tracks_is_that_of_one_track() {
    let report = tally(&project().join("examples/tarbie-zhumysy-2024")).report();
    let maxima: Vec<String> =
        report["stages"].as_array().unwrap().iter().map(|stage| text(&stage["maximum"])).collect();
    assert_eq!(maxima, ["15", "100"]);
    assert_eq!(text(&report["ranking"]["maximum"]), "100");
}

/// Who took which place and what is recommended stands in the protocol that is signed.
#[test]
fn the_protocol_of_two_tracks_names_places_and_recommendations() {
    let protocol = run(&project().join("examples/tarbie-zhumysy-2024"), &["protocol", "--lang", "kk"]);
    assert_eq!((protocol.status, protocol.stderr.as_str()), (0, ""));
    let lines = [
        "**Гран-при** – Сағынтай Гүлсім Нұрболқызы",
        "**I орын** – Үсенбай Жанаргүл Ерденқызы",
        "**II орын** – Ықылас Думан Маратұлы, № 208 лицей; Өтеген Шынболат Қуанышұлы, № 205 мектеп-лицей",
        "**III орын** – Қойшыбек Ақмарал Төлеужанқызы, № 212 мектеп-лицей; Һасенова Мәдина Ерікқызы, № 219 гимназия",
        "**халықаралық деңгейде тарату** – Сағынтай Гүлсім Нұрболқызы",
        "**республика деңгейінде тарату** – Үсенбай Жанаргүл Ерденқызы",
        "**қала деңгейінде тарату** – Ықылас Думан Маратұлы",
        "**қала деңгейінде тарату** – Өтеген Шынболат Қуанышұлы",
    ];
    for line in lines {
        assert!(protocol.stdout.contains(line), "{line}: {}", protocol.stdout);
    }
}

/// Olympiads: equals share a place and are listed in alphabetical order: Абаева, Яковлева; Бойко, Юсупов.
#[test]
fn equals_are_listed_in_alphabetical_order() {
    let report = tally(&pattern("olympiad-45-percent")).report();
    let places: Vec<(String, String)> = standings(&report)
        .into_iter()
        .filter(|each| each[0] == "problems")
        .map(|each| (each[1].clone(), each[3].clone()))
        .collect();
    for (place, equals) in [("1", ["p02", "p01"]), ("11", ["p12", "p11"])] {
        let at: Vec<&str> = places.iter().filter(|(_, own)| own == place).map(|(entry, _)| entry.as_str()).collect();
        assert_eq!(at, equals);
    }
}

/// `mean-of-three-jurors`: p4 was read by three, one of four having fallen ill; with two there is no score.
#[test]
fn a_work_that_fewer_than_three_have_read_leaves_the_result_open() {
    let copy = Copy::of("mean-of-three-jurors");
    copy.edit("scores/essay.csv", "juror-4;p4;4;4", "juror-4;p4;absent;absent");
    let outcome = copy.tally();
    assert_eq!(outcome.status, 1, "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["final"], false);
    assert_eq!(exact(&report, "essay", "p4"), "");
}

/// A sum over fewer judges than the others had is refused: the gap would count as zero.
#[test]
fn a_sum_is_not_taken_over_fewer_judges_than_others_have() {
    let copy = Copy::of("dance-show-week");
    copy.edit("scores/week.csv", "judge-2,c2,1,9", "judge-2,c2,1,-");
    copy.tally().refused("uneven-sum");
}

/// `penalty-and-bonus`: the chair may give 15 points, and no more.
#[test]
fn a_bonus_beyond_the_range_is_refused() {
    let copy = Copy::of("penalty-and-bonus");
    copy.edit("adjustments.csv", "p3;performance;15;", "p3;performance;16;");
    copy.tally().refused("adjustment-out-of-range");
}

/// `threshold-amended`: without the decision the line of the regulation holds, and p1 wins.
#[test]
fn a_rule_that_nobody_amended_holds_as_it_is_written() {
    let copy = Copy::of("threshold-amended");
    copy.remove("decisions.csv");
    for entry in ["p3", "p4"] {
        let path = copy.0.path().join("scores/oral.csv");
        let text = fs::read_to_string(&path).unwrap();
        let kept: Vec<&str> = text.lines().filter(|line| !line.contains(&format!(";{entry};"))).collect();
        fs::write(path, kept.join("\n") + "\n").unwrap();
    }
    let ranking: Vec<Standing> =
        standings(&copy.tally().report()).into_iter().filter(|each| each[0] == "ranking").collect();
    let expected = [["ranking", "p1", "38", "1", ""], ["ranking", "p2", "37", "2", ""]];
    assert_eq!(ranking, expected.map(|each| each.map(str::to_owned)));
}

/// `figure-skating-components`, “Sum of the products, rounded at the end”: the order of the lines is the order
/// of the arithmetic.
#[test]
fn rounding_the_sum_gives_other_totals_than_rounding_each_product() {
    let each_product = tally(&pattern("figure-skating-components")).report();
    let copy = Copy::of("figure-skating-components");
    let path = copy.0.path().join("contest.yaml");
    let rules = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = rules.lines().collect();
    let swapped: Vec<usize> = (1..lines.len())
        .filter(|&line| lines[line].trim() == "- criteria: sum" && lines[line - 1].contains("- round: 0.01"))
        .collect();
    assert_eq!(swapped.len(), 2);
    for line in swapped {
        lines.swap(line - 1, line);
    }
    fs::write(path, lines.join("\n") + "\n").unwrap();
    let the_sum = copy.tally().report();
    let of = |report: &Value| ["s1", "s2", "s3", "s4"].map(|entry| exact(report, "short-components", entry));
    assert_eq!(of(&each_product), ["3001/100", "2741/100", "2709/100", "1237/50"]);
    assert_eq!(of(&the_sum), ["30", "2741/100", "271/10", "1237/50"]);
}

/// The table of the documents names every rule set and where it is proved.
#[test]
fn the_table_of_patterns_names_every_rule_set_and_its_proof() {
    let docs = project().join("docs");
    let table = fs::read_to_string(docs.join("patterns.md")).unwrap();
    let links: BTreeSet<&str> = table
        .split("](")
        .skip(1)
        .map(|rest| rest.split([')', '#']).next().unwrap())
        .filter(|link| !link.is_empty())
        .collect();
    for name in rule_sets().into_iter().filter(|name| name != BLANK) {
        assert!(links.contains(format!("../contests/{name}.yaml").as_str()), "{name} is not in the table");
        let folder = if EXAMPLES.contains(&name.as_str()) { "../examples" } else { "../tests/patterns" };
        assert!(links.contains(format!("{folder}/{name}/WORKING.md").as_str()), "{name} is proved nowhere");
    }
}
