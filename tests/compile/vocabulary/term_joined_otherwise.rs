use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite("Over Draft", "Credit Line").rewrite("Overd raft", "Line");

fn main() {}
