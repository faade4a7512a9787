//! A list that a constant can grow.

use super::{rewrite::Rewrite, segment, strip::Prefix, term};

/// How many rules of one kind a vocabulary may have.
const CAPACITY: usize = 64;

#[derive(Clone, Copy, Debug)]
pub(super) struct List<T> {
    items: [T; CAPACITY],
    len: usize,
}

impl<T: Copy> List<T> {
    const fn filled(item: T) -> Self {
        Self { items: [item; CAPACITY], len: 0 }
    }

    pub(super) const fn with(mut self, item: T) -> Self {
        assert!(self.len < CAPACITY, "a vocabulary has at most 64 rules of a kind");
        self.items[self.len] = item;
        self.len += 1;
        self
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn get(&self, n: usize) -> T {
        self.items[n]
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.items[..self.len]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.as_slice().iter().copied()
    }
}

impl List<&'static str> {
    pub(super) const EMPTY_TEXTS: Self = Self::filled("");
}

impl List<Prefix> {
    pub(super) const EMPTY_PREFIXES: Self = Self::filled(Prefix::of(""));
}

impl List<Rewrite> {
    pub(super) const EMPTY_REWRITES: Self = Self::filled(Rewrite::new("", ""));

    /// Whether the same word, in the singular or in the plural, has a rule already.
    pub(super) const fn rewrites(&self, term: &str) -> bool {
        let mut n = 0;
        while n < self.len {
            if is_same(self.items[n].term, term) || is_same(term, self.items[n].term) {
                return true;
            }
            n += 1;
        }
        false
    }

    /// Whether any term stands in the text, from the nth on.
    pub(super) const fn holds_term(&self, text: &str, from: usize) -> bool {
        let mut n = from;
        while n < self.len {
            let mut at = 0;
            while at < text.len() {
                if segment::match_at(text.as_bytes(), at, self.items[n].term.as_bytes()).is_some() {
                    return true;
                }
                at += 1;
            }
            n += 1;
        }
        false
    }
}

/// Whether the term is all of the text, or the same letters joined otherwise.
const fn is_same(term: &str, text: &str) -> bool {
    let is_all = match segment::match_at(text.as_bytes(), 0, term.as_bytes()) {
        Some(found) => found.end == text.len(),
        None => false,
    };
    is_all || term::is_joined_otherwise(term.as_bytes(), text.as_bytes())
}
