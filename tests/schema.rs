//! The schemas against the decoder: the same keys in the same places, on every file of this project.
//!
//! The decoder is asked in its own way: a key that it cannot know makes it name those that it does.

#![allow(clippy::unwrap_used)] // A test may fail loudly, in its helpers too.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bayqau::definition::Schema;
use bayqau::diagnostic::{Code, Diagnostic};
use bayqau::language::{Catalogue, Language};
use bayqau::source::Files;
use bayqau::validate::{Amendments, Reading, check, check_meeting, check_programme, check_rules};
use serde_json::{Map, Value};

/// A key that is like none.
const STRANGE: &str = "qqqqqqqqqqqq";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(kind: Schema) -> Value {
    serde_json::from_str(&kind.text(Language::En)).unwrap()
}

/// What the decoder says of a text.
fn diagnostics(kind: Schema, text: &str) -> Vec<Diagnostic> {
    let files = Files::from([(kind.describes().to_owned(), text.as_bytes().into())]);
    match kind {
        Schema::Contest => check(&files, Reading { until: None, amendments: Amendments::All }).diagnostics,
        Schema::Meeting => check_meeting(&files).diagnostics,
        Schema::Programme => check_programme(&files).diagnostics,
    }
}

fn files_below(folder: &Path, name: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, name, found);
        } else if path.file_name().is_some_and(|own| own == name) {
            found.push(path);
        }
    }
}

/// Rules with keys that no rule set of this project needs.
const RARE: &str = "
format: 1
title: Rare
language: en
calendar: { announced: 2026-01-10, applications: 2026-02-20, held: 2026-03-01, results: 2026-03-05 }
participants: { one_per: organisation, blind: true }
jury: { quorum: 50% }
publish: { juror_marks: named, not_passed: listed, fields: [ city ] }
stages:
  - id: one
    attempts: 3
    absent: skip
    questions: { juror: Your name, participant: Whom do you rate? }
    criteria: [ { id: a, marks: -2..3, better: low }, { id: b, marks: places, better: low } ]
    numbers: [ { id: time, per: attempt } ]
    adjustments: -10..15
    score:
      - { attempts: best, needs: 2, missing: 0, drop: { highest: 0.5, lowest: 0.5, from: 4 } }
      - { criteria: mean, weights: { a: 2, others: 1 } }
      - { points: [ 12, 10 ], ties: [ { highest: submitted }, share ] }
      - { places: dense, ties: { lowest: submitted } }
      - round: { to: 0.01, half: down }
      - { panels: one-by-one }
      - { stages: worst }
      - { jurors: skating }
    pass: [ { top: 45%, round: up, of: one, within: city, tied: out }, { above: 3, at_most: 1/2 }, { below: 50% } ]
    ties: [ { count: jurors, at_least: 5, below: 9 }, { stage: one, criteria: a }, { jurors: chair }, decide ]
    places: dense
    equal_within: 0.5
    within: city
    form: by post
ranking: { of: one, numbers: [], adjustments: 0..1, eliminated: follow, pass: decide, ties: { countback: stages } }
awards:
  - { id: a, share: 20%, tied: in }
  - { id: b, place: 2-3, at_least: 90 }
nominations:
  - { id: c, by: { stage: one, criteria: [ a ] }, within: city, tied: out, except: [ awards, nominations ] }
  - { id: d, by: ballot, above: 1/2, tied: in, holders: 2 }
chosen: ranking/ties
";

/// Minutes and a programme with every key.
const RARE_MEETING: &str = "{ format: 1, title: { kk: x }, language: kk, organisation: y, number: 3, date: 2024-03-11, \
                            place: here, members: 30, quorum: { above: 1/2 }, chair: a, secretary: b }";
const RARE_PROGRAMME: &str = "
format: 1
title: x
language: ru
organisation: y
years: 2023-2024
criteria:
  - number: 1
    title: x
    indicators:
      - { number: 1.1, title: x, responsible: y, unit: '%', direction: hold, baseline: 1, targets: { 2023: 1, 2024: '-' } }
      - number: 1.2
        title: x
        rows: [ { number: 1.2.1, title: x, unit: y, direction: up, baseline: '1,5', targets: { 2023: 1, 2024: 2 } } ]
budget: { unit: thousand, total: 3, rows: [ { number: 1, title: x, total: 3, years: { 2023: 1, 2024: 2 } } ] }
";

/// The files of a kind that are whole, with their texts.
fn whole(kind: Schema) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["examples", "tests/patterns"] {
        files_below(&project().join(folder), kind.describes(), &mut paths);
    }
    if kind == Schema::Contest {
        let sets = fs::read_dir(project().join("contests")).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(sets.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")));
    }
    let rare = match kind {
        Schema::Contest => RARE,
        Schema::Meeting => RARE_MEETING,
        Schema::Programme => RARE_PROGRAMME,
    };
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(path).unwrap());
    let mut files: Vec<(String, String)> = paths.into_iter().map(read).collect();
    files.sort();
    files.push(("the rare keys".to_owned(), rare.to_owned()));
    files
}

/// The instance as YAML readers see it, anchors and all.
fn value(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// A mapping of an instance: where it is, what the schema calls it, and the keys that the schema gives it.
struct Found {
    pointer: String,
    name: String,
    keys: BTreeSet<String>,
}

/// Goes through a schema and an instance side by side.
struct Walk<'w> {
    schema: &'w Value,
    found: Vec<Found>,
}

impl<'w> Walk<'w> {
    fn of(schema: &'w Value, instance: &Value) -> Vec<Found> {
        let mut walk = Walk { schema, found: Vec::new() };
        walk.go(schema, "file", instance, String::new());
        walk.found
    }

    /// The shapes that a schema offers, each with its name.
    fn shapes(&self, schema: &'w Value, name: &str) -> Vec<(String, &'w Value)> {
        if let Some(reference) = schema.get("$ref") {
            let name = reference.as_str().unwrap().rsplit('/').next().unwrap();
            return self.shapes(&self.schema["definitions"][name], name);
        }
        if schema.get("properties").is_some() {
            return vec![(name.to_owned(), schema)];
        }
        let offers = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        let offered: Vec<(String, &Value)> = offers.flat_map(|offer| self.shapes(offer, name)).collect();
        if offered.is_empty() { vec![(name.to_owned(), schema)] } else { offered }
    }

    fn go(&mut self, schema: &'w Value, name: &str, instance: &Value, pointer: String) {
        for (name, shape) in self.shapes(schema, name) {
            match instance {
                Value::Object(members) => {
                    let Some(properties) = shape.get("properties").and_then(Value::as_object) else {
                        let Some(each) = shape.get("additionalProperties") else { continue };
                        for (key, member) in members {
                            self.go(each, &name, member, format!("{pointer}/{key}"));
                        }
                        continue;
                    };
                    let keys = properties.keys().cloned().collect();
                    self.found.push(Found { pointer: pointer.clone(), name: name.clone(), keys });
                    for (key, member) in members {
                        if let Some(property) = properties.get(key) {
                            self.go(property, &format!("{name}.{key}"), member, format!("{pointer}/{key}"));
                        }
                    }
                }
                Value::Array(members) => {
                    let Some(each) = shape.get("items") else { continue };
                    for (index, member) in members.iter().enumerate() {
                        self.go(each, &name, member, format!("{pointer}/{index}"));
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }
}

/// The instance with one more key in one of its mappings.
fn with(instance: &Value, pointer: &str, key: &str, value: Value) -> Value {
    let mut more = instance.clone();
    let mapping: &mut Map<String, Value> = more.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    mapping.insert(key.to_owned(), value);
    more
}

/// The keys that the decoder knows in a mapping.
fn known(kind: Schema, instance: &Value, pointer: &str) -> BTreeSet<String> {
    let english = Catalogue::new(Language::En);
    let text = with(instance, pointer, STRANGE, Value::from(1)).to_string();
    let all = diagnostics(kind, &text);
    let unknown = all.iter().find(|fault| fault.code == Code::UnknownKey && fault.message(&english).contains(STRANGE));
    let unknown = unknown.unwrap_or_else(|| panic!("{pointer}: {STRANGE} is passed over in {text}"));
    let label = unknown.label(&english).unwrap();
    label.split_once(": ").unwrap().1.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_whole_file_is_what_its_schema_says() {
    for kind in Schema::ALL {
        let judge = jsonschema::validator_for(&schema(kind)).unwrap();
        let files = whole(kind);
        assert!(files.len() > 1, "{kind:?}");
        for (name, text) in files {
            let faults: Vec<String> =
                judge.iter_errors(&value(&text)).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
            assert!(faults.is_empty(), "{name}: {faults:#?}");
        }
    }
}

#[test]
fn the_decoder_and_the_schema_know_the_same_keys() {
    for kind in Schema::ALL {
        let schema = schema(kind);
        let judge = jsonschema::validator_for(&schema).unwrap();
        let mut by_schema: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut by_decoder: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut asked = BTreeSet::new();
        let mut samples: BTreeMap<(String, String), Value> = BTreeMap::new();
        let instances: Vec<Value> = whole(kind).iter().map(|(_, text)| value(text)).collect();
        for instance in &instances {
            for found in Walk::of(&schema, instance) {
                for (key, value) in instance.pointer(&found.pointer).unwrap().as_object().unwrap() {
                    samples.entry((found.name.clone(), key.clone())).or_insert_with(|| value.clone());
                }
            }
        }
        for instance in &instances {
            for Found { pointer, name, keys } in Walk::of(&schema, instance) {
                let mapping = instance.pointer(&pointer).unwrap().as_object().unwrap();
                // Mappings of one shape with the same keys and words are read in one way.
                let alike: Vec<String> = mapping.iter().map(|(key, value)| format!("{key}={value:.24}")).collect();
                if !asked.insert((name.clone(), alike)) {
                    continue;
                }
                let known = known(kind, instance, &pointer);
                assert!(!judge.is_valid(&with(instance, &pointer, STRANGE, Value::from(1))), "{pointer}");
                // A key that the decoder does not know beside the others has no place in the schema there either.
                for key in keys.iter().filter(|key| !known.contains(*key) && !mapping.contains_key(*key)) {
                    let Some(sample) = samples.get(&(name.clone(), key.clone())) else { continue };
                    let more = with(instance, &pointer, key, sample.clone());
                    assert!(!judge.is_valid(&more), "{kind:?} {pointer}: {key} beside {mapping:?}");
                }
                by_schema.insert(name.clone(), keys);
                by_decoder.entry(name).or_default().extend(known);
            }
        }
        assert_eq!(by_schema, by_decoder, "{kind:?}");
        let unseen = without_mapping(&schema, &by_schema);
        assert!(unseen.is_empty(), "no file of this project has {unseen:?}");
    }
}

/// The shapes of the schema that no instance had.
fn without_mapping(schema: &Value, seen: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let definitions = schema["definitions"].as_object().unwrap().iter();
    let mappings = definitions.filter(|(_, shape)| shape.get("additionalProperties") == Some(&Value::Bool(false)));
    mappings.map(|(name, _)| name.clone()).filter(|name| !seen.contains_key(name)).collect()
}

/// What the decoder refuses for its shape, the schema refuses.
#[test]
fn a_file_of_another_shape_is_refused_by_both() {
    let judge = jsonschema::validator_for(&schema(Schema::Contest)).unwrap();
    let base = value(RARE);
    let wrong: [(&str, Value, Code); 16] = [
        ("/format", Value::from(2), Code::Format),
        ("/language", Value::from("kz"), Code::WrongValue),
        ("/stages", Value::Array(Vec::new()), Code::WrongType),
        ("/stages/0/id", Value::from("a b"), Code::BadId),
        ("/stages/0/criteria", Value::Object(Map::new()), Code::WrongType),
        ("/stages/0/attempts", Value::from(0), Code::WrongValue),
        ("/stages/0/absent", Value::from("stay"), Code::WrongValue),
        ("/stages/0/score", Value::from("mean"), Code::WrongType),
        ("/stages/0/score/0/attempts", Value::from("average"), Code::WrongValue),
        ("/stages/0/score/2/points", Value::Array(Vec::new()), Code::WrongType),
        ("/stages/0/score/4/round/half", Value::from("odd"), Code::WrongValue),
        ("/stages/0/pass", Value::Array(Vec::new()), Code::WrongType),
        ("/stages/0/ties", Value::Array(Vec::new()), Code::WrongType),
        ("/stages/0/places", Value::from("olympic"), Code::WrongValue),
        ("/ranking/of", Value::Array(Vec::new()), Code::WrongType),
        ("/calendar/held", Value::from("1 March"), Code::BadDate),
    ];
    for (pointer, value, code) in wrong {
        let mut broken = base.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        let codes: Vec<Code> =
            diagnostics(Schema::Contest, &broken.to_string()).iter().map(|fault| fault.code).collect();
        assert!(codes.contains(&code), "{pointer}: {codes:?}");
        assert!(!judge.is_valid(&broken), "{pointer}");
    }
    for missing in ["/title", "/language", "/stages", "/stages/0/id", "/awards/0/id", "/nominations/0/by"] {
        let (parent, key) = missing.rsplit_once('/').unwrap();
        let mut broken = base.clone();
        broken.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        let codes: Vec<Code> =
            diagnostics(Schema::Contest, &broken.to_string()).iter().map(|fault| fault.code).collect();
        assert!(codes.contains(&Code::MissingKey), "{missing}: {codes:?}");
        assert!(!judge.is_valid(&broken), "{missing}");
    }
}

#[test]
fn a_schema_speaks_each_language_and_leaves_no_text_open() {
    for kind in Schema::ALL {
        let texts = Language::ALL.map(|language| kind.text(language));
        for text in &texts {
            assert!(!text.contains("\"@") && !text.contains("schema-"), "{kind:?}");
            jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap();
        }
        assert!(texts[0] != texts[1] && texts[1] != texts[2], "{kind:?}");
    }
}

#[test]
fn every_key_is_described() {
    fn look(shape: &Value, name: &str) {
        for (key, property) in shape.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let said = property.get("description").and_then(Value::as_str).unwrap_or_default();
            // What only compares a key with a constant has been described where the key is.
            if property.get("const").is_none() || name == "file" {
                assert!(!said.is_empty(), "{name}: {key}");
            }
        }
    }
    for kind in Schema::ALL {
        let schema = schema(kind);
        assert!(schema["title"].is_string());
        look(&schema, "file");
        for (name, shape) in schema["definitions"].as_object().unwrap() {
            look(shape, name);
        }
    }
}

fn bayqau(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayqau"));
    let output = command.env_clear().current_dir(folder).stdin(Stdio::null()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_new_contest_leads_editors_to_its_schema_once() {
    let folder = tempfile::tempdir().unwrap();
    bayqau(folder.path(), &["new", "one", "--from", "bands", "--lang", "ru"]);
    let rules = fs::read_to_string(folder.path().join("one/contest.yaml")).unwrap();
    let set = fs::read_to_string(project().join("contests/bands.yaml")).unwrap();
    assert_eq!(rules, format!("# yaml-language-server: $schema=contest.schema.json\n{set}"));
    let schema = fs::read_to_string(folder.path().join("one/contest.schema.json")).unwrap();
    assert_eq!(schema, bayqau(folder.path(), &["schema", "--lang", "ru"]));
    bayqau(folder.path(), &["new", "two", "--from", "one"]);
    assert_eq!(fs::read_to_string(folder.path().join("two/contest.yaml")).unwrap(), rules);
}

/// Rules that leave out what has a usual value.
const PLAIN: &str = "
format: 1
title: x
language: en
publish: { juror_marks: named }
stages:
  - id: one
    criteria: [ { id: a, marks: 1-5 } ]
    score: [ { jurors: mean, drop: { highest: 1 } }, round: { to: 1 } ]
    pass: { top: 40% }
";

/// What the checked model is, without the places in the text.
fn model(kind: Schema, text: &str) -> Option<String> {
    let files = Files::from([(kind.describes().to_owned(), text.as_bytes().into())]);
    let written = match kind {
        Schema::Contest => {
            let jury = "id;name;role\na;A;chair\n";
            let participants = "id;name;city;region\np;P;x;y\n";
            let mut files = files;
            files.insert("jury.csv".to_owned(), jury.as_bytes().into());
            files.insert("participants.csv".to_owned(), participants.as_bytes().into());
            format!("{:#?}", check_rules(&files).contest?.rules)
        }
        Schema::Meeting => format!("{:#?}", check_meeting(&files).meeting?),
        Schema::Programme => format!("{:#?}", check_programme(&files).programme?),
    };
    let is_place = |line: &&str| {
        let number = ["start: ", "end: "].iter().find_map(|bound| line.trim_start().strip_prefix(bound));
        number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
    };
    let lines = written.lines().filter(|line| !is_place(line));
    Some(lines.map(|line| format!("{line}\n")).collect())
}

/// What the schema says holds without a key is what holds without it.
#[test]
fn a_usual_value_that_is_written_down_changes_nothing() {
    /// So many rules that leave out the same key are alike.
    const ENOUGH: usize = 3;
    let mut tried: BTreeMap<(String, String), usize> = BTreeMap::new();
    for kind in Schema::ALL {
        let schema = schema(kind);
        let judge = jsonschema::validator_for(&schema).unwrap();
        let plain = (kind == Schema::Contest).then(|| value(PLAIN));
        for instance in whole(kind).iter().map(|(_, text)| value(text)).chain(plain) {
            let before = OnceCell::new();
            let before = || before.get_or_init(|| model(kind, &instance.to_string())).as_ref();
            for Found { pointer, name, keys } in Walk::of(&schema, &instance) {
                let mapping = instance.pointer(&pointer).unwrap().as_object().unwrap();
                let shape = schema["definitions"].get(&name).unwrap_or(&schema);
                for key in keys.iter().filter(|key| !mapping.contains_key(*key)) {
                    let Some(usual) = shape["properties"][key].get("default") else { continue };
                    let tried = tried.entry((name.clone(), key.clone())).or_insert(0);
                    if *tried == ENOUGH {
                        continue;
                    }
                    let more = with(&instance, &pointer, key, usual.clone());
                    if !judge.is_valid(&more) {
                        continue;
                    }
                    if let (Some(silent), Some(said)) = (before(), model(kind, &more.to_string())) {
                        assert!(*silent == said, "{kind:?} {pointer}: {key}: {usual}");
                        *tried += 1;
                    }
                }
            }
        }
        for (name, shape) in schema["definitions"].as_object().unwrap() {
            for (key, property) in shape.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let tried = tried.get(&(name.clone(), key.clone())).is_some_and(|times| *times > 0);
                assert!(property.get("default").is_none() || tried, "{name}: {key} has never been left out");
            }
        }
    }
}
