//! The long lists of a report: the entries, where they stand in each stage, and their ties.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::contest::{Axis, Contest, Entry, EntryIndex, JurorIndex, LinkRule, Measured, Stage, StageIndex};
use crate::fold::Value;
use crate::language::Title;
use crate::report::build::{Printer, shortest};
use crate::report::on_demand::OnDemand;
use crate::report::words::Words;
use crate::report::{LinkValue, LinkView, PartView, ParticipantView, StandingView, TieEndView, TieView};
use crate::score::Score;
use crate::tally::{Fate, Field, Part, Parts, StageParts, StageResult, Standing, Tally, Tie};

/// Makes views of the entries of a contest that was counted.
#[derive(Clone, Copy)]
pub(super) struct Listed<'b> {
    pub(super) contest: &'b Contest,
    pub(super) tally: &'b Tally,
}

impl<'b> Listed<'b> {
    /// All entries.
    pub(super) fn participants(self) -> OnDemand<'b, ParticipantView> {
        let views =
            move |entries: Range<usize>| entries.map(|entry| self.participant(EntryIndex::new(entry))).collect();
        OnDemand::new(self.contest.entries.len(), views)
    }

    pub(super) fn participant(self, index: EntryIndex) -> ParticipantView {
        const OWN: [&str; 4] = ["organisation", "track", "submitted", "status"];
        let entry = self.contest.entry(index);
        let free = entry.fields.iter().filter(|(name, value)| !OWN.contains(name) && !value.is_empty());
        ParticipantView {
            id: entry.id.to_string(),
            name: entry.name().to_owned(),
            organisation: entry.organisation.clone(),
            track: entry.track.clone(),
            submitted: entry.submitted.map(|date| date.to_string()),
            status: self.tally.statuses[index.position()].word().to_owned(),
            reason: entry.reason.clone(),
            fields: free.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        }
    }

    pub(super) fn part(self, stage: &Stage, part: &Part) -> PartView {
        let mut view = PartView::default();
        for (axis, member) in &part.members {
            match axis {
                Axis::Jurors => view.juror = Some(self.juror_id(JurorIndex(*member))),
                Axis::Criteria => view.criterion = stage.criteria().get(*member).map(|criterion| criterion.id.clone()),
                Axis::Attempts => view.attempt = (stage.attempts() > 1).then_some(member + 1),
                Axis::Stages => view.stage = Some(self.stage_id(StageIndex(*member))),
                Axis::Panels => view.panel = self.contest.panels.get(*member).cloned(),
            }
        }
        let (score, gap) = split(&part.value);
        let printed = |score: &Score| match part.members.as_slice() {
            [(Axis::Stages, stage)] => score.decimal(self.contest.stage(StageIndex(*stage)).digits),
            _ => shortest(score),
        };
        PartView { score: score.map(printed), exact: score.map(ToString::to_string), gap, ..view }
    }

    /// How the numbers of a link are printed: those of a column that holds dates are counts of days.
    fn numbers(self, rule: &LinkRule) -> Numbers<'b> {
        let holds_dates = |column: &str| {
            let is_date =
                |entry: &Entry| entry.fields.get(column).is_some_and(|text| text.parse::<NaiveDate>().is_ok());
            self.contest.entries.iter().any(is_date)
        };
        match rule {
            LinkRule::Stage(stage) => Numbers::OfStage(self.contest.stage(*stage)),
            LinkRule::Highest(Measured::Column(column)) | LinkRule::Lowest(Measured::Column(column))
                if holds_dates(column) =>
            {
                Numbers::Dates
            }
            LinkRule::Criteria { .. }
            | LinkRule::Jurors { .. }
            | LinkRule::Count(..)
            | LinkRule::Countback(_)
            | LinkRule::Highest(..)
            | LinkRule::Lowest(..) => Numbers::Shortest,
        }
    }

    pub(super) fn id(self, entry: EntryIndex) -> String {
        self.contest.entry(entry).id.to_string()
    }

    pub(super) fn ids(self, entries: &[EntryIndex]) -> Vec<String> {
        entries.iter().map(|entry| self.id(*entry)).collect()
    }

    pub(super) fn juror_id(self, juror: JurorIndex) -> String {
        self.contest.juror(juror).id.clone()
    }

    pub(super) fn stage_id(self, stage: StageIndex) -> String {
        self.contest.stage(stage).id.clone()
    }
}

/// What the entries of a stage have in common.
pub(super) struct StageLists<'b> {
    listed: Listed<'b>,
    stage: &'b Stage,
    printer: Printer,
    parts: StageParts<'b>,
    links: Vec<LinkShown<'b>>,
}

/// How a link of a stage's ties is shown.
struct LinkShown<'b> {
    title: Title,
    numbers: Numbers<'b>,
}

/// How the numbers of a link are printed.
enum Numbers<'b> {
    /// As the scores of a stage.
    OfStage(&'b Stage),
    /// As dates, of which they are counts of days.
    Dates,
    /// With as few digits as write them.
    Shortest,
}

impl<'b> StageLists<'b> {
    pub(super) fn new(listed: Listed<'b>, words: &Words, result: &StageResult) -> Arc<Self> {
        let stage = listed.contest.stage(result.stage);
        let link = |rule: &'b LinkRule| LinkShown { title: words.link(rule), numbers: listed.numbers(rule) };
        Arc::new(StageLists {
            listed,
            stage,
            printer: Printer::new(stage, result),
            parts: listed.tally.parts(listed.contest, result.stage),
            links: stage.ties.links.iter().map(|link_of| link(&link_of.rule)).collect(),
        })
    }

    /// The standings of a field.
    pub(super) fn standings(self: &Arc<Self>, field: &'b Field) -> OnDemand<'b, StandingView> {
        let lists = Arc::clone(self);
        let views = move |positions: Range<usize>| {
            let standings = &field.standings[positions];
            let entries: Vec<EntryIndex> = standings.iter().map(|standing| standing.entry).collect();
            let parts = lists.parts.of(&entries);
            standings.iter().zip(parts).map(|(standing, parts)| lists.standing(standing, &parts)).collect()
        };
        OnDemand::new(field.standings.len(), views)
    }

    /// The ties of a field.
    pub(super) fn ties(self: &Arc<Self>, field: &'b Field) -> OnDemand<'b, TieView> {
        let lists = Arc::clone(self);
        let positions: OnceLock<Vec<Option<u32>>> = OnceLock::new();
        let views = move |ties: Range<usize>| {
            let positions = positions.get_or_init(|| lists.positions(field));
            let first = |tie: &Tie| tie.entries.iter().filter_map(|entry| positions[entry.position()]).min();
            let view = |tie: &Tie| lists.tie(tie, first(tie).map(|first| &field.standings[first as usize]));
            field.ties[ties].iter().map(view).collect()
        };
        OnDemand::new(field.ties.len(), views)
    }

    /// Where each entry of the contest stands among those of a field.
    fn positions(&self, field: &Field) -> Vec<Option<u32>> {
        let mut positions = vec![None; self.listed.contest.entries.len()];
        for (position, standing) in (0..).zip(&field.standings) {
            positions[standing.entry.position()].get_or_insert(position);
        }
        positions
    }

    fn standing(&self, standing: &Standing, own: &Parts) -> StandingView {
        let entry = self.listed.contest.entry(standing.entry);
        let parts = |parts: &[Part]| parts.iter().map(|part| self.listed.part(self.stage, part)).collect();
        StandingView {
            participant: entry.id.to_string(),
            name: entry.name().to_owned(),
            organisation: entry.organisation.clone(),
            track: entry.track.clone(),
            state: standing.state.word().to_owned(),
            score: standing.score.as_ref().ok().map(|score| self.printer.print(score)),
            exact: standing.score.as_ref().ok().map(ToString::to_string),
            place: standing.place.as_ref().map(shortest),
            tied: standing.tied,
            passed: standing.passed,
            by_juror: parts(own.before(Axis::Jurors)),
            by_criterion: parts(own.before(Axis::Criteria)),
            by_stage: parts(own.before(Axis::Stages)),
        }
    }

    /// `first` is where the first of them stands.
    fn tie(&self, tie: &Tie, first: Option<&Standing>) -> TieView {
        let score = first.and_then(|standing| standing.score.as_ref().ok());
        let value = |link: &LinkShown, (entry, numbers): &(EntryIndex, Vec<Score>)| LinkValue {
            participant: self.listed.id(*entry),
            // A comma may be a decimal one.
            score: numbers.iter().map(|number| link.numbers.print(number)).collect::<Vec<_>>().join(" / "),
            exact: numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        let links = tie.uses.iter().map(|each| {
            let link = &self.links[each.link];
            LinkView { by: link.title.clone(), values: each.values.iter().map(|own| value(link, own)).collect() }
        });
        let ends = tie.ends.iter().map(|end| {
            let (fate, decision) = match end.fate {
                Fate::Shared => ("shared", None),
                Fate::Open => ("open", None),
                Fate::Decided(decision) => ("decided", Some(decision)),
            };
            TieEndView { participants: self.listed.ids(&end.entries), fate: fate.to_owned(), decision }
        });
        TieView {
            participants: self.listed.ids(&tie.entries),
            score: score.map_or_else(String::new, |score| self.printer.print(score)),
            links: links.collect(),
            ends: ends.collect(),
        }
    }
}

impl Numbers<'_> {
    fn print(&self, number: &Score) -> String {
        let date = || {
            let days = number.to_units(0).and_then(|days| i32::try_from(days).ok());
            days.and_then(NaiveDate::from_num_days_from_ce_opt).map(|date| date.to_string())
        };
        match self {
            Numbers::OfStage(stage) => number.decimal(stage.digits),
            Numbers::Dates => date().unwrap_or_else(|| shortest(number)),
            Numbers::Shortest => shortest(number),
        }
    }
}

fn split(value: &Value) -> (Option<&Score>, Option<String>) {
    match value {
        Ok(score) => (Some(score), None),
        Err(gap) => (None, Some(gap.word().to_owned())),
    }
}
