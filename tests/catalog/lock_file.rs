//! The file that a lock is kept in.

use std::fs;

use crate::{
    child::{self, BLESS, BLESS_IN_CI, empty_folder, run},
    service::CATALOG,
};

const CHILD: &str = "lock_file::the_file_holds_the_lock";

/// The user's one line; the tests below run it.
#[test]
fn the_file_holds_the_lock() {
    if let Some(file) = child::file() {
        CATALOG.lock().assert_current(file);
    }
}

/// Returns a file with the lock of the catalog after one edit of its text.
fn edited(name: &str, edit: impl Fn(&str) -> String) -> std::path::PathBuf {
    let folder = empty_folder(name);
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("errors.lock");
    let lock = CATALOG.lock().to_string();
    let changed = edit(&lock);
    assert_ne!(lock, changed, "the edit changes something");
    fs::write(&file, changed).expect("it can be written");
    file
}

#[test]
fn a_missing_lock_fails_until_it_is_blessed() {
    let file = empty_folder("lock-missing").join("errors.lock");
    let failure = run(CHILD, &file, &[]).expect_err("it is missing");
    assert!(failure.contains("errors.lock is missing"), "{failure}");
    run(CHILD, &file, BLESS_IN_CI).expect_err("nothing is blessed in CI");
    run(CHILD, &file, BLESS).expect("it may be written");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), CATALOG.lock().to_string());
    run(CHILD, &file, &[]).expect("it is current");
}

#[test]
fn a_garbled_lock_fails_and_is_not_blessed() {
    let file = edited("lock-garbled", |lock| {
        lock.replacen("AuthError::Missing", "<<<<<<< HEAD\nAuthError::Missing", 1)
    });
    for environment in [&[][..], BLESS] {
        let failure = run(CHILD, &file, environment).expect_err("it is garbled");
        assert!(failure.contains("errors.lock is no lock: line"), "{failure}");
    }
}

#[test]
fn a_compatible_change_fails_until_it_is_blessed() {
    let file = edited("lock-compatible", |lock| lock.replace("text \"Missing token\"", "text \"No token\""));
    let failure = run(CHILD, &file, &[]).expect_err("it changed");
    let row = "| compatible | `AuthError::Missing` | text \"No token\" -> \"Missing token\" |  |";
    assert!(failure.contains(row), "{failure}");
    run(CHILD, &file, BLESS).expect("it may be written");
    run(CHILD, &file, &[]).expect("it is current");
}

#[test]
fn a_breaking_change_is_blessed_only_with_a_reason() {
    let file = edited("lock-breaking", |lock| {
        lock.replace("AuthError::ReadOnly permission_denied", "AuthError::ReadOnly aborted")
    });
    let failure = run(CHILD, &file, BLESS).expect_err("it needs a reason");
    let row = "| **breaking** | `AuthError::ReadOnly` | code aborted -> permission_denied |  |";
    let line = "approve AuthError::ReadOnly: code aborted -> permission_denied because …";
    assert!(failure.contains(row) && failure.contains(line), "{failure}");

    let append = |line: &str| {
        let lock = fs::read_to_string(&file).expect("it is there");
        fs::write(&file, format!("{lock}{line}\n")).expect("it can be written");
    };
    // An approval of another change does not cover this one.
    let other = "approve AuthError::ReadOnly: code aborted -> not_found because it is wrong";
    append(other);
    let failure = run(CHILD, &file, BLESS).expect_err("the reason names another change");
    assert!(failure.contains("names no breaking change that is there; remove the line"), "{failure}");
    append("approve AuthError::ReadOnly: code aborted -> permission_denied because partners asked for it");
    run(CHILD, &file, BLESS).expect_err("the other reason is still there");

    let lock = fs::read_to_string(&file).expect("it is there").replace(&format!("{other}\n"), "");
    fs::write(&file, lock).expect("it can be written");
    let failure = run(CHILD, &file, &[]).expect_err("it is not blessed");
    assert!(failure.contains("| code aborted -> permission_denied | partners asked for it |"), "{failure}");
    run(CHILD, &file, BLESS).expect("it is approved");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), CATALOG.lock().to_string());
}

#[test]
fn a_reason_without_a_change_fails() {
    let file = edited("lock-unmatched", |lock| {
        format!("{lock}approve AuthError::Missing: code a -> b because once\n")
    });
    for environment in [&[][..], BLESS] {
        run(CHILD, &file, environment).expect_err("the reason matches no change");
    }
}
