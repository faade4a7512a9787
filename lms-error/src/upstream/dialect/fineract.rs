//! Apache Fineract.
//!
//! The top level of its body is generic; the specific code and texts are in `errors[0]`. A fault in the JSON of a request
//! is one bare element of that list, and an unmapped exception is `{"Exception": "…"}`.

use http::StatusCode;

use super::super::{
    json::Json,
    report::{Fault, Report},
    rows::is_prefix,
    validation,
};
use crate::Code;

const CODE: &str = "userMessageGlobalisationCode";
const DEVELOPER_TEXT: &str = "developerMessage";
const USER_TEXT: &str = "defaultUserMessage";
const PARAMETER: &str = "parameterName";
const STATUS: &str = "httpStatusCode";

/// The codes that decide regardless of the status.
const CODES: &[(&str, Code)] = &[
    ("error.msg.not.authenticated", Code::Unauthenticated),
    ("error.msg.invalid.tenant.identifier", Code::Unauthenticated),
    ("error.msg.password.outdated", Code::Unauthenticated),
    ("error.msg.not.authorized", Code::PermissionDenied),
    ("error.msg.platform.service.unavailable", Code::Unavailable),
];

/// The generic codes of the top level, and those of faults in the JSON of a request.
const KNOWN: &[&str] = &[
    "error.msg.command.unsupported",
    "error.msg.invalid.json",
    "error.msg.invalid.request.body",
    "error.msg.loan.locked",
    "error.msg.platform.server.side.error",
    "error.msg.platform.service",
    "error.msg.resource.not.found",
    "validation.msg.domain.rule.violation",
    "validation.msg.invalid",
    "validation.msg.validation.errors.exist",
];

/// States of a resource, as codes name them.
const STATES: &[&str] = &[
    "active",
    "activated",
    "approved",
    "closed",
    "deleted",
    "disbursed",
    "inactive",
    "locked",
    "matured",
    "open",
    "overpaid",
    "paid",
    "pending",
    "rejected",
    "submitted",
    "withdrawn",
];

pub(super) fn read(json: &Json) -> Option<Report> {
    if let Some(exception) = json.text("Exception") {
        return Some(Report { developer: vec![exception.to_owned()], ..Report::default() });
    }
    let faults: Vec<_> = json.list("errors").iter().filter(|error| is_fault(error)).collect();
    if faults.is_empty() && !is_fault(json) {
        return None;
    }
    let is_bare = json.get(STATUS).is_none() && json.get("errors").is_none();
    let faults = if is_bare { vec![json] } else { faults };
    let mut whole = fault(faults.first().copied().unwrap_or(json));
    if whole.code.as_deref().and_then(listed).is_some() {
        // The texts of these codes are about the core's accounts and permissions.
        whole.text = None;
    }
    let mut codes: Vec<_> = whole.code.clone().into_iter().collect();
    codes.extend(json.text(CODE).map(str::to_owned).filter(|code| Some(code) != whole.code.as_ref()));
    let developer = if faults.is_empty() { vec![json] } else { faults.clone() };
    Some(Report {
        codes,
        whole,
        fields: faults.iter().map(|json| fault(json)).collect(),
        developer: developer.iter().filter_map(|json| developer_text(json, developer.len() > 1)).collect(),
        ..Report::default()
    })
}

fn is_fault(json: &Json) -> bool {
    [CODE, DEVELOPER_TEXT, USER_TEXT, PARAMETER].iter().any(|name| json.get(name).is_some())
}

fn fault(json: &Json) -> Fault {
    let argument = |argument: &Json| argument.get("value").unwrap_or(argument).scalar().map(str::to_owned);
    let rejected = json.get("value").and_then(Json::scalar).map(str::to_owned);
    Fault {
        code: json.text(CODE).map(str::to_owned),
        parameter: json.text(PARAMETER).map(str::to_owned),
        text: json.text(USER_TEXT).map(str::to_owned),
        values: json.list("args").iter().filter_map(argument).chain(rejected).collect(),
    }
}

/// Returns the text of a fault for the log; if there are several faults, with its code.
fn developer_text(json: &Json, is_one_of_several: bool) -> Option<String> {
    let text = json.text(DEVELOPER_TEXT).or_else(|| json.text(USER_TEXT));
    let parameter = json.text(PARAMETER).filter(|parameter| *parameter != PLACEHOLDER);
    let code = json.text(CODE).filter(|_| is_one_of_several);
    let parts: Vec<_> = [code, parameter, text].into_iter().flatten().map(str::trim).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

/// The `parameterName` that Fineract sends if there is no parameter. With a 400 it can be a real one.
const PLACEHOLDER: &str = "id";

pub(super) fn is_parameter(status: StatusCode, name: &str) -> bool {
    name != PLACEHOLDER || status == StatusCode::BAD_REQUEST
}

pub(super) fn code(status: StatusCode, report: &Report) -> Option<Code> {
    // The generic code of the top level adds nothing to the status.
    let specific = report.codes.first()?;
    if let Some(code) = listed(specific) {
        return Some(code);
    }
    match status.as_u16() {
        400 if is_about_state(report) => Some(Code::Aborted),
        // Business rules, and the integrity of data; what is temporary is in the table above.
        403 | 503 => Some(Code::Aborted),
        _ => None,
    }
}

fn listed(code: &str) -> Option<Code> {
    CODES.iter().find(|(row, _)| is_prefix(row, code)).map(|(_, code)| *code)
}

pub(super) fn knows(code: &str) -> bool {
    let mut known = KNOWN.iter().chain(CODES.iter().map(|(code, _)| code));
    known.any(|known| is_prefix(known, code)) || validation::is_listed(code) || names_state(code)
}

/// Returns true if no field is at fault, but the state of a resource: old endpoints report that as 400.
fn is_about_state(report: &Report) -> bool {
    !report.fields.is_empty()
        && report.fields.iter().all(|fault| {
            let has_parameter = fault.parameter.as_deref().is_some_and(|parameter| parameter != PLACEHOLDER);
            let code = fault.code.as_deref().unwrap_or_default();
            !has_parameter && !validation::is_listed(code) && names_state(code)
        })
}

/// Returns true if a code names a state: `already.active`, `is.not.active`, `not.in.approved.state`, `cannot.delete`.
fn names_state(code: &str) -> bool {
    let segments: Vec<_> = code.split('.').collect();
    let is_state = |segment: &&str| STATES.contains(segment);
    segments.iter().any(|segment| matches!(*segment, "already" | "cannot" | "state" | "status"))
        || segments.windows(2).any(|pair| match pair {
            ["not", "allowed"] => true,
            ["not" | "is" | "be" | "been", state] => is_state(state),
            _ => false,
        })
}
