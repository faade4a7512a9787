//! Types, variants, fields and parameters with the names of things that generated code uses.

use std::fmt;

use super::{Code, LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("shown")]
#[expect(non_camel_case_types, reason = "the names are the point")]
enum Variants {
    #[lms(code = "aborted")]
    Result(u8),
    #[lms(code = "aborted")]
    Option { value: u8 },
    #[lms(code = "not_found")]
    Some(u8),
    #[lms(code = "not_found")]
    None,
    #[lms(code = "not_found", message = "ok: {0}")]
    Ok(u8),
    #[lms(code = "permission_denied")]
    Err(std::fmt::Error),
    #[lms(code = "permission_denied", message = "boxed: {0}")]
    Box(Box<u8>),
    #[lms(code = "unavailable", retry_after = 1)]
    String(String),
    #[lms(code = "aborted")]
    Code,
    #[lms(code = "unauthenticated")]
    Envelope,
    #[lms(code = "unavailable")]
    Duration(#[lms(retry_after)] std::time::Duration),
    #[lms(code = "invalid_argument", field = "fields")]
    FieldErrors,
    #[lms(code = "aborted")]
    core,
    #[lms(code = "aborted")]
    std,
    #[lms(code = "aborted")]
    self_,
    #[lms(code = "aborted", message = "raw {type}")]
    r#match { r#type: u8 },
    #[lms(code = "aborted")]
    Self_(u8),
}

#[test]
fn a_variant_may_have_any_name() {
    let cases = [
        (Variants::Result(1), Code::Aborted, "lms: status=409: shown"),
        (Variants::Option { value: 1 }, Code::Aborted, "lms: status=409: shown"),
        (Variants::Some(1), Code::NotFound, "lms: status=404: shown"),
        (Variants::None, Code::NotFound, "lms: status=404: shown"),
        (Variants::Ok(1), Code::NotFound, "lms: status=404: ok: 1"),
        (Variants::Err(fmt::Error), Code::PermissionDenied, "lms: status=403: shown"),
        (Variants::Box(Box::new(1)), Code::PermissionDenied, "lms: status=403: boxed: 1"),
        (Variants::Code, Code::Aborted, "lms: status=409: shown"),
        (Variants::Envelope, Code::Unauthenticated, "lms: status=401: shown"),
        (Variants::FieldErrors, Code::InvalidArgument, r#"[{"field":"fields","error":"shown"}]"#),
        (Variants::core, Code::Aborted, "lms: status=409: shown"),
        (Variants::std, Code::Aborted, "lms: status=409: shown"),
        (Variants::self_, Code::Aborted, "lms: status=409: shown"),
        (Variants::r#match { r#type: 7 }, Code::Aborted, "lms: status=409: raw 7"),
        (Variants::Self_(1), Code::Aborted, "lms: status=409: shown"),
    ];
    for (error, code, text) in cases {
        assert_eq!((error.code(), message(&error).as_str()), (code, text), "{error:?}");
    }
    let waits = [Variants::String(String::new()), Variants::Duration(std::time::Duration::from_secs(1))];
    assert!(waits.iter().all(|error| error.to_response().headers()["retry-after"] == "1"));
}

/// Fields with the names of the arguments, variables and methods of the generated code. `Display` and `Error`
/// are by hand, as thiserror has no fields that are called `Some` or `Ok`.
#[derive(Debug, LmsError)]
#[expect(non_snake_case, reason = "the names are the point")]
enum Fields {
    #[lms(code = "aborted", message = "{f} {code} {to} {message} {field} {self_} {core} {std} {a0} {a1}")]
    Lower { f: u8, code: u8, to: u8, message: u8, field: u8, self_: u8, core: u8, std: u8, a0: u8, a1: u8 },
    #[lms(code = "aborted", message = "{Result} {Option} {Some} {Ok} {Box} {String} {VOICE}")]
    Upper { Result: u8, Option: u8, Some: u8, Ok: u8, Box: u8, String: u8, VOICE: u8 },
    #[lms(code = "aborted", message("{} {} {}", .f + 1, .code.pow(2), .to))]
    Arguments { f: u8, code: u8, to: u8 },
    #[lms(code = "aborted", message = "{_unused} {__to} {retry_after}")]
    Underscores { _unused: u8, __to: u8, retry_after: u8 },
    #[lms(code = "invalid_argument", field("{fn}.{}", .r#mod), message("{fn}, {loop}, {r}", r = .r#loop))]
    Raw { r#fn: u8, r#mod: u8, r#loop: u8 },
    #[lms(code = "aborted", message = "{größe} of {名}")]
    Letters { größe: u8, 名: u8 },
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("never shown")
    }
}

impl std::error::Error for Fields {}

#[test]
fn a_field_may_have_any_name() {
    let lower = Fields::Lower {
        f: 1,
        code: 2,
        to: 3,
        message: 4,
        field: 5,
        self_: 6,
        core: 7,
        std: 8,
        a0: 9,
        a1: 10,
    };
    let upper = Fields::Upper { Result: 1, Option: 2, Some: 3, Ok: 4, Box: 5, String: 6, VOICE: 7 };
    let cases = [
        (lower, "lms: status=409: 1 2 3 4 5 6 7 8 9 10"),
        (upper, "lms: status=409: 1 2 3 4 5 6 7"),
        (Fields::Arguments { f: 1, code: 2, to: 3 }, "lms: status=409: 2 4 3"),
        (Fields::Underscores { _unused: 1, __to: 2, retry_after: 3 }, "lms: status=409: 1 2 3"),
        (Fields::Raw { r#fn: 1, r#mod: 2, r#loop: 3 }, r#"[{"field":"1.2","error":"1, 3, 3"}]"#),
        (Fields::Letters { größe: 1, 名: 2 }, "lms: status=409: 1 of 2"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

/// The type has the name of a part of the response, its parameters those of the prelude, its methods the trait's.
#[derive(Debug, LmsError)]
enum Envelope<'a, Option: ?Sized, Some, const RESULT: usize> {
    #[lms(code = "aborted", message("{option} {some:?} {}", RESULT, option = .0, some = .1))]
    Shown(&'a Option, Some),
    #[lms(code = "unavailable")]
    Later(#[lms(retry_after)] std::option::Option<std::time::Duration>),
}

impl<Option: ?Sized, Some, const RESULT: usize> fmt::Display for Envelope<'_, Option, Some, RESULT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

impl<Option: fmt::Debug + ?Sized, Some: fmt::Debug, const RESULT: usize> std::error::Error
    for Envelope<'_, Option, Some, RESULT>
{
}

#[expect(clippy::unused_self, reason = "the names are the point")]
impl<Option: ?Sized, Some, const RESULT: usize> Envelope<'_, Option, Some, RESULT> {
    fn code(&self) -> usize {
        RESULT
    }

    fn status(&self) -> &'static str {
        "a status of its own"
    }
}

#[test]
fn parameters_and_methods_may_have_the_names_of_the_preludes_and_the_traits() {
    let shown: Envelope<'_, str, char, 3> = Envelope::Shown("shown", 's');
    assert_eq!(message(&shown), "lms: status=409: shown 's' 3");
    let later: Envelope<'_, u8, u8, 3> = Envelope::Later(None);
    assert_eq!((later.code(), later.status()), (3, "a status of its own"));
    assert_eq!((LmsError::code(&later), LmsError::status(&later).as_u16()), (Code::Unavailable, 503));
    assert!(!later.to_response().headers().contains_key("retry-after"));
}

#[test]
fn the_type_may_have_the_name_of_a_part_of_the_response() {
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("{0}")]
    #[lms(code = "aborted", message = "{0}")]
    struct Code(u8);
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("{0}")]
    #[lms(transparent)]
    struct Renderer(Code);
    #[derive(Debug, thiserror::Error, LmsError)]
    enum Error {
        #[error("{0}")]
        #[lms(transparent)]
        Error(Renderer),
    }
    assert_eq!(message(&Error::Error(Renderer(Code(7)))), "lms: status=409: 7");
}
