//! What must not reach a partner, declared once, and the sanitiser that sees to it.

use std::borrow::Cow;

// What is given, what finds it, what is done about it.
mod list;
mod lms;
mod anchors;
mod term;
mod withhold;
mod strip;
mod gap;
mod rewrite;
mod disguise;

use self::{anchors::Anchors, list::List, rewrite::Rewrite, withhold::Marker};

/// The words and the shapes of texts that stay inside.
///
/// A vocabulary is a constant that extends another one:
///
/// ```
/// use lms_error::Vocabulary;
///
/// pub static PARTNER: Vocabulary = Vocabulary::LMS
///     .rewrite("Loan Officer", "Relationship Manager")
///     .strip("cob.*")
///     .withhold("jdbc:")
///     .keep("Client Portal");
///
/// let text = "Loan officer 7 cannot see clients of the Client Portal";
/// assert_eq!(
///     PARTNER.sanitize(text).as_deref(),
///     Some("Relationship manager 7 cannot see customers of the Client Portal"),
/// );
/// assert_eq!(PARTNER.sanitize("no route to jdbc:mysql://10.4.0.7"), None);
/// ```
///
/// The order of the rules does not matter, and what a sanitised text holds is not changed by sanitising it
/// again. A rule that can't keep that promise does not compile:
///
/// ```compile_fail
/// # use lms_error::Vocabulary;
/// static LOOP: Vocabulary = Vocabulary::EMPTY.rewrite("Client", "Client Account");
/// ```
///
#[doc = include_str!("../../docs/sanitising.md")]
#[derive(Clone, Debug)]
pub struct Vocabulary {
    rewrites: List<Rewrite>,
    strips: List<&'static str>,
    withheld: List<&'static str>,
    kept: List<&'static str>,
    /// Whether the shapes that only the LMS gives to its texts are known.
    lms: bool,
    /// Of all the rules that it has been given: what no clean text holds.
    anchors: Anchors,
    /// Where a term may begin.
    terms: Anchors,
    /// Where a code may begin.
    codes: Anchors,
}

impl Vocabulary {
    /// Does nothing; the ground for a vocabulary of another upstream.
    pub const EMPTY: Self = Self {
        rewrites: List::EMPTY_REWRITES,
        strips: List::EMPTY_TEXTS,
        withheld: List::EMPTY_TEXTS,
        kept: List::EMPTY_TEXTS,
        lms: false,
        anchors: Anchors::NONE,
        terms: Anchors::NONE,
        codes: Anchors::NONE,
    };

    /// What the LMS says and partners must not read: Client is Customer; globalisation codes and the
    /// upstream's own prefix are taken out; a text with class names, stack frames, SQL, driver texts, tables,
    /// constraints or the names of product and tenant is withheld.
    pub const LMS: Self = Self { lms: true, ..Self::EMPTY }
        .rewrite("Client", "Customer")
        .strip("error.msg.*")
        .strip("err.msg.*")
        .strip("validation.msg.*");

    /// Replaces a term wherever it is a word or a part of an identifier: in any case, in the plural and the
    /// possessive, and however its words are joined.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the term is empty or has a rule already, or where a replacement
    /// holds what the vocabulary does not let through.
    #[must_use]
    pub const fn rewrite(mut self, term: &'static str, replacement: &'static str) -> Self {
        assert!(!term::is_blank(term), "an empty term would match everywhere: name a word to rewrite");
        assert!(!term::is_blank(replacement), "a replacement can't be empty: name the word partners know");
        assert!(
            !term::is_loose(term),
            "a term begins and ends with a letter or a digit: leave out what joins it"
        );
        assert!(!self.rewrites.rewrites(term), "the term has a replacement already: write one rule");
        self.rewrites = self.rewrites.with(Rewrite { term, replacement });
        self.anchors = self.anchors.of_term(term);
        self.terms = self.terms.of_beginning_of_term(term);
        self.consistent()
    }

    /// Takes out globalisation codes that begin so, and what wraps them; the pattern reads `prefix.*`.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the pattern is not of that form.
    #[must_use]
    pub const fn strip(mut self, pattern: &'static str) -> Self {
        let prefix = strip::prefix(pattern);
        self.strips = self.strips.with(prefix);
        self.anchors = self.anchors.of(prefix);
        self.codes = self.codes.of_beginning(prefix);
        self.consistent()
    }

    /// Lets no text through that holds the marker, in whatever case (of the letters of ASCII).
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the marker is empty, or a replacement holds it.
    #[must_use]
    pub const fn withhold(mut self, marker: &'static str) -> Self {
        assert!(!marker.is_empty(), "an empty marker would withhold every text: name what must not be seen");
        self.withheld = self.withheld.with(marker);
        self.anchors = self.anchors.of(marker);
        self.consistent()
    }

    /// Leaves a term alone that another rule would change. It is matched as the term of a rewrite is.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the term is empty.
    #[must_use]
    pub const fn keep(mut self, term: &'static str) -> Self {
        assert!(!term::is_blank(term), "an empty term would keep everything: name a word to keep");
        assert!(
            !term::is_loose(term),
            "a term begins and ends with a letter or a digit: leave out what joins it"
        );
        self.kept = self.kept.with(term);
        self
    }

    /// The text as a partner may read it: `None` where nothing may be shown or nothing is left, borrowed where
    /// nothing had to change.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use lms_error::Vocabulary;
    ///
    /// let text = r#"lms: status=404 code="error.msg.client.id.invalid": Client with id 9999 does not exist"#;
    /// assert_eq!(Vocabulary::LMS.sanitize(text).as_deref(), Some("Customer with id 9999 does not exist"));
    ///
    /// let clean = "Office 7 is closed";
    /// assert!(matches!(Vocabulary::LMS.sanitize(clean), Some(Cow::Borrowed(text)) if text == clean));
    ///
    /// assert_eq!(Vocabulary::LMS.sanitize("Duplicate entry '7' for key 'm_client.PRIMARY'"), None);
    /// ```
    #[must_use]
    pub fn sanitize<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        self.run(text, |text| strip::codes(text, self))
    }

    /// The same for the name of a field, which may be a dotted path and nothing else.
    pub(crate) fn sanitize_name<'t>(&self, name: &'t str) -> Option<Cow<'t, str>> {
        self.run(name, |name| strip::prefixed_codes(name, self))
    }

    fn run<'t>(&self, text: &'t str, strip: impl Fn(&str) -> Option<String>) -> Option<Cow<'t, str>> {
        // What one rule takes out may bring together what another looks for. A text that is still changing after
        // so many rounds was built to; it is not shown.
        const ROUNDS: usize = 8;
        let mut current = Cow::Borrowed(text);
        for _ in 0..ROUNDS {
            if current.trim().is_empty() {
                return None;
            }
            let verdict =
                if self.may_change(&current) { self.judge(&current, &strip) } else { Verdict::Clean };
            match verdict {
                Verdict::Clean => return Some(current).filter(|text| !self.is_disguised(text, &strip)),
                Verdict::Changed(changed) => current = Cow::Owned(changed),
                Verdict::Withheld => return None,
            }
        }
        None
    }

    /// Whether the text holds an anchor, and is worth a look.
    fn may_change(&self, text: &str) -> bool {
        self.anchors.stand_in(text, self.lms.then_some(&lms::ANCHORS))
    }

    /// Whether a reader finds in the text what its bytes do not show: `cli\u{200B}ent`.
    fn is_disguised(&self, text: &str, strip: impl Fn(&str) -> Option<String>) -> bool {
        disguise::undisguised(text)
            .is_some_and(|text| self.may_change(&text) && self.judge(&text, strip) != Verdict::Clean)
    }

    /// Applies the rules once.
    fn judge(&self, text: &str, strip: impl Fn(&str) -> Option<String>) -> Verdict {
        if withhold::holds_marker(text, self) {
            return Verdict::Withheld;
        }
        if let Some(stripped) = strip(text) {
            return Verdict::Changed(stripped);
        }
        // A code has the shape of a class name, so classes are looked for where codes are gone.
        if self.lms && lms::names_a_class(text) {
            return Verdict::Withheld;
        }
        rewrite::terms(text, self).map_or(Verdict::Clean, Verdict::Changed)
    }

    /// Whether these bytes of the text lie within a term that is kept.
    fn keeps(&self, text: &str, start: usize, end: usize) -> bool {
        // No term is longer, with all that may join its words.
        const LONGEST_TERM: usize = 256;
        let from = start.saturating_sub(LONGEST_TERM);
        let keeps = |at, kept| term::found_at(text, at, kept).is_some_and(|found| found.end >= end);
        self.kept.iter().any(|kept| (from..=start).any(|at| keeps(at, kept)))
    }

    const fn consistent(self) -> Self {
        let mut n = 0;
        while n < self.rewrites.len() {
            let replacement = self.rewrites.get(n).replacement;
            assert!(
                !self.rewrites.holds_term(replacement),
                "a replacement holds a term of the same vocabulary: it would be replaced again",
            );
            let mut m = 0;
            while m < self.withheld.len() {
                assert!(
                    !withhold::holds(replacement, Marker::anywhere(self.withheld.get(m))),
                    "a replacement holds a marker of the same vocabulary: the text would be withheld",
                );
                m += 1;
            }
            assert!(
                !(self.lms && lms::holds_marker(replacement)),
                "a replacement holds what gives the LMS away: the text would be withheld",
            );
            n += 1;
        }
        self
    }
}

/// What the rules say of a text.
#[derive(Debug, PartialEq)]
enum Verdict {
    Clean,
    Changed(String),
    Withheld,
}

#[cfg(test)]
mod tests {
    use super::*;

    static ALL: Vocabulary =
        Vocabulary::LMS.rewrite("Loan Officer", "Advisor").rewrite("Party", "Side").withhold("é");

    #[test]
    fn a_text_without_an_anchor_is_one_that_no_rule_changes() {
        let words = [
            "client",
            "parties",
            "loan officer",
            "error.msg.x",
            "m_loan",
            "SQL",
            "status=404:",
            "lms: status=404",
            "due to: a.b",
            "data validation due to: a.b",
            "java.lang.X",
            "io.netty.Y",
            "FooException",
            "StackOverflowError",
            "a.b.c",
            "Fineract",
            "tenant details",
            "nested",
            "clean",
            "text",
            "(conn=1)",
            "deadlock found",
            "Caused by:",
            "x",
            "é",
            ".",
            " ",
            "jdbc:",
        ];
        for a in words {
            for b in words {
                for text in [a.to_owned(), format!("{a}{b}"), format!("{a} {b}"), format!("{b} {a} {b}")] {
                    if !ALL.may_change(&text) {
                        let verdict = ALL.judge(&text, |text| strip::codes(text, &ALL));
                        assert_eq!(verdict, Verdict::Clean, "{text}");
                    }
                }
            }
        }
    }
}
