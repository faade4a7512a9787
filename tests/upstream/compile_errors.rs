//! Compiler messages for faulty rows.

#[test]
fn wrong_rows_do_not_compile_and_say_why() {
    trybuild::TestCases::new().compile_fail("upstream/compile_errors/*.rs");
}
