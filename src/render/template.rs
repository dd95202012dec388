//! Documents through minijinja templates.
//!
//! A template sees a view and the function `text(key)` for the words of the document's language. Undefined
//! names are errors; everything that is printed is escaped for the document's format.

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::language::{Argument, Arguments, Catalogue, Language};
use crate::report::{Minutes, Protocol};

/// The templates that the binary carries.
static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// A self-contained HTML page.
    Html,
}

/// Why a template cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name.
    pub template: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub detail: String,
}

/// A template's own text instead of the embedded one.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Format {
    /// The ending of file names.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
        }
    }

    /// The template of the document that the binary carries.
    fn embedded(self, document: &str) -> Template {
        let name = format!("{document}.{}", self.ending());
        let file = TEMPLATES.get_file(&name).expect("every document has its templates");
        let text = file.contents_utf8().expect("templates are UTF-8").to_owned();
        Template { name, text }
    }
}

/// Fills in the protocol's template, or another one.
///
/// # Errors
/// The template is no template, or uses what is not there.
pub fn protocol(protocol: &Protocol, format: Format, own: Option<Template>) -> Result<String, TemplateFault> {
    fill(protocol, protocol.language, format, own.unwrap_or_else(|| format.embedded("protocol")))
}

/// Fills in the template of a meeting's minutes, or another one.
///
/// # Errors
/// As [`protocol`].
pub fn minutes(minutes: &Minutes, format: Format, own: Option<Template>) -> Result<String, TemplateFault> {
    fill(minutes, minutes.language, format, own.unwrap_or_else(|| format.embedded("minutes")))
}

fn fill(view: &impl Serialize, language: &str, format: Format, template: Template) -> Result<String, TemplateFault> {
    let environment = environment(format, language.parse().unwrap_or(Language::En));
    let fault = |error: Error| TemplateFault {
        template: template.name.clone(),
        line: error.line(),
        detail: error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind())),
    };
    let filled = environment
        .template_from_named_str(&template.name, &template.text)
        .and_then(|filled| filled.render(Value::from(Serde(view))));
    filled.map_err(fault)
}

pub(super) fn environment(format: Format, language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from one another"));
    match format {
        Format::Html => environment.set_auto_escape_callback(|_| AutoEscape::Html),
        Format::Markdown => {
            environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
            environment.set_formatter(write_markdown);
        }
    }
    // Catalogues are not shared between threads; the words are looked up in one made for the call.
    environment.add_function("text", move |key: String, values: Kwargs| text(language, &key, &values));
    environment
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
    fn markdown_shows_a_text_as_it_is() {
        assert_eq!(escape_markdown("a|b **c** <d> & \\"), "a\\|b \\*\\*c\\*\\* \\<d\\> &amp; \\\\");
        assert_eq!(escape_markdown("two\nlines"), "two lines");
    }
}
