//! Taking out globalisation codes and the upstream's own prefix.

use super::{
    Vocabulary, gap,
    head::{Head, eight_at},
    term,
};
use crate::verbatim::is_stand_in;

/// What codes begin with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    pub(super) text: &'static str,
    head: Head,
}

impl Prefix {
    pub(super) const fn of(text: &'static str) -> Self {
        Self { text, head: Head::of(text.as_bytes(), false) }
    }

    /// The one that a pattern names, `error.msg` of `error.msg.*`.
    pub(super) const fn of_pattern(pattern: &'static str) -> Self {
        match pattern.as_bytes() {
            [prefix @ .., b'.', b'*'] if !prefix.is_empty() => {
                let Ok(prefix) = std::str::from_utf8(prefix) else {
                    panic!("the dot of a pattern ends a character")
                };
                assert!(!term::is_blank(prefix), "a strip pattern names a prefix: `error.msg.*`");
                Self::of(prefix)
            }
            _ => panic!("a strip pattern is a prefix and `.*` behind it: `error.msg.*`"),
        }
    }
}

/// Whether a code with this prefix may stand in the text. A constant can ask.
pub(super) const fn holds_prefix(text: &str, prefix: &str) -> bool {
    let (text, prefix) = (text.as_bytes(), prefix.as_bytes());
    let mut at = 0;
    while at + prefix.len() < text.len() {
        let mut n = 0;
        while n < prefix.len() && text[at + n].eq_ignore_ascii_case(&prefix[n]) {
            n += 1;
        }
        if n == prefix.len() && text[at + n] == b'.' {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the text is a code and nothing else.
pub(super) fn is_code(text: &str) -> bool {
    // Most texts are told by the space behind one of their first words.
    let has_space = |head: &[u8; 16]| head.iter().map(|byte| u8::from(*byte == b' ')).sum::<u8>() > 0;
    let is_sentence = |head: &[u8; 16]| {
        let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        is_edge(head.first()) && (is_edge(head.last()) || is_edge(text.as_bytes().last())) && has_space(head)
    };
    if text.as_bytes().first_chunk().is_some_and(is_sentence) {
        return false;
    }
    // And most words by having no dots.
    let text = text.trim();
    let dots = || text.bytes().map(|byte| usize::from(byte == b'.')).sum::<usize>();
    let is_part = |byte: u8| is_word(byte) || byte == b'.' || byte == b'-';
    dots() >= 2 && text.bytes().all(is_part) && is_bare_code(text, 3) && !is_address(text)
}

/// Whether the dotted word is a host or a file by what it ends in, or made of initials: `api.example.com`,
/// `report.final.pdf`, `U.S.A.`. A code is longer, and ends otherwise.
fn is_address(word: &str) -> bool {
    // Not among them: endings that are words in which a code may end, `in`, `it`, `us`.
    const ENDS: [&str; 60] = [
        "app", "biz", "cloud", "com", "de", "dev", "edu", "eu", "example", "finance", "fr", "gov", "info",
        "internal", "io", "ke", "local", "mx", "net", "ng", "org", "ph", "tech", "test", "ug", "uk", "za",
        "bz2", "css", "csv", "doc", "docx", "eml", "gif", "gz", "heic", "html", "jpeg", "jpg", "js", "json",
        "log", "md", "mp3", "mp4", "pdf", "pem", "png", "pptx", "svg", "tar", "tiff", "toml", "txt", "xls",
        "xlsx", "xml", "yaml", "yml", "zip",
    ];
    const SECOND_ENDS: [&str; 8] = ["ac", "co", "com", "go", "gov", "ne", "net", "or"];
    const MOST_PARTS: usize = 7;
    let parts = || word.split('.').filter(|part| !part.is_empty());
    let is_one_of = |ends: &[&str], part: &str| ends.iter().any(|end| part.eq_ignore_ascii_case(end));
    let mut backwards = parts().rev();
    let (last, second) = (backwards.next().unwrap_or_default(), backwards.next().unwrap_or_default());
    let ends = is_one_of(&ENDS, last) || last.len() == 2 && is_one_of(&SECOND_ENDS, second);
    let begins = parts().next().is_some_and(|first| first.eq_ignore_ascii_case("www"));
    (begins || ends) && parts().count() <= MOST_PARTS || parts().all(|part| part.len() == 1)
}

/// What only the LMS writes before a text, or leads to a code without a prefix.
pub(super) const HINTS: [&str; 3] = [STATUS, STATED, LIST];
const STATUS: &str = "status=";
const STATED: &str = " due to: ";
const LIST: &str = "errors exist. [";

/// Where something that is cut out may begin, where a hint or the prefix of a code stands at `at`.
pub(super) fn begins(text: &str, at: usize, hint: &str, mut add: impl FnMut(usize)) {
    let bytes = text.as_bytes();
    match hint {
        STATUS => {
            let colon = text[..at].trim_end_matches(' ');
            let name = colon.strip_suffix(':').map(|name| name.strip_suffix(' ').unwrap_or(name));
            let Some(name) = name else { return };
            let len =
                name.bytes().rev().take(LONGEST_SERVICE).take_while(|byte| is_of_service(*byte)).count();
            let starts_word = |at: &usize| is_word(bytes[*at]) && (*at == 0 || !is_word(bytes[*at - 1]));
            (name.len() - len..name.len()).filter(starts_word).for_each(add);
        }
        STATED => add(at + 1),
        LIST => {
            let entries = at + LIST.len();
            let list = &bytes[entries..bytes.len().min(entries + LONGEST_FIELD + 2)];
            let list = &list[..skip(list, 0, |byte| byte != b'[')];
            list.windows(2)
                .enumerate()
                .filter(|(_, two)| *two == b": ")
                .for_each(|(n, _)| add(entries + n + 2));
        }
        _ => add(at),
    }
}

fn is_of_service(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.') || !byte.is_ascii()
}

/// Takes out the codes that begin at one of the sites: writes what stands before the last of them without them, and
/// tells the rest; writes nothing where there is none.
pub(super) fn codes<'t>(
    text: &'t str,
    sites: impl Iterator<Item = usize>,
    vocabulary: &Vocabulary,
    out: &mut String,
) -> Option<&'t str> {
    let mut rest = text;
    for at in sites {
        let from = text.len() - rest.len();
        let cut = if at < from { None } else { cut_at(text, from, at, vocabulary) };
        if let Some(cut) = cut.filter(|cut| !vocabulary.keeps(text, cut.start, cut.end)) {
            if from == 0 && cut.start > 0 {
                out.reserve(text.len());
            }
            out.push_str(&text[from..cut.start]);
            rest = gap::close(out, &text[cut.start..cut.end], &text[cut.end..]);
        }
    }
    (rest.len() < text.len()).then_some(rest)
}

struct Cut {
    start: usize,
    end: usize,
}

/// What is cut out of a text that has been cut up to `from`, if a code begins at `at`, or what wraps one.
fn cut_at(text: &str, from: usize, at: usize, vocabulary: &Vocabulary) -> Option<Cut> {
    let code_at = |start: usize| {
        let eight = eight_at(text.as_bytes(), start);
        let prefixes = vocabulary.strips.as_slice().iter().filter(|prefix| prefix.head.begins(eight));
        prefixes.filter_map(|prefix| code_end(text, start, prefix.text)).max()
    };
    if let Some(end) = code_at(at) {
        return Some(Cut { start: qualified_start(text, from, at), end: list_end(text, end, code_at) });
    }
    let is_word = |at: usize| text.as_bytes().get(at).is_some_and(|byte| is_word(*byte));
    if !vocabulary.lms || !is_word(at) || at > 0 && is_word(at - 1) {
        return None;
    }
    let ends = [upstream_prefix_end(text, at), stated_reason_end(text, at), listed_code_end(text, at)];
    ends.into_iter().flatten().max().map(|end| Cut { start: at, end })
}

/// Behind the last of the codes that are listed from here on: `error.msg.a, error.msg.b and error.msg.c`.
fn list_end(text: &str, mut end: usize, code_at: impl Fn(usize) -> Option<usize>) -> usize {
    loop {
        let behind = &text[end..];
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let unquoted = quote.and_then(|quote| behind.strip_prefix(quote)).unwrap_or(behind);
        let joint = unquoted.trim_start_matches(' ').trim_start_matches([',', ';', '/', '|', '&', '+']);
        let joint = joint.trim_start_matches(' ');
        let next = joint.strip_prefix("and ").or_else(|| joint.strip_prefix("or ")).unwrap_or(joint);
        let next = quote.map_or(Some(next), |quote| next.strip_prefix(quote));
        match next
            .filter(|next| next.len() < unquoted.len())
            .and_then(|next| code_at(text.len() - next.len()))
        {
            Some(next) => end = next,
            None => return end,
        }
    }
}

/// Before the dotted words that lead to a code: `some.error.msg.loan.locked` is one.
fn qualified_start(text: &str, from: usize, start: usize) -> usize {
    let before = &text.as_bytes()[from..start];
    if before.last() != Some(&b'.') {
        return start;
    }
    let words = before.iter().rev().take_while(|byte| is_word(**byte) || **byte == b'.').count();
    start - words
}

fn is_word(byte: u8) -> bool {
    IS_WORD[usize::from(byte)]
}

/// A look into a table takes less than to compare with six edges.
static IS_WORD: [bool; 256] = {
    let mut is_word = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    is_word
};

/// Behind the code with this prefix that begins at `start`. What stands before it does not matter: behind `\n` that
/// somebody has escaped, a code is one as well.
fn code_end(text: &str, start: usize, prefix: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = start + prefix.len();
    if !bytes.get(start..end)?.eq_ignore_ascii_case(prefix.as_bytes()) {
        return None;
    }
    end = plain_parts_end(bytes, end);
    loop {
        let part = skip(bytes, end, |byte| byte == b'.');
        match part_end(bytes, part) {
            Some(next) if part > end => end = next,
            // What no code holds is a hole that was not filled (`error.msg.loan.%s`), or a letter beyond ASCII.
            _ if part > end && is_odd(text, part) => end = odd_end(text, part),
            // `error.msg.` is no sentence's; `the cob.` is.
            _ if end == start + prefix.len() && !(part > end && prefix.contains('.')) => return None,
            _ if text[end..].starts_with(|c: char| c == '@' || c.is_alphanumeric()) => {
                end = odd_end(text, end);
            }
            // A code may end in dots of its own; more than two are the sentence's.
            _ => return Some(part.min(end + 2)),
        }
    }
}

/// Behind the dotted parts that are words and nothing else. Most codes have no others.
fn plain_parts_end(text: &[u8], mut end: usize) -> usize {
    while text.get(end) == Some(&b'.') {
        match word_end(text, end + 1) {
            Some(word) if ends_part(text, word) => end = word,
            _ => break,
        }
    }
    end
}

/// Whether nothing stands there that may belong to a part, behind a word of it.
fn ends_part(text: &[u8], at: usize) -> bool {
    matches!(text.get(at), None | Some(b'.' | b' ' | b'"' | b')' | b':' | b';'))
}

/// Whether something stands there that can neither be a part of a code nor end one.
fn is_odd(text: &str, at: usize) -> bool {
    let is_odd = |c: char| c.is_alphanumeric() || matches!(c, '%' | '$' | '*' | '#' | '@' | '~' | '^' | '\\');
    text[at..].chars().next().is_some_and(is_odd)
}

fn odd_end(text: &str, at: usize) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || is_stand_in(c)
            || matches!(c, '.' | ',' | ':' | ';' | '"' | '\'' | '`' | ')' | ']' | '}')
    };
    text[at..].find(ends).map_or(text.len(), |n| at + n)
}

/// Behind one dotted part of a code: words with hyphens, and what the LMS mixes in of plurals, operators,
/// indices and values.
fn part_end(text: &[u8], at: usize) -> Option<usize> {
    if let Some(end) = index_end(text, at) {
        return Some(end);
    }
    let operators = skip(text, at, |byte| matches!(byte, b'<' | b'>' | b'='));
    let mut end = word_end(text, operators)?;
    if ends_part(text, end) {
        return Some(end);
    }
    while let Some(next) = literal_end(text, end, b"-").and_then(|hyphen| word_end(text, hyphen)) {
        end = next;
    }
    if let Some(quote) = literal_end(text, end, b"'") {
        let letters = skip(text, quote, |byte| byte.is_ascii_lowercase());
        end = if letters > quote { letters } else { end };
    }
    end = literal_end(text, end, b"(s)").unwrap_or(end);
    if let Some(operator) = literal_end(text, end, b"<").or_else(|| literal_end(text, end, b">")) {
        let operand = literal_end(text, operator, b"=").unwrap_or(operator);
        end = word_end(text, operand).unwrap_or(end);
    }
    while let Some(next) = index_end(text, end) {
        end = next;
    }
    if let Some(comma) = literal_end(text, end, b",") {
        let letters = skip(text, comma, |byte| byte.is_ascii_alphabetic());
        end = if letters > comma { letters } else { end };
    }
    Some(end)
}

fn skip(text: &[u8], at: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|byte| !is_part(*byte)).map_or(text.len(), |n| at + n)
}

fn word_end(text: &[u8], at: usize) -> Option<usize> {
    let end = skip(text, at, is_word);
    (end > at).then_some(end)
}

fn literal_end(text: &[u8], at: usize, literal: &[u8]) -> Option<usize> {
    text[at..].starts_with(literal).then_some(at + literal.len())
}

/// What a stand-in begins with.
const STAND_IN: [u8; 2] = [0xEF, 0xB7];

fn index_end(text: &[u8], at: usize) -> Option<usize> {
    // A bracket that is not closed soon is none of the code's.
    const LONGEST_INDEX: usize = 64;
    let open = literal_end(text, at, b"[")?;
    let inside = &text[..text.len().min(open + LONGEST_INDEX)];
    let close = skip(inside, open, |byte| byte != b']' && byte != b'\n');
    let holds_value = text[open..close].windows(2).any(|two| two == STAND_IN);
    literal_end(text, close, b"]").filter(|_| !holds_value)
}

/// No service has a longer name, and to look further from each word would take the square of the time.
const LONGEST_SERVICE: usize = 64;

/// Behind what the upstream client prints before a text: `lms: status=404 code="…": `.
fn upstream_prefix_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let name = &bytes[..bytes.len().min(start + LONGEST_SERVICE)];
    let colon = skip(name, start, is_of_service);
    let colon = if bytes.get(colon) == Some(&b' ') { colon + 1 } else { colon };
    let status = skip(bytes, literal_end(bytes, colon, b":")?, |byte| byte == b' ');
    let number = status + "status=".len();
    if !bytes.get(status..number)?.eq_ignore_ascii_case(b"status=") {
        return None;
    }
    // Only a refusal is answered so: `status=200` is some other status.
    let mut end = skip(bytes, number, |byte| byte.is_ascii_digit());
    if end != number + 3
        || !matches!(bytes[number], b'4' | b'5')
        || bytes.get(end).is_some_and(|byte| is_word(*byte))
    {
        return None;
    }
    while let Some(next) = attribute_end(text, end) {
        end = next;
    }
    let colon = skip(bytes, end, |byte| byte == b' ');
    // In the middle of a sentence, only the colon tells the prefix from the sentence.
    let is_first = text[..start].trim_start().is_empty();
    literal_end(bytes, colon, b":").or(Some(end).filter(|_| is_first))
}

/// Behind ` key="value"` or ` key=value`.
fn attribute_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let key = word_end(bytes, literal_end(bytes, at, b" ")?)?;
    let value = literal_end(bytes, key, b"=")?;
    let quoted = literal_end(bytes, value, b"\"");
    let ends_value = |byte: u8| match quoted {
        Some(_) => matches!(byte, b'"' | b'\\'),
        None => byte.is_ascii_whitespace() || byte == b':',
    };
    let mut end = quoted.unwrap_or(value);
    loop {
        end = skip(bytes, end, |byte| !ends_value(byte) && byte != STAND_IN[0]);
        match bytes[end..] {
            // What is escaped ends nothing, unless it is a stand-in.
            [b'\\', escaped, ..] if quoted.is_some() && escaped != STAND_IN[0] => end += 2,
            [b'\\', ..] if quoted.is_some() => end += 1,
            [lead, ..] if lead == STAND_IN[0] => {
                if text[end..].starts_with(is_stand_in) {
                    return None;
                }
                // Of another character, the first byte is the same.
                end += 1;
            }
            [_, ..] if quoted.is_some() => return Some(end + 1),
            _ => return Some(end),
        }
    }
}

/// Behind the reason in `Failed data validation due to: cannot.be.blank.`, a sentence in which the LMS writes a code
/// without its prefix; from the words that lead to it.
fn stated_reason_end(text: &str, start: usize) -> Option<usize> {
    if !text[..start].ends_with("data validation ") {
        return None;
    }
    let (_, reason) = STATED.split_at(1);
    let reason = literal_end(text.as_bytes(), start, reason.as_bytes())?;
    // Two words with a dot between them may be a name, if the sentence goes on behind them.
    let goes_on = |end: usize| text[end..].starts_with([' ', '/', '@']) && !text[..end].ends_with('.');
    bare_code_end(text, reason, 2).filter(|end| !goes_on(*end) || bare_code_end(text, reason, 3).is_some())
}

/// The name of a field is no longer; and to look further from each word would take the square of the time.
const LONGEST_FIELD: usize = 128;

/// Behind the code in `Validation errors exist. [officeId: cannot.be.blank.here]`, another one.
fn listed_code_end(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix(": ")?;
    let name = before.bytes().rev().take(LONGEST_FIELD).take_while(|byte| *byte != b'[').count();
    let lead = before.as_bytes().get(..before.len() - name)?;
    if !lead.ends_with(LIST.as_bytes()) {
        return None;
    }
    bare_code_end(text, start, 3)
}

fn bare_code_end(text: &str, start: usize, parts_at_least: usize) -> Option<usize> {
    let end = skip(text.as_bytes(), start, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let word = &text[start..end];
    (is_bare_code(word, parts_at_least) && !is_address(word)).then_some(end)
}

/// Whether the word is a code without a prefix: words and nothing else, joined by dots.
fn is_bare_code(word: &str, parts_at_least: usize) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let is_named = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut named = 0;
    // A version or an amount has parts without letters.
    let is_part = |part: &str| {
        named += usize::from(!part.is_empty());
        part.is_empty() || is_named(part) && part.bytes().all(|byte| is_word(byte) || byte == b'-')
    };
    word.split('.').all(is_part) && named >= parts_at_least
}
