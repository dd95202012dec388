//! The tables of a folder: where each lies and which columns it has. Whoever reads one, reads it by this.

use crate::sheet::Column;
use crate::validate::Kind;

/// A table of a folder, or one of several of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderTable {
    /// Who takes part.
    Participants,
    /// Who judges.
    Jury,
    /// The key of a blind contest.
    Blind,
    /// A juror's sheet, or all jurors' of a stage.
    Scores,
    /// What was measured in a stage.
    Numbers,
    /// Penalties and bonuses.
    Adjustments,
    /// Who may not judge whom.
    Conflicts,
    /// The votes for a nomination.
    Ballots,
    /// What the jury decided beyond the arithmetic.
    Decisions,
    /// When the jury sat.
    Sittings,
    /// Who appealed, and what came of it.
    Appeals,
    /// Warnings that are passed over.
    Waivers,
    /// Who was at a meeting.
    Present,
    /// What a meeting spoke of and decided.
    Agenda,
    /// The values that a programme reached.
    Actuals,
    /// The money that a programme spent.
    Spent,
}

/// The columns of a table.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Columns that have to be there.
    pub required: &'static [Column],
    /// Columns that may be there.
    pub optional: &'static [Column],
    /// Whether there are further columns, whose names the folder itself gives.
    pub free: bool,
}

impl Columns {
    /// Those that have a name of their own.
    pub fn known(&self) -> impl Iterator<Item = Column> {
        self.required.iter().chain(self.optional).copied()
    }
}

impl FolderTable {
    /// All of them, in the order in which they are explained.
    pub const ALL: [FolderTable; 16] = [
        FolderTable::Participants,
        FolderTable::Jury,
        FolderTable::Blind,
        FolderTable::Scores,
        FolderTable::Numbers,
        FolderTable::Adjustments,
        FolderTable::Conflicts,
        FolderTable::Ballots,
        FolderTable::Decisions,
        FolderTable::Sittings,
        FolderTable::Appeals,
        FolderTable::Waivers,
        FolderTable::Present,
        FolderTable::Agenda,
        FolderTable::Actuals,
        FolderTable::Spent,
    ];

    /// The name of its file without an ending; of several of a kind the subfolder that they lie in.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FolderTable::Participants => "participants",
            FolderTable::Jury => "jury",
            FolderTable::Blind => "blind",
            FolderTable::Scores => "scores",
            FolderTable::Numbers => "numbers",
            FolderTable::Adjustments => "adjustments",
            FolderTable::Conflicts => "conflicts",
            FolderTable::Ballots => "ballots",
            FolderTable::Decisions => "decisions",
            FolderTable::Sittings => "sittings",
            FolderTable::Appeals => "appeals",
            FolderTable::Waivers => "waivers",
            FolderTable::Present => "present",
            FolderTable::Agenda => "agenda",
            FolderTable::Actuals => "actuals",
            FolderTable::Spent => "spent",
        }
    }

    /// The paths that such tables have in the folder, in one of their forms; in capitals what differs.
    #[must_use]
    pub fn paths(self) -> &'static [&'static str] {
        match self {
            FolderTable::Scores => &["scores/STAGE/JUROR.csv", "scores/STAGE.csv"],
            FolderTable::Numbers => &["numbers/STAGE.csv"],
            FolderTable::Ballots => &["ballots/NOMINATION.csv"],
            FolderTable::Participants => &["participants.csv"],
            FolderTable::Jury => &["jury.csv"],
            FolderTable::Blind => &["blind.csv"],
            FolderTable::Adjustments => &["adjustments.csv"],
            FolderTable::Conflicts => &["conflicts.csv"],
            FolderTable::Decisions => &["decisions.csv"],
            FolderTable::Sittings => &["sittings.csv"],
            FolderTable::Appeals => &["appeals.csv"],
            FolderTable::Waivers => &["waivers.csv"],
            FolderTable::Present => &["present.csv"],
            FolderTable::Agenda => &["agenda.csv"],
            FolderTable::Actuals => &["actuals.csv"],
            FolderTable::Spent => &["spent.csv"],
        }
    }

    /// The kind of folder that has it.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            FolderTable::Participants
            | FolderTable::Jury
            | FolderTable::Blind
            | FolderTable::Scores
            | FolderTable::Numbers
            | FolderTable::Adjustments
            | FolderTable::Conflicts
            | FolderTable::Ballots
            | FolderTable::Decisions
            | FolderTable::Sittings
            | FolderTable::Appeals
            | FolderTable::Waivers => Kind::Contest,
            FolderTable::Present | FolderTable::Agenda => Kind::Meeting,
            FolderTable::Actuals | FolderTable::Spent => Kind::Programme,
        }
    }

    /// Whether it lies at the top of the folder.
    #[must_use]
    pub fn is_at_top(self) -> bool {
        self.paths().iter().all(|path| !path.contains('/'))
    }

    /// Whether it has to be there: a stage's numbers where its rules name some, a sheet where its juror judges.
    #[must_use]
    pub fn is_required(self) -> bool {
        match self {
            FolderTable::Jury
            | FolderTable::Scores
            | FolderTable::Numbers
            | FolderTable::Present
            | FolderTable::Agenda => true,
            FolderTable::Participants
            | FolderTable::Blind
            | FolderTable::Adjustments
            | FolderTable::Conflicts
            | FolderTable::Ballots
            | FolderTable::Decisions
            | FolderTable::Sittings
            | FolderTable::Appeals
            | FolderTable::Waivers
            | FolderTable::Actuals
            | FolderTable::Spent => false,
        }
    }

    /// Its columns. Beside them every table may have one that numbers its rows.
    #[must_use]
    pub fn columns(self) -> Columns {
        match self {
            FolderTable::Participants => Columns {
                required: &[Column::Id, Column::Name],
                optional: &[
                    Column::Organisation,
                    Column::Position,
                    Column::Track,
                    Column::Project,
                    Column::Submitted,
                    Column::Status,
                    Column::Reason,
                ],
                free: true,
            },
            FolderTable::Jury => Columns {
                required: &[Column::Id, Column::Name],
                optional: &[
                    Column::Position,
                    Column::Workplace,
                    Column::Role,
                    Column::Stages,
                    Column::Criteria,
                    Column::Track,
                    Column::Panel,
                ],
                free: false,
            },
            FolderTable::Blind => {
                Columns { required: &[Column::Participant, Column::Code], optional: &[], free: false }
            }
            // Which of them a sheet needs hangs on its form: wide, long, or that of the web.
            FolderTable::Scores => Columns {
                required: &[],
                optional: &[
                    Column::Participant,
                    Column::Juror,
                    Column::Attempt,
                    Column::Total,
                    Column::Note,
                    Column::Criterion,
                    Column::Mark,
                    Column::Timestamp,
                    Column::Address,
                    Column::Ordinal,
                ],
                free: true,
            },
            FolderTable::Numbers => Columns {
                required: &[Column::Participant],
                optional: &[Column::Attempt, Column::Panel, Column::Note],
                free: true,
            },
            FolderTable::Adjustments => Columns {
                required: &[Column::Participant, Column::Stage, Column::Points, Column::Reason],
                optional: &[],
                free: false,
            },
            FolderTable::Conflicts => {
                Columns { required: &[Column::Juror, Column::Participant], optional: &[Column::Reason], free: false }
            }
            FolderTable::Ballots => {
                Columns { required: &[Column::Juror, Column::Participant], optional: &[Column::Note], free: false }
            }
            FolderTable::Decisions => Columns {
                required: &[Column::Date, Column::Decision],
                optional: &[
                    Column::About,
                    Column::Entries,
                    Column::Was,
                    Column::Now,
                    Column::Votes,
                    Column::By,
                    Column::Grounds,
                ],
                free: false,
            },
            FolderTable::Sittings => Columns {
                required: &[Column::Stage, Column::Number, Column::Date, Column::Present],
                optional: &[Column::Location, Column::Absent, Column::Invited, Column::Agenda],
                free: false,
            },
            FolderTable::Appeals => Columns {
                required: &[Column::Received, Column::Participant, Column::About],
                optional: &[Column::Outcome, Column::Date],
                free: false,
            },
            FolderTable::Waivers => Columns {
                required: &[Column::Code, Column::About, Column::Reason, Column::By, Column::Date],
                optional: &[],
                free: false,
            },
            FolderTable::Present => Columns {
                required: &[Column::Name],
                optional: &[Column::Id, Column::Position, Column::Attendance, Column::Reason],
                free: false,
            },
            FolderTable::Agenda => Columns {
                required: &[Column::Item, Column::Title, Column::Decision],
                optional: &[
                    Column::Speaker,
                    Column::Heard,
                    Column::Spoke,
                    Column::Responsible,
                    Column::Deadline,
                    Column::For,
                    Column::Against,
                    Column::Abstained,
                ],
                free: false,
            },
            FolderTable::Actuals => Columns {
                required: &[Column::Indicator, Column::Year, Column::Value, Column::Source],
                optional: &[Column::Note],
                free: false,
            },
            FolderTable::Spent => Columns {
                required: &[Column::BudgetRow, Column::Year, Column::Amount, Column::Source],
                optional: &[Column::Note],
                free: false,
            },
        }
    }
}
