//! What must hold of every contest, whatever its rules: seen on the contests that the recount draws.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

// The recount beside it uses what is not used here.
#[path = "recount/amend.rs"]
mod amend;
#[allow(dead_code)]
#[path = "recount/awards.rs"]
mod awards;
#[path = "recount/decide.rs"]
mod decide;
#[allow(dead_code)]
#[path = "recount/draw.rs"]
mod draw;
#[allow(dead_code)]
#[path = "recount/engine.rs"]
mod engine;
#[allow(dead_code)]
#[path = "recount/folds.rs"]
mod folds;
#[allow(dead_code)]
#[path = "recount/model.rs"]
mod model;
#[allow(dead_code)]
#[path = "recount/naive.rs"]
mod naive;
#[allow(dead_code)]
#[path = "recount/places.rs"]
mod places;
#[path = "recount/rules.rs"]
mod rules;
#[path = "recount/skating.rs"]
mod skating;
#[path = "recount/steps.rs"]
mod steps;
#[path = "recount/ties.rs"]
mod ties;
#[path = "recount/without.rs"]
mod without;
#[path = "recount/write.rs"]
mod write;
#[path = "recount/yaml.rs"]
mod yaml;

use std::collections::BTreeMap;
use std::process::Command;

use bayqau::score::Score;
use bayqau::source::Files;
use bayqau::tally::{Part, Scope, explain};
use bayqau::validate::{Amendments, Reading, check};
use tempfile::TempDir;

use crate::model::{
    Axis, By, Cell, Contest, Dice, Fold, Kind, Number, Numbering, RANKING, Scale, Stage, Status, Step, ratio, whole,
};

/// How many contests each property is looked at on.
const CONTESTS: u64 = 600;

/// How many of them must be such that the property says something.
const AT_LEAST: usize = 100;

/// A line of what the engine gives: a stage or what is held, an entry, and what is said of it.
struct Said {
    stage: String,
    entry: String,
    score: Option<Number>,
    place: Option<Number>,
    tied: bool,
}

/// The standings among the engine's lines.
fn said(lines: &str) -> Vec<Said> {
    let number = |text: &str| text.parse::<Number>().ok();
    let standing = |line: &str| {
        let (name, rest) = line.split_once(": score ")?;
        let (stage, entry) = name.split_once(' ')?;
        let (score, rest) = rest.split_once(", place ")?;
        let (place, rest) = rest.split_once(", tied ")?;
        let tied = rest.starts_with("true");
        let (score, place) = (number(score), number(place));
        Some(Said { stage: stage.to_owned(), entry: entry.to_owned(), score, place, tied })
    };
    lines.lines().filter_map(standing).collect()
}

/// The first stage alone, its marks added up, averaged or halved in a random order.
fn with_plain_score(seed: u64) -> Option<Contest> {
    let mut dice = Dice::new(seed);
    let drawn = draw::undecided(seed);
    let mut first = drawn.stages[0].clone();
    if first.criteria.iter().any(|criterion| criterion.low || !matches!(criterion.scale, Scale::Range { .. })) {
        return None;
    }
    let mut axes = vec![Axis::Criteria, Axis::Attempts, Axis::Jurors];
    dice.shuffle(&mut axes);
    axes.extend(drawn.jurors.iter().any(|juror| juror.panel.is_some()).then_some(Axis::Panels));
    let fold = |axis| {
        let kind = dice.pick(&[Kind::Sum, Kind::Mean, Kind::Mean, Kind::Median, Kind::Median]);
        Step::Fold(Fold { axis, kind, drop: None, weights: None, needs: None, missing: None })
    };
    first.score = Some(axes.into_iter().map(fold).collect());
    let ranking = Stage { id: RANKING.to_owned(), of: vec![0], attempts: 1, ..Stage::default() };
    let plain = Stage {
        id: first.id,
        criteria: first.criteria,
        attempts: first.attempts,
        absent_skip: first.absent_skip,
        score: first.score,
        cells: first.cells,
        ..Stage::default()
    };
    let stages = vec![plain, ranking];
    let (adjustments, awards, nominations) = (Vec::new(), Vec::new(), Vec::new());
    Some(Contest { stages, adjustments, awards, nominations, ranking_is_written: false, ..drawn })
}

#[test]
fn raising_a_mark_never_lowers_its_entry() {
    let mut looked_at = 0;
    for seed in 0..CONTESTS {
        let Some(mut contest) = with_plain_score(seed) else { continue };
        let mut dice = Dice::new(seed);
        let stage = &mut contest.stages[0];
        let mut raised = Vec::new();
        for (key, cell) in &stage.cells {
            if let (Cell::Mark(mark), Scale::Range { highest, step, .. }) = (cell, &stage.criteria[key.3].scale) {
                raised.extend((mark < highest).then_some((*key, Cell::Mark(mark + step))));
            }
        }
        if raised.is_empty() {
            continue;
        }
        let (key, cell) = dice.pick(&raised);
        let Ok(before) = engine::lines(&write::files(&contest)) else { continue };
        contest.stages[0].cells.insert(key, cell);
        let after = engine::lines(&write::files(&contest)).expect("a mark more or less leaves as many");
        let id = &contest.entries[key.1].id;
        for (before, after) in said(&before).iter().zip(said(&after)).filter(|(before, _)| before.entry == *id) {
            looked_at += 1;
            assert!(before.score <= after.score, "contest {seed}: {id} {:?} {:?}", before.score, after.score);
            assert!(before.place >= after.place, "contest {seed}: {id} {:?} {:?}", before.place, after.place);
        }
    }
    assert!(looked_at >= AT_LEAST, "{looked_at}");
}

#[test]
fn equals_share_a_place_and_all_others_follow_without_a_gap() {
    let mut looked_at = 0;
    for seed in 0..CONTESTS {
        let contest = draw::contest(seed).contest;
        let Ok(lines) = engine::lines(&write::files(&contest)) else { continue };
        let said = said(&lines);
        for stage in &contest.stages {
            let mut fields: BTreeMap<Option<usize>, BTreeMap<Number, Vec<bool>>> = BTreeMap::new();
            for own in said.iter().filter(|own| own.stage == stage.id) {
                let entry = contest.entries.iter().position(|entry| entry.id == own.entry).unwrap();
                let value = stage.within.and_then(|column| contest.column(entry, column));
                if let Some(place) = own.place {
                    fields.entry(value).or_default().entry(place).or_default().push(own.tied);
                }
            }
            let silent = stage.id == RANKING && stage.score.is_none() && stage.ties.is_none() && stage.of.len() == 1;
            let taken = stage.of.first().filter(|of| silent && contest.stages[**of].within == stage.within);
            let numbering = stage.places.or(taken.and_then(|of| contest.stages[*of].places));
            for places in fields.values() {
                looked_at += 1;
                let (mut ahead, mut index) = (0, 0);
                for (place, tied) in places {
                    let expected = match numbering.unwrap_or(Numbering::Standard) {
                        Numbering::Standard => whole(ahead + 1),
                        Numbering::Dense => whole(index + 1),
                        Numbering::Averaged => whole(ahead) + whole(tied.len() + 1) / ratio(2, 1),
                    };
                    assert_eq!(*place, expected, "contest {seed}: {lines}");
                    assert!(tied.iter().all(|own| *own == (tied.len() > 1)), "contest {seed}: {lines}");
                    ahead += tied.len();
                    index += 1;
                }
            }
        }
    }
    assert!(looked_at >= AT_LEAST, "{looked_at}");
}

/// The contest as if the entry had never been there. A juror's places close up.
fn without(contest: &Contest, gone: usize) -> Contest {
    let mut left = contest.clone();
    let moved = |entry: usize| if entry > gone { entry - 1 } else { entry };
    left.entries.remove(gone);
    left.conflicts =
        contest.conflicts.iter().filter(|pair| pair.1 != gone).map(|pair| (pair.0, moved(pair.1))).collect();
    left.adjustments.retain(|adjustment| adjustment.entry != gone);
    for adjustment in &mut left.adjustments {
        adjustment.entry = moved(adjustment.entry);
    }
    for nomination in &mut left.nominations {
        if let By::Ballot { votes, .. } = &mut nomination.by {
            // Nobody may vote for one out of competition: there is no vote that would be lost.
            votes.values_mut().for_each(|entry| *entry = moved(*entry));
        }
    }
    for stage in &mut left.stages {
        for number in &mut stage.numbers {
            let values = number.values.iter().filter(|(key, _)| key.0 != gone);
            number.values = values.map(|(key, value)| ((moved(key.0), key.1), *value)).collect();
        }
        let cells = std::mem::take(&mut stage.cells);
        let closed = |key: &(usize, usize, usize, usize), cell: Cell| match (cell, &stage.criteria[key.3].scale) {
            (Cell::Mark(mark), Scale::Places) => {
                let worse = matches!(cells.get(&(key.0, gone, key.2, key.3)), Some(Cell::Mark(other)) if *other < mark);
                Cell::Mark(if worse { mark - ratio(1, 1) } else { mark })
            }
            (other, _) => other,
        };
        let kept = cells.iter().filter(|(key, _)| key.1 != gone);
        stage.cells = kept.map(|(key, cell)| ((key.0, moved(key.1), key.2, key.3), closed(key, *cell))).collect();
    }
    left
}

#[test]
fn one_out_of_competition_changes_nothing_for_the_others() {
    let mut looked_at = 0;
    for seed in 0..2 * CONTESTS {
        let contest = draw::undecided(seed);
        // The points that a juror deals are marks: one out of competition has some of them.
        let dealt = contest.stages.iter().flat_map(|stage| &stage.criteria);
        let dealt = dealt.into_iter().any(|criterion| matches!(criterion.scale, Scale::Dealt(_)));
        let outside = contest.entries.iter().position(|entry| entry.status == Status::OutOfCompetition);
        let Some(outside) = outside.filter(|_| !dealt && contest.entries.len() > 1) else { continue };
        let Ok(with) = engine::lines(&write::files(&contest)) else { continue };
        let Ok(without) = engine::lines(&write::files(&without(&contest, outside))) else {
            panic!("contest {seed} is refused without its guest");
        };
        looked_at += 1;
        let own = format!(" {}:", contest.entries[outside].id);
        let others: Vec<&str> = with.lines().filter(|line| !line.contains(&own)).collect();
        let maximum = |line: &&str| !line.contains(": maximum");
        let others: Vec<&str> = others.into_iter().filter(maximum).collect();
        assert_eq!(others, without.lines().filter(maximum).collect::<Vec<_>>(), "contest {seed}");
    }
    assert!(looked_at >= AT_LEAST, "{looked_at}");
}

/// The same files with the rows and columns of every table in another order, and the sheets of some stages in one.
fn reordered(files: &Files, dice: &mut Dice) -> Files {
    let mut tables: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut others = Files::new();
    let mut joined: BTreeMap<String, bool> = BTreeMap::new();
    for (path, text) in files {
        let Some(name) = path.strip_suffix(".csv") else {
            others.insert(path.clone(), text.clone());
            continue;
        };
        let text = text.text().expect("the text was written here");
        let mut rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
        let sheet = name.strip_prefix("scores/").and_then(|name| name.split_once('/'));
        // The columns of a stage's one sheet are those of the first juror, who judges everything.
        let mut is_joined = |stage: &str| *joined.entry(stage.to_owned()).or_insert_with(|| dice.chance(50));
        let Some((stage, juror)) = sheet.filter(|(stage, _)| is_joined(stage)) else {
            tables.insert(path.clone(), rows);
            continue;
        };
        let all = tables.entry(format!("scores/{stage}.csv")).or_default();
        let header = rows.remove(0);
        if all.is_empty() {
            all.push(header.iter().cloned().chain(["juror".to_owned()]).collect());
        }
        for row in rows {
            let cell = |name: &String| match header.iter().position(|own| own == name) {
                Some(column) => row[column].clone(),
                None if name == "juror" => juror.to_owned(),
                None => String::new(),
            };
            let row = all[0].iter().map(cell).collect();
            all.push(row);
        }
    }
    for (path, mut rows) in tables {
        let mut columns: Vec<usize> = (0..rows[0].len()).collect();
        dice.shuffle(&mut columns);
        dice.shuffle(&mut rows[1..]);
        let lines =
            rows.iter().map(|row| columns.iter().map(|column| row[*column].as_str()).collect::<Vec<_>>().join(";"));
        others.insert(path, lines.map(|line| line + "\n").collect::<String>().into());
    }
    others
}

#[test]
fn the_order_of_rows_columns_and_files_changes_nothing() {
    let mut looked_at = 0;
    for seed in 0..CONTESTS {
        let files = write::files(&draw::contest(seed).contest);
        let mut dice = Dice::new(seed);
        let one = engine::lines(&files);
        looked_at += usize::from(one.is_ok());
        assert_eq!(one, engine::lines(&reordered(&files, &mut dice)), "contest {seed}");
    }
    assert!(looked_at >= AT_LEAST, "{looked_at}");
}

/// The thing that a row of decisions changes, from what and to what; none where the row changes nothing that stood
/// there before.
fn change(row: &str) -> Option<(String, String, String)> {
    let cells: Vec<&str> = row.split(';').collect();
    let thing = match cells[1] {
        "status" => cells[3],
        "mark" | "rule" => cells[2],
        _ => return None,
    };
    Some((format!("{} {thing}", cells[1]), cells[4].to_owned(), cells[5].to_owned()))
}

#[test]
fn a_change_that_is_taken_back_leaves_everything_as_it_was() {
    let mut looked_at: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..CONTESTS * 2 {
        let contest = draw::contest(seed).contest;
        // A vote that was lost decides nothing, and is refused as long as it stands there.
        if contest.votes.values().any(|votes| !votes.carry()) {
            continue;
        }
        let files = write::files(&contest);
        let Some(table) = files.get("decisions.csv") else { continue };
        let rows: Vec<String> = table.text().expect("it was written here").lines().map(str::to_owned).collect();
        let Some((thing, first, _)) = rows.iter().skip(1).find_map(|row| change(row)) else { continue };
        let about = |row: &&String| change(row).is_some_and(|(other, ..)| other == thing);
        let (_, _, last) = rows.iter().rfind(about).and_then(|row| change(row)).expect("there is one");
        let with = |rows: Vec<String>| {
            let mut files = files.clone();
            let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
            files.insert("decisions.csv".to_owned(), text.into());
            let lines = engine::lines(&files)?;
            let counted = lines.lines().filter(|line| !line.starts_with("decision of day"));
            Ok::<_, naive::Refusals>(counted.map(|line| format!("{line}\n")).collect::<String>())
        };
        let kept: Vec<String> = rows.iter().filter(|row| !about(row)).cloned().collect();
        let never = with(kept);
        let (kind, name) = thing.split_once(' ').expect("two words");
        let (name, entry) = if kind == "status" { ("", name) } else { (name, "") };
        let back = format!("2025-07-31;{kind};{name};{entry};{last};{first};2/1/0;jury;it was wrong");
        let back = if last == first { rows.clone() } else { rows.iter().cloned().chain([back]).collect() };
        assert_eq!(never, with(back), "contest {seed}: {thing}");
        *looked_at.entry(kind.to_owned()).or_default() += usize::from(never.is_ok());
    }
    for kind in ["status", "mark", "rule"] {
        assert!(looked_at.get(kind).is_some_and(|count| *count >= 15), "{looked_at:?}");
    }
}

/// How often each kind of decision must have been taken back.
const TAKEN_BACK: usize = 8;

/// Everything that a jury can decide, and the rules that it may say are its own choice.
const KINDS: [&str; 9] = ["order", "pass", "status", "award", "nomination", "mark", "rule", "recommend", "chosen"];

/// A contest's folder on the disk.
struct Folder(TempDir);

impl Folder {
    fn of(files: &Files) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text.text().expect("it was written here"));
        }
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The result and the protocol, to the byte; nothing if the contest is refused.
    fn said(&self) -> Option<(String, String)> {
        let said = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
            let output = command.args(arguments).current_dir(self.0.path()).output().unwrap();
            String::from_utf8(output.stdout).ok().filter(|text| !text.is_empty())
        };
        said(&["tally", "--format", "json"]).zip(said(&["protocol", "--format", "md"]))
    }
}

/// What a result says of the contest, whatever was decided on the way and in whatever words.
fn outcome(json: &str) -> serde_json::Value {
    let mut report: serde_json::Value = serde_json::from_str(json).unwrap();
    let report_keys = report.as_object_mut().unwrap();
    // What amendments have changed is told beside a count that a later decision is no part of.
    for key in ["decisions", "amended", "inputs", "fingerprint", "warnings"] {
        report_keys.remove(key).expect("a report has the key");
    }
    for held in ["awards", "nominations"] {
        for each in report[held].as_array_mut().unwrap() {
            each.as_object_mut().unwrap().retain(|key, _| !["decision", "by_chair"].contains(&key.as_str()));
        }
    }
    for stage in ["stages", "ranking"] {
        for tie in report.pointer_mut(&format!("/{stage}")).into_iter().flat_map(ties_of) {
            tie.as_object_mut().unwrap().remove("ends");
        }
    }
    report
}

/// The ties of a stage, or of several.
fn ties_of(stages: &mut serde_json::Value) -> Vec<&mut serde_json::Value> {
    let stages = match stages {
        serde_json::Value::Array(stages) => stages.iter_mut().collect(),
        serde_json::Value::Null => Vec::new(),
        stage => vec![stage],
    };
    let fields = stages.into_iter().flat_map(|stage| stage["fields"].as_array_mut().unwrap());
    fields.flat_map(|field| field["ties"].as_array_mut().unwrap()).collect()
}

/// The ids of those of whom a result without the decision says what the decision may say of others; nothing where it
/// is open.
fn given(json: &str, kind: &str, about: &str, entries: &str) -> Option<String> {
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    let ids = |list: &serde_json::Value| -> String {
        list.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    match kind {
        "pass" => {
            let stages = report["stages"].as_array().unwrap().iter().chain([&report["ranking"]]);
            let stage = stages.into_iter().find(|stage| stage["id"] == about)?;
            let standings = stage["fields"].as_array().unwrap().iter().flat_map(|field| field["standings"].as_array());
            let standings: Vec<_> = standings.flatten().collect();
            // Where no line says who passes, to say it of all is another rule.
            let says = standings.iter().all(|standing| standing["passed"].is_boolean());
            let open = report["why_not_final"].as_array().unwrap().iter().any(|open| open["about"] == about);
            let passed = standings.iter().filter(|standing| standing["passed"] == true);
            let passed: Vec<_> = passed.map(|standing| standing["participant"].as_str().unwrap()).collect();
            (says && !open).then(|| passed.join(" "))
        }
        // Whom a decision names for a later award gets no earlier one either, even if equals were left out of that.
        "award" if about != "a0" => None,
        "award" | "nomination" => {
            let held = report[format!("{kind}s")].as_array().unwrap().iter().find(|held| held["id"] == about)?;
            (held["open"] == false).then(|| ids(&held["holders"]))
        }
        // They share, as they would have.
        "order" => {
            let open = report["why_not_final"].as_array().unwrap().iter().any(|open| open["reason"] == "tie");
            (!open).then(|| entries.replace('=', " ").split_whitespace().collect::<Vec<_>>().join(" = "))
        }
        _ => None,
    }
}

#[test]
fn a_decision_that_is_taken_back_restores_the_former_bytes() {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let done = |counts: &BTreeMap<String, [usize; 3]>, kind: &str| {
        counts.get(kind).is_some_and(|counts| counts[0] >= TAKEN_BACK && counts[1] > 0)
    };
    for seed in 0..CONTESTS {
        let files = write::files(&draw::contest(seed).contest);
        let table = files.get("decisions.csv").map_or("", |table| table.text().expect("it was written here"));
        let rows: Vec<&str> = table.lines().collect();
        for (line, row) in rows.iter().enumerate().skip(1) {
            let cells: Vec<&str> = row.split(';').collect();
            let [_, kind, about, entries, was, now, ..] = cells[..] else { panic!("{row}") };
            if done(&counts, kind) {
                continue;
            }
            let without: Vec<&str> =
                rows.iter().enumerate().filter(|(other, _)| *other != line).map(|(_, row)| *row).collect();
            let folder = Folder::of(&files);
            let decide = |rows: &[&str]| folder.write("decisions.csv", &(rows.join("\n") + "\n"));
            let Some(with) = folder.said() else { continue };
            decide(&without);
            // A row on which others rest cannot be struck out.
            let Some(former) = folder.said() else { continue };
            assert_ne!(with.0, former.0, "contest {seed}: the result does not show {row}");
            assert_ne!(with.1, former.1, "contest {seed}: the protocol does not show {row}");
            decide(&rows);
            assert_eq!(folder.said().as_ref(), Some(&with), "contest {seed}: {row}");
            decide(&without);
            assert_eq!(folder.said().as_ref(), Some(&former), "contest {seed}: {row} was taken back");
            let count = counts.entry(kind.to_owned()).or_default();
            count[0] += 1;
            // What the jury recommends changes nothing that is counted.
            let felt = outcome(&with.0) != outcome(&former.0);
            assert!(!felt || kind != "recommend", "contest {seed}: {row}");
            count[1] += usize::from(felt || kind == "recommend");
            // What was decided is decided once more, for what stood there; or what the arithmetic gives is decided.
            let again = match kind {
                "status" | "mark" | "rule" => {
                    let back = format!("2025-07-31;{kind};{about};{entries};{now};{was};;jury;it was wrong");
                    Some([rows.as_slice(), &[back.as_str()]].concat().join("\n"))
                }
                _ => given(&former.0, kind, about, entries).map(|given| {
                    let same = format!("2025-07-31;{kind};{about};{given};;;;jury;so it is");
                    [without.as_slice(), &[same.as_str()]].concat().join("\n")
                }),
            };
            if let Some(again) = again {
                folder.write("decisions.csv", &(again + "\n"));
                // Others rest on it.
                let Some(said) = folder.said() else { continue };
                assert_eq!(outcome(&said.0), outcome(&former.0), "contest {seed}: {row}");
                count[2] += 1;
            }
        }
        if !done(&counts, "chosen") {
            let folder = Folder::of(&files);
            let Some(former) = folder.said() else { continue };
            let rules = files["contest.yaml"].text().expect("it was written here");
            folder.write("contest.yaml", &format!("{rules}chosen: [ stages/s1/criteria ]\n"));
            let with = folder.said().expect("a choice is no fault");
            assert_ne!(with.0, former.0, "contest {seed}");
            assert_ne!(with.1, former.1, "contest {seed}");
            folder.write("contest.yaml", rules);
            assert_eq!(folder.said(), Some(former), "contest {seed}");
            let count = counts.entry("chosen".to_owned()).or_default();
            *count = [count[0] + 1, 1, 0];
        }
        if KINDS.iter().all(|kind| done(&counts, kind)) {
            break;
        }
    }
    for kind in KINDS {
        assert!(done(&counts, kind), "{kind}: {counts:?}");
        let again = !matches!(kind, "recommend" | "chosen");
        assert!(!again || counts[kind][2] >= TAKEN_BACK / 4, "{kind}: {counts:?}");
    }
}

/// The values of some parts, with the members of the axes that are open.
fn values(parts: &[Part]) -> BTreeMap<String, Option<Score>> {
    parts.iter().map(|part| (format!("{:?}", part.members), part.value.clone().ok())).collect()
}

#[test]
fn a_derivation_leads_without_a_break_to_the_score() {
    let mut looked_at = 0;
    for seed in 0..CONTESTS {
        let files = write::files(&draw::contest(seed).contest);
        let Some(contest) = check(&files, Reading { until: None, amendments: Amendments::All }).contest else {
            continue;
        };
        let scope = Scope { until: contest.rules.ranking(), partial: false, lenient: false };
        for entry in contest.entry_indices() {
            let Ok((tally, derivations)) = explain(&contest, scope, entry) else { break };
            for result in &tally.stages {
                let standing = result.standings().find(|standing| standing.entry == entry);
                let Some(score) = standing.and_then(|standing| standing.score.clone().ok()) else { continue };
                let derivation = derivations.iter().find(|derivation| derivation.stage == result.stage);
                let derivation = derivation.unwrap_or_else(|| panic!("contest {seed}: a score without a derivation"));
                let mut at = values(&derivation.start);
                for step in &derivation.steps {
                    assert_eq!(values(&step.before), at, "contest {seed}, {}", contest.stage(result.stage).id);
                    at = values(&step.after);
                }
                let end: Vec<Option<Score>> = at.into_values().collect();
                assert_eq!(end, [Some(score)], "contest {seed}, {}", contest.stage(result.stage).id);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= AT_LEAST, "{looked_at}");
}
