//! What fields a template can see, read off the types of the views.

use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value};

/// What a value is, as far as a template is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Truth,
    /// Values of one shape.
    List(Box<Shape>),
    /// Values of one shape by names that the data has.
    Named(Box<Shape>),
    /// Fields with names.
    Record(Vec<Field>),
    /// Anything.
    Any,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it can be none.
    pub optional: bool,
    /// What its documentation says.
    pub says: String,
}

impl Shape {
    /// The shape of a view.
    pub fn of<V: JsonSchema>() -> Shape {
        let schema = schema_for!(V).to_value();
        let mut all = schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
        // What the view itself is called where it holds itself.
        all.insert("#".to_owned(), schema.clone());
        shape(&schema, &Definitions { all: &all, inside: Vec::new() })
    }
}

/// The types that a schema names.
struct Definitions<'d> {
    all: &'d Map<String, Value>,
    /// The types that are being read, the outermost first.
    inside: Vec<&'d str>,
}

impl<'d> Definitions<'d> {
    /// The shape of a named type. One that holds itself is looked at once more inside itself, and then is anything.
    fn shape(&self, name: &str) -> Shape {
        let Some((name, schema)) = self.all.get_key_value(name) else { return Shape::Any };
        if self.inside.iter().filter(|each| *each == name).count() > 1 {
            return Shape::Any;
        }
        let mut inside: Vec<&'d str> = self.inside.clone();
        inside.push(name);
        shape(schema, &Definitions { all: self.all, inside })
    }
}

/// The fields of a view, a line each: the path (`[]` stands for each of a list, `.*` for each of the data's own
/// names), what it is, and what it says.
#[must_use]
pub fn fields<V: JsonSchema>() -> String {
    let mut rows = Vec::new();
    list("", &Shape::of::<V>(), &mut rows);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let (paths, kinds) = (width(0), width(1));
    rows.iter().map(|[path, kind, says]| format!("{path:paths$}  {kind:kinds$}  {says}\n")).collect()
}

fn list(path: &str, shape: &Shape, rows: &mut Vec<[String; 3]>) {
    match shape {
        Shape::Record(fields) => {
            for field in fields {
                let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
                let or_none = if field.optional { " or none" } else { "" };
                rows.push([path.clone(), kind(&field.shape).to_owned() + or_none, field.says.clone()]);
                list(&path, &field.shape, rows);
            }
        }
        Shape::List(each) => list(&format!("{path}[]"), each, rows),
        Shape::Named(each) => list(&format!("{path}.*"), each, rows),
        Shape::Text | Shape::Number | Shape::Truth | Shape::Any => {}
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Number => "number",
        Shape::Truth => "true or false",
        Shape::List(each) => match **each {
            Shape::Text => "list of texts",
            Shape::List(_) => "list of lists",
            Shape::Number | Shape::Truth | Shape::Named(_) | Shape::Record(_) | Shape::Any => "list",
        },
        Shape::Named(_) => "by name",
        Shape::Record(_) => "record",
        Shape::Any => "anything",
    }
}

fn shape(schema: &Value, definitions: &Definitions) -> Shape {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return definitions.shape(target.rsplit('/').next().unwrap_or(target));
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(each) = schema.get(key).and_then(Value::as_array) {
            let mut some = each.iter().filter(|each| each.get("type").and_then(Value::as_str) != Some("null"));
            return match (some.next(), some.next()) {
                (Some(only), None) => shape(only, definitions),
                _ => Shape::Any,
            };
        }
    }
    let part = |key: &str| schema.get(key).map(|part| shape(part, definitions));
    match types(schema).into_iter().find(|each| *each != "null") {
        Some("string") => Shape::Text,
        Some("integer" | "number") => Shape::Number,
        Some("boolean") => Shape::Truth,
        Some("array") => Shape::List(Box::new(part("items").unwrap_or(Shape::Any))),
        Some("object") => match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => Shape::Record(ordered(schema, properties, definitions)),
            None => Shape::Named(Box::new(part("additionalProperties").unwrap_or(Shape::Any))),
        },
        Some(_) | None => Shape::Any,
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(only)) => vec![only],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn ordered(schema: &Value, properties: &Map<String, Value>, definitions: &Definitions) -> Vec<Field> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let field = |(name, schema): (&String, &Value)| {
        let says = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        Field {
            name: name.clone(),
            shape: shape(schema, definitions),
            optional: !required.contains(&name.as_str()) || is_optional(schema),
            says: says.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    };
    properties.iter().map(field).collect()
}

fn is_optional(schema: &Value) -> bool {
    let nulls = |each: &Value| types(each).contains(&"null");
    nulls(schema) || schema.get("anyOf").and_then(Value::as_array).is_some_and(|each| each.iter().any(nulls))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// One.
    #[derive(JsonSchema)]
    #[allow(dead_code)] // Only its type is looked at.
    struct Inner {
        /// What it
        /// says.
        text: &'static str,
    }

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct View {
        /// How many.
        count: usize,
        /// One or none.
        inner: Option<Inner>,
        /// All.
        each: Vec<Inner>,
        /// Own.
        own: BTreeMap<String, String>,
        /// Sure.
        sure: bool,
        /// Words.
        words: Option<Vec<String>>,
    }

    /// A type that holds itself.
    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct Branch {
        /// What it says.
        name: String,
        /// Those on it.
        branches: Vec<Branch>,
    }

    #[test]
    fn a_type_that_holds_itself_comes_to_an_end() {
        let listed = fields::<Branch>();
        assert!(listed.lines().any(|line| line.starts_with("branches[].name")), "{listed}");
    }

    #[test]
    fn fields_are_listed_with_what_they_are() {
        let listed = fields::<View>();
        let lines: Vec<Vec<&str>> = listed
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        for line in [
            ["count", "number", "How many."],
            ["inner", "record or none", "One or none."],
            ["inner.text", "text", "What it says."],
            ["each", "list", "All."],
            ["each[].text", "text", "What it says."],
            ["own", "by name", "Own."],
            ["sure", "true or false", "Sure."],
            ["words", "list of texts or none", "Words."],
        ] {
            assert!(lines.contains(&line.to_vec()), "{line:?} in {listed}");
        }
    }
}
