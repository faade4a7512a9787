//! Code: its paths, its classes, the lines of its files, and the debug output of its values.

use super::{
    super::code::{is_word, skip},
    run_start,
};

/// `loan.rs:42`, `client.ts:42:10`.
pub(super) fn source_line(text: &str, at: usize) -> Option<(usize, usize)> {
    const ENDS: [&str; 14] = [
        ".c", ".cc", ".cpp", ".cs", ".go", ".java", ".js", ".jsx", ".kt", ".php", ".py", ".rb", ".rs", ".ts",
    ];
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, |byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'/'));
    let is_source = ENDS.iter().any(|end| text[start..at].ends_with(end) && at - start > end.len());
    (bytes[at] == b':' && is_source)
        .then(|| (start, skip(bytes, at + 1, |byte| byte.is_ascii_digit() || byte == b':')))
}

/// `std::io::Error`, `<T as Trait>::f`.
pub(super) fn scope(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| is_word(byte) || byte == b':';
    let start = run_start(bytes, at, is_part);
    let before = bytes.get(at.checked_sub(1)?).copied()?;
    let after = bytes.get(at + 2).copied()?;
    let is_path =
        (is_word(before) || before == b'>') && (after.is_ascii_alphabetic() || matches!(after, b'_' | b'<'));
    let end = skip(bytes, at, is_part);
    // `2001:db8::ff` is an address.
    let is_hex = text[start..end].bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
    let has_digit = text[start..end].contains(|c: char| c.is_ascii_digit());
    (is_path && !(is_hex && has_digit)).then_some((start, end))
}

/// A name in humps or capitals that ends so: `NullPointerException`, `IOError`.
pub(super) fn class(text: &str, at: usize, ending: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let end = at + ending.len();
    let start = run_start(bytes, at, is_word);
    let is_name = start < at && bytes[start].is_ascii_uppercase() && &text[at..end] == ending;
    let goes_on = bytes.get(end).is_some_and(u8::is_ascii_lowercase);
    (is_name && !goes_on).then_some((start, end))
}

/// Two packages or more, and a name with a capital: `io.netty.channel.Channel`.
pub(super) fn package(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if at > 0 && is_word(bytes[at - 1]) {
        return None;
    }
    let (mut packages, mut part) = (0, at);
    loop {
        let end = skip(bytes, part, is_word);
        let is_package = bytes[part..end].first().is_some_and(u8::is_ascii_lowercase)
            && !bytes[part..end].iter().any(u8::is_ascii_uppercase);
        // `example.com.au.Then` is a host, and the beginning of a sentence.
        if !is_package {
            let is_host = packages == 2 && part - at >= 4 && bytes[part - 4] == b'.';
            let is_class = bytes.get(part).is_some_and(u8::is_ascii_uppercase);
            return (packages >= 2 && is_class && !is_host).then_some((at, end));
        }
        packages += 1;
        if bytes.get(end) != Some(&b'.') {
            return None;
        }
        part = end + 1;
    }
}

/// A struct with its fields, or a name with a string in parentheses.
pub(super) fn debug(text: &str, at: usize, trigger: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, is_word);
    let is_type = start < at
        && bytes[start].is_ascii_uppercase()
        && bytes[start..at].iter().any(u8::is_ascii_lowercase);
    let inner = at + trigger.len();
    let field = skip(bytes, inner, is_word);
    let has_field = trigger == "(\"" || field > inner && bytes[field..].starts_with(b": ");
    (is_type && has_field).then_some((start, inner))
}
