//! The rows of an [`Upstream`](super::Upstream): slices of a user's constants, checked when they are compiled.

use crate::Code;

/// The maximum number of times that a constant can be extended.
const MAX_SLICES: usize = 8;

/// Rows of a user's constants, in the order in which they were given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<V: 'static> {
    slices: [&'static [(&'static str, V)]; MAX_SLICES],
    len: usize,
}

impl<V: Copy> Rows<V> {
    pub(super) const NONE: Self = Self { slices: [&[]; MAX_SLICES], len: 0 };

    fn iter(&self) -> impl Iterator<Item = (&'static str, V)> + '_ {
        self.slices[..self.len].iter().flat_map(|rows| rows.iter().copied())
    }

    /// Adds a slice.
    #[track_caller]
    const fn with(mut self, rows: &'static [(&'static str, V)]) -> Self {
        assert!(self.len < MAX_SLICES, "rows can be added eight times: put more of them into one slice");
        self.slices[self.len] = rows;
        self.len += 1;
        self
    }

    /// Returns the first key that has two rows.
    const fn repeated(&self) -> Option<&'static str> {
        // A new hash proves a new key, so few rows are compared with the earlier ones: rustc rejects a constant whose
        // evaluation takes too many steps.
        let mut seen = [0_u64; 1024];
        let mut s = 0;
        while s < self.len {
            let rows = self.slices[s];
            let mut r = 0;
            while r < rows.len() {
                let hash = hash(rows[r].0);
                let (word, bit) = (hash / 64, 1 << (hash % 64));
                if seen[word] & bit != 0 && self.has_earlier(s, r) {
                    return Some(rows[r].0);
                }
                seen[word] |= bit;
                r += 1;
            }
            s += 1;
        }
        None
    }

    /// Returns true if a row before this one has the same key.
    const fn has_earlier(&self, slice: usize, row: usize) -> bool {
        let key = self.slices[slice][row].0;
        let mut s = 0;
        while s <= slice {
            let rows = self.slices[s];
            let end = if s == slice { row } else { rows.len() };
            let mut r = 0;
            while r < end {
                if is_same(rows[r].0, key) {
                    return true;
                }
                r += 1;
            }
            s += 1;
        }
        false
    }
}

impl Rows<Code> {
    #[track_caller]
    pub(super) const fn codes(self, rows: &'static [(&'static str, Code)]) -> Self {
        let all = self.with(rows);
        let mut n = 0;
        while n < rows.len() {
            let code = rows[n].0;
            assert!(
                !code.is_empty(),
                "a row of `codes` has an empty prefix, which would match every code: name a code, or its first segments"
            );
            if has_outer_space(code) {
                fail(&["the code `", code, "` of a row of `codes` begins or ends with white space"]);
            }
            n += 1;
        }
        if let Some(code) = all.repeated() {
            fail(&["the code `", code, "` has two rows in `codes`: remove one of them"]);
        }
        all
    }

    /// Returns the code of the longest row that matches.
    pub(super) fn longest_match(&self, code: &str) -> Option<Code> {
        let matching = self.iter().filter(|(row, _)| is_prefix(row, code));
        matching.max_by_key(|(row, _)| row.len()).map(|(_, code)| code)
    }
}

impl Rows<&'static str> {
    #[track_caller]
    pub(super) const fn fields(self, rows: &'static [(&'static str, &'static str)]) -> Self {
        let all = self.with(rows);
        let mut n = 0;
        while n < rows.len() {
            let (upstream, partner) = rows[n];
            assert!(
                !upstream.is_empty() && !partner.is_empty(),
                "a row of `fields` has an empty name: write (\"the upstream's\", \"the partner's\")"
            );
            if has_outer_space(upstream) || has_outer_space(partner) {
                fail(&["a name for `", upstream, "` in `fields` begins or ends with white space"]);
            }
            n += 1;
        }
        if let Some(field) = all.repeated() {
            fail(&["the field `", field, "` has two rows in `fields`: remove one of them"]);
        }
        all
    }

    /// Returns the partner's name of a field.
    pub(super) fn partner_name(&self, field: &str) -> Option<&'static str> {
        self.iter().find(|(upstream, _)| *upstream == field).map(|(_, partner)| partner)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Returns true if the row is the whole code, or its leading segments: `error.msg.loan` matches `error.msg.loan.locked`
/// and not `error.msg.loanproduct`.
pub(super) fn is_prefix(row: &str, code: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.strip_prefix(row).is_some_and(|rest| !(row.ends_with(is_word) && rest.starts_with(is_word)))
}

/// Hashes a key to a number below 65,536 (FNV-1a, folded).
const fn hash(key: &str) -> usize {
    let key = key.as_bytes();
    let mut hash = 0x811C_9DC5_u32;
    let mut n = 0;
    while n < key.len() {
        hash = (hash ^ key[n] as u32).wrapping_mul(0x0100_0193);
        n += 1;
    }
    ((hash >> 16) ^ (hash & 0xFFFF)) as usize
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    // From the end, where codes differ.
    let mut n = a.len();
    while n > 0 {
        n -= 1;
        if a[n] != b[n] {
            return false;
        }
    }
    true
}

const fn has_outer_space(text: &str) -> bool {
    text.trim_ascii().len() != text.len()
}

/// Panics with a message of these parts. In a constant, that is a compile error.
#[track_caller]
const fn fail(parts: &[&str]) -> ! {
    let (mut message, mut len, mut n) = ([0; 256], 0, 0);
    while n < parts.len() {
        let part = parts[n].as_bytes();
        let mut at = 0;
        while at < part.len() && len < message.len() {
            message[len] = part[at];
            at += 1;
            len += 1;
        }
        n += 1;
    }
    match core::str::from_utf8(message.split_at(len).0) {
        Ok(message) => panic!("{}", message),
        // A long name was cut within a character.
        Err(_) => panic!("a row of an upstream has a name that is wrong, and too long to quote"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_row_wins_across_slices() {
        const ROWS: Rows<Code> = Rows::NONE
            .codes(&[("error.msg.loan", Code::Aborted), ("error.msg.loan.locked", Code::Unavailable)])
            .codes(&[("error.msg", Code::Internal), ("error.msg.loan.locked.hard", Code::NotFound)]);
        for (code, expected) in [
            ("error.msg.loan.locked", Some(Code::Unavailable)),
            ("error.msg.loan.locked.soft", Some(Code::Unavailable)),
            ("error.msg.loan.locked.hard", Some(Code::NotFound)),
            ("error.msg.loan.closed", Some(Code::Aborted)),
            ("error.msg.loanproduct.closed", Some(Code::Internal)),
            ("error.message", None),
            ("error", None),
            ("", None),
        ] {
            assert_eq!(ROWS.longest_match(code), expected, "{code}");
        }
    }

    #[test]
    fn a_prefix_ends_with_a_segment() {
        for (row, code) in [
            ("error.msg.", "error.msg.x"),
            ("https://example.com/errors/", "https://example.com/errors/locked"),
            ("https://example.com/errors", "https://example.com/errors/locked"),
            ("locked", "locked"),
            ("locked", "locked-by-job"),
        ] {
            assert!(is_prefix(row, code), "{row} {code}");
        }
        for (row, code) in [("lock", "locked"), ("error.msg.loan", "error.msg.loan_product"), ("a.b", "a")] {
            assert!(!is_prefix(row, code), "{row} {code}");
        }
    }
}
