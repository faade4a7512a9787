//! Shapes: what gives away any infrastructure, whatever it is called.
//!
//! Each shape has triggers, which the search finds, and a function that finds the shape around one.

pub(super) mod address;
pub(super) mod program;
pub(super) mod sql;

/// Finds the span of a shape in a text around a trigger, from an offset to an offset. The last one is where the last
/// `select` is that may begin a statement.
pub(super) type Find = fn(&str, usize, usize, &mut Option<usize>) -> Span;

pub(super) type Span = Option<(usize, usize)>;

/// A run of bytes is read for so many bytes at most.
const LONGEST_RUN: usize = 128;

/// Returns where the run of such bytes begins that ends at this offset.
fn run_start(text: &[u8], end: usize, is_part: impl Fn(u8) -> bool) -> usize {
    end - text[..end].iter().rev().take(LONGEST_RUN).take_while(|byte| is_part(**byte)).count()
}

/// Returns where the run of such bytes ends that begins at this offset.
fn run_end(text: &[u8], start: usize, is_part: impl Fn(u8) -> bool) -> usize {
    start + text.iter().skip(start).take(LONGEST_RUN).take_while(|byte| is_part(**byte)).count()
}
