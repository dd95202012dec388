//! A small contest, and the binary run in it with as much memory as an old computer has.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Kilobytes of addresses: a bomb needs more.
const MEMORY: &str = "1800000";
/// Seconds: a bomb takes longer, and so does a pipe that nobody fills.
const TIME: &str = "120";

/// A contest of two jurors and three entries, everybody invented.
pub struct Contest(TempDir);

/// What a run left behind.
pub struct Outcome {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Contest {
    pub fn new() -> Contest {
        let contest = Contest(TempDir::new().unwrap());
        let rules = "format: 1\ntitle: Жас қаламгер\nlanguage: kk\nstages:\n  - id: essay\n    criteria:\n      \
                     - { id: style, marks: 1-5 }\n";
        contest.write("contest.yaml", rules);
        contest.write("jury.csv", "id;name;role\nj1;Сейтқали Маржан;chair\nj2;Бекболат Нұрлан;member\n");
        contest.write("participants.csv", "id;name\np1;Арыстан Дәурен\np2;Төреғали Аружан\np3;Жомарт Әлихан\n");
        contest.write("scores/essay/j1.csv", "participant;style\np1;5\np2;4\np3;3\n");
        contest.write("scores/essay/j2.csv", "participant;style\np1;5\np2;3\np3;4\n");
        contest
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// Runs the binary in the folder, within time and memory.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let script = format!("ulimit -v {MEMORY} && exec timeout {TIME} \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_bayqau")]).args(arguments);
        let output = command.current_dir(self.path()).env("BAYQAU_LANG", "en").output().unwrap();
        let outcome = Outcome {
            status: output.status.code().unwrap_or_else(|| panic!("killed: {}", output.status)),
            // A Word document is no text.
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!([0, 1, 2].contains(&outcome.status), "{arguments:?} exits {}: {}", outcome.status, outcome.err);
        outcome
    }

    /// What a check finds: `code file`, in the order of the places.
    pub fn codes(&self) -> Vec<String> {
        let outcome = self.run(&["check", "--format", "json"]);
        let found: Value = serde_json::from_str(&outcome.out).unwrap_or_else(|_| panic!("{}", outcome.err));
        let line = |view: &Value| format!("{} {}", view["code"].as_str().unwrap(), view["file"].as_str().unwrap());
        found.as_array().unwrap().iter().map(line).collect()
    }

    /// Every language refuses the folder, and what it says names all of these.
    #[track_caller]
    pub fn refused(&self, names: &[&str]) {
        let mut said = Vec::new();
        for language in ["kk", "ru", "en"] {
            let outcome = self.run(&["check", "--lang", language]);
            assert_eq!((outcome.status, outcome.out.as_str()), (2, ""), "{}", outcome.err);
            for name in names {
                assert!(outcome.err.contains(name), "{name} is not named: {}", outcome.err);
            }
            said.push(outcome.err);
        }
        assert!(said[0] != said[1] && said[1] != said[2], "{said:?}");
    }
}

#[test]
fn the_contest_itself_is_fine() {
    let contest = Contest::new();
    assert_eq!(contest.codes(), [""; 0]);
    let outcome = contest.run(&["tally", "--format", "csv"]);
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""));
}
