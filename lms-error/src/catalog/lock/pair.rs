//! Pairs the lines of the old lock with those of the new one.

use std::cmp::Reverse;

use super::{
    Body,
    line::{File, Line},
};

/// The lines of two locks in pairs.
pub(super) struct Pairs<'l> {
    pub(super) both: Vec<(&'l Line, &'l Line)>,
    pub(super) removed: Vec<&'l Line>,
    pub(super) added: Vec<&'l Line>,
    /// Types with another name in the new lock.
    renamed: Vec<(&'l str, &'l str)>,
}

impl<'l> Pairs<'l> {
    /// Pairs lines by the strongest evidence first. Paired lines are not considered again.
    pub(super) fn of(old: &'l File, new: &'l File) -> Self {
        let mut pairs = Self {
            both: Vec::new(),
            removed: old.lines.iter().collect(),
            added: new.lines.iter().collect(),
            renamed: Vec::new(),
        };
        pairs.pair(|old, new| old == new);
        pairs.pair(|old, new| old.place() == new.place());
        // A second service in the lock puts a service into all lines.
        pairs.pair(|old, new| old.name() == new.name());
        pairs.pair_types(old, new);
        // A variant of another name.
        let renamed = pairs.renamed.clone();
        let is_same_type = |old: &Line, new: &Line| {
            old.type_name == new.type_name || renamed.contains(&(&old.type_name, &new.type_name))
        };
        pairs.pair(|old, new| is_same_type(old, new) && old.body == new.body);
        pairs.pair_alone(|old, new| is_same_type(old, new) && is_alike(&old.body, &new.body));
        // A new name must not hide a new code.
        pairs.pair_alone(|old, new| is_same_type(old, new) && has_same_text(&old.body, &new.body));
        // A variant that went into another type.
        pairs.pair(|old, new| old.variant == new.variant && old.body == new.body);
        pairs
    }

    /// Returns the name of a type in the old lock, if it was there.
    pub(super) fn old_name<'n>(&self, old: &File, new_name: &'n str) -> Option<&'n str>
    where
        'l: 'n,
    {
        let renamed = self.renamed.iter().find(|(_, new)| *new == new_name).map(|(old, _)| *old);
        renamed.or_else(|| old.lines.iter().any(|line| line.type_name == new_name).then_some(new_name))
    }

    fn pair(&mut self, is_pair: impl Fn(&Line, &Line) -> bool) {
        let added = &mut self.added;
        let both = &mut self.both;
        self.removed.retain(|old| match added.iter().position(|new| is_pair(old, new)) {
            Some(n) => {
                both.push((old, added.remove(n)));
                false
            }
            None => true,
        });
    }

    /// Pairs only where neither side has a second candidate.
    fn pair_alone(&mut self, is_pair: impl Fn(&Line, &Line) -> bool) {
        let (removed, added) = (self.removed.clone(), self.added.clone());
        self.pair(|old, new| {
            is_pair(old, new)
                && removed.iter().filter(|other| is_pair(other, new)).count() == 1
                && added.iter().filter(|other| is_pair(old, other)).count() == 1
        });
    }

    /// Finds renamed types: more than half of their variants have the same names. A wrong pair is reported as a larger
    /// change than it is, never as a smaller one.
    fn pair_types(&mut self, old: &'l File, new: &'l File) {
        let is_in = |file: &File, name: &str| file.lines.iter().any(|line| line.type_name == name);
        let gone: Vec<&str> = names(&self.removed, |name| !is_in(new, name));
        let come: Vec<&str> = names(&self.added, |name| !is_in(old, name));
        let mut candidates = Vec::new();
        for &gone in &gone {
            for &come in &come {
                let (before, after) = (of_type(&self.removed, gone), of_type(&self.added, come));
                let same = before.iter().filter(|old| after.iter().any(|new| old.variant == new.variant));
                let same = same.count();
                if 2 * same > before.len().max(after.len()) {
                    candidates.push((same, gone, come));
                }
            }
        }
        candidates.sort_by_key(|(same, ..)| Reverse(*same));
        for (_, gone, come) in candidates {
            if self.renamed.iter().all(|(old, new)| *old != gone && *new != come) {
                self.renamed.push((gone, come));
            }
        }
        let renamed = self.renamed.clone();
        self.pair(|old, new| {
            old.variant == new.variant && renamed.contains(&(&old.type_name, &new.type_name))
        });
    }
}

fn names<'l>(lines: &[&'l Line], is_candidate: impl Fn(&str) -> bool) -> Vec<&'l str> {
    let mut names: Vec<&str> =
        lines.iter().map(|line| line.type_name.as_str()).filter(|name| is_candidate(name)).collect();
    names.dedup();
    names
}

fn of_type<'l>(lines: &[&'l Line], name: &str) -> Vec<&'l Line> {
    lines.iter().copied().filter(|line| line.type_name == name).collect()
}

/// Returns `true` if two lines have the same text of their own; their codes may differ.
fn has_same_text(one: &Body, other: &Body) -> bool {
    match (one, other) {
        (Body::Response { text: Some(text), .. }, Body::Response { text: other, .. }) => {
            Some(text) == other.as_ref()
        }
        _ => false,
    }
}

/// Returns `true` if two lines differ in their texts only.
fn is_alike(one: &Body, other: &Body) -> bool {
    match (one, other) {
        (
            Body::Response { code, fields, .. },
            Body::Response { code: other_code, fields: other_fields, .. },
        ) => code == other_code && fields == other_fields,
        (one, other) => one == other,
    }
}
