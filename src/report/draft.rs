//! A report as it comes from the count: the long lists are made when they are written, and the fingerprint is taken of
//! what is written.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::on_demand::OnDemand;
use crate::report::{
    ChangeView, ContestView, FieldView, InputView, ParticipantView, PublishView, Report, StageView, StandingView,
    TieView, Warning, changes,
};
use crate::source::RunningSha256;

/// The report of a count, whatever the number of entries no longer than the count itself.
pub struct Draft<'b> {
    report: OnDemandReport<'b>,
}

/// A report whose long lists are made on demand.
pub(super) type OnDemandReport<'b> =
    Report<OnDemand<'b, ParticipantView>, OnDemand<'b, StandingView>, OnDemand<'b, TieView>>;

impl<'b> Draft<'b> {
    pub(super) fn of(report: OnDemandReport<'b>) -> Self {
        Draft { report }
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.report.is_final
    }

    /// What differs from the count without the decisions about marks, rules and statuses.
    #[must_use]
    pub fn changed_since(&self, without: &Draft) -> Vec<ChangeView> {
        changes(&without.report, &self.report)
    }

    /// The report in memory, with its fingerprint.
    #[must_use]
    pub fn in_memory(self) -> Report {
        let Report { stages, ranking, participants, .. } = self.report;
        let mut report = Report {
            format: self.report.format,
            contest: self.report.contest,
            publish: self.report.publish,
            is_final: self.report.is_final,
            why_not_final: self.report.why_not_final,
            jury: self.report.jury,
            conflicts: self.report.conflicts,
            sittings: self.report.sittings,
            participants: participants.in_memory(),
            stages: stages.into_iter().map(stage_in_memory).collect(),
            ranking: ranking.map(stage_in_memory),
            awards: self.report.awards,
            nominations: self.report.nominations,
            adjustments: self.report.adjustments,
            appeals: self.report.appeals,
            decisions: self.report.decisions,
            waivers: self.report.waivers,
            amended: self.report.amended,
            chosen: self.report.chosen,
            inputs: self.report.inputs,
            fingerprint: self.report.fingerprint,
            warnings: self.report.warnings,
        };
        report.write_fingerprinted(io::sink()).expect("nothing is written");
        report
    }

    /// Writes the report's JSON, as [`Report::to_json`] has it, one entry after the other.
    ///
    /// # Errors
    /// Whatever `out` meets.
    pub fn write_json(mut self, out: impl Write) -> io::Result<()> {
        self.report.write_fingerprinted(out)
    }
}

fn stage_in_memory(stage: StageView<OnDemand<StandingView>, OnDemand<TieView>>) -> StageView {
    let field = |field: FieldView<OnDemand<_>, OnDemand<_>>| FieldView {
        within: field.within,
        standings: field.standings.in_memory(),
        ties: field.ties.in_memory(),
    };
    StageView {
        id: stage.id,
        title: stage.title,
        form: stage.form,
        maximum: stage.maximum,
        is_final: stage.is_final,
        criteria: stage.criteria,
        rules: stage.rules,
        bounds: stage.bounds,
        fields: stage.fields.into_iter().map(field).collect(),
    }
}

impl<P: Serialize, S: Serialize, T: Serialize> Report<P, S, T> {
    /// Writes the report, and takes the fingerprint of what is written.
    fn write_fingerprinted(&mut self, out: impl Write) -> io::Result<()> {
        let mut own = End {
            inputs: std::mem::take(&mut self.inputs),
            fingerprint: String::new(),
            warnings: std::mem::take(&mut self.warnings),
        };
        self.fingerprint.clear();
        let mut json =
            FingerprintedJson::new(out, self.beginning(&self.publish), self.beginning(&PublishView::default()));
        serde_json::to_writer_pretty(&mut json, self)?;
        let mut out = json.end(&mut own)?;
        out.flush()?;
        (self.inputs, self.fingerprint, self.warnings) = (own.inputs, own.fingerprint, own.warnings);
        Ok(())
    }

    /// With what the JSON begins, if that is published.
    fn beginning(&self, publish: &PublishView) -> String {
        let beginning = Beginning { format: self.format, contest: &self.contest, publish };
        let json = serde_json::to_string_pretty(&beginning).expect("a report has only text keys");
        json.strip_suffix(CLOSED).expect(BRACKETS).to_owned()
    }
}

/// The first of a report's fields, as far as what is published, which does not touch the fingerprint.
#[derive(Serialize)]
struct Beginning<'r> {
    format: u32,
    contest: &'r ContestView,
    publish: &'r PublishView,
}

/// The last of a report's fields, which do not touch the fingerprint.
#[derive(Default, Serialize)]
struct End {
    inputs: Vec<InputView>,
    fingerprint: String,
    warnings: Vec<Warning>,
}

/// With what the JSON of an object opens and closes.
const OPEN: &str = "{";
const CLOSED: &str = "\n}";
const BRACKETS: &str = "an object stands in its brackets";

impl End {
    /// With what the JSON of a report ends.
    fn json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("a report has only text keys") + "\n";
        json.strip_prefix(OPEN).expect(BRACKETS).to_owned()
    }
}

/// Takes in the JSON of a report with nothing in the fields of [`End`], and puts those in their place at last.
struct FingerprintedJson<W> {
    out: W,
    sha256: RunningSha256,
    /// How many bytes are not hashed, because others were in their place.
    passed_over: usize,
    /// What was neither hashed nor written yet.
    held: Vec<u8>,
    /// How the JSON ends without the fields of [`End`].
    bare_end: String,
}

/// How much is written at once.
const AT_ONCE: usize = 1 << 18;

impl<W: Write> FingerprintedJson<W> {
    /// For JSON with a beginning that is hashed as if it were another one.
    fn new(out: W, beginning: String, hashed: String) -> Self {
        let mut sha256 = RunningSha256::default();
        sha256.update(hashed);
        let passed_over = beginning.len();
        FingerprintedJson { out, sha256, passed_over, held: Vec::new(), bare_end: End::default().json() }
    }

    /// Writes and hashes some of what is held.
    fn pass_on(&mut self, bytes: usize) -> io::Result<()> {
        let passed_over = self.passed_over.min(bytes);
        self.passed_over -= passed_over;
        self.sha256.update(&self.held[passed_over..bytes]);
        self.out.write_all(&self.held[..bytes])?;
        self.held.drain(..bytes);
        Ok(())
    }

    /// Puts the end in its place, with the fingerprint of everything before it.
    fn end(mut self, end: &mut End) -> io::Result<W> {
        self.held.push(b'\n');
        self.pass_on(self.held.len() - self.bare_end.len())?;
        self.sha256.update(&self.bare_end);
        end.fingerprint = self.sha256.hexadecimal();
        self.out.write_all(end.json().as_bytes())?;
        Ok(self.out)
    }
}

impl<W: Write> Write for FingerprintedJson<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend(bytes);
        if self.held.len() >= AT_ONCE + self.bare_end.len() {
            self.pass_on(self.held.len() - self.bare_end.len())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
