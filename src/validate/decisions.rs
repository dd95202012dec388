//! What the jury decided beyond the arithmetic.

use chrono::NaiveDate;

use crate::contest::{
    Coordinates, Decision, DecisionKind, EntryIndex, Juror, JurorIndex, Marks, Role, Rules, StageIndex, Votes,
};
use crate::definition::Amendment;
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::sheet::{Column, DECISIONS, DecisionWord, ROLES, Row, STATUSES, meaning};
use crate::source::Spanned;
use crate::validate::Checker;
use crate::validate::folder::FolderTable;
use crate::validate::listing::{Listing, day};
use crate::validate::people::Roster;
use crate::validate::scores::{fault_on_scale, off_scale};
use crate::validate::sequence::in_sequence;
use crate::validate::standing::{self, one_after_another};

/// What decisions may be about.
pub(crate) struct Subjects<'s> {
    pub(crate) rules: &'s Rules,
    pub(crate) roster: &'s Roster,
    pub(crate) jury: &'s [Juror],
    pub(crate) marks: &'s [Option<Marks>],
}

/// Reads the table of the decisions.
pub(crate) fn table(checker: &mut Checker) -> Option<Listing> {
    Listing::read(checker, FolderTable::Decisions)
}

/// The decisions that amend the rules, in the order of their days.
pub(crate) fn amendments(listing: &Listing) -> Vec<Amendment> {
    let amends = |row: &Row| meaning(listing.cell(row, Column::Decision), DECISIONS) == Some(DecisionWord::Rule);
    let text = |row: &Row, column| Spanned::new(listing.cell(row, column).to_owned(), listing.place(row, column));
    let mut dated: Vec<(Option<NaiveDate>, Amendment)> = Vec::new();
    for row in listing.table.rows().filter(amends) {
        let row = &row;
        let (path, was, now) = (text(row, Column::About), text(row, Column::Was), text(row, Column::Now));
        dated.push((day(listing.cell(row, Column::Date)), Amendment { path, was, now }));
    }
    dated.sort_by(|(day, one), (other_day, other)| (day, &one.path.value).cmp(&(other_day, &other.path.value)));
    let same = |(day, one): &(_, Amendment), (other_day, other): &(_, Amendment)| {
        day == other_day && one.path.value == other.path.value
    };
    let changes = dated.chunk_by(same).map(|chunk| chunk.iter().map(|(_, change)| change.clone()).collect());
    let change = |change: &Amendment| (change.was.value.clone(), change.now.value.clone());
    changes.flat_map(|changes: Vec<Amendment>| in_sequence(changes, None, change)).collect()
}

/// Understands the decisions, in the order of the days and then of what was decided.
pub(crate) fn decisions(checker: &mut Checker, subjects: &Subjects, listing: &Listing) -> Vec<Decision> {
    let mut decisions = Vec::new();
    let rows: Vec<Row> = listing.table.rows().collect();
    for row in &rows {
        let reader = DecisionReader { subjects, listing, row };
        if let Some(decision) = reader.read(checker) {
            decisions.push((listing.cell(row, Column::Decision), listing.cell(row, Column::About), decision));
        }
    }
    let key = |(kind, about, decision): &(&str, &str, Decision)| {
        let kind = meaning(kind, DECISIONS);
        (decision.date, kind, (*about).to_owned(), format!("{:?}", decision.kind), decision.grounds.clone())
    };
    decisions.sort_by_key(key);
    let decisions = one_after_another(subjects, decisions.into_iter().map(|(_, _, decision)| decision));
    standing::check(checker, subjects, &decisions);
    decisions
}

struct DecisionReader<'d> {
    subjects: &'d Subjects<'d>,
    listing: &'d Listing,
    row: &'d Row,
}

impl DecisionReader<'_> {
    fn read(&self, checker: &mut Checker) -> Option<Decision> {
        let (listing, row) = (self.listing, self.row);
        let date = listing.required(checker, row, Column::Date).is_some();
        let date = if date { listing.date(checker, row, Column::Date) } else { None };
        let kind = listing.meaning(checker, row, Column::Decision, DECISIONS);
        let kind = kind.and_then(|kind| self.kind(checker, kind));
        let votes = self.votes(checker);
        Some(Decision {
            date: date?,
            kind: kind?,
            votes,
            by: listing.cell(row, Column::By).to_owned(),
            grounds: listing.cell(row, Column::Grounds).to_owned(),
            was: Spanned::new(listing.cell(row, Column::Was).to_owned(), listing.place(row, Column::Was)),
            entries_place: listing.place(row, Column::Entries),
            place: listing.place(row, Column::Decision),
        })
    }

    fn kind(&self, checker: &mut Checker, kind: DecisionWord) -> Option<DecisionKind> {
        match kind {
            DecisionWord::Order => {
                let stage = self.stage(checker)?;
                Some(DecisionKind::Order { stage, order: self.order(checker)? })
            }
            DecisionWord::Pass => {
                Some(DecisionKind::Pass { stage: self.stage(checker)?, entries: self.entries(checker)? })
            }
            DecisionWord::Status => {
                let [entry] = self.entries(checker)?[..] else { return self.wrong_entries(checker) };
                let was = self.listing.meaning(checker, self.row, Column::Was, STATUSES)?;
                let now = self.listing.meaning(checker, self.row, Column::Now, STATUSES)?;
                Some(DecisionKind::Status { entry, was, now })
            }
            DecisionWord::Award => {
                let known: Vec<&str> = self.subjects.rules.awards.iter().map(|award| award.id.as_str()).collect();
                Some(DecisionKind::Award { award: self.about(checker, &known)?, holders: self.entries(checker)? })
            }
            DecisionWord::Nomination => {
                let known: Vec<&str> =
                    self.subjects.rules.nominations.iter().map(|nomination| nomination.id.as_str()).collect();
                let nomination = self.about(checker, &known)?;
                Some(DecisionKind::Nomination { nomination, holders: self.entries(checker)? })
            }
            DecisionWord::Mark => self.mark(checker),
            DecisionWord::Rule => {
                let text = |column| self.listing.cell(self.row, column).to_owned();
                let (about, was, now) = (text(Column::About), text(Column::Was), text(Column::Now));
                Some(DecisionKind::Rule { about, was, now })
            }
            DecisionWord::Recommend => {
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

    /// `STAGE/JUROR/ENTRY/CRITERION`, `/ATTEMPT` behind it where there are several.
    fn mark(&self, checker: &mut Checker) -> Option<DecisionKind> {
        let about = self.listing.cell(self.row, Column::About);
        let parts: Vec<&str> = about.split('/').collect();
        let rules = self.subjects.rules;
        let found = match parts.as_slice() {
            [stage, juror, entry, criterion, rest @ ..] if rest.len() <= 1 => {
                let stage = rules.find_stage(stage);
                let juror = self.subjects.jury.iter().position(|each| each.id == *juror).map(JurorIndex);
                let entry = self.subjects.roster.entries.iter().position(|each| each.id == *entry).map(EntryIndex::new);
                let own = stage.map(|stage| &rules.stages[stage.0]);
                let criterion = own.and_then(|stage| stage.criteria().iter().position(|each| each.id == *criterion));
                let attempt = rest.first().map_or(Some(1), |attempt| attempt.parse::<usize>().ok());
                let attempt =
                    attempt.filter(|attempt| own.is_some_and(|stage| (1..=stage.attempts()).contains(attempt)));
                stage.zip(juror).zip(entry.zip(criterion)).zip(attempt)
            }
            _ => None,
        };
        let Some((((stage, juror), (entry, criterion)), attempt)) = found else {
            let place = self.listing.place(self.row, Column::About);
            let fault = Diagnostic::new(Code::DecisionAbout, place).with("about", about).with("nearest", "no");
            checker.report(fault.with("known", "STAGE/JUROR/ENTRY/CRITERION"));
            return None;
        };
        let at = Coordinates { juror, entry, attempt: attempt - 1, criterion };
        let was = self.number(checker, Column::Was)?;
        let now = self.number(checker, Column::Now)?;
        let criterion = &rules.stages[stage.0].criteria()[criterion];
        if let Some(code) = off_scale(&criterion.marks, &now, self.subjects.roster.entries.len()) {
            let place = self.listing.place(self.row, Column::Now);
            checker.report(fault_on_scale(
                code,
                place,
                self.listing.cell(self.row, Column::Now),
                criterion,
                &checker.sources,
            ));
            return None;
        }
        Some(DecisionKind::Mark { stage, at, was, now })
    }

    fn number(&self, checker: &mut Checker, column: Column) -> Option<Score> {
        let cell = self.listing.required(checker, self.row, column)?;
        let number = Score::parse_decimal(cell).ok();
        if number.is_none() {
            let place = self.listing.place(self.row, column);
            let wrong = Diagnostic::new(Code::WrongType, place).with("expected", "number");
            checker.report(wrong.with("found", "text").with("value", cell));
        }
        number
    }

    fn stage(&self, checker: &mut Checker) -> Option<StageIndex> {
        let known: Vec<&str> = self.subjects.rules.stages.iter().map(|stage| stage.id.as_str()).collect();
        self.about(checker, &known).map(StageIndex)
    }

    /// The position among `known` of what the decision is about.
    fn about(&self, checker: &mut Checker, known: &[&str]) -> Option<usize> {
        let about = self.listing.cell(self.row, Column::About);
        let found = known.iter().position(|name| *name == about);
        if found.is_none() {
            let place = self.listing.place(self.row, Column::About);
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
        let place = self.listing.place(self.row, Column::Entries);
        let words = list.split_whitespace();
        let found: Vec<Option<EntryIndex>> =
            words.map(|word| self.subjects.roster.find(checker, word, place)).collect();
        found.into_iter().collect()
    }

    fn wrong_entries<T>(&self, checker: &mut Checker) -> Option<T> {
        let place = self.listing.place(self.row, Column::Entries);
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
        let place = self.listing.place(self.row, Column::Votes);
        let counts: Result<Vec<usize>, _> = cell.split('/').map(|count| count.trim().parse()).collect();
        let Ok([yes, no, abstained]) = counts.as_deref() else {
            checker.report(Diagnostic::new(Code::BadVotes, place).with("found", cell));
            return None;
        };
        let by_chair = meaning(self.listing.cell(self.row, Column::By), ROLES) == Some(Role::Chair);
        if yes < no || (yes == no && !by_chair) {
            checker.report(Diagnostic::new(Code::VoteLost, place).with("yes", *yes).with("no", *no));
        }
        Some(Votes { yes: *yes, no: *no, abstained: *abstained })
    }
}
