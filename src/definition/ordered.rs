//! JSON with its keys in the order in which they are written, as a reader of a schema wants them.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value of a schema.
#[derive(Debug, PartialEq)]
pub(super) enum Json {
    Text(String),
    /// A number or a truth value, as it is written.
    Literal(String),
    List(Vec<Json>),
    Mapping(Vec<(String, Json)>),
}

impl Json {
    /// The value under the key.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Mapping(members) => members.iter().find(|(own, _)| own == key).map(|(_, value)| value),
            Json::Text(_) | Json::Literal(_) | Json::List(_) => None,
        }
    }

    /// The members of the mapping under the key; none if there is none.
    pub(super) fn members(&self, key: &str) -> &[(String, Json)] {
        match self.get(key) {
            Some(Json::Mapping(members)) => members,
            _ => &[],
        }
    }

    /// The list under the key; none if there is none.
    pub(super) fn list(&self, key: &str) -> &[Json] {
        match self.get(key) {
            Some(Json::List(list)) => list,
            _ => &[],
        }
    }

    /// The text under the key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::as_text)
    }

    /// The value as a text or as it is written.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) | Json::Literal(text) => Some(text),
            Json::List(_) | Json::Mapping(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value of a schema")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Literal(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Literal(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Json::Mapping(members))
    }
}
