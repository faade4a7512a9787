//! The two comments between which a page is kept current.

use super::markup::Format;

/// HTML comments are errors in MDX, which has its own.
pub(super) struct Markers {
    pub(super) begin: &'static str,
    pub(super) end: &'static str,
}

impl Markers {
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Markdown => Self { begin: "<!-- lms-error: begin -->", end: "<!-- lms-error: end -->" },
            Format::Mdx => Self { begin: "{/* lms-error: begin */}", end: "{/* lms-error: end */}" },
        }
    }

    /// Puts the sections between the markers of a file.
    pub(super) fn replace(&self, file: &str, sections: &str) -> Result<String, String> {
        let Self { begin, end } = self;
        let mut begins = file.match_indices(begin);
        let mut ends = file.match_indices(end);
        let (Some((start, _)), Some((stop, _))) = (begins.next(), ends.next()) else {
            return Err(format!(
                "has no markers. Write these two lines where the page belongs:\n{begin}\n{end}"
            ));
        };
        if begins.next().is_some() || ends.next().is_some() {
            return Err(format!("has its markers twice; leave one `{begin}` and one `{end}`"));
        }
        let start = start + begin.len();
        if stop < start {
            return Err(format!("ends before it begins; write `{begin}` before `{end}`"));
        }
        Ok(format!("{}\n\n{sections}\n{}", &file[..start], &file[stop..]))
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Markers};

    fn replace(file: &str) -> Result<String, String> {
        Markers::of(Format::Mdx).replace(file, "new\n")
    }

    #[test]
    fn only_what_is_between_the_markers_is_replaced() {
        let file = "mine\n{/* lms-error: begin */}\nold\n{/* lms-error: end */}\nmine too\n";
        let expected = "mine\n{/* lms-error: begin */}\n\nnew\n\n{/* lms-error: end */}\nmine too\n";
        assert_eq!(replace(file).as_deref(), Ok(expected));
        assert_eq!(replace(expected).as_deref(), Ok(expected));
    }

    #[test]
    fn a_file_without_one_pair_of_markers_is_refused() {
        let (begin, end) = ("{/* lms-error: begin */}", "{/* lms-error: end */}");
        let files = [
            String::new(),
            begin.to_owned(),
            format!("{end}\n{begin}"),
            format!("{begin}{end}{begin}{end}"),
            "<!-- lms-error: begin --><!-- lms-error: end -->".to_owned(),
        ];
        for file in files {
            assert!(replace(&file).is_err(), "{file}");
        }
    }
}
