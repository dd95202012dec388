//! The direction of the modules: each imports from layers below its own, and from nowhere else.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules by layer. A module may import its own layer only where `NEIGHBOURS` says so.
const LAYERS: [&[&str]; 8] = [
    &["source", "score", "language"],
    &["diagnostic", "contest", "meeting", "programme"],
    &["definition", "sheet", "fold"],
    &["validate", "tally", "monitor"],
    // Above the count, for an audit counts again under changes that nobody has made.
    &["audit"],
    &["report"],
    &["render"],
    &["cli"],
];

/// Imports inside a layer: diagnostics do not know contests, nor the other way round.
const NEIGHBOURS: [(&str, &str); 1] = [("language", "score")];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Every module that a text names after `crate::`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap())
        .filter(|name| !name.is_empty())
}

#[test]
fn modules_import_only_what_lies_below_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for path in sources(&root) {
        let inside = path.strip_prefix(&root).unwrap();
        let own = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if own == "main" || own == "lib" {
            continue;
        }
        let own_layer = layer(&own).unwrap_or_else(|| panic!("{own} is in no layer"));
        let text = fs::read_to_string(&path).unwrap();
        for import in imports(&text).filter(|import| *import != own) {
            let other = layer(import).unwrap_or_else(|| panic!("{}: {import} is in no layer", inside.display()));
            let allowed = other < own_layer || NEIGHBOURS.contains(&(own.as_str(), import));
            assert!(allowed, "{} imports {import}, which does not lie below {own}", inside.display());
            *seen.entry(own.clone()).or_default() += 1;
        }
    }
    assert!(seen.len() > 5, "the test has seen too few imports: {seen:?}");
}
