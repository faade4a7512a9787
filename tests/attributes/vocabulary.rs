//! `vocabulary`: what this enum must not say.

use lms_error::Vocabulary;

use super::{LmsError, message};

static PARTNER: Vocabulary = Vocabulary::LMS.rewrite(&[("Loan Officer", "Advisor")]);

mod elsewhere {
    pub(super) const NOTHING: lms_error::Vocabulary = lms_error::Vocabulary::EMPTY;
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("loan officer of client {0}")]
#[lms(code = "aborted", vocabulary = PARTNER)]
struct Static(u8);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("loan officer of client {0}")]
#[lms(code = "aborted", vocabulary = elsewhere::NOTHING)]
struct Constant(u8);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("loan officer of client {0}")]
#[lms(code = "aborted")]
struct Default(u8);

#[test]
fn a_type_speaks_by_its_vocabulary() {
    assert_eq!(message(&Static(1)), "lms: status=409: advisor of customer 1");
    assert_eq!(message(&Constant(1)), "lms: status=409: loan officer of client 1");
    assert_eq!(message(&Default(1)), "lms: status=409: loan officer of customer 1");
}
