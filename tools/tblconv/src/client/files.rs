//! All archives of an installed client as one tree of files.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::archive::Archive;
use super::index::{Entry, Index};
use crate::error::{FormatError, Result};
use crate::pack::Source;

/// Folders below the client's that may hold archives (`Patch`, a nested `Client`).
const SEARCH_DEPTH: usize = 3;
/// Files and folders looked at while searching.
const SEARCH_FILES_MAX: usize = 100_000;
/// Holds contents of other indexes on Steam, without an index of its own (`formats.md` 3).
const SHARED_STORE: &str = "coredata";

/// One file with the index it is in.
#[derive(Clone, Copy, Debug)]
pub struct Found<'c> {
    /// Its entry.
    pub entry: &'c Entry,
    volume: usize,
}

#[derive(Debug)]
struct Volume {
    path: PathBuf,
    entries: Vec<Entry>,
    archive: Option<Archive>,
}

/// The archives of a client in load order; the first that has both name and content wins.
#[derive(Debug)]
pub struct ClientFiles {
    volumes: Vec<Volume>,
    stores: Vec<Archive>,
    /// Lower-case path to (volume, entry) pairs in load order.
    by_path: HashMap<String, Vec<(usize, usize)>>,
    /// What was found and could not be used.
    pub notes: Vec<String>,
}

impl ClientFiles {
    /// Finds and opens every `X.index` with its `X.archive` in a folder and a few levels below:
    /// patch archives first, then `ClientData`, then the languages, then the rest by name. A path
    /// to one index opens that alone.
    ///
    /// # Errors
    /// `io` when the folder cannot be read, `client` when no index is in it.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut found = Vec::new();
        let mut budget = SEARCH_FILES_MAX;
        if folder.is_file() {
            found.push(folder.to_owned());
        } else {
            search(folder, SEARCH_DEPTH, &mut budget, &mut found)?;
        }
        let indexes = found.iter().filter(|p| has_extension(p, "index"));
        let mut indexes: Vec<PathBuf> = indexes.cloned().collect();
        indexes.sort_by_key(|path| load_order(folder, path));
        if indexes.is_empty() {
            let reason = format!(
                "{}: no .index file here; give the client's folder",
                folder.display()
            );
            return Err(FormatError::new("client", reason));
        }
        let mut files = Self {
            volumes: Vec::new(),
            stores: Vec::new(),
            by_path: HashMap::new(),
            notes: Vec::new(),
        };
        for path in indexes {
            files.add_volume(path);
        }
        for path in found
            .iter()
            .filter(|p| has_extension(p, "archive") && is_store(p))
        {
            match Source::open(path).and_then(Archive::open) {
                Ok(store) => files.stores.push(store),
                Err(error) => files.notes.push(format!("{}: {error}", path.display())),
            }
        }
        Ok(files)
    }

    fn add_volume(&mut self, path: PathBuf) {
        let index = match Source::open(&path).and_then(Index::open) {
            Ok(index) => index,
            Err(error) => {
                self.notes.push(format!("{}: {error}", path.display()));
                return;
            }
        };
        if index.build != tables::header::CLIENT_BUILD {
            let want = tables::header::CLIENT_BUILD;
            self.notes.push(format!(
                "{}: build {}, not {want}",
                path.display(),
                index.build
            ));
        }
        let archive = match Source::open(&path.with_extension("archive")).and_then(Archive::open) {
            Ok(archive) => Some(archive),
            Err(error) => {
                self.notes.push(format!(
                    "{}: {error}",
                    path.with_extension("archive").display()
                ));
                None
            }
        };
        let volume = self.volumes.len();
        for (at, entry) in index.entries.iter().enumerate() {
            self.by_path
                .entry(entry.path.to_lowercase())
                .or_default()
                .push((volume, at));
        }
        self.volumes.push(Volume {
            path,
            entries: index.entries,
            archive,
        });
    }

    /// The index files in load order.
    pub fn indexes(&self) -> impl Iterator<Item = &Path> {
        self.volumes.iter().map(|volume| volume.path.as_path())
    }

    /// Every path once, as the first index with its content spells it, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = Found<'_>> {
        self.by_path
            .values()
            .filter_map(|places| self.first(places))
    }

    /// A file by path; `/` and `\` are the same, case does not matter.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Found<'_>> {
        let key = path.replace('\\', "/").to_lowercase();
        self.first(self.by_path.get(&key)?)
    }

    fn first(&self, places: &[(usize, usize)]) -> Option<Found<'_>> {
        let all = places.iter().filter_map(|(volume, at)| {
            let entry = self.volumes.get(*volume)?.entries.get(*at)?;
            Some(Found {
                entry,
                volume: *volume,
            })
        });
        let mut all = all.peekable();
        let fallback = all.peek().copied();
        all.find(|found| self.store_of(*found).is_some())
            .or(fallback)
    }

    /// Where a file's content lies: its own archive, else a shared store.
    fn store_of(&self, found: Found<'_>) -> Option<&Archive> {
        let own = self
            .volumes
            .get(found.volume)
            .and_then(|volume| volume.archive.as_ref());
        own.into_iter()
            .chain(&self.stores)
            .find(|archive| archive.holds(&found.entry.sha1))
    }

    /// The plain content of a file.
    ///
    /// # Errors
    /// `missing` when no archive has it, else as [`Archive::read`].
    pub fn read(&self, found: Found<'_>) -> Result<Vec<u8>> {
        match self.store_of(found) {
            Some(archive) => archive.read(found.entry),
            None => Err(FormatError::new("missing", found.entry.path.clone())),
        }
    }
}

fn search(folder: &Path, depth: usize, budget: &mut usize, found: &mut Vec<PathBuf>) -> Result<()> {
    let io = |e: std::io::Error| FormatError::new("io", format!("{}: {e}", folder.display()));
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            return Ok(());
        }
        let (path, kind) = (entry.path(), entry.file_type().map_err(io)?);
        if kind.is_dir() && depth > 0 {
            search(&path, depth - 1, budget, found)?;
        } else if kind.is_file()
            && (has_extension(&path, "index") || has_extension(&path, "archive"))
        {
            found.push(path);
        }
    }
    Ok(())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(extension))
}

fn is_store(path: &Path) -> bool {
    let stem = path
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or_default();
    stem.eq_ignore_ascii_case(SHARED_STORE)
}

fn load_order(folder: &Path, path: &Path) -> (u8, String) {
    let inner = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .to_string_lossy()
        .to_lowercase();
    let stem = path
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or_default()
        .to_lowercase();
    let rank = if stem.starts_with("patch") {
        0
    } else if stem == "clientdata" {
        1
    } else if stem.starts_with("clientdata") {
        2
    } else {
        3
    };
    (rank, inner)
}
