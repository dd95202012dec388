//! What kind of folder it is: a contest's, a meeting's or a programme's.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files};
use crate::validate::Checker;
use crate::validate::folder::FolderTable;

/// A kind of folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A contest: rules and score sheets.
    Contest,
    /// A meeting: who was there, the agenda and what was decided.
    Meeting,
    /// A development programme: targets and actual values.
    Programme,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Contest, Kind::Meeting, Kind::Programme];

    /// The file that makes a folder one of this kind.
    #[must_use]
    pub fn rules(self) -> &'static str {
        match self {
            Kind::Contest => "contest.yaml",
            Kind::Meeting => "meeting.yaml",
            Kind::Programme => "programme.yaml",
        }
    }

    /// The names of the tables at the top of such a folder, without their endings.
    pub fn tables(self) -> impl Iterator<Item = &'static str> {
        FolderTable::ALL
            .into_iter()
            .filter(move |table| table.kind() == self && table.is_at_top())
            .map(FolderTable::name)
    }

    /// The kind that the folder's files say; a contest's where they do not say it.
    #[must_use]
    pub fn of(files: &Files) -> Kind {
        Kind::ALL.into_iter().find(|kind| files.contains_key(kind.rules())).unwrap_or(Kind::Contest)
    }

    /// The name in messages.
    fn word(self) -> &'static str {
        match self {
            Kind::Contest => "contest",
            Kind::Meeting => "meeting",
            Kind::Programme => "programme",
        }
    }
}

impl Checker<'_> {
    /// The file that makes the folder one of its kind, if it is there, alone, and a text.
    pub(crate) fn rules_file(&mut self) -> Option<FileId> {
        let own = self.kind;
        let there: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| self.has(kind.rules())).collect();
        let (found, at) = match there.as_slice() {
            [only] if *only == own => return self.read(own.rules()),
            [] => ("none", own),
            [only] => (only.word(), *only),
            [_, second, ..] => ("several", *second),
        };
        let place = self.file(at.rules());
        let files: Vec<&str> = there.iter().map(|kind| kind.rules()).collect();
        let fault = Diagnostic::new(Code::FolderKind, place).with("found", found).with("expected", own.word());
        self.report(fault.with("files", files.join(", ")));
        None
    }
}
