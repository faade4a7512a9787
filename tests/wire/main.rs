//! Responses as they are sent, to the byte.

mod codes;
mod events;
mod policy;
mod rejections;
mod serde_both_ways;
mod socket;
