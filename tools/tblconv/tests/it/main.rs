//! The readers against real, synthetic and malformed files. The reference data stays outside the
//! repository: without it these tests say so and pass.

mod archives;
mod command;
mod command_extract;
mod command_pack;
mod command_resume;
mod hostile;
mod maps;
mod sets;
mod sharing;
mod tables_real;
mod texts;
mod verdicts;
mod volume;

use std::path::{Path, PathBuf};

/// `tables/` of the reference: `BEZGELOR_REFERENCE`, else beside the workspace.
fn reference() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(beside, PathBuf::from);
    let tables = root.join("tables");
    if tables.is_dir() {
        return Some(tables);
    }
    eprintln!("skipped: reference data absent");
    None
}

fn read(path: &Path) -> Vec<u8> {
    tblconv::convert::read_source(path).unwrap_or_else(|error| panic!("{error}"))
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn files(folder: &Path, suffix: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.to_string_lossy().ends_with(suffix));
    found.sort();
    found
}

fn stem(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    name.split('.').next().unwrap_or_default().to_owned()
}
