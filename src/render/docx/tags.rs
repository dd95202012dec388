//! The tags in a paragraph's text.
//!
//! Receives the text of a paragraph, whatever runs it lies in; hands on its tags as minijinja reads them.
//! What a word processor does to a tag while it is typed is undone: quotes that curl, spaces that do not break.

use std::ops::Range;

/// A tag as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it stands, in characters.
    pub at: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What minijinja reads, without line ends.
    pub source: String,
}

/// What a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It prints a value.
    Print,
    /// It begins what another one ends: for, if.
    Opens(Block),
    /// It divides a block: else, elif.
    Divides,
    /// It ends a block.
    Ends(Block),
    /// It does something by itself: set, a comment, a macro that stands in one paragraph.
    Alone,
}

/// The blocks that may span runs, paragraphs, rows and cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    For,
    If,
    With,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextFault {
    /// The tag that begins with this text has no end in its paragraph.
    Unclosed(String),
    /// The block of this name must end in the paragraph that it begins in.
    NotInOneParagraph(String),
    /// The tag of this name means nothing in a Word document.
    Unknown(String),
}

impl Block {
    /// The word that it begins with.
    pub fn word(self) -> &'static str {
        match self {
            Block::For => "for",
            Block::If => "if",
            Block::With => "with",
        }
    }
}

/// All tags of a text, in order.
///
/// # Errors
/// A tag does not end, or is none that a Word document knows.
pub(super) fn find(text: &[char]) -> Result<Vec<Found>, TextFault> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(tag) = next(text, at)? {
        at = tag.at.end;
        let tag = if captures(&tag) { captured(text, tag)? } else { tag };
        at = at.max(tag.at.end);
        tags.push(tag);
    }
    Ok(tags)
}

/// The first tag from there on.
fn next(text: &[char], from: usize) -> Result<Option<Found>, TextFault> {
    let is_start = |at: &usize| text[*at] == '{' && matches!(text.get(at + 1), Some('{' | '%' | '#'));
    let Some(start) = (from..text.len()).find(is_start) else { return Ok(None) };
    let (opening, closing) = match text[start + 1] {
        '{' => ("{{", ['}', '}']),
        '%' => ("{%", ['%', '}']),
        _ => ("{#", ['#', '}']),
    };
    let mut source = opening.to_owned();
    let mut at = start + 2;
    let mut quote: Option<char> = None;
    // Braces of a map inside `{{ }}`.
    let mut depth = 0_usize;
    while at < text.len() {
        let character = text[at];
        if quote.is_none() && depth == 0 && text[at..].starts_with(&closing) {
            source.extend(closing);
            let kind = if opening == "{{" { Kind::Print } else { kind_of(&source)? };
            return Ok(Some(Found { at: start..at + 2, kind, source }));
        }
        match (quote, straight(character)) {
            _ if opening == "{#" => {}
            (None, Some(straight)) => {
                quote = Some(straight);
                source.push(straight);
            }
            (Some(open), Some(straight)) if open == straight => {
                quote = None;
                source.push(straight);
            }
            (None, None) if character.is_whitespace() => source.push(' '),
            (None, None) => {
                match character {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                source.push(character);
            }
            (Some(_), _) => source.push(if character == '\n' { ' ' } else { character }),
        }
        at += 1;
    }
    Err(TextFault::Unclosed(text[start..].iter().take(40).collect()))
}

/// The straight quote that a quote of any kind stands for.
fn straight(character: char) -> Option<char> {
    match character {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' => Some('\''),
        _ => None,
    }
}

fn kind_of(source: &str) -> Result<Kind, TextFault> {
    let Some(inner) = source.strip_prefix("{%") else { return Ok(Kind::Alone) };
    let inner = inner.trim_start_matches(['-', '+']).trim_end_matches("%}").trim_end_matches(['-', '+']);
    let word = inner.split_whitespace().next().unwrap_or_default();
    match word {
        "for" => Ok(Kind::Opens(Block::For)),
        "if" => Ok(Kind::Opens(Block::If)),
        "with" => Ok(Kind::Opens(Block::With)),
        "else" | "elif" => Ok(Kind::Divides),
        "endfor" => Ok(Kind::Ends(Block::For)),
        "endif" => Ok(Kind::Ends(Block::If)),
        "endwith" => Ok(Kind::Ends(Block::With)),
        "set" | "do" | "macro" | "filter" | "raw" => Ok(Kind::Alone),
        "endset" | "endmacro" | "endfilter" | "endraw" => Err(TextFault::NotInOneParagraph(word.to_owned())),
        // Everything else reaches for other templates, or takes the escapes away.
        other => Err(TextFault::Unknown(other.to_owned())),
    }
}

/// The word of a block whose content becomes a value; it cannot hold paragraphs.
fn captures(tag: &Found) -> bool {
    captured_word(tag).is_some()
}

fn captured_word(tag: &Found) -> Option<&'static str> {
    let inner = tag.source.strip_prefix("{%")?.trim_start_matches(['-', '+']).trim_start();
    let word = inner.split_whitespace().next()?;
    match word {
        "macro" => Some("macro"),
        "filter" => Some("filter"),
        "raw" => Some("raw"),
        "set" if !inner.contains('=') => Some("set"),
        _ => None,
    }
}

/// The block from its first tag to its last, as if it were one tag.
fn captured(text: &[char], first: Found) -> Result<Found, TextFault> {
    let word = captured_word(&first).expect("a tag that captures");
    let end = format!("end{word}");
    let mut source = first.source.clone();
    let mut at = first.at.end;
    loop {
        let (start, tag_end, tag_source) = match next(text, at) {
            Ok(Some(tag)) => (tag.at.start, tag.at.end, tag.source),
            Ok(None) => return Err(TextFault::NotInOneParagraph(word.to_owned())),
            // The end is no tag by itself.
            Err(TextFault::NotInOneParagraph(found)) if found == end => {
                let start = start_of_next(text, at);
                let length = text[start..].windows(2).position(|pair| pair == ['%', '}']).map_or(0, |at| at + 2);
                (start, start + length, text[start..start + length].iter().collect())
            }
            Err(fault) => return Err(fault),
        };
        source.push_str(&escaped(&text[at..start]));
        source.push_str(&tag_source);
        at = tag_end;
        if tag_source.contains(&end) {
            return Ok(Found { at: first.at.start..at, kind: Kind::Alone, source });
        }
    }
}

fn start_of_next(text: &[char], from: usize) -> usize {
    let found = text[from..].windows(2).position(|pair| pair[0] == '{' && matches!(pair[1], '{' | '%' | '#'));
    from + found.expect("a tag was found here")
}

fn escaped(text: &[char]) -> String {
    let text: String = text.iter().collect();
    quick_xml::escape::partial_escape(text.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        find(&text).unwrap().into_iter().map(|tag| tag.source).collect()
    }

    #[test]
    fn quotes_that_curl_are_straight_again_and_quotes_in_quotes_stay() {
        assert_eq!(sources("a {{ text(“key”) }} b {{text(«key»)}}"), ["{{ text(\"key\") }}", "{{text(\"key\")}}"]);
        assert_eq!(sources("{{ '«' ~ name ~ '»' }}"), ["{{ '«' ~ name ~ '»' }}"]);
        assert_eq!(sources("{%\u{a0}if x == ‘}}%}’ %}"), ["{% if x == '}}%}' %}"]);
    }

    #[test]
    fn tags_are_told_apart() {
        let text: Vec<char> =
            "{% for x in y %}{{ x }}{%- else -%}{% endfor %}{# no #}{% set z = 1 %}".chars().collect();
        let kinds: Vec<Kind> = find(&text).unwrap().into_iter().map(|tag| tag.kind).collect();
        let expected =
            [Kind::Opens(Block::For), Kind::Print, Kind::Divides, Kind::Ends(Block::For), Kind::Alone, Kind::Alone];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_block_that_becomes_a_value_is_one_tag() {
        assert_eq!(
            sources("{% macro m(a) %}<{{ a }}>{% endmacro %} {{ m(1) }}"),
            ["{% macro m(a) %}&lt;{{ a }}&gt;{% endmacro %}", "{{ m(1) }}"]
        );
    }

    #[test]
    fn what_does_not_end_or_means_nothing_is_a_fault() {
        let fault = |text: &str| find(&text.chars().collect::<Vec<_>>()).unwrap_err();
        assert_eq!(fault("a {{ name"), TextFault::Unclosed("{{ name".to_owned()));
        assert_eq!(fault("{% macro m() %}"), TextFault::NotInOneParagraph("macro".to_owned()));
        assert_eq!(fault("{% endmacro %}"), TextFault::NotInOneParagraph("endmacro".to_owned()));
        assert_eq!(fault("{% include \"x\" %}"), TextFault::Unknown("include".to_owned()));
    }
}
