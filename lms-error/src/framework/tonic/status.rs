//! The conversion into a `tonic::Status`, which must fit into the headers of a response.

use std::time::Duration;

use http::HeaderMap;
use tonic::{Status, metadata::MetadataMap};

use super::grpc_code;
use crate::{Code, ErrorResponse, FieldError};

/// Converts the response into the gRPC status of the same name.
///
/// The status has the message of the envelope, for `invalid_argument` the field list, and `retry-after` as metadata.
/// With the feature `tonic-types`, list and wait are `google.rpc.BadRequest` and `google.rpc.RetryInfo` as well. A field
/// list that does not fit into 8 KiB of headers ends at an earlier entry, and another message gives way to the standard
/// sentence.
impl From<ErrorResponse> for Status {
    fn from(response: ErrorResponse) -> Self {
        response.emit();
        status_of(&response)
    }
}

/// Returns the status of a response whose event is emitted elsewhere.
pub(super) fn status_of(response: &ErrorResponse) -> Status {
    let parts = Parts::of(response);
    let status = parts.status();
    if fits(&status) {
        return status;
    }
    longest_that_fits(&parts).unwrap_or_else(|| {
        let fields = ErrorResponse::from(parts.code).fields();
        Parts { message: response.standard_message(), fields, ..parts }.status()
    })
}

/// The parts of a status.
struct Parts {
    code: Code,
    retry_after: Option<Duration>,
    message: String,
    #[cfg_attr(not(feature = "tonic-types"), allow(dead_code, reason = "details show it"))]
    fields: Vec<FieldError>,
}

impl Parts {
    fn of(response: &ErrorResponse) -> Self {
        Self {
            code: response.code(),
            retry_after: response.retry_after(),
            message: response.message().into_owned(),
            fields: response.fields(),
        }
    }

    fn status(&self) -> Status {
        let mut metadata = MetadataMap::new();
        if let Some(wait) = self.retry_after {
            metadata.insert("retry-after", wait.as_secs().into());
        }
        let code = grpc_code(self.code);
        #[cfg(feature = "tonic-types")]
        {
            use tonic_types::StatusExt;

            Status::with_error_details_and_metadata(code, self.message.clone(), self.details(), metadata)
        }
        #[cfg(not(feature = "tonic-types"))]
        Status::with_metadata(code, self.message.clone(), metadata)
    }

    #[cfg(feature = "tonic-types")]
    fn details(&self) -> tonic_types::ErrorDetails {
        let mut details = tonic_types::ErrorDetails::new();
        for error in &self.fields {
            details.add_bad_request_violation(error.field(), error.error());
        }
        if let Some(wait) = self.retry_after {
            details.set_retry_info(Some(wait));
        }
        details
    }
}

/// Returns the status with as many entries of the field list as fit.
fn longest_that_fits(parts: &Parts) -> Option<Status> {
    let cut = |length: usize| {
        let fields = parts.fields[..length].to_vec();
        let message = serde_json::to_string(&fields).ok()?;
        Some(Parts { message, fields, ..*parts }.status()).filter(fits)
    };
    // The size grows with every entry, so a binary search finds the longest list.
    let (mut fitting, mut too_long) = (0, parts.fields.len());
    let mut longest = None;
    while too_long - fitting > 1 {
        let length = fitting.midpoint(too_long);
        match cut(length) {
            Some(status) => (fitting, longest) = (length, Some(status)),
            None => too_long = length,
        }
    }
    longest
}

/// Returns true if the status fits into the headers that every client accepts.
///
/// Clients limit the size of a header list, as HTTP/2 counts it, to 8 KiB or more: with 32 bytes for each header besides
/// its name and its value. tonic percent-encodes the message and encodes the details in base64, which is measured here.
fn fits(status: &Status) -> bool {
    const LIMIT: usize = 8 * 1024;
    // For `content-type`, `date`, and what layers add.
    const RESERVED: usize = 1024;
    let mut headers = HeaderMap::new();
    let is_encoded = status.add_header(&mut headers).is_ok();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum();
    is_encoded && size <= LIMIT - RESERVED
}
