//! The cipher of auth and world messages: stateless per message, one XOR chain over 64-bit words.
//!
//! It obfuscates and nothing more: whoever sees a hello knows the key. Two equal ways through it:
//! `encrypt` word after word, and `mix` + `mask` for a message that many recipients get. Word j of
//! the cipher text is `P[j] ^ S[start + j + 1] ^ S[start] ^ register`, where P is the running XOR
//! of the plain words (the same for everyone) and S the running XOR of the recipient's key words
//! (period 32). So `mix` computes P once, and each `mask` is one XOR without a chain
//! (`costs.md` section 2).

use crate::mask::Mask;

/// Multiplier of the key derivation (`sts.md` section 6).
const MULTIPLIER: u64 = 0xAA7F_8EA9;
/// Initial value of the key derivation.
const INITIAL: u64 = 0x718D_A907_4F2D_EB91;
/// Start of the key table in words: this times the message length, modulo 16.
const LENGTH_FACTOR: u32 = 0xAA7F_8EAA;
/// Words of the key table.
const TABLE_WORDS: usize = 16;
/// Running XORs kept: a whole period of 32 from each of the 16 starts, plus the leading zero.
const RUNNING_WORDS: usize = 48;

/// The only client build this server speaks to; it is part of the build key.
pub const CLIENT_BUILD: u32 = 16042;
/// Sent in 0x0003 as `auth_message`; it is part of the build key.
pub const AUTH_MESSAGE: u32 = 0x0979_98A0;

/// The cipher key before a session key is known: 0xD283F5B34A8DC685 for the known build.
#[must_use]
pub const fn build_key(build: u32, auth_message: u32) -> u64 {
    let key = INITIAL.wrapping_add(0x5B88_D611_3961_9662);
    let key = key.wrapping_mul(MULTIPLIER).wrapping_add(build as u64);
    let key = key
        .wrapping_mul(MULTIPLIER)
        .wrapping_add(auth_message as u64);
    key.wrapping_mul(MULTIPLIER)
}

/// The cipher key that follows from the 16 bytes of a session key (0x03DB, 0x07A1).
#[must_use]
pub fn session_cipher_key(session_key: &[u8; 16]) -> u64 {
    let build = build_key(CLIENT_BUILD, AUTH_MESSAGE);
    let folded = session_key.iter().fold(INITIAL, |v, &byte| {
        v.wrapping_add(u64::from(byte)).wrapping_mul(MULTIPLIER)
    });
    folded.wrapping_add(build).wrapping_mul(MULTIPLIER)
}

/// The key table of one connection. Both directions use the same one, every message starts afresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PacketCipher {
    table: [u64; TABLE_WORDS],
    register: u64,
    /// `running[n]` is the XOR of the first n key words, the table repeating.
    running: [u64; RUNNING_WORDS],
}

impl PacketCipher {
    /// From a 64-bit cipher key.
    #[must_use]
    pub fn from_key(key: u64) -> Self {
        let mut table = [0; TABLE_WORDS];
        let mut word = INITIAL;
        for slot in &mut table {
            word = word.wrapping_add(key).wrapping_mul(MULTIPLIER);
            *slot = word;
        }
        let register = table
            .iter()
            .fold(INITIAL, |r, &t| r.wrapping_add(t).wrapping_mul(MULTIPLIER));
        let mut running = [0; RUNNING_WORDS];
        for n in 1..RUNNING_WORDS {
            running[n] = running[n - 1] ^ table[(n - 1) % TABLE_WORDS];
        }
        Self {
            table,
            register,
            running,
        }
    }

    /// The cipher of a connection that has no session key yet.
    #[must_use]
    pub fn from_build() -> Self {
        Self::from_key(build_key(CLIENT_BUILD, AUTH_MESSAGE))
    }

    /// The cipher of a world connection after its hello (0x058F).
    #[must_use]
    pub fn from_session_key(session_key: [u8; 16]) -> Self {
        Self::from_key(session_cipher_key(&session_key))
    }

    /// Index of the first key word for a message of `length` bytes, opcode included.
    fn start(length: usize) -> usize {
        (LENGTH_FACTOR.wrapping_mul(length as u32) & 15) as usize
    }

    /// Enciphers one whole message (u16 opcode + body) in place.
    pub fn encrypt(&self, message: &mut [u8]) {
        let mut index = Self::start(message.len());
        let mut feedback = self.register;
        let (words, tail) = message.as_chunks_mut::<8>();
        for word in words {
            feedback ^= u64::from_le_bytes(*word) ^ self.table[index & 15];
            *word = feedback.to_le_bytes();
            index += 1;
        }
        let last = (feedback ^ self.table[index & 15]).to_le_bytes();
        xor_tail(tail, last);
    }

    /// Deciphers one whole message (u16 opcode + body) in place.
    pub fn decrypt(&self, message: &mut [u8]) {
        let mut index = Self::start(message.len());
        let mut feedback = self.register;
        let (words, tail) = message.as_chunks_mut::<8>();
        for word in words {
            let cipher = u64::from_le_bytes(*word);
            *word = (cipher ^ feedback ^ self.table[index & 15]).to_le_bytes();
            feedback = cipher;
            index += 1;
        }
        let last = (feedback ^ self.table[index & 15]).to_le_bytes();
        xor_tail(tail, last);
    }

    /// Finishes, in place, a message that [`mix`] has prepared: the result equals [`Self::encrypt`]
    /// of the plain message.
    pub fn mask(&self, mixed: &mut [u8]) {
        self.mask_of(mixed.len()).apply(mixed);
    }

    /// Appends to `out` what [`Self::mask`] would make of `mixed`, in one pass.
    pub fn mask_into(&self, mixed: &[u8], out: &mut Vec<u8>) {
        self.mask_of(mixed.len()).append(mixed, out);
    }

    /// The mask for a message of `length` bytes.
    fn mask_of(&self, length: usize) -> Mask<'_> {
        let start = Self::start(length);
        // A start is below 16, so that a whole period of 32 follows it in the 48 words.
        let Some(window) = self.running[start + 1..].first_chunk() else {
            unreachable!("48 words hold 32 behind any start")
        };
        Mask {
            window,
            constant: self.running[start] ^ self.register,
        }
    }
}

/// The part of enciphering that is the same for every recipient: each word becomes the XOR of all
/// words up to it, in place. Follow it with [`PacketCipher::mask`] per recipient.
pub fn mix(message: &mut [u8]) {
    let (words, tail) = message.as_chunks_mut::<8>();
    let mut running = 0;
    for word in words {
        running ^= u64::from_le_bytes(*word);
        *word = running.to_le_bytes();
    }
    xor_tail(tail, running.to_le_bytes());
}

fn xor_tail(tail: &mut [u8], with: [u8; 8]) {
    for (byte, with) in tail.iter_mut().zip(with) {
        *byte ^= with;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_published_ones() {
        assert_eq!(build_key(CLIENT_BUILD, AUTH_MESSAGE), 0xD283_F5B3_4A8D_C685);
        assert_eq!(session_cipher_key(&[0; 16]), 0x9A86_8DE6_42EF_9906);
        assert_eq!(PacketCipher::from_build().register, 0x7D54_6D1D_1994_C849);
    }

    #[test]
    fn mix_and_mask_equal_encrypt_and_decrypt_undoes_both() {
        let cipher = PacketCipher::from_session_key(*b"0123456789abcdef");
        for length in (0..1100).chain([4096, 4097, 65_535]) {
            let plain: Vec<u8> = (0..length).map(|i| (i * 31 + length * 7) as u8).collect();
            let mut serial = plain.clone();
            cipher.encrypt(&mut serial);
            let mut masked = plain.clone();
            mix(&mut masked);
            cipher.mask(&mut masked);
            assert_eq!(masked, serial, "length {length}");
            let mut mixed = plain.clone();
            mix(&mut mixed);
            let mut appended = vec![0xAA];
            cipher.mask_into(&mixed, &mut appended);
            assert_eq!(appended[1..], serial, "length {length}");
            cipher.decrypt(&mut serial);
            assert_eq!(serial, plain, "length {length}");
        }
    }

    #[test]
    fn another_session_key_gives_another_text() {
        let mut a = [7; 40];
        let mut b = [7; 40];
        PacketCipher::from_session_key([1; 16]).encrypt(&mut a);
        PacketCipher::from_session_key([2; 16]).encrypt(&mut b);
        assert_ne!(a, b);
    }
}
