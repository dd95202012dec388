//! The count: from marks to scores, places, awards and nominations.
//!
//! Receives a checked [`Contest`], hands on a [`Tally`], or the diagnostics of what only shows while
//! counting: rows that are missing or too many, sums that cannot be taken, decisions that do not fit.

mod awards;
mod by_entry;
mod complete;
mod explain;
mod nominations;
mod order;
mod outcome;
mod parts;
mod pass;
mod scores;
mod signing;
mod trial;
mod whole;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::contest::{
    Axis, Content, Contest, DecisionKind, EntryIndex, Numbering, Operation, Stage, StageIndex, Status,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold::{self, Value};
use crate::language::Alphabet;
use crate::score::Score;

use by_entry::{ByEntry, EntrySet};
pub use explain::{Derivation, LineRecord, StepRecord, explain};
use order::Ordered;
pub use outcome::{
    Applied, Fate, Field, Holders, LinkUse, Open, Part, Parts, StageResult, Standing, State, Tally, Tie, TieEnd,
};
pub use parts::StageParts;
pub use pass::limit;
use scores::{Scored, Scorer};
pub use signing::before_signing;
pub use trial::{Alike, Change, Effect, Outlook, Spans, Trial};

/// What to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The last stage.
    pub until: StageIndex,
    /// Whether gaps in the data are passed over.
    pub partial: bool,
    /// Whether decisions and rows that do not fit are passed over: for a count of what would have been.
    pub lenient: bool,
}

/// Counts the contest.
///
/// # Errors
/// Everything that keeps the count from being taken; gaps in the data among them unless the scope is partial.
pub fn tally(contest: &Contest, scope: Scope) -> Result<Tally, Vec<Diagnostic>> {
    let contest = with_amended_marks(contest);
    let mut count = Count::new(&contest, scope);
    count.run();
    count.finish().map(|tally| tally.of_amended(contest))
}

/// Who takes part in a stage; nobody can tell while the stages above leave it open.
///
/// # Errors
/// What keeps the stages above from being counted; nothing if the jury has still to decide who passes.
pub fn entrants(contest: &Contest, stage: StageIndex) -> Result<Vec<EntryIndex>, Vec<Diagnostic>> {
    let contest = with_amended_marks(contest);
    let cuts = |index: &StageIndex| *index < stage && contest.stage(*index).pass.is_some();
    let last_cut = contest.rules.stage_indices().rfind(cuts);
    let mut count = Count::new(&contest, Scope { until: stage, partial: false, lenient: false });
    for index in contest.rules.stage_indices().filter(|index| last_cut.is_some_and(|last| *index <= last)) {
        if !count.stage(index) {
            count.faults.append(&mut count.gaps);
            return Err(count.faults);
        }
    }
    Ok(count.remaining.iter().collect())
}

/// The contest with the marks that decisions have amended.
fn with_amended_marks(contest: &Contest) -> Cow<'_, Contest> {
    let mut amended = Cow::Borrowed(contest);
    for decision in &contest.decisions {
        if let DecisionKind::Mark { stage, at, now, .. } = &decision.kind {
            let own = &mut amended.to_mut().marks[stage.0];
            if let Some(marks) = own {
                let place = marks.place(*at).unwrap_or(decision.place);
                marks.set(*at, marks.mark(now), place);
            }
        }
    }
    amended
}

/// A count under way.
struct Count<'c> {
    contest: &'c Contest,
    scope: Scope,
    statuses: Vec<Status>,
    /// Scores that are known before they are counted, by stage.
    known: &'c [Scored],
    /// Of each stage counted so far, whether its scores were known.
    from_known: Vec<bool>,
    /// Of the contest's language.
    alphabet: Alphabet,
    /// The scores of the stages counted so far.
    scored: Vec<Scored>,
    /// Scores from some members of an axis alone that have been counted for links.
    from_some: BTreeMap<(StageIndex, Axis, Vec<usize>), ByEntry<Value>>,
    /// The position of each entry in the alphabetical order of all names, once that was asked for.
    ranks: OnceLock<Vec<u32>>,
    /// Who still takes part.
    remaining: EntrySet,
    stages: Vec<StageResult>,
    /// The order of each stage's fields.
    ordered: Vec<Vec<(Option<String>, Ordered)>>,
    awards: Vec<Holders>,
    nominations: Vec<Holders>,
    applied: BTreeMap<usize, Applied>,
    open: Vec<Open>,
    gaps: Vec<Diagnostic>,
    faults: Vec<Diagnostic>,
    /// Who goes on is open, so nothing after it can be counted.
    stuck: bool,
}

impl<'c> Count<'c> {
    fn new(contest: &'c Contest, scope: Scope) -> Self {
        let mut statuses: Vec<Status> = contest.entries.iter().map(|entry| entry.status).collect();
        let mut applied = BTreeMap::new();
        for (decision, each) in contest.decisions.iter().enumerate() {
            if let DecisionKind::Status { entry, now, .. } = each.kind {
                statuses[entry.position()] = now;
            }
            if let DecisionKind::Status { .. } | DecisionKind::Mark { .. } | DecisionKind::Rule { .. } = each.kind {
                applied.insert(decision, Applied { decision, computed: None });
            }
        }
        let remaining = contest.entry_indices().filter(|entry| statuses[entry.position()].is_judged()).collect();
        Count {
            contest,
            scope,
            statuses,
            known: &[],
            from_known: Vec::new(),
            alphabet: Alphabet::new(contest.rules.language),
            scored: Vec::new(),
            from_some: BTreeMap::new(),
            ranks: OnceLock::new(),
            remaining,
            stages: Vec::new(),
            ordered: Vec::new(),
            awards: Vec::new(),
            nominations: Vec::new(),
            applied,
            open: Vec::new(),
            gaps: Vec::new(),
            faults: Vec::new(),
            stuck: false,
        }
    }

    /// Counts the stages as far as they are asked for and can be counted, then what is given for them.
    fn run(&mut self) {
        let (rules, until) = (&self.contest.rules, self.scope.until);
        for index in rules.stage_indices().filter(|index| *index <= until) {
            if !self.stage(index) {
                break;
            }
        }
        // Every stage is counted, and nothing keeps what comes after them from being given.
        if self.stages.len() == rules.stages.len() && !self.stuck {
            self.awards();
            self.nominations();
        }
    }

    /// Counts a stage; false if nothing after it can be counted.
    fn stage(&mut self, index: StageIndex) -> bool {
        let stage = self.contest.stage(index);
        let gaps = self.gaps.len();
        self.check_rows(index);
        self.check_numbers(index);
        if !self.faults.is_empty() || (!self.gaps.is_empty() && !self.scope.partial) {
            return false;
        }
        let entries = self.listed(index);
        let fields = self.fields(stage, entries);
        let mut scored = Scored::default();
        let stands_on_known = match &stage.content {
            Content::Marks { .. } => true,
            Content::Stages(of) => of.iter().all(|above| self.from_known[above.0]),
        };
        self.from_known.push(true);
        for (_, entries) in &fields {
            let known = self.known.get(index.0).filter(|_| stands_on_known).and_then(|known| known.of(entries));
            self.from_known[index.0] &= known.is_some();
            match known.map_or_else(|| self.scorer().score(index, entries), Ok) {
                Ok(own) if fields.len() == 1 => scored = own,
                Ok(own) => {
                    scored.values.extend(own.values);
                    scored.parts.extend(own.parts);
                    scored.fields.extend(own.fields);
                }
                Err(refusals) => {
                    let faults = refusals.iter().map(|refusal| refused(self.contest, entries, refusal));
                    self.faults.extend(faults);
                }
            }
        }
        if !self.faults.is_empty() {
            return false;
        }
        if self.are_places_added(index) {
            scored.fields = fields.iter().map(|(_, entries)| entries.clone()).collect();
        }
        self.scored.push(scored);
        let mut ordered: Vec<(Option<String>, Ordered)> =
            fields.into_iter().map(|(within, entries)| (within, self.order(index, &entries))).collect();
        self.keep_places(index, &ordered);
        let passing = self.pass(index, &ordered);
        self.remaining = match &passing {
            Some(passing) => self.remaining.both(passing),
            None => self.remaining.clone(),
        };
        if index == self.contest.rules.ranking() && self.contest.stage(index).follow {
            if let Some(column) = self.contest.stage(index).within.as_ref() {
                for (value, _) in self.divided(column, &self.contest.entry_indices().collect::<Vec<_>>()) {
                    if !ordered.iter().any(|(own, _)| own.as_ref() == Some(&value)) {
                        ordered.push((Some(value), Ordered::default()));
                    }
                }
            }
            for (within, own) in &mut ordered {
                self.follow(index, within.as_deref(), own);
            }
            ordered.retain(|(_, own)| own.entries().next().is_some());
        }
        let mut fields = Vec::new();
        for (within, ordered) in &mut ordered {
            fields.push(self.field(index, within.clone(), ordered, passing.as_ref()));
        }
        let maximum = fold::maximum(&self.contest.rules, &self.contest.jury, index);
        let (incomplete, pass_is_open) = (self.gaps.len() > gaps, self.stuck);
        self.stages.push(StageResult { stage: index, maximum, incomplete, pass_is_open, fields });
        self.ordered.push(ordered);
        !self.stuck
    }

    fn scorer(&self) -> Scorer<'_> {
        Scorer { contest: self.contest, above: &self.scored, statuses: &self.statuses }
    }

    /// Keeps the places of a stage for stages that add up places. One out of competition has the place that it
    /// would have behind all that are better.
    fn keep_places(&mut self, index: StageIndex, fields: &[(Option<String>, Ordered)]) {
        if !self.are_places_added(index) {
            return;
        }
        let mut kept: ByEntry<Vec<(Numbering, Score)>> = ByEntry::default();
        for (_, ordered) in fields {
            let mut placed: BTreeMap<EntryIndex, Vec<(Numbering, Score)>> = BTreeMap::new();
            for numbering in Numbering::ALL {
                let places = order::places(&ordered.groups, numbering);
                for (group, place) in ordered.groups.iter().zip(places) {
                    for entry in &group.entries {
                        placed.entry(*entry).or_default().push((numbering, place.clone()));
                    }
                }
            }
            kept.extend(placed);
            let direction = self.contest.stage(index).direction;
            for &entry in &ordered.others {
                let Ok(own) = self.score_of(index, entry) else { continue };
                let better = |group: &&order::Group| {
                    let score = group.entries.first().and_then(|first| self.score_of(index, *first).ok());
                    score.is_some_and(|score| direction.better_first(&score, &own).is_lt())
                };
                let ahead: usize = ordered.groups.iter().filter(better).map(|group| group.entries.len()).sum();
                let groups = ordered.groups.iter().filter(better).count();
                let places = Numbering::ALL.map(|numbering| (numbering, numbering.place(ahead, 1, groups)));
                kept.extend([(entry, places.to_vec())]);
            }
        }
        if let Some(scored) = self.scored.get_mut(index.0) {
            scored.places = kept;
        }
    }

    /// Whether a stage looks at the places of the entries in this one.
    fn are_places_added(&self, index: StageIndex) -> bool {
        self.contest.rules.stages.iter().any(|stage| match &stage.content {
            Content::Marks { .. } => false,
            Content::Stages(of) => of.contains(&index) && takes_places(stage),
        })
    }

    /// Who is listed in the stage: those who take part, and those who no longer compete but were judged there.
    fn listed(&self, index: StageIndex) -> Vec<EntryIndex> {
        let contest = self.contest;
        let was_judged = |entry: EntryIndex| match &contest.marks[index.0] {
            Some(marks) => contest.judges(index).any(|juror| marks.has_row(juror, entry)),
            None => match &contest.stage(index).content {
                Content::Stages(of) => of.iter().all(|stage| self.scored[stage.0].values.has(entry)),
                Content::Marks { .. } => false,
            },
        };
        let listed = |entry: &EntryIndex| {
            self.remaining.contains(entry) || (!self.statuses[entry.position()].is_judged() && was_judged(*entry))
        };
        contest.entry_indices().filter(listed).collect()
    }

    /// The entries of each field, in the order of the fields' values.
    fn fields(&self, stage: &Stage, entries: Vec<EntryIndex>) -> Vec<(Option<String>, Vec<EntryIndex>)> {
        match &stage.within {
            None => vec![(None, entries)],
            Some(column) => self.divided(column, &entries).into_iter().map(|(value, own)| (Some(value), own)).collect(),
        }
    }

    /// Entries by their value in a column, in the alphabetical order of the values.
    fn divided(&self, column: &str, entries: &[EntryIndex]) -> Vec<(String, Vec<EntryIndex>)> {
        let mut fields: BTreeMap<String, Vec<EntryIndex>> = BTreeMap::new();
        for &entry in entries {
            let value = self.contest.entry(entry).fields.get(column).unwrap_or_default().to_owned();
            fields.entry(value).or_default().push(entry);
        }
        let mut fields: Vec<(String, Vec<EntryIndex>)> = fields.into_iter().collect();
        fields.sort_by(|one, other| self.alphabet.compare(&one.0, &other.0));
        fields
    }

    fn is_eligible(&self, entry: EntryIndex) -> bool {
        self.statuses[entry.position()] == Status::Eligible
    }

    /// Whether a decision need not fit: on half of the marks other entries are equal, pass or hold something than
    /// those whom the jury decided on.
    fn is_lenient(&self) -> bool {
        self.scope.lenient || (self.scope.partial && !self.gaps.is_empty())
    }

    fn finish(mut self) -> Result<Tally, Vec<Diagnostic>> {
        if !self.scope.partial {
            self.faults.append(&mut self.gaps);
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        if !self.gaps.is_empty() {
            self.open.push(Open::Incomplete { gaps: self.gaps.len() });
        }
        Ok(Tally {
            stages: self.stages,
            awards: self.awards,
            nominations: self.nominations,
            decisions: self.applied.into_values().collect(),
            statuses: self.statuses,
            open: self.open,
            gaps: self.gaps,
            scored: self.scored,
            amended: None,
        })
    }
}

/// Whether a stage of stages takes places for numbers somewhere.
fn takes_places(stage: &Stage) -> bool {
    stage.score.iter().any(|step| matches!(step.operation, Operation::Places(..) | Operation::Points(..)))
}

fn refused(contest: &Contest, entries: &[EntryIndex], refusal: &fold::Refusal) -> Diagnostic {
    match refusal {
        fold::Refusal::UnevenSum { entry, step, found, expected } => {
            let fault =
                Diagnostic::new(Code::UnevenSum, *step).with("entry", contest.entry(entries[*entry]).id.as_str());
            fault.with("found", *found).with("expected", *expected)
        }
        fold::Refusal::NothingLeft { entry, step, found } => {
            let fault =
                Diagnostic::new(Code::NothingLeft, *step).with("entry", contest.entry(entries[*entry]).id.as_str());
            fault.with("found", *found)
        }
    }
}
