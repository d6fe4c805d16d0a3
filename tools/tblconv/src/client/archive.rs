//! The archive: contents by the SHA-1 of their stored bytes.

use std::collections::HashMap;

use sha1::{Digest, Sha1};

use super::index::Entry;
use crate::bytes::{u32_at, u64_at};
use crate::codec::decompress;
use crate::error::{FormatError, Result};
use crate::pack::{Pack, Source};

/// Signature of an archive's root block, `CRAA` on disk.
pub const AARC_MAGIC: u32 = 0x4141_5243;
const ENTRY_BYTES: usize = 32;

/// An archive's table of contents.
#[derive(Debug)]
pub struct Archive {
    pack: Pack,
    /// SHA-1 to (block, stored bytes).
    entries: HashMap<[u8; 20], (u32, u64)>,
}

impl Archive {
    /// Reads an archive's table.
    ///
    /// # Errors
    /// The first fault by code.
    pub fn open(source: Source) -> Result<Self> {
        let pack = Pack::open(source)?;
        let [count, block] = pack.root(AARC_MAGIC, 1..=2)?;
        let raw = if count == 0 {
            Vec::new()
        } else {
            pack.block(block)?
        };
        let needed = u64::from(count) * ENTRY_BYTES as u64;
        if needed > raw.len() as u64 {
            let reason = format!("{count} entries in {} bytes", raw.len());
            return Err(FormatError::new("entry-table", reason));
        }
        let mut entries = HashMap::with_capacity(count as usize);
        for raw in raw[..needed as usize].chunks_exact(ENTRY_BYTES) {
            let mut sha1 = [0; 20];
            sha1.copy_from_slice(&raw[4..24]);
            entries.insert(sha1, (u32_at(raw, 0), u64_at(raw, 24)));
        }
        Ok(Self { pack, entries })
    }

    /// Number of contents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without contents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads every content and checks its size and its hash, one at a time.
    ///
    /// # Errors
    /// `stored-size` or `sha1` for the first that is not what the table says, naming its block.
    pub fn check_contents(&self) -> Result<()> {
        let mut contents: Vec<_> = self.entries.iter().collect();
        contents.sort_by_key(|(_, place)| **place);
        for (sha1, (block, listed)) in contents {
            let used = self.pack.block_bytes(*block);
            if used != *listed {
                let reason = format!("block {block} has {used} bytes, its entry {listed}");
                return Err(FormatError::new("stored-size", reason));
            }
            if Sha1::digest(self.pack.block(*block)?)[..] != *sha1 {
                return Err(FormatError::new("sha1", format!("block {block}")));
            }
        }
        Ok(())
    }

    /// Whether it holds the content of this hash.
    #[must_use]
    pub fn holds(&self, sha1: &[u8; 20]) -> bool {
        self.entries.contains_key(sha1)
    }

    /// The plain content of a file of the index.
    ///
    /// # Errors
    /// `missing` when the archive has no such hash, `stored-size` when index, archive and block
    /// disagree, `sha1`, and whatever decompression says.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>> {
        let fail = |code, reason: String| Err(FormatError::new(code, reason));
        let path = &entry.path;
        let Some((block, listed)) = self.entries.get(&entry.sha1).copied() else {
            return fail("missing", path.clone());
        };
        if listed != entry.stored {
            let reason = format!("{path}: index {}, archive {listed}", entry.stored);
            return fail("stored-size", reason);
        }
        let used = self.pack.block_bytes(block);
        if used != entry.stored {
            return fail(
                "stored-size",
                format!("{path}: block {used}, index {}", entry.stored),
            );
        }
        let stored = self.pack.block(block)?;
        if Sha1::digest(&stored)[..] != entry.sha1 {
            return fail("sha1", path.clone());
        }
        decompress(entry.flags, &stored, entry.size)
            .map_err(|error| FormatError::new(error.code, format!("{path}: {}", error.reason)))
    }
}
