//! Messages from functions, a field's `Display`, expressions over fields, and constants.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{LmsError, message};

const UNITS: &str = "days, weeks or months";
const MAX_TERM: u32 = 360;

#[derive(Debug, thiserror::Error, LmsError)]
enum TermError {
    #[error(fmt = missing_unit)]
    #[lms(code = "not_found")]
    NoUnit,
    #[error(fmt = unknown_unit)]
    #[lms(code = "invalid_argument", field = "term.unit")]
    Unit { written: String, known: &'static [&'static str] },
    #[error(fmt = Self::too_long)]
    #[lms(code = "aborted")]
    TooLong(u128, &'static str),
    #[error(fmt = fmt::LowerHex::fmt)]
    #[lms(code = "aborted")]
    Raw(u32),
    #[error("invalid unit: {}", UNITS)]
    #[lms(code = "aborted", message("write {units}; at most {} days", MAX_TERM, units = UNITS))]
    Constant,
}

fn missing_unit(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("the client gave no unit")
}

fn unknown_unit(written: &str, known: &&[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{written:?} is none of {}", known.join(", "))
}

impl TermError {
    fn too_long(term: &u128, unit: &&str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{term} {unit} are {} too many", term.saturating_sub(MAX_TERM.into()))
    }
}

#[test]
fn a_text_from_a_function_is_rendered_like_any_other() {
    let cases = [
        (TermError::NoUnit, "lms: status=404: the customer gave no unit"),
        (
            TermError::Unit { written: "eons".to_owned(), known: &["days", "weeks"] },
            r#"[{"field":"term.unit","error":"\"eons\" is none of days, weeks"}]"#,
        ),
        (TermError::TooLong(365, "months"), "lms: status=409: 365 months are 5 too many"),
        (TermError::Raw(0x1f), "lms: status=409: 1f"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

#[test]
fn a_message_shows_constants_as_arguments() {
    assert_eq!(
        message(&TermError::Constant),
        "lms: status=409: write days, weeks or months; at most 360 days",
    );
}

#[derive(Debug, thiserror::Error, LmsError)]
enum DocumentError {
    #[error("no scan at {}", path.display())]
    #[lms(code = "not_found", message("no scan of page {} in {}", .page + 1, .path.display()))]
    Scan { path: PathBuf, page: usize },
    #[error("from {} to {}", from.display(), .to.display())]
    #[lms(
        code = "aborted",
        message("{} is there already", .to.file_name().map_or("it".into(), |name| name.to_string_lossy())),
    )]
    Copy { from: PathBuf, to: PathBuf },
    #[error("signature {0:?}, not {1:?}")]
    #[lms(
        code = "aborted",
        message("signed by {}, not by {}", .0.name, .1.as_ref().map_or("anyone", |signer| signer.name)),
    )]
    Signer(Signer, Option<Signer>),
    #[error("pages {}..{}", .range.start, .range.end)]
    #[lms(
        code = "invalid_argument",
        field = "pages",
        message("from {first} to {last}", first = .range.start, last = .range.end),
    )]
    Range { range: std::ops::Range<u32> },
    #[error("sum {sum:>+9.2} of {currency:^5}|")]
    #[lms(code = "aborted")]
    Sum { sum: f64, currency: &'static str },
}

#[derive(Debug)]
struct Signer {
    name: &'static str,
}

#[test]
fn a_message_shows_parts_of_fields_and_expressions() {
    let path = |path: &str| Path::new(path).to_path_buf();
    let cases = [
        (DocumentError::Scan { path: path("7.tif"), page: 0 }, "lms: status=404: no scan of page 1 in 7.tif"),
        (
            DocumentError::Copy { from: path("a.tif"), to: path("in/b.tif") },
            "lms: status=409: b.tif is there already",
        ),
        (
            DocumentError::Signer(Signer { name: "Ada" }, None),
            "lms: status=409: signed by Ada, not by anyone",
        ),
        (DocumentError::Range { range: 3..9 }, r#"[{"field":"pages","error":"from 3 to 9"}]"#),
        (DocumentError::Sum { sum: 12.5, currency: "EUR" }, "lms: status=409: sum    +12.50 of  EUR |"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text, "{error}");
    }
}

/// The suggestion is computed when the text is formatted, because it is expensive.
#[derive(Debug)]
struct UnknownProduct {
    name: String,
    products: Vec<&'static str>,
}

impl fmt::Display for UnknownProduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no product {}", self.name)?;
        match self.products.iter().find(|product| product.starts_with(&self.name[..1])) {
            Some(product) => write!(f, "; is it {product}?"),
            None => write!(f, "; there are {}", self.products.len()),
        }
    }
}

impl std::error::Error for UnknownProduct {}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
enum ProductError {
    #[lms(code = "not_found")]
    Unknown(
        #[from]
        #[lms(shown)]
        UnknownProduct,
    ),
    #[lms(code = "aborted", message = "replaced: {0}")]
    Replaced(#[lms(shown)] UnknownProduct),
    #[error("both of them")]
    #[lms(code = "aborted")]
    Both,
}

#[test]
fn a_text_of_the_enum_is_that_of_the_variants_without_one() {
    let unknown = |name: &str| UnknownProduct { name: name.to_owned(), products: vec!["starter", "bridge"] };
    let cases = [
        (ProductError::from(unknown("start")), "lms: status=404: no product start; is it starter?"),
        (ProductError::Replaced(unknown("gold")), "lms: status=409: replaced: no product gold; there are 2"),
        (ProductError::Both, "lms: status=409: both of them"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}
