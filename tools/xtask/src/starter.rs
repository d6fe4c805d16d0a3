//! `cargo xtask starter`: validates the project's own tables and compiles them.

use std::path::Path;

use crate::process;

/// Runs `tblconv starter`, which names each row that does not fit the schema.
///
/// # Errors
/// When cargo cannot be started.
pub fn run(root: &Path) -> anyhow::Result<bool> {
    let finished = process::cargo(root, &["run", "--quiet", "-p", "tblconv", "--", "starter"])?;
    Ok(finished.good)
}
