//! What a document says about the results, in one language.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::language::{Argument, Arguments, Catalogue, Title};
use crate::report::OutcomeView;
use crate::report::protocol::Line;
use crate::report::{
    AdjustmentView, AppealView, AwardView, ChangeView, ConflictView, DecisionView, LinkView, NominationView, OpenView,
    PartView, ParticipantView, Report, SittingView, StageView, StandingView, TieEndView, TieView, WaiverView,
};
use crate::score::Score;

/// Speaks about a report.
pub struct Sentences<'s> {
    report: &'s Report,
    catalogue: &'s Catalogue,
    participants: BTreeMap<&'s str, &'s ParticipantView>,
}

impl<'s> Sentences<'s> {
    /// About the report, in the catalogue's language.
    #[must_use]
    pub fn new(report: &'s Report, catalogue: &'s Catalogue) -> Self {
        let participants = report.participants.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        Sentences { report, catalogue, participants }
    }

    fn text(&self, key: &str, arguments: Arguments) -> String {
        self.catalogue.text(key, &arguments)
    }

    /// A text of the catalogue that speaks of nothing.
    pub(super) fn plain(&self, key: &str) -> String {
        self.text(key, Vec::new())
    }

    fn title<'t>(&self, title: &'t Title) -> &'t str {
        title.get(self.catalogue.language())
    }

    fn number(&self, with_point: &str) -> Argument {
        Argument::Number(with_point.to_owned())
    }

    /// A date in the language's form; as it is, if it is none.
    #[must_use]
    pub fn date(&self, iso: &str) -> String {
        let date = iso.parse::<NaiveDate>();
        date.map_or_else(|_| iso.to_owned(), |date| self.catalogue.language().date(date))
    }

    /// The full name of an entry.
    #[must_use]
    pub fn name(&self, id: &str) -> String {
        self.participants.get(id).map_or(id, |entry| entry.name.as_str()).to_owned()
    }

    /// The full name of an entry with its institution.
    #[must_use]
    pub fn participant(&self, id: &str) -> String {
        match self.participants.get(id) {
            Some(entry) if !entry.organisation.is_empty() => format!("{}, {}", entry.name, entry.organisation),
            Some(_) | None => self.name(id),
        }
    }

    /// The full name of a juror.
    #[must_use]
    pub fn juror(&self, id: &str) -> String {
        self.report.jury.iter().find(|juror| juror.id == id).map_or(id, |juror| juror.name.as_str()).to_owned()
    }

    /// The name of a stage.
    #[must_use]
    pub fn stage_title(&self, id: &str) -> String {
        self.report.all_stages().find(|stage| stage.id == id).map_or(id, |stage| self.title(&stage.title)).to_owned()
    }

    fn names(&self, ids: &[String]) -> String {
        if ids.is_empty() {
            return self.plain("nobody");
        }
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }

    /// Why the result is not final.
    #[must_use]
    pub fn open(&self, open: &OpenView) -> String {
        let about = open.about.as_deref().unwrap_or_default();
        let (key, name, title) = match open.reason.as_str() {
            "award" => ("open-award", "award", self.award_title(about)),
            "nomination" => ("open-nomination", "nomination", self.nomination_title(about)),
            "votes" => ("open-votes", "nomination", self.nomination_title(about)),
            "undecided" => ("open-undecided", "nomination", self.nomination_title(about)),
            "incomplete" => return self.text("open-incomplete", vec![("count", open.count.unwrap_or(0).into())]),
            "tie" => ("open-tie", "stage", self.stage_title(about)),
            "cut" => ("open-cut", "stage", self.stage_title(about)),
            "pass" => ("open-pass", "stage", self.stage_title(about)),
            _ => ("open-no-score", "stage", self.stage_title(about)),
        };
        self.text(key, vec![(name, title.into()), ("names", self.names(&open.participants).into())])
    }

    /// Everything that keeps the result from being final.
    #[must_use]
    pub fn why_not_final(&self) -> Vec<String> {
        self.report.why_not_final.iter().map(|open| self.open(open)).collect()
    }

    /// What was found and passed over, a sentence for each.
    #[must_use]
    pub fn all_waivers(&self) -> Vec<String> {
        let sentence = |waiver: &WaiverView| {
            let Line { name, text, notes } = self.waiver(waiver);
            let values = vec![("code", waiver.code.as_str().into()), ("place", waiver.place.as_str().into())];
            let values = [values, vec![("what", name.into()), ("why", text.into()), ("by", notes.concat().into())]];
            self.text("waiver-sentence", values.concat())
        };
        self.report.waivers.iter().map(sentence).collect()
    }

    /// What was found and passed over, why, by whom and when.
    #[must_use]
    pub fn waiver(&self, waiver: &WaiverView) -> Line {
        let by = match waiver.by.as_str() {
            role @ ("chair" | "member" | "secretary") => self.plain(&format!("{role}-label")),
            id => self.juror(id),
        };
        let notes = vec![format!("{by}, {}", self.date(&waiver.date))];
        // As it is, for it may begin with an id.
        Line { name: self.title(&waiver.message).to_owned(), text: waiver.reason.clone(), notes }
    }

    fn award_title(&self, id: &str) -> String {
        self.report.awards.iter().find(|award| award.id == id).map_or(id, |award| self.title(&award.title)).to_owned()
    }

    fn nomination_title(&self, id: &str) -> String {
        let found = self.report.nominations.iter().find(|nomination| nomination.id == id);
        found.map_or(id, |nomination| self.title(&nomination.title)).to_owned()
    }

    /// Who was there, and whether that is a quorum. The secretary counts in neither.
    #[must_use]
    pub fn attendance(&self, sitting: &SittingView) -> String {
        let votes = |id: &&str| self.report.jury.iter().any(|juror| juror.id == **id && juror.role != "secretary");
        let present = sitting.present.iter().map(String::as_str).filter(votes).count();
        let total = self.report.jury.iter().filter(|juror| juror.role != "secretary").count();
        let counts = vec![("present", present.into()), ("total", total.into())];
        let quorum = self.report.contest.quorum.as_deref().and_then(|part| Some((part, Score::parse(part).ok()?)));
        match quorum {
            None => self.text("attendance-sentence", counts),
            Some((written, part)) => {
                let met = Score::from(present) >= &Score::from(total) * &part;
                let met = if met { "yes" } else { "no" };
                let more = vec![("needed", written.into()), ("met", met.into())];
                self.text("quorum-sentence", [counts, more].concat())
            }
        }
    }

    /// Who did not judge whom.
    #[must_use]
    pub fn recusal(&self, conflict: &ConflictView) -> String {
        let reason = if conflict.reason.is_empty() { "none" } else { conflict.reason.as_str() };
        let arguments = vec![
            ("juror", self.juror(&conflict.juror).into()),
            ("participant", self.participant(&conflict.participant).into()),
            ("reason", reason.into()),
        ];
        self.text("recusal-sentence", arguments)
    }

    /// How many entries there are, and of which kind.
    #[must_use]
    pub fn entries(&self) -> Line {
        let count = |statuses: &[&str]| {
            self.report.participants.iter().filter(|entry| statuses.contains(&entry.status.as_str())).count()
        };
        let arguments = vec![
            ("all", self.report.participants.len().into()),
            ("competing", count(&["eligible"]).into()),
            ("outside", count(&["out-of-competition"]).into()),
            ("rejected", count(&["rejected"]).into()),
            ("withdrawn", count(&["withdrawn", "disqualified"]).into()),
        ];
        Line { name: self.plain("entries-label"), text: self.text("entries-sentence", arguments), notes: Vec::new() }
    }

    /// How a stage was held and by which rules.
    #[must_use]
    pub fn stage(&self, stage: &StageView) -> Line {
        let form = stage.form.as_ref().map(|form| self.title(form).to_owned()).unwrap_or_default();
        let labelled = |label: &str, text: &str| format!("{}: {text}", self.plain(label));
        let number = |maximum: &String| self.catalogue.language().number(maximum);
        let maximum = stage.maximum.as_ref().map(|maximum| labelled("maximum-label", &number(maximum)));
        let judged = labelled("judged-label", &stage.standings().count().to_string());
        let rules = &stage.rules;
        let notes = [
            Some(judged),
            maximum,
            Some(labelled("score-rule-label", self.title(&rules.score))),
            rules.pass.as_ref().map(|pass| labelled("pass-rule-label", self.title(pass))),
            Some(labelled("ties-rule-label", self.title(&rules.ties))),
        ];
        Line { name: self.title(&stage.title).to_owned(), text: form, notes: notes.into_iter().flatten().collect() }
    }

    /// A value, or the word for its gap.
    #[must_use]
    pub fn part(&self, part: &PartView) -> String {
        match (&part.score, &part.gap) {
            (Some(score), _) => self.catalogue.language().number(score),
            (None, Some(gap)) => self.plain(&format!("gap-{gap}")),
            (None, None) => String::new(),
        }
    }

    /// Whether an entry passes; what it is where it does not compete.
    #[must_use]
    pub fn verdict(&self, standing: &StandingView) -> String {
        let passed = standing.passed.map(|passed| self.plain(if passed { "verdict-passed" } else { "verdict-failed" }));
        let state = (standing.state != "placed").then(|| self.plain(&format!("state-{}", standing.state)));
        [state, passed].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// A tie, link by link.
    #[must_use]
    pub fn tie(&self, tie: &TieView) -> Vec<String> {
        let names = self.names(&tie.participants);
        let mut sentences =
            vec![self.text("tie-sentence", vec![("score", self.number(&tie.score)), ("names", names.into())])];
        sentences.extend(tie.links.iter().map(|link| self.link(link)));
        sentences.extend(tie.ends.iter().map(|end| self.tie_end(end)));
        sentences
    }

    fn link(&self, link: &LinkView) -> String {
        let by = ("link", Argument::from(&link.by));
        if link.values.is_empty() {
            return capital(&self.text("tie-passed-over", vec![by]));
        }
        let language = self.catalogue.language();
        let value = |value: &crate::report::LinkValue| {
            let name = self.name(&value.participant);
            if value.score.is_empty() { name } else { format!("{name} – {}", language.number(&value.score)) }
        };
        let values: Vec<String> = link.values.iter().map(value).collect();
        capital(&self.text("tie-link-sentence", vec![by, ("values", values.join("; ").into())]))
    }

    fn tie_end(&self, end: &TieEndView) -> String {
        let names = ("names", self.names(&end.participants).into());
        match (end.fate.as_str(), end.decision.and_then(|index| self.report.decisions.get(index))) {
            ("decided", Some(decision)) => {
                let order = ("order", self.order(decision).into());
                let sentence = self.text("tie-decided", vec![("date", self.date(&decision.date).into()), order]);
                [vec![sentence], self.notes(decision)].concat().join(" ")
            }
            ("open", _) => self.text("tie-open", vec![names]),
            _ => self.text("tie-shared", vec![names]),
        }
    }

    /// `one, two = three`.
    fn order(&self, decision: &DecisionView) -> String {
        if decision.entries.is_empty() {
            return self.plain("nobody");
        }
        let shared = |ids: &Vec<String>| ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(" = ");
        decision.entries.iter().map(shared).collect::<Vec<_>>().join(", ")
    }

    /// Votes and grounds of a decision.
    fn notes(&self, decision: &DecisionView) -> Vec<String> {
        let votes = decision.votes.map(|votes| {
            let counts =
                vec![("yes", votes.yes.into()), ("no", votes.no.into()), ("abstained", votes.abstained.into())];
            capital(&format!("{}.", self.text("vote-counts", counts)))
        });
        let grounds = Some(decision.grounds.clone()).filter(|grounds| !grounds.is_empty());
        let grounds = grounds.map(|grounds| if grounds.ends_with('.') { grounds } else { format!("{grounds}.") });
        [votes, grounds].into_iter().flatten().collect()
    }

    /// An award and its holders.
    #[must_use]
    pub fn award(&self, award: &AwardView) -> Line {
        let holders = self.holders(&award.holders, if award.open { "still-open" } else { "award-withheld" });
        let notes = self.decision_notes(award.decision);
        Line { name: self.title(&award.title).to_owned(), text: holders, notes }
    }

    /// A nomination, its holders, and what it went by.
    #[must_use]
    pub fn nomination(&self, nomination: &NominationView) -> Line {
        let withheld = if nomination.open { "still-open" } else { "nomination-withheld" };
        let holders = self.holders(&nomination.holders, withheld);
        let by = match (nomination.decision, nomination.by.as_str()) {
            (Some(_), _) | (None, "decision") => "by-decision",
            (None, "ballot") => "by-ballot",
            (None, _) => "by-score",
        };
        let mut notes = vec![self.plain(by)];
        if !nomination.votes.is_empty() {
            let list: Vec<String> = nomination
                .votes
                .iter()
                .map(|vote| format!("{} – {}", self.name(&vote.participant), vote.votes))
                .collect();
            notes.push(self.text("votes-sentence", vec![("list", list.join(", ").into())]));
        }
        if nomination.by_chair {
            notes.push(self.plain("by-chair"));
        }
        let notes = vec![capital(&format!("{}.", notes.join("; ")))];
        let notes = [notes, self.decision_notes(nomination.decision)].concat();
        Line { name: self.title(&nomination.title).to_owned(), text: holders, notes }
    }

    fn holders(&self, ids: &[String], withheld: &str) -> String {
        if ids.is_empty() {
            return self.plain(withheld);
        }
        ids.iter().map(|id| self.participant(id)).collect::<Vec<_>>().join("; ")
    }

    fn decision_notes(&self, index: Option<usize>) -> Vec<String> {
        let Some(decision) = index.and_then(|index| self.report.decisions.get(index)) else { return Vec::new() };
        self.notes(decision).into_iter().chain(self.computed(decision)).collect()
    }

    /// What the arithmetic alone would have given.
    fn computed(&self, decision: &DecisionView) -> Option<String> {
        let computed = decision.computed.as_ref()?;
        let key = if decision.decision == "order" { "decision-computed-equal" } else { "decision-computed" };
        Some(capital(&format!("{}.", self.text(key, vec![("entries", self.names(computed).into())]))))
    }

    /// The status of an entry in words; nothing where there is none.
    #[must_use]
    pub fn status(&self, word: &str) -> String {
        match word {
            "" => String::new(),
            "eligible" => self.plain("status-eligible"),
            other => self.plain(&format!("state-{other}")),
        }
    }

    /// A decision in words.
    #[must_use]
    pub fn decision(&self, decision: &DecisionView) -> Line {
        let entries = ("entries", Argument::from(self.order(decision)));
        let text = match decision.decision.as_str() {
            "order" => self.text("decision-order", vec![("about", self.stage_title(&decision.about).into()), entries]),
            "pass" => self.text("decision-pass", vec![("about", self.stage_title(&decision.about).into()), entries]),
            "status" => {
                let now = ("now", self.status(&decision.now).into());
                self.text("decision-status", vec![entries, now, ("was", self.status(&decision.was).into())])
            }
            "mark" | "rule" => {
                let (about, was, now) = (decision.about.as_str(), decision.was.as_str(), decision.now.as_str());
                let values = vec![("about", about.into()), ("now", now.into()), ("was", was.into())];
                self.text(if decision.decision == "mark" { "decision-mark" } else { "decision-rule" }, values)
            }
            "award" => self.text("decision-award", vec![("about", self.award_title(&decision.about).into()), entries]),
            "nomination" => {
                let about = self.nomination_title(&decision.about);
                self.text("decision-nomination", vec![("about", about.into()), entries])
            }
            _ => self.text("decision-recommend", vec![("about", decision.about.as_str().into()), entries]),
        };
        let notes = self.notes(decision).into_iter().chain(self.computed(decision)).collect();
        Line { name: self.date(&decision.date), text, notes }
    }

    /// Points beside the marks, and why.
    #[must_use]
    pub fn adjustment(&self, adjustment: &AdjustmentView) -> Line {
        let arguments = vec![
            ("participant", self.participant(&adjustment.participant).into()),
            ("stage", self.stage_title(&adjustment.stage).into()),
            ("points", self.number(&adjustment.points)),
        ];
        Line {
            name: String::new(),
            text: self.text("adjustment-sentence", arguments),
            notes: vec![adjustment.reason.clone()],
        }
    }

    /// An appeal and what came of it.
    #[must_use]
    pub fn appeal(&self, appeal: &AppealView) -> Line {
        let outcome = match (&appeal.date, appeal.outcome.as_str()) {
            (_, "") => self.plain("appeal-open"),
            (Some(date), outcome) => format!("{}: {outcome}", self.date(date)),
            (None, outcome) => outcome.to_owned(),
        };
        let name = format!("{}, {}", self.date(&appeal.received), self.participant(&appeal.participant));
        Line { name, text: appeal.about.clone(), notes: vec![outcome] }
    }

    /// What a decision about marks or rules changed for an entry.
    #[must_use]
    pub fn change(&self, change: &ChangeView) -> String {
        let (was, now) = (self.outcome(change.was.as_ref()), self.outcome(change.now.as_ref()));
        format!("{} ({}): {was} → {now}", self.name(&change.participant), self.stage_title(&change.stage))
    }

    /// What a stage makes of an entry: score, place, passing, awards.
    #[must_use]
    pub fn outcome(&self, outcome: Option<&OutcomeView>) -> String {
        let Some(outcome) = outcome else { return "–".to_owned() };
        let language = self.catalogue.language();
        let score = outcome.score.as_deref().map(|score| language.number(score));
        let place = outcome.place.as_deref().map(|place| format!("№ {}", language.number(place)));
        let passed = outcome.passed.map(|passed| self.plain(if passed { "verdict-passed" } else { "verdict-failed" }));
        let awards = outcome.awards.iter().map(|id| self.award_title(id));
        let parts: Vec<String> = [score, place, passed].into_iter().flatten().chain(awards).collect();
        if parts.is_empty() { self.plain("state-not-scored") } else { parts.join(", ") }
    }

    /// The name of a criterion.
    #[must_use]
    pub fn criterion_title(&self, stage: &str, id: &str) -> String {
        let own = self.report.all_stages().find(|each| each.id == stage);
        let found = own.and_then(|own| own.criteria.iter().find(|criterion| criterion.id == id));
        found.map_or(id, |criterion| self.title(&criterion.title)).to_owned()
    }

    /// A recommendation: for what, and who.
    #[must_use]
    pub fn recommendation(&self, decision: &DecisionView) -> Line {
        let names: Vec<String> = decision.entries.iter().flatten().map(|id| self.participant(id)).collect();
        Line { name: decision.about.clone(), text: names.join("; "), notes: self.notes(decision) }
    }
}

/// The text with a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
