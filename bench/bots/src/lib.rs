//! Headless clients that speak the real protocol end to end: own sockets, own crypto, no shortcut
//! into the server.
//!
//! [`client`] is one player's connection, usable from tests. A [`scenario`] plays many of them at
//! once on one thread and fills a [`report::Tally`].

pub mod args;
pub mod client;
pub mod look;
pub mod operator;
pub mod probe;
pub mod report;
pub mod scenario;
pub mod sightings;
pub mod valuables;
