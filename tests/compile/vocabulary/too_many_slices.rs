use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS
    .strip(&["a.*"])
    .strip(&["b.*"])
    .strip(&["c.*"])
    .strip(&["d.*"])
    .strip(&["e.*"])
    .strip(&["f.*"])
    .strip(&["g.*"])
    .strip(&["h.*"])
    .strip(&["i.*"])
    .strip(&["j.*"]);

fn main() {}
