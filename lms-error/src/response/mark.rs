//! The mark of a response of this crate: its `Code` among the extensions, and a private type beside it.
//!
//! A layer that rewrites headers keeps it, and a response that is rebuilt without its parts loses it. Anybody can insert
//! a `Code`, so only the private mark of that code proves that the response is of this crate.

use std::sync::OnceLock;

use http::Extensions;

use crate::Code;

/// Returns the extensions of a new response of this crate.
#[inline]
pub(crate) fn extensions(code: Code) -> Extensions {
    // A copy of a map takes half the time of two insertions into an empty one.
    static MARKED: [OnceLock<Extensions>; Code::ALL.len()] = [const { OnceLock::new() }; Code::ALL.len()];
    let marked = MARKED[code.index()].get_or_init(|| {
        let mut extensions = Extensions::new();
        insert(code, &mut extensions);
        extensions
    });
    marked.clone()
}

/// Marks the extensions of a response of this crate.
#[allow(dead_code, reason = "some features need it")]
pub(crate) fn insert(code: Code, extensions: &mut Extensions) {
    extensions.insert(code);
    code.insert_mark(extensions);
}

/// Returns the code of a response of this crate; `None` for any other response, also one with a `Code` of its own.
#[allow(dead_code, reason = "some features need it")]
pub(crate) fn code(extensions: &Extensions) -> Option<Code> {
    let code = *extensions.get::<Code>()?;
    code.has_mark(extensions).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_response_has_its_code() {
        for inserted in Code::ALL {
            let mut extensions = Extensions::new();
            insert(inserted, &mut extensions);
            assert_eq!(code(&extensions), Some(inserted));
        }
    }

    #[test]
    fn a_code_that_somebody_else_inserted_is_no_mark() {
        let mut extensions = Extensions::new();
        assert_eq!(code(&extensions), None);
        extensions.insert(Code::NotFound);
        assert_eq!(code(&extensions), None);
        insert(Code::Aborted, &mut extensions);
        extensions.insert(Code::NotFound);
        assert_eq!(code(&extensions), None, "the code was overwritten");
    }
}
