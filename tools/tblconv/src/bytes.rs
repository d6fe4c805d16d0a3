//! Checked little-endian access, on which every reader stands.

use crate::error::{FormatError, Result};

/// The bytes `[start, start + length)`, or an error with the given code.
///
/// # Errors
/// When the range leaves the data, however large its numbers are.
pub fn span<'d>(
    data: &'d [u8],
    start: u64,
    length: u64,
    code: &'static str,
    what: impl FnOnce() -> String,
) -> Result<&'d [u8]> {
    let range = usize::try_from(start)
        .ok()
        .zip(
            start
                .checked_add(length)
                .and_then(|end| usize::try_from(end).ok()),
        )
        .and_then(|(start, end)| data.get(start..end));
    range.ok_or_else(|| {
        let reason = format!(
            "{} [{start}, +{length}) outside {} bytes",
            what(),
            data.len()
        );
        FormatError::new(code, reason)
    })
}

/// The u16 at an offset; 0 outside the data, which callers have excluded.
#[inline]
#[must_use]
pub fn u16_at(data: &[u8], at: usize) -> u16 {
    data.get(at..)
        .and_then(|d| d.first_chunk())
        .map_or(0, |b| u16::from_le_bytes(*b))
}

/// The u32 at an offset; 0 outside the data, which callers have excluded.
#[inline]
#[must_use]
pub fn u32_at(data: &[u8], at: usize) -> u32 {
    data.get(at..)
        .and_then(|d| d.first_chunk())
        .map_or(0, |b| u32::from_le_bytes(*b))
}

/// The u64 at an offset; 0 outside the data, which callers have excluded.
#[inline]
#[must_use]
pub fn u64_at(data: &[u8], at: usize) -> u64 {
    data.get(at..)
        .and_then(|d| d.first_chunk())
        .map_or(0, |b| u64::from_le_bytes(*b))
}

/// Rounds up; saturates, so that a huge offset stays outside any file.
#[must_use]
pub fn align(value: u64, to: u64) -> u64 {
    value.checked_next_multiple_of(to).unwrap_or(u64::MAX)
}

/// Strict UTF-16 from little-endian bytes.
///
/// # Errors
/// `utf16` for a lone surrogate.
pub fn utf16(raw: &[u8], what: impl FnOnce() -> String) -> Result<String> {
    // Nearly all texts of the tables are plain ASCII, which needs no decoding.
    if raw
        .chunks_exact(2)
        .all(|pair| pair[0] < 0x80 && pair[1] == 0)
    {
        let plain = raw.chunks_exact(2).map(|pair| pair[0]).collect();
        if let Ok(text) = String::from_utf8(plain) {
            return Ok(text);
        }
    }
    let units = raw
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .collect::<std::result::Result<String, _>>()
        .map_err(|_| FormatError::new("utf16", format!("{}: lone surrogate", what())))
}

/// UTF-16 from little-endian bytes with every lone surrogate replaced; how many there were.
#[must_use]
pub fn utf16_lossy(raw: &[u8]) -> (String, usize) {
    let units = raw
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let mut replaced = 0;
    let text = char::decode_utf16(units)
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, replaced)
}

/// Appends text as UTF-16 with its NUL.
pub fn push_utf16(out: &mut Vec<u8>, text: &str) {
    for unit in text.encode_utf16() {
        out.extend_from_slice(&unit.to_le_bytes());
    }
    out.extend_from_slice(&[0, 0]);
}

/// Appends zeros up to a multiple of `to`.
pub fn pad(out: &mut Vec<u8>, to: usize) {
    out.resize(out.len().next_multiple_of(to), 0);
}

/// A NUL-terminated label of `units` UTF-16 units (the NUL included) at `start`.
///
/// # Errors
/// With the given code when the length is 0 or above `max`, the label is outside the data or not
/// terminated; `utf16` for a lone surrogate.
pub fn label(
    data: &[u8],
    start: u64,
    units: u64,
    max: u64,
    code: &'static str,
    what: &str,
) -> Result<String> {
    if units < 1 || units > max {
        return Err(FormatError::new(code, format!("{what}: length {units}")));
    }
    let raw = span(data, start, units * 2, code, || what.to_owned())?;
    let Some((text, [0, 0])) = raw.split_last_chunk() else {
        return Err(FormatError::new(
            code,
            format!("{what} is not NUL terminated"),
        ));
    };
    utf16(text, || what.to_owned())
}

/// Length in bytes of the UTF-16 text that begins at `start` of `block` and ends at a NUL.
#[must_use]
pub fn utf16_length(block: &[u8], start: usize) -> Option<usize> {
    let text = block.get(start..)?;
    // Four units at a time, up to the four that hold the NUL.
    let (fours, _) = text.as_chunks::<8>();
    let whole = fours.iter().take_while(|four| {
        let four = u64::from_le_bytes(**four);
        let borrow = four.wrapping_sub(0x0001_0001_0001_0001);
        borrow & !four & 0x8000_8000_8000_8000 == 0
    });
    let skipped = whole.count() * 8;
    let mut rest = text.get(skipped..)?.chunks_exact(2);
    let units = rest.position(|unit| unit == [0, 0])?;
    Some(skipped + units * 2)
}

/// Texts may share a tail, so that their sum can exceed the bytes they came from; a file made for
/// it would grow by the square. Honest files stay far below four times.
///
/// # Errors
/// `string-overlap` when the texts of `block` bytes have grown beyond that, or beyond 32 bits.
pub fn check_heap(heap: usize, block: usize, place: impl FnOnce() -> String) -> Result<()> {
    if heap > block.saturating_mul(4).saturating_add(1024) || heap > u32::MAX as usize {
        let reason = format!("{}: texts overlap to {heap} bytes of {block}", place());
        return Err(FormatError::new("string-overlap", reason));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_at_its_first_nul_unit_and_nowhere_else() {
        for length in 0..40_usize {
            // A zero byte on either side of a unit is no end.
            let mut block: Vec<u8> = (0..length).flat_map(|at| [0, 1 + at as u8]).collect();
            block.extend([7, 0, 0, 0, 9, 9]);
            assert_eq!(utf16_length(&block, 0), Some(length * 2 + 2), "{length}");
            assert_eq!(utf16_length(&block, length * 2), Some(2), "{length}");
            block.truncate(length * 2 + 3);
            assert_eq!(utf16_length(&block, 0), None, "{length}");
        }
        assert_eq!(utf16_length(&[0, 0], 0), Some(0));
        assert_eq!(utf16_length(&[0, 0], 3), None);
    }
}
