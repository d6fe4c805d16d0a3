//! The realm itself: start order, run, drain.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use bezgelor_core::config::Config;

use crate::archives::{self, Archives};

/// What a realm needs to know beside its configuration.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where its databases and crash files are; it exists.
    pub data_dir: PathBuf,
    /// The tables it plays on.
    pub archives: Archives,
    /// Whether bots may make accounts; only ever true on loopback.
    pub test_accounts: bool,
}

/// Runs a realm until it is told to stop.
///
/// # Errors
/// When the tables or the databases cannot be opened.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<ExitCode> {
    let set = options.archives.open()?;
    let db =
        db::DbHandle::open(&config.database, &options.data_dir).context("open the databases")?;
    tracing::info!(rows = archives::rows(&set), "tables and databases are open");
    db.close_blocking();
    bail!("this build has no runtime to run a realm on")
}
