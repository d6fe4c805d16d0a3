//! The arguments of `bezgelor world`.

use std::path::PathBuf;

use clap::Subcommand;

use super::PlaceArgs;

/// What can be done with the world's data.
#[derive(Debug, Subcommand)]
pub enum WorldCommand {
    /// Import world-database files; again later it updates what changed and keeps ids
    Import {
        /// SQL files, or folders of them
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Where data and configuration are.
        #[command(flatten)]
        place: PlaceArgs,
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}
