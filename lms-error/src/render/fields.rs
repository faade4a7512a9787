//! Rendering of `invalid_argument`, whose message is always a list.

use std::{borrow::Cow, fmt};

use super::{
    Form, PushEntry, Rendered, Renderer,
    buffers::Buffers,
    list::{List, Log, renamed},
};
use crate::{
    Code, FieldError,
    field_errors::case::Case,
    vocabulary::{Part, is_blank},
};

impl Renderer {
    /// Renders a `field` and its text as a list of one entry.
    pub fn field(&self, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) -> Rendered {
        match self.form {
            Form::Message => self.field_in::<0>(name, text),
            Form::Body => self.field_in::<1>(name, text),
        }
    }

    fn field_in<const LAYERS: usize>(&self, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) -> Rendered {
        self.entries_in::<LAYERS>(|push| push(name, text))
    }

    /// Renders a field list of texts that can have `verbatim` values. The entries are pushed in order, one at least.
    #[cfg(feature = "upstream")]
    pub(crate) fn entries(&self, each: impl FnOnce(&mut PushEntry<'_>)) -> Rendered {
        match self.form {
            Form::Message => self.entries_in::<0>(each),
            Form::Body => self.entries_in::<1>(each),
        }
    }

    fn entries_in<const LAYERS: usize>(&self, each: impl FnOnce(&mut PushEntry<'_>)) -> Rendered {
        Buffers::with(|buffers| {
            let Buffers { captured, sanitized, restored, out } = buffers;
            self.open(Code::InvalidArgument, out);
            let mut list = List::<LAYERS>::new(out);
            let (mut log, mut reason) = (Log::new(self.records), None);
            each(&mut |name, text| {
                for (part, arguments) in [(Part::Name, name), (Part::Text, text)] {
                    let text = self.partner_text(arguments, part, captured, sanitized, restored);
                    log.push(list.push(part, text), part);
                    if text.is_none() && self.records && reason.is_none() {
                        reason = Some(self.reason(captured));
                    }
                }
            });
            list.end();
            self.close_list(out, log, reason)
        })
    }

    /// Renders a field list; one without entries as the standard response.
    // By value: a borrowed list is the service's own, an owned one was converted.
    #[expect(clippy::needless_pass_by_value, reason = "the derive passes what `as_field_errors` returns")]
    pub fn fields(&self, errors: Cow<'_, [FieldError]>, case: Option<Case>) -> Rendered {
        let mut rendered = if errors.is_empty() {
            self.standard(Code::InvalidArgument)
        } else {
            match self.form {
                Form::Message => self.fields_in::<0>(&errors, case),
                Form::Body => self.fields_in::<1>(&errors, case),
            }
        };
        if self.records {
            rendered.details().quotes_request = matches!(errors, Cow::Owned(_));
        }
        rendered
    }

    fn fields_in<const LAYERS: usize>(&self, errors: &[FieldError], case: Option<Case>) -> Rendered {
        Buffers::with(|buffers| {
            let Buffers { sanitized, restored, out, .. } = buffers;
            self.open(Code::InvalidArgument, out);
            let mut list = List::<LAYERS>::new(out);
            let (mut log, mut reason) = (Log::new(self.records), None);
            for error in errors {
                for (part, given) in [(Part::Name, error.field()), (Part::Text, error.error())] {
                    let words = self.policy.words();
                    let text = match (part, case) {
                        // The partner's own words: withheld or shown, but not reworded.
                        _ if error.is_in_partner_words() => {
                            (!is_blank(given) && !words.withholds(given)).then_some(given)
                        }
                        (Part::Name, Some(case)) => renamed(words, given, case, sanitized, restored),
                        _ => words.sanitize_within(given, part, sanitized),
                    };
                    log.push(list.push(part, text), part);
                    if text.is_none() && self.records && reason.is_none() {
                        reason = Some(self.explain(given));
                    }
                }
            }
            list.end();
            self.close_list(out, log, reason)
        })
    }

    fn close_list(&self, out: &mut String, log: Log, reason: Option<Cow<'static, str>>) -> Rendered {
        let mut rendered = self.close(Code::InvalidArgument, out);
        if self.records {
            let details = rendered.details();
            details.fields = log.finish();
            details.withheld = reason;
        }
        rendered
    }
}
