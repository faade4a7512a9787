//! Compiler messages for faulty attributes. Each folder is a class of faults.
//!
//! `TRYBUILD=overwrite cargo test -p lms-error-tests --test compile` writes what it says now; read the diff.

#[test]
fn every_fault_has_its_message_at_the_token_at_fault() {
    trybuild::TestCases::new().compile_fail("compile/*/*.rs");
}
