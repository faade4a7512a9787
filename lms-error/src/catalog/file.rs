//! Files that a test keeps up to date.

use std::{env, ffi::OsString, fs, io, path::Path};

/// The variable that makes a test write the file that it expects.
pub(super) const BLESS: &str = "LMS_ERROR_BLESS";

/// The part of the environment that decides whether a file may be written.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// Compare alone.
    Check,
    /// Write the file.
    Bless,
    /// Writing was requested in CI, where it is not allowed.
    BlessInCi,
}

impl Mode {
    pub(super) fn from_environment() -> Self {
        Self::of(env::var_os(BLESS), env::var_os("CI"))
    }

    fn of(bless: Option<OsString>, ci: Option<OsString>) -> Self {
        let is_set = |value: Option<OsString>| {
            value.is_some_and(|value| !["", "0", "false"].iter().any(|no| value == *no))
        };
        match (is_set(bless), is_set(ci)) {
            (false, _) => Self::Check,
            (true, false) => Self::Bless,
            (true, true) => Self::BlessInCi,
        }
    }

    /// Returns the last sentence of a failure.
    pub(super) fn hint(self) -> String {
        match self {
            Self::Check | Self::Bless => {
                format!("Run the test with {BLESS}=1 to write it, and read the difference.")
            }
            Self::BlessInCi => {
                format!("{BLESS} has no effect where CI is set: bless it where you work, and commit it.")
            }
        }
    }
}

/// Reads a file; `None` if there is none.
///
/// # Errors
///
/// A file that cannot be read, or is not UTF-8.
pub(super) fn read(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        // Git may check a file out with the line ends of Windows.
        Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
    }
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    }
    fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// Returns the first line that differs, for the message of a failure.
pub(super) fn first_difference(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    let mut n = 0;
    loop {
        n += 1;
        match (expected.next(), found.next()) {
            (Some(one), Some(other)) if one == other => {}
            (None, None) => return "They differ in their last line feed.".to_owned(),
            (one, other) => {
                let [one, other] = [one, other].map(|line| line.unwrap_or("(nothing)"));
                return format!("Line {n}:\n  expected {one}\n  found    {other}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn blessing_needs_the_variable_and_a_machine_that_is_not_ci() {
        let mode = |bless: &str, ci: &str| {
            let value = |text: &str| (text != "-").then(|| text.into());
            match Mode::of(value(bless), value(ci)) {
                Mode::Check => "check",
                Mode::Bless => "bless",
                Mode::BlessInCi => "refuse",
            }
        };
        assert_eq!(mode("-", "-"), "check");
        assert_eq!(mode("", "-"), "check");
        assert_eq!(mode("0", "-"), "check");
        assert_eq!(mode("-", "true"), "check");
        assert_eq!(mode("1", "-"), "bless");
        assert_eq!(mode("1", "false"), "bless");
        assert_eq!(mode("1", "true"), "refuse");
    }
}
