//! A framework whose feature is off is an error that says how to switch it on. trybuild compiles the cases with this
//! package's features of `lms-error` alone, hence the package of its own.

#[test]
fn a_framework_without_its_feature_says_how_to_switch_it_on() {
    trybuild::TestCases::new().compile_fail("compile/*.rs");
}
