//! Texts that are not shown at all.

use super::{head::Head, segment, sites::Kinds};

/// A piece of text that gives the inside away, and where it must stand to do so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    pub(super) text: &'static str,
    pub(super) head: Head,
    /// Only where no letter, digit or underscore stands before it.
    starts_word: bool,
    /// Only where none stands behind it.
    ends_word: bool,
    /// Only as it is written.
    exact: bool,
    /// What begins like it and is something else.
    other: &'static str,
    /// What it says of the text that it stands in.
    pub(super) kind: Kinds,
}

impl Marker {
    pub(super) const fn anywhere(text: &'static str) -> Self {
        let head = Head::of(text.as_bytes(), false);
        let kind = Kinds::WITHHELD;
        Self { text, head, starts_word: false, ends_word: false, exact: false, other: "", kind }
    }

    pub(super) const fn start(text: &'static str) -> Self {
        Self { starts_word: true, ..Self::anywhere(text) }
    }

    pub(super) const fn word(text: &'static str) -> Self {
        Self { ends_word: true, ..Self::start(text) }
    }

    pub(super) const fn exact(self) -> Self {
        Self { exact: true, head: Head::of(self.text.as_bytes(), true), ..self }
    }

    pub(super) const fn but_not(self, other: &'static str) -> Self {
        Self { other, ..self }
    }

    /// Does not give the inside away, but calls for a closer look.
    pub(super) const fn hints_at(self, kind: Kinds) -> Self {
        Self { kind, ..self }
    }
}

/// Whether the marker stands in the text. A constant can ask.
pub(super) const fn holds(text: &str, marker: Marker) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        if begins_at(text, at, marker.text.as_bytes(), marker.exact) && is_alone(text, at, &marker) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the marker stands at this byte, where its head stands.
pub(super) fn stands_at(text: &[u8], at: usize, marker: &Marker) -> bool {
    let is_same = |text: &[u8]| {
        let needle = marker.text.as_bytes();
        text == needle || !marker.exact && text.eq_ignore_ascii_case(needle)
    };
    (marker.text.len() <= 8 || text.get(at..at + marker.text.len()).is_some_and(is_same))
        && is_alone(text, at, marker)
}

/// Whether around the marker at this byte nothing makes something else of it.
const fn is_alone(text: &[u8], at: usize, marker: &Marker) -> bool {
    let end = at + marker.text.len();
    if !marker.other.is_empty() && begins_at(text, at, marker.other.as_bytes(), false) {
        return false;
    }
    // An underscore that joins nothing is markup, or left over: `_m_client_`.
    let mut before = at;
    while marker.starts_word && before > 0 && text[before - 1] == b'_' {
        before -= 1;
    }
    let is_joined_before = marker.starts_word
        && before > 0
        && is_word(text[before - 1])
        && !segment::is_escape(text, before - 1);
    let mut behind = end;
    while marker.ends_word && behind < text.len() && text[behind] == b'_' {
        behind += 1;
    }
    let is_joined_behind = marker.ends_word && behind < text.len() && is_word(text[behind]);
    !is_joined_before && !is_joined_behind
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

const fn begins_at(text: &[u8], at: usize, needle: &[u8], exact: bool) -> bool {
    if at + needle.len() > text.len() {
        return false;
    }
    let mut n = 0;
    while n < needle.len() {
        let (a, b) = (text[at + n], needle[n]);
        if !(a == b || !exact && a.eq_ignore_ascii_case(&b)) {
            return false;
        }
        n += 1;
    }
    true
}
