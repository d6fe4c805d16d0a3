//! The arguments of `bezgelor account`.

use bezgelor_core::permission::Permission;
use clap::{Args, Subcommand, ValueEnum};

use super::{PlaceArgs, parse_duration_ms};

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account
    Create {
        /// Its e-mail address, which is the login name
        email: String,
        /// What it may do
        #[arg(long, value_enum, default_value = "player")]
        role: Role,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Where the password comes from.
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Change an account's password
    Password {
        /// Its e-mail address
        email: String,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Where the password comes from.
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// List all accounts
    List {
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Print one JSON array
        #[arg(long)]
        json: bool,
    },
    /// Change what an account may do
    Role {
        /// Its e-mail address
        email: String,
        /// What it may do from now on
        #[arg(value_enum)]
        role: Role,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show an account with its rights, holdings and characters
    Show {
        /// Its e-mail address
        email: String,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Give an account a permission whatever its role says
    Grant {
        /// Its e-mail address
        email: String,
        /// Name or number of the permission
        permission: Permission,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a permission from an account whatever its role says
    Revoke {
        /// Its e-mail address
        email: String,
        /// Name or number of the permission
        permission: Permission,
        /// Only end what was granted or revoked before: as the role says from now on
        #[arg(long)]
        as_role: bool,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Keep an account out for good; a realm that runs sends its player away
    Ban {
        /// Its e-mail address
        email: String,
        /// Why; for you, never shown to the player
        #[arg(long, default_value = "")]
        reason: String,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let an account in again
    Unban {
        /// Its e-mail address
        email: String,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Keep an account out for a time or for good, or let it in again
    Suspend {
        /// Its e-mail address
        email: String,
        /// For how long: 30m, 12h, 7d; without it, for good
        #[arg(long = "for", value_name = "TIME", value_parser = parse_duration_ms)]
        duration_ms: Option<u64>,
        /// Why; for you, never shown to the player
        #[arg(long, default_value = "")]
        reason: String,
        /// Let it in again
        #[arg(long, conflicts_with_all = ["duration_ms", "reason"])]
        lift: bool,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Where a new password comes from; asked for on the terminal when neither is given.
#[derive(Args, Clone, Debug)]
pub struct PasswordArgs {
    /// The password; visible to others on this machine while the command runs
    #[arg(long, value_name = "PASSWORD", conflicts_with = "password_stdin")]
    pub password: Option<String>,
    /// Read the password from the first line of the standard input
    #[arg(long)]
    pub password_stdin: bool,
}

/// Roles by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Plays
    Player,
    /// Helps players, with the commands for it
    Gamemaster,
    /// May do everything
    Administrator,
}
