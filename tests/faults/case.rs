//! A case: edits of a folder, and the faults that come of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use bayqau::diagnostic::Code;
use serde_json::Value;
use tempfile::TempDir;

/// The folder that most cases begin with.
const EXAMPLE: &str = "examples/adistemelik-birlestik-2025";

/// Edits and what comes of them.
pub struct Case {
    /// What is wrong, in words.
    pub name: &'static str,
    /// The faults, in the order of the files and of the places in them.
    pub faults: Vec<Named>,
    /// What else the text must say: labels and advice.
    pub shows: Vec<&'static str>,
    /// The command that makes something of such a folder, beside `check`.
    pub command: &'static [&'static str],
    base: Option<Files>,
    edits: Vec<Edit>,
}

/// Files by their paths.
pub type Files = &'static [(&'static str, &'static str)];

/// A fault as a reader sees it.
#[derive(Debug)]
pub struct Named {
    pub code: Code,
    /// `file`, or `file:line:column`.
    pub place: String,
    /// The sentence; one that ends in `…` is compared as far as that, for what follows is another program's.
    pub message: String,
}

enum Edit {
    Replace(&'static str, &'static str, &'static str),
    Write(&'static str, Vec<u8>),
    Append(&'static str, &'static str),
    Delete(&'static str),
    /// A byte order mark in front, CRLF at the line ends: as Excel writes it.
    Windows(&'static str),
    Seal(&'static str),
}

impl Case {
    /// A case that begins with the worked example.
    pub fn new(name: &'static str) -> Self {
        let command = &["tally", "--format", "json"];
        Case { name, faults: Vec::new(), shows: Vec::new(), command, base: None, edits: Vec::new() }
    }

    /// A case that begins with these files.
    pub fn of(name: &'static str, files: Files) -> Self {
        Case { base: Some(files), ..Case::new(name) }
    }

    /// The same for a folder that another command reads.
    pub fn read_by(self, command: &'static [&'static str]) -> Self {
        Case { command, ..self }
    }

    /// Replaces a text that stands exactly once in the file.
    pub fn replace(self, path: &'static str, old: &'static str, new: &'static str) -> Self {
        self.edit(Edit::Replace(path, old, new))
    }

    /// Writes a file, over another if need be.
    pub fn write(self, path: &'static str, text: &'static str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a file that may be no text.
    pub fn bytes(self, path: &'static str, bytes: &[u8]) -> Self {
        self.edit(Edit::Write(path, bytes.to_vec()))
    }

    /// Writes lines at the end of a file.
    pub fn append(self, path: &'static str, text: &'static str) -> Self {
        self.edit(Edit::Append(path, text))
    }

    /// Takes a file away, or a folder with all that is in it.
    pub fn delete(self, path: &'static str) -> Self {
        self.edit(Edit::Delete(path))
    }

    /// Saves a file as Excel would: with a byte order mark and CRLF.
    pub fn windows(self, path: &'static str) -> Self {
        self.edit(Edit::Windows(path))
    }

    /// Seals a stage as the folder then is.
    pub fn seal(self, stage: &'static str) -> Self {
        self.edit(Edit::Seal(stage))
    }

    /// Expects a fault.
    pub fn fault(mut self, code: Code, place: &str, message: &str) -> Self {
        self.faults.push(Named { code, place: place.to_owned(), message: message.to_owned() });
        self
    }

    /// Expects a text beside the sentence.
    pub fn shows(mut self, text: &'static str) -> Self {
        self.shows.push(text);
        self
    }

    fn edit(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }
}

impl Named {
    /// A fault of `check --format json`.
    pub fn of_view(view: &Value) -> Self {
        let text = |key: &str| view[key].as_str().unwrap().to_owned();
        let place = match (view["cell"].as_str(), view["line"].as_u64(), view["column"].as_u64()) {
            (Some(cell), _, _) => format!("{}!{cell}", text("file")),
            (None, Some(line), Some(column)) => format!("{}:{line}:{column}", text("file")),
            (None, _, _) => text("file"),
        };
        Named { code: code(&text("code")), place, message: text("message") }
    }

    /// The faults of a text with excerpts: `error[code]: message`, and below it `--> place`.
    pub fn in_text(text: &str) -> Vec<Self> {
        let lines: Vec<&str> = text.lines().collect();
        let named = |lines: &[&str]| {
            let (slug, message) = ["error[", "warning["]
                .into_iter()
                .find_map(|level| lines[0].strip_prefix(level))
                .and_then(|rest| rest.split_once("]: "))?;
            let place = lines[1].trim_start().strip_prefix("--> ").unwrap_or("").to_owned();
            Some(Named { code: code(slug), place, message: message.to_owned() })
        };
        lines.windows(2).filter_map(named).collect()
    }

    /// Whether this expected fault is that found one.
    pub fn agrees(&self, found: &Named) -> bool {
        let said = match self.message.strip_suffix('…') {
            Some(beginning) => found.message.starts_with(beginning),
            None => found.message == self.message,
        };
        self.code == found.code && self.place == found.place && said
    }
}

fn code(slug: &str) -> Code {
    *Code::ALL.iter().find(|code| code.slug() == slug).unwrap_or_else(|| panic!("{slug} is no code"))
}

/// A contest's folder on the disk, for as long as it is needed.
pub struct Folder(TempDir);

/// What a command said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The diagnostics of `check --format json`.
    pub fn views(&self) -> Vec<Value> {
        serde_json::from_str(&self.out).unwrap_or_default()
    }
}

impl Folder {
    /// The folder of a case with its edits.
    pub fn of(case: &Case) -> Self {
        let folder = Folder(TempDir::new().unwrap());
        match case.base {
            Some(files) => files.iter().for_each(|(path, text)| folder.write(path, text.as_bytes())),
            None => example().iter().for_each(|(path, bytes)| folder.write(path, bytes)),
        }
        for edit in &case.edits {
            folder.apply(edit, case.name);
        }
        folder
    }

    /// Runs the binary on the folder, with nothing of this environment.
    pub fn run(&self, lang: &str, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
        command.env_clear().stdin(Stdio::null()).args(["--lang", lang]).args(arguments).arg(self.0.path());
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    fn apply(&self, edit: &Edit, case: &str) {
        match edit {
            Edit::Replace(path, old, new) => {
                let text = self.read(path);
                assert_eq!(text.matches(old).count(), 1, "{case}: “{old}” stands once in {path}");
                self.write(path, text.replace(old, new).as_bytes());
            }
            Edit::Write(path, bytes) => self.write(path, bytes),
            Edit::Append(path, text) => self.write(path, (self.read(path) + text).as_bytes()),
            Edit::Delete(path) => {
                let path = self.0.path().join(path);
                if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
            }
            Edit::Windows(path) => {
                self.write(path, format!("\u{feff}{}", self.read(path).replace('\n', "\r\n")).as_bytes());
            }
            Edit::Seal(stage) => {
                let said = self.run("en", &["seal", stage]);
                assert_eq!(said.status, 0, "{case}: {}", said.err);
            }
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The files of the example by their paths, read once.
fn example() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE);
        let mut files = BTreeMap::new();
        read_below(&root, "", &mut files);
        files
    })
}

fn read_below(folder: &Path, inside: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for path in paths {
        let name = format!("{inside}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read_below(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}
