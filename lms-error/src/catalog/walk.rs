//! From the enums that are named to all that they lead to.

use std::ptr;

use super::{Enum, Inner, Packed, SpeakingPolicy};
use crate::Policy;

pub(super) fn enums(roots: &[fn() -> Inner]) -> Vec<Enum> {
    let mut walk = Walk { seen: Vec::new(), enums: Vec::new() };
    for root in roots {
        walk.visit(root(), None);
    }
    walk.enums
}

/// Returns the first policy that is named, from the outside in.
#[cfg(feature = "openapi")]
pub(super) fn policy(roots: &[fn() -> Inner]) -> &'static Policy {
    let mut walk = Walk { seen: Vec::new(), enums: Vec::new() };
    for root in roots {
        walk.visit(root(), None);
    }
    walk.seen.iter().find_map(|(_, policy)| *policy).unwrap_or(&Policy::LMS)
}

struct Walk {
    /// The visited enums with their named policy. If an enum names none, its inner enums may name their own.
    seen: Vec<(&'static Packed, Option<&'static Policy>)>,
    enums: Vec<Enum>,
}

impl Walk {
    fn visit(&mut self, inner: Inner, outer: Option<&'static Policy>) {
        let Inner::Enum(packed) = inner else { return };
        let policy = outer.or(packed.policy);
        // By address: two instances of a generic enum have one text and lead to different types.
        let is_seen = |(other, other_policy): &(&'static Packed, Option<&'static Policy>)| {
            ptr::eq(*other, packed)
                && match (*other_policy, policy) {
                    (Some(one), Some(other)) => is_same_policy(one, other),
                    (one, other) => one.is_none() && other.is_none(),
                }
        };
        if self.seen.iter().any(is_seen) {
            return;
        }
        self.seen.push((packed, policy));
        let described = describe(packed, policy.unwrap_or(&Policy::LMS));
        if !self.enums.contains(&described) {
            self.enums.push(described);
        }
        for inner in packed.inner {
            self.visit(inner(), policy);
        }
    }
}

fn describe(packed: &'static Packed, policy: &'static Policy) -> Enum {
    Enum {
        name: packed.name(),
        module: packed.module,
        service: policy.service_name(),
        docs: packed.docs(),
        variants: packed.variants(),
        policy: SpeakingPolicy(policy),
    }
}

/// Returns `true` if two policies render alike. Log levels do not matter to partners.
pub(super) fn is_same_policy(one: &'static Policy, other: &'static Policy) -> bool {
    one.renders_like(other)
        || one.service_name() == other.service_name()
            // A constant has several addresses.
            && one.words() == other.words()
}
