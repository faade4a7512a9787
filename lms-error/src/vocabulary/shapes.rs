//! Shapes: forms of text that show internal infrastructure, whatever its names are.
//!
//! The search finds the triggers of a shape; a function finds the shape around a trigger.

pub(super) mod address;
pub(super) mod program;
pub(super) mod sql;

use super::code::{LONGEST_RUN, is_bare_code, is_dotted, is_word, skip};

/// Returns the span of a shape; an empty one if there is none up to its end. The arguments are the text, the start and
/// the end of the trigger, and the offset of the last `select` that may begin a statement.
pub(super) type Find = fn(&str, usize, usize, &mut Option<usize>) -> Span;

pub(super) type Span = Option<(usize, usize)>;

/// Returns the start of the run of such bytes that ends at this offset.
fn run_start(text: &[u8], end: usize, is_part: impl Fn(u8) -> bool) -> usize {
    end - text[..end].iter().rev().take(LONGEST_RUN).take_while(|byte| is_part(**byte)).count()
}

/// Returns the end of the run of such bytes that begins at this offset.
fn run_end(text: &[u8], start: usize, is_part: impl Fn(u8) -> bool) -> usize {
    start + text.iter().skip(start).take(LONGEST_RUN).take_while(|byte| is_part(**byte)).count()
}
