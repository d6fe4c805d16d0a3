//! Takes values of any width, least significant bit first, out of borrowed bytes.
//!
//! The reader remembers its first fault and from then on yields zeros, so a decoder is straight
//! code without a branch per field; whoever decodes a whole message asks [`BitReader::check`]
//! once. After a fault no bit is left, hence no count read later can be larger than zero.

use super::error::{DecodeError, Fault};

/// A position in borrowed bits.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    data: &'a [u8],
    /// Next bit.
    at: usize,
    /// First bit that does not belong to us.
    end: usize,
    fault: Option<DecodeError>,
}

impl<'a> BitReader<'a> {
    /// Reads all of `data`.
    #[must_use]
    pub const fn new(data: &'a [u8]) -> Self {
        Self {
            data,
            at: 0,
            end: data.len() * 8,
            fault: None,
        }
    }

    /// Reads the first `bits` bits of `data` (all of them if it has fewer).
    #[must_use]
    pub fn with_bits(data: &'a [u8], bits: usize) -> Self {
        Self {
            end: bits.min(data.len() * 8),
            ..Self::new(data)
        }
    }

    /// Bits taken so far; after a fault the end of the data.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Bits not yet taken.
    #[must_use]
    pub const fn remaining(&self) -> usize {
        self.end - self.at
    }

    /// `Err` with the first fault, if there was one.
    pub const fn check(&self) -> Result<(), DecodeError> {
        match self.fault {
            None => Ok(()),
            Some(error) => Err(error),
        }
    }

    /// True once something was wrong.
    #[must_use]
    pub const fn failed(&self) -> bool {
        self.fault.is_some()
    }

    /// Records a fault at the current bit; the first one stays. Nothing can be read afterwards.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, fault: Fault) {
        if self.fault.is_none() {
            self.fault = Some(DecodeError {
                fault,
                at_bit: self.at,
            });
        }
        self.at = self.end;
    }

    /// The next `bits` (1 to 64) bits as a number.
    #[inline]
    pub fn take(&mut self, bits: u32) -> u64 {
        debug_assert!(matches!(bits, 1..=64), "a field of {bits} bits");
        if bits as usize > self.end - self.at {
            self.fail(Fault::EndOfData);
            return 0;
        }
        let byte = self.at / 8;
        let shift = (self.at % 8) as u32;
        self.at += bits as usize;
        let Some(word) = self.data[byte..].first_chunk::<8>() else {
            return self.take_tail(byte, shift, bits);
        };
        let mut value = u64::from_le_bytes(*word) >> shift;
        if shift + bits > 64 {
            // Only a field wider than 56 bits reaches a ninth byte, and its bits are ours.
            value |= u64::from(self.data[byte + 8]) << (64 - shift);
        }
        value & (u64::MAX >> (64 - bits))
    }

    /// The last seven bytes, where eight cannot be loaded at once.
    #[inline(never)]
    fn take_tail(&self, byte: usize, shift: u32, bits: u32) -> u64 {
        let tail = &self.data[byte..];
        let mut word = [0; 8];
        word[..tail.len()].copy_from_slice(tail);
        (u64::from_le_bytes(word) >> shift) & (u64::MAX >> (64 - bits))
    }

    /// One bit.
    #[inline]
    pub fn take_bool(&mut self) -> bool {
        self.take(1) != 0
    }

    /// A two's complement number of `bits` bits.
    #[inline]
    pub fn take_signed(&mut self, bits: u32) -> i64 {
        let unused = 64 - bits;
        ((self.take(bits) << unused) as i64) >> unused
    }

    /// Passes over `bits` bits whatever they are.
    pub fn skip(&mut self, bits: usize) {
        if bits > self.remaining() {
            self.fail(Fault::EndOfData);
        } else {
            self.at += bits;
        }
    }

    /// The next `count` bytes; empty after a fault. Nothing is reserved before it is known that
    /// they are there.
    #[must_use]
    pub fn take_bytes(&mut self, count: usize) -> Vec<u8> {
        if count > self.remaining() / 8 {
            self.fail(Fault::EndOfData);
            return Vec::new();
        }
        let mut bytes = vec![0; count];
        self.fill(&mut bytes);
        bytes
    }

    /// Fills `bytes` with the next bits; leaves them alone after a fault.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        if bytes.len() > self.remaining() / 8 {
            self.fail(Fault::EndOfData);
            return;
        }
        if self.at.is_multiple_of(8) {
            let from = self.at / 8;
            bytes.copy_from_slice(&self.data[from..from + bytes.len()]);
            self.at += bytes.len() * 8;
            return;
        }
        let (words, rest) = bytes.as_chunks_mut::<8>();
        for word in words {
            *word = self.take(64).to_le_bytes();
        }
        for byte in rest {
            *byte = self.take(8) as u8;
        }
    }

    /// Takes a count of `bits` bits and refuses it unless that many elements of at least
    /// `element_bits_min` bits can still follow.
    #[inline]
    pub fn take_count(&mut self, bits: u32, element_bits_min: u32) -> usize {
        let count = self.take(bits) as usize;
        self.check_count(count, element_bits_min)
    }

    /// `count`, or 0 and a fault when it is above `max`.
    #[inline]
    pub fn check_max(&mut self, count: usize, max: u32) -> usize {
        if count > max as usize {
            self.fail(Fault::CountTooLarge(
                u32::try_from(count).unwrap_or(u32::MAX),
            ));
            return 0;
        }
        count
    }

    /// `count`, or 0 and a fault when the remaining bits cannot hold so many elements.
    #[inline]
    pub fn check_count(&mut self, count: usize, element_bits_min: u32) -> usize {
        if count > self.remaining() / element_bits_min.max(1) as usize {
            self.fail(Fault::CountTooLarge(
                u32::try_from(count).unwrap_or(u32::MAX),
            ));
            return 0;
        }
        count
    }
}
