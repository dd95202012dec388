//! A copy of the worked example, and the binary run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The name of the worked example and of its rule set.
pub const EXAMPLE: &str = "adistemelik-birlestik-2025";

/// What a run of the binary left behind.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// The standard output of a run that ended with 0 and had nothing to say beside it.
    #[track_caller]
    pub fn clean(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""), "{self:?}");
        self.stdout
    }

    /// The standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The run was refused: nothing on standard output, and what it said names all of these.
    #[track_caller]
    pub fn refused(&self, status: i32, names: &[&str]) {
        assert_eq!((self.status, self.stdout.as_str()), (status, ""), "{}", self.stderr);
        for name in names {
            assert!(self.stderr.contains(name), "{name} is not named: {}", self.stderr);
        }
    }
}

/// The binary, with messages in English whatever the environment says.
pub fn bayqau(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    command.args(arguments).current_dir(folder).env("BAYQAU_LANG", "en").env_remove("RUST_BACKTRACE");
    command
}

/// Runs the binary in a folder, with a text on its standard input.
pub fn run_with(folder: &Path, arguments: &[&str], stdin: &str) -> Outcome {
    let mut child =
        bayqau(folder, arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Outcome {
        status: output.status.code().expect("the binary was not killed"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder, by its path inside with `/` between the parts.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(files_below(&path).into_iter().map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

/// The project's own folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A contest's folder that a test may spoil.
pub struct Folder(TempDir);

impl Folder {
    /// A copy of the worked example.
    pub fn example() -> Folder {
        let folder = Folder(TempDir::new().unwrap());
        for (name, bytes) in files_below(&project().join("examples").join(EXAMPLE)) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    /// A folder with nothing in it yet.
    pub fn empty() -> Folder {
        Folder(TempDir::new().unwrap())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the binary in it, with the folder as the one it stands in.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        run_with(self.path(), arguments, "")
    }

    /// The whole result of a clean count.
    #[track_caller]
    pub fn report(&self) -> Value {
        let json = self.run(&["tally", "--format", "json"]).clean();
        serde_json::from_str(&json).unwrap()
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces the only place where a text stands in a file.
    #[track_caller]
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
        self.write(name, &text.replacen(from, to, 1));
    }

    /// Removes a file, or a folder with all that is in it.
    pub fn remove(&self, name: &str) {
        let path = self.path().join(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }

    /// The paths of all tables.
    pub fn tables(&self) -> Vec<String> {
        files_below(self.path()).into_keys().filter(|name| name.ends_with(".csv")).collect()
    }

    /// A table's cells, the header first.
    pub fn table(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.read(name);
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = if text.lines().next().unwrap().contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// Writes a table's cells.
    pub fn set_table(&self, name: &str, rows: &[Vec<String>]) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        self.write(name, &String::from_utf8(writer.into_inner().unwrap()).unwrap());
    }

    /// Takes out the rows of a table that have one of the values in the column.
    pub fn remove_rows(&self, name: &str, column: usize, values: &[&str]) {
        let rows = self.table(name);
        let kept: Vec<Vec<String>> =
            rows.iter().filter(|row| !values.contains(&row[column].as_str())).cloned().collect();
        assert!(kept.len() < rows.len(), "{values:?} in {name}");
        self.set_table(name, &kept);
    }
}

/// A standing as `tests/data` has it: stage, participant, exact, place, passed.
pub type Standing = [String; 5];

/// Every standing of a report.
pub fn standings(report: &Value) -> Vec<Standing> {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut all = Vec::new();
    for stage in
        report["stages"].as_array().unwrap().iter().chain(Some(&report["ranking"]).filter(|own| !own.is_null()))
    {
        for field in stage["fields"].as_array().unwrap() {
            for standing in field["standings"].as_array().unwrap() {
                let keys = ["participant", "exact", "place", "passed"];
                let [participant, exact, place, passed] = keys.map(|key| text(&standing[key]));
                all.push([text(&stage["id"]), participant, exact, place, passed]);
            }
        }
    }
    all
}

/// The holders of an award or a nomination.
pub fn holders<'r>(report: &'r Value, list: &str, id: &str) -> Vec<&'r str> {
    let found = report[list].as_array().unwrap().iter().find(|each| each["id"] == id).unwrap();
    found["holders"].as_array().unwrap().iter().map(|holder| holder.as_str().unwrap()).collect()
}
