//! The list of archives that make up a set in a folder.
//!
//! ```text
//! bezgelor-set 2 16042
//! table  Creature2  Creature2.0123456789abcdef.bga  36983352  0123456789abcdef  fedcba9876543210
//! ```
//!
//! Fields are separated by tabs: kind, name, file, bytes, xxh3 of the payload, xxh3 of the source.
//! Archives are named by content, so writing a new manifest over the old one (by rename) replaces
//! the whole set at once and never changes a file that somebody has mapped.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::ArchiveError;
use crate::header::{CLIENT_BUILD, FORMAT_VERSION, Kind};

/// Name of the manifest in a set's folder.
pub const MANIFEST_NAME: &str = "manifest.tsv";
/// Archives of one set: tables, languages, and one map per world with room to spare.
pub const MEMBERS_MAX: usize = 16 * 1024;

/// One archive of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it holds.
    pub kind: Kind,
    /// Table name, language tag or asset name of a world.
    pub name: String,
    /// File name inside the set's folder.
    pub file: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// xxh3 of the payload, as in the header.
    pub checksum: u64,
    /// xxh3 of the source it was made from.
    pub source_hash: u64,
}

/// The text of a manifest.
#[must_use]
pub fn render(entries: &[Entry]) -> String {
    let mut out = format!("bezgelor-set {FORMAT_VERSION} {CLIENT_BUILD}\n");
    for e in entries {
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{:016x}\t{:016x}",
            e.kind.name(),
            e.name,
            e.file,
            e.bytes,
            e.checksum,
            e.source_hash
        );
    }
    out
}

/// Reads a manifest; `path` is for messages only.
///
/// # Errors
/// [`ArchiveError::Version`] when it is of another version or build, else the first bad line.
pub fn parse(path: &Path, text: &str) -> Result<Vec<Entry>, ArchiveError> {
    let bad = |line, reason| ArchiveError::Manifest {
        path: path.to_owned(),
        line,
        reason,
    };
    let mut lines = text.lines();
    let mut head = lines.next().unwrap_or_default().split(' ');
    if head.next() != Some("bezgelor-set") {
        return Err(bad(1, "not the manifest of a set"));
    }
    let mut number = || head.next().and_then(|word| word.parse().ok()).unwrap_or(0);
    for (what, needed) in [
        ("archive format", FORMAT_VERSION),
        ("client build", CLIENT_BUILD),
    ] {
        let found = number();
        if found != needed {
            return Err(ArchiveError::Version {
                what,
                found,
                needed,
            });
        }
    }
    let mut entries = Vec::new();
    for (index, line) in lines.enumerate() {
        let entry = parse_line(line).ok_or_else(|| bad(index + 2, "unreadable line"))?;
        if entries.len() == MEMBERS_MAX {
            return Err(bad(index + 2, "too many archives"));
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn parse_line(line: &str) -> Option<Entry> {
    let mut fields = line.split('\t');
    let entry = Entry {
        kind: Kind::from_name(fields.next()?)?,
        name: fields.next()?.to_owned(),
        file: fields.next().filter(|name| is_plain(name))?.to_owned(),
        bytes: fields.next()?.parse().ok()?,
        checksum: u64::from_str_radix(fields.next()?, 16).ok()?,
        source_hash: u64::from_str_radix(fields.next()?, 16).ok()?,
    };
    fields.next().is_none().then_some(entry)
}

/// A manifest must not lead out of its folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str) -> Entry {
        Entry {
            kind: Kind::Table,
            name: "World".to_owned(),
            file: file.to_owned(),
            bytes: 12,
            checksum: 0xAB,
            source_hash: u64::MAX,
        }
    }

    #[test]
    fn what_is_rendered_is_parsed() {
        let entries = vec![
            entry("World.ab.bga"),
            Entry {
                kind: Kind::Text,
                ..entry("x")
            },
        ];
        let text = render(&entries);
        assert_eq!(parse(Path::new("m"), &text).ok(), Some(entries));
    }

    #[test]
    fn a_manifest_never_leads_out_of_its_folder() {
        for file in ["../World.bga", "/etc/passwd", "a\\b", "", ".hidden"] {
            assert!(
                parse(Path::new("m"), &render(&[entry(file)])).is_err(),
                "{file}"
            );
        }
    }

    #[test]
    fn another_build_says_what_to_run() {
        let error = parse(Path::new("m"), "bezgelor-set 2 15000\n")
            .err()
            .map(|e| e.to_string());
        let text = error.unwrap_or_default();
        assert!(text.contains("client build is 15000"), "{text}");
    }
}
