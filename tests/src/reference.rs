//! Game tables to test with: the starter set, and the reference data, which is not part of the
//! repository.

use std::path::PathBuf;

use tables::TableSet;

/// The reference folder: `BEZGELOR_REFERENCE`, else `../shared/reference` beside the workspace.
/// Prints that the test is skipped when there is none.
#[must_use]
pub fn reference_dir() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/reference");
    let dir =
        std::env::var_os("BEZGELOR_REFERENCE").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if dir.join("README.md").is_file() {
        return Some(dir);
    }
    eprintln!("skipped: reference data absent");
    None
}

/// The game tables that are built in.
///
/// # Panics
/// When they do not compile.
#[must_use]
pub fn starter() -> TableSet {
    tables::starter::embedded().expect("the starter set compiles")
}
