//! Packs values of any width, least significant bit first, through a 64-bit accumulator.
//!
//! Eight bytes leave the accumulator at a time, so a field costs a shift, an or and a compare.

/// Appends bits to a byte vector that somebody else owns and reuses.
///
/// The stream starts byte aligned at the vector's current end; [`BitWriter::finish`] pads it with
/// zero bits to a whole byte. What is not finished is lost.
#[derive(Debug)]
pub struct BitWriter<'a> {
    out: &'a mut Vec<u8>,
    /// Bits not yet in `out`; those from `used` on are zero.
    acc: u64,
    /// Always below 64.
    used: u32,
    start: usize,
}

impl<'a> BitWriter<'a> {
    /// A stream that begins at the end of `out`.
    #[must_use]
    pub const fn new(out: &'a mut Vec<u8>) -> Self {
        let start = out.len();
        Self {
            out,
            acc: 0,
            used: 0,
            start,
        }
    }

    /// Bits written since [`BitWriter::new`].
    #[must_use]
    pub const fn bits_written(&self) -> usize {
        (self.out.len() - self.start) * 8 + self.used as usize
    }

    /// Appends the low `bits` (1 to 64) of `value`; higher bits never reach the stream.
    ///
    /// A value wider than its field is a bug of the caller: debug builds stop at it.
    #[inline]
    pub fn put(&mut self, value: u64, bits: u32) {
        debug_assert!(matches!(bits, 1..=64), "a field of {bits} bits");
        debug_assert!(
            value & (u64::MAX >> (64 - bits)) == value,
            "{value} does not fit {bits} bits"
        );
        let value = value & (u64::MAX >> (64 - bits));
        self.acc |= value << self.used;
        let total = self.used + bits;
        if total < 64 {
            self.used = total;
            return;
        }
        self.out.extend_from_slice(&self.acc.to_le_bytes());
        // `stored` low bits of the value have just left; it is 64 when the accumulator was empty.
        let stored = 64 - self.used;
        self.acc = value.checked_shr(stored).unwrap_or(0);
        self.used = total - 64;
    }

    /// Appends one bit.
    #[inline]
    pub fn put_bool(&mut self, value: bool) {
        self.put(u64::from(value), 1);
    }

    /// Appends a two's complement number of `bits` bits.
    #[inline]
    pub fn put_signed(&mut self, value: i64, bits: u32) {
        self.put(value as u64 & (u64::MAX >> (64 - bits)), bits);
    }

    /// Appends whole bytes at whatever bit the stream stands.
    pub fn put_bytes(&mut self, bytes: &[u8]) {
        if self.used.is_multiple_of(8) {
            let pending = self.acc.to_le_bytes();
            self.out
                .extend_from_slice(&pending[..(self.used / 8) as usize]);
            self.acc = 0;
            self.used = 0;
            self.out.extend_from_slice(bytes);
            return;
        }
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.put(u64::from_le_bytes(*word), 64);
        }
        for &byte in rest {
            self.put(u64::from(byte), 8);
        }
    }

    /// Appends `bits` zero bits, any number.
    pub fn put_zeros(&mut self, mut bits: usize) {
        while bits > 0 {
            let step = bits.min(64);
            self.put(0, step as u32);
            bits -= step;
        }
    }

    /// Pads to a whole byte and returns how many bits the stream had before that.
    pub fn finish(self) -> usize {
        let bits = self.bits_written();
        let pending = self.acc.to_le_bytes();
        self.out
            .extend_from_slice(&pending[..self.used.div_ceil(8) as usize]);
        bits
    }
}
