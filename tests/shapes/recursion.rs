//! Errors that hold errors of their own type.

use std::{collections::BTreeMap, sync::Arc};

use lms_error::{FieldError, FieldErrors};

use super::{Code, LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
enum SplitError {
    #[error("part {0} is too small")]
    #[lms(code = "aborted")]
    TooSmall(u32),
    #[error(transparent)]
    #[lms(transparent)]
    Nested(Box<SplitError>),
    #[error("in part {part}: {source}")]
    #[lms(code = "aborted")]
    Part {
        part: u32,
        #[lms(shown)]
        source: Box<Self>,
    },
    #[error("shared: {0}")]
    #[lms(transparent)]
    Shared(Arc<Self>),
    #[error("{} parts failed", .0.len())]
    #[lms(code = "aborted", message("{} parts of the loan could not be split", .0.len()))]
    Several(#[lms(shown)] Vec<SplitError>),
    #[error("by name")]
    #[lms(
        code = "invalid_argument",
        field = "parts",
        message("{} are wrong, the first is {}", .0.len(), .0.keys().next().map_or("none", String::as_str)),
    )]
    ByName(#[lms(shown)] BTreeMap<String, SplitError>),
}

#[test]
fn a_transparent_variant_may_hold_its_own_enum() {
    let nested = (0..64).fold(SplitError::TooSmall(7), |error, n| match n % 2 {
        0 => SplitError::Nested(Box::new(error)),
        _ => SplitError::Shared(Arc::new(error)),
    });
    assert_eq!(nested.code(), Code::Aborted);
    assert_eq!(message(&nested), "lms: status=409: part 7 is too small");
}

#[test]
fn an_error_shows_itself_in_itself() {
    let part = SplitError::Part { part: 2, source: Box::new(SplitError::TooSmall(7)) };
    assert_eq!(message(&part), "lms: status=409: in part 2: part 7 is too small");
    let several = SplitError::Several(vec![part, SplitError::TooSmall(1)]);
    assert_eq!(message(&several), "lms: status=409: 2 parts of the loan could not be split");
    let by_name = SplitError::ByName(BTreeMap::from([("b".to_owned(), several)]));
    assert_eq!(message(&by_name), r#"[{"field":"parts","error":"1 are wrong, the first is b"}]"#);
}

/// Two enums, each of which holds the other.
#[derive(Debug, thiserror::Error, LmsError)]
enum Group {
    #[error("no group {0}")]
    #[lms(code = "not_found")]
    Missing(u64),
    #[error(transparent)]
    #[lms(transparent)]
    Member(#[from] Box<Member>),
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Member {
    #[error("no member {0}")]
    #[lms(code = "not_found")]
    Missing(u64),
    #[error(transparent)]
    #[lms(transparent)]
    Group(#[from] Box<Group>),
}

#[test]
fn two_enums_may_hold_each_other() {
    let group = Group::from(Box::new(Member::from(Box::new(Group::Missing(7)))));
    assert_eq!(message(&group), "lms: status=404: no group 7");
    let member = Member::from(Box::new(Group::from(Box::new(Member::Missing(3)))));
    assert_eq!(message(&member), "lms: status=404: no member 3");
}

/// A generic enum that contains itself, in variants with their own codes.
#[derive(Debug, thiserror::Error, LmsError)]
enum Tree<T> {
    #[error("leaf {0:?}")]
    #[lms(code = "aborted", message = "leaf {0:?}")]
    Leaf(T),
    #[error("{} branches", .0.len())]
    #[lms(code = "aborted")]
    Branches(#[lms(shown)] Vec<Tree<T>>),
    #[error("invalid")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] FieldErrors, Box<Self>),
}

fn rendered<T: std::fmt::Debug>(tree: &Tree<T>) -> String {
    message(tree)
}

#[test]
fn a_generic_error_may_hold_itself() {
    let branches = Tree::Branches(vec![Tree::Leaf(1), Tree::Branches(Vec::new())]);
    assert_eq!(rendered(&branches), "lms: status=409: 2 branches");
    assert_eq!(rendered(&Tree::Leaf("a")), "lms: status=409: leaf \"a\"");
    let errors = FieldErrors::from(FieldError::new("a", "b"));
    assert_eq!(rendered(&Tree::Invalid(errors, Box::new(branches))), r#"[{"field":"a","error":"b"}]"#);
}

/// A generic enum with a transparent variant that contains the enum.
#[derive(Debug, thiserror::Error, LmsError)]
enum Batch<T: std::fmt::Debug> {
    #[error("one {0:?}")]
    #[lms(code = "aborted")]
    One(T),
    #[error("nested")]
    #[lms(transparent)]
    Nested(Box<Batch<T>>),
}

#[test]
fn a_generic_error_may_be_transparent_over_itself() {
    assert_eq!(message(&Batch::Nested(Box::new(Batch::One(7)))), "lms: status=409: one 7");
}
