//! Rules about the Markdown documents: the paths they link to exist.

use std::path::{Component, Path, PathBuf};

use super::{File, Finding};

/// Checks the relative links of one document.
pub(super) fn check(file: &File, findings: &mut Vec<Finding>) {
    let root = crate::workspace_root();
    for (index, line) in file.text.lines().enumerate() {
        for target in links(line) {
            let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
            let path = plain(&folder.join(target));
            if !root.join(&path).exists() {
                let message = format!("links to `{target}`, which is not there; mend the link");
                findings.push(Finding::new(&file.path, index + 1, message));
            }
        }
    }
}

/// The relative targets of `[text](target)` in one line, fragments cut off.
fn links(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("](") {
        let rest = &line[at + 2..];
        let Some(end) = rest.find(')') else { continue };
        let target = rest[..end].split('#').next().unwrap_or("");
        if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
            found.push(target);
        }
    }
    found
}

fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::Normal(part) => plain.push(part),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_links_are_followed() {
        let line = "[a](https://x.org) [b](docs/b.md#part) [c](#here) [d](../e.md)";
        assert_eq!(links(line), ["docs/b.md", "../e.md"]);
    }

    #[test]
    fn a_missing_target_is_found() {
        let mut findings = Vec::new();
        let file = File {
            path: "src/README.md".into(),
            text: "[x](core/Cargo.toml)\n[y](../tables/nothing.md)\n".into(),
        };
        check(&file, &mut findings);
        let lines: Vec<usize> = findings.iter().map(|f| f.line).collect();
        assert_eq!(lines, [2]);
    }
}
