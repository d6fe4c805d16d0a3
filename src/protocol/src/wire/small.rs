//! Two small values with their own text form: identifiers of 16 bytes and sets of bits.

use std::fmt;

use super::reader::BitReader;
use super::writer::BitWriter;

/// 16 bytes in the order of the wire: a Windows UUID (u32, u16, u16 little-endian, 8 bytes).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid(pub [u8; 16]);

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a0, a1, a2, a3, b0, b1, c0, c1, rest @ ..] = self.0;
        let a = u32::from_le_bytes([a0, a1, a2, a3]);
        let b = u16::from_le_bytes([b0, b1]);
        let c = u16::from_le_bytes([c0, c1]);
        write!(f, "{a:08x}-{b:04x}-{c:04x}-{:02x}{:02x}-", rest[0], rest[1])?;
        rest[2..]
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A set of bit numbers, sent as a fixed number of bits.
///
/// How many is the field's business; here only the set bits count, so two sets are equal when they
/// have the same members. Members beyond the field's width are not sent.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct BitSet {
    /// Bit i lives in byte i / 8 at i % 8; the last byte is never zero.
    bytes: Vec<u8>,
}

impl BitSet {
    /// Most bits any field has (0x012E); larger indices are ignored.
    pub const BITS_MAX: usize = 512;

    /// True when `index` is in the set.
    #[must_use]
    pub fn contains(&self, index: usize) -> bool {
        let byte = self.bytes.get(index / 8).copied().unwrap_or(0);
        byte & (1 << (index % 8)) != 0
    }

    /// Adds `index`; one at or above [`BitSet::BITS_MAX`] is ignored.
    pub fn insert(&mut self, index: usize) {
        if index >= Self::BITS_MAX {
            return;
        }
        if self.bytes.len() <= index / 8 {
            self.bytes.resize(index / 8 + 1, 0);
        }
        self.bytes[index / 8] |= 1 << (index % 8);
    }

    /// Takes `index` out.
    pub fn remove(&mut self, index: usize) {
        if let Some(byte) = self.bytes.get_mut(index / 8) {
            *byte &= !(1 << (index % 8));
            self.trim();
        }
    }

    /// The members in rising order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.bytes.len() * 8).filter(|&index| self.contains(index))
    }

    /// Writes `bits` bits (a multiple of 8), the lowest index first in each byte or last.
    pub fn write(&self, w: &mut BitWriter<'_>, bits: u32, msb_first: bool) {
        for index in 0..(bits / 8) as usize {
            let byte = self.bytes.get(index).copied().unwrap_or(0);
            let byte = if msb_first { byte.reverse_bits() } else { byte };
            w.put(u64::from(byte), 8);
        }
    }

    /// Reads what [`BitSet::write`] writes.
    pub fn read(r: &mut BitReader<'_>, bits: u32, msb_first: bool) -> Self {
        let mut bytes = r.take_bytes((bits / 8) as usize);
        if msb_first {
            for byte in &mut bytes {
                *byte = byte.reverse_bits();
            }
        }
        let mut set = Self { bytes };
        set.trim();
        set
    }

    fn trim(&mut self) {
        let used = self.bytes.iter().rposition(|&byte| byte != 0);
        self.bytes.truncate(used.map_or(0, |last| last + 1));
    }
}

impl FromIterator<usize> for BitSet {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        let mut set = Self::default();
        for index in indices {
            set.insert(index);
        }
        set
    }
}

impl fmt::Debug for BitSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
