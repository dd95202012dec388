//! A small contest, every command that writes, and what may stand on the disk when one of them was stopped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The files of a folder by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How names begin that nothing reads, and how they end: what a run that was stopped may leave.
const BESIDE: &str = ".bayqau-";
pub const FORMER: &str = ".bayqau-former";

/// A command that writes.
pub struct Writer {
    pub arguments: &'static [&'static str],
    /// What ran before, and left what is to be replaced.
    pub before: Option<&'static [&'static str]>,
    /// What is run when it was stopped, to have the whole of it after all.
    pub again: &'static [&'static str],
    /// Whether all of its files are there or none; else each is whole or not there.
    pub at_once: bool,
}

pub const WRITERS: [Writer; 9] = [
    Writer::new(&["new", "made"]),
    Writer::new(&["new", "made", "--from", ".", "--format", "xlsx"]),
    Writer::new(&["seal", "essay"]),
    Writer::new(&["seal", "ranking"]),
    Writer::each(&["sheets", "--to", "out"], &["sheets", "--to", "out", "--force"]),
    Writer::each(
        &["sheets", "--to", "out", "--format", "csv"],
        &["sheets", "--to", "out", "--format", "csv", "--force"],
    ),
    Writer::each(
        &["sheets", "--to", "out", "--format", "html"],
        &["sheets", "--to", "out", "--format", "html", "--force"],
    ),
    Writer::new(&["publish", "--to", "out"]),
    Writer {
        arguments: &["publish", "--to", "out", "--force"],
        before: Some(&["publish", "--to", "out", "--lang", "ru"]),
        again: &["publish", "--to", "out", "--force"],
        at_once: true,
    },
];

impl Writer {
    const fn new(arguments: &'static [&'static str]) -> Writer {
        Writer { arguments, before: None, again: arguments, at_once: true }
    }

    const fn each(arguments: &'static [&'static str], again: &'static [&'static str]) -> Writer {
        Writer { arguments, before: None, again, at_once: false }
    }

    /// A folder in which it can run.
    pub fn folder(&self) -> Season {
        let season = Season::new();
        if let Some(before) = self.before {
            let ended = season.run(before);
            assert_eq!(ended.status, Some(0), "{before:?}: {}", ended.err);
        }
        season
    }

    /// The folder before it runs, and after.
    pub fn both(&self) -> (Files, Files) {
        let season = self.folder();
        let before = season.files();
        let ended = season.run(self.arguments);
        assert_eq!(ended.status, Some(0), "{:?}: {}", self.arguments, ended.err);
        let after = season.files();
        assert!(before != after && season.left_over().is_empty(), "{:?}", season.left_over());
        (before, after)
    }

    /// What stands when it was stopped is whole, and the same command makes it what it was to be.
    #[track_caller]
    pub fn is_whole(&self, season: &Season, (before, after): (&Files, &Files), how: &str) {
        let now = season.files();
        let how = format!("{:?}, {how}", self.arguments);
        if self.at_once {
            assert!(now == *before || now == *after, "{how}: {:?}", now.keys().collect::<Vec<_>>());
        } else {
            assert!(before.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "{how}: an input was changed");
            for (name, bytes) in &now {
                assert!(after.get(name) == Some(bytes), "{how}: {name} is in part");
            }
        }
        if now != *after {
            let again = season.run(self.again);
            assert_eq!(again.status, Some(0), "{how}, again: {}", again.err);
            assert!(season.files() == *after, "{how}: another run leaves something else");
        }
    }
}

/// A contest of two jurors and three entries, everybody invented.
pub struct Season(TempDir);

/// How a run ended.
pub struct Ended {
    /// None if it was killed.
    pub status: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Season {
    pub fn new() -> Season {
        let season = Season(TempDir::new().unwrap());
        let rules = "format: 1\ntitle: Жас қаламгер\nlanguage: kk\nstages:\n  - id: essay\n    criteria:\n      \
                     - { id: style, marks: 1-5 }\npublish:\n  juror_marks: anonymous\n";
        season.write("contest.yaml", rules);
        season.write("jury.csv", "id;name;role\nj1;Сейтқали Маржан;chair\nj2;Бекболат Нұрлан;member\n");
        season.write("participants.csv", "id;name\np1;Арыстан Дәурен\np2;Төреғали Аружан\np3;Жомарт Әлихан\n");
        season.write("scores/essay/j1.csv", "participant;style\np1;5\np2;4\np3;3\n");
        season.write("scores/essay/j2.csv", "participant;style\np1;5\np2;3\np3;3\n");
        season
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The binary, to be run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.within(&[], arguments)
    }

    /// The same, run by another program.
    pub fn within(&self, program: &[&str], arguments: &[&str]) -> Command {
        let whole: Vec<&str> = [program, &[env!("CARGO_BIN_EXE_bayqau")], arguments].concat();
        let mut command = Command::new(whole[0]);
        command.args(&whole[1..]).current_dir(self.path()).env("BAYQAU_LANG", "en").env_remove("RUST_BACKTRACE");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    /// Every file, but for what nothing reads.
    pub fn files(&self) -> Files {
        let mut files = below(self.path(), "");
        files.retain(|name, _| !is_left_over(name));
        files
    }

    /// What runs that were stopped have left.
    pub fn left_over(&self) -> Files {
        let mut files = below(self.path(), "");
        files.retain(|name, _| is_left_over(name));
        files
    }
}

/// Runs a command to its end.
pub fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        status: output.status.code(),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn is_left_over(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with(BESIDE) || part.ends_with(FORMER))
}

fn below(folder: &Path, inside: &str) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{inside}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            files.extend(below(&path, &format!("{name}/")));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}
