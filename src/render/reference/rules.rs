//! The keys of all YAML files as one page.

use std::collections::BTreeSet;

use crate::definition::Schema;
use crate::definition::keys::{Condition, Demand, Key, Keys, Kind, Mapping, Takes, Wanted};
use crate::language::{Arguments, Catalogue};
use crate::render::reference::{code, header, link, row};
use crate::render::template::escape_markdown;

/// Every mapping of every file with its keys, then the kinds of values. What several files have stands once.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> String {
    let page = Page { catalogue };
    let names: Vec<String> = Schema::ALL.iter().map(|schema| code(schema.describes())).collect();
    let intro = page.word("rules-intro", vec![("files", names.join(", ").into())]);
    let mut text = format!("# {}\n\n{intro}\n", page.bare("rules-title"));
    let files = Schema::ALL.map(|schema| Keys::of(schema, catalogue.language()));
    let under = |title: &str| -> Vec<(String, String)> {
        let own = files.iter().flat_map(|keys| &keys.mappings).filter(|mapping| mapping.title == title);
        own.flat_map(|mapping| mapping.under.clone()).collect()
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut kinds: Vec<&Kind> = Vec::new();
    for keys in &files {
        text += &format!("\n## {}\n\n{}.\n", keys.file, escape_markdown(&keys.title));
        for mapping in &keys.mappings {
            if mapping.title == keys.file {
                text += &page.mapping(mapping);
            } else if seen.insert(&mapping.title) {
                text += &format!("\n### {}\n\n{}\n", mapping.title, page.under(&under(&mapping.title)));
                text += &page.mapping(mapping);
            }
        }
        kinds.extend(keys.kinds.iter().filter(|kind| seen.insert(&kind.title)));
    }
    text += &format!("\n## {}\n", page.bare("rules-kinds"));
    for kind in kinds {
        text += &format!("\n### {}\n\n{}.\n", kind.title, escape_markdown(&kind.form));
    }
    text
}

struct Page<'p> {
    catalogue: &'p Catalogue,
}

impl Page<'_> {
    fn bare(&self, key: &str) -> String {
        self.word(key, vec![])
    }

    fn word(&self, key: &str, arguments: Arguments) -> String {
        self.catalogue.text(key, &arguments)
    }

    /// Where a mapping stands.
    fn under(&self, under: &[(String, String)]) -> String {
        let mut places: Vec<(&str, Vec<String>)> = Vec::new();
        for (key, of) in under {
            match places.iter_mut().find(|(own, _)| own == of) {
                Some((_, keys)) => keys.push(code(key)),
                None => places.push((of, vec![code(key)])),
            }
        }
        let place = |(of, keys): (&str, Vec<String>)| {
            self.word("rules-of", vec![("keys", keys.join(", ").into()), ("shape", link(of).into())])
        };
        let places: Vec<String> = places.into_iter().map(place).collect();
        self.word("rules-under", vec![("keys", places.join("; ").into())])
    }

    fn mapping(&self, mapping: &Mapping) -> String {
        let titles = ["rules-key", "rules-takes", "rules-default", "rules-means"].map(|key| self.bare(key));
        let mut text = format!("\n{}", header(titles.each_ref().map(String::as_str)));
        text.extend(mapping.keys.iter().map(|key| self.key(key)));
        if !mapping.conditions.is_empty() {
            text.push('\n');
            text.extend(mapping.conditions.iter().map(|condition| format!("- {}\n", self.condition(condition))));
        }
        text
    }

    fn key(&self, key: &Key) -> String {
        let without = match &key.default {
            Some(default) => code(default),
            None if key.is_required => self.bare("rules-required"),
            None => String::new(),
        };
        row([&code(&key.name), &self.takes(&key.takes), &without, &escape_markdown(&key.means)])
    }

    fn takes(&self, takes: &Takes) -> String {
        match takes {
            Takes::Word(word) => code(word),
            Takes::Kind(title) | Takes::Mapping(title) => link(title),
            Takes::List(each) => self.word("rules-list", vec![("what", self.takes(each).into())]),
            Takes::ByName(each) => self.word("rules-by-name", vec![("what", self.takes(each).into())]),
            Takes::Any(offers) => self.or(offers.iter().map(|offer| self.takes(offer)).collect()),
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let keys = |keys: &[String]| keys.iter().map(|key| code(key)).collect::<Vec<_>>().join(", ");
        match condition {
            Condition::ExactlyOne(those) => self.word("rules-exactly-one", vec![("keys", keys(those).into())]),
            Condition::AtLeastOne(those) => self.word("rules-at-least-one", vec![("keys", keys(those).into())]),
            Condition::NeverBeside(those) => self.word("rules-never-beside", vec![("keys", keys(those).into())]),
            Condition::SomeKey => self.bare("rules-some-key"),
            Condition::OnlyOneKey => self.bare("rules-only-one"),
            Condition::Only(those, demand) => {
                let only = if demand.is_key() { "rules-only-with" } else { "rules-only-where" };
                self.word(only, vec![("key", keys(those).into()), ("what", self.demand(demand).into())])
            }
        }
    }

    fn demand(&self, demand: &Demand) -> String {
        match demand {
            Demand::Key(key) => code(key),
            Demand::Value(key, wanted) => {
                self.word("rules-is", vec![("key", code(key).into()), ("value", self.wanted(wanted).into())])
            }
            Demand::All(all) => self.joined("rules-and", all.iter().map(|each| self.demand(each)).collect()),
            Demand::Any(any) => self.or(any.iter().map(|each| self.demand(each)).collect()),
            Demand::Not(not) => self.word("rules-not", vec![("what", self.demand(not).into())]),
        }
    }

    fn wanted(&self, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Words(words) => self.or(words.iter().map(|word| code(word)).collect()),
            Wanted::Other(word) => self.word("rules-not", vec![("what", code(word).into())]),
            Wanted::Percentage => self.bare("rules-percentage"),
            Wanted::Mapping => self.bare("rules-mapping"),
        }
    }

    fn or(&self, parts: Vec<String>) -> String {
        self.joined("rules-or", parts)
    }

    /// Parts with commas between them, and the word before the last.
    fn joined(&self, word: &str, mut parts: Vec<String>) -> String {
        let last = parts.pop().expect("a list of offers names some");
        if parts.is_empty() {
            return last;
        }
        self.word(word, vec![("one", parts.join(", ").into()), ("other", last.into())])
    }
}

impl Demand {
    /// Whether other keys alone are asked for.
    fn is_key(&self) -> bool {
        match self {
            Demand::Key(_) => true,
            Demand::All(each) | Demand::Any(each) => each.iter().all(Demand::is_key),
            Demand::Value(..) | Demand::Not(_) => false,
        }
    }
}
