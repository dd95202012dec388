//! The reference is what the code says: its pages are printed by it, and what they say of usual values holds.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The pages, each with what prints it.
const PAGES: [(&str, &str); 1] = [("docs/rules.md", "rules")];

fn printed(page: &str, language: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    let output = command.env_clear().args(["reference", page, "--lang", language]).output().unwrap();
    assert!(output.status.success(), "{page}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn headings(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches(['#', ' '])).collect()
}

#[test]
fn the_pages_are_what_the_code_says() {
    for (path, page) in PAGES {
        let written = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let again = format!("{path} is out of date: cargo run -- reference {page} --lang en > {path}");
        assert!(written.replace("\r\n", "\n") == printed(page, "en"), "{again}");
    }
}

#[test]
fn every_page_can_be_had_in_every_language_with_the_same_parts() {
    for (_, page) in PAGES {
        let [kk, ru, en] = ["kk", "ru", "en"].map(|language| printed(page, language));
        assert!(kk != ru && ru != en && kk != en, "{page}");
        for text in [&kk, &ru, &en] {
            let all = headings(text);
            let once: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), once.len(), "{page}: a heading stands twice");
            assert_eq!(all.len(), headings(&en).len(), "{page}");
        }
    }
}
