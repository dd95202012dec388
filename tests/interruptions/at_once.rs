//! Two runs at once, and files that others write meanwhile.

use std::fs;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::Duration;

use crate::season::{Season, ended};

fn started(season: &Season, arguments: &[&str]) -> Child {
    season.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// How both ended, and how the folder looks.
fn both(season: &Season, one: &[&str], other: &[&str]) -> [Option<i32>; 2] {
    [started(season, one), started(season, other)].map(|mut child| child.wait().unwrap().code())
}

#[test]
fn of_two_runs_that_make_the_same_new_thing_one_does() {
    for arguments in [&["new", "made"][..], &["seal", "essay"], &["publish", "--to", "out"]] {
        let alone = Season::new();
        assert_eq!(alone.run(arguments).status, Some(0));
        for _ in 0..10 {
            let season = Season::new();
            let mut ends = both(&season, arguments, arguments);
            ends.sort_unstable();
            assert_eq!(ends, [Some(0), Some(2)], "{arguments:?}");
            assert!(season.files() == alone.files(), "{arguments:?}");
        }
    }
}

#[test]
fn of_two_runs_that_replace_the_same_folder_one_stands_whole() {
    let language = |code: &'static str| ["publish", "--to", "out", "--force", "--lang", code];
    let outcomes = ["ru", "en"].map(|code| {
        let season = Season::new();
        assert_eq!(season.run(&language(code)).status, Some(0));
        season.files()
    });
    let season = Season::new();
    assert_eq!(season.run(&["publish", "--to", "out"]).status, Some(0));
    for _ in 0..20 {
        let ends = both(&season, &language("ru"), &language("en"));
        // One that looks while the other replaces may find what it did not expect, and then writes nothing.
        assert!(ends.contains(&Some(0)) && ends.iter().all(|end| [Some(0), Some(2)].contains(end)), "{ends:?}");
        assert!(outcomes.contains(&season.files()), "neither stands whole");
    }
    assert!(season.left_over().is_empty());
}

/// A spreadsheet saves while the contest is counted: the count is that of the former sheet, or that of the new one, or
/// the run says that it cannot be taken.
#[test]
fn a_sheet_that_is_saved_while_it_is_read_is_never_counted_in_part() {
    let season = Season::new();
    let sheets = ["participant;style\np1;5\np2;4\np3;3\n", "participant;style\np1;3\np2;4\np3;5\n"];
    let tally = &["tally", "--format", "csv"];
    let counts = sheets.map(|sheet| {
        season.write("scores/essay/j1.csv", sheet);
        ended(&mut season.command(tally)).out
    });
    assert!(counts[0] != counts[1]);
    let done = AtomicBool::new(false);
    let path = season.path().join("scores/essay/j1.csv");
    thread::scope(|scope| {
        scope.spawn(|| {
            for sheet in sheets.iter().cycle() {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                // Emptied, then written in two pieces, as programs do that do not write beside.
                let (one, other) = sheet.split_at(24);
                fs::write(&path, one).unwrap();
                sleep(Duration::from_millis(1));
                fs::write(&path, format!("{one}{other}")).unwrap();
                sleep(Duration::from_millis(3));
            }
        });
        for _ in 0..60 {
            let ended = season.run(tally);
            match ended.status {
                Some(0) => assert!(counts.contains(&ended.out), "{}", String::from_utf8_lossy(&ended.out)),
                Some(1 | 2) => assert!(ended.out.is_empty() && !ended.err.is_empty()),
                other => panic!("{other:?}: {}", ended.err),
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}
