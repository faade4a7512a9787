//! The rules for an error response.

use std::borrow::Cow;

use super::Response;
use crate::{Code, Envelope, FieldErrors, Policy};

/// The parts of a policy that a response shows.
pub(super) struct Rules {
    pub(super) policy: &'static Policy,
    /// The name at the beginning of a message; any name without one.
    pub(super) service: Option<&'static str>,
}

impl Rules {
    pub(super) fn of(policy: &'static Policy) -> Self {
        Self { policy, service: Some(policy.service_name()) }
    }
}

/// Returns the envelope of an error response, or everything that is wrong with it.
pub(super) fn envelope(response: &Response, rules: &Rules) -> Result<Envelope<'static>, Vec<String>> {
    let code = code(response).map_err(|reason| vec![reason])?;
    let mut reasons = header_violations(response, code);
    if response.header("content-type").is_none() {
        reasons.push("there is no content type".to_owned());
    }
    match serde_json::from_slice::<Envelope<'_>>(&response.body) {
        Ok(envelope) => {
            reasons.extend(envelope_violations(&envelope, code, &response.body, rules));
            if reasons.is_empty() {
                let message = Cow::Owned(envelope.message.into_owned());
                return Ok(Envelope { code, message });
            }
        }
        Err(error) => reasons.push(format!("the body is not an envelope: {error}")),
    }
    Err(reasons)
}

/// Returns everything that is wrong with an error response to `HEAD`.
pub(super) fn head(response: &Response) -> Result<(), Vec<String>> {
    let code = code(response).map_err(|reason| vec![reason])?;
    let mut reasons = header_violations(response, code);
    if !response.body.is_empty() {
        reasons.push("the response to HEAD has a body".to_owned());
    }
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

fn code(response: &Response) -> Result<Code, String> {
    let code = Code::ALL.into_iter().find(|code| code.status().as_u16() == response.status);
    code.ok_or_else(|| format!("{} is not a status of the contract", response.status))
}

fn header_violations(response: &Response, code: Code) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some(other) = response.header("content-type").filter(|value| *value != "application/json") {
        reasons.push(format!("the content type is `{other}` instead of `application/json`"));
    }
    if code == Code::Unauthenticated && response.header("www-authenticate").is_none() {
        reasons.push("a 401 needs a `www-authenticate`".to_owned());
    }
    if let Some(wait) = response.header("retry-after") {
        let is_date = wait.ends_with(" GMT");
        if !is_date && wait.parse::<u64>().is_err() {
            reasons.push(format!("`retry-after: {wait}` is neither seconds nor a date"));
        }
        if code != Code::Unavailable {
            reasons.push(format!("a {} has a `retry-after`", response.status));
        }
    }
    reasons
}

fn envelope_violations(envelope: &Envelope<'_>, code: Code, body: &[u8], rules: &Rules) -> Vec<String> {
    if envelope.code != code {
        return vec![format!("`{}` does not have the status {}", envelope.code, code.status().as_u16())];
    }
    let mut reasons = Vec::new();
    if serde_json::to_vec(envelope).ok().as_deref() != Some(body) {
        reasons.push("the body is not exactly `{\"code\":…,\"message\":…}`".to_owned());
    }
    if code == Code::InvalidArgument {
        reasons.extend(list_violations(&envelope.message, rules));
    } else {
        reasons.extend(text_violations(&envelope.message, code, rules));
    }
    reasons
}

fn list_violations(message: &str, rules: &Rules) -> Vec<String> {
    let mut reasons = Vec::new();
    match serde_json::from_str::<FieldErrors>(message) {
        Ok(errors) if errors.is_empty() => reasons.push("the field list is empty".to_owned()),
        Ok(errors) => {
            for error in &errors {
                // A name may be the partner's own word, so only what gives an internal detail away is refused.
                reasons.extend(withheld(error.field(), rules));
                reasons.extend(internal_term(error.error(), rules));
            }
            if serde_json::to_string(&errors).ok().as_deref() != Some(message) {
                reasons.push("an entry of the field list has more than `field` and `error`".to_owned());
            }
        }
        Err(error) => reasons.push(format!("the message of a 400 is not a field list: {error}")),
    }
    reasons
}

fn text_violations(message: &str, code: Code, rules: &Rules) -> Option<String> {
    let separator = format!(": status={}: ", code.status().as_u16());
    let is_service = |name: &str| match rules.service {
        Some(service) => name == service,
        None => !name.is_empty() && !name.contains([':', ' ']),
    };
    match message.split_once(&separator) {
        Some((service, text)) if is_service(service) => internal_term(text, rules),
        _ => Some(format!("the message does not begin with `{}{separator}`", rules.service.unwrap_or("lms"))),
    }
}

fn internal_term(text: &str, rules: &Rules) -> Option<String> {
    let is_clean = matches!(rules.policy.words().sanitize(text), Some(Cow::Borrowed(_)));
    (!is_clean).then(|| format!("internal vocabulary in `{text}`"))
}

fn withheld(name: &str, rules: &Rules) -> Option<String> {
    rules.policy.words().sanitize(name).is_none().then(|| format!("internal vocabulary in `{name}`"))
}
