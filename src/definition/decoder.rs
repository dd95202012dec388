//! The decoder's ground: takes values out of the tree, notes every fault and goes on.

use chrono::NaiveDate;

use crate::definition::tree::{Node, NodeContent};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::language::{Language, Title};
use crate::score::Score;
use crate::source::{Place, Spanned};

/// Collects what is wrong while values are taken out of a tree.
#[derive(Debug, Default)]
pub struct Decoder {
    /// Everything that was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// A mapping that is being taken apart; it knows which keys were asked for.
pub struct Mapping<'n> {
    /// Where it begins.
    pub place: Place,
    entries: &'n [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n> Mapping<'n> {
    /// The value of a key, if it is there.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The key as it is written and its value, if it is there.
    pub fn entry(&mut self, key: &'static str) -> Option<(&'n Spanned<String>, &'n Node)> {
        self.asked.push(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(name, node)| (name, node))
    }

    /// The value of a key that has to be there.
    pub fn require(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.get(key);
        if node.is_none() {
            self.missing.push(key);
        }
        node
    }

    /// Whether the key is there, whatever its value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// Whether a key stands there that is probably one of those asked for, mistyped.
    #[must_use]
    pub fn any_mistyped(&self) -> bool {
        let unknown = self.entries.iter().filter(|(key, _)| !self.asked.contains(&key.value.as_str()));
        unknown.into_iter().any(|(key, _)| nearest(&key.value, self.asked.iter().copied()).is_some())
    }

    /// Every key that nobody asked for is a fault, and every one that has to be there and is not, unless it
    /// stands there mistyped.
    pub fn finish(self, decoder: &mut Decoder) {
        let unknown = self.entries.iter().filter(|(key, _)| !self.asked.contains(&key.value.as_str()));
        let meant: Vec<&str> = unknown.filter_map(|(key, _)| nearest(&key.value, self.asked.iter().copied())).collect();
        for key in self.missing.iter().filter(|key| !meant.contains(key)) {
            decoder.report(Diagnostic::new(Code::MissingKey, self.place).with("key", *key));
        }
        for (key, _) in self.entries.iter().filter(|(key, _)| !self.asked.contains(&key.value.as_str())) {
            let unknown = Diagnostic::new(Code::UnknownKey, key.place).with("key", key.value.as_str());
            decoder.report(
                unknown.with_nearest(&key.value, self.asked.iter().copied()).with("known", self.asked.join(", ")),
            );
        }
    }
}

impl Decoder {
    /// Notes a fault.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The node is a mapping.
    pub fn mapping<'n>(&mut self, node: &'n Node) -> Option<Mapping<'n>> {
        match &node.content {
            NodeContent::Mapping(entries) => {
                Some(Mapping { place: node.place, entries, asked: Vec::new(), missing: Vec::new() })
            }
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::List(_) => self.wrong(node, "mapping"),
        }
    }

    /// The node is a mapping whose keys are names of the rules' own.
    pub fn names<'n>(&mut self, node: &'n Node) -> Option<&'n [(Spanned<String>, Node)]> {
        match &node.content {
            NodeContent::Mapping(entries) => Some(entries),
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::List(_) => self.wrong(node, "mapping"),
        }
    }

    /// The node is a list.
    pub fn list<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        match &node.content {
            NodeContent::List(list) => Some(list),
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::Mapping(_) => self.wrong(node, "list"),
        }
    }

    /// The node is a list or a single value, which stands for a list of one.
    pub fn one_or_more<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.content {
            NodeContent::List(list) => list,
            NodeContent::Null | NodeContent::Scalar(_) | NodeContent::Mapping(_) => std::slice::from_ref(node),
        }
    }

    /// The node is a text.
    pub fn text(&mut self, node: &Node) -> Option<Spanned<String>> {
        match &node.content {
            NodeContent::Scalar(text) => Some(Spanned::new(text.clone(), node.place)),
            NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => self.wrong(node, "text"),
        }
    }

    /// The node is a list of texts, or one.
    pub fn texts(&mut self, node: &Node) -> Vec<Spanned<String>> {
        self.one_or_more(node).iter().filter_map(|each| self.text(each)).collect()
    }

    /// The node is an id: a word in Latin letters, digits and hyphens. A wrong one is taken for the id
    /// that was meant, with hyphens, so that what speaks of it is no fault.
    pub fn id(&mut self, node: &Node) -> Option<Spanned<String>> {
        let mut text = self.text(node)?;
        if !is_id(&text.value) {
            self.report(Diagnostic::new(Code::BadId, text.place).with("id", text.value.as_str()));
            text.value = text.value.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        } else if is_reserved(&text.value) {
            self.report(Diagnostic::new(Code::ReservedId, text.place).with("id", text.value.as_str()));
        }
        Some(text)
    }

    /// The node is a number or a fraction.
    pub fn number(&mut self, node: &Node) -> Option<Spanned<Score>> {
        let text = self.text(node)?;
        match Score::parse(&text.value) {
            Ok(score) => Some(Spanned::new(score, node.place)),
            Err(_) => self.wrong(node, "number"),
        }
    }

    /// The node is a whole number of at least `least`.
    pub fn count(&mut self, node: &Node, least: usize) -> Option<usize> {
        let text = self.text(node)?;
        match text.value.parse::<usize>() {
            Ok(count) if count >= least && count <= 1_000_000 => Some(count),
            Ok(_) | Err(_) => self.wrong_value(node, &text.value, format!("{least}, {}, …", least + 1)),
        }
    }

    /// The node is one of the words.
    pub fn word<T: Copy>(&mut self, node: &Node, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            return self.wrong_value(node, &text.value, known.join(", "));
        }
        found
    }

    /// The node is a language.
    pub fn language(&mut self, node: &Node) -> Option<Language> {
        self.word(node, &Language::ALL.map(|language| (language.code(), language)))
    }

    /// The node is a date, 2025-10-30.
    pub fn date(&mut self, node: &Node) -> Option<NaiveDate> {
        let text = self.text(node)?;
        let date = NaiveDate::parse_from_str(&text.value, "%Y-%m-%d").ok().filter(|_| text.value.len() == 10);
        if date.is_none() {
            self.report(Diagnostic::new(Code::BadDate, node.place).with("found", text.value));
        }
        date
    }

    /// The node is a title: a text, or one per language.
    pub fn title(&mut self, node: &Node) -> Option<Title> {
        match &node.content {
            NodeContent::Scalar(text) => Some(Title::Plain(text.clone())),
            NodeContent::Mapping(_) => {
                let mut mapping = self.mapping(node)?;
                let mut texts = Vec::new();
                for language in Language::ALL {
                    if let Some(text) = mapping.get(language.code()).and_then(|text| self.text(text)) {
                        texts.push((language, text.value));
                    }
                }
                mapping.finish(self);
                if texts.is_empty() { self.wrong(node, "title") } else { Some(Title::each(texts)) }
            }
            NodeContent::Null | NodeContent::List(_) => self.wrong(node, "title"),
        }
    }

    /// Notes that the node is of another kind than was expected: `mapping`, `list`, `text`, `number`, `title`.
    pub fn wrong<T>(&mut self, node: &Node, expected: &'static str) -> Option<T> {
        let found = match &node.content {
            NodeContent::Null => "nothing",
            NodeContent::Scalar(_) => "text",
            NodeContent::List(list) if list.is_empty() => "nothing",
            NodeContent::List(_) => "list",
            NodeContent::Mapping(_) => "mapping",
        };
        let value = match &node.content {
            NodeContent::Scalar(text) => text.as_str(),
            NodeContent::Null | NodeContent::List(_) | NodeContent::Mapping(_) => "",
        };
        let fault = Diagnostic::new(Code::WrongType, node.place).with("expected", expected);
        self.report(fault.with("found", found).with("value", value));
        None
    }

    /// Notes that the value is none of those that are allowed.
    pub fn wrong_value<T>(&mut self, node: &Node, found: &str, allowed: String) -> Option<T> {
        self.report(Diagnostic::new(Code::WrongValue, node.place).with("found", found).with("allowed", allowed));
        None
    }
}

/// Whether the text is a word in Latin letters, digits and hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether Windows takes a file of this name, with whatever ending, for a device: “Naming Files, Paths, and
/// Namespaces” in the documentation of Win32.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    let is_numbered = |name: &str| id.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(id.as_str(), "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}
