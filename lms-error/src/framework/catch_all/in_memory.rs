//! Reads the beginning of a body that is about to be dropped, without waiting for any of it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Poll, Waker},
};

use super::BODY_LIMIT;

/// Reads the data frames that are in memory, for the log.
#[cfg(any(feature = "tower", feature = "warp"))]
pub(crate) fn frames<B: http_body::Body>(body: B) -> Vec<u8> {
    if cfg!(feature = "tracing") { frames_up_to(BODY_LIMIT, body) } else { Vec::new() }
}

/// Reads as many bytes of the data frames that are in memory.
#[cfg(any(feature = "tower", feature = "warp"))]
pub(crate) fn frames_up_to<B: http_body::Body>(limit: usize, body: B) -> Vec<u8> {
    use bytes::Buf;

    // A body of empty frames may have no end.
    const MOST_FRAMES: usize = 64;
    let mut read = Vec::new();
    let step = || {
        let mut body = pin!(body);
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..MOST_FRAMES {
            let Poll::Ready(Some(Ok(frame))) = body.as_mut().poll_frame(&mut context) else { break };
            let Ok(mut data) = frame.into_data() else { break };
            while data.has_remaining() && read.len() < limit {
                let chunk = data.chunk();
                let length = chunk.len().min(limit - read.len());
                read.extend_from_slice(&chunk[..length]);
                data.advance(length);
            }
            if read.len() == limit {
                break;
            }
        }
    };
    // If the body panics, only the log lacks its text.
    drop(catch_unwind(AssertUnwindSafe(step)));
    read
}

/// Reads the bytes that are in memory.
#[cfg(any(feature = "poem", feature = "rocket"))]
pub(crate) fn bytes(reader: impl tokio::io::AsyncRead) -> Vec<u8> {
    use tokio::io::ReadBuf;

    let mut read = vec![0; if cfg!(feature = "tracing") { BODY_LIMIT } else { 0 }];
    let mut length = 0;
    let step = || {
        let mut reader = pin!(reader);
        let mut context = Context::from_waker(Waker::noop());
        while length < read.len() {
            let mut buffer = ReadBuf::new(&mut read[length..]);
            match reader.as_mut().poll_read(&mut context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => length += buffer.filled().len(),
                _ => break,
            }
        }
    };
    drop(catch_unwind(AssertUnwindSafe(step)));
    read.truncate(length);
    read
}
