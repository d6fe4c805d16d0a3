//! Writes a set into a folder: archives named by content, the manifest last.
//!
//! While work goes on, finished archives are listed in a partial manifest, so that an interrupted
//! run goes on where it stopped; the real manifest is replaced by rename at the end, whole.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tables::header::{self, Kind};
use tables::manifest::{self, Entry, MANIFEST_NAME};

use crate::error::{FormatError, Result};

const PARTIAL_NAME: &str = "manifest.partial.tsv";
const ARCHIVE_EXTENSION: &str = "bga";
/// What a file is called while it is written.
const HALF_WRITTEN: &str = "tmp";
/// Archives between two writings of the partial manifest.
const PARTIAL_EVERY: usize = 32;
/// Bytes of archives after which it is written in any case: no large world is lost.
const PARTIAL_BYTES: u64 = 4 * 1024 * 1024;
/// Archives are written in pieces of this size. A file stays in memory in pieces as it was
/// written, and touching a byte maps the whole piece: resident memory grows by these.
const PIECE_BYTES: usize = 64 * 1024;

/// A set being written. One at a time per folder.
#[derive(Debug)]
pub struct SetWriter {
    folder: PathBuf,
    /// What the folder held before, by kind and name.
    old: BTreeMap<(u32, String), Entry>,
    new: BTreeMap<(u32, String), Entry>,
    unsaved: usize,
    unsaved_bytes: u64,
    /// Whether there are archives that may not have reached the disk.
    fresh: bool,
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> FormatError + '_ {
    move |error| FormatError::new("io", format!("{}: {error}", path.display()))
}

/// Writes a file under another name, makes it durable, and renames it over the target.
///
/// # Errors
/// `io` with the system's words; the target is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, bytes, true)
}

fn replace(path: &Path, bytes: &[u8], durable: bool) -> Result<()> {
    let temporary = half_written(path);
    let write = || {
        let mut file = fs::File::create(&temporary)?;
        for piece in bytes.chunks(PIECE_BYTES) {
            file.write_all(piece)?;
        }
        if durable {
            file.sync_data()?;
        }
        fs::rename(&temporary, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&temporary);
        io(path)(error)
    })
}

/// Where a file is written before it is renamed: beside its target, with the process in its name.
pub(crate) fn half_written(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.{HALF_WRITTEN}", std::process::id()));
    path.with_file_name(name)
}

/// Whether a file of that name is one of [`half_written`].
fn is_half_written(name: &str) -> bool {
    let mut parts = name.rsplit('.');
    let (kind, process) = (parts.next(), parts.next().unwrap_or_default());
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    kind == Some(HALF_WRITTEN) && is_number
}

/// Removes what a run that was killed has left half written: nobody else writes into the folder.
fn remove_half_written(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(io(folder))?.flatten() {
        if is_half_written(&entry.file_name().to_string_lossy()) {
            let path = entry.path();
            fs::remove_file(&path).map_err(io(&path))?;
        }
    }
    Ok(())
}

/// Writes an archive into the folder of a set, named by kind, name and content. Made durable with
/// all others when the set is finished: one flush instead of hundreds.
///
/// # Errors
/// `io` when it cannot be written, `archive` when it is none.
pub fn write_archive(folder: &Path, name: &str, archive: &[u8]) -> Result<Entry> {
    let header = header::peek(archive).map_err(|e| FormatError::new("archive", e.to_string()))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let safe: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect();
    let (kind, checksum) = (header.kind.name(), header.checksum);
    let file = format!("{kind}-{safe}.{checksum:016x}.{ARCHIVE_EXTENSION}");
    replace(&folder.join(&file), archive, false)?;
    Ok(Entry {
        kind: header.kind,
        name: name.to_owned(),
        file,
        bytes: archive.len() as u64,
        checksum,
        source_hash: header.source_hash,
    })
}

/// Whether the archive of an entry is still what was written: one that was damaged since must be
/// made again, or the remedy the server names would be none.
#[must_use]
pub fn is_whole(folder: &Path, entry: &Entry) -> bool {
    let file = fs::read(folder.join(&entry.file)).unwrap_or_default();
    header::open(&file).is_ok_and(|(header, _)| header.checksum == entry.checksum)
}

impl SetWriter {
    /// Opens a folder, making it when needed. What an older version wrote there counts as absent.
    ///
    /// # Errors
    /// `io` with the system's words.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(io(folder))?;
        remove_half_written(folder)?;
        let mut old = BTreeMap::new();
        let fresh = folder.join(PARTIAL_NAME).exists();
        for name in [MANIFEST_NAME, PARTIAL_NAME] {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).unwrap_or_default();
            for entry in manifest::parse(&path, &text).unwrap_or_default() {
                let bytes = fs::metadata(folder.join(&entry.file)).map(|m| m.len()).ok();
                if bytes == Some(entry.bytes) {
                    old.insert((entry.kind as u32, entry.name.clone()), entry);
                }
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            old,
            new: BTreeMap::new(),
            unsaved: 0,
            unsaved_bytes: 0,
            fresh,
        })
    }

    /// The archive that was made from this very source before, if there is one.
    #[must_use]
    pub fn candidate(&self, kind: Kind, name: &str, source_hash: u64) -> Option<Entry> {
        let entry = self.old.get(&(kind as u32, name.to_owned()))?;
        (entry.source_hash == source_hash).then(|| entry.clone())
    }

    /// Keeps an archive found by [`SetWriter::candidate`]; see [`is_whole`].
    pub fn keep(&mut self, entry: Entry) {
        self.new
            .insert((entry.kind as u32, entry.name.clone()), entry);
    }

    /// Adds an archive, or replaces the one of the same kind and name.
    ///
    /// # Errors
    /// `io` when it cannot be written, `archive` when it is none.
    pub fn put(&mut self, name: &str, archive: &[u8]) -> Result<()> {
        let entry = write_archive(&self.folder, name, archive)?;
        self.add(entry)
    }

    /// The folder it writes into.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes in an archive that [`write_archive`] has written into its folder.
    ///
    /// # Errors
    /// `io` when the list of what is done cannot be written.
    pub fn add(&mut self, entry: Entry) -> Result<()> {
        self.unsaved += 1;
        self.unsaved_bytes += entry.bytes;
        self.fresh = true;
        let key = (entry.kind as u32, entry.name.clone());
        self.new.insert(key, entry);
        if self.unsaved >= PARTIAL_EVERY || self.unsaved_bytes >= PARTIAL_BYTES {
            (self.unsaved, self.unsaved_bytes) = (0, 0);
            replace(
                &self.folder.join(PARTIAL_NAME),
                self.render().as_bytes(),
                false,
            )?;
        }
        Ok(())
    }

    fn render(&self) -> String {
        manifest::render(&self.new.values().cloned().collect::<Vec<_>>())
    }

    /// Makes the set the folder's content. With `replace`, what this run neither kept nor put is
    /// gone from it; without, it stays. Files no manifest names are removed: whoever has them
    /// mapped keeps their pages. Returns the number of archives in the set.
    ///
    /// # Errors
    /// `io` with the system's words; the old set is then still whole.
    pub fn finish(mut self, replace: bool) -> Result<usize> {
        if !replace {
            for (key, entry) in std::mem::take(&mut self.old) {
                self.new.entry(key).or_insert(entry);
            }
        }
        if self.fresh {
            fs::File::open(&self.folder)
                .and_then(|folder| Ok(rustix::fs::syncfs(folder)?))
                .map_err(io(&self.folder))?;
        }
        write_atomic(&self.folder.join(MANIFEST_NAME), self.render().as_bytes())?;
        let used: HashSet<&str> = self.new.values().map(|e| e.file.as_str()).collect();
        for entry in fs::read_dir(&self.folder)
            .map_err(io(&self.folder))?
            .flatten()
        {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ours = name.ends_with(&format!(".{ARCHIVE_EXTENSION}")) || *name == *PARTIAL_NAME;
            if ours && !used.contains(&*name) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(self.new.len())
    }
}

#[cfg(test)]
mod tests {
    use tables::{TableBuilder, TableSet, Value, rows, schema};

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("tblconv-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        path
    }

    fn archive(id: u32, source: u64) -> Vec<u8> {
        let schema = schema::find("AccountItemCooldownGroup").unwrap_or(&schema::TABLES[0]);
        let mut builder = TableBuilder::new(schema);
        assert!(builder.push(&[Value::U32(id)]).is_ok());
        builder.finish(source).unwrap_or_default()
    }

    fn ids(folder: &Path) -> Vec<u32> {
        let set = TableSet::open(folder).unwrap_or_else(|error| panic!("{error}"));
        set.account_item_cooldown_group()
            .iter()
            .map(rows::AccountItemCooldownGroup::id)
            .collect()
    }

    #[test]
    fn a_set_is_replaced_whole_and_kept_where_the_source_is_the_same() {
        let folder = folder("set");
        let name = "AccountItemCooldownGroup";
        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(writer.candidate(Kind::Table, name, 7), None);
        assert!(writer.put(name, &archive(11, 7)).is_ok());
        assert_eq!(writer.finish(true), Ok(1));
        let mapped = TableSet::open(&folder).unwrap_or_else(|error| panic!("{error}"));

        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        let old = writer.candidate(Kind::Table, name, 7);
        assert!(old.is_some_and(|old| is_whole(&folder, &old)));
        assert_eq!(writer.candidate(Kind::Table, name, 8), None);
        assert!(writer.put(name, &archive(12, 8)).is_ok());
        assert_eq!(ids(&folder), [11], "nothing changes before the end");
        assert_eq!(writer.finish(true), Ok(1));
        assert_eq!(ids(&folder), [12]);
        assert_eq!(
            fs::read_dir(&folder).map(Iterator::count).ok(),
            Some(2),
            "no file is left over"
        );
        assert!(
            mapped.account_item_cooldown_group().contains(11),
            "a mapped set stays"
        );
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn an_interrupted_run_goes_on_where_it_stopped() {
        let folder = folder("partial");
        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        for index in 0..PARTIAL_EVERY {
            assert!(
                writer
                    .put(&format!("t{index}"), &archive(1, index as u64))
                    .is_ok()
            );
        }
        drop(writer);
        let writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(writer.candidate(Kind::Table, "t5", 5).is_some());
        assert_eq!(writer.candidate(Kind::Table, "t5", 6), None);
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn what_a_killed_run_was_writing_is_gone_with_the_next() {
        let folder = folder("half");
        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(writer.put("t", &archive(1, 7)).is_ok());
        let strangers = ["notes.tmp", "manifest.tsv.old.tmp", ".tmp", "5.tmp.txt"];
        let halves = ["table-t.0123.bga.4711.tmp", "manifest.tsv.4711.tmp"];
        for name in strangers.iter().chain(&halves) {
            assert!(fs::write(folder.join(name), "half").is_ok());
        }
        let writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(halves.iter().all(|name| !folder.join(name).exists()));
        assert!(strangers.iter().all(|name| folder.join(name).exists()));
        drop(writer);
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn a_damaged_archive_is_refused_by_name_with_a_remedy() {
        let folder = folder("damage");
        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(
            writer
                .put("AccountItemCooldownGroup", &archive(11, 7))
                .is_ok()
        );
        assert_eq!(writer.finish(true), Ok(1));
        let file = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path());
        let file = file
            .into_iter()
            .find(|p| p.extension().is_some_and(|e| e == "bga"));
        let file = file.unwrap_or_default();
        let good = fs::read(&file).unwrap_or_default();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x20;
            assert!(fs::write(&file, &bad).is_ok());
            let error = TableSet::open(&folder)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default();
            assert!(
                error.contains("AccountItemCooldownGroup"),
                "byte {at}: {error:?}"
            );
            assert!(error.contains("; run `tblconv "), "byte {at}: {error:?}");
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
