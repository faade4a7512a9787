//! Tests that run in a process of their own, since the environment decides what they do.

use std::{env, path::PathBuf, process::Command};

/// Set in the child to the path of the file.
const FILE: &str = "LMS_ERROR_TEST_FILE";

/// Returns the file that the child checks; `None` outside of a child.
pub(crate) fn file() -> Option<PathBuf> {
    env::var_os(FILE).map(PathBuf::from)
}

/// Runs a test of this binary on the file, and returns its output if it fails.
pub(crate) fn run(test: &str, file: &std::path::Path, environment: &[(&str, &str)]) -> Result<(), String> {
    let mut command = Command::new(env::current_exe().expect("the test has a path"));
    command.args(["--exact", test, "--nocapture"]).env(FILE, file);
    command.env_remove("CI").env_remove("LMS_ERROR_BLESS").envs(environment.iter().copied());
    let output = command.output().expect("the test can be run");
    let printed =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(printed.contains("running 1 test"), "{test} is there: {printed}");
    if output.status.success() { Ok(()) } else { Err(printed) }
}

pub(crate) const BLESS: &[(&str, &str)] = &[("LMS_ERROR_BLESS", "1")];
pub(crate) const BLESS_IN_CI: &[(&str, &str)] = &[("LMS_ERROR_BLESS", "1"), ("CI", "true")];

/// Returns a path in a folder that is empty.
pub(crate) fn empty_folder(name: &str) -> PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}
