//! Rules that are not written: two readings of the same silence, and an example on which they differ.

use crate::contest::{Content, Contest, StageIndex};
use crate::definition::Change;
use crate::fold;
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::{Example, Size};
use crate::rehearsal::finding::{Aspect, Cell, Column, Draft, Kind, Reading, cell};
use crate::rehearsal::search::Search;
use crate::rehearsal::setting::Setting;
use crate::score::Score;

/// A threshold, where nothing says how the jurors' points make one number.
pub(super) fn whose_points(case: &Case) -> Vec<Draft> {
    let rules = &case.contest.rules;
    let silent = |stage: &StageIndex| {
        !rules.stages[stage.0].criteria().is_empty() && !case.setting.says(&format!("{}/score", case.path(*stage)))
    };
    rules.stage_indices().filter(silent).filter_map(|stage| whose(case, stage)).collect()
}

fn whose(case: &Case, stage: StageIndex) -> Option<Draft> {
    let rules = &case.contest.rules;
    let own = case.contest.stage(stage);
    let has_bounds = |stage: StageIndex| {
        rules.stages[stage.0].pass.iter().flat_map(|pass| &pass.ways).any(|way| !way.bounds.is_empty())
    };
    let ranking = rules.ranking();
    let takes_it_over = rules.stages[ranking.0].takes_order_of == Some(stage);
    let award = rules.awards.iter().find(|award| !award.bounds.is_empty()).filter(|_| takes_it_over);
    let (seen, path) = match award {
        _ if has_bounds(stage) => ((stage, Aspect::Passing), format!("{}/pass", case.path(stage))),
        _ if takes_it_over && has_bounds(ranking) => {
            ((ranking, Aspect::Passing), format!("{}/pass", case.path(ranking)))
        }
        Some(award) => ((ranking, Aspect::Places), format!("awards/{}", award.id)),
        None => return None,
    };
    let score = format!("{}/score", case.path(stage));
    let fold = |verb: &str| Change::set(score.clone(), format!("[ {{ criteria: sum }}, {{ jurors: {verb} }} ]"));
    let read = [(Reading::Mean, "mean"), (Reading::Sum, "sum"), (Reading::Every, "worst")];
    let settings: Option<Vec<(Reading, Setting)>> =
        read.iter().map(|(reading, verb)| Some((*reading, case.setting.with(&[fold(verb)])?))).collect();
    let settings = settings?;
    let differ = |one: &Cell, other: &Cell| one.passed != other.passed || one.held != other.held;
    let search = Differing { settings: &settings, seen, only: Some(stage), differ: &differ };
    // At best each reading differs from the first on some entry.
    let all = search.draft(case, Kind::WhosePoints, (vec![case.size(2, 2)], Others::All));
    let any = || search.draft(case, Kind::WhosePoints, (vec![case.size(1, 2), case.size(2, 2)], Others::Any));
    let mut draft = all.or_else(any)?;
    draft.about = vec![("stage", (&own.title).into())];
    draft.paths = vec![score.clone(), path];
    draft.candidates = vec![vec![fold("mean")]];
    Some(draft)
}

/// Several stages, where nothing says how they make one result.
pub(super) fn stages_together(case: &Case) -> Vec<Draft> {
    let rules = &case.contest.rules;
    let ranking = rules.ranking();
    let Content::Stages(of) = &rules.stages[ranking.0].content else { return Vec::new() };
    let (Some(last), false) = (of.last().filter(|_| of.len() > 1), case.setting.says("ranking/score")) else {
        return Vec::new();
    };
    let id = |stage: &StageIndex| rules.stages[stage.0].id.clone();
    let mut read = vec![
        (Reading::Stages, vec![Change::set("ranking/score", "[ { stages: sum } ]")]),
        (Reading::Last, vec![Change::set("ranking/of", format!("[ {} ]", id(last)))]),
    ];
    let maxima: Option<Vec<Score>> =
        of.iter().map(|stage| fold::maximum(rules, &case.contest.jury, *stage).filter(Score::is_integer)).collect();
    if let Some(maxima) = maxima.filter(|maxima| maxima.windows(2).any(|pair| pair[0] != pair[1])) {
        let parts: Vec<String> =
            of.iter().zip(&maxima).map(|(stage, maximum)| format!("{}: 1/{maximum}", id(stage))).collect();
        let score = format!("[ {{ times: {{ {} }} }}, {{ stages: sum }} ]", parts.join(", "));
        read.push((Reading::Parts, vec![Change::set("ranking/score", score)]));
    }
    let settings: Vec<(Reading, Setting)> =
        read.into_iter().filter_map(|(reading, changes)| Some((reading, case.setting.with(&changes)?))).collect();
    let sizes = vec![case.size(2, 1), case.size(2, 2), case.size(2, 3)];
    let turned = |one: &Cell, other: &Cell| one.place.is_some() && other.place.is_some() && one.place != other.place;
    let search = Differing { settings: &settings, seen: (ranking, Aspect::Places), only: None, differ: &turned };
    let draft = search.draft(case, Kind::StagesTogether, (sizes, Others::Any));
    let drafts = draft.into_iter().map(|draft| Draft {
        paths: vec!["ranking/score".to_owned()],
        candidates: vec![vec![Change::set("ranking/score", "[ { stages: sum } ]")]],
        ..draft
    });
    drafts.collect()
}

/// The readings from which the first one has to differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Any,
    All,
}

/// A search for an example of which the first reading makes something else than others.
struct Differing<'d> {
    settings: &'d [(Reading, Setting)],
    seen: (StageIndex, Aspect),
    only: Option<StageIndex>,
    differ: &'d dyn Fn(&Cell, &Cell) -> bool,
}

impl Differing<'_> {
    fn draft(&self, case: &Case, kind: Kind, (sizes, others): (Vec<Size>, Others)) -> Option<Draft> {
        let all: Vec<&Setting> = self.settings.iter().map(|(_, setting)| setting).collect();
        let search = Search { settings: &all, sizes, only: self.only };
        let example = search.find(&|example, contests| {
            let cells: Option<Vec<Vec<Cell>>> =
                contests.iter().map(|contest| cells(contest, example, self.seen)).collect();
            let Some(cells) = cells else { return false };
            // Nobody stands on a shared place: a reading that leaves equals shows less.
            let clear = cells.iter().flatten().all(|cell| !cell.undecided);
            let apart = |own: &Vec<Cell>| own.len() < 2 || own[0].place.is_none() || own[0].place != own[1].place;
            let differs = |other: &Vec<Cell>| cells[0].iter().zip(other).any(|(one, other)| (self.differ)(one, other));
            let mut rest = cells.iter().skip(1);
            clear
                && cells.iter().all(apart)
                && match others {
                    Others::Any => rest.any(differs),
                    Others::All => rest.all(differs),
                }
        })?;
        let mut draft = Draft::new(case, kind, example, self.seen);
        let column = |(reading, setting): &(Reading, Setting)| Column::of(setting, *reading, &draft.example, self.seen);
        draft.columns = self.settings.iter().map(column).collect();
        Some(draft)
    }
}

/// What a count makes of every entry; nothing if it is refused.
pub(super) fn cells(contest: &Contest, example: &Example, seen: (StageIndex, Aspect)) -> Option<Vec<Cell>> {
    let tally = count(contest, example).ok()?;
    Some(contest.entry_indices().map(|entry| cell(contest, &tally, entry, seen)).collect())
}
