//! What leaves, to the byte.

mod codes;
mod events;

mod rejections;
mod serde_both_ways;
mod socket;
