//! What must not reach a partner, declared once, and the sanitiser that sees to it.

use std::borrow::Cow;

// What is given, what finds it, what is done about it.
mod list;
mod lms;
mod sites;
mod head;
mod anchors;
mod survey;
mod confirm;
mod beginnings;
mod term;
mod segment;
mod withhold;
mod codes;
mod strip;
mod gap;
mod rewrite;
mod suspect;
mod disguise;
mod judge;

pub(crate) use self::judge::{Buffers, Part, is_blank};
use self::{
    anchors::{Anchors, SHORTEST},
    beginnings::Beginnings,
    list::List,
    rewrite::Rewrite,
    sites::Kinds,
    strip::Prefix,
    withhold::Marker,
};

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
    strips: List<Prefix>,
    withheld: List<&'static str>,
    kept: List<&'static str>,
    /// Whether what gives the LMS away is withheld.
    lms: bool,
    /// Of all the rules that it has been given, beyond those of the LMS.
    anchors: Anchors,
    extended: bool,
    /// Whether some of them are too short for an anchor, and each text is looked through for them.
    unanchored: bool,
    /// Where something that a rule is about may begin.
    beginnings: Beginnings,
}

impl Vocabulary {
    /// Does nothing; the ground for a vocabulary of another upstream.
    pub const EMPTY: Self = Self {
        rewrites: List::EMPTY_REWRITES,
        strips: List::EMPTY_PREFIXES,
        withheld: List::EMPTY_TEXTS,
        kept: List::EMPTY_TEXTS,
        lms: false,
        anchors: Anchors::NONE,
        extended: false,
        unanchored: false,
        beginnings: Beginnings::NONE,
    };

    /// What the LMS says and partners must not read: Client is Customer; globalisation codes and the
    /// upstream's own prefix are taken out; a text with class names, stack frames, SQL, driver texts, tables,
    /// constraints or the names of product and tenant is withheld.
    pub const LMS: Self = {
        let mut lms = Self { lms: true, ..Self::EMPTY };
        let mut n = 0;
        while n < lms::TERMS.len() {
            lms = lms.rewriting(lms::TERMS[n].0, lms::TERMS[n].1);
            n += 1;
        }
        n = 0;
        while n < lms::CODES.len() {
            lms = lms.stripping(Prefix::of(lms::CODES[n]));
            n += 1;
        }
        lms
    };

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
        let before = self.lens();
        self = self.rewriting(term, replacement);
        self.with_anchor(term::anchor(term), Kinds::TERM).consistent(before)
    }

    /// Takes out globalisation codes that begin so, and what wraps them; the pattern reads `prefix.*`.
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the pattern is not of that form.
    #[must_use]
    pub const fn strip(mut self, pattern: &'static str) -> Self {
        let before = self.lens();
        self = self.stripping(Prefix::of_pattern(pattern));
        let (code, _) = pattern.as_bytes().split_at(pattern.len() - 1);
        self.with_anchor(code, Kinds::CODE).consistent(before)
    }

    /// Lets no text through that holds the marker, in whatever case (of the letters of ASCII).
    ///
    /// # Panics
    ///
    /// At compile time, for a constant: where the marker is empty, or a replacement holds it.
    #[must_use]
    pub const fn withhold(mut self, marker: &'static str) -> Self {
        assert!(!marker.is_empty(), "an empty marker would withhold every text: name what must not be seen");
        let before = self.lens();
        self.withheld = self.withheld.with(marker);
        self.beginnings = self.beginnings.of(marker.as_bytes());
        self.with_anchor(marker.as_bytes(), Kinds::WITHHELD).consistent(before)
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
        let mut buffers = Buffers::default();
        let left = self.run(text, Part::Text, &mut buffers)?;
        Some(match left.from {
            0 if !left.is_rewritten => text.into(),
            0 => buffers.into_rewritten().into(),
            from if !left.is_rewritten => text[from..].to_owned().into(),
            from => buffers.into_rewritten().split_off(from).into(),
        })
    }

    /// How many rules of each kind there are.
    const fn lens(&self) -> [usize; 3] {
        [self.rewrites.len(), self.strips.len(), self.withheld.len()]
    }

    const fn rewriting(mut self, term: &'static str, replacement: &'static str) -> Self {
        self.rewrites = self.rewrites.with(Rewrite::new(term, replacement));
        self.beginnings = self.beginnings.of_term(term);
        if !term::anchor(term).is_empty() {
            self.beginnings = self.beginnings.of(term::anchor(term));
        }
        self
    }

    const fn stripping(mut self, prefix: Prefix) -> Self {
        self.strips = self.strips.with(prefix);
        self.beginnings = self.beginnings.of(prefix.text.as_bytes());
        self
    }

    const fn with_anchor(mut self, needle: &[u8], kind: Kinds) -> Self {
        if needle.len() < SHORTEST {
            self.unanchored = true;
        } else {
            self.anchors = self.anchors.of(needle, kind);
        }
        self.extended = true;
        self
    }

    /// Sees to it that replacements and rules get along, as far as there are more of them than before.
    const fn consistent(self, before: [usize; 3]) -> Self {
        let [rewrites, strips, withheld] = before;
        let mut n = 0;
        while n < self.rewrites.len() {
            let replacement = self.rewrites.get(n).replacement;
            let is_new = n >= rewrites;
            assert!(
                !self.rewrites.holds_term(replacement, if is_new { 0 } else { rewrites }),
                "a replacement holds a term of the same vocabulary: it would be replaced again",
            );
            let mut m = if is_new { 0 } else { withheld };
            while m < self.withheld.len() {
                assert!(
                    !withhold::holds(replacement, Marker::anywhere(self.withheld.get(m))),
                    "a replacement holds a marker of the same vocabulary: the text would be withheld",
                );
                m += 1;
            }
            assert!(
                !(is_new && self.lms && lms::holds_marker(replacement)),
                "a replacement holds what gives the LMS away: the text would be withheld",
            );
            m = if is_new { 0 } else { strips };
            while m < self.strips.len() {
                assert!(
                    !strip::holds_prefix(replacement, self.strips.get(m).text),
                    "a replacement holds a code that the vocabulary strips: it would be taken out again",
                );
                m += 1;
            }
            n += 1;
        }
        self
    }
}
