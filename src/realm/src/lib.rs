//! The world connection from its hello to the request to enter the world, and back to the
//! character list after a logout, as sans-I/O state machines.
//!
//! [`session`] is one connection. [`queue`], [`presence`] and [`directory`] are the services of
//! one realm that the sessions ask through their driver: who may come in, who is where, which
//! shard runs which zone; [`balance`] says when one should move. [`countdown`] says when it stops.
//! [`creation`] turns a player's wish into a character; [`gate`] says which message is welcome
//! when, here and in the world.
//!
//! Invariant: no I/O, no clock, no randomness of its own. Bytes, answers and time come in, bytes
//! and queries go out.

pub mod balance;
pub mod countdown;
pub mod creation;
pub mod directory;
pub mod gate;
pub mod name;
pub mod openings;
pub mod presence;
pub mod queue;
pub mod session;
pub mod words;
