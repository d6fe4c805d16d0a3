//! `bezgelor capture …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
        folder: CaptureFolder,
    },
    /// Record it no more from its next login on
    Stop {
        /// Its e-mail
        email: String,
        /// Where the recordings are.
        #[command(flatten)]
        folder: CaptureFolder,
    },
    /// Print the accounts that are recorded
    List {
        /// Where the recordings are.
        #[command(flatten)]
        folder: CaptureFolder,
    },
}

/// Where the recordings are.
#[derive(Args, Clone, Debug)]
pub struct CaptureFolder {
    /// Directory of the databases, the configuration and crash files
    #[arg(
        long,
        value_name = "DIR",
        env = "BEZGELOR_DATA",
        default_value = "data"
    )]
    pub data: PathBuf,
    /// Folder of the recordings, as given to `serve` [default: captures in the data directory]
    #[arg(long, value_name = "DIR")]
    pub capture: Option<PathBuf>,
}
