//! What a caller in Rust reads, and what broken bytes are to it.

use lms_error::{Code, Envelope, FieldError, FieldErrors};

#[test]
fn an_envelope_comes_back() {
    for code in Code::ALL {
        let json = format!(r#"{{"message":"a \"b\"","later":[{{}}],"code":"{code}"}}"#);
        let envelope: Envelope<'_> = serde_json::from_str(&json).expect("an envelope");
        assert_eq!((envelope.code, &*envelope.message), (code, "a \"b\""));
        let written = serde_json::to_string(&envelope).expect("an envelope is JSON");
        assert_eq!(written, format!(r#"{{"code":"{code}","message":"a \"b\""}}"#));
    }
}

#[test]
fn a_field_list_comes_back() {
    let list: FieldErrors = [FieldError::new("a", "b"), FieldError::new("c[0].d", "e")].into_iter().collect();
    let json = serde_json::to_string(&list).expect("a list is JSON");
    assert_eq!(json, r#"[{"field":"a","error":"b"},{"field":"c[0].d","error":"e"}]"#);
    assert_eq!(serde_json::from_str::<FieldErrors>(&json).expect("a list"), list);
}

#[test]
fn broken_bytes_are_a_value() {
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
    ];
    for (json, expected) in envelopes {
        let error = serde_json::from_str::<Envelope<'_>>(json).expect_err(json);
        assert_eq!(error.to_string(), expected);
    }
    assert!(serde_json::from_str::<FieldErrors>(r#"[{"field":"a"}]"#).is_err());
}

#[test]
fn a_code_is_read_and_written_by_its_name() {
    for code in Code::ALL {
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(serde_json::from_str::<Code>(&format!("\"{code}\"")).expect("a code"), code);
    }
    assert!("NotFound".parse::<Code>().is_err());
    assert_eq!(format!("{:>10}", Code::Aborted), "   aborted");
}
