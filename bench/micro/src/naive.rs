//! The ways of other servers, in Rust: a writer that sets one bit at a time and a cipher that
//! takes one byte at a time. They are the other end of the scale.

/// Appends bits one by one.
#[derive(Default)]
pub(crate) struct BitByBit {
    bytes: Vec<u8>,
    current: u8,
    used: u8,
}

impl BitByBit {
    /// Appends the low `bits` of `value`.
    pub(crate) fn put(&mut self, value: u64, bits: u32) {
        for bit in 0..bits {
            if value >> bit & 1 != 0 {
                self.current |= 1 << self.used;
            }
            self.used += 1;
            if self.used == 8 {
                self.bytes.push(self.current);
                self.current = 0;
                self.used = 0;
            }
        }
    }

    /// The bytes so far, the last one padded.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.bytes.push(self.current);
        }
        self.bytes
    }
}

/// The packet cipher byte by byte, its key table and register as bytes.
pub(crate) struct ByteCipher {
    table: [u8; 128],
    register: [u8; 8],
}

impl ByteCipher {
    /// From a 64-bit cipher key (`sts.md` section 6).
    pub(crate) fn from_key(key: u64) -> Self {
        const MULTIPLIER: u64 = 0xAA7F_8EA9;
        const INITIAL: u64 = 0x718D_A907_4F2D_EB91;
        let mut table = [0; 128];
        let (mut word, mut register) = (INITIAL, INITIAL);
        for bytes in table.chunks_exact_mut(8) {
            word = word.wrapping_add(key).wrapping_mul(MULTIPLIER);
            register = register.wrapping_add(word).wrapping_mul(MULTIPLIER);
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        Self {
            table,
            register: register.to_le_bytes(),
        }
    }

    /// The cipher text of a message, in memory of its own.
    pub(crate) fn encrypt(&self, message: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(message.len());
        let mut index = 0xAA7F_8EAA_u32.wrapping_mul(message.len() as u32);
        let mut feedback = self.register;
        for (at, &byte) in message.iter().enumerate() {
            let within = at % 8;
            if at > 0 && within == 0 {
                index = index.wrapping_add(1);
            }
            let key = self.table[(index % 16) as usize * 8 + within];
            let cipher = feedback[within] ^ key ^ byte;
            feedback[within] = cipher;
            out.push(cipher);
        }
        out
    }
}
