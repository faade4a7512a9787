//! Constant responses: rendered once for each policy, then handed out without copying.

use std::sync::OnceLock;

use super::{Details, Form, Rendered, Renderer};
use crate::{Code, Policy};

/// A response that is the same each time. The derive writes a static of it for a variant that interpolates nothing.
pub struct Constant {
    code: Code,
    content: Content,
    bodies: Bodies,
}

enum Content {
    Text(&'static str),
    Field(&'static str, &'static str),
}

impl Constant {
    /// Creates the response of a `message` that interpolates nothing.
    #[must_use]
    pub const fn text(code: Code, text: &'static str) -> Self {
        Self { code, content: Content::Text(text), bodies: Bodies::new() }
    }

    /// Creates the response of a `field` and a `message` that interpolate nothing.
    #[must_use]
    pub const fn field(name: &'static str, text: &'static str) -> Self {
        Self { code: Code::InvalidArgument, content: Content::Field(name, text), bodies: Bodies::new() }
    }

    pub(super) fn render(&'static self, renderer: &Renderer) -> Rendered {
        let render = |renderer: &Renderer| match self.content {
            Content::Text(text) => renderer.text(self.code, format_args!("{text}")),
            Content::Field(name, text) => renderer.field(format_args!("{name}"), format_args!("{text}")),
        };
        self.bodies.render(self.code, renderer, render)
    }
}

/// Returns the standard response of a code.
#[inline]
pub(super) fn standard(code: Code, renderer: &Renderer) -> Rendered {
    static STANDARD: [Bodies; Code::ALL.len()] = [const { Bodies::new() }; Code::ALL.len()];
    STANDARD[code.index()].render(code, renderer, |renderer| renderer.standard_text(code))
}

/// The rendered bodies of one constant response, one for each policy: a list that only grows, up to a limit.
struct Bodies {
    first: OnceLock<&'static Body>,
}

/// Lives as long as the process, as the constant does.
struct Body {
    policy: &'static Policy,
    json: &'static str,
    details: Details,
    next: OnceLock<&'static Body>,
}

impl Bodies {
    /// A service has one policy, few have two. Without a limit, a caller that leaks policies would leak bodies.
    const MAX: usize = 16;

    const fn new() -> Self {
        Self { first: OnceLock::new() }
    }

    #[inline]
    fn render(&self, code: Code, renderer: &Renderer, render: impl Fn(&Renderer) -> Rendered) -> Rendered {
        match self.first.get() {
            Some(body) if renderer.form == Form::Body && std::ptr::eq(body.policy, renderer.policy) => {
                body.rendered(code, renderer)
            }
            _ => self.find(code, renderer, render),
        }
    }

    /// Renders the body for a first response, for another policy, or for an envelope.
    #[cold]
    fn find(&self, code: Code, renderer: &Renderer, render: impl Fn(&Renderer) -> Rendered) -> Rendered {
        if renderer.form == Form::Message {
            return render(renderer);
        }
        let mut slot = &self.first;
        for _ in 0..Self::MAX {
            let body = *slot.get_or_init(|| Body::leak(renderer.policy, &render));
            if body.policy.renders_like(renderer.policy) {
                return body.rendered(code, renderer);
            }
            slot = &body.next;
        }
        render(renderer)
    }
}

impl Body {
    fn leak(policy: &'static Policy, render: impl Fn(&Renderer) -> Rendered) -> &'static Self {
        // Later callers may record, even if the first one does not.
        let mut rendered = render(&Renderer::new(policy, Form::Body, cfg!(feature = "tracing")));
        let details = rendered.take_details();
        let json = rendered.into_string().leak();
        Box::leak(Box::new(Self { policy, json, details, next: OnceLock::new() }))
    }

    #[inline]
    fn rendered(&self, code: Code, renderer: &Renderer) -> Rendered {
        let details = if renderer.records { Some(Box::new(self.details.clone())) } else { None };
        Rendered::constant(code, self.json, details)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    fn body(constant: &'static Constant, policy: &'static Policy) -> (bool, String) {
        let rendered = constant.render(&Renderer::new(policy, Form::Body, false));
        (rendered.is_constant(), rendered.into_string())
    }

    #[test]
    fn each_policy_has_a_body_of_its_own() {
        static LOCKED: Constant = Constant::text(Code::Aborted, "The client is locked");
        static CARDS: Policy = Policy::LMS.service("cards");
        static PLAIN: Policy = Policy::LMS.vocabulary(&Vocabulary::EMPTY);
        for _ in 0..2 {
            for (policy, message) in [
                (&Policy::LMS, "lms: status=409: The customer is locked"),
                (&CARDS, "cards: status=409: The customer is locked"),
                (&PLAIN, "lms: status=409: The client is locked"),
            ] {
                let json = format!(r#"{{"code":"aborted","message":"{message}"}}"#);
                assert_eq!(body(&LOCKED, policy), (true, json));
            }
        }
    }

    #[test]
    fn the_number_of_bodies_that_are_kept_is_bounded() {
        static LOCKED: Constant = Constant::text(Code::Aborted, "locked");
        let names: Vec<&'static str> = (0..40).map(|n| &*format!("s{n}").leak()).collect();
        let kept = names.iter().map(|name| {
            let policy = Box::leak(Box::new(Policy::LMS.service(name)));
            let (is_kept, json) = body(&LOCKED, policy);
            assert_eq!(json, format!(r#"{{"code":"aborted","message":"{name}: status=409: locked"}}"#));
            is_kept
        });
        assert_eq!(kept.filter(|is_kept| *is_kept).count(), 16);
    }
}
