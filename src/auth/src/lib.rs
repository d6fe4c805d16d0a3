//! The auth conversation (port 23115) as a sans-I/O state machine: a game token goes in, the
//! address of a realm and a session key for it come out (`sts.md` section 7).
//!
//! Invariant: no I/O, no clock, no randomness of its own; the session key is handed in.

mod gateway;
mod session;

pub use gateway::{Gateway, NewKey, Redeemed};
pub use session::{Answer, CloseReason, Input, Output, Query, Session};
