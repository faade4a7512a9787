//! `policy`: the service's name and its vocabulary.

use lms_error::{Policy, Vocabulary};

use super::{LmsError, message};

static WORDS: Vocabulary = Vocabulary::LMS.rewrite(&[("Loan Officer", "Advisor")]);
static PARTNER: Policy = Policy::LMS.service("core-banking").vocabulary(&WORDS);

mod elsewhere {
    pub(super) const PLAIN: lms_error::Policy =
        lms_error::Policy::LMS.vocabulary(&lms_error::Vocabulary::EMPTY);
}

trait Partner {
    const POLICY: Policy;
}

struct Acme;

impl Partner for Acme {
    const POLICY: Policy = Policy::LMS.service("acme");
}

impl Acme {
    const INHERENT: Policy = Policy::LMS.service("inherent");
}

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = PARTNER)]
enum Static {
    #[error("loan officer of client {0}")]
    #[lms(code = "aborted")]
    Shown(u8),
    #[error("10.4.0.7")]
    #[lms(code = "internal")]
    Hidden,
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("loan officer of client {0}")]
#[lms(code = "aborted", policy = elsewhere::PLAIN)]
struct Constant(u8);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted", policy = Acme::INHERENT)]
struct Inherent;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted", policy = <Acme as Partner>::POLICY)]
struct Associated;

/// The constant of a parameter.
#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted", policy = <P as Partner>::POLICY)]
struct OfParameter<P: Partner>(std::marker::PhantomData<fn() -> P>);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("loan officer of client {0}")]
#[lms(code = "aborted")]
struct Default(u8);

#[test]
fn a_type_is_rendered_by_its_policy() {
    assert_eq!(message(&Static::Shown(1)), "core-banking: status=409: advisor of customer 1");
    assert_eq!(message(&Static::Hidden), "core-banking: status=500: Unexpected upstream failure");
    assert_eq!(message(&Constant(1)), "lms: status=409: loan officer of client 1");
    assert_eq!(message(&Default(1)), "lms: status=409: loan officer of customer 1");
}

#[test]
fn a_policy_may_be_an_associated_constant() {
    assert_eq!(message(&Inherent), "inherent: status=409: x");
    assert_eq!(message(&Associated), "acme: status=409: x");
}

#[test]
fn a_policy_may_be_a_constant_of_a_parameter() {
    #[derive(Debug)]
    struct Here;

    impl Partner for Here {
        const POLICY: Policy = Policy::LMS.service("here");
    }

    assert_eq!(message(&OfParameter::<Here>(std::marker::PhantomData)), "here: status=409: x");
}

#[test]
fn a_policy_renders_an_error_that_names_none() {
    assert_eq!(PARTNER.envelope(&Default(1)).message, "core-banking: status=409: advisor of customer 1");
    assert_eq!(PARTNER.response(&Default(1)).status(), 409);
}
