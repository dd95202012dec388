//! A Word document as a package: which of its parts hold text, and the same package with other texts.
//!
//! Receives and hands on the bytes of a file. Parts that no text is put into are copied as they lie in the
//! package, compressed; those that are written anew carry a fixed time, so that the same input gives the same bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::render::docx::tree::{self, Node};

/// How many parts a package may have.
const PARTS: usize = 2000;
/// How large a package may be, in bytes.
const PACKAGE: usize = 64 << 20;
/// How large the parts with text may be together, unpacked, in bytes.
const TEXTS: u64 = 32 << 20;

/// The part that says what the others are.
const CONTENT_TYPES: &str = "[Content_Types].xml";
/// How the content types of parts with text end.
const STORIES: [&str; 6] = [
    "document.main+xml",
    "template.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
];
/// How the content type of the styles ends.
const STYLES: &str = "wordprocessingml.styles+xml";

/// Why a file is no document that can be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PackageFault {
    /// No package, or a damaged one.
    NotWord(String),
    /// Larger than anything that an office program writes; what, and the limit in megabytes.
    TooLarge(String, u64),
}

/// A package in memory.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    types: Vec<(String, String)>,
    /// How many bytes of text may yet be unpacked.
    left: u64,
}

/// A part that is put in place of that of the same name.
pub(super) struct Part {
    /// Its name in the package.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// The bytes are no package of a Word document, or too many.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageFault> {
        if bytes.len() > PACKAGE {
            return Err(PackageFault::TooLarge("the file".to_owned(), (PACKAGE >> 20) as u64));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_word)?;
        if archive.len() > PARTS {
            return Err(PackageFault::NotWord(format!("{} parts", archive.len())));
        }
        let mut package = Package { archive, types: Vec::new(), left: TEXTS };
        package.types = content_types(&package.text(CONTENT_TYPES)?)?;
        if package.stories().is_empty() {
            return Err(PackageFault::NotWord("no part is a document".to_owned()));
        }
        Ok(package)
    }

    /// The names of the parts with text: the document, headers, footers, notes; in the order of the package.
    pub fn stories(&self) -> Vec<String> {
        self.of_types(&STORIES)
    }

    /// The name of the part with the styles.
    pub fn styles(&self) -> Option<String> {
        self.of_types(&[STYLES]).into_iter().next()
    }

    fn of_types(&self, endings: &[&str]) -> Vec<String> {
        let is_of = |name: &&str| {
            self.types.iter().any(|(part, kind)| part == name && endings.iter().any(|ending| kind.ends_with(ending)))
        };
        let mut names: Vec<String> = Vec::new();
        for index in 0..self.archive.len() {
            let name = self.archive.name_for_index(index).and_then(Result::ok).unwrap_or_default();
            names.extend(Some(name.as_ref()).filter(is_of).map(str::to_owned));
        }
        names
    }

    /// The text of a part.
    ///
    /// # Errors
    /// There is no such part, it is too large with those that were read before, or no text in UTF-8.
    pub fn text(&mut self, name: &str) -> Result<String, PackageFault> {
        let part = self.archive.by_name(name).map_err(not_word)?;
        let mut text = String::new();
        let read =
            part.take(self.left + 1).read_to_string(&mut text).map_err(|error| not_word(format!("{name}: {error}")))?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| PackageFault::TooLarge(name.to_owned(), TEXTS >> 20))?;
        Ok(text)
    }

    /// The package with these parts instead of its own; all others as they are, in the same order.
    ///
    /// # Errors
    /// The package is damaged.
    pub fn with(mut self, parts: &[Part]) -> Result<Vec<u8>, PackageFault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Dos);
        for index in 0..self.archive.len() {
            let own = self.archive.by_index_raw(index).map_err(not_word)?;
            let name = own.name().map_err(not_word)?.into_owned();
            match parts.iter().find(|part| part.name == name) {
                None => writer.raw_copy_file(own).map_err(not_word)?,
                Some(part) => {
                    drop(own);
                    writer.start_file(name, options).map_err(not_word)?;
                    writer.write_all(part.text.as_bytes()).map_err(not_word)?;
                }
            }
        }
        Ok(writer.finish().map_err(not_word)?.into_inner())
    }
}

/// The parts that are named with their types, without the leading slash.
fn content_types(text: &str) -> Result<Vec<(String, String)>, PackageFault> {
    let nodes = tree::parse(text.trim_start_matches('\u{feff}')).map_err(|fault| not_word(fault.0))?;
    let mut types = Vec::new();
    for node in nodes {
        let Node::Element(element) = node else { continue };
        for part in element.elements() {
            if let (Some(name), Some(kind)) = (part.attribute("PartName"), part.attribute("ContentType")) {
                types.push((name.trim_start_matches('/').to_owned(), kind.to_owned()));
            }
        }
    }
    Ok(types)
}

fn not_word(error: impl ToString) -> PackageFault {
    PackageFault::NotWord(error.to_string())
}
