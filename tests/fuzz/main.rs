//! A minute of the fuzz targets on the stable compiler: every input that ever found something, every seed, and a
//! fixed sequence of changes of them. The same run gives the same inputs; what it takes is not measured.

// Clippy lets only functions marked as tests unwrap.
#![allow(clippy::unwrap_used)]

mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;
use targets::{TARGETS, Target};

/// How many changed inputs each target gets: by what one costs.
const RUNS: [(&str, usize); 7] = [
    ("rules", 40),
    ("tables", 45),
    ("workbooks", 40),
    ("encodings", 1500),
    ("templates", 60),
    ("documents", 150),
    ("folders", 50),
];

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// Runs the target; an input that it cannot bear is kept where the next run finds it.
fn bears(target: &Target, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err() {
        let path = std::env::temp_dir().join(format!("bayqau-{}-{}", target.name, bayqau::source::sha256(input)));
        fs::write(&path, input).unwrap();
        panic!("{} cannot bear {}: put it into fuzz/found/{}", target.name, path.display(), target.name);
    }
}

fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).unwrap()
}

/// Runs a target over what was found, its seeds, and changes of them.
fn a_while(name: &str) {
    let target = target(name);
    let (_, runs) = RUNS.iter().find(|(each, _)| *each == name).unwrap();
    for found in fs::read_dir(folder("found").join(name)).into_iter().flatten() {
        bears(target, &fs::read(found.unwrap().path()).unwrap());
    }
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "{name} has nothing to begin with");
    seeds.iter().for_each(|seed| bears(target, seed));
    let mut rng = Rng::with_seed(2025);
    for _ in 0..*runs {
        let mut input = rng.choice(&seeds).unwrap().clone();
        for _ in 0..rng.usize(1..6) {
            change(&mut input, &seeds, &mut rng);
        }
        bears(target, &input);
    }
}

/// What stands where it should not, in tables and in rules.
const PIECES: [&[u8]; 24] = [
    b"",
    b";",
    b",",
    b"\t",
    b"\"",
    b"\r",
    b"\n",
    b"\0",
    b"-",
    b"&a",
    b"*a",
    b"!!",
    b": ",
    b"[",
    b"{{",
    b"%}",
    b"999999999999999999999999",
    b"1e999",
    b"1/0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xD0",
    "ұ".as_bytes(),
    "\u{202e}".as_bytes(),
];

/// One change: bytes go, come, are repeated, or come from another input.
fn change(input: &mut Vec<u8>, seeds: &[Vec<u8>], rng: &mut Rng) {
    let at = rng.usize(0..=input.len());
    let end = (at + rng.usize(0..40)).min(input.len());
    match rng.u8(0..6) {
        0 => drop(input.drain(at..end)),
        1 => drop(input.splice(at..at, rng.choice(PIECES).unwrap().iter().copied())),
        2 => drop(input.splice(at..end, rng.choice(PIECES).unwrap().iter().copied())),
        3 => {
            let again = input[at..end].repeat(rng.usize(1..4));
            drop(input.splice(at..at, again));
        }
        4 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = rng.u8(..);
            }
        }
        _ => {
            let other = rng.choice(seeds).unwrap();
            let from = rng.usize(0..=other.len());
            let piece = other[from..(from + 60).min(other.len())].to_vec();
            drop(input.splice(at..end, piece));
        }
    }
}

#[test]
fn rules_of_any_kind_are_borne() {
    a_while("rules");
}

#[test]
fn tables_of_any_kind_are_borne() {
    a_while("tables");
}

#[test]
fn workbooks_of_any_kind_are_borne() {
    a_while("workbooks");
}

#[test]
fn encodings_of_any_kind_are_borne() {
    a_while("encodings");
}

#[test]
fn templates_and_texts_of_any_kind_are_borne() {
    a_while("templates");
}

#[test]
fn word_documents_of_any_kind_are_borne() {
    a_while("documents");
}

#[test]
fn folders_of_any_kind_are_borne_up_to_their_protocol() {
    a_while("folders");
}

/// Begins the corpus of the fuzz targets: `cargo test --test fuzz -- --ignored`.
#[test]
#[ignore = "writes fuzz/corpus"]
fn seeds_are_written_for_the_fuzz_targets() {
    for target in &TARGETS {
        let folder = folder("corpus").join(target.name);
        fs::create_dir_all(&folder).unwrap();
        for seed in (target.seeds)() {
            fs::write(folder.join(bayqau::source::sha256(&seed)), seed).unwrap();
        }
    }
}
