//! Explanations of diagnostics, embedded in the binary: Markdown, for they are read and mended as texts.
//!
//! Receives a code's public name, hands on what its section says. `LANG/explanations.md` has a section of two
//! paragraphs for every code, `examples.md` two blocks that serve all languages.

use crate::language::Language;

const EXAMPLES: &str = include_str!("examples.md");

/// What a diagnostic means, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the fault is, and why it matters.
    pub fault: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// A few lines that have the fault.
    pub wrong: &'static str,
    /// The same lines without it.
    pub right: &'static str,
}

impl Explanation {
    /// The explanation of a code in a language; none if a part of it is missing.
    #[must_use]
    pub fn of(code: &str, language: Language) -> Option<Explanation> {
        let (fault, remedy) = section(texts(language), code)?.split_once("\n\n")?;
        let mut blocks = section(EXAMPLES, code)?.split("```");
        let mut block = || blocks.by_ref().nth(1)?.strip_prefix("text\n").map(str::trim_end);
        Some(Explanation { fault, remedy, wrong: block()?, right: block()? })
    }

    /// The codes that a language explains, in the order of its file.
    pub fn codes(language: Language) -> impl Iterator<Item = &'static str> {
        sections(texts(language)).map(|(code, _)| code)
    }

    /// The codes that have an example, in the order of the file.
    pub fn codes_with_examples() -> impl Iterator<Item = &'static str> {
        sections(EXAMPLES).map(|(code, _)| code)
    }
}

fn texts(language: Language) -> &'static str {
    match language {
        Language::Kk => include_str!("kk/explanations.md"),
        Language::Ru => include_str!("ru/explanations.md"),
        Language::En => include_str!("en/explanations.md"),
    }
}

/// Headings of the second level with what stands below each.
fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')).map(|(code, body)| (code, body.trim()))
}

fn section(text: &'static str, code: &str) -> Option<&'static str> {
    sections(text).find(|(each, _)| *each == code).map(|(_, body)| body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_two_paragraphs_of_one_line_each() {
        for language in Language::ALL {
            for (code, body) in sections(texts(language)) {
                let lines: Vec<&str> = body.lines().collect();
                assert!(matches!(lines.as_slice(), [_, "", _]), "{language}: {code}: {lines:?}");
            }
        }
    }

    #[test]
    fn every_example_has_what_is_wrong_and_what_is_right() {
        for (code, _) in sections(EXAMPLES) {
            let explanation = Explanation::of(code, Language::En).unwrap();
            assert!(!explanation.wrong.is_empty() && !explanation.right.is_empty(), "{code}");
            assert_ne!(explanation.wrong, explanation.right, "{code}");
        }
    }
}
