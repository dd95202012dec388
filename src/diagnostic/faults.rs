//! What was found, as far as anybody can read it: of one kind of fault in one file the first thousand, then their number.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Place};

/// How many faults of one kind are listed in one file.
pub const LISTED: usize = 1000;

/// Collects diagnostics.
#[derive(Debug, Default)]
pub struct Faults {
    listed: Vec<Diagnostic>,
    counts: BTreeMap<(FileId, Code), usize>,
    found: usize,
}

impl Faults {
    /// Takes one in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found += 1;
        let count = self.counts.entry((diagnostic.place.file(), diagnostic.code)).or_default();
        *count += 1;
        if *count <= LISTED {
            self.listed.push(diagnostic);
        }
    }

    /// How many were taken in, listed or not.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found
    }

    /// Those that are listed.
    #[must_use]
    pub fn listed(&self) -> &[Diagnostic] {
        &self.listed
    }

    /// Those that are listed, and one more for each kind and file of which some are not.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        let more = self.counts.into_iter().filter(|(_, count)| *count > LISTED).map(|((file, code), count)| {
            let more = Diagnostic::new(Code::MoreAlike, Place::File(file)).with("alike", code.slug());
            more.with("more", count - LISTED).with("listed", LISTED)
        });
        self.listed.into_iter().chain(more).collect()
    }
}

impl Extend<Diagnostic> for Faults {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

impl FromIterator<Diagnostic> for Faults {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        let mut faults = Faults::default();
        faults.extend(diagnostics);
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn what_is_not_listed_is_counted_by_kind_and_file() {
        let mut sources = Sources::default();
        let (one, other) = (sources.add_missing("a.csv"), sources.add_missing("b.csv"));
        let blank = |file: FileId| Diagnostic::new(Code::BlankCell, file.at(0, 1));
        let mut faults: Faults = std::iter::repeat_with(|| blank(one)).take(LISTED + 7).collect();
        faults.push(blank(other));
        faults.push(Diagnostic::new(Code::NotAMark, one.at(0, 1)));
        assert_eq!(faults.found(), LISTED + 9);
        let list = faults.into_list();
        assert_eq!(list.len(), LISTED + 3);
        let more = Diagnostic::new(Code::MoreAlike, Place::File(one)).with("alike", "blank-cell");
        assert_eq!(list.last(), Some(&more.with("more", 7_usize).with("listed", LISTED)));
    }
}
