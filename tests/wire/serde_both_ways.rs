//! Envelopes, lists and codes through serde: JSON, a binary format, and broken bytes.

use lms_error::{Code, Envelope, FieldError, FieldErrors, LmsError, Policy};

#[test]
fn an_envelope_is_read_from_json_and_written_as_it_is_sent() {
    let json = r#"{"message":"a \"b\"","later":[{}],"code":"aborted"}"#;
    let envelope: Envelope<'_> = serde_json::from_str(json).expect("an envelope");
    assert_eq!((envelope.code, &*envelope.message), (Code::Aborted, "a \"b\""));
    let written = serde_json::to_string(&envelope).expect("an envelope is JSON");
    assert_eq!(written, r#"{"code":"aborted","message":"a \"b\""}"#);
}

#[test]
fn an_envelope_round_trips_through_a_binary_format() {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("Loan 7 is \"closed\" – 客戶")]
    #[lms(code = "aborted")]
    struct Closed;

    for envelope in [Closed.envelope(), Policy::LMS.envelope(&Closed)] {
        let bytes = postcard::to_allocvec(&envelope).expect("an envelope can be written");
        assert_eq!(postcard::from_bytes::<Envelope<'_>>(&bytes).expect("an envelope"), envelope);
    }
}

#[test]
fn a_field_list_round_trips_through_json() {
    let list: FieldErrors = [FieldError::new("a", "b"), FieldError::new("c[0].d", "e")].into_iter().collect();
    let json = serde_json::to_string(&list).expect("a list is JSON");
    assert_eq!(json, r#"[{"field":"a","error":"b"},{"field":"c[0].d","error":"e"}]"#);
    assert_eq!(serde_json::from_str::<FieldErrors>(&json).expect("a list"), list);
}

#[test]
fn broken_bytes_are_an_error_that_says_what_is_wrong() {
    let envelopes = [
        ("{", "EOF while parsing an object at line 1 column 1"),
        (r#"{"code":"not_found"}"#, "missing field `message` at line 1 column 20"),
        (r#"{"message":""}"#, "missing field `code` at line 1 column 14"),
        (
            r#"{"code":"teapot","message":""}"#,
            "`teapot` is none of the codes `invalid_argument`, `unauthenticated`, `permission_denied`, `not_found`, \
             `aborted`, `internal`, `unavailable` at line 1 column 16",
        ),
        (
            r#"{"code":404,"message":""}"#,
            "invalid type: integer `404`, expected one of the seven codes at line 1 column 11",
        ),
        ("[]", "invalid length 0, expected an object with `code` and `message` at line 1 column 2"),
        (
            r#"["aborted"]"#,
            "invalid length 1, expected an object with `code` and `message` at line 1 column 11",
        ),
    ];
    for (json, expected) in envelopes {
        let error = serde_json::from_str::<Envelope<'_>>(json).expect_err(json);
        assert_eq!(error.to_string(), expected);
    }
    assert!(serde_json::from_str::<FieldErrors>(r#"[{"field":"a"}]"#).is_err());
    assert!(postcard::from_bytes::<Envelope<'_>>(&[7]).is_err());
}
