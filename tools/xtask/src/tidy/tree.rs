//! The shape of the tree: what stands at the top, that each crate is introduced, that both
//! dialects have the same migrations.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::{File, Finding, manifests};

/// What the top level holds besides dot files.
const TOP: [&str; 16] = [
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "bench",
    "bezgelor.example.toml",
    "clippy.toml",
    "migrations",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "scripts",
    "src",
    "tables",
    "tests",
    "tools",
];

/// What a working copy may hold at the top without being part of the repository.
const LOCAL: [&str; 2] = ["target", "data"];

const STORES: [&str; 3] = ["auth", "character", "world"];
const DIALECTS: [&str; 2] = ["postgres", "sqlite"];

/// Checks that the top level holds what it must and nothing else.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn check_root(root: &Path, findings: &mut Vec<Finding>) -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(root).with_context(|| format!("read {}", root.display()))? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    check_top(&names, findings);
    Ok(())
}

fn check_top(names: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    for name in names {
        let known = TOP.contains(&name.as_str()) || LOCAL.contains(&name.as_str());
        if !known && !name.starts_with('.') {
            let message = "does not belong at the top level; move it into one of the folders";
            findings.push(Finding::new(name, 1, message));
        }
    }
    for name in TOP {
        if !names.contains(name) {
            let message = "is missing from the top level; the architecture names it";
            findings.push(Finding::new(name, 1, message));
        }
    }
}

/// Checks that every crate is known to the order of floors and introduced in `src/README.md`.
pub(super) fn check_crates(files: &[File], findings: &mut Vec<Finding>) {
    let readme = files.iter().find(|file| file.path == "src/README.md");
    let Some(readme) = readme else {
        let message = "is missing; it introduces each crate in one line";
        findings.push(Finding::new("src/README.md", 1, message));
        return;
    };
    let introduced: Vec<&str> = readme.text.lines().filter_map(introduced).collect();
    let manifests = files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml"));
    let folders: Vec<&str> = manifests
        .map(File::crate_folder)
        .filter(|folder| *folder != "tools/fuzz")
        .collect();
    for folder in &folders {
        let name = folder.strip_prefix("src/").unwrap_or(folder);
        if !introduced.contains(&name) {
            let message = format!("does not introduce `{name}`; add its line to the table");
            findings.push(Finding::new("src/README.md", 1, message));
        }
        if folder.starts_with("src/") && !manifests::FLOORS.contains(&name) {
            let message = "is not in the order of floors; add it to the architecture first";
            findings.push(Finding::new(&format!("{folder}/Cargo.toml"), 1, message));
        }
    }
    for name in introduced {
        let there = folders
            .iter()
            .any(|f| f.strip_prefix("src/").unwrap_or(f) == name);
        if !there {
            let message = format!("introduces `{name}`, which is not there; remove its line");
            findings.push(Finding::new("src/README.md", 1, message));
        }
    }
}

/// The crate of a table row such as "| `world` | one zone … |".
fn introduced(line: &str) -> Option<&str> {
    line.strip_prefix("| `")?.split('`').next()
}

/// Checks that both dialects of each store have the same migrations, numbered without a gap.
pub(super) fn check_migrations(files: &[File], findings: &mut Vec<Finding>) {
    for store in STORES {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for dialect in DIALECTS {
            let folder = format!("migrations/{store}/{dialect}/");
            let here = files
                .iter()
                .filter_map(|file| file.path.strip_prefix(&folder));
            names.insert(dialect, here.collect());
        }
        for (one, other) in [(DIALECTS[0], DIALECTS[1]), (DIALECTS[1], DIALECTS[0])] {
            for name in names[one].difference(&names[other]) {
                let path = format!("migrations/{store}/{one}/{name}");
                let message = format!("has no counterpart for {other}; write it");
                findings.push(Finding::new(&path, 1, message));
            }
        }
        for (index, name) in names[DIALECTS[0]].iter().enumerate() {
            let number = name.split('_').next().unwrap_or("");
            if number.parse() != Ok(index + 1) || !name.ends_with(".sql") {
                let path = format!("migrations/{store}/{}/{name}", DIALECTS[0]);
                let message = format!("should be number {:04}; migrations have no gaps", index + 1);
                findings.push(Finding::new(&path, 1, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.into(),
            text: text.into(),
        }
    }

    #[test]
    fn the_top_level_is_closed() {
        let mut names: BTreeSet<String> = TOP.iter().map(ToString::to_string).collect();
        names.insert(".git".into());
        names.insert("target".into());
        let mut findings = Vec::new();
        check_top(&names, &mut findings);
        assert_eq!(findings, []);

        names.insert("notes.md".into());
        names.remove("LICENSE");
        check_top(&names, &mut findings);
        let paths: Vec<&str> = findings.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["notes.md", "LICENSE"]);
    }

    #[test]
    fn crates_are_introduced_and_have_a_floor() {
        let readme = "| crate | job |\n|---|---|\n| `world` | one zone |\n| `gone` | nothing |\n";
        let files = [
            file("src/README.md", readme),
            file("src/world/Cargo.toml", ""),
            file("src/attic/Cargo.toml", ""),
            file("tools/fuzz/Cargo.toml", ""),
        ];
        let mut findings = Vec::new();
        check_crates(&files, &mut findings);
        let text: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(text.len(), 3, "{text:?}");
        assert!(text.iter().any(|t| t.contains("introduce `attic`")));
        assert!(text.iter().any(|t| t.contains("src/attic/Cargo.toml")));
        assert!(text.iter().any(|t| t.contains("introduces `gone`")));
    }

    #[test]
    fn dialects_keep_step() {
        let files = [
            file("migrations/auth/postgres/0001_accounts.sql", ""),
            file("migrations/auth/sqlite/0001_accounts.sql", ""),
            file("migrations/auth/sqlite/0002_roles.sql", ""),
            file("migrations/world/postgres/0002_spawns.sql", ""),
            file("migrations/world/sqlite/0002_spawns.sql", ""),
        ];
        let mut findings = Vec::new();
        check_migrations(&files, &mut findings);
        let text: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(text.len(), 2, "{text:?}");
        assert!(text[0].contains("0002_roles.sql:1: has no counterpart for postgres"));
        assert!(text[1].contains("should be number 0001"));
    }
}
