//! One folder in the place of another: at every moment the whole of one of them stands there, or can be found.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Moves a folder to its place, where nothing may be.
///
/// # Errors
/// There is something, or it cannot be moved.
pub fn into_place(whole: &Path, folder: &Path) -> io::Result<()> {
    match at_once(whole, folder, Move::New) {
        Err(error) if is_not_known(&error) => fs::rename(whole, folder),
        done => done,
    }
}

/// Puts a folder in the place of another, which is gone afterwards.
///
/// # Errors
/// It cannot be moved; then the other stands where it was.
pub fn replace(whole: &Path, folder: &Path) -> io::Result<()> {
    match at_once(whole, folder, Move::Exchange) {
        // What stood there lies beside now, where it is removed.
        Ok(()) => Ok(()),
        Err(error) if is_not_known(&error) => in_two_steps(whole, folder),
        Err(error) => Err(error),
    }
}

/// Puts back what a run that was killed between two steps had moved away, or removes what it had replaced.
///
/// # Errors
/// It cannot be moved or removed.
pub fn recover(folder: &Path) -> io::Result<()> {
    let former = former(folder);
    match (former.exists(), folder.exists()) {
        (false, _) => Ok(()),
        (true, false) => fs::rename(former, folder),
        (true, true) => fs::remove_dir_all(former),
    }
}

/// Makes the disk keep the names of a folder, as far as the system lets anybody ask for it.
///
/// # Errors
/// The disk cannot be written to.
pub fn keep(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// How a folder is moved.
#[derive(Clone, Copy)]
enum Move {
    /// Where nothing is.
    New,
    /// Where another is, which takes its place.
    Exchange,
}

/// Moves in a single step, which Linux has: `renameat2`.
#[cfg(target_os = "linux")]
fn at_once(from: &Path, to: &Path, how: Move) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let flags = match how {
        Move::New => RenameFlags::NOREPLACE,
        Move::Exchange => RenameFlags::EXCHANGE,
    };
    renameat_with(CWD, from, CWD, to, flags).map_err(io::Error::from)
}

/// Other systems have no such step that could be taken without unsafe code.
#[cfg(not(target_os = "linux"))]
fn at_once(_: &Path, _: &Path, _: Move) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the system, or the disk, has no such step.
fn is_not_known(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

/// Between the two steps what stood there has a name by which the next run finds it.
fn in_two_steps(whole: &Path, folder: &Path) -> io::Result<()> {
    let former = former(folder);
    fs::rename(folder, &former)?;
    fs::rename(whole, folder).inspect_err(|_| {
        // If this fails too, the next run puts it back.
        let _ = fs::rename(&former, folder);
    })?;
    fs::remove_dir_all(former)
}

/// The name beside the folder that what stood in its place has between two steps.
fn former(folder: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(".bayqau-former");
    folder.with_file_name(name)
}
