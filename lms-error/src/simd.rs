//! Tests of sixteen bytes at a time, in a form that compilers turn into vector instructions.

/// Returns true if the test, which must not branch, holds for one of the bytes and the byte after it. The last byte is
/// followed by 0xFF, which is in no text.
pub(crate) fn any_pair(text: &[u8], holds: impl Fn(u8, u8) -> bool) -> bool {
    let is_any = |a: &[u8; 16], b: &[u8; 16]| {
        let mut results = [0; 16];
        for n in 0..16 {
            results[n] = u8::from(holds(a[n], b[n]));
        }
        u128::from_le_bytes(results) != 0
    };
    let Some((last, before)) = text.split_last() else { return false };
    let mut at = 0;
    while let (Some(a), Some(b)) = (text[at..].first_chunk(), text[at + 1..].first_chunk()) {
        if is_any(a, b) {
            return true;
        }
        at += 16;
    }
    // The last pairs, some of them once more.
    let rest = match (before.last_chunk(), text.last_chunk()) {
        (Some(a), Some(b)) => is_any(a, b),
        _ => text.windows(2).any(|pair| holds(pair[0], pair[1])),
    };
    rest || holds(*last, u8::MAX)
}

/// Returns true if the test, which must not branch, holds for one of the bytes.
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

#[test]
fn a_pair_is_found_at_every_offset() {
    let is_pair = |text: &[u8]| any_pair(text, |a, b| (a ^ b'<') | (b ^ b'>') == 0);
    for len in 0..50 {
        let mut text = vec![b'<'; len];
        assert!(!is_pair(&text));
        for at in 1..len {
            text[at] = b'>';
            assert!(is_pair(&text), "{len}, {at}");
            text[at] = b'<';
        }
        assert_eq!(any_pair(&text, |a, b| a == b'<' && b == u8::MAX), len > 0, "{len}");
    }
}
