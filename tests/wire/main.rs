//! What leaves, to the byte.

mod codes;
mod log;
mod rejections;
mod serde_both_ways;
mod socket;
