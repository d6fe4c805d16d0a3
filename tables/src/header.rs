//! The 64 bytes in front of every archive, little-endian:
//!
//! | at | field |
//! |---|---|
//! | 0 | magic `BEZGARCH` |
//! | 8 | u32 format version, u32 kind |
//! | 16 | u32 client build, u32 zero |
//! | 24 | u64 schema hash |
//! | 32 | u64 payload bytes |
//! | 40 | u64 xxh3 of the payload |
//! | 48 | u64 xxh3 of the source it was made from |
//! | 56 | u64 xxh3 of bytes 0 to 55 |
//!
//! The payload is an rkyv archive, little-endian with 32-bit relative pointers on any machine.

use rkyv::Serialize;
use rkyv::api::high::HighSerializer;
use rkyv::rancor::BoxedError;
use rkyv::ser::allocator::ArenaHandle;
use xxhash_rust::xxh3::xxh3_64;

use crate::error::ArchiveError;

/// The client these archives are made from.
pub const CLIENT_BUILD: u32 = 16042;
/// Raised when the header, a payload's shape or its meaning changes.
pub const FORMAT_VERSION: u32 = 2;
/// Bytes before the payload; keeps the payload aligned for any archived type.
pub const HEADER_BYTES: usize = 64;

const MAGIC: [u8; 8] = *b"BEZGARCH";

/// What a payload holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Kind {
    /// One table.
    Table = 1,
    /// The texts of one language.
    Text = 2,
    /// The terrain of one world.
    Map = 3,
    /// Several archives in one file.
    Set = 4,
}

impl Kind {
    /// The word for it in a manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Text => "text",
            Self::Map => "map",
            Self::Set => "set",
        }
    }

    /// The kind a manifest's word means.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Table, Self::Text, Self::Map, Self::Set]
            .into_iter()
            .find(|k| k.name() == name)
    }

    fn from_number(number: u32) -> Option<Self> {
        [Self::Table, Self::Text, Self::Map, Self::Set]
            .into_iter()
            .find(|k| *k as u32 == number)
    }
}

/// A header after its checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the payload holds.
    pub kind: Kind,
    /// See [`crate::schema::TableSchema::hash`]; 0 where there is no schema.
    pub schema_hash: u64,
    /// xxh3 of the source; equal means there is nothing to convert again.
    pub source_hash: u64,
    /// Bytes of the payload.
    pub payload_bytes: usize,
    /// xxh3 of the payload.
    pub checksum: u64,
}

/// Puts a header in front of a payload.
#[must_use]
pub fn seal(kind: Kind, schema_hash: u64, source_hash: u64, payload: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER_BYTES + payload.len());
    file.extend_from_slice(&[0; HEADER_BYTES]);
    file.extend_from_slice(payload);
    fill(&mut file, kind, schema_hash, source_hash);
    file
}

/// Archives a value behind its header without copying it again; `capacity` is a guess at its bytes
/// and `room` a vector whose memory may be used for them.
pub(crate) fn seal_value(
    kind: Kind,
    schema_hash: u64,
    source_hash: u64,
    capacity: usize,
    value: &impl for<'a> Serialize<HighSerializer<Vec<u8>, ArenaHandle<'a>, BoxedError>>,
    room: Vec<u8>,
) -> Result<Vec<u8>, BoxedError> {
    let mut file = room;
    file.clear();
    file.reserve(HEADER_BYTES + capacity);
    file.resize(HEADER_BYTES, 0);
    let mut file = rkyv::api::high::to_bytes_in(value, file)?;
    fill(&mut file, kind, schema_hash, source_hash);
    Ok(file)
}

/// Writes the header into the bytes left for it.
fn fill(file: &mut [u8], kind: Kind, schema_hash: u64, source_hash: u64) {
    let Some((head, payload)) = file.split_first_chunk_mut::<HEADER_BYTES>() else {
        return;
    };
    head[..8].copy_from_slice(&MAGIC);
    let words = [FORMAT_VERSION, kind as u32, CLIENT_BUILD, 0];
    for (word, place) in words.iter().zip(head[8..].chunks_exact_mut(4)) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    let longs = [
        schema_hash,
        payload.len() as u64,
        xxh3_64(payload),
        source_hash,
    ];
    for (long, place) in longs.iter().zip(head[24..].chunks_exact_mut(8)) {
        place.copy_from_slice(&long.to_le_bytes());
    }
    let own = xxh3_64(&head[..56]);
    head[56..].copy_from_slice(&own.to_le_bytes());
}

/// Reads and checks a header without touching the payload.
///
/// # Errors
/// [`ArchiveError::Damaged`] for foreign or cut bytes, [`ArchiveError::Version`] for another format
/// or client build.
pub fn peek(file: &[u8]) -> Result<Header, ArchiveError> {
    let Some(head) = file.first_chunk::<HEADER_BYTES>() else {
        return Err(ArchiveError::damaged(format!(
            "{} bytes, no header",
            file.len()
        )));
    };
    if head[..8] != MAGIC {
        return Err(ArchiveError::damaged("not an archive of this server"));
    }
    let word = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
    let version = |what, found, needed| ArchiveError::Version {
        what,
        found,
        needed,
    };
    if word(8) != FORMAT_VERSION {
        return Err(version("archive format", word(8), FORMAT_VERSION));
    }
    if long(56) != xxh3_64(&head[..56]) {
        return Err(ArchiveError::damaged("header checksum"));
    }
    if word(16) != CLIENT_BUILD {
        return Err(version("client build", word(16), CLIENT_BUILD));
    }
    let kind = Kind::from_number(word(12)).ok_or_else(|| ArchiveError::damaged("unknown kind"))?;
    let payload_bytes = file.len() - HEADER_BYTES;
    if long(32) != payload_bytes as u64 {
        let reason = format!("{} payload bytes, header says {}", payload_bytes, long(32));
        return Err(ArchiveError::damaged(reason));
    }
    Ok(Header {
        kind,
        schema_hash: long(24),
        source_hash: long(48),
        payload_bytes,
        checksum: long(40),
    })
}

/// Reads the header and verifies the payload's checksum.
///
/// # Errors
/// As [`peek`], and when the payload was changed.
pub fn open(file: &[u8]) -> Result<(Header, &[u8]), ArchiveError> {
    let header = peek(file)?;
    let payload = &file[HEADER_BYTES..];
    if xxh3_64(payload) != header.checksum {
        return Err(ArchiveError::damaged("checksum"));
    }
    Ok((header, payload))
}
