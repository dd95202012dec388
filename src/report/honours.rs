//! Diplomas, certificates of merit and of participation, letters of thanks, and the register of what was issued.
//!
//! Receives a [`Report`] whose result is final, hands on what stands on each paper. Who holds an award gets a
//! diploma; who holds a nomination, a certificate of merit; everybody else who was judged and was not taken out of
//! the contest, a certificate of participation; whoever judged, a letter of thanks. Numbers run through each kind:
//! diplomas and certificates of merit in the order of the rules and of the holders, the others in alphabetical order.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Alphabet, Argument, Catalogue, Language, Title};
use crate::report::{JurorView, ParticipantView, Report, Sentences, StageView, StandingView};

/// A kind of paper that is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HonourKind {
    /// To the holder of an award.
    Diploma,
    /// To the holder of a nomination.
    Merit,
    /// To everybody else who was judged.
    Certificate,
    /// To whoever judged.
    Thanks,
}

/// Why no papers are issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotIssued {
    /// The result is not final.
    NotFinal,
    /// The ranking was not counted.
    NoRanking,
}

/// All papers of a kind.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Honours {
    /// kk, ru, en.
    pub language: &'static str,
    /// diploma, merit, certificate, thanks.
    pub kind: &'static str,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// What the paper is called.
    pub heading: String,
    /// What stands before the name; may be empty.
    pub before: String,
    /// What stands at the end; may be empty.
    pub after: String,
    /// The day, in words: of the last sitting, or on which the contest was held.
    pub date: Option<String>,
    /// What whoever signs does, in words.
    pub signer_role: String,
    /// Who signs; empty where it is not somebody on the jury.
    pub signer: String,
    /// The papers.
    pub papers: Vec<Honour>,
}

/// What one paper says beside that.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Honour {
    /// The number, with the letter of its kind.
    pub number: String,
    /// To whom.
    pub name: String,
    /// Whether the name is too long for large letters: short, long, longest.
    pub length: &'static str,
    /// The institution.
    pub organisation: String,
    /// The position held; empty where nobody says it.
    pub position: String,
    /// The award or the nomination, in words; empty where there is none.
    pub title: String,
    /// The field of the contest in which it was won, where there are several; empty where there is one.
    pub within: String,
    /// Whether the title is too long for large letters, as `length`.
    pub title_length: &'static str,
    /// Every other column of `participants.csv`; empty for jurors.
    pub fields: BTreeMap<String, String>,
}

/// The register of what was issued.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Register {
    /// kk, ru, en.
    pub language: &'static str,
    /// Who holds the contest.
    pub organisation: Option<String>,
    /// The contest's name.
    pub contest: String,
    /// What was issued, kind by kind.
    pub entries: Vec<RegisterEntry>,
    /// Who keeps the register.
    pub secretary: Option<String>,
    /// The fingerprint of the result.
    pub fingerprint: String,
}

/// A line of the register.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RegisterEntry {
    /// The number, with the letter of its kind.
    pub number: String,
    /// The day, in words.
    pub date: String,
    /// The day, 2025-10-30; empty if it is not known.
    pub day: String,
    /// The kind, in words.
    pub kind: String,
    /// To whom.
    pub name: String,
    /// The institution.
    pub organisation: String,
    /// For what, in words.
    pub reason: String,
}

impl HonourKind {
    /// All of them, in the order of the register.
    pub const ALL: [HonourKind; 4] =
        [HonourKind::Diploma, HonourKind::Merit, HonourKind::Certificate, HonourKind::Thanks];

    /// The word in keys and contexts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            HonourKind::Diploma => "diploma",
            HonourKind::Merit => "merit",
            HonourKind::Certificate => "certificate",
            HonourKind::Thanks => "thanks",
        }
    }
}

impl Honours {
    /// The papers of a kind in the language; their numbers are the same in every language.
    ///
    /// # Errors
    /// The result is not final, or the ranking was not counted.
    pub fn new(report: &Report, kind: HonourKind, language: Language) -> Result<Honours, NotIssued> {
        let catalogue = Catalogue::new(language);
        let issue = Issue::new(report, &catalogue)?;
        let text = |part: &str| catalogue.text(&format!("{}-{part}", kind.word()), &vec![]);
        let chair = report.jury.iter().find(|juror| juror.role == "chair");
        let chair = chair.map(|chair| chair.name.clone()).unwrap_or_default();
        Ok(Honours {
            language: language.code(),
            kind: kind.word(),
            organisation: report.contest.organisation.as_ref().map(|title| title.get(language).to_owned()),
            contest: report.contest.title.get(language).to_owned(),
            heading: text("heading"),
            before: text("before"),
            after: text("after"),
            date: issue.day().map(|day| issue.say.date(day)),
            signer_role: text("signer"),
            // A chair does not thank a jury for its own work: the organisation does.
            signer: if kind == HonourKind::Thanks { String::new() } else { chair },
            papers: issue.papers(kind).into_iter().map(|paper| paper.honour(kind, &catalogue)).collect(),
        })
    }
}

impl Register {
    /// The register in the language.
    ///
    /// # Errors
    /// As [`Honours::new`].
    pub fn new(report: &Report, language: Language) -> Result<Register, NotIssued> {
        let catalogue = Catalogue::new(language);
        let issue = Issue::new(report, &catalogue)?;
        let day = issue.day().unwrap_or_default();
        let entry = |kind: HonourKind, paper: Paper| {
            let text = |part: &str, arguments| catalogue.text(&format!("{}-{part}", kind.word()), &arguments);
            let title = paper.title.map_or_else(|| Argument::from(""), Argument::from);
            RegisterEntry {
                reason: match paper.within {
                    Some(within) => format!("{} ({within})", text("reason", vec![("title", title)])),
                    None => text("reason", vec![("title", title)]),
                },
                kind: text("kind", vec![]),
                number: paper.number,
                date: issue.say.date(day),
                day: day.to_owned(),
                name: paper.name.to_owned(),
                organisation: paper.organisation.to_owned(),
            }
        };
        let of_kind = |kind: HonourKind| issue.papers(kind).into_iter().map(move |paper| (kind, paper));
        let secretary = report.jury.iter().find(|juror| juror.role == "secretary");
        Ok(Register {
            language: language.code(),
            organisation: report.contest.organisation.as_ref().map(|title| title.get(language).to_owned()),
            contest: report.contest.title.get(language).to_owned(),
            entries: HonourKind::ALL.into_iter().flat_map(of_kind).map(|(kind, paper)| entry(kind, paper)).collect(),
            secretary: secretary.map(|juror| juror.name.clone()),
            fingerprint: report.fingerprint.clone(),
        })
    }
}

/// Who gets what.
struct Issue<'i> {
    report: &'i Report,
    ranking: &'i StageView,
    say: Sentences<'i>,
    /// In the contest's own language, so that the numbers are nobody's choice of a language to print.
    alphabet: Alphabet,
    own_language: Catalogue,
}

/// A paper, in no language yet.
struct Paper<'p> {
    number: String,
    name: &'p str,
    organisation: &'p str,
    position: &'p str,
    title: Option<&'p Title>,
    within: Option<&'p str>,
    fields: Option<&'p BTreeMap<String, String>>,
}

impl<'i> Issue<'i> {
    fn new(report: &'i Report, catalogue: &'i Catalogue) -> Result<Self, NotIssued> {
        let say = Sentences::new(report, catalogue);
        let ranking = report.ranking.as_ref().ok_or(NotIssued::NoRanking)?;
        if !report.is_final {
            return Err(NotIssued::NotFinal);
        }
        let own = report.contest.language;
        Ok(Issue { report, ranking, say, alphabet: Alphabet::new(own), own_language: Catalogue::new(own) })
    }

    fn day(&self) -> Option<&str> {
        let closing = self.report.sittings.iter().filter(|sitting| sitting.stage == self.ranking.id);
        closing.map(|sitting| sitting.date.as_str()).max().or(self.report.contest.held.as_deref())
    }

    fn papers(&self, kind: HonourKind) -> Vec<Paper<'_>> {
        let mut papers = match kind {
            HonourKind::Diploma => {
                let awards = self.report.awards.iter();
                self.held(awards.map(|award| (&award.title, award.holders.as_slice())))
            }
            HonourKind::Merit => {
                let nominations = self.report.nominations.iter();
                self.held(nominations.map(|nomination| (&nomination.title, nomination.holders.as_slice())))
            }
            HonourKind::Certificate => self.others().into_iter().map(|entry| self.paper(entry, None)).collect(),
            HonourKind::Thanks => self.judges().into_iter().map(Paper::of_juror).collect(),
        };
        let letter = self.own_language.text(&format!("{}-letter", kind.word()), &vec![]);
        for (index, paper) in papers.iter_mut().enumerate() {
            paper.number = format!("{letter}-{}", index + 1);
        }
        papers
    }

    fn held<'t>(&self, distinctions: impl Iterator<Item = (&'t Title, &'t [String])>) -> Vec<Paper<'t>>
    where
        'i: 't,
    {
        let entry = |id: &String| self.report.participants.iter().find(|entry| entry.id == *id);
        let holders = |(title, ids): (&'t Title, &'t [String])| {
            ids.iter().filter_map(entry).map(move |entry| self.paper(entry, Some(title)))
        };
        distinctions.flat_map(holders).collect()
    }

    fn paper<'t>(&self, entry: &'t ParticipantView, title: Option<&'t Title>) -> Paper<'t>
    where
        'i: 't,
    {
        let ranking: &'i StageView = self.ranking;
        let within = |standing: &StandingView| standing.participant == entry.id;
        let field = ranking.fields.iter().find(|field| field.standings.iter().any(within));
        Paper {
            number: String::new(),
            name: &entry.name,
            organisation: &entry.organisation,
            position: entry.column("position"),
            title,
            within: field.and_then(|field| field.within.as_deref()).filter(|_| title.is_some()),
            fields: Some(&entry.fields),
        }
    }

    /// Those who were judged, were not taken out of the contest, and hold nothing.
    fn others(&self) -> Vec<&'i ParticipantView> {
        let awards = self.report.awards.iter().flat_map(|award| &award.holders);
        let holding: BTreeSet<&String> =
            awards.chain(self.report.nominations.iter().flat_map(|nomination| &nomination.holders)).collect();
        let standings = self.report.all_stages().flat_map(StageView::standings);
        let scored: BTreeSet<&String> =
            standings.filter(|standing| standing.score.is_some()).map(|standing| &standing.participant).collect();
        let takes_part = |entry: &&ParticipantView| matches!(entry.status.as_str(), "eligible" | "out-of-competition");
        let entries = self.report.participants.iter().filter(takes_part);
        let mut others: Vec<&ParticipantView> =
            entries.filter(|entry| scored.contains(&entry.id) && !holding.contains(&entry.id)).collect();
        others.sort_by(|one, other| self.alphabet.compare(&one.name, &other.name).then(one.id.cmp(&other.id)));
        others
    }

    fn judges(&self) -> Vec<&'i JurorView> {
        let mut judges: Vec<&JurorView> = self.report.jury.iter().filter(|juror| juror.role != "secretary").collect();
        judges.sort_by(|one, other| self.alphabet.compare(&one.name, &other.name).then(one.id.cmp(&other.id)));
        judges
    }
}

impl<'p> Paper<'p> {
    fn of_juror(juror: &'p JurorView) -> Self {
        Paper {
            number: String::new(),
            name: &juror.name,
            organisation: &juror.workplace,
            position: &juror.position,
            title: None,
            within: None,
            fields: None,
        }
    }

    fn honour(self, kind: HonourKind, catalogue: &Catalogue) -> Honour {
        let title = match (kind, self.title) {
            (HonourKind::Merit, Some(title)) => catalogue.text("merit-title", &vec![("title", title.into())]),
            (HonourKind::Diploma | HonourKind::Certificate | HonourKind::Thanks, Some(title)) => {
                title.get(catalogue.language()).to_owned()
            }
            (_, None) => String::new(),
        };
        Honour {
            number: self.number,
            name: self.name.to_owned(),
            length: length(self.name),
            organisation: self.organisation.to_owned(),
            position: self.position.to_owned(),
            title_length: length(&title),
            title,
            within: self.within.unwrap_or_default().to_owned(),
            fields: self.fields.cloned().unwrap_or_default(),
        }
    }
}

/// Whether a name stands on a line in large letters, on two in smaller ones, or needs the smallest.
fn length(name: &str) -> &'static str {
    match name.chars().count() {
        0..=44 => "short",
        45..=110 => "long",
        _ => "longest",
    }
}
