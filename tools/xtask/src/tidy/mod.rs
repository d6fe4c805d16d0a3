//! The invariants of the architecture and the style, read from the sources.
//!
//! A rule that a compiler lint can express belongs in the workspace lints; what is here is about
//! files, folders and who may name whom. Each finding is one line: place, fact, remedy.

mod code;
mod documents;
mod exempt;
mod functions;
mod items;
mod logging;
mod manifests;
mod scan;
mod text;
mod tree;

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// One breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path relative to the workspace root.
    pub path: String,
    /// Counted from 1; 1 for what concerns the whole file.
    pub line: usize,
    /// What is wrong and what to do, in one line.
    pub message: String,
}

impl Finding {
    /// A finding at `line` of `path`.
    pub fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// One file of the tree, with what its place says about it.
#[derive(Debug)]
pub struct File {
    /// Path relative to the workspace root, with `/` between its parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// The folder of the crate the file belongs to: `src/world`, `tables`, `tools/xtask`, `tests`.
    #[must_use]
    pub fn crate_folder(&self) -> &str {
        let parts = match self.path.split('/').next() {
            Some("src" | "tools" | "bench") => 2,
            _ => 1,
        };
        let end = self.path.match_indices('/').nth(parts - 1);
        end.map_or("", |(at, _)| &self.path[..at])
    }

    /// The last part of its crate's folder.
    #[must_use]
    pub fn crate_name(&self) -> &str {
        self.crate_folder().rsplit('/').next().unwrap_or("")
    }

    /// Whether the whole file is test code by its place.
    #[must_use]
    pub fn is_test(&self) -> bool {
        let by_folder = self
            .path
            .split('/')
            .any(|part| part == "tests" || part == "benches");
        let stem = self.path.rsplit('/').next().unwrap_or("");
        by_folder || matches!(stem, "tests.rs" | "testing.rs") || stem.ends_with("_tests.rs")
    }

    /// Whether it is data made by a tool or for a test, not prose or code to read.
    #[must_use]
    pub fn is_data(&self) -> bool {
        let mut folders = self.path.split('/');
        folders.any(|part| matches!(part, "fixtures" | "generated" | "starter"))
    }

    fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, end)| end == extension)
    }
}

/// Checks the whole tree under `root`; the findings come sorted by place.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn check_tree(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let files = read_files(root)?;
    let mut findings = Vec::new();
    tree::check_root(root, &mut findings)?;
    tree::check_crates(&files, &mut findings);
    tree::check_migrations(&files, &mut findings);
    manifests::check(&files, &mut findings);
    exempt::check_current(&files, &mut findings);
    for file in &files {
        check_file(file, &mut findings);
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Checks one file by the rules that need no other.
pub fn check_file(file: &File, findings: &mut Vec<Finding>) {
    text::check(file, findings);
    if file.has_extension("md") {
        documents::check(file, findings);
    }
    if !file.has_extension("rs") {
        return;
    }
    let scan = scan::Scan::new(&file.text);
    let tokens = scan.tokens();
    text::check_rust(file, &scan, findings);
    code::check(file, &tokens, findings);
    logging::check(file, &scan, &tokens, findings);
    functions::check(file, &tokens, findings);
    items::check(file, &tokens, findings);
}

const TEXT_EXTENSIONS: [&str; 12] = [
    "rs", "toml", "md", "sql", "luau", "sh", "json", "yml", "yaml", "service", "txt", "csv",
];

/// Folders that hold nothing of the repository.
const SKIPPED: [&str; 3] = ["target", "data", ".git"];

/// Inputs of the fuzz targets: bytes, whatever they are called.
const CORPUS: &str = "tools/fuzz/corpus";

fn read_files(root: &Path) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let place = root.join(&folder);
        let entries = fs::read_dir(&place).with_context(|| format!("read {}", place.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            if entry.file_type()?.is_dir() {
                let skipped =
                    folder.is_empty() && SKIPPED.contains(&name.as_str()) || name == "node_modules";
                if !skipped && path != CORPUS {
                    folders.push(path);
                }
            } else if is_text(&name) {
                let text = fs::read(entry.path()).with_context(|| format!("read {path}"))?;
                let text = String::from_utf8_lossy(&text).into_owned();
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn is_text(name: &str) -> bool {
    let by_extension = name
        .rsplit_once('.')
        .map(|(_, end)| TEXT_EXTENSIONS.contains(&end));
    by_extension.unwrap_or(name != "LICENSE")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> File {
        File {
            path: path.into(),
            text: String::new(),
        }
    }

    #[test]
    fn a_path_tells_its_crate() {
        for (path, folder, name) in [
            ("src/world/src/grid.rs", "src/world", "world"),
            ("tables/src/lib.rs", "tables", "tables"),
            ("tools/xtask/tests/tree.rs", "tools/xtask", "xtask"),
            ("tests/src/lib.rs", "tests", "tests"),
            ("README.md", "", ""),
        ] {
            assert_eq!(file(path).crate_folder(), folder, "{path}");
            assert_eq!(file(path).crate_name(), name, "{path}");
        }
    }

    #[test]
    fn a_path_tells_test_code() {
        assert!(file("src/world/src/grid/tests.rs").is_test());
        assert!(file("src/world/tests/walk.rs").is_test());
        assert!(file("tests/src/lib.rs").is_test());
        assert!(!file("src/world/src/contests.rs").is_test());
    }

    #[test]
    fn a_finding_is_one_line_with_its_place() {
        let finding = Finding::new("src/a.rs", 7, "is wrong; make it right");
        assert_eq!(finding.to_string(), "src/a.rs:7: is wrong; make it right");
    }
}
