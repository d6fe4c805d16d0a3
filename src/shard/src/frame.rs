//! Messages that were encoded once, written in one recipient's cipher.
//!
//! What is the same for all recipients is made once: the frame's clear head and the mixed message
//! behind it, padded so that it can be worked on in whole blocks. For each recipient it is XORed
//! with a pattern, zeros where the head is and the recipient's mask behind; messages of one length
//! share it (`costs.md` section 2: one XOR without a chain).

use std::ops::Range;

use bezgelor_core::limits::{FRAME_BYTES_MAX, OUTGOING_BYTES};
use crypto::PacketCipher;
use crypto::mix;

/// Container of the world server's enciphered messages (`messages.txt`, FRAMING).
const SERVER_ENCRYPTED: u16 = 0x03DC;
/// u32 size, u16 opcode of the container, u32 length.
const SEALED_HEADER_BYTES: usize = 10;
/// u32 size.
const PLAIN_HEADER_BYTES: usize = 4;
/// What is XORed at once, and what frames are padded to.
const BLOCK: usize = 32;
/// Frames up to this length are made by way of a pattern; longer ones are rare.
const PATTERN_BYTES: usize = 4 * BLOCK;
/// Patterns of one recipient that are kept, by length.
const PATTERNS: usize = 8;

/// The frame of a message as all recipients with a cipher get it, but for their masks.
pub(crate) struct Template;

impl Template {
    /// Appends the template of `plain` (u16 opcode + body) to `out`; its place, padding included.
    pub(crate) fn push(plain: &[u8], out: &mut Vec<u8>) -> Range<usize> {
        let start = out.len();
        let size = (plain.len() + SEALED_HEADER_BYTES) as u32;
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&SERVER_ENCRYPTED.to_le_bytes());
        out.extend_from_slice(&(plain.len() as u32 + 4).to_le_bytes());
        let body = out.len();
        out.extend_from_slice(plain);
        mix(&mut out[body..]);
        let padded = (out.len() - start).next_multiple_of(BLOCK);
        out.resize(start + padded, 0);
        start..out.len()
    }
}

/// Where a template is, and how long its frame is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head {
    at: u32,
    /// 0 for one that is too long for a pattern.
    length: u16,
}

impl Head {
    /// Of a message of `plain` bytes with its template at `at`.
    pub(crate) fn new(at: usize, plain: usize) -> Self {
        let length = plain + SEALED_HEADER_BYTES;
        Self {
            at: at as u32,
            length: if length <= PATTERN_BYTES {
                length as u16
            } else {
                0
            },
        }
    }
}

/// One message (u16 opcode + body) on its way to many.
#[derive(Clone, Copy)]
pub(crate) struct Broadcast<'a> {
    plain: &'a [u8],
    framed: &'a [u8],
}

impl<'a> Broadcast<'a> {
    /// A message with what [`Template::push`] made of it.
    pub(crate) fn of(plain: &'a [u8], framed: &'a [u8]) -> Self {
        Self { plain, framed }
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
        let length = self.frame_bytes(cipher.is_some());
        let Some(cipher) = cipher else {
            out.extend_from_slice(&(length as u32).to_le_bytes());
            out.extend_from_slice(self.plain);
            return;
        };
        let (head, body) = self.framed[..length].split_at(SEALED_HEADER_BYTES);
        out.extend_from_slice(head);
        cipher.mask_into(body, out);
    }
}

/// Memory in which one recipient's frames are put together, and its patterns.
pub(crate) struct Outgoing {
    /// As long as it ever gets, and one block more: whole blocks are written.
    bytes: Box<[u8]>,
    length: usize,
    patterns: Box<[Pattern; PATTERNS]>,
}

#[derive(Clone, Copy)]
struct Pattern {
    /// Of the message it is for; 0 for none.
    length: usize,
    bytes: [u8; PATTERN_BYTES],
}

impl Default for Outgoing {
    fn default() -> Self {
        let none = Pattern {
            length: 0,
            bytes: [0; PATTERN_BYTES],
        };
        Self {
            bytes: vec![0; OUTGOING_BYTES + FRAME_BYTES_MAX + BLOCK].into(),
            length: 0,
            patterns: Box::new([none; PATTERNS]),
        }
    }
}

impl Outgoing {
    /// Empties it for another recipient.
    pub(crate) fn begin(&mut self) {
        self.clear();
        for pattern in self.patterns.iter_mut() {
            pattern.length = 0;
        }
    }

    /// Empties it for more to the same one.
    pub(crate) fn clear(&mut self) {
        self.length = 0;
    }

    /// What was put together.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Whether it should be sent before more is written; until then any frame finds room.
    pub(crate) fn is_full(&self) -> bool {
        self.length >= OUTGOING_BYTES
    }

    /// Writes as many of the `numbers`' frames as come by way of patterns, in their order, until it
    /// is full; how many they were. The others are for [`Outgoing::push`].
    pub(crate) fn fill(
        &mut self,
        numbers: &[u32],
        heads: &[Head],
        framed: &[u8],
        cipher: &PacketCipher,
    ) -> usize {
        let mut pattern = &self.patterns[0];
        let mut last = 0;
        for (done, number) in numbers.iter().enumerate() {
            let head = heads[*number as usize];
            let length = usize::from(head.length);
            if length == 0 || self.length >= OUTGOING_BYTES {
                return done;
            }
            if length != last {
                last = length;
                let place = &mut self.patterns[length % PATTERNS];
                place.be_for(length - SEALED_HEADER_BYTES, cipher);
                pattern = place;
            }
            let from = &framed[head.at as usize..];
            xor_frame(&mut self.bytes[self.length..], from, &pattern.bytes, length);
            self.length += length;
        }
        numbers.len()
    }

    /// Writes a frame in the recipient's cipher; false when no buffer can hold such a frame.
    pub(crate) fn push(
        &mut self,
        broadcast: &Broadcast<'_>,
        cipher: Option<&PacketCipher>,
    ) -> bool {
        let length = broadcast.frame_bytes(cipher.is_some());
        if length > FRAME_BYTES_MAX {
            return false;
        }
        let out = &mut self.bytes[self.length..];
        self.length += length;
        let Some(cipher) = cipher else {
            let (head, body) = out[..length].split_at_mut(PLAIN_HEADER_BYTES);
            head.copy_from_slice(&(length as u32).to_le_bytes());
            body.copy_from_slice(broadcast.plain);
            return true;
        };
        if length > PATTERN_BYTES {
            out[..length].copy_from_slice(&broadcast.framed[..length]);
            cipher.mask(&mut out[SEALED_HEADER_BYTES..length]);
            return true;
        }
        let pattern = &mut self.patterns[length % PATTERNS];
        pattern.be_for(broadcast.plain.len(), cipher);
        xor_frame(out, broadcast.framed, &pattern.bytes, length);
        true
    }
}

impl Pattern {
    /// Becomes the pattern for messages of `length` bytes.
    fn be_for(&mut self, length: usize, cipher: &PacketCipher) {
        if self.length != length {
            self.length = length;
            self.bytes = [0; PATTERN_BYTES];
            cipher.mask(&mut self.bytes[SEALED_HEADER_BYTES..SEALED_HEADER_BYTES + length]);
        }
    }
}

/// Writes `from` XOR `with`, in whole blocks as far as `length` reaches into them. A function of
/// its own, so that the compiler knows that the three do not overlap.
#[inline]
fn xor_frame(out: &mut [u8], from: &[u8], with: &[u8; PATTERN_BYTES], length: usize) {
    let blocks = length.div_ceil(BLOCK).min(PATTERN_BYTES / BLOCK);
    let (from, _) = from[..blocks * BLOCK].as_chunks::<BLOCK>();
    let (to, _) = out[..blocks * BLOCK].as_chunks_mut::<BLOCK>();
    let (with, _) = with.as_chunks::<BLOCK>();
    for ((to, from), with) in to.iter_mut().zip(from).zip(with) {
        xor_block(to, from, with);
    }
}

#[inline]
fn xor_block(to: &mut [u8; BLOCK], from: &[u8; BLOCK], with: &[u8; BLOCK]) {
    let (from, _) = from.as_chunks::<8>();
    let (with, _) = with.as_chunks::<8>();
    let words: [u64; BLOCK / 8] =
        std::array::from_fn(|n| u64::from_le_bytes(from[n]) ^ u64::from_le_bytes(with[n]));
    let (to, _) = to.as_chunks_mut::<8>();
    for (to, word) in to.iter_mut().zip(words) {
        *to = word.to_le_bytes();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(length: usize) -> Vec<u8> {
        (0..length).map(|n| (n * 31 % 251) as u8).collect()
    }

    /// What comes of messages of these lengths by way of [`Outgoing::fill`].
    fn filled(lengths: &[usize], cipher: &PacketCipher) -> Vec<u8> {
        let mut outgoing = Outgoing::default();
        outgoing.begin();
        let (mut framed, mut heads, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for length in lengths {
            let place = Template::push(&plain(*length), &mut framed);
            heads.push(Head::new(place.start, *length));
            places.push(place);
        }
        let numbers: Vec<u32> = (0..lengths.len() as u32).collect();
        let mut rest = numbers.as_slice();
        while let Some(next) = rest.first() {
            let done = outgoing.fill(rest, &heads, &framed, cipher);
            if done == 0 {
                let at = *next as usize;
                let plain = plain(lengths[at]);
                let broadcast = Broadcast::of(&plain, &framed[places[at].clone()]);
                assert!(outgoing.push(&broadcast, Some(cipher)));
            }
            rest = &rest[done.max(1)..];
        }
        outgoing.bytes().to_vec()
    }

    #[test]
    fn all_ways_of_writing_read_as_the_plain_message() {
        let cipher = PacketCipher::from_session_key([7; 16]);
        let mut outgoing = Outgoing::default();
        outgoing.begin();
        let lengths = [
            2, 3, 31, 32, 33, 63, 64, 65, 117, 118, 119, 500, 4096, 10, 18, 26, 2,
        ];
        let (mut appended, mut framed) = (Vec::new(), Vec::new());
        for length in lengths {
            let plain = plain(length);
            let place = Template::push(&plain, &mut framed);
            let broadcast = Broadcast::of(&plain, &framed[place]);
            broadcast.write(Some(&cipher), &mut appended);
            assert!(outgoing.push(&broadcast, Some(&cipher)));
        }
        assert_eq!(outgoing.bytes(), appended);
        assert_eq!(filled(&lengths, &cipher), appended);
        let mut rest = appended.as_mut_slice();
        for length in lengths {
            let (frame, later) = rest.split_at_mut(length + SEALED_HEADER_BYTES);
            assert_eq!(frame[..4], (length as u32 + 10).to_le_bytes());
            assert_eq!(frame[4..6], 0x03DC_u16.to_le_bytes());
            assert_eq!(frame[6..10], (length as u32 + 4).to_le_bytes());
            cipher.decrypt(&mut frame[10..]);
            assert_eq!(frame[10..], plain(length), "length {length}");
            rest = later;
        }
    }

    #[test]
    fn a_pattern_belongs_to_one_recipient() {
        let mut outgoing = Outgoing::default();
        let mut framed = Vec::new();
        let message = plain(50);
        let place = Template::push(&message, &mut framed);
        let broadcast = Broadcast::of(&message, &framed[place]);
        for key in [1, 2] {
            let cipher = PacketCipher::from_session_key([key; 16]);
            let mut expected = Vec::new();
            broadcast.write(Some(&cipher), &mut expected);
            outgoing.begin();
            assert!(outgoing.push(&broadcast, Some(&cipher)));
            assert_eq!(outgoing.bytes(), expected, "key {key}");
        }
    }

    #[test]
    fn without_a_cipher_the_frame_is_the_message_behind_its_size() {
        let message = [3, 0, 1];
        let mut framed = Vec::new();
        let place = Template::push(&message, &mut framed);
        let broadcast = Broadcast::of(&message, &framed[place]);
        let mut out = Vec::new();
        broadcast.write(None, &mut out);
        assert_eq!(out, [7, 0, 0, 0, 3, 0, 1]);
        let mut outgoing = Outgoing::default();
        outgoing.begin();
        assert!(outgoing.push(&broadcast, None));
        assert_eq!(outgoing.bytes(), out);
    }

    #[test]
    fn a_frame_no_client_takes_is_refused() {
        let message = plain(FRAME_BYTES_MAX);
        let mut framed = Vec::new();
        let place = Template::push(&message, &mut framed);
        let mut outgoing = Outgoing::default();
        assert!(!outgoing.push(&Broadcast::of(&message, &framed[place]), None));
        assert!(outgoing.bytes().is_empty());
    }
}
