//! Disks that take no more.

use std::fs::File;

use crate::season::{Season, WRITERS, ended};

/// A file may have so many blocks of 512 bytes; a process that goes on is told so, or killed where it does not listen.
#[test]
fn a_disk_that_is_full_in_the_middle_of_a_file_leaves_the_former_or_the_new_output() {
    let mut refused = 0;
    for writer in &WRITERS {
        let (before, after) = writer.both();
        for blocks in [0, 1, 4, 12, 40] {
            for listens in [true, false] {
                let season = writer.folder();
                let trap = if listens { "trap '' XFSZ; " } else { "" };
                let script = format!("{trap}ulimit -f {blocks}; exec \"$@\"");
                let ended = ended(&mut season.within(&["sh", "-c", &script, "sh"], writer.arguments));
                let how = format!("no file of more than {blocks} blocks");
                match ended.status {
                    Some(0) => assert!(season.files() == after, "{how}"),
                    None => assert!(!listens, "{how}: killed"),
                    Some(status) => {
                        assert_eq!(status, 2, "{:?}, {how}: {}", writer.arguments, ended.err);
                        assert!(ended.err.contains("cannot be written: File too large"), "{how}: {}", ended.err);
                        refused += 1;
                    }
                }
                writer.is_whole(&season, (&before, &after), &how);
            }
        }
    }
    assert!(refused >= 20, "only {refused} runs were refused");
}

#[test]
fn a_result_that_cannot_be_printed_is_no_success() {
    let season = Season::new();
    for arguments in [
        &["tally"][..],
        &["tally", "--format", "json"],
        &["protocol"],
        &["protocol", "--format", "docx"],
        &["document", "summary"],
        &["document", "register", "--format", "csv"],
        &["explain", ".", "p1"],
        &["audit"],
        &["schema", "contest"],
        &["check", "--format", "json"],
        &["check", "--explain"],
        &["rehearse"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let child = season.command(arguments).stdout(full).stderr(std::process::Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("stdout cannot be written"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_told() {
    for arguments in [
        ["new", "jury.csv/made", "--from", "."],
        ["publish", "--to", "jury.csv/out", "."],
        ["sheets", "--to", "jury.csv/out", "."],
        ["publish", "--to", "/proc/out", "."],
        ["sheets", "--to", "/proc/out", "."],
    ] {
        let season = Season::new();
        let before = season.files();
        let ended = season.run(&arguments);
        assert_eq!((ended.status, ended.out.as_slice()), (Some(2), &b""[..]), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains("cannot be written"), "{arguments:?}: {}", ended.err);
        assert!(season.files() == before && season.left_over().is_empty(), "{arguments:?}");
    }
}
