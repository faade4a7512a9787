//! Types in functions, modules and macros, and with other attributes and derives.

use super::{Code, LmsError, message};

#[test]
fn a_type_may_be_local_to_a_function_a_block_and_a_closure() {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[lms(axum)]
    enum Local {
        #[error("local to a function")]
        #[lms(code = "aborted")]
        Function,
    }
    let in_block = {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error("local to a block")]
        #[lms(code = "aborted")]
        struct Local;
        message(&Local)
    };
    let in_closure = || {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error("local to a closure of {0}")]
        #[lms(code = "aborted", message = "local to a closure of {0}")]
        struct Local<T>(T);
        message(&Local(7))
    };
    assert_eq!(message(&Local::Function), "lms: status=409: local to a function");
    assert_eq!(in_block, "lms: status=409: local to a block");
    assert_eq!(in_closure(), "lms: status=409: local to a closure of 7");
}

const IN_A_CONSTANT: fn() -> String = {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("local to a constant")]
    #[lms(code = "aborted")]
    struct Local;
    || message(&Local)
};

#[test]
fn a_type_may_be_local_to_a_constant() {
    assert_eq!(IN_A_CONSTANT(), "lms: status=409: local to a constant");
}

mod of_everyone {
    mod private {
        use lms_error::LmsError;

        static WORDS: lms_error::Vocabulary = lms_error::Vocabulary::EMPTY.rewrite(&[("Clerk", "Colleague")]);
        static PRIVATE: lms_error::Policy = lms_error::Policy::LMS.vocabulary(&WORDS);

        #[derive(Debug, thiserror::Error, LmsError)]
        #[lms(policy = PRIVATE)]
        pub(in super::super) enum Private {
            #[error("the clerk is out")]
            #[lms(code = "aborted")]
            Clerk,
        }
    }

    pub(super) use self::private::Private;
}

#[test]
fn a_type_may_be_in_a_private_module_and_name_what_is_private_there() {
    assert_eq!(message(&of_everyone::Private::Clerk), "lms: status=409: the colleague is out");
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Configured {
    #[cfg(not(all()))]
    #[error("never there, of {0}")]
    #[lms(code = "no such code")]
    Never(ThereIsNoSuchType),
    #[cfg(not(any()))]
    #[error("always there")]
    #[cfg_attr(all(), lms(code = "aborted", message = "always here"))]
    #[cfg_attr(not(all()), lms(code = "internal"))]
    Always,
    #[error("some fields are there")]
    #[lms(code = "aborted", message = "{0} is here")]
    Tuple(#[cfg(not(all()))] ThereIsNoSuchType, u8),
    #[error("some fields are there")]
    #[lms(code = "invalid_argument", field = "{name}", message = "is here")]
    Named {
        #[cfg(not(all()))]
        #[lms(fields)]
        list: ThereIsNoSuchType,
        #[cfg_attr(all(), lms(verbatim))]
        name: &'static str,
    },
}

#[test]
fn items_removed_by_cfg_are_ignored() {
    let cases = [
        (Configured::Always, "lms: status=409: always here"),
        (Configured::Tuple(7), "lms: status=409: 7 is here"),
        (Configured::Named { name: "clientId" }, r#"[{"field":"clientId","error":"is here"}]"#),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

/// Other attributes and derives that are common on error types.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error, serde::Serialize, LmsError,
)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
#[repr(u8)]
#[must_use]
#[doc(alias = "FeeError")]
pub(crate) enum ChargeError {
    /// It is not charged any more.
    #[deprecated = "stamps are no longer charged"]
    #[error("no stamp")]
    #[lms(code = "not_found")]
    Stamp = 4,
    #[doc(hidden)]
    #[error("{0} is not a charge")]
    #[lms(code = "not_found", message = "there is no charge {0}")]
    Unknown(#[serde(skip)] u8) = 9,
    #[error("charge {id} is waived")]
    #[lms(code = "aborted", message = "charge {id} is waived")]
    #[non_exhaustive]
    Waived {
        #[serde(rename = "charge")]
        id: u8,
        /// It is not used any more.
        #[deprecated]
        #[lms(retry_after)]
        #[cfg(not(all()))]
        after: u8,
    } = 16,
}

#[test]
fn variants_may_have_attributes_of_other_crates_and_of_rust() {
    #[expect(deprecated, reason = "the old variant is still in use")]
    let cases = [
        (ChargeError::Stamp, "lms: status=404: no stamp"),
        (ChargeError::Unknown(7), "lms: status=404: there is no charge 7"),
        (ChargeError::Waived { id: 7 }, "lms: status=409: charge 7 is waived"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

#[test]
#[expect(deprecated, reason = "the old field is shown as long as it is there")]
fn a_message_shows_a_deprecated_field_without_a_warning_of_its_own() {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("the old number is {number}")]
    #[lms(code = "aborted", message = "it was {number}")]
    struct Renumbered {
        #[deprecated = "numbers are no longer given"]
        number: u8,
    }
    assert_eq!(message(&Renumbered { number: 7 }), "lms: status=409: it was 7");
}

/// An enum without variants, where a type is required.
static NEVER: lms_error::Policy = lms_error::Policy::LMS.service("never");

#[derive(Debug, Clone, Copy, thiserror::Error, LmsError)]
#[lms(axum, policy = NEVER)]
enum Never {}

#[derive(Debug, thiserror::Error, LmsError)]
enum Or<E = Never> {
    #[error("inner: {0}")]
    #[lms(transparent)]
    Inner(E),
    #[error("outer")]
    #[lms(code = "permission_denied")]
    Outer,
}

#[test]
fn an_enum_without_variants_is_an_lms_error() {
    fn code<E: LmsError>(result: Result<Code, E>) -> Code {
        result.unwrap_or_else(|error| error.code())
    }
    assert_eq!(code(Ok::<_, Never>(Code::Aborted)), Code::Aborted);
    assert_eq!(code(Err::<_, Or>(Or::Outer)), Code::PermissionDenied);
    let inner: Or<Or> = Or::Inner(Or::Outer);
    assert_eq!(message(&inner), "lms: status=403: outer");
}
