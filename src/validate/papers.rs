//! Ballots, decisions, sittings.

use std::collections::BTreeMap;

use crate::contest::{
    Ballot, Decision, DecisionKind, EntryIndex, Juror, JurorIndex, NominationRule, Role, Rules, Sitting, StageIndex,
    Status, Votes,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::sheet::{Column, Row};
use crate::source::Place;
use crate::validate::Checker;
use crate::validate::listing::{Listing, Shape};
use crate::validate::people::{Roster, find_juror};

const DECISIONS: &str = "decisions.csv";
const SITTINGS: &str = "sittings.csv";

/// Reads `ballots/NOMINATION.csv`: the votes for each nomination, in the order of the jury.
pub(crate) fn ballots(checker: &mut Checker, rules: &Rules, jury: &[Juror], roster: &Roster) -> Vec<Vec<Ballot>> {
    let mut ballots: Vec<Vec<Ballot>> = vec![Vec::new(); rules.nominations.len()];
    let by_ballot = |index: &usize| matches!(rules.nominations[*index].rule, NominationRule::Ballot { .. });
    let known: Vec<&str> =
        (0..rules.nominations.len()).filter(by_ballot).map(|index| rules.nominations[index].id.as_str()).collect();
    for path in checker.paths_below("ballots") {
        let name = path.strip_prefix("ballots/").unwrap_or(&path);
        let id = name.strip_suffix(".csv").unwrap_or(name);
        match rules.nominations.iter().position(|nomination| nomination.id == id).filter(by_ballot) {
            Some(index) if name.ends_with(".csv") => ballots[index] = ballot(checker, &path, jury, roster),
            Some(_) | None => checker.stray(&path, id, &known),
        }
    }
    ballots
}

fn ballot(checker: &mut Checker, path: &str, jury: &[Juror], roster: &Roster) -> Vec<Ballot> {
    const SHAPE: Shape =
        Shape { required: &[Column::Juror, Column::Participant], optional: &[Column::Note], free: false };
    let Some(listing) = Listing::read(checker, path, &SHAPE) else { return Vec::new() };
    let mut votes: BTreeMap<JurorIndex, Ballot> = BTreeMap::new();
    for row in listing.table.rows() {
        let (by, of) = (listing.place(checker, row, Column::Juror), listing.place(checker, row, Column::Participant));
        let juror = find_juror(checker, jury, listing.cell(row, Column::Juror), by);
        let entry = roster.find(checker, listing.cell(row, Column::Participant), of);
        let (Some(juror), Some(entry)) = (juror, entry) else { continue };
        if !jury[juror.0].role.votes() {
            let line = checker.sources.describe_line(jury[juror.0].place);
            let not = Diagnostic::new(Code::NotJudging, by).with("juror", jury[juror.0].id.as_str());
            checker.report(not.with("line", line));
        } else if let Some(first) = votes.get(&juror) {
            let first = checker.sources.describe_line(first.place);
            let name = jury[juror.0].id.as_str();
            checker.report(Diagnostic::new(Code::DuplicateRow, by).with("name", name).with("first", first));
        } else if roster.entries[entry.0].status == Status::Eligible {
            votes.insert(juror, Ballot { juror, entry, place: listing.line(checker, row) });
        } else {
            not_eligible(checker, roster, entry, of);
        }
    }
    votes.into_values().collect()
}

fn not_eligible(checker: &mut Checker, roster: &Roster, entry: EntryIndex, place: Place) {
    let entry = &roster.entries[entry.0];
    let line = checker.sources.describe_line(entry.place);
    let fault = Diagnostic::new(Code::VoteNotEligible, place).with("entry", entry.id.as_str());
    checker.report(fault.with("status", entry.status.word()).with("line", line));
}

/// What a row of `decisions.csv` is about, before it is understood.
#[derive(Clone, Copy)]
enum Kind {
    Order,
    Pass,
    Status,
    Award,
    Nomination,
    Recommend,
}

const KINDS: [(&str, Kind); 6] = [
    ("order", Kind::Order),
    ("pass", Kind::Pass),
    ("status", Kind::Status),
    ("award", Kind::Award),
    ("nomination", Kind::Nomination),
    ("recommend", Kind::Recommend),
];

/// Reads `decisions.csv`, in the order of the days and then of what was decided.
pub(crate) fn decisions(checker: &mut Checker, rules: &Rules, roster: &Roster) -> Vec<Decision> {
    const SHAPE: Shape = Shape {
        required: &[Column::Date, Column::Decision],
        optional: &[
            Column::About,
            Column::Entries,
            Column::Was,
            Column::Now,
            Column::Votes,
            Column::By,
            Column::Grounds,
        ],
        free: false,
    };
    let Some(listing) = Listing::read(checker, DECISIONS, &SHAPE) else { return Vec::new() };
    let mut decisions = Vec::new();
    for row in listing.table.rows() {
        let reader = DecisionReader { rules, roster, listing: &listing, row };
        if let Some(decision) = reader.read(checker) {
            decisions.push((listing.cell(row, Column::Decision), listing.cell(row, Column::About), decision));
        }
    }
    let key = |(kind, about, decision): &(&str, &str, Decision)| {
        let kind = KINDS.iter().position(|(word, _)| word == kind);
        (decision.date, kind, (*about).to_owned(), format!("{:?}", decision.kind), decision.grounds.clone())
    };
    decisions.sort_by_key(key);
    decisions.into_iter().map(|(_, _, decision)| decision).collect()
}

struct DecisionReader<'d> {
    rules: &'d Rules,
    roster: &'d Roster,
    listing: &'d Listing,
    row: &'d Row,
}

impl DecisionReader<'_> {
    fn read(&self, checker: &mut Checker) -> Option<Decision> {
        let (listing, row) = (self.listing, self.row);
        let date = listing.required(checker, row, Column::Date).is_some();
        let date = if date { listing.date(checker, row, Column::Date) } else { None };
        let kind = listing.word(checker, row, Column::Decision, &KINDS);
        let kind = kind.and_then(|kind| self.kind(checker, kind));
        let votes = self.votes(checker);
        Some(Decision {
            date: date?,
            kind: kind?,
            votes,
            by: listing.cell(row, Column::By).to_owned(),
            grounds: listing.cell(row, Column::Grounds).to_owned(),
            was: listing.cell(row, Column::Was).to_owned(),
            place: listing.line(checker, row),
        })
    }

    fn kind(&self, checker: &mut Checker, kind: Kind) -> Option<DecisionKind> {
        match kind {
            Kind::Order => {
                let stage = self.stage(checker)?;
                Some(DecisionKind::Order { stage, order: self.order(checker)? })
            }
            Kind::Pass => Some(DecisionKind::Pass { stage: self.stage(checker)?, entries: self.entries(checker)? }),
            Kind::Status => {
                let [entry] = self.entries(checker)?[..] else { return self.wrong_entries(checker) };
                let words = Status::ALL.map(|status| (status.word(), status));
                let was = self.listing.word(checker, self.row, Column::Was, &words)?;
                let now = self.listing.word(checker, self.row, Column::Now, &words)?;
                let stands = self.roster.entries[entry.0].status;
                if was != stands {
                    let place = self.listing.place(checker, self.row, Column::Was);
                    let fault = Diagnostic::new(Code::DecisionWas, place).with("was", was.word());
                    checker.report(fault.with("stands", stands.word()));
                    return None;
                }
                Some(DecisionKind::Status { entry, was, now })
            }
            Kind::Award => {
                let known: Vec<&str> = self.rules.awards.iter().map(|award| award.id.as_str()).collect();
                Some(DecisionKind::Award { award: self.about(checker, &known)?, holders: self.entries(checker)? })
            }
            Kind::Nomination => {
                let known: Vec<&str> = self.rules.nominations.iter().map(|nomination| nomination.id.as_str()).collect();
                let nomination = self.about(checker, &known)?;
                Some(DecisionKind::Nomination { nomination, holders: self.entries(checker)? })
            }
            Kind::Recommend => {
                let about = self.listing.required(checker, self.row, Column::About)?.to_owned();
                let entries = self.entries(checker)?;
                if entries.is_empty() {
                    self.wrong_entries(checker)
                } else {
                    Some(DecisionKind::Recommend { about, entries })
                }
            }
        }
    }

    fn stage(&self, checker: &mut Checker) -> Option<StageIndex> {
        let known: Vec<&str> = self.rules.stages.iter().map(|stage| stage.id.as_str()).collect();
        self.about(checker, &known).map(StageIndex)
    }

    /// The position among `known` of what the decision is about.
    fn about(&self, checker: &mut Checker, known: &[&str]) -> Option<usize> {
        let about = self.listing.cell(self.row, Column::About);
        let found = known.iter().position(|name| *name == about);
        if found.is_none() {
            let place = self.listing.place(checker, self.row, Column::About);
            let fault = Diagnostic::new(Code::DecisionAbout, place).with("about", about);
            checker.report(fault.with_nearest(about, known.iter().copied()).with("known", known.join(", ")));
        }
        found
    }

    fn entries(&self, checker: &mut Checker) -> Option<Vec<EntryIndex>> {
        self.named(checker, self.listing.cell(self.row, Column::Entries))
    }

    /// `p07 p03`: in this order; `p07 = p03`: they share.
    fn order(&self, checker: &mut Checker) -> Option<Vec<Vec<EntryIndex>>> {
        let cell = self.listing.cell(self.row, Column::Entries).replace('=', " = ");
        let mut order: Vec<Vec<EntryIndex>> = Vec::new();
        let mut shares = false;
        for word in cell.split_whitespace() {
            if word == "=" {
                shares = !order.is_empty();
                continue;
            }
            let entry = self.named(checker, word)?.pop()?;
            match order.last_mut() {
                Some(last) if shares => last.push(entry),
                Some(_) | None => order.push(vec![entry]),
            }
            shares = false;
        }
        if order.iter().map(Vec::len).sum::<usize>() < 2 { self.wrong_entries(checker) } else { Some(order) }
    }

    fn named(&self, checker: &mut Checker, list: &str) -> Option<Vec<EntryIndex>> {
        let place = self.listing.place(checker, self.row, Column::Entries);
        let words = list.split_whitespace();
        let found: Vec<Option<EntryIndex>> = words.map(|word| self.roster.find(checker, word, place)).collect();
        found.into_iter().collect()
    }

    fn wrong_entries<T>(&self, checker: &mut Checker) -> Option<T> {
        let place = self.listing.place(checker, self.row, Column::Entries);
        let cell = self.listing.cell(self.row, Column::Entries);
        checker.report(Diagnostic::new(Code::DecisionEntries, place).with("found", cell).with("expected", "no"));
        None
    }

    /// `5/0/1`: for, against, abstained. Equal votes carry only with the chair's.
    fn votes(&self, checker: &mut Checker) -> Option<Votes> {
        let cell = self.listing.cell(self.row, Column::Votes);
        if cell.is_empty() {
            return None;
        }
        let place = self.listing.place(checker, self.row, Column::Votes);
        let counts: Result<Vec<usize>, _> = cell.split('/').map(|count| count.trim().parse()).collect();
        let Ok([yes, no, abstained]) = counts.as_deref() else {
            checker.report(Diagnostic::new(Code::BadVotes, place).with("found", cell));
            return None;
        };
        let by_chair = self.listing.cell(self.row, Column::By) == Role::Chair.word();
        if yes < no || (yes == no && !by_chair) {
            checker.report(Diagnostic::new(Code::VoteLost, place).with("yes", *yes).with("no", *no));
        }
        Some(Votes { yes: *yes, no: *no, abstained: *abstained })
    }
}

/// Reads `sittings.csv`, in the order of the days.
pub(crate) fn sittings(checker: &mut Checker, rules: &Rules, jury: &[Juror]) -> Vec<Sitting> {
    const SHAPE: Shape = Shape {
        required: &[Column::Stage, Column::Number, Column::Date, Column::Present],
        optional: &[Column::Location, Column::Absent, Column::Invited, Column::Agenda],
        free: false,
    };
    let Some(listing) = Listing::read(checker, SITTINGS, &SHAPE) else { return Vec::new() };
    let mut sittings: Vec<Sitting> = Vec::new();
    for row in listing.table.rows() {
        let Some(sitting) = sitting(checker, rules, jury, &listing, row) else { continue };
        if let Some(first) = sittings.iter().find(|first| first.stage == sitting.stage) {
            let first = checker.sources.describe_line(first.place);
            let place = listing.place(checker, row, Column::Stage);
            let name = rules.stages[sitting.stage.0].id.as_str();
            checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
            continue;
        }
        quorum(checker, rules, jury, &sitting);
        sittings.push(sitting);
    }
    sittings.sort_by_key(|sitting| (sitting.date, sitting.stage));
    sittings
}

fn sitting(checker: &mut Checker, rules: &Rules, jury: &[Juror], listing: &Listing, row: &Row) -> Option<Sitting> {
    let stages: Vec<(&str, StageIndex)> =
        rules.stage_indices().map(|stage| (rules.stages[stage.0].id.as_str(), stage)).collect();
    let stage = listing.word(checker, row, Column::Stage, &stages);
    let number = listing.required(checker, row, Column::Number);
    let date = listing.required(checker, row, Column::Date).and_then(|_| listing.date(checker, row, Column::Date));
    let present = members(checker, jury, listing, row, Column::Present);
    let named_absent = members(checker, jury, listing, row, Column::Absent);
    for both in present.iter().filter(|juror| named_absent.contains(juror)) {
        let place = listing.place(checker, row, Column::Absent);
        let name = jury[both.0].id.as_str();
        checker.report(Diagnostic::new(Code::PresentAndAbsent, place).with("juror", name));
    }
    let absent = (0..jury.len()).map(JurorIndex).filter(|juror| !present.contains(juror)).collect();
    let agenda = listing.cell(row, Column::Agenda).lines().map(str::trim).filter(|line| !line.is_empty());
    Some(Sitting {
        stage: stage?,
        number: number?.to_owned(),
        date: date?,
        location: listing.cell(row, Column::Location).to_owned(),
        present,
        absent,
        invited: listing.cell(row, Column::Invited).to_owned(),
        agenda: agenda.map(str::to_owned).collect(),
        place: listing.line(checker, row),
    })
}

fn members(checker: &mut Checker, jury: &[Juror], listing: &Listing, row: &Row, column: Column) -> Vec<JurorIndex> {
    let place = listing.place(checker, row, column);
    let words = listing.cell(row, column).split_whitespace();
    let mut found: Vec<JurorIndex> = words.filter_map(|word| find_juror(checker, jury, word, place)).collect();
    found.sort();
    found.dedup();
    found
}

/// The secretary has no vote and counts in no quorum.
fn quorum(checker: &mut Checker, rules: &Rules, jury: &[Juror], sitting: &Sitting) {
    let Some(quorum) = &rules.quorum else { return };
    let total = jury.iter().filter(|juror| juror.role.votes()).count();
    let present = sitting.present.iter().filter(|juror| jury[juror.0].role.votes()).count();
    if Score::from(present) < &Score::from(total) * quorum {
        let warning = Diagnostic::new(Code::NoQuorum, sitting.place).with("present", present).with("total", total);
        checker.report(warning.with("quorum", quorum.to_string()));
    }
}
