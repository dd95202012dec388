//! No command changes what it reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

/// A file with all that a change of it would show.
type Seen = (PathBuf, Vec<u8>, SystemTime, u32);

fn seen(folder: &Path) -> Vec<Seen> {
    use std::os::unix::fs::PermissionsExt;
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(seen(&path));
        } else {
            let about = fs::metadata(&path).unwrap();
            all.push((path.clone(), fs::read(&path).unwrap(), about.modified().unwrap(), about.permissions().mode()));
        }
    }
    all.sort();
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// Every command, with those of its options that write, on every example; what it makes lies elsewhere, but for seals.
#[test]
fn no_command_changes_a_file_that_it_reads() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut fine = BTreeSet::new();
    for example in fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let place = TempDir::new().unwrap();
        let folder = place.path().join("folder");
        copy(&example, &folder);
        let before = seen(&folder);
        let stages = fs::read_dir(folder.join("scores")).into_iter().flatten();
        let stage = stages.map(|entry| entry.unwrap().path()).find_map(|path| Some(path.file_stem()?.to_owned()));
        let stage = stage.map_or_else(|| "ranking".to_owned(), |stage| stage.into_string().unwrap());
        for arguments in [
            &["new", "../made", "--from", "."][..],
            &["check", "--strict"],
            &["rehearse"],
            &["sheets", "--to", "../sheets"],
            &["sheets", "--to", "../sheets", "--force"],
            &["tally"],
            &["explain", ".", "p01"],
            &["audit"],
            &["protocol", "--format", "docx"],
            &["document", "summary"],
            &["document", "regulation", "--format", "docx"],
            &["publish", "--to", "../out"],
            &["publish", "--to", "../out", "--force"],
            &["publish", "--to", ".", "--force"],
            &["publish", "--to", "scores", "--force"],
            &["seal", &stage],
            &["seal", "ranking"],
            &["diff", ".", "."],
            &["monitor"],
            &["sheets", "--to", "scores/../scores", "--force", "--stage", &stage],
            &["sheets", "--to", "scores", "--format", "csv", "--force"],
        ] {
            let output =
                Command::new(env!("CARGO_BIN_EXE_bayqau")).args(arguments).current_dir(&folder).output().unwrap();
            assert!(output.status.code().is_some_and(|code| code < 3), "{}: {arguments:?}", example.display());
            fine.extend(output.status.success().then(|| arguments[0].to_owned()));
            let now = seen(&folder);
            let changed: Vec<&Seen> = before.iter().filter(|each| !now.contains(each)).collect();
            assert!(changed.is_empty(), "{}: {arguments:?} changes {:?}", example.display(), changed[0].0);
        }
    }
    for command in ["new", "sheets", "tally", "explain", "audit", "protocol", "document", "publish", "seal", "monitor"]
    {
        assert!(fine.contains(command), "{command} had nothing to do in any example: {fine:?}");
    }
}
