//! Enums from a `macro_rules!` of the crate, with fragments of every kind. Tokens of the macro and of its caller have
//! different hygiene; each part may come from either.

use std::time::Duration;

use lms_error::Policy;

use super::{Code, LmsError, message};

/// A macro that generates an enum for a resource from its name, codes and texts.
macro_rules! resource_error {
    ($name:ident, $resource:literal) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[lms(policy = $name::POLICY)]
        enum $name {
            #[error("no {} {id}", $resource)]
            #[lms(code = "not_found", message("no {} {id}", $resource))]
            Missing { id: u64 },
            #[error("{0} is the limit")]
            #[lms(code = "aborted", message("one {what} more than {0}", what = $resource))]
            Limit(u32),
        }

        impl $name {
            const POLICY: Policy = Policy::LMS.service($resource);
        }
    };
}

resource_error!(CardError, "card");
resource_error!(BranchError, "branch");

#[test]
fn one_macro_makes_the_errors_of_many_resources() {
    assert_eq!(message(&CardError::Missing { id: 7 }), "card: status=404: no card 7");
    assert_eq!(message(&CardError::Limit(3)), "card: status=409: one card more than 3");
    assert_eq!(message(&BranchError::Missing { id: 8 }), "branch: status=404: no branch 8");
    assert_eq!(message(&BranchError::Limit(4)), "branch: status=409: one branch more than 4");
}

/// Everything from the caller: names, types, codes and texts.
macro_rules! error_table {
    ($(#[$meta:meta])* $name:ident {
        $($code:literal $variant:ident { $($field:ident: $ty:ty),* } $text:literal;)+
    }) => {
        $(#[$meta])*
        enum $name {
            $(#[error($text)] #[lms(code = $code, message = $text)] $variant { $($field: $ty),* },)+
        }
    };
}

static TABLE: Policy = Policy::LMS.service("table");

error_table! {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[lms(policy = TABLE)]
    TableError {
        "not_found" Missing { id: u64, clients: Vec<&'static str> } "client {id} is none of {clients:?}";
        "aborted" Locked { by: Option<u8> } "locked by {by:?}";
        "permission_denied" Denied {} "not by this officer";
    }
}

#[test]
fn a_table_of_fragments_is_an_enum() {
    let cases = [
        (
            TableError::Missing { id: 7, clients: vec!["a"] },
            "table: status=404: customer 7 is none of [\"a\"]",
        ),
        (TableError::Locked { by: Some(1) }, "table: status=409: locked by Some(1)"),
        (TableError::Denied {}, "table: status=403: not by this officer"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

/// Attribute values as `expr` fragments, which a macro cannot inspect.
macro_rules! paused {
    ($name:ident, $code:expr, $text:expr, $seconds:expr, $policy:expr, $shown:expr) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error("never shown")]
        #[lms(policy = $policy)]
        enum $name {
            #[lms(code = $code, message($text, $shown, shown = $shown))]
            Shown,
            #[lms(code = "unavailable", retry_after = $seconds)]
            Later,
            #[lms(code = "invalid_argument", field($text, $shown, shown = .0))]
            Field(u8),
        }
    };
}

static PAUSE: Policy = Policy::LMS.service("pause");

paused!(Paused, "permission_denied", "{} and {shown}", 30, PAUSE, 40 + 2);

#[test]
fn every_value_of_an_attribute_may_be_an_expression() {
    assert_eq!(Paused::Shown.code(), Code::PermissionDenied);
    assert_eq!(message(&Paused::Shown), "pause: status=403: 42 and 42");
    assert_eq!(Paused::Later.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(message(&Paused::Field(7)), r#"[{"field":"42 and 7","error":"never shown"}]"#);
}

macro_rules! text_of_the_macro {
    ($name:ident, $ty:ty) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error("{amount} is too much")]
        #[lms(code = "aborted", message("{amount} of {}", .limit.checked_add(0).unwrap_or(.limit.to_owned())))]
        struct $name {
            amount: $ty,
            limit: $ty,
        }
    };
}

macro_rules! text_of_the_caller {
    ($name:ident, $field:ident, $text:literal) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error($text)]
        #[lms(code = "aborted", message = $text)]
        struct $name {
            $field: u8,
            limit: u8,
        }
    };
}

macro_rules! attributes_of_the_caller {
    ($(#[$meta:meta])* struct $name:ident($(#[$of_field:meta] $ty:ty),+)) => {
        $(#[$meta])*
        struct $name($(#[$of_field] $ty),+);
    };
}

macro_rules! type_as_tokens {
    ($name:ident, $ty:tt, $($text:tt)+) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error("never shown")]
        #[lms(code = "aborted", message($($text)+))]
        struct $name {
            amount: $ty,
        }
    };
}

text_of_the_macro!(TooMuch, u32);
text_of_the_caller!(TooLittle, amount, "{amount} is less than {limit}");
attributes_of_the_caller! {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("a rate of {0}")]
    #[lms(code = "unavailable", message = "the rate of {0} is paused")]
    struct RatePaused(#[lms(verbatim)] String, #[lms(retry_after)] Duration)
}
type_as_tokens!(Tokens, u8, "{amount} or {}", .amount + 1);

#[test]
fn a_text_and_the_field_that_it_shows_need_not_come_from_the_same_side() {
    assert_eq!(message(&TooMuch { amount: 9, limit: 5 }), "lms: status=409: 9 of 5");
    assert_eq!(message(&TooLittle { amount: 4, limit: 5 }), "lms: status=409: 4 is less than 5");
    let paused = RatePaused("client 7".to_owned(), Duration::from_secs(4));
    assert_eq!(message(&paused), "lms: status=503: the rate of client 7 is paused");
    assert_eq!(paused.retry_after(), Some(Duration::from_secs(4)));
    assert_eq!(message(&Tokens { amount: 1 }), "lms: status=409: 1 or 2");
}

/// Generic by fragments too, with a lifetime, a bound and a path.
macro_rules! generic {
    ($vis:vis enum $name:ident<$lt:lifetime, $param:ident: $bound:path>, $policy:path) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[lms(policy = $policy)]
        $vis enum $name<$lt, $param: $bound + std::fmt::Debug> {
            #[error("no {0} of {1}")]
            #[lms(code = "not_found", message = "no {1} of {0}")]
            Of(&$lt str, $param),
            #[error("held")]
            #[lms(transparent)]
            Held(Box<TooMuch>),
        }
    };
}

mod plain {
    pub(super) const PLAIN: lms_error::Policy =
        lms_error::Policy::LMS.vocabulary(&lms_error::Vocabulary::EMPTY);
}

generic!(enum Generic<'a, T: std::fmt::Display>, plain::PLAIN);

#[test]
fn parameters_and_paths_may_be_fragments() {
    let name = "client".to_owned();
    assert_eq!(message(&Generic::Of(&name, 7)), "lms: status=404: no 7 of client");
    let held: Generic<'_, u8> = Generic::Held(Box::new(TooMuch { amount: 2, limit: 1 }));
    assert_eq!(message(&held), "lms: status=409: 2 of 1");
}

/// A macro called by another macro, which forwards its input.
macro_rules! outer {
    ($name:ident, $ty:ty) => {
        outer! { @with $name, $ty, "{0} by the outer" }
    };
    (@with $name:ident, $ty:ty, $text:literal) => {
        #[derive(Debug, thiserror::Error, LmsError)]
        #[error($text)]
        #[lms(code = "aborted", message = $text)]
        struct $name($ty);
    };
}

outer!(Nested, &'static str);

#[test]
fn a_macro_may_be_called_by_a_macro() {
    assert_eq!(message(&Nested("text")), "lms: status=409: text by the outer");
}
