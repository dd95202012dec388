//! `contest.yaml` as it is written: decoded, but with names not yet resolved.
//!
//! Receives the text, hands on a [`Definition`] in which everything keeps its place, with every fault that
//! can be seen without looking at another file. Decoding goes on after a fault.

mod decoder;
mod distinctions;
pub mod keys;
mod meeting;
mod ordered;
mod outline;
pub mod programme;
mod schema;
mod stages;
mod steps;
mod tree;

use std::collections::BTreeMap;

use crate::contest::{
    Answers, Axis, Bound, Calendar, Direction, Drop, Except, FoldKind, JurorMarks, MarkScale, NotPassed, Numbering,
    Per, Questions, Quota, Relation, Tied, TiesEnd,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Language, Title};
use crate::score::{Rounding, Score};
use crate::source::{FileId, Place, Sources, Spanned};

use decoder::{Decoder, Mapping};
pub use decoder::{is_id, is_reserved};
pub use meeting::{MeetingDefinition, Written, decode as decode_meeting};
pub use outline::{Change, Outline};
pub use schema::Schema;
pub use stages::ADJUSTMENTS;
use tree::{Node, NodeContent};

/// The only version of the rules' format.
const FORMAT: &str = "1";

/// The rules as they are written.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The contest's name.
    pub title: Title,
    /// The language of its documents.
    pub language: Language,
    /// Who holds it.
    pub organisation: Option<Title>,
    /// What it is held by.
    pub basis: Vec<Title>,
    /// Its days.
    pub calendar: Calendar,
    /// The column whose every value may have one entry.
    pub one_per: Option<Spanned<String>>,
    /// Whether jurors see codes instead of names.
    pub blind: bool,
    /// The part of the jury that must be present.
    pub quorum: Option<Score>,
    /// The stages.
    pub stages: Vec<StageDefinition>,
    /// The ranking, if it is written down.
    pub ranking: Option<StageDefinition>,
    /// The awards.
    pub awards: Vec<AwardDefinition>,
    /// The nominations.
    pub nominations: Vec<NominationDefinition>,
    /// The lines that are the commission's own choice.
    pub chosen: Vec<ChosenDefinition>,
    /// What may be shown outside the jury.
    pub publish: PublishDefinition,
    /// Where the mapping begins.
    pub place: Place,
}

/// What may be shown outside the jury, as it is written.
#[derive(Clone, Debug, Default)]
pub struct PublishDefinition {
    /// How the marks of single jurors may be shown.
    pub juror_marks: Option<JurorMarks>,
    /// What becomes of entries that did not pass.
    pub not_passed: NotPassed,
    /// The columns of `participants.csv` that are shown.
    pub fields: Vec<Spanned<String>>,
}

/// A decision that puts another value into a line of the rules.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The line, from the top, list members by their ids.
    pub path: Spanned<String>,
    /// The value that stands there.
    pub was: Spanned<String>,
    /// The value that holds now.
    pub now: Spanned<String>,
}

/// An amendment of other rules than those that were approved, which does not fit them.
#[derive(Clone, Debug)]
pub struct PassedOver {
    /// The amendment.
    pub amendment: Amendment,
    /// What stands in its line; none where there is no such line.
    pub stands: Option<String>,
}

/// A stage as it is written.
#[derive(Clone, Debug)]
pub struct StageDefinition {
    /// The id.
    pub id: Spanned<String>,
    /// The name.
    pub title: Option<Title>,
    /// How it is held.
    pub form: Option<Title>,
    /// The criteria; a fault in any of them leaves `None` inside.
    pub criteria: Option<Vec<Option<CriterionDefinition>>>,
    /// How many attempts there are.
    pub attempts: usize,
    /// The stages that are added up.
    pub of: Option<Vec<Spanned<String>>>,
    /// The steps of the score.
    pub score: ScoreDefinition,
    /// Who passes.
    pub pass: Option<PassDefinition>,
    /// What decides between equals.
    pub ties: Option<TiesDefinition>,
    /// How equals are numbered.
    pub numbering: Option<Numbering>,
    /// Scores this close to their neighbour are equal.
    pub equal_within: Option<Spanned<Score>>,
    /// Numbers that are measured.
    pub numbers: Vec<NumberDefinition>,
    /// The range of an adjustment.
    pub adjustments: Option<(Score, Score)>,
    /// In the ranking: whether those who stopped earlier are placed below.
    pub follow: bool,
    /// The column of the fields.
    pub within: Option<Spanned<String>>,
    /// Whether an absent juror leaves a gap.
    pub absent_skips: bool,
    /// Which of two answers of a juror for an entry counts.
    pub answers: Answers,
    /// How a form asks for the juror and the participant.
    pub questions: Questions,
    /// Where the stage begins.
    pub place: Place,
}

impl StageDefinition {
    /// The steps of the score that are written.
    #[must_use]
    pub fn steps(&self) -> &[StepDefinition] {
        match &self.score {
            ScoreDefinition::Steps(steps) => steps,
            ScoreDefinition::Default | ScoreDefinition::Faulty => &[],
        }
    }

    /// What decides between equals in the stage, and inside its steps.
    pub fn all_ties(&self) -> impl Iterator<Item = &TiesDefinition> {
        let inside = self.steps().iter().filter_map(|step| match &step.operation {
            OperationDefinition::Places(_, ties) | OperationDefinition::Points(_, ties) => ties.as_ref(),
            _ => None,
        });
        self.ties.iter().chain(inside)
    }

    /// A stage that says nothing but its id.
    #[must_use]
    pub fn unwritten(id: Spanned<String>) -> Self {
        let place = id.place;
        StageDefinition {
            id,
            title: None,
            form: None,
            criteria: None,
            attempts: 1,
            of: None,
            score: ScoreDefinition::Default,
            pass: None,
            ties: None,
            numbering: None,
            equal_within: None,
            numbers: Vec::new(),
            adjustments: None,
            follow: false,
            within: None,
            absent_skips: false,
            answers: Answers::default(),
            questions: Questions::default(),
            place,
        }
    }
}

/// A criterion as it is written.
#[derive(Clone, Debug)]
pub struct CriterionDefinition {
    /// The id.
    pub id: Spanned<String>,
    /// The name.
    pub title: Option<Title>,
    /// The marks it takes.
    pub marks: MarkScale,
    /// Which marks are better.
    pub direction: Direction,
    /// The tracks whose entries are judged by it; none for all.
    pub tracks: Option<Vec<String>>,
    /// Where the marks stand.
    pub place: Place,
}

/// A measured number as it is written.
#[derive(Clone, Debug)]
pub struct NumberDefinition {
    /// The id.
    pub id: Spanned<String>,
    /// What has one.
    pub per: Per,
}

/// The steps of a score as they are written.
#[derive(Clone, Debug)]
pub enum ScoreDefinition {
    /// Nothing is written.
    Default,
    /// These.
    Steps(Vec<StepDefinition>),
    /// Something in them was wrong, and has been reported.
    Faulty,
}

/// A step as it is written.
#[derive(Clone, Debug)]
pub struct StepDefinition {
    /// What it does.
    pub operation: OperationDefinition,
    /// The line.
    pub place: Place,
}

/// What a step does, with names not yet resolved.
#[derive(Clone, Debug)]
pub enum OperationDefinition {
    /// Folds an axis away.
    Fold {
        /// Which axis.
        axis: Axis,
        /// What becomes of its values.
        kind: FoldKind,
        /// The extremes that are left out.
        drop: Option<Drop>,
        /// Fewer values leave a gap.
        needs: usize,
        /// What a gap counts as.
        missing: Option<Score>,
        /// With a mean: the weight of each name of the axis.
        weights: Option<Names>,
    },
    /// Rounds every number.
    Round(Rounding),
    /// Multiplies every number by a constant.
    TimesConstant(Score),
    /// Multiplies by names of one axis.
    TimesNames(Names),
    /// Multiplies by a measured number.
    TimesNumber(Spanned<String>),
    /// Adds to every number.
    Plus(AddendDefinition),
    /// Takes from every number.
    Minus(AddendDefinition),
    /// Raises every number to this one at least.
    Floor(Score),
    /// Moves numbers towards the mean along an axis.
    Pull(Axis, Score),
    /// Every number becomes its place.
    Places(Numbering, Option<TiesDefinition>),
    /// Every number becomes the points of its place.
    Points(Vec<Score>, Option<TiesDefinition>),
}

/// Names of the members of an axis, each with its number.
pub type Names = Vec<(Spanned<String>, Score)>;

/// What is added, as it is written.
#[derive(Clone, Debug)]
pub enum AddendDefinition {
    /// A constant.
    Constant(Score),
    /// A measured number, or `adjustments`.
    Name(Spanned<String>),
}

/// Who passes, as it is written.
#[derive(Clone, Debug)]
pub struct PassDefinition {
    /// The ways to pass; none: `decide`.
    pub ways: Vec<ConditionDefinition>,
    /// Where it stands.
    pub place: Place,
}

/// A way to pass, as it is written.
#[derive(Clone, Debug)]
pub struct ConditionDefinition {
    /// Bounds of the score.
    pub bounds: Vec<Spanned<Bound>>,
    /// A number that passes.
    pub top: Option<Quota>,
    /// The column that the number holds within.
    pub within: Option<Spanned<String>>,
    /// The stage whose entries a part is of.
    pub of: Option<Spanned<String>>,
    /// Equals across the cut.
    pub tied: Tied,
}

/// What decides between equals, as it is written.
#[derive(Clone, Debug)]
pub struct TiesDefinition {
    /// The links.
    pub links: Vec<LinkDefinition>,
    /// The end.
    pub end: TiesEnd,
    /// Where it stands.
    pub place: Place,
}

/// A link, as it is written.
#[derive(Clone, Debug)]
pub struct LinkDefinition {
    /// The stage that it names.
    pub stage: Option<Spanned<String>>,
    /// The criteria that it names.
    pub criteria: Vec<Spanned<String>>,
    /// The jurors or roles that it names.
    pub jurors: Vec<Spanned<String>>,
    /// The axis whose values are counted, with the bounds.
    pub count: Option<(Axis, Vec<(Relation, Score)>)>,
    /// The axis whose values are gone through from the best.
    pub countback: Option<Axis>,
    /// A number or column of which more is better.
    pub highest: Option<Spanned<String>>,
    /// A number or column of which less is better.
    pub lowest: Option<Spanned<String>>,
    /// The line.
    pub place: Place,
}

/// An award, as it is written.
#[derive(Clone, Debug)]
pub struct AwardDefinition {
    /// The id.
    pub id: Spanned<String>,
    /// The name.
    pub title: Option<Title>,
    /// How many hold it.
    pub holders: Option<usize>,
    /// From which place to which.
    pub places: Option<(usize, usize)>,
    /// The part of those left.
    pub share: Option<Score>,
    /// Bounds of the score.
    pub bounds: Vec<Spanned<Bound>>,
    /// Equals across the cut.
    pub tied: Tied,
    /// Where it begins.
    pub place: Place,
}

/// A nomination, as it is written.
#[derive(Clone, Debug)]
pub struct NominationDefinition {
    /// The id.
    pub id: Spanned<String>,
    /// The name.
    pub title: Option<Title>,
    /// What it goes by.
    pub by: ByDefinition,
    /// The part of the votes that must be exceeded.
    pub above: Option<Score>,
    /// How many hold it.
    pub holders: usize,
    /// Who cannot hold it.
    pub except: Except,
    /// Equals across the cut.
    pub tied: Tied,
    /// The column that it is given within.
    pub within: Option<Spanned<String>>,
    /// Where it begins.
    pub place: Place,
}

/// What a nomination goes by, as it is written.
#[derive(Clone, Debug)]
pub enum ByDefinition {
    /// The score of a stage, of some criteria alone if any are named.
    Score {
        /// The stage.
        stage: Spanned<String>,
        /// The criteria.
        criteria: Vec<Spanned<String>>,
    },
    /// A ballot.
    Ballot,
    /// A decision.
    Decision,
}

impl Definition {
    /// The ids of the stages, the ranking last.
    #[must_use]
    pub fn stage_ids(&self) -> Vec<String> {
        self.stages.iter().map(|stage| stage.id.value.clone()).chain(std::iter::once("ranking".to_owned())).collect()
    }
}

/// One of `chosen`.
#[derive(Clone, Debug)]
pub struct ChosenDefinition {
    /// The line that it names: `stages/portfolio/pass`.
    pub path: Spanned<String>,
    /// Whether the line stands in the rules.
    pub written: bool,
}

/// Decodes the rules; with them everything that was wrong.
///
/// There is no definition if the text is not YAML, is no mapping, or is of another format.
pub fn decode(sources: &Sources, file: FileId, amendments: &[Amendment]) -> (Option<Definition>, Vec<Diagnostic>) {
    let mut root = match tree::parse(sources, file) {
        Ok(root) => root,
        Err(fault) => return (None, vec![fault]),
    };
    let mut decoder = Decoder::default();
    for amendment in amendments {
        amend(&mut root, amendment, &mut decoder);
    }
    let definition = definition(&root, file, &mut decoder);
    (definition, decoder.diagnostics)
}

/// Those amendments that fit the rules, one after the other, and those that do not. A line that already has what the
/// last amendment of it puts there needs none.
#[must_use]
pub fn fitting(sources: &Sources, file: FileId, amendments: Vec<Amendment>) -> (Vec<Amendment>, Vec<PassedOver>) {
    let Ok(mut root) = tree::parse(sources, file) else { return (amendments, Vec::new()) };
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for amendment in amendments {
        match line(&mut root, &amendment).map(|node| &mut node.content) {
            Some(NodeContent::Scalar(text)) if *text == amendment.was.value => {
                text.clone_from(&amendment.now.value);
                fitting.push(amendment);
            }
            Some(_) | None => others.push(amendment),
        }
    }
    let last: BTreeMap<String, Amendment> =
        others.into_iter().map(|amendment| (amendment.path.value.clone(), amendment)).collect();
    let passed_over = last.into_values().filter_map(|amendment| {
        let stands = line(&mut root, &amendment).and_then(|node| match &node.content {
            NodeContent::Scalar(text) => Some(text.clone()),
            NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => None,
        });
        (stands.as_ref() != Some(&amendment.now.value)).then_some(PassedOver { amendment, stands })
    });
    (fitting, passed_over.collect())
}

/// The line of the rules that an amendment names, if one value stands there.
fn line<'n>(root: &'n mut Node, amendment: &Amendment) -> Option<&'n mut Node> {
    let found = amendment.path.value.split('/').try_fold(root, |node, segment| node.child_mut(segment));
    found.filter(|node| node.is_scalar())
}

/// Puts another value into a line of the rules: `stages/portfolio/pass/at_least`.
fn amend(root: &mut Node, amendment: &Amendment, decoder: &mut Decoder) {
    let Some(node) = line(root, amendment) else {
        let fault = Diagnostic::new(Code::DecisionAbout, amendment.path.place);
        let fault = fault.with("about", amendment.path.value.as_str()).with("nearest", "no");
        decoder.report(fault.with("known", "stages/ID/pass/at_least, stages/ID/score/0/round, awards/ID/holders, …"));
        return;
    };
    match &mut node.content {
        NodeContent::Scalar(text) if *text == amendment.was.value => {
            text.clone_from(&amendment.now.value);
            node.place = amendment.now.place;
        }
        NodeContent::Scalar(text) => {
            let fault = Diagnostic::new(Code::DecisionWas, amendment.was.place);
            decoder.report(fault.with("was", amendment.was.value.as_str()).with("stands", text.as_str()));
        }
        NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => {}
    }
}

fn definition(root: &Node, file: FileId, decoder: &mut Decoder) -> Option<Definition> {
    let mut mapping = head(root, file, decoder)?;
    let title = mapping.require("title").and_then(|node| decoder.title(node));
    let language = mapping.require("language").and_then(|node| decoder.language(node));
    let organisation = mapping.get("organisation").and_then(|node| decoder.title(node));
    let basis = mapping.get("basis").and_then(|node| decoder.list(node)).unwrap_or_default();
    let basis = basis.iter().filter_map(|node| decoder.title(node)).collect();
    let calendar = mapping.get("calendar").and_then(|node| calendar(node, decoder)).unwrap_or_default();
    let participants = mapping.get("participants").and_then(|node| {
        let mut participants = decoder.mapping(node)?;
        let one_per = participants.get("one_per").and_then(|node| decoder.text(node));
        let blind = participants.get("blind").and_then(|node| decoder.word(node, &[("true", true), ("false", false)]));
        participants.finish(decoder);
        Some((one_per, blind.unwrap_or(false)))
    });
    let (one_per, blind) = participants.unwrap_or_default();
    let quorum = mapping.get("jury").and_then(|node| {
        let mut jury = decoder.mapping(node)?;
        let quorum = jury.get("quorum").and_then(|node| part(node, decoder));
        jury.finish(decoder);
        quorum
    });
    let stages = mapping.require("stages").and_then(|node| decoder.list(node)).unwrap_or_default();
    if let (true, Some(node)) = (stages.is_empty(), mapping.get("stages").filter(|node| node.is_list())) {
        decoder.wrong::<()>(node, "list");
    }
    let stages = stages.iter().filter_map(|node| stages::stage(node, decoder)).collect();
    let ranking = mapping.entry("ranking").and_then(|(key, node)| stages::ranking(key, node, decoder));
    let awards = mapping.get("awards").and_then(|node| decoder.list(node)).unwrap_or_default();
    let awards = awards.iter().filter_map(|node| distinctions::award(node, decoder)).collect();
    let nominations = mapping.get("nominations").and_then(|node| decoder.list(node)).unwrap_or_default();
    let nominations = nominations.iter().filter_map(|node| distinctions::nomination(node, decoder)).collect();
    let chosen = mapping.get("chosen").map(|node| decoder.texts(node)).unwrap_or_default();
    let chosen = chosen.into_iter().map(|path| {
        let written = root.has(&path.value.split('/').collect::<Vec<_>>());
        ChosenDefinition { path, written }
    });
    let chosen = chosen.collect();
    let publish = mapping.get("publish").and_then(|node| publish(node, decoder)).unwrap_or_default();
    mapping.finish(decoder);
    Some(Definition {
        title: title.unwrap_or(Title::Plain(String::new())),
        language: language.unwrap_or(Language::En),
        organisation,
        basis,
        calendar,
        one_per,
        blind,
        quorum,
        stages,
        ranking,
        awards,
        nominations,
        chosen,
        publish,
        place: root.place,
    })
}

/// The mapping of a whole file, which says its format.
fn head<'n>(root: &'n Node, file: FileId, decoder: &mut Decoder) -> Option<Mapping<'n>> {
    if let NodeContent::Null = root.content {
        return decoder.wrong(&Node { content: NodeContent::Null, place: Place::File(file) }, "mapping");
    }
    let mut mapping = decoder.mapping(root)?;
    format(mapping.get("format"), file, decoder)?;
    Some(mapping)
}

fn format(node: Option<&Node>, file: FileId, decoder: &mut Decoder) -> Option<()> {
    let Some(node) = node else {
        decoder.report(Diagnostic::new(Code::Format, Place::File(file)).with("kind", "missing").with("found", ""));
        return None;
    };
    let found = decoder.text(node)?;
    if found.value != FORMAT {
        decoder.report(Diagnostic::new(Code::Format, found.place).with("kind", "unknown").with("found", found.value));
        return None;
    }
    Some(())
}

/// What may be shown outside the jury.
fn publish(node: &Node, decoder: &mut Decoder) -> Option<PublishDefinition> {
    let juror_marks = JurorMarks::ALL.map(|each| (each.word(), each));
    let not_passed = NotPassed::ALL.map(|each| (each.word(), each));
    let mut mapping = decoder.mapping(node)?;
    let publish = PublishDefinition {
        juror_marks: mapping.get("juror_marks").and_then(|node| decoder.word(node, &juror_marks)),
        not_passed: mapping.get("not_passed").and_then(|node| decoder.word(node, &not_passed)).unwrap_or_default(),
        fields: mapping.get("fields").map(|node| decoder.texts(node)).unwrap_or_default(),
    };
    mapping.finish(decoder);
    Some(publish)
}

fn calendar(node: &Node, decoder: &mut Decoder) -> Option<Calendar> {
    let mut mapping = decoder.mapping(node)?;
    let mut day = |key, decoder: &mut Decoder| mapping.get(key).and_then(|node| decoder.date(node));
    let calendar = Calendar {
        announced: day("announced", decoder),
        applications: day("applications", decoder),
        held: day("held", decoder),
        results: day("results", decoder),
    };
    mapping.finish(decoder);
    Some(calendar)
}

/// A part of a whole: `2/3`, `0.5`, `50%`.
fn part(node: &Node, decoder: &mut Decoder) -> Option<Score> {
    let text = decoder.text(node)?;
    let part = match text.value.strip_suffix('%') {
        Some(percent) => Score::parse(percent.trim_end()).map(|percent| percent / Score::integer(100)),
        None => Score::parse(&text.value),
    };
    match part {
        Ok(part) if !part.is_negative() && part <= Score::integer(1) => Some(part),
        Ok(_) | Err(_) => decoder.wrong_value(node, &text.value, "1/2, 2/3, 50%".to_owned()),
    }
}
