#![doc = include_str!("../../docs/catalog.md")]
#![allow(clippy::test_attr_in_doctest, reason = "the reference shows the tests of a user")]

use std::fmt;

use crate::{Code, Policy};

mod check;
mod file;
pub mod lock;
mod packed;
mod page;
mod serialize;
mod shown;
mod template;
#[cfg(feature = "upstream")]
mod upstream;
mod walk;

pub use check::{Fault, Faults};
pub use page::Page;
pub use template::Template;

#[doc(hidden)]
pub use packed::{Inner, Packed};
#[cfg(feature = "openapi")]
pub(crate) use shown::names;
pub(crate) use shown::{Service, Shown, shown};
#[cfg(feature = "upstream")]
pub(crate) use upstream::UPSTREAM;

/// The errors of a service: those of the enums that are named, and of all that their transparent variants lead to.
///
/// Written with [`catalog!`](crate::catalog!). It is a constant of references to the enums, so it costs nothing
/// until one of its methods is called.
///
/// ```
/// use lms_error::{Code, LmsError, catalog, catalog::{Catalog, Content}};
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum CustomerError {
///     /// No customer has that id.
///     #[error("Client with id {id} does not exist")]
///     #[lms(code = "not_found")]
///     NotFound { id: u64 },
/// }
///
/// static CATALOG: Catalog = catalog![CustomerError];
///
/// let customer_error = &CATALOG.enums()[0];
/// let not_found = &customer_error.variants[0];
/// assert_eq!((customer_error.name, not_found.name), ("CustomerError", "NotFound"));
/// assert_eq!(not_found.docs, ["No customer has that id."]);
/// let Content::Response(response) = &not_found.content else { panic!("it has a code") };
/// assert_eq!(response.code, Code::NotFound);
/// ```
#[derive(Clone, Copy)]
pub struct Catalog {
    roots: &'static [fn() -> Inner],
}

impl Catalog {
    /// Called by `catalog!`.
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(roots: &'static [fn() -> Inner]) -> Self {
        Self { roots }
    }

    /// Returns the enums, each once for each policy that applies to it. An outer enum precedes those inside it.
    #[must_use]
    pub fn enums(&self) -> Vec<Enum> {
        walk::enums(self.roots)
    }

    /// Returns the partner's page about these errors.
    pub fn page(&self) -> Page {
        Page::of(self)
    }

    /// Returns the lock on this contract, to be compared with a file.
    pub fn lock(&self) -> lock::Lock {
        lock::Lock::of(self)
    }

    /// Returns the policy of messages without an enum: the first one that an enum names, else [`Policy::LMS`].
    #[cfg(feature = "openapi")]
    pub(crate) fn policy(&self) -> &'static Policy {
        walk::policy(self.roots)
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.enums().iter().map(|described| described.name)).finish()
    }
}

/// Names the enums whose errors reach a service's partners: `catalog![ApiError, AuthError]`.
///
/// The enums inside transparent variants are included. It is a constant expression.
#[macro_export]
macro_rules! catalog {
    ($($error:ty),+ $(,)?) => {
        $crate::catalog::Catalog::__new(&[$(<$error as $crate::__private::AsLmsError>::__inner),+])
    };
}

/// An enum (or a struct, which is its own only variant) and the policy that applies to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Enum {
    /// The name of the type.
    pub name: &'static str,
    /// The path of the module that has it.
    pub module: &'static str,
    /// The name of the service in its messages.
    pub service: &'static str,
    /// The lines of its documentation.
    pub docs: Vec<&'static str>,
    /// The variants in the order of the source.
    pub variants: Vec<Variant>,
    policy: SpeakingPolicy,
}

impl Enum {
    /// Returns the policy that applies to it: the outermost one that is named on the path to it.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        self.policy.0
    }
}

/// Returns the enums of one type alone.
#[cfg(any(feature = "aide", feature = "utoipa"))]
pub(crate) fn enums_of(inner: fn() -> Inner) -> Vec<Enum> {
    walk::enums(&[inner])
}

/// Compares policies by their content, as a `const` policy has several addresses.
#[derive(Clone, Copy)]
struct SpeakingPolicy(&'static Policy);

impl fmt::Debug for SpeakingPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.service_name())
    }
}

impl PartialEq for SpeakingPolicy {
    fn eq(&self, other: &Self) -> bool {
        walk::is_same_policy(self.0, other.0)
    }
}

/// A variant of an enum.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Variant {
    /// Its name; for a struct, the type's.
    pub name: &'static str,
    /// The content of its response.
    pub content: Content,
    /// The lines of its documentation.
    pub docs: Vec<&'static str>,
    /// The note of its `#[deprecated]`, which may be empty.
    pub deprecated: Option<&'static str>,
}

impl Variant {
    /// Returns the first paragraph of the documentation on one line.
    pub(crate) fn summary(&self) -> String {
        paragraphs(&self.docs).next().map(|lines| lines.join(" ")).unwrap_or_default()
    }
}

/// Returns the trimmed lines of each paragraph.
pub(crate) fn paragraphs<'d>(docs: &'d [&'static str]) -> impl Iterator<Item = Vec<&'static str>> + 'd {
    docs.split(|line| line.trim().is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.iter().map(|line| line.trim()).collect())
}

/// The content of a variant's response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// A response of its own.
    Response(Response),
    /// Everything comes from an error of this type, which has an entry of its own.
    Transparent {
        /// The name of the inner type.
        name: &'static str,
        /// The path of the module that has it.
        module: &'static str,
    },
    /// Everything comes from a `Box<dyn LmsError>`, which may be any error.
    Open,
}

/// The response of a variant that has a code.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The code, and so the status and the retry rule.
    pub code: Code,
    /// The `retry-after` header.
    pub retry_after: RetryAfter,
    /// The text; for `invalid_argument`, the text of its one field.
    pub text: Text,
    /// The fields of an `invalid_argument`.
    pub fields: Fields,
}

/// The time that a response asks callers to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// There is no such header.
    None,
    /// The same number of seconds each time.
    Fixed(u32),
    /// Known only at run time, and possibly absent.
    Computed,
}

/// The text of a response, before it is sanitized.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Text {
    /// The `message`, or the literal of the `Display`.
    Template(Template),
    /// The standard sentence of the code: a 5xx without a `message`.
    Standard,
    /// A `Display` that was written by hand, or a text that comes with the value.
    Unknown,
}

/// The field names of a response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fields {
    /// The code is not `invalid_argument`.
    None,
    /// One field; its name may have holes.
    One(Template),
    /// A list that comes with the value.
    List,
}
