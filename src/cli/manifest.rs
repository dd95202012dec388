//! The manifest of a published folder: by it a later run knows what a former one wrote.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cli::context::Failure;
use crate::cli::input;
use crate::report::InputView;
use crate::source::{self, Content, Files};

/// The file that it is written to, beside those that it names.
pub const MANIFEST: &str = "manifest.json";

/// What a folder holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this JSON: 1.
    format: u32,
    /// The fingerprint of the result that was published.
    fingerprint: String,
    /// Every other file, by its path, `/` between the parts.
    files: Vec<InputView>,
}

impl Manifest {
    /// The manifest of these files, which are made of the result.
    pub fn new(files: &Files, fingerprint: &str) -> Manifest {
        let file =
            |(path, content): (&String, &Content)| InputView { path: path.clone(), sha256: source::sha256(content) };
        Manifest { format: 1, fingerprint: fingerprint.to_owned(), files: files.iter().map(file).collect() }
    }

    /// The manifest as JSON.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("a manifest has only text keys");
        json.push('\n');
        json
    }
}

/// The files of a folder that are not as its manifest has them: not named there, or changed since.
///
/// # Errors
/// The folder, or a file in it, cannot be read.
pub fn touched(folder: &Path) -> Result<Vec<String>, Failure> {
    let manifest = input::file(&folder.join(MANIFEST)).ok().and_then(|json| serde_json::from_slice(&json).ok());
    let manifest: Option<Manifest> = manifest;
    let mut touched = Vec::new();
    for name in names_below(folder, "")? {
        let is_own = match &manifest {
            None => false,
            Some(_) if name == MANIFEST => true,
            Some(manifest) => match manifest.files.iter().find(|file| file.path == name) {
                None => false,
                Some(file) => file.sha256 == source::sha256(input::file(&folder.join(&name))?),
            },
        };
        if !is_own {
            touched.push(name);
        }
    }
    Ok(touched)
}

/// The paths of all files below a folder, `/` between the parts, in their order; a link counts as a file.
fn names_below(folder: &Path, inside: &str) -> Result<Vec<String>, Failure> {
    let cannot = |error: std::io::Error| Failure::cannot_read(folder, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(cannot)?.is_dir() {
            names.extend(names_below(&entry.path(), &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
