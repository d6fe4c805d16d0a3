//! `bezgelor completions` and `bezgelor man`: made from the definition of the command line.

use std::io;
use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;

const NAME: &str = "bezgelor";

/// Prints the completions of `shell`.
///
/// # Errors
/// When the standard output is closed.
pub fn completions(shell: Shell) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    io::Write::write_all(&mut io::stdout(), &script).context("print the completions")
}

/// Writes a page for the program and one for each command into `folder`.
///
/// # Errors
/// When the folder cannot be written to.
pub fn pages(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    std::fs::create_dir_all(folder).with_context(|| shown.to_string())?;
    clap_mangen::generate_to(Cli::command(), folder).with_context(|| shown.to_string())?;
    println!("manual pages written to {shown}; look at one with `man -l {shown}/{NAME}.1`");
    Ok(())
}
