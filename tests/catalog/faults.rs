//! The faults that the testing kit finds in a catalog.

#![allow(
    dead_code,
    clippy::doc_markdown,
    clippy::empty_docs,
    reason = "the errors are described, never made, and badly"
)]

use lms_error::{FieldErrors, LmsError, Policy, Vocabulary, catalog, testing};

use crate::service::CATALOG;

fn found(catalog: lms_error::catalog::Catalog) -> Vec<String> {
    catalog.faults().iter().map(ToString::to_string).collect()
}

#[test]
fn a_catalog_that_is_fit_for_partners_has_no_faults() {
    testing::catalog(&CATALOG);
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Texts {
    /// Withheld as it is.
    #[error("x")]
    #[lms(code = "aborted", message = "the table m_loan is locked")]
    Table,
    /// Withheld with whatever is in the hole.
    #[error("{cause}: java.lang.NullPointerException")]
    #[lms(code = "not_found")]
    Java { cause: u64 },
    /// A name that is withheld.
    #[error("wrong")]
    #[lms(code = "invalid_argument", field = "m_loan")]
    Name,
    /// Rewritten, and so fit to be shown.
    #[error("Client {0} is closed")]
    #[lms(code = "aborted")]
    Rewritten(u64),
    /// Never shown.
    #[error("the table m_loan is gone")]
    #[lms(code = "internal")]
    Standard,
}

#[test]
fn a_text_that_is_always_withheld_is_a_fault() {
    assert_eq!(
        found(catalog![Texts])
            .iter()
            .map(|fault| fault.split(": ").next().unwrap_or_default())
            .collect::<Vec<_>>(),
        [
            "catalog::faults::Texts::Table, message",
            "catalog::faults::Texts::Java, message",
            "catalog::faults::Texts::Name, field",
        ]
    );
}

/// Fine.
#[derive(Debug, thiserror::Error, LmsError)]
enum Docs {
    #[error("x")]
    #[lms(code = "aborted")]
    None,
    ///
    #[error("x")]
    #[lms(code = "aborted")]
    Empty,
    /// The client is locked.
    #[error("x")]
    #[lms(code = "aborted")]
    Word,
    /// Fine.
    ///
    /// See the table m_loan.
    #[error("x")]
    #[lms(code = "aborted")]
    SecondParagraph,
    /// See [`Docs`].
    #[error("x")]
    #[lms(code = "aborted")]
    Link,
    /// Since LOAN-4711.
    #[error("x")]
    #[lms(code = "aborted")]
    Ticket,
    /// Fine.
    #[deprecated = "use the client's"]
    #[error("x")]
    #[lms(code = "aborted")]
    Deprecation,
    #[error(transparent)]
    #[lms(transparent)]
    Inner(#[from] Struct),
    #[error("x")]
    #[lms(code = "invalid_argument")]
    Fields(#[lms(fields)] FieldErrors),
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted")]
struct Struct;

#[test]
fn internal_or_missing_documentation_is_a_fault() {
    let nothing = "has no documentation; write `/// …` for the partner: when does this happen?";
    let place = |variant: &str| format!("catalog::faults::Docs::{variant}");
    assert_eq!(
        found(catalog![Docs]),
        [
            format!("{}: {nothing}", place("None")),
            format!("{}: {nothing}", place("Empty")),
            format!(
                "{}, documentation line 1: `The client is locked.` has something internal, and would be changed: `Client` is rewritten to \
             `Customer`; write it for a partner",
                place("Word")
            ),
            format!(
                "{}, documentation line 3: `See the table m_loan.` has something internal, and would be withheld: holds `m_` \
             (tables and constraints); write it for a partner",
                place("SecondParagraph")
            ),
            format!(
                "{}, documentation line 1: `[`Docs`]` is a link to an item, which no partner can follow; leave it out",
                place("Link")
            ),
            format!(
                "{}, documentation line 1: `LOAN-4711` is the number of a ticket; leave it out",
                place("Ticket")
            ),
            format!(
                "{}, deprecation: `use the client's` has something internal, and would be changed: `Client` is rewritten to \
             `Customer`; write it for a partner",
                place("Deprecation")
            ),
            format!("{}: {nothing}", place("Fields")),
            format!("catalog::faults::Struct: {nothing}"),
        ]
    );
}

static WORDS: Vocabulary = Vocabulary::EMPTY.withhold(&["loan officer"]);
static PARTNER: Policy = Policy::LMS.vocabulary(&WORDS);

/// The clients of LMS-1, which is no word of this policy, are fine.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = PARTNER)]
enum OtherWords {
    /// No loan
    /// officer is there.
    #[error("x")]
    #[lms(code = "aborted")]
    OnTwoLines,
}

#[test]
fn a_term_on_two_lines_is_found_and_the_vocabulary_is_the_policys() {
    assert_eq!(
        found(catalog![OtherWords]),
        [
            "catalog::faults::OtherWords::OnTwoLines, documentation: `No loan officer is there.` has something internal, and \
         would be withheld: holds `loan officer` (of the service); write it for a partner"
        ]
    );
}

#[test]
#[should_panic(
    expected = "catalog::faults::Texts::Table, message: `the table m_loan is locked` is always withheld"
)]
fn the_test_kit_fails_with_the_place_of_each_fault() {
    testing::catalog(&catalog![Texts]);
}
