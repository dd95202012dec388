//! The rules of a contest as `contest.yaml`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::{
    Addend, AwardRule, Axis, Bound, By, CRITERIA, Column, Contest, Criterion, End, Fold, Half, Kind, Link, Measure,
    Measured, Number, Numbering, Pass, Per, Quota, Relation, Scale, Stage, Step, TRACKS, Tied, Ties, Way,
};
use crate::write::written;

/// The text of the rules.
pub fn rules(contest: &Contest) -> String {
    let mut text = String::from("format: 1\ntitle: Drawn\nlanguage: en\n");
    if let Some(quorum) = contest.quorum {
        let _ = writeln!(text, "jury: {{ quorum: {} }}", written(quorum));
    }
    text.push_str("stages:\n");
    let ranking = contest.ranking();
    for stage in &contest.stages[..ranking] {
        let _ = writeln!(text, "  - id: {}", stage.id);
        text.push_str(&indented(&keys(contest, stage)));
    }
    if contest.ranking_is_written {
        let keys = keys(contest, &contest.stages[ranking]);
        let _ = if keys.is_empty() { writeln!(text, "ranking: {{}}") } else { writeln!(text, "ranking:") };
        text.push_str(&indented(&keys));
    }
    if !contest.awards.is_empty() {
        text.push_str("awards:\n");
    }
    for (index, award) in contest.awards.iter().enumerate() {
        let mut keys = vec![format!("id: a{index}")];
        match &award.rule {
            AwardRule::Holders(count) => keys.push(format!("holders: {count}")),
            AwardRule::Places(first, last) if first == last => keys.push(format!("place: {first}")),
            AwardRule::Places(first, last) => keys.push(format!("place: {first}-{last}")),
            AwardRule::Share(percent) => keys.push(format!("share: {}%", written(*percent))),
            AwardRule::Everybody => {}
        }
        keys.extend(award.bounds.iter().map(bound));
        keys.extend(award.tied.map(tied));
        let _ = writeln!(text, "  - {{ {} }}", keys.join(", "));
    }
    if !contest.nominations.is_empty() {
        text.push_str("nominations:\n");
    }
    for (index, nomination) in contest.nominations.iter().enumerate() {
        let mut keys = vec![format!("id: n{index}")];
        match &nomination.by {
            By::Score { stage, criteria } => {
                let of = match criteria.is_empty() {
                    true => String::new(),
                    false => format!(", criteria: {}", criteria_list(criteria)),
                };
                keys.push(format!("by: {{ stage: {}{of} }}", contest.stages[*stage].id));
            }
            By::Ballot { above, .. } => {
                keys.push("by: ballot".to_owned());
                keys.extend(above.map(|above| match above.is_integer() {
                    true => format!("above: {}%", written(above)),
                    false => format!("above: {}", written(above / Number::from_integer(100))),
                }));
            }
            By::Decision => keys.push("by: decision".to_owned()),
        }
        keys.extend(nomination.holders.map(|holders| format!("holders: {holders}")));
        keys.extend(match (nomination.except_awards, nomination.except_nominations) {
            (false, false) => None,
            (true, false) => Some("except: awards".to_owned()),
            (false, true) => Some("except: [ nominations ]".to_owned()),
            (true, true) => Some("except: [ awards, nominations ]".to_owned()),
        });
        keys.extend(nomination.within.map(|column| format!("within: {}", column_id(column))));
        keys.extend(nomination.tied.map(tied));
        let _ = writeln!(text, "  - {{ {} }}", keys.join(", "));
    }
    text
}

fn indented(keys: &[String]) -> String {
    keys.iter().map(|key| format!("    {key}\n")).collect()
}

/// The keys of a stage, a line each.
fn keys(contest: &Contest, stage: &Stage) -> Vec<String> {
    let mut keys = Vec::new();
    if stage.of_is_written {
        let ids: Vec<&str> = stage.of.iter().map(|of| contest.stages[*of].id.as_str()).collect();
        keys.push(format!("of: [ {} ]", ids.join(", ")));
    }
    if !stage.criteria.is_empty() {
        keys.push(format!("criteria: {}", criteria(&stage.criteria)));
    }
    if stage.attempts > 1 {
        keys.push(format!("attempts: {}", stage.attempts));
    }
    keys.extend(stage.absent_skip.then(|| "absent: skip".to_owned()));
    if !stage.numbers.is_empty() {
        let number = |number: &Measure| match number.per {
            Per::Entry => format!("{{ id: {} }}", number.id),
            Per::Attempt => format!("{{ id: {}, per: attempt }}", number.id),
            Per::Panel => format!("{{ id: {}, per: panel }}", number.id),
        };
        keys.push(format!("numbers: [ {} ]", stage.numbers.iter().map(number).collect::<Vec<_>>().join(", ")));
    }
    keys.extend(stage.adjusted.then(|| "adjustments: -10..15".to_owned()));
    if let Some(steps) = &stage.score {
        keys.push("score:".to_owned());
        keys.extend(steps.iter().map(|each| format!("  - {}", step(contest, stage, each))));
    }
    keys.extend(stage.pass.as_ref().map(|own| pass(contest, own)));
    keys.extend(stage.ties.as_ref().map(|own| ties(contest, stage, own)));
    keys.extend(stage.places.map(|numbering| format!("places: {}", numbering_word(numbering))));
    keys.extend(stage.equal_within.map(|close| format!("equal_within: {}", written(close))));
    keys.extend(stage.within.map(|column| format!("within: {}", column_id(column))));
    keys.extend(stage.follow.then(|| "eliminated: follow".to_owned()));
    keys
}

fn criteria(criteria: &[Criterion]) -> String {
    let one = |(index, criterion): (usize, &Criterion)| {
        let marks = match &criterion.scale {
            Scale::Range { lowest, highest, step } => {
                let ends = format!("{}..{}", written(*lowest), written(*highest));
                if step.is_integer() && *step == Number::from_integer(1) {
                    ends
                } else {
                    format!("{ends} by {}", written(*step))
                }
            }
            Scale::Places => "places".to_owned(),
            Scale::Dealt(points) => points_list(points),
        };
        let low = if criterion.low { ", better: low" } else { "" };
        format!("{{ id: {}, marks: {marks}{low} }}", CRITERIA[index])
    };
    let of = |track: Option<usize>| {
        let own = criteria
            .iter()
            .enumerate()
            .filter(|(_, each)| track.is_none() || each.track.is_none() || each.track == track);
        format!("[ {} ]", own.map(one).collect::<Vec<_>>().join(", "))
    };
    if criteria.iter().all(|criterion| criterion.track.is_none()) {
        return of(None);
    }
    let tracks: Vec<String> =
        (0..TRACKS.len()).map(|track| format!("{}: {}", TRACKS[track], of(Some(track)))).collect();
    format!("{{ {} }}", tracks.join(", "))
}

fn step(contest: &Contest, stage: &Stage, step: &Step) -> String {
    let addend = |addend: &Addend| match addend {
        Addend::Constant(constant) => written(*constant),
        Addend::Number(number) => stage.numbers[*number].id.clone(),
        Addend::Adjustments => "adjustments".to_owned(),
    };
    let with_ties = |change: String, links: &Option<Vec<Link>>| match links {
        None => format!("{{ {change} }}"),
        Some(links) => format!("{{ {change}, {} }}", ties(contest, stage, &Ties { links: links.clone(), end: None })),
    };
    match step {
        Step::Fold(own) => fold(own),
        Step::Round(to, Half::Up) => format!("round: {}", written(*to)),
        Step::Round(to, Half::Even) => format!("round: {{ to: {}, half: even }}", written(*to)),
        Step::Round(to, Half::Down) => format!("round: {{ to: {}, half: down }}", written(*to)),
        Step::Times(factor) => format!("times: {}", written(*factor)),
        Step::TimesNames(names) => format!("times: {}", names.text),
        Step::TimesNumber(number) => format!("times: {}", stage.numbers[*number].id),
        Step::Plus(own) => format!("plus: {}", addend(own)),
        Step::Minus(own) => format!("minus: {}", addend(own)),
        Step::Floor(floor) => format!("floor: {}", written(*floor)),
        Step::Pull(axis, distance) => format!("pull: {{ {}: {} }}", axis_id(*axis), written(*distance)),
        Step::Places(numbering, links) => with_ties(format!("places: {}", numbering_word(*numbering)), links),
        Step::Points(points, links) => with_ties(format!("points: {}", points_list(points)), links),
    }
}

fn fold(fold: &Fold) -> String {
    let kind = match fold.kind {
        Kind::Sum => "sum",
        Kind::Mean => "mean",
        Kind::Median => "median",
        Kind::Best => "best",
        Kind::Worst => "worst",
        Kind::Skating => "skating",
        Kind::OneByOne => "one-by-one",
    };
    let mut keys = vec![format!("{}: {kind}", axis_id(fold.axis))];
    if let Some(drop) = &fold.drop {
        let from = drop.from.map_or(String::new(), |from| format!(", from: {from}"));
        let (highest, lowest) = (written(drop.highest), written(drop.lowest));
        keys.push(format!("drop: {{ highest: {highest}, lowest: {lowest}{from} }}"));
    }
    keys.extend(fold.weights.as_ref().map(|weights| format!("weights: {}", weights.text)));
    keys.extend(fold.needs.map(|needs| format!("needs: {needs}")));
    keys.extend(fold.missing.map(|missing| format!("missing: {}", written(missing))));
    format!("{{ {} }}", keys.join(", "))
}

fn pass(contest: &Contest, pass: &Pass) -> String {
    let way = |way: &Way| {
        let mut keys: Vec<String> = way.bounds.iter().map(bound).collect();
        if let Some(top) = &way.top {
            match &top.quota {
                Quota::Count(count) => keys.push(format!("top: {count}")),
                Quota::Part { percent, up } => {
                    keys.push(format!("top: {}%", written(*percent)));
                    keys.extend(up.then(|| "round: up".to_owned()));
                }
            }
            keys.extend(top.within.map(|column| format!("within: {}", column_id(column))));
            keys.extend(top.of.map(|of| format!("of: {}", contest.stages[of].id)));
            keys.extend(top.tied.map(tied));
        }
        format!("{{ {} }}", keys.join(", "))
    };
    match pass.0.as_slice() {
        [] => "pass: decide".to_owned(),
        [only] => format!("pass: {}", way(only)),
        ways => format!("pass: [ {} ]", ways.iter().map(way).collect::<Vec<_>>().join(", ")),
    }
}

fn ties(contest: &Contest, stage: &Stage, ties: &Ties) -> String {
    let of = |stage: &Option<usize>| match stage {
        None => String::new(),
        Some(stage) => format!(", stage: {}", contest.stages[*stage].id),
    };
    let link = |link: &Link| match link {
        Link::Stage(stage) => format!("stage: {}", contest.stages[*stage].id),
        Link::Criteria { stage, criteria } => format!("criteria: {}{}", criteria_list(criteria), of(stage)),
        Link::Jurors { stage, text, .. } => format!("jurors: {text}{}", of(stage)),
        Link::Count(axis, bounds) => {
            let bounds: Vec<String> = bounds.iter().map(bound).collect();
            format!("count: {}, {}", axis_id(*axis), bounds.join(", "))
        }
        Link::Countback(axis) => format!("countback: {}", axis_id(*axis)),
        Link::Extreme { highest, measured } => {
            let verb = if *highest { "highest" } else { "lowest" };
            match measured {
                Measured::Number(of, number) => {
                    let there = &contest.stages[*of];
                    let named = if there.id == stage.id { String::new() } else { format!(", stage: {}", there.id) };
                    format!("{verb}: {}{named}", there.numbers[*number].id)
                }
                Measured::Rating => format!("{verb}: rating"),
                Measured::Submitted => format!("{verb}: submitted"),
            }
        }
    };
    let mut lines: Vec<String> = ties.links.iter().map(|each| format!("{{ {} }}", link(each))).collect();
    lines.extend(ties.end.map(|end| match end {
        End::Share => "share".to_owned(),
        End::Decide => "decide".to_owned(),
    }));
    format!("ties: [ {} ]", lines.join(", "))
}

fn bound(bound: &Bound) -> String {
    format!("{}: {}", relation_word(bound.relation), limit(bound.limit, bound.percent))
}

fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::AtLeast => "at_least",
        Relation::Above => "above",
        Relation::AtMost => "at_most",
        Relation::Below => "below",
    }
}

/// A limit of a bound.
fn limit(limit: Number, percent: bool) -> String {
    format!("{}{}", written(limit), if percent { "%" } else { "" })
}

fn tied(tied: Tied) -> String {
    match tied {
        Tied::In => "tied: in".to_owned(),
        Tied::Out => "tied: out".to_owned(),
        Tied::Decide => "tied: decide".to_owned(),
    }
}

fn criteria_list(criteria: &BTreeSet<usize>) -> String {
    let ids: Vec<&str> = criteria.iter().map(|criterion| CRITERIA[*criterion]).collect();
    format!("[ {} ]", ids.join(", "))
}

fn points_list(points: &[Number]) -> String {
    format!("[ {} ]", points.iter().map(|each| written(*each)).collect::<Vec<_>>().join(", "))
}

fn axis_id(axis: Axis) -> &'static str {
    match axis {
        Axis::Jurors => "jurors",
        Axis::Panels => "panels",
        Axis::Criteria => "criteria",
        Axis::Attempts => "attempts",
        Axis::Stages => "stages",
    }
}

fn column_id(column: Column) -> &'static str {
    match column {
        Column::Track => "track",
        Column::District => "district",
    }
}

fn numbering_word(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Standard => "standard",
        Numbering::Dense => "dense",
        Numbering::Averaged => "averaged",
    }
}
