//! Messages that were encoded once, written into one recipient's outbox in that recipient's cipher.

use std::ops::Range;

use crypto::PacketCipher;
use crypto::mix;

/// Container of the world server's enciphered messages (`messages.txt`, FRAMING).
const SERVER_ENCRYPTED: u16 = 0x03DC;
/// u32 size, u16 opcode of the container, u32 length.
const SEALED_HEADER_BYTES: usize = 10;
/// u32 size.
const PLAIN_HEADER_BYTES: usize = 4;
/// From this length on, mixing once and masking per recipient beats enciphering per recipient
/// (`costs.md` section 2).
const MIX_BYTES_MIN: usize = 64;

/// One message (u16 opcode + body) on its way to many.
pub(crate) struct Broadcast<'a> {
    plain: &'a [u8],
    mixed: &'a [u8],
}

impl<'a> Broadcast<'a> {
    /// Prepares what is the same for all recipients; `scratch` lends the memory.
    pub(crate) fn new(plain: &'a [u8], scratch: &'a mut Vec<u8>) -> Self {
        scratch.clear();
        mix_onto(plain, scratch);
        Self::prepared(plain, scratch)
    }

    /// The same from what [`mix_onto`] made of `plain`.
    pub(crate) fn prepared(plain: &'a [u8], mixed: &'a [u8]) -> Self {
        Self { plain, mixed }
    }

    /// Bytes of its frame for a recipient with or without a cipher.
    pub(crate) fn frame_bytes(&self, sealed: bool) -> usize {
        self.plain.len()
            + if sealed {
                SEALED_HEADER_BYTES
            } else {
                PLAIN_HEADER_BYTES
            }
    }

    /// Appends its frame for one recipient.
    pub(crate) fn write(&self, cipher: Option<&PacketCipher>, out: &mut Vec<u8>) {
        let size = self.frame_bytes(cipher.is_some()) as u32;
        let Some(cipher) = cipher else {
            out.extend_from_slice(&size.to_le_bytes());
            out.extend_from_slice(self.plain);
            return;
        };
        let mut header = [0; SEALED_HEADER_BYTES];
        header[..4].copy_from_slice(&size.to_le_bytes());
        header[4..6].copy_from_slice(&SERVER_ENCRYPTED.to_le_bytes());
        header[6..].copy_from_slice(&(self.plain.len() as u32 + 4).to_le_bytes());
        out.extend_from_slice(&header);
        if self.mixed.is_empty() {
            let start = out.len();
            out.extend_from_slice(self.plain);
            cipher.encrypt(&mut out[start..]);
        } else {
            cipher.mask_into(self.mixed, out);
        }
    }
}

/// Appends the mixed form of `plain` to `out`; its place, empty for a message too short for one.
pub(crate) fn mix_onto(plain: &[u8], out: &mut Vec<u8>) -> Range<usize> {
    let start = out.len();
    if plain.len() >= MIX_BYTES_MIN {
        out.extend_from_slice(plain);
        mix(&mut out[start..]);
    }
    start..out.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_enciphering_read_as_the_plain_message() {
        let cipher = PacketCipher::from_session_key([7; 16]);
        for length in [2, 3, 63, 64, 65, 500, 4096] {
            let plain: Vec<u8> = (0..length).map(|n| (n * 31 % 251) as u8).collect();
            let mut scratch = vec![9; 3];
            let broadcast = Broadcast::new(&plain, &mut scratch);
            let mut out = vec![0xAA];
            broadcast.write(Some(&cipher), &mut out);
            assert_eq!(out.len(), 1 + broadcast.frame_bytes(true));
            assert_eq!(out[1..5], (length as u32 + 10).to_le_bytes());
            assert_eq!(out[5..7], 0x03DC_u16.to_le_bytes());
            assert_eq!(out[7..11], (length as u32 + 4).to_le_bytes());
            cipher.decrypt(&mut out[11..]);
            assert_eq!(out[11..], plain, "length {length}");
        }
    }

    #[test]
    fn without_a_cipher_the_frame_is_the_message_behind_its_size() {
        let mut scratch = Vec::new();
        let mut out = Vec::new();
        Broadcast::new(&[3, 0, 1], &mut scratch).write(None, &mut out);
        assert_eq!(out, [7, 0, 0, 0, 3, 0, 1]);
    }
}
