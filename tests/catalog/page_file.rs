//! The file that a page is kept in.

use std::fs;

use crate::{
    child::{self, BLESS, BLESS_IN_CI, empty_folder, run},
    service::CATALOG,
};

const CHILD: &str = "page_file::the_file_holds_the_page";

/// The user's one line; the tests below run it.
#[test]
fn the_file_holds_the_page() {
    if let Some(file) = child::file() {
        CATALOG.page().assert_current(file);
    }
}

#[test]
fn a_missing_file_fails_and_is_blessed_as_a_whole() {
    let file = empty_folder("page-missing").join("docs/errors.md");
    let failure = run(CHILD, &file, &[]).expect_err("it is missing");
    assert!(
        failure.contains("errors.md is missing. Run the test with LMS_ERROR_BLESS=1 to write it"),
        "{failure}"
    );

    run(CHILD, &file, BLESS).expect("it may be written");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), CATALOG.page().to_string());
    run(CHILD, &file, &[]).expect("it is current");
}

#[test]
fn only_the_text_between_the_markers_is_blessed() {
    let folder = empty_folder("page-markers");
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("errors.mdx");
    let mine = "---\ntitle: Errors\n---\n\n{/* lms-error: begin */}\n{/* lms-error: end */}\n\n## Mine\n";
    fs::write(&file, mine).expect("it can be written");

    let failure = run(CHILD, &file, &[]).expect_err("it is stale");
    assert!(failure.contains("errors.mdx is not what the errors say. Line 6:"), "{failure}");
    let failure = run(CHILD, &file, BLESS_IN_CI).expect_err("nothing is blessed in CI");
    assert!(failure.contains("LMS_ERROR_BLESS has no effect where CI is set"), "{failure}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), mine);

    run(CHILD, &file, BLESS).expect("it may be written");
    let sections = CATALOG.page().mdx().sections();
    let expected = format!(
        "---\ntitle: Errors\n---\n\n{{/* lms-error: begin */}}\n\n{sections}\n{{/* lms-error: end */}}\n\n## Mine\n"
    );
    assert_eq!(fs::read_to_string(&file).expect("it is there"), expected);
    run(CHILD, &file, &[]).expect("it is current");

    // An editor on Windows saves other line ends.
    fs::write(&file, expected.replace('\n', "\r\n")).expect("it can be written");
    run(CHILD, &file, &[]).expect("it is current");
}

#[test]
fn a_file_without_markers_is_never_overwritten() {
    let folder = empty_folder("page-unmarked");
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("errors.md");
    fs::write(&file, "# Mine\n").expect("it can be written");
    for environment in [&[][..], BLESS] {
        let failure = run(CHILD, &file, environment).expect_err("it has no markers");
        assert!(failure.contains("errors.md has no markers. Write these two lines"), "{failure}");
        assert!(failure.contains("<!-- lms-error: begin -->"), "{failure}");
    }
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "# Mine\n");
}
