use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite(&[("Loan", "Fineract Credit")]);

fn main() {}
