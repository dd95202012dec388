//! What CHANGELOG.md says of folders of older and of newer versions.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use bayqau::diagnostic::Code;
use tempfile::TempDir;

const CONTEST: &str = "adistemelik-birlestik-2025";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, inside: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{inside}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() { files_below(&path, &name, found) } else { drop(found.insert(name, fs::read(path).unwrap())) }
    }
}

/// A copy of an example.
struct Copy(TempDir);

impl Copy {
    fn of(example: &str) -> Copy {
        let (copy, mut files) = (Copy(TempDir::new().unwrap()), BTreeMap::new());
        files_below(&project().join("examples").join(example), "", &mut files);
        for (name, bytes) in files {
            copy.write(name.trim_start_matches('/'), bytes);
        }
        copy
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.path().join(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        files_below(self.0.path(), "", &mut files);
        files
    }

    fn run_on(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
        command.env_clear().args(arguments).args(["--lang", "en"]).current_dir(self.0.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on(arguments, b"")
    }

    /// Nothing is counted, and this is said.
    #[track_caller]
    fn refuses(&self, arguments: &[&str], said: &str) {
        let output = self.run(arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), b"".as_slice()), "{stderr}");
        assert!(stderr.contains(said), "{said} is not in {stderr}");
    }
}

#[test]
fn rules_in_another_format_are_an_error_at_their_line_and_nothing_is_counted() {
    for (example, file, place, command) in [
        (CONTEST, "contest.yaml", "contest.yaml:7:9", "tally"),
        ("pedagogter-zhinalysy-2024", "meeting.yaml", "meeting.yaml:1:9", "protocol"),
        ("damu-bagdarlamasy-2023", "programme.yaml", "programme.yaml:3:9", "monitor"),
    ] {
        let copy = Copy::of(example);
        copy.edit(file, "format: 1", "format: 2");
        copy.refuses(&[command], "error[format]: format 2 is not known");
        copy.refuses(&[command], place);
        copy.refuses(&[command], "a newer version");
    }
}

#[test]
fn a_key_and_a_column_of_a_newer_version_are_errors_at_their_place() {
    let copy = Copy::of(CONTEST);
    copy.edit("contest.yaml", "\nlanguage:", "\nnewer: 1\nlanguage:");
    copy.refuses(&["tally"], "error[unknown-key]");
    let copy = Copy::of(CONTEST);
    copy.edit("jury.csv", ";role", ";role;newer");
    copy.refuses(&["tally"], "error[unknown-column]");
}

#[test]
fn a_seal_in_another_format_cannot_be_read_and_nothing_is_counted() {
    let copy = Copy::of(CONTEST);
    assert!(copy.run(&["seal", "portfolio"]).status.success());
    let before = copy.run(&["tally", "--format", "json"]).stdout;
    copy.edit("sealed/portfolio.json", "\"format\": 1", "\"format\": 2");
    copy.refuses(&["tally"], "error[seal-broken]: the seal cannot be read: format 2 is not 1");
    copy.edit("sealed/portfolio.json", "\"format\": 2", "\"format\": 1,\n  \"newer\": 2");
    let after = copy.run(&["tally", "--format", "csv"]);
    assert!(after.status.success() && !before.is_empty());
}

#[test]
fn a_report_in_another_format_is_refused_and_a_field_that_is_new_passed_over() {
    let copy = Copy::of(CONTEST);
    let report = String::from_utf8(copy.run(&["tally", "--format", "json"]).stdout).unwrap();
    let protocol = |report: &str| copy.run_on(&["protocol", "--result", "-"], report.as_bytes());
    let usual = protocol(&report);
    assert!(usual.status.success());
    let newer = protocol(&report.replacen("\"format\": 1", "\"format\": 1, \"newer\": 2", 1));
    assert_eq!(newer.stdout, usual.stdout);
    let other = protocol(&report.replacen("\"format\": 1", "\"format\": 2", 1));
    assert_eq!((other.status.code(), other.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert!(String::from_utf8(other.stderr).unwrap().contains("format 2 is not 1"));
}

/// Whatever is asked of a folder, what lies in it stays as it is.
#[test]
fn nothing_in_a_folder_is_converted_or_rewritten() {
    let copy = Copy::of(CONTEST);
    copy.write("contest.schema.json", "{ \"of\": \"another version\" }\n");
    let before = copy.files();
    for call in [
        &["check"][..],
        &["check", "--strict"],
        &["tally"],
        &["explain", ".", "p17"],
        &["protocol"],
        &["document", "rating"],
        &["sheets", "--to", "out"],
        &["publish", "--to", "published"],
        &["seal", "portfolio"],
    ] {
        let output = copy.run(call);
        assert!(output.status.success(), "{call:?}: {}", String::from_utf8_lossy(&output.stderr));
        let after = copy.files();
        let changed: Vec<&String> =
            before.iter().filter(|(name, bytes)| after.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
        assert!(changed.is_empty(), "{call:?} has changed {changed:?}");
    }
}

#[test]
fn the_schema_is_renewed_by_the_command_that_is_named() {
    let copy = Copy::of(CONTEST);
    let with = |schema: &str| {
        copy.write("contest.schema.json", schema);
        copy.run(&["tally", "--format", "csv"]).stdout
    };
    let renewed = String::from_utf8(copy.run(&["schema"]).stdout).unwrap();
    assert_eq!(with("{}"), with(&renewed));
    assert!(copy.run(&["new", "next", "--from", "blank"]).status.success());
    assert_eq!(fs::read_to_string(copy.0.path().join("next/contest.schema.json")).unwrap(), renewed);
}

/// Every code that the changes name is one, and has a folder that shows it.
#[test]
fn the_faults_that_the_changes_name_are_shown_in_the_catalogue() {
    let page = fs::read_to_string(project().join("CHANGELOG.md")).unwrap();
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
    let bracketed = page.split("(`").skip(1).map(|rest| rest.split('`').next().unwrap());
    let named: BTreeSet<&str> = bracketed.filter(|name| !name.contains('.')).collect();
    assert!(named.len() >= 8, "{named:?}");
    for name in named {
        assert!(known.contains(name), "{name} is no code");
        assert!(project().join("tests/catalogue").join(name).join("expected.txt").exists(), "{name}");
    }
}
