//! `code`, on every shape of variant and on structs.

use std::{error::Error, fmt};

use lms_error::Policy;

use super::{Code, LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
enum Shapes {
    #[error("unit")]
    #[lms(code = "not_found")]
    Unit,
    #[error("tuple {0} {1}")]
    #[lms(code = "aborted")]
    Tuple(u8, &'static str),
    #[error("named {id}")]
    #[lms(code = "permission_denied")]
    Named { id: u64 },
    #[error("also a unit")]
    #[lms(code = "not_found")]
    SameCode,
}

#[test]
fn every_shape_of_variant_has_its_code_and_its_text() {
    let cases: [(Shapes, Code, &str); 4] = [
        (Shapes::Unit, Code::NotFound, "lms: status=404: unit"),
        (Shapes::Tuple(1, "b"), Code::Aborted, "lms: status=409: tuple 1 b"),
        (Shapes::Named { id: 7 }, Code::PermissionDenied, "lms: status=403: named 7"),
        (Shapes::SameCode, Code::NotFound, "lms: status=404: also a unit"),
    ];
    for (error, code, text) in cases {
        assert_eq!(error.code(), code);
        assert_eq!(message(&error), text);
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("text")]
enum Seven {
    #[lms(code = "invalid_argument", field = "id")]
    InvalidArgument,
    #[lms(code = "unauthenticated")]
    Unauthenticated,
    #[lms(code = "permission_denied")]
    PermissionDenied,
    #[lms(code = "not_found")]
    NotFound,
    #[lms(code = "aborted")]
    Aborted,
    #[lms(code = "internal")]
    Internal,
    #[lms(code = "unavailable")]
    Unavailable,
}

#[test]
fn the_seven_codes_of_the_attribute_are_those_of_the_runtime() {
    let errors = [
        Seven::InvalidArgument,
        Seven::Unauthenticated,
        Seven::PermissionDenied,
        Seven::NotFound,
        Seven::Aborted,
        Seven::Internal,
        Seven::Unavailable,
    ];
    let names = [
        "invalid_argument",
        "unauthenticated",
        "permission_denied",
        "not_found",
        "aborted",
        "internal",
        "unavailable",
    ];
    assert_eq!(Code::ALL.map(Code::as_str), names);
    assert_eq!(errors.map(|error| error.code()), Code::ALL);
}

#[derive(Debug, snafu::Snafu, LmsError)]
enum WithSnafu {
    #[snafu(display("Client {id} is gone"))]
    #[lms(code = "not_found")]
    Gone { id: u64 },
    #[snafu(display("ledger at {host}"))]
    #[lms(code = "internal")]
    Ledger { host: String, source: std::io::Error },
}

#[test]
fn an_enum_that_derives_snafu_has_responses() {
    assert_eq!(message(&GoneSnafu { id: 7_u64 }.build()), "lms: status=404: Customer 7 is gone");
    let ledger: Result<(), std::io::Error> = Err(std::io::Error::other("10.4.0.7 refused"));
    let ledger = snafu::ResultExt::context(ledger, LedgerSnafu { host: "db" }).expect_err("it failed");
    assert_eq!(message(&ledger), "lms: status=500: Unexpected upstream failure");
}

#[derive(Debug, LmsError)]
enum ByHand {
    #[lms(code = "unauthenticated")]
    Expired { minutes: u32 },
}

impl fmt::Display for ByHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Expired { minutes } = self;
        write!(f, "token expired {minutes} minutes ago")
    }
}

impl Error for ByHand {}

#[test]
fn an_enum_with_display_and_error_by_hand_has_responses() {
    assert_eq!(message(&ByHand::Expired { minutes: 3 }), "lms: status=401: token expired 3 minutes ago");
}

static CORE: Policy = Policy::LMS.service("core");

#[derive(Debug, thiserror::Error, LmsError)]
#[error("client {0} is locked")]
#[lms(code = "aborted", policy = CORE)]
struct Locked(u64);

#[test]
fn a_struct_takes_the_attributes_of_a_variant() {
    assert_eq!(Locked(7).code(), Code::Aborted);
    assert_eq!(message(&Locked(7)), "core: status=409: customer 7 is locked");
}
