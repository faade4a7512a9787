//! A JSON value of any shape, members in the order in which they were sent.
//!
//! Upstreams send `null`, numbers or lists where their documentation has a string. A typed struct would fail as a whole;
//! this type lets each dialect take what it finds.

use std::fmt;

use serde_core::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// Deeper values are skipped.
const MAX_DEPTH: usize = 16;

/// The one key of a number under `serde_json`'s feature `arbitrary_precision`, which any crate of a build can switch on.
const NUMBER_KEY: &str = "$serde_json::private::Number";

#[derive(Debug, PartialEq)]
pub(super) enum Json {
    /// `null`, and what is nested too deep.
    Null,
    /// A number or a boolean, as a text.
    Scalar(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Parses one JSON value. Invalid UTF-8 in it is replaced.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(body);
        // A byte order mark is not JSON, but is sent.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = Nested(MAX_DEPTH).deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(value)
    }

    /// Returns a member of an object; the last one of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Returns a member that is a string with something in it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Self::String(text)) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// Returns a string, number or boolean as a text.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::String(text) | Self::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the items of an array; of anything else, none.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Returns the items of a member that is an array.
    pub(super) fn list(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::items)
    }

    /// Returns the members of an object; of anything else, none.
    pub(super) fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }
}

/// Reads a value with at most this many levels.
struct Nested(usize);

impl<'de> DeserializeSeed<'de> for Nested {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        if self.0 > 0 {
            return deserializer.deserialize_any(self);
        }
        // Skipping does not recurse.
        deserializer.deserialize_ignored_any(IgnoredAny).map(|_| Json::Null)
    }
}

impl<'de> Visitor<'de> for Nested {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Json, S::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Self(self.0 - 1))? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Json, M::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if name == NUMBER_KEY {
                return map.next_value().map(Json::Scalar);
            }
            members.push((name, map.next_value_seed(Self(self.0 - 1))?));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_the_last_of_a_name_counts() {
        let json = Json::parse(br#"{"b":"1","a":2.5,"b":"3","c":[true,null,-4]}"#).expect("JSON");
        let names: Vec<_> = json.members().iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a", "b", "c"]);
        assert_eq!(json.text("b"), Some("3"));
        assert_eq!(json.get("a").and_then(Json::scalar), Some("2.5"));
        let items: Vec<_> = json.list("c").iter().map(Json::scalar).collect();
        assert_eq!(items, [Some("true"), None, Some("-4")]);
    }

    #[test]
    fn deep_values_are_skipped_and_not_recursed_into() {
        let body = format!(r#"{{"deep":{}{},"after":"read"}}"#, "[".repeat(30_000), "]".repeat(30_000));
        let json = Json::parse(body.as_bytes()).expect("JSON");
        assert_eq!(json.text("after"), Some("read"));
    }

    #[test]
    fn invalid_utf8_is_replaced_and_a_byte_order_mark_is_skipped() {
        let json = Json::parse(b"\xEF\xBB\xBF{\"text\":\"caf\xE9\"}").expect("JSON");
        assert_eq!(json.text("text"), Some("caf\u{FFFD}"));
    }

    #[test]
    fn other_bytes_are_none() {
        for body in ["", " ", "<html>", "{", r#"{"a":1}x"#, r#"{"a":"#, "nul", "{'a':1}"] {
            assert_eq!(Json::parse(body.as_bytes()), None, "{body}");
        }
        assert_eq!(Json::parse(b"\x1f\x8b\x08\x00"), None);
    }
}
