//! Normalizing: a text as a person reads it.
//!
//! Escapes are decoded, level by level. White space becomes one space, and what nobody sees is removed; variants of letters
//! and signs become plain ones, by Unicode's compatibility decomposition. Letters that look like Latin ones are read as both.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

use super::{MAX_LEN, MAX_WORK};
use crate::{placeholder::is_placeholder, simd::any_pair};

/// Returns true if normalization may change the text: for an escape, a control character, a character beyond ASCII, a
/// plus sign, or two spaces. Most texts have none.
pub(super) fn may_change(text: &str) -> bool {
    any_pair(text.as_bytes(), |a, b| {
        let (escape, control) =
            ((a ^ b'\\').min(a ^ b'%').min(a ^ b'&').min(a ^ b'+').min(a ^ 0x7F), a & 0xE0);
        escape.min(control).min(!a & 0x80).min((a | b) ^ b' ') == 0
    })
}

/// Returns the text with one level of escapes decoded; `None` if nothing changed.
pub(super) fn decode(text: &str) -> Option<String> {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\\' | b'&' | b'%' | b'+' | 0x1B)) {
        let (before, tail) = rest.split_at(at);
        let (c, len) = match tail.as_bytes()[0] {
            b'\\' => backslash(&tail[1..]),
            b'&' => entity(&tail[1..]),
            b'%' => percent(tail),
            b'+' => Some((' ', 1)),
            _ => tail.bytes().take(9).position(|b| b.is_ascii_alphabetic()).map(|n| ('\u{AD}', n + 1)),
        }
        .unwrap_or((char::from(tail.as_bytes()[0]), 1));
        out.push_str(before);
        out.push(c);
        rest = &tail[len..];
    }
    Some(out + rest).filter(|out| out != text)
}

/// Returns the text without what nobody sees, and with plain letters and signs if they are to be plain; `None` if nothing
/// changed. It is cut if it is too long to be shown, or too much work.
pub(super) fn tidy(text: &str, is_plain: bool, work: &mut usize) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if out.len() > MAX_LEN || *work > MAX_WORK => break,
            // Letters of common scripts are not looked up.
            '!'..='~' | 'À'..='İ' | 'Έ'..='ώ' | 'Ѐ'..='џ' | '一'..='龥' => out.push(c),
            ' ' if !out.ends_with(' ') => out.push(c),
            _ if c.is_whitespace() => push(&mut out, ' '),
            _ if c.is_control() || is_invisible(c) => {}
            _ if !is_plain || is_placeholder(c) => out.push(c),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            _ => decompose_compatible(framed(c).unwrap_or(c), |c| {
                *work += 2;
                push(&mut out, c);
            }),
        }
    }
    Some(out).filter(|out| out != text)
}

/// Adds a character, composed with the last one if Unicode has a character for both. Other marks are dropped, but for
/// those that belong to the letters of other scripts.
fn push(out: &mut String, c: char) {
    let (last, is_other) = (out.chars().next_back(), |c: char| !c.is_ascii() && confusable(c).is_none());
    if c == ' ' {
        out.extend(Some(c).filter(|_| last != Some(c)));
    } else if let Some(both) = last.and_then(|last| compose(last, c)) {
        out.pop();
        out.push(both);
    } else if !is_combining_mark(c) || c >= '\u{370}' && last.is_some_and(is_other) {
        out.extend(Some(c).filter(|c| !is_invisible(*c)));
    }
}

/// Decodes an escape of JSON or Rust after its backslash. Returns the character and the length with the backslash.
fn backslash(rest: &str) -> Option<(char, usize)> {
    let c = rest.chars().next()?;
    match c {
        'n' | 'r' | 't' => Some((' ', 2)),
        'u' if rest.starts_with("u{") => {
            let (digits, _) = rest[2..].split_once('}')?;
            Some((hex(digits)?, digits.len() + 4))
        }
        'u' => {
            let unit = |at: usize| u16::from_str_radix(rest.get(at..at + 4)?, 16).ok();
            let units = [unit(1)?, unit(7).filter(|_| rest[5..].starts_with("\\u")).unwrap_or_default()];
            let c = char::decode_utf16(units).next()?.ok()?;
            Some((c, if c.len_utf16() == 2 { 12 } else { 6 }))
        }
        'x' => Some((hex(rest.get(1..3)?)?, 4)),
        _ => c.is_ascii_punctuation().then_some((c, 2)),
    }
}

/// Decodes an HTML entity after its ampersand. Returns the character and the length with the ampersand.
fn entity(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    const NAMED: [(&str, char); 7] =
        [("amp", '&'), ("apos", '\''), ("gt", '>'), ("lt", '<'), ("nbsp", ' '), ("quot", '"'), ("sol", '/')];
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => hex(digits)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => NAMED.iter().find(|(named, _)| name.eq_ignore_ascii_case(named))?.1,
    };
    Some((c, end + 2))
}

/// Decodes a percent-encoded character. Returns it with its encoded length.
fn percent(text: &str) -> Option<(char, usize)> {
    let byte = |n: usize| u8::from_str_radix(text.get(3 * n..)?.strip_prefix('%')?.get(..2)?, 16).ok();
    let len = byte(0)?.leading_ones().clamp(1, 4) as usize;
    let bytes: [u8; 4] = std::array::from_fn(|n| if n < len { byte(n).unwrap_or_default() } else { 0 });
    Some((std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?, 3 * len))
}

fn hex(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Returns the letter of a bracketed or inverted form, which the decomposition does not cover.
fn framed(c: char) -> Option<char> {
    const FIRSTS: [u32; 5] = [0x249C, 0x1F110, 0x1F130, 0x1F150, 0x1F170];
    let n = FIRSTS.iter().find_map(|first| u32::from(c).checked_sub(*first).filter(|n| *n < 26))?;
    char::from_u32(u32::from('a') + n)
}

/// The property `Default_Ignorable_Code_Point` of Unicode, and the blank of Braille.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Returns the lower-case ASCII letter that a letter of another script looks like.
#[rustfmt::skip]
fn confusable(c: char) -> Option<char> {
    Some(match c {
        'а' | 'А' | 'α' | 'Α' | 'ᴀ' | 'ɑ' => 'a', 'В' | 'Β' | 'ʙ' => 'b', 'с' | 'С' | 'ᴄ' => 'c',
        'ԁ' | 'ᴅ' => 'd', 'е' | 'Е' | 'Ε' | 'ᴇ' => 'e', 'ꜰ' => 'f', 'ɢ' | 'ɡ' => 'g',
        'һ' | 'Н' | 'Η' | 'ʜ' => 'h', 'і' | 'І' | 'Ι' | 'ι' | 'ɪ' | 'ı' => 'i', 'ј' | 'Ј' | 'ᴊ' => 'j',
        'К' | 'к' | 'Κ' | 'κ' | 'ᴋ' => 'k', 'ӏ' | 'ʟ' => 'l', 'М' | 'Μ' | 'ᴍ' => 'm', 'Ν' | 'ɴ' => 'n',
        'о' | 'О' | 'ο' | 'Ο' | 'ᴏ' => 'o', 'р' | 'Р' | 'ρ' | 'Ρ' | 'ᴘ' => 'p', 'ԛ' => 'q', 'ʀ' => 'r',
        'ѕ' | 'Ѕ' | 'ꜱ' => 's', 'Т' | 'Τ' | 'ᴛ' => 't', 'ᴜ' => 'u', 'ν' | 'ᴠ' => 'v', 'ԝ' | 'ᴡ' => 'w',
        'х' | 'Х' => 'x', 'у' | 'У' | 'Υ' | 'ʏ' => 'y', 'Ζ' | 'ᴢ' => 'z',
        _ => return None,
    })
}

/// Replaces look-alikes in words that also have ASCII letters, and in words of look-alikes alone. Other words of
/// another script stay. Returns `None` if nothing changed.
pub(super) fn without_confusables(text: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    // Of characters beyond ASCII nearly all are letters here: the exact property is slow to look up.
    let is_sign =
        |c: char| matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}');
    let is_letter = |c: char| c.is_ascii_alphabetic() || !c.is_ascii() && !is_sign(c);
    text.chars().find(|c| !c.is_ascii() && confusable(*c).is_some())?;
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c| !is_letter(c)) {
        let mut letters = word.chars().filter(|c| is_letter(*c));
        let is_disguise = word.contains(|c: char| c.is_ascii_alphabetic())
            || letters.clone().count() >= SHORTEST && letters.all(|c| confusable(c).is_some());
        if is_disguise {
            out.extend(word.chars().map(|c| confusable(c).unwrap_or(c)));
        } else {
            out.push_str(word);
        }
    }
    (out != text).then_some(out)
}
