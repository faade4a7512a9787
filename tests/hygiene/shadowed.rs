//! Items of the user with every name that generated code might use.

use ::std::{assert_eq, fmt};

use crate::message;

mod core {}
mod std {}
mod alloc {}
mod lms_error {}
mod http {}

#[expect(
    dead_code,
    non_camel_case_types,
    non_upper_case_globals,
    reason = "these are in the way, and nothing else"
)]
mod in_the_way {
    pub(super) struct Result;
    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Box;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Code;
    pub(super) struct Vocabulary;
    pub(super) struct Renderer;
    pub(super) struct Duration;
    pub(super) trait LmsError {}
    pub(super) trait Display {}
    pub(super) trait Error {}
    pub(super) trait From {}
    pub(super) struct Policy;
    pub(super) struct Of;
    pub(super) struct Yes;
    pub(super) struct No;
    pub(super) mod exposure {}
    pub(super) mod __private {}

    // In a pattern, the name of a unit struct, a constant or a static does not bind a variable.
    pub(super) struct to;
    pub(super) struct renderer;
    pub(super) struct f;
    pub(super) const field: u8 = 1;
    pub(super) const id: u8 = 1;
    pub(super) static code: u8 = 1;
    pub(super) static message: u8 = 1;

    /// Has the names of the derive's constants without their underscores, for every type.
    pub(super) trait Constants {
        const IS_ERROR: u8 = 1;
        const DEREFS_TO_ERROR: u8 = 1;
        const PROBE: u8 = 1;
    }

    impl<T: ?::core::marker::Sized> Constants for T {}
}

#[expect(unused_imports, reason = "these are in the way, and nothing else")]
use in_the_way::*;

#[expect(unused_macros, reason = "it is in the way, and nothing else")]
macro_rules! format_args {
    ($($tokens:tt)*) => {
        compile_error! { "this is not the macro of core" }
    };
}

#[expect(unused_macros, reason = "it is in the way, and nothing else")]
macro_rules! unimplemented {
    ($($tokens:tt)*) => {
        compile_error! { "this is not the macro of core" }
    };
}

#[derive(Debug, crate::Derive)]
#[lms(axum)]
#[expect(non_camel_case_types, dead_code, reason = "only the names matter")]
enum Shadowed {
    #[lms(code = "aborted", message("{f} {code} {message} {to} {self_} {a0} {std} {result}", result = .Result))]
    #[expect(non_snake_case, reason = "only the names matter")]
    Fields { f: u8, code: u8, message: u8, to: u8, self_: u8, a0: u8, std: u8, Result: u8 },
    #[lms(code = "aborted", message = "{type} {match}")]
    Raw { r#type: u8, r#match: u8 },
    #[lms(code = "aborted")]
    Result,
    #[lms(code = "aborted")]
    Option,
    #[lms(code = "aborted")]
    Some(u8),
    #[lms(code = "aborted")]
    None,
    #[lms(code = "aborted")]
    Ok,
    #[lms(code = "aborted")]
    Err,
    #[lms(code = "aborted")]
    Box,
    #[lms(code = "aborted")]
    String,
    #[lms(code = "aborted")]
    core,
    #[lms(code = "aborted")]
    std,
    #[lms(code = "aborted")]
    r#type,
    #[lms(code = "unavailable", retry_after = 1)]
    LmsError,
    #[lms(code = "aborted")]
    Code { code: u8 },
}

// Methods of the type with the names of the trait's.
#[expect(clippy::unused_self, dead_code, reason = "these are in the way, and nothing else")]
impl Shadowed {
    fn code(&self) -> u8 {
        7
    }

    fn render(&self) {}

    fn to_response(&self) {}

    fn retry_after(&self) {}
}

impl fmt::Display for Shadowed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("shadowed")
    }
}

impl ::std::error::Error for Shadowed {}

#[::core::prelude::v1::test]
fn generated_code_compiles_among_items_of_the_same_names() {
    let fields = Shadowed::Fields { f: 1, code: 2, message: 3, to: 4, self_: 5, a0: 6, std: 7, Result: 8 };
    assert_eq!(message(&fields), "lms: status=409: 1 2 3 4 5 6 7 8");
    assert_eq!(message(&Shadowed::Raw { r#type: 1, r#match: 2 }), "lms: status=409: 1 2");
    for error in
        [Shadowed::Result, Shadowed::Some(1), Shadowed::core, Shadowed::r#type, Shadowed::Code { code: 1 }]
    {
        assert_eq!(message(&error), "lms: status=409: shadowed");
    }
}
