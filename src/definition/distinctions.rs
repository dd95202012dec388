//! Awards and nominations.

use crate::contest::Except;
use crate::definition::decoder::Decoder;
use crate::definition::tree::{Node, NodeContent};
use crate::definition::{AwardDefinition, ByDefinition, NominationDefinition, part, stages};
use crate::diagnostic::{Code, Diagnostic};

/// Decodes one of `awards`.
pub fn award(node: &Node, decoder: &mut Decoder) -> Option<AwardDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let id = mapping.require("id").and_then(|node| decoder.id(node));
    let title = mapping.get("title").and_then(|node| decoder.title(node));
    let holders = mapping.get("holders").and_then(|node| decoder.count(node, 1));
    let places = mapping.get("place").and_then(|node| places(node, decoder));
    let share = mapping.get("share").and_then(|node| part(node, decoder));
    let bounds = stages::bounds(&mut mapping, decoder);
    // Only a number of holders can be cut through equals.
    let cut = holders.is_some() || share.is_some();
    let tied = if cut { mapping.get("tied").and_then(|node| stages::tied(node, decoder)) } else { None };
    let tied = tied.unwrap_or_default();
    let said = [holders.is_some(), places.is_some(), share.is_some()].into_iter().filter(|said| *said).count();
    if said > 1 {
        let fault = Diagnostic::new(Code::OneVerb, mapping.place).with("count", said);
        decoder.report(fault.with("verbs", "holders, place, share"));
    }
    mapping.finish(decoder);
    Some(AwardDefinition { id: id?, title, holders, places, share, bounds, tied, place: node.place })
}

/// `2`, `2-3`.
fn places(node: &Node, decoder: &mut Decoder) -> Option<(usize, usize)> {
    let text = decoder.text(node)?.value;
    let (from, to) = text.split_once('-').unwrap_or((&text, &text));
    match (from.trim().parse(), to.trim().parse()) {
        (Ok(from), Ok(to)) if 1 <= from && from <= to => Some((from, to)),
        _ => decoder.wrong_value(node, &text, "1, 2, 2-3".to_owned()),
    }
}

/// Decodes one of `nominations`.
pub fn nomination(node: &Node, decoder: &mut Decoder) -> Option<NominationDefinition> {
    let mut mapping = decoder.mapping(node)?;
    let id = mapping.require("id").and_then(|node| decoder.id(node));
    let title = mapping.get("title").and_then(|node| decoder.title(node));
    let by = mapping.require("by").and_then(|node| by(node, decoder));
    let by_ballot = matches!(by, Some(ByDefinition::Ballot));
    let by_score = matches!(by, Some(ByDefinition::Score { .. }));
    let unknown = by.is_none();
    let mut belongs = |key, where_to: bool| if where_to || unknown { mapping.get(key) } else { None };
    let above = belongs("above", by_ballot).and_then(|node| part(node, decoder));
    let tied = belongs("tied", by_ballot || by_score).and_then(|node| stages::tied(node, decoder)).unwrap_or_default();
    let within = belongs("within", by_score).and_then(|node| decoder.text(node));
    let holders = mapping.get("holders").and_then(|node| decoder.count(node, 1)).unwrap_or(1);
    let except = mapping.get("except").map(|node| except(node, decoder)).unwrap_or_default();
    mapping.finish(decoder);
    Some(NominationDefinition { id: id?, title, by: by?, above, holders, except, tied, within, place: node.place })
}

fn by(node: &Node, decoder: &mut Decoder) -> Option<ByDefinition> {
    match &node.content {
        NodeContent::Mapping(_) => {
            let mut mapping = decoder.mapping(node)?;
            let stage = mapping.require("stage").and_then(|node| decoder.text(node));
            let criteria = mapping.get("criteria").map(|node| decoder.texts(node)).unwrap_or_default();
            mapping.finish(decoder);
            Some(ByDefinition::Score { stage: stage?, criteria })
        }
        NodeContent::Null | NodeContent::Scalar(_) | NodeContent::List(_) => {
            let ballot = decoder.word(node, &[("ballot", true), ("decision", false)])?;
            Some(if ballot { ByDefinition::Ballot } else { ByDefinition::Decision })
        }
    }
}

fn except(node: &Node, decoder: &mut Decoder) -> Except {
    let mut except = Except::default();
    for each in decoder.one_or_more(node) {
        match decoder.word(each, &[("awards", true), ("nominations", false)]) {
            Some(true) => except.awards = true,
            Some(false) => except.nominations = true,
            None => {}
        }
    }
    except
}
