//! What the rules of a vocabulary say of a text, until they have nothing more to say.

use std::mem;

use super::{
    Vocabulary, codes, disguise, rewrite,
    sites::{Kinds, Sites},
    strip, suspect,
};

/// What of an answer a text is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    Name,
    Text,
}

/// What the rules say of a text.
#[derive(Debug, PartialEq)]
enum Verdict {
    Clean,
    /// Only what stands from there on is left of it, and in that everything has been found already.
    CutTo(usize),
    Rewritten,
    Withheld,
}

/// What is left of a text: what stands from a byte on, in it or in what it has been rewritten to.
#[derive(Clone, Copy)]
pub(super) struct Left {
    pub(super) is_rewritten: bool,
    pub(super) from: usize,
}

impl Left {
    fn of<'t>(self, text: &'t str, rewritten: &'t str) -> &'t str {
        &(if self.is_rewritten { rewritten } else { text })[self.from..]
    }
}

/// Where a text stands while it is sanitised; one for all texts, so that not each takes memory of its own.
#[derive(Default)]
pub(crate) struct Buffers {
    rewritten: String,
    next: String,
    sites: Sites,
}

impl Buffers {
    /// What a run has rewritten a text to.
    pub(super) fn into_rewritten(self) -> String {
        self.rewritten
    }

    /// How much memory they hold.
    pub(crate) fn capacity(&self) -> usize {
        self.rewritten.capacity() + self.next.capacity() + self.sites.capacity()
    }
}

impl Vocabulary {
    /// What may be shown of the text: it, or what it has become in the buffers.
    pub(crate) fn sanitize_within<'b>(
        &self,
        text: &'b str,
        part: Part,
        buffers: &'b mut Buffers,
    ) -> Option<&'b str> {
        let left = self.run(text, part, buffers)?;
        Some(left.of(text, &buffers.rewritten))
    }

    /// What is left of the text when the rules have nothing more to say; `None` where nothing may be shown of it.
    #[inline]
    pub(super) fn run(&self, text: &str, part: Part, buffers: &mut Buffers) -> Option<Left> {
        let from = strip::upstream_end(text, self);
        if self.is_nothing(&text[from..], part) {
            return None;
        }
        let kinds = self.survey_from(text, from, &mut buffers.sites);
        let left = Left { is_rewritten: false, from };
        if kinds == Kinds::NONE && buffers.sites.is_empty() && text.is_ascii() {
            return Some(left);
        }
        self.apply(text, part, left, kinds, buffers)
    }

    /// The same of a text that has been surveyed, and of which not all is clean.
    fn apply(
        &self,
        text: &str,
        part: Part,
        mut left: Left,
        mut kinds: Kinds,
        buffers: &mut Buffers,
    ) -> Option<Left> {
        // What one rule takes out may bring together what another looks for. A text that is still changing after
        // so many rounds was built to; it is not shown.
        const ROUNDS: usize = 8;
        let Buffers { rewritten, next, sites } = buffers;
        // The one that has room already is the first to be written to.
        if rewritten.capacity() > next.capacity() {
            mem::swap(rewritten, next);
        }
        for _ in 0..ROUNDS {
            let current = left.of(text, rewritten);
            let nothing_stands = kinds == Kinds::NONE && sites.is_empty();
            let verdict =
                if nothing_stands { Verdict::Clean } else { self.judge(current, kinds, sites, next) };
            match verdict {
                Verdict::Clean => return Some(left).filter(|_| !self.is_disguised(current, part)),
                Verdict::CutTo(n) => {
                    left.from += n;
                    sites.cut_to(n);
                }
                Verdict::Rewritten => {
                    mem::swap(rewritten, next);
                    left = Left { is_rewritten: true, from: 0 };
                    kinds = self.survey(rewritten, sites);
                }
                Verdict::Withheld => return None,
            }
            if self.is_nothing(left.of(text, rewritten), part) {
                return None;
            }
        }
        None
    }

    /// Whether there is nothing to read in the text, or a code and nothing else.
    fn is_nothing(&self, text: &str, part: Part) -> bool {
        is_blank(text) || self.is_code(text, part)
    }

    fn is_code(&self, text: &str, part: Part) -> bool {
        self.lms && part == Part::Text && codes::is_code(text)
    }

    /// Whether a reader finds in the text what its bytes do not show: `cli\u{200B}ent`.
    fn is_disguised(&self, text: &str, part: Part) -> bool {
        !text.is_ascii() && disguise::undisguised(text).is_some_and(|text| self.is_unfit(&text, part))
    }

    #[cold]
    fn is_unfit(&self, text: &str, part: Part) -> bool {
        let Buffers { next, sites, .. } = &mut Buffers::default();
        let kinds = self.survey(text, sites);
        self.is_code(text, part) || self.judge(text, kinds, sites, next) != Verdict::Clean
    }

    /// Applies the first of the rules that has something to say, and writes what they make of the text.
    fn judge(&self, text: &str, kinds: Kinds, sites: &Sites, out: &mut String) -> Verdict {
        out.clear();
        if kinds.include(Kinds::WITHHELD) {
            return Verdict::Withheld;
        }
        if let Some(rest) = strip::codes(text, sites.codes(), self, out) {
            let from = text.len() - rest.len();
            if out.is_empty() && strip::stands_apart(text, from) {
                return Verdict::CutTo(from);
            }
            out.push_str(rest);
            return Verdict::Rewritten;
        }
        // A code has the shape of a class name, so classes are looked for where codes are gone.
        if kinds.include(Kinds::SUSPECT) && suspect::is_suspect(text) {
            return Verdict::Withheld;
        }
        let is_rewritten = if kinds.include(Kinds::TERM) {
            rewrite::terms(text, |from| self.beginnings.next(text.as_bytes(), from), self, out)
        } else {
            rewrite::terms(text, sites.terms(), self, out)
        };
        if is_rewritten { Verdict::Rewritten } else { Verdict::Clean }
    }
}

/// Whether there is nothing to read in the text.
pub(crate) fn is_blank(text: &str) -> bool {
    // Most begin with a letter.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{super::lms, *};

    static ALL: Vocabulary = Vocabulary::LMS
        .rewrite("Loan Officer", "Advisor")
        .rewrite("Party", "Side")
        .rewrite("Third Party Agent", "Broker")
        .rewrite("Präsenz", "Nähe")
        .strip("cob.*")
        .withhold("vault")
        .withhold("SSN");

    static SHORT: Vocabulary =
        Vocabulary::EMPTY.rewrite("a", "one").rewrite("客", "人").strip("x.*").withhold("q").withhold("zz");

    /// What the survey says of a text, held against what the rules themselves find where they look everywhere.
    fn assert_nothing_is_passed_over(vocabulary: &Vocabulary, text: &str) {
        let (sites, everywhere) = (&mut Sites::default(), 0..text.len());
        let is_withheld = everywhere.clone().any(|at| {
            let known = if vocabulary.lms { vocabulary.lms_at(text, at, sites) } else { Kinds::NONE };
            known.and(vocabulary.given_at(text, at, sites)).include(Kinds::WITHHELD)
        });
        let kinds = vocabulary.survey(text, sites);
        assert_eq!(kinds.include(Kinds::WITHHELD), is_withheld, "{text}");
        if is_withheld {
            return;
        }
        let (mut out, mut expected) = (String::new(), String::new());
        let rest = strip::codes(text, sites.codes(), vocabulary, &mut out);
        assert_eq!(rest, strip::codes(text, everywhere, vocabulary, &mut expected), "{text}");
        assert_eq!(out, expected, "{text}");
        expected.clear();
        rewrite::terms(text, |from| Some(from).filter(|at| *at < text.len()), vocabulary, &mut expected);
        out.clear();
        rewrite::terms(text, |from| vocabulary.beginnings.next(text.as_bytes(), from), vocabulary, &mut out);
        assert_eq!(out, expected, "{text}");
        if !kinds.include(Kinds::TERM) {
            out.clear();
            rewrite::terms(text, sites.terms(), vocabulary, &mut out);
            assert_eq!(out, expected, "{text}");
        }
        assert!(kinds.include(Kinds::SUSPECT) || !vocabulary.lms || !suspect::is_suspect(text), "{text}");
    }

    const WORDS: [&str; 40] = [
        "client",
        "CLIENT",
        "parties",
        "loan officer",
        "loan__officer",
        "third-party  agents",
        "thirdPartyAgent",
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

    #[test]
    fn the_survey_passes_over_nothing() {
        for a in WORDS {
            for b in WORDS {
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
    fn what_is_left_behind_a_cut_has_been_surveyed() {
        let mut cuts = 0;
        for vocabulary in [&Vocabulary::LMS, &ALL] {
            for code in [
                "error.msg.x",
                "error.msg.x's",
                "error.msg.x(s)",
                "lms: status=404",
                "cob.y",
                "error.msg.a[0]",
            ] {
                for joint in ["", " ", ": ", "-", ".", "\"", "_", "\\n", "é"] {
                    for (a, b) in WORDS.into_iter().flat_map(|a| WORDS.map(|b| (a, b))) {
                        let text = format!("{code}{joint}{a} {b}");
                        let (mut sites, mut anew, mut out) = Default::default();
                        let kinds = vocabulary.survey(&text, &mut sites);
                        let Verdict::CutTo(from) = vocabulary.judge(&text, kinds, &sites, &mut out) else {
                            continue;
                        };
                        cuts += 1;
                        sites.cut_to(from);
                        let found = vocabulary.survey(&text[from..], &mut anew);
                        assert!(kinds.include(found), "{text}");
                        assert!(anew.codes().all(|at| sites.codes().any(|known| known == at)), "{text}");
                        let mut next = anew.terms();
                        while let Some(at) = next(0) {
                            assert_eq!(sites.terms()(at), Some(at), "{text}");
                        }
                    }
                }
            }
        }
        assert!(cuts > 1000, "a code at the beginning is cut without a copy");
    }

    #[test]
    fn every_marker_is_found_wherever_it_stands() {
        for marker in lms::MARKERS.iter().filter(|marker| marker.kind == Kinds::WITHHELD) {
            for distance in 0..70 {
                let text = format!("{}{}{}", "-".repeat(distance), marker.text, " ".repeat(70 - distance));
                assert!(
                    Vocabulary::LMS.survey(&text, &mut Sites::default()).include(Kinds::WITHHELD),
                    "{text}"
                );
            }
        }
    }
}
