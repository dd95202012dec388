//! Documents through templates that are Word documents.
//!
//! Receives a view and the bytes of a `.docx`, hands on the bytes of the filled-in document. The tags are those of
//! the text templates. A part with tags becomes the source of a minijinja template, its XML standing between the
//! tags, so that conditions and loops mean here what they mean there: [`paragraphs`] puts each tag into one run,
//! [`structure`] beside what it repeats or leaves out, [`mend`] gives the result what the format asks for.
//! Everything else of the package stays as it is, to the byte.

mod falling;
mod mend;
mod package;
mod paragraphs;
mod structure;
mod tags;
mod tree;

use minijinja::value::Value;
use minijinja::{Environment, Error, Output, State};

use crate::language::Language;
use crate::render::fault::{Paragraph, Place, Problem, TemplateFault, of_engine};
use crate::render::names::unknown_names;
use crate::render::template::{Template, View};

use package::{Package, PackageFault, Part};
use paragraphs::Tag;
use structure::StructureFault;
use tags::{Kind, TextFault};
use tree::Node;

/// The language that the embedded templates name in their styles.
const TEMPLATE_LANGUAGE: &str = "\"kk-KZ\"";

/// A part with tags, as minijinja reads it.
struct Story {
    /// The part's name in the package.
    name: String,
    /// The source.
    source: String,
    /// The tags with the line of the source that each begins on.
    tags: Vec<(usize, Tag)>,
    /// How its paragraphs begin.
    beginnings: Vec<String>,
}

/// Fills in a Word document; all its parts together take as many steps as the environment allows.
///
/// # Errors
/// The template is no Word document, its tags are no template, or they use what is not there.
pub(super) fn fill(
    view: &View,
    template: &Template,
    mut environment: Environment<'static>,
) -> Result<Vec<u8>, Vec<TemplateFault>> {
    let limit = environment.fuel();
    let mut package = Package::open(&template.bytes).map_err(|fault| vec![not_word(template, fault)])?;
    let stories = stories(&mut package, template)?;
    let mut faults = Vec::new();
    for story in &stories {
        match unknown_names(&story.name, &story.source, &view.shape, &environment) {
            Ok(found) => {
                faults.extend(found.into_iter().map(|(line, problem)| story.fault(template, Some(line), problem)))
            }
            Err(error) => faults.push(story.fault(template, error.line(), of_engine(&error, limit))),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut parts = Vec::new();
    for story in stories {
        let (text, left) = story.filled(view, template, &environment, limit)?;
        environment.set_fuel(left);
        parts.push(Part { name: story.name, text });
    }
    package.with(&parts).map_err(|fault| vec![not_word(template, fault)])
}

/// The embedded template with this language in its styles, for the spelling to be checked in.
pub(super) fn in_language(template: Template, language: Language) -> Template {
    let tag = match language {
        Language::Kk => "\"kk-KZ\"",
        Language::Ru => "\"ru-RU\"",
        Language::En => "\"en-GB\"",
    };
    let written = Package::open(&template.bytes).and_then(|mut package| {
        let name = package.styles().expect("an embedded template has styles");
        let text = package.text(&name)?.replace(TEMPLATE_LANGUAGE, tag);
        package.with(&[Part { name, text }])
    });
    Template { bytes: written.expect("an embedded template is a Word document"), ..template }
}

/// Prints a value as the text of a run.
pub(super) fn write_value(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = value.to_string();
    let text = if value.is_safe() { text } else { escape(&text) };
    write!(output, "{text}").map_err(Error::from)
}

/// The text within a `w:t` that shows it as it is: line ends and tabs are elements of their own, and what XML
/// forbids stands as the sign for what cannot be shown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => escaped.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">"),
            '\t' => escaped.push_str("</w:t><w:tab/><w:t xml:space=\"preserve\">"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The parts of the package that have tags.
fn stories(package: &mut Package, template: &Template) -> Result<Vec<Story>, Vec<TemplateFault>> {
    let (mut stories, mut faults) = (Vec::new(), Vec::new());
    for name in package.stories() {
        let text = package.text(&name).map_err(|fault| vec![not_word(template, fault)])?;
        match Story::of(&name, &text, template) {
            Ok(story) => stories.extend(story),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(stories) } else { Err(faults) }
}

impl Story {
    /// The part as a source; none if it has no tags.
    fn of(name: &str, text: &str, template: &Template) -> Result<Option<Story>, Vec<TemplateFault>> {
        let mut nodes = tree::parse(text).map_err(|malformed| {
            let problem = Problem::NotWord(format!("{name}: {}", malformed.0));
            vec![TemplateFault { template: template.name.clone(), place: None, problem }]
        })?;
        let taken = paragraphs::take_tags(&mut nodes);
        let mut story =
            Story { name: name.to_owned(), source: String::new(), tags: Vec::new(), beginnings: taken.beginnings };
        let fault = |paragraph, tag, problem| TemplateFault {
            template: template.name.clone(),
            place: Some(story.place(paragraph, tag)),
            problem,
        };
        if !taken.faults.is_empty() {
            let faults = taken.faults.into_iter().map(|(paragraph, found)| fault(paragraph, None, of_text(found)));
            return Err(faults.collect());
        }
        if taken.tags.is_empty() {
            return Ok(None);
        }
        let nodes = structure::arrange(nodes, &taken.tags).map_err(|found| {
            let faults = found.into_iter().map(|(tag, found)| {
                let tag = &taken.tags[tag];
                fault(tag.paragraph, Some(&tag.source), of_structure(found, &tag.kind))
            });
            faults.collect::<Vec<_>>()
        })?;
        story.write(&nodes, &taken.tags);
        Ok(Some(story))
    }

    /// Writes the source: a line end inside each tag, right behind its opening, tells the tags apart by their lines.
    fn write(&mut self, nodes: &[Node], tags: &[Tag]) {
        let mut source = String::new();
        let mut lines = vec![0; tags.len()];
        let mut order = Vec::new();
        let nodes = inert(nodes);
        let mut line = 1;
        let mut counted = 0;
        tree::write(&nodes, &mut source, &mut |tag, source| {
            let own = &tags[tag].source;
            let opening =
                own.char_indices().nth(2).map_or(own.len(), |(at, next)| at + usize::from(matches!(next, '-' | '+')));
            line += source[counted..].matches('\n').count();
            counted = source.len();
            // A comment prints nothing and means nothing.
            if !own.starts_with("{#") {
                source.push_str(&own[..opening]);
                source.push('\n');
                source.push_str(&own[opening..]);
                lines[tag] = line + 1;
                order.push(tag);
            }
        });
        self.tags = order.into_iter().map(|tag| (lines[tag], tags[tag].clone())).collect();
        self.source = source;
    }

    /// Where the tag stands that begins on the line, or last before it.
    fn place_of_line(&self, line: usize) -> Option<Place> {
        let (_, tag) = self.tags.iter().rev().find(|(start, _)| *start <= line)?;
        Some(self.place(tag.paragraph, Some(&tag.source)))
    }

    fn place(&self, paragraph: usize, tag: Option<&str>) -> Place {
        Place::Paragraph(Paragraph {
            part: self.name.clone(),
            number: paragraph + 1,
            beginning: self.beginnings[paragraph].clone(),
            tag: tag.map(str::to_owned),
        })
    }

    fn fault(&self, template: &Template, line: Option<usize>, problem: Problem) -> TemplateFault {
        let place = line.and_then(|line| self.place_of_line(line));
        TemplateFault { template: template.name.clone(), place, problem }
    }

    /// The text of the part, filled in, and how many steps are left then of those that the environment allows; `limit`
    /// is what it allowed at first.
    fn filled(
        &self,
        view: &View,
        template: &Template,
        environment: &Environment,
        limit: Option<u64>,
    ) -> Result<(String, Option<u64>), Vec<TemplateFault>> {
        let filled = environment.template_from_named_str(&self.name, &self.source);
        let filled = filled
            .and_then(|filled| filled.render_captured(&view.value))
            .map_err(|error| vec![self.fault(template, error.line(), of_engine(&error, limit))])?;
        let text = mend::mend(filled.output()).map_err(|malformed| {
            let problem = Problem::NotWord(format!("{}: {}", self.name, malformed.0));
            vec![TemplateFault { template: template.name.clone(), place: None, problem }]
        })?;
        Ok((text, filled.state().fuel_levels().map(|(_, left)| left)))
    }
}

/// The pieces, with nothing outside of the tags that minijinja would take for one.
fn inert(nodes: &[Node]) -> Vec<Node> {
    let followed = nodes.iter().skip(1).map(|next| matches!(next, Node::Tag(_))).chain([false]);
    let pieces = nodes.iter().zip(followed).map(|(node, before_tag)| match node {
        Node::Tag(tag) => Node::Tag(*tag),
        Node::Raw(text) => {
            let mut text = without_openings(text);
            if before_tag && text.ends_with('{') {
                text.truncate(text.len() - 1);
                text.push_str("&#123;");
            }
            Node::Raw(text)
        }
        Node::Element(element) => {
            let mut element = element.clone();
            element.open = without_openings(&element.open);
            element.children = inert(&element.children);
            Node::Element(element)
        }
    });
    pieces.collect()
}

fn without_openings(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '{' && matches!(characters.peek(), Some('{' | '%' | '#')) {
            inert.push_str("&#123;");
        } else {
            inert.push(character);
        }
    }
    inert
}

fn not_word(template: &Template, fault: PackageFault) -> TemplateFault {
    let problem = match fault {
        PackageFault::NotWord(detail) => Problem::NotWord(detail),
        PackageFault::TooLarge(part, limit) => Problem::TooLarge { part, limit },
    };
    TemplateFault { template: template.name.clone(), place: None, problem }
}

fn of_text(fault: TextFault) -> Problem {
    match fault {
        TextFault::Unclosed(tag) => Problem::Unclosed(tag),
        TextFault::NotInOneParagraph(word) => Problem::NotInOneParagraph(word),
        TextFault::Unknown(word) => Problem::NotInWord(word),
    }
}

fn of_structure(fault: StructureFault, kind: &Kind) -> Problem {
    let word = match kind {
        Kind::Opens(block) => block.word(),
        Kind::Print | Kind::Divides | Kind::Ends(_) | Kind::Alone => "",
    };
    match fault {
        StructureFault::Unended => Problem::Unended(format!("end{word}")),
        StructureFault::Unbegun => Problem::Unbegun,
        StructureFault::Crosses => Problem::Crosses,
    }
}

#[cfg(test)]
mod tests;
