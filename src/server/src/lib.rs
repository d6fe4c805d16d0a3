//! What the `bezgelor` binary is made of: command line, configuration, preflight, logs, commands.
//!
//! Nothing here decides anything about the game: it reads what the operator wants and hands it to
//! the crates below.

pub mod cli;
pub mod settings;
