//! Bytes from the disk, no more of them than a contest can have.
//!
//! What a command reads came from others: a name may lead to a device that never ends, to a pipe that nobody fills, to
//! a file of the machine's own, or to one that is being written at this moment. Each is refused by its name.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::context::Failure;

/// How many bytes a file may have: a sheet of ten million rows has a quarter.
pub const MOST_BYTES: u64 = 1 << 30;

/// How many bytes the files of a folder may have together.
const MOST_BYTES_OF_FOLDER: u64 = 1536 << 20;

/// How many bytes a file may have that the command line names, or standard input: rules, a template, a report.
const MOST_BYTES_NAMED: u64 = 256 << 20;

/// How many files of a folder are read: a sheet for each of a hundred jurors in each of fifty stages is half of it.
const MOST_FILES: usize = 10_000;

/// A folder that is read, and how much of it has been.
pub struct Folder {
    /// The folder without links.
    root: PathBuf,
    bytes: u64,
    files: usize,
}

impl Folder {
    /// Begins to read a folder.
    ///
    /// # Errors
    /// It is not there, or no folder.
    pub fn open(folder: &Path) -> Result<Folder, Failure> {
        let cannot = |error: io::Error| Failure::cannot_read(folder, &error);
        fs::read_dir(folder).map_err(cannot)?;
        Ok(Folder { root: fs::canonicalize(folder).map_err(cannot)?, bytes: 0, files: 0 })
    }

    /// Takes a file of the folder into the count; whoever does may read it with [`file()`].
    ///
    /// # Errors
    /// It cannot be read, lies elsewhere, or is more than a contest can have.
    pub fn take(&mut self, path: &Path) -> Result<(), Failure> {
        self.stays_inside(path)?;
        self.files += 1;
        if self.files > MOST_FILES {
            let folder = self.root.display().to_string();
            return Err(Failure::said("too-many-files", vec![("path", folder.into()), ("limit", MOST_FILES.into())]));
        }
        self.bytes += fs::metadata(path).map_err(|error| Failure::cannot_read(path, &error))?.len().min(MOST_BYTES);
        if self.bytes > MOST_BYTES_OF_FOLDER { Err(too_large(&self.root, MOST_BYTES_OF_FOLDER)) } else { Ok(()) }
    }

    /// Fine unless the path is a link that leads out of the folder.
    ///
    /// # Errors
    /// It is such a link, or one that leads nowhere.
    pub fn stays_inside(&self, path: &Path) -> Result<(), Failure> {
        let cannot = |error: io::Error| Failure::cannot_read(path, &error);
        if !fs::symlink_metadata(path).map_err(cannot)?.is_symlink() {
            return Ok(());
        }
        let target = fs::canonicalize(path).map_err(cannot)?;
        if target.starts_with(&self.root) {
            return Ok(());
        }
        let (path, target) = (path.display().to_string(), target.display().to_string());
        Err(Failure::said("leads-outside", vec![("path", path.into()), ("target", target.into())]))
    }
}

/// The name of a file or folder as a text.
///
/// # Errors
/// It is none: two such names could look the same, and one would be lost.
pub fn name(path: &Path) -> Result<&str, Failure> {
    let unreadable = || Failure::said("name-not-text", vec![("path", path.display().to_string().into())]);
    path.file_name().unwrap_or_default().to_str().ok_or_else(unreadable)
}

/// Reads a plain file.
///
/// # Errors
/// It cannot be read, is no plain file, is too large, or changes meanwhile.
pub fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot = |error: io::Error| Failure::cannot_read(path, &error);
    // A pipe must not be opened: that waits until somebody writes into it.
    if !fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Failure::said("not-a-file", vec![("path", path.display().to_string().into())]));
    }
    let mut file = File::open(path).map_err(cannot)?;
    let before = file.metadata().map_err(cannot)?;
    if before.len() > MOST_BYTES {
        return Err(too_large(path, MOST_BYTES));
    }
    let expected = usize::try_from(before.len()).unwrap_or(0);
    let bytes = limited(&mut file, path, (expected, MOST_BYTES))?;
    let after = file.metadata().map_err(cannot)?;
    if is_same(&before, &after) && bytes.len() as u64 == after.len() {
        return Ok(bytes);
    }
    Err(Failure::said("changed-while-read", vec![("path", path.display().to_string().into())]))
}

/// Reads what was named on the command line: a file, or a pipe.
///
/// # Errors
/// It cannot be read, or is too large.
pub fn named(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot = |error: io::Error| Failure::cannot_read(path, &error);
    let found = fs::metadata(path).map_err(cannot)?;
    if found.is_file() && found.len() <= MOST_BYTES_NAMED {
        return file(path);
    }
    piped(&mut File::open(path).map_err(cannot)?, path)
}

/// Reads what comes through a pipe to its end, which must come.
///
/// # Errors
/// It cannot be read, or does not end in time.
pub fn piped(reader: &mut impl Read, path: &Path) -> Result<Vec<u8>, Failure> {
    limited(reader, path, (0, MOST_BYTES_NAMED))
}

/// Reads to the end, probably after so many bytes, which must come before the limit.
fn limited(reader: &mut impl Read, path: &Path, (expected, limit): (usize, u64)) -> Result<Vec<u8>, Failure> {
    let cannot = |error: io::Error| Failure::cannot_read(path, &error);
    let mut bytes = Vec::new();
    // Room for one more byte tells the end without growing.
    bytes.try_reserve_exact(expected + 1).map_err(|_| cannot(io::ErrorKind::OutOfMemory.into()))?;
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

fn too_large(path: &Path, limit: u64) -> Failure {
    let arguments = vec![("path", path.display().to_string().into()), ("limit", (limit >> 20).to_string().into())];
    Failure::said("too-large", arguments)
}

/// Whether nobody wrote between two looks at a file; a clock that cannot be asked tells nothing.
fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}
