#![doc = include_str!("../../docs/upstream.md")]

mod rows;
mod read;
mod json;
mod report;
mod dialect;
mod status;
mod validation;
mod text;
mod error;
#[cfg(feature = "reqwest")]
mod reqwest;

use crate::Code;
use dialect::Dialect;
use rows::Rows;

pub use error::UpstreamError;

/// An internal system that a service calls: the format of its error bodies, and what its fields and codes mean to
/// partners.
///
/// It is a constant that extends one of the constants below:
///
/// ```
/// use lms_error::{Code, upstream::{Credential, Upstream}};
///
/// static CORE: Upstream = Upstream::FINERACT
///     .credential(Credential::Service)
///     .fields(&[("clientId", "customerId"), ("firstname", "firstName")])
///     .codes(&[("error.msg.loan.locked", Code::Unavailable)]);
/// ```
///
/// The [module](self) lists the code of each response.
#[derive(Clone, Copy, Debug)]
pub struct Upstream {
    dialect: Dialect,
    credential: Credential,
    fields: Rows<&'static str>,
    codes: Rows<Code>,
}

/// The owner of the credential with which a service calls an upstream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// The service's own. If the upstream refuses it, the service is at fault: `internal`.
    Service,
    /// The caller's, which the service forwards: `unauthenticated` and `permission_denied` are the caller's.
    Caller,
}

impl Upstream {
    /// Apache Fineract, called with the service's own credential.
    pub const FINERACT: Self = Self::of(Dialect::Fineract, Credential::Service);

    /// Any system that responds with RFC 9457 problem details, called with the service's own credential.
    pub const RFC_9457: Self = Self::of(Dialect::Problem, Credential::Service);

    /// A Spring Boot application with the default error attributes, called with the service's own credential.
    pub const SPRING_BOOT: Self = Self::of(Dialect::SpringBoot, Credential::Service);

    /// A Connect service, or a gRPC service with a JSON gateway, called with the caller's credential.
    pub const CONNECT: Self = Self::of(Dialect::Connect, Credential::Caller);

    /// Another service that responds with the envelope of this crate, called with the caller's credential.
    pub const ENVELOPE: Self = Self::of(Dialect::Envelope, Credential::Caller);

    const fn of(dialect: Dialect, credential: Credential) -> Self {
        Self { dialect, credential, fields: Rows::NONE, codes: Rows::NONE }
    }

    /// Sets the owner of the credential that the service calls with.
    #[must_use]
    pub const fn credential(mut self, credential: Credential) -> Self {
        self.credential = credential;
        self
    }

    /// Adds names of fields: the upstream's, and the partner's. A name applies to a whole path, or else to each segment
    /// of one: `clients[0].clientId` is `clients[0].customerId`.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: if a name is empty, or if a field has two rows.
    #[must_use]
    #[track_caller]
    pub const fn fields(mut self, rows: &'static [(&'static str, &'static str)]) -> Self {
        self.fields = self.fields.fields(rows);
        self
    }

    /// Adds codes: the upstream's, or the first segments of several, and the contract's. They go before the built-in
    /// ones, and the longest row that matches a code counts.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: if a code is empty, or has two rows.
    #[must_use]
    #[track_caller]
    pub const fn codes(mut self, rows: &'static [(&'static str, Code)]) -> Self {
        self.codes = self.codes.codes(rows);
        self
    }
}
