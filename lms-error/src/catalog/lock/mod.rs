//! The lock on a contract: a file that says what partners rely on, and the difference of two of them.
//!
//! [`Lock::assert_current`] compares a service's catalog with its `errors.lock`. A change of the enums fails that test
//! until it is blessed; the failure says what the change means to partners. [`diff`] compares two locks.

use std::{collections::BTreeMap, error::Error, fmt, path::Path};

use super::{Catalog, Content, Enum, RetryAfter, file, shown, shown::ShownFields};

mod compare;
mod line;
mod pair;
mod report;

use compare::compare;
use line::{Body, FieldNames, File, Line};
pub use report::{Change, Class, Diff};

/// The lock of a catalog. Its `Display` is the text of the file: a line for each variant, sorted.
///
/// ```
/// # use lms_error::{LmsError, catalog};
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum CustomerError {
///     /// No customer has that id.
///     #[error("Client with id {id} does not exist")]
///     #[lms(code = "not_found")]
///     NotFound { id: u64 },
/// }
///
/// let lock = catalog![CustomerError].lock().to_string();
/// let expected = r#"CustomerError::NotFound not_found text "Customer with id {id} does not exist""#;
/// assert_eq!(lock.lines().nth(1), Some(expected));
/// assert_eq!(lock.lines().nth(2), Some("service lms"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "a lock is text: print it, or hold a file against it"]
pub struct Lock(File);

impl Lock {
    pub(super) fn of(catalog: &Catalog) -> Self {
        Self(File { lines: lines(&catalog.enums()), ..File::default() }.with_services(&catalog.enums()))
    }

    /// Fails unless the file holds this lock.
    ///
    /// The path is relative to the package, where `cargo test` runs. The failure has a table of the changes for a pull
    /// request. With `LMS_ERROR_BLESS=1` in the environment, and `CI` not set, the file is written instead. That needs
    /// a line in the file for each breaking change, which the failure spells out and you complete with the reason:
    ///
    /// ```text
    /// approve CustomerError::NotFound: code not_found -> aborted because no partner handles it yet
    /// ```
    ///
    /// A line that names no change fails as well. Blessing removes the lines that it used.
    ///
    /// # Panics
    ///
    /// If the file is missing, cannot be read as a lock, or is not current.
    pub fn assert_current(&self, path: impl AsRef<Path>) {
        if let Err(fault) = self.check_current(path.as_ref(), file::Mode::from_environment()) {
            panic!("{fault}");
        }
    }

    fn check_current(&self, path: &Path, mode: file::Mode) -> Result<(), String> {
        let name = path.display();
        let text = self.to_string();
        let Some(found) = file::read(path)? else {
            if let file::Mode::Bless = mode {
                return file::write(path, &text);
            }
            return Err(format!("{name} is missing. {}", mode.hint()));
        };
        if found == text {
            return Ok(());
        }
        let diff = diff(&found, &text).map_err(|garbled| format!("{name} {garbled}"))?;
        let is_approved = diff.unapproved().next().is_none() && diff.unmatched().is_empty();
        match mode {
            file::Mode::Bless if is_approved => file::write(path, &text),
            _ => Err(format!("{name} is not what the errors say.\n\n{diff}\n{}", mode.hint())),
        }
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Compares two locks, the texts of their files.
///
/// ```
/// use lms_error::catalog::lock::{Class, diff};
///
/// let old = "# errors.lock 1, written by a test\nLoanError::Locked aborted text \"locked\"\nservice lms\n";
/// let new = "# errors.lock 1, written by a test\nLoanError::Locked unavailable text \"locked\"\nservice lms\n";
/// let diff = diff(old, new)?;
/// assert_eq!(diff.changes()[0].class(), Class::Breaking);
/// assert_eq!(diff.changes()[0].to_string(), "LoanError::Locked: code aborted -> unavailable");
/// # Ok::<(), lms_error::catalog::lock::Garbled>(())
/// ```
///
/// # Errors
///
/// A text that is not a lock: it has no header, a line that cannot be read, one twice, or lines that are not sorted.
pub fn diff(old: &str, new: &str) -> Result<Diff, Garbled> {
    let old = File::parse(old)?;
    let new = File::parse(new)?;
    Ok(Diff::new(compare(&old, &new), &old.approvals))
}

/// The reason why a text is not a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Garbled {
    /// None for the text as a whole.
    line: Option<usize>,
    fault: String,
}

impl fmt::Display for Garbled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "is no lock: line {line} {}", self.fault),
            None => write!(f, "is no lock: it {}", self.fault),
        }
    }
}

impl Error for Garbled {}

/// Returns the lines of all variants. An enum has its module's path if another one has its name, and its service if
/// there are several.
fn lines(enums: &[Enum]) -> Vec<Line> {
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for described in enums {
        let modules = modules.entry(described.name).or_default();
        if !modules.contains(&described.module) {
            modules.push(described.module);
        }
    }
    let qualified = |module: &str, name: &str| {
        if modules.get(name).is_some_and(|modules| modules.len() > 1) {
            format!("{module}::{name}")
        } else {
            name.to_owned()
        }
    };
    let has_services = enums.iter().any(|described| described.service != enums[0].service);
    let shown = shown(enums);
    let mut shown = shown.iter();
    let mut lines = Vec::new();
    for described in enums {
        for variant in &described.variants {
            let body = match &variant.content {
                // The responses are in the order of the variants.
                Content::Response(_) => shown.next().map(|shown| Body::Response {
                    code: shown.code,
                    retry_after: shown.retry_after,
                    fields: match &shown.fields {
                        ShownFields::None => FieldNames::None,
                        ShownFields::One(name) => FieldNames::One(name.clone()),
                        ShownFields::List => FieldNames::List,
                    },
                    text: (!matches!(shown.fields, ShownFields::List)).then(|| shown.text.clone()),
                }),
                Content::Transparent { name, module } => Some(Body::Transparent(qualified(module, name))),
                Content::Open => Some(Body::Open),
            };
            let Some(body) = body else { continue };
            let line = Line {
                type_name: qualified(described.module, described.name),
                variant: variant.name.to_owned(),
                service: has_services.then(|| described.service.to_owned()),
                body,
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

impl RetryAfter {
    fn as_word(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Fixed(seconds) => Some(seconds.to_string()),
            Self::Computed => Some("computed".to_owned()),
        }
    }
}
