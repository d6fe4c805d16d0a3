//! The arithmetic of a login as values that a worker thread runs, and the one way to a game token.
//!
//! `SrpStart` → [`Challenge`] → `SrpVerify` → [`Verified`] → `ProvenAccount`. Each is consumed by
//! the next, none can be copied or made by hand, and only the last can mint a token. Accounts that
//! do not exist go the same way at the same cost, with a salt and a verifier that nobody knows a
//! password for, and end in a refusal (RFC 5054 section 2.5.1.3).

use bezgelor_core::ids::AccountId;
use crypto::srp::{self, Proof, Secret, Server};
use crypto::{Arc4, token};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::config::AccountParts;

/// All randomness of one session, drawn from 32 bytes that were handed in.
pub(crate) struct Entropy {
    seed: Zeroizing<[u8; 32]>,
    drawn: u64,
}

impl Entropy {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self {
            seed: Zeroizing::new(seed),
            drawn: 0,
        }
    }

    /// The next 32 bytes, never the same twice.
    pub(crate) fn draw(&mut self) -> Zeroizing<[u8; 32]> {
        let mut block = Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(self.seed.as_slice());
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(&self.drawn.to_le_bytes());
        self.drawn += 1;
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

/// First half of a login: makes the challenge.
pub struct SrpStart {
    pub(crate) server_secret: [u8; 32],
    pub(crate) email: String,
    pub(crate) email_key: String,
    pub(crate) account: Option<AccountParts>,
    pub(crate) secret: Zeroizing<[u8; 32]>,
}

/// A challenge as [`SrpStart`] made it, good for one proof.
pub struct Challenge {
    server: Server,
    email: String,
    account: Option<AccountId>,
}

/// Second half of a login: checks the client's proof.
pub struct SrpVerify {
    pub(crate) challenge: Challenge,
    pub(crate) public: Vec<u8>,
    pub(crate) proof: Vec<u8>,
}

/// How [`SrpVerify`] ended; only the session it belongs to can look inside.
pub struct Verified(Option<(AccountId, Proof)>);

impl Drop for SrpStart {
    fn drop(&mut self) {
        self.server_secret.zeroize();
    }
}

impl SrpStart {
    /// Costs a power of the generator, the short one of the three. The stand-ins are computed for
    /// known accounts too, so that both take the same time.
    #[must_use]
    pub fn run(mut self) -> Challenge {
        let fake_salt = srp::fake_salt(&self.server_secret, &self.email_key);
        let fake_verifier = srp::fake_verifier(&self.server_secret, &self.email_key);
        let account = self.account.take();
        let (salt, verifier, account) = match &account {
            Some(parts) => (parts.salt, &*parts.verifier, Some(parts.id)),
            None => (fake_salt, &fake_verifier, None),
        };
        Challenge {
            server: Server::new(verifier, salt, Secret::from(*self.secret)),
            email: std::mem::take(&mut self.email),
            account,
        }
    }
}

impl Challenge {
    /// Salt and B, as they are sent.
    pub(crate) fn parts(&self) -> [&[u8]; 2] {
        [self.server.salt(), self.server.public()]
    }
}

impl SrpVerify {
    /// Costs two exponentiations: run it on a worker thread.
    #[must_use]
    pub fn run(self) -> Verified {
        let Challenge {
            server,
            email,
            account,
        } = self.challenge;
        let proof = server.verify(&email, &self.public, &self.proof).ok();
        Verified(account.zip(proof))
    }
}

/// An account whose owner has proven to know the password. The only value that mints a token.
pub(crate) struct ProvenAccount {
    id: AccountId,
}

/// What a right proof opens.
pub(crate) struct Opened {
    pub(crate) account: ProvenAccount,
    /// M2, for the client.
    pub(crate) server_proof: [u8; srp::PROOF_BYTES],
    pub(crate) receive_cipher: Arc4,
    pub(crate) send_cipher: Arc4,
}

impl Verified {
    pub(crate) fn open(self) -> Option<Opened> {
        let (id, proof) = self.0?;
        Some(Opened {
            account: ProvenAccount { id },
            server_proof: *proof.server_proof(),
            receive_cipher: Arc4::new(proof.key()),
            send_cipher: Arc4::new(proof.key()),
        })
    }
}

impl ProvenAccount {
    pub(crate) fn id(&self) -> AccountId {
        self.id
    }

    /// A token of this account; it is worth nothing before its hash is stored.
    pub(crate) fn mint(&self, entropy: &mut Entropy) -> GameToken {
        let drawn = entropy.draw();
        GameToken(Zeroizing::new(std::array::from_fn(|i| drawn[i])))
    }
}

/// A token that has not been stored yet.
pub(crate) struct GameToken(Zeroizing<[u8; token::TOKEN_BYTES]>);

impl GameToken {
    pub(crate) fn hash(&self) -> [u8; 32] {
        token::storage_hash(&self.0)
    }

    pub(crate) fn text(&self) -> String {
        token::guid_text(&self.0)
    }
}
