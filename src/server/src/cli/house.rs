//! The flags of the commands that look after what players own: audit, backup, restore, moving.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PlaceArgs;

/// Flags of `audit`.
#[derive(Args, Clone, Debug)]
pub struct AuditArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Which stores a command is for; all when none is named.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct StoreArgs {
    /// Accounts and characters alone
    #[arg(long, conflicts_with = "world")]
    pub players: bool,
    /// The world's data alone
    #[arg(long)]
    pub world: bool,
}

/// Flags of `backup`.
#[derive(Args, Clone, Debug)]
pub struct BackupArgs {
    /// Folder to make [default: a new one in `backups` in the data directory]
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Which stores.
    #[command(flatten)]
    pub stores: StoreArgs,
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Flags of `restore`.
#[derive(Args, Clone, Debug)]
pub struct RestoreArgs {
    /// The folder of the backup
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Which stores.
    #[command(flatten)]
    pub stores: StoreArgs,
    /// Put it in the place of what is there now, which is backed up before
    #[arg(long)]
    pub replace: bool,
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Flags of `transfer`.
#[derive(Args, Clone, Debug)]
pub struct TransferArgs {
    /// Where to: postgres://USER:PASSWORD@HOST/DATABASE, or sqlite:FOLDER; it must be empty
    #[arg(
        value_name = "TO",
        env = "BEZGELOR_TRANSFER_TO",
        hide_env_values = true
    )]
    pub to: String,
    /// Which stores.
    #[command(flatten)]
    pub stores: StoreArgs,
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// What can be done with single characters.
#[derive(Debug, Subcommand)]
pub enum CharacterCommand {
    /// Write a character with all it owns as a file; the realm may be running
    Export {
        /// Its name, in quotes: "First Last"
        name: String,
        /// File to make [default: the standard output]
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Make a character from such a file; a second time it changes nothing
    Import {
        /// The file
        file: PathBuf,
        /// E-mail address of the account that gets it
        #[arg(long, value_name = "EMAIL")]
        account: String,
        /// Name it gets instead of the one in the file
        #[arg(long)]
        name: Option<String>,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Bring a deleted character back with all it owned
    RestoreDeleted {
        /// The name it had, in quotes
        name: String,
        /// Which one, when several had the name
        #[arg(long)]
        id: Option<u64>,
        /// Name it gets, when its old one is taken
        #[arg(long, value_name = "NAME")]
        new_name: Option<String>,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
