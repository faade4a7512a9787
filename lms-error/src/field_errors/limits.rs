//! Sentences for lengths and values outside of their limits.

use std::fmt;

/// Returns the sentence for a quantity (`length`, `value`) outside of its limits.
pub(crate) fn limits<T: fmt::Display + PartialEq>(
    quantity: &str,
    least: Option<&T>,
    most: Option<&T>,
) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{quantity} must be {least}"),
        (Some(least), Some(most)) => format!("{quantity} must be from {least} to {most}"),
        (Some(least), None) => format!("{quantity} must be at least {least}"),
        (None, Some(most)) => format!("{quantity} must be at most {most}"),
        (None, None) => "invalid".to_owned(),
    }
}
