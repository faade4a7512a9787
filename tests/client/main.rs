//! The partner's side of the contract.

mod decode;
mod engines;
mod python;
mod sockets;
