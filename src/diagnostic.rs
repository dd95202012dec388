//! What is wrong, where, and what to do about it.
//!
//! Receives a code, a place and values from whoever found the fault; hands on text with an excerpt of the
//! file and a caret, or JSON. The sentences are in the catalogues: `CODE`, and for what stands beside the
//! caret and after `help` the attributes `CODE.label` and `CODE.help`.

mod faults;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::language::{Argument, Arguments, Catalogue};
use crate::source::{Place, Position, Sources};

pub use faults::{Faults, LISTED};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is computed before it is mended.
    Error,
    /// Something that the chair of the jury might act on.
    Warning,
}

/// When a fault is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// At every reading of the folder.
    Always,
    /// Only before a protocol is signed: `check --strict`. Until then it is work that has still to be done.
    Signing,
}

macro_rules! codes {
    ($($severity:ident $when:ident { $($(#[$doc:meta])* $code:ident = $slug:literal,)* })*) => {
        /// The kind of a fault; its slug is its public name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($($(#[$doc])* $code,)*)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$($(Code::$code,)*)*];

            /// The public name, also the key in the catalogues.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $($(Code::$code => $slug,)*)* }
            }

            /// Whether the code is an error or a warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $($(Code::$code => Severity::$severity,)*)* }
            }

            /// When the code is looked for.
            #[must_use]
            pub fn occasion(self) -> Occasion {
                match self { $($(Code::$code => Occasion::$when,)*)* }
            }
        }
    };
}

codes! {
    Error Always {
        /// The file is not YAML.
        YamlSyntax = "yaml-syntax",
        /// The file is YAML, and more of it than rules can be.
        YamlLimit = "yaml-limit",
        /// A second document in the file.
        SeveralDocuments = "several-documents",
        /// A key stands twice in one mapping.
        DuplicateKey = "duplicate-key",
        /// The rules do not say `format`, or name one that is not known.
        Format = "format",
        /// A key that means nothing here.
        UnknownKey = "unknown-key",
        /// A key that has to be there.
        MissingKey = "missing-key",
        /// A value of another kind than the key takes.
        WrongType = "wrong-type",
        /// A value that is none of those the key takes.
        WrongValue = "wrong-value",
        /// An id that is not a word in Latin letters, digits and hyphens.
        BadId = "bad-id",
        /// An id that Windows takes for a device.
        ReservedId = "reserved-id",
        /// An id that stands twice.
        DuplicateId = "duplicate-id",
        /// A name in the rules that names nothing.
        UnknownName = "unknown-name",
        /// A stage that does not stand above the one that speaks of it.
        StageNotAbove = "stage-not-above",
        /// Marks that are no range and no list.
        BadMarks = "bad-marks",
        /// A range whose lower end is above its upper end.
        RangeReversed = "range-reversed",
        /// A bound that no entry can reach.
        BoundAboveMaximum = "bound-above-maximum",
        /// A bound of those who pass that keeps out the better.
        BoundExcludesBetter = "bound-excludes-better",
        /// Shares that add up to more than all.
        SharesAboveWhole = "shares-above-whole",
        /// A percentage where the marks leave no maximum.
        NoMaximum = "no-maximum",
        /// A step that is not exactly one verb.
        OneVerb = "one-verb",
        /// An axis that no step folds.
        AxisOpen = "axis-open",
        /// An axis that is folded a second time.
        AxisFoldedTwice = "axis-folded-twice",
        /// An axis that the stage does not have.
        AxisAbsent = "axis-absent",
        /// Numbers brought together of which some are better high and some low.
        DirectionsMixed = "directions-mixed",
        /// The Skating System over numbers that are no places.
        SkatingNeedsPlaces = "skating-needs-places",
        /// A measured number that cannot be used at this step.
        NumberMisplaced = "number-misplaced",
        /// A measured number that no step uses.
        NumberUnused = "number-unused",
        /// A measured number that is not there.
        NumberMissing = "number-missing",
        /// A juror's places that are not 1 to n, each once.
        PlacesNotOnce = "places-not-once",
        /// Points that a juror did not deal each once.
        PointsNotOnce = "points-not-once",
        /// An adjustment outside its range.
        AdjustmentOutOfRange = "adjustment-out-of-range",
        /// Names of an axis of which some are left out.
        NamesLeftOut = "names-left-out",
        /// A link of the ties that must say which stage it means.
        LinkNeedsStage = "link-needs-stage",
        /// A rule about the order in a ranking that takes the order of a stage.
        OrderTaken = "order-taken",
        /// A folder that is not of the kind that a command reads.
        FolderKind = "folder-kind",
        /// A file that has to be there.
        FileMissing = "file-missing",
        /// A file that nothing in the contest speaks of.
        StrayFile = "stray-file",
        /// A file whose bytes are not UTF-8.
        NotUtf8 = "not-utf8",
        /// A table whose bytes are no text of the encoding that it is in.
        DamagedText = "damaged-text",
        /// A table in one of two encodings, and nobody can tell in which.
        EncodingUnclear = "encoding-unclear",
        /// A table whose Kazakh letters were lost when it was saved.
        LettersLost = "letters-lost",
        /// A file that is something else than its name says.
        NotATable = "not-a-table",
        /// A table larger than any of a contest.
        TableTooLarge = "table-too-large",
        /// Two files that are the same table.
        TableTwice = "table-twice",
        /// A workbook that cannot be opened.
        WorkbookBroken = "workbook-broken",
        /// A workbook with more than one sheet.
        SeveralSheets = "several-sheets",
        /// A table of which nobody can tell the delimiter.
        DelimiterUnclear = "delimiter-unclear",
        /// A table that ends in the middle of a row.
        FileBreaksOff = "file-breaks-off",
        /// A table without a header.
        TableEmpty = "table-empty",
        /// Cells in a column that has no name.
        ColumnUnnamed = "column-unnamed",
        /// A quote that is never closed.
        OpenQuote = "open-quote",
        /// A row with another number of cells than the header.
        UnevenRow = "uneven-row",
        /// A column that has to be there.
        MissingColumn = "missing-column",
        /// A column that nobody knows.
        UnknownColumn = "unknown-column",
        /// A column that stands twice.
        DuplicateColumn = "duplicate-column",
        /// A required cell of a list that is blank.
        MissingCell = "missing-cell",
        /// A word in a cell that is none of those the column takes.
        UnknownWord = "unknown-word",
        /// A date that is not written 2025-10-30.
        BadDate = "bad-date",
        /// A juror who is not in jury.csv.
        UnknownJuror = "unknown-juror",
        /// A participant who is not in participants.csv.
        UnknownParticipant = "unknown-participant",
        /// An entry of a blind contest without a code in its key.
        CodeMissing = "code-missing",
        /// A full name that two participants have.
        AmbiguousName = "ambiguous-name",
        /// A jury without anybody who judges.
        NobodyJudges = "nobody-judges",
        /// A contest without a single entry.
        NoEntries = "no-entries",
        /// A second chair.
        TwoChairs = "two-chairs",
        /// A second entry of the same school.
        OneEntryEach = "one-entry-each",
        /// An application after the last day.
        SubmittedLate = "submitted-late",
        /// Marks of somebody who does not judge there.
        NotJudging = "not-judging",
        /// The sheet of a juror is not there.
        SheetMissing = "sheet-missing",
        /// A sheet in the place of another stage's or another juror's.
        SheetOfAnother = "sheet-of-another",
        /// A criterion of an entry that no row of a juror names.
        MarkMissing = "mark-missing",
        /// An entry that a juror should have judged and no row names.
        RowMissing = "row-missing",
        /// An entry that stands twice in one sheet.
        DuplicateRow = "duplicate-row",
        /// A cell without anything.
        BlankCell = "blank-cell",
        /// A cell that is no mark.
        NotAMark = "not-a-mark",
        /// A day where a mark should be.
        DateForMark = "date-for-mark",
        /// A number that a spreadsheet has shortened.
        ShortenedNumber = "shortened-number",
        /// A formula that came to no result.
        FormulaError = "formula-error",
        /// A number whose comma may stand before a part or between thousands.
        AmbiguousNumber = "ambiguous-number",
        /// A mark outside the criterion's range.
        MarkOutOfRange = "mark-out-of-range",
        /// A mark between the steps of the criterion.
        MarkOffStep = "mark-off-step",
        /// A mark under a criterion of another track.
        OtherTrack = "other-track",
        /// A control total that is not the sum.
        TotalDiffers = "total-differs",
        /// A juror marked absent for an entry, where the stage does not allow it.
        JurorAbsent = "juror-absent",
        /// A mark by a juror who may not judge the entry.
        MarkInConflict = "mark-in-conflict",
        /// Marks for an entry that does not take part in the stage.
        NotInStage = "not-in-stage",
        /// A sum over unequally many values.
        UnevenSum = "uneven-sum",
        /// Extremes that are all there is.
        NothingLeft = "nothing-left",
        /// A vote for an entry that cannot hold the nomination.
        VoteNotEligible = "vote-not-eligible",
        /// Votes that are not three counts.
        BadVotes = "bad-votes",
        /// A vote that did not carry the decision.
        VoteLost = "vote-lost",
        /// A decision about something that is not there.
        DecisionAbout = "decision-about",
        /// A decision whose `was` is not what stands there.
        DecisionWas = "decision-was",
        /// A decision with the wrong entries.
        DecisionEntries = "decision-entries",
        /// Somebody both present and absent at a sitting.
        PresentAndAbsent = "present-and-absent",
        /// A chair or secretary of a meeting who was not there.
        OfficerNotPresent = "officer-not-present",
        /// More people listed than belong to the body.
        MoreThanMembers = "more-than-members",
        /// Something about a point that is not on the agenda.
        NotOnAgenda = "not-on-agenda",
        /// A report and a speech in one row.
        HeardAndSpoke = "heard-and-spoke",
        /// Votes that are not a count.
        NotACount = "not-a-count",
        /// More votes than there were people.
        VotesExceedPresent = "votes-exceed-present",
        /// A deadline before the meeting.
        DeadlineBeforeMeeting = "deadline-before-meeting",
        /// A cell of a programme that is no value.
        NotAValue = "not-a-value",
        /// A year that the programme does not have.
        YearOutside = "year-outside",
        /// A number that no indicator, or no row of the budget, has.
        UnknownNumber = "unknown-number",
        /// An actual value in another unit than the targets.
        OtherUnit = "other-unit",
        /// A sealed result that has changed.
        SealedChanged = "sealed-changed",
        /// A seal that cannot be read.
        SealBroken = "seal-broken",
        /// A waiver of something that cannot be passed over.
        WaiverOfError = "waiver-of-error",
    }
    Warning Always {
        /// A table in the Kazakh page of Windows.
        KazakhPage = "kazakh-page",
        /// Cells of a workbook that are not shown.
        HiddenCells = "hidden-cells",
        /// Two participants whose names look the same.
        NamesAlike = "names-alike",
        /// An answer of a form that a juror has given anew.
        AnswerSuperseded = "answer-superseded",
        /// A sitting without a quorum.
        NoQuorum = "no-quorum",
        /// A jury without a chair.
        NoChair = "no-chair",
        /// A file of a sealed stage that has changed without changing the result.
        SealedInputChanged = "sealed-input-changed",
        /// Minutes that do not say what quorum the meeting needs.
        QuorumNotStated = "quorum-not-stated",
        /// Fewer votes than there were people.
        VotesFewerThanPresent = "votes-fewer-than-present",
        /// A decision that the votes did not carry.
        NotCarried = "not-carried",
        /// A decision that nobody carries out.
        DecisionWithoutOwner = "decision-without-owner",
        /// A decision without a day.
        DecisionWithoutDeadline = "decision-without-deadline",
        /// A point of the agenda without a decision.
        ItemWithoutDecision = "item-without-decision",
        /// Somebody who spoke and was not there.
        SpeakerNotPresent = "speaker-not-present",
        /// An indicator that does not say which values are better.
        DirectionMissing = "direction-missing",
        /// A target worse than what was there before it.
        TargetWorse = "target-worse",
        /// Targets that repeat those of another row, or a row of the budget that stands twice.
        RowRepeats = "row-repeats",
        /// Two units in one row of a programme.
        TwoUnits = "two-units",
        /// A row whose unit changes from year to year.
        UnitChanges = "unit-changes",
        /// A count that is written in percent.
        CountInPercent = "count-in-percent",
        /// Amounts of a budget that do not add up to their total.
        SumDiffers = "sum-differs",
        /// A budget that states no total.
        TotalMissing = "total-missing",
        /// An actual value of which nobody says where it comes from.
        SourceMissing = "source-missing",
        /// A waiver of something that was not found.
        WaiverUnused = "waiver-unused",
        /// Faults of a kind beyond the thousand that are listed.
        MoreAlike = "more-alike",
    }
    Error Signing {
        /// Equals whose order the jury has still to decide.
        TieUndecided = "tie-undecided",
        /// Equals of whom some would pass and some not.
        TieAcrossPass = "tie-across-pass",
        /// Equals of whom some would hold an award or a nomination and some not.
        TieAcrossAward = "tie-across-award",
        /// Nobody has decided who passes.
        PassUndecided = "pass-undecided",
        /// An entry without a score.
        ScoreMissing = "score-missing",
        /// Nobody has decided a nomination, or too few have voted.
        NominationUndecided = "nomination-undecided",
    }
    Warning Signing {
        /// A juror who recused, and no line says why.
        RecusalUndeclared = "recusal-undeclared",
        /// An award or a nomination that nobody, or too few, can hold.
        AwardNotGiven = "award-not-given",
        /// A protocol without a sitting.
        SittingMissing = "sitting-missing",
        /// An appeal that nobody has answered.
        AppealUnanswered = "appeal-unanswered",
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    arguments: Arguments,
}

impl Diagnostic {
    /// A fault of the kind at the place.
    #[must_use]
    pub fn new(code: Code, place: Place) -> Self {
        Diagnostic { code, place, arguments: Vec::new() }
    }

    /// The same with a value for its texts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The same with the nearest known name as `nearest`, or with `no` where nothing is near.
    #[must_use]
    pub fn with_nearest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = nearest(name, known).unwrap_or("no").to_owned();
        self.with("nearest", nearest)
    }

    /// The sentence that states the fact.
    #[must_use]
    pub fn message(&self, catalogue: &Catalogue) -> String {
        catalogue.text(self.code.slug(), &self.arguments)
    }

    /// What stands beside the caret.
    #[must_use]
    pub fn label(&self, catalogue: &Catalogue) -> Option<String> {
        catalogue.find(&format!("{}.label", self.code.slug()), &self.arguments)
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, catalogue: &Catalogue) -> Option<String> {
        catalogue.find(&format!("{}.help", self.code.slug()), &self.arguments)
    }
}

/// The known name nearest to a mistyped one, if any is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1.max(candidate.chars().count() / 3))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Sorts by place and drops what was found twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let path = |diagnostic: &Diagnostic| sources.path(diagnostic.place.file());
    diagnostics.sort_by(|a, b| (path(a), a.place, a.code).cmp(&(path(b), b.place, b.code)));
    diagnostics.dedup();
}

/// Whether any of them is an error.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
}

/// How diagnostics are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// Whether the terminal shows colours.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The diagnostics as text, each with an excerpt of its file, an empty line between them.
#[must_use]
pub fn to_text(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue, drawing: Drawing) -> String {
    let renderer = if drawing.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(drawing.width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&draw(diagnostic, sources, catalogue, &renderer));
        text.push_str("\n\n");
    }
    text
}

fn draw(diagnostic: &Diagnostic, sources: &Sources, catalogue: &Catalogue, renderer: &Renderer) -> String {
    let (level, name) = match diagnostic.code.severity() {
        Severity::Error => (Level::ERROR, catalogue.text("level-error", &vec![])),
        Severity::Warning => (Level::WARNING, catalogue.text("level-warning", &vec![])),
    };
    let title = level.with_name(name).primary_title(diagnostic.message(catalogue)).id(diagnostic.code.slug());
    let path = sources.path(diagnostic.place.file());
    let mark = |start: usize, end: usize| AnnotationKind::Primary.span(start..end).label(diagnostic.label(catalogue));
    let mut group = match (diagnostic.place, sources.row(diagnostic.place)) {
        (Place::File(_), _) => title.element(Origin::path(path)),
        (Place::Text { start, end, .. }, None) => {
            let (first, lines, line) = sources.lines(diagnostic.place);
            let mark = mark(start as usize - first, end as usize - first);
            title.element(Snippet::source(lines).line_start(line).path(path).annotation(mark))
        }
        (Place::Text { start, end, .. }, Some((first, row, line))) => {
            let (start, end) = (start as usize - first, (end as usize - first).min(row.len()));
            let snippet = Snippet::source(row).line_start(line).annotation(mark(start, end.max(start)));
            title.element(Origin::path(sources.describe(diagnostic.place))).element(snippet)
        }
    };
    if let Some(help) = diagnostic.help(catalogue) {
        let name = catalogue.text("level-help", &vec![]);
        group = group.element(Level::HELP.with_name(name).message(help));
    }
    let drawn = renderer.render(&[group]);
    // The cell of a workbook stands in a line of its own, which the renderer takes for another file.
    let lines = drawn.lines().map(str::trim_end).filter(|line| line.trim() != ":::");
    lines.collect::<Vec<_>>().join("\n")
}

/// A diagnostic for editors and scripts. Lines and columns count from 1, columns in characters; in a workbook they are
/// the row and the column of the cell.
#[derive(Serialize)]
pub struct View {
    code: &'static str,
    severity: Severity,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// `Sheet1!C7` in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    message: String,
    label: Option<String>,
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<String>,
}

impl View {
    /// The same as passed over, with the reason.
    #[must_use]
    pub fn waived(self, reason: &str) -> Self {
        View { waived: Some(reason.to_owned()), ..self }
    }
}

/// The diagnostics for editors and scripts.
#[must_use]
pub fn to_views(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue) -> Vec<View> {
    let line = |position: Option<Position>| position.map(|position| position.line);
    let column = |position: Option<Position>| position.map(|position| position.column);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let (start, end) = (sources.position(diagnostic.place), sources.end_position(diagnostic.place));
            View {
                code: diagnostic.code.slug(),
                severity: diagnostic.code.severity(),
                file: sources.path(diagnostic.place.file()).to_owned(),
                line: line(start),
                column: column(start),
                end_line: line(end),
                end_column: column(end),
                cell: sources.cell(diagnostic.place),
                message: diagnostic.message(catalogue),
                label: diagnostic.label(catalogue),
                help: diagnostic.help(catalogue),
                waived: None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["portfolio", "visit-card"];
        assert_eq!(nearest("portfolo", known), Some("portfolio"));
        assert_eq!(nearest("Portfolio", known), Some("portfolio"));
        assert_eq!(nearest("budget", known), None);
    }

    #[test]
    fn every_code_has_its_sentence_in_every_language() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for code in Code::ALL {
                assert!(catalogue.has(code.slug()), "{language}: {}", code.slug());
                assert!(catalogue.has(&format!("{}.help", code.slug())), "{language}: {}.help", code.slug());
            }
        }
    }
}
