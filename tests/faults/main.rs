//! Inputs wrong in every way: through the binary, the exact sentence at the exact place.
//!
//! A case is a folder, most often the worked example, with a few edits, and the faults that come of them:
//! these and no others, for one mistake is one fault. The places are counted in the edited file, not taken from
//! the output: lines and columns from 1, columns in characters, a byte order mark not counted. The sentences are
//! those of the English catalogue with the values of the edit put in. That every code is produced at all, and speaks
//! three languages, `tests/catalogue` holds; here are the many ways to the same code, and its exact words.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

mod case;
mod decided;
mod meeting;
mod numbers;
mod papers;
mod people;
mod programme;
mod rules;
mod sheets;
mod tables;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bayqau::diagnostic::{Code, Severity};

use case::{Case, Folder, Named};

fn cases() -> Vec<Case> {
    let all = [
        rules::cases(),
        tables::cases(),
        sheets::cases(),
        numbers::cases(),
        people::cases(),
        papers::cases(),
        decided::cases(),
        meeting::cases(),
        programme::cases(),
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn every_fault_is_named_at_its_place_and_nothing_else_is() {
    each_case(|case| {
        let folder = Folder::of(case);
        let [name, ..] = case.command else { unreachable!() };
        let done = folder.run("en", case.command);
        let check = folder.run("en", &["check", "--format", "json"]);
        let views = check.views();
        compare("check", &case.faults, &views.iter().map(Named::of_view).collect::<Vec<_>>())?;
        compare(name, &case.faults, &Named::in_text(&done.err))?;
        let fails = case.faults.iter().any(|fault| fault.code.severity() == Severity::Error);
        let expected = i32::from(fails);
        demand(done.status == expected, || format!("{name} exits {}, expected {expected}", done.status))?;
        demand(check.status == expected, || format!("check exits {}, expected {expected}", check.status))?;
        demand(done.out.is_empty() == fails, || format!("{name} prints {} bytes", done.out.len()))?;
        let missing = case.shows.iter().find(|text| !done.err.contains(**text));
        demand(missing.is_none(), || format!("{name} does not show {missing:?}:\n{}", done.err))
    });
}

#[test]
fn every_fault_is_named_in_kazakh_and_russian() {
    let levels = [("kk", "қате", "ескерту"), ("ru", "ошибка", "предупреждение")];
    for (lang, error, warning) in levels {
        each_case(|case| {
            let Some(first) = case.faults.first() else { return Ok(()) };
            let level = if first.code.severity() == Severity::Error { error } else { warning };
            let text = Folder::of(case).run(lang, case.command).err;
            let said = text.lines().next().unwrap_or("").to_owned();
            let begins = format!("{level}[{}]: ", first.code.slug());
            let message = said.strip_prefix(&begins).unwrap_or("");
            demand(!message.is_empty(), || format!("{lang}: expected “{begins}…”, found “{said}”"))?;
            demand(message != first.message, || format!("{lang}: not translated: “{message}”"))?;
            let raw = prose(&text).find(|line| is_raw(line, first.code));
            demand(raw.is_none(), || format!("{lang}: raw text: {raw:?}"))
        });
    }
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        assert!(seen.insert(case.name), "{} stands twice", case.name);
    }
}

/// Runs the check on every case, on all processors, and fails with everything that was wrong.
fn each_case(check: impl Fn(&Case) -> Result<(), String> + Sync) {
    let cases = cases();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = check(case) {
                failures.lock().unwrap().push(format!("── {}\n{failure}", case.name));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(failures.is_empty(), "{} of {} cases:\n\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

fn compare(command: &str, expected: &[Named], found: &[Named]) -> Result<(), String> {
    let agree = expected.len() == found.len() && expected.iter().zip(found).all(|(one, other)| one.agrees(other));
    demand(agree, || format!("{command}: expected{}\n  found{}", list(expected), list(found)))
}

/// Faults for a failure's text: the first few, and how many more.
fn list(faults: &[Named]) -> String {
    const SHOWN: usize = 6;
    let line = |fault: &Named| format!("\n    {} {}: {}", fault.place, fault.code.slug(), fault.message);
    let shown: String = faults.iter().take(SHOWN).map(line).collect();
    let more = faults.len().saturating_sub(SHOWN);
    if more > 0 { format!("{shown}\n    and {more} more") } else { shown }
}

fn demand(holds: bool, failure: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(failure()) }
}

/// The lines of a diagnostic that are ours: sentences, labels and advice, not the excerpt of the file.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let inside = line.trim_start_matches([' ', '.']);
        match inside.split_once('|') {
            Some((number, label)) if number.trim().is_empty() => Some(label.trim_matches([' ', '^', '-', '|', '_'])),
            Some((number, _)) if number.trim().bytes().all(|byte| byte.is_ascii_digit()) => None,
            Some(_) | None => Some(inside),
        }
    })
}

/// Whether a line shows the machinery: a value that was not put in, a key in place of its text, a blank.
fn is_raw(line: &str, code: Code) -> bool {
    let key = format!("{}.", code.slug());
    // The advice for this code shows a line of YAML.
    let braces = code != Code::LinkNeedsStage && line.contains(['{', '}']);
    braces || line.contains('$') || line.contains(&key) || line.contains("()") || line.ends_with(':')
}
