//! What leaves each framework, over a socket.

mod client;
mod examples;
mod handlers;
mod tonic;
mod tower;
mod reports;
mod rejections;
mod probes;
