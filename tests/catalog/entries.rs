//! The entries that the derive writes into a catalog.

#![allow(dead_code, reason = "the errors are described, never made")]

use lms_error::{
    Code, FieldErrors, LmsError, Policy, Vocabulary, catalog,
    catalog::{Content, Enum, Fields, Response, RetryAfter, Text, Variant},
};

/// Errors of loans.
///
/// Errors of all kinds.
#[derive(Debug, thiserror::Error, LmsError)]
enum LoanError {
    /// No loan has that id.
    ///
    /// Not even a closed one.
    #[error("Loan {id:>5} of client {0} {} does not exist", .owner, id = .id)]
    #[lms(code = "not_found")]
    NotFound { id: u64, owner: String },

    #[error("{0:?}")]
    #[lms(code = "aborted", message("{{locked}} by {} since {:>3}", .0, .1 + 1))]
    #[deprecated = "use Closed"]
    Locked(u64, u64),

    #[deprecated(since = "1.0.0", note = "gone")]
    #[error("hidden")]
    #[lms(code = "internal")]
    Ledger,

    #[deprecated]
    #[error("hidden")]
    #[lms(code = "unavailable", retry_after = 30)]
    Down,

    /**
     * There is too much to do.
     *
     * Come back later.
     */
    #[error("hidden")]
    #[lms(code = "unavailable", message = "busy")]
    Busy(#[lms(retry_after)] std::time::Duration),

    #[error("is wrong")]
    #[lms(code = "invalid_argument", field("loans[{row}].id"))]
    Row { row: usize },

    #[error("is wrong")]
    #[lms(code = "invalid_argument")]
    Fields(#[lms(fields)] FieldErrors),

    #[error(transparent)]
    #[lms(transparent)]
    Nested(Box<LoanError>),

    #[error("any")]
    #[lms(transparent)]
    Any(Box<dyn LmsError + Send + Sync>),

    #[error(transparent)]
    #[lms(transparent)]
    Manual(std::sync::Arc<Manual>),
}

#[derive(Debug, LmsError)]
#[lms(code = "not_found")]
#[doc = concat!("A macro ", "writes this.")]
/// And this is a second line.
struct Manual;

impl std::fmt::Display for Manual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("by hand")
    }
}

impl std::error::Error for Manual {}

fn response(variant: &Variant) -> (Code, RetryAfter, String, String) {
    let Content::Response(Response { code, retry_after, text, fields, .. }) = &variant.content else {
        panic!("{variant:?} has a code");
    };
    let text = match text {
        Text::Template(template) => template.to_string(),
        other => format!("{other:?}"),
    };
    let fields = match fields {
        Fields::One(template) => template.to_string(),
        other => format!("{other:?}"),
    };
    (*code, *retry_after, text, fields)
}

#[track_caller]
fn assert_response(
    described: &Enum,
    name: &str,
    expected: (Code, RetryAfter, &str, &str),
    docs: &[&str],
    deprecated: Option<&str>,
) {
    let variant = described.variants.iter().find(|variant| variant.name == name).expect("it is there");
    let (code, retry_after, text, fields) = response(variant);
    assert_eq!((code, retry_after, text.as_str(), fields.as_str()), expected, "{name}");
    assert_eq!(variant.docs, docs, "{name}");
    assert_eq!(variant.deprecated, deprecated, "{name}");
}

#[test]
fn a_variant_has_its_code_text_fields_documentation_and_deprecation() {
    use Code::{Aborted, Internal, InvalidArgument, NotFound, Unavailable};
    let enums = catalog![LoanError].enums();
    let loans = &enums[0];
    assert_eq!((loans.name, loans.module, loans.service), ("LoanError", "catalog::entries", "lms"));
    assert_eq!(loans.docs, ["Errors of loans.", "", "Errors of all kinds."]);
    let names: Vec<_> = loans.variants.iter().map(|variant| variant.name).collect();
    let expected =
        ["NotFound", "Locked", "Ledger", "Down", "Busy", "Row", "Fields", "Nested", "Any", "Manual"];
    assert_eq!(names, expected);

    let text = "Loan {id} of client {owner} {owner} does not exist";
    let docs = ["No loan has that id.", "", "Not even a closed one."];
    assert_response(loans, "NotFound", (NotFound, RetryAfter::None, text, "None"), &docs, None);
    let text = "{{locked}} by {0} since {}";
    assert_response(loans, "Locked", (Aborted, RetryAfter::None, text, "None"), &[], Some("use Closed"));
    let expected = (Internal, RetryAfter::None, "Standard", "None");
    assert_response(loans, "Ledger", expected, &[], Some("gone"));
    assert_response(loans, "Down", (Unavailable, RetryAfter::Fixed(30), "Standard", "None"), &[], Some(""));
    let docs = ["", "There is too much to do.", "", "Come back later.", ""];
    assert_response(loans, "Busy", (Unavailable, RetryAfter::Computed, "busy", "None"), &docs, None);
    let expected = (InvalidArgument, RetryAfter::None, "is wrong", "loans[{row}].id");
    assert_response(loans, "Row", expected, &[], None);
    assert_response(loans, "Fields", (InvalidArgument, RetryAfter::None, "Unknown", "List"), &[], None);
}

#[test]
fn transparent_variants_lead_on() {
    let enums = catalog![LoanError].enums();
    let loans = &enums[0];
    let content = |name: &str| {
        &loans.variants.iter().find(|variant| variant.name == name).expect("it is there").content
    };
    let module = "catalog::entries";
    assert_eq!(content("Nested"), &Content::Transparent { name: "LoanError", module });
    assert_eq!(content("Manual"), &Content::Transparent { name: "Manual", module });
    assert_eq!(content("Any"), &Content::Open);

    let names: Vec<_> = enums.iter().map(|described| described.name).collect();
    assert_eq!(names, ["LoanError", "Manual"]);
    let manual = &enums[1];
    let docs = ["A macro writes this.", "And this is a second line."];
    let expected = (Code::NotFound, RetryAfter::None, "Unknown", "None");
    assert_response(manual, "Manual", expected, &docs, None);
}

mod policies {
    use super::{LmsError, Policy, Vocabulary};

    pub(super) static WORDS: Vocabulary = Vocabulary::LMS;
    static CARDS: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);
    static LOANS: Policy = Policy::LMS.service("loans");

    /// Inside.
    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("client")]
    #[lms(code = "aborted")]
    pub(super) struct Inner;

    #[derive(Debug, thiserror::Error, LmsError)]
    #[lms(policy = CARDS)]
    pub(super) enum Cards {
        #[error(transparent)]
        #[lms(transparent)]
        Inner(Inner),
        #[error(transparent)]
        #[lms(transparent)]
        Again(Inner),
    }

    #[derive(Debug, thiserror::Error, LmsError)]
    #[lms(policy = LOANS)]
    pub(super) enum Loans {
        #[error(transparent)]
        #[lms(transparent)]
        Cards(Cards),
    }

    #[derive(Debug, thiserror::Error, LmsError)]
    pub(super) enum Any {
        #[error(transparent)]
        #[lms(transparent)]
        Cards(Cards),
        #[error(transparent)]
        #[lms(transparent)]
        Inner(Inner),
    }
}

#[test]
fn each_enum_is_there_once_for_each_policy() {
    use policies::{Any, Cards, Inner, Loans};
    let listed = |catalog: lms_error::catalog::Catalog| -> Vec<String> {
        catalog.enums().iter().map(|described| format!("{}@{}", described.name, described.service)).collect()
    };
    assert_eq!(listed(catalog![Cards]), ["Cards@cards", "Inner@cards"]);
    assert_eq!(listed(catalog![Cards, Inner, Cards]), ["Cards@cards", "Inner@cards", "Inner@lms"]);
    // The policy of the outermost enum that names one applies to everything inside it.
    assert_eq!(listed(catalog![Loans]), ["Loans@loans", "Cards@loans", "Inner@loans"]);
    assert_eq!(listed(catalog![Any]), ["Any@lms", "Cards@cards", "Inner@cards", "Inner@lms"]);
}

mod generic {
    use super::LmsError;

    #[derive(Debug, thiserror::Error, LmsError)]
    pub(super) enum Wrapper<'a, T: LmsError + 'static> {
        #[error(transparent)]
        #[lms(transparent)]
        Inner(T),
        #[error("{0}")]
        #[lms(code = "aborted")]
        Own(&'a str),
    }

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("one")]
    #[lms(code = "aborted")]
    pub(super) struct One;

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("two")]
    #[lms(code = "aborted")]
    pub(super) struct Two;
}

#[test]
fn each_instance_of_a_generic_enum_has_its_own_sources() {
    use generic::{One, Two, Wrapper};
    let enums = catalog![Wrapper<'static, One>, Wrapper<'static, Two>].enums();
    let names: Vec<_> = enums.iter().map(|described| described.name).collect();
    assert_eq!(names, ["Wrapper", "One", "Wrapper", "Two"]);
}
