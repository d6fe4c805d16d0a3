//! The arguments of `bezgelor token`.

use clap::Subcommand;

use super::{PlaceArgs, parse_duration_ms};

/// What can be done with bearer tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token; its secret is printed once and stored nowhere
    Create {
        /// What it is called
        name: String,
        /// What it may do, with commas between: status, metrics, players, accounts, characters,
        /// audit, logs, commands or admin for everything
        #[arg(long, default_value = "status,metrics,players")]
        scopes: api::Scopes,
        /// For how long: 30m, 12h, 7d; without it, until it is revoked
        #[arg(long = "for", value_name = "TIME", value_parser = parse_duration_ms)]
        duration_ms: Option<u64>,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// List the tokens, without their secrets
    List {
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Print one JSON array
        #[arg(long)]
        json: bool,
    },
    /// Revoke a token at once
    Revoke {
        /// What it is called
        name: String,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
