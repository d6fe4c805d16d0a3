//! The runtime with a toy in place of the game, on both executors.

mod connections;
mod drain;
mod faults;
mod hops;
mod toy;
