//! The laws for any text, with vocabularies whose rules overlap.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "the other target takes the rest")]
#[path = "../../sanitize/oracle.rs"]
mod oracle;

fuzz_target!(|bytes: &[u8]| oracle::check(&String::from_utf8_lossy(bytes)));
