//! The results themselves.

use std::collections::BTreeSet;
use std::fs;

use crate::folder::{EXAMPLE, Folder, Standing, files_below, holders, project, run_with, standings};

fn expected() -> BTreeSet<Standing> {
    let path = project().join("tests/data").join(format!("{EXAMPLE}.expected.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|record| {
        let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        Standing::try_from(cells).unwrap()
    });
    rows.collect()
}

/// `WORKING.md`, “Stage 1, portfolio”, “Stage 2, visit card”, “Both stages together”.
#[test]
fn the_results_are_those_of_the_working() {
    let report = Folder::example().report();
    assert_eq!(report["final"], true);
    let counted = standings(&report);
    assert_eq!(counted.len(), 29 + 18 + 18);
    assert_eq!(counted.into_iter().collect::<BTreeSet<Standing>>(), expected());
}

/// `WORKING.md`, “Awards”.
#[test]
fn the_awards_are_those_of_the_working() {
    let report = Folder::example().report();
    let held = ["first", "second", "third"].map(|award| holders(&report, "awards", award));
    assert_eq!(held, [["p17"], ["p04"], ["p21"]]);
}

/// `WORKING.md`, “Nominations”: the ballot was 2 to 2 to 1, and the chair voted for p19.
#[test]
fn the_nominations_are_those_of_the_working() {
    let report = Folder::example().report();
    let held = ["best-portfolio", "best-event", "most-creative"].map(|each| holders(&report, "nominations", each));
    assert_eq!(held, [["p14"], ["p19"], ["p07"]]);
    let by_chair: Vec<bool> = report["nominations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|nomination| nomination["by_chair"].as_bool().unwrap())
        .collect();
    assert_eq!(by_chair, [false, true, false]);
}

#[test]
fn the_csv_holds_the_same_standings_and_who_holds_what() {
    let csv = Folder::example().run(&["tally", "--format", "csv"]).clean();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|each| each == name).unwrap();
    let [stage, participant, exact, place, passed] = ["stage", "participant", "exact", "place", "passed"].map(column);
    let mut found = BTreeSet::new();
    let mut held = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        found.insert([stage, participant, exact, place, passed].map(|each| record[each].to_owned()));
        for distinction in ["awards", "nominations"].map(|name| record[column(name)].to_owned()) {
            if !distinction.is_empty() {
                held.push((record[participant].to_owned(), distinction));
            }
        }
    }
    assert_eq!(found, expected());
    held.sort();
    let named = [("p04", "second"), ("p07", "most-creative"), ("p14", "best-portfolio"), ("p17", "first")];
    let more = [("p19", "best-event"), ("p21", "third")];
    let expected: BTreeSet<(&str, &str)> = named.into_iter().chain(more).collect();
    assert_eq!(held.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect::<BTreeSet<_>>(), expected);
}

/// The sheets are let go before standings are counted alone; whoever writes them as CSV reads the same messages, with
/// the same places, of whatever can be wrong with a folder.
#[test]
fn the_csv_comes_with_the_messages_of_the_other_forms() {
    let mut said = 0;
    for folder in fs::read_dir(project().join("tests/catalogue")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            let [csv, md] = ["csv", "md"].map(|format| run_with(&folder, &["tally", "--format", format], ""));
            assert_eq!((csv.status, &csv.stderr), (md.status, &md.stderr), "{}", folder.display());
            said += usize::from(csv.stderr.contains("scores/"));
        }
    }
    assert!(said > 20, "{said} of them are about a sheet");
}

#[test]
fn the_csv_of_a_contest_with_waivers_knows_the_cells_that_they_speak_of() {
    let folder = Folder::empty();
    for (name, bytes) in files_below(&project().join("tests/catalogue/recusal-undeclared")) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let waiver =
        "code;about;reason;by;date\nrecusal-undeclared;scores/essay/juror-2.csv:3;said aloud;chair;2026-03-01\n";
    fs::write(folder.path().join("waivers.csv"), waiver).unwrap();
    let [csv, md] = ["csv", "md"].map(|format| folder.run(&["tally", "--format", format]));
    assert_eq!((csv.status, csv.stderr), (md.status, md.stderr));
    assert!(csv.stdout.lines().count() > 1, "{}", csv.stdout);
}

#[test]
fn the_example_follows_the_rule_set_of_its_name() {
    let example = fs::read(project().join("examples").join(EXAMPLE).join("contest.yaml")).unwrap();
    let rules = fs::read(project().join("contests").join(format!("{EXAMPLE}.yaml"))).unwrap();
    assert!(example == rules, "contests/{EXAMPLE}.yaml differs from the example's contest.yaml");
}

/// `WORKING.md`, “Who is counted”: p12 counts in no place and no award.
#[test]
fn an_entry_out_of_competition_changes_nobodys_place() {
    let folder = Folder::example();
    let with = folder.report();
    let name = folder.table("participants.csv").into_iter().find(|row| row[0] == "p12").unwrap().swap_remove(1);
    folder.remove_rows("participants.csv", 0, &["p12"]);
    for sheet in folder.tables().iter().filter(|table| table.starts_with("scores/")) {
        folder.remove_rows(sheet, 0, &["p12", &name]);
    }
    let without = folder.report();
    let others: Vec<Standing> = standings(&with).into_iter().filter(|standing| standing[1] != "p12").collect();
    assert_eq!(others.len() + 3, standings(&with).len());
    assert_eq!(standings(&without), others);
    assert_eq!(without["awards"], with["awards"]);
    assert_eq!(without["nominations"], with["nominations"]);
}
