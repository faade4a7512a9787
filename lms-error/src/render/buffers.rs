//! Per-thread rendering buffers, so that a response allocates nothing but its own body.

use std::cell::Cell;

use super::capture::Captured;
use crate::vocabulary;

/// Reusable per-thread rendering buffers.
#[derive(Default)]
pub(crate) struct Buffers {
    /// The text of an error as it was formatted.
    pub(crate) captured: Captured,
    /// The sanitized text.
    pub(crate) sanitized: vocabulary::Buffers,
    /// The sanitized text with its verbatim values, or a renamed field.
    pub(crate) restored: String,
    /// The message, or the whole body.
    pub(crate) out: String,
}

thread_local! {
    static BUFFERS: Cell<Option<Box<Buffers>>> = const { Cell::new(None) };
}

impl Buffers {
    /// Borrows the thread's buffers. A re-entrant call (from the `Display` of an error, say) gets fresh ones.
    pub(crate) fn with<R>(render: impl FnOnce(&mut Self) -> R) -> R {
        // A thread that has rendered a very long text once does not keep its memory.
        const MAX_KEPT: usize = 256 * 1024;
        let mut buffers = BUFFERS.try_with(Cell::take).ok().flatten().unwrap_or_default();
        let result = render(&mut buffers);
        let Self { captured, sanitized, restored, out } = &*buffers;
        if captured.capacity() + sanitized.capacity() + restored.capacity() + out.capacity() <= MAX_KEPT {
            // During the destruction of a thread there may be no place left to keep them in.
            let _ = BUFFERS.try_with(|kept| kept.set(Some(buffers)));
        }
        result
    }
}
