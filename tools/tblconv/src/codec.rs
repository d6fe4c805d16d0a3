//! Decompression of stored files with every size bounded (`formats.md` 3.5).

use std::io::Read;

use crate::bytes::u32_at;
use crate::error::{FormatError, Result};

/// Entry flag: deflate, with or without a zlib header.
pub const FLAG_DEFLATE: u32 = 2;
/// Entry flag: LZMA1 without a size.
pub const FLAG_LZMA: u32 = 4;
/// No file of the client is larger; what claims more is not even started.
pub const PLAIN_BYTES_MAX: u64 = 1 << 30;

/// Smallest dictionary an LZMA decoder keeps.
const LZMA_DICTIONARY_MIN: u64 = 4096;

/// Decompresses a stored file. Never yields more than `size` bytes nor allocates ahead of what the
/// stream really gives.
///
/// # Errors
/// `flags` for both codecs at once, `zlib`, `lzma`, `lzma-props` for a bad stream, `size` when it
/// ends early, goes on, or the size is above [`PLAIN_BYTES_MAX`].
pub fn decompress(flags: u32, stored: &[u8], size: u64) -> Result<Vec<u8>> {
    if size > PLAIN_BYTES_MAX && flags & (FLAG_DEFLATE | FLAG_LZMA) != 0 {
        return Err(FormatError::new("size", format!("claims {size} bytes")));
    }
    let plain = match flags & (FLAG_DEFLATE | FLAG_LZMA) {
        0 => stored.to_vec(),
        FLAG_DEFLATE => inflate(stored, size + 1)?,
        FLAG_LZMA => lzma(stored, size)?,
        _ => return Err(FormatError::new("flags", format!("{flags:#x}"))),
    };
    if plain.len() as u64 != size {
        let reason = format!("{} bytes after decompression, expected {size}", plain.len());
        return Err(FormatError::new("size", reason));
    }
    Ok(plain)
}

/// Inflates at most `limit` bytes of a zlib or bare deflate stream.
///
/// # Errors
/// `zlib` for a corrupt stream.
pub fn inflate(stored: &[u8], limit: u64) -> Result<Vec<u8>> {
    let wrapped = match stored {
        [a, b, _, ..] => a & 15 == 8 && u16::from_be_bytes([*a, *b]).is_multiple_of(31),
        _ => false,
    };
    if wrapped {
        read_bounded(flate2::read::ZlibDecoder::new(stored), limit, "zlib")
    } else {
        read_bounded(flate2::read::DeflateDecoder::new(stored), limit, "zlib")
    }
}

fn lzma(stored: &[u8], size: u64) -> Result<Vec<u8>> {
    let Some((&[props, ..], stream)) = stored.split_first_chunk::<5>() else {
        return Err(FormatError::new(
            "lzma-props",
            format!("{} bytes", stored.len()),
        ));
    };
    if props >= 225 {
        return Err(FormatError::new("lzma-props", format!("{props}")));
    }
    if size == 0 {
        return Ok(Vec::new());
    }
    // A dictionary beyond the plain size is never used; the claimed one may be 4 GiB.
    let claimed = u64::from(u32_at(stored, 1));
    let dictionary = claimed.min(size).max(LZMA_DICTIONARY_MIN) as u32;
    let (lc, rest) = (u32::from(props) % 9, u32::from(props) / 9);
    let (lp, pb) = (rest % 5, rest / 5);
    let reader = lzma_rust2::LzmaReader::new(stream, size, lc, lp, pb, dictionary, None)
        .map_err(|error| FormatError::new("lzma", error.to_string()))?;
    read_bounded(reader, size, "lzma")
}

fn read_bounded(reader: impl Read, limit: u64, code: &'static str) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    match reader.take(limit).read_to_end(&mut plain) {
        Ok(_) => Ok(plain),
        Err(error) => Err(FormatError::new(code, error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zlib(plain: &[u8]) -> Vec<u8> {
        let mut encoder =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        assert!(encoder.write_all(plain).is_ok());
        encoder.finish().unwrap_or_default()
    }

    #[test]
    fn a_bomb_stops_at_the_claimed_size() {
        let stored = zlib(&vec![0; 64 << 20]);
        assert_eq!(inflate(&stored, 21).map(|p| p.len()), Ok(21));
        assert_eq!(
            decompress(FLAG_DEFLATE, &stored, 20).map_err(|e| e.code),
            Err("size")
        );
    }

    #[test]
    fn huge_claims_are_refused_before_any_work() {
        for flags in [FLAG_DEFLATE, FLAG_LZMA] {
            assert_eq!(
                decompress(flags, &[0; 16], 1 << 40).map_err(|e| e.code),
                Err("size")
            );
        }
        assert_eq!(decompress(6, &[], 0).map_err(|e| e.code), Err("flags"));
        assert_eq!(
            decompress(FLAG_LZMA, &[225, 0, 0, 0, 1], 9).map_err(|e| e.code),
            Err("lzma-props")
        );
    }

    #[test]
    fn both_forms_of_deflate_are_taken() {
        let plain = b"one two one two one two".repeat(9);
        let mut raw =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        assert!(raw.write_all(&plain).is_ok());
        let raw = raw.finish().unwrap_or_default();
        for stored in [zlib(&plain), raw] {
            assert_eq!(
                decompress(FLAG_DEFLATE, &stored, plain.len() as u64).as_ref(),
                Ok(&plain)
            );
        }
    }
}
