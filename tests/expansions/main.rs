//! What the derive writes, for one type of each shape: `<shape>.rs` is what a user writes, `<shape>.expanded.rs`
//! what becomes of it.
//!
//! `BLESS=1 cargo test -p lms-error-tests --test expansions` writes what the derive writes now; read the diff.

use std::{env, fs, path::Path};

// The derive's own files: a procedural macro can't be called from a test.
macro_rules! modules_of_the_derive {
    ($($name:ident = $path:literal,)+) => {$(
        #[allow(dead_code, unreachable_pub, reason = "it is the derive that uses them")]
        #[path = $path]
        mod $name;
    )+};
}

modules_of_the_derive! {
    derive = "../../lms-error-derive/src/derive.rs",
    attr = "../../lms-error-derive/src/attr.rs",
    word = "../../lms-error-derive/src/word.rs",
    shorthand = "../../lms-error-derive/src/shorthand.rs",
    check = "../../lms-error-derive/src/check/mod.rs",
    template = "../../lms-error-derive/src/template.rs",
    code = "../../lms-error-derive/src/code.rs",
    nearest = "../../lms-error-derive/src/nearest.rs",
    fault = "../../lms-error-derive/src/fault.rs",
    model = "../../lms-error-derive/src/model.rs",
    expand = "../../lms-error-derive/src/expand.rs",
    generics = "../../lms-error-derive/src/generics.rs",
}

/// What the derive writes for the type, formatted.
fn expanded(source: &str) -> String {
    let input = syn::parse_str(source).expect("a type");
    let file = syn::parse2(derive::derive(&input)).expect("the derive writes items");
    prettyplease::unparse(&file)
}

#[test]
fn the_expansion_of_each_shape_is_the_one_that_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let mut shapes = 0;
    for entry in fs::read_dir(&folder).expect("the folder of this test") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8");
        let Some(shape) = name.strip_suffix(".rs").filter(|shape| !shape.contains('.') && *shape != "main")
        else {
            continue;
        };
        shapes += 1;
        let source = fs::read_to_string(&path).expect("a type");
        let golden = folder.join(format!("{shape}.expanded.rs"));
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, expanded(&source)).expect("the folder can be written to");
        }
        let golden = fs::read_to_string(&golden).expect("an expansion, or BLESS=1 to write it");
        assert_eq!(expanded(&source), golden, "{shape}");
    }
    assert!(shapes >= 6, "only {shapes} shapes were found");
}

/// The reference shows an expansion without the paths and the prefixes that keep names apart.
fn tidy(expansion: &str) -> String {
    let short = ["::lms_error::__private::", "::lms_error::", "__field_", "__"];
    let text = short.iter().fold(expansion.to_owned(), |text, prefix| text.replace(prefix, ""));
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
    let file = syn::parse2(derive::derive(&example.expect("an enum"))).expect("the derive writes items");
    let written = tidy(&prettyplease::unparse(&file));
    let shown = blocks.nth(1).and_then(|block| block.strip_prefix("text\n")).expect("an expansion");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, reference.replace(shown, &written)).expect("the reference can be written to");
    } else {
        assert_eq!(shown, written);
    }
}
