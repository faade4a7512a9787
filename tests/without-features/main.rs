//! A framework whose feature is off is an error that says which line to add. trybuild builds the cases with
//! this package's features of `lms-error` alone, so it is a package of its own.

#[test]
fn a_framework_without_its_feature_says_which_line_to_add() {
    trybuild::TestCases::new().compile_fail("compile/*.rs");
}
