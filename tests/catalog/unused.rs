//! A program that names its catalog and never reads it. The test `binary` looks into it.

use lms_error::{LmsError, catalog, catalog::Catalog};

/// A hippopotamus documents this enum.
#[derive(Debug, thiserror::Error, LmsError)]
enum ZooError {
    /// A hippopotamus documents this variant.
    #[error("animal {0}")]
    #[lms(code = "not_found", message("the giraffe {} has left", .0))]
    Gone(usize),
}

/// Not read.
pub static CATALOG: Catalog = catalog![ZooError];

fn main() {
    println!("{:?}", ZooError::Gone(std::env::args().count()).envelope());
}
