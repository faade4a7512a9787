//! What really stands where the survey has hit upon an anchor or a shape.

use super::{
    Vocabulary,
    head::eight_at,
    lms, segment,
    sites::{Kinds, Sites},
    strip,
    survey::Survey,
    withhold::{self, Marker},
};

impl Vocabulary {
    /// Which of the rules may have something to say of the text, and where: of those that are about terms, the kinds
    /// have it only where there are too many sites to note.
    pub(super) fn survey(&self, text: &str, sites: &mut Sites) -> Kinds {
        self.survey_from(text, 0, sites)
    }

    /// The same of a text that is cut there: what stands before still withholds it, and the sites are those of what
    /// stands behind.
    #[inline]
    pub(super) fn survey_from(&self, text: &str, from: usize, sites: &mut Sites) -> Kinds {
        sites.clear();
        let bytes = text.as_bytes();
        let mut kinds = match (self.lms, self.extended) {
            (true, false) => Survey::<1, true> { anchors: [&lms::ANCHORS], from }
                .of(bytes, |at| self.lms_at(text, at, sites)),
            (true, true) => Survey::<2, true> { anchors: [&lms::ANCHORS, &self.anchors], from }
                .of(bytes, |at| self.lms_at(text, at, sites).and(self.given_at(text, at, sites))),
            (false, true) => Survey::<1, false> { anchors: [&self.anchors], from }
                .of(bytes, |at| self.given_at(text, at, sites)),
            (false, false) => Kinds::NONE,
        };
        if self.unanchored {
            // The sites of the survey are found again, in order: to put others between them would take the square of
            // the time.
            sites.clear();
            for at in 0..bytes.len() {
                kinds = kinds.and(self.given_at(text, at, sites));
                kinds = if self.lms { kinds.and(self.lms_at(text, at, sites)) } else { kinds };
            }
        }
        if from > 0 {
            sites.cut_to(from);
        }
        kinds
    }

    /// What is known of the LMS says of what begins at this byte.
    pub(super) fn lms_at(&self, text: &str, at: usize, sites: &mut Sites) -> Kinds {
        let markers = lms::markers_at(text.as_bytes(), at);
        if markers.is_empty() { Kinds::NONE } else { self.markers_at(markers, text, at, sites) }
    }

    fn markers_at(&self, markers: &[Marker], text: &str, at: usize, sites: &mut Sites) -> Kinds {
        let mut kinds = Kinds::NONE;
        let eight = eight_at(text.as_bytes(), at);
        for marker in markers {
            if !marker.head.begins(eight) || !withhold::stands_at(text.as_bytes(), at, marker) {
                continue;
            }
            match marker.kind {
                Kinds::WITHHELD if self.keeps(text, at, at + marker.text.len()) => {}
                Kinds::CODE => strip::begins(text, at, marker.text, |at| sites.add_code(at)),
                Kinds::TERM if !sites.add_term(at) => {}
                kind => kinds = kinds.and(kind),
            }
        }
        kinds
    }

    /// What the rules that it has been given say of what stands at this byte.
    pub(super) fn given_at(&self, text: &str, at: usize, sites: &mut Sites) -> Kinds {
        let bytes = text.as_bytes();
        let mut kinds = Kinds::NONE;
        if !self.beginnings.hold(bytes, at) {
            return kinds;
        }
        let stands = |needle: &[u8]| {
            bytes.get(at..at + needle.len()).is_some_and(|text| text.eq_ignore_ascii_case(needle))
        };
        for rule in self.rewrites.as_slice().iter().filter(|rule| stands(rule.anchor)) {
            if let Some(begin) = segment::begin(text, at, rule.lead) {
                if sites.add_term(begin) {
                    kinds = kinds.and(Kinds::TERM);
                }
            }
        }
        if self.strips.iter().any(|prefix| stands(prefix.text.as_bytes())) {
            sites.add_code(at);
        }
        let is_withheld =
            |marker: &str| stands(marker.as_bytes()) && !self.keeps(text, at, at + marker.len());
        if self.withheld.as_slice().iter().any(|marker| is_withheld(marker)) {
            kinds = kinds.and(Kinds::WITHHELD);
        }
        kinds
    }

    /// Whether these bytes of the text lie within a term that is kept.
    pub(super) fn keeps(&self, text: &str, start: usize, end: usize) -> bool {
        self.kept.len() > 0 && self.keeps_any(text, start, end)
    }

    #[cold]
    fn keeps_any(&self, text: &str, start: usize, end: usize) -> bool {
        // No term is longer, with all that may join its words.
        const LONGEST_TERM: usize = 256;
        let from = start.saturating_sub(LONGEST_TERM);
        let keeps = |at, kept| segment::found_at(text, at, kept).is_some_and(|found| found.end >= end);
        self.kept.iter().any(|kept| (from..=start).any(|at| keeps(at, kept)))
    }
}
