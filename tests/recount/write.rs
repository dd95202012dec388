//! The contest as a folder of files: what the engine reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bayqau::source::Files;

use crate::model::{
    Adjustment, By, CRITERIA, Cell, Contest, DISTRICTS, Decision, Number, PANELS, Per, Stage, Status, TRACKS,
};
use crate::yaml::rules;

/// The files by path.
pub fn files(contest: &Contest) -> Files {
    let mut files = BTreeMap::from([
        ("contest.yaml".to_owned(), rules(contest.approved.as_deref().unwrap_or(contest))),
        ("participants.csv".to_owned(), participants(contest)),
        ("jury.csv".to_owned(), jury(contest)),
    ]);
    if !contest.conflicts.is_empty() {
        let line = |(juror, entry): &(usize, usize)| {
            format!("{};{};a relative\n", contest.jurors[*juror].id, contest.entries[*entry].id)
        };
        let lines: String = contest.conflicts.iter().map(line).collect();
        files.insert("conflicts.csv".to_owned(), format!("juror;participant;reason\n{lines}"));
    }
    if !contest.adjustments.is_empty() {
        let line = |each: &Adjustment| {
            let (entry, stage) = (&contest.entries[each.entry].id, &contest.stages[each.stage].id);
            format!("{entry};{stage};{};time\n", written(each.points))
        };
        let lines: String = contest.adjustments.iter().map(line).collect();
        files.insert("adjustments.csv".to_owned(), format!("participant;stage;points;reason\n{lines}"));
    }
    if !contest.decisions.is_empty() {
        files.insert("decisions.csv".to_owned(), decisions(contest));
    }
    for (index, nomination) in contest.nominations.iter().enumerate() {
        if let By::Ballot { votes, .. } = &nomination.by {
            let line = |(juror, entry): (&usize, &usize)| {
                format!("{};{}\n", contest.jurors[*juror].id, contest.entries[*entry].id)
            };
            let lines: String = votes.iter().map(line).collect();
            files.insert(format!("ballots/n{index}.csv"), format!("juror;participant\n{lines}"));
        }
    }
    for (index, stage) in contest.stages.iter().enumerate() {
        if !stage.numbers.is_empty() {
            files.insert(format!("numbers/{}.csv", stage.id), numbers(contest, stage));
        }
        for juror in (0..contest.jurors.len()).filter(|juror| contest.judges(index, *juror)) {
            if !stage.criteria.is_empty() {
                let path = format!("scores/{}/{}.csv", stage.id, contest.jurors[juror].id);
                files.insert(path, sheet(contest, index, juror));
            }
        }
    }
    files.into_iter().map(|(path, text)| (path, text.into())).collect()
}

/// A number in digits, or as a fraction where digits do not end.
pub fn written(number: Number) -> String {
    for digits in 0..9_u32 {
        let scaled = number * Number::from_integer(10_i128.pow(digits));
        if scaled.is_integer() {
            let units = scaled.to_integer();
            let sign = if units < 0 { "-" } else { "" };
            let digits = digits as usize;
            let text = format!("{:0>width$}", units.abs(), width = digits + 1);
            let (whole, part) = text.split_at(text.len() - digits);
            return if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
        }
    }
    number.to_string()
}

fn participants(contest: &Contest) -> String {
    let mut text = String::from("id;name;track;submitted;status;reason;district;rating\n");
    for (index, entry) in contest.entries.iter().enumerate() {
        let track = entry.track.map_or("", |track| TRACKS[track]);
        let submitted = entry.submitted.map_or(String::new(), |day| format!("2025-05-{day:02}"));
        let (status, reason) = match registered(contest, index) {
            Status::Eligible => ("", ""),
            other => (other.word(), "as it was then"),
        };
        let rating = entry.rating.map_or(String::new(), written);
        let (id, district) = (&entry.id, DISTRICTS[entry.district]);
        let _ = writeln!(text, "{id};Entry {id};{track};{submitted};{status};{reason};{district};{rating}");
    }
    text
}

/// The status before the first decision about it.
fn registered(contest: &Contest, index: usize) -> Status {
    let first = contest.decisions.iter().find_map(|decision| match decision {
        Decision::Status { entry, was, .. } if *entry == index => Some(*was),
        _ => None,
    });
    first.unwrap_or(contest.entries[index].status)
}

/// The cell before the first decision about it.
fn on_sheet(contest: &Contest, index: usize, cell: (usize, usize, usize, usize)) -> Option<Cell> {
    let first = contest.decisions.iter().find_map(|decision| match decision {
        Decision::Mark { stage, at, was, .. } if (*stage, *at) == (index, cell) => Some(Cell::Mark(*was)),
        _ => None,
    });
    first.or_else(|| contest.stages[index].cells.get(&cell).copied())
}

/// The decisions, one on each day.
fn decisions(contest: &Contest) -> String {
    let id = |entry: &usize| contest.entries[*entry].id.as_str();
    let list = |entries: &BTreeSet<usize>| entries.iter().map(id).collect::<Vec<_>>().join(" ");
    let mut text = String::from("date;decision;about;entries;was;now;votes;by;grounds\n");
    for (day, decision) in contest.decisions.iter().enumerate() {
        let none = String::new;
        let (kind, about, entries, was, now) = match decision {
            Decision::Order { stage, order } => {
                let shared = |entries: &Vec<usize>| entries.iter().map(id).collect::<Vec<_>>().join(" = ");
                let order = order.iter().map(shared).collect::<Vec<_>>().join(" ");
                ("order", contest.stages[*stage].id.clone(), order, none(), none())
            }
            Decision::Pass { stage, entries } => {
                ("pass", contest.stages[*stage].id.clone(), list(entries), none(), none())
            }
            Decision::Status { entry, was, now } => {
                ("status", none(), id(entry).to_owned(), was.word().to_owned(), now.word().to_owned())
            }
            Decision::Award { award, holders } => ("award", format!("a{award}"), list(holders), none(), none()),
            Decision::Nomination { nomination, holders } => {
                ("nomination", format!("n{nomination}"), list(holders), none(), none())
            }
            Decision::Mark { stage, at: (juror, entry, attempt, criterion), was, now } => {
                let stage = &contest.stages[*stage];
                let attempt = if stage.attempts > 1 { format!("/{}", attempt + 1) } else { none() };
                let (juror, criterion) = (&contest.jurors[*juror].id, CRITERIA[*criterion]);
                let about = format!("{}/{juror}/{}/{criterion}{attempt}", stage.id, id(entry));
                ("mark", about, none(), written(*was), written(*now))
            }
            Decision::Rule { path, was, now } => ("rule", path.clone(), none(), was.clone(), now.clone()),
            Decision::Recommend { about, entries } => ("recommend", about.clone(), list(entries), none(), none()),
        };
        let was = contest.was.get(&day).map_or(was, list);
        let votes = contest.votes.get(&day);
        let by = if votes.is_some_and(|votes| votes.chair) { "chair" } else { "jury" };
        let votes = votes.map_or_else(none, |votes| votes.counts.map(|count| count.to_string()).join("/"));
        let date = format!("2025-06-{:02}", day + 1);
        let _ = writeln!(text, "{date};{kind};{about};{entries};{was};{now};{votes};{by};as the jury found");
    }
    text
}

fn jury(contest: &Contest) -> String {
    let mut text = String::from("id;name;role;panel;stages;criteria;track\n");
    for juror in &contest.jurors {
        let role = if juror.chair { "chair" } else { "member" };
        let panel = juror.panel.map_or("", |panel| PANELS[panel]);
        let drawn = juror.stages.iter().flatten().filter(|stage| **stage < contest.ranking());
        let stages = drawn.map(|stage| contest.stages[*stage].id.as_str());
        let stages = stages.collect::<Vec<_>>().join(" ");
        let most = contest.stages.iter().map(|stage| stage.criteria.len()).max().unwrap_or(0);
        let criteria = juror.criteria.iter().flatten().filter(|criterion| **criterion < most);
        let criteria = criteria.map(|criterion| CRITERIA[*criterion]);
        let criteria = criteria.collect::<Vec<_>>().join(" ");
        let track = juror.track.map_or("", |track| TRACKS[track]);
        let _ = writeln!(text, "{0};Juror {0};{role};{panel};{stages};{criteria};{track}", juror.id);
    }
    text
}

fn sheet(contest: &Contest, index: usize, juror: usize) -> String {
    let stage = &contest.stages[index];
    let criteria: Vec<usize> =
        (0..stage.criteria.len()).filter(|own| contest.judges_criterion(index, juror, *own)).collect();
    let names: Vec<&str> = criteria.iter().map(|criterion| CRITERIA[*criterion]).collect();
    let attempts = if stage.attempts > 1 { ";attempt" } else { "" };
    let mut text = format!("participant{attempts};{}\n", names.join(";"));
    for (entry, attempt) in
        (0..contest.entries.len()).flat_map(|entry| (0..stage.attempts).map(move |attempt| (entry, attempt)))
    {
        let cells: Vec<Option<Cell>> =
            criteria.iter().map(|criterion| on_sheet(contest, index, (juror, entry, attempt, *criterion))).collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        let cells = cells.into_iter().map(|cell| match cell {
            Some(Cell::Mark(mark)) => written(mark),
            Some(Cell::Recused) => "recused".to_owned(),
            Some(Cell::Absent) => "absent".to_owned(),
            Some(Cell::Nothing) | None => "-".to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        let attempt = if stage.attempts > 1 { format!(";{}", attempt + 1) } else { String::new() };
        let _ = writeln!(text, "{}{attempt};{}", contest.entries[entry].id, cells.join(";"));
    }
    text
}

fn numbers(contest: &Contest, stage: &Stage) -> String {
    let ids: Vec<&str> = stage.numbers.iter().map(|number| number.id.as_str()).collect();
    let per = |per: Per| stage.numbers.iter().any(|number| number.per == per);
    let mut header = vec!["participant"];
    header.extend(per(Per::Attempt).then_some("attempt"));
    header.extend(per(Per::Panel).then_some("panel"));
    let mut text = format!("{};{}\n", header.join(";"), ids.join(";"));
    for (entry, own) in contest.entries.iter().enumerate() {
        let members = |per: Per| {
            let numbers = stage.numbers.iter().filter(move |number| number.per == per);
            let keys = numbers.flat_map(|number| number.values.keys()).filter(|key| key.0 == entry);
            keys.map(|key| key.1).collect::<BTreeSet<usize>>().into_iter().collect::<Vec<usize>>()
        };
        let (entries, attempts, panels) = (members(Per::Entry), members(Per::Attempt), members(Per::Panel));
        // One row holds the first of each kind, the next row the second, and so on.
        for row in 0..entries.len().max(attempts.len()).max(panels.len()) {
            let mut cells = vec![own.id.clone()];
            let there = |members: &[usize]| members.get(row).or(members.last()).copied().unwrap_or(0);
            cells.extend(per(Per::Attempt).then(|| (there(&attempts) + 1).to_string()));
            cells.extend(per(Per::Panel).then(|| PANELS[there(&panels)].to_owned()));
            for number in &stage.numbers {
                let member = match number.per {
                    Per::Entry => entries.get(row),
                    Per::Attempt => attempts.get(row),
                    Per::Panel => panels.get(row),
                };
                let value = member.and_then(|member| number.values.get(&(entry, *member)));
                cells.push(value.map_or(String::new(), |value| written(*value)));
            }
            let _ = writeln!(text, "{}", cells.join(";"));
        }
    }
    text
}
