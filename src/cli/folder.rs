//! A contest's folder on the disk: read whole, written whole.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::cli::context::Failure;
use crate::cli::{input, manifest, replacing};
use crate::source::{Content, Files};
use crate::validate::{Kind, table_name};

/// The subfolders that belong to a contest, with how deep their files may lie.
const SUBFOLDERS: [(&str, usize); 5] = [("scores", 2), ("numbers", 1), ("ballots", 1), ("sealed", 1), ("templates", 1)];

/// Reads every file of a contest's folder.
///
/// # Errors
/// The folder, or a file in it, cannot be read.
pub fn read(folder: &Path) -> Result<Files, Failure> {
    let mut reader = Reader { folder: input::Folder::open(folder)?, found: Vec::new() };
    for name in Kind::ALL.map(Kind::rules) {
        let path = folder.join(name);
        // What leads nowhere is there, and cannot be read.
        if fs::symlink_metadata(&path).is_ok() {
            reader.take(name.to_owned(), path)?;
        }
    }
    find_tables(folder, &mut reader)?;
    for (name, depth) in SUBFOLDERS {
        let path = folder.join(name);
        if path.is_dir() {
            reader.folder.stays_inside(&path)?;
            find_below(&path, (name, depth), &mut reader)?;
        }
    }
    // Of several that cannot be read the first one is named, whichever was tried first.
    let read: Vec<(String, Result<Content, Failure>)> =
        reader.found.into_par_iter().map(|(name, path)| (name, input::file(&path).map(Content::from))).collect();
    read.into_iter().map(|(name, content)| Ok((name, content?))).collect()
}

/// The files that were found, by their names inside the folder.
struct Reader {
    folder: input::Folder,
    found: Vec<(String, PathBuf)>,
}

impl Reader {
    fn take(&mut self, name: String, path: PathBuf) -> Result<(), Failure> {
        self.folder.take(&path)?;
        self.found.push((name, path));
        Ok(())
    }
}

/// The tables at the top. One that is called something else is read too: it may be a mistyped name. Only a plain text
/// may be anything.
fn find_tables(folder: &Path, reader: &mut Reader) -> Result<(), Failure> {
    let known = |name: &str| Kind::ALL.iter().any(|kind| kind.tables().any(|table| table == name));
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_text = name.to_lowercase().ends_with(".txt");
        let is_table = table_name(&name).is_some_and(|name| !is_text || known(name));
        if is_table && !name.starts_with(['.', '~']) && !path.is_dir() {
            reader.take(input::name(&path)?.to_owned(), path)?;
        }
    }
    Ok(())
}

/// The files of a subfolder, which is called so inside, and of as many below it as that is deep.
fn find_below(folder: &Path, (inside, depth): (&str, usize), reader: &mut Reader) -> Result<(), Failure> {
    for path in entries(folder)? {
        let name = input::name(&path)?;
        let inside = format!("{inside}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if !path.is_dir() {
            reader.take(inside, path)?;
        } else if depth > 1 {
            reader.folder.stays_inside(&path)?;
            find_below(&path, (&inside, depth - 1), reader)?;
        }
    }
    Ok(())
}

/// What lies in a folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |error: std::io::Error| Failure::cannot_read(folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        paths.push(entry.map_err(cannot)?.path());
    }
    // So that of several files that cannot be read the same one is named everywhere.
    paths.sort();
    Ok(paths)
}

/// Writes a new file: whole or not at all, never over another one.
///
/// # Errors
/// There is such a file already, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes, Existing::Kept)
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Kept,
    /// It is replaced.
    Replaced,
}

/// Writes a file, whole or not at all: beside its place first, then moved there.
///
/// # Errors
/// There is such a file already and it is to be kept, or it cannot be written.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = fs::create_dir_all(parent).and_then(|()| {
        let mut beside = file_like_any_other().tempfile_in(parent)?;
        beside.write_all(bytes)?;
        beside.as_file().sync_all()?;
        match existing {
            Existing::Kept => beside.persist_noclobber(path),
            Existing::Replaced => beside.persist(path),
        }
        .map_err(|error| error.error)?;
        replacing::keep(parent)
    });
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::exists(path)),
        Err(error) => Err(Failure::cannot_write(&path.display().to_string(), &error)),
    }
}

/// A temporary file is its owner's alone; what is written for others is like any other file.
fn file_like_any_other() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BESIDE);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Writes a new folder with its files: beside its place first, then moved there.
///
/// # Errors
/// There is something already, or it cannot be written.
pub fn write_folder(folder: &Path, files: &Files) -> Result<(), Failure> {
    if folder.exists() {
        return Err(Failure::exists(folder));
    }
    let cannot = |error: std::io::Error| Failure::cannot_write(&folder.display().to_string(), &error);
    let (_beside, whole) = written_beside(folder, files).map_err(cannot)?;
    // Somebody else may have made it meanwhile.
    replacing::into_place(&whole, folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::exists(folder),
        _ => cannot(error),
    })
}

/// Writes a folder with its files, one of them the manifest: beside its place first, then moved there. What a
/// former run made is replaced as a whole, if it is to be and is still as that run left it.
///
/// # Errors
/// There is such a folder already and it is to be kept, or holds what this command did not write; or the folder
/// cannot be written.
pub fn publish(folder: &Path, files: &Files, existing: Existing) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::cannot_write(&folder.display().to_string(), &error);
    replacing::recover(folder).map_err(cannot)?;
    if !folder.exists() {
        return write_folder(folder, files);
    }
    // What a link leads to is replaced, not the link.
    let folder = &fs::canonicalize(folder).map_err(|error| Failure::cannot_read(folder, &error))?;
    let path = || ("path", folder.display().to_string().into());
    if existing == Existing::Kept {
        return Err(Failure::said("publish-exists", vec![path()]));
    }
    let touched = manifest::touched(folder)?;
    if !touched.is_empty() {
        let shown = touched.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = touched.len().saturating_sub(MOST_NAMED);
        return Err(Failure::said("publish-touched", vec![path(), ("list", shown.into()), ("more", more.into())]));
    }
    let (_beside, whole) = written_beside(folder, files).map_err(cannot)?;
    replacing::replace(&whole, folder).map_err(cannot)
}

/// How the name of what is not yet in its place begins: what a run that was killed leaves, which nothing reads.
const BESIDE: &str = ".bayqau-";

/// How many files a refusal names.
const MOST_NAMED: usize = 5;

/// A folder with these files in a temporary one beside its place, which is gone when it is dropped.
fn written_beside(folder: &Path, files: &Files) -> std::io::Result<(tempfile::TempDir, PathBuf)> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let beside = tempfile::Builder::new().prefix(BESIDE).tempdir_in(parent)?;
    // A temporary folder is its owner's alone; what is written for others is like any other.
    let whole = beside.path().join("whole");
    for (name, bytes) in files {
        let path = whole.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&whole))?;
        fs::write(&path, bytes)?;
    }
    Ok((beside, whole))
}
