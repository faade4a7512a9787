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

    pub(super) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn include(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// Where in a text what is stripped or rewritten may begin, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Sites(Vec<(usize, Kinds)>);

impl Sites {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn add(&mut self, at: usize, kind: Kinds) {
        // They are found nearly in order, and some of them twice.
        let before = self.0.iter().rposition(|site| site.0 <= at);
        match before {
            Some(n) if self.0[n].0 == at => self.0[n].1 = self.0[n].1.and(kind),
            before => self.0.insert(before.map_or(0, |n| n + 1), (at, kind)),
        }
    }

    pub(super) fn of(&self, kind: Kinds) -> impl Iterator<Item = usize> {
        self.0.iter().filter(move |site| site.1.include(kind)).map(|site| site.0)
    }

    /// How much memory they hold.
    pub(super) fn capacity(&self) -> usize {
        self.0.capacity() * size_of::<(usize, Kinds)>()
    }
}
