//! The server's end: one challenge, one attempt to answer it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::group::{self, Element, element};
use super::{
    GROUP_BYTES, KEY_BYTES, PROOF_BYTES, SALT_BYTES, Secret, SrpError, Transcript, interleave,
    power, public_value, scrambler,
};

/// A challenge that has been made and not yet answered. It is good for one attempt: `verify`
/// consumes it, and nothing can copy it.
pub struct Server {
    verifier: Element,
    salt: [u8; SALT_BYTES],
    secret: Secret,
    public: [u8; GROUP_BYTES],
}

/// What a right client proof yields. There is no other way to one.
pub struct Proof {
    key: Zeroizing<[u8; KEY_BYTES]>,
    server_proof: [u8; PROOF_BYTES],
}

impl Proof {
    /// K, the key of ARC4 on this connection.
    #[must_use]
    pub fn key(&self) -> &[u8; KEY_BYTES] {
        &self.key
    }

    /// M2, to be shown to the client.
    #[must_use]
    pub fn server_proof(&self) -> &[u8; PROOF_BYTES] {
        &self.server_proof
    }
}

impl Server {
    /// Makes B = k v + g^b. `secret` is b: fresh random bytes for every attempt.
    ///
    /// Costs a power of the generator, some 10 to 40 microseconds.
    #[must_use]
    pub fn new(verifier: &[u8; GROUP_BYTES], salt: [u8; SALT_BYTES], secret: Secret) -> Self {
        let verifier = element(verifier);
        let power = power::of_generator(&secret);
        let public = group::bytes(&(group::multiplier() * verifier + power));
        Self {
            verifier,
            salt,
            secret,
            public,
        }
    }

    /// The salt, to be sent.
    #[must_use]
    pub fn salt(&self) -> &[u8; SALT_BYTES] {
        &self.salt
    }

    /// B, to be sent; 128 bytes little-endian.
    #[must_use]
    pub fn public(&self) -> &[u8; GROUP_BYTES] {
        &self.public
    }

    /// Checks the client's A (up to 128 bytes) and M1 (32 bytes). `login_name` is the text the
    /// client sent in `LoginStart`, as typed.
    ///
    /// Costs two exponentiations: run it away from any thread that must not wait.
    ///
    /// # Errors
    /// [`SrpError`]; the client is to be told the same for each.
    pub fn verify(self, login_name: &str, a: &[u8], m1: &[u8]) -> Result<Proof, SrpError> {
        let (a, a_value) = public_value(a)?;
        let m1: &[u8; PROOF_BYTES] = m1.try_into().map_err(|_| SrpError::Length)?;
        let u = scrambler(&a, &self.public);
        let base = a_value * power::public(&self.verifier, &u);
        let s = Zeroizing::new(group::bytes(&power::secret(&base, &self.secret)));
        let transcript = Transcript {
            login_name,
            salt: &self.salt,
            a: &a,
            b: &self.public,
        };
        for s in readings_of(&s) {
            let key = interleave(s);
            let expected = transcript.client_proof(&key);
            if bool::from(expected.ct_eq(m1)) {
                let server_proof = transcript.server_proof(m1, &key);
                return Ok(Proof { key, server_proof });
            }
        }
        Err(SrpError::Proof)
    }
}

/// The byte strings a client may take S for: all 128 bytes, and, when the top bytes are zero, the
/// shorter one too. Sources disagree on which it is (`sts.md` section 3, trap b), each would refuse
/// one login in 256 for good, and taking both gives a guesser nothing.
fn readings_of(s: &[u8; GROUP_BYTES]) -> impl Iterator<Item = &[u8]> {
    let used = s.iter().rposition(|&byte| byte != 0).map_or(1, |i| i + 1);
    let stripped = (4..GROUP_BYTES).contains(&used).then(|| &s[..used]);
    std::iter::once(&s[..]).chain(stripped)
}

/// The salt shown for an account that does not exist: always the same for one name, and not to be
/// told from a real one without the server's secret (RFC 5054 section 2.5.1.3).
#[must_use]
pub fn fake_salt(server_secret: &[u8; 32], name: &str) -> [u8; SALT_BYTES] {
    let digest = keyed_hash(server_secret, b"salt", name);
    std::array::from_fn(|i| digest[i])
}

/// A verifier nobody knows a password for, so that a challenge for an unknown account costs the
/// same and looks the same as a real one.
#[must_use]
pub fn fake_verifier(server_secret: &[u8; 32], name: &str) -> [u8; GROUP_BYTES] {
    let mut verifier = [0; GROUP_BYTES];
    let labels: [&[u8]; 4] = [b"v0", b"v1", b"v2", b"v3"];
    for (part, label) in verifier.chunks_exact_mut(32).zip(labels) {
        part.copy_from_slice(&keyed_hash(server_secret, label, name));
    }
    verifier
}

/// HMAC-SHA256 of label and name, kept apart by a zero byte that no name contains.
fn keyed_hash(server_secret: &[u8; 32], label: &[u8], name: &str) -> [u8; 32] {
    // A key shorter than the hash's block is padded with zeros by definition.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(server_secret);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(label);
    mac.update(&[0]);
    mac.update(name.as_bytes());
    mac.finalize().into_bytes().into()
}
