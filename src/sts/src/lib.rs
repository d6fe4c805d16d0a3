//! The STS login conversation (port 6600) as a sans-I/O state machine.
//!
//! [`Session`] is one connection: bytes, answers and time go in, bytes and queries come out. What
//! costs time is handed out as a value with a `run()` ([`SrpStart`], [`SrpVerify`],
//! [`TestAccount`]) for a worker thread. [`limiter::Limiter`] bounds guessing and is shared by all
//! sessions.
//!
//! Invariants: no I/O, no clock, no randomness of its own. A game token can be minted only by a
//! value that exists after a right proof. An account that does not exist cannot be told from a
//! wrong password: same messages, same sizes, same order, same arithmetic.

mod config;
mod jobs;
mod key_data;
pub mod limiter;
mod reply;
mod request;
mod session;
mod xml;

pub use config::{AccountParts, Config, NewTestAccount, TEST_PASSWORD, TestAccount};
pub use jobs::{Challenge, SrpStart, SrpVerify, Verified};
pub use request::{Request, RequestError, RequestReader};
pub use session::{Answer, CloseReason, Input, Output, Query, Session};
pub use xml::request_field;
