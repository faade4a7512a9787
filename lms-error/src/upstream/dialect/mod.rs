//! The formats of error bodies. Each file reads one format into a [`Report`] and maps it to a code.

mod batch;
mod connect;
mod details;
mod fineract;
mod problem;
mod spring_boot;

use http::StatusCode;

use super::{
    json::Json,
    report::{Fault, Report},
};
use crate::{
    Code, FieldError,
    received::{ReceivedCode, ReceivedEnvelope},
};

pub(super) use batch::Failure;

/// The number of bytes of an error body that are read.
pub(super) const MAX_BODY_BYTES: usize = 64 * 1024;

/// A format of error bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Fineract,
    Problem,
    SpringBoot,
    Connect,
    Envelope,
}

impl Dialect {
    /// Reads a body. `None` if it is not of the dialect.
    pub(super) fn read(self, body: &[u8]) -> Option<Report> {
        match self {
            Self::Envelope => ReceivedEnvelope::parse(body, MAX_BODY_BYTES).map(envelope),
            _ => self.read_json(&Json::parse(body)?),
        }
    }

    fn read_json(self, json: &Json) -> Option<Report> {
        match self {
            Self::Fineract => fineract::read(json),
            Self::Problem => problem::read(json),
            // Spring Boot 3 can be set to RFC 9457.
            Self::SpringBoot => spring_boot::read(json).or_else(|| problem::read(json)),
            Self::Connect => connect::read(json),
            Self::Envelope => None,
        }
    }

    /// Finds the first failure in the body of a success: its status, its `Retry-After` and its report.
    pub(super) fn failure_in_success(self, body: &[u8]) -> Option<Failure> {
        match self {
            Self::Fineract => batch::first_failure(&Json::parse(body)?),
            _ => None,
        }
    }

    /// Returns the code that the body means; `None` if the status decides.
    pub(super) fn code(self, status: StatusCode, report: &Report) -> Option<Code> {
        match self {
            Self::Fineract => fineract::code(status, report),
            Self::Problem | Self::SpringBoot => problem::code(status),
            Self::Connect | Self::Envelope => report.code,
        }
    }

    /// Returns the field at fault, if the response names one.
    pub(super) fn parameter(self, status: StatusCode, fault: &Fault) -> Option<&str> {
        fault.parameter.as_deref().map(str::trim).filter(|name| {
            !name.is_empty() && (self != Self::Fineract || fineract::is_parameter(status, name))
        })
    }

    /// Returns `true` if the dialect has a row for the upstream's code; the log reports other codes as unlisted.
    pub(super) fn knows(self, code: &str) -> bool {
        match self {
            Self::Fineract => fineract::knows(code),
            Self::Problem | Self::SpringBoot => false,
            Self::Connect => connect::code(code).is_some(),
            Self::Envelope => code.parse::<Code>().is_ok(),
        }
    }
}

fn envelope(envelope: ReceivedEnvelope) -> Report {
    let mut report = Report::default();
    match &envelope.code {
        ReceivedCode::Known(code) => {
            report.code = Some(*code);
            report.codes.push(code.to_string());
        }
        ReceivedCode::Unknown(code) => report.codes.push(code.clone()),
    }
    match envelope.fields() {
        Some(fields) => {
            let fault = |error: FieldError| Fault {
                parameter: Some(error.field().to_owned()),
                text: Some(error.error().to_owned()),
                ..Fault::default()
            };
            report.fields = fields.into_iter().map(fault).collect();
        }
        None => report.whole.text = Some(envelope.text().to_owned()),
    }
    report.developer.push(envelope.message);
    report
}
