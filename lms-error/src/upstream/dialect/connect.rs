//! Connect's error JSON, and that of gRPC gateways: `{code, message, details}`, where the code is a name or a number.
//!
//! `message` is for developers (by the definition of `google.rpc.Status`); the text for users is a detail, `LocalizedMessage`.

use super::{
    super::{json::Json, report::Report},
    details,
};
use crate::Code;

/// gRPC's codes in the order of their numbers.
const CODES: [(&str, Option<Code>); 17] = [
    ("ok", None),
    ("canceled", Some(Code::Internal)),
    ("unknown", Some(Code::Internal)),
    ("invalid_argument", Some(Code::InvalidArgument)),
    ("deadline_exceeded", Some(Code::Unavailable)),
    ("not_found", Some(Code::NotFound)),
    ("already_exists", Some(Code::Aborted)),
    ("permission_denied", Some(Code::PermissionDenied)),
    ("resource_exhausted", Some(Code::Unavailable)),
    ("failed_precondition", Some(Code::Aborted)),
    ("aborted", Some(Code::Aborted)),
    ("out_of_range", Some(Code::InvalidArgument)),
    ("unimplemented", Some(Code::Internal)),
    ("internal", Some(Code::Internal)),
    ("unavailable", Some(Code::Unavailable)),
    ("data_loss", Some(Code::Internal)),
    ("unauthenticated", Some(Code::Unauthenticated)),
];

pub(super) fn read(json: &Json) -> Option<Report> {
    // Google's APIs wrap it.
    let json = json.get("error").filter(|error| !error.members().is_empty()).unwrap_or(json);
    // Beside a number that may be an HTTP status, `status` is the name.
    let code = json.text("status").or_else(|| json.get("code").and_then(Json::scalar))?;
    let name = name(code);
    let mut report = Report { code: self::code(&name), codes: vec![name], ..Report::default() };
    report.developer.extend(json.text("message").map(str::to_owned));
    for detail in json.list("details") {
        details::read(detail, &mut report);
    }
    Some(report)
}

/// Returns the code of the contract for one of gRPC's names.
pub(super) fn code(name: &str) -> Option<Code> {
    CODES.iter().find(|(known, _)| *known == name)?.1
}

/// Returns the name in lower case of a code that is given as a number, as `NOT_FOUND` or as `not_found`.
fn name(code: &str) -> String {
    if let Some((name, _)) = code.parse::<usize>().ok().and_then(|number| CODES.get(number)) {
        return (*name).to_owned();
    }
    match code.to_ascii_lowercase().as_str() {
        "cancelled" => "canceled".to_owned(),
        name => name.to_owned(),
    }
}
