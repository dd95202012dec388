//! What may stand in the YAML files, read off their schemas: every key, what it takes, and beside what.
//!
//! Receives a kind of file and a language, hands on [`Keys`]. A shape that is not understood here stops the test that
//! reads every schema.

use crate::definition::Schema;
use crate::definition::ordered::Json;
use crate::language::Language;

/// What a file may hold.
#[derive(Debug)]
pub struct Keys {
    /// The file.
    pub file: &'static str,
    /// What it is.
    pub title: String,
    /// Its mappings from the outside in: the file's own first.
    pub mappings: Vec<Mapping>,
    /// The kinds of values that are no mappings and no words, by their first use.
    pub kinds: Vec<Kind>,
}

/// A mapping and its keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What it is; of the file itself the file's name.
    pub title: String,
    /// Under which keys it stands, each with the title of their mapping.
    pub under: Vec<(String, String)>,
    /// Its keys in the order in which they are explained.
    pub keys: Vec<Key>,
    /// What holds between the keys.
    pub conditions: Vec<Condition>,
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key as it is written.
    pub name: String,
    /// Whether it has to be there.
    pub is_required: bool,
    /// What stands behind it.
    pub takes: Takes,
    /// What holds without it, if that is a single value.
    pub default: Option<String>,
    /// What it says.
    pub means: String,
}

/// What a key takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// This word, or number.
    Word(String),
    /// A value of the kind of this title.
    Kind(String),
    /// A mapping of this title.
    Mapping(String),
    /// A list of these.
    List(Box<Takes>),
    /// Names of one's own, each with one of these.
    ByName(Box<Takes>),
    /// One of these.
    Any(Vec<Takes>),
}

/// A kind of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// What it is called.
    pub title: String,
    /// How it is written.
    pub form: String,
}

/// What holds between the keys of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// One of these is there, and no other of them.
    ExactlyOne(Vec<String>),
    /// One of these is there, or several.
    AtLeastOne(Vec<String>),
    /// These are not there together.
    NeverBeside(Vec<String>),
    /// Some key is there.
    SomeKey,
    /// One key is there, and no other.
    OnlyOneKey,
    /// These keys are there only where this holds.
    Only(Vec<String>, Demand),
}

/// What a key asks of the others.
#[derive(Clone, Debug, PartialEq)]
pub enum Demand {
    /// This key is there.
    Key(String),
    /// This key has such a value.
    Value(String, Wanted),
    /// All of these.
    All(Vec<Demand>),
    /// One of these.
    Any(Vec<Demand>),
    /// Not this.
    Not(Box<Demand>),
}

/// A value that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// One of these words.
    Words(Vec<String>),
    /// Any but this word.
    Other(String),
    /// A percentage.
    Percentage,
    /// A mapping.
    Mapping,
}

impl Keys {
    /// The keys of a file, explained in the language.
    #[must_use]
    pub fn of(schema: Schema, language: Language) -> Keys {
        let root: Json = serde_json::from_str(&schema.text(language)).expect("a test reads every schema");
        let mut walk = Walk { root: &root, mappings: Vec::new(), kinds: Vec::new() };
        walk.mapping(&root, schema.describes().to_owned());
        Keys {
            file: schema.describes(),
            title: root.text("title").expect("a schema has a title").to_owned(),
            mappings: walk.mappings,
            kinds: walk.kinds,
        }
    }
}

/// Goes through a schema from the outside in.
struct Walk<'w> {
    root: &'w Json,
    mappings: Vec<Mapping>,
    kinds: Vec<Kind>,
}

impl<'w> Walk<'w> {
    /// The shape that a reference means.
    fn referred(&self, reference: &str) -> &'w Json {
        let name = reference.rsplit('/').next().unwrap_or_default();
        let definitions = self.root.get("definitions");
        definitions.and_then(|all| all.get(name)).expect("a test holds that every reference means a shape")
    }

    /// Takes down a mapping, then those that stand in it.
    fn mapping(&mut self, shape: &'w Json, title: String) {
        let required: Vec<&str> = shape.list("required").iter().filter_map(Json::as_text).collect();
        let position = self.mappings.len();
        let conditions = self.conditions(shape);
        self.mappings.push(Mapping { title: title.clone(), under: Vec::new(), keys: Vec::new(), conditions });
        for (name, property) in shape.members("properties") {
            let takes = self.takes(property, (name, &title));
            self.mappings[position].keys.push(Key {
                name: name.clone(),
                is_required: required.contains(&name.as_str()),
                takes,
                default: property.get("default").and_then(Json::as_text).map(str::to_owned),
                means: property.text("description").expect("a test holds that every key is described").to_owned(),
            });
        }
    }

    /// What a shape lets stand there, under a key of a mapping.
    fn takes(&mut self, shape: &'w Json, under: (&str, &str)) -> Takes {
        if let Some(reference) = shape.text("$ref") {
            return self.named(self.referred(reference), under);
        }
        if let [only] = shape.list("allOf") {
            return self.takes(only, under);
        }
        let words = |list: &[Json]| list.iter().filter_map(Json::as_text).map(str::to_owned).map(Takes::Word).collect();
        if let Some(word) = shape.text("const") {
            return Takes::Word(word.to_owned());
        }
        if !shape.list("enum").is_empty() {
            return Takes::any(words(shape.list("enum")));
        }
        if !shape.list("anyOf").is_empty() {
            return Takes::any(shape.list("anyOf").iter().map(|each| self.takes(each, under)).collect());
        }
        if let Some(items) = shape.get("items") {
            return Takes::List(Box::new(self.takes(items, under)));
        }
        let each = shape.get("additionalProperties").expect("a test reads every shape");
        Takes::ByName(Box::new(self.takes(each, under)))
    }

    /// What a shape with a name lets stand there: mappings and kinds are told apart, others in their place.
    fn named(&mut self, shape: &'w Json, (key, of): (&str, &str)) -> Takes {
        let Some(title) = shape.text("title").map(str::to_owned) else { return self.takes(shape, (key, of)) };
        if shape.get("properties").is_some() {
            if self.mappings.iter().all(|mapping| mapping.title != title) {
                self.mapping(shape, title.clone());
            }
            let under = (key.to_owned(), of.to_owned());
            let mapping = self.mappings.iter_mut().find(|mapping| mapping.title == title);
            let mapping = mapping.expect("it has been taken down");
            if !mapping.under.contains(&under) {
                mapping.under.push(under);
            }
            return Takes::Mapping(title);
        }
        let form = shape.text("description").expect("a kind says how it is written").to_owned();
        let kind = Kind { title: title.clone(), form };
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        Takes::Kind(title)
    }

    fn conditions(&self, shape: &'w Json) -> Vec<Condition> {
        let keys = |offers: &[Json]| offers.iter().flat_map(required).collect();
        let mut conditions = Vec::new();
        match (shape.text("minProperties"), shape.text("maxProperties")) {
            (_, Some(_)) => conditions.push(Condition::OnlyOneKey),
            (Some(_), None) => conditions.push(Condition::SomeKey),
            (None, None) => {}
        }
        if !shape.list("oneOf").is_empty() {
            conditions.push(Condition::ExactlyOne(keys(shape.list("oneOf"))));
        }
        if !shape.list("anyOf").is_empty() {
            conditions.push(Condition::AtLeastOne(keys(shape.list("anyOf"))));
        }
        let never = shape.get("not").map(|not| not.list("anyOf")).unwrap_or_default();
        conditions.extend(never.iter().map(|each| Condition::NeverBeside(required(each))));
        for (key, needs) in shape.members("dependencies") {
            let demand = match needs {
                Json::List(keys) => Demand::all(keys.iter().filter_map(Json::as_text).map(Demand::key).collect()),
                _ => self.demand(needs),
            };
            let same = conditions.iter_mut().find_map(|condition| match condition {
                Condition::Only(keys, own) if *own == demand => Some(keys),
                _ => None,
            });
            match same {
                Some(keys) => keys.push(key.clone()),
                None => conditions.push(Condition::Only(vec![key.clone()], demand)),
            }
        }
        conditions
    }

    fn demand(&self, shape: &'w Json) -> Demand {
        if let Some(reference) = shape.text("$ref") {
            return self.demand(self.referred(reference));
        }
        let mut all: Vec<Demand> = shape.list("allOf").iter().map(|each| self.demand(each)).collect();
        if !shape.list("anyOf").is_empty() {
            all.push(Demand::Any(shape.list("anyOf").iter().map(|each| self.demand(each)).collect()));
        }
        if let Some(not) = shape.get("not") {
            all.push(Demand::Not(Box::new(self.demand(not))));
        }
        let valued = shape.members("properties");
        let bare = |key: &String| valued.iter().all(|(own, _)| own != key);
        all.extend(required(shape).into_iter().filter(bare).map(Demand::Key));
        all.extend(valued.iter().map(|(key, value)| Demand::Value(key.clone(), wanted(value))));
        assert!(!all.is_empty(), "a test reads every demand");
        Demand::all(all)
    }
}

/// The keys that a shape has to have.
fn required(shape: &Json) -> Vec<String> {
    shape.list("required").iter().filter_map(Json::as_text).map(str::to_owned).collect()
}

fn wanted(value: &Json) -> Wanted {
    if let Some(word) = value.text("const") {
        return Wanted::Words(vec![word.to_owned()]);
    }
    if let Some(word) = value.get("not").and_then(|not| not.text("const")) {
        return Wanted::Other(word.to_owned());
    }
    if value.text("type") == Some("object") {
        return Wanted::Mapping;
    }
    if value.text("pattern") == Some("%$") {
        return Wanted::Percentage;
    }
    let words: Vec<String> = value.list("enum").iter().filter_map(Json::as_text).map(str::to_owned).collect();
    assert!(!words.is_empty(), "a test reads every demand");
    Wanted::Words(words)
}

impl Takes {
    /// One of these; those that are such themselves are taken apart.
    fn any(offers: Vec<Takes>) -> Takes {
        let mut flat = Vec::new();
        for offer in offers {
            match offer {
                Takes::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Takes::Any(flat) }
    }
}

impl Demand {
    fn key(key: &str) -> Demand {
        Demand::Key(key.to_owned())
    }

    fn all(mut demands: Vec<Demand>) -> Demand {
        if demands.len() == 1 { demands.remove(0) } else { Demand::All(demands) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_mapping_and_kind_of_every_schema_is_reached_and_understood() {
        for schema in Schema::ALL {
            let root: Json = serde_json::from_str(&schema.text(Language::En)).unwrap();
            let keys = Keys::of(schema, Language::En);
            for (name, shape) in root.members("definitions") {
                let Some(title) = shape.text("title") else {
                    assert!(shape.get("properties").is_none(), "{name} is a mapping without a title");
                    continue;
                };
                let found = keys.mappings.iter().any(|own| own.title == title && !own.under.is_empty());
                assert!(found || keys.kinds.iter().any(|own| own.title == title), "{name} stands nowhere");
            }
        }
    }

    #[test]
    fn of_one_title_there_is_one_shape_in_all_files() {
        for language in Language::ALL {
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            for keys in Schema::ALL.map(|schema| Keys::of(schema, language)) {
                let mappings =
                    keys.mappings.iter().map(|own| (&own.title, format!("{:?} {:?}", own.keys, own.conditions)));
                let kinds = keys.kinds.iter().map(|own| (&own.title, own.form.clone()));
                for (title, shape) in mappings.chain(kinds) {
                    let first = seen.entry(title.clone()).or_insert_with(|| shape.clone());
                    assert_eq!(*first, shape, "{language}: {title}");
                }
            }
        }
    }

    #[test]
    fn conditions_are_those_of_the_schema() {
        let keys = Keys::of(Schema::Contest, Language::En);
        let of = |title: &str| keys.mappings.iter().find(|own| own.title == title).unwrap();
        let stage = &of("Stage").conditions;
        assert_eq!(stage[0], Condition::ExactlyOne(vec!["criteria".to_owned(), "of".to_owned()]));
        let marks = ["attempts", "absent", "answers", "questions"].map(str::to_owned).to_vec();
        assert_eq!(stage[1], Condition::Only(marks, Demand::key("criteria")));
        let by = |wanted| Demand::Value("by".to_owned(), wanted);
        let nomination = &of("Nomination").conditions;
        assert_eq!(
            nomination[0],
            Condition::Only(vec!["above".to_owned()], by(Wanted::Words(vec!["ballot".to_owned()])))
        );
        assert_eq!(nomination[1], Condition::Only(vec!["within".to_owned()], by(Wanted::Mapping)));
        assert_eq!(nomination[2], Condition::Only(vec!["tied".to_owned()], by(Wanted::Other("decision".to_owned()))));
        let both = vec!["holders".to_owned(), "place".to_owned()];
        assert!(of("Award").conditions.contains(&Condition::NeverBeside(both)));
        assert_eq!(of("Pull to the mean").conditions, [Condition::OnlyOneKey]);
    }
}
