//! An audit in the words of one language: what a terminal, a Markdown file or an annex of the protocol prints.

use crate::contest::JurorMarks;
use crate::language::{Argument, Catalogue, Language};
use crate::report::audit::{
    AuditView, CoefficientView, DistanceView, DistinctionAuditView, FarMarkView, HingeView, JurorAuditView, Measured,
    StageAuditView, StandingAuditView,
};
use crate::report::passage::{Passage, PassageColumn, PassageTable};
use crate::report::{Report, Sentences};

/// How many of the marks that stand far out are shown without `--detail`.
const FAR_SHOWN: usize = 5;

/// How an audit is shown.
#[derive(Clone, Copy, Debug)]
pub struct AuditShown {
    /// The language.
    pub language: Language,
    /// Whether every margin and coefficient is shown.
    pub detail: bool,
}

/// The audit in words.
#[must_use]
pub fn audit_passages(audit: &AuditView, report: &Report, shown: AuditShown) -> Vec<Passage> {
    let catalogue = Catalogue::new(shown.language);
    let writer = Writer { audit, catalogue: &catalogue, say: Sentences::new(report, &catalogue), shown };
    writer.all()
}

struct Writer<'w> {
    audit: &'w AuditView,
    catalogue: &'w Catalogue,
    say: Sentences<'w>,
    shown: AuditShown,
}

impl Writer<'_> {
    fn all(&self) -> Vec<Passage> {
        let language = self.shown.language;
        let mut blocks =
            vec![Passage::heading(1, format!("{}: {}", self.plain("audit-label"), self.audit.contest.get(language)))];
        for (index, stage) in self.audit.stages.iter().enumerate() {
            let last = index + 1 == self.audit.stages.len();
            blocks.extend(self.stage(stage, last));
        }
        if !self.audit.awards.is_empty() {
            blocks.push(Passage::heading(2, self.plain("awards-label")));
        }
        blocks.extend(self.audit.awards.iter().map(|award| self.distinction(award)));
        if !self.audit.nominations.is_empty() {
            blocks.push(Passage::heading(2, self.plain("nominations-label")));
        }
        blocks.extend(self.audit.nominations.iter().map(|nomination| self.distinction(nomination)));
        blocks.push(Passage::line(format!("{}: {}", self.plain("fingerprint-label"), self.audit.fingerprint)));
        blocks
    }

    fn plain(&self, key: &str) -> String {
        self.catalogue.text(key, &vec![])
    }

    fn stage(&self, stage: &StageAuditView, last: bool) -> Vec<Passage> {
        let language = self.shown.language;
        let mut blocks = vec![
            Passage::heading(2, stage.title.get(language).to_owned()),
            Passage::line(stage.sentence.get(language).to_owned()),
        ];
        blocks.extend(stage.smallest_change.iter().map(|hinge| self.hinge(hinge)));
        if last {
            let places = stage.standings.iter().map(|standing| standing.sentence.get(language).to_owned());
            blocks.extend(places.map(Passage::line));
        }
        if self.shown.detail {
            blocks.push(Passage::Table(self.margins(stage)));
        }
        if !stage.jurors.is_empty() {
            blocks.push(Passage::Table(self.jurors(stage)));
            let alike = stage.jurors.iter().filter(|juror| juror.alike).map(|juror| {
                let values = vec![("juror", Argument::from(self.juror(&juror.juror)))];
                Passage::line(self.catalogue.text("audit-alike", &values))
            });
            blocks.extend(alike);
            blocks.extend(self.far(stage));
        }
        if self.shown.detail && !stage.agreement.is_empty() {
            blocks.push(Passage::Table(self.agreement(&stage.agreement)));
        }
        blocks
    }

    fn hinge(&self, hinge: &HingeView) -> Passage {
        Passage::line(hinge.sentence.get(self.shown.language).to_owned())
    }

    fn distinction(&self, award: &DistinctionAuditView) -> Passage {
        let language = self.shown.language;
        let holders: Vec<String> = award.holders.iter().map(|id| self.say.name(id)).collect();
        let holders = if holders.is_empty() { self.plain("award-withheld") } else { holders.join(", ") };
        let hinge = award.smallest_change.as_ref().filter(|hinge| hinge.none.as_deref() != Some("decided"));
        let parts = [
            format!("{}: {holders}.", award.title.get(language)),
            award.sentence.get(language).to_owned(),
            hinge.map(|hinge| hinge.sentence.get(language).to_owned()).unwrap_or_default(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Passage::line(parts.join(" "))
    }

    fn juror(&self, id: &str) -> String {
        match self.audit.juror_marks {
            JurorMarks::Named => self.say.juror(id),
            JurorMarks::Anonymous | JurorMarks::Hidden => {
                self.catalogue.text("juror-number", &vec![("number", id.into())])
            }
        }
    }

    fn number(&self, with_point: &str) -> String {
        self.shown.language.number(with_point)
    }

    fn margins(&self, stage: &StageAuditView) -> PassageTable {
        let bounded = stage.standings.iter().any(|standing| !standing.bounds.is_empty());
        let cut = stage.standings.iter().any(|standing| standing.cut.is_some());
        let distance = |distance: &Option<DistanceView>| {
            distance.as_ref().map_or_else(|| "–".to_owned(), |distance| self.number(&distance.difference))
        };
        let row = |standing: &StandingAuditView| {
            let mut cells = vec![
                self.number(&standing.place),
                standing.name.clone(),
                self.number(&standing.score),
                distance(&standing.below),
            ];
            let bounds: Vec<String> = standing.bounds.iter().map(|bound| self.number(&bound.difference)).collect();
            cells.extend(bounded.then(|| bounds.join("; ")));
            cells.extend(cut.then(|| distance(&standing.cut)));
            cells
        };
        let mut columns = vec![
            PassageColumn::numbers(self.plain("column-place")),
            PassageColumn::texts(self.plain("column-name")),
            PassageColumn::numbers(self.plain("column-total")),
            PassageColumn::numbers(self.plain("audit-column-below")),
        ];
        columns.extend(bounded.then(|| PassageColumn::numbers(self.plain("audit-column-bound"))));
        columns.extend(cut.then(|| PassageColumn::numbers(self.plain("audit-column-cut"))));
        PassageTable { title: self.plain("audit-margins"), columns, rows: stage.standings.iter().map(row).collect() }
    }

    fn jurors(&self, stage: &StageAuditView) -> PassageTable {
        let row = |juror: &JurorAuditView| {
            let severity = match juror.severity.value {
                Some(severity) if severity > 0.0 => format!("+{}", self.measured(&juror.severity)),
                Some(_) | None => self.measured(&juror.severity),
            };
            vec![
                self.juror(&juror.juror),
                severity,
                self.measured(&juror.spread),
                self.measured(&juror.agreement),
                juror.far.len().to_string(),
            ]
        };
        PassageTable {
            title: self.plain("members-label"),
            columns: vec![
                PassageColumn::texts(self.plain("juror-label")),
                PassageColumn::numbers(self.plain("audit-column-severity")),
                PassageColumn::numbers(self.plain("audit-column-spread")),
                PassageColumn::numbers(self.plain("audit-column-agreement")),
                PassageColumn::numbers(self.plain("audit-column-far")),
            ],
            rows: stage.jurors.iter().map(row).collect(),
        }
    }

    /// The marks that stand far out, the furthest of all jurors first.
    fn far(&self, stage: &StageAuditView) -> Vec<Passage> {
        let mut all: Vec<_> = stage.jurors.iter().flat_map(|juror| &juror.far).collect();
        all.sort_by(|one, other| other.times.total_cmp(&one.times));
        let shown = if self.shown.detail { all.len() } else { all.len().min(FAR_SHOWN) };
        let line = |mark: &&FarMarkView| Passage::line(mark.sentence.get(self.shown.language).to_owned());
        let mut blocks: Vec<Passage> = all[..shown].iter().map(line).collect();
        if shown < all.len() {
            let values = vec![("count", Argument::Count(all.len() - shown))];
            blocks.push(Passage::line(self.catalogue.text("audit-far-more", &values)));
        }
        blocks
    }

    fn measured(&self, measured: &Measured) -> String {
        match (measured.value, &measured.lack) {
            (Some(value), _) => self.number(&format!("{value:.2}")),
            (None, Some(lack)) if self.shown.detail => self.plain(&format!("lack-{lack}")),
            (None, _) => "–".to_owned(),
        }
    }

    fn agreement(&self, all: &[CoefficientView]) -> PassageTable {
        let row = |each: &CoefficientView| {
            let value = match (each.measured.value, &each.measured.lack) {
                (Some(value), _) if each.coefficient == "kendall-p" && value < 0.001 => {
                    format!("< {}", self.number("0.001"))
                }
                (Some(value), _) => self.number(&format!("{value:.3}")),
                (None, Some(lack)) => self.plain(&format!("lack-{lack}")),
                (None, None) => String::new(),
            };
            vec![self.plain(&format!("coefficient-{}", each.coefficient)), value]
        };
        PassageTable {
            title: self.plain("audit-agreement"),
            columns: vec![
                PassageColumn::texts(self.plain("audit-column-coefficient")),
                PassageColumn::texts(self.plain("audit-column-value")),
            ],
            rows: all.iter().map(row).collect(),
        }
    }
}
