//! Starter text on disk: a folder of CSV files to a set in one file.

use std::fs;
use std::path::Path;

pub use tables::starter::StarterError;

/// Files of one starter folder.
const FILES_MAX: usize = 1024;

/// Compiles the `*.csv` files of a folder, as [`tables::starter::compile`] does.
///
/// # Errors
/// The first mistake by file, line and column, or what the file system says.
pub fn compile(folder: &Path) -> Result<Vec<u8>, StarterError> {
    let files = read(folder)?;
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    tables::starter::compile(&files)
}

fn read(folder: &Path) -> Result<Vec<(String, String)>, StarterError> {
    let fail = |path: &Path, error: std::io::Error| StarterError {
        file: path.display().to_string(),
        line: 0,
        column: 0,
        reason: error.to_string(),
    };
    let entries = fs::read_dir(folder).map_err(|error| fail(folder, error))?;
    let mut files = Vec::new();
    for entry in entries.flatten().take(FILES_MAX) {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "csv") {
            let text = fs::read_to_string(&path).map_err(|error| fail(&path, error))?;
            files.push((entry.file_name().to_string_lossy().into_owned(), text));
        }
    }
    if files.is_empty() {
        return Err(StarterError {
            file: folder.display().to_string(),
            line: 0,
            column: 0,
            reason: "no .csv files here".to_owned(),
        });
    }
    files.sort();
    Ok(files)
}
