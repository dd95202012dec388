//! Stages: criteria, passing, ties.

use crate::contest::{
    Answers, Axis, Bound, Direction, Limit, MarkRange, MarkScale, Numbering, Per, Questions, Quota, Relation, Tied,
    TiesEnd,
};
use crate::definition::decoder::{Decoder, Mapping};
use crate::definition::tree::{Node, NodeContent};
use crate::definition::{
    ConditionDefinition, CriterionDefinition, LinkDefinition, NumberDefinition, PassDefinition, ScoreDefinition,
    StageDefinition, TiesDefinition, steps,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::score::Score;
use crate::source::Spanned;

/// The word in a step for the points of `adjustments.csv`, which no number may have for a name.
pub const ADJUSTMENTS: &str = "adjustments";

/// Decodes one of `stages`.
pub fn stage(node: &Node, decoder: &mut Decoder) -> Option<StageDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let id = mapping.require("id").and_then(|node| decoder.id(node));
    let criteria = mapping.get("criteria").map(|node| criteria(node, decoder));
    let of = mapping.get("of").and_then(|node| stage_names(node, decoder));
    // Attempts and absent jurors are there only where marks are.
    let mut of_marks = |key| if criteria.is_some() || of.is_none() { mapping.get(key) } else { None };
    let attempts = of_marks("attempts").and_then(|node| decoder.count(node, 1)).unwrap_or(1);
    let absent = of_marks("absent").and_then(|node| decoder.word(node, &[("skip", true)]));
    let answers = [("latest", Answers::Latest), ("first", Answers::First)];
    let answers = of_marks("answers").and_then(|node| decoder.word(node, &answers)).unwrap_or_default();
    let questions = of_marks("questions").and_then(|node| questions(node, decoder)).unwrap_or_default();
    let numbers = mapping.get("numbers").map(|node| numbers(node, decoder)).unwrap_or_default();
    let adjustments = mapping.get("adjustments").and_then(|node| adjustment_range(node, decoder));
    if !mapping.has("criteria") && !mapping.has("of") {
        decoder.report(Diagnostic::new(Code::MissingKey, mapping.place).with("key", "criteria"));
    }
    let id = id.unwrap_or_else(|| Spanned::new(String::new(), node.place));
    let begun = StageDefinition {
        criteria,
        attempts,
        of,
        numbers,
        adjustments,
        absent_skips: absent.is_some(),
        answers,
        questions,
        ..StageDefinition::unwritten(id)
    };
    Some(rest(mapping, begun, decoder))
}

/// Decodes `ranking`; its id is the key itself.
pub fn ranking(key: &Spanned<String>, node: &Node, decoder: &mut Decoder) -> Option<StageDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let of = mapping.get("of").and_then(|node| stage_names(node, decoder));
    let numbers = mapping.get("numbers").map(|node| numbers(node, decoder)).unwrap_or_default();
    let adjustments = mapping.get("adjustments").and_then(|node| adjustment_range(node, decoder));
    let follow = mapping.get("eliminated").and_then(|node| decoder.word(node, &[("follow", true)])).unwrap_or(false);
    Some(rest(
        mapping,
        StageDefinition { of, numbers, adjustments, follow, ..StageDefinition::unwritten(key.clone()) },
        decoder,
    ))
}

/// The keys that stages and the ranking have in common.
fn rest(mut mapping: Mapping, begun: StageDefinition, decoder: &mut Decoder) -> StageDefinition {
    let numberings = Numbering::ALL.map(|numbering| (numbering.word(), numbering));
    let stage = StageDefinition {
        title: mapping.get("title").and_then(|node| decoder.title(node)),
        form: mapping.get("form").and_then(|node| decoder.title(node)),
        score: mapping.get("score").map_or(ScoreDefinition::Default, |node| steps::steps(node, decoder)),
        pass: mapping.get("pass").and_then(|node| pass(node, decoder)),
        ties: mapping.get("ties").and_then(|node| ties(node, decoder)),
        numbering: mapping.get("places").and_then(|node| decoder.word(node, &numberings)),
        equal_within: mapping.get("equal_within").and_then(|node| distance(node, decoder)),
        within: mapping.get("within").and_then(|node| decoder.text(node)),
        ..begun
    };
    mapping.finish(decoder);
    stage
}

/// The stages that are added up, one at the least.
fn stage_names(node: &Node, decoder: &mut Decoder) -> Option<Vec<Spanned<String>>> {
    let names = decoder.texts(node);
    if let NodeContent::List(list) = &node.content
        && list.is_empty()
    {
        return decoder.wrong(node, "list");
    }
    Some(names)
}

/// A number that is not below zero.
fn distance(node: &Node, decoder: &mut Decoder) -> Option<Spanned<Score>> {
    let number = decoder.number(node)?;
    if number.value.is_negative() {
        return decoder.wrong_value(node, &number.value.to_string(), "0, 0.5, 1".to_owned());
    }
    Some(number)
}

/// A list, or one per track; a criterion that several tracks have is one, if it takes the same marks.
fn criteria(node: &Node, decoder: &mut Decoder) -> Vec<Option<CriterionDefinition>> {
    let NodeContent::Mapping(tracks) = &node.content else { return criterion_list(node, decoder) };
    if tracks.is_empty() {
        decoder.wrong::<()>(node, "list");
        return vec![None];
    }
    let mut all: Vec<Option<CriterionDefinition>> = Vec::new();
    for (track, list) in tracks {
        for own in criterion_list(list, decoder) {
            let Some(own) = own else {
                all.push(None);
                continue;
            };
            let known =
                all.iter_mut().flatten().find(|known| known.id.value == own.id.value && known.marks == own.marks);
            match known.and_then(|known| known.tracks.as_mut()) {
                Some(tracks) if !tracks.contains(&track.value) => tracks.push(track.value.clone()),
                Some(_) | None => {
                    all.push(Some(CriterionDefinition { tracks: Some(vec![track.value.clone()]), ..own }))
                }
            }
        }
    }
    all
}

fn criterion_list(node: &Node, decoder: &mut Decoder) -> Vec<Option<CriterionDefinition>> {
    let list = decoder.list(node).unwrap_or_default();
    if list.is_empty() {
        let empty = Diagnostic::new(Code::WrongType, node.place).with("expected", "list");
        decoder.report(empty.with("found", "nothing").with("value", ""));
        return vec![None];
    }
    list.iter().map(|node| criterion(node, decoder)).collect()
}

fn numbers(node: &Node, decoder: &mut Decoder) -> Vec<NumberDefinition> {
    let list = decoder.list(node).unwrap_or_default();
    let number = |node: &Node| {
        let mut mapping = decoder.mapping(node)?;
        let id = mapping.require("id").and_then(|node| decoder.id(node));
        // A line would take such a name for something else.
        let taken = |id: &&Spanned<String>| id.value == ADJUSTMENTS || Score::parse(&id.value).is_ok();
        if let Some(id) = id.as_ref().filter(taken) {
            decoder.report(Diagnostic::new(Code::BadId, id.place).with("id", id.value.as_str()));
            return None;
        }
        let per = mapping.get("per").and_then(|node| decoder.word(node, &Per::ALL.map(|per| (per.word(), per))));
        mapping.finish(decoder);
        Some(NumberDefinition { id: id?, per: per.unwrap_or(Per::Entry) })
    };
    list.iter().filter_map(number).collect()
}

/// `{ juror: …, participant: … }`, the titles of a form's questions.
fn questions(node: &Node, decoder: &mut Decoder) -> Option<Questions> {
    let mut mapping = decoder.mapping(node)?;
    let mut title = |key: &'static str| mapping.get(key).and_then(|node| decoder.text(node)).map(|title| title.value);
    let questions = Questions { juror: title("juror"), participant: title("participant") };
    mapping.finish(decoder);
    Some(questions)
}

/// `-10..15`
fn adjustment_range(node: &Node, decoder: &mut Decoder) -> Option<(Score, Score)> {
    let text = decoder.text(node)?.value;
    match split_range(&text) {
        Some((lowest, highest, _)) if lowest <= highest => Some((lowest, highest)),
        Some(_) | None => decoder.wrong_value(node, &text, "-10..15".to_owned()),
    }
}

fn criterion(node: &Node, decoder: &mut Decoder) -> Option<CriterionDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let id = mapping.require("id").and_then(|node| decoder.id(node));
    let title = mapping.get("title").and_then(|node| decoder.title(node));
    let marks = mapping.require("marks").and_then(|node| Some((mark_scale(node, decoder)?, node.place)));
    // Of places the lower is the better, whatever a line says.
    let places = marks.as_ref().is_some_and(|(marks, _)| *marks == MarkScale::Places);
    let all = [("low", Direction::Lower), ("high", Direction::Higher)];
    let words = if places { &all[..1] } else { &all };
    let better = mapping.get("better").and_then(|node| decoder.word(node, words));
    mapping.finish(decoder);
    let (marks, place) = marks?;
    let direction = if places { Direction::Lower } else { better.unwrap_or_default() };
    Some(CriterionDefinition { id: id?, title, marks, direction, tracks: None, place })
}

/// A range, `places`, or the points that a juror deals.
fn mark_scale(node: &Node, decoder: &mut Decoder) -> Option<MarkScale> {
    match &node.content {
        NodeContent::List(points) => {
            let points: Option<Vec<Score>> = points.iter().map(|node| Some(decoder.number(node)?.value)).collect();
            let points = points?;
            if points.iter().any(|each| !can_be_mark(each) || each.is_zero()) || points.is_empty() {
                return decoder.wrong_value(node, "[ … ]", "[ 12, 10, 8 ]".to_owned());
            }
            Some(MarkScale::Points(points))
        }
        NodeContent::Scalar(word) if word == "places" => Some(MarkScale::Places),
        NodeContent::Scalar(_) | NodeContent::Null | NodeContent::Mapping(_) => {
            mark_range(node, decoder).map(MarkScale::Range)
        }
    }
}

/// `1-3`, `0-20 by 0.5`, `-2..3`.
fn mark_range(node: &Node, decoder: &mut Decoder) -> Option<MarkRange> {
    let text = decoder.text(node)?.value;
    let Some((lowest, highest, step)) = split_range(&text) else {
        decoder.report(Diagnostic::new(Code::BadMarks, node.place).with("found", text));
        return None;
    };
    if lowest > highest {
        let fault = Diagnostic::new(Code::RangeReversed, node.place);
        decoder.report(fault.with("lowest", &lowest).with("highest", &highest));
        return None;
    }
    if !highest.is_on_grid(&lowest, &step) {
        decoder.report(Diagnostic::new(Code::BadMarks, node.place).with("found", text));
        return None;
    }
    Some(MarkRange { lowest, highest, step })
}

fn split_range(text: &str) -> Option<(Score, Score, Score)> {
    let (ends, step) = match text.split_once(" by ") {
        Some((ends, step)) => (ends, Score::parse_decimal(step.trim()).ok()?),
        None => (text, Score::integer(1)),
    };
    // A minus in front belongs to the number, so the dash is looked for behind the first digit.
    let first_digit = ends.find(|c: char| c.is_ascii_digit())?;
    let (lowest, highest) = match ends.split_once("..") {
        Some(ends) => ends,
        None => {
            let dash = first_digit + ends[first_digit..].find(['-', '–'])?;
            let width = ends[dash..].chars().next().map_or(1, char::len_utf8);
            (&ends[..dash], &ends[dash + width..])
        }
    };
    let lowest = Score::parse_decimal(lowest.trim()).ok()?;
    let highest = Score::parse_decimal(highest.trim()).ok()?;
    let positive = !step.is_negative() && !step.is_zero();
    let is_range = positive && can_be_mark(&lowest) && can_be_mark(&highest) && can_be_mark(&step);
    is_range.then_some((lowest, highest, step))
}

/// Whether a number is one that a juror can give: no further from zero than a billion, six digits after the point.
fn can_be_mark(number: &Score) -> bool {
    number.abs() <= Score::integer(1_000_000_000) && number.exact_digits().is_some_and(|digits| digits <= 6)
}

fn pass(node: &Node, decoder: &mut Decoder) -> Option<PassDefinition> {
    let ways = match &node.content {
        NodeContent::Scalar(_) => {
            decoder.word(node, &[("decide", ())])?;
            Vec::new()
        }
        NodeContent::List(ways) if ways.is_empty() => return decoder.wrong(node, "list"),
        NodeContent::List(ways) => ways.iter().filter_map(|way| condition(way, decoder)).collect(),
        NodeContent::Null | NodeContent::Mapping(_) => vec![condition(node, decoder)?],
    };
    Some(PassDefinition { ways, place: node.place })
}

fn condition(node: &Node, decoder: &mut Decoder) -> Option<ConditionDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let bounds = bounds(&mut mapping, decoder);
    let mut way = ConditionDefinition { bounds, top: None, within: None, of: None, tied: Tied::default() };
    // The other keys say something about a number that passes, and two of them about a part.
    if let Some(top) = mapping.get("top") {
        way.top = quota(top, false, decoder);
        way.within = mapping.get("within").and_then(|node| decoder.text(node));
        way.tied = mapping.get("tied").and_then(|node| tied(node, decoder)).unwrap_or_default();
    }
    if let Some(Quota::Part { up, .. }) = &mut way.top {
        let rounding = mapping.get("round").and_then(|node| decoder.word(node, &[("up", true), ("down", false)]));
        *up = rounding.unwrap_or(false);
        way.of = mapping.get("of").and_then(|node| decoder.text(node));
    }
    if !has_bound(&mapping) && !mapping.has("top") {
        decoder.report(Diagnostic::new(Code::MissingKey, mapping.place).with("key", "at_least"));
    }
    mapping.finish(decoder);
    Some(way)
}

fn has_bound(mapping: &Mapping) -> bool {
    Relation::ALL.iter().any(|relation| mapping.has(relation.word()))
}

/// The bounds that a mapping names: `at_least`, `above`, `at_most`, `below`.
pub fn bounds(mapping: &mut Mapping, decoder: &mut Decoder) -> Vec<Spanned<Bound>> {
    let written = Relation::ALL.map(|relation| (relation, mapping.get(relation.word())));
    written
        .into_iter()
        .filter_map(|(relation, node)| {
            let node = node?;
            let limit = limit(node, decoder)?;
            Some(Spanned::new(Bound { relation, limit }, node.place))
        })
        .collect()
}

fn limit(node: &Node, decoder: &mut Decoder) -> Option<Limit> {
    let text = decoder.text(node)?.value;
    let Some(percent) = text.strip_suffix('%') else {
        return decoder.number(node).map(|number| Limit::Points(number.value));
    };
    match Score::parse(percent.trim_end()) {
        Ok(percent) => Some(Limit::Part(percent / Score::integer(100))),
        Err(_) => decoder.wrong(node, "number"),
    }
}

fn quota(node: &Node, up: bool, decoder: &mut Decoder) -> Option<Quota> {
    let text = decoder.text(node)?.value;
    match limit(node, decoder)? {
        Limit::Part(part) if !part.is_negative() && part <= Score::integer(1) => Some(Quota::Part { part, up }),
        Limit::Points(count) if count.is_integer() && count >= Score::integer(1) => count.floor().map(Quota::Count),
        Limit::Part(_) | Limit::Points(_) => decoder.wrong_value(node, &text, "1, 10, 45%".to_owned()),
    }
}

/// `tied: in | out | decide`.
pub fn tied(node: &Node, decoder: &mut Decoder) -> Option<Tied> {
    decoder.word(node, &Tied::ALL.map(|tied| (tied.word(), tied)))
}

/// A chain of links with its end.
pub fn ties(node: &Node, decoder: &mut Decoder) -> Option<TiesDefinition> {
    let lines = decoder.one_or_more(node);
    if lines.is_empty() {
        return decoder.wrong(node, "list");
    }
    let mut links = Vec::new();
    let mut end = TiesEnd::default();
    for (index, line) in lines.iter().enumerate() {
        if line.is_scalar() {
            let word = decoder.word(line, &[("share", TiesEnd::Share), ("decide", TiesEnd::Decide)]);
            if index + 1 < lines.len() {
                return decoder.wrong(line, "link");
            }
            end = word?;
        } else {
            links.push(link(line, decoder)?);
        }
    }
    Some(TiesDefinition { links, end, place: node.place })
}

fn link(node: &Node, decoder: &mut Decoder) -> Option<LinkDefinition> {
    let axes = Axis::ALL.map(|axis| (axis.word(), axis));
    let mut mapping = decoder.mapping(node)?;
    let stage = mapping.get("stage").and_then(|node| decoder.text(node));
    let criteria = mapping.get("criteria").map(|node| decoder.texts(node)).unwrap_or_default();
    let jurors = mapping.get("jurors").map(|node| decoder.texts(node)).unwrap_or_default();
    let counted = mapping.get("count").and_then(|node| decoder.word(node, &axes));
    let count = counted.map(|axis| (axis, bounds(&mut mapping, decoder)));
    if count.as_ref().is_some_and(|(_, bounds)| bounds.is_empty()) && !has_bound(&mapping) && !mapping.any_mistyped() {
        decoder.report(Diagnostic::new(Code::MissingKey, mapping.place).with("key", "at_least"));
    }
    let countback = mapping.get("countback").and_then(|node| decoder.word(node, &axes));
    let highest = mapping.get("highest").and_then(|node| decoder.text(node));
    let lowest = mapping.get("lowest").and_then(|node| decoder.text(node));
    let rules = [
        !criteria.is_empty(),
        !jurors.is_empty(),
        count.is_some(),
        countback.is_some(),
        highest.is_some(),
        lowest.is_some(),
    ];
    let said = rules.into_iter().filter(|said| *said).count();
    if stage.is_some() && (count.is_some() || countback.is_some()) {
        let fault = Diagnostic::new(Code::OneVerb, node.place).with("count", 2);
        decoder.report(fault.with("verbs", "stage, count, countback"));
    } else if said > 1 || said == 0 && stage.is_none() {
        let verbs = match said {
            0 => "stage, criteria, jurors, count, countback, highest, lowest",
            _ => "criteria, jurors, count, countback, highest, lowest",
        };
        decoder.report(Diagnostic::new(Code::OneVerb, node.place).with("count", said).with("verbs", verbs));
    }
    let count =
        count.map(|(axis, bounds)| (axis, bounds.into_iter().filter_map(|bound| points(bound, decoder)).collect()));
    mapping.finish(decoder);
    Some(LinkDefinition { stage, criteria, jurors, count, countback, highest, lowest, place: node.place })
}

/// A bound of single values is in points.
fn points(bound: Spanned<Bound>, decoder: &mut Decoder) -> Option<(Relation, Score)> {
    match bound.value.limit {
        Limit::Points(limit) => Some((bound.value.relation, limit)),
        Limit::Part(_) => {
            decoder.report(Diagnostic::new(Code::NoMaximum, bound.place));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_range_of_marks_is_understood() {
        let range = |text| split_range(text).map(|(low, high, step)| format!("{low} {high} {step}"));
        assert_eq!(range("1-3").as_deref(), Some("1 3 1"));
        assert_eq!(range("0-20 by 0.5").as_deref(), Some("0 20 1/2"));
        assert_eq!(range("-2..3").as_deref(), Some("-2 3 1"));
        assert_eq!(range("-4.2 - 4.2 by 0.1").as_deref(), Some("-21/5 21/5 1/10"));
        assert_eq!(range("0,25-10 by 0,25").as_deref(), Some("1/4 10 1/4"));
        for wrong in ["3", "a-b", "1-3 by 0", "1-3 by -1", "", "1-"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
