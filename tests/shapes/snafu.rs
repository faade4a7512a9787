//! Features of snafu: locations, backtraces, contexts of other names, opaque and whatever errors.

use std::{error::Error, io};

use snafu::{Backtrace, Location, OptionExt as _, ResultExt as _, Snafu};

use super::{Code, LmsError, message};

type Cause = Box<dyn Error + Send + Sync + 'static>;

#[derive(Debug, Snafu, LmsError)]
#[snafu(visibility(pub(super)))]
enum CollateralError {
    #[snafu(display("no collateral {id}, at {location}"))]
    #[lms(code = "not_found", message = "no collateral {id}")]
    Missing {
        id: u64,
        #[snafu(implicit)]
        location: Location,
    },
    #[snafu(display("collateral {id} is pledged to client {client}"))]
    #[lms(code = "aborted")]
    Pledged { id: u64, client: u64, backtrace: Backtrace },
    #[snafu(display("registry at {host}"))]
    #[lms(code = "unavailable", retry_after = 20)]
    Registry { host: &'static str, source: io::Error, backtrace: Option<Backtrace> },
    #[snafu(display("valuation: {error}"))]
    #[lms(code = "internal", message = "the valuation of {id} failed")]
    Valuation {
        id: u64,
        #[snafu(source)]
        error: Cause,
        #[snafu(implicit)]
        location: Location,
    },
    // Without `display`, snafu shows the name of the variant.
    #[lms(code = "aborted")]
    Frozen,
}

#[test]
fn a_location_is_for_the_log() {
    let missing = None::<u64>.context(MissingSnafu { id: 7_u64 }).expect_err("there is none");
    assert!(missing.to_string().contains("snafu.rs"));
    assert_eq!(message(&missing), "lms: status=404: no collateral 7");
    let cause: Result<(), Cause> = Err("appraiser 10.4.0.7 is gone".into());
    let valuation = cause.context(ValuationSnafu { id: 7_u64 }).expect_err("it failed");
    let CollateralError::Valuation { location, .. } = &valuation else { panic!("it is a valuation") };
    assert!(location.line() > 0);
    assert_eq!(message(&valuation), "lms: status=500: the valuation of 7 failed");
}

#[test]
fn a_backtrace_is_not_shown() {
    let pledged = PledgedSnafu { id: 7_u64, client: 3_u64 }.build();
    assert_eq!(message(&pledged), "lms: status=409: collateral 7 is pledged to customer 3");
    let refused: Result<(), _> = Err(io::Error::other("10.4.0.7"));
    let registry = refused.context(RegistrySnafu { host: "10.4.0.8" }).expect_err("it failed");
    assert_eq!(message(&registry), "lms: status=503: Service is temporarily unavailable");
    assert_eq!(registry.to_response().headers()["retry-after"], "20");
}

#[test]
fn a_variant_without_a_display_shows_its_name() {
    assert_eq!(message(&FrozenSnafu.build()), "lms: status=409: Frozen");
}

/// Context selectors in a separate module, with another suffix, another name, or none.
#[derive(Debug, Snafu, LmsError)]
#[snafu(module(context), context(suffix(Context)))]
enum ScheduleError {
    #[snafu(display("instalment {number} is paid"))]
    #[lms(code = "aborted")]
    Paid { number: u32 },
    #[snafu(display("the calendar cannot be read"), context(name(Holidays)))]
    #[lms(code = "internal")]
    Calendar { source: io::Error },
    #[snafu(context(false), display("not a day: {source}"))]
    #[lms(code = "invalid_argument", field = "day")]
    Day { source: std::num::ParseIntError },
    #[snafu(display("{reason}"))]
    #[lms(code = "invalid_argument", field = "{source}", message = "is not a field of a schedule")]
    Field {
        reason: &'static str,
        // A name from the partner's input, in a field called `source`.
        #[snafu(source(false))]
        source: String,
    },
    #[snafu(display("collateral"))]
    #[lms(code = "internal")]
    Collateral {
        #[snafu(source(from(CollateralError, Box::new)), backtrace)]
        source: Box<CollateralError>,
    },
}

fn day(text: &str) -> Result<u8, ScheduleError> {
    Ok(text.parse::<u8>()?)
}

#[test]
fn a_context_is_made_under_any_name() {
    let paid = context::PaidContext { number: 4_u32 }.build();
    assert_eq!(message(&paid), "lms: status=409: instalment 4 is paid");
    let gone: Result<(), _> = Err(io::Error::other("/mnt/calendar"));
    let calendar = gone.context(context::Holidays).expect_err("it failed");
    assert_eq!(message(&calendar), "lms: status=500: Unexpected upstream failure");
    assert_eq!(
        message(&day("x").expect_err("it is no day")),
        r#"[{"field":"day","error":"not a day: invalid digit found in string"}]"#,
    );
}

#[test]
fn a_field_that_is_no_source_may_be_shown() {
    let field = context::FieldContext { reason: "strict", source: "grace" }.build();
    assert_eq!(message(&field), r#"[{"field":"grace","error":"is not a field of a schedule"}]"#);
}

#[test]
fn a_source_that_context_boxes_keeps_the_code_of_the_outer_error() {
    let frozen: Result<(), _> = FrozenSnafu.fail();
    let collateral = frozen.context(context::CollateralContext).expect_err("it failed");
    assert_eq!(collateral.code(), Code::Internal);
}

#[derive(Debug, Snafu, LmsError)]
enum OfferError {
    #[snafu(transparent)]
    #[lms(transparent)]
    Collateral { source: CollateralError },
    #[snafu(transparent)]
    #[lms(code = "aborted")]
    Schedule {
        #[lms(shown)]
        source: ScheduleError,
    },
    #[snafu(whatever, display("{message}"))]
    #[lms(code = "internal")]
    Whatever {
        message: String,
        #[snafu(source(from(Cause, Some)))]
        source: Option<Cause>,
    },
}

fn offer(collateral: u64) -> Result<(), OfferError> {
    match collateral {
        0 => snafu::whatever!("core 10.4.0.7 responded with nothing"),
        1 => return Err(io::Error::other("10.4.0.7")).whatever_context("limits"),
        2 => context::PaidContext { number: 1_u32 }.fail()?,
        id => MissingSnafu { id }.fail()?,
    }
    Ok(())
}

#[test]
fn a_transparent_variant_of_snafu_takes_the_code_of_its_source_or_one_of_its_own() {
    let messages = [0, 1, 2, 7].map(|collateral| message(&offer(collateral).expect_err("none is offered")));
    assert_eq!(
        messages,
        [
            "lms: status=500: Unexpected upstream failure",
            "lms: status=500: Unexpected upstream failure",
            "lms: status=409: instalment 1 is paid",
            "lms: status=404: no collateral 7",
        ],
    );
}

/// An opaque error hides its variants from callers.
#[derive(Debug, Snafu, LmsError)]
#[lms(transparent)]
struct Opaque(OfferError);

#[derive(Debug, Snafu, LmsError)]
#[snafu(source(from(OfferError, Box::new)))]
#[lms(transparent)]
struct OpaqueBox(Box<OfferError>);

#[test]
fn an_opaque_struct_has_the_response_of_its_content() {
    let error = || offer(7).expect_err("none is offered");
    assert_eq!(message(&Opaque::from(error())), "lms: status=404: no collateral 7");
    assert_eq!(OpaqueBox::from(error()).code(), Code::NotFound);
}

#[derive(Debug, Snafu, LmsError)]
#[snafu(display("instalment {number} is not due before {day}"))]
#[lms(code = "aborted")]
struct NotDue<'d> {
    number: u32,
    day: &'d str,
}

#[test]
fn a_struct_of_snafus_borrows() {
    let day = "March".to_owned();
    let not_due: Result<(), _> = NotDueSnafu { number: 2_u32, day: day.as_str() }.fail();
    assert_eq!(
        message(&not_due.expect_err("it is not due")),
        "lms: status=409: instalment 2 is not due before March",
    );
}

#[derive(Debug, Snafu, LmsError)]
enum Forwarded {
    #[snafu(transparent)]
    #[lms(transparent)]
    Collateral {
        source: CollateralError,
        #[snafu(implicit)]
        location: Location,
    },
}

#[test]
fn what_snafu_fills_in_is_not_in_the_way_of_transparent() {
    let forwarded = Forwarded::from(MissingSnafu { id: 7_u64 }.build());
    let Forwarded::Collateral { location, .. } = &forwarded;
    assert!(location.line() > 0);
    assert_eq!(message(&forwarded), "lms: status=404: no collateral 7");
}
