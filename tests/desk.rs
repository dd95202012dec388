//! The other documents of the same desk: minutes of a meeting, a programme's yearly report.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const MINUTES: &str = "examples/pedagogter-zhinalysy-2024";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn bayqau(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    command.env_clear().args(arguments).arg(folder).output().unwrap()
}

fn text(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The rows of the table in `EXPECTED.md`: `file:line` and code.
fn expected(folder: &Path) -> Vec<(String, String)> {
    let table = fs::read_to_string(folder.join("EXPECTED.md")).unwrap();
    let rows = table.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('`');
        Some((cells.next()?.to_owned(), cells.nth(1)?.to_owned()))
    });
    rows.collect()
}

/// What `check` finds, in its order.
fn found(folder: &Path) -> Vec<(String, String)> {
    let views: Vec<Value> = serde_json::from_str(&text(bayqau(folder, &["check", "--format", "json"]))).unwrap();
    let named = |view: &Value| {
        let place = format!("{}:{}", view["file"].as_str().unwrap(), view["line"]);
        (place, view["code"].as_str().unwrap().to_owned())
    };
    views.iter().map(named).collect()
}

/// Fails unless the parts stand in the text in this order.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("“{part}” is not there, or not in its order:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// A council with two items, guests and votes.
fn council() -> TempDir {
    let folder = TempDir::new().unwrap();
    let files = [
        (
            "meeting.yaml",
            "format: 1\ntitle: { kk: Педагогикалық кеңес, ru: Педагогический совет, en: Teachers’ council }\n\
             language: kk\norganisation: № 300 мектеп\nnumber: 4\ndate: 2025-03-28\nplace: Мәжіліс залы\n\
             members: 6\nquorum: { above: 1/2 }\nchair: Әлия\nsecretary: Бота\n",
        ),
        (
            "present.csv",
            "id;name;position;attendance;reason\na;Әлия;директор;;\nb;Бота;хатшы;;\nv;Вера;мұғалім;;\nz;Яков;мұғалім;;\n\
             ae;Ғани;мұғалім;absent;іссапарда\ng;Дидар;ата-ана;invited;\n",
        ),
        (
            "agenda.csv",
            "item;title;speaker;heard;spoke;decision;responsible;deadline;for;against;abstained\n\
             2;Жөндеу;b;;;Басталсын;v;2025-06-01;3;0;1\n1;Тоқсан;a;Үлгерім 61%;;;;;;;\n1;;g;;Ата-аналар разы;;;;;;\n\
             1;;;;;Есеп бекітілсін;-;-;4;0;0\n1;;;;;Олқылық жойылсын;z;ongoing;;;\n",
        ),
    ];
    write(folder.path(), &files);
    folder
}

#[test]
fn minutes_keep_the_order_of_heard_spoke_resolved() {
    let folder = council();
    let kk = [
        "№ 300 мектеп",
        "# Педагогикалық кеңес",
        "## Хаттама № 4",
        "2025 жылғы 28 наурыз",
        "Мәжіліс залы",
        "**Төраға:** Әлия",
        "**Хатшы:** Бота",
        "4 адам",
        "1. Әлия – директор\n2. Бота – хатшы\n3. Вера – мұғалім\n4. Яков – мұғалім\n",
        "**Қатыспағандар:**",
        "1. Ғани – мұғалім; іссапарда",
        "**Шақырылғандар:**",
        "1. Дидар – ата-ана",
        // More than half of six are four.
        "құрамдағы 6 адамнан қатысқаны – 4, қажеттісі – 4: кворум бар",
        "### Күн тәртібі",
        "1. Тоқсан\n2. Жөндеу",
        "### 1. Тоқсан",
        "**ТЫҢДАЛДЫ:**",
        "Әлия, директор: Үлгерім 61%",
        "**СӨЙЛЕДІ:**",
        "Дидар, ата-ана: Ата-аналар разы",
        "**ШЕШІМ:**",
        "1.1. Есеп бекітілсін",
        "Дауыс беру: бірауыздан (қолдаған – 4)",
        "1.2. Олқылық жойылсын",
        "Жауапты: Яков",
        "Мерзімі: тұрақты",
        "### 2. Жөндеу",
        "Бота, хатшы\n",
        "2.1. Басталсын",
        "Жауапты: Вера",
        "Мерзімі: 2025 жылғы 1 маусым",
        "Дауыс беру: қолдаған – 3, қарсы – 0, қалыс қалған – 1",
        "| Төраға | | Әлия |",
        "| Хатшы | | Бота |",
    ];
    in_order(&text(bayqau(folder.path(), &["protocol"])), &kk);
    let ru = [
        "Педагогический совет",
        "28 марта 2025 г.",
        "присутствуют 4 из 6, необходимо 4: кворум имеется",
        "СЛУШАЛИ",
        "ВЫСТУПИЛИ",
        "РЕШИЛИ",
        "единогласно (за – 4)",
    ];
    in_order(&text(bayqau(folder.path(), &["protocol", "--lang", "ru"])), &ru);
    let en = ["Teachers’ council", "28 March 2025", "there is a quorum", "HEARD", "SPOKE", "RESOLVED", "ongoing"];
    in_order(&text(bayqau(folder.path(), &["protocol", "--lang", "en"])), &en);
    let html = ["<html lang=\"ru\">", "Слушали:", "Выступили:", "Решили:", "<td>Председатель</td>"];
    in_order(&text(bayqau(folder.path(), &["protocol", "--format", "html", "--lang", "ru"])), &html);
}

#[test]
fn the_list_of_many_is_an_annex() {
    let minutes = text(bayqau(&project(MINUTES), &["protocol"]));
    in_order(&minutes, &["18 адам (тізім қоса беріледі)", "Төраға |", "Қосымша", "1. Әжіғали", "18. Шыңғожа"]);
    let listed = text(bayqau(council().path(), &["protocol"]));
    assert!(!listed.contains("Қосымша"), "four people need no annex");
}

#[test]
fn minutes_are_filled_into_the_folders_own_template() {
    let folder = council();
    fs::create_dir(folder.path().join("templates")).unwrap();
    write(
        folder.path(),
        &[("templates/minutes.md", "{{ number }}: {% for item in items %}{{ item.title }};{% endfor %}")],
    );
    assert_eq!(text(bayqau(folder.path(), &["protocol"])), "4: Тоқсан;Жөндеу;");
    let context: Value = serde_json::from_str(&text(bayqau(folder.path(), &["protocol", "--context"]))).unwrap();
    assert_eq!(context["items"][0]["decisions"][1]["number"], "1.2");
}

#[test]
fn the_gaps_of_the_original_minutes_are_found() {
    let folder = project(MINUTES);
    let expected = expected(&folder);
    assert_eq!(expected.len(), 3);
    assert_eq!(found(&folder), expected);
}

#[test]
fn what_only_contests_have_is_refused() {
    let folder = council();
    for arguments in [&["check", "--stage", "final"][..], &["protocol", "--stage", "final"]] {
        let output = bayqau(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--stage"), "{arguments:?}");
    }
    let counted = bayqau(folder.path(), &["--lang", "en", "tally"]);
    assert_eq!(counted.status.code(), Some(1));
    let said = String::from_utf8(counted.stderr).unwrap();
    assert!(said.contains("error[folder-kind]: this is the folder of a meeting: meeting.yaml"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}
