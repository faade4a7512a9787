//! Snapshots of the expansion for one type of each shape: `expansions/<shape>.rs` is the input,
//! `expansions/<shape>.expanded.rs` the output.
//!
//! `BLESS=1 cargo test -p lms-error-derive` writes the current expansions; read the diff.

use std::{env, fs, path::Path};

use crate::derive::derive;

fn expanded(source: &str) -> String {
    let input = syn::parse_str(source).expect("a type");
    let file = syn::parse2(derive(&input)).expect("the derive writes items");
    prettyplease::unparse(&file)
}

#[test]
fn the_expansion_of_each_shape_is_the_one_that_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let mut shapes = 0;
    for entry in fs::read_dir(&folder).expect("the folder of this test") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
        let Some(shape) = name.strip_suffix(".rs").filter(|shape| !shape.contains('.')) else { continue };
        shapes += 1;
        let source = fs::read_to_string(&path).expect("a type");
        let golden = folder.join(format!("{shape}.expanded.rs"));
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, expanded(&source)).expect("the folder is writable");
        }
        let golden = fs::read_to_string(&golden).expect("an expansion, or BLESS=1 to write it");
        assert_eq!(expanded(&source), golden, "{shape}");
    }
    assert!(shapes >= 6, "only {shapes} shapes were found");
}

/// Formats an expansion without the paths and prefixes that prevent name clashes, as the reference shows it.
fn simplified(expansion: &str) -> String {
    let noise = ["::lms_error::__private::", "::lms_error::", "__lms_field_", "__lms_", "__"];
    let text = noise.iter().fold(expansion.to_owned(), |text, prefix| text.replace(prefix, ""));
    prettyplease::unparse(&syn::parse_file(&text).expect("it is Rust without them, too"))
}

#[test]
fn the_reference_shows_what_the_derive_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lms-error/docs/attributes.md");
    let reference = fs::read_to_string(&path).expect("the reference");
    let (_, section) = reference.split_once("# What the derive writes").expect("the section");
    let mut blocks = section.split("```");
    let example = syn::parse_file(blocks.nth(1).expect("an example")).expect("it is Rust");
    let example = example.items.into_iter().find_map(|item| match item {
        syn::Item::Enum(item) => Some(syn::DeriveInput::from(item)),
        _ => None,
    });
    let file = syn::parse2(derive(&example.expect("an enum"))).expect("the derive writes items");
    let written = simplified(&prettyplease::unparse(&file));
    let shown = blocks.nth(1).and_then(|block| block.strip_prefix("text\n")).expect("an expansion");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, reference.replace(shown, &written)).expect("the reference is writable");
    } else {
        assert_eq!(shown, written);
    }
}
