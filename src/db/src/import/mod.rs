//! World-database files of the NexusForever family, read without MySQL.
//!
//! The files are scripts in the MySQL dialect: variables, inserts, deletes. They are run against a
//! small database in memory, so a later file can replace what an earlier one brought, and what is
//! wrong is reported with file and line while the rest goes on. Spawn ids are minted from file,
//! creature and ordinal: the same file gives the same ids every time, and a spawn that only moved
//! keeps its own.
//!
//! An operator's overlay is a folder of the same kind of files, run last. There, ids name the
//! minted ones, and UPDATE is understood too.

mod arithmetic;
mod filter;
mod lexer;
mod script;
mod state;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use bezgelor_core::limits;
use bezgelor_core::model::Spawn;
use serde::Serialize;

pub use filter::Filter;
pub(crate) use filter::Target;
pub(crate) use state::key as row_key;

use crate::world::{Cell, Record, TABLES};

/// Folder name of the overlay's sources.
const CUSTOM: &str = "custom/";
/// Folders within folders that are followed.
const FOLDER_DEPTH_MAX: usize = 16;

/// Something in a file that could not be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportError {
    /// The file as it was found.
    pub file: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// What is wrong.
    pub problem: String,
}

/// A row of one table and the file it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced<T> {
    /// Index into [`ImportSet::sources`].
    pub source: u32,
    /// The row.
    pub row: T,
}

/// Everything some files say, ready to be compared with what is stored.
#[derive(Clone, Debug, Default)]
pub struct ImportSet {
    /// The files, by the names their rows are stored under.
    pub sources: Vec<String>,
    /// All spawns, stats included.
    pub spawns: Vec<Sourced<Spawn>>,
    /// Rows of the other tables, in the order of [`TABLES`]; cells in the order of the columns.
    pub rows: Vec<Vec<Sourced<Vec<Cell>>>>,
    /// What the files delete; it applies to rows that other imports brought too.
    pub filters: Vec<Filter>,
    /// The first [`limits::IMPORT_ERRORS_MAX`] errors.
    pub errors: Vec<ImportError>,
    /// How many there were in all.
    pub error_count: u64,
}

impl ImportSet {
    /// The rows of one table as values.
    #[must_use]
    pub fn records<T: Record>(&self) -> Vec<T> {
        let index = TABLES.iter().position(|table| table.name == T::TABLE.name);
        let rows = index.and_then(|index| self.rows.get(index));
        let rows = rows.into_iter().flatten();
        rows.filter_map(|sourced| T::from_cells(&sourced.row))
            .collect()
    }
}

/// Reads files and folders (`*.sql`, in the order of their names) and then the overlay, if there is
/// one. Nothing here fails as a whole: what cannot be read is among the errors.
#[must_use]
pub fn read(paths: &[PathBuf], custom: Option<&Path>) -> ImportSet {
    let mut state = state::State::default();
    let mut names = HashMap::new();
    for path in paths {
        for file in files(path, &mut state) {
            let name = source_name(&file, &mut names);
            run(&file, name, &mut state);
        }
    }
    if let Some(custom) = custom.filter(|path| path.exists()) {
        state.overlay = true;
        for file in files(custom, &mut state) {
            let name = source_name(&file, &mut HashMap::new());
            run(&file, format!("{CUSTOM}{name}"), &mut state);
        }
    }
    state.finish()
}

/// Runs one file.
fn run(file: &Path, name: String, state: &mut state::State) {
    let bytes = fs::metadata(file).map_or(0, |meta| meta.len());
    if bytes > limits::IMPORT_FILE_BYTES_MAX {
        state.report_file(
            file,
            format!("larger than {} bytes", limits::IMPORT_FILE_BYTES_MAX),
        );
        return;
    }
    match fs::read(file) {
        Ok(bytes) => {
            state.begin_file(file, name);
            script::run(&String::from_utf8_lossy(&bytes), state);
        }
        Err(error) => state.report_file(file, error.to_string()),
    }
}

/// A file's name without its folders: importing it alone or with its neighbours is the same. Only
/// when two of one import share a name does the second carry its folder's.
fn source_name(file: &Path, taken: &mut HashMap<String, u32>) -> String {
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let name = text(file.file_name());
    let count = taken.entry(name.clone()).or_default();
    *count += 1;
    match *count {
        1 => name,
        2 => format!("{}/{name}", text(file.parent().and_then(Path::file_name))),
        more => format!("{more}/{name}"),
    }
}

/// The files under a path, in order.
fn files(path: &Path, state: &mut state::State) -> Vec<PathBuf> {
    let mut found = Vec::new();
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => collect(path, FOLDER_DEPTH_MAX, &mut found, state),
        Ok(_) => found.push(path.to_owned()),
        Err(error) => state.report_file(path, error.to_string()),
    }
    found
}

fn collect(dir: &Path, depth: usize, found: &mut Vec<PathBuf>, state: &mut state::State) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return state.report_file(dir, error.to_string()),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, found, state);
            }
        } else if path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("sql"))
        {
            found.push(path);
        }
    }
}
