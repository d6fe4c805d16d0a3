//! The client's end, for bots and tests.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::group;
use super::{
    GROUP_BYTES, KEY_BYTES, PROOF_BYTES, SALT_BYTES, Secret, SrpError, Transcript, interleave,
    power, private_x, public_value, scrambler,
};

/// A client that has chosen its secret and knows nothing of the server yet.
pub struct Client {
    secret: Secret,
    public: [u8; GROUP_BYTES],
}

/// What the client computed from the challenge.
pub struct ClientProof {
    key: Zeroizing<[u8; KEY_BYTES]>,
    client_proof: [u8; PROOF_BYTES],
    server_proof: [u8; PROOF_BYTES],
}

impl ClientProof {
    /// K, the key of ARC4 on this connection.
    #[must_use]
    pub fn key(&self) -> &[u8; KEY_BYTES] {
        &self.key
    }

    /// M1, to be sent.
    #[must_use]
    pub fn client_proof(&self) -> &[u8; PROOF_BYTES] {
        &self.client_proof
    }

    /// True when the server's M2 shows that it knows the verifier.
    #[must_use]
    pub fn accepts(&self, server_proof: &[u8]) -> bool {
        server_proof.ct_eq(&self.server_proof).into()
    }
}

impl Client {
    /// Makes A = g^a; `secret` is a.
    #[must_use]
    pub fn new(secret: Secret) -> Self {
        let public = group::bytes(&power::of_generator(&secret));
        Self { secret, public }
    }

    /// A, to be sent; 128 bytes little-endian.
    #[must_use]
    pub fn public(&self) -> &[u8; GROUP_BYTES] {
        &self.public
    }

    /// Answers the server's salt and B (up to 128 bytes).
    ///
    /// # Errors
    /// [`SrpError`] when B cannot come from an honest server.
    pub fn prove(
        &self,
        login_name: &str,
        password: &str,
        salt: &[u8; SALT_BYTES],
        b: &[u8],
    ) -> Result<ClientProof, SrpError> {
        let (b, b_value) = public_value(b)?;
        let x = private_x(login_name, password, salt);
        let verifier = power::of_generator(&x);
        let u = scrambler(&self.public, &b);
        // (B - k v)^(a + u x), without the exponent that is wider than a secret.
        let base = b_value - group::multiplier() * verifier;
        let s = power::secret(&base, &self.secret) * power::secret(&power::public(&base, &u), &x);
        let s = Zeroizing::new(group::bytes(&s));
        let key = interleave(s.as_slice());
        let transcript = Transcript {
            login_name,
            salt,
            a: &self.public,
            b: &b,
        };
        let client_proof = transcript.client_proof(&key);
        let server_proof = transcript.server_proof(&client_proof, &key);
        Ok(ClientProof {
            key,
            client_proof,
            server_proof,
        })
    }
}
