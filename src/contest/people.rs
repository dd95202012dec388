//! Who takes part and who judges.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::contest::{Criterion, EntryIndex, JurorIndex, StageIndex};
use crate::source::Place;

/// A participant's line in the contest.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The id that sheets and decisions name.
    pub id: SmolStr,
    /// Whether the entry competes.
    pub status: Status,
    /// The line of `participants.csv`, or the first cell that named the entry.
    pub place: Place,
    /// The full name and all else, where there is such a line.
    registered: Option<Box<(SmolStr, Details)>>,
}

/// What `participants.csv` says of an entry beside its names and its status; an entry has all of it as its own fields.
#[derive(Clone, Debug)]
pub struct Details {
    /// The institution.
    pub organisation: String,
    /// The track, where the contest has tracks.
    pub track: String,
    /// The day on which the application came.
    pub submitted: Option<NaiveDate>,
    /// Why, where the entry does not compete.
    pub reason: String,
    /// Every column of `participants.csv` by its name, for `within` and for templates.
    pub fields: Fields,
}

/// What stands in the columns of a row, by their names. The names are those of all rows, in one place.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// In alphabetical order; none where there are no columns.
    names: Option<Arc<[SmolStr]>>,
    cells: Vec<SmolStr>,
}

impl Fields {
    /// What stands in the column; none if there is none of that name.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&str> {
        let found = self.names().binary_search_by(|name| name.as_str().cmp(column));
        found.ok().map(|position| self.cells[position].as_str())
    }

    /// The columns by their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names().iter().zip(&self.cells).map(|(name, cell)| (name.as_str(), cell.as_str()))
    }

    fn names(&self) -> &[SmolStr] {
        self.names.as_deref().unwrap_or_default()
    }
}

/// The columns of a table whose rows become [`Fields`].
#[derive(Clone, Debug)]
pub struct FieldColumns {
    names: Arc<[SmolStr]>,
    /// For each name, which of the columns it is.
    columns: Vec<usize>,
}

impl FieldColumns {
    /// Of several columns of one name the last one counts.
    #[must_use]
    pub fn new(names: &[&str]) -> Self {
        let by_name: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
        FieldColumns { names: by_name.keys().map(SmolStr::new).collect(), columns: by_name.into_values().collect() }
    }

    /// What stands in a row, whose cells are told by the number of the column.
    pub fn fields<'r>(&self, cell: impl Fn(usize) -> &'r str) -> Fields {
        let cells = self.columns.iter().map(|column| SmolStr::new(cell(*column))).collect();
        Fields { names: Some(Arc::clone(&self.names)), cells }
    }
}

static NO_DETAILS: Details = Details {
    organisation: String::new(),
    track: String::new(),
    submitted: None,
    reason: String::new(),
    fields: Fields { names: None, cells: Vec::new() },
};

impl Entry {
    /// An entry that has a line in `participants.csv`.
    #[must_use]
    pub fn new(id: SmolStr, name: SmolStr, status: Status, place: Place, details: Details) -> Self {
        Entry { id, status, place, registered: Some(Box::new((name, details))) }
    }

    /// An entry of which only the id is known.
    #[must_use]
    pub fn unnamed(id: &str, place: Place) -> Self {
        Entry { id: id.into(), status: Status::Eligible, place, registered: None }
    }

    /// The full name; the id where nothing but sheets names the entry.
    #[must_use]
    pub fn name(&self) -> &str {
        self.registered.as_deref().map_or(&self.id, |(name, _)| name)
    }
}

impl Deref for Entry {
    type Target = Details;

    fn deref(&self) -> &Details {
        self.registered.as_deref().map_or(&NO_DETAILS, |(_, details)| details)
    }
}

/// Whether an entry competes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It competes.
    Eligible,
    /// It is judged and printed and counts in no place, quota or share.
    OutOfCompetition,
    /// The application was not accepted.
    Rejected,
    /// It was taken back.
    Withdrawn,
    /// It was excluded.
    Disqualified,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 5] =
        [Status::Eligible, Status::OutOfCompetition, Status::Rejected, Status::Withdrawn, Status::Disqualified];

    /// The word in tables and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Eligible => "eligible",
            Status::OutOfCompetition => "out-of-competition",
            Status::Rejected => "rejected",
            Status::Withdrawn => "withdrawn",
            Status::Disqualified => "disqualified",
        }
    }

    /// Whether jurors judge such an entry.
    #[must_use]
    pub fn is_judged(self) -> bool {
        match self {
            Status::Eligible | Status::OutOfCompetition => true,
            Status::Rejected | Status::Withdrawn | Status::Disqualified => false,
        }
    }
}

/// A member of the jury, or its secretary.
#[derive(Clone, Debug)]
pub struct Juror {
    /// The id that sheets and decisions name.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The position held.
    pub position: String,
    /// Where they work.
    pub workplace: String,
    /// What they do on the jury.
    pub role: Role,
    /// The stages judged; none for all.
    pub stages: Option<Vec<StageIndex>>,
    /// The ids of the criteria judged; none for all.
    pub criteria: Option<Vec<String>>,
    /// The track judged; none for all.
    pub track: Option<String>,
    /// The panel, where the jury has panels.
    pub panel: Option<String>,
    /// The line of `jury.csv`.
    pub place: Place,
}

/// What somebody does on a jury.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Judges, presides, and decides where votes are equal.
    Chair,
    /// Judges.
    Member,
    /// Keeps the papers; neither judges nor votes.
    Secretary,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 3] = [Role::Chair, Role::Member, Role::Secretary];

    /// The word in tables, in rules and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Chair => "chair",
            Role::Member => "member",
            Role::Secretary => "secretary",
        }
    }

    /// Whether somebody in this role judges and votes.
    #[must_use]
    pub fn votes(self) -> bool {
        match self {
            Role::Chair | Role::Member => true,
            Role::Secretary => false,
        }
    }
}

impl Juror {
    /// Whether the juror judges in the stage at all.
    #[must_use]
    pub fn judges_in(&self, stage: StageIndex) -> bool {
        self.role.votes() && self.stages.as_ref().is_none_or(|stages| stages.contains(&stage))
    }

    /// Whether the juror's track is the entry's.
    #[must_use]
    pub fn judges_track(&self, track: &str) -> bool {
        self.track.as_deref().is_none_or(|own| own == track)
    }

    /// Whether the juror judges the criterion, and it is for the juror's track.
    #[must_use]
    pub fn judges(&self, criterion: &Criterion) -> bool {
        self.judges_criterion(&criterion.id) && self.track.as_deref().is_none_or(|track| criterion.is_for(track))
    }

    /// Whether the juror judges the criterion.
    #[must_use]
    pub fn judges_criterion(&self, id: &str) -> bool {
        self.criteria.as_ref().is_none_or(|criteria| criteria.iter().any(|own| own == id))
    }
}

/// A juror who may not judge an entry.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Who.
    pub juror: JurorIndex,
    /// Whom.
    pub entry: EntryIndex,
    /// Why.
    pub reason: String,
    /// The line of `conflicts.csv`.
    pub place: Place,
}
