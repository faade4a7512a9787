//! The size that a catalog adds to a program.

use std::{env, fs};

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn an_unread_catalog_adds_nothing_to_the_program() {
    let test = env::current_exe().expect("the test has a path");
    let folder = test.ancestors().nth(2).expect("it is in `deps`").join("examples");
    let program = fs::read(folder.join(format!("unused-catalog{}", env::consts::EXE_SUFFIX)));
    let program = program.expect("`cargo test` builds the examples");
    assert!(contains(&program, "the giraffe "), "the text of a response is there");
    assert!(!contains(&program, "hippopotamus"), "the documentation is not");
    assert!(!contains(&program, "errors.lock"), "the lock is not");
}
