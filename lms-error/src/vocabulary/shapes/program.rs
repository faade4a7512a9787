//! Program code: paths, classes, lines of source files, and debug output.

use super::{Span, is_bare_code, is_dotted, is_word, run_end, run_start};

/// `loan.rs:42`, `client.ts:42:10`.
pub(crate) fn source_line(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    const ENDS: [&str; 12] = ["c", "cpp", "go", "html", "java", "js", "kt", "php", "py", "rb", "rs", "ts"];
    let start = run_start(text.as_bytes(), at, |byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'/'));
    let (file, end) = text[start..at].rsplit_once('.')?;
    let line = run_end(text.as_bytes(), at, |byte| byte.is_ascii_digit() || byte == b':');
    (!file.is_empty() && ENDS.contains(&end)).then_some((start, line))
}

/// `std::io::Error`, `<T as Trait>::f`.
pub(crate) fn scope(text: &str, at: usize, end: usize, _: &mut Option<usize>) -> Span {
    let (before, after) = (*text.as_bytes()[..at].last()?, *text.as_bytes().get(end)?);
    let is_path = (is_word(before) || before == b'>') && (after.is_ascii_alphabetic() || after == b'<');
    let is_part = |byte: u8| is_word(byte) || byte == b':';
    is_path.then(|| (run_start(text.as_bytes(), at, is_part), run_end(text.as_bytes(), at, is_part)))
}

/// Finds a name in camel case or capitals with this ending: `NullPointerException`, `IOError`.
pub(crate) fn class(text: &str, at: usize, end: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, is_word);
    let is_capital = |at: usize| bytes[at].is_ascii_uppercase();
    let is_name = start < at && is_capital(start) && is_capital(at) && !is_capital(at + 1);
    (is_name && !bytes.get(end).is_some_and(u8::is_ascii_lowercase)).then_some((start, end))
}

/// Finds a struct with its fields (`Os { code: 111 }`), or a name with a string in parentheses (`Some("…")`).
pub(crate) fn debug(text: &str, at: usize, inner: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, is_word);
    let is_type = bytes[start].is_ascii_uppercase() && bytes[start..at].iter().any(u8::is_ascii_lowercase);
    let field = run_end(bytes, inner, is_word);
    let has_field = bytes[at] == b'(' || field > inner && bytes[field..].starts_with(b": ");
    (is_type && has_field).then_some((start, inner))
}

/// Finds a code without a prefix within a text, of four words or more.
#[expect(clippy::unnecessary_wraps, reason = "as the other shapes do")]
pub(crate) fn bare_code(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    let (start, end) = (run_start(text.as_bytes(), at, is_dotted), run_end(text.as_bytes(), at, is_dotted));
    let token = text[start..end].trim_matches(|c: char| !c.is_ascii_alphabetic());
    Some((if is_bare_code(token, 4) { start } else { end }, end))
}
