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
/// Archives between two writings of the partial manifest.
const PARTIAL_EVERY: usize = 32;

/// A set being written. One at a time per folder.
#[derive(Debug)]
pub struct SetWriter {
    folder: PathBuf,
    /// What the folder held before, by kind and name.
    old: BTreeMap<(u32, String), Entry>,
    new: BTreeMap<(u32, String), Entry>,
    unsaved: usize,
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
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&temporary)?;
        file.write_all(bytes)?;
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

impl SetWriter {
    /// Opens a folder, making it when needed. What an older version wrote there counts as absent.
    ///
    /// # Errors
    /// `io` with the system's words.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(io(folder))?;
        let mut old = BTreeMap::new();
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
        })
    }

    /// Keeps the archive that was made from this very source before, if there is one.
    pub fn keep(&mut self, kind: Kind, name: &str, source_hash: u64) -> bool {
        let key = (kind as u32, name.to_owned());
        let Some(entry) = self.old.get(&key).filter(|e| e.source_hash == source_hash) else {
            return false;
        };
        self.new.insert(key, entry.clone());
        true
    }

    /// Adds an archive, or replaces the one of the same kind and name.
    ///
    /// # Errors
    /// `io` when it cannot be written, `archive` when it is none.
    pub fn put(&mut self, name: &str, archive: &[u8]) -> Result<()> {
        let header =
            header::peek(archive).map_err(|e| FormatError::new("archive", e.to_string()))?;
        let plain: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let kind = header.kind.name();
        let file = format!(
            "{kind}-{plain}.{:016x}.{ARCHIVE_EXTENSION}",
            header.checksum
        );
        // Made durable all together at the end: one flush instead of hundreds.
        replace(&self.folder.join(&file), archive, false)?;
        let entry = Entry {
            kind: header.kind,
            name: name.to_owned(),
            file,
            bytes: archive.len() as u64,
            checksum: header.checksum,
            source_hash: header.source_hash,
        };
        self.new
            .insert((header.kind as u32, name.to_owned()), entry);
        self.unsaved += 1;
        if self.unsaved >= PARTIAL_EVERY {
            self.unsaved = 0;
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
        for entry in self.new.values() {
            let path = self.folder.join(&entry.file);
            fs::File::open(&path)
                .and_then(|file| file.sync_data())
                .map_err(io(&path))?;
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
        assert!(!writer.keep(Kind::Table, name, 7));
        assert!(writer.put(name, &archive(11, 7)).is_ok());
        assert_eq!(writer.finish(true), Ok(1));
        let mapped = TableSet::open(&folder).unwrap_or_else(|error| panic!("{error}"));

        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(writer.keep(Kind::Table, name, 7) && !writer.keep(Kind::Table, name, 8));
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
        let mut writer = SetWriter::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        assert!(writer.keep(Kind::Table, "t5", 5));
        assert!(!writer.keep(Kind::Table, "t5", 6));
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
