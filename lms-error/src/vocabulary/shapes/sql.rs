//! SQL, and what drivers say of the objects of a database.

use super::super::code::{is_word, skip};

/// A statement that could be run: `Please SELECT one` is none, and neither is `Insert into the slot`.
pub(super) fn statement(
    text: &str,
    at: usize,
    trigger: &str,
    select: &mut Option<usize>,
) -> Option<(usize, usize)> {
    const LONGEST: usize = 256;
    let bytes = text.as_bytes();
    let after = at + trigger.len();
    if trigger != " from " && at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let name = skip(bytes, after, |byte| is_word(byte) || matches!(byte, b'`' | b'"' | b'.'));
    let clause = text[name..].trim_start();
    let starts =
        |words: &str| clause.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    let is_statement = name > after
        && match trigger {
            "select " => {
                *select = (!is_article(&text[after..])).then_some(at);
                return None;
            }
            " from " => {
                let start = select.filter(|start| at - start <= LONGEST && at > *start)?;
                return (!is_article(&text[after..])).then_some((start, name));
            }
            "insert into " => ["(", "values", "select", "set "].into_iter().any(starts),
            "delete from " => starts("where ") && clause.contains(['=', '<', '>', '?']),
            _ => starts("set ") && clause.contains('='),
        };
    is_statement.then_some((at, name))
}

/// What a reader selects, or selects from.
fn is_article(text: &str) -> bool {
    const ARTICLES: [&str; 16] = [
        "a", "above", "all", "among", "an", "any", "below", "her", "his", "its", "one", "our", "the",
        "these", "this", "your",
    ];
    let word = &text[..skip(text.as_bytes(), 0, is_word)];
    ARTICLES.iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// An object with a name in quotes, if the name is an identifier or the driver says something of it.
pub(super) fn object(text: &str, at: usize, quote: usize) -> Option<(usize, usize)> {
    const COMPLAINTS: [&str; 8] = [
        " does not exist",
        " doesn't exist",
        " already exists",
        " violates",
        " cannot be null",
        " specified",
        " of relation",
        " on table",
    ];
    let bytes = text.as_bytes();
    if at > 0 && is_word(bytes[at - 1]) {
        return None;
    }
    let close = match bytes.get(quote)? {
        quote @ (b'"' | b'\'' | b'`') => *quote,
        _ => return None,
    };
    let end = skip(bytes, quote + 1, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let name = &text[quote + 1..end];
    let is_identifier = close != b'`' && name.contains(['_', '.']);
    let is_relation = text[at..].get(..8).is_some_and(|noun| noun.eq_ignore_ascii_case("relation"));
    let has_complaint =
        bytes.get(end) == Some(&close) && COMPLAINTS.iter().any(|words| text[end + 1..].starts_with(words));
    (!name.is_empty() && (is_identifier || is_relation || has_complaint)).then_some((at, end))
}

/// An identifier with an underscore in the quotes of other languages, in which drivers speak, too.
pub(super) fn quoted(text: &str, open: usize) -> Option<usize> {
    let inner = &text[open..];
    let start = text.len() - inner.trim_start().len();
    let end = skip(text.as_bytes(), start, is_word);
    let name = &text[start..end];
    let is_closed = text[end..].trim_start().starts_with(['»', '«', '“', '”']);
    (is_closed && name.contains('_') && !name.starts_with('_')).then_some(end)
}
