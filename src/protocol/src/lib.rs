//! The wire protocol: bits, frames, containers and every message of the client (build 16042).
//!
//! One message is one small struct with its widths at the fields, in a folder a player would
//! recognise; the derive makes codec and description from it. Start at [`messages`].
//!
//! Invariants: no I/O, no clock; nothing allocates from a length that was not checked against the
//! bytes that are there; a value of an enum without a name survives being read and written; a
//! selector without a case is an error, never a guess.

extern crate self as protocol;

pub mod capture;
pub mod container;
mod enum_macro;
pub mod enums;
pub mod frame;
mod message;
pub mod messages;
pub mod registry;
mod secret;
pub mod session;
pub mod stray;
pub mod structs;
pub mod trace;
pub mod unions;
pub mod wire;

pub use message::{Message, Sender, Standing, decode_message, encode_message};
pub use wire::{BitReader, BitSet, BitWriter, DecodeError, Fault, Guid, WString};
