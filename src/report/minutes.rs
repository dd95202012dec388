//! The minutes of a meeting: everything that their template prints, already in words.
//!
//! Receives a [`Meeting`] and a language, hands on [`Minutes`].

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Alphabet, Catalogue, Language, Title};
use crate::meeting::{
    Attendance, Attendee, AttendeeIndex, Deadline, Item, Meeting, Resolution, Speaker, Speech, Votes,
};

/// With more people present the minutes say how many, and the list is an annex.
const LISTED: usize = 10;

/// What minutes say.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Minutes {
    /// kk, ru, en.
    pub language: &'static str,
    /// Whose meeting it was.
    pub organisation: Option<String>,
    /// What was held.
    pub title: String,
    /// The number of the minutes.
    pub number: String,
    /// The day, in words.
    pub date: String,
    /// Where it was held.
    pub place: Option<String>,
    /// Who chaired.
    pub chair: Participant,
    /// Who kept the minutes.
    pub secretary: Participant,
    /// How many voting members were there, in words.
    pub count: String,
    /// Those who were there, in alphabetical order.
    pub present: Vec<Participant>,
    /// Whether their list is an annex.
    pub attached: bool,
    /// Those who were not, in alphabetical order.
    pub absent: Vec<Participant>,
    /// Guests, in alphabetical order.
    pub invited: Vec<Participant>,
    /// Attendance and quorum as a sentence, where the body's number is known.
    pub quorum: Option<String>,
    /// The agenda with what was said and decided on each point.
    pub items: Vec<ItemView>,
}

/// Somebody at the meeting.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Participant {
    /// The full name.
    pub name: String,
    /// The position held, or why they were absent; may be empty.
    pub position: String,
}

/// A point of the agenda.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ItemView {
    /// Its number.
    pub number: usize,
    /// What it is about.
    pub title: String,
    /// The reports.
    pub heard: Vec<SpeechView>,
    /// What was said to them.
    pub spoke: Vec<SpeechView>,
    /// What was decided.
    pub decisions: Vec<ResolutionView>,
}

/// Somebody's words.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SpeechView {
    /// Who spoke.
    pub speaker: Participant,
    /// What they said; may be empty.
    pub text: String,
}

/// A decision.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResolutionView {
    /// The number of the point and the decision's own: 1.2.
    pub number: String,
    /// What was decided.
    pub text: String,
    /// Who carries it out.
    pub responsible: Option<String>,
    /// Until when.
    pub deadline: Option<String>,
    /// The vote, in words.
    pub vote: Option<String>,
}

impl Minutes {
    /// The minutes in the language.
    #[must_use]
    pub fn new(meeting: &Meeting, language: Language) -> Minutes {
        let catalogue = Catalogue::new(language);
        let writer = Writer { meeting, alphabet: Alphabet::new(language), catalogue: &catalogue };
        writer.minutes()
    }
}

struct Writer<'w> {
    meeting: &'w Meeting,
    alphabet: Alphabet,
    catalogue: &'w Catalogue,
}

impl Writer<'_> {
    fn minutes(&self) -> Minutes {
        let meeting = self.meeting;
        let language = self.catalogue.language();
        let title = |title: &Title| title.get(language).to_owned();
        let present = self.people(Attendance::Present);
        let invited = self.people(Attendance::Invited);
        let count = present.len();
        Minutes {
            language: language.code(),
            organisation: meeting.organisation.as_ref().map(title),
            title: title(&meeting.title),
            number: meeting.number.clone(),
            date: language.date(meeting.date),
            place: meeting.location.as_ref().map(title),
            chair: self.officer(meeting.chair),
            secretary: self.officer(meeting.secretary),
            count: self.catalogue.text("minutes-people", &vec![("count", count.into())]),
            attached: count > LISTED,
            quorum: self.quorum(count),
            present,
            absent: self.people(Attendance::Absent),
            invited,
            items: meeting.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn officer(&self, index: AttendeeIndex) -> Participant {
        participant(self.meeting.person(index))
    }

    /// In alphabetical order, as a list of those present is kept.
    fn people(&self, attendance: Attendance) -> Vec<Participant> {
        let mut people: Vec<&Attendee> = self.meeting.with(attendance).collect();
        people.sort_by(|one, other| self.alphabet.compare(&one.name, &other.name));
        people.into_iter().map(participant).collect()
    }

    fn quorum(&self, present: usize) -> Option<String> {
        let members = self.meeting.members?;
        let mut arguments = vec![("present", present.into()), ("members", members.into())];
        let Some(quorum) = &self.meeting.quorum else {
            return Some(self.catalogue.text("minutes-attendance", &arguments));
        };
        let met = if quorum.is_met(present, members) { "yes" } else { "no" };
        arguments.extend([("needed", quorum.needed(members).into()), ("met", met.into())]);
        Some(self.catalogue.text("minutes-quorum", &arguments))
    }

    fn item(&self, item: &Item) -> ItemView {
        let decision = |(index, resolution): (usize, &Resolution)| ResolutionView {
            number: format!("{}.{}", item.number, index + 1),
            text: resolution.text.clone(),
            responsible: resolution.responsible.clone(),
            deadline: self.deadline(resolution.deadline),
            vote: resolution.votes.map(|votes| self.vote(votes)),
        };
        ItemView {
            number: item.number,
            title: item.title.clone(),
            heard: item.heard.iter().map(|speech| self.speech(speech)).collect(),
            spoke: item.spoke.iter().map(|speech| self.speech(speech)).collect(),
            decisions: item.decisions.iter().enumerate().map(decision).collect(),
        }
    }

    fn speech(&self, speech: &Speech) -> SpeechView {
        let speaker = match &speech.speaker {
            Speaker::Listed(index) => self.officer(*index),
            Speaker::Unlisted(name) => Participant { name: name.clone(), position: String::new() },
        };
        SpeechView { speaker, text: speech.text.clone() }
    }

    fn deadline(&self, deadline: Deadline) -> Option<String> {
        match deadline {
            Deadline::Day(day) => Some(self.catalogue.language().date(day)),
            Deadline::Ongoing => Some(self.catalogue.text("minutes-ongoing", &vec![])),
            Deadline::None => None,
        }
    }

    fn vote(&self, votes: Votes) -> String {
        if votes.no == 0 && votes.abstained == 0 {
            return self.catalogue.text("minutes-unanimous", &vec![("yes", votes.yes.into())]);
        }
        let arguments = vec![("yes", votes.yes.into()), ("no", votes.no.into()), ("abstained", votes.abstained.into())];
        self.catalogue.text("minutes-yes", &arguments)
    }
}

/// Whoever was absent is named with the reason.
fn participant(person: &Attendee) -> Participant {
    let parts = [person.position.as_str(), person.reason.as_str()];
    let position: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Participant { name: person.name.clone(), position: position.join("; ") }
}
