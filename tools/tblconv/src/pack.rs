//! The client's container, PACK: numbered blocks in a file (`formats.md` 3.1).

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::bytes::{u32_at, u64_at};
use crate::error::{FormatError, Result};

/// Signature, `KCAP` on disk.
pub const MAGIC: u32 = 0x5041_434B;

const HEADER_BYTES: usize = 0x238;
/// Where the first block begins.
pub(crate) const FIRST_BLOCK: u64 = 0x240;
const FREE_LISTS: usize = 64;
const BLOCK_ALIGN: u64 = 16;
/// Blocks of one container: the real ones stay below a million.
const BLOCKS_MAX: u64 = 16 * 1024 * 1024;
/// Bytes of one block; the largest stored file of the client is far below.
const BLOCK_BYTES_MAX: u64 = 1 << 30;

/// Where a container's bytes come from: archives of 12 GB are read in place, piece by piece.
#[derive(Debug)]
pub enum Source {
    /// An open file and its length.
    File(File, u64),
    /// Bytes in memory.
    Memory(Vec<u8>),
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// `io` with the system's words.
    pub fn open(path: &Path) -> Result<Self> {
        let io = |e: std::io::Error| FormatError::new("io", format!("{}: {e}", path.display()));
        let file = File::open(path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        Ok(Self::File(file, length))
    }

    /// Bytes in all.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::File(_, length) => *length,
            Self::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// True without bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads a range that lies inside; allocates only then.
    fn read(&self, start: u64, length: u64, code: &'static str) -> Result<Vec<u8>> {
        let total = self.len();
        if start > total || length > total - start || length > BLOCK_BYTES_MAX {
            let reason = format!("[{start:#x}, +{length}) outside {total} bytes");
            return Err(FormatError::new(code, reason));
        }
        match self {
            Self::Memory(bytes) => {
                let start = start as usize;
                Ok(bytes[start..start + length as usize].to_vec())
            }
            Self::File(file, _) => {
                let mut out = vec![0; length as usize];
                file.read_exact_at(&mut out, start)
                    .map_err(|error| FormatError::new("io", error.to_string()))?;
                Ok(out)
            }
        }
    }
}

/// A container: its block table and root.
#[derive(Debug)]
pub struct Pack {
    source: Source,
    /// (offset, used bytes).
    blocks: Vec<(u64, u64)>,
    root: u64,
}

impl Pack {
    /// Reads header and block table.
    ///
    /// # Errors
    /// The first fault by code.
    pub fn open(source: Source) -> Result<Self> {
        let fail = |code, reason: String| Err(FormatError::new(code, reason));
        let total = source.len();
        if total < HEADER_BYTES as u64 {
            return fail("short-header", format!("{total} bytes"));
        }
        let head = source.read(0, HEADER_BYTES as u64, "short-header")?;
        if u32_at(&head, 0) != MAGIC {
            return fail("magic", format!("{:#010x}", u32_at(&head, 0)));
        }
        if u32_at(&head, 4) != 1 {
            return fail("version", u32_at(&head, 4).to_string());
        }
        let (size, table) = (u64_at(&head, 0x208), u64_at(&head, 0x218));
        let (count, free) = (u32_at(&head, 0x220), u32_at(&head, 0x224));
        let (root, guard) = (u64_at(&head, 0x228), u64_at(&head, 0x230));
        if guard != 0 {
            return fail("guard", format!("leading guard {guard}"));
        }
        for slot in 0..FREE_LISTS {
            let at = u64_at(&head, 8 + slot * 8);
            let outside = at < FIRST_BLOCK || at > size.saturating_sub(24);
            if at != 0 && (!at.is_multiple_of(BLOCK_ALIGN) || outside) {
                return fail("free-list", format!("slot {slot} = {at:#x}"));
            }
        }
        let count = u64::from(count);
        if count == 0 || count > total / 16 || count > BLOCKS_MAX {
            return fail("block-count", count.to_string());
        }
        let raw = source.read(table, count * 16, "block-table")?;
        if table % BLOCK_ALIGN != 0 || table < FIRST_BLOCK {
            return fail("block-table", format!("table at {table:#x}"));
        }
        if root >= count || u64::from(free) >= count {
            return fail("root", format!("root {root}, head {free} of {count}"));
        }
        let blocks = raw
            .chunks_exact(16)
            .map(|b| (u64_at(b, 0), u64_at(b, 8)))
            .collect();
        Ok(Self {
            source,
            blocks,
            root,
        })
    }

    /// Used bytes of a block; 0 for one that does not exist.
    #[must_use]
    pub fn block_bytes(&self, index: u32) -> u64 {
        self.blocks.get(index as usize).map_or(0, |(_, size)| *size)
    }

    /// The content of a block; empty when it has none.
    ///
    /// # Errors
    /// `block-index` for a number past the table, `block` for a place outside the file.
    pub fn block(&self, index: u32) -> Result<Vec<u8>> {
        let Some((offset, size)) = self.blocks.get(index as usize).copied() else {
            return Err(FormatError::new("block-index", index.to_string()));
        };
        if size == 0 {
            return Ok(Vec::new());
        }
        if offset < FIRST_BLOCK || offset % BLOCK_ALIGN != 0 {
            return Err(FormatError::new(
                "block",
                format!("block {index} at {offset:#x}"),
            ));
        }
        self.source.read(offset, size, "block")
    }

    /// The root block, checked for its 16 bytes and its signature; its three further words.
    ///
    /// # Errors
    /// `root` when it is another kind or version.
    pub fn root(&self, magic: u32, versions: std::ops::RangeInclusive<u32>) -> Result<[u32; 2]> {
        let root = self.block(self.root as u32)?;
        if root.len() < 16 {
            return Err(FormatError::new("root", "root block too small"));
        }
        let (kind, version) = (u32_at(&root, 0), u32_at(&root, 4));
        if kind != magic || !versions.contains(&version) {
            return Err(FormatError::new(
                "root",
                format!("{kind:#x} version {version}"),
            ));
        }
        Ok([u32_at(&root, 8), u32_at(&root, 12)])
    }

    /// The signature of the root block, to tell an index from an archive.
    ///
    /// # Errors
    /// As [`Pack::block`].
    pub fn root_magic(&self) -> Result<u32> {
        Ok(u32_at(&self.block(self.root as u32)?, 0))
    }
}
