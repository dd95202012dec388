//! Who goes on: thresholds that part nobody, equals across a cut, quotas that come to nothing.

use crate::contest::{Condition, Contest, Direction, EntryIndex, Quota, StageIndex, Tied};
use crate::definition::Change;
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::{Example, Size, levels};
use crate::rehearsal::finding::{Aspect, Draft, Kind};
use crate::rehearsal::readings::cells;
use crate::rehearsal::search::Search;
use crate::rehearsal::setting::Setting;
use crate::score::Score;
use crate::tally::Open;

/// The juries on which a threshold is tried: of these sizes, for a sum of points grows with the jury.
const JURIES: [usize; 4] = [1, 3, 5, 7];

/// The largest field that an example may need: a table that is still read.
const MOST_ENTRIES: usize = 12;

/// A way to pass with its path.
struct Way<'w> {
    stage: StageIndex,
    path: String,
    condition: &'w Condition,
}

/// The paths of a stage's ways to pass: the line itself, or the members of its list.
pub(super) fn way_paths(setting: &Setting, base: &str) -> Vec<String> {
    let pass = format!("{base}/pass");
    match setting.outline().length(&pass) {
        Some(length) => (0..length).map(|index| format!("{pass}/{index}")).collect(),
        None if setting.says(&pass) => vec![pass],
        None => Vec::new(),
    }
}

fn ways(case: &Case) -> Vec<Way<'_>> {
    let rules = &case.contest.rules;
    let of_stage = |stage: StageIndex| {
        let own = rules.stages[stage.0].pass.iter().flat_map(|pass| &pass.ways);
        let paths = way_paths(&case.setting, &case.path(stage));
        paths.into_iter().zip(own).map(move |(path, condition)| Way { stage, path, condition })
    };
    rules.stage_indices().flat_map(of_stage).collect()
}

/// Thresholds that every entry reaches, or none.
pub(super) fn bounds(case: &Case) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for way in ways(case) {
        let own = case.contest.stage(way.stage);
        let only = own.pass.as_ref().is_some_and(|pass| pass.ways.len() == 1);
        if way.condition.bounds.is_empty() || !only {
            continue;
        }
        let lowest = way.condition.top.is_none().then(|| all_alike(case, way.stage, Level::Lowest)).flatten();
        // Whether a score is high enough is asked without the number that passes.
        let of_number =
            ["top", "within", "of", "tied", "round"].map(|key| Change::remove(format!("{}/{key}", way.path)));
        let highest = match &way.condition.top {
            None => all_alike(case, way.stage, Level::Highest),
            Some(_) => case.with(&of_number).and_then(|bare| all_alike(&bare, way.stage, Level::Highest)),
        };
        let found = match (lowest, highest) {
            (Some((example, true)), _) => Some((Kind::EverybodyPasses, example)),
            (_, Some((example, false))) => Some((Kind::NobodyPasses, example)),
            (Some((_, false)) | None, Some((_, true)) | None) => None,
        };
        let Some((kind, example)) = found else { continue };
        let keys: Vec<&str> = way.condition.bounds.iter().map(|bound| bound.relation.word()).collect();
        let half = |limit: &str| keys.iter().map(|key| Change::set(format!("{}/{key}", way.path), limit)).collect();
        let mut draft = Draft::new(case, kind, example, (way.stage, Aspect::Passing));
        draft.about = vec![("stage", (&own.title).into())];
        draft.paths = vec![way.path.clone()];
        draft.candidates = vec![half("50%"), half("0")];
        drafts.push(draft);
    }
    drafts
}

/// The ends of a scale.
#[derive(Clone, Copy)]
enum Level {
    Lowest,
    Highest,
}

/// Whether one entry with the same marks everywhere passes, if that is the same for every jury; with the smallest example.
fn all_alike(case: &Case, stage: StageIndex, level: Level) -> Option<(Example, bool)> {
    let mut found: Option<(Example, bool)> = None;
    for jurors in JURIES {
        let size = case.size(1, jurors);
        let Some((contest, mut example)) = case.setting.contest(size) else { continue };
        for (index, stage) in contest.rules.stages.iter().enumerate() {
            let criteria = stage.criteria().iter().filter(|own| own.is_for(case.setting.track()));
            // Where less is better the best mark is the lowest.
            let marks: Option<Vec<Score>> = criteria
                .map(|criterion| {
                    let mut levels = levels(&criterion.marks);
                    match (level, criterion.direction) {
                        (Level::Lowest, Direction::Higher) | (Level::Highest, Direction::Lower) => levels.pop(),
                        (Level::Highest, Direction::Higher) | (Level::Lowest, Direction::Lower) => {
                            Some(levels.swap_remove(0))
                        }
                    }
                })
                .collect();
            for row in example.marks[index].iter_mut().flatten() {
                row.clone_from(marks.as_ref()?);
            }
        }
        let tally = count(&contest, &example).ok();
        let passed =
            tally.and_then(|tally| tally.stage(stage)?.standings().find(|own| own.entry == EntryIndex::new(0))?.passed);
        let Some(passed) = passed else { continue };
        match &found {
            None => found = Some((example, passed)),
            Some((_, known)) if *known != passed => return None,
            Some(_) => {}
        }
    }
    found
}

/// Equals across the last passing place.
pub(super) fn ties(case: &Case) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for way in ways(case) {
        let path = format!("{}/tied", way.path);
        let Some(top) = way.condition.top.as_ref().filter(|_| !case.setting.says(&path)) else { continue };
        let sizes = match top.quota {
            Quota::Count(count) if count < MOST_ENTRIES => vec![case.size(count + 1, 1), case.size(count + 1, 3)],
            Quota::Count(_) => continue,
            Quota::Part { .. } => (2..6).map(|entries| case.size(entries, 1)).collect(),
        };
        let search = Search { settings: &[&case.setting], sizes, only: None };
        let is_cut = |open: &Open| matches!(open, Open::Cut { stage, .. } if *stage == way.stage);
        let wanted = |example: &Example, contests: &[Contest]| {
            count(&contests[0], example).is_ok_and(|tally| tally.open.iter().any(is_cut))
        };
        let Some(example) = search.find(&wanted) else { continue };
        let mut draft = Draft::new(case, Kind::CutTie, example, (way.stage, Aspect::Passing));
        draft.about = vec![("stage", (&case.contest.stage(way.stage).title).into())];
        draft.paths = vec![path.clone()];
        draft.candidates = vec![vec![Change::set(path, "in")]];
        drafts.push(draft);
    }
    drafts
}

/// Cuts after which nobody is left, though somebody was good enough.
pub(super) fn empty(case: &Case) -> Vec<Draft> {
    ways(case).iter().flat_map(|way| [empty_quota(case, way), empty_cut(case, way)]).flatten().collect()
}

/// A part of a small field, rounded down to nobody.
fn empty_quota(case: &Case, way: &Way) -> Option<Draft> {
    let Quota::Part { up: false, .. } = way.condition.top.as_ref()?.quota else { return None };
    let example = nobody_passes(case, way, vec![case.size(2, 1), case.size(1, 1)])?;
    let mut draft = Draft::new(case, Kind::EmptyQuota, example, (way.stage, Aspect::Passing));
    draft.about =
        vec![("stage", (&case.contest.stage(way.stage).title).into()), ("entries", draft.example.size.entries.into())];
    draft.paths = vec![format!("{}/top", way.path)];
    draft.candidates = vec![vec![Change::set(format!("{}/round", way.path), "up")]];
    Some(draft)
}

/// More equals at the top than may pass, and equals stay out.
fn empty_cut(case: &Case, way: &Way) -> Option<Draft> {
    let top = way.condition.top.as_ref().filter(|top| top.tied == Tied::Out)?;
    let sizes = match &top.quota {
        Quota::Count(count) if *count < MOST_ENTRIES => vec![case.size(count + 1, 1)],
        Quota::Count(_) => return None,
        Quota::Part { part, .. } => {
            let fewest = (2..=MOST_ENTRIES).find(|all| (part * &Score::from(*all)).floor().unwrap_or(0) >= 1)?;
            vec![case.size(fewest, 1)]
        }
    };
    let example = nobody_passes(case, way, sizes)?;
    let mut draft = Draft::new(case, Kind::EmptyCut, example, (way.stage, Aspect::Passing));
    draft.about = vec![("stage", (&case.contest.stage(way.stage).title).into())];
    let path = format!("{}/tied", way.path);
    draft.paths = vec![path.clone()];
    draft.candidates = vec![vec![Change::set(path, "decide")]];
    Some(draft)
}

/// A field of equals of the highest marks of whom nobody passes the stage, without anything left to decide.
fn nobody_passes(case: &Case, way: &Way, sizes: Vec<Size>) -> Option<Example> {
    sizes.into_iter().find_map(|size| {
        let (contest, example) = case.setting.contest(size)?;
        let cells = cells(&contest, &example, (way.stage, Aspect::Passing))?;
        let nobody = cells.iter().all(|cell| cell.passed == Some(false) && cell.score.is_some() && !cell.undecided);
        nobody.then_some(example)
    })
}
