//! What a code leaves behind when it is taken out: wrappers of nothing, labels of nothing, punctuation and spaces
//! without a side.

/// Closes the gap between `out` and `rest` from which `cut` was taken.
pub(super) fn close<'t>(out: &mut String, cut: &str, rest: &'t str) -> &'t str {
    // Before the first word there is nothing that could be left over.
    if out.is_empty() {
        return without_line(out, rest).unwrap_or_else(|| without_joint(rest));
    }
    let mut rest = rest;
    loop {
        rest = unwrap(out, cut, rest);
        let next = rest.trim_start_matches([' ', '\t']).chars().next();
        let is_end = next.is_none_or(|c| is_closer(c) || is_stop(c) || c == '\n');
        match if is_end { without_label(out) } else { None } {
            Some(len) => out.truncate(len),
            None => break,
        }
    }
    if let Some(behind) = without_line(out, rest) {
        return behind;
    }
    if begins_part(out) {
        let behind = without_joint(rest);
        if behind.len() < rest.trim_start().len() && !behind.is_empty() {
            return behind;
        }
    }
    let before = out.trim_end().chars().next_back();
    if before.is_none_or(is_opener) {
        if before.is_none() {
            out.clear();
        }
        return without_joint(rest);
    }
    let behind = rest.trim_start();
    // The full stop of the sentence went with the code.
    let ends_sentence = cut.ends_with('.');
    match behind.chars().next() {
        next if next.is_none_or(|c| is_closer(c) || is_stop(c)) || closes_quote(rest) => {
            out.truncate(before_joint(out));
            if ends_sentence && out.ends_with(char::is_alphanumeric) && next.is_none_or(is_closer) {
                out.push('.');
            }
            rest = behind;
        }
        Some(next) if out.ends_with(char::is_whitespace) => {
            let is_line_break = |space: &str| space.contains('\n');
            let end = out.trim_end().len();
            let breaks_line = is_line_break(&out[end..]) || is_line_break(&rest[..rest.len() - behind.len()]);
            out.truncate(end);
            if ends_sentence && next.is_uppercase() {
                out.truncate(before_joint(out));
                if out.ends_with(char::is_alphanumeric) {
                    out.push('.');
                }
            } else if without_dash(behind).is_some() {
                out.truncate(before_joint(out));
            }
            out.push(if breaks_line { '\n' } else { ' ' });
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

/// Whether what follows is a part of its own, a sentence or a line: what would join it to a code is left over.
fn begins_part(out: &str) -> bool {
    if ends_in_word(out) {
        return false;
    }
    let line = out.trim_end_matches([' ', '\t']);
    let is_quoted = line.len() == out.len()
        && line
            .strip_suffix(['"', '\'', '`'])
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', '(', '[', '{']));
    is_quoted || line.ends_with(['\n', '.', ',', ';', '!', '?', ':']) || bullet_of(line).is_some()
}

/// Whether the text begins with the quote that ends what it stands in.
fn closes_quote(text: &str) -> bool {
    let behind = text.strip_prefix(['"', '\'', '`', '”', '’', '»']);
    behind.is_some_and(|behind| {
        behind.chars().next().is_none_or(|c| c.is_whitespace() || is_closer(c) || is_stop(c))
    })
}

/// What joins two parts of a text where white space stands around it.
const DASHES: [&str; 9] = ["-", "--", "->", "=>", ">", "|", "/", "–", "—"];

/// The text behind the dash that it starts with.
fn without_dash(text: &str) -> Option<&str> {
    let may_start = |byte: &u8| matches!(byte, b'-' | b'=' | b'>' | b'|' | b'/') || !byte.is_ascii();
    text.as_bytes().first().filter(|byte| may_start(byte))?;
    DASHES.iter().find_map(|dash| text.strip_prefix(dash).filter(|behind| behind.starts_with(' ')))
}

/// The text without what would join it to something before it.
fn without_joint(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some(behind) = without_dash(text).or_else(|| text.strip_prefix(is_joining)) {
        text = behind.trim_start();
    }
    text
}

/// Where what would join the text to something behind it begins.
fn before_joint(text: &str) -> usize {
    let text = text.trim_end_matches(is_joining);
    if ends_in_word(text) {
        return text.len();
    }
    let dash = DASHES.iter().find_map(|dash| text.strip_suffix(dash)?.strip_suffix(' '));
    dash.map_or(text, |before| before.trim_end_matches(is_joining)).len()
}

/// Takes away what wraps nothing any more.
fn unwrap<'t>(out: &mut String, cut: &str, mut rest: &'t str) -> &'t str {
    while !ends_in_word(out) {
        // `_error.msg.loan.locked_`: the second one is a part of the code.
        if cut.ends_with('_') {
            out.truncate(out.trim_end_matches('_').len());
        }
        // `code=error.msg.loan.locked`, `code = "error.msg.loan.locked"`
        if let Some(key) = out.trim_end().strip_suffix('=') {
            let before = key.trim_end().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
            out.truncate(before.len());
        }
        if let Some((before, behind)) = without_markup(out, rest) {
            out.truncate(before);
            rest = behind;
            continue;
        }
        // `#error.msg.loan.locked`, `${error.msg.loan.locked}`
        let sigils = out.trim_end_matches(['#', '@', '$']).len();
        out.truncate(sigils);
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
    rest
}

/// Whether a letter or a digit stands before the spaces in which the text ends, as in most: nothing there wraps what
/// was cut out, or begins a part.
fn ends_in_word(text: &str) -> bool {
    let last = text.bytes().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
    last.is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Before and behind the markup around nothing: `<b></b>`, `****`, `!!`.
fn without_markup<'t>(out: &str, rest: &'t str) -> Option<(usize, &'t str)> {
    // A tag without attributes is no longer.
    const LONGEST_TAG: usize = 16;
    if let Some(opened) = out.strip_suffix('>') {
        let name = opened.bytes().rev().take(LONGEST_TAG).take_while(u8::is_ascii_alphanumeric).count();
        let (before, name) = opened.split_at(opened.len() - name);
        let closed = rest.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        return Some((before.strip_suffix('<')?.len(), closed));
    }
    let mark = out.chars().next_back().filter(|c| matches!(c, '*' | '_' | '~' | '!' | '%' | '|' | '#'))?;
    Some((out.len() - 1, rest.strip_prefix(mark)?))
}

/// Where the label begins that the text ends in, and that says no more than that a code follows: `code:`,
/// `with error code`, `"userMessageGlobalisationCode":`, `see`.
fn without_label(text: &str) -> Option<usize> {
    const LONGEST_LABEL: usize = 64;
    const LEADS: [&str; 10] = [
        "error",
        "globalisation",
        "globalization",
        "internal",
        "message",
        "the",
        "with",
        "under",
        "has",
        "by",
    ];
    let text = text.trim_end();
    let key = text.strip_suffix([':', '=']);
    let named = key.unwrap_or(text).trim_end();
    let quote = named.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
    let unquoted = quote.and_then(|quote| named.strip_suffix(quote)).unwrap_or(named);
    let before = without_word(unquoted, LONGEST_LABEL)?;
    if let Some(quote) = quote {
        // A member of an object goes as a whole.
        return key.and_then(|_| unquoted[..before].strip_suffix(quote)).map(str::len);
    }
    let label = unquoted[before..].to_ascii_lowercase();
    if !(label.ends_with("code") || label.ends_with("codes") || matches!(label.as_str(), "see" | "reason")) {
        return None;
    }
    let mut before = unquoted[..before].trim_end();
    let is_lead = |text: &str| LEADS.iter().any(|word| text.eq_ignore_ascii_case(word));
    while let Some(lead) = without_word(before, LONGEST_LABEL).filter(|lead| is_lead(&before[*lead..])) {
        before = before[..lead].trim_end();
    }
    // What stands before the label keeps its own space or line break.
    let space = unquoted[before.len()..].len() - unquoted[before.len()..].trim_start().len();
    Some(before.len() + space)
}

/// Where the word begins that the text ends in.
fn without_word(text: &str, longest: usize) -> Option<usize> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let len = text.bytes().rev().take(longest).take_while(is_word).count();
    (len > 0).then(|| text.len() - len)
}

/// What is behind the line on which nothing is left but a bullet.
fn without_line<'t>(out: &mut String, rest: &'t str) -> Option<&'t str> {
    let next = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let line = out.trim_end_matches([' ', '\t']);
    let line = bullet_of(line).unwrap_or(line);
    if !(line.is_empty() || line.ends_with('\n')) {
        return None;
    }
    out.truncate(line.len());
    // Of the empty lines around the code, one is left.
    let is_blank = out.is_empty() || out.ends_with("\n\n") || out.ends_with("\n\r\n");
    Some(if is_blank { next.trim_start_matches(['\n', '\r']) } else { next })
}

/// What stands before the bullet or the number of an entry that has no more than that.
fn bullet_of(line: &str) -> Option<&str> {
    // No list is longer.
    const MOST_DIGITS: usize = 4;
    let number = line.strip_suffix(['.', ')']).and_then(|line| {
        let digits = line.bytes().rev().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count();
        (digits > 0).then(|| &line[..line.len() - digits])
    });
    let before = line.strip_suffix(['-', '*', '•']).or(number)?.trim_end_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')).then_some(before)
}

fn is_bracket_pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('(', ')')
            | ('[', ']')
            | ('{', '}')
            | ('<', '>')
            | ('（', '）')
            | ('「', '」')
            | ('『', '』')
            | ('【', '】')
    )
}

fn is_quote_pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('"', '"')
            | ('\'', '\'')
            | ('`', '`')
            | ('“' | '„', '”')
            | ('„', '“')
            | ('‘' | '‚', '’')
            | ('‚', '‘')
            | ('«', '»')
            | ('»', '«')
            | ('‹', '›')
            | ('›', '‹')
    )
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

/// What ends a sentence or a part of one.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | ';' | '!' | '?')
}

/// What stands between two parts of a text and means nothing at the edge of one.
fn is_joining(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | ',' | ';' | '=')
}
