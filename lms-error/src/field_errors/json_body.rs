//! The field error of a JSON body, found with the bytes of the body.
//!
//! The bytes distinguish a syntax error from a wrong value. They also hold the value whose path serde lost, as it does
//! in flattened and tagged types.

use serde_core::de::{Deserialize, IgnoredAny};
use serde_json::Value;
use serde_path_to_error::{Error as AtPath, Segment};

use super::{
    place::{Place, Step},
    serde_errors::{Validity, json_at},
    serde_messages::{Fault, mismatch, quoted_after},
};
use crate::{FieldError, FieldErrors};

/// A `Value` takes many times the memory of its text, so larger bodies are not searched for the value of a lost path.
const MAX_SEARCHED_BYTES: usize = 256 * 1024;

/// Reads a JSON body as a value.
///
/// It is for frameworks without an extractor of this crate. With the bytes, the field that is wrong is found where a
/// rejection of the framework has no path, and malformed JSON is told apart from a wrong value.
///
/// ```
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct NewLoan {
///     principal: u64,
/// }
///
/// let new: NewLoan = lms_error::from_json(br#"{"principal":7}"#)?;
/// assert_eq!(new.principal, 7);
///
/// let errors = lms_error::from_json::<NewLoan>(br#"{"principal":"much"}"#).map(|_| ()).unwrap_err();
/// assert_eq!(errors.to_string(), "principal: must be a whole number");
/// # Ok::<(), lms_error::FieldErrors>(())
/// ```
///
/// # Errors
///
/// The error of the first value that is wrong.
pub fn from_json<'de, T: Deserialize<'de>>(body: &'de [u8]) -> Result<T, FieldErrors> {
    read(body).map_err(|(error, _)| error.into())
}

/// Reads a value. An error is the field error with serde's own error.
pub(crate) fn read<'de, T: Deserialize<'de>>(body: &'de [u8]) -> Result<T, (FieldError, serde_json::Error)> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| (wrong_value(&error, body), error.into_inner()))?;
    deserializer.end().map_err(|error| (trailing(body), error))?;
    Ok(value)
}

fn is_json(body: &[u8]) -> bool {
    // serde_json does not check the encoding of strings that it skips.
    std::str::from_utf8(body).is_ok() && serde_json::from_slice::<IgnoredAny>(body).is_ok()
}

/// Reports why the body could not be read as a value.
fn wrong_value(error: &AtPath<serde_json::Error>, body: &[u8]) -> FieldError {
    let place = Place::of(error.path(), "body");
    let inner = error.inner();
    if std::str::from_utf8(body).is_err() {
        return malformed();
    }
    if !inner.is_data() {
        let is_valid = is_json(body);
        return json_at(place, if is_valid { Validity::Valid } else { Validity::Malformed }, inner);
    }
    // A text that is malformed after the wrong value is not searched.
    let root =
        if body.len() > MAX_SEARCHED_BYTES { None } else { serde_json::from_slice::<Value>(body).ok() };
    let Some(root) = root else { return json_at(place, Validity::Typed, inner) };
    let message = inner.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let Some(sought) = Sought::read(message) else { return json_at(place, Validity::Typed, inner) };
    let Some(value) = value_at(&root, error) else { return json_at(place, Validity::Typed, inner) };
    if sought.is_value(value) {
        return place.exact().report(Fault::read(message));
    }
    let mut found = Vec::new();
    sought.search(value, &mut Vec::new(), &mut found);
    match found.as_slice() {
        [steps] => place.descend(steps).exact().report(Fault::read(message)),
        // The value is not in the body: a type may have computed it from the value at the path.
        [] => json_at(place, Validity::Typed, inner),
        _ => place.enclosing().report(Fault::read(message)),
    }
}

/// Reports why the text after the value is not the end of the body.
fn trailing(body: &[u8]) -> FieldError {
    if is_json(body) { FieldError::new("body", "must be a whole number") } else { malformed() }
}

fn malformed() -> FieldError {
    FieldError::new("body", "must be valid JSON")
}

/// Returns the value at the path, or at the beginning of the path that is known.
fn value_at<'v>(root: &'v Value, error: &AtPath<serde_json::Error>) -> Option<&'v Value> {
    let mut value = root;
    for segment in error.path() {
        value = match segment {
            Segment::Seq { index } => value.get(index)?,
            Segment::Map { key: name } | Segment::Enum { variant: name } => match value.get(name) {
                Some(value) => value,
                // serde's path of an unknown field, or of a variant without content, ends with its name.
                None => return Some(value),
            },
            Segment::Unknown => break,
        };
    }
    Some(value)
}

/// The value that a message is about.
enum Sought<'m> {
    /// The value with this description by serde: `string "x"`.
    Described(&'m str),
    /// The value that is this string, or an object of one member with this name.
    Variant(&'m str),
    /// The object with a member of this name.
    HasMember(&'m str),
}

impl<'m> Sought<'m> {
    fn read(message: &'m str) -> Option<Self> {
        if let Some((unexpected, _)) = mismatch(message) {
            return Some(Self::Described(unexpected));
        }
        let variant = quoted_after(message, "unknown variant ").map(Self::Variant);
        variant.or_else(|| quoted_after(message, "unknown field ").map(Self::HasMember))
    }

    fn is_value(&self, value: &Value) -> bool {
        match self {
            Self::Described(description) => is_described(value, description),
            Self::Variant(name) => match value {
                Value::String(string) => string == name,
                Value::Object(members) => members.len() == 1 && members.contains_key(*name),
                _ => false,
            },
            Self::HasMember(name) => value.get(name).is_some(),
        }
    }

    /// Collects the paths of the values that match. Stops at two, as the value is then ambiguous.
    fn search<'v>(&self, value: &'v Value, path: &mut Vec<Step<'v>>, found: &mut Vec<Vec<Step<'v>>>) {
        if found.len() > 1 {
            return;
        }
        if self.is_value(value) {
            found.push(path.clone());
        }
        let steps: Box<dyn Iterator<Item = (Step<'v>, &'v Value)>> = match value {
            Value::Array(entries) => {
                Box::new(entries.iter().enumerate().map(|(index, entry)| (Step::Index(index), entry)))
            }
            Value::Object(members) => {
                Box::new(members.iter().map(|(name, member)| (Step::Name(name), member)))
            }
            _ => return,
        };
        for (step, inner) in steps {
            path.push(step);
            self.search(inner, path, found);
            path.pop();
        }
    }
}

fn is_described(value: &Value, description: &str) -> bool {
    let quoted = |prefix| description.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('`'));
    match value {
        Value::Null => description == "null",
        Value::Bool(boolean) => quoted("boolean `") == Some(if *boolean { "true" } else { "false" }),
        Value::Number(number) => {
            quoted("integer `").is_some_and(|integer| number.to_string() == integer)
                || quoted("floating point `")
                    .is_some_and(|float| float.parse() == Ok(number.as_f64().unwrap_or(f64::NAN)))
        }
        Value::String(string) => {
            description.strip_prefix("string ").is_some_and(|debug| format!("{string:?}") == debug)
        }
        Value::Array(_) => description == "sequence",
        Value::Object(_) => description == "map",
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Order {
        note: Option<String>,
        #[serde(default)]
        lines: Vec<Line>,
        #[serde(flatten)]
        total: Total,
    }

    #[derive(Debug, Deserialize)]
    #[serde(tag = "type")]
    #[expect(dead_code, reason = "only the errors matter")]
    enum Line {
        Product { amount: u64, sizes: Option<Vec<u8>> },
        Voucher(Voucher),
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Voucher {
        code: String,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Total {
        cents: u64,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the errors matter")]
    enum Kind {
        Gross,
        Net { of: [u8; 2] },
    }

    fn report<T: for<'de> Deserialize<'de> + std::fmt::Debug>(body: &str) -> String {
        let mut deserializer = serde_json::Deserializer::from_str(body);
        let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).expect_err(body);
        wrong_value(&error, body.as_bytes()).to_string()
    }

    #[test]
    fn a_value_is_found_again_whose_path_is_lost() {
        let cases = [
            (r#"{"cents":"x"}"#, "cents: must be a whole number"),
            (r#"{"cents":99999999999999999999}"#, "cents: is out of range"),
            (r#"{"cents":1,"kind":"Other"}"#, "kind: must be one of Gross, Net"),
            (r#"{"cents":1,"kind":true}"#, "kind: is none of the allowed values"),
            (
                r#"{"cents":1,"lines":[{"type":"Product","amount":-1}]}"#,
                "lines[0].amount: must not be negative",
            ),
            (
                r#"{"cents":1,"lines":[{"type":"Product","amount":1,"sizes":[1,"q"]}]}"#,
                "lines[0].sizes[1]: must be a whole number",
            ),
            (r#"{"cents":1,"lines":[{"type":"Voucher","code":"c","no":1}]}"#, "lines[0].no: unknown field"),
            (r#"{"cents":1,"lines":[{"type":"Other"}]}"#, "lines[0].type: must be one of Product, Voucher"),
            // Two values are alike.
            (
                r#"{"cents":1,"lines":[{"type":"Product","amount":"a","sizes":["a"]}]}"#,
                "lines[0]: contains a value that must be a whole number",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(report::<Order>(body), expected, "{body}");
        }
    }

    #[test]
    fn malformed_json_is_distinguished_from_a_wrong_value() {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code, reason = "only the errors matter")]
        struct Typed {
            kind: Option<Kind>,
            pair: Option<[u8; 2]>,
            large: Option<u128>,
            name: Option<String>,
        }
        let malformed = "body: must be valid JSON";
        let cases = [
            (r#"{"kind":1}"#, "kind: is none of the allowed values"),
            (r#"{"kind":}"#, malformed),
            (r#"{"kind":abc}"#, malformed),
            (r#"{"kind":{"Net":{"of":[1,2,3]}}}"#, "kind.Net.of: has too many entries"),
            (r#"{"pair":[1,2,3]}"#, "pair: has too many entries"),
            (r#"{"pair":[1,2 3]}"#, malformed),
            (r#"{"pair":[1]}"#, "pair: has the wrong number of entries"),
            (r#"{"large":"x"}"#, "large: must be a whole number"),
            (r#"{"large":01}"#, malformed),
            (r#"{"large":1.5}"#, "body: contains a name or value that must be a whole number"),
            (r#"{"name":"\ud800"}"#, "name: must be valid Unicode"),
            (r#"{"name":"#, malformed),
            ("abc", malformed),
            ("{\"name\":1,\"\u{e9}\":7}", "name: must be text"),
            // The wrong value comes first.
            (r#"{"name":1,"#, "name: must be text"),
        ];
        for (body, expected) in cases {
            assert_eq!(report::<Typed>(body), expected, "{body}");
        }
        let latin = b"{\"large\":\"\xe9\"}";
        assert_eq!(
            from_json::<Typed>(latin).map(drop).map_err(|error| error.to_string()),
            Err(malformed.to_owned())
        );
        assert_eq!(report::<Kind>("1"), "body: is none of the allowed values");
        assert_eq!(report::<Kind>("{}"), "body: is none of the allowed values");
        assert_eq!(trailing(b"{} x"), FieldError::new("body", "must be valid JSON"));
    }

    #[test]
    fn a_name_is_not_taken_for_its_value() {
        type Sizes = std::collections::HashMap<u8, u8>;
        assert_eq!(report::<Sizes>(r#"{"300":1}"#), "300: is out of range");
        assert_eq!(report::<Sizes>(r#"{"x":1}"#), "body: contains a name that must be a number");
        assert_eq!(report::<Sizes>(r#"{"1":"x"}"#), "1: must be a whole number");
    }
}
