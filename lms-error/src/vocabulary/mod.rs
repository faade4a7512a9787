//! What must not reach a partner, declared once, and the sanitiser that sees to it.

use std::borrow::Cow;

// What is given, what finds it, what is done about it.
mod list;
mod lms;
mod anchors;
mod beginnings;
mod term;
mod withhold;
mod strip;
mod gap;
mod rewrite;
mod disguise;

use self::{
    anchors::{Anchors, Kinds, SHORTEST, Survey},
    beginnings::Beginnings,
    list::List,
    rewrite::Rewrite,
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
    strips: List<&'static str>,
    withheld: List<&'static str>,
    kept: List<&'static str>,
    /// Whether what gives the LMS away is withheld.
    lms: bool,
    /// Of all the rules that it has been given, beyond those of the LMS.
    anchors: Anchors,
    extended: bool,
    /// The kinds of those rules that are too short for an anchor, and for which each text is looked through.
    unanchored: Kinds,
    /// Where something that a rule is about may begin.
    beginnings: Beginnings,
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
        extended: false,
        unanchored: Kinds::NONE,
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
            lms = lms.stripping(lms::CODES[n]);
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
        self = self.stripping(strip::prefix(pattern));
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
        self.run(text, Part::Text)
    }

    /// The same for the name of a field, which may be a dotted path and nothing else.
    pub(crate) fn sanitize_name<'t>(&self, name: &'t str) -> Option<Cow<'t, str>> {
        self.run(name, Part::Name)
    }

    fn run<'t>(&self, text: &'t str, part: Part) -> Option<Cow<'t, str>> {
        // What one rule takes out may bring together what another looks for. A text that is still changing after
        // so many rounds was built to; it is not shown.
        const ROUNDS: usize = 8;
        let mut current = Cow::Borrowed(text);
        for _ in 0..ROUNDS {
            if current.trim_start().is_empty() {
                return None;
            }
            match self.judge(&current, part) {
                Verdict::Clean => return Some(current).filter(|text| !self.is_disguised(text, part)),
                Verdict::Changed(changed) => current = Cow::Owned(changed),
                Verdict::Withheld => return None,
            }
        }
        None
    }

    /// Whether a reader finds in the text what its bytes do not show: `cli\u{200B}ent`.
    fn is_disguised(&self, text: &str, part: Part) -> bool {
        !text.is_ascii()
            && disguise::undisguised(text).is_some_and(|text| self.judge(&text, part) != Verdict::Clean)
    }

    /// Applies the first of the rules that has something to say.
    fn judge(&self, text: &str, part: Part) -> Verdict {
        if self.lms && part == Part::Text && strip::is_code(text) {
            return Verdict::Withheld;
        }
        let kinds = self.survey(text);
        if kinds.include(Kinds::WITHHELD) {
            return Verdict::Withheld;
        }
        if kinds.include(Kinds::CODE)
            && let Some(stripped) = strip::codes(text, self)
        {
            return Verdict::Changed(stripped);
        }
        // A code has the shape of a class name, so classes are looked for where codes are gone.
        if kinds.include(Kinds::SUSPECT) && lms::is_suspect(text) {
            return Verdict::Withheld;
        }
        if kinds.include(Kinds::TERM)
            && let Some(rewritten) = rewrite::terms(text, self)
        {
            return Verdict::Changed(rewritten);
        }
        Verdict::Clean
    }

    /// Which of the rules may have something to say of the text.
    fn survey(&self, text: &str) -> Kinds {
        let bytes = text.as_bytes();
        let given = |at: usize| self.given_at(text, at);
        let lms = |at: usize| {
            if lms::may_begin_at(bytes, at) { self.lms_at(text, at).and(given(at)) } else { Kinds::NONE }
        };
        let kinds = match (self.lms, self.extended) {
            (true, false) => Survey::<1, true> { anchors: [&lms::ANCHORS] }.of(bytes, lms),
            (true, true) => Survey::<2, true> { anchors: [&lms::ANCHORS, &self.anchors] }
                .of(bytes, |at| lms(at).and(given(at))),
            (false, true) => Survey::<1, false> { anchors: [&self.anchors] }.of(bytes, given),
            (false, false) => Kinds::NONE,
        };
        let kinds = kinds.and(self.unanchored.without(Kinds::WITHHELD));
        if self.unanchored.include(Kinds::WITHHELD) {
            (0..bytes.len()).fold(kinds, |kinds, at| kinds.and(given(at)))
        } else {
            kinds
        }
    }

    /// What the rules that it has been given say of what begins at this byte.
    fn given_at(&self, text: &str, at: usize) -> Kinds {
        let bytes = text.as_bytes();
        let stands = |needle: &[u8]| {
            bytes.get(at..at + needle.len()).is_some_and(|text| text.eq_ignore_ascii_case(needle))
        };
        let is_withheld =
            |marker: &str| stands(marker.as_bytes()) && !self.keeps(text, at, at + marker.len());
        let mut kinds = Kinds::NONE;
        if self.beginnings.hold(bytes, at) {
            if self.rewrites.iter().any(|rule| stands(term::anchor(rule.term))) {
                kinds = kinds.and(Kinds::TERM);
            }
            if self.strips.iter().any(|prefix| stands(prefix.as_bytes())) {
                kinds = kinds.and(Kinds::CODE);
            }
            if self.withheld.iter().any(is_withheld) {
                kinds = kinds.and(Kinds::WITHHELD);
            }
        }
        kinds
    }

    /// What is known of the LMS says of what begins at this byte.
    fn lms_at(&self, text: &str, at: usize) -> Kinds {
        let is_kept =
            |marker: &Marker| marker.kind == Kinds::WITHHELD && self.keeps(text, at, at + marker.text.len());
        let markers = lms::markers_at(text.as_bytes(), at).filter(|marker| !is_kept(marker));
        markers.fold(Kinds::NONE, |kinds, marker| kinds.and(marker.kind))
    }

    /// Whether these bytes of the text lie within a term that is kept.
    fn keeps(&self, text: &str, start: usize, end: usize) -> bool {
        // No term is longer, with all that may join its words.
        const LONGEST_TERM: usize = 256;
        let from = start.saturating_sub(LONGEST_TERM);
        let keeps = |at, kept| term::found_at(text, at, kept).is_some_and(|found| found.end >= end);
        self.kept.iter().any(|kept| (from..=start).any(|at| keeps(at, kept)))
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

    const fn stripping(mut self, prefix: &'static str) -> Self {
        self.strips = self.strips.with(prefix);
        self.beginnings = self.beginnings.of(prefix.as_bytes());
        self
    }

    const fn with_anchor(mut self, needle: &[u8], kind: Kinds) -> Self {
        if needle.len() < SHORTEST {
            self.unanchored = self.unanchored.and(kind);
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
                    !strip::holds_prefix(replacement, self.strips.get(m)),
                    "a replacement holds a code that the vocabulary strips: it would be taken out again",
                );
                m += 1;
            }
            n += 1;
        }
        self
    }
}

/// What of an answer a text is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Name,
    Text,
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

    static ALL: Vocabulary = Vocabulary::LMS
        .rewrite("Loan Officer", "Advisor")
        .rewrite("Party", "Side")
        .rewrite("Präsenz", "Nähe")
        .strip("cob.*")
        .withhold("vault")
        .withhold("SSN");

    static SHORT: Vocabulary =
        Vocabulary::EMPTY.rewrite("a", "one").rewrite("客", "人").strip("x.*").withhold("q").withhold("zz");

    /// What the survey says of a text, held against what the rules themselves find in it.
    fn assert_nothing_is_passed_over(vocabulary: &Vocabulary, text: &str) {
        let kinds = vocabulary.survey(text);
        let known = |at: usize| if vocabulary.lms { vocabulary.lms_at(text, at) } else { Kinds::NONE };
        let stands = |at: usize| vocabulary.given_at(text, at).and(known(at));
        let is_withheld = (0..text.len()).any(|at| stands(at).include(Kinds::WITHHELD));
        assert_eq!(kinds.include(Kinds::WITHHELD), is_withheld, "{text}");
        assert!(kinds.include(Kinds::CODE) || strip::codes(text, vocabulary).is_none(), "{text}");
        assert!(kinds.include(Kinds::TERM) || rewrite::terms(text, vocabulary).is_none(), "{text}");
        assert!(kinds.include(Kinds::SUSPECT) || !vocabulary.lms || !lms::is_suspect(text), "{text}");
    }

    #[test]
    fn the_survey_passes_over_nothing() {
        let words = [
            "client",
            "CLIENT",
            "parties",
            "loan officer",
            "loan__officer",
            "PRÄSENZ",
            "error.msg.x",
            "cob.y",
            "cob.%s",
            "m_loan",
            "SQL",
            "jpa",
            "status=404:",
            "lms: status=404",
            "validation due to: a.b",
            "java.lang.X",
            "io.netty.Y",
            "io.netty.channel.Channel",
            "FooException",
            "StackOverflowError",
            "a.b.c",
            "Fineract",
            "ssn",
            "tenant details",
            "nested exception is",
            "clean",
            "(conn=1)",
            "Caused by:",
            "x",
            "é",
            ".",
            " ",
            "jdbc:",
            ".kt:7",
            "SELECT a FROM b",
            "insert into b values",
            "errors exist. [a: b.c.d]",
            "VAULT",
        ];
        for a in words {
            for b in words {
                // In each of the places that a chunk has for it, and across its edge.
                for distance in [0, 1, 2, 7, 20, 29, 30, 31, 32, 33, 34, 35, 64] {
                    let gap = "-".repeat(distance);
                    for text in [format!("{a}{gap}{b}"), format!("{gap}{a} {b}{gap}")] {
                        assert_nothing_is_passed_over(&ALL, &text);
                    }
                }
            }
        }
        for text in ["a", "b a", "x.y", "q", "zz", "客", "bb q", "bbbb x.y", "Zz"] {
            assert_nothing_is_passed_over(&SHORT, text);
        }
    }

    #[test]
    fn every_marker_is_found_wherever_it_stands() {
        for marker in lms::MARKERS.iter().filter(|marker| marker.kind == Kinds::WITHHELD) {
            for distance in 0..70 {
                let text = format!("{}{}{}", "-".repeat(distance), marker.text, " ".repeat(70 - distance));
                assert!(Vocabulary::LMS.survey(&text).include(Kinds::WITHHELD), "{text}");
            }
        }
    }
}
