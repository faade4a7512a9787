//! The Response Objects of a catalog.

use serde_json::{Map, Value, json};

use crate::{
    Code, Policy, Retry,
    catalog::{Content, Enum, RetryAfter, Service, Shown, names, paragraphs, shown},
};

/// The name of the schema that all error responses have.
pub(super) const SCHEMA: &str = "Envelope";
const CONTENT_TYPE: &str = "application/json";

pub(super) fn of(enums: &[Enum]) -> Value {
    let mut responses = Map::new();
    merge_all(&mut responses, enums);
    Value::Object(responses)
}

/// Adds the variants of all enums. An open one may be any error, and so adds the standard response of each code.
pub(super) fn merge_all(responses: &mut Map<String, Value>, enums: &[Enum]) {
    let shown = shown(enums);
    for (shown, name) in shown.iter().zip(names(&shown)) {
        merge(responses, shown.code, &Variant::of(shown, name));
    }
    let is_open =
        |described: &&Enum| described.variants.iter().any(|variant| variant.content == Content::Open);
    if let Some(described) = enums.iter().find(is_open) {
        for code in Code::ALL {
            merge(responses, code, &Variant::standard(described.policy(), code));
        }
    }
}

/// The contribution of one variant to the response of its status.
pub(super) struct Variant {
    name: String,
    summary: String,
    description: String,
    envelope: Value,
    has_retry_after: bool,
}

impl Variant {
    fn of(shown: &Shown<'_>, name: String) -> Self {
        let paragraphs: Vec<_> = paragraphs(&shown.variant.docs).map(|lines| lines.join(" ")).collect();
        let (summary, rest) = paragraphs.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
        let mut summary = summary.to_owned();
        if let Some(note) = shown.variant.deprecated {
            let separator = if note.is_empty() { "" } else { ": " };
            summary = format!("{summary} (deprecated{separator}{note})");
        }
        let message = shown.message();
        Self {
            name,
            summary,
            description: rest.join("\n\n"),
            envelope: json!({ "code": shown.code.as_str(), "message": message }),
            has_retry_after: shown.retry_after != RetryAfter::None,
        }
    }

    /// Creates the standard response of a code, for what no variant says.
    pub(super) fn standard(policy: &'static Policy, code: Code) -> Self {
        Self {
            name: "Standard".to_owned(),
            summary: code.when().to_owned(),
            description: String::new(),
            envelope: json!({ "code": code.as_str(), "message": Service::of(policy).standard(code) }),
            has_retry_after: false,
        }
    }

    /// Returns the variant's part of the description. The text is in the example too, which some tools hide.
    fn item(&self) -> String {
        let message = self.envelope["message"].as_str().unwrap_or_default();
        format!("- **{}**: {} {}", self.name, self.summary, code_span(message))
    }

    fn example(&self) -> Value {
        let mut example = Map::new();
        example.insert("summary".to_owned(), self.summary.clone().into());
        if !self.description.is_empty() {
            example.insert("description".to_owned(), self.description.clone().into());
        }
        example.insert("value".to_owned(), self.envelope.clone());
        Value::Object(example)
    }
}

/// Adds a variant to the response of its status, which is made if there is none. A response that is not of this crate
/// is left alone.
pub(super) fn merge(responses: &mut Map<String, Value>, code: Code, variant: &Variant) {
    let response = responses.entry(code.status().as_str()).or_insert_with(|| empty(code));
    let Some(response) = response.as_object_mut() else { return };
    let pointer = format!("#/components/schemas/{SCHEMA}");
    let content = response.get_mut("content").and_then(|content| content.get_mut(CONTENT_TYPE));
    let Some(content) = content.filter(|content| content["schema"]["$ref"] == pointer.as_str()) else {
        return;
    };
    let Some(examples) = content.as_object_mut().and_then(|content| {
        content.entry("examples").or_insert_with(|| Value::Object(Map::new())).as_object_mut()
    }) else {
        return;
    };
    if examples.get(&variant.name).is_some_and(|example| example["value"] == variant.envelope) {
        return;
    }
    let mut name = variant.name.clone();
    let mut n = 1;
    while examples.contains_key(&name) {
        n += 1;
        name = format!("{}{n}", variant.name);
    }
    examples.insert(name, variant.example());
    if let Some(Value::String(description)) = response.get_mut("description") {
        description.push('\n');
        description.push_str(&variant.item());
    }
    if variant.has_retry_after {
        let headers = response.entry("headers").or_insert_with(|| Value::Object(Map::new()));
        headers["Retry-After"] = json!({
            "description": "The number of seconds to wait before the next attempt.",
            "schema": { "type": "integer", "minimum": 0 },
        });
    }
}

/// Returns the response of a code without a variant.
fn empty(code: Code) -> Value {
    let retry = match code.retry() {
        Retry::Never => "Do not try again",
        Retry::Once => "Try again once",
        Retry::Backoff => "Try again with backoff",
    };
    let mut response = json!({
        "description": format!("`{code}`. {retry}.\n"),
        "content": { CONTENT_TYPE: { "schema": { "$ref": format!("#/components/schemas/{SCHEMA}") } } },
    });
    if code == Code::Unauthenticated {
        response["headers"] = json!({
            "WWW-Authenticate": {
                "description": "The challenge: `Bearer`, unless the service names another one.",
                "required": true,
                "schema": { "type": "string" },
            },
        });
    }
    response
}

/// Without an example: tools show a schema's example for every status.
pub(super) fn envelope_schema() -> Value {
    json!({
        "type": "object",
        "description": "The body of every error response.",
        "required": ["code", "message"],
        "properties": {
            "code": {
                "type": "string",
                "description": "Branch on this. It decides the status and the retry rule.",
                "enum": Code::ALL.map(Code::as_str),
            },
            "message": {
                "type": "string",
                "description": "For people. For `invalid_argument`, a JSON-encoded array of `{field, error}` objects.",
            },
        },
        "additionalProperties": false,
    })
}

/// Returns a text as code, whatever backticks it has.
fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}
