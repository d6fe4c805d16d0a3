//! What can be a login name and what can be a password, wherever one is given.

use crate::limits::{EMAIL_BYTES_MAX, PASSWORD_BYTES_MAX};

/// Whether `text` can be the e-mail address of an account: something on both sides of an `@`, no
/// spaces, at most [`EMAIL_BYTES_MAX`] bytes.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    // A colon would move the border between name and password in what the client hashes.
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == ':';
    whole && !text.contains(odd) && text.len() <= EMAIL_BYTES_MAX
}

/// Whether `text` can be a password: 1 to [`PASSWORD_BYTES_MAX`] bytes, none of them control, which
/// no client can type.
#[must_use]
pub fn is_password(text: &str) -> bool {
    (1..=PASSWORD_BYTES_MAX).contains(&text.len()) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_not_log_in_are_none() {
        for good in ["a@b", "Some.One+tag@example.org", "grün@example.org"] {
            assert!(is_email(good), "{good}");
        }
        let long = format!("{}@b", "x".repeat(EMAIL_BYTES_MAX));
        let bad = [
            "",
            "name",
            "@b",
            "a@",
            "a:b@c",
            "a b@c",
            "a@b\n",
            "a\u{a0}@b",
        ];
        for bad in bad.into_iter().chain([long.as_str()]) {
            assert!(!is_email(bad), "{bad:?}");
        }
    }

    #[test]
    fn passwords_no_client_can_type_are_none() {
        assert!(is_password("correct horse") && is_password("grün"));
        let long = "x".repeat(PASSWORD_BYTES_MAX + 1);
        for bad in ["", "a\tb", "a\0", long.as_str()] {
            assert!(!is_password(bad), "{bad:?}");
        }
    }
}
