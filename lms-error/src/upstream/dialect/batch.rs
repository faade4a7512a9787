//! Fineract's failures within a 200: the batch API responds with a list of responses, of which each has its own status,
//! its headers, and as its `body` JSON in a string.

use http::{HeaderValue, StatusCode};

use super::{
    super::{json::Json, report::Report},
    fineract,
};

/// A failed response within a successful one.
pub(in super::super) struct Failure {
    pub(in super::super) status: StatusCode,
    pub(in super::super) retry_after: Option<HeaderValue>,
    pub(in super::super) report: Option<Report>,
}

pub(super) fn first_failure(json: &Json) -> Option<Failure> {
    match json {
        Json::Array(responses) => responses.iter().find_map(failed_response),
        // A body as if the status were not 200.
        _ => Some(Failure {
            status: error_status(json, "httpStatusCode")?,
            retry_after: None,
            report: Some(fineract::read(json)?),
        }),
    }
}

fn failed_response(response: &Json) -> Option<Failure> {
    let status = error_status(response, "statusCode")?;
    let report = match response.get("body") {
        Some(Json::String(body)) => Json::parse(body.as_bytes()).and_then(|body| fineract::read(&body)),
        Some(body) => fineract::read(body),
        None => None,
    };
    let is_retry_after =
        |header: &&Json| header.text("name").is_some_and(|name| name.eq_ignore_ascii_case("retry-after"));
    let header = response.list("headers").iter().find(is_retry_after);
    let retry_after = header.and_then(|header| HeaderValue::from_str(header.get("value")?.scalar()?).ok());
    Some(Failure { status, retry_after, report })
}

fn error_status(json: &Json, name: &str) -> Option<StatusCode> {
    let status = json.get(name)?.scalar()?.parse::<u16>().ok()?;
    StatusCode::from_u16(status).ok().filter(|status| status.is_client_error() || status.is_server_error())
}
