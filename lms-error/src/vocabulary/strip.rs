//! Taking out globalisation codes and the upstream's own prefix.

use super::{
    Vocabulary,
    codes::{STAND_IN, bare_code_end, code_end, is_word, literal_end, skip, word_end},
    gap,
    head::{Head, eight_at},
    term,
};
use crate::render::is_placeholder;

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

/// What only the LMS writes before a text, or leads to a code without a prefix.
pub(super) const STATUS: &str = "status=";
pub(super) const STATED: &str = " due to: ";
pub(super) const LIST: &str = "errors exist. [";

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
    let mut sites = sites.peekable();
    sites.peek()?;
    let mut rest = text;
    let first = text.len() - text.trim_start().len();
    for at in sites {
        let from = text.len() - rest.len();
        let cut = if at < from { None } else { cut_at(text, from, at, first, vocabulary) };
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

/// How the upstream client begins each of its texts.
const UPSTREAM: &[u8] = b"lms: status=";

/// Where the text begins behind the prefix of the upstream client and its colon; 0 where it has none. Nearly each text
/// that is not our own has one, and of what is cut out anyhow, less has to be known.
#[inline]
pub(super) fn upstream_end(text: &str, vocabulary: &Vocabulary) -> usize {
    if text.as_bytes().starts_with(UPSTREAM) && vocabulary.lms {
        upstream_end_of(text, vocabulary)
    } else {
        0
    }
}

fn upstream_end_of(text: &str, vocabulary: &Vocabulary) -> usize {
    let Some(end) = stated_status_end(text, UPSTREAM.len(), false) else { return 0 };
    if vocabulary.keeps(text, 0, end) {
        return 0;
    }
    let begin = match text.as_bytes()[end..] {
        [b' ', first, ..] if first.is_ascii_alphanumeric() => end + 1,
        _ => text.len() - gap::close(&mut String::new(), &text[..end], &text[end..]).len(),
    };
    if stands_apart(text, begin) { begin } else { 0 }
}

/// Whether what stands there stood there before something was cut out, too: what begins in the middle of a word was no
/// word before.
pub(super) fn stands_apart(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_')
}

struct Cut {
    start: usize,
    end: usize,
}

/// What is cut out of a text that has been cut up to `from`, if a code begins at `at`, or what wraps one. Its first
/// word begins at `first`.
fn cut_at(text: &str, from: usize, at: usize, first: usize, vocabulary: &Vocabulary) -> Option<Cut> {
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
    let ends = [upstream_prefix_end(text, at, first), stated_reason_end(text, at), listed_code_end(text, at)];
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

/// No service has a longer name, and to look further from each word would take the square of the time.
const LONGEST_SERVICE: usize = 64;

/// Behind what the upstream client prints before a text: `lms: status=404 code="…": `, and at its beginning without
/// the last colon, too.
fn upstream_prefix_end(text: &str, start: usize, first: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let name = &bytes[..bytes.len().min(start + LONGEST_SERVICE)];
    let colon = skip(name, start, is_of_service);
    let colon = if bytes.get(colon) == Some(&b' ') { colon + 1 } else { colon };
    let status = skip(bytes, literal_end(bytes, colon, b":")?, |byte| byte == b' ');
    let number = status + STATUS.len();
    if !bytes.get(status..number)?.eq_ignore_ascii_case(STATUS.as_bytes()) {
        return None;
    }
    stated_status_end(text, number, start <= first)
}

/// The same, from the number of the status on.
fn stated_status_end(text: &str, number: usize, is_first: bool) -> Option<usize> {
    let bytes = text.as_bytes();
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
    literal_end(bytes, colon, b":").or(Some(end).filter(|_| is_first))
}

/// Behind ` key="value"` or ` key=value`.
fn attribute_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let key = word_end(bytes, literal_end(bytes, at, b" ")?)?;
    let value = literal_end(bytes, key, b"=")?;
    let quoted = literal_end(bytes, value, b"\"");
    let mut end = quoted.unwrap_or(value);
    loop {
        end = match quoted {
            Some(_) => quoted_end(bytes, end),
            None => {
                skip(bytes, end, |byte| !byte.is_ascii_whitespace() && byte != b':' && byte != STAND_IN[0])
            }
        };
        match bytes[end..] {
            // What is escaped ends nothing, unless it is a stand-in.
            [b'\\', escaped, ..] if quoted.is_some() && escaped != STAND_IN[0] => end += 2,
            [b'\\', ..] if quoted.is_some() => end += 1,
            [lead, ..] if lead == STAND_IN[0] => {
                if text[end..].starts_with(is_placeholder) {
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

/// Where something stands that may end what is quoted: a quote, a backslash, or what may be a stand-in.
fn quoted_end(text: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    // The lowest of the highest bits that are left is that of the first byte that is nothing.
    let nothing = |eight: u64| eight.wrapping_sub(ONES) & !eight & HIGHEST;
    let is = |eight: u64, byte: u8| nothing(eight ^ (ONES * u64::from(byte)));
    while let Some(eight) = text[at..].first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        let ends = is(eight, b'"') | is(eight, b'\\') | is(eight, STAND_IN[0]);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    skip(text, at, |byte| !matches!(byte, b'"' | b'\\') && byte != STAND_IN[0])
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
