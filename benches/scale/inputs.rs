//! Contests of any size, made from a fixed seed: the same bytes everywhere.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// In which order a sheet names the participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Their own.
    Participants,
    /// Each sheet in another one.
    Shuffled,
}

impl Order {
    pub fn words(self) -> &'static str {
        match self {
            Order::Participants => "in the order of the participants",
            Order::Shuffled => "shuffled, each its own way",
        }
    }
}

/// What is wrong with the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    Nothing,
    /// The last cell of the last sheet.
    LastLine,
    /// The first mark of every row of the first sheet.
    EveryRow,
}

/// A contest of five jurors and eight criteria.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    pub entries: usize,
    pub order: Order,
    pub bad: Bad,
    /// With everything else that a regulation may ask for.
    pub rest: bool,
}

impl Default for Input {
    fn default() -> Self {
        Input { entries: 1000, order: Order::Participants, bad: Bad::Nothing, rest: false }
    }
}

const JURORS: usize = 5;
const CRITERIA: usize = 8;
const SEED: u64 = 20_251_127;

impl Input {
    /// Writes the contest unless it is there; its folder.
    pub fn write(self) -> PathBuf {
        let name =
            format!("{}-{:?}-{:?}-{}", self.entries, self.order, self.bad, if self.rest { "rest" } else { "plain" });
        let folder = crate::root().join(name.to_lowercase());
        if !folder.is_dir() {
            let beside = folder.with_extension("unfinished");
            let _ = fs::remove_dir_all(&beside);
            self.write_to(&beside).expect("the disk takes the inputs");
            fs::rename(&beside, &folder).expect("a folder is moved");
        }
        folder
    }

    fn write_to(self, folder: &Path) -> std::io::Result<()> {
        fs::create_dir_all(folder.join("scores/main"))?;
        fs::write(folder.join("contest.yaml"), self.rules())?;
        let jurors: String = (1..=JURORS).fold(String::new(), |mut text, juror| {
            let role = if juror == 1 { "chair" } else { "member" };
            writeln!(text, "j{juror},Juror {juror} (invented),{role}").expect("memory takes every text");
            text
        });
        fs::write(folder.join("jury.csv"), format!("id,name,role\n{jurors}"))?;
        if self.rest {
            self.participants(&folder.join("participants.csv"))?;
        }
        let mut dice = fastrand::Rng::with_seed(SEED);
        let mut order: Vec<usize> = (0..self.entries).collect();
        for juror in 1..=JURORS {
            if self.order == Order::Shuffled {
                dice.shuffle(&mut order);
            }
            self.sheet(&folder.join(format!("scores/main/j{juror}.csv")), juror, &order, &mut dice)?;
        }
        Ok(())
    }

    fn rules(self) -> String {
        let criteria = (1..=CRITERIA).fold(String::new(), |mut text, criterion| {
            writeln!(text, "      - {{ id: c{criterion}, marks: 0-10 }}").expect("memory takes every text");
            text
        });
        let score = if self.rest {
            "      - { jurors: mean, drop: { highest: 1, lowest: 1 } }\n      - round: 0.01\n      - criteria: sum\n"
        } else {
            "      - criteria: sum\n      - jurors: mean\n"
        };
        let ties = if self.rest { "[ { criteria: c1 }, { criteria: c2 }, share ]" } else { "[ share ]" };
        format!(
            "format: 1\ntitle: Scale\nlanguage: en\nstages:\n  - id: main\n    criteria:\n{criteria}    score:\n{score}    \
             pass: {{ at_least: 40 }}\n    ties: {ties}\n"
        )
    }

    /// Names are made up of numbers: nobody is meant.
    fn participants(self, path: &Path) -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        writeln!(out, "id,name,organisation")?;
        for entry in 0..self.entries {
            writeln!(out, "p{entry:08},Invented {entry:08},School {}", entry % 1000)?;
        }
        out.flush()
    }

    fn sheet(self, path: &Path, juror: usize, order: &[usize], dice: &mut fastrand::Rng) -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        write!(out, "participant")?;
        for criterion in 1..=CRITERIA {
            write!(out, ",c{criterion}")?;
        }
        writeln!(out)?;
        for (row, entry) in order.iter().enumerate() {
            write!(out, "p{entry:08}")?;
            for criterion in 1..=CRITERIA {
                let bad = match self.bad {
                    Bad::Nothing => false,
                    Bad::LastLine => (juror, row + 1, criterion) == (JURORS, order.len(), CRITERIA),
                    Bad::EveryRow => juror == 1 && criterion == 1,
                };
                write!(out, ",{}", if bad { 11 } else { dice.u8(0..=10) })?;
            }
            writeln!(out)?;
        }
        out.flush()
    }
}

/// A contest in which ten pass and six hold awards, with these steps after each juror's sum for an entry.
pub fn judged(entries: usize, (name, steps): (&str, &str)) -> PathBuf {
    let folder = crate::root().join(format!("{entries}-judged-{name}"));
    if folder.is_dir() {
        return folder;
    }
    let beside = folder.with_extension("unfinished");
    let _ = fs::remove_dir_all(&beside);
    Input { entries, ..Input::default() }.write_to(&beside).expect("the disk takes the inputs");
    let criteria = (1..=CRITERIA).fold(String::new(), |mut text, criterion| {
        writeln!(text, "      - {{ id: c{criterion}, marks: 0-10 }}").expect("memory takes every text");
        text
    });
    let rules = format!(
        "format: 1\ntitle: Judged\nlanguage: en\nstages:\n  - id: main\n    criteria:\n{criteria}    score: [ {{ criteria: \
         sum }}, {steps} ]\n    pass: {{ top: 10, tied: in }}\n    ties: [ share ]\nawards:\n  - {{ id: first, holders: 1 }}\n  - \
         {{ id: second, holders: 2 }}\n  - {{ id: third, holders: 3 }}\nnominations:\n  - {{ id: idea, by: {{ stage: main, \
         criteria: [ c1 ] }} }}\n"
    );
    fs::write(beside.join("contest.yaml"), rules).expect("the disk takes the inputs");
    fs::rename(&beside, &folder).expect("a folder is moved");
    folder
}

/// Two stages of forty entries, all of whom go on.
pub fn small() -> PathBuf {
    let folder = crate::root().join("small");
    if folder.is_dir() {
        return folder;
    }
    let beside = folder.with_extension("unfinished");
    let _ = fs::remove_dir_all(&beside);
    let input = Input { entries: 40, ..Input::default() };
    input.write_to(&beside).expect("the disk takes the inputs");
    fs::create_dir_all(beside.join("scores/second")).expect("the disk takes the inputs");
    for juror in 1..=JURORS {
        let name = format!("j{juror}.csv");
        fs::copy(beside.join("scores/main").join(&name), beside.join("scores/second").join(&name))
            .expect("the disk takes the inputs");
    }
    let criteria = (1..=CRITERIA).fold(String::new(), |mut text, criterion| {
        writeln!(text, "      - {{ id: c{criterion}, marks: 0-10 }}").expect("memory takes every text");
        text
    });
    let rules = format!(
        "format: 1\ntitle: Small\nlanguage: en\nstages:\n  - id: main\n    criteria:\n{criteria}    pass: {{ at_least: 0 }}\n  - \
         id: second\n    criteria:\n{criteria}ranking:\n  of: [ main, second ]\n  ties: [ share ]\n"
    );
    fs::write(beside.join("contest.yaml"), rules).expect("the disk takes the inputs");
    fs::rename(&beside, &folder).expect("a folder is moved");
    folder
}
