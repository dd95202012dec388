//! Everything of a contest in one folder.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::folder::{Folder, files_below, project};

type Files = BTreeMap<String, Vec<u8>>;

fn published(folder: &Folder, arguments: &[&str]) -> Files {
    folder.run(&[&["publish", "--to", "out"], arguments].concat()).clean();
    files_below(&folder.path().join("out"))
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

/// The names of those who passed the first stage and of those who did not, as the working has it.
fn first_stage() -> (Vec<String>, Vec<String>) {
    let names: BTreeMap<String, String> =
        Folder::example().table("participants.csv").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let path = project().join("tests/data/adistemelik-birlestik-2025.expected.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let (mut passed, mut failed) = (Vec::new(), Vec::new());
    for row in reader.records().map(Result::unwrap).filter(|row| &row[0] == "portfolio") {
        let list = if &row[4] == "true" { &mut passed } else { &mut failed };
        list.push(names[&row[1]].clone());
    }
    assert_eq!((passed.len(), failed.len()), (18, 11));
    (passed, failed)
}

#[test]
fn a_final_result_becomes_pages_for_the_site_and_papers_to_print() {
    let folder = Folder::example();
    let files = published(&folder, &[]);
    let (extracts, others): (Vec<&str>, Vec<&str>) =
        names(&files).into_iter().partition(|path| path.starts_with("print/extract-"));
    // Everybody who was judged has an extract, as a page and as a Word document.
    let (passed, failed) = first_stage();
    assert_eq!(extracts.len(), 2 * (passed.len() + failed.len()));
    let print =
        ["certificate", "diploma", "merit", "protocol-portfolio", "protocol-visit-card", "protocol", "register"];
    let site = ["announcement", "rating", "regulation", "results"];
    let print = print.iter().chain(&["summary", "thanks"]).map(|name| format!("print/{name}"));
    let papers: Vec<String> = print.chain(site.map(|name| format!("site/{name}"))).collect();
    let mut expected: Vec<String> = papers.iter().map(|name| format!("{name}.html")).collect();
    // The page of results is made for a browser.
    expected.extend(papers.iter().filter(|name| *name != "site/results").map(|name| format!("{name}.docx")));
    expected.extend(["index.html", "manifest.json", "print/register.csv"].map(str::to_owned));
    expected.sort();
    assert_eq!(others, expected);
    let index = text(&files, "index.html");
    for path in files.keys().filter(|path| path.contains('/')) {
        assert!(index.contains(&format!("href=\"{}\"", path.replace('/', "&#x2f;"))), "{path}: {index}");
    }
}

/// What is published at once is what the single commands write, byte for byte.
#[test]
fn every_paper_is_the_one_that_its_own_command_writes() {
    let folder = Folder::example();
    let files = published(&folder, &[]);
    let mut commands: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, stage) in [("protocol", None), ("protocol-portfolio", Some("portfolio"))] {
        let stage: Vec<&str> = stage.into_iter().flat_map(|stage| ["--stage", stage]).collect();
        commands.insert(format!("print/{name}.html"), [&["protocol"], &stage[..]].concat());
    }
    for document in ["summary", "diploma", "merit", "certificate", "thanks", "register"] {
        commands.insert(format!("print/{document}.html"), vec!["document", document]);
    }
    for document in ["announcement", "rating", "regulation"] {
        commands.insert(format!("site/{document}.html"), vec!["document", document]);
    }
    commands.insert("print/extract-p18.html".to_owned(), vec!["document", "extract", "--participant", "p18"]);
    for (path, command) in commands {
        let own = folder.run(&[&command[..], &["--format", "html"]].concat()).clean();
        assert!(text(&files, &path) == own, "{path}");
    }
    let table = folder.run(&["document", "register", "--format", "csv"]).clean();
    assert_eq!(text(&files, "print/register.csv"), table);
}

#[test]
fn the_manifest_names_every_other_file_with_its_fingerprint() {
    let folder = Folder::example();
    let files = published(&folder, &[]);
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let named: BTreeMap<&str, &str> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["sha256"].as_str().unwrap()))
        .collect();
    let others: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| *path != "manifest.json").collect();
    assert_eq!(named.len(), others.len());
    for (path, bytes) in others {
        let own: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(named[path.as_str()], own, "{path}");
    }
    assert_eq!(manifest["fingerprint"], folder.report()["fingerprint"]);
}

#[test]
fn the_site_knows_nothing_of_those_who_did_not_pass_nor_of_marks() {
    let folder = Folder::example();
    let files = published(&folder, &[]);
    let page = text(&files, "site/results.html");
    let (passed, failed) = first_stage();
    let jury: Vec<String> = folder.table("jury.csv").into_iter().skip(1).map(|row| row[1].clone()).collect();
    for name in &passed {
        assert!(page.contains(name.as_str()), "{name}");
    }
    for name in failed.iter().chain(&jury) {
        assert!(!page.contains(name.as_str()), "{name}");
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("site/")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(failed.iter().all(|name| !page.contains(name.as_str())), "{path}");
    }
    assert!(page.contains("Тізімде көрсетілмегендер: 11 "), "{page}");
    assert!(!page.contains("class=\"dot\""), "no juror's points are drawn");
}

#[test]
fn the_rules_open_what_may_be_published() {
    let folder = Folder::example();
    let rules = folder.read("contest.yaml");
    let publish = |what: &str| {
        folder.write("contest.yaml", &format!("{rules}\npublish: {what}\n"));
        let page = text(&published(&folder, &["--force"]), "site/results.html");
        folder.remove("out");
        page
    };
    let (_, failed) = first_stage();
    let juror = folder.table("jury.csv")[1][1].clone();
    folder.write("contest.yaml", &rules);
    let listed = publish("{ not_passed: listed }");
    assert!(failed.iter().all(|name| listed.contains(name.as_str())) && !listed.contains("көрсетілмегендер"));
    assert!(!listed.contains(&juror) && !listed.contains("class=\"dot\""));
    // By size: nobody's marks stand in a column of one's own.
    let anonymous = publish("{ juror_marks: anonymous }");
    assert!(anonymous.contains("class=\"dot\"") && !anonymous.contains(&juror));
    let points: Vec<Vec<f64>> = anonymous
        .split("<td class=\"said\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .filter(|said| said.contains("; "))
        .map(|said| said.split("; ").map(|number| number.replace(',', ".").parse().unwrap()).collect())
        .collect();
    assert_eq!(points.len(), 18 + 18);
    assert!(points.iter().all(|points| points.is_sorted()), "{points:?}");
    let named = publish("{ juror_marks: named }");
    assert!(named.contains("class=\"dot\"") && named.contains(&format!("1 – {juror}")));
    let fields = publish("{ fields: [ subject, submitted ] }");
    for shown in ["<bdi>математика</bdi>", "<bdi>2025 жылғы 13 қазан</bdi>", "Өтінім күні"]
    {
        assert!(fields.contains(shown), "{shown}");
        assert!(!named.contains(shown), "{shown}");
    }
}

#[test]
fn a_result_that_is_not_final_is_not_published() {
    let folder = Folder::example();
    folder.remove_rows("decisions.csv", 1, &["order"]);
    let refused = folder.run(&["publish", "--to", "out"]);
    refused.refused(1, &["The result is not final, so nothing was written:", "Есенқұлова Шынар Ғабитқызы"]);
    assert!(!folder.path().join("out").exists());
    // The first stage is final all the same.
    let files = published(&folder, &["--stage", "portfolio", "--lang", "en"]);
    let papers: Vec<&str> = names(&files)
        .into_iter()
        .filter(|path| !path.starts_with("print/extract-") && !path.ends_with(".docx"))
        .collect();
    let site = ["site/announcement.html", "site/rating.html", "site/regulation.html", "site/results.html"];
    let print = ["print/protocol-portfolio.html", "print/summary.html"];
    assert_eq!(papers, [&["index.html", "manifest.json"][..], &print, &site].concat());
    let page = text(&files, "site/results.html");
    assert!(page.contains("Stage I. Portfolio") && !page.contains("1st place") && !page.contains("Visit card"));
    assert!(text(&files, "index.html").contains("<p>Stage I. Portfolio</p>"));
    folder.run(&["publish", "--to", "other", "--stage", "portfolo"]).refused(2, &["did you mean portfolio?"]);
}

#[test]
fn a_fault_in_the_data_is_shown_and_nothing_is_written() {
    let folder = Folder::example();
    folder.edit("scores/portfolio/juror-1.csv", "\np03;2;", "\np03;4;");
    folder.run(&["publish", "--to", "out"]).refused(1, &["mark-out-of-range", "juror-1.csv:4:5"]);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_former_run_is_replaced_as_a_whole_and_only_when_asked() {
    let folder = Folder::example();
    let first = published(&folder, &[]);
    folder.run(&["publish", "--to", "out"]).refused(2, &["out is there already", "--force"]);
    assert!(files_below(&folder.path().join("out")) == first);
    let second = published(&folder, &["--stage", "portfolio", "--force"]);
    assert!(!second.contains_key("print/protocol.html"), "nothing of the former run is left: {:?}", names(&second));
    assert!(published(&folder, &["--force"]) == first);
    let around: BTreeSet<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(around.is_empty(), "{around:?}");
}

#[test]
fn what_was_edited_or_put_there_by_hand_is_not_replaced() {
    let folder = Folder::example();
    published(&folder, &[]);
    let touched = |names: &[&str]| {
        let before = files_below(&folder.path().join("out"));
        folder.run(&["publish", "--to", "out", "--force"]).refused(2, names);
        assert!(files_below(&folder.path().join("out")) == before);
    };
    folder.write("out/print/signed.txt", "скан");
    let page = folder.read("out/site/results.html");
    folder.write("out/site/results.html", &page.replace("40,20", "40,30"));
    touched(&["print/signed.txt, site/results.html. Move"]);
    folder.write("out/site/results.html", &page);
    touched(&["print/signed.txt."]);
    folder.remove("out/print/signed.txt");
    // A file that was taken away is nobody's loss.
    folder.remove("out/print/protocol.html");
    assert!(published(&folder, &["--force"]).contains_key("print/protocol.html"));
    // A folder of somebody's own, here the contest itself.
    let others = format!(" and {} more. Move", files_below(folder.path()).len() - 5);
    folder.run(&["publish", "--to", ".", "--force"]).refused(2, &[": README.md, WORKING.md, ballots/", &others]);
    assert!(folder.path().join("contest.yaml").exists());
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let (one, other) = (Folder::example(), Folder::example());
    for language in ["kk", "ru", "en"] {
        let first = published(&one, &["--force", "--lang", language]);
        assert!(first == published(&other, &["--force", "--lang", language]), "{language}");
    }
}

#[test]
fn the_folders_own_templates_are_filled_in() {
    let folder = Folder::example();
    let template = "{% for stage in stages %}{{ stage.title }}: {{ stage.fields[0].rows[0][1].text }}\n{% endfor %}";
    folder.write("templates/results.html", template);
    let page = text(&published(&folder, &[]), "site/results.html");
    assert_eq!(page.lines().next(), Some("Екі кезеңнің қорытындысы: Ыдырысәлі Перизат Темірболатқызы"), "{page}");
    folder.write("templates/results.html", "\n{{ no_such_name }}");
    folder.run(&["publish", "--to", "other"]).refused(2, &["templates/results.html:2: "]);
    assert!(!folder.path().join("other").exists());
}
