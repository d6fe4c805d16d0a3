//! Turns the schema text in `schema/` into the static schema and one accessor view per table.
//!
//! One archived type serves all tables; a view is a borrowed row and a function per column.
//! Deriving an archive type per table was measured at forty times the build time (`runtime.md`
//! section 6).

mod emit;
mod schema;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    if let Err(message) = run() {
        eprintln!("tables: {message}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=schema");
    println!("cargo::rerun-if-changed=starter");

    let mut tables = Vec::new();
    for path in files(&root.join("schema"), "txt")? {
        let text = read(&path)?;
        tables.extend(schema::parse(&text).map_err(|e| format!("{}:{e}", path.display()))?);
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    schema::check(&tables)?;
    write(&out.join("schema.rs"), &emit::schema(&tables))?;
    write(&out.join("views.rs"), &emit::views(&tables))?;
    write(&out.join("set.rs"), &emit::set_methods(&tables))?;
    write(
        &out.join("starter.rs"),
        &emit::starter(&files(&root.join("starter"), "csv")?)?,
    )
}

/// Files of `dir` with the given extension, sorted, so that the output is reproducible.
fn files(dir: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
