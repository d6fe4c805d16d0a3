//! The bytes of a set and the one place that trusts them without asking again.
//!
//! A member is validated in full when a set is opened: checksum, structure, index, texts. Looking a
//! row up would otherwise validate megabytes each time, so that access skips it.
#![expect(
    unsafe_code,
    reason = "mapping files, and reading archives validated at opening"
)]

use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use memmap2::{Mmap, UncheckedAdvice};
use rkyv::Portable;
use rkyv::util::AlignedVec;

use crate::error::ArchiveError;
use crate::header::HEADER_BYTES;

/// Where bytes come from. Aligned to 16 in every case.
pub(crate) enum Backing {
    Mapped(Mmap),
    Memory(AlignedVec),
}

impl Backing {
    /// Maps a file read-only; its pages are shared by all shards and processes.
    pub(crate) fn map(path: &Path) -> Result<Self, ArchiveError> {
        let io = |cause| ArchiveError::Io {
            path: path.to_owned(),
            cause,
        };
        let file = File::open(path).map_err(io)?;
        if file.metadata().map_err(io)?.len() == 0 {
            return Ok(Self::Memory(AlignedVec::new()));
        }
        // SAFETY: archives are written under another name and renamed, never changed in place
        // (`tblconv` names them by content), so the mapped bytes stay what they were.
        let map = unsafe { Mmap::map(&file) }.map_err(io)?;
        Ok(Self::Mapped(map))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Memory(bytes) => bytes,
        }
    }

    /// Gives back the pages that validation touched; later reads fault in only what they need.
    pub(crate) fn release_pages(&self) {
        if let Self::Mapped(map) = self {
            // SAFETY: the mapping is read-only and file-backed: dropped pages come back with the
            // same content. A refusal only costs memory.
            let _ = unsafe { map.unchecked_advise(UncheckedAdvice::DontNeed) };
        }
    }
}

/// One validated archive inside a backing.
#[derive(Clone)]
pub(crate) struct Member {
    backing: Arc<Backing>,
    range: Range<usize>,
}

impl Member {
    /// The caller has validated the archive in `range` as the type it will ask for.
    pub(crate) fn new(backing: Arc<Backing>, range: Range<usize>) -> Self {
        Self { backing, range }
    }

    /// The archive file with its header.
    pub(crate) fn file(&self) -> &[u8] {
        self.backing.bytes().get(self.range.clone()).unwrap_or(&[])
    }

    /// The root of the payload.
    ///
    /// # Safety
    /// `T` must be the archived type this member was validated as.
    #[inline]
    pub(crate) unsafe fn root<T: Portable>(&self) -> &T {
        let payload = &self.file()[HEADER_BYTES..];
        // SAFETY: validated as `T` when the set was opened, and unchanged since.
        unsafe { rkyv::access_unchecked::<T>(payload) }
    }
}
