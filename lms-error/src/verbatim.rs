//! Values of the partner's own that pass the sanitiser untouched.
//!
//! While a text is formatted, each verbatim value is set aside and a noncharacter of Unicode, which no
//! text may hold, stands in for it. So the sanitiser sees the sentence whole, and never the value.

use std::{
    cell::Cell,
    fmt::{self, Write},
    ops::RangeInclusive,
};

/// The stand-ins: as many as the derive allows verbatim values in one template.
const STAND_INS: RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

/// Which verbatim value of a text is being written just now.
#[derive(Default)]
pub(crate) struct Verbatims {
    used: Cell<bool>,
    begun: Cell<usize>,
    current: Cell<Option<usize>>,
}

impl Verbatims {
    pub(crate) fn mark<'a, T: ?Sized>(&'a self, value: &'a T) -> Verbatim<'a, T> {
        self.used.set(true);
        Verbatim { value, of: self }
    }

    /// Formats `text`; fails where one of its values says that it can't be formatted.
    pub(crate) fn capture(&self, text: fmt::Arguments<'_>, captured: &mut Captured) -> fmt::Result {
        self.begun.set(0);
        // A value that panicked has not ended.
        self.current.set(None);
        captured.text.clear();
        captured.values.clear();
        Writer { marks: self, captured }.write_fmt(text)
    }
}

/// A value that is set aside while it is formatted.
pub struct Verbatim<'a, T: ?Sized> {
    value: &'a T,
    of: &'a Verbatims,
}

macro_rules! formats {
    ($($format:ident),+) => {$(
        impl<T: fmt::$format + ?Sized> fmt::$format for Verbatim<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let n = self.of.begun.get();
                self.of.begun.set(n + 1);
                self.of.current.set(Some(n));
                let result = fmt::$format::fmt(self.value, f);
                self.of.current.set(None);
                result
            }
        }
    )+};
}

formats!(Binary, Debug, Display, LowerExp, LowerHex, Octal, Pointer, UpperExp, UpperHex);

/// A text with stand-ins, and what they stand for.
#[derive(Default)]
pub(crate) struct Captured {
    pub(crate) text: String,
    values: Vec<String>,
}

impl Captured {
    /// The sanitised text with its values; where it has none, the text itself.
    pub(crate) fn restore<'t>(&self, sanitized: &'t str, restored: &'t mut String) -> &'t str {
        if self.values.is_empty() {
            return sanitized;
        }
        restored.clear();
        for c in sanitized.chars() {
            match stand_in(c).and_then(|n| self.values.get(n)) {
                Some(value) => restored.push_str(value),
                None => restored.push(c),
            }
        }
        restored
    }

    /// How much memory it holds.
    pub(crate) fn capacity(&self) -> usize {
        self.text.capacity() + self.values.iter().map(String::capacity).sum::<usize>()
    }
}

struct Writer<'a> {
    marks: &'a Verbatims,
    captured: &'a mut Captured,
}

impl Write for Writer<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.marks.used.get() {
            return self.write_marked(part);
        }
        self.captured.text.push_str(part);
        Ok(())
    }
}

impl Writer<'_> {
    /// Writes a part of a text that has verbatim values.
    #[cold]
    fn write_marked(&mut self, part: &str) -> fmt::Result {
        let Captured { text, values } = &mut *self.captured;
        match self.marks.current.get() {
            // A stand-in that came from outside would be taken for one of ours.
            None => text.extend(part.chars().map(|c| stand_in(c).map_or(c, |_| char::REPLACEMENT_CHARACTER))),
            Some(n) => {
                if values.len() <= n {
                    text.push(STAND_INS.clone().nth(n).ok_or(fmt::Error)?);
                    values.resize(n + 1, String::new());
                }
                values[n].push_str(part);
            }
        }
        Ok(())
    }
}

/// Whether the character stands for a verbatim value; what is taken out of a text never holds one.
pub(crate) fn is_stand_in(c: char) -> bool {
    STAND_INS.contains(&c)
}

/// Which stand-in the character is, if it is one.
fn stand_in(c: char) -> Option<usize> {
    is_stand_in(c).then(|| c as usize - *STAND_INS.start() as usize)
}
