//! The responses of errors with any values: the input is three values, separated by NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../sanitize/responses.rs"]
mod responses;
#[allow(dead_code, reason = "the other target takes the rest")]
#[path = "../../sanitize/oracle.rs"]
mod oracle;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut values = text.split('\0');
    let mut value = || values.next().unwrap_or_default();
    responses::check(value(), value(), value());
});
