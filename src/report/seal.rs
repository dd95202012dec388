//! Seals: the signed result of a stage, and what has changed since.
//!
//! A change is covered if the count without the later decisions still gives what was signed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::contest::{Contest, Decision};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Argument;
use crate::report::build::inputs;
use crate::report::decisions::decisions;
use crate::report::{Beside, DecisionView, InputView, Report, StageView, StandingView, build};
use crate::source::{Files, Place, Sources};
use crate::tally::{self, Scope, Tally};
use crate::validate::{self, Amendments, Reading, table_name};

/// The version of a seal's JSON.
const FORMAT: u32 = 1;

/// The signed result of a stage, as `sealed/STAGE.json` keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The stage as it was signed.
    pub stage: StageView,
    /// The decisions that stood when it was signed.
    pub decisions: Vec<DecisionView>,
    /// The files that it was counted from.
    pub inputs: Vec<InputView>,
}

/// What a sealed stage no longer agrees with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealChange {
    /// The entry's score, place, passing or marks are others than were signed.
    Standing {
        /// The entry's id.
        participant: String,
        /// What was signed; none if the stage did not list the entry.
        was: Option<SignedStanding>,
        /// What stands there now; none if the stage does not list it.
        now: Option<SignedStanding>,
    },
    /// The stage's rules, criteria or ties are others than were signed.
    Rules,
    /// A decision that stood when it was signed is gone.
    Decision {
        /// Its date.
        date: String,
        /// Its kind.
        decision: String,
    },
    /// A file has changed, and the result stands.
    Input {
        /// Its path.
        path: String,
    },
}

/// What a seal keeps of an entry in a stage, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedStanding {
    /// The score; none without one.
    pub score: Option<String>,
    /// The place; none without one.
    pub place: Option<String>,
    /// Whether it passes; none where no rule says who does.
    pub passed: Option<bool>,
}

impl Seal {
    /// Seals a stage of a report; none if the report does not hold it.
    #[must_use]
    pub fn new(report: &Report, stage: &str) -> Option<Seal> {
        let stage = report.all_stages().find(|each| each.id == stage)?.clone();
        let decisions = report.decisions.clone();
        let inputs = report.inputs.iter().filter(|input| is_signed(&input.path)).cloned().collect();
        Some(Seal { format: FORMAT, stage, decisions, inputs })
    }

    /// The seal as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("a seal has only text keys");
        json.push('\n');
        json
    }

    /// Reads a seal's JSON.
    ///
    /// # Errors
    /// The text is no JSON of a seal, or of another version.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        let seal: Seal = serde_json::from_str(json)?;
        if seal.format == FORMAT {
            Ok(seal)
        } else {
            Err(serde::de::Error::custom(format!("format {} is not {FORMAT}", seal.format)))
        }
    }

    /// Whether a decision stood when the stage was signed.
    #[must_use]
    pub fn knows(&self, decision: &DecisionView) -> bool {
        self.decisions.iter().any(|sealed| same_decision(sealed, decision))
    }

    /// What differs from the report of a count with only the decisions that the seal knows.
    #[must_use]
    pub fn changes(&self, now: &Report) -> Vec<SealChange> {
        let mut changes = Vec::new();
        for sealed in
            self.decisions.iter().filter(|sealed| !now.decisions.iter().any(|each| same_decision(sealed, each)))
        {
            changes.push(SealChange::Decision { date: sealed.date.clone(), decision: sealed.decision.clone() });
        }
        match now.all_stages().find(|stage| stage.id == self.stage.id) {
            None => changes.push(SealChange::Rules),
            Some(stage) => changes.extend(self.stage_changes(stage)),
        }
        if changes.is_empty() {
            let changed = |input: &&InputView| now.inputs.iter().find(|each| each.path == input.path) != Some(*input);
            changes
                .extend(self.inputs.iter().filter(changed).map(|input| SealChange::Input { path: input.path.clone() }));
        }
        changes
    }

    /// Whether an amendment of the rules stood when the stage was signed.
    fn knows_amendment(&self, about: &str, was: &str, now: &str) -> bool {
        let known = |sealed: &DecisionView| sealed.decision == "rule" && sealed.about == about;
        self.decisions.iter().any(|sealed| known(sealed) && sealed.was == was && sealed.now == now)
    }

    fn stage_changes(&self, now: &StageView) -> Vec<SealChange> {
        let (sealed, now_there) = (by_id(&self.stage), by_id(now));
        let ids: BTreeSet<&str> = sealed.keys().chain(now_there.keys()).copied().collect();
        let signed = |standing: Option<&&StandingView>| {
            let standing = standing?;
            let (score, place) = (standing.score.clone(), standing.place.clone());
            Some(SignedStanding { score, place, passed: standing.passed })
        };
        // A name may be spelt anew; what was judged may not.
        let judged = |standing: &StandingView| {
            let StandingView { exact, place, passed, state, by_juror, by_criterion, .. } = standing.clone();
            (exact, place, passed, state, by_juror, by_criterion)
        };
        let differs = |id: &&str| {
            let judged = |standing: Option<&&StandingView>| standing.map(|standing| judged(standing));
            judged(sealed.get(id)) != judged(now_there.get(id))
        };
        let mut changes: Vec<SealChange> = ids
            .into_iter()
            .filter(differs)
            .map(|id| SealChange::Standing {
                participant: id.to_owned(),
                was: signed(sealed.get(id)),
                now: signed(now_there.get(id)),
            })
            .collect();
        if changes.is_empty() && (self.stage.criteria != now.criteria || self.stage.rules != now.rules) {
            changes.push(SealChange::Rules);
        }
        changes
    }
}

/// Where each entry stands first in a stage, by their ids.
fn by_id(stage: &StageView) -> BTreeMap<&str, &StandingView> {
    let mut standings = BTreeMap::new();
    for standing in stage.standings() {
        standings.entry(standing.participant.as_str()).or_insert(standing);
    }
    standings
}

/// Whether there are seals of stages among the files.
#[must_use]
pub fn has_seals(files: &Files) -> bool {
    files.keys().any(|path| is_seal(path))
}

/// Whether a file is the seal of a stage: `sealed/STAGE.json`.
fn is_seal(path: &str) -> bool {
    path.starts_with("sealed/") && path.ends_with(".json")
}

/// Compares a contest with the seals in its folder: `sealed/STAGE.json`.
///
/// Seals of stages after the last one that was counted are not looked at.
pub fn check_seals(contest: &Contest, tally: &Tally, files: &Files, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let decisions = decisions(contest, tally);
    for (path, bytes) in files.iter().filter(|(path, _)| is_seal(path)) {
        let place = Place::File(sources.add_missing(path));
        let seal = match Seal::from_json(&String::from_utf8_lossy(bytes)) {
            Ok(seal) => seal,
            Err(error) => {
                diagnostics.push(Diagnostic::new(Code::SealBroken, place).with("detail", error.to_string()));
                continue;
            }
        };
        let Some(until) = contest.rules.find_stage(&seal.stage.id) else {
            diagnostics.push(changed(&seal, place, "contest.yaml".to_owned()));
            continue;
        };
        if tally.stage(until).is_some() {
            let scope = Scope { until, partial: false, lenient: false };
            diagnostics.extend(Signed { seal: &seal, place, scope }.compare(contest, &decisions, files, sources));
        }
    }
    diagnostics
}

/// A seal that was read.
struct Signed<'s> {
    seal: &'s Seal,
    place: Place,
    scope: Scope,
}

impl Signed<'_> {
    /// The contest as it was when the stage was sealed differs from it now only by later decisions.
    fn compare(
        &self,
        contest: &Contest,
        decisions: &[DecisionView],
        files: &Files,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let Signed { seal, place, scope } = *self;
        let is_later_rule = |decision: &&DecisionView| decision.decision == "rule" && !seal.knows(decision);
        let amended = decisions.iter().any(|decision| is_later_rule(&decision));
        // Later amendments have already changed the rules, so they are read once more without them.
        let mut then = if amended {
            let known = |about: &str, was: &str, now: &str| seal.knows_amendment(about, was, now);
            let reading = Reading { until: Some(&seal.stage.id), amendments: Amendments::Known(&known) };
            let checked = validate::check(files, reading);
            match checked.contest {
                Some(contest) => contest,
                None => return vec![changed(seal, place, "contest.yaml".to_owned())],
            }
        } else {
            contest.clone()
        };
        let known: Vec<bool> = decisions.iter().map(|decision| seal.knows(decision)).collect();
        then.decisions.retain(|decision| {
            let same = |each: &Decision| each.kind == decision.kind && each.date == decision.date;
            contest.decisions.iter().position(same).is_some_and(|position| known[position])
        });
        let counted = match tally::tally(&then, scope) {
            Ok(counted) => counted,
            Err(faults) => return faults,
        };
        let diagnostic = |change: SealChange| match change {
            SealChange::Standing { participant, was, now } => {
                let [score, place_there, passed] = said(was.as_ref());
                let fault = Diagnostic::new(Code::SealedChanged, place).with("stage", seal.stage.id.as_str());
                let fault = fault.with("kind", "standing").with("what", participant);
                let fault = fault.with("was", score).with("was_place", place_there).with("was_passed", passed);
                let [score, place_here, passed] = said(now.as_ref());
                fault.with("now", score).with("now_place", place_here).with("now_passed", passed)
            }
            SealChange::Rules => changed(seal, place, "contest.yaml".to_owned()),
            SealChange::Decision { date, decision } => {
                changed(seal, place, format!("decisions.csv: {date} {decision}"))
            }
            SealChange::Input { path } => {
                let warning = Diagnostic::new(Code::SealedInputChanged, place).with("path", path);
                warning.with("stage", seal.stage.id.as_str())
            }
        };
        let now = build(&then, &counted, Beside { inputs: inputs(sources), ..Beside::default() });
        seal.changes(&now.in_memory()).into_iter().map(diagnostic).collect()
    }
}

fn changed(seal: &Seal, place: Place, what: String) -> Diagnostic {
    let fault = Diagnostic::new(Code::SealedChanged, place).with("stage", seal.stage.id.as_str());
    fault.with("kind", "paper").with("what", what)
}

/// The score, the place, and whether the entry passes, for messages; dashes where it is not listed.
fn said(standing: Option<&SignedStanding>) -> [Argument; 3] {
    let none = || Argument::from("–");
    let number = |number: Option<&String>| number.map_or_else(none, |number| Argument::Number(number.clone()));
    let passed = standing.and_then(|standing| standing.passed);
    let passed = passed.map_or_else(none, |passed| Argument::from(if passed { "✓" } else { "✗" }));
    let score = number(standing.and_then(|standing| standing.score.as_ref()));
    [score, number(standing.and_then(|standing| standing.place.as_ref())), passed]
}

/// Whether a file is part of what was signed: papers are written after it, and decisions are compared one by one.
fn is_signed(path: &str) -> bool {
    let is_paper = |name: &str| ["decisions", "sittings", "appeals", "waivers"].contains(&name);
    !table_name(path).is_some_and(is_paper) && !path.starts_with("ballots/")
}

/// Whether two views are the same decision, whatever the count makes of it.
fn same_decision(one: &DecisionView, other: &DecisionView) -> bool {
    let key = |decision: &DecisionView| {
        let DecisionView { date, decision: kind, about, entries, now, votes, by, grounds, .. } = decision.clone();
        (date, kind, about, entries, now, votes, by, grounds)
    };
    key(one) == key(other)
}
