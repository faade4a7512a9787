//! Serialization of objects with two members. Written by hand: serde's derive would be another proc-macro crate that
//! every user compiles.

use std::{fmt, marker::PhantomData};

use serde_core::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
    ser::SerializeStruct,
};

pub(crate) fn serialize<S: Serializer, A: Serialize, B: Serialize>(
    serializer: S,
    [first, second]: [&'static str; 2],
    a: &A,
    b: &B,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("Object", 2)?;
    object.serialize_field(first, a)?;
    object.serialize_field(second, b)?;
    object.end()
}

/// Reads the two members and ignores others.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, A: Deserialize<'de>, B: Deserialize<'de>>(
    deserializer: D,
    names: &'static [&'static str; 2],
) -> Result<(A, B), D::Error> {
    deserializer.deserialize_struct("Object", names, Members { names, types: PhantomData })
}

struct Members<A, B> {
    names: &'static [&'static str; 2],
    types: PhantomData<(A, B)>,
}

impl<'de, A: Deserialize<'de>, B: Deserialize<'de>> Visitor<'de> for Members<A, B> {
    type Value = (A, B);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}` and `{}`", self.names[0], self.names[1])
    }

    /// Binary formats have no names: the members come in order.
    fn visit_seq<S: SeqAccess<'de>>(self, mut sequence: S) -> Result<(A, B), S::Error> {
        let a = sequence.next_element()?.ok_or_else(|| Error::invalid_length(0, &self))?;
        let b = sequence.next_element()?.ok_or_else(|| Error::invalid_length(1, &self))?;
        Ok((a, b))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(A, B), M::Error> {
        let [first, second] = *self.names;
        let (mut a, mut b) = (None, None);
        while let Some(name) = map.next_key::<String>()? {
            if name == first {
                a = Some(map.next_value()?);
            } else if name == second {
                b = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let a = a.ok_or_else(|| Error::missing_field(first))?;
        let b = b.ok_or_else(|| Error::missing_field(second))?;
        Ok((a, b))
    }
}
