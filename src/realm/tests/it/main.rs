//! The crate as its driver sees it: only what is public, on a small invented game, on the
//! reference's own byte streams, and on the real tables where they are at hand.

#[path = "../../../protocol/tests/hostile/allocation.rs"]
mod allocation;
mod chaos;
mod creation;
mod frames;
mod lobby;
mod login;
mod matrix;
mod play;
mod services;
mod support;
mod tables;
mod world;
