//! The secret of the login server: made once, kept in the data directory, readable by its owner.
//!
//! Salts of accounts that do not exist follow from it; were it new at every start, they would
//! change and give away which accounts exist.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, bail};
use sha2::{Digest as _, Sha256};

/// Its file in the data directory.
const FILE: &str = "login.secret";
const BYTES: usize = 32;

/// Reads the secret, making it when there is none.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub(crate) fn open(data_dir: &Path) -> anyhow::Result<[u8; BYTES]> {
    let path = data_dir.join(FILE);
    let context = || path.display().to_string();
    let mut secret = [0; BYTES];
    getrandom::fill(&mut secret).context("draw the login secret")?;
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path);
    match made {
        Ok(mut file) => {
            file.write_all(&secret).with_context(context)?;
            file.sync_all().with_context(context)?;
            Ok(secret)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let bytes = fs::read(&path).with_context(context)?;
            let Ok(secret) = bytes.try_into() else {
                bail!(
                    "{}: not {BYTES} bytes; remove it and a new one is made",
                    path.display()
                );
            };
            Ok(secret)
        }
        Err(error) => Err(error).with_context(context),
    }
}

/// What tells one data directory's processes from another's without giving the secret away.
#[must_use]
pub(crate) fn fingerprint(secret: &[u8; BYTES]) -> String {
    let digest = Sha256::digest(secret);
    digest
        .iter()
        .take(16)
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_stays_the_same_and_private() -> anyhow::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let dir = std::env::temp_dir().join(format!("bezgelor-secret-{}", std::process::id()));
        fs::create_dir_all(&dir)?;
        let first = open(&dir)?;
        assert_eq!(open(&dir)?, first);
        let mode = fs::metadata(dir.join(FILE))?.permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(dir.join(FILE), b"short")?;
        assert!(open(&dir).is_err());
        Ok(fs::remove_dir_all(&dir)?)
    }
}
