//! The base64 blobs inside `<KeyData>`: parts, each behind its length as a little-endian u32.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The base64 text of two or fewer parts.
pub(crate) fn encode(parts: &[&[u8]]) -> String {
    let mut blob = Vec::with_capacity(256);
    for part in parts {
        blob.extend_from_slice(&(part.len() as u32).to_le_bytes());
        blob.extend_from_slice(part);
    }
    STANDARD.encode(blob)
}

/// Exactly two parts and nothing behind them.
pub(crate) fn decode_pair(text: &str) -> Option<[Vec<u8>; 2]> {
    let blob = STANDARD.decode(text.trim_ascii()).ok()?;
    let (first, rest) = part(&blob)?;
    let (second, rest) = part(rest)?;
    rest.is_empty().then(|| [first.to_vec(), second.to_vec()])
}

fn part(blob: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = blob.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_and_broken_ones_do_not() {
        let text = encode(&[b"abc", b""]);
        assert_eq!(decode_pair(&text), Some([b"abc".to_vec(), Vec::new()]));
        for broken in [
            String::new(),
            "***".into(),
            encode(&[b"abc"]),
            encode(&[b"a", b"b", b"c"]),
            "/////w==".into(),
            "9AEAAAAAAAAAAAAAAAA=".into(),
        ] {
            assert_eq!(decode_pair(&broken), None, "{broken}");
        }
    }
}
