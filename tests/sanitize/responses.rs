//! Whole responses: for any values of an error, the body is the envelope without a match of the vocabulary, and a
//! verbatim value does not change.

use std::fmt;

use lms_error::{Code, Envelope, FieldError, FieldErrors, LmsError, Vocabulary};

use crate::oracle::{OF_LMS, OF_PARTNER, OF_TANGLED, PARTNER, Rules, TANGLED};

/// The same enum for each vocabulary.
macro_rules! errors {
    ($($Error:ident, $vocabulary:path, $rules:expr;)+) => {$(
        #[derive(Debug, LmsError)]
        #[lms(policy = $Error::POLICY)]
        enum $Error {
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

        impl $Error {
            const POLICY: lms_error::Policy = lms_error::Policy::LMS.vocabulary(&$vocabulary);
        }

        impl fmt::Display for $Error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Shown(text) | Self::Hidden(text) => f.write_str(text),
                    Self::Told(..) | Self::Field(..) | Self::Fields(_) => f.write_str("told otherwise"),
                }
            }
        }

        impl std::error::Error for $Error {}

        impl $Error {
            fn check(a: &str, b: &str, c: &str) {
                let rules: Rules<'_> = $rules;
                let fields = [(a, b), (c, a)].map(|(name, text)| FieldError::new(name, text));
                assert_eq!(text_of(&Self::Hidden(a.to_owned()), &rules), "Unexpected upstream failure");
                text_of(&Self::Shown(a.to_owned()), &rules);
                text_of(&Self::Field(a.to_owned(), b.to_owned()), &rules);
                text_of(&Self::Fields(fields.into_iter().collect()), &rules);
                // The value itself is the partner's.
                let unlimited = Rules { terms: &[], codes: &[], markers: &[], kept: &[] };
                let told = Self::Told(a.to_owned(), b.to_owned(), c.to_owned());
                let text = text_of(&told, &unlimited);
                if text != "The resource's current state does not allow this action" {
                    let value = format!("‹{b}›");
                    assert!(text.contains(&value), "{told:?} became {text:?}");
                    assert_eq!(rules.first_in(&text.replacen(&value, "‹›", 1)), None, "{told:?} became {text:?}");
                }
            }
        }
    )+

        /// Checks the responses of errors with these values.
        pub(crate) fn check(a: &str, b: &str, c: &str) {
            $($Error::check(a, b, c);)+
        }
    };
}

static LMS: Vocabulary = Vocabulary::LMS;

errors! {
    OfPartner, PARTNER, OF_PARTNER;
    OfLms, LMS, OF_LMS;
    OfTangled, TANGLED, OF_TANGLED;
}

/// Checks the envelope, and returns its text after the prefix.
fn text_of(error: &(impl LmsError + fmt::Debug), rules: &Rules<'_>) -> String {
    let response = error.to_response();
    let envelope: Envelope<'_> = serde_json::from_slice(response.body()).expect("the body is the envelope");
    assert_eq!(envelope.code, error.code());
    assert_eq!(response.status(), envelope.code.status());
    for (name, value) in response.headers() {
        assert!(name == "content-type" && value == "application/json", "{name}: {value:?}");
    }
    let check = |text: &str| assert_eq!(rules.first_in(text), None, "{error:?} became {text:?}");
    let message = &*envelope.message;
    if envelope.code == Code::InvalidArgument {
        let list: Vec<FieldError> = serde_json::from_str(message).expect("the message is a field list");
        assert!(!list.is_empty());
        for field in list {
            assert!(!field.field().trim().is_empty() && !field.error().trim().is_empty(), "{error:?}");
            // The words of the library's own sentences.
            if field.field() != "request" {
                check(field.field());
            }
            if field.error() != "invalid" {
                check(field.error());
            }
        }
        return String::new();
    }
    let prefix = format!("lms: status={}: ", envelope.code.status().as_u16());
    let text = message.strip_prefix(&prefix).expect("there is one prefix");
    let is_standard = [
        "Missing, invalid or expired token",
        "Resource does not exist",
        "The resource's current state does not allow this action",
        "Unexpected upstream failure",
    ]
    .contains(&text);
    if !is_standard {
        check(text);
    }
    text.to_owned()
}
