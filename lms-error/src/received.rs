//! Parses an envelope that another service sent.

use std::fmt;

use serde_core::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};

use crate::{Code, FieldErrors};

/// The maximum length of an unknown code; the rest is cut.
const MAX_CODE_BYTES: usize = 128;

/// The maximum length of the service's name before `: status=`.
const MAX_SERVICE_BYTES: usize = 64;

/// An envelope as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReceivedEnvelope {
    pub(crate) code: ReceivedCode,
    /// The message as it was sent, with its prefix.
    pub(crate) message: String,
}

/// The code of a received envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReceivedCode {
    /// One of the seven.
    Known(Code),
    /// A code of another version of the contract, or of another API.
    Unknown(String),
}

impl ReceivedEnvelope {
    /// Parses a body of any content and size. Returns `None` if it is larger than `max_bytes`, or is not a JSON object
    /// with the strings `code` and `message`.
    pub(crate) fn parse(body: &[u8], max_bytes: usize) -> Option<Self> {
        if body.len() > max_bytes {
            return None;
        }
        serde_json::from_slice(body).ok()
    }

    /// Returns the message without its `service: status=404: `.
    pub(crate) fn text(&self) -> &str {
        const STATUS: &str = ": status=";
        let after_status = |at: usize| {
            let (status, text) = self.message[at + STATUS.len()..].split_once(": ")?;
            (status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
        };
        let prefix = self.message.find(STATUS).filter(|at| (1..=MAX_SERVICE_BYTES).contains(at));
        prefix.and_then(after_status).unwrap_or(&self.message)
    }

    /// Returns the field list, if the message is one.
    pub(crate) fn fields(&self) -> Option<FieldErrors> {
        serde_json::from_str(&self.message).ok()
    }
}

impl<'de> Deserialize<'de> for ReceivedEnvelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

/// Reads the two members and ignores others. Of members with the same name, the last one counts.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = ReceivedEnvelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<ReceivedEnvelope, M::Error> {
        let (mut code, mut message) = (None, None);
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "code" => code = Some(members.next_value::<String>()?),
                "message" => message = Some(members.next_value()?),
                _ => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        let code = code.ok_or_else(|| Error::missing_field("code"))?;
        let message = message.ok_or_else(|| Error::missing_field("message"))?;
        Ok(ReceivedEnvelope { code: ReceivedCode::of(code), message })
    }
}

impl ReceivedCode {
    fn of(mut code: String) -> Self {
        match code.parse() {
            Ok(code) => Self::Known(code),
            Err(_) => {
                truncate(&mut code, MAX_CODE_BYTES);
                Self::Unknown(code)
            }
        }
    }
}

/// Cuts the text to at most this many bytes, between two characters.
pub(crate) fn truncate(text: &mut String, max_bytes: usize) {
    if text.len() > max_bytes {
        let end = (0..=max_bytes).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_BODY_BYTES: usize = 64 * 1024;

    fn parse(body: &str) -> Option<ReceivedEnvelope> {
        ReceivedEnvelope::parse(body.as_bytes(), MAX_BODY_BYTES)
    }

    #[track_caller]
    fn assert_text(message: &str, expected: &str) {
        let body = serde_json::json!({ "code": "aborted", "message": message }).to_string();
        assert_eq!(parse(&body).expect("an envelope").text(), expected);
    }

    #[test]
    fn code_and_message_are_read_in_any_order_and_among_other_members() {
        let expected = ReceivedEnvelope {
            code: ReceivedCode::Known(Code::NotFound),
            message: "lms: status=404: Resource does not exist".to_owned(),
        };
        for body in [
            r#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#,
            r#" {"message":"lms: status=404: Resource does not exist","code":"not_found"} "#,
            r#"{"id":[{"a":[1,2]}],"code":"not_found","message":"lms: status=404: Resource does not exist","x":null}"#,
            r#"{"code":"aborted","code":"not_found","message":"lms: status=404: Resource does not exist"}"#,
        ] {
            assert_eq!(parse(body).as_ref(), Some(&expected), "{body}");
        }
    }

    #[test]
    fn an_unknown_code_is_kept_up_to_a_length() {
        let envelope = parse(r#"{"code":"rate_limited","message":""}"#).expect("an envelope");
        assert_eq!(envelope.code, ReceivedCode::Unknown("rate_limited".to_owned()));

        let body = format!(r#"{{"code":"{}","message":""}}"#, "é".repeat(1_000));
        let envelope = parse(&body).expect("an envelope");
        assert_eq!(envelope.code, ReceivedCode::Unknown("é".repeat(64)));
    }

    #[test]
    fn a_body_that_is_not_an_envelope_is_none() {
        let nested = format!(r#"{{"code":"aborted","message":{}"#, "[".repeat(10_000));
        let large = format!(r#"{{"code":"aborted","message":"{}"}}"#, "a".repeat(MAX_BODY_BYTES));
        for body in [
            "",
            "null",
            "[]",
            r#""not_found""#,
            "<html>Bad Gateway</html>",
            r#"{"code":"not_found"}"#,
            r#"{"message":"Not Found"}"#,
            r#"{"code":404,"message":"Not Found"}"#,
            r#"{"code":"not_found","message":null}"#,
            r#"{"code":"not_found","message":"x""#,
            r#"{"code":"not_found","message":"x"} {}"#,
            nested.as_str(),
            large.as_str(),
        ] {
            assert_eq!(parse(body), None, "{body:.80}");
        }
        assert_eq!(
            ReceivedEnvelope::parse(b"{\"code\":\"not_found\",\"message\":\"\xff\"}", MAX_BODY_BYTES),
            None
        );
        assert_eq!(ReceivedEnvelope::parse(b"\x1f\x8b\x08\x00\x00", MAX_BODY_BYTES), None);
    }

    #[test]
    fn the_text_is_the_message_without_its_prefix() {
        assert_text("lms: status=404: Resource does not exist", "Resource does not exist");
        assert_text(
            "cards: status=409: Card: status=503: is what it says",
            "Card: status=503: is what it says",
        );
        assert_text("lms: status=404: ", "");
        for unprefixed in [
            "",
            "Resource does not exist",
            ": status=404: no service",
            "lms: status=4040: not a status",
            "lms: status=404",
            "lms: status=４０４: other digits",
            "lms: status=",
        ] {
            assert_text(unprefixed, unprefixed);
        }
    }

    #[test]
    fn the_fields_are_the_list_if_it_parses() {
        let fields = |message: &str| {
            let body = serde_json::json!({ "code": "invalid_argument", "message": message }).to_string();
            parse(&body).expect("an envelope").fields().map(|fields| fields.to_string())
        };
        let list = r#"[{"field":"officeId","error":"required","hint":{"x":[1]}},{"error":"invalid","field":"a[1].b"}]"#;
        assert_eq!(fields(list).as_deref(), Some("officeId: required; a[1].b: invalid"));
        assert_eq!(fields("[]").as_deref(), Some(""));
        for malformed in
            ["", "lms: status=400: x", "{}", r#"[{"field":"a"}]"#, r#"["a"]"#, r#"[{"field":"a","#]
        {
            assert_eq!(fields(malformed), None, "{malformed}");
        }
    }
}
