//! Commands that are killed before each of the steps by which they change the disk, and commands of which each of
//! these steps fails: on a full disk, on one that can only be read, on one that is broken.

use std::cell::Cell;
use std::os::unix::process::ExitStatusExt;
use std::process::Output;

use tempfile::NamedTempFile;

use crate::season::{Files, Season, WRITERS, Writer};

/// The system calls by which these commands change the disk, or say what they did.
const CALLS: [&str; 9] = ["mkdir", "write", "fsync", "rename", "renameat2", "linkat", "unlink", "unlinkat", "rmdir"];

/// Far more than any of the commands makes of one kind of call here.
const MANY: usize = 1000;

/// Runs the command with something happening at its calls, `write:signal=KILL:when=7`; whether it did happen.
fn with(season: &Season, what: &[&str], arguments: &[&str]) -> (Output, bool) {
    let log = NamedTempFile::new().unwrap();
    let log_path = log.path().to_str().unwrap();
    let happenings: Vec<String> = what.iter().map(|each| format!("inject={each}")).collect();
    let traced = format!("trace={}", CALLS.join(","));
    let mut program = vec!["strace", "-f", "-qq", "-o", log_path, "-e", &traced];
    for each in &happenings {
        program.extend(["-e", each.as_str()]);
    }
    let output = season.within(&program, arguments).output().expect("strace is there");
    let happened = std::fs::read_to_string(log.path()).unwrap().lines().any(|line| line.contains("(INJECTED)"));
    let killed = output.status.signal() == Some(9);
    (output, happened || killed)
}

/// Kills the command at each call in turn; how many there are.
fn killed_at_every_call(writer: &Writer, always: &[&str], whole: impl Fn(&Season, &str)) -> usize {
    let mut killed = 0;
    for call in CALLS {
        for step in 1..MANY {
            let season = writer.folder();
            let kill = format!("{call}:signal=KILL:when={step}");
            let (output, _) = with(&season, &[always, &[&kill]].concat(), writer.arguments);
            match (output.status.code(), output.status.signal()) {
                (Some(0), _) => break,
                (None, Some(9)) => whole(&season, &format!("killed at {call} {step}")),
                other => panic!("{other:?} at {call} {step}: {}", String::from_utf8_lossy(&output.stderr)),
            }
            killed += 1;
        }
    }
    killed
}

#[test]
#[ignore = "needs strace: run by .ci/run"]
fn a_command_that_is_killed_at_any_step_leaves_the_former_or_the_new_output() {
    let mut killed = 0;
    for writer in &WRITERS {
        let (before, after) = writer.both();
        let steps = killed_at_every_call(writer, &[], |season, how| writer.is_whole(season, (&before, &after), how));
        println!("{:?}: killed at each of {steps} steps", writer.arguments);
        killed += steps;
    }
    println!("killed {killed} times");
    assert!(killed > 200, "only {killed} steps");
}

/// Where the disk cannot exchange two folders the former one has for a moment another name.
#[test]
#[ignore = "needs strace: run by .ci/run"]
fn where_folders_cannot_be_exchanged_the_former_is_found_again() {
    let writer = WRITERS.last().unwrap();
    let (before, after) = writer.both();
    let published = |files: &Files| {
        let own = files.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("out/")?.to_owned(), bytes.clone())));
        own.collect::<Files>()
    };
    let between = Cell::new(0);
    killed_at_every_call(writer, &["renameat2:error=EINVAL"], |season, how| {
        let former: Files = season
            .left_over()
            .into_iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix(".out.bayqau-former/")?.to_owned(), bytes)))
            .collect();
        if season.path().join("out").exists() {
            return writer.is_whole(season, (&before, &after), how);
        }
        between.set(between.get() + 1);
        assert!(former == published(&before), "{how}: {:?}", former.keys());
        // Without leave to replace it, the next run says that it is there, as it was.
        let refused = season.run(&["publish", "--to", "out"]);
        assert_eq!(refused.status, Some(2), "{how}: {}", refused.err);
        writer.is_whole(season, (&before, &after), how);
    });
    assert!(between.get() > 0, "no run was killed between the two");
}

#[test]
#[ignore = "needs strace: run by .ci/run"]
fn a_step_that_fails_is_told_and_leaves_the_former_or_the_new_output() {
    let mut failed = 0;
    for writer in &WRITERS {
        let (before, after) = writer.both();
        for call in CALLS {
            for step in 1..MANY {
                let season = writer.folder();
                let fails = format!("{call}:error=ENOSPC:when={step}");
                let (output, happened) = with(&season, &[&fails], writer.arguments);
                if !happened {
                    break;
                }
                let how = format!("{call} {step} fails");
                let said = String::from_utf8_lossy(&output.stderr);
                let status = output.status.code().unwrap_or_else(|| panic!("{:?}, {how}: killed", writer.arguments));
                assert!([0, 2].contains(&status), "{:?}, {how}: exits {status}: {said}", writer.arguments);
                assert!(status == 0 || call == "write" || said.contains("cannot be written"), "{how}: {said}");
                writer.is_whole(&season, (&before, &after), &how);
                failed += 1;
            }
        }
    }
    println!("{failed} steps failed in turn");
    assert!(failed > 200, "only {failed} steps");
}

/// A disk that can only be read, one that is full, one that is broken, one that is somebody else's.
#[test]
#[ignore = "needs strace: run by .ci/run"]
fn a_disk_that_takes_nothing_is_told_and_nothing_is_changed() {
    for writer in &WRITERS {
        for (error, told) in [("EROFS", "Read-only"), ("ENOSPC", "No space"), ("EIO", "error"), ("EACCES", "denied")] {
            let season = writer.folder();
            let before = season.files();
            // What is said must be written too: only the calls by which files are made fail.
            let fails = format!("mkdir,fsync,rename,renameat2,linkat:error={error}");
            let (output, happened) = with(&season, &[&fails], writer.arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(happened && output.status.code() == Some(2), "{:?}: {said}", writer.arguments);
            assert!(said.contains(told), "{:?}: {said}", writer.arguments);
            assert!(season.files() == before, "{:?}", writer.arguments);
        }
    }
}
