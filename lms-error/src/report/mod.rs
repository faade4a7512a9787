//! The reports of validation crates as field lists.

#[cfg(feature = "garde")]
mod garde;
#[cfg(feature = "validator")]
mod validator;
