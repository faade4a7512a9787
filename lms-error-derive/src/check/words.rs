//! The words at one place: each known, at home there, in its form, and once.

use syn::{Expr, ExprLit, Lit, LitStr};

use crate::{
    attr::{Words, Written},
    fault::Faults,
    word::{self, Place, Word},
};

/// What is left when the faulty words are gone.
pub(crate) struct Picked<'w> {
    place: Place,
    words: Vec<(Word, &'w Written)>,
    /// Whether words are missing because they were at fault.
    pub(crate) incomplete: bool,
}

impl<'w> Picked<'w> {
    pub(crate) fn from(words: &'w Words, faults: &mut Faults) -> Self {
        let mut picked = Self { place: words.place, words: Vec::new(), incomplete: words.unreadable };
        for written in &words.written {
            match picked.judge(written, faults) {
                Some(word) => picked.words.push((word, written)),
                None => picked.incomplete = true,
            }
        }
        picked
    }

    fn judge(&self, written: &Written, faults: &mut Faults) -> Option<Word> {
        let name = written.name.to_string();
        let Some(row) = self.place.row(&name) else {
            faults.add(&written.name, word::illegal(&name, self.place));
            return None;
        };
        if self.get(row.word).is_some() {
            let has_text = self.get(Word::Message).or(self.get(Word::Field)).is_some();
            let argument =
                if has_text { ", and an argument of a text can't be named like a word" } else { "" };
            faults.add(&written.name, format!("`{name}` is written twice; {} has one{argument}", self.place));
            return None;
        }
        match (&written.value, row.form.contains('=')) {
            (None, true) => {
                faults.add(&written.name, format!("`{name}` needs a value; write `{}`", row.form));
                None
            }
            (Some(value), false) => {
                let elsewhere = match Place::Variant.row(&name).filter(|_| self.place == Place::Field) {
                    Some(row) => format!(", or `{}` on the variant", row.form),
                    None => String::new(),
                };
                let mend =
                    format!("`{name}` takes no value on {}; write `{}`{elsewhere}", self.place, row.form);
                faults.add(value, mend);
                None
            }
            _ => Some(row.word),
        }
    }

    pub(crate) fn get(&self, word: Word) -> Option<&'w Written> {
        self.words.iter().find(|(picked, _)| *picked == word).map(|(_, written)| *written)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Word, &'w Written)> {
        self.words.iter().copied()
    }

    /// The value of a word that takes a string.
    pub(crate) fn text(&self, word: Word, faults: &mut Faults) -> Option<&'w LitStr> {
        let written = self.get(word)?;
        let value = written.value.as_ref()?;
        let text = match literal(value) {
            Some(Lit::Str(text)) if text.suffix().is_empty() => Some(text),
            _ => None,
        };
        if text.is_none() {
            let name = &written.name;
            let form = self.place.row(&name.to_string()).map_or("", |row| row.form);
            faults.add(value, format!("the value of `{name}` is a string; write `{form}`"));
        }
        text
    }
}

/// The literal that the value is; a `macro_rules!` fragment comes in a group of its own.
pub(crate) fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}
