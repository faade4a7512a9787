//! What leaves each framework, over a socket.

mod client;
mod drain;
mod services;
mod side_by_side;
mod handlers;
mod handed_out;
mod panics;
mod tonic;
mod tower;
mod reports;
mod rejections;
mod probes;
