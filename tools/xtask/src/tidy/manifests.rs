//! The floors of the house, read from each crate's manifest: a crate imports only from below.

use super::{File, Finding};

/// The crates of the server, lowest floor first.
pub(super) const FLOORS: [&str; 18] = [
    "core",
    "crypto",
    "protocol-derive",
    "protocol",
    "tables",
    "game",
    "command",
    "world",
    "social",
    "script",
    "db",
    "sts",
    "auth",
    "realm",
    "shard",
    "host",
    "api",
    "server",
];

/// What stands beside the house: it may import from every floor, and no floor from it.
const BESIDE: [&str; 6] = [
    "tblconv",
    "packet",
    "xtask",
    "bots",
    "micro",
    "bezgelor-tests",
];

/// Dependencies that stand beside the house and are used within, and why.
const LENT: [(&str, &str, &str); 1] = [(
    "server",
    "tblconv",
    "converts a client's data in `bezgelor setup`",
)];

/// Libraries that belong to certain crates, as in the rule about the words of the sources.
const OWNED: [(&str, &[&str]); 6] = [
    ("glommio", &["shard"]),
    ("tokio", &["shard", "db", "api", "bots", "micro", "tests"]),
    ("flume", &["shard", "db", "host", "server"]),
    ("sqlx", &["db"]),
    ("rusqlite", &["db"]),
    ("mlua", &["script"]),
];

/// Checks every crate's manifest.
pub(super) fn check(files: &[File], findings: &mut Vec<Finding>) {
    for file in files {
        // The fuzz targets are a workspace of their own: they need a nightly compiler.
        if file.path.ends_with("/Cargo.toml") && file.crate_folder() != "tools/fuzz" {
            check_manifest(file, findings);
        }
    }
}

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| *floor == name)
}

fn check_manifest(file: &File, findings: &mut Vec<Finding>) {
    let crate_name = file.crate_name();
    for dependency in dependencies(&file.text) {
        let mut push = |message| {
            findings.push(Finding::new(&file.path, dependency.line, message));
        };
        let name = match dependency.name {
            "bezgelor-core" => "core",
            other => other,
        };
        if !dependency.from_workspace {
            push(format!(
                "`{name}` has its own version; write `{name}.workspace = true`"
            ));
        }
        let owned = OWNED.iter().find(|(owned, _)| *owned == name);
        if let Some((_, owners)) = owned
            && !owners.contains(&crate_name)
        {
            let owners = owners.join(", ");
            push(format!(
                "`{crate_name}` depends on `{name}`; it belongs to {owners}"
            ));
        }
        // Tests may reach upward: they are no part of what is imported.
        if dependency.for_tests {
            continue;
        }
        let Some(own) = floor(crate_name) else {
            continue;
        };
        if floor(name).is_some_and(|other| other >= own) {
            push(format!(
                "`{crate_name}` imports from `{name}` above it; move the shared part below both"
            ));
        }
        let lent = LENT
            .iter()
            .any(|(to, what, _)| *to == crate_name && *what == name);
        if BESIDE.contains(&name) && !lent {
            push(format!(
                "`{crate_name}` imports the tool `{name}`; move the shared part down"
            ));
        }
    }
}

struct Dependency<'a> {
    name: &'a str,
    line: usize,
    for_tests: bool,
    from_workspace: bool,
}

/// The dependencies of a manifest, in its order.
fn dependencies(text: &str) -> Vec<Dependency<'_>> {
    let mut found: Vec<Dependency<'_>> = Vec::new();
    let mut section = "";
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            if let Some((kind, name)) = section.rsplit_once("dependencies.") {
                found.push(Dependency {
                    name,
                    line: index + 1,
                    for_tests: kind.ends_with("dev-"),
                    from_workspace: true,
                });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        if !section.ends_with("dependencies") || !key.starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let (name, rest) = key.trim().split_once('.').unwrap_or((key.trim(), ""));
        found.push(Dependency {
            name,
            line: index + 1,
            for_tests: section.ends_with("dev-dependencies"),
            // A crate may name itself, for its tests with other features.
            from_workspace: rest == "workspace"
                || value.contains("workspace = true")
                || value.contains("path = \".\""),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, dependencies: &str) -> Vec<String> {
        let mut found = Vec::new();
        let file = File {
            path: path.into(),
            text: format!("[package]\nname = \"x\"\n{dependencies}"),
        };
        check(&[file], &mut found);
        found.into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn downward_is_free_and_upward_is_not() {
        let down = "[dependencies]\nbezgelor-core.workspace = true\ngame.workspace = true\n";
        assert!(findings("src/world/Cargo.toml", down).is_empty());
        let up = "[dependencies]\nworld = { workspace = true }\n";
        assert_eq!(findings("src/game/Cargo.toml", up).len(), 1);
        assert_eq!(
            findings("src/world/Cargo.toml", up).len(),
            1,
            "not even itself"
        );
        assert_eq!(findings("tables/Cargo.toml", up).len(), 1);
        assert!(findings("bench/bots/Cargo.toml", up).is_empty());
        let tests = "[dev-dependencies]\nworld.workspace = true\n";
        assert!(findings("src/game/Cargo.toml", tests).is_empty());
    }

    #[test]
    fn tools_stay_beside_the_house() {
        let tool = "[build-dependencies]\ntblconv.workspace = true\n";
        assert_eq!(findings("src/world/Cargo.toml", tool).len(), 1);
        assert!(findings("src/server/Cargo.toml", tool).is_empty());
    }

    #[test]
    fn libraries_have_their_owners_in_tests_too() {
        let sql = "[dev-dependencies]\nsqlx.workspace = true\n";
        assert_eq!(findings("src/shard/Cargo.toml", sql).len(), 1);
        assert!(findings("src/db/Cargo.toml", sql).is_empty());
    }

    #[test]
    fn versions_live_in_the_workspace() {
        let own = "[dependencies]\nbytes = \"1\"\nserde = { workspace = true }\n";
        assert_eq!(findings("src/world/Cargo.toml", own).len(), 1);
    }
}
