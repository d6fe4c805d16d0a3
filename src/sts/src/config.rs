//! What a session is told about its server, and who may have accounts made on the fly.

use std::net::IpAddr;

use bezgelor_core::ids::AccountId;
use bezgelor_core::model::Account;
use crypto::srp::{self, GROUP_BYTES, SALT_BYTES};

/// The password of every account a load test may have made on the fly.
pub const TEST_PASSWORD: &str = "bot-password";

/// One for all sessions of a process.
#[derive(Clone, Debug)]
pub struct Config {
    /// Random, secret, and the same on every STS server of the realm: salts of unknown accounts
    /// follow from it.
    pub server_secret: [u8; 32],
    /// `serve --test-accounts`: peers on the loopback may have accounts named
    /// `bot<N>@test.bezgelor` made by logging in.
    pub test_accounts: bool,
}

/// What the arithmetic needs of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountParts {
    /// Whose.
    pub id: AccountId,
    /// SRP salt, little-endian.
    pub salt: [u8; SALT_BYTES],
    /// SRP verifier, little-endian.
    pub verifier: Box<[u8; GROUP_BYTES]>,
}

impl AccountParts {
    /// From a stored account. `None` when its verifier has not 128 bytes; a sign byte of zero
    /// behind them, as other servers store it, is dropped.
    #[must_use]
    pub fn from_account(account: &Account) -> Option<Self> {
        let verifier = match account.verifier.split_first_chunk() {
            Some((verifier, [] | [0])) => Box::new(*verifier),
            _ => return None,
        };
        Some(Self {
            id: account.id,
            salt: account.salt,
            verifier,
        })
    }
}

/// The right to make one test account. A value of this type exists only when the server allows
/// test accounts and the peer is on the loopback: there is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestAccount {
    email: String,
    salt: [u8; SALT_BYTES],
}

/// What a [`TestAccount`] becomes in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTestAccount {
    /// The login name.
    pub email: String,
    /// SRP salt.
    pub salt: [u8; SALT_BYTES],
    /// SRP verifier of [`TEST_PASSWORD`].
    pub verifier: Box<[u8; GROUP_BYTES]>,
}

impl TestAccount {
    pub(crate) fn permitted(config: &Config, peer: IpAddr, email: &str) -> Option<Self> {
        let allowed = config.test_accounts && is_loopback(peer) && is_test_name(email);
        allowed.then(|| Self {
            email: email.to_owned(),
            salt: srp::fake_salt(&config.server_secret, email),
        })
    }

    /// Computes the verifier. Costs one exponentiation: run it on a worker thread.
    #[must_use]
    pub fn run(self) -> NewTestAccount {
        let verifier = srp::verifier(&self.email, TEST_PASSWORD, &self.salt);
        NewTestAccount {
            email: self.email,
            salt: self.salt,
            verifier: Box::new(verifier),
        }
    }
}

pub(crate) fn is_loopback(peer: IpAddr) -> bool {
    peer.to_canonical().is_loopback()
}

/// `bot<N>@test.bezgelor`, N of 1 to 9 digits.
fn is_test_name(email: &str) -> bool {
    let digits = email
        .strip_prefix("bot")
        .and_then(|rest| rest.strip_suffix("@test.bezgelor"));
    digits.is_some_and(|digits| {
        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::model::AccountRole;
    use bezgelor_core::time::UnixMillis;

    #[test]
    fn test_accounts_need_the_switch_the_loopback_and_the_name() {
        let permitted = |on: bool, peer: &str, email: &str| {
            let config = Config {
                server_secret: [1; 32],
                test_accounts: on,
            };
            TestAccount::permitted(&config, peer.parse().unwrap(), email).is_some()
        };
        let name = "bot17@test.bezgelor";
        for peer in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert!(permitted(true, peer, name), "{peer}");
            assert!(!permitted(false, peer, name), "{peer}");
        }
        for peer in [
            "10.0.0.1",
            "192.168.0.1",
            "::",
            "0.0.0.0",
            "::ffff:10.0.0.1",
        ] {
            assert!(!permitted(true, peer, name), "{peer}");
        }
        for other in [
            "bot@test.bezgelor",
            "bot1234567890@test.bezgelor",
            "bot-1@test.bezgelor",
            "bot1@test.bezgelor.com",
            "xbot1@test.bezgelor",
            "Bot1@test.bezgelor",
            "a@example.com",
        ] {
            assert!(!permitted(true, "127.0.0.1", other), "{other}");
        }
    }

    #[test]
    fn a_stored_verifier_has_128_bytes_or_a_sign_byte_more() {
        let account = |verifier: Vec<u8>| Account {
            id: AccountId(1),
            email: "a@b".into(),
            salt: [0; 16],
            verifier,
            role: AccountRole::Player,
            suspension: None,
            created_at: UnixMillis(0),
        };
        let with_end = |length: usize, end: u8| {
            let mut verifier = vec![7; length];
            verifier.push(end);
            AccountParts::from_account(&account(verifier)).is_some()
        };
        assert!(with_end(127, 7));
        assert!(with_end(128, 0));
        assert!(!with_end(128, 1));
        assert!(!with_end(126, 7));
        assert!(!with_end(129, 0));
    }
}
