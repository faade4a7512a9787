//! The catalog of a service's errors, and what is made of it.

mod entries;
