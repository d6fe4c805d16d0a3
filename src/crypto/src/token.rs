//! Forms of the 16-byte game token: text on the STS connection, bytes in 0x0592, hash in storage.

use sha2::{Digest, Sha256};

/// Bytes of a game token and of a session key.
pub const TOKEN_BYTES: usize = 16;

/// How the text groups take the bytes: the first three groups are little-endian integers.
const TEXT_ORDER: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/// The GUID text of a token, `8-4-4-4-12` lower-case hex digits (`sts.md` section 5).
#[must_use]
pub fn guid_text(bytes: &[u8; TOKEN_BYTES]) -> String {
    let mut text = String::with_capacity(36);
    for (at, &from) in TEXT_ORDER.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = bytes[from];
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}

/// The bytes of a GUID text as [`guid_text`] writes it, either case; `None` for any other text.
#[must_use]
pub fn parse_guid(text: &str) -> Option<[u8; TOKEN_BYTES]> {
    let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let mut digits = text.iter().enumerate().filter_map(|(at, &c)| match at {
        8 | 13 | 18 | 23 => (c != b'-').then_some(None),
        _ => Some(char::from(c).to_digit(16)),
    });
    let mut bytes = [0; TOKEN_BYTES];
    for at in TEXT_ORDER {
        let (high, low) = (digits.next()??, digits.next()??);
        bytes[at] = (high << 4 | low) as u8;
    }
    Some(bytes)
}

/// What is stored instead of a token or session key: its SHA-256. The token is 128 random bits, so
/// no salt is needed, and a reader of the database cannot log in with it.
#[must_use]
pub fn storage_hash(token: &[u8; TOKEN_BYTES]) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_groups_are_little_endian() {
        let bytes: [u8; 16] = std::array::from_fn(|i| i as u8);
        let text = "03020100-0504-0706-0809-0a0b0c0d0e0f";
        assert_eq!(guid_text(&bytes), text);
        assert_eq!(parse_guid(text), Some(bytes));
        assert_eq!(parse_guid(&text.to_uppercase()), Some(bytes));
    }

    #[test]
    fn other_texts_are_refused() {
        for bad in [
            "",
            "03020100050407060809-0a0b0c0d0e0f",
            "03020100-0504-0706-0809-0a0b0c0d0e0",
            "03020100-0504-0706-0809-0a0b0c0d0e0g",
            "03020100a0504-0706-0809-0a0b0c0d0e0f",
            "030201000-504-0706-0809-0a0b0c0d0e0f",
            "0302010\u{e9}-0504-0706-0809-0a0b0c0d0e0",
        ] {
            assert_eq!(parse_guid(bad), None, "{bad}");
        }
    }

    #[test]
    fn hash_is_not_the_token() {
        assert_ne!(storage_hash(&[1; 16]), storage_hash(&[2; 16]));
        assert_eq!(storage_hash(&[0; 16])[..4], [0x37, 0x47, 0x08, 0xff]);
    }
}
