//! The jury: extremes left out until nothing is left, jurors who stand back, votes of too few.

use crate::contest::{Axis, Contest, Fold, FoldKind, NominationRule, Operation, StageIndex};
use crate::definition::Change;
use crate::diagnostic::{Code, Diagnostic};
use crate::rehearsal::Case;
use crate::rehearsal::count::count;
use crate::rehearsal::example::{Away, Example, Size};
use crate::rehearsal::finding::{Aspect, Cell, Column, Draft, Kind, Reading, Shown};
use crate::rehearsal::readings::cells;
use crate::rehearsal::search::Search;

/// The largest jury that an example may need.
const MOST_JURORS: usize = 7;

/// A step of a stage's score.
type Step = (StageIndex, usize);

/// The line that folds the jurors of each stage: its path, where it is written, and the fold.
fn folds(case: &Case) -> Vec<(Step, Option<String>, &Fold)> {
    let rules = &case.contest.rules;
    let of_stage = |stage: StageIndex| {
        let score = format!("{}/score", case.path(stage));
        let written = case.setting.says(&score);
        rules.stages[stage.0].score.iter().enumerate().filter_map(move |(index, step)| match &step.operation {
            Operation::Fold(fold) if fold.axis == Axis::Jurors => {
                Some(((stage, index), written.then(|| format!("{score}/{index}")), fold))
            }
            Operation::Fold(_)
            | Operation::Round(_)
            | Operation::Times(_)
            | Operation::Plus(_)
            | Operation::Minus(_)
            | Operation::Floor(_)
            | Operation::Pull(..)
            | Operation::Places(..)
            | Operation::Points(..) => None,
        })
    };
    rules.stage_indices().flat_map(of_stage).collect()
}

/// Whether the step is the reason why the example cannot be counted.
fn refused_at(contest: &Contest, example: &Example, (stage, index): Step, code: Code) -> bool {
    let line = contest.stage(stage).score[index].place;
    let is_it = |fault: &Diagnostic| fault.code == code && fault.place == line;
    count(contest, example).is_err_and(|faults| faults.iter().any(is_it))
}

/// Extremes that are left out until nothing is left.
pub(super) fn nothing_left(case: &Case) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (step, path, fold) in folds(case) {
        let stage = step.0;
        let (Some(path), Some(drop)) = (path, &fold.drop) else { continue };
        let dropped = (&drop.highest + &drop.lowest).floor().unwrap_or(0);
        // A stage is reached only if those above it can be counted.
        let above: Vec<Change> = drafts.iter().flat_map(|draft| draft.candidates.concat()).collect();
        let Some(case) = case.with(&above) else { continue };
        let found = (case.setting.fewest_jurors()..=dropped).rev().find_map(|jurors| {
            let (contest, example) = case.setting.contest(Size::new(1, jurors))?;
            refused_at(&contest, &example, step, Code::NothingLeft).then_some(example)
        });
        let Some(example) = found else { continue };
        let mut draft = Draft::new(&case, Kind::NothingLeft, example, (stage, Aspect::Places));
        draft.about = vec![("stage", title(&case, stage)), ("jurors", draft.example.size.jurors.into())];
        draft.paths = vec![path.clone()];
        let from = (dropped + 1).to_string();
        draft.candidates = vec![vec![Change::set(format!("{path}/drop/from"), from)]];
        drafts.push(draft);
    }
    drafts
}

/// A juror who stands back from one entry: a sum that cannot be taken, or a place that turns over. Where the rules pass
/// over a juror who is absent, that is tried as well.
pub(super) fn recusal(case: &Case) -> Vec<Draft> {
    let own = folds(case).into_iter().filter_map(|(step, path, fold)| match fold.kind {
        FoldKind::Sum => sum_stops(case, step, path?),
        FoldKind::Mean | FoldKind::Median if fold.needs < 2 && fold.drop.is_none() => one_juror(case, step.0, path),
        FoldKind::Mean
        | FoldKind::Median
        | FoldKind::Best
        | FoldKind::Worst
        | FoldKind::Skating
        | FoldKind::OneByOne => None,
    });
    own.collect()
}

fn sum_stops(case: &Case, step: Step, path: String) -> Option<Draft> {
    let stage = step.0;
    let fewest = case.setting.fewest_marks().max(2);
    let example = (fewest..=MOST_JURORS).find_map(|jurors| {
        let (contest, mut example) = case.setting.contest(Size::new(2, jurors))?;
        count(&contest, &example).ok()?;
        example.away = Some(Away { stage, entry: 1, juror: jurors - 1, is_absent: false });
        refused_at(&contest, &example, step, Code::UnevenSum).then_some(example)
    })?;
    let seen = (stage, Aspect::Places);
    let absent = as_absent(case, &example).filter(|absent| {
        let tried = case.setting.contest(absent.size);
        tried.is_some_and(|(contest, _)| refused_at(&contest, absent, step, Code::UnevenSum))
    });
    let mut draft = Draft::new(case, Kind::RecusalStops, example.clone(), seen);
    if let Some(absent) = &absent {
        draft.columns = vec![
            Column::of(&case.setting, Reading::Recused, &example, seen),
            Column::of(&case.setting, Reading::Absent, absent, seen),
        ];
    }
    draft.about = vec![("stage", title(case, stage)), ("absent", yes_or_no(absent.is_some()))];
    draft.candidates = vec![vec![Change::set(format!("{path}/jurors"), "mean")]];
    draft.paths = vec![path];
    Some(draft)
}

fn one_juror(case: &Case, stage: StageIndex, path: Option<String>) -> Option<Draft> {
    let sizes = vec![case.size(2, 2)];
    let seen = (stage, Aspect::Places);
    // Behind with the marks of both jurors, in front with those of one.
    let away = Away { stage, entry: 1, juror: 1, is_absent: false };
    let recused = |example: &Example| Example { away: Some(away), ..example.clone() };
    let search = Search { settings: &[&case.setting], sizes, only: Some(stage) };
    let example = search.find(&|example, contests: &[Contest]| {
        let (Some(whole), Some(less)) =
            (cells(&contests[0], example, seen), cells(&contests[0], &recused(example), seen))
        else {
            return false;
        };
        let before = |cells: &[Cell]| cells[0].place < cells[1].place;
        let behind = |cells: &[Cell]| cells[0].place > cells[1].place;
        let placed = |cells: &[Cell]| cells.iter().all(|cell| cell.place.is_some());
        placed(&whole) && placed(&less) && before(&whole) && behind(&less)
    })?;
    if example.size.jurors > 2 {
        return None; // With panels more than one juror is left.
    }
    let less = recused(&example);
    let mut draft = Draft::new(case, Kind::OneJuror, less.clone(), seen);
    draft.columns = vec![
        Column::of(&case.setting, Reading::Complete, &example, seen),
        Column::of(&case.setting, Reading::Recused, &less, seen),
    ];
    let absent = as_absent(case, &less).map(|absent| Column::of(&case.setting, Reading::Absent, &absent, seen));
    let absent = absent.filter(|absent| absent.cells == draft.columns[1].cells);
    draft.about = vec![("stage", title(case, stage)), ("absent", yes_or_no(absent.is_some()))];
    draft.columns.extend(absent);
    let score = format!("{}/score", case.path(stage));
    let needs = match &path {
        Some(path) => Change::set(format!("{path}/needs"), "2"),
        None => Change::set(score.clone(), "[ { criteria: sum }, { jurors: mean, needs: 2 } ]"),
    };
    draft.paths = vec![path.unwrap_or(score)];
    draft.candidates = vec![vec![needs]];
    Some(draft)
}

/// The example with the juror absent who stood back; nothing where the rules do not pass over who is absent.
fn as_absent(case: &Case, example: &Example) -> Option<Example> {
    let away = example.away.filter(|away| case.contest.stage(away.stage).absent_skips)?;
    Some(Example { away: Some(Away { is_absent: true, ..away }), ..example.clone() })
}

fn yes_or_no(yes: bool) -> crate::language::Argument {
    if yes { "yes" } else { "no" }.into()
}

/// Votes of the jury, where nothing says how many of it must be there.
pub(super) fn quorum(case: &Case) -> Vec<Draft> {
    const PATH: &str = "jury/quorum";
    let rules = &case.contest.rules;
    if case.setting.says(PATH) {
        return Vec::new();
    }
    let seen = (rules.ranking(), Aspect::Places);
    let Some((contest, mut example)) = case.setting.contest(case.size(1, 3)) else { return Vec::new() };
    let ballot = rules.nominations.iter().position(|own| matches!(own.rule, NominationRule::Ballot { .. }));
    // One who may hold the nomination gets the vote of one.
    if let Some(nomination) = ballot {
        example.ballots = vec![(nomination, 0, 0)];
        let held = count(&contest, &example)
            .is_ok_and(|tally| tally.nominations.get(nomination).is_some_and(|held| !held.entries.is_empty()));
        if held {
            let mut draft = Draft::new(case, Kind::QuorumUnsaid, example, seen);
            draft.about = vec![("present", 1.into()), ("jurors", draft.example.size.jurors.into())];
            return vec![Draft { shown: Shown::Votes, ..quorum_of(draft) }];
        }
        example.ballots.clear();
    }
    let decides = rules.nominations.iter().any(|own| matches!(own.rule, NominationRule::Decision))
        || !crate::rehearsal::left_to_jury(&case.setting).is_empty()
        || ballot.is_some();
    if !decides {
        return Vec::new();
    }
    example.present = Some(1);
    let mut draft = Draft::new(case, Kind::QuorumUnsaid, example, seen);
    draft.about = vec![("present", 1.into()), ("jurors", draft.example.size.jurors.into())];
    vec![Draft { shown: Shown::Presence, ..quorum_of(draft) }]
}

fn quorum_of(draft: Draft) -> Draft {
    const PATH: &str = "jury/quorum";
    let candidates = vec![vec![Change::set(PATH, "2/3")]];
    Draft { paths: vec![PATH.to_owned()], candidates, ..draft }
}

fn title(case: &Case, stage: StageIndex) -> crate::language::Argument {
    (&case.contest.stage(stage).title).into()
}
