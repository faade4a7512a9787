//! Any values in an error: its answer is the envelope, holds nothing of the vocabulary, and gives a verbatim value
//! back as it is. A text is a list of values, with a NUL between each two.
#![no_main]

use std::fmt;

use libfuzzer_sys::fuzz_target;
use lms_error::{Code, Envelope, FieldError, FieldErrors, LmsError};

#[path = "../../sanitize/oracle.rs"]
mod oracle;

#[derive(Debug, LmsError)]
#[lms(vocabulary = oracle::PARTNER)]
enum Anything {
    #[lms(code = "not_found")]
    Shown(String),
    #[lms(code = "aborted", message = "{0} is ‹{1}›: {2}")]
    Told(String, #[lms(verbatim)] String, String),
    #[lms(code = "invalid_argument", field = "{0}", message = "{1}")]
    Field(String, String),
    #[lms(code = "invalid_argument")]
    Fields(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    #[lms(code = "internal")]
    Hidden(String),
}

impl fmt::Display for Anything {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(text) | Self::Hidden(text) => f.write_str(text),
            Self::Told(..) | Self::Field(..) | Self::Fields(_) => f.write_str("told otherwise"),
        }
    }
}

impl std::error::Error for Anything {}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut values = text.split('\0').map(str::to_owned);
    let mut value = || values.next().unwrap_or_default();
    let (a, b, c) = (value(), value(), value());
    let fields = [(&a, &b), (&c, &a)].map(|(name, text)| FieldError::new(name.as_str(), text.as_str()));
    let errors = [
        Anything::Shown(a.clone()),
        Anything::Told(a.clone(), b.clone(), c.clone()),
        Anything::Field(a.clone(), b.clone()),
        Anything::Fields(fields.into_iter().collect()),
        Anything::Hidden(text.clone().into_owned()),
    ];
    for error in errors {
        check(&error, &b);
    }
});

fn check(error: &Anything, verbatim: &str) {
    let response = error.to_response();
    let envelope: Envelope<'_> = serde_json::from_slice(response.body()).expect("the body is the envelope");
    assert_eq!(envelope.code, error.code());
    assert_eq!(response.status(), envelope.code.status());
    let message = &*envelope.message;
    if envelope.code == Code::InvalidArgument {
        let list: Vec<FieldError> = serde_json::from_str(message).expect("the message is a field list");
        assert!(!list.is_empty());
        for field in list {
            assert!(!field.field().trim().is_empty() && !field.error().trim().is_empty(), "{error:?}");
            assert_eq!(oracle::left_of_partner(field.field()), None, "{error:?}");
            assert_eq!(oracle::left_of_partner(field.error()), None, "{error:?}");
        }
        return;
    }
    let prefix = format!("lms: status={}: ", envelope.code.status().as_u16());
    let text = message.strip_prefix(&prefix).expect("there is one prefix");
    match error {
        Anything::Hidden(_) => assert_eq!(text, "Unexpected upstream failure"),
        Anything::Told(..) if text != "The resource's current state does not allow this action" => {
            let verbatim = format!("‹{verbatim}›");
            assert!(text.contains(&verbatim), "{error:?} became {text:?}");
            // What is left around the value, and not what the value itself holds.
            let around = text.replacen(&verbatim, "‹›", 1);
            assert_eq!(oracle::left_of_partner(&around), None, "{error:?} became {text:?}");
        }
        _ => assert_eq!(oracle::left_of_partner(text), None, "{error:?} became {text:?}"),
    }
}
