//! `cargo xtask crash-loop`: kills the built server again and again, and compares.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{machine, process};

/// Builds what the loop needs and runs it with `arguments`; true when nothing was lost or doubled.
///
/// # Errors
/// When cargo or the loop cannot be started.
pub fn run(root: &Path, arguments: &[String]) -> anyhow::Result<bool> {
    // The same build as that of the tests, so that nothing is compiled twice.
    let built = process::cargo(root, &["build", "--quiet", "--workspace", "--bins"])?;
    if !built.good {
        return Ok(false);
    }
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let mut command = Command::new(root.join(folder).join("debug").join("crash-loop"));
    command.current_dir(root).args(arguments);
    if std::env::var_os("TMPDIR").is_none()
        && let Some(folder) = machine::memory_folder()
    {
        command.env("TMPDIR", folder);
    }
    Ok(process::run(&mut command)?.good)
}
