//! Documents through minijinja templates.
//!
//! A template sees a view and the function `text(key)` for the words of the document's language. Undefined
//! names are errors; everything that is printed is escaped for the document's format.

use base64::prelude::{BASE64_STANDARD, Engine};
use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::language::{Argument, Arguments, Catalogue, Language};
use crate::render::docx;
use crate::render::fault::{Place, Problem, TemplateFault, of_engine};
use crate::render::names::unknown_names;
use crate::render::plot;
use crate::render::shape::Shape;
use crate::report::{HonourKind, Scale};

/// How many steps any template may take. The engine takes a step for every 64 bytes of text, too, that an operator, a
/// filter or the output makes, before it makes them.
const STEPS: u64 = 10_000_000;

/// How many steps more it may take for each value of its view; the embedded ones take up to 13.
const STEPS_PER_VALUE: u64 = 20;

/// The templates that the binary carries.
static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A document that is written from a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The protocol of a jury's sitting.
    Protocol,
    /// The minutes of a meeting.
    Minutes,
    /// The yearly report of a programme.
    Programme,
    /// The extract from a protocol for one participant.
    Extract,
    /// The summary sheet: what each juror gave, and the sum.
    Summary,
    /// The rating table.
    Rating,
    /// The announcement of results.
    Announcement,
    /// The regulation in words.
    Regulation,
    /// Diplomas: a page for each holder of an award.
    Diploma,
    /// Certificates of merit: a page for each holder of a nomination.
    Merit,
    /// Certificates of participation.
    Certificate,
    /// Letters of thanks to the jury.
    Thanks,
    /// The register of diplomas, certificates and letters.
    Register,
    /// The results page.
    Results,
    /// The page that leads to everything that was published.
    Publication,
}

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// A self-contained HTML page.
    Html,
    /// A document for a word processor.
    Docx,
}

/// Which document is written, in which format and language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The document.
    pub document: Document,
    /// Its format.
    pub format: Format,
    /// The language of its words.
    pub language: Language,
}

/// A template of somebody's own instead of the embedded one.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name, for messages.
    pub name: String,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

impl Document {
    /// All of them.
    pub const ALL: [Document; 15] = [
        Document::Protocol,
        Document::Minutes,
        Document::Programme,
        Document::Extract,
        Document::Summary,
        Document::Rating,
        Document::Announcement,
        Document::Regulation,
        Document::Diploma,
        Document::Merit,
        Document::Certificate,
        Document::Thanks,
        Document::Register,
        Document::Results,
        Document::Publication,
    ];

    /// The papers of this kind.
    #[must_use]
    pub fn of_honours(kind: HonourKind) -> Document {
        match kind {
            HonourKind::Diploma => Document::Diploma,
            HonourKind::Merit => Document::Merit,
            HonourKind::Certificate => Document::Certificate,
            HonourKind::Thanks => Document::Thanks,
        }
    }

    /// The name of its files, and of its templates, without the ending.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Document::Protocol => "protocol",
            Document::Minutes => "minutes",
            Document::Programme => "programme",
            Document::Extract => "extract",
            Document::Summary => "summary",
            Document::Rating => "rating",
            Document::Announcement => "announcement",
            Document::Regulation => "regulation",
            Document::Diploma => "diploma",
            Document::Merit => "merit",
            Document::Certificate => "certificate",
            Document::Thanks => "thanks",
            Document::Register => "register",
            Document::Results => "results",
            Document::Publication => "publication",
        }
    }

    /// The formats that it is written in, the usual one first.
    #[must_use]
    pub fn formats(self) -> &'static [Format] {
        match self {
            Document::Programme => &[Format::Markdown, Format::Html],
            Document::Protocol
            | Document::Minutes
            | Document::Extract
            | Document::Summary
            | Document::Rating
            | Document::Announcement
            | Document::Regulation
            | Document::Register => &[Format::Markdown, Format::Html, Format::Docx],
            // Pages to print and hand over are nothing without their layout.
            Document::Diploma | Document::Merit | Document::Certificate | Document::Thanks => {
                &[Format::Html, Format::Docx]
            }
            Document::Results | Document::Publication => &[Format::Html],
        }
    }
}

impl Format {
    /// The ending of file names.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Docx => "docx",
        }
    }
}

impl Edition {
    /// The file name, of the document as of its template: `protocol.html`.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.{}", self.document.stem(), self.format.ending())
    }

    /// The template that the binary carries.
    fn embedded(self) -> Template {
        let name = self.file_name();
        let file = TEMPLATES.get_file(&name).expect("every document has a template for each of its formats");
        let template = Template { name, bytes: file.contents().to_vec() };
        match self.format {
            Format::Markdown | Format::Html => template,
            Format::Docx => docx::in_language(template, self.language),
        }
    }
}

/// Fills in the document's template with what its view says; `own` is filled in rather than the embedded one.
///
/// # Errors
/// The template is no template, or uses what is not there: as much of it as can be told at once.
///
/// # Panics
/// Without a template of one's own: the document is not written in this format, see [`Document::formats`].
pub fn fill<V: Serialize + JsonSchema>(
    view: &V,
    edition: Edition,
    own: Option<Template>,
) -> Result<Vec<u8>, Vec<TemplateFault>> {
    let template = own.unwrap_or_else(|| edition.embedded());
    let view = View { value: Value::from(Serde(view)), shape: Shape::of::<V>() };
    let environment = environment(edition.format, edition.language, &view.value);
    match edition.format {
        Format::Markdown | Format::Html => fill_text(&view, &template, edition, environment),
        Format::Docx => docx::fill(&view, &template, environment),
    }
}

/// What a template sees: the values, and what fields there can be.
pub(super) struct View {
    /// The values.
    pub value: Value,
    /// The fields.
    pub shape: Shape,
}

fn fill_text(
    view: &View,
    template: &Template,
    edition: Edition,
    mut environment: Environment<'static>,
) -> Result<Vec<u8>, Vec<TemplateFault>> {
    let Template { name, bytes } = template;
    let fault = |name: &str, line: Option<usize>, problem| {
        vec![TemplateFault { template: name.to_owned(), place: line.map(Place::Line), problem }]
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        fault(name, Some(line), Problem::Engine(error.to_string()))
    })?;
    // A byte order mark belongs to the file, not to what is printed.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let steps = environment.fuel();
    let of_error = |error: Error| fault(error.name().unwrap_or(name), error.line(), of_engine(&error, steps));
    add_embedded(&mut environment, edition).map_err(of_error)?;
    let unknown = unknown_names(name, text, &view.shape, &environment).map_err(of_error)?;
    if !unknown.is_empty() {
        return Err(unknown.into_iter().flat_map(|(line, problem)| fault(name, Some(line), problem)).collect());
    }
    let filled = environment.template_from_named_str(name, text).and_then(|filled| filled.render(&view.value));
    filled.map(String::into_bytes).map_err(of_error)
}

/// What a template may extend, include and import: the parts that the embedded templates share, and the embedded
/// template of the document itself, of which one's own may then change a block alone.
fn add_embedded(environment: &mut Environment<'static>, edition: Edition) -> Result<(), Error> {
    let parts = TEMPLATES.get_dir("parts").into_iter().flat_map(Dir::files);
    for file in parts.chain(TEMPLATES.get_file(edition.file_name())) {
        let name = file.path().to_str().expect("embedded templates have plain names");
        if name.ends_with(edition.format.ending()) {
            environment.add_template(name, file.contents_utf8().expect("embedded templates are UTF-8"))?;
        }
    }
    Ok(())
}

/// What fills templates in for this format and language from these values.
pub(super) fn environment(format: Format, language: Language, values: &Value) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A template that never ends, or doubles a text again and again, says so.
    environment.set_fuel(Some(STEPS + STEPS_PER_VALUE * size(values)));
    // In a Word document white space stands where the format puts it.
    let lines = format != Format::Docx;
    environment.set_syntax(syntax(lines));
    match format {
        Format::Html => {
            environment.set_auto_escape_callback(|_| AutoEscape::Html);
            environment.add_function("axis", |scale: Serde<Scale>| Value::from_safe_string(plot::axis(&scale.0)));
            environment.add_function("bar", |scale: Serde<Scale>, value: String| {
                Value::from_safe_string(plot::bar(&scale.0, &value))
            });
            environment.add_function("dots", |scale: Serde<Scale>, values: Vec<String>| {
                Value::from_safe_string(plot::dots(&scale.0, &values))
            });
            environment.add_function("csp_hash", |text: String| csp_hash(&text));
        }
        Format::Markdown => {
            environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
            environment.set_formatter(write_markdown);
        }
        Format::Docx => {
            environment.set_auto_escape_callback(|_| AutoEscape::Custom("docx".into()));
            environment.set_formatter(docx::write_value);
            // What it lets through would be markup, from wherever it came.
            environment.remove_filter("safe");
        }
    }
    // Catalogues are not shared between threads; the words are looked up in one made for the call.
    environment.add_function("text", move |key: String, values: Kwargs| text(language, &key, &values));
    environment
}

/// How many values there are in a value, itself counted.
fn size(value: &Value) -> u64 {
    let inside = |value: Value| size(&value);
    let within: u64 = match value.kind() {
        ValueKind::Map => value.try_iter().into_iter().flatten().flat_map(|key| value.get_item(&key)).map(inside).sum(),
        ValueKind::Seq => value.try_iter().into_iter().flatten().map(inside).sum(),
        _ => 0,
    };
    within + 1
}

/// What a page's content security policy calls a script or style that stands in it, so that no other one runs.
fn csp_hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

fn syntax(lines: bool) -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(lines).lstrip_blocks(lines).keep_trailing_newline(true).build();
    syntax.expect("the usual delimiters differ from one another")
}

fn text(language: Language, key: &str, values: &Kwargs) -> Result<String, Error> {
    thread_local! {
        static CATALOGUES: [Catalogue; 3] = Language::ALL.map(Catalogue::new);
    }
    let mut arguments: Arguments = Vec::new();
    for name in ["number", "points", "list"] {
        if values.has(name) {
            arguments.push((name, Argument::Text(values.get::<Value>(name)?.to_string())));
        }
    }
    values.assert_all_used()?;
    let found = CATALOGUES.with(|catalogues| {
        let own = catalogues.iter().find(|catalogue| catalogue.language() == language);
        own.and_then(|catalogue| catalogue.find(key, &arguments))
    });
    found.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no text is called {key}")))
}

fn write_markdown(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = value.to_string();
    let text = if value.is_safe() { text } else { escape_markdown(&text) };
    write!(output, "{text}").map_err(Error::from)
}

/// The text as Markdown that shows it as it is, on one line.
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_a_template_for_each_of_its_formats() {
        for document in Document::ALL {
            for &format in document.formats() {
                let edition = Edition { document, format, language: Language::Kk };
                let bytes = edition.embedded().bytes;
                match format {
                    Format::Markdown | Format::Html => {
                        assert!(std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("{%")));
                    }
                    Format::Docx => assert!(bytes.starts_with(b"PK")),
                }
            }
        }
    }

    #[test]
    fn a_template_that_is_no_text_is_named_with_its_line() {
        let edition = Edition { document: Document::Minutes, format: Format::Html, language: Language::Kk };
        let own = Template { name: "own.html".to_owned(), bytes: b"one\ntwo\xff".to_vec() };
        let faults = fill(&"", edition, Some(own)).unwrap_err();
        assert_eq!((faults[0].template.as_str(), &faults[0].place), ("own.html", &Some(Place::Line(2))));
    }

    #[test]
    fn markdown_shows_a_text_as_it_is() {
        assert_eq!(escape_markdown("a|b **c** <d> & \\"), "a\\|b \\*\\*c\\*\\* \\<d\\> &amp; \\\\");
        assert_eq!(escape_markdown("two\nlines"), "two lines");
    }
}
