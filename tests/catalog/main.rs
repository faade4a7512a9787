//! The catalog of a service's errors, and what is made of it.

mod aide;
mod binary;
mod child;
mod document;
mod entries;
mod faults;
mod lock;
mod lock_file;
mod page;
mod page_file;
mod serialized;
mod service;
mod utoipa;
