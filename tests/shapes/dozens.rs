//! One enum for a whole service, with dozens of variants and every code.

use std::{error::Error, io};

use lms_error::{FieldError, FieldErrors, Policy};

use super::{Code, LmsError, message};

type Cause = Box<dyn Error + Send + Sync>;

static LENDING: Policy = Policy::LMS.service("lending");
static SCORING: Policy = Policy::LMS.service("scoring");

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = LENDING)]
enum LendingError {
    #[error("no application {0}")]
    #[lms(code = "not_found")]
    NoApplication(u64),
    #[error("no client {0}")]
    #[lms(code = "not_found")]
    NoClient(u64),
    #[error("no product {name}")]
    #[lms(code = "not_found")]
    NoProduct { name: String },
    #[error("no office {name} in {region}")]
    #[lms(code = "not_found")]
    NoOffice { name: &'static str, region: &'static str },
    #[error("loan {loan} has no instalment {number}")]
    #[lms(code = "not_found")]
    NoInstalment { loan: u64, number: u32 },
    #[error("no guarantor")]
    #[lms(code = "not_found")]
    NoGuarantor,
    #[error("no statement before {0}")]
    #[lms(code = "not_found")]
    NoStatement(&'static str),
    #[error("no such charge")]
    #[lms(code = "not_found")]
    NoCharge,
    #[error("application {0} is approved already")]
    #[lms(code = "aborted")]
    Approved(u64),
    #[error("application {0} has been withdrawn")]
    #[lms(code = "aborted")]
    Withdrawn(u64),
    #[error("loan {0} is closed")]
    #[lms(code = "aborted")]
    Closed(u64),
    #[error("loan {loan} was written off on {day}")]
    #[lms(code = "aborted")]
    WrittenOff { loan: u64, day: &'static str },
    #[error("loan {0} was disbursed by core 10.4.0.7")]
    #[lms(code = "aborted", message = "loan {0} has been disbursed")]
    Disbursed(u64),
    #[error("the limit of {limit} is exceeded by {over}")]
    #[lms(code = "aborted")]
    Limit { limit: u64, over: u64 },
    #[error("the arrears are {days} days old")]
    #[lms(code = "aborted")]
    Arrears { days: u16 },
    #[error("the rate is frozen")]
    #[lms(code = "aborted")]
    RateFrozen,
    #[error("collateral {0} is pledged")]
    #[lms(code = "aborted")]
    Pledged(u64),
    #[error("version {expected} expected, not {found}")]
    #[lms(code = "aborted")]
    Version { expected: u32, found: u32 },
    #[error("day {0} is closed")]
    #[lms(code = "aborted")]
    DayClosed(&'static str),
    #[error("the token has expired")]
    #[lms(code = "unauthenticated")]
    TokenExpired,
    #[error("the token is for {0}")]
    #[lms(code = "unauthenticated", message = "the token is for another service")]
    TokenOfAnother(String),
    #[error("not by this officer")]
    #[lms(code = "permission_denied")]
    NotByOfficer,
    #[error("{amount} needs a second signature")]
    #[lms(code = "permission_denied")]
    SecondSignature { amount: u64 },
    #[error("{reason}")]
    #[lms(code = "permission_denied", message = "the product is not for partners")]
    NotForPartners { reason: Cause },
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Invalid(
        #[from]
        #[lms(fields)]
        FieldErrors,
    ),
    #[error("must be positive")]
    #[lms(code = "invalid_argument", field = "principal")]
    Principal,
    #[error("must be one of {0:?}")]
    #[lms(code = "invalid_argument", field = "frequency")]
    Frequency(&'static [&'static str]),
    #[error("row {row} is not readable")]
    #[lms(code = "invalid_argument", field = "rows[{row}]", message = "cannot be read")]
    Row { row: usize },
    #[error("core is down")]
    #[lms(code = "unavailable", retry_after = 30)]
    CoreDown,
    #[error("end of day at {0}")]
    #[lms(code = "unavailable", message = "the end of the day is being posted", retry_after = 600)]
    EndOfDay(&'static str),
    #[error("queue of {0}")]
    #[lms(code = "unavailable")]
    Queue(u32),
    #[error("bureau: {0}")]
    #[lms(code = "unavailable")]
    Bureau(#[source] Cause),
    #[error("ledger: {source}")]
    #[lms(code = "internal")]
    Ledger { source: Cause },
    #[error("file")]
    #[lms(code = "internal")]
    File(#[from] io::Error),
    #[error("template {name}: {cause}")]
    #[lms(code = "internal")]
    Template {
        name: &'static str,
        #[source]
        cause: Cause,
    },
    #[error("this cannot happen, row 7")]
    #[lms(code = "internal")]
    Bug,
    #[error(transparent)]
    #[lms(transparent)]
    Score(#[from] ScoreError),
    #[error("plugin: {0}")]
    #[lms(transparent)]
    Plugin(Box<dyn LmsError + Send + Sync>),
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("the score of {0} is too low")]
#[lms(policy = SCORING, code = "aborted")]
struct ScoreError(u16);

fn cause() -> Cause {
    "10.4.0.7 refused".into()
}

#[test]
fn every_variant_that_shows_itself_shows_its_own_text() {
    use LendingError as E;
    let cases = [
        (E::NoApplication(7), "404: no application 7"),
        (E::NoClient(7), "404: no customer 7"),
        (E::NoProduct { name: "bridge".to_owned() }, "404: no product bridge"),
        (E::NoOffice { name: "Ost", region: "B" }, "404: no office Ost in B"),
        (E::NoInstalment { loan: 7, number: 3 }, "404: loan 7 has no instalment 3"),
        (E::NoGuarantor, "404: no guarantor"),
        (E::NoStatement("May"), "404: no statement before May"),
        (E::NoCharge, "404: no such charge"),
        (E::Approved(7), "409: application 7 is approved already"),
        (E::Withdrawn(7), "409: application 7 has been withdrawn"),
        (E::Closed(7), "409: loan 7 is closed"),
        (E::WrittenOff { loan: 7, day: "May 1" }, "409: loan 7 was written off on May 1"),
        (E::Disbursed(7), "409: loan 7 has been disbursed"),
        (E::Limit { limit: 9, over: 1 }, "409: the limit of 9 is exceeded by 1"),
        (E::Arrears { days: 31 }, "409: the arrears are 31 days old"),
        (E::RateFrozen, "409: the rate is frozen"),
        (E::Pledged(7), "409: collateral 7 is pledged"),
        (E::Version { expected: 1, found: 2 }, "409: version 1 expected, not 2"),
        (E::DayClosed("May 1"), "409: day May 1 is closed"),
        (E::TokenExpired, "401: the token has expired"),
        (E::TokenOfAnother("core".to_owned()), "401: the token is for another service"),
        (E::NotByOfficer, "403: not by this officer"),
        (E::SecondSignature { amount: 9 }, "403: 9 needs a second signature"),
        (E::NotForPartners { reason: cause() }, "403: the product is not for partners"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), format!("lending: status={text}"));
    }
}

#[test]
fn every_invalid_argument_is_a_list() {
    let list = FieldErrors::from(FieldError::new("term", "required"));
    let cases = [
        (LendingError::from(list), r#"[{"field":"term","error":"required"}]"#),
        (LendingError::Principal, r#"[{"field":"principal","error":"must be positive"}]"#),
        (
            LendingError::Frequency(&["weeks"]),
            r#"[{"field":"frequency","error":"must be one of [\"weeks\"]"}]"#,
        ),
        (LendingError::Row { row: 2 }, r#"[{"field":"rows[2]","error":"cannot be read"}]"#),
    ];
    for (error, list) in cases {
        assert_eq!((error.code(), message(&error).as_str()), (Code::InvalidArgument, list));
    }
}

#[test]
fn every_5xx_says_the_standard_sentence_and_no_other_has_a_time_to_wait() {
    let unavailable = "lending: status=503: Service is temporarily unavailable";
    let internal = "lending: status=500: Unexpected upstream failure";
    let cases = [
        (LendingError::CoreDown, unavailable, Some(30)),
        (
            LendingError::EndOfDay("core-2"),
            "lending: status=503: the end of the day is being posted",
            Some(600),
        ),
        (LendingError::Queue(9), unavailable, None),
        (LendingError::Bureau(cause()), unavailable, None),
        (LendingError::Ledger { source: cause() }, internal, None),
        (LendingError::File(io::Error::other("/mnt")), internal, None),
        (LendingError::Template { name: "offer", cause: cause() }, internal, None),
        (LendingError::Bug, internal, None),
    ];
    for (error, text, seconds) in cases {
        assert_eq!(message(&error), text);
        assert_eq!(error.retry_after().map(|time| time.as_secs()), seconds);
    }
}

#[test]
fn transparent_variants_have_the_text_of_the_inner_error_and_the_service_of_the_outer() {
    let text = "lending: status=409: the score of 300 is too low";
    assert_eq!(message(&LendingError::from(ScoreError(300))), text);
    assert_eq!(message(&LendingError::Plugin(Box::new(ScoreError(300)))), text);
}
