//! What differs between two results, and which change of input brought it about.
//!
//! Receives two sides, each a report with what is known of the files that it was made from, and counts with one kind
//! of input changed at a time; hands on a [`DiffView`].

mod document;
mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::language::Title;
use crate::report::{ChangeView, OutcomeView, Report, changes};
use crate::source::{self, Files};

pub use document::diff_passages;
pub use inputs::{MarkCell, MarkCells, MarkChangeView, RuleChangeView, RuleLineView, mark_cells};

/// A kind of input that results hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// `contest.yaml`
    Rules,
    /// `scores/`
    Marks,
    /// `numbers/`
    Numbers,
    /// `adjustments.csv`
    Adjustments,
    /// `participants.csv`, `jury.csv`, `conflicts.csv`, `blind.csv`
    People,
    /// `decisions.csv`, `ballots/`
    Decisions,
}

impl Cause {
    /// All of them.
    pub const ALL: [Cause; 6] =
        [Cause::Rules, Cause::Marks, Cause::Numbers, Cause::Adjustments, Cause::People, Cause::Decisions];

    /// The word in JSON and in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Cause::Rules => "rules",
            Cause::Marks => "marks",
            Cause::Numbers => "numbers",
            Cause::Adjustments => "adjustments",
            Cause::People => "people",
            Cause::Decisions => "decisions",
        }
    }

    /// The kind of input that a file is; none of one that no result hangs on.
    #[must_use]
    pub fn of(path: &str) -> Option<Cause> {
        match path.split_once('/').map_or(path, |(folder, _)| folder) {
            "contest.yaml" => Some(Cause::Rules),
            "scores" => Some(Cause::Marks),
            "numbers" => Some(Cause::Numbers),
            "adjustments.csv" => Some(Cause::Adjustments),
            "participants.csv" | "jury.csv" | "conflicts.csv" | "blind.csv" => Some(Cause::People),
            "decisions.csv" | "ballots" => Some(Cause::Decisions),
            _ => None,
        }
    }
}

/// One of the two results.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called: a folder, a file.
    pub label: String,
    /// The result.
    pub report: Report,
    /// What it was counted from; none of a result that was read from its JSON.
    pub folder: Option<SideFolder>,
}

/// The folder of a side.
#[derive(Clone, Debug)]
pub struct SideFolder {
    /// Its files.
    pub files: Files,
    /// The marks in it.
    pub cells: MarkCells,
}

/// The result with one kind of input changed alone; none where that cannot be counted.
pub type Alone = (Cause, Option<Report>);

/// What differs between two results.
#[derive(Clone, Debug, Serialize)]
pub struct DiffView {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The contest's name.
    pub contest: Title,
    /// The first result.
    pub was: SideView,
    /// The second one.
    pub now: SideView,
    /// Whether any result differs.
    pub differs: bool,
    /// The files that differ.
    pub inputs: Vec<InputChangeView>,
    /// The lines of the rules that differ; comments and blank lines are passed over.
    pub rules: Vec<RuleChangeView>,
    /// The marks that differ.
    pub marks: Vec<MarkChangeView>,
    /// Every participant whose score, place, passing or award differs, stage by stage.
    pub results: Vec<ResultChangeView>,
    /// Awards with other holders.
    pub awards: Vec<HoldersChangeView>,
    /// Nominations with other holders.
    pub nominations: Vec<HoldersChangeView>,
}

/// One of the two results.
#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    /// What it is called.
    pub label: String,
    /// Whether it is final.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// A file that differs.
#[derive(Clone, Debug, Serialize)]
pub struct InputChangeView {
    /// Its path.
    pub path: String,
    /// Whether it is on the first side.
    pub was: bool,
    /// Whether it is on the second side.
    pub now: bool,
}

/// A participant whose result differs.
#[derive(Clone, Debug, Serialize)]
pub struct ResultChangeView {
    /// The name.
    pub name: String,
    /// What differs.
    #[serde(flatten)]
    pub change: ChangeView,
    /// What brought it about: rules, marks, numbers, adjustments, people, decisions.
    pub causes: Vec<Cause>,
    /// How that is known: only, recount, together, unknown.
    pub known_by: KnownBy,
}

/// How a cause is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// Only this kind of input differs.
    Only,
    /// A count with this change alone gives another result too.
    Recount,
    /// None of the changes alone gives another result; together they do.
    Together,
    /// Nothing was counted anew; these kinds of input differ.
    Unknown,
}

impl KnownBy {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            KnownBy::Only => "only",
            KnownBy::Recount => "recount",
            KnownBy::Together => "together",
            KnownBy::Unknown => "unknown",
        }
    }
}

impl Serialize for KnownBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// An award or a nomination with other holders.
#[derive(Clone, Debug, Serialize)]
pub struct HoldersChangeView {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// Who held it, by name; null where it was for the jury to decide, or there was no such award.
    pub was: Option<Vec<String>>,
    /// Who holds it.
    pub now: Option<Vec<String>>,
}

impl Serialize for Cause {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// The kinds of input that differ between two sides.
#[must_use]
pub fn causes(was: &Side, now: &Side) -> Vec<Cause> {
    let differing: BTreeSet<Cause> =
        input_changes(was, now).iter().filter_map(|change| Cause::of(&change.path)).collect();
    differing.into_iter().collect()
}

/// What differs between two results.
#[must_use]
pub fn diff(was: &Side, now: &Side, alone: &[Alone]) -> DiffView {
    let differing = causes(was, now);
    let counted: Vec<(Cause, Option<Vec<ChangeView>>)> = alone
        .iter()
        .map(|(cause, report)| (*cause, report.as_ref().map(|report| changes(&was.report, report))))
        .collect();
    let results: Vec<ResultChangeView> = changes(&was.report, &now.report)
        .into_iter()
        .map(|change| {
            let (causes, known_by) = attributed(&change, &differing, &counted);
            ResultChangeView { name: name(was, now, &change.participant), change, causes, known_by }
        })
        .collect();
    let awards = holders(was, now, |report| {
        let award = |award: &crate::report::AwardView| {
            (award.id.clone(), award.title.clone(), award.holders.clone(), award.open)
        };
        report.awards.iter().map(award).collect()
    });
    let nominations = holders(was, now, |report| {
        let nomination = |each: &crate::report::NominationView| {
            (each.id.clone(), each.title.clone(), each.holders.clone(), each.open)
        };
        report.nominations.iter().map(nomination).collect()
    });
    let both = was.folder.as_ref().zip(now.folder.as_ref());
    let changed = |cause: Cause| both.filter(|_| differing.contains(&cause));
    DiffView {
        format: 1,
        contest: now.report.contest.title.clone(),
        was: side(was),
        now: side(now),
        differs: !(results.is_empty() && awards.is_empty() && nominations.is_empty()),
        inputs: input_changes(was, now),
        rules: changed(Cause::Rules).map(|(was, now)| inputs::rule_changes(&was.files, &now.files)).unwrap_or_default(),
        marks: changed(Cause::Marks).map(|(was, now)| inputs::mark_changes(&was.cells, &now.cells)).unwrap_or_default(),
        results,
        awards,
        nominations,
    }
}

fn side(side: &Side) -> SideView {
    let Report { is_final, fingerprint, .. } = &side.report;
    SideView { label: side.label.clone(), is_final: *is_final, fingerprint: fingerprint.clone() }
}

/// The files that differ by their fingerprints; of folders all files, of reports those that were read.
fn input_changes(was: &Side, now: &Side) -> Vec<InputChangeView> {
    let fingerprints = |side: &Side| -> BTreeMap<String, String> {
        let counted = side.report.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone()));
        match &side.folder {
            Some(folder) => folder.files.iter().map(|(path, bytes)| (path.clone(), source::sha256_of(bytes))).collect(),
            None => counted.collect(),
        }
    };
    let (old, new) = (fingerprints(was), fingerprints(now));
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |path: &&String| InputChangeView {
        path: (*path).clone(),
        was: old.contains_key(*path),
        now: new.contains_key(*path),
    };
    paths.iter().filter(|path| old.get(**path) != new.get(**path)).map(change).collect()
}

/// What brought a change about.
fn attributed(
    change: &ChangeView,
    differing: &[Cause],
    counted: &[(Cause, Option<Vec<ChangeView>>)],
) -> (Vec<Cause>, KnownBy) {
    if differing.len() < 2 {
        return (differing.to_vec(), if differing.is_empty() { KnownBy::Unknown } else { KnownBy::Only });
    }
    if counted.is_empty() || counted.iter().any(|(_, changes)| changes.is_none()) {
        return (differing.to_vec(), KnownBy::Unknown);
    }
    let of = |changes: &Option<Vec<ChangeView>>| {
        let own = |each: &&ChangeView| each.stage == change.stage && each.participant == change.participant;
        changes.iter().flatten().find(own).map(|each| each.now.clone())
    };
    let by = |wanted: &dyn Fn(&Option<OutcomeView>) -> bool| -> Vec<Cause> {
        counted
            .iter()
            .filter(|(_, changes)| of(changes).is_some_and(|now| wanted(&now)))
            .map(|(cause, _)| *cause)
            .collect()
    };
    // A change that alone gives the very result explains it; else every one that alone gives another.
    let whole = by(&|now| *now == change.now);
    let part = if whole.is_empty() { by(&|_| true) } else { whole };
    if part.is_empty() { (differing.to_vec(), KnownBy::Together) } else { (part, KnownBy::Recount) }
}

fn name(was: &Side, now: &Side, id: &str) -> String {
    let all = now.report.participants.iter().chain(&was.report.participants);
    all.into_iter().find(|entry| entry.id == id).map_or(id, |entry| entry.name.as_str()).to_owned()
}

/// An award or a nomination: id, name, holders, whether it is open.
type Held = (String, Title, Vec<String>, bool);

fn holders(was: &Side, now: &Side, of: impl Fn(&Report) -> Vec<Held>) -> Vec<HoldersChangeView> {
    let (old, new) = (of(&was.report), of(&now.report));
    let gone = old.iter().filter(|(id, ..)| !new.iter().any(|(other, ..)| other == id));
    let find = |all: &[Held], id: &str| all.iter().find(|(own, ..)| own == id).cloned();
    let named = |held: &Option<Held>| {
        let (_, _, holders, _) = held.as_ref().filter(|(.., open)| !open)?;
        Some(holders.iter().map(|id| name(was, now, id)).collect())
    };
    let change = |(id, title, ..): &Held| {
        let (was, now) = (find(&old, id), find(&new, id));
        let same = |one: &Held, other: &Held| {
            one.3 == other.3 && one.2.iter().collect::<BTreeSet<_>>() == other.2.iter().collect::<BTreeSet<_>>()
        };
        let differs = !was.as_ref().zip(now.as_ref()).is_some_and(|(was, now)| same(was, now));
        differs.then(|| HoldersChangeView { id: id.clone(), title: title.clone(), was: named(&was), now: named(&now) })
    };
    new.iter().chain(gone).filter_map(change).collect()
}
