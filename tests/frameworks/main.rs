//! The responses of each framework, over a socket.

mod bare;
mod client;
mod corrections;
mod drain;
mod services;
mod servers;
mod side_by_side;
mod handlers;
mod constant_responses;
mod head;
mod middleware;
mod panics;
mod policies;
mod tonic;
mod tonic_layer;
mod tower;
mod reports;
mod rejections;
mod extractors;
mod validating_extractors;
mod probes;
