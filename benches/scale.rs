//! How long whole commands take, and how much memory, as ratios to something else in the same run.
//!
//! `cargo bench` runs all cases; `cargo bench -- small large` those that are named. The inputs are made from a fixed
//! seed in `target/scale` and kept there. Polars is run where `python3` has it; where it is not there, that is said, and
//! the ratios to it are left out.

#![allow(clippy::print_stdout)] // A benchmark says its figures.

#[path = "scale/inputs.rs"]
mod inputs;
#[path = "scale/process.rs"]
mod process;

use std::path::{Path, PathBuf};

use inputs::{Input, Order};
use process::{Command, Measured};

/// Entries of the large case.
const MILLION: usize = 1_000_000;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        // What this program itself is a peer for.
        Some("nothing") => return,
        Some("read") => return process::read_with_csv(Path::new(&arguments[1])),
        _ => {}
    }
    if arguments.is_empty() {
        arguments = ["small", "audit", "large", "rest", "faults", "ten"].map(str::to_owned).to_vec();
    }
    println!("cores: {}", std::thread::available_parallelism().map_or(1, usize::from));
    println!("bayqau: {}", process::version());
    println!(
        "polars: {}",
        process::polars_version().unwrap_or_else(|| "not there; its ratios are left out".to_owned())
    );
    for argument in &arguments {
        println!("\n## {argument}\n");
        match argument.as_str() {
            "small" => small(),
            "audit" => audit(),
            "large" => large(),
            "rest" => rest(),
            "faults" => faults(),
            "ten" => ten(),
            other => panic!("{other} is no case: small, audit, large, rest, faults, ten"),
        }
    }
}

/// Two stages, five jurors, forty entries; against a process that does nothing.
fn small() {
    let folder = inputs::small();
    let [nothing, tally] = process::together([Command::itself(&["nothing"]), Command::tally(&folder, "json")], 21);
    report("a process that does nothing", &nothing, None);
    report("tally", &tally, Some(("that", &nothing)));
}

/// The audit of contests that are judged in every way, five jurors and eight criteria; against the count of the same.
fn audit() {
    const STEPS: [(&str, &str); 8] = [
        ("mean", "{ jurors: mean }"),
        ("pull", "{ pull: { jurors: 3 } }, { jurors: mean }"),
        ("places", "{ places: averaged }, { jurors: sum }"),
        ("dense", "{ places: dense }, { jurors: sum }"),
        ("points", "{ points: [ 12, 10, 8, 7, 6, 5, 4, 3, 2, 1 ] }, { jurors: sum }"),
        ("median-of-places", "{ places: standard }, { jurors: median }"),
        ("skating", "{ places: averaged }, { jurors: skating }"),
        ("one-by-one", "{ jurors: one-by-one }"),
    ];
    for (entries, runs) in [(40, 11), (1000, 3)] {
        for own in STEPS {
            let folder = inputs::judged(entries, own);
            let [tally, audit] = process::together([Command::tally(&folder, "json"), Command::audit(&folder)], runs);
            report(&format!("{}, {entries} entries: tally", own.0), &tally, None);
            report("audit", &audit, Some(("that", &tally)));
        }
    }
}

/// A million entries, five jurors, eight criteria: in the order of the participants, and each sheet shuffled its own way.
fn large() {
    for order in [Order::Participants, Order::Shuffled] {
        println!("sheets {}", order.words());
        let folder = Input { entries: MILLION, order, ..Input::default() }.write();
        against_polars(&folder, 5);
    }
}

/// Ten times the entries; against the million in the same run.
fn ten() {
    let one = Input { entries: MILLION, ..Input::default() }.write();
    let ten = Input { entries: 10 * MILLION, ..Input::default() }.write();
    let [one, ten] = process::together([Command::tally(&one, "csv"), Command::tally(&ten, "csv")], 3);
    report("1 000 000 entries", &one, None);
    report("10 000 000 entries", &ten, Some(("that", &one)));
}

/// Extremes left out of each criterion, rounding, links for equals, names of participants. The JSON says of every number
/// how it came about, some nine kilobytes for each entry, and goes nowhere; of more entries it takes no more memory than
/// their count does.
fn rest() {
    let of = |entries, rest| Input { entries, rest, ..Input::default() }.write();
    let (plain, whole, tenth) = (of(MILLION, false), of(MILLION, true), of(MILLION / 10, true));
    let [plain, csv] = process::together([Command::tally(&plain, "csv"), Command::tally(&whole, "csv")], 3);
    report("the plain rules, CSV", &plain, None);
    report("with the rest on, CSV", &csv, Some(("that", &plain)));
    let json = |folder: &Path| Command::tally(folder, "json").with_output_nowhere();
    let [tenth_csv, tenth_json] = process::together([Command::tally(&tenth, "csv"), json(&tenth)], 3);
    report("with the rest on, a tenth of the entries, CSV", &tenth_csv, None);
    report("with the rest on, a tenth of the entries, JSON", &tenth_json, Some(("that", &tenth_csv)));
    let [json] = process::together([json(&whole)], 1);
    report("with the rest on, JSON", &json, Some(("the CSV", &csv)));
    let (time, memory) = (json.seconds / tenth_json.seconds, json.megabytes / tenth_json.megabytes);
    println!("    {time:.2} × the time and {memory:.2} × the memory of a tenth");
}

/// One bad cell in the last line, and a bad cell in every row.
fn faults() {
    let plain = Input { entries: MILLION, ..Input::default() }.write();
    let last = Input { entries: MILLION, bad: inputs::Bad::LastLine, ..Input::default() }.write();
    let every = Input { entries: MILLION, bad: inputs::Bad::EveryRow, ..Input::default() }.write();
    let [plain, last, every] = process::together(
        [Command::tally(&plain, "csv"), Command::tally(&last, "csv"), Command::tally(&every, "csv")],
        3,
    );
    report("no bad cell", &plain, None);
    report("one bad cell in the last line", &last, Some(("that", &plain)));
    println!("    says: {}", last.first_line_of_errors());
    report("a bad cell in every row", &every, Some(("that", &plain)));
    println!("    writes {} bytes of messages; the last: {}", every.errors.len(), every.last_line_of_errors());
}

fn against_polars(folder: &Path, runs: usize) {
    let tally = Command::tally(folder, "csv");
    let csv = Command::itself(&["read", &folder.display().to_string()]);
    let Some(polars) = Command::polars(folder) else {
        let [csv, tally] = process::together([csv, tally], runs);
        report("the csv crate, only reading", &csv, None);
        report("tally", &tally, Some(("that", &csv)));
        return;
    };
    let [csv, polars, tally] = process::together([csv, polars, tally], runs);
    report("the csv crate, only reading", &csv, None);
    report("Polars, streaming: sums, mean, order, CSV", &polars, None);
    report("tally", &tally, Some(("Polars", &polars)));
    println!("    {:.2} × the time of the csv crate", tally.seconds / csv.seconds);
}

/// One line: the medians, and the ratios to another.
fn report(name: &str, own: &Measured, other: Option<(&str, &Measured)>) {
    println!("- {name}: {:.3} s, {:.0} MB", own.seconds, own.megabytes);
    if let Some((name, other)) = other {
        let (time, memory) = (own.seconds / other.seconds, own.megabytes / other.megabytes);
        println!("    {time:.2} × the time and {memory:.2} × the memory of {name}");
    }
}

/// Where inputs are kept.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/scale")
}
