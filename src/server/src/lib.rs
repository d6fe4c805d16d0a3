//! What the `bezgelor` binary is made of: command line, configuration, preflight, logs, commands.
//!
//! Nothing here decides anything about the game: it reads what the operator wants and hands it to
//! the crates below.

pub mod archives;
mod calendar;
pub mod check;
pub mod cli;
pub mod commands;
pub mod crash;
pub mod data_report;
mod http;
pub mod log;
mod password;
mod plain;
mod say;
mod scripts;
mod secret;
pub mod serve;
pub mod settings;
pub mod setup;
pub mod start;
pub mod summary;
mod supervisor;
pub mod way_in;

use std::time::{SystemTime, UNIX_EPOCH};

use bezgelor_core::time::UnixMillis;

/// The version of this binary.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The wall clock now; a clock before 1970 reads as 1970.
#[must_use]
pub fn wall_clock() -> UnixMillis {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
