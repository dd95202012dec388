//! What was found, looked at and passed over: `waivers.csv` put to what a check has found.

use serde::{Deserialize, Serialize};

use crate::contest::{Contest, Waiver};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::{Catalogue, Language, Title};
use crate::report::Beside;
use crate::source::Sources;

/// A finding that a waiver passes over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaiverView {
    /// The code.
    pub code: String,
    /// Where it stands: `path:line:column`.
    pub place: String,
    /// What was found, in words.
    pub message: Title,
    /// Why it is passed over.
    pub reason: String,
    /// Who answers for it.
    pub by: String,
    /// 2025-10-30.
    pub date: String,
}

/// What was found, divided by the waivers.
#[derive(Debug, Default)]
pub struct Waived {
    /// What no waiver passes over.
    pub left: Vec<Diagnostic>,
    /// What one does, with its reason.
    pub waived: Vec<(Diagnostic, String)>,
    /// The same for documents.
    pub views: Vec<WaiverView>,
}

/// Divides what was found by the contest's waivers. If everything was looked at, what waives nothing is found too.
#[must_use]
pub fn waive(contest: &Contest, found: Vec<Diagnostic>, sources: &Sources, is_whole: bool) -> Waived {
    let catalogues = Language::ALL.map(Catalogue::new);
    let mut result = Waived::default();
    let mut used = vec![false; contest.waivers.len()];
    for diagnostic in found {
        let Some(index) = contest.waivers.iter().position(|waiver| covers(waiver, &diagnostic, sources)) else {
            result.left.push(diagnostic);
            continue;
        };
        used[index] = true;
        let waiver = &contest.waivers[index];
        result.views.push(WaiverView {
            code: waiver.code.clone(),
            place: sources.describe(diagnostic.place),
            message: Title::each(
                catalogues.iter().map(|catalogue| (catalogue.language(), diagnostic.message(catalogue))).collect(),
            ),
            reason: waiver.reason.clone(),
            by: waiver.by.clone(),
            date: waiver.date.to_string(),
        });
        result.waived.push((diagnostic, waiver.reason.clone()));
    }
    let unused = contest.waivers.iter().zip(used).filter(|(_, used)| is_whole && !used);
    result.left.extend(unused.map(|(waiver, _)| {
        let unused = Diagnostic::new(Code::WaiverUnused, waiver.place).with("code", waiver.code.as_str());
        unused.with("about", waiver.about.as_str())
    }));
    result
}

/// A waiver names the file of what it passes over, or the line in it.
fn covers(waiver: &Waiver, diagnostic: &Diagnostic, sources: &Sources) -> bool {
    let place = diagnostic.place;
    let names = [sources.path(place.file()).to_owned(), sources.describe_line(place), sources.describe(place)];
    diagnostic.code.severity() == Severity::Warning
        && diagnostic.code.slug() == waiver.code
        && names.contains(&waiver.about)
}

impl Beside {
    /// The same with what was passed over, which is then no warning.
    #[must_use]
    pub fn with_waivers(mut self, waivers: Vec<WaiverView>) -> Self {
        self.warnings.retain(|warning| {
            !waivers.iter().any(|waiver| (&waiver.code, &waiver.place) == (&warning.code, &warning.place))
        });
        Beside { waivers, ..self }
    }
}
