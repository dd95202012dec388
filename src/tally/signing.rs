//! What should not be open, or left unsaid, when a protocol is signed.
//!
//! Receives a contest and its tally, hands on diagnostics that are shown only when somebody is about to sign.

use crate::contest::{
    AwardRule, Cell, Content, Contest, Coordinates, EntryIndex, JurorIndex, Marks, Stage, StageIndex,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;
use crate::tally::{Holders, Open, Tally};

/// Everything that the signature of the stage's protocol should wait for.
#[must_use]
pub fn before_signing(contest: &Contest, tally: &Tally, stage: StageIndex) -> Vec<Diagnostic> {
    let signing = Signing { contest, tally };
    let mut found: Vec<Diagnostic> = tally.open.iter().filter_map(|open| signing.open(open)).collect();
    found.extend(contest.rules.stage_indices().filter(|each| *each <= stage).flat_map(|each| signing.recusals(each)));
    found.extend(signing.distinctions());
    found.extend(signing.sitting(stage));
    found.extend(signing.appeals());
    found
}

struct Signing<'s> {
    contest: &'s Contest,
    tally: &'s Tally,
}

impl Signing<'_> {
    /// What the jury has still to decide, at the rule that leaves it to the jury. Gaps in the data are diagnostics
    /// of their own.
    fn open(&self, open: &Open) -> Option<Diagnostic> {
        let rules = &self.contest.rules;
        let stage = |code, stage: &StageIndex| {
            let own = self.contest.stage(*stage);
            Diagnostic::new(code, own.place).with("stage", own.id.as_str())
        };
        let held = |place: Place, kind: &'static str, id: &str, entries: &[EntryIndex]| {
            let tie = Diagnostic::new(Code::TieAcrossAward, place).with("kind", kind).with("id", id);
            tie.with("entries", self.ids(entries))
        };
        match open {
            Open::Tie { stage: at, entries } => Some(stage(Code::TieUndecided, at).with("entries", self.ids(entries))),
            Open::Cut { stage: at, entries } => Some(stage(Code::TieAcrossPass, at).with("entries", self.ids(entries))),
            Open::Pass { stage: at } => Some(stage(Code::PassUndecided, at)),
            Open::NoScore { stage: at, entry } => {
                let own = self.contest.entry(*entry);
                let missing = Diagnostic::new(Code::ScoreMissing, own.place).with("entry", own.id.as_str());
                Some(missing.with("stage", self.contest.stage(*at).id.as_str()))
            }
            Open::Award { award, entries } => {
                let award = &rules.awards[*award];
                Some(held(award.place, "award", &award.id, entries))
            }
            Open::Nomination { nomination, entries } => {
                let nomination = &rules.nominations[*nomination];
                Some(held(nomination.place, "nomination", &nomination.id, entries))
            }
            Open::Votes { nomination } => Some(self.undecided(*nomination, "votes")),
            Open::Undecided { nomination } => Some(self.undecided(*nomination, "nobody")),
            Open::Incomplete { .. } => None,
        }
    }

    fn undecided(&self, nomination: usize, why: &'static str) -> Diagnostic {
        let nomination = &self.contest.rules.nominations[nomination];
        Diagnostic::new(Code::NominationUndecided, nomination.place).with("id", nomination.id.as_str()).with("why", why)
    }

    /// Jurors who recused where no line of `conflicts.csv` says why: once per juror and entry.
    fn recusals(&self, index: StageIndex) -> Vec<Diagnostic> {
        let contest = self.contest;
        let stage = contest.stage(index);
        if !contest.marks[index.0].as_ref().is_some_and(Marks::has_recusals) {
            return Vec::new();
        }
        let pairs = contest.judges(index).flat_map(|juror| contest.entry_indices().map(move |entry| (juror, entry)));
        let undeclared = pairs.filter(|(juror, entry)| contest.conflict(*juror, *entry).is_none());
        let fault = |(juror, entry): (JurorIndex, EntryIndex)| {
            let place = self.recused_at(index, stage, juror, entry)?;
            let fault = Diagnostic::new(Code::RecusalUndeclared, place).with("juror", contest.juror(juror).id.as_str());
            Some(fault.with("entry", contest.entry(entry).id.as_str()))
        };
        undeclared.filter_map(fault).collect()
    }

    /// The first cell in which the juror recused from judging the entry.
    fn recused_at(&self, index: StageIndex, stage: &Stage, juror: JurorIndex, entry: EntryIndex) -> Option<Place> {
        let (Content::Marks { criteria, attempts }, Some(marks)) = (&stage.content, &self.contest.marks[index.0])
        else {
            return None;
        };
        let cells = (0..*attempts).flat_map(|attempt| (0..criteria.len()).map(move |criterion| (attempt, criterion)));
        let mut cells = cells.map(|(attempt, criterion)| Coordinates { juror, entry, attempt, criterion });
        cells.find(|at| marks.cell(*at) == Cell::Recused).and_then(|at| marks.place(at))
    }

    /// Awards and nominations that too few can hold, and no decision says so. A share of a few, or what everybody
    /// left would get, may well come to nobody.
    fn distinctions(&self) -> Vec<Diagnostic> {
        let rules = &self.contest.rules;
        let awards = rules.awards.iter().zip(&self.tally.awards).filter_map(|(award, holders)| {
            let expected = match award.rule {
                AwardRule::Holders(count) => count,
                AwardRule::Places(..) => 1,
                AwardRule::Share(_) | AwardRule::Everybody => 0,
            };
            not_given((award.place, "award", &award.id), expected, holders)
        });
        let nominations = rules.nominations.iter().zip(&self.tally.nominations).filter_map(|(nomination, holders)| {
            not_given((nomination.place, "nomination", &nomination.id), nomination.holders, holders)
        });
        awards.chain(nominations).collect()
    }

    /// A protocol has the number, the day and those present of the sitting that signs it.
    fn sitting(&self, stage: StageIndex) -> Option<Diagnostic> {
        let own = self.contest.stage(stage);
        let is_its = |of: StageIndex| of == stage || own.takes_order_of == Some(of);
        let missing = !self.contest.sittings.iter().any(|sitting| is_its(sitting.stage));
        missing.then(|| Diagnostic::new(Code::SittingMissing, own.place).with("stage", own.id.as_str()))
    }

    fn appeals(&self) -> impl Iterator<Item = Diagnostic> {
        let open = self.contest.appeals.iter().filter(|appeal| appeal.outcome.is_empty());
        open.map(|appeal| {
            let fault = Diagnostic::new(Code::AppealUnanswered, appeal.place);
            let fault = fault.with("entry", self.contest.entry(appeal.entry).id.as_str());
            fault.with("received", appeal.received.to_string())
        })
    }

    fn ids(&self, entries: &[EntryIndex]) -> String {
        entries.iter().map(|entry| self.contest.entry(*entry).id.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn not_given((place, kind, id): (Place, &'static str, &str), expected: usize, holders: &Holders) -> Option<Diagnostic> {
    let found = holders.entries.len();
    let short = found < expected && !holders.open && holders.decision.is_none();
    short.then(|| {
        let fault = Diagnostic::new(Code::AwardNotGiven, place).with("kind", kind).with("id", id);
        fault.with("found", found).with("expected", expected)
    })
}
