//! The runtime with a toy in place of the game, on both executors.

mod broadcast;
mod connections;
mod drain;
mod fair;
mod faults;
mod hops;
mod lost;
mod mail;
mod moving;
mod pace;
mod refusal;
mod revival;
mod toy;
mod waiting;
mod wander;
mod watch;
