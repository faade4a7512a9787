//! Formatting a text with its `verbatim` values set aside, so that they pass the sanitizer untouched.
//!
//! While a text is formatted, each verbatim value is replaced by a placeholder, a noncharacter of Unicode that no text
//! may contain. The sanitizer sees the whole sentence and never the value.

use std::{
    cell::Cell,
    fmt::{self, Write},
};

use crate::placeholder;

/// Tracks which verbatim value of a text is being written.
#[derive(Default)]
pub(crate) struct Capture {
    has_verbatim: Cell<bool>,
    started: Cell<usize>,
    current: Cell<Option<usize>>,
}

impl Capture {
    pub(crate) fn verbatim<'a, T: ?Sized>(&'a self, value: &'a T) -> Verbatim<'a, T> {
        self.has_verbatim.set(true);
        Verbatim { value, capture: self }
    }

    /// Formats `text`, and fails if the formatting of one of its values fails.
    pub(crate) fn format(&self, text: fmt::Arguments<'_>, captured: &mut Captured) -> fmt::Result {
        self.started.set(0);
        // Left over from a value that panicked.
        self.current.set(None);
        captured.text.clear();
        captured.values.clear();
        Writer { capture: self, captured }.write_fmt(text)
    }
}

/// A value that is set aside while it is formatted.
pub struct Verbatim<'a, T: ?Sized> {
    value: &'a T,
    capture: &'a Capture,
}

macro_rules! formats {
    ($($format:ident),+) => {$(
        impl<T: fmt::$format + ?Sized> fmt::$format for Verbatim<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let n = self.capture.started.get();
                self.capture.started.set(n + 1);
                self.capture.current.set(Some(n));
                let result = fmt::$format::fmt(self.value, f);
                self.capture.current.set(None);
                result
            }
        }
    )+};
}

formats!(Binary, Debug, Display, LowerExp, LowerHex, Octal, Pointer, UpperExp, UpperHex);

/// A text with placeholders, and their values.
#[derive(Default)]
pub(crate) struct Captured {
    pub(crate) text: String,
    /// Formatting it has neither failed nor panicked.
    pub(crate) is_whole: bool,
    values: Vec<String>,
}

impl Captured {
    /// Replaces the placeholders of the sanitized text by their values.
    pub(crate) fn restore<'t>(&self, sanitized: &'t str, restored: &'t mut String) -> &'t str {
        if self.values.is_empty() {
            return sanitized;
        }
        restored.clear();
        for c in sanitized.chars() {
            match placeholder::number(c).and_then(|n| self.values.get(n)) {
                Some(value) => restored.push_str(value),
                None => restored.push(c),
            }
        }
        restored
    }

    /// Returns the capacity of its buffers in bytes.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity() + self.values.iter().map(String::capacity).sum::<usize>()
    }
}

struct Writer<'a> {
    capture: &'a Capture,
    captured: &'a mut Captured,
}

impl Write for Writer<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.capture.has_verbatim.get() {
            return self.write_with_placeholders(part);
        }
        self.captured.text.push_str(part);
        Ok(())
    }
}

impl Writer<'_> {
    /// Writes a part of a text that has verbatim values.
    #[cold]
    fn write_with_placeholders(&mut self, part: &str) -> fmt::Result {
        let Captured { text, values, .. } = &mut *self.captured;
        match self.capture.current.get() {
            // A placeholder in the text itself must not be taken for the place of a value.
            None => {
                text.extend(
                    part.chars().map(|c| placeholder::number(c).map_or(c, |_| char::REPLACEMENT_CHARACTER)),
                );
            }
            Some(n) => {
                if values.len() <= n {
                    text.push(placeholder::nth(n).ok_or(fmt::Error)?);
                    values.resize(n + 1, String::new());
                }
                values[n].push_str(part);
            }
        }
        Ok(())
    }
}
