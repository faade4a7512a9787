//! The faults of a catalog that a partner would read.

use std::fmt;

use super::{Catalog, Content, Enum, Fields, Template, Text, Variant, paragraphs};
use crate::Policy;

/// The faults of a catalog: texts that are always withheld, and documentation that is not fit for partners.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Returns the faults in the order of the catalog.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    /// Returns `true` if there are no faults.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} faults in the catalog", self.0.len())?;
        self.0.iter().try_for_each(|fault| writeln!(f, "{fault}"))
    }
}

/// One fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    place: String,
    message: String,
}

impl Fault {
    /// Returns the path of the variant or the enum, and the part of it that is at fault.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Returns a description of the fault, and what to write instead.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Catalog {
    /// Finds texts that are always withheld, documentation with internal words, and variants without documentation.
    ///
    /// `testing::catalog` fails if there is one. A transparent variant needs no documentation, as the inner error has
    /// its own.
    ///
    /// ```
    /// use lms_error::{LmsError, catalog};
    ///
    /// #[derive(Debug, thiserror::Error, LmsError)]
    /// enum LoanError {
    ///     /// The loan is locked.
    ///     #[error("loan {id} is locked")]
    ///     #[lms(code = "aborted", message = "the table m_loan is locked")]
    ///     Locked { id: u64 },
    /// }
    ///
    /// let faults = catalog![LoanError].faults();
    /// let fault = faults.iter().next().expect("the text is always withheld");
    /// assert!(fault.place().ends_with("LoanError::Locked, message"));
    /// ```
    #[must_use]
    pub fn faults(&self) -> Faults {
        let mut checker = Checker { faults: Vec::new() };
        for described in self.enums() {
            checker.check_enum(&described);
        }
        Faults(checker.faults)
    }
}

struct Checker {
    faults: Vec<Fault>,
}

impl Checker {
    fn check_enum(&mut self, described: &Enum) {
        let policy = described.policy();
        let place = format!("{}::{}", described.module, described.name);
        // A struct's documentation is its variant's.
        let is_struct = matches!(described.variants.as_slice(), [variant] if variant.name == described.name);
        if !is_struct {
            self.check_docs(&place, &described.docs, policy);
        }
        for variant in &described.variants {
            let place = if is_struct { place.clone() } else { format!("{place}::{}", variant.name) };
            self.check_variant(&place, variant, policy);
        }
    }

    fn check_variant(&mut self, place: &str, variant: &Variant, policy: &Policy) {
        self.check_docs(place, &variant.docs, policy);
        if let Some(note) = variant.deprecated {
            self.check_line(&format!("{place}, deprecation"), note, policy);
        }
        let Content::Response(response) = &variant.content else { return };
        if variant.docs.iter().all(|line| line.trim().is_empty()) {
            self.add(place, "has no documentation; write `/// …` for the partner: when does this happen?");
        }
        if let Fields::One(name) = response.fields {
            self.check_text(&format!("{place}, field"), name, name.shown_name(policy).as_deref(), policy);
        }
        if let Text::Template(text) = response.text {
            self.check_text(&format!("{place}, message"), text, text.shown(policy).as_deref(), policy);
        }
    }

    fn check_text(&mut self, place: &str, text: Template, shown: Option<&str>, policy: &Policy) {
        if shown.is_none() {
            let reason = policy.words().explain(&text.with_neutral_words(policy));
            self.add(place, format!("`{text}` is always {reason}; write what a partner may read"));
        }
    }

    /// Each line by itself, and each paragraph as a whole: a term may be on two lines.
    fn check_docs(&mut self, place: &str, docs: &[&'static str], policy: &Policy) {
        let before = self.faults.len();
        for (n, line) in docs.iter().enumerate() {
            self.check_line(&format!("{place}, documentation line {}", n + 1), line, policy);
        }
        if self.faults.len() > before {
            return;
        }
        for paragraph in paragraphs(docs).filter(|lines| lines.len() > 1) {
            self.check_line(&format!("{place}, documentation"), &paragraph.join(" "), policy);
        }
    }

    fn check_line(&mut self, place: &str, line: &str, policy: &Policy) {
        if line.trim().is_empty() {
            return;
        }
        if policy.words().sanitize(line).as_deref() != Some(line) {
            let reason = policy.words().explain(line);
            self.add(
                place,
                format!("`{line}` has something internal, and would be {reason}; write it for a partner"),
            );
        } else if let Some(link) = item_link(line) {
            self.add(
                place,
                format!("`{link}` is a link to an item, which no partner can follow; leave it out"),
            );
        } else if let Some(ticket) = ticket(line) {
            self.add(place, format!("`{ticket}` is the number of a ticket; leave it out"));
        }
    }

    fn add(&mut self, place: &str, message: impl Into<String>) {
        self.faults.push(Fault { place: place.to_owned(), message: message.into() });
    }
}

/// A link of rustdoc's: `` [`Code`] ``, `[the code](Code)`. Links to pages stay.
fn item_link(line: &str) -> Option<&str> {
    for (start, _) in line.match_indices('[') {
        let Some(end) = line[start..].find(']').map(|n| start + n) else { break };
        let after = &line[end + 1..];
        if let Some(target) = after.strip_prefix('(') {
            let target = target.split(')').next().unwrap_or_default();
            if !target.contains("://")
                && !target.starts_with(['/', '#', '.'])
                && !target.starts_with("mailto:")
            {
                return Some(&line[start..=end]);
            }
        } else if line[start + 1..end].starts_with('`')
            && line[start + 1..end].ends_with('`')
            && end > start + 2
        {
            return Some(&line[start..=end]);
        }
    }
    None
}

/// `LOAN-4711`, `#4711`. Names of standards look alike.
fn ticket(line: &str) -> Option<&str> {
    const STANDARDS: [&str; 12] =
        ["UTF", "ISO", "RFC", "SHA", "AES", "RSA", "HTTP", "TLS", "IEEE", "ECMA", "COVID", "CVE"];
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '#')).find(|word| {
        let word = word.trim_end_matches('-');
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = word.strip_prefix('#') {
            return number.len() > 1 && is_number(number);
        }
        word.split_once('-').is_some_and(|(key, number)| {
            key.len() > 1
                && key.bytes().all(|byte| byte.is_ascii_uppercase())
                && number.len() > 1
                && is_number(number)
                && !STANDARDS.contains(&key)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{item_link, ticket};

    #[test]
    fn links_to_items_are_found_and_links_to_pages_are_not() {
        for line in ["see [`Code`]", "see [the code](Code)", "see [it](crate::Code) and"] {
            assert!(item_link(line).is_some(), "{line}");
        }
        for line in
            ["see [the page](https://example.com)", "an array [1]", "`a[0]`", "[open", "see [it](#errors)"]
        {
            assert_eq!(item_link(line), None, "{line}");
        }
    }

    #[test]
    fn tickets_are_found_and_standards_are_not() {
        for line in ["see LOAN-4711", "(CORE-12)", "fixed in #4711."] {
            assert!(ticket(line).is_some(), "{line}");
        }
        for line in ["UTF-8", "ISO-8601 dates", "RFC-9457", "a-1", "the #1 reason", "X-100", "2024-01-31"] {
            assert_eq!(ticket(line), None, "{line}");
        }
    }
}
