//! What the derive adds to `cargo check`, beside what thiserror adds to the same enum.
//!
//! `cargo bench -p lms-error-bench --bench compile-time` writes a package with three versions of an enum of
//! mixed variants (without a derive, with thiserror, with thiserror and `LmsError`), checks each of them in
//! turn several times, and prints the medians and the ratio. `-- 10000` for another number of variants.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

const RUNS: usize = 9;
const VERSIONS: [&str; 3] = ["plain", "thiserror", "lms_error"];

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 2_000, 5_000, 10_000] } else { sizes };
    println!(
        "{:>8} {:>10} {:>12} {:>12} {:>8} {:>16}",
        "variants", "plain", "+ thiserror", "+ LmsError", "ratio", "µs for a variant"
    );
    for size in sizes {
        let package = write_package(size);
        let [plain, thiserror, lms_error] = medians(&package);
        let (by_thiserror, by_lms_error) = (difference(thiserror, plain), difference(lms_error, thiserror));
        println!(
            "{size:>8} {:>7} ms {:>9} ms {:>9} ms {:>8.2} {:>16.1}",
            plain.as_millis(),
            by_thiserror.as_millis(),
            by_lms_error.as_millis(),
            by_lms_error.as_secs_f64() / by_thiserror.as_secs_f64(),
            by_lms_error.as_secs_f64() * 1e6 / f64::from(u32::try_from(size).unwrap_or(u32::MAX)),
        );
    }
}

fn difference(with: Duration, without: Duration) -> Duration {
    with.saturating_sub(without)
}

/// A package with a binary for each version, outside of any workspace.
fn write_package(size: usize) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-time");
    fs::create_dir_all(package.join("src/bin")).expect("the target folder can be written to");
    let lms_error = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lms-error");
    let manifest = format!(
        "[package]\nname = \"compile-time\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nthiserror = \"2\"\nlms-error = {{ path = {:?} }}\n",
        lms_error.to_string_lossy()
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("the package can be written");
    for version in VERSIONS {
        fs::write(binary(&package, version), source(version, size)).expect("the package can be written");
    }
    package
}

fn binary(package: &Path, version: &str) -> PathBuf {
    package.join("src/bin").join(format!("{version}.rs"))
}

/// Eight kinds of variants in turn. thiserror leaves unknown attributes to others, and so does no derive at all:
/// each version has only those that it reads.
fn source(version: &str, size: usize) -> String {
    let derives = match version {
        "plain" => "Debug",
        "thiserror" => "Debug, thiserror::Error",
        _ => "Debug, thiserror::Error, lms_error::LmsError",
    };
    let mut text = format!("#![allow(dead_code)]\n\n#[derive({derives})]\nenum E {{\n");
    for n in 0..size {
        let (lms, error, fields) = match n % 8 {
            0 => ("code = \"not_found\"", "no such resource", ""),
            1 => ("code = \"not_found\"", "no resource {0}", "(u64)"),
            2 => ("code = \"aborted\"", "{name} of {id} is closed", " { id: u64, name: String }"),
            3 => (
                "code = \"aborted\", message = \"{id} is closed\"",
                "{id} at {host}",
                " { id: u64, host: String }",
            ),
            4 => ("code = \"internal\"", "query failed", "(#[source] std::io::Error)"),
            5 => ("code = \"invalid_argument\", field = \"officeId\"", "no office {0}", "(u64)"),
            6 => ("code = \"permission_denied\"", "{role:?} may not", " { role: Option<u8> }"),
            _ => ("code = \"unavailable\", retry_after = 30", "{0} is down", "(String)"),
        };
        if version == "lms_error" {
            text.extend(["    #[lms(", lms, ")]\n"]);
        }
        if version == "plain" {
            text.extend(["    V", &n.to_string(), &fields.replace("#[source] ", ""), ",\n"]);
        } else {
            text.extend(["    #[error(\"", error, "\")]\n    V", &n.to_string(), fields, ",\n"]);
        }
    }
    text + "}\n\nfn main() {}\n"
}

/// The versions are checked in turn, so that a busy moment of the machine meets all of them.
fn medians(package: &Path) -> [Duration; 3] {
    check(package, VERSIONS[2]);
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..RUNS {
        for (version, times) in VERSIONS.into_iter().zip(&mut times) {
            let path = binary(package, version);
            let text = fs::read(&path).expect("it was written");
            fs::write(&path, text).expect("it can be written again");
            times.push(check(package, version));
        }
    }
    times.map(|mut times| {
        times.sort();
        times[RUNS / 2]
    })
}

fn check(package: &Path, version: &str) -> Duration {
    let begin = Instant::now();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["check", "-q", "--bin", version])
        .current_dir(package)
        // What the compiler remembers of the run before is not what is measured.
        .env("CARGO_INCREMENTAL", "0")
        .status();
    assert!(status.expect("cargo runs").success(), "the {version} version compiles");
    begin.elapsed()
}
