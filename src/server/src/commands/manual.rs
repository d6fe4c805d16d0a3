//! `bezgelor completions` and `bezgelor man`: made from the definition of the command line.

use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::say::say;

const NAME: &str = "bezgelor";

/// Prints the completions of `shell`.
///
/// # Errors
/// When they are no text.
pub fn completions(shell: Shell) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    let script = String::from_utf8(script).context("make the completions")?;
    say!("{}", script.trim_end());
    Ok(())
}

/// Writes a page for the program and one for each command into `folder`.
///
/// # Errors
/// When the folder cannot be written to.
pub fn pages(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    std::fs::create_dir_all(folder).with_context(|| shown.to_string())?;
    clap_mangen::generate_to(Cli::command(), folder).with_context(|| shown.to_string())?;
    say!("manual pages written to {shown}; look at one with `man -l {shown}/{NAME}.1`");
    Ok(())
}
