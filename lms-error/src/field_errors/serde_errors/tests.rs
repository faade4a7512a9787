//! Real types of serde's, read from real texts.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Deserializer;

use super::*;

#[derive(Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    Person,
    Group,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only the errors matter")]
struct Address {
    zip: u64,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
#[expect(dead_code, reason = "only the errors matter")]
enum Payment {
    Card { number: u64 },
    Cash(Address),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only the errors matter")]
enum Amount {
    Cents(u64),
    Money { currency: String },
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the errors matter")]
struct Flat {
    name: String,
    #[serde(flatten)]
    address: FlatAddress,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the errors matter")]
struct FlatAddress {
    zip: u64,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the errors matter")]
enum Change {
    Rename(String),
    Move { to: u64 },
    Close,
}

#[derive(Debug, Deserialize)]
struct Member<T> {
    #[expect(dead_code, reason = "only the errors matter")]
    a: T,
}

/// Returns the error with the path, and without.
fn both<T: for<'de> Deserialize<'de> + std::fmt::Debug>(json: &str) -> [String; 2] {
    let with_path = serde_path_to_error::deserialize::<_, T>(&mut Deserializer::from_str(json));
    let with_path = with_path.expect_err(json).as_field_errors()[0].to_string();
    let alone = serde_json::from_str::<T>(json).expect_err(json).as_field_errors()[0].to_string();
    [with_path, alone]
}

const NOT_JSON: &str = "body: must be valid JSON";
const AMBIGUOUS: &str = "body: is not valid JSON, or contains a value that is not allowed";

#[test]
fn what_serde_json_files_under_syntax_is_told_as_what_is_wrong() {
    type A<T> = Member<T>;
    assert_eq!(both::<A<[u8; 3]>>(r#"{"a":[1,2,3,4]}"#), ["a: has too many entries", AMBIGUOUS]);
    assert_eq!(both::<A<(u8, u8)>>(r#"{"a":[1,2,3]}"#), ["a: has too many entries", AMBIGUOUS]);
    assert_eq!(both::<A<Kind>>(r#"{"a":1}"#), ["a: is none of the allowed values", AMBIGUOUS]);
    assert_eq!(both::<A<Kind>>(r#"{"a":null}"#), ["a: is none of the allowed values", AMBIGUOUS]);
    assert_eq!(both::<A<Kind>>(r#"{"a":{}}"#), ["a: is none of the allowed values", AMBIGUOUS]);
    assert_eq!(
        both::<A<Change>>(r#"{"a":{"Close":null,"Move":1}}"#),
        ["a: is none of the allowed values", AMBIGUOUS]
    );
    assert_eq!(
        both::<A<f64>>(r#"{"a":1e999}"#),
        ["a: is out of range", "body: contains a value that is out of range"]
    );
    assert_eq!(
        both::<A<u128>>(r#"{"a":-1}"#),
        ["a: is out of range", "body: contains a value that is out of range"]
    );
    assert_eq!(both::<A<u128>>(r#"{"a":"x"}"#), ["a: is not a valid number", AMBIGUOUS]);
    assert_eq!(
        both::<A<String>>(r#"{"a":"\ud800"}"#),
        ["a: must be valid Unicode", "body: contains a value that must be valid Unicode"]
    );
    assert_eq!(
        both::<A<HashMap<u64, u8>>>(r#"{"a":{"x":1}}"#),
        ["a: contains a name that must be a number", "body: contains a name that must be a number"]
    );
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert_eq!(
        both::<serde_json::Value>(&deep),
        ["body: is nested too deeply", "body: is nested too deeply"]
    );
    // The body itself is the array.
    assert_eq!(both::<[u8; 3]>("[1,2,3,4]"), ["body: has too many entries", AMBIGUOUS]);
}

#[test]
fn malformed_json_is_told_as_that() {
    for json in
        ["", "{", "nope", "abc", "{'a':1}", r#"{"a":1,}"#, r#"{"a" 1}"#, r#"{"a":1 "b":2}"#, "{\"a\":nope}"]
    {
        assert_eq!(both::<Member<u64>>(json), [NOT_JSON, NOT_JSON], "{json}");
    }
    assert_eq!(both::<Member<String>>("{\"a\":\"\n\"}"), [NOT_JSON, NOT_JSON]);
    assert_eq!(both::<Member<String>>("{\"a\":\"\\x\"}"), [NOT_JSON, NOT_JSON]);
}

#[test]
fn an_integer_beyond_its_type_is_out_of_range() {
    for json in [r#"{"a":99999999999999999999}"#, r#"{"a":18446744073709551616}"#] {
        let expected = ["a: is out of range", "body: contains a value that is out of range"];
        assert_eq!(both::<Member<u64>>(json), expected, "{json}");
        assert_eq!(both::<Member<i32>>(json), expected, "{json}");
    }
    assert_eq!(
        both::<Member<i64>>(r#"{"a":-99999999999999999999}"#),
        ["a: is out of range", "body: contains a value that is out of range"]
    );
}

#[test]
fn a_statement_about_a_member_is_never_made_of_the_whole() {
    const NUMBER: &str = "body: contains a value that must be a whole number";
    const KIND: &str = "body: contains a value that must be one of PERSON, GROUP";
    assert_eq!(both::<Flat>(r#"{"name":"n","zip":"x"}"#), [NUMBER, NUMBER]);
    assert_eq!(both::<Payment>(r#"{"type":"Card","number":"x"}"#), [NUMBER, NUMBER]);
    assert_eq!(both::<Member<u64>>(r#"{"a":"x"}"#), ["a: must be a whole number", NUMBER]);
    assert_eq!(both::<Vec<u64>>(r#"["x"]"#), ["[0]: must be a whole number", NUMBER]);
    assert_eq!(both::<Member<Kind>>(r#"{"a":"X"}"#), ["a: must be one of PERSON, GROUP", KIND]);
    assert_eq!(
        both::<Member<Address>>(r#"{"a":[]}"#),
        ["a: must be an object", "body: contains a value that must be an object"]
    );
    let forms = "body: contains a value that matches none of the allowed forms";
    assert_eq!(both::<Member<Amount>>(r#"{"a":"x"}"#), ["a: matches none of the allowed forms", forms]);
    // The name of an entry, or its value.
    assert_eq!(
        both::<HashMap<Kind, u8>>(r#"{"X":1}"#),
        ["body: contains a name or value that must be one of PERSON, GROUP", KIND]
    );
    assert_eq!(
        both::<HashMap<Kind, u8>>(r#"{"PERSON":"x"}"#),
        ["body: contains a name or value that must be a whole number", NUMBER]
    );
    let long = format!(r#"{{"{}":1}}"#, "a".repeat(10_000));
    assert_eq!(both::<Address>(&long), ["body: contains an unknown field"; 2]);
    assert_eq!(
        both::<HashMap<String, bool>>(r#"{"":1}"#),
        ["body: contains a value that must be true or false"; 2]
    );
}

#[test]
fn a_statement_about_the_whole_is_made_of_the_whole() {
    let object = ["body: must be an object"; 2];
    for json in ["[]", "1", "-12", "true", r#""text""#] {
        assert_eq!(both::<Member<u64>>(json), object, "{json}");
    }
    assert_eq!(both::<Member<u64>>("null"), ["body: must not be null"; 2]);
    assert_eq!(both::<Payment>("1"), object);
    assert_eq!(both::<u64>("{}"), ["body: must be a whole number"; 2]);
}

#[test]
fn the_name_in_a_message_is_used_where_there_is_no_path() {
    assert_eq!(both::<Member<Address>>(r#"{"a":{}}"#), ["a.zip: required", "zip: required"]);
    assert_eq!(both::<Member<Address>>(r#"{"a":{"no":1}}"#), ["a.no: unknown field", "no: unknown field"]);
    assert_eq!(
        both::<Member<Address>>(r#"{"a":{"zip":1,"zip":1}}"#),
        ["a.zip: given more than once", "zip: given more than once"]
    );
    assert_eq!(both::<Payment>(r#"{"type":"Card"}"#), ["number: required"; 2]);
    assert_eq!(both::<Payment>(r#"{"type":"Cash","zip":1,"no":1}"#), ["no: unknown field"; 2]);
    assert_eq!(
        both::<Member<Payment>>(r#"{"a":{"type":"Cash","zip":1,"no":1}}"#),
        ["a.no: unknown field", "no: unknown field"]
    );
    assert_eq!(
        both::<Address>(r#"{"first name":1}"#),
        ["first name: unknown field"; 2],
        "a name comes back as it was sent"
    );
}

#[test]
fn parameters_of_a_query_are_named_if_their_path_is_known() {
    let report = |error: value::Error| pairs(&error, "query").to_string();
    let error = |message: &str| <value::Error as serde::de::Error>::custom(message);
    assert_eq!(report(error("missing field `limit`")), "limit: required");
    assert_eq!(report(error("unknown field `lim it`, expected `limit`")), "lim it: unknown field");
    assert_eq!(
        report(error("invalid digit found in string")),
        "query: contains a value that must be a whole number"
    );
}

/// Splits a row of the reference's tables, of which the first cell is `crate_name`.
fn cells<'r>(row: &'r str, crate_name: &str) -> Option<Vec<&'r str>> {
    let row = row.strip_prefix(&format!("| {crate_name} | "))?.strip_suffix(" |")?;
    // `` `a` `` is Markdown for a text that ends with a backtick.
    let unquoted = |cell: &'r str| {
        let cell = cell.trim();
        let inner = cell.strip_prefix("``").and_then(|cell| cell.strip_suffix("``")).map(str::trim);
        inner.unwrap_or_else(|| cell.trim_matches('`'))
    };
    Some(row.split('|').map(unquoted).collect())
}

#[test]
fn the_reference_is_true() {
    let mut rows = 0;
    for row in include_str!("../../../docs/fields.md").lines() {
        if let Some(cells) = cells(row, "serde") {
            let [message, path, expected] = cells[..] else { panic!("{row}") };
            let mut place = Place::unknown("body");
            if !path.is_empty() {
                place.enter(path);
                place = place.exact();
            }
            assert_eq!(place.report(Fault::read(message)).to_string(), expected, "{row}");
            rows += 1;
        }
        if let Some(cells) = cells(row, "serde_json") {
            let [json, ty, with_path, without] = cells[..] else { panic!("{row}") };
            let reports = match ty {
                "[u8; 3]" => both::<Member<[u8; 3]>>(json),
                "Kind" => both::<Member<Kind>>(json),
                "f64" => both::<Member<f64>>(json),
                "String" => both::<Member<String>>(json),
                "u64" => both::<Member<u64>>(json),
                ty => panic!("{ty}"),
            };
            assert_eq!(reports, [with_path, without], "{row}");
            rows += 1;
        }
    }
    assert_eq!(rows, 26);
}
