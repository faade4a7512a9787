//! How sixteen bytes of a text are looked at in one go.

/// Whether the test, which must not branch, is true of one of the bytes.
///
/// The answers are written side by side and read as one number: of that, compilers make vector instructions of the
/// usual sets, where a fold over the bytes takes them one by one.
#[expect(clippy::inline_always, reason = "the test is compiled into it")]
#[inline(always)]
pub(crate) fn any_of_sixteen(bytes: &[u8; 16], test: impl Fn(u8) -> bool) -> bool {
    let mut answers = [0; 16];
    for n in 0..16 {
        answers[n] = u8::from(test(bytes[n]));
    }
    u128::from_le_bytes(answers) != 0
}

/// Whether the test is true of one of the bytes and the one behind it.
#[expect(clippy::inline_always, reason = "the test is compiled into it")]
#[inline(always)]
pub(crate) fn any_pair_of_sixteen(bytes: &[u8; 17], test: impl Fn(u8, u8) -> bool) -> bool {
    // Both written out, they are one load each; the compiler would make one of the other.
    let (mut first, mut second) = ([0; 16], [0; 16]);
    first.copy_from_slice(&bytes[..16]);
    second.copy_from_slice(&bytes[1..]);
    let mut answers = [0; 16];
    for n in 0..16 {
        answers[n] = u8::from(test(first[n], second[n]));
    }
    u128::from_le_bytes(answers) != 0
}
