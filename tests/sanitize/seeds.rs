//! The seeds of the fuzz targets, without a fuzzer.

use std::{fs, path::Path};

use crate::{oracle, responses};

fn seeds(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = fs::read_dir(folder).expect("the seeds are there");
    let read = |file: fs::DirEntry| fs::read(file.path()).expect("a seed is a file");
    let seeds: Vec<_> = files
        .map(|file| String::from_utf8_lossy(&read(file.expect("a seed can be read"))).into_owned())
        .collect();
    assert!(!seeds.is_empty());
    seeds
}

#[test]
fn the_laws_hold_for_the_seeds_of_the_sanitizer() {
    for seed in seeds("sanitize") {
        oracle::check(&seed);
    }
}

#[test]
fn the_laws_hold_for_the_seeds_of_the_rendering() {
    for seed in seeds("rendering") {
        let mut values = seed.split('\0');
        let mut value = || values.next().unwrap_or_default();
        responses::check(value(), value(), value());
    }
}
