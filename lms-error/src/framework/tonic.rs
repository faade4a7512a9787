//! tonic: a type becomes a `tonic::Status` by way of [`ErrorResponse`](crate::ErrorResponse).

use tonic::{
    Code as GrpcCode, Status,
    metadata::{MetadataMap, MetadataValue},
};

#[cfg(feature = "tonic-types")]
use tonic_types::{ErrorDetails, StatusExt};

#[cfg(feature = "tonic-types")]
use crate::FieldErrors;
use crate::{Code, Envelope, ErrorResponse};

/// The code of the same name; the message of the envelope, and so for `invalid_argument` the list of fields; and
/// `retry-after` as metadata.
impl From<ErrorResponse> for Status {
    fn from(answer: ErrorResponse) -> Self {
        answer.emit();
        // A status travels in a header, which peers take up to eight KiB of.
        const LONGEST_MESSAGE: usize = 4096;
        let message = serde_json::from_slice::<Envelope<'_>>(answer.body())
            .map_or_else(|_| answer.code().standard().into(), |envelope| envelope.message);
        let message = if message.len() <= LONGEST_MESSAGE {
            message.into_owned()
        } else {
            shortened(&message, answer.code())
        };
        let mut metadata = MetadataMap::new();
        let wait = answer.headers().get(http::header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        if let Some(wait) = wait.and_then(|wait| MetadataValue::try_from(wait).ok()) {
            metadata.insert("retry-after", wait);
        }
        #[cfg(feature = "tonic-types")]
        {
            let details = details(&answer, &message);
            Self::with_error_details_and_metadata(grpc(answer.code()), message, details, metadata)
        }
        #[cfg(not(feature = "tonic-types"))]
        Self::with_metadata(grpc(answer.code()), message, metadata)
    }
}

/// The same once more, as gRPC's own messages: `google.rpc.BadRequest` and `google.rpc.RetryInfo`.
#[cfg(feature = "tonic-types")]
fn details(answer: &ErrorResponse, message: &str) -> ErrorDetails {
    let mut details = ErrorDetails::new();
    if answer.code() == Code::InvalidArgument {
        for error in serde_json::from_str::<FieldErrors>(message).unwrap_or_default() {
            details.add_bad_request_violation(error.field(), error.error());
        }
    }
    if let Some(wait) = answer.retry_after() {
        details.set_retry_info(Some(wait));
    }
    details
}

/// The standard sentence, behind the same prefix; a list has none, whatever is in it.
fn shortened(message: &str, code: Code) -> String {
    if code == Code::InvalidArgument {
        return code.standard().to_owned();
    }
    let status = format!(": status={}: ", code.status().as_u16());
    let prefix = message.find(&status).map_or("", |at| &message[..at + status.len()]);
    format!("{prefix}{}", code.standard())
}

fn grpc(code: Code) -> GrpcCode {
    match code {
        Code::InvalidArgument => GrpcCode::InvalidArgument,
        Code::Unauthenticated => GrpcCode::Unauthenticated,
        Code::PermissionDenied => GrpcCode::PermissionDenied,
        Code::NotFound => GrpcCode::NotFound,
        Code::Aborted => GrpcCode::Aborted,
        Code::Internal => GrpcCode::Internal,
        Code::Unavailable => GrpcCode::Unavailable,
    }
}
