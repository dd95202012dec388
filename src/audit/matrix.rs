//! What each juror gave each entry in a stage: the table that agreement is measured on.

use crate::contest::{Cell, Contest, Coordinates, EntryIndex, JurorIndex, StageIndex};

/// Entries in the rows, jurors in the columns; a cell is the sum of the juror's marks for the entry, in units of the
/// stage's last digit.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The entries of the rows.
    pub entries: Vec<EntryIndex>,
    /// The jurors of the columns.
    pub jurors: Vec<JurorIndex>,
    /// The sums, row by row; nothing where one of the marks is missing.
    pub rows: Vec<Vec<Option<i64>>>,
    /// How many digits after the point a unit has.
    pub digits: u32,
    /// Whether every juror judges the same criteria, so that their sums can be compared.
    pub comparable: bool,
}

impl Matrix {
    /// The sums of a stage for the entries that were judged there; nothing of a stage without marks.
    #[must_use]
    pub fn of(contest: &Contest, stage: StageIndex, entries: Vec<EntryIndex>) -> Option<Matrix> {
        let marks = contest.marks[stage.0].as_ref()?;
        let criteria = contest.stage(stage).criteria();
        let jurors: Vec<JurorIndex> = contest.judges(stage).collect();
        let own = |juror: JurorIndex| -> Vec<bool> {
            criteria.iter().map(|criterion| contest.juror(juror).judges_criterion(&criterion.id)).collect()
        };
        let comparable = jurors.windows(2).all(|pair| own(pair[0]) == own(pair[1]));
        let sum = |juror: JurorIndex, entry: EntryIndex| {
            cells(contest, stage, juror, entry).try_fold(None, |sum: Option<i64>, at| match marks.cell(at) {
                Cell::Mark(units) => Some(Some(sum.unwrap_or(0) + units)),
                // An attempt that was not made is nobody's gap.
                Cell::Unread if at.attempt > 0 => Some(sum),
                Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => None,
            })?
        };
        let rows = entries.iter().map(|entry| jurors.iter().map(|juror| sum(*juror, *entry)).collect()).collect();
        Some(Matrix { entries, jurors, rows, digits: marks.digits(), comparable })
    }

    /// What a juror gave the entries.
    pub fn column(&self, juror: usize) -> impl Iterator<Item = Option<i64>> + '_ {
        self.rows.iter().map(move |row| row[juror])
    }
}

/// The cells in which the juror judges the entry.
pub fn cells(
    contest: &Contest,
    stage: StageIndex,
    juror: JurorIndex,
    entry: EntryIndex,
) -> impl Iterator<Item = Coordinates> + '_ {
    let (own, track) = (contest.juror(juror), contest.entry(entry).track.as_str());
    let judges = own.judges_track(track) && contest.conflict(juror, entry).is_none();
    let criteria = contest.stage(stage).criteria().iter().enumerate();
    let judged = criteria.filter(move |(_, each)| judges && own.judges_criterion(&each.id) && each.is_for(track));
    judged.flat_map(move |(criterion, _)| {
        (0..contest.stage(stage).attempts()).map(move |attempt| Coordinates { juror, entry, attempt, criterion })
    })
}
