//! How far jurors agree: the coefficients that are in use, each by its published definition.
//!
//! Receives what each juror gave each entry in whole units, hands on floats: no place depends on them. Sums of
//! squares are taken in whole numbers, so that what is zero is exactly zero and nothing is ever divided by it.

use statrs::function::gamma::gamma_ur;

/// The fewest entries of which every coefficient is defined: with one nothing can be put in an order, and nothing
/// differs between entries.
const FEWEST_ENTRIES: usize = 2;

macro_rules! coefficients {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A coefficient of agreement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Coefficient { $($(#[$doc])* $name,)* }

        impl Coefficient {
            /// All of them.
            pub const ALL: &'static [Coefficient] = &[$(Coefficient::$name,)*];

            /// The word in JSON and in the catalogues.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Coefficient::$name => $word,)* }
            }
        }
    };
}

coefficients! {
    /// Kendall's W of the orders, corrected for ties (Kendall & Babington Smith 1939; Siegel 1956).
    KendallW = "kendall-w",
    /// The probability of such a W, or a greater one, where jurors order at random: χ² = m(n−1)W with n−1 degrees of
    /// freedom (Friedman 1937).
    KendallP = "kendall-p",
    /// The mean of Spearman's correlations of every two jurors.
    Spearman = "spearman-mean",
    /// Intraclass correlation (Shrout & Fleiss 1979): other jurors for each entry, of one juror's sums.
    Icc11 = "icc-1-1",
    /// The same, of the mean of all jurors.
    Icc1k = "icc-1-k",
    /// The jurors drawn from many, of one juror's sums.
    Icc21 = "icc-2-1",
    /// The same, of the mean of all jurors.
    Icc2k = "icc-2-k",
    /// These jurors and no others, of one juror's sums.
    Icc31 = "icc-3-1",
    /// The same, of the mean of all jurors.
    Icc3k = "icc-3-k",
    /// Cronbach's alpha (1951); of complete data the same number as the one above (Hoyt 1941).
    Cronbach = "cronbach-alpha",
    /// Krippendorff's alpha of distances (2004), which takes gaps.
    AlphaInterval = "krippendorff-alpha-interval",
    /// Krippendorff's alpha of orders.
    AlphaOrdinal = "krippendorff-alpha-ordinal",
}

/// Why a number cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// Fewer than two jurors.
    OneJuror,
    /// Fewer than two entries that two jurors have judged.
    FewEntries,
    /// Some juror has not judged some entry.
    Gaps,
    /// Every sum is the same.
    AllEqual,
    /// A juror gives every entry the same.
    JurorAlike,
    /// The entries have the same sum of all jurors.
    EntriesAlike,
    /// The jurors judge different criteria.
    OtherCriteria,
}

impl Lack {
    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Lack::OneJuror => "one-juror",
            Lack::FewEntries => "few-entries",
            Lack::Gaps => "gaps",
            Lack::AllEqual => "all-equal",
            Lack::JurorAlike => "juror-alike",
            Lack::EntriesAlike => "entries-alike",
            Lack::OtherCriteria => "other-criteria",
        }
    }
}

/// Every coefficient of a table, in the order of [`Coefficient::ALL`]; entries in the rows, jurors in the columns.
#[must_use]
pub fn agreement(rows: &[Vec<Option<i64>>]) -> Vec<(Coefficient, Result<f64, Lack>)> {
    let complete = complete(rows);
    let ranks = complete.as_ref().map(|complete| Ranks::of(complete)).map_err(|lack| *lack);
    let variances = complete.as_ref().map(|complete| Variances::of(complete)).map_err(|lack| *lack);
    let value = |coefficient: &Coefficient| match coefficient {
        Coefficient::KendallW => ranks.as_ref().map_err(|lack| *lack)?.kendall(),
        Coefficient::KendallP => ranks.as_ref().map_err(|lack| *lack)?.kendall_p(),
        Coefficient::Spearman => ranks.as_ref().map_err(|lack| *lack)?.spearman(),
        Coefficient::Icc11 => variances
            .as_ref()
            .map_err(|lack| *lack)?
            .icc(|v| (v.entries - v.within, v.entries + (v.k - 1.0) * v.within)),
        Coefficient::Icc1k => variances.as_ref().map_err(|lack| *lack)?.icc(|v| (v.entries - v.within, v.entries)),
        Coefficient::Icc21 => variances
            .as_ref()
            .map_err(|lack| *lack)?
            .icc(|v| (v.entries - v.rest, v.entries + (v.k - 1.0) * v.rest + v.k * (v.jurors - v.rest) / v.n)),
        Coefficient::Icc2k => variances
            .as_ref()
            .map_err(|lack| *lack)?
            .icc(|v| (v.entries - v.rest, v.entries + (v.jurors - v.rest) / v.n)),
        Coefficient::Icc31 => {
            variances.as_ref().map_err(|lack| *lack)?.icc(|v| (v.entries - v.rest, v.entries + (v.k - 1.0) * v.rest))
        }
        Coefficient::Icc3k | Coefficient::Cronbach => {
            variances.as_ref().map_err(|lack| *lack)?.icc(|v| (v.entries - v.rest, v.entries))
        }
        Coefficient::AlphaInterval => krippendorff(rows, |values| values.to_vec()),
        Coefficient::AlphaOrdinal => krippendorff(rows, doubled_ranks),
    };
    Coefficient::ALL.iter().map(|coefficient| (*coefficient, value(coefficient))).collect()
}

/// The table, if nothing is missing in it.
fn complete(rows: &[Vec<Option<i64>>]) -> Result<Vec<Vec<i64>>, Lack> {
    let jurors = rows.first().map_or(0, Vec::len);
    if jurors < 2 {
        return Err(Lack::OneJuror);
    }
    if rows.len() < FEWEST_ENTRIES {
        return Err(Lack::FewEntries);
    }
    rows.iter().map(|row| row.iter().copied().collect::<Option<Vec<i64>>>()).collect::<Option<_>>().ok_or(Lack::Gaps)
}

/// Twice the place that each value has in ascending order, equals at the mean of their places.
fn doubled_ranks(values: &[i64]) -> Vec<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank =
        |value: &i64| sorted.partition_point(|each| each < value) + sorted.partition_point(|each| each <= value) + 1;
    values.iter().map(|value| i64::try_from(rank(value)).expect("places fit into a word")).collect()
}

/// Spearman's correlation of two lists of the same entries.
///
/// # Errors
/// Too few entries, or one of the lists has only equal values.
pub fn spearman(one: &[i64], other: &[i64]) -> Result<f64, Lack> {
    if one.len() < FEWEST_ENTRIES {
        return Err(Lack::FewEntries);
    }
    correlation(&doubled_ranks(one), &doubled_ranks(other))
}

/// Pearson's correlation, from n Σxy − Σx Σy and the like, which are whole numbers.
fn correlation(one: &[i64], other: &[i64]) -> Result<f64, Lack> {
    let (own, others) = (spread(one), spread(other));
    if own == 0 || others == 0 {
        return Err(Lack::JurorAlike);
    }
    let product: i128 = one.iter().zip(other).map(|(one, other)| i128::from(*one) * i128::from(*other)).sum();
    let shared = product * one.len() as i128 - sum(one) * sum(other);
    Ok(shared as f64 / ((own as f64).sqrt() * (others as f64).sqrt()))
}

fn sum(values: &[i64]) -> i128 {
    values.iter().copied().map(i128::from).sum()
}

/// n Σx² − (Σx)²: the sum of the squared differences of every two values.
fn spread(values: &[i64]) -> i128 {
    let squares: i128 = values.iter().map(|value| i128::from(*value) * i128::from(*value)).sum();
    squares * values.len() as i128 - sum(values) * sum(values)
}

/// Each juror's order of the entries.
struct Ranks {
    /// By juror, doubled.
    by_juror: Vec<Vec<i64>>,
    entries: usize,
}

impl Ranks {
    fn of(rows: &[Vec<i64>]) -> Self {
        let column = |juror: usize| -> Vec<i64> { rows.iter().map(|row| row[juror]).collect() };
        let by_juror = (0..rows[0].len()).map(|juror| doubled_ranks(&column(juror))).collect();
        Ranks { by_juror, entries: rows.len() }
    }

    /// W = 12 S / (m² (n³ − n) − m T): S the squared differences of the sums of ranks from their mean, T the sum of
    /// t³ − t over all groups of t equals.
    ///
    /// An order's own squared differences are ((n³ − n) − T) / 12, so that W is the spread of the sums over m times
    /// the spreads of the orders added up, which needs no T.
    fn kendall(&self) -> Result<f64, Lack> {
        let sums: Vec<i64> =
            (0..self.entries).map(|entry| self.by_juror.iter().map(|ranks| ranks[entry]).sum()).collect();
        let spreads: i128 = self.by_juror.iter().map(|ranks| spread(ranks)).sum();
        if spreads == 0 {
            return Err(Lack::AllEqual);
        }
        Ok(spread(&sums) as f64 / (spreads as f64 * self.by_juror.len() as f64))
    }

    fn kendall_p(&self) -> Result<f64, Lack> {
        let freedom = (self.entries - 1) as f64;
        let statistic = self.by_juror.len() as f64 * freedom * self.kendall()?;
        // The upper tail of χ² is the regularised upper incomplete gamma function; at zero it is whole.
        Ok(if statistic > 0.0 { gamma_ur(freedom / 2.0, statistic / 2.0) } else { 1.0 })
    }

    fn spearman(&self) -> Result<f64, Lack> {
        let jurors = &self.by_juror;
        let pairs = (0..jurors.len()).flat_map(|one| (one + 1..jurors.len()).map(move |other| (one, other)));
        let all: Result<Vec<f64>, Lack> = pairs.map(|(one, other)| correlation(&jurors[one], &jurors[other])).collect();
        let all = all?;
        Ok(all.iter().sum::<f64>() / all.len() as f64)
    }
}

/// The mean squares of a table of entries and jurors.
struct Variances {
    n: f64,
    k: f64,
    entries: f64,
    jurors: f64,
    /// Within entries, the jurors' own levels included.
    within: f64,
    /// What is left when entries and jurors are taken out.
    rest: f64,
    differs: bool,
}

impl Variances {
    /// Every sum of squares times n k is whole: n ΣR² − G² of the entries, k ΣC² − G² of the jurors, n k Σx² − G² of all.
    fn of(rows: &[Vec<i64>]) -> Self {
        let (n, k) = (rows.len(), rows[0].len());
        let all: Vec<i64> = rows.concat();
        let by_entry: Vec<i64> = rows.iter().map(|row| row.iter().sum()).collect();
        let by_juror: Vec<i64> = (0..k).map(|juror| rows.iter().map(|row| row[juror]).sum()).collect();
        let (total, entries, jurors) = (spread(&all), spread(&by_entry), spread(&by_juror));
        let cells = (n * k) as f64;
        let mean = |squares: i128, freedom: usize| squares as f64 / cells / freedom as f64;
        Variances {
            n: n as f64,
            k: k as f64,
            entries: mean(entries, n - 1),
            jurors: mean(jurors, k - 1),
            within: mean(total - entries, n * (k - 1)),
            rest: mean(total - entries - jurors, (n - 1) * (k - 1)),
            differs: total != 0,
        }
    }

    fn icc(&self, parts: impl Fn(&Self) -> (f64, f64)) -> Result<f64, Lack> {
        if !self.differs {
            return Err(Lack::AllEqual);
        }
        match parts(self) {
            (_, below) if below <= 0.0 => Err(Lack::EntriesAlike),
            (above, below) => Ok(above / below),
        }
    }
}

/// α = 1 − observed over expected disagreement, of the values that stand beside others in their row.
///
/// `scale` turns values into numbers whose squared differences are the metric: themselves for intervals, their places
/// for orders, for Σ n_g from c to k less half of both ends is the difference of two mean places.
fn krippendorff(rows: &[Vec<Option<i64>>], scale: impl Fn(&[i64]) -> Vec<i64>) -> Result<f64, Lack> {
    if rows.first().map_or(0, Vec::len) < 2 {
        return Err(Lack::OneJuror);
    }
    let paired: Vec<Vec<i64>> =
        rows.iter().map(|row| row.iter().flatten().copied().collect()).filter(|row: &Vec<i64>| row.len() > 1).collect();
    if paired.len() < FEWEST_ENTRIES {
        return Err(Lack::FewEntries);
    }
    let all = scale(&paired.concat());
    let expected = spread(&all);
    if expected == 0 {
        return Err(Lack::AllEqual);
    }
    let mut rest = all.as_slice();
    let mut observed = 0.0;
    for row in &paired {
        let (own, after) = rest.split_at(row.len());
        observed += spread(own) as f64 / (row.len() - 1) as f64;
        rest = after;
    }
    Ok(1.0 - (all.len() - 1) as f64 * observed / expected as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Vec<Vec<Option<i64>>> {
        rows.iter().map(|row| row.split(' ').map(|cell| cell.parse().ok()).collect()).collect()
    }

    fn value(rows: &[Vec<Option<i64>>], wanted: Coefficient) -> Result<f64, Lack> {
        agreement(rows).into_iter().find(|(each, _)| *each == wanted).unwrap().1
    }

    fn rounded(rows: &[Vec<Option<i64>>], wanted: Coefficient, digits: usize) -> String {
        format!("{:.digits$}", value(rows, wanted).unwrap())
    }

    #[test]
    fn intraclass_correlations_are_those_of_shrout_and_fleiss() {
        // Shrout & Fleiss, Intraclass correlations, Psychological Bulletin 86 (1979), tables 2 and 4.
        let rows = table(&["9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"]);
        let published = [
            (Coefficient::Icc11, "0.17"),
            (Coefficient::Icc21, "0.29"),
            (Coefficient::Icc31, "0.71"),
            (Coefficient::Icc1k, "0.44"),
            (Coefficient::Icc2k, "0.62"),
            (Coefficient::Icc3k, "0.91"),
            (Coefficient::Cronbach, "0.91"),
        ];
        for (coefficient, expected) in published {
            assert_eq!(rounded(&rows, coefficient, 2), expected, "{coefficient:?}");
        }
    }

    #[test]
    fn alphas_are_those_of_krippendorffs_example_with_gaps() {
        // Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
        let rows = table(&[
            "1 1 - 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2",
            "- 5 5 5", "- - 1 1", "- - 3 -",
        ]);
        assert_eq!(rounded(&rows, Coefficient::AlphaOrdinal, 3), "0.815");
        assert_eq!(rounded(&rows, Coefficient::AlphaInterval, 3), "0.849");
        assert_eq!(value(&rows, Coefficient::KendallW), Err(Lack::Gaps));
        assert_eq!(value(&rows, Coefficient::Icc11), Err(Lack::Gaps));
    }

    #[test]
    fn kendalls_w_is_that_of_siegels_applicants() {
        // Siegel, Nonparametric Statistics (1956), chapter 9: three executives rank six applicants, S = 25.5, W = .16.
        let rows = table(&["1 1 6", "6 5 3", "3 6 2", "2 4 5", "5 2 4", "4 3 1"]);
        assert_eq!(rounded(&rows, Coefficient::KendallW, 2), "0.16");
        // Kendall, Rank Correlation Methods: the mean of Spearman's correlations is (m W − 1) / (m − 1).
        let (w, mean) = (value(&rows, Coefficient::KendallW).unwrap(), value(&rows, Coefficient::Spearman).unwrap());
        assert!((mean - (3.0 * w - 1.0) / 2.0).abs() < 1e-12, "{w} {mean}");
    }

    #[test]
    fn ties_are_taken_out_of_kendalls_w() {
        // By hand: ranks 1.5 1.5 3 and 1 2.5 2.5, sums 2.5 4 5.5, S = 4.5, m² (n³ − n) = 96, T = 6 + 6, and
        // W = 12 × 4.5 / (96 − 2 × 12) = 0.75.
        assert_eq!(value(&table(&["1 1", "1 2", "2 2"]), Coefficient::KendallW), Ok(0.75));
    }

    #[test]
    fn the_probability_of_perfect_agreement_is_the_tail_of_its_distribution() {
        // Three jurors of one mind on three entries: χ² = 3 × 2 × 1 = 6, of two degrees an exponential tail: e^−3.
        let p = value(&table(&["1 1 1", "2 2 2", "3 3 3"]), Coefficient::KendallP).unwrap();
        assert!((p - (-3.0_f64).exp()).abs() < 1e-12, "{p}");
    }

    #[test]
    fn two_entries_are_enough() {
        // By hand: sums of ranks 4 and 5, S = 0.5, W = 12 × 0.5 / (9 × (8 − 2)); two pairs of jurors are opposed and one
        // is of one mind.
        let rows = table(&["1 1 2", "2 2 1"]);
        assert_eq!(value(&rows, Coefficient::KendallW), Ok(1.0 / 9.0));
        assert_eq!(value(&rows, Coefficient::Spearman), Ok(-1.0 / 3.0));
        // By hand: between entries 6.25, within them 1.25, rest 0.25; the squared differences of all pairs are 35, of
        // those in the same row 1 and 4, and those of their places, 1 to 4, are 20, 1 and 1.
        let rows = table(&["1 2", "3 5"]);
        let expected = [
            (Coefficient::Icc11, 2.0 / 3.0),
            (Coefficient::Icc31, 12.0 / 13.0),
            (Coefficient::Cronbach, 0.96),
            (Coefficient::AlphaInterval, 4.0 / 7.0),
            (Coefficient::AlphaOrdinal, 0.7),
        ];
        for (coefficient, expected) in expected {
            let value = value(&rows, coefficient).unwrap();
            assert!((value - expected).abs() < 1e-12, "{coefficient:?}: {value}");
        }
    }

    #[test]
    fn what_cannot_be_had_says_why() {
        let all = |rows: &[&str]| agreement(&table(rows)).into_iter().map(|(_, value)| value.err()).collect::<Vec<_>>();
        assert!(all(&["1", "2", "3"]).iter().all(|lack| *lack == Some(Lack::OneJuror)));
        assert!(all(&["1 2"]).iter().all(|lack| *lack == Some(Lack::FewEntries)));
        assert!(all(&["1 2", "- 1"])[10..].iter().all(|lack| *lack == Some(Lack::FewEntries)));
        let equal = all(&["2 2", "2 2", "2 2"]);
        assert_eq!(equal[2], Some(Lack::JurorAlike), "Spearman's correlation has two lists of equals");
        assert!(equal.iter().enumerate().all(|(index, lack)| index == 2 || *lack == Some(Lack::AllEqual)), "{equal:?}");
        let alike = table(&["2 1", "2 2", "2 3"]);
        assert_eq!(value(&alike, Coefficient::Spearman), Err(Lack::JurorAlike));
        // One juror's order against none at all: S = 2, m² (n³ − n) = 96, T = 24 of the juror without an order.
        assert_eq!(value(&alike, Coefficient::KendallW), Ok(0.5));
        let opposite = table(&["1 3", "2 2", "3 1"]);
        assert_eq!(value(&opposite, Coefficient::Icc3k), Err(Lack::EntriesAlike));
    }

    #[test]
    fn no_table_gives_anything_but_a_number_or_a_reason() {
        // Every table of one to three entries and two jurors with marks 0 to 2 and gaps.
        let cells = [None, Some(0), Some(1), Some(2)];
        for (entries, number) in
            (1..=3).flat_map(|entries| (0..4_usize.pow(2 * entries)).map(move |own| (entries, own)))
        {
            let cell = |position: u32| cells[number / 4_usize.pow(position) % 4];
            let rows: Vec<Vec<Option<i64>>> = (0..entries).map(|row| vec![cell(2 * row), cell(2 * row + 1)]).collect();
            for (coefficient, value) in agreement(&rows) {
                assert!(value.is_err() || value.is_ok_and(f64::is_finite), "{coefficient:?} of {rows:?}: {value:?}");
            }
        }
    }
}
