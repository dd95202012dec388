//! The rehearsal of a contest before it is announced: situations that its rules leave undecided, or decide strangely.
//!
//! Receives the text of `contest.yaml`, tries the rules on contests that nobody has held, and hands on [`Finding`]s:
//! each with the smallest example that shows it, the lines of the rules, and the lines that would settle it. An
//! example is a folder and is counted as every folder is; another reading of a rule is the same rules with a line
//! that says so. Nothing here judges by itself what rules mean.

mod awards;
mod count;
mod example;
mod finding;
mod jury;
mod nominations;
mod passing;
mod readings;
mod search;
mod setting;

use std::collections::BTreeSet;

use crate::contest::{Contest, StageIndex, TiesEnd};
use crate::definition::Change;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::Sources;

pub use example::{Away, Example, Size, letter, runs};
pub use finding::{Cell, Column, Finding, Kind, Line, Reading, Shown};
pub use setting::RULES;

use finding::Draft;
use setting::Setting;

/// How rules are rehearsed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Whether the lines that are the commission's own choice are left out, as if only the regulation held.
    pub chosen_is_open: bool,
    /// Whether the jury is known to have a chair.
    pub has_chair: bool,
}

/// What came of a rehearsal.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The language of the contest.
    pub language: Language,
    /// What is open, in the order of [`Kind::ALL`].
    pub findings: Vec<Finding>,
    /// What would be open if the commission had not chosen the lines itself.
    pub settled: Vec<Finding>,
    /// The lines that are the commission's own choice.
    pub chosen: Vec<Line>,
    /// The lines that leave a case to the jury's decision.
    pub left_to_jury: Vec<Line>,
}

/// Rules with what their searches need to know.
struct Case {
    setting: Setting,
    /// The rules resolved, with a jury and a field that stand for any.
    contest: Contest,
    has_chair: bool,
}

/// A search for findings of one kind, or of a few that exclude one another.
type Check = fn(&Case) -> Vec<Draft>;

/// Every search, in the order in which findings are told.
const CHECKS: [Check; 13] = [
    readings::whose_points,
    readings::stages_together,
    passing::bounds,
    passing::ties,
    passing::empty,
    awards::number_of_holders,
    awards::equal_points,
    awards::tied,
    awards::reach,
    jury::nothing_left,
    jury::recusal,
    jury::quorum,
    nominations::equals,
];

/// Rehearses rules. `progress` is told how many of how many searches are done.
///
/// # Errors
/// The rules are faulty: with the texts that the diagnostics point into.
pub fn rehearse(text: &str, asked: Asked, progress: &dyn Fn(usize, usize)) -> Result<Rehearsal, Faulty> {
    let trial = Trial::new(text, asked)?;
    let (mut findings, mut settled) = (Vec::new(), Vec::new());
    for (done, check) in CHECKS.iter().enumerate() {
        progress(done, CHECKS.len());
        let (own, open) = trial.groups(*check);
        findings.extend(open.into_iter().map(|group| trial.finding(*check, group)));
        settled.extend(own.into_iter().map(|group| trial.settled(group)));
    }
    progress(CHECKS.len(), CHECKS.len());
    let lines = |paths: &[String]| paths.iter().map(|path| trial.line(path)).collect();
    Ok(Rehearsal {
        language: trial.written.definition().language,
        findings,
        settled,
        chosen: lines(&trial.chosen()),
        left_to_jury: lines(&left_to_jury(&trial.written)),
    })
}

/// How many situations the rules leave open: as many as a rehearsal finds, without what would settle them.
///
/// # Errors
/// The rules are faulty.
pub fn count_open(text: &str, asked: Asked) -> Result<usize, Faulty> {
    let trial = Trial::new(text, asked)?;
    Ok(CHECKS.iter().map(|check| trial.groups(*check).1.len()).sum())
}

/// Rules that are faulty: what is wrong, and the texts that it points into.
pub type Faulty = (Sources, Vec<Diagnostic>);

/// A rehearsal under way: the rules as they are written, and the rules that are tried.
struct Trial {
    written: Setting,
    case: Case,
    asked: Asked,
}

impl Trial {
    fn new(text: &str, asked: Asked) -> Result<Self, Faulty> {
        let written = Setting::read(text)?;
        let tried = if asked.chosen_is_open { without_chosen(&written) } else { Setting::read(text)? };
        Ok(Trial { case: Case::new(tried, asked.has_chair)?, written, asked })
    }

    fn chosen(&self) -> Vec<String> {
        self.written.definition().chosen.iter().map(|chosen| chosen.path.value.clone()).collect()
    }

    fn line(&self, path: &str) -> Line {
        let place = self.written.outline().place(path);
        Line { path: path.to_owned(), place: self.written.sources().describe_line(place) }
    }

    /// What a search finds, by causes: what the commission has chosen itself, and what is open.
    fn groups(&self, check: Check) -> (Vec<Vec<Draft>>, Vec<Vec<Draft>>) {
        let chosen = if self.asked.chosen_is_open { Vec::new() } else { self.chosen() };
        let is_covered = |path: &String| chosen.iter().any(|own| is_inside(path, own) || is_inside(own, path));
        let (own, open) = check(&self.case).into_iter().partition(|draft| draft.paths.iter().all(is_covered));
        (grouped(own), grouped(open))
    }

    /// A finding with the first lines that settle it: under the rules with them the same search finds it no more.
    fn finding(&self, check: Check, group: Vec<Draft>) -> Finding {
        let mut settle: Vec<Change> = Vec::new();
        for draft in &group {
            let works = |changes: &&Vec<Change>| {
                let is_same = |other: &Draft| other.kind == draft.kind && other.paths == draft.paths;
                self.case.with(changes).is_some_and(|changed| !check(&changed).iter().any(is_same))
            };
            settle.extend(draft.candidates.iter().find(works).cloned().unwrap_or_default());
        }
        let settle_lines = self.case.setting.outline().with(&settle).lines(&settle);
        Finding { settle, settle_lines, ..self.settled(group) }
    }

    /// A finding of which nobody asks what would settle it.
    fn settled(&self, group: Vec<Draft>) -> Finding {
        let mut paths: Vec<&String> = group.iter().flat_map(|draft| &draft.paths).collect();
        let mut seen = BTreeSet::new();
        paths.retain(|path| seen.insert(path.as_str()));
        let lines = paths.iter().map(|path| self.line(path)).collect();
        let first = group.into_iter().next().expect("a group has a draft");
        let Draft { kind, about, shown, columns, example, sheets, .. } = first;
        let (settle, settle_lines) = (Vec::new(), Vec::new());
        Finding { kind, lines, about, shown, columns, settle, settle_lines, example, sheets }
    }
}

impl Case {
    /// The rules with a jury of three, or of as many more as they need.
    fn new(setting: Setting, has_chair: bool) -> Result<Self, Faulty> {
        let mut first = None;
        for jurors in [3, 5, 7, 9].into_iter().filter(|jurors| *jurors >= setting.fewest_marks()) {
            let checked = setting.check(Size::new(3, jurors));
            match checked.contest {
                Some(contest) => return Ok(Case { setting, contest, has_chair }),
                None => first = first.or(Some((checked.sources, checked.diagnostics))),
            }
        }
        let (sources, mut faults) = first.expect("some jury is large enough");
        // What the rules are at fault for is said of them; else all that is known.
        let of_rules = |fault: &Diagnostic| sources.path(fault.place.file()) == RULES;
        if faults.iter().any(of_rules) {
            faults.retain(of_rules);
        }
        Err((sources, faults))
    }

    /// The same search under changed rules.
    fn with(&self, changes: &[Change]) -> Option<Self> {
        Case::new(self.setting.with(changes)?, self.has_chair).ok()
    }

    /// Where a stage stands in the rules: `stages/portfolio`, `ranking`.
    fn path(&self, stage: StageIndex) -> String {
        let id = &self.contest.stage(stage).id;
        if stage == self.contest.rules.ranking() { id.clone() } else { format!("stages/{id}") }
    }

    /// A size with as many jurors as the rules need for a score.
    fn size(&self, entries: usize, jurors: usize) -> Size {
        Size::new(entries, jurors.max(self.setting.fewest_marks()))
    }
}

/// Findings with one cause: told once, by the smallest example.
fn grouped(drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let mut groups: Vec<Vec<Draft>> = Vec::new();
    for draft in drafts {
        match groups.iter_mut().find(|group| group[0].kind == draft.kind) {
            Some(group) => group.push(draft),
            None => groups.push(vec![draft]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|draft| (draft.example.size.entries, draft.example.size.jurors));
    }
    groups
}

/// Whether the path is the other, or lies inside of it.
fn is_inside(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The rules without the lines that are the commission's own choice; those stay without which there are no rules.
fn without_chosen(written: &Setting) -> Setting {
    let mut changes = vec![Change::remove("chosen")];
    for chosen in &written.definition().chosen {
        let mut own = changes.clone();
        own.extend(taken_out(written, &chosen.path.value));
        if written.with(&own).is_some_and(|setting| Case::new(setting, true).is_ok()) {
            changes = own;
        }
    }
    written.with(&changes).expect("every change was tried")
}

/// What takes a chosen line out: of an award it is who holds it, of a nomination how it is decided.
fn taken_out(written: &Setting, path: &str) -> Vec<Change> {
    const OF_AWARD: [&str; 8] = ["holders", "place", "share", "at_least", "above", "at_most", "below", "tied"];
    let definition = written.definition();
    let bare = |id: &str| OF_AWARD.map(|key| Change::remove(format!("awards/{id}/{key}")));
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["awards"] => definition.awards.iter().flat_map(|award| bare(&award.id.value)).collect(),
        ["awards", id] => bare(id).to_vec(),
        ["nominations"] => {
            let by = |id: &str| Change::set(format!("nominations/{id}/by"), "decision");
            definition.nominations.iter().map(|each| by(&each.id.value)).collect()
        }
        ["nominations", id] | ["nominations", id, "by"] => {
            vec![Change::set(format!("nominations/{id}/by"), "decision")]
        }
        _ => vec![Change::remove(path)],
    }
}

/// The lines that say themselves that the jury decides.
fn left_to_jury(written: &Setting) -> Vec<String> {
    let definition = written.definition();
    let mut paths = Vec::new();
    for stage in definition.stages.iter().chain(&definition.ranking) {
        let id = &stage.id.value;
        let base = if id == "ranking" { id.clone() } else { format!("stages/{id}") };
        if written.decides_who_passes(id) {
            paths.push(format!("{base}/pass"));
        }
        for way in passing::way_paths(written, &base) {
            paths.push(format!("{way}/tied"));
        }
        if stage.ties.as_ref().is_some_and(|ties| ties.end == TiesEnd::Decide) {
            paths.push(format!("{base}/ties"));
        }
    }
    paths.extend(definition.awards.iter().map(|award| format!("awards/{}/tied", award.id.value)));
    paths.extend(definition.nominations.iter().map(|each| format!("nominations/{}/tied", each.id.value)));
    paths.retain(|path| {
        !path.ends_with("/tied") || written.outline().value(path).is_some_and(|value| value == "decide")
    });
    let decided = definition.nominations.iter().map(|each| format!("nominations/{}/by", each.id.value));
    paths.extend(decided.filter(|path| written.outline().value(path).is_some_and(|value| value == "decision")));
    paths
}
