//! How globalisation codes are written.

use super::head::eight_at;
use crate::{render::is_placeholder, simd::any_of_sixteen};

/// Whether the text is a code and nothing else.
pub(super) fn is_code(text: &str) -> bool {
    // Most texts are told by the space behind one of their first words.
    let is_sentence = |head: &[u8; 16]| {
        let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        is_edge(head.first())
            && (is_edge(head.last()) || is_edge(text.as_bytes().last()))
            && any_of_sixteen(head, |byte| byte == b' ')
    };
    if text.as_bytes().first_chunk().is_some_and(is_sentence) {
        return false;
    }
    // And most words by having no dots.
    let text = text.trim().as_bytes();
    let dots = || text.iter().map(|byte| usize::from(*byte == b'.')).sum::<usize>();
    let is_part = |byte: &u8| is_word(*byte) || matches!(byte, b'.' | b'-');
    dots() >= 2 && text.iter().all(is_part) && is_bare_code(text, 3) && !is_address(text)
}

/// Whether the dotted word is a host or a file by what it ends in, or made of initials: `api.example.com`,
/// `report.final.pdf`, `U.S.A.`. A code is longer, and ends otherwise.
fn is_address(word: &[u8]) -> bool {
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
    const END_KEYS: [u64; ENDS.len()] = keys(ENDS);
    const SECOND_END_KEYS: [u64; SECOND_ENDS.len()] = keys(SECOND_ENDS);
    let parts = || word.split(|byte| *byte == b'.').filter(|part| !part.is_empty());
    let mut backwards = parts().rev();
    let (last, second) = (backwards.next().unwrap_or_default(), backwards.next().unwrap_or_default());
    let ends = is_one_of(&END_KEYS, last) || last.len() == 2 && is_one_of(&SECOND_END_KEYS, second);
    let begins = parts().next().is_some_and(|first| first.eq_ignore_ascii_case(b"www"));
    (begins || ends) && parts().count() <= MOST_PARTS || parts().all(|part| part.len() == 1)
}

/// Words of eight letters at most as numbers, so that one is compared with all of them in a few steps.
const fn keys<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut keys = [0; N];
    let mut n = 0;
    while n < N {
        assert!(words[n].len() <= 8, "a number has room for eight letters");
        keys[n] = eight_at(words[n].as_bytes(), 0);
        n += 1;
    }
    keys
}

fn is_one_of(keys: &[u64], word: &[u8]) -> bool {
    let key = u64::from_le_bytes(eight_at(word, 0).to_le_bytes().map(|byte| byte.to_ascii_lowercase()));
    word.len() <= 8 && keys.contains(&key)
}

#[inline]
pub(super) fn is_word(byte: u8) -> bool {
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
pub(super) fn code_end(text: &str, start: usize, prefix: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = start + prefix.len();
    if !bytes.get(start..end)?.eq_ignore_ascii_case(prefix.as_bytes()) {
        return None;
    }
    end = plain_parts_end(bytes, end);
    let is_done = end > start + prefix.len() && bytes.get(end) != Some(&b'.') && ends_part(bytes, end);
    if is_done {
        return Some(end);
    }
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
            || is_placeholder(c)
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

#[inline]
pub(super) fn skip(text: &[u8], at: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|byte| !is_part(*byte)).map_or(text.len(), |n| at + n)
}

#[inline]
pub(super) fn word_end(text: &[u8], at: usize) -> Option<usize> {
    let end = skip(text, at, is_word);
    (end > at).then_some(end)
}

#[inline]
pub(super) fn literal_end(text: &[u8], at: usize, literal: &[u8]) -> Option<usize> {
    text[at..].starts_with(literal).then_some(at + literal.len())
}

/// What a stand-in begins with.
pub(super) const STAND_IN: [u8; 2] = [0xEF, 0xB7];

fn index_end(text: &[u8], at: usize) -> Option<usize> {
    // A bracket that is not closed soon is none of the code's.
    const LONGEST_INDEX: usize = 64;
    let open = literal_end(text, at, b"[")?;
    let inside = &text[..text.len().min(open + LONGEST_INDEX)];
    let close = skip(inside, open, |byte| byte != b']' && byte != b'\n');
    let holds_value = text[open..close].windows(2).any(|two| two == STAND_IN);
    literal_end(text, close, b"]").filter(|_| !holds_value)
}

pub(super) fn bare_code_end(text: &str, start: usize, parts_at_least: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = skip(bytes, start, |byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    let word = &bytes[start..end];
    (is_bare_code(word, parts_at_least) && !is_address(word)).then_some(end)
}

/// Whether the word is a code without a prefix: words and nothing else, joined by dots.
fn is_bare_code(word: &[u8], parts_at_least: usize) -> bool {
    let word = word.strip_suffix(b".").unwrap_or(word);
    let mut named = 0;
    // A version or an amount has parts without letters.
    let is_part = |part: &[u8]| match part {
        [] => true,
        [first, rest @ ..] => {
            named += 1;
            first.is_ascii_alphabetic() && rest.iter().all(|byte| is_word(*byte) || *byte == b'-')
        }
    };
    word.split(|byte| *byte == b'.').all(is_part) && named >= parts_at_least
}
