//! Build time of the derive, compared with thiserror on the same enum.
//!
//! `cargo bench -p lms-error-bench --bench compile-time` writes a package with three versions of an enum (without a
//! derive, with thiserror, with thiserror and `LmsError`), and prints
//!
//! * the time that each derive adds to `cargo check` of 1,000 and more variants of three shapes, and to `cargo build`
//!   of mixed ones, as medians of alternating runs (`-- 10000` sets the number of variants);
//! * the machine code that one variant adds to an optimized program;
//! * a cold build of lms-error without features, compared with one of thiserror, http and `serde_json`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use object::{Object, ObjectSection, SectionKind};

const VERSIONS: [&str; 3] = ["plain", "thiserror", "lms_error"];

/// The variants of an enum.
#[derive(Clone, Copy)]
enum Shape {
    /// Eight kinds in rotation.
    Mixed,
    /// The `Display` shows two fields.
    Display,
    /// The `message` has two holes, as the `Display` has.
    Message,
}

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 2_000, 5_000, 10_000] } else { sizes };
    for (command, shape, name) in [
        ("check", Shape::Mixed, "mixed"),
        ("check", Shape::Display, "display"),
        ("check", Shape::Message, "message"),
        ("build", Shape::Mixed, "mixed"),
    ] {
        println!(
            "{command:<6} {:<8} {:>8} {:>10} {:>12} {:>12} {:>8} {:>16}",
            "shape", "variants", "plain", "+ thiserror", "+ LmsError", "ratio", "µs per variant"
        );
        // Building 10,000 variants takes as long as everything else together.
        for &size in sizes.iter().filter(|size| command == "check" || **size <= 2_000) {
            let package = write_package(shape, size);
            let [plain, thiserror, lms_error] = medians(&package, command, size);
            let (by_thiserror, by_lms_error) =
                (difference(thiserror, plain), difference(lms_error, thiserror));
            println!(
                "{command:<6} {name:<8} {size:>8} {:>7} ms {:>9} ms {:>9} ms {:>8.2} {:>16.1}",
                plain.as_millis(),
                by_thiserror.as_millis(),
                by_lms_error.as_millis(),
                by_lms_error.as_secs_f64() / by_thiserror.as_secs_f64(),
                by_lms_error.as_secs_f64() * 1e6 / f64::from(u32::try_from(size).unwrap_or(u32::MAX)),
            );
        }
    }
    print_machine_code();
    print_cold_builds();
}

/// Prints the machine code per variant: the difference between 1,000 and 100 variants in an optimized program.
fn print_machine_code() {
    let [few, many] = [100, 1_000].map(|size| {
        let package = write_package(Shape::Mixed, size);
        VERSIONS.map(|version| {
            cargo(&package, &["build", "-q", "--release", "--bin", version]);
            let program = fs::read(package.join("target/release").join(version)).expect("it was built");
            let object = object::File::parse(program.as_slice()).expect("it is a program");
            let code = object.sections().filter(|section| section.kind() == SectionKind::Text);
            code.map(|section| section.size()).sum::<u64>()
        })
    });
    let more = |version: usize| (many[version] - few[version]) / 900;
    let (by_thiserror, by_lms_error) = (more(1) - more(0), more(2) - more(1));
    println!("\nmachine code per variant, in bytes");
    println!("thiserror {by_thiserror}, LmsError adds {by_lms_error}");
}

/// Prints the median of alternating builds without a target folder.
fn print_cold_builds() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lms_error = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lms-error");
    let packages = [
        ("cold-peers", "thiserror = \"2\"\nhttp = \"1\"\nserde_json = \"1\"\n".to_owned()),
        ("cold-lms-error", format!("lms-error = {{ path = {:?} }}\n", lms_error.to_string_lossy())),
    ];
    let folders = packages.map(|(name, dependencies)| {
        let folder = root.join(name);
        fs::create_dir_all(folder.join("src")).expect("the target folder can be written to");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("the package can be written");
        fs::write(folder.join("src/lib.rs"), "").expect("the package can be written");
        cargo(&folder, &["fetch", "-q"]);
        folder
    });
    let mut times: [Vec<Duration>; 2] = Default::default();
    for _ in 0..5 {
        for (folder, times) in folders.iter().zip(&mut times) {
            let _ = fs::remove_dir_all(folder.join("target"));
            times.push(cargo(folder, &["build", "-q", "--offline"]));
        }
    }
    let [peers, ours] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    println!("\na cold build");
    println!(
        "thiserror, http and serde_json {} ms, lms-error {} ms, {:.2}x",
        peers.as_millis(),
        ours.as_millis(),
        ours.as_secs_f64() / peers.as_secs_f64()
    );
}

fn difference(with: Duration, without: Duration) -> Duration {
    with.saturating_sub(without)
}

/// Writes a package with a binary for each version, outside any workspace.
fn write_package(shape: Shape, size: usize) -> PathBuf {
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
        fs::write(binary(&package, version), source(version, shape, size))
            .expect("the package can be written");
    }
    package
}

fn binary(package: &Path, version: &str) -> PathBuf {
    package.join("src/bin").join(format!("{version}.rs"))
}

/// Generates the enum. Each version has only the attributes of its derives.
fn source(version: &str, shape: Shape, size: usize) -> String {
    let derives = match version {
        "plain" => "Debug",
        "thiserror" => "Debug, thiserror::Error",
        _ => "Debug, thiserror::Error, lms_error::LmsError",
    };
    let mut text = format!("#![allow(dead_code)]\n\n#[derive({derives})]\nenum E {{\n");
    for n in 0..size {
        let (lms, error, fields) = match (shape, n % 8) {
            (Shape::Display, _) | (Shape::Mixed, 2) => {
                ("code = \"aborted\"", "{name} of {id} is closed", " { id: u64, name: String }")
            }
            (Shape::Message, _) => (
                "code = \"aborted\", message = \"{name} of {id} is closed (#)\"",
                "{name} of {id} is locked",
                " { id: u64, name: String }",
            ),
            (Shape::Mixed, 0) => ("code = \"not_found\"", "no such resource", ""),
            (Shape::Mixed, 1) => ("code = \"not_found\"", "no resource {0}", "(u64)"),
            (Shape::Mixed, 3) => (
                "code = \"aborted\", message = \"{id} is closed (#)\"",
                "{id} at {host}",
                " { id: u64, host: String }",
            ),
            (Shape::Mixed, 4) => ("code = \"internal\"", "query failed", "(#[source] std::io::Error)"),
            (Shape::Mixed, 5) => {
                ("code = \"invalid_argument\", field = \"officeId\"", "no office {0}", "(u64)")
            }
            (Shape::Mixed, 6) => {
                ("code = \"permission_denied\"", "{role:?} may not", " { role: Option<u8> }")
            }
            (Shape::Mixed, _) => ("code = \"unavailable\", retry_after = 30", "{0} is down", "(String)"),
        };
        // Distinct texts, or the compiler merges the arms.
        let (lms, error) = (lms.replace('#', &n.to_string()), format!("{error} ({n})"));
        if version == "lms_error" {
            text.extend(["    #[lms(", &lms, ")]\n"]);
        }
        if version == "plain" {
            text.extend(["    V", &n.to_string(), &fields.replace("#[source] ", ""), ",\n"]);
        } else {
            text.extend(["    #[error(\"", &error, "\")]\n    V", &n.to_string(), fields, ",\n"]);
        }
    }
    // Uses everything that is derived, so that the linker keeps it.
    let expression = match version {
        "plain" => "error.map(|error| format!(\"{error:?}\").len())",
        "thiserror" => "error.map(|error| format!(\"{error:?}{error}\").len())",
        _ => {
            "error.map(|error| format!(\"{error:?}{error}\").len() + lms_error::LmsError::to_response(&error).body().len())"
        }
    };
    text + "}\n\nfn main() {\n    let error: Option<E> = std::hint::black_box(None);\n    println!(\"{:?}\", "
        + expression
        + ");\n}\n"
}

/// Builds the versions in alternation, so that load on the machine affects all of them.
fn medians(package: &Path, command: &str, size: usize) -> [Duration; 3] {
    let runs = if size <= 1_000 { 9 } else { 5 };
    cargo(package, &[command, "-q", "--bin", VERSIONS[2]]);
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..runs {
        for (version, times) in VERSIONS.into_iter().zip(&mut times) {
            let path = binary(package, version);
            let text = fs::read(&path).expect("it was written");
            fs::write(&path, text).expect("it can be written again");
            times.push(cargo(package, &[command, "-q", "--bin", version]));
        }
    }
    times.map(|mut times| {
        times.sort();
        times[runs / 2]
    })
}

/// Runs cargo and returns the elapsed time.
fn cargo(package: &Path, arguments: &[&str]) -> Duration {
    let begin = Instant::now();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(arguments)
        .current_dir(package)
        // Incremental state of an earlier run would falsify the measurement.
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", package.join("target"))
        .status();
    assert!(status.expect("cargo runs").success(), "cargo {arguments:?} succeeds");
    begin.elapsed()
}
