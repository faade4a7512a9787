//! Any text, under the laws of vocabularies that run into one another.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the other target takes the rest")]
#[path = "../../sanitize/oracle.rs"]
mod oracle;

fuzz_target!(|bytes: &[u8]| oracle::check(&String::from_utf8_lossy(bytes)));
