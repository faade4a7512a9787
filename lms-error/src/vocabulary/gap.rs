//! What a code leaves behind when it is taken out: wrappers of nothing, punctuation and spaces without a side.

/// Closes the gap between `out` and `rest` from which `cut` was taken: quotes and brackets that held nothing
/// else, the attribute they were the value of, and punctuation and spaces that have lost their other side.
pub(super) fn close<'t>(out: &mut String, cut: &str, rest: &'t str) -> &'t str {
    let mut rest = unwrap(out, rest);
    let before = out.trim_end().chars().next_back();
    if before.is_none_or(is_opener) {
        if before.is_none() {
            out.clear();
        }
        return without_dashes(rest.trim_start_matches(is_joining));
    }
    let behind = rest.trim_start();
    match behind.chars().next() {
        next if next.is_none_or(|c| is_closer(c) || matches!(c, '.' | ',' | ':' | ';' | '!' | '?')) => {
            out.truncate(out.trim_end_matches(is_joining).len());
            let dash = DASHES.iter().find_map(|dash| out.strip_suffix(dash)?.strip_suffix(' '));
            if let Some(before) = dash {
                out.truncate(before.trim_end_matches(is_joining).len());
            }
            // The full stop of the sentence went with the code.
            if cut.ends_with('.') && out.ends_with(char::is_alphanumeric) && next.is_none_or(is_closer) {
                out.push('.');
            }
            rest = behind;
        }
        Some(next) if out.ends_with(char::is_whitespace) => {
            out.truncate(out.trim_end().len());
            // The full stop of the sentence went with the code.
            if cut.ends_with('.') && out.ends_with(char::is_alphanumeric) && next.is_uppercase() {
                out.push('.');
            }
            out.push(' ');
            rest = behind;
        }
        Some(next)
            if before.is_some_and(char::is_alphanumeric) && next.is_alphanumeric() && rest == behind =>
        {
            out.push(' ');
        }
        _ => {}
    }
    rest
}

/// What joins two parts of a text where white space stands around it.
const DASHES: [&str; 6] = ["-", "--", "->", "=>", "|", "/"];

fn without_dashes(rest: &str) -> &str {
    let dash =
        DASHES.iter().find_map(|dash| rest.strip_prefix(dash).filter(|behind| behind.starts_with(' ')));
    dash.map_or(rest, |behind| behind.trim_start_matches(is_joining))
}

/// Takes away what wraps nothing any more.
fn unwrap<'t>(out: &mut String, mut rest: &'t str) -> &'t str {
    loop {
        // `code=error.msg.loan.locked`, `code = "error.msg.loan.locked"`
        if let Some(key) = out.trim_end().strip_suffix('=') {
            let before = key.trim_end().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
            out.truncate(before.len());
        }
        let (before, behind) = (out.trim_end(), rest.trim_start());
        let (Some(open), Some(close)) = (before.chars().next_back(), behind.chars().next()) else {
            return rest;
        };
        let adjacent = before.len() == out.len() && behind.len() == rest.len();
        if !(is_bracket_pair(open, close) || adjacent && is_quote_pair(open, close)) {
            return rest;
        }
        out.truncate(before.len() - open.len_utf8());
        rest = &behind[close.len_utf8()..];
    }
}

fn is_bracket_pair(open: char, close: char) -> bool {
    matches!((open, close), ('(', ')') | ('[', ']') | ('{', '}') | ('<', '>'))
}

fn is_quote_pair(open: char, close: char) -> bool {
    matches!((open, close), ('"', '"') | ('\'', '\'') | ('`', '`') | ('“', '”') | ('‘', '’') | ('«', '»'))
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

/// What stands between two parts of a text and means nothing at the edge of one.
fn is_joining(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | ',' | ';' | '=' | '–' | '—')
}
