//! The project's own commands as a library, so that what they enforce is itself tested.
//!
//! Nothing here depends on the crates of the server: it must build in seconds and work on a tree
//! that does not compile.

pub mod bench;
pub mod cli;
pub mod crash_loop;
pub mod machine;
pub mod package;
pub mod process;
pub mod starter;
pub mod steps;
pub mod summary;
pub mod tidy;

use std::path::PathBuf;

/// The root of the workspace this command was built from.
#[must_use]
pub fn workspace_root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or(here.clone(), PathBuf::from)
}
