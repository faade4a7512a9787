//! The memory in which a thread makes its answers, so that each of them takes no more than its own body.

use std::cell::Cell;

use crate::{verbatim::Captured, vocabulary::Buffers};

/// What stands where while an answer is made.
#[derive(Default)]
pub(crate) struct Scratch {
    /// What an error says of itself.
    pub(crate) captured: Captured,
    /// What the sanitiser makes of that.
    pub(crate) sanitised: Buffers,
    /// The same with its verbatim values.
    pub(crate) restored: String,
    /// The message, or the whole body.
    pub(crate) out: String,
}

thread_local! {
    static OF_THREAD: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

impl Scratch {
    /// Lends the thread's own. Who is asked for an answer while he makes one (by the `Display` of an error, say) gets
    /// another.
    pub(crate) fn with<R>(work: impl FnOnce(&mut Self) -> R) -> R {
        // A thread that has once met a very long text does not keep room for it.
        const MOST: usize = 256 * 1024;
        let mut scratch = OF_THREAD.try_with(Cell::take).ok().flatten().unwrap_or_default();
        let result = work(&mut scratch);
        let Self { captured, sanitised, restored, out } = &*scratch;
        if captured.capacity() + sanitised.capacity() + restored.capacity() + out.capacity() <= MOST {
            // At the end of a thread there may be nothing left to keep it in.
            let _ = OF_THREAD.try_with(|of_thread| of_thread.set(Some(scratch)));
        }
        result
    }
}
