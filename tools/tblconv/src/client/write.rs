//! Writes an index with its archive, as the client and its editors read them (`formats.md` 3).
//!
//! Contents go to the archive's file as they come: what is held is the tree of names.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha1::{Digest as _, Sha1};

use super::archive::AARC_MAGIC;
use super::index::AIDX_MAGIC;
use crate::codec::FLAG_DEFLATE;
use crate::error::{FormatError, Result};
use crate::pack::{FIRST_BLOCK, MAGIC};
use crate::set::half_written;

/// An entry that is a file.
const FLAG_FILE: u32 = 1;
/// Blocks of an archive before its contents: none, the root, the table of contents.
const BLOCKS_BEFORE: usize = 3;
const BLOCK_ALIGN: usize = 16;
/// Version of an archive's root.
const AARC_VERSION: u32 = 2;

/// One file as its folder lists it.
struct Listed {
    flags: u32,
    size: u64,
    stored: u64,
    sha1: [u8; 20],
}

/// Folders and files below one folder, by name.
#[derive(Default)]
struct Tree {
    folders: BTreeMap<String, Tree>,
    files: BTreeMap<String, Listed>,
}

/// An index and an archive being written under other names; [`ClientWriter::finish`] renames them.
pub struct ClientWriter {
    index: PathBuf,
    archive: Container,
    tree: Tree,
    /// SHA-1 to block and stored bytes: equal contents are stored once.
    contents: BTreeMap<[u8; 20], (u32, u64)>,
}

impl std::fmt::Debug for ClientWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientWriter")
            .field("index", &self.index)
            .field("contents", &self.contents.len())
            .finish_non_exhaustive()
    }
}

impl ClientWriter {
    /// Begins `X.index` and `X.archive` beside it.
    ///
    /// # Errors
    /// `io` with the system's words.
    pub fn create(index: &Path) -> Result<Self> {
        let mut archive = Container::create(&index.with_extension("archive"))?;
        archive.blocks.resize(BLOCKS_BEFORE, (0, 0));
        Ok(Self {
            index: index.to_owned(),
            archive,
            tree: Tree::default(),
            contents: BTreeMap::new(),
        })
    }

    /// Adds a file under its path, folders separated by `/`; stored with zlib where that is
    /// smaller.
    ///
    /// # Errors
    /// `io`; `file-name` for a path the client has no place for, or one that was added before.
    pub fn add(&mut self, path: &str, plain: &[u8]) -> Result<()> {
        let bad = || FormatError::new("file-name", format!("`{path}`"));
        let mut folder = &mut self.tree;
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            folder = folder.folders.entry(part.to_owned()).or_default();
        }
        if name.is_empty() || folder.files.contains_key(name) {
            return Err(bad());
        }
        let packed = deflate(plain)?;
        let smaller = packed.len() < plain.len();
        let stored = if smaller { &packed } else { plain };
        let sha1: [u8; 20] = Sha1::digest(stored).into();
        if !self.contents.contains_key(&sha1) {
            let block = self.archive.append(stored)?;
            self.contents.insert(sha1, (block, stored.len() as u64));
        }
        let listed = Listed {
            flags: FLAG_FILE | if smaller { FLAG_DEFLATE } else { 0 },
            size: plain.len() as u64,
            stored: stored.len() as u64,
            sha1,
        };
        folder.files.insert(name.to_owned(), listed);
        Ok(())
    }

    /// Ends both files and puts them in place; the number of contents.
    ///
    /// # Errors
    /// `io` with the system's words.
    pub fn finish(mut self) -> Result<usize> {
        let count = self.contents.len();
        let mut entries = Vec::with_capacity(count * 32);
        for (sha1, (block, stored)) in &self.contents {
            entries.extend_from_slice(&block.to_le_bytes());
            entries.extend_from_slice(sha1);
            entries.extend_from_slice(&stored.to_le_bytes());
        }
        self.archive.put(2, &entries)?;
        let root = [AARC_MAGIC, AARC_VERSION, count as u32, 2];
        self.archive.put(1, &words(&root))?;
        let mut index = Container::create(&self.index)?;
        index.blocks.resize(2, (0, 0));
        let folder = put_folder(&mut index, &self.tree)?;
        let root = [AIDX_MAGIC, 1, tables::header::CLIENT_BUILD, folder];
        index.put(1, &words(&root))?;
        self.archive.finish()?;
        index.finish()?;
        Ok(count)
    }
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn deflate(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.map_err(|error| FormatError::new("io", error.to_string()))
}

/// Writes the blocks of a folder and of all below it; its own number. No deeper than the paths that
/// were added, which the file system bounds.
fn put_folder(index: &mut Container, tree: &Tree) -> Result<u32> {
    let mut body = words(&[tree.folders.len() as u32, tree.files.len() as u32]);
    let mut names = Vec::new();
    let mut name_of = |name: &str| {
        let at = names.len() as u32;
        names.extend(name.bytes().chain([0]));
        at
    };
    for (name, inner) in &tree.folders {
        let block = put_folder(index, inner)?;
        body.extend(words(&[name_of(name), block]));
    }
    for (name, file) in &tree.files {
        body.extend(words(&[name_of(name), file.flags]));
        for long in [0, file.size, file.stored] {
            body.extend_from_slice(&long.to_le_bytes());
        }
        body.extend_from_slice(&file.sha1);
        body.extend_from_slice(&[0; 4]);
    }
    body.extend(names);
    index.append(&body)
}

/// A container being written: blocks between their guards, the table last.
struct Container {
    target: PathBuf,
    temporary: PathBuf,
    out: BufWriter<File>,
    at: u64,
    blocks: Vec<(u64, u64)>,
    /// Capacity of the first block, whose guard lies in the header.
    first: u64,
}

impl Container {
    fn create(target: &Path) -> Result<Self> {
        let temporary = half_written(target);
        let file = File::create(&temporary).map_err(|error| io(&temporary, &error))?;
        let mut container = Self {
            target: target.to_owned(),
            temporary,
            out: BufWriter::new(file),
            at: 0,
            blocks: Vec::new(),
            first: 0,
        };
        container.write(&vec![0; FIRST_BLOCK as usize])?;
        Ok(container)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.out.write_all(bytes);
        written.map_err(|error| io(&self.temporary, &error))?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// A block at the end; its number.
    fn append(&mut self, content: &[u8]) -> Result<u32> {
        let number = self.blocks.len();
        self.blocks.push((0, 0));
        self.put(number, content)?;
        u32::try_from(number).map_err(|_| FormatError::new("block-count", number.to_string()))
    }

    /// The content of a block that has a number and no content yet.
    fn put(&mut self, number: usize, content: &[u8]) -> Result<()> {
        if content.is_empty() {
            return Ok(());
        }
        let place = self.place(content)?;
        if let Some(block) = self.blocks.get_mut(number) {
            *block = (place, content.len() as u64);
        }
        Ok(())
    }

    /// Writes bytes between two guards; where they begin.
    fn place(&mut self, content: &[u8]) -> Result<u64> {
        let capacity = content.len().next_multiple_of(BLOCK_ALIGN);
        let guard = (capacity as u64).to_le_bytes();
        if self.at == FIRST_BLOCK {
            self.first = capacity as u64;
        } else {
            self.write(&guard)?;
        }
        let place = self.at;
        self.write(content)?;
        self.write(&vec![0; capacity - content.len()])?;
        self.write(&guard)?;
        Ok(place)
    }

    /// The table and the header, and the file under its name.
    fn finish(mut self) -> Result<()> {
        let table = std::mem::take(&mut self.blocks);
        let rows = table.iter().flat_map(|(at, size)| [*at, *size]);
        let rows: Vec<u8> = rows.flat_map(u64::to_le_bytes).collect();
        let table_at = self.place(&rows)?;
        let mut header = vec![0; FIRST_BLOCK as usize];
        let mut put = |at: usize, long: u64| {
            header[at..at + 8].copy_from_slice(&long.to_le_bytes());
        };
        put(0, u64::from(MAGIC) | 1 << 32);
        put(0x208, self.at);
        put(0x218, table_at);
        put(0x220, table.len() as u64);
        put(0x228, 1);
        put(0x238, self.first);
        let (target, temporary) = (self.target.clone(), self.temporary.clone());
        let written = self
            .out
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.out.write_all(&header))
            .and_then(|()| self.out.flush())
            .and_then(|()| self.out.get_ref().sync_data())
            .and_then(|()| fs::rename(&temporary, &target));
        written.map_err(|error| io(&target, &error))
    }
}

/// What is not finished goes.
impl Drop for Container {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.temporary);
    }
}

fn io(path: &Path, error: &std::io::Error) -> FormatError {
    FormatError::new("io", format!("{}: {error}", path.display()))
}
