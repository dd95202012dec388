//! How one participant's result came about: views of a derivation, from the line of the rules to the cell.

use serde::Serialize;

use crate::contest::{
    Axis, Cell, Contest, Coordinates, DecisionKind, EntryIndex, JurorIndex, JurorMarks, Limit, Stage, StageIndex,
};
use crate::fold::Gap;
use crate::language::Title;
use crate::report::standings::Listed;
use crate::report::words::Words;
use crate::report::{DecisionView, PartView, ParticipantView, Report, StandingView, TieView};
use crate::score::Score;
use crate::source::Sources;
use crate::tally::{Derivation, LineRecord, Part, StepRecord, Tally};

/// Everything that led to a participant's result.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The version of this JSON: 1.
    pub format: u32,
    /// The contest's name.
    pub contest: Title,
    /// Who.
    pub participant: ParticipantView,
    /// The stages that list the participant, in their order.
    pub stages: Vec<StageExplanation>,
    /// The awards that it holds.
    pub awards: Vec<Title>,
    /// The nominations that it holds.
    pub nominations: Vec<Title>,
    /// The decisions that name it.
    pub decisions: Vec<DecisionView>,
    /// How the marks of single jurors may be shown outside the jury: anonymous, named, hidden.
    pub juror_marks: String,
    /// The fingerprint of the result.
    pub fingerprint: String,
}

/// Everything that led to a score and a place.
#[derive(Clone, Debug, Serialize)]
pub struct StageExplanation {
    /// The id.
    pub id: String,
    /// The name.
    pub title: Title,
    /// The names of the criteria by their ids.
    pub criteria: Vec<(String, Title)>,
    /// The cells that the jurors filled in.
    pub marks: Vec<MarkView>,
    /// Whether some of the jurors' places are better in the count, for those who do not compete take no place.
    pub places_close_up: bool,
    /// Points added or taken, with the reason and the line of the table.
    pub adjustments: Vec<AdjustmentLine>,
    /// The steps in the order of the rules.
    pub steps: Vec<StepView>,
    /// Where it led.
    pub standing: StandingView,
    /// The tie that the participant was in.
    pub tie: Option<TieView>,
    /// How far the score is from the bounds and from the last who passed.
    pub thresholds: Vec<Distance>,
    /// How far it is from the next better place.
    pub next_place: Option<Distance>,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// The juror's id.
    pub juror: String,
    /// The criterion's id.
    pub criterion: String,
    /// The attempt, from 1.
    pub attempt: usize,
    /// The mark; null for a gap.
    pub mark: Option<String>,
    /// Why there is no mark.
    pub gap: Option<String>,
    /// `path:line:column`.
    pub place: Option<String>,
}

/// Points beside the marks.
#[derive(Clone, Debug, Serialize)]
pub struct AdjustmentLine {
    /// How many.
    pub points: String,
    /// Why.
    pub reason: String,
    /// `path:line`.
    pub place: String,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// The line: `contest.yaml:55`.
    pub rule: String,
    /// What it says, in words.
    pub text: Title,
    /// The lines that it folded.
    pub lines: Vec<LineView>,
    /// The values before it.
    pub before: Vec<PartView>,
    /// The values after it.
    pub after: Vec<PartView>,
}

/// A line that was folded.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    /// What the line belongs to.
    pub of: PartView,
    /// The values in it.
    pub values: Vec<KeptView>,
}

/// A value of a line.
#[derive(Clone, Debug, Serialize)]
pub struct KeptView {
    /// The value with its member.
    pub value: PartView,
    /// The part in which it was kept: 1, 0, or a fraction.
    pub part: String,
}

/// How far a score is from something.
#[derive(Clone, Debug, Serialize)]
pub struct Distance {
    /// From what: at_least, above, at_most, below, top, place.
    pub from: String,
    /// The limit, or the place.
    pub limit: String,
    /// The score minus the limit; of a place, what was missing.
    pub difference: String,
    /// The same, exact.
    pub exact: String,
}

/// Makes the explanation of a participant's result.
#[must_use]
pub fn explanation(
    contest: &Contest,
    counted: (&Tally, &[Derivation]),
    report: &Report,
    sources: &Sources,
    entry: EntryIndex,
) -> Explanation {
    let (tally, derivations) = counted;
    let (listed, words) = (Listed { contest, tally }, Words::new(contest));
    let explainer = Explainer { listed, words, report, sources, entry };
    let id = &contest.entry(entry).id;
    let holds = |holders: &[String]| holders.iter().any(|each| each == id);
    let decisions = report.decisions.iter().filter(|decision| decision.entries.iter().flatten().any(|each| each == id));
    Explanation {
        format: 1,
        contest: contest.rules.title.clone(),
        participant: explainer.listed.participant(entry),
        stages: derivations.iter().filter_map(|derivation| explainer.stage(derivation)).collect(),
        awards: report.awards.iter().filter(|each| holds(&each.holders)).map(|each| each.title.clone()).collect(),
        nominations: report
            .nominations
            .iter()
            .filter(|each| holds(&each.holders))
            .map(|each| each.title.clone())
            .collect(),
        decisions: decisions.cloned().collect(),
        juror_marks: contest.rules.publish.juror_marks.unwrap_or(JurorMarks::Anonymous).word().to_owned(),
        fingerprint: report.fingerprint.clone(),
    }
}

struct Explainer<'e> {
    listed: Listed<'e>,
    words: Words<'e>,
    report: &'e Report,
    sources: &'e Sources,
    entry: EntryIndex,
}

impl Explainer<'_> {
    fn stage(&self, derivation: &Derivation) -> Option<StageExplanation> {
        let contest = self.listed.contest;
        let stage = contest.stage(derivation.stage);
        let id = &contest.entry(self.entry).id;
        let view = self.report.all_stages().find(|view| view.id == stage.id)?;
        let field = view.fields.iter().find(|field| field.standings.iter().any(|each| each.participant == *id))?;
        let standing = field.standings.iter().find(|each| each.participant == *id)?.clone();
        let own = contest.adjustments.iter().filter(|each| each.stage == derivation.stage && each.entry == self.entry);
        let adjustments = own.map(|adjustment| AdjustmentLine {
            points: adjustment.points.shortest(2),
            reason: adjustment.reason.clone(),
            place: self.sources.describe_line(adjustment.place),
        });
        Some(StageExplanation {
            id: stage.id.clone(),
            title: stage.title.clone(),
            criteria: stage.criteria().iter().map(|each| (each.id.clone(), each.title.clone())).collect(),
            marks: self.marks(derivation.stage),
            places_close_up: self.places_close_up(derivation),
            adjustments: adjustments.collect(),
            steps: derivation.steps.iter().map(|step| self.step(derivation.stage, step)).collect(),
            tie: field.ties.iter().find(|tie| tie.participants.iter().any(|each| each == id)).cloned(),
            thresholds: self.thresholds(stage, derivation.stage, &standing, &field.standings),
            next_place: next_place(&standing, &field.standings),
            standing,
        })
    }

    fn marks(&self, index: StageIndex) -> Vec<MarkView> {
        let contest = self.listed.contest;
        let (Some(marks), stage) = (&contest.marks[index.0], contest.stage(index)) else { return Vec::new() };
        let mut views = Vec::new();
        for juror in contest.judges(index) {
            for attempt in 0..stage.attempts() {
                for (criterion, each) in stage.criteria().iter().enumerate() {
                    let at = Coordinates { juror, entry: self.entry, attempt, criterion };
                    let (mark, gap) = match marks.cell(at) {
                        Cell::Mark(units) => (Some(marks.value(units).shortest(6)), None),
                        Cell::Recused => (None, Some("recused")),
                        Cell::Absent => (None, Some("absent")),
                        Cell::Nothing => (None, Some("nothing")),
                        Cell::Unread => continue,
                    };
                    views.push(MarkView {
                        juror: contest.juror(juror).id.clone(),
                        criterion: each.id.clone(),
                        attempt: attempt + 1,
                        mark,
                        gap: gap.map(str::to_owned),
                        place: marks.place(at).map(|place| self.sources.describe(place)),
                    });
                }
            }
        }
        views
    }

    fn places_close_up(&self, derivation: &Derivation) -> bool {
        let contest = self.listed.contest;
        let Some(marks) = &contest.marks[derivation.stage.0] else { return false };
        let differs = |part: &Part| {
            let on = |axis| part.members.iter().find(|(own, _)| *own == axis).map_or(0, |(_, member)| *member);
            let juror = JurorIndex(on(Axis::Jurors));
            let (attempt, criterion) = (on(Axis::Attempts), on(Axis::Criteria));
            let at = Coordinates { juror, entry: self.entry, attempt, criterion };
            // A mark that the jury has amended is told with its decision.
            let amended = contest.decisions.iter().any(|decision| {
                matches!(decision.kind, DecisionKind::Mark { stage, at: own, .. } if (stage, own) == (derivation.stage, at))
            });
            let Cell::Mark(units) = marks.cell(at) else { return false };
            !amended && part.value.as_ref().is_ok_and(|value| *value != marks.value(units))
        };
        derivation.start.iter().any(differs)
    }

    fn step(&self, index: StageIndex, step: &StepRecord) -> StepView {
        let stage = self.listed.contest.stage(index);
        let parts = |parts: &[Part]| parts.iter().map(|part| self.listed.part(stage, part)).collect();
        StepView {
            rule: self.sources.describe_line(step.place),
            text: self.words.step(index, step.step),
            lines: step.lines.iter().map(|line| self.line(stage, line)).collect(),
            before: parts(&step.before),
            after: parts(&step.after),
        }
    }

    fn line(&self, stage: &Stage, line: &LineRecord) -> LineView {
        let of = Part { members: line.members.clone(), value: line.value.clone() };
        // Who judges elsewhere is no part of the line.
        let own = line.kept.iter().filter(|kept| kept.value != Err(Gap::Outside));
        let kept = own.map(|kept| {
            let part = Part { members: vec![(line.axis, kept.member)], value: kept.value.clone() };
            KeptView { value: self.listed.part(stage, &part), part: kept.part.to_string() }
        });
        LineView { of: self.listed.part(stage, &of), values: kept.collect() }
    }

    fn thresholds(
        &self,
        stage: &Stage,
        index: StageIndex,
        standing: &StandingView,
        field: &[StandingView],
    ) -> Vec<Distance> {
        let Some(own) = exact(standing) else { return Vec::new() };
        let maximum = self.listed.tally.stage(index).and_then(|result| result.maximum.clone());
        let mut distances = Vec::new();
        for way in stage.pass.iter().flat_map(|pass| &pass.ways) {
            for bound in &way.bounds {
                let limit = match (&bound.limit, &maximum) {
                    (Limit::Points(points), _) => points.clone(),
                    (Limit::Part(part), Some(maximum)) => maximum * part,
                    (Limit::Part(_), None) => continue,
                };
                distances.push(distance(bound.relation.word(), &limit, &(&own - &limit)));
            }
            let passed = field.iter().filter(|each| each.passed == Some(true) && each.place.is_some());
            let last = passed.filter_map(exact).min_by(|one, other| stage.direction.better_first(other, one));
            if let (Some(_), Some(last)) = (&way.top, last) {
                distances.push(distance("top", &last, &(&own - &last)));
            }
        }
        distances
    }
}

fn exact(standing: &StandingView) -> Option<Score> {
    standing.exact.as_deref().and_then(|exact| Score::parse(exact).ok())
}

fn distance(from: &str, limit: &Score, difference: &Score) -> Distance {
    Distance { from: from.to_owned(), limit: told(limit), difference: told(difference), exact: difference.to_string() }
}

/// A number as it is printed: exactly if it ends, else never so short that there seems to be none.
fn told(number: &Score) -> String {
    const DIGITS: u32 = 2;
    const MOST_DIGITS: u32 = 6;
    match number.exact_digits() {
        Some(digits) if digits <= MOST_DIGITS => number.decimal(digits),
        Some(_) | None => {
            let says_some = |text: &String| text.contains(|digit: char| ('1'..='9').contains(&digit));
            let texts = (DIGITS..).map(|digits| number.decimal(digits));
            texts.into_iter().find(says_some).expect("a number that does not end is not zero")
        }
    }
}

/// The nearest better place and what was missing to its score.
fn next_place(standing: &StandingView, field: &[StandingView]) -> Option<Distance> {
    let (own, place) = (exact(standing)?, Score::parse(standing.place.as_deref()?).ok()?);
    let better = field.iter().filter_map(|each| {
        let other = Score::parse(each.place.as_deref()?).ok()?;
        (other < place).then_some((other, exact(each)?))
    });
    let (next, score) = better.max_by(|one, other| one.0.cmp(&other.0))?;
    let difference = (&score - &own).abs();
    Some(Distance {
        from: "place".to_owned(),
        limit: next.shortest(1),
        difference: told(&difference),
        exact: difference.to_string(),
    })
}

/// The jurors in the order in which an anonymous answer numbers them.
#[must_use]
pub fn juror_numbers(report: &Report) -> Vec<(String, usize)> {
    let judging = report.jury.iter().filter(|juror| juror.role != "secretary");
    judging.enumerate().map(|(index, juror)| (juror.id.clone(), index + 1)).collect()
}
