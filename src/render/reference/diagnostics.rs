//! What diagnostics mean: one of them for a terminal, and the reference of all in Markdown.
//!
//! Receives codes and a catalogue, hands on text. The sentence of a code stands here with … for its values.

use crate::diagnostic::{Code, Occasion, Severity};
use crate::language::{Catalogue, Explanation};

/// One code explained, in lines of at most `width` characters.
#[must_use]
pub fn explanation(code: Code, catalogue: &Catalogue, width: usize) -> String {
    let explanation = explained(code, catalogue);
    let help = catalogue.text("level-help", &vec![]);
    let remedy = format!("= {help}: {}", explanation.remedy);
    let paragraphs = [title(code, catalogue), explanation.fault.to_owned(), remedy];
    let mut text: String = paragraphs.iter().map(|paragraph| wrap(&plain(paragraph), width) + "\n").collect();
    for (key, lines) in [("explain-wrong", explanation.wrong), ("explain-right", explanation.right)] {
        text.push_str(&format!("{}:\n\n", catalogue.text(key, &vec![])));
        text.extend(lines.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// All codes: errors, warnings, and what is only looked for before signing; each in the order of their names.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> String {
    let mut codes = Code::ALL.to_vec();
    let heading = |code: Code| match (code.occasion(), code.severity()) {
        (Occasion::Always, Severity::Error) => "reference-errors",
        (Occasion::Always, Severity::Warning) => "reference-warnings",
        (Occasion::Signing, Severity::Error | Severity::Warning) => "reference-signing",
    };
    codes.sort_by_key(|code| (code.occasion(), code.severity(), code.slug()));
    let mut text =
        format!("# {}\n\n{}\n", catalogue.text("reference-title", &vec![]), catalogue.text("reference-intro", &vec![]));
    let mut last = "";
    for code in codes {
        let key = heading(code);
        if std::mem::replace(&mut last, key) != key {
            text.push_str(&format!("\n## {}\n", catalogue.text(key, &vec![])));
        }
        text.push_str(&entry(code, catalogue));
    }
    text
}

fn entry(code: Code, catalogue: &Catalogue) -> String {
    let Explanation { fault, remedy, wrong, right } = explained(code, catalogue);
    let word = |key: &str| catalogue.text(key, &vec![]);
    let sentence = crate::render::template::escape_markdown(&catalogue.outline(code.slug()));
    format!(
        "\n### `{}`\n\n{} · {sentence}\n\n{fault}\n\n{remedy}\n\n{}:\n\n```text\n{wrong}\n```\n\n{}:\n\n```text\n{right}\n```\n",
        code.slug(),
        level(code, catalogue),
        word("explain-wrong"),
        word("explain-right"),
    )
}

fn explained(code: Code, catalogue: &Catalogue) -> Explanation {
    Explanation::of(code.slug(), catalogue.language()).expect("a test holds that every code is explained")
}

/// As a diagnostic begins: `error[mark-out-of-range]: mark … is outside the range from … to …`.
fn title(code: Code, catalogue: &Catalogue) -> String {
    format!("{}[{}]: {}", level(code, catalogue), code.slug(), catalogue.outline(code.slug()))
}

fn level(code: Code, catalogue: &Catalogue) -> String {
    let key = match code.severity() {
        Severity::Error => "level-error",
        Severity::Warning => "level-warning",
    };
    catalogue.text(key, &vec![])
}

/// Without the marks of Markdown: a terminal shows them as they are.
fn plain(paragraph: &str) -> String {
    paragraph.replace('`', "")
}

/// Lines that end at words, each with a line end.
fn wrap(paragraph: &str, width: usize) -> String {
    let mut text = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            text.push('\n');
            column = 0;
        } else if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_words() {
        assert_eq!(wrap("бір екі үш төрт", 8), "бір екі\nүш төрт\n");
        assert_eq!(wrap("a-word-longer-than-a-line no", 8), "a-word-longer-than-a-line\nno\n");
    }
}
