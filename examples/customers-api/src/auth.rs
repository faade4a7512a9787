//! Authentication and authorization. A handler names the right that it needs in its signature: [`Reader`] or [`Writer`].
//!
//! A real service would verify a signature here; this one knows four tokens.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header::AUTHORIZATION, request::Parts},
};

use crate::error::AuthError;

/// The token of an administrator.
pub const ADMIN: &str = "admin";
/// A token that allows reading only.
pub const AUDITOR: &str = "auditor";
/// A valid token of a subject that is not an administrator.
pub const TELLER: &str = "teller";
/// An expired token.
pub const EXPIRED: &str = "expired";

/// A caller that may read customers.
pub struct Reader;

/// A caller that may change them.
pub struct Writer;

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = AuthError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AuthError> {
        authenticate(&parts.headers)?;
        Ok(Self)
    }
}

impl<S: Sync> FromRequestParts<S> for Writer {
    type Rejection = AuthError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AuthError> {
        match authenticate(&parts.headers)? {
            Role::Admin => Ok(Self),
            Role::Auditor => Err(AuthError::ReadOnly),
        }
    }
}

enum Role {
    Admin,
    Auditor,
}

fn authenticate(headers: &HeaderMap) -> Result<Role, AuthError> {
    match bearer_token(headers).ok_or(AuthError::Missing)? {
        ADMIN => Ok(Role::Admin),
        AUDITOR => Ok(Role::Auditor),
        TELLER => Err(AuthError::NotAdmin { subject: TELLER }),
        EXPIRED => Err(AuthError::Expired),
        _ => Err(AuthError::Unknown),
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    // RFC 9110 leaves the case of a scheme to the sender.
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
