//! ARC4 as the STS connection uses it: one continuous key stream per direction.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// One direction of an STS connection (`sts.md` section 4): standard RC4, nothing dropped.
///
/// Both directions are keyed alike and run independently, so a connection owns two of these.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Arc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Arc4 {
    /// Starts the key stream of `key`, of which the first 256 bytes count. An empty key counts as
    /// one zero byte.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        let key = if key.is_empty() { &[0][..] } else { key };
        let mut state: [u8; 256] = std::array::from_fn(|i| i as u8);
        let mut j = 0_u8;
        for i in 0..256 {
            j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
            state.swap(i, usize::from(j));
        }
        Self { state, i: 0, j: 0 }
    }

    /// Enciphers or deciphers the next bytes of the stream in place; the two are the same.
    pub fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.i = self.i.wrapping_add(1);
            let a = self.state[usize::from(self.i)];
            self.j = self.j.wrapping_add(a);
            self.state.swap(usize::from(self.i), usize::from(self.j));
            let sum = a.wrapping_add(self.state[usize::from(self.i)]);
            *byte ^= self.state[usize::from(sum)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vector_and_split_streams_agree() {
        let mut whole = *b"Plaintext";
        Arc4::new(b"Key").apply(&mut whole);
        assert_eq!(
            whole,
            [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]
        );

        let mut parts = *b"Plaintext";
        let mut stream = Arc4::new(b"Key");
        let (a, b) = parts.split_at_mut(4);
        stream.apply(a);
        stream.apply(&mut []);
        stream.apply(b);
        assert_eq!(parts, whole, "the stream runs over the cuts");
    }
}
