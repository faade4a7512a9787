//! The JSON array of an `invalid_argument` message.

use std::borrow::Cow;

use super::json::{escape, unescape};
use crate::{
    Vocabulary,
    field_errors::case::Case,
    vocabulary::{Buffers, Part},
};

/// Writes the array, nested in that number of JSON strings.
pub(super) struct List<'o, const LAYERS: usize> {
    out: &'o mut String,
    is_empty: bool,
}

impl<'o, const LAYERS: usize> List<'o, LAYERS> {
    pub(super) fn new(out: &'o mut String) -> Self {
        Self { out, is_empty: true }
    }

    /// Adds the name of an entry, and then its text. Returns what it wrote: a neutral word where there is nothing that
    /// may be shown.
    pub(super) fn push<'t>(&mut self, part: Part, text: Option<&'t str>) -> &'t str {
        const FIRST: [&str; 2] = [r#"[{"field":""#, r#"[{\"field\":\""#];
        const NEXT: [&str; 2] = [r#",{"field":""#, r#",{\"field\":\""#];
        const ERROR: [&str; 2] = [r#"","error":""#, r#"\",\"error\":\""#];
        const END: [&str; 2] = [r#""}"#, r#"\"}"#];
        match part {
            Part::Name => {
                let name = text.unwrap_or("request");
                self.out.push_str(if self.is_empty { FIRST[LAYERS] } else { NEXT[LAYERS] });
                self.is_empty = false;
                escape(self.out, name, LAYERS + 1);
                name
            }
            Part::Text => {
                let text = text.unwrap_or("invalid");
                self.out.push_str(ERROR[LAYERS]);
                escape(self.out, text, LAYERS + 1);
                self.out.push_str(END[LAYERS]);
                text
            }
        }
    }

    pub(super) fn end(self) {
        self.out.push(']');
    }
}

/// Splits a list that [`List`] wrote, in one layer, into its entries. A quote inside of a name or a text is escaped, so
/// the separators are found by their bytes.
pub(super) fn entries(list: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let list = list.strip_prefix(r#"[{"field":""#).and_then(|list| list.strip_suffix(r#""}]"#));
    list.into_iter().flat_map(|list| list.split(r#""},{"field":""#)).filter_map(|entry| {
        let (name, text) = entry.split_once(r#"","error":""#)?;
        Some((unescape(name), unescape(text)))
    })
}

/// The same list for the log, as `name: text; name: text`.
pub(super) struct Log {
    text: Option<String>,
    is_cut: bool,
}

impl Log {
    /// A longer list is cut.
    const MAX: usize = 4096;

    pub(super) fn new(records: bool) -> Self {
        Self { text: records.then(String::new), is_cut: false }
    }

    pub(super) fn push(&mut self, written: &str, part: Part) {
        let Some(log) = self.text.as_mut().filter(|_| !self.is_cut) else { return };
        match part {
            Part::Name if !log.is_empty() => log.extend(["; ", written]),
            Part::Name => log.push_str(written),
            Part::Text => log.extend([": ", written]),
        }
        if log.len() > Self::MAX {
            let cut = (0..=Self::MAX).rev().find(|at| log.is_char_boundary(*at)).unwrap_or(0);
            log.truncate(cut);
            log.push('…');
            self.is_cut = true;
        }
    }

    pub(super) fn finish(self) -> Option<Cow<'static, str>> {
        self.text.map(Cow::Owned)
    }
}

/// Sanitizes the name of a field and renames it to the case that partners know. The case can hide an internal word
/// (`m_client` is `mClient`) and can form one, so the name is sanitized before and after.
pub(super) fn renamed<'n>(
    vocabulary: &Vocabulary,
    name: &'n str,
    case: Case,
    buffers: &'n mut Buffers,
    renamed: &'n mut String,
) -> Option<&'n str> {
    let name = vocabulary.sanitize_within(name, Part::Name, buffers)?;
    renamed.clear();
    case.rename(name, renamed);
    vocabulary.sanitize_within(renamed, Part::Name, buffers)
}
