//! The names that serde gives to the fields of a type.
//!
//! validator and garde report the names of Rust's fields, and ignore `#[serde(rename_all = "camelCase")]`. A
//! `Deserialize` impl passes the names that it expects to its deserializer. So a deserializer without input can collect
//! them, one level of a path at a time.

use std::fmt;

use serde_core::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
};

use super::case::Case;

/// Renames a path of Rust's fields to the names that serde expects: `home_address.zip_code` to `homeAddress.zipCode`.
///
/// A level whose names serde does not pass on (of a flattened or tagged type) is in the case of the levels before it.
pub(crate) fn rename<T: DeserializeOwned>(path: &str) -> String {
    let steps = steps(path);
    let mut renamed = Vec::new();
    // Without values, this always fails in the end.
    let _ = T::deserialize(Probe { steps: &steps, renamed: &mut renamed, candidate: None });
    let is_camel =
        steps.iter().zip(&renamed).any(|(step, name)| step.name() != name && !name.contains(['_', '-']));
    let mut path = String::new();
    for (n, step) in steps.iter().enumerate() {
        match (step, renamed.get(n)) {
            (Step::Index(index), _) => path.push_str(index),
            (Step::Name(name), expected) => {
                if n > 0 {
                    path.push('.');
                }
                match expected {
                    Some(expected) => path.push_str(expected),
                    None if is_camel => Case::Camel.rename(name, &mut path),
                    None => path.push_str(name),
                }
            }
        }
    }
    path
}

/// One level of a path.
#[derive(Debug)]
enum Step<'p> {
    Name(&'p str),
    /// With its brackets.
    Index(&'p str),
}

impl<'p> Step<'p> {
    fn name(&self) -> &'p str {
        match self {
            Self::Name(step) | Self::Index(step) => step,
        }
    }
}

fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if rest.starts_with('[') {
            let end = rest.find(']').map_or(rest.len(), |end| end + 1);
            steps.push(Step::Index(&rest[..end]));
            rest = &rest[end..];
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            let end = name.find(['.', '[']).unwrap_or(name.len());
            steps.push(Step::Name(&name[..end]));
            rest = &name[end..];
        }
    }
    steps
}

/// A deserializer without input. It notes the expected name of each step of a path, and passes the rest of the path on
/// to the field of that name.
struct Probe<'p> {
    steps: &'p [Step<'p>],
    renamed: &'p mut Vec<String>,
    /// The name of the current value in a map. It counts only if a type is requested for the value: a flattened type
    /// accepts any name, and buffers unknown values without requesting a type.
    candidate: Option<&'p str>,
}

impl Probe<'_> {
    fn settle(&mut self) {
        self.renamed.extend(self.candidate.take().map(str::to_owned));
    }

    /// Notes the name of the first step.
    fn enter(self, name: &str) -> Self {
        self.renamed.push(name.to_owned());
        Self { steps: &self.steps[1..], renamed: self.renamed, candidate: None }
    }
}

macro_rules! ends_here {
    ($($method:ident($($argument:ty),*)),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(mut self, $(_: $argument,)* _: V) -> Result<V::Value, NoInput> {
            self.settle();
            Err(NoInput)
        }
    )+};
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = NoInput;

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NoInput> {
        self.settle();
        let Some(Step::Name(name)) = self.steps.first() else { return Err(NoInput) };
        let field = fields.iter().copied().find(|field| is_same_name(field, name)).ok_or(NoInput)?;
        visitor.visit_map(Field { name: field, probe: Some(self.enter(field)), is_read: false })
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, NoInput> {
        self.settle();
        let Some(Step::Name(name)) = self.steps.first() else { return Err(NoInput) };
        let mut camel = String::new();
        Case::Camel.rename(name, &mut camel);
        let candidates = [*name, &camel];
        visitor.visit_map(Entries { candidates: &candidates, steps: &self.steps[1..], renamed: self.renamed })
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, NoInput> {
        self.settle();
        let Some(Step::Index(index)) = self.steps.first() else { return Err(NoInput) };
        let index = *index;
        visitor.visit_seq(Element(Some(self.enter(index))))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoInput> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NoInput> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoInput> {
        if self.candidate.is_some() { visitor.visit_unit() } else { Err(NoInput) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoInput> {
        self.deserialize_any(visitor)
    }

    ends_here! {
        deserialize_bool(), deserialize_i8(), deserialize_i16(), deserialize_i32(), deserialize_i64(),
        deserialize_i128(), deserialize_u8(), deserialize_u16(), deserialize_u32(), deserialize_u64(),
        deserialize_u128(), deserialize_f32(), deserialize_f64(), deserialize_char(), deserialize_str(),
        deserialize_string(), deserialize_bytes(), deserialize_byte_buf(), deserialize_unit(),
        deserialize_unit_struct(&'static str), deserialize_tuple(usize),
        deserialize_tuple_struct(&'static str, usize),
        deserialize_enum(&'static str, &'static [&'static str]), deserialize_identifier(),
    }
}

/// Returns `true` if a name of serde's is the name of Rust's field in some case.
fn is_same_name(serde: &str, rust: &str) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(|c| !matches!(c, '_' | '-'));
        letters.map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    letters(serde) == letters(rust.trim_start_matches("r#"))
}

/// The one field of a struct that is on the path.
struct Field<'p> {
    name: &'static str,
    probe: Option<Probe<'p>>,
    is_read: bool,
}

impl<'de> MapAccess<'de> for Field<'_> {
    type Error = NoInput;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NoInput> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NoInput> {
        seed.deserialize(self.probe.take().ok_or(NoInput)?)
    }
}

/// The possible names of a step in a map, one after the other.
struct Entries<'p, 'c> {
    candidates: &'c [&'c str],
    steps: &'p [Step<'p>],
    renamed: &'p mut Vec<String>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = NoInput;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NoInput> {
        let Some(name) = self.candidates.first() else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NoInput> {
        let (name, rest) = self.candidates.split_first().ok_or(NoInput)?;
        self.candidates = rest;
        seed.deserialize(Probe { steps: self.steps, renamed: self.renamed, candidate: Some(name) })
    }
}

/// The one entry of a list.
struct Element<'p>(Option<Probe<'p>>);

impl<'de> SeqAccess<'de> for Element<'_> {
    type Error = NoInput;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NoInput> {
        self.0.take().map(|probe| seed.deserialize(probe)).transpose()
    }
}

/// The error of a deserializer without input.
#[derive(Debug)]
struct NoInput;

impl fmt::Display for NoInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no input")
    }
}

impl std::error::Error for NoInput {}

impl serde_core::de::Error for NoInput {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only the names matter")]
    struct Customer {
        first_name: String,
        #[serde(rename = "mobile-no")]
        mobile_no: Option<String>,
        #[serde(rename = "msisdn")]
        phone: Option<String>,
        home_address: Option<Address>,
        other_addresses: Vec<Address>,
        by_kind: HashMap<String, Address>,
        order: Box<Order>,
        payment: Payment,
        r#type: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only the names matter")]
    struct Address {
        zip_code: String,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only the names matter")]
    struct Order {
        order_id: u64,
        #[serde(flatten)]
        address: Address,
    }

    #[derive(Deserialize)]
    #[serde(tag = "type", rename_all_fields = "camelCase")]
    #[expect(dead_code, reason = "only the names matter")]
    enum Payment {
        Card { card_number: u64 },
    }

    #[test]
    fn a_path_of_rusts_fields_becomes_the_path_that_serde_expects() {
        let cases = [
            ("first_name", "firstName"),
            ("mobile_no", "mobile-no"),
            // Not derivable from the other.
            ("phone", "phone"),
            ("home_address.zip_code", "homeAddress.ZipCode"),
            ("other_addresses[3].zip_code", "otherAddresses[3].ZipCode"),
            ("by_kind.my_key.zip_code", "byKind.my_key.ZipCode"),
            ("order.order_id", "order.orderId"),
            // serde does not pass on the names of tagged types.
            ("payment.card_number", "payment.card_number"),
            ("r#type", "type"),
            ("unknown_field", "unknown_field"),
            ("", ""),
        ];
        for (path, expected) in cases {
            assert_eq!(rename::<Customer>(path), expected, "{path}");
        }
    }
}
