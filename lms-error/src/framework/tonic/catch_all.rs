//! The gRPC side of `EnvelopeLayer`: statuses that are not this crate's, and responses that are not gRPC.

use http::{HeaderMap, HeaderValue, Response, StatusCode, header::CONTENT_TYPE};
use tonic::{Code as GrpcCode, Status};

use super::{grpc_code, status::status_of};
use crate::{
    Code, Envelope, ErrorResponse, FieldError, FieldErrors, Policy,
    framework::{catch_all::is_grpc, request_line::RequestLine},
    response::mark,
};

/// Returns the content type of the responses to a gRPC request; `None` for any other request.
///
/// A client of gRPC-Web expects its own media type, and reads a status from the headers as well.
pub(crate) fn content_type(request: &HeaderMap) -> Option<HeaderValue> {
    let content_type = request.get(CONTENT_TYPE)?;
    if !is_grpc(Some(content_type.as_bytes())) {
        return None;
    }
    let is_web = content_type.as_bytes().get(16..20).is_some_and(|web| web.eq_ignore_ascii_case(b"-web"));
    Some(if is_web { content_type.clone() } else { HeaderValue::from_static("application/grpc") })
}

/// Converts an envelope into a response without a body, whose headers are the trailers.
pub(crate) fn respond<B: Default>(envelope: ErrorResponse, content_type: &HeaderValue) -> Response<B> {
    let code = envelope.code();
    marked(Status::from(envelope), code, content_type)
}

fn marked<B: Default>(status: Status, code: Code, content_type: &HeaderValue) -> Response<B> {
    let mut response = status.into_http();
    response.headers_mut().insert(CONTENT_TYPE, content_type.clone());
    mark::insert(code, response.extensions_mut());
    response
}

/// Converts an envelope into trailers.
pub(crate) fn trailers(envelope: ErrorResponse) -> HeaderMap {
    let mut trailers = HeaderMap::new();
    // It fails only if the message could not be encoded, which percent-encoding rules out.
    let _ = Status::from(envelope).add_header(&mut trailers);
    trailers
}

/// Returns the response for the HTTP status of an error that a router or a layer responded with.
pub(crate) fn for_http_status<B: Default>(
    policy: &'static Policy,
    status: StatusCode,
    line: RequestLine<'_>,
    body: &[u8],
    content_type: &HeaderValue,
) -> Response<B> {
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) {
        // The path is not one of the service's.
        let mut response = Status::unimplemented("").into_http();
        response.headers_mut().insert(CONTENT_TYPE, content_type.clone());
        return response;
    }
    let envelope = policy.for_status(status).unwrap_or_else(|| policy.standard(Code::Internal));
    respond(line.replaced(envelope, status, body), content_type)
}

/// Returns the response for an envelope that a layer responded with over HTTP. Its event has been emitted.
pub(crate) fn for_envelope<B: Default>(
    policy: &'static Policy,
    code: Code,
    body: Vec<u8>,
    content_type: &HeaderValue,
) -> Response<B> {
    let is_whole = serde_json::from_slice::<Envelope<'_>>(&body).is_ok_and(|envelope| envelope.code == code);
    let envelope =
        if is_whole { ErrorResponse::new(code, policy, body.into()) } else { policy.standard(code) };
    marked(status_of(&envelope), code, content_type)
}

/// Replaces a foreign status in trailers, or in the headers of a response without a body. Returns the code of an envelope.
pub(crate) fn check(policy: &'static Policy, headers: &mut HeaderMap, line: RequestLine<'_>) -> Option<Code> {
    let status = Status::from_header_map(headers)?;
    let code = contract_code(status.code())?;
    if is_envelope(&status, code) {
        return Some(code);
    }
    let envelope = match client_fault(&status) {
        Some(error) => ErrorResponse::of_fields(vec![error].into(), policy),
        None => policy.standard(code),
    };
    let code = envelope.code();
    let envelope = line.replaced_status(envelope, status.code().description(), status.message().as_bytes());
    for name in ["grpc-message", "grpc-status-details-bin"] {
        headers.remove(name);
    }
    // `Status::from` has encoded it once already.
    if Status::from(envelope).add_header(headers).is_err() {
        headers.insert("grpc-status", (grpc_code(code) as i32).into());
    }
    Some(code)
}

/// Maps a status to a code of the contract; `None` for success, and for `UNIMPLEMENTED`, which stays.
fn contract_code(code: GrpcCode) -> Option<Code> {
    Some(match code {
        GrpcCode::Ok | GrpcCode::Unimplemented => return None,
        GrpcCode::InvalidArgument | GrpcCode::OutOfRange => Code::InvalidArgument,
        GrpcCode::Unauthenticated => Code::Unauthenticated,
        GrpcCode::PermissionDenied => Code::PermissionDenied,
        GrpcCode::NotFound => Code::NotFound,
        GrpcCode::Aborted | GrpcCode::AlreadyExists | GrpcCode::FailedPrecondition => Code::Aborted,
        GrpcCode::Internal | GrpcCode::Unknown | GrpcCode::DataLoss => Code::Internal,
        GrpcCode::Unavailable
        | GrpcCode::Cancelled
        | GrpcCode::DeadlineExceeded
        | GrpcCode::ResourceExhausted => Code::Unavailable,
    })
}

/// Returns true if the status reads as an envelope does. Trailers have no extensions that could tell.
fn is_envelope(status: &Status, code: Code) -> bool {
    if status.code() != grpc_code(code) {
        return false;
    }
    if code == Code::InvalidArgument {
        return serde_json::from_str::<FieldErrors>(status.message()).is_ok_and(|list| !list.is_empty());
    }
    let after_service = status.message().split_once(": status=").filter(|(service, _)| {
        !service.is_empty() && !service.contains(|c: char| c.is_whitespace() || c == ':')
    });
    let text = after_service.and_then(|(_, text)| text.strip_prefix(code.status().as_str()));
    text.and_then(|text| text.strip_prefix(": ")).is_some_and(|text| !text.is_empty())
}

/// Returns the field error of a request that tonic could not read. tonic reports it as `INTERNAL`; only the text
/// distinguishes it.
fn client_fault(status: &Status) -> Option<FieldError> {
    const UNREADABLE: [&str; 3] = [
        "protocol error: received message with ",
        "Unexpected EOF decoding stream.",
        "Error decompressing: ",
    ];
    const TOO_LARGE: [&str; 2] =
        ["Error, decoded message length too large: ", "Error decompressing: size limit, of "];
    let message = status.message();
    // The service's own clients report what they received in the same words.
    if message.contains(" while receiving response ") {
        return None;
    }
    let starts_with_one_of = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
    match status.code() {
        GrpcCode::OutOfRange | GrpcCode::ResourceExhausted if starts_with_one_of(&TOO_LARGE) => {
            Some(FieldError::new("body", "too large"))
        }
        GrpcCode::Internal if message == "Missing request message." => {
            Some(FieldError::new("body", "required"))
        }
        GrpcCode::Internal if starts_with_one_of(&UNREADABLE) => {
            Some(FieldError::new("body", "cannot be read"))
        }
        GrpcCode::Internal => message.strip_prefix("failed to decode Protobuf message: ").map(decode_error),
        _ => None,
    }
}

/// Returns the field of prost's text, such as `Loan.customer: Customer.id: invalid wire type: …`, without the types.
fn decode_error(text: &str) -> FieldError {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let fields: Vec<_> = text
        .split(": ")
        .map_while(|part| part.split_once('.').filter(|(message, field)| is_name(message) && is_name(field)))
        .map(|(_, field)| field)
        .collect();
    let path = fields.join(".");
    // A field of the schema that partners have.
    FieldError::in_partner_words(if path.is_empty() { "body" } else { &path }, "cannot be decoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(status: &Status) -> Option<String> {
        client_fault(status).map(|error| error.to_string())
    }

    #[test]
    fn the_field_of_a_message_that_cannot_be_decoded_is_named_without_its_type() {
        for (text, expected) in [
            ("ShowRequest.id: invalid wire type: LengthDelimited (expected Varint)", "id: cannot be decoded"),
            ("Loan.customer: Customer.id: invalid varint", "customer.id: cannot be decoded"),
            ("invalid tag value: 0", "body: cannot be decoded"),
            ("delimited length exceeded", "body: cannot be decoded"),
        ] {
            let status = Status::internal(format!("failed to decode Protobuf message: {text}"));
            assert_eq!(list(&status).as_deref(), Some(expected));
        }
    }

    #[test]
    fn requests_that_tonic_cannot_read_are_told_by_their_text() {
        for (status, expected) in [
            (Status::internal("Missing request message."), Some("body: required")),
            (Status::internal("Unexpected EOF decoding stream."), Some("body: cannot be read")),
            (
                Status::out_of_range(
                    "Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes",
                ),
                Some("body: too large"),
            ),
            (Status::internal("the ledger is down"), None),
            (Status::out_of_range("no page 7"), None),
            (Status::internal("Error decompressing: x, while receiving response with status: 200 OK"), None),
        ] {
            assert_eq!(list(&status).as_deref(), expected, "{status}");
        }
    }

    #[test]
    fn an_envelope_is_told_by_its_code_and_its_message() {
        for (status, expected) in [
            (Status::not_found("lms: status=404: Loan 7 does not exist"), true),
            (Status::not_found("cards: status=404: x"), true),
            (Status::not_found("lms: status=409: x"), false),
            (Status::not_found("row 7 not found: status=404: x"), false),
            (Status::not_found("lms: status=404: "), false),
            (Status::not_found(": status=404: x"), false),
            (Status::invalid_argument(r#"[{"field":"id","error":"required"}]"#), true),
            (Status::invalid_argument("[]"), false),
            (Status::invalid_argument("id is required"), false),
            (Status::failed_precondition("lms: status=409: x"), false),
        ] {
            let code = contract_code(status.code()).expect("an error");
            assert_eq!(is_envelope(&status, code), expected, "{status}");
        }
    }
}
