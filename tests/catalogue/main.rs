//! The catalogue of diagnostics: every code is explained, has a folder that produces it, and speaks three languages.
//!
//! `CODE/` beside this file is a small whole folder with that one fault; `bayqau check` can be run in it, with
//! `--strict` for what is looked for only before signing.
//! `CODE/expected.txt` names every diagnostic that it gives, a line each: the code, and `file` or
//! `file:line:column`, counted by hand. All people in the folders are invented.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bayqau::diagnostic::{Code, Occasion, Severity};
use bayqau::language::{Catalogue, Explanation, Language};
use bayqau::render::diagnostics_reference;
use serde_json::Value;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folders() -> PathBuf {
    project().join("tests/catalogue")
}

/// The exit status, and what went to standard output and to standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    let output = command.env_clear().stdin(Stdio::null()).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn slugs() -> BTreeSet<&'static str> {
    Code::ALL.iter().map(|code| code.slug()).collect()
}

/// What a check of the code's folder finds, and its exit status.
fn check(code: Code, language: Language) -> (i32, Vec<Value>) {
    let folder = folders().join(code.slug());
    let mut arguments = vec!["check", folder.to_str().unwrap(), "--format", "json", "--lang", language.code()];
    arguments.extend(Some("--strict").filter(|_| code.occasion() == Occasion::Signing));
    let (status, out, err) = run(&arguments);
    let views = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{}: {out}{err}", code.slug()));
    (status, views)
}

fn line(view: &Value) -> String {
    let place = match (view["line"].as_u64(), view["column"].as_u64()) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    };
    format!("{} {}{place}\n", view["code"].as_str().unwrap(), view["file"].as_str().unwrap())
}

#[test]
fn every_code_has_a_folder_that_gives_it_and_nothing_else() {
    let mut wrong = String::new();
    for &code in Code::ALL {
        let expected = fs::read_to_string(folders().join(code.slug()).join("expected.txt"));
        let expected = expected.unwrap_or_else(|_| panic!("tests/catalogue/{}/expected.txt is missing", code.slug()));
        let named: Vec<&str> = expected.lines().map(|line| line.split(' ').next().unwrap()).collect();
        // What is said of many of a kind comes with those that are listed, a thousand and not one more.
        let (own, alike): (Vec<&str>, Vec<&str>) = named.iter().partition(|each| **each == code.slug());
        let listed = if code == Code::MoreAlike { vec!["mark-out-of-range"; 1000] } else { Vec::new() };
        assert!(!own.is_empty() && alike == listed, "{}: {expected}", code.slug());
        let (status, views) = check(code, Language::En);
        let found: String = views.iter().map(line).collect();
        let ends =
            i32::from(!alike.is_empty() || code.severity() == Severity::Error || code.occasion() == Occasion::Signing);
        if found != expected || status != ends {
            wrong += &format!("{}: exits {status}\nexpected:\n{expected}found:\n{found}\n", code.slug());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_folder_belongs_to_a_code() {
    let paths = fs::read_dir(folders()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let names: BTreeSet<String> = paths.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names.iter().map(String::as_str).collect::<BTreeSet<_>>(), slugs());
}

#[test]
fn every_code_speaks_three_languages_with_all_values_put_in() {
    for &code in Code::ALL {
        let said = Language::ALL.map(|language| {
            let (_, views) = check(code, language);
            let view = views.first().unwrap_or_else(|| panic!("{}: nothing found", code.slug()));
            let texts = ["message", "help", "label"].map(|part| view[part].as_str().map(str::to_owned));
            assert!(texts[0].is_some() && texts[1].is_some(), "{language}: {}: {view}", code.slug());
            for text in texts.iter().flatten() {
                let raw = ["$", "{}", "()", "“”", "«»", "  "].iter().find(|raw| text.contains(**raw));
                assert!(!text.trim().is_empty() && raw.is_none(), "{language}: {}: “{text}”", code.slug());
                assert!(!text.contains(&format!("{}.", code.slug())), "{language}: {}: “{text}”", code.slug());
            }
            let [message, help, _] = texts;
            (message.unwrap(), help.unwrap())
        });
        let [kk, ru, en] = said;
        assert!(kk.0 != ru.0 && ru.0 != en.0 && kk.0 != en.0, "{}: {kk:?} {ru:?} {en:?}", code.slug());
        assert!(kk.1 != ru.1 && ru.1 != en.1 && kk.1 != en.1, "{}: {kk:?} {ru:?} {en:?}", code.slug());
    }
}

#[test]
fn every_code_is_explained_once_in_every_language_and_nothing_else_is() {
    let once = |name: &str, codes: Vec<&'static str>| {
        let set: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(set.len(), codes.len(), "{name}: a section stands twice");
        assert_eq!(set, slugs(), "{name}");
    };
    for language in Language::ALL {
        once(language.code(), Explanation::codes(language).collect());
    }
    once("examples", Explanation::codes_with_examples().collect());
    for &code in Code::ALL {
        let texts = Language::ALL.map(|language| Explanation::of(code.slug(), language).unwrap());
        let [kk, ru, en] = texts.map(|text| (text.fault, text.remedy));
        assert!(kk != ru && ru != en && kk != en, "{} is not translated", code.slug());
    }
}

#[test]
fn explain_prints_severity_sentence_meaning_and_example() {
    let (status, out, err) = run(&["check", "--explain", "mark-out-of-range", "--lang", "ru"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let Explanation { fault, remedy, wrong, right } = Explanation::of("mark-out-of-range", Language::Ru).unwrap();
    assert!(out.starts_with("ошибка[mark-out-of-range]: балл … вне диапазона от … до …\n"), "{out}");
    let unwrapped = out.replace('\n', " ");
    for text in [fault, remedy, wrong, right] {
        assert!(unwrapped.contains(text), "{out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let (status, out, err) = run(&["check", "--explain", "mark-out-of-rang", "--lang", "en"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(err, "error: there is no diagnostic mark-out-of-rang; did you mean mark-out-of-range?\n");
    let (status, _, err) = run(&["check", "--explain", "tea", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (2, "error: there is no diagnostic tea; all of them: bayqau check --explain\n"));
}

#[test]
fn the_reference_is_what_the_catalogues_say() {
    let catalogue = Catalogue::new(Language::En);
    let written = fs::read_to_string(project().join("docs/diagnostics.md")).unwrap();
    assert!(
        written == diagnostics_reference(&catalogue),
        "docs/diagnostics.md is out of date: cargo run -- check --explain --lang en > docs/diagnostics.md"
    );
    let (status, out, _) = run(&["check", "--explain", "--lang", "en"]);
    assert_eq!((status, out), (0, written));
    for &code in Code::ALL {
        let sentence = catalogue.outline(code.slug());
        assert!(!sentence.contains(['$', '{']), "{}: {sentence}", code.slug());
    }
}
