//! Whole processes, timed in turns, with the most memory that each held.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A command to measure.
pub struct Command {
    program: String,
    arguments: Vec<String>,
    /// Whether it must end well.
    must_succeed: bool,
    /// Whether what it writes goes into a file.
    is_kept: bool,
}

/// What came of several runs: the medians.
pub struct Measured {
    pub seconds: f64,
    pub megabytes: f64,
    /// What the last run wrote on standard error.
    pub errors: String,
}

impl Measured {
    pub fn first_line_of_errors(&self) -> String {
        self.errors.lines().take(2).collect::<Vec<_>>().join(" ")
    }

    pub fn last_line_of_errors(&self) -> &str {
        self.errors.lines().last().unwrap_or("")
    }
}

/// The same work in Polars: totals of each sheet, their mean for each participant, the order, a CSV.
const POLARS: &str = "
import sys, polars
folder, out = sys.argv[1:]
criteria = [f'c{index}' for index in range(1, 9)]
sheets = [
    polars.scan_csv(f'{folder}/scores/main/j{juror}.csv').select('participant', score=polars.sum_horizontal(criteria))
    for juror in range(1, 6)
]
(
    polars.concat(sheets)
    .group_by('participant').agg(polars.col('score').mean())
    .sort('score', descending=True)
    .sink_csv(out, engine='streaming')
)
";

impl Command {
    /// This program, in another part.
    pub fn itself(arguments: &[&str]) -> Command {
        let program = std::env::current_exe().expect("a running program has a path").display().to_string();
        Command {
            program,
            arguments: arguments.iter().map(|&each| each.to_owned()).collect(),
            must_succeed: true,
            is_kept: true,
        }
    }

    /// `bayqau tally` of a folder.
    pub fn tally(folder: &Path, format: &str) -> Command {
        Command::of_folder("tally", folder, format)
    }

    /// `bayqau audit` of a folder.
    pub fn audit(folder: &Path) -> Command {
        Command::of_folder("audit", folder, "json")
    }

    fn of_folder(command: &str, folder: &Path, format: &str) -> Command {
        let arguments = [command, &folder.display().to_string(), "--format", format].map(str::to_owned).to_vec();
        Command { program: env!("CARGO_BIN_EXE_bayqau").to_owned(), arguments, must_succeed: false, is_kept: true }
    }

    /// Polars, if it is there.
    pub fn polars(folder: &Path) -> Option<Command> {
        polars_version()?;
        let out = crate::root().join("polars.csv").display().to_string();
        let arguments = ["-c", POLARS, &folder.display().to_string(), &out].map(str::to_owned).to_vec();
        Some(Command { program: "python3".to_owned(), arguments, must_succeed: true, is_kept: true })
    }

    /// The same, with what it writes going nowhere: where that is longer than all that there is of memory.
    pub fn with_output_nowhere(self) -> Command {
        Command { is_kept: false, ..self }
    }

    fn run(&self) -> Measured {
        let file = || fs::File::create(crate::root().join("out")).expect("the disk takes the output");
        let out = if self.is_kept { file().into() } else { Stdio::null() };
        let started = Instant::now();
        let mut child = std::process::Command::new(&self.program)
            .args(&self.arguments)
            .stdout(out)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program));
        let mut stderr = child.stderr.take().expect("standard error is a pipe");
        let errors = std::thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).expect("messages are UTF-8");
            text
        });
        let (seconds, kilobytes) = self.watch(&mut child, started);
        let errors = errors.join().expect("a pipe is read to its end");
        Measured { seconds, megabytes: kilobytes / 1024.0, errors }
    }

    /// Waits for the end, looking at the most memory that was held; so short an interval that what is held only
    /// for the last moment is all that can be missed.
    fn watch(&self, child: &mut Child, started: Instant) -> (f64, f64) {
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0.0_f64;
        loop {
            if let Some(end) = child.try_wait().expect("a child can be waited for") {
                assert!(end.success() || !self.must_succeed, "{} {:?}: {end}", self.program, self.arguments);
                return (started.elapsed().as_secs_f64(), most);
            }
            let now = fs::read_to_string(&status).unwrap_or_default();
            let held = now.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            most = most.max(held.and_then(|held| held.trim().parse().ok()).unwrap_or(0.0));
            let long = started.elapsed() > Duration::from_millis(100);
            std::thread::sleep(if long { Duration::from_millis(2) } else { Duration::from_micros(100) });
        }
    }
}

/// Runs commands in turns, each so many times after one run that does not count.
pub fn together<const N: usize>(commands: [Command; N], runs: usize) -> [Measured; N] {
    let mut all: [Vec<Measured>; N] = std::array::from_fn(|_| Vec::new());
    for turn in 0..=runs {
        for (command, measured) in commands.iter().zip(&mut all) {
            let run = command.run();
            if turn > 0 {
                measured.push(run);
            }
        }
    }
    all.map(|mut runs| {
        let middle = runs.len() / 2;
        let mut median = |key: fn(&Measured) -> f64| {
            runs.sort_by(|one, other| key(one).total_cmp(&key(other)));
            key(&runs[middle])
        };
        let (seconds, megabytes) = (median(|run| run.seconds), median(|run| run.megabytes));
        Measured { seconds, megabytes, errors: runs.pop().map(|run| run.errors).unwrap_or_default() }
    })
}

/// Reads the sheets of a folder with the csv crate, on all cores, and does nothing with them.
pub fn read_with_csv(folder: &Path) {
    let sheets: Vec<_> = fs::read_dir(folder.join("scores/main"))
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let read = || {
        let mut cells = 0;
        while let Some(path) = sheets.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let bytes = fs::read(path).expect("a sheet can be read");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let mut record = csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).expect("a sheet is a table") {
                cells += record.len();
            }
        }
        cells
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let cells: usize = std::thread::scope(|scope| {
        let all: Vec<_> = (0..cores).map(|_| scope.spawn(read)).collect();
        all.into_iter().map(|thread| thread.join().expect("reading does not fail")).sum()
    });
    println!("{cells} cells");
}

pub fn polars_version() -> Option<String> {
    output("python3", &["-c", "import polars; print(polars.__version__)"])
}

pub fn version() -> String {
    output(env!("CARGO_BIN_EXE_bayqau"), &["--version"]).unwrap_or_default()
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = std::process::Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
