//! Errors in several layers: some are transparent, and some have their own code and message.

use std::{io, sync::Arc, time::Duration};

use lms_error::{ErrorResponse, FieldError, FieldErrors, Policy, Retry};

use super::{Code, LmsError, message};

static LEDGER: Policy = Policy::LMS.service("ledger");

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = LEDGER)]
enum LedgerError {
    #[error("no account {0}")]
    #[lms(code = "not_found")]
    Account(u64),
    #[error("the day is being closed")]
    #[lms(code = "unavailable")]
    Closing(#[lms(retry_after)] Duration),
    #[error("entries are not balanced")]
    #[lms(code = "invalid_argument")]
    Entries(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    #[error("shard 7")]
    #[lms(code = "internal")]
    Shard(#[source] io::Error),
}

static LOANS: Policy = Policy::LMS.service("loans");

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = LOANS)]
enum RepaymentError {
    #[error(transparent)]
    #[lms(transparent)]
    Ledger(#[from] LedgerError),
    #[error("repayment of client {client}: {source}")]
    #[lms(code = "aborted", message = "no repayment by client {client}")]
    Refused { client: u64, source: LedgerError },
    #[error("ledger: {0}")]
    #[lms(code = "internal")]
    Hidden(#[source] LedgerError),
    #[error(transparent)]
    #[lms(code = "permission_denied")]
    Shown(#[lms(shown)] Arc<LedgerError>),
}

#[derive(Debug, thiserror::Error, LmsError)]
enum ApiError {
    #[error(transparent)]
    #[lms(transparent)]
    Repayment(#[from] Box<RepaymentError>),
    #[error("while disbursing: {0}")]
    #[lms(transparent)]
    Disbursement(#[source] Arc<RepaymentError>),
    #[error(transparent)]
    #[lms(transparent)]
    Plugin(#[from] Arc<dyn LmsError + Send + Sync>),
    #[error("of a kind that is not known here")]
    #[lms(transparent)]
    Foreign(Box<dyn LmsError + Send + Sync>),
    #[error("no route")]
    #[lms(code = "not_found")]
    Route,
}

fn api(error: LedgerError) -> ApiError {
    Box::new(RepaymentError::from(error)).into()
}

#[test]
fn three_layers_of_transparent_are_one_response() {
    assert_eq!(message(&api(LedgerError::Account(7))), "loans: status=404: no account 7");
    assert_eq!(message(&ApiError::Route), "lms: status=404: no route");
    let entries = FieldErrors::from(FieldError::new("entries[1].account_id", "is closed"));
    assert_eq!(
        message(&api(LedgerError::Entries(entries))),
        r#"[{"field":"entries[1].accountId","error":"is closed"}]"#,
    );
}

#[test]
fn the_time_to_wait_comes_through_all_layers() {
    let closing = api(LedgerError::Closing(Duration::from_millis(2_500)));
    assert_eq!(closing.retry(), Retry::Backoff);
    assert_eq!(closing.retry_after(), Some(Duration::from_millis(2_500)));
    assert_eq!(closing.to_response().headers()["retry-after"], "3");
}

#[test]
fn a_variant_with_its_own_code_does_not_read_its_source() {
    let closing = || LedgerError::Closing(Duration::from_secs(5));
    let cases = [
        (
            RepaymentError::Refused { client: 7, source: closing() },
            "loans: status=409: no repayment by customer 7",
        ),
        (RepaymentError::Hidden(LedgerError::Account(7)), "loans: status=500: Unexpected upstream failure"),
        // thiserror's `transparent` only forwards `Display` and `source`.
        (RepaymentError::Shown(Arc::new(closing())), "loans: status=403: the day is being closed"),
        (
            RepaymentError::Shown(Arc::new(LedgerError::Shard(io::Error::other("refused")))),
            "loans: status=403: shard 7",
        ),
    ];
    for (error, text) in cases {
        assert_eq!(error.retry_after(), None);
        assert_eq!(message(&error), text);
    }
}

#[test]
fn the_texts_of_the_layers_stay_out_of_a_transparent_response() {
    let hidden = Arc::new(RepaymentError::Hidden(LedgerError::Account(7)));
    let disbursement = ApiError::Disbursement(hidden);
    assert_eq!(disbursement.to_string(), "while disbursing: ledger: no account 7");
    assert_eq!(message(&disbursement), "loans: status=500: Unexpected upstream failure");
}

#[test]
fn an_error_of_any_type_passes_through_an_arc_and_a_box() {
    let shared: Arc<dyn LmsError + Send + Sync> = Arc::new(LedgerError::Account(7));
    for error in [ApiError::from(Arc::clone(&shared)), ApiError::Foreign(Box::new(shared))] {
        assert_eq!(error.code(), Code::NotFound);
        assert_eq!(message(&error), "ledger: status=404: no account 7");
    }
}

fn handler(account: u64) -> Result<u64, ErrorResponse> {
    fn repayment(account: u64) -> Result<u64, RepaymentError> {
        if account == 7 { Err(LedgerError::Account(account))? } else { Ok(account) }
    }
    fn api(account: u64) -> Result<u64, ApiError> {
        Ok(repayment(account).map_err(Box::new)?)
    }
    Ok(api(account)?)
}

#[test]
fn a_question_mark_climbs_from_the_innermost_error_to_the_response() {
    assert_eq!(handler(1).map_err(|response| response.status()), Ok(1));
    assert_eq!(handler(7).map_err(|response| response.status().as_u16()), Err(404));
}
