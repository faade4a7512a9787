//! The details of a `google.rpc.Status`: as JSON, or in Connect's form, protobuf in base64.

use std::time::Duration;

use super::super::{
    json::Json,
    report::{Fault, Report},
};

/// Adds a detail to the report, if it is a `BadRequest`, a `LocalizedMessage` or a `RetryInfo`.
pub(super) fn read(detail: &Json, report: &mut Report) {
    let Some(kind) = detail.text("@type").or_else(|| detail.text("type")) else { return };
    let message = detail.text("value").and_then(base64).map(Message);
    match (kind.rsplit(['.', '/']).next(), message) {
        (Some("BadRequest"), Some(message)) => report.fields.extend(message.fields(1).map(|violation| {
            let violation = Message(violation);
            Fault { parameter: violation.string(1), text: violation.string(2), ..Fault::default() }
        })),
        (Some("BadRequest"), None) => {
            let violations =
                ["fieldViolations", "field_violations"].into_iter().flat_map(|name| detail.list(name));
            report.fields.extend(violations.map(|violation| Fault {
                parameter: violation.text("field").map(str::to_owned),
                text: violation.text("description").map(str::to_owned),
                ..Fault::default()
            }));
        }
        (Some("LocalizedMessage"), Some(message)) => report.whole.text = message.string(2),
        (Some("LocalizedMessage"), None) => report.whole.text = detail.text("message").map(str::to_owned),
        (Some("RetryInfo"), Some(message)) => {
            report.retry_after = message.fields(1).last().and_then(duration);
        }
        (Some("RetryInfo"), None) => {
            let delay = detail.text("retryDelay").or_else(|| detail.text("retry_delay"));
            report.retry_after = delay.and_then(json_duration);
        }
        _ => {}
    }
}

/// Reads a `google.protobuf.Duration`. A negative number is one of 64 bits.
fn duration(encoded: Vec<u8>) -> Option<Duration> {
    let message = Message(encoded);
    let (seconds, nanos) = (message.number(1).unwrap_or(0), message.number(2).unwrap_or(0));
    let seconds = u64::try_from(i64::try_from(seconds).ok()?).ok()?;
    Some(Duration::from_secs(seconds) + Duration::from_nanos(u32::try_from(nanos).ok()?.into()))
}

/// Reads a duration in its JSON form: `"1.5s"`.
fn json_duration(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.strip_suffix('s')?.parse().ok()?).ok()
}

/// An encoded protobuf message.
struct Message(Vec<u8>);

impl Message {
    /// Returns the last value of a string field.
    fn string(&self, number: u64) -> Option<String> {
        let bytes = self.fields(number).last()?;
        Some(String::from_utf8_lossy(&bytes).into_owned()).filter(|text| !text.trim().is_empty())
    }

    /// Returns the last value of an integer field.
    fn number(&self, number: u64) -> Option<u64> {
        varint(&mut self.values(number << 3).last()?.as_slice())
    }

    /// Returns the length-delimited values of a field.
    fn fields(&self, number: u64) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.values(number << 3 | 2)
    }

    /// Returns the values with a tag, as far as the message can be read.
    fn values(&self, wanted: u64) -> impl Iterator<Item = Vec<u8>> + '_ {
        let mut rest = self.0.as_slice();
        let all = std::iter::from_fn(move || {
            let tag = varint(&mut rest)?;
            let value = match tag & 7 {
                0 => {
                    let start = rest;
                    varint(&mut rest)?;
                    &start[..start.len() - rest.len()]
                }
                1 => take(&mut rest, 8)?,
                2 => {
                    let length = varint(&mut rest)?;
                    take(&mut rest, usize::try_from(length).ok()?)?
                }
                5 => take(&mut rest, 4)?,
                _ => return None,
            };
            Some((tag, value.to_vec()))
        });
        all.filter_map(move |(tag, value)| (tag == wanted).then_some(value))
    }
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(rest, 1)?[0];
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Decodes base64 of both alphabets, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_be_bytes()[3]);
        }
    }
    Some(bytes)
}
