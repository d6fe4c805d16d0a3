//! The runtime: one executor per core, connections, mailboxes, ticks and supervision.

pub mod clock;
pub mod guard;
mod notify;
pub mod rt;
