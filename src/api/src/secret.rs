//! Secrets of the interface: bearer tokens and logins. Both are random and kept by digest alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// What a bearer token begins with, so that one is known for what it is where it should not be.
pub const TOKEN_PREFIX: &str = "bzg_";
/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;

/// A fresh bearer token and what is stored of it.
///
/// # Errors
/// When the system has no randomness.
pub fn new_token() -> Result<(String, [u8; 32]), getrandom::Error> {
    let token = format!("{TOKEN_PREFIX}{}", random()?);
    let hash = digest(&token);
    Ok((token, hash))
}

/// What is stored of a secret. It is random, so no salt is needed.
#[must_use]
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// 256 random bits as text.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_never_the_same() {
        let (first, hash) = new_token().expect("randomness");
        let (second, _) = new_token().expect("randomness");
        assert_ne!(first, second);
        assert_eq!(first.len(), TOKEN_PREFIX.len() + 43);
        assert_eq!(digest(&first), hash);
    }
}
