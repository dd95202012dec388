//! The engine against a recount: ten thousand drawn contests, counted twice.
//!
//! A generator draws small contests over the whole rule model. The engine reads them as files; the recount takes
//! them as they were drawn and follows the rule model step by step in the plainest way, sharing no code with the
//! engine. Scores, places, who passes and who holds what must be the same, to the last fraction.

mod amend;
mod audit;
mod awards;
mod decide;
mod draw;
mod engine;
mod folds;
mod hinges;
mod model;
mod naive;
mod places;
mod rules;
mod skating;
mod spans;
mod steps;
mod ties;
mod without;
mod write;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::thread;

use crate::draw::Drawn;
use crate::model::{Contest, Decision, Number};
use crate::naive::{Recount, Refusal, Refusals};
use crate::without::without_decision;

/// How many contests are drawn.
const CONTESTS: u64 = 10_000;

/// How often everything below must have been drawn, or must have made a difference.
const AT_LEAST: usize = 15;

/// What the generator draws.
const DRAWN: &[&str] = &[
    "above",
    "absent",
    "absent: skip",
    "adjustments",
    "at_least",
    "at_most",
    "attempts",
    "award for everybody",
    "award holders",
    "award place",
    "award share",
    "award with a bound",
    "ballot above",
    "below",
    "best",
    "better: low",
    "bound in percent",
    "conflict",
    "criteria per track",
    "dealt points",
    "decision: a line twice",
    "decision: a mark twice",
    "decision: a status twice",
    "decision: award",
    "decision: award given",
    "decision: award withheld",
    "decision: mark",
    "decision: marks exchanged",
    "decision: nomination",
    "decision: order",
    "decision: order of a ranking that takes a stage's",
    "decision: order that shares",
    "decision: pass",
    "decision: recommend",
    "decision: share",
    "decision: status",
    "default score",
    "disqualified",
    "drop",
    "drop from",
    "eliminated: follow",
    "equal_within",
    "except awards",
    "except nominations",
    "floor",
    "gaps",
    "half dropped",
    "judged before it stopped",
    "juror of a track",
    "juror of some criteria",
    "juror of some stages",
    "link count",
    "link countback",
    "link criteria",
    "link highest",
    "link jurors",
    "link lowest",
    "link number",
    "link number of another stage",
    "link stage",
    "marks: places",
    "mean",
    "median",
    "minus",
    "missing",
    "names by role",
    "names of others",
    "needs",
    "nomination by ballot",
    "nomination by criteria",
    "nomination by decision",
    "nomination by stage",
    "nomination holders",
    "nomination within",
    "nothing to judge",
    "number per attempt",
    "number per entry",
    "number per panel",
    "numbering of equals",
    "one-by-one",
    "out of competition",
    "panels",
    "pass: decide",
    "place in the stage",
    "places",
    "places of stages with both directions",
    "plus",
    "plus adjustments",
    "plus or minus number",
    "points",
    "points of the place in the stage",
    "pull",
    "quorum",
    "range of adjustments",
    "ranking written",
    "recused",
    "rejected",
    "round",
    "round half down",
    "round half even",
    "rule: award",
    "rule: bound",
    "rule: bound of an award",
    "rule: drop",
    "rule: equal_within",
    "rule: fold",
    "rule: holders of a nomination",
    "rule: link",
    "rule: marks",
    "rule: missing",
    "rule: needs",
    "rule: number of a step",
    "rule: numbering",
    "rule: quorum",
    "rule: round",
    "rule: tied",
    "rule: tied of a nomination",
    "rule: tied of an award",
    "rule: top",
    "rule: votes",
    "several ways",
    "skating",
    "skating after places",
    "stage of stages",
    "sum",
    "tied: decide",
    "tied: in",
    "tied: out",
    "ties",
    "ties end in decide",
    "ties end in share",
    "ties in a step",
    "times constant",
    "times names",
    "times number",
    "top count",
    "top in percent",
    "top of a stage",
    "top rounded up",
    "top within",
    "tracks",
    "votes: a majority",
    "votes: equal, with the chair's",
    "votes: lost",
    "was: of a nomination",
    "was: of an award",
    "was: of an order",
    "was: of those who pass",
    "was: other than what stood there",
    "weights",
    "withdrawn",
    "within",
    "worst",
];

/// What must have made a difference to a result.
const FELT: &[&str] = &[
    "a decision is about something else than what stands there",
    "a gap counts as something",
    "a link is passed over",
    "a number is pulled",
    "an award is withheld below its bound",
    "award: tied decide",
    "award: tied in",
    "award: tied out",
    "ballot: no quorum",
    "ballot: nobody voted",
    "ballot: not enough votes",
    "ballot: the chair's vote is not enough",
    "ballot: the chair's vote",
    "ballot: tied decide",
    "ballot: tied in",
    "ballot: tied out",
    "close scores are equal",
    "cut: decide",
    "cut: in",
    "cut: out",
    "extremes are left out",
    "fewer than needed",
    "floor raises a number",
    "nomination: tied decide",
    "nomination: tied in",
    "nomination: tied out",
    "nothing there has a weight",
    "nothing to fold",
    "one out of competition passes",
    "one way passes whom another leaves open",
    "one who stopped follows",
    "one who stopped has no even sum",
    "rule 10",
    "rule 11",
    "share: tied decide",
    "share: tied in",
    "share: tied out",
    "split by a column",
    "split by a count",
    "split by a countback",
    "split by a number",
    "split by a stage",
    "split by criteria",
    "split by jurors",
    "the jury decides who passes",
    "the jury gives a nomination",
    "the jury gives a share",
    "the jury gives an award",
    "the jury orders equals",
    "the order of a stage is taken",
    "too few to leave extremes out",
];

/// The same lines from the recount.
fn recount_lines(recount: &mut Recount) -> Result<String, Refusals> {
    if recount.contest.votes.values().any(|votes| !votes.carry()) {
        return Err(Refusals::from([Refusal::Other("vote-lost")]));
    }
    let mut text = String::new();
    let counted = counted_lines(recount, &mut text);
    let goes_on = counted == Ok(true);
    let mut refusals = counted.err().unwrap_or_default();
    for index in 0..recount.contest.decisions.len() {
        let without = match without_decision(recount.contest, index, recount.stages.len(), goes_on) {
            Ok(without) => without,
            Err(own) => {
                refusals.extend(own);
                continue;
            }
        };
        let was = recount.contest.was.get(&index);
        if let Some((about, computed)) = without {
            let by: BTreeSet<&str> = computed.iter().map(|entry| recount.contest.entries[*entry].id.as_str()).collect();
            let _ = writeln!(text, "without the decision, {about}: {by:?}");
            if was.is_some_and(|was| *was != computed) {
                recount.bite("a decision is about something else than what stands there");
                refusals.insert(Refusal::Other("decision-was"));
            }
        }
    }
    text.push_str(&written_down(recount.contest));
    if refusals.is_empty() { Ok(text) } else { Err(refusals) }
}

/// The votes for every decision, and whom the jury recommends.
fn written_down(contest: &Contest) -> String {
    let mut text = String::new();
    for (day, decision) in contest.decisions.iter().enumerate() {
        let votes = contest.votes.get(&day).map(|votes| votes.counts);
        let _ = writeln!(text, "decision of day {}: votes {votes:?}", day + 1);
        if let Decision::Recommend { about, entries } = decision {
            let entries: BTreeSet<&str> = entries.iter().map(|entry| contest.entries[*entry].id.as_str()).collect();
            let _ = writeln!(text, "recommended, {about}: {entries:?}");
        }
    }
    text
}

/// The lines of what is counted; false if nothing after it can be counted.
fn counted_lines(recount: &mut Recount, text: &mut String) -> Result<bool, Refusals> {
    let contest = recount.contest;
    let id = |entry: &usize| contest.entries[*entry].id.clone();
    let mut goes_on = true;
    while goes_on && recount.stages.len() < contest.stages.len() {
        goes_on = recount.count()?;
        let stage = &contest.stages[recount.stages.len() - 1].id;
        let counted = recount.stages.last().expect("one was counted");
        // The engine prints one; where the tracks differ, bounds show whether each is right.
        let maxima: BTreeSet<Option<Number>> = counted.maxima.values().copied().collect();
        if let Some(maximum) = maxima.first().filter(|_| maxima.len() == 1) {
            let maximum = maximum.map_or("none".to_owned(), |maximum| maximum.to_string());
            let _ = writeln!(text, "{stage}: maximum {maximum}");
        }
        let mut lines = Vec::new();
        let shown: BTreeSet<&usize> = counted.listed.iter().chain(counted.places.keys()).collect();
        for entry in shown {
            let score = counted.scores.get(entry).copied().flatten();
            let score = score.map_or("none".to_owned(), |score| score.to_string());
            let place = counted.places.get(entry).map_or("none".to_owned(), ToString::to_string);
            let tied = counted.tied.contains(entry);
            let passed = counted.passed.as_ref().map(|passed| passed.contains(entry));
            let entry = id(entry);
            lines.push(format!("{stage} {entry}: score {score}, place {place}, tied {tied}, passed {passed:?}\n"));
        }
        lines.sort();
        text.extend(lines);
    }
    if goes_on {
        let awards = recount.awards();
        let nominations = recount.nominations(&awards);
        for (name, all) in [("award", &awards), ("nomination", &nominations)] {
            for (index, held) in all.iter().enumerate() {
                let by: BTreeSet<String> = held.by.iter().map(id).collect();
                let _ = writeln!(text, "{name} {index}: {by:?}, open {}", held.open);
            }
        }
    }
    Ok(goes_on)
}

/// Counts a contest twice: what made a difference and whether it was refused, or how the two counts differ.
fn compare(seed: u64, drawn: &Drawn) -> Result<(BTreeSet<&'static str>, bool), String> {
    let engine = engine::lines(&write::files(&drawn.contest));
    let mut recount = Recount::new(&drawn.contest);
    let own = recount_lines(&mut recount);
    let differ = |how: String| {
        let files = write::files(&drawn.contest);
        let texts = files.iter().map(|(path, text)| format!("--- {path}\n{}", String::from_utf8_lossy(text)));
        Err(format!("contest {seed}\n{how}\n{}", texts.collect::<String>()))
    };
    match (engine, own) {
        (Ok(engine), Ok(own)) => {
            let not_in = |name: &str, lines: &str, others: &str| {
                let others: BTreeSet<&str> = others.lines().collect();
                // The recount says no maximum where the tracks have several.
                let stages: BTreeSet<&str> =
                    others.iter().filter_map(|line| line.split_once(": maximum")).map(|line| line.0).collect();
                let counts = |line: &&str| line.split_once(": maximum").is_none_or(|line| stages.contains(line.0));
                let only = lines.lines().filter(counts).filter(|line| !others.contains(line));
                only.map(|line| format!("{name} {line}\n")).collect::<String>()
            };
            let how = not_in("engine ", &engine, &own) + &not_in("recount", &own, &engine);
            if how.is_empty() { Ok((recount.bites.take(), false)) } else { differ(how) }
        }
        (Err(engine), Err(own)) if !engine.is_disjoint(&own) => Ok((recount.bites.take(), true)),
        (engine, own) => differ(format!("engine  {engine:?}\nrecount {own:?}")),
    }
}

/// What came of some of the contests.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<&'static str, usize>,
    refused: usize,
    differences: Vec<String>,
}

/// Every `step`th contest from the first.
fn outcome(first: u64, step: u64) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in (first..CONTESTS).step_by(usize::try_from(step).expect("a few threads")) {
        let drawn = draw::contest(seed);
        match compare(seed, &drawn) {
            Ok((felt, refused)) => {
                outcome.refused += usize::from(refused);
                for feature in drawn.features.into_iter().chain(felt) {
                    *outcome.counts.entry(feature).or_default() += 1;
                }
            }
            Err(difference) => outcome.differences.push(difference),
        }
    }
    outcome
}

#[test]
fn the_engine_and_a_naive_recount_agree_on_ten_thousand_contests() {
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|first| scope.spawn(move || outcome(first, threads))).collect();
        all.into_iter().map(|each| each.join().expect("a contest that is not counted")).collect()
    });
    let differences: Vec<&String> = outcomes.iter().flat_map(|outcome| &outcome.differences).collect();
    let shortest = differences.iter().min_by_key(|text| text.len());
    assert!(shortest.is_none(), "{} contests differ; the shortest: {}", differences.len(), shortest.unwrap());
    let refused: usize = outcomes.iter().map(|outcome| outcome.refused).sum();
    assert!(refused * 100 < CONTESTS as usize * 30, "{refused} are refused");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (feature, count) in outcomes.iter().flat_map(|outcome| &outcome.counts) {
        *counts.entry(feature).or_default() += count;
    }
    let mut seldom = Vec::new();
    for feature in DRAWN.iter().chain(FELT) {
        let count = counts.remove(feature).unwrap_or(0);
        if count < AT_LEAST {
            seldom.push((feature, count));
        }
    }
    assert!(seldom.is_empty(), "too seldom: {seldom:?}");
    assert!(counts.is_empty(), "nobody asks for {counts:?}");
}

/// The schema is an independent reader of the rules too.
#[test]
fn every_drawn_contest_is_what_the_schema_says() {
    let schema = bayqau::definition::Schema::Contest.text(bayqau::language::Language::En);
    let judge = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for seed in 0..1_000 {
        let files = write::files(&draw::contest(seed).contest);
        let rules: serde_json::Value = serde_yaml::from_slice(&files["contest.yaml"]).unwrap();
        let faults: Vec<String> =
            judge.iter_errors(&rules).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "contest {seed}: {faults:?}\n{rules:#}");
    }
}
