//! `bezgelor capture …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DataArgs;

/// Which accounts a realm records.
#[derive(Debug, Subcommand)]
pub enum CaptureCommand {
    /// Record an account from its next login on. WARNING: recordings hold session keys, tokens
    /// and chat; treat them like passwords
    Start {
        /// Its e-mail
        email: String,
        /// Where the recordings are.
        #[command(flatten)]
        place: CaptureArgs,
    },
    /// Record it no more from its next login on
    Stop {
        /// Its e-mail
        email: String,
        /// Where the recordings are.
        #[command(flatten)]
        place: CaptureArgs,
    },
    /// Print the accounts that are recorded
    List {
        /// Where the recordings are.
        #[command(flatten)]
        place: CaptureArgs,
    },
}

/// Where the recordings are.
#[derive(Args, Clone, Debug)]
pub struct CaptureArgs {
    /// Where the realm's data is.
    #[command(flatten)]
    pub data: DataArgs,
    /// Folder of the recordings, as given to `serve` [default: captures in the data directory]
    #[arg(long, value_name = "DIR")]
    pub capture: Option<PathBuf>,
}
