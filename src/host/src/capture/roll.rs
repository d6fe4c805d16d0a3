//! The roll of accounts to record: a file in the folder of the recordings, one e-mail per line,
//! written by the command line and read by a running realm.

use std::fs::{DirBuilder, File};
use std::io::{self, Read as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use bezgelor_core::limits::{CAPTURE_ACCOUNTS_MAX, EMAIL_BYTES_MAX};

use crate::files;

/// The file's name.
const NAME: &str = "accounts";

fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// The e-mails on the roll of `folder`, in lower case; none when there is no roll.
///
/// # Errors
/// When the file is there and cannot be read, or is none of ours.
pub fn read(folder: &Path) -> io::Result<Vec<String>> {
    let file = match File::open(path(folder)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut text = String::new();
    let most = CAPTURE_ACCOUNTS_MAX * (EMAIL_BYTES_MAX + 1);
    file.take(most as u64).read_to_string(&mut text)?;
    let lines = text.lines().map(|line| line.trim().to_lowercase());
    let emails = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(emails.take(CAPTURE_ACCOUNTS_MAX).collect())
}

/// Puts an e-mail on the roll of `folder`, which is made when it is not there, for its owner
/// alone. False when it was on it.
///
/// # Errors
/// When the roll is full or cannot be written.
pub fn add(folder: &Path, email: &str) -> io::Result<bool> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let (mut emails, email) = (read(folder)?, email.trim().to_lowercase());
    if emails.contains(&email) {
        return Ok(false);
    }
    if emails.len() >= CAPTURE_ACCOUNTS_MAX {
        let full = format!("no more than {CAPTURE_ACCOUNTS_MAX} accounts are recorded at a time");
        return Err(io::Error::other(full));
    }
    emails.push(email);
    write(folder, &emails)?;
    Ok(true)
}

/// Takes an e-mail off the roll of `folder`. False when it was not on it.
///
/// # Errors
/// When the roll cannot be read or written.
pub fn remove(folder: &Path, email: &str) -> io::Result<bool> {
    let (mut emails, email) = (read(folder)?, email.trim().to_lowercase());
    let before = emails.len();
    emails.retain(|other| *other != email);
    let found = emails.len() < before;
    if found {
        write(folder, &emails)?;
    }
    Ok(found)
}

/// Replaces the roll in one step, so that a realm never reads half of it.
fn write(folder: &Path, emails: &[String]) -> io::Result<()> {
    let text: String = emails.iter().map(|email| format!("{email}\n")).collect();
    files::replace(&path(folder), 0o600, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roll_is_written_and_read_and_bounded() {
        let folder = std::env::temp_dir().join(format!("bezgelor-roll-{}", std::process::id()));
        assert_eq!(read(&folder).expect("no roll is an empty one"), [""; 0]);
        assert!(add(&folder, " A@b.c").expect("room") && add(&folder, "d@e.f").expect("room"));
        assert!(!add(&folder, "a@B.c").expect("room"), "it is on it");
        assert_eq!(read(&folder).expect("written"), ["a@b.c", "d@e.f"]);
        assert!(remove(&folder, "A@b.c").expect("written"));
        assert!(!remove(&folder, "a@b.c").expect("written"));
        assert_eq!(read(&folder).expect("written"), ["d@e.f"]);
        for number in 1..CAPTURE_ACCOUNTS_MAX {
            assert!(add(&folder, &format!("{number}@e.f")).expect("room"));
        }
        assert!(add(&folder, "one@too.many").is_err());
        std::fs::remove_dir_all(&folder).expect("ours");
    }
}
