//! How each juror marks: strictly or mildly, widely or alike, with the others or apart from them.

use num_integer::lcm;

use crate::audit::agreement::{Lack, spearman};
use crate::audit::matrix::{Matrix, cells};
use crate::contest::{Cell, Contest, Coordinates, JurorIndex, StageIndex};
use crate::score::Score;

/// How many times the usual difference a mark stands out that is worth a look.
const FAR: f64 = 3.0;

/// How a juror marks in a stage.
#[derive(Clone, Debug)]
pub struct JurorAudit {
    /// Who.
    pub juror: JurorIndex,
    /// How many entries got a mark for everything.
    pub entries: usize,
    /// By how many points the sum for an entry is above the mean of the others', on the mean; below zero: stricter.
    pub severity: Result<f64, Lack>,
    /// The standard deviation of the sums, in points.
    pub spread: Result<f64, Lack>,
    /// Spearman's correlation of the sums with the mean of the others'.
    pub agreement: Result<f64, Lack>,
    /// Whether every entry got the same sum.
    pub alike: bool,
    /// Marks that stand far from the others', the furthest first.
    pub far: Vec<FarMark>,
}

/// A mark that stands far from the others' for the same.
#[derive(Clone, Debug)]
pub struct FarMark {
    /// Which one.
    pub at: Coordinates,
    /// The mark.
    pub mark: Score,
    /// The mean of the others' marks.
    pub others: f64,
    /// How many times the usual difference between a mark and the mean of the others' that is.
    pub times: f64,
}

/// How the jurors of a stage mark.
#[must_use]
pub fn jurors(contest: &Contest, stage: StageIndex, matrix: &Matrix) -> Vec<JurorAudit> {
    let far = far_marks(contest, stage, matrix);
    let point = 10_f64.powi(i32::try_from(matrix.digits).unwrap_or(0));
    let own = |(column, &juror): (usize, &JurorIndex)| {
        let sums: Vec<i64> = matrix.column(column).flatten().collect();
        let beside = beside_others(matrix, column);
        let severity = match beside.as_slice() {
            _ if !matrix.comparable => Err(Lack::OtherCriteria),
            [] if matrix.jurors.len() < 2 => Err(Lack::OneJuror),
            [] => Err(Lack::FewEntries),
            beside => Ok(beside.iter().map(|(own, others)| own - others).sum::<f64>() / beside.len() as f64 / point),
        };
        JurorAudit {
            juror,
            entries: sums.len(),
            severity,
            spread: deviation(&sums).map(|deviation| deviation / point),
            agreement: if matrix.comparable { with_others(matrix, column) } else { Err(Lack::OtherCriteria) },
            alike: sums.len() > 1 && sums.windows(2).all(|pair| pair[0] == pair[1]),
            far: far.iter().filter(|mark| mark.at.juror == juror).cloned().collect(),
        }
    };
    matrix.jurors.iter().enumerate().map(own).collect()
}

/// The juror's sum and the mean of the others', for every entry that has both.
fn beside_others(matrix: &Matrix, column: usize) -> Vec<(f64, f64)> {
    let pair = |row: &Vec<Option<i64>>| {
        let own = row[column]? as f64;
        let others: Vec<f64> = others(row, column).collect();
        (!others.is_empty()).then(|| (own, others.iter().sum::<f64>() / others.len() as f64))
    };
    matrix.rows.iter().filter_map(pair).collect()
}

fn others(row: &[Option<i64>], column: usize) -> impl Iterator<Item = f64> + '_ {
    row.iter().enumerate().filter(move |(index, _)| *index != column).filter_map(|(_, sum)| sum.map(|sum| sum as f64))
}

/// The standard deviation, of n − 1.
fn deviation(sums: &[i64]) -> Result<f64, Lack> {
    if sums.len() < 2 {
        return Err(Lack::FewEntries);
    }
    let (n, all): (f64, i128) = (sums.len() as f64, sums.iter().copied().map(i128::from).sum());
    let squares: i128 = sums.iter().map(|sum| i128::from(*sum) * i128::from(*sum)).sum();
    let spread = squares * sums.len() as i128 - all * all;
    Ok((spread as f64 / n / (n - 1.0)).sqrt())
}

fn with_others(matrix: &Matrix, column: usize) -> Result<f64, Lack> {
    if matrix.jurors.len() < 2 {
        return Err(Lack::OneJuror);
    }
    // The least number that every number of others divides makes whole numbers of all the means.
    let counts = |row: &Vec<Option<i64>>| row[column].map(|_| others(row, column).count() as i64);
    let common = matrix.rows.iter().filter_map(counts).filter(|count| *count > 0).fold(1, lcm);
    let pair = |row: &Vec<Option<i64>>| {
        let count = counts(row).filter(|count| *count > 0)?;
        let sum: i64 = row.iter().enumerate().filter(|(index, _)| *index != column).filter_map(|(_, sum)| *sum).sum();
        Some((row[column]?, sum * (common / count)))
    };
    let (own, mean): (Vec<i64>, Vec<i64>) = matrix.rows.iter().filter_map(pair).unzip();
    spearman(&own, &mean)
}

/// Every mark further from the mean of at least two others' for the same than three times the usual difference: the
/// root of the mean square of all such differences at the criterion.
fn far_marks(contest: &Contest, stage: StageIndex, matrix: &Matrix) -> Vec<FarMark> {
    let Some(marks) = &contest.marks[stage.0] else { return Vec::new() };
    let mark = |at: Coordinates| match marks.cell(at) {
        Cell::Mark(units) => Some(units as f64),
        Cell::Unread | Cell::Recused | Cell::Absent | Cell::Nothing => None,
    };
    let mut by_criterion: Vec<Vec<(Coordinates, f64, f64)>> = vec![Vec::new(); contest.stage(stage).criteria().len()];
    for &entry in &matrix.entries {
        for &juror in &matrix.jurors {
            for at in cells(contest, stage, juror, entry) {
                let judges = |other: &&JurorIndex| {
                    **other != juror
                        && cells(contest, stage, **other, entry)
                            .any(|each| each == Coordinates { juror: **other, ..at })
                };
                let Some(own) = mark(at) else { continue };
                let others: Vec<f64> = matrix
                    .jurors
                    .iter()
                    .filter(judges)
                    .filter_map(|other| mark(Coordinates { juror: *other, ..at }))
                    .collect();
                if others.len() > 1 {
                    let mean = others.iter().sum::<f64>() / others.len() as f64;
                    by_criterion[at.criterion].push((at, own, mean));
                }
            }
        }
    }
    let point = 10_f64.powi(i32::try_from(matrix.digits).unwrap_or(0));
    let mut far = Vec::new();
    for marks_of in by_criterion {
        let squares: f64 = marks_of.iter().map(|(_, own, others)| (own - others).powi(2)).sum();
        let usual = (squares / marks_of.len().max(1) as f64).sqrt();
        for (at, own, others) in marks_of {
            let times = (own - others).abs() / usual;
            if usual > 0.0 && times >= FAR {
                let Cell::Mark(units) = marks.cell(at) else { continue };
                far.push(FarMark { at, mark: marks.value(units), others: others / point, times });
            }
        }
    }
    far.sort_by(|one, other| other.times.total_cmp(&one.times).then(one.at.cmp(&other.at)));
    far
}
