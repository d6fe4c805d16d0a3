//! The index: folders and files by name, with the hash of each stored content.

use crate::bytes::{u32_at, u64_at};
use crate::error::{FormatError, Result};
use crate::pack::{Pack, Source};

/// Signature of an index's root block, `XDIA` on disk.
pub const AIDX_MAGIC: u32 = 0x4149_4458;
/// Folders inside folders.
const DEPTH_MAX: usize = 64;
/// Files of one index; the real ones stay below half a million.
const FILES_MAX: usize = 4 * 1024 * 1024;
const FILE_BYTES: usize = 56;
/// Bytes of one name. Names may share their bytes, so that without a bound a small index could
/// claim a path of its own size for each of its files.
const NAME_BYTES_MAX: usize = 255;
/// Bytes of a path with all its folders; the client's own system takes 260 letters.
const PATH_BYTES_MAX: usize = 1024;

/// One file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Folders and name, joined by `/`; never empty, absolute or leading upwards.
    pub path: String,
    /// 1 file, 2 deflate, 4 LZMA.
    pub flags: u32,
    /// 100 ns since 1601.
    pub filetime: u64,
    /// Bytes after decompression.
    pub size: u64,
    /// Bytes in the archive.
    pub stored: u64,
    /// Of the stored bytes.
    pub sha1: [u8; 20],
}

/// All files of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Client build it belongs to.
    pub build: u32,
    /// In the order of the folders.
    pub entries: Vec<Entry>,
}

impl Index {
    /// Reads an index.
    ///
    /// # Errors
    /// The first fault by code; a folder seen twice or nested too deep is `folder-loop`, a name
    /// that leads anywhere else than into its folder `file-name`.
    pub fn open(source: Source) -> Result<Self> {
        let pack = Pack::open(source)?;
        let [build, root] = pack.root(AIDX_MAGIC, 1..=1)?;
        let mut index = Self {
            build,
            entries: Vec::new(),
        };
        let mut seen = std::collections::HashSet::new();
        let mut open = vec![(root, String::new(), 0)];
        while let Some((block, prefix, depth)) = open.pop() {
            if depth > DEPTH_MAX || !seen.insert(block) {
                return fail("folder-loop", format!("block {block} at `{prefix}`"));
            }
            let folder = Folder::read(&pack, block)?;
            // Pushed backwards, so that they are visited in their order.
            let first = open.len();
            for (name, child) in folder.folders()? {
                let path = format!("{prefix}{name}/");
                if path.len() > PATH_BYTES_MAX {
                    return fail("file-name", format!("block {block}: a path too long"));
                }
                open.push((child, path, depth + 1));
            }
            open[first..].reverse();
            folder.files(&prefix, &mut index.entries)?;
            if index.entries.len() > FILES_MAX {
                return fail("folder", format!("more than {FILES_MAX} files"));
            }
        }
        Ok(index)
    }
}

fn fail<T>(code: &'static str, reason: impl Into<String>) -> Result<T> {
    Err(FormatError::new(code, reason))
}

struct Folder {
    block: u32,
    raw: Vec<u8>,
    folders: usize,
    files: usize,
}

impl Folder {
    fn read(pack: &Pack, block: u32) -> Result<Self> {
        let raw = pack.block(block)?;
        if raw.len() < 8 {
            return fail("folder", format!("block {block} too small"));
        }
        let (folders, files) = (u64::from(u32_at(&raw, 0)), u64::from(u32_at(&raw, 4)));
        if 8 + folders * 8 + files * FILE_BYTES as u64 > raw.len() as u64 {
            let have = raw.len();
            let reason = format!("block {block}: {folders} folders, {files} files in {have} bytes");
            return fail("folder", reason);
        }
        Ok(Self {
            block,
            raw,
            folders: folders as usize,
            files: files as usize,
        })
    }

    fn names_at(&self) -> usize {
        8 + self.folders * 8 + self.files * FILE_BYTES
    }

    fn folders(&self) -> Result<Vec<(&str, u32)>> {
        let raw = self.raw[8..8 + self.folders * 8].chunks_exact(8);
        raw.map(|entry| Ok((self.name(u32_at(entry, 0))?, u32_at(entry, 4))))
            .collect()
    }

    fn files(&self, prefix: &str, entries: &mut Vec<Entry>) -> Result<()> {
        for raw in self.raw[8 + self.folders * 8..self.names_at()].chunks_exact(FILE_BYTES) {
            let mut sha1 = [0; 20];
            sha1.copy_from_slice(&raw[32..52]);
            entries.push(Entry {
                path: format!("{prefix}{}", self.name(u32_at(raw, 0))?),
                flags: u32_at(raw, 4),
                filetime: u64_at(raw, 8),
                size: u64_at(raw, 16),
                stored: u64_at(raw, 24),
                sha1,
            });
        }
        Ok(())
    }

    fn name(&self, offset: u32) -> Result<&str> {
        let bad = |what: &dyn std::fmt::Display| {
            FormatError::new("file-name", format!("block {} name {what}", self.block))
        };
        let rest = self
            .raw
            .get(self.names_at() + offset as usize..)
            .unwrap_or(&[]);
        let end = rest
            .iter()
            .take(NAME_BYTES_MAX + 1)
            .position(|b| *b == 0)
            .ok_or_else(|| bad(&offset))?;
        let name = std::str::from_utf8(&rest[..end]).map_err(|_| bad(&offset))?;
        let outward = name.contains(['/', '\\', ':']) || name.chars().any(char::is_control);
        if matches!(name, "" | "." | "..") || outward {
            return Err(bad(&format_args!("{name:?}")));
        }
        Ok(name)
    }
}
