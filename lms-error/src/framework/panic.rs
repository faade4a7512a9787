//! A handler that panics answers nothing; a catch-all answers for it.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::{Code, ErrorResponse, Policy, response::Diagnosis};

/// What the future comes to, or the answer for its panic.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo"))]
pub(crate) async fn caught<F: Future>(future: F) -> Result<F::Output, ErrorResponse> {
    use std::task::Poll;

    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| match catch(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(answer) => Poll::Ready(Err(answer)),
    })
    .await
}

/// What a step of the work gives, or the answer for its panic. Who has panicked is not asked again.
pub(crate) fn catch<R>(step: impl FnOnce() -> R) -> Result<R, ErrorResponse> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|payload| {
        let message = message(payload.as_ref());
        Policy::LMS.standard(Code::Internal).with_diagnosis(&Diagnosis {
            message: format_args!("a handler panicked: {message}"),
            route: None,
            body: None,
        })
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}
