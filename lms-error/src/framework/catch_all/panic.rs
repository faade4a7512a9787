//! Catches panics, which a catch-all turns into responses.

use std::{
    any::Any,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A panic of a handler or of a layer.
#[derive(Debug)]
pub(crate) struct Panicked {
    message: String,
}

/// Writes the message of the panic.
impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Returns the output of the future, or its panic. A future that has panicked is not polled again.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo"))]
pub(crate) async fn caught<F: Future>(future: F) -> Result<F::Output, Panicked> {
    use std::task::Poll;

    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| match catch(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(panicked) => Poll::Ready(Err(panicked)),
    })
    .await
}

/// Returns the result of the step, or its panic.
pub(crate) fn catch<R>(step: impl FnOnce() -> R) -> Result<R, Panicked> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|payload| {
        let message = message(payload.as_ref()).to_owned();
        // The payload may be a value that panics when it is dropped.
        drop(catch_unwind(AssertUnwindSafe(|| drop(payload))));
        Panicked { message }
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}
