//! Awards: how many hold them, what equal points do to them, and whether anybody can get them.

use crate::contest::{Award, AwardRule, Content, Contest, Criterion, Limit, MarkScale, StageIndex};
use crate::definition::Change;
use crate::language::Title;
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::Example;
use crate::rehearsal::finding::{Aspect, Draft, Kind, Reading};
use crate::rehearsal::search::Search;
use crate::score::Score;
use crate::tally::{Open, Tally};

/// The fields in which awards are looked for: up to one in which a tenth is somebody.
const FIELDS: [usize; 7] = [1, 2, 3, 5, 8, 13, 21];

/// Awards that name nothing about their holders, with others after them that nobody can get.
pub(super) fn number_of_holders(case: &Case) -> Vec<Draft> {
    let awards = &case.contest.rules.awards;
    let silent = |award: &&Award| award.rule == AwardRule::Everybody && award.bounds.is_empty();
    let unsaid: Vec<&Award> = awards.iter().filter(silent).collect();
    // The last one may be for everybody left.
    let Some(first) = unsaid.first().filter(|first| first.id != awards[awards.len() - 1].id) else { return Vec::new() };
    let next = awards.iter().skip_while(|award| award.id != first.id).nth(1).expect("it is not the last");
    let (of_first, of_next) = (position(awards, first), position(awards, next));
    let search = Search { settings: &[&case.setting], sizes: vec![case.size(2, 1), case.size(2, 2)], only: None };
    let wanted = |example: &Example, contests: &[Contest]| {
        let Ok(tally) = count(&contests[0], example) else { return false };
        let held = |award: usize| tally.awards.get(award).map_or(0, |held| held.entries.len());
        held(of_first) == 2 && held(of_next) == 0 && differ(&tally, contests[0].rules.ranking())
    };
    let Some(example) = search.find(&wanted) else { return Vec::new() };
    let mut draft = Draft::new(case, Kind::HoldersUnsaid, example, ranking(case));
    draft.about = vec![("award", (&first.title).into()), ("next", (&next.title).into())];
    draft.paths = unsaid.iter().map(|award| format!("awards/{}", award.id)).collect();
    draft.candidates =
        vec![unsaid.iter().map(|award| Change::set(format!("awards/{}/holders", award.id), "1")).collect()];
    vec![draft]
}

/// Equal points that reach an award, where nothing says what they mean.
pub(super) fn equal_points(case: &Case) -> Vec<Draft> {
    let rules = &case.contest.rules;
    let ranking_stage = &rules.stages[rules.ranking().0];
    let base = case.path(ranking_stage.takes_order_of.unwrap_or(rules.ranking()));
    let path = format!("{base}/ties");
    if case.setting.says(&path) || rules.awards.is_empty() {
        return Vec::new();
    }
    // How many hold an award has to be said before equals can reach it.
    let one_each = number_of_holders(case).into_iter().next().map(|draft| draft.candidates.concat());
    let one_each = one_each.and_then(|changes| case.with(&changes));
    let held = one_each.as_ref().unwrap_or(case);
    let Some(example) = equals_at_award(held) else { return Vec::new() };
    let links = match (&ranking_stage.content, ranking_stage.takes_order_of) {
        (Content::Stages(of), None) if of.len() > 1 => {
            let last = of.last().map_or("", |stage| rules.stages[stage.0].id.as_str());
            format!("[ {{ stage: {last} }}, decide ]")
        }
        _ => "[ { jurors: chair }, decide ]".to_owned(),
    };
    let mut draft = Draft::new(held, Kind::EqualPoints, example, ranking(case));
    if one_each.is_some() {
        draft.columns[0].reading = Reading::OneEach;
    }
    draft.about = vec![("award", first_touched(held, &draft.example).into())];
    draft.paths = vec![path.clone()];
    draft.candidates = vec![vec![Change::set(path.clone(), links)], vec![Change::set(path, "decide")]];
    vec![draft]
}

/// Equals whom the written rules about ties leave equal, across the end of an award.
pub(super) fn tied(case: &Case) -> Vec<Draft> {
    let rules = &case.contest.rules;
    let order = rules.stages[rules.ranking().0].takes_order_of.unwrap_or(rules.ranking());
    if !case.setting.says(&format!("{}/ties", case.path(order))) {
        return Vec::new();
    }
    let silent = |award: &&Award| {
        let counted = match award.rule {
            AwardRule::Holders(_) | AwardRule::Share(_) => true,
            AwardRule::Places(..) | AwardRule::Everybody => false,
        };
        counted && !case.setting.says(&format!("awards/{}/tied", award.id))
    };
    let unsaid: Vec<&Award> = rules.awards.iter().filter(silent).collect();
    let Some(example) = (!unsaid.is_empty()).then(|| equals_at_award(case)).flatten() else { return Vec::new() };
    let mut draft = Draft::new(case, Kind::AwardTie, example, ranking(case));
    draft.about = vec![("award", first_touched(case, &draft.example).into())];
    draft.paths = unsaid.iter().map(|award| format!("awards/{}/tied", award.id)).collect();
    draft.candidates = vec![draft.paths.iter().map(|path| Change::set(path.clone(), "in")).collect()];
    vec![draft]
}

/// The smallest example in which equals reach an award that is not for all of them.
fn equals_at_award(case: &Case) -> Option<Example> {
    let awards = &case.contest.rules.awards;
    let sizes = [(2, 1), (2, 2), (3, 1), (4, 1), (6, 1)];
    let sizes = sizes.into_iter().map(|(entries, jurors)| case.size(entries, jurors)).collect();
    let search = Search { settings: &[&case.setting], sizes, only: None };
    search.find(&|example, contests| {
        count(&contests[0], example).is_ok_and(|tally| (0..awards.len()).any(|award| is_touched(&tally, awards, award)))
    })
}

/// Whether equals stand across the end of the award, or more of them hold it than it has places.
fn is_touched(tally: &Tally, awards: &[Award], award: usize) -> bool {
    let open = |open: &Open| matches!(open, Open::Award { award: own, .. } if *own == award);
    let held = tally.awards.get(award).map_or(0, |held| held.entries.len());
    match awards[award].rule {
        AwardRule::Holders(_) | AwardRule::Share(_) | AwardRule::Everybody => tally.open.iter().any(open),
        AwardRule::Places(from, to) => held > to + 1 - from,
    }
}

fn first_touched(case: &Case, example: &Example) -> Title {
    let awards = &case.contest.rules.awards;
    let (contest, _) = case.setting.contest(example.size).expect("the example was found in such a contest");
    let tally = count(&contest, example).expect("the example was counted");
    let touched = (0..awards.len()).find(|award| is_touched(&tally, awards, *award)).unwrap_or(0);
    awards[touched].title.clone()
}

/// Awards that no field gives to anybody, and awards that are passed over while later ones are given.
pub(super) fn reach(case: &Case) -> Vec<Draft> {
    let awards = &case.contest.rules.awards;
    let mut reached = vec![false; awards.len()];
    let mut skipped: Option<(usize, usize, Example)> = None;
    let mut smallest: Option<Example> = None;
    let mut unsure = false;
    for size in FIELDS.map(|entries| case.size(entries, 1)) {
        let Some((contest, full)) = case.setting.contest(size) else { continue };
        for example in fields(case, &contest, &full) {
            let Ok(tally) = count(&contest, &example) else { continue };
            // Where something waits for a decision nobody can tell who may get what.
            if tally.awards.is_empty() || tally.awards.iter().any(|held| held.open) {
                unsure |= !tally.awards.is_empty() && size.entries > 1 && differ(&tally, contest.rules.ranking());
                continue;
            }
            let held: Vec<bool> = tally.awards.iter().map(|held| !held.entries.is_empty()).collect();
            let shared =
                |award: usize| matches!(awards[award].rule, AwardRule::Share(_)) && awards[award].bounds.is_empty();
            let over =
                (0..held.len()).find(|award| shared(*award) && !held[*award] && held[award + 1..].contains(&true));
            if let (Some(over), None) = (over, &skipped) {
                let later = (over + 1..held.len()).find(|award| held[*award]).unwrap_or(over);
                skipped = Some((over, later, example.clone()));
            }
            if size.entries == 3 && smallest.is_none() && differ(&tally, contest.rules.ranking()) {
                smallest = Some(example.clone());
            }
            for (known, held) in reached.iter_mut().zip(held) {
                *known |= held;
            }
        }
    }
    let hidden = number_of_holders(case);
    let mut drafts = Vec::new();
    if let (Some(example), true, false) = (smallest, hidden.is_empty(), unsure) {
        let unreached = (0..awards.len()).filter(|award| !reached[*award]);
        drafts.extend(unreached.map(|award| unreachable(case, &awards[award], example.clone())));
    }
    drafts.extend(skipped.map(|(over, later, example)| {
        let mut draft = Draft::new(case, Kind::AwardSkipped, example, ranking(case));
        draft.about = vec![("award", (&awards[over].title).into()), ("next", (&awards[later].title).into())];
        draft.candidates = vec![vec![one_holder(case, &awards[over])]];
        let path = format!("awards/{}", awards[over].id);
        draft.paths = vec![format!("{path}/share")];
        draft
    }));
    drafts
}

fn unreachable(case: &Case, award: &Award, example: Example) -> Draft {
    let rules = &case.contest.rules;
    let path = format!("awards/{}", award.id);
    let mut draft = Draft::new(case, Kind::AwardUnreachable, example, ranking(case));
    draft.about = vec![("award", (&award.title).into())];
    draft.paths = vec![path.clone()];
    let holders = |award: &Award| match award.rule {
        AwardRule::Holders(count) => count,
        AwardRule::Places(_, to) => to,
        AwardRule::Share(_) | AwardRule::Everybody => 0,
    };
    // Awards with a threshold are offered from the highest one down.
    let limit = |award: &Award| match award.bounds.first().map(|bound| &bound.limit) {
        Some(Limit::Points(limit) | Limit::Part(limit)) => Some(limit.clone()),
        None => None,
    };
    let mut descending: Vec<&Award> = rules.awards.iter().collect();
    descending.sort_by_key(|award| std::cmp::Reverse(limit(award)));
    let values: Option<Vec<String>> =
        descending.iter().map(|award| case.setting.outline().value(&format!("awards/{}", award.id))).collect();
    draft.candidates.extend(values.map(|values| vec![Change::set("awards", format!("[ {} ]", values.join(", ")))]));
    // All who may hold an award have to pass.
    let all: usize = rules.awards.iter().map(holders).sum();
    for stage in rules.stage_indices() {
        let top = format!("{}/pass/top", case.path(stage));
        if case.setting.says(&top) {
            draft.candidates.push(vec![Change::set(top, all.max(1).to_string())]);
        }
    }
    draft.candidates.push(vec![one_holder(case, award)]);
    draft
}

/// The award for one holder, whatever else it said of holders and scores.
fn one_holder(case: &Case, award: &Award) -> Change {
    let path = format!("awards/{}", award.id);
    let keys = ["holders", "place", "share", "at_least", "above", "at_most", "below"];
    let mut changes: Vec<Change> = keys.map(|key| Change::remove(format!("{path}/{key}"))).to_vec();
    changes.push(Change::set(format!("{path}/holders"), "1"));
    let value = case.setting.outline().with(&changes).value(&path);
    Change::set(path, value.expect("the award is written"))
}

/// Fields that climb down from the highest marks, from several heights: all alike, in the smallest steps, in wider ones.
fn fields(case: &Case, contest: &Contest, full: &Example) -> Vec<Example> {
    /// How many heights are tried.
    const HEIGHTS: usize = 12;
    let criteria: Vec<Vec<&Criterion>> = contest
        .rules
        .stages
        .iter()
        .map(|stage| stage.criteria().iter().filter(|own| own.is_for(case.setting.track())).collect())
        .collect();
    let most = criteria.iter().map(|own| own.iter().map(|criterion| steps(&criterion.marks)).sum()).max().unwrap_or(0);
    let entries = full.size.entries;
    let climb = |from: usize, by: usize| {
        let mut example = full.clone();
        for (stage, own) in criteria.iter().enumerate() {
            for (entry, rows) in example.marks[stage].iter_mut().enumerate() {
                for row in rows {
                    lower(row, own, from + entry * by);
                }
            }
        }
        example
    };
    let mut all = Vec::new();
    for height in 0..=HEIGHTS {
        let from = most * height / HEIGHTS;
        for by in [1, 2, most / entries.max(1), 0] {
            all.push(climb(from, by));
        }
    }
    all
}

/// How many steps there are from the lowest mark of a scale to the highest.
fn steps(scale: &MarkScale) -> usize {
    match scale {
        MarkScale::Range(range) => (&(&range.highest - &range.lowest) / &range.step).floor().unwrap_or(0),
        MarkScale::Places | MarkScale::Points(_) => 0,
    }
}

/// Takes so many steps off a row of marks, from the first criterion as far as it goes, then from the next.
fn lower(row: &mut [Score], criteria: &[&Criterion], mut by: usize) {
    for (mark, criterion) in row.iter_mut().zip(criteria) {
        if let MarkScale::Range(range) = &criterion.marks {
            let own = by.min(steps(&criterion.marks));
            *mark = &*mark - &(&range.step * &Score::from(own));
            by -= own;
        }
    }
}

/// Whether no two entries stand on the same place.
fn differ(tally: &Tally, ranking: StageIndex) -> bool {
    tally.stage(ranking).is_some_and(|result| result.standings().all(|standing| !standing.tied))
}

fn position(awards: &[Award], award: &Award) -> usize {
    awards.iter().position(|own| own.id == award.id).expect("it is one of them")
}

fn ranking(case: &Case) -> (StageIndex, Aspect) {
    (case.contest.rules.ranking(), Aspect::Places)
}
