use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::EMPTY.rewrite(&[("überziehung", "Überziehung Konto")]);

fn main() {}
