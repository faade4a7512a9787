//! Where in a text something may stand that rules are about.

/// What rules have to say of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kinds(pub(super) u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    /// It is not shown.
    pub(super) const WITHHELD: Self = Self(1);
    /// It may name a class, or hold a statement.
    pub(super) const SUSPECT: Self = Self(2);
    /// It may hold what is stripped.
    pub(super) const CODE: Self = Self(4);
    /// It may hold what is rewritten.
    pub(super) const TERM: Self = Self(8);

    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) const fn include(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// Where in a text the rules have to look, in its order.
#[derive(Debug, Default)]
pub(super) struct Sites {
    codes: Vec<usize>,
    terms: Vec<usize>,
}

impl Sites {
    pub(super) fn clear(&mut self) {
        self.codes.clear();
        self.terms.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.terms.is_empty()
    }

    /// Something that is stripped may begin there.
    pub(super) fn add_code(&mut self, at: usize) {
        insert(&mut self.codes, at);
    }

    /// A term may begin there. Says whether there are more terms than are worth a note each, so that it takes less
    /// to look for them everywhere.
    pub(super) fn add_term(&mut self, at: usize) -> bool {
        const MOST: usize = 16;
        insert(&mut self.terms, at);
        self.terms.len() >= MOST
    }

    pub(super) fn codes(&self) -> impl Iterator<Item = usize> {
        self.codes.iter().copied()
    }

    /// From a byte on, the next place where a term may begin.
    pub(super) fn terms(&self) -> impl FnMut(usize) -> Option<usize> {
        let mut terms = self.terms.iter().copied();
        move |from| terms.find(|at| *at >= from)
    }

    /// Keeps those of what is left of the text from there on.
    pub(super) fn cut_to(&mut self, from: usize) {
        for sites in [&mut self.codes, &mut self.terms] {
            sites.retain_mut(|at| {
                let is_left = *at >= from;
                *at = at.saturating_sub(from);
                is_left
            });
        }
    }

    /// How much memory they hold.
    pub(super) fn capacity(&self) -> usize {
        (self.codes.capacity() + self.terms.capacity()) * size_of::<usize>()
    }
}

/// They are found nearly in order, and some of them twice.
fn insert(sites: &mut Vec<usize>, at: usize) {
    let behind = sites.iter().rposition(|site| *site <= at).map_or(0, |n| n + 1);
    if behind == 0 || sites[behind - 1] != at {
        sites.insert(behind, at);
    }
}
