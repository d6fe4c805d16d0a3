//! The SRP6 variant of the STS login (`sts.md` section 3), both ends.
//!
//! N is the 1024-bit group of RFC 5054 and g is 2, but nothing else follows the RFC: integers are
//! hashed as little-endian words, digests are read with their words reversed, and the session key
//! usually comes from four bytes of S only. That is what the client does; it is not to be "fixed".
//!
//! The server's side is a chain of values: [`Server`] is consumed by its one proof attempt, and a
//! [`Proof`] exists only when the client's proof was right.

mod client;
mod group;
mod power;
mod server;

pub use client::{Client, ClientProof};
pub use server::{Proof, Server, fake_salt, fake_verifier};

use crypto_bigint::U1024;
use zeroize::Zeroizing;

use group::{Element, element, sha256, words_reversed};

/// Bytes of a salt.
pub const SALT_BYTES: usize = 16;
/// Bytes of a verifier and of the public values A and B.
pub const GROUP_BYTES: usize = 128;
/// Bytes of the session key K, which keys ARC4.
pub const KEY_BYTES: usize = 64;
/// Bytes of the proofs M1 and M2.
pub const PROOF_BYTES: usize = 32;

/// Why the other end's values were refused. The peer is told the same for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SrpError {
    /// A value has an impossible length.
    #[error("a value has an impossible length")]
    Length,
    /// A public value is 0 modulo N, which would give the session away.
    #[error("a public value is 0 modulo N")]
    PublicValue,
    /// The proof does not match.
    #[error("the proof does not match")]
    Proof,
}

/// A private exponent. Its length in bytes is public, its value is not; 32 bytes are enough.
pub struct Secret {
    value: Zeroizing<U1024>,
    bits: u32,
}

impl From<[u8; 32]> for Secret {
    fn from(bytes: [u8; 32]) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self::from_le(bytes.as_slice())
    }
}

impl From<[u8; GROUP_BYTES]> for Secret {
    fn from(bytes: [u8; GROUP_BYTES]) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self::from_le(bytes.as_slice())
    }
}

impl Secret {
    fn from_le(bytes: &[u8]) -> Self {
        let mut wide = Zeroizing::new([0; GROUP_BYTES]);
        wide[..bytes.len()].copy_from_slice(bytes);
        Self {
            value: Zeroizing::new(U1024::from_le_slice(wide.as_slice())),
            bits: bytes.len() as u32 * 8,
        }
    }
}

/// Makes what all logins share, so that the first of them does not have to.
pub fn prepare() {
    power::prepare();
}

/// The verifier of an account: g^x, 128 bytes little-endian. Login name and password are taken
/// byte for byte as they were typed at registration; the client does not fold case.
///
/// Costs one exponentiation: run it away from any thread that must not wait.
#[must_use]
pub fn verifier(login_name: &str, password: &str, salt: &[u8; SALT_BYTES]) -> [u8; GROUP_BYTES] {
    let x = private_x(login_name, password, salt);
    group::bytes(&power::of_generator(&x))
}

/// x = Hr(s, P) with P = sha256("name:password").
fn private_x(login_name: &str, password: &str, salt: &[u8; SALT_BYTES]) -> Secret {
    let p = Zeroizing::new(sha256(&[login_name.as_bytes(), b":", password.as_bytes()]));
    let digest = sha256(&[group::hashed(salt), group::hashed(p.as_slice())]);
    Secret::from(words_reversed(digest))
}

/// u = Hr(A, B), little-endian; no secret.
fn scrambler(a: &[u8; GROUP_BYTES], b: &[u8; GROUP_BYTES]) -> [u8; 32] {
    words_reversed(sha256(&[group::hashed(a), group::hashed(b)]))
}

/// What both ends hash into M1 besides the key.
struct Transcript<'a> {
    login_name: &'a str,
    salt: &'a [u8; SALT_BYTES],
    a: &'a [u8; GROUP_BYTES],
    b: &'a [u8; GROUP_BYTES],
}

impl Transcript<'_> {
    /// M1 = H(H(N) xor H(g), sha256(name), s, A, B, K), the digest not reversed.
    fn client_proof(&self, key: &[u8; KEY_BYTES]) -> [u8; PROOF_BYTES] {
        let n = sha256(&[&group::N_BYTES]);
        let g = sha256(&[&[2, 0, 0, 0]]);
        let group: [u8; 32] = std::array::from_fn(|i| n[i] ^ g[i]);
        let name = sha256(&[self.login_name.as_bytes()]);
        sha256(&[
            group::hashed(&group),
            group::hashed(&name),
            group::hashed(self.salt),
            group::hashed(self.a),
            group::hashed(self.b),
            group::hashed(key),
        ])
    }

    /// M2 = sha256(A, M1, K).
    fn server_proof(
        &self,
        client_proof: &[u8; PROOF_BYTES],
        key: &[u8; KEY_BYTES],
    ) -> [u8; PROOF_BYTES] {
        sha256(&[
            group::hashed(self.a),
            group::hashed(client_proof),
            group::hashed(key),
        ])
    }
}

/// K from the little-endian bytes of S: the even and the odd ones of its top L bytes are hashed
/// apart and woven together. L counts down to the lowest zero byte, and is 4 without one.
fn interleave(s: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
    let taken = match s.iter().position(|&byte| byte == 0) {
        Some(zero) if zero + 4 < s.len() => s.len() - zero,
        _ => 4,
    };
    let halves: [Zeroizing<Vec<u8>>; 2] = [0, 1].map(|odd| {
        let descending = s.iter().rev().skip(odd).step_by(2);
        Zeroizing::new(descending.take(taken / 2).copied().collect())
    });
    let [even, odd] = halves.map(|half| Zeroizing::new(sha256(&[&half])));
    Zeroizing::new(std::array::from_fn(|i| {
        if i % 2 == 0 { even[i / 2] } else { odd[i / 2] }
    }))
}

/// A public value of the peer as a group element: at most 128 bytes, not 0 modulo N.
fn public_value(bytes: &[u8]) -> Result<([u8; GROUP_BYTES], Element), SrpError> {
    if bytes.is_empty() || bytes.len() > GROUP_BYTES {
        return Err(SrpError::Length);
    }
    let mut wide = [0; GROUP_BYTES];
    wide[..bytes.len()].copy_from_slice(bytes);
    let value = element(&wide);
    if value == Element::ZERO {
        return Err(SrpError::PublicValue);
    }
    Ok((wide, value))
}
