//! What must hold of an error answer.

use std::borrow::Cow;

use super::wire::Answer;
use crate::{Code, Envelope, FieldErrors, Vocabulary};

/// All that is wrong with an answer; nothing of one below 400.
pub(super) fn breaches(answer: &Answer, to_head: bool) -> Vec<String> {
    let mut breaches = Vec::new();
    if answer.status < 400 {
        return breaches;
    }
    let Some(code) = Code::ALL.into_iter().find(|code| code.status().as_u16() == answer.status) else {
        return vec![format!("{} is no status of the contract", answer.status)];
    };
    match answer.header("content-type") {
        Some("application/json") => {}
        Some(other) => breaches.push(format!("the content type is `{other}`, not `application/json`")),
        None if to_head => {}
        None => breaches.push("there is no content type".to_owned()),
    }
    if code == Code::Unauthenticated && answer.header("www-authenticate").is_none() {
        breaches.push("a 401 has a `www-authenticate`".to_owned());
    }
    let is_time = |wait: &str| wait.ends_with(" GMT") || wait.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(wait) = answer.header("retry-after").filter(|wait| !is_time(wait)) {
        breaches.push(format!("`retry-after: {wait}` is no time"));
    }
    if to_head {
        if !answer.body.is_empty() {
            breaches.push("the answer to HEAD has a body".to_owned());
        }
        return breaches;
    }
    match serde_json::from_slice::<Envelope<'_>>(&answer.body) {
        Ok(envelope) => of_envelope(&envelope, code, &answer.body, &mut breaches),
        Err(error) => breaches.push(format!("the body is no envelope: {error}")),
    }
    breaches
}

fn of_envelope(envelope: &Envelope<'_>, code: Code, body: &[u8], breaches: &mut Vec<String>) {
    if envelope.code != code {
        breaches.push(format!("`{}` has another status than {}", envelope.code, code.status().as_u16()));
        return;
    }
    if serde_json::to_vec(envelope).ok().as_deref() != Some(body) {
        breaches.push("the body is not `{\"code\":…,\"message\":…}` and nothing else".to_owned());
    }
    if code == Code::InvalidArgument {
        match serde_json::from_str::<FieldErrors>(&envelope.message) {
            Ok(errors) if errors.is_empty() => breaches.push("the list of fields is empty".to_owned()),
            Ok(errors) => {
                for error in &errors {
                    is_clean(error.field(), breaches);
                    is_clean(error.error(), breaches);
                }
                if serde_json::to_string(&errors).ok().as_deref() != Some(&envelope.message) {
                    breaches.push("the list holds more than `field` and `error`".to_owned());
                }
            }
            Err(error) => breaches.push(format!("the message of a 400 is no list of fields: {error}")),
        }
        return;
    }
    let status = format!(": status={}: ", code.status().as_u16());
    match envelope.message.split_once(&status) {
        Some((service, text)) if !service.is_empty() && !service.contains([':', ' ']) => {
            is_clean(text, breaches);
        }
        _ => breaches.push(format!("the message does not begin with `lms{status}`")),
    }
}

fn is_clean(text: &str, breaches: &mut Vec<String>) {
    if !matches!(Vocabulary::LMS.sanitize(text), Some(Cow::Borrowed(_))) {
        breaches.push(format!("an internal word is in `{text}`"));
    }
}
