//! SQL statements, and objects of a database in messages of drivers.

use super::{LONGEST_RUN, Span, is_word, skip};

/// Finds an executable statement, unlike `Please SELECT one` and `Insert into the slot`.
pub(crate) fn statement(text: &str, at: usize, after: usize, select: &mut Option<usize>) -> Span {
    const LONGEST: usize = 256;
    let name = skip(text.as_bytes(), after, |byte| is_word(byte) || matches!(byte, b'`' | b'"' | b'.'));
    let clause = text[name..].trim_start_matches(' ');
    let starts = |words: &str| clause.get(..words.len()).is_some_and(|it| it.eq_ignore_ascii_case(words));
    let has = |signs: &[u8]| clause.bytes().take(LONGEST_RUN).any(|byte| signs.contains(&byte));
    let is_word_start = !text.as_bytes()[..at].last().is_some_and(u8::is_ascii_alphanumeric);
    let is_statement = match text.as_bytes()[at].to_ascii_lowercase() {
        b's' => {
            *select = (is_word_start && !is_article(&text[after..])).then_some(at);
            false
        }
        b' ' => {
            let start = select.filter(|start| at - start <= LONGEST && !is_article(&text[after..]))?;
            return Some((start, name));
        }
        b'i' => ["(", "values", "select", "set "].into_iter().any(starts),
        b'd' => starts("where ") && has(b"=<>?"),
        _ => starts("set ") && has(b"="),
    };
    (is_statement && is_word_start && name > after).then_some((at, name))
}

/// Returns true for an article or the like, which a statement has in no such place.
fn is_article(text: &str) -> bool {
    const ARTICLES: [&str; 12] =
        ["a", "all", "an", "any", "her", "his", "its", "one", "our", "the", "this", "your"];
    let word = &text[..skip(text.as_bytes(), 0, is_word)];
    ARTICLES.iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// Finds an object with its name, if the name is an identifier and a complaint follows. For a name in quotes, one of
/// both is enough.
pub(crate) fn object(text: &str, at: usize, open: usize, _: &mut Option<usize>) -> Span {
    #[rustfmt::skip]
    const COMPLAINTS: [&str; 8] =
        [" at row", " cannot be null", " does not exist", " doesn't exist", " already exists", " violates", ".`", ".\""];
    let bytes = text.as_bytes();
    let quote = bytes.get(open).filter(|quote| matches!(quote, b'"' | b'\'' | b'`'));
    let start = open + quote.map_or(0, |_| 1);
    let end = skip(bytes, start, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let name = &text[start..end];
    let is_identifier = name.contains(['_', '.']) && bytes[start].is_ascii_alphabetic();
    let after = quote.map_or(Some(&text[end..]), |quote| text[end..].strip_prefix(char::from(*quote)));
    let has_complaint = after.is_some_and(|after| COMPLAINTS.iter().any(|words| after.starts_with(words)));
    let is_object = match quote {
        None => is_identifier && has_complaint,
        Some(b'`') => has_complaint,
        Some(_) => is_identifier || has_complaint || text[at..open].eq_ignore_ascii_case("relation "),
    };
    let starts = !bytes[..at].last().is_some_and(|byte| is_word(*byte));
    (starts && !name.is_empty() && is_object).then_some((at, end))
}

/// Finds an identifier with an underscore in quotation marks of other languages, as localized drivers write it.
pub(crate) fn quoted(text: &str, at: usize, open: usize, _: &mut Option<usize>) -> Span {
    let start = text.len() - text[open..].trim_start().len();
    let end = skip(text.as_bytes(), start, is_word);
    let is_closed = text[end..].trim_start().starts_with(['»', '«', '“', '”', '"']);
    (is_closed && text[start..end].trim_start_matches('_').contains('_')).then_some((at, end))
}
