//! Tests of sixteen bytes at a time, in a form that compilers turn into vector instructions.

/// Returns whether the test, which must not branch, holds for one of the bytes.
///
/// The results are written side by side and read as one number: compilers vectorize that for the common instruction
/// sets, and a fold over the bytes they do not.
#[expect(clippy::inline_always, reason = "the test is compiled into it")]
#[inline(always)]
pub(crate) fn any_of_sixteen(bytes: &[u8; 16], test: impl Fn(u8) -> bool) -> bool {
    let mut results = [0; 16];
    for n in 0..16 {
        results[n] = u8::from(test(bytes[n]));
    }
    u128::from_le_bytes(results) != 0
}
