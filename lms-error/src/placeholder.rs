//! Placeholders: noncharacters of Unicode, which no text may contain. Each takes the place of a `verbatim` value while the
//! text around it is sanitized.

use std::ops::RangeInclusive;

/// As many as the derive allows verbatim values in one template.
const PLACEHOLDERS: RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

/// Returns true if the character is a placeholder; the sanitizer never removes text that contains one.
pub(crate) fn is_placeholder(c: char) -> bool {
    PLACEHOLDERS.contains(&c)
}

/// Returns the number of the placeholder, if the character is one.
pub(crate) fn number(c: char) -> Option<usize> {
    is_placeholder(c).then(|| c as usize - *PLACEHOLDERS.start() as usize)
}

/// Returns the placeholder with this number, if there are as many.
pub(crate) fn nth(n: usize) -> Option<char> {
    PLACEHOLDERS.clone().nth(n)
}
