//! `meeting.yaml`, `present.csv` and `agenda.csv`: the checked [`Meeting`], and what minutes usually lack.
//!
//! A row of the agenda is a voice or a decision: the rows of a point share its number, the first of them names it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::definition::{self, MeetingDefinition, Written};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::language::Language;
use crate::meeting::{
    Attendance, Attendee, AttendeeIndex, Deadline, Item, Meeting, Resolution, Speaker, Speech, Votes,
};
use crate::sheet::{ATTENDANCES, Column, Row, fold};
use crate::source::{Files, Place, Sources, Spanned};
use crate::validate::folder::FolderTable;
use crate::validate::listing::Listing;
use crate::validate::{Checker, Kind};

/// What came of reading a meeting's folder.
pub struct CheckedMeeting {
    /// The texts that were read.
    pub sources: Sources,
    /// The meeting, if nothing was wrong.
    pub meeting: Option<Meeting>,
    /// Everything that was wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The language of the minutes, if it could be read.
    pub language: Option<Language>,
}

/// Reads and checks a meeting's folder.
#[must_use]
pub fn check_meeting(files: &Files) -> CheckedMeeting {
    let mut checker = Checker::new(files, Kind::Meeting);
    checker.stray_tables();
    let definition = checker.rules_file().and_then(|file| {
        let (definition, faults) = definition::decode_meeting(&checker.sources, file);
        checker.diagnostics.extend(faults);
        definition
    });
    let language = definition.as_ref().and_then(|definition| definition.language);
    let meeting = definition.and_then(|definition| meeting(&mut checker, definition));
    let Checker { sources, diagnostics, .. } = checker;
    let mut diagnostics = diagnostics.into_list();
    diagnostic::sort(&mut diagnostics, &sources);
    let meeting = meeting.filter(|_| !diagnostic::any_error(&diagnostics));
    CheckedMeeting { sources, meeting, diagnostics, language }
}

fn meeting(checker: &mut Checker, definition: MeetingDefinition) -> Option<Meeting> {
    let people = people(checker);
    let officers = people.as_ref().map(|people| {
        let chair = definition.chair.as_ref().and_then(|name| officer(checker, people, name, "chair"));
        let secretary = definition.secretary.as_ref().and_then(|name| officer(checker, people, name, "secretary"));
        (chair, secretary)
    });
    let members = people.as_ref().and_then(|people| members(checker, &definition, people));
    let items = agenda(checker, people.as_ref(), definition.date);
    let (chair, secretary) = officers?;
    Some(Meeting {
        title: definition.title?,
        language: definition.language?,
        organisation: definition.organisation,
        number: definition.number?,
        date: definition.date?,
        location: definition.location,
        members,
        quorum: match definition.quorum {
            Written::Value(quorum) => Some(quorum.value),
            Written::Nothing | Written::Faulty => None,
        },
        people: people?.list,
        chair: chair?,
        secretary: secretary?,
        items: items?,
    })
}

/// The list of those present, by every name that it gives them.
struct People {
    list: Vec<Attendee>,
    names: BTreeMap<String, AttendeeIndex>,
    /// Whether a row could not be read: a name that is not found may stand there.
    damaged: bool,
}

impl People {
    fn find(&self, name: &str) -> Option<AttendeeIndex> {
        self.names.get(&fold(name)).copied()
    }

    fn count(&self, attendance: Attendance) -> usize {
        self.list.iter().filter(|person| person.attendance == attendance).count()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|person| person.name.as_str())
    }
}

/// A row may give an id: a short name for the agenda.
fn people(checker: &mut Checker) -> Option<People> {
    let listing = Listing::read(checker, FolderTable::Present)?;
    let damaged = !listing.table.uneven_cells().is_empty();
    let mut people = People { list: Vec::new(), names: BTreeMap::new(), damaged };
    let mut lines: BTreeMap<String, Place> = BTreeMap::new();
    for row in listing.table.rows() {
        let row = &row;
        let Some(name) = listing.required(checker, row, Column::Name) else { continue };
        let attendance = match listing.cell(row, Column::Attendance) {
            "" => Attendance::Present,
            _ => listing.meaning(checker, row, Column::Attendance, ATTENDANCES).unwrap_or(Attendance::Present),
        };
        let index = AttendeeIndex(people.list.len());
        for column in [Column::Id, Column::Name] {
            let cell = listing.cell(row, column);
            let place = listing.place(row, column);
            match lines.get(&fold(cell)) {
                Some(first) if !cell.is_empty() => {
                    let first = checker.sources.describe_line(*first);
                    checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", cell).with("first", first));
                }
                Some(_) | None if cell.is_empty() => {}
                Some(_) | None => {
                    lines.insert(fold(cell), place);
                    people.names.insert(fold(cell), index);
                }
            }
        }
        people.list.push(Attendee {
            name: name.to_owned(),
            position: listing.cell(row, Column::Position).to_owned(),
            attendance,
            reason: listing.cell(row, Column::Reason).to_owned(),
        });
    }
    Some(people)
}

/// Who signs was there: the chair with a vote, the secretary at least as a guest.
fn officer(
    checker: &mut Checker,
    people: &People,
    name: &Spanned<String>,
    role: &'static str,
) -> Option<AttendeeIndex> {
    let found = people.find(&name.value);
    let attendance = found.map(|index| people.list[index.0].attendance);
    let was_there = match attendance {
        Some(Attendance::Present) => true,
        Some(Attendance::Invited) => role == "secretary",
        Some(Attendance::Absent) => false,
        None => people.damaged,
    };
    if !was_there {
        let fault = Diagnostic::new(Code::OfficerNotPresent, name.place).with("role", role);
        let listed = if found.is_some() { "yes" } else { "no" };
        let fault = fault.with("name", name.value.as_str()).with("listed", listed);
        checker.report(fault.with_nearest(&name.value, people.names().filter(|_| found.is_none())));
    }
    found
}

/// How many belong to the body, and whether enough of them were there.
fn members(checker: &mut Checker, definition: &MeetingDefinition, people: &People) -> Option<usize> {
    let (present, absent) = (people.count(Attendance::Present), people.count(Attendance::Absent));
    let listed = present + absent;
    let members = match &definition.members {
        Written::Value(given) if given.value < listed => {
            let fault = Diagnostic::new(Code::MoreThanMembers, given.place).with("members", given.value);
            checker.report(fault.with("present", present).with("absent", absent));
            return None;
        }
        Written::Value(given) => Some(given.value),
        Written::Nothing => (absent > 0).then_some(listed),
        Written::Faulty => return None,
    };
    match (&definition.quorum, members) {
        (Written::Faulty, _) => {}
        (Written::Nothing, _) => checker.report(Diagnostic::new(Code::QuorumNotStated, definition.place)),
        (Written::Value(quorum), None) => {
            checker.report(Diagnostic::new(Code::MissingKey, quorum.place).with("key", "members"));
        }
        (Written::Value(quorum), Some(members)) if !quorum.value.is_met(present, members) && !people.damaged => {
            let warning = Diagnostic::new(Code::NoQuorum, quorum.place).with("present", present);
            let needed = quorum.value.needed(members).to_string();
            checker.report(warning.with("total", members).with("quorum", needed));
        }
        (Written::Value(_), Some(_)) => {}
    }
    members
}

/// A point of the agenda while its rows are gathered.
struct Point {
    item: Item,
    /// Its title, or the first row that speaks of it.
    place: Place,
    /// Whether there is a decision, be it a faulty one.
    decided: bool,
}

fn agenda(checker: &mut Checker, people: Option<&People>, date: Option<NaiveDate>) -> Option<Vec<Item>> {
    let listing = Listing::read(checker, FolderTable::Agenda)?;
    let mut reader = Reader { checker, listing: &listing, people, date, astray: false };
    let mut points: BTreeMap<usize, Point> = BTreeMap::new();
    for row in listing.table.rows() {
        let row = &row;
        reader.row(row, &mut points);
    }
    for point in points.values() {
        if point.item.title.is_empty() {
            let number = point.item.number;
            reader.checker.report(Diagnostic::new(Code::NotOnAgenda, point.place).with("number", number));
        } else if !point.decided && !reader.astray {
            let number = point.item.number;
            reader.checker.report(Diagnostic::new(Code::ItemWithoutDecision, point.place).with("number", number));
        }
    }
    Some(points.into_values().map(|point| point.item).collect())
}

/// Reads the rows of the agenda.
struct Reader<'r, 'f> {
    checker: &'r mut Checker<'f>,
    listing: &'r Listing,
    people: Option<&'r People>,
    date: Option<NaiveDate>,
    /// Whether a row could not be given to its point.
    astray: bool,
}

impl Reader<'_, '_> {
    fn place(&self, row: &Row, column: Column) -> Place {
        self.listing.place(row, column)
    }

    fn row(&mut self, row: &Row, points: &mut BTreeMap<usize, Point>) {
        let listing = self.listing;
        let Some(number) = self.number(row) else {
            self.astray = true;
            return;
        };
        let item = Item { number, title: String::new(), heard: Vec::new(), spoke: Vec::new(), decisions: Vec::new() };
        let place = self.place(row, Column::Item);
        let point = points.entry(number).or_insert(Point { item, place, decided: false });
        let title = listing.cell(row, Column::Title);
        let place = self.place(row, Column::Title);
        if !title.is_empty() && point.item.title.is_empty() {
            (point.item.title, point.place) = (title.to_owned(), place);
        } else if !title.is_empty() && fold(title) != fold(&point.item.title) {
            let first = self.checker.sources.describe_line(point.place);
            let name = number.to_string();
            self.checker.report(Diagnostic::new(Code::DuplicateRow, place).with("name", name).with("first", first));
        }
        let (heard, spoke) = (listing.cell(row, Column::Heard), listing.cell(row, Column::Spoke));
        if !heard.is_empty() && !spoke.is_empty() {
            self.checker.report(Diagnostic::new(Code::HeardAndSpoke, self.place(row, Column::Spoke)));
        } else if let Some(speaker) = self.speaker(row, heard.is_empty() && spoke.is_empty()) {
            if spoke.is_empty() {
                point.item.heard.push(Speech { speaker, text: heard.to_owned() });
            } else {
                point.item.spoke.push(Speech { speaker, text: spoke.to_owned() });
            }
        }
        if self.decides(row) {
            point.decided = true;
            point.item.decisions.extend(self.decision(row));
        }
    }

    /// Whether anything about a decision stands in the row.
    fn decides(&self, row: &Row) -> bool {
        let columns =
            [Column::Decision, Column::Responsible, Column::Deadline, Column::For, Column::Against, Column::Abstained];
        columns.iter().any(|&column| !self.listing.cell(row, column).is_empty())
    }

    /// The number of the point; a decision without one is on no agenda.
    fn number(&mut self, row: &Row) -> Option<usize> {
        let cell = self.listing.cell(row, Column::Item);
        let place = self.place(row, Column::Item);
        if cell.is_empty() && !self.listing.cell(row, Column::Decision).is_empty() {
            self.checker.report(Diagnostic::new(Code::NotOnAgenda, place).with("number", 0));
            return None;
        }
        let cell = self.listing.required(self.checker, row, Column::Item)?;
        // People number points «1» and «1.».
        let number = cell.trim_end_matches('.').parse::<usize>().ok().filter(|number| (1..=999).contains(number));
        if number.is_none() {
            self.checker.report(Diagnostic::new(Code::NotACount, place).with("found", cell).with("least", 1));
        }
        number
    }

    /// Who speaks; there must be somebody where words are written down.
    fn speaker(&mut self, row: &Row, silent: bool) -> Option<Speaker> {
        let cell = self.listing.cell(row, Column::Speaker);
        if cell.is_empty() && silent {
            return None;
        }
        let name = self.listing.required(self.checker, row, Column::Speaker)?;
        let people = self.people?;
        let found = people.find(name);
        let was_there = found.is_some_and(|index| people.list[index.0].attendance != Attendance::Absent);
        if !was_there && !people.damaged {
            let place = self.place(row, Column::Speaker);
            let warning = Diagnostic::new(Code::SpeakerNotPresent, place).with("name", name);
            self.checker.report(warning.with_nearest(name, people.names().filter(|_| found.is_none())));
        }
        Some(found.map_or_else(|| Speaker::Unlisted(name.to_owned()), Speaker::Listed))
    }

    fn decision(&mut self, row: &Row) -> Option<Resolution> {
        let listing = self.listing;
        let text = listing.required(self.checker, row, Column::Decision)?;
        let responsible = match listing.cell(row, Column::Responsible) {
            "" => {
                let place = self.place(row, Column::Responsible);
                self.checker.report(Diagnostic::new(Code::DecisionWithoutOwner, place));
                None
            }
            cell if is_none(cell) => None,
            cell => Some(self.name(cell)),
        };
        let deadline = self.deadline(row);
        let votes = self.votes(row);
        Some(Resolution { text: text.to_owned(), responsible, deadline, votes })
    }

    /// An id stands for the name beside it.
    fn name(&self, cell: &str) -> String {
        let found = self.people.and_then(|people| Some(people.list[people.find(cell)?.0].name.clone()));
        found.unwrap_or_else(|| cell.to_owned())
    }

    fn deadline(&mut self, row: &Row) -> Deadline {
        const ONGOING: [&str; 3] = ["ongoing", "тұрақты", "постоянно"];
        let cell = self.listing.cell(row, Column::Deadline);
        let place = self.place(row, Column::Deadline);
        if cell.is_empty() {
            self.checker.report(Diagnostic::new(Code::DecisionWithoutDeadline, place));
            return Deadline::None;
        }
        if is_none(cell) {
            return Deadline::None;
        }
        if ONGOING.contains(&fold(cell).as_str()) {
            return Deadline::Ongoing;
        }
        let Some(day) = self.listing.date(self.checker, row, Column::Deadline) else { return Deadline::None };
        if let Some(date) = self.date.filter(|date| day < *date) {
            let fault = Diagnostic::new(Code::DeadlineBeforeMeeting, place).with("deadline", day.to_string());
            self.checker.report(fault.with("date", date.to_string()));
        }
        Deadline::Day(day)
    }

    /// All three counts, or none.
    fn votes(&mut self, row: &Row) -> Option<Votes> {
        const COLUMNS: [Column; 3] = [Column::For, Column::Against, Column::Abstained];
        if COLUMNS.iter().all(|&column| self.listing.cell(row, column).is_empty()) {
            return None;
        }
        let counts = COLUMNS.map(|column| self.count(row, column));
        let [Some(yes), Some(no), Some(abstained)] = counts else { return None };
        let votes = Votes { yes, no, abstained };
        let place = self.place(row, Column::For);
        if let Some(people) = self.people.filter(|people| !people.damaged) {
            let present = people.count(Attendance::Present);
            let code = match votes.sum().cmp(&present) {
                std::cmp::Ordering::Greater => Some(Code::VotesExceedPresent),
                std::cmp::Ordering::Less => Some(Code::VotesFewerThanPresent),
                std::cmp::Ordering::Equal => None,
            };
            if let Some(code) = code {
                self.checker.report(Diagnostic::new(code, place).with("votes", votes.sum()).with("present", present));
            }
        }
        if yes <= no {
            self.checker.report(Diagnostic::new(Code::NotCarried, place).with("yes", yes).with("no", no));
        }
        Some(votes)
    }

    fn count(&mut self, row: &Row, column: Column) -> Option<usize> {
        let cell = self.listing.required(self.checker, row, column)?;
        let count = cell.parse::<usize>().ok().filter(|&count| count <= 1_000_000);
        if count.is_none() {
            let place = self.place(row, column);
            self.checker.report(Diagnostic::new(Code::NotACount, place).with("found", cell).with("least", 0));
        }
        count
    }
}

/// Whether a cell says that there is deliberately nothing.
fn is_none(cell: &str) -> bool {
    ["-", "–", "—"].contains(&cell)
}
