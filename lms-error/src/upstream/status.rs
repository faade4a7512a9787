//! The code for a response whose body does not decide.

use http::StatusCode;

use crate::Code;

/// Returns the code for a status. `docs/upstream.md` has the same table.
pub(super) fn code(status: StatusCode) -> Code {
    match status.as_u16() {
        400 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        409 | 423 => Code::Aborted,
        425 | 429 | 502..=504 => Code::Unavailable,
        _ => Code::Internal,
    }
}
