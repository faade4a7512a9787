//! The derive can't depend on the runtime crate, so it has the codes in a table of its own. This holds the two
//! together.

#[allow(dead_code, reason = "the derive uses what this test does not")]
#[path = "../../lms-error-derive/src/code.rs"]
mod code;
#[allow(dead_code, reason = "the derive uses what this test does not")]
#[path = "../../lms-error-derive/src/nearest.rs"]
mod nearest;

use lms_error::Code;

#[test]
fn the_table_of_the_derive_says_what_the_runtime_says() {
    assert_eq!(code::CODES.len(), Code::ALL.len());
    for (of_derive, of_runtime) in code::CODES.iter().zip(Code::ALL) {
        assert_eq!(of_derive.name, of_runtime.as_str());
        assert_eq!(of_derive.variant, format!("{of_runtime:?}"));
        assert_eq!(of_derive.status, of_runtime.status().as_u16());
    }
}

#[test]
fn no_two_codes_go_by_the_same_other_name() {
    for name in code::CODES.iter().flat_map(|code| code.others) {
        let codes = code::CODES.iter().filter(|code| code.others.contains(name) || code.name == *name);
        assert_eq!(codes.count(), 1, "{name}");
    }
}
