//! The checked minutes of a meeting. The words of the field are the names of the types.
//!
//! Built by `validate`; whoever holds a [`Meeting`] need not look at a file again.

use chrono::NaiveDate;

use crate::language::{Language, Title};
use crate::score::Score;

/// A meeting (жиналыс, собрание) of which minutes (хаттама, протокол) are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// What was held: a staff meeting, a pedagogical council.
    pub title: Title,
    /// The language of the minutes.
    pub language: Language,
    /// Whose meeting it was.
    pub organisation: Option<Title>,
    /// The number of the minutes within the year.
    pub number: String,
    /// The day.
    pub date: NaiveDate,
    /// Where it was held.
    pub location: Option<Title>,
    /// How many belong to the body that met; none where nothing says it.
    pub members: Option<usize>,
    /// How many of them must be there, if the body has a rule.
    pub quorum: Option<Quorum>,
    /// Everybody in the list of those present, in its order.
    pub people: Vec<Attendee>,
    /// Who chaired.
    pub chair: AttendeeIndex,
    /// Who kept the minutes.
    pub secretary: AttendeeIndex,
    /// The agenda (күн тәртібі, повестка дня) by its numbers.
    pub items: Vec<Item>,
}

/// How many must be present (кворум).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// The part of those who belong to the body.
    pub part: Score,
    /// Whether more than the part is needed, not just as much.
    pub above: bool,
}

/// Somebody in the list of those present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The full name.
    pub name: String,
    /// The position held.
    pub position: String,
    /// Whether they were there.
    pub attendance: Attendance,
    /// Why they were not.
    pub reason: String,
}

/// The place of somebody in [`Meeting::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttendeeIndex(pub usize);

/// Whether somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Belongs to the body, was there and votes (қатысты, присутствовал).
    Present,
    /// Belongs to the body and was not there (қатыспады, отсутствовал).
    Absent,
    /// Was there and has no vote (шақырылды, приглашён).
    Invited,
}

/// A point of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number, from 1.
    pub number: usize,
    /// What it is about.
    pub title: String,
    /// The reports (тыңдалды, слушали).
    pub heard: Vec<Speech>,
    /// What was said to them (сөйледі, выступили).
    pub spoke: Vec<Speech>,
    /// What was decided (шешім, решили).
    pub decisions: Vec<Resolution>,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Who spoke.
    pub speaker: Speaker,
    /// What they said; empty where only the name is kept.
    pub text: String,
}

/// Who spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody in the list of those present.
    Listed(AttendeeIndex),
    /// A name that is not in it.
    Unlisted(String),
}

/// A decision of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// What was decided.
    pub text: String,
    /// Who carries it out; none where nobody has to.
    pub responsible: Option<String>,
    /// Until when.
    pub deadline: Deadline,
    /// The votes, where they were counted.
    pub votes: Option<Votes>,
}

/// Until when a decision is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// A day.
    Day(NaiveDate),
    /// All the time (тұрақты, постоянно).
    Ongoing,
    /// There is nothing to be done, or nobody has said until when.
    None,
}

/// The count of an open vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Votes {
    /// For.
    pub yes: usize,
    /// Against.
    pub no: usize,
    /// Abstained.
    pub abstained: usize,
}

impl Meeting {
    /// Those with this attendance, in the order of the list.
    pub fn with(&self, attendance: Attendance) -> impl Iterator<Item = &Attendee> {
        self.people.iter().filter(move |person| person.attendance == attendance)
    }

    /// Somebody in the list.
    #[must_use]
    pub fn person(&self, index: AttendeeIndex) -> &Attendee {
        &self.people[index.0]
    }
}

impl Quorum {
    /// Whether as many of so many are enough.
    #[must_use]
    pub fn is_met(&self, present: usize, members: usize) -> bool {
        let (present, needed) = (Score::from(present), &Score::from(members) * &self.part);
        if self.above { present > needed } else { present >= needed }
    }

    /// The fewest that are enough of so many.
    #[must_use]
    pub fn needed(&self, members: usize) -> usize {
        (0..=members).find(|&present| self.is_met(present, members)).unwrap_or(members)
    }
}

impl Votes {
    /// How many votes there are.
    #[must_use]
    pub fn sum(self) -> usize {
        self.yes + self.no + self.abstained
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quorum(part: &str, above: bool) -> Quorum {
        Quorum { part: Score::parse(part).unwrap(), above }
    }

    #[test]
    fn a_quorum_is_a_part_or_more_than_a_part() {
        // Two thirds of 18 are 12, of 20 are 13⅓; more than half of 18 are 10, half of them 9.
        assert_eq!(quorum("2/3", false).needed(18), 12);
        assert_eq!(quorum("2/3", false).needed(20), 14);
        assert_eq!(quorum("1/2", true).needed(18), 10);
        assert_eq!(quorum("1/2", false).needed(18), 9);
        assert!(!quorum("1/2", true).is_met(9, 18));
    }
}
